"""The part of a policy about letters: texts of the province, and the remedies its jurist laid down."""

from collections.abc import Mapping
from typing import Any

from interventieladder.briefsjablonen.controle import bezwaar_tegen_keuze, bezwaar_tegen_tekst


def bezwaren_tegen_brieven(
    teksten: Mapping[str, Mapping[str, Any]], rechtsmiddel: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """(where, what is wrong) for every text and remedy that cannot stand; none when all can."""
    uit = [
        (f"brieftekst {soort}, {blok}", fout)
        for soort, blokken in teksten.items()
        for blok, tekst in blokken.items()
        if (fout := bezwaar_tegen_tekst(soort, blok, tekst))
    ]
    for soort, keuze in rechtsmiddel.items():
        if fout := bezwaar_tegen_keuze(soort, keuze):
            uit.append((f"rechtsmiddel, {soort}", fout))
    return uit
