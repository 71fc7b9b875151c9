"""Who gets a document: the organ, and the copies that law and policy ask (ladder.md 1.10, 1.11)."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from interventieladder.brieven.taal import orgaan_naam
from interventieladder.brieven.waarden import orgaan_van
from interventieladder.models.stukken import Ontvangerrol
from interventieladder.treden import Orgaan
from interventieladder.wettelijk import ANDERE_GS, CONTROLEREND, DEELNEMERS
from toezicht.core import clock
from toezicht.organisaties.models import OverheidSoort
from toezicht.organisaties.selectors import deelnemers_op, provincies_die_meekijken

if TYPE_CHECKING:
    from interventieladder.models import Dossier

FINANCIEEL_MET_AFSCHRIFT = (
    *("FIN-L2", "FIN-L4", "FIN-L5", "FIN-L14", "FIN-47", "FIN-ARHI"),
    *("FIN-L7", "FIN-L9", "FIN-L10", "FIN-L12", "FIN-L210"),
    *("FIN-L1", "FIN-L3", "FIN-L6", "FIN-L8", "FIN-L11", "FIN-L13", "FIN-L18", "FIN-L19", "FIN-L20"),
)
"""A letter about the budget goes to raad and college, about that of a regeling to the raden of all that take part
(finance.md 5)."""

INTERN = ("notitie", "evaluatie", "overdracht", "FIN-B", "FIN-GS", "L17")
AAN_MINISTER = ("L14", "VN-L1")
"""To the minister, at the same time to the organ that decided (Gemeentewet 273a lid 1; Wgr 37)."""
AAN_DEELNEMERS = ("L14", "L15", "VW-L1")
"""For a gemeenschappelijke regeling also to those that take part (Wgr 37)."""
MINISTER = "De minister wie het aangaat"


def standaard_geadresseerden(
    soort: str, dossier: "Dossier", *, op: dt.date | None = None
) -> list[dict[str, str]]:
    """The addressees of a document of kind `soort`: mappings with `rol` (Ontvangerrol), `naam` and `adres`.

    The organ whose duty it is comes first, then the copies of `interventieladder.wettelijk` for this organisation
    and duty: those who take part, or share the supervision, on `op` (default today). Notices go to the gazette,
    notes stay in the dossier.
    """
    if soort in INTERN:
        return [_aan(Ontvangerrol.INTERN, "Dossier", "")]
    if soort in ("L9", "FIN-L16"):
        return [_aan(Ontvangerrol.PUBLICATIE, "Provinciaal blad", "officielebekendmakingen.nl")]
    if soort == "L16":
        return [_aan(Ontvangerrol.ORGAAN, "Provinciale Staten", "Provinciehuis")]
    if soort == "FIN-L15":
        return [
            _aan(Ontvangerrol.ORGAAN, "De minister van Binnenlandse Zaken en Koninkrijksrelaties", "Den Haag")
        ]
    if soort == "FIN-L17":
        return [_aan(Ontvangerrol.ORGAAN, "De ministers van BZK en van Financiën", "Den Haag")]
    if soort == "L1":
        return [_aan(Ontvangerrol.ORGAAN, "Melder", "")]
    overheid = dossier.overheid
    eerste = Ontvangerrol.AFSCHRIFT if soort in AAN_MINISTER else Ontvangerrol.ORGAAN
    orgaan = _aan(eerste, orgaan_naam(orgaan_van(dossier), overheid.naam), _adres(overheid))
    minister = [_aan(Ontvangerrol.ORGAAN, MINISTER, "Den Haag")] if soort in AAN_MINISTER else []
    return [*minister, orgaan, *afschriften(soort, dossier, op or clock.vandaag())]


def afschriften(soort: str, dossier: "Dossier", op: dt.date) -> Iterator[dict[str, str]]:
    """The copies that go with a letter sent on `op`, as law and policy name them."""
    if not dossier.generiek:
        yield from _afschriften_ladder(soort, dossier, op)
        return
    if soort == "L13":  # ladder.md 1.10: the yearly judgement goes to the controlling body too
        yield from _deelnemers(dossier, op) if dossier.overheid.is_gr else (_controlerend(dossier),)
    gekozen = dossier.beleid.afschrift_raad
    for mededeling in dossier.regime.te_melden(soort, trede=dossier.trede, gekozen=gekozen):
        if mededeling.ontvanger == CONTROLEREND:
            yield _controlerend(dossier)
        elif mededeling.ontvanger == DEELNEMERS:
            yield from _deelnemers(dossier, op)
        elif mededeling.ontvanger == ANDERE_GS:
            for naam in provincies_die_meekijken(dossier.overheid_id, op):
                yield _aan(Ontvangerrol.AFSCHRIFT, f"Gedeputeerde Staten van {naam}", "")


def _afschriften_ladder(soort: str, dossier: "Dossier", op: dt.date) -> Iterator[dict[str, str]]:
    """On a ladder beside the general one: letters about the budget, and about annulment."""
    if soort in AAN_DEELNEMERS and dossier.overheid.is_gr:
        yield from _deelnemers(dossier, op)
    if soort in FINANCIEEL_MET_AFSCHRIFT:
        yield from _deelnemers(dossier, op) if dossier.overheid.is_gr else (_controlerend(dossier),)


def _deelnemers(dossier: "Dossier", op: dt.date) -> Iterator[dict[str, str]]:
    """The representative body of each that takes part on `op`."""
    for deelnemer in deelnemers_op(dossier.overheid_id, op):
        naam = _vertegenwoordiging(deelnemer.soort, deelnemer.naam)
        yield _aan(Ontvangerrol.AFSCHRIFT_RAAD, naam, deelnemer.adres or deelnemer.email)


def _controlerend(dossier: "Dossier") -> dict[str, str]:
    """The raad or algemeen bestuur; where that body itself is addressed, the college or dagelijks bestuur."""
    overheid = dossier.overheid
    rol, orgaan = {
        Orgaan.RAAD: (Ontvangerrol.AFSCHRIFT, Orgaan.COLLEGE),
        Orgaan.AB: (Ontvangerrol.AFSCHRIFT, Orgaan.DB),
        Orgaan.DB: (Ontvangerrol.AFSCHRIFT_RAAD, Orgaan.AB),
    }.get(Orgaan(orgaan_van(dossier)), (Ontvangerrol.AFSCHRIFT_RAAD, Orgaan.RAAD))
    return _aan(rol, orgaan_naam(orgaan, overheid.naam), _adres(overheid))


def _vertegenwoordiging(soort: str, naam: str) -> str:
    if soort == OverheidSoort.PROVINCIE:
        return f"Provinciale Staten van {naam}"
    return orgaan_naam(Orgaan.AB if soort == OverheidSoort.WATERSCHAP else Orgaan.RAAD, naam)


def _adres(overheid: object) -> str:
    """Postal address, else the e-mail address."""
    return str(getattr(overheid, "adres", "") or getattr(overheid, "email", ""))


def _aan(rol: Ontvangerrol, naam: str, adres: str) -> dict[str, str]:
    return {"rol": rol.value, "naam": naam, "adres": adres}
