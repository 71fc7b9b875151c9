"""The ten days of a dossier on annulment as the page shows them: what still fits, and what to do now."""

import datetime as dt
from dataclasses import dataclass

from interventieladder.beleid.agenda import ritme
from interventieladder.models import Dossier, Termijn, Vernietigingszaak
from interventieladder.models.termijn import LEVEND
from interventieladder.standen.vernietiging import PLAN
from interventieladder.standen.vernietiging_termijnen import MEDEDELING, NIEUW
from interventieladder.vergaderkalender import Haalbaarheid, advies_tien_dagen, haalbaarheid
from toezicht.core import clock, rollen
from toezicht.core.models import User


@dataclass(frozen=True, slots=True)
class TienDagen:
    """The running ten days: since when, what meetings fit, and what to do. `kleur`: rood or amber."""

    bekend: dt.date
    bewijs: str
    haalbaar: Haalbaarheid
    advies: str
    termijn: Termijn

    @property
    def kleur(self) -> str:
        """Red once the last ordinary way of handing in was missed; amber while it is open: it is never calm."""
        return "amber" if self.haalbaar.gewoon_kan else "rood"


def tien_dagen(dossier: Dossier) -> TienDagen | None:
    """The picture of the running ten days of Gemeentewet 273a; None when they do not run."""
    if dossier.ladder != PLAN.code or dossier.gesloten:
        return None
    lopend = next((t for t in dossier.feiten.termijnen if t.soort == MEDEDELING and t.status in LEVEND), None)
    if lopend is None:
        return None
    kennis = dossier.feiten.feit("kennisname")
    haalbaar = haalbaarheid(
        bekend=lopend.start,
        einde=lopend.effectief_einde,
        vandaag=clock.vandaag(),
        ritme=ritme(dossier.beleid),
    )
    bewijs = str(kennis.waarden["bewijs"]) if kennis else ""
    return TienDagen(lopend.start, bewijs, haalbaar, advies_tien_dagen(haalbaar), lopend)


@dataclass(frozen=True, slots=True)
class Vernietigingsdeel:
    """The decision a dossier is about, and its ten days when they run. `verder`: may open the general ladder."""

    zaak: Vernietigingszaak
    tien: TienDagen | None
    verder: bool


def vernietigingsdeel(dossier: Dossier, user: User) -> Vernietigingsdeel:
    """The part of the page of a dossier on annulment."""
    gemist = next((t for t in dossier.feiten.termijnen if t.soort == NIEUW and t.status in LEVEND), None)
    verder = gemist is not None and gemist.effectief_einde < clock.vandaag()
    return Vernietigingsdeel(
        dossier.vernietiging, tien_dagen(dossier), verder and user.has_perm(rollen.BEHANDEL_DOSSIER)
    )
