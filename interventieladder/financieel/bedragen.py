"""Amounts as people write them."""

from decimal import ROUND_HALF_UP, Decimal

from toezicht.core.woorden import nederlands

CENT = Decimal("0.01")


def cent(bedrag: Decimal) -> Decimal:
    """Rounded to cents, half up."""
    return bedrag.quantize(CENT, ROUND_HALF_UP)


def procent(deel: Decimal) -> str:
    """*2,58%* from a percentage."""
    return f"{nederlands(deel, 2)}%"
