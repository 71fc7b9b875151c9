"""Which blocks each letter holds, by kind: what the form asks and what `controleer_velden` checks."""

from typing import TYPE_CHECKING

from interventieladder.briefsjablonen import SJABLONEN, Kolom, Rechtsmiddel, Veld

if TYPE_CHECKING:
    from interventieladder.models import Dossier

VELDEN: dict[str, tuple[Veld, ...]] = {code: sjabloon.velden for code, sjabloon in SJABLONEN.items()}
"""The blocks per letter kind whatever the dossier, in the order of the form."""


def rechtsmiddel_van(soort: str, dossier: "Dossier") -> str:
    """What stands open against this letter in this dossier: by its template, or by the law of stepping in."""
    middel = SJABLONEN[soort].rechtsmiddel
    return dossier.regime.rechtsmiddel if middel == Rechtsmiddel.REGIME else middel


def velden_van(soort: str, dossier: "Dossier") -> tuple[Veld, ...]:
    """The blocks of this letter in this dossier, in the order of the form."""
    return SJABLONEN[soort].velden_bij(rechtsmiddel_van(soort, dossier))


__all__ = ["VELDEN", "Kolom", "Veld", "rechtsmiddel_van", "velden_van"]
