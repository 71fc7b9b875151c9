"""Amounts as people write them."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def cent(bedrag: Decimal) -> Decimal:
    """Rounded to cents, half up."""
    return bedrag.quantize(CENT, ROUND_HALF_UP)


def euro(bedrag: Decimal) -> str:
    """*€ 1.234.567,89*; whole euros without cents."""
    tekst = f"{abs(bedrag):,.2f}".replace(",", "·").replace(".", ",").replace("·", ".").removesuffix(",00")
    return f"{'−' if bedrag < 0 else ''}€ {tekst}"


def procent(deel: Decimal) -> str:
    """*2,58%* from a percentage."""
    return f"{deel.quantize(CENT, ROUND_HALF_UP)}".replace(".", ",") + "%"
