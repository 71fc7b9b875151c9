"""What differs between two versions, in rows that people read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from interventieladder.beleid.lezen import geordend

GROEPEN: dict[str, str] = {
    "trede": "Treden",
    "besluit": "Wie beslist",
    "route": "Wie toetst",
    "mandaat": "Mandaat",
    "reces": "Reces",
    "schaal": "Oordelen",
    "totaalbeeld": "Drempels",
    "signalen": "Drempels",
    "huisvesting": "Huisvesting vergunninghouders",
    "gs": "Vergaderingen van GS",
    "feestdag": "Gelijkgestelde dagen",
    "taak": "Taken",
    "contact": "Gegevens op brieven",
    "ondertekening": "Gegevens op brieven",
}
KENMERK = ("versie", "naam", "geldig_van")
"""Always different: stands above the table."""


@dataclass(frozen=True, slots=True)
class Verschil:
    """One part that differs: where, and how each version has it (empty when it has not)."""

    groep: str
    onderdeel: str
    links: str
    rechts: str


def in_woorden(waarde: Any) -> str:
    """A value as people read it."""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, list):
        return ", ".join(map(in_woorden, waarde)) or "geen"
    return str(waarde)


def _plat(waarde: Any, pad: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(waarde, Mapping):
        for sleutel, deel in waarde.items():
            yield from _plat(deel, (*pad, str(sleutel)))
    elif isinstance(waarde, list) and waarde and all(isinstance(deel, Mapping) for deel in waarde):
        for deel in waarde:
            naam = str(deel.get("code") or deel.get("datum") or deel.get("naam"))
            yield from _plat({k: v for k, v in deel.items() if k != "code"}, (*pad, naam))
    else:
        yield pad, in_woorden(waarde)


def verschillen(links: Mapping[str, Any], rechts: Mapping[str, Any]) -> list[Verschil]:
    """Every part that differs, in the order of the left version, then what only the right one has."""
    een, ander = (
        dict(_plat({k: v for k, v in geordend(kant).items() if k not in KENMERK}, ()))
        for kant in (links, rechts)
    )
    uit = []
    for pad in [*een, *(p for p in ander if p not in een)]:
        if een.get(pad, "") != ander.get(pad, ""):
            groep = GROEPEN.get(pad[0], "Algemeen")
            onderdeel = ", ".join(deel.replace("_", " ") for deel in (pad[1:] if pad[0] in GROEPEN else pad))
            uit.append(Verschil(groep, onderdeel, een.get(pad, ""), ander.get(pad, "")))
    return sorted(uit, key=lambda v: [*dict.fromkeys(GROEPEN.values()), "Algemeen"].index(v.groep))
