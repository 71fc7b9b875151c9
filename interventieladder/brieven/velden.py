"""Which blocks each letter holds, by kind: what the form asks and what `controleer_velden` checks."""

from interventieladder.briefsjablonen import SJABLONEN, Kolom, Veld

VELDEN: dict[str, tuple[Veld, ...]] = {code: sjabloon.velden for code, sjabloon in SJABLONEN.items()}
"""The blocks per letter kind, in the order of the form."""

__all__ = ["VELDEN", "Kolom", "Veld"]
