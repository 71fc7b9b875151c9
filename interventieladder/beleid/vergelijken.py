"""What differs between two versions, in rows that people read."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from interventieladder.beleid.lezen import geordend
from interventieladder.treden import TREDEN, Niveau

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
    "verzending": "Verzending",
    "rechtsmiddel": "Rechtsmiddel bij brieven",
    "brieftekst": "Teksten van brieven",
}
ALGEMEEN = "Algemeen"
KENMERK = ("versie", "naam", "geldig_van")
"""Always different: stands above the table."""
WOORDEN: dict[str, str] = {
    "atw_overeenkomstig": "Termijnenwet overeenkomstig",
    "max_verlengingen": "hoogstens zo vaak verlengen",
    "recidive_maanden": "herhaling telt (maanden)",
    "bewijs_max_weken": "ouderdom van bewijs (weken)",
    "nazorg_weken": "nazorg (weken)",
    "feitencheck_max_dagen": "ouderdom van de feitencheck (dagen)",
    "t3b_direct": "direct bestuurlijk overleg",
    "zienswijze_min_weken": "kortste zienswijzetermijn (weken)",
    "max_weken": "langste termijn (weken)",
    "spoed_schrift_dagen": "mondeling besluit op schrift (dagen)",
    "herindeling_vooruit_dagen": "plan voor een herindeling (dagen vooraf)",
    "vaste_datum": "vaste datum op een vrije dag",
    "afschrift_raad": "afschrift aan de raad",
    "kort": "korte naam",
    "termijn_weken": "termijn (weken)",
    "zienswijze_weken": "zienswijze (weken)",
    "groep": "naam van het geheel",
    "aanlevering_dagen": "stukken sluiten (dagen ervoor)",
    "zonder": "geen vergadering op",
    "extra": "extra vergadering op",
    "schriftelijk": "schriftelijke procedure",
    "gesprek_bij": "gesprek bij zoveel domeinen",
    "artikel": "artikel",
    "bijlage_124b": "toezicht door de minister",
    "bewijs_dagen": "bewijs van verzending binnen (dagen)",
}
TREDECODES = {t.value: f"{t.value[:1].upper()}{t.value[1:]}" for t in TREDEN}
NIVEAUS = {n.value: str(n.label) for n in Niveau}


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
    tekst = str(waarde)
    try:
        dag = dt.date.fromisoformat(tekst)
    except ValueError:
        woord = NIVEAUS.get(tekst) or TREDECODES.get(tekst) or tekst
        return woord if "@" in woord or "/" in woord else woord.replace("_", " ")
    return f"{dag.day}-{dag.month}-{dag.year}"


def _deelnaam(deel: str) -> str:
    stap, _, van = deel.partition(".")
    if van in TREDECODES:
        return f"{stap.replace('_', ' ')}, vanaf {TREDECODES[van]}"
    return WOORDEN.get(deel) or TREDECODES.get(deel) or deel.replace("_", " ")


def _sleutel(rij: Mapping[str, Any]) -> str:
    """What a row of a list is known by."""
    domein = f" ({rij['domein']})" if rij.get("domein") and "label" in rij else ""
    if "van" in rij and "tot" in rij:
        return f"{rij['naam']} vanaf {rij['van']}"
    return f"{rij.get('code') or in_woorden(rij.get('datum'))}{domein}"


def _is_rijen(waarde: Any) -> bool:
    return isinstance(waarde, list) and bool(waarde) and all(isinstance(deel, Mapping) for deel in waarde)


def _plat(waarde: Any, pad: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every value with its path; a row of a list first as a whole, under its name."""
    if isinstance(waarde, Mapping):
        for sleutel, deel in waarde.items():
            yield from _plat(deel, (*pad, str(sleutel)))
    elif _is_rijen(waarde):
        for rij in waarde:
            plek = (*pad, _sleutel(rij))
            yield plek, str(rij.get("label") or rij.get("naam"))
            yield from _plat({k: v for k, v in rij.items() if k not in ("code", "label", "naam")}, plek)
    else:
        yield pad, in_woorden(waarde)


def verschillen(links: Mapping[str, Any], rechts: Mapping[str, Any]) -> list[Verschil]:
    """Every part that differs, in the order of the left version, then what only the right one has.

    A row of a list (a duty, a judgement, a day) that one of them lacks is one difference.
    """
    een, ander = (
        dict(_plat({k: v for k, v in geordend(kant).items() if k not in KENMERK}, ()))
        for kant in (links, rechts)
    )
    uit = []
    for pad in [*een, *(p for p in ander if p not in een)]:
        ouder = pad[:2]
        los = len(pad) > 2 and (ouder in een) != (ouder in ander) and (ouder in een or ouder in ander)
        if not los and een.get(pad, "") != ander.get(pad, ""):
            groep = GROEPEN.get(pad[0], ALGEMEEN)
            onderdeel = ", ".join(map(_deelnaam, pad[1:] if pad[0] in GROEPEN else pad))
            uit.append(Verschil(groep, onderdeel, een.get(pad, ""), ander.get(pad, "")))
    volgorde = [*dict.fromkeys(GROEPEN.values()), ALGEMEEN]
    return sorted(uit, key=lambda v: volgorde.index(v.groep))
