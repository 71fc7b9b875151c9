"""Whether the reporting that a letter asks fits within the term of its proposal. Pure functions."""

import re
from collections.abc import Mapping
from typing import Any

from toezicht.core.woorden import TELWOORDEN, in_weken

_GETAL = rf"\d{{1,3}}|een|{'|'.join(TELWOORDEN)}"
_DUUR = re.compile(rf"\b({_GETAL})\s+(dag|dagen|week|weken|maand|maanden)\b", re.IGNORECASE)
_DAGEN = {"d": 1, "w": 7, "m": 30}


def late_rapportage(soort: str, velden: Mapping[str, Any], termijn_weken: int | None) -> str:
    """What contradicts the term: the first report on the agreements comes after its end. Empty when it fits.

    Reads the first duration in the sentence that says when the first report comes, else how often it comes.
    """
    tekst = str(velden.get("rapportage") or "")
    if not termijn_weken or not tekst:
        return ""
    eerst = re.search(r"\beerste?\b[^.]*", tekst, re.IGNORECASE)
    duur = (_DUUR.search(eerst[0]) if eerst else None) or _DUUR.search(tekst)
    if duur is None or _in_dagen(duur[1], duur[2]) <= termijn_weken * 7:
        return ""
    return (
        f"In {soort} komt de eerste rapportage na {duur[0]}, en dus na het einde van de termijn van "
        f"{in_weken(termijn_weken)}. Pas de brief of de termijn aan."
    )


def _in_dagen(aantal: str, eenheid: str) -> int:
    woord = aantal.lower()
    getal = int(woord) if woord.isdigit() else 1 if woord == "een" else TELWOORDEN.index(woord)
    return getal * _DAGEN[eenheid[0].lower()]
