"""Who gets a document: the organ, and the copies that law and policy ask (ladder.md 1.10, 1.11)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from interventieladder.brieven.taal import orgaan_naam
from interventieladder.models.stukken import Ontvangerrol
from interventieladder.treden import Orgaan, Stand, organen_van
from toezicht.core import clock
from toezicht.organisaties.models import OverheidSoort
from toezicht.organisaties.selectors import deelnemers_op

if TYPE_CHECKING:
    from interventieladder.models import Dossier

ALTIJD_AFSCHRIFT = (
    *("L6b", "L7", "L8", "L10", "FIN-L2", "FIN-L4", "FIN-L5", "FIN-L14", "FIN-ARHI"),
    *("FIN-L7", "FIN-L9", "FIN-L10", "FIN-L12", "FIN-L210"),
)
"""Copy by law (Gemeentewet 124 lid 4; Wgr 32b lid 4), for a longer term and the end of it by custom; a letter about
the budget goes to raad and college, about that of a regeling to the raden of all that take part (finance.md 5)."""

INTERN = ("notitie", "evaluatie", "FIN-B", "FIN-GS")


def standaard_geadresseerden(soort: str, dossier: "Dossier") -> list[dict[str, str]]:
    """The addressees of a document of kind `soort`: mappings with `rol` (Ontvangerrol), `naam` and `adres`.

    The organ whose duty it is comes first. The copy goes to the raad (or algemeen bestuur); where the raad
    itself is addressed, to the college. For a gemeenschappelijke regeling it goes to the raden of all that
    take part today. Notices go to the gazette, notes stay in the dossier.
    """
    if soort in INTERN:
        return [_aan(Ontvangerrol.INTERN, "Dossier", "")]
    if soort == "L9":
        return [_aan(Ontvangerrol.PUBLICATIE, "Provinciaal blad", "officielebekendmakingen.nl")]
    if soort == "L16":
        return [_aan(Ontvangerrol.ORGAAN, "Provinciale Staten", "Provinciehuis")]
    if soort == "FIN-L17":
        return [_aan(Ontvangerrol.ORGAAN, "De ministers van BZK en van Financiën", "Den Haag")]
    if soort == "L1":
        return [_aan(Ontvangerrol.ORGAAN, "Melder", "")]
    overheid = dossier.overheid
    orgaan = _aan(Ontvangerrol.ORGAAN, orgaan_naam(_orgaan(dossier), overheid.naam), _adres(overheid))
    return [orgaan, *(_afschriften(dossier) if _met_afschrift(soort, dossier) else ())]


def _met_afschrift(soort: str, dossier: "Dossier") -> bool:
    if soort in ALTIJD_AFSCHRIFT:
        return True
    trede = dossier.trede if soort == "L6" else BRIEF_VAN_TREDE.get(soort, "")
    return trede in BRIEF_VAN_TREDE.values() and trede in dossier.beleid.afschrift_raad


BRIEF_VAN_TREDE: dict[str, str] = {"L2": Stand.T2, "L5": Stand.T3A, "L5b": Stand.T3B}
"""Letters of which the policy says whether the raad gets a copy (P_cc_raad)."""


def _afschriften(dossier: "Dossier") -> Iterable[dict[str, str]]:
    overheid = dossier.overheid
    if overheid.is_gr:
        for deelnemer in deelnemers_op(overheid.pk, clock.vandaag()):
            naam = _vertegenwoordiging(deelnemer.soort, deelnemer.naam)
            yield _aan(Ontvangerrol.AFSCHRIFT_RAAD, naam, deelnemer.adres or deelnemer.email)
        return
    rol, orgaan = {
        Orgaan.RAAD: (Ontvangerrol.AFSCHRIFT, Orgaan.COLLEGE),
        Orgaan.AB: (Ontvangerrol.AFSCHRIFT, Orgaan.DB),
        Orgaan.DB: (Ontvangerrol.AFSCHRIFT_RAAD, Orgaan.AB),
    }.get(Orgaan(_orgaan(dossier)), (Ontvangerrol.AFSCHRIFT_RAAD, Orgaan.RAAD))
    yield _aan(rol, orgaan_naam(orgaan, overheid.naam), _adres(overheid))


def _orgaan(dossier: "Dossier") -> str:
    """The organ addressed; on a ladder that names none, the one at the head of the organisation."""
    return dossier.orgaan or organen_van(dossier.overheid.soort)[0]


def _vertegenwoordiging(soort: str, naam: str) -> str:
    if soort == OverheidSoort.PROVINCIE:
        return f"Provinciale Staten van {naam}"
    return orgaan_naam(Orgaan.AB if soort == OverheidSoort.WATERSCHAP else Orgaan.RAAD, naam)


def _adres(overheid: object) -> str:
    """Postal address, else the e-mail address."""
    return str(getattr(overheid, "adres", "") or getattr(overheid, "email", ""))


def _aan(rol: Ontvangerrol, naam: str, adres: str) -> dict[str, str]:
    return {"rol": rol.value, "naam": naam, "adres": adres}
