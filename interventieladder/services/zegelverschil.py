"""What changed in the texts of two sealed bundles, word by word, for who decides (design 4.2)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from interventieladder.models import Voorstel
from interventieladder.services.zegel import NAMEN, zoals_verzegeld
from interventieladder.treden import DOCUMENTEN
from toezicht.core.tekstverschil import Tekstdeel, woordverschil
from toezicht.core.woorden import klein


@dataclass(frozen=True, slots=True)
class Tekstwijziging:
    """One text that changed: which, and its parts that stayed, left and came."""

    wat: str
    delen: list[Tekstdeel]


def sinds_vorige_versie(voorstel: Voorstel) -> list[Tekstwijziging]:
    """What the drafter changed since the version that was sealed before this one."""
    if not voorstel.vorige_inhoud or not voorstel.zegel_inhoud:
        return []
    return tekstwijzigingen(voorstel.vorige_inhoud, voorstel.zegel_inhoud)


def sinds_verzegeling(voorstel: Voorstel) -> list[Tekstwijziging]:
    """What is no longer as it was sealed."""
    return tekstwijzigingen(voorstel.zegel_inhoud, zoals_verzegeld(voorstel))


def tekstwijzigingen(oud: dict[str, Any], nieuw: dict[str, Any]) -> list[Tekstwijziging]:
    """Every text, field of a letter, list of addressees, answer and fact that differs, in the order of the page."""
    een, ander = dict(_teksten(oud)), dict(_teksten(nieuw))
    return [
        Tekstwijziging(wat, woordverschil(een.get(wat, ""), ander.get(wat, "")))
        for wat in dict.fromkeys([*ander, *een])
        if een.get(wat, "") != ander.get(wat, "")
    ]


def _teksten(inhoud: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for veld, waarde in inhoud.get("teksten", {}).items():
        yield NAMEN[veld], str(waarde)
    for soort, brief in sorted(inhoud.get("brieven", {}).items()):
        yield from _brief(soort, brief)
    for stuk in inhoud.get("stukken", {}).values():
        if stuk.get("reactie"):
            yield f"onze reactie op “{stuk['titel']}”", str(stuk["reactie"])
    for feit in inhoud.get("feiten", {}).values():
        for naam, waarde in feit["waarden"].items():
            yield f"feit {feit['titel']}, {naam.replace('_', ' ')}", _als_tekst(waarde)


def _brief(soort: str, brief: dict[str, Any]) -> Iterator[tuple[str, str]]:
    naam = f"brief {soort}" if soort == DOCUMENTEN[soort].naam.lower() else klein(DOCUMENTEN[soort].naam)
    yield f"{naam}, onderwerp", str(brief["onderwerp"])
    for veld, waarde in (brief["velden"] or {}).items():
        yield f"{naam}, {veld.replace('_', ' ')}", _als_tekst(waarde)
    yield f"{naam}, geadresseerden", ", ".join(str(g["naam"]) for g in brief["geadresseerden"])


def _als_tekst(waarde: Any) -> str:
    """A value of a field as people read it: lists one line each, tables as *key: value*."""
    if isinstance(waarde, list):
        return "\n".join(_als_tekst(deel) for deel in waarde)
    if isinstance(waarde, dict):
        return ", ".join(
            f"{sleutel.replace('_', ' ')}: {_als_tekst(deel)}" for sleutel, deel in waarde.items()
        )
    return "" if waarde is None else str(waarde)
