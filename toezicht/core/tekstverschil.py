"""What changed between two texts, word by word. Pure functions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

GELIJK, WEG, NIEUW = "gelijk", "weg", "nieuw"
_WOORD = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Tekstdeel:
    """A piece of text: `gelijk`, `weg` (only in the old one) or `nieuw` (only in the new one)."""

    soort: str
    tekst: str


def woordverschil(oud: str, nieuw: str) -> list[Tekstdeel]:
    """The new text with what left and what came, in order; both texts can be read back from the parts."""
    een, ander = _WOORD.findall(oud), _WOORD.findall(nieuw)
    uit: list[Tekstdeel] = []
    for soort, a, b, c, d in SequenceMatcher(None, een, ander, autojunk=False).get_opcodes():
        if soort == "equal":
            uit.append(Tekstdeel(GELIJK, "".join(een[a:b])))
            continue
        uit.extend(_stuk(WEG, een[a:b]))
        uit.extend(_stuk(NIEUW, ander[c:d]))
    return uit


def _stuk(soort: str, woorden: list[str]) -> Iterator[Tekstdeel]:
    if woorden:
        yield Tekstdeel(soort, "".join(woorden))


def oude_tekst(delen: list[Tekstdeel]) -> str:
    """The old text, read back."""
    return "".join(deel.tekst for deel in delen if deel.soort != NIEUW)


def nieuwe_tekst(delen: list[Tekstdeel]) -> str:
    """The new text, read back."""
    return "".join(deel.tekst for deel in delen if deel.soort != WEG)
