"""What a dossier that was taken over shows of its source, and what still has to be chosen or confirmed."""

import datetime as dt
from dataclasses import dataclass

from interventieladder.guards.overname import brief_ontbreekt, zonder_besluit
from interventieladder.models import (
    Dossier,
    Ladderstap,
    OvergenomenBesluit,
    OvergenomenBrief,
    OvergenomenTermijn,
    Overname,
    Termijn,
)
from interventieladder.models.overname import OvernameStatus
from interventieladder.models.termijn import TermijnStatus
from interventieladder.selectors.tegenlezen import mag_tegenlezen
from interventieladder.termijnsoorten import Gevolg
from interventieladder.treden import DOCUMENTEN, Niveau
from toezicht.core import clock, rollen
from toezicht.core.models import User


@dataclass(frozen=True, slots=True)
class Bronverblijf:
    """One stay of the source, with its decision and letters; `mist`: what is not on record."""

    stap: Ladderstap
    trede: str
    van: dt.date
    tot: dt.date | None
    besluit: OvergenomenBesluit | None
    brieven: list[OvergenomenBrief]
    mist: str


@dataclass(frozen=True, slots=True)
class Overnamekaart:
    """The card on the page of the dossier."""

    overname: Overname
    verblijven: list[Bronverblijf]
    termijnen: list[OvergenomenTermijn]
    mag_bevestigen: bool
    mag_aanvullen: bool
    mag_intrekken: bool
    wet_besliste: list[Termijn]
    """Terms whose end has effect by law and has passed: the clock waits for the confirmation."""

    @property
    def te_kiezen(self) -> bool:
        """Whether a term still has two ends."""
        return any(t.te_kiezen for t in self.termijnen)


def overnamekaart(dossier: Dossier, user: User) -> Overnamekaart | None:
    """None for a dossier that began here. Four queries at most, whatever was taken over."""
    overname = dossier.feiten.overname
    if overname is None:
        return None
    open_ = not dossier.gesloten
    eigen = user.pk == overname.door_id or user.has_perm(rollen.WIJS_TOE)
    behandelt = open_ and user.has_perm(rollen.BEHANDEL_DOSSIER)
    termijnen = dossier.feiten.overgenomen_termijnen.values()
    return Overnamekaart(
        overname=overname,
        verblijven=_verblijven(dossier),
        termijnen=[t for t in termijnen if t.brief_einde and t.brief_einde != t.berekend_einde],
        mag_bevestigen=overname.te_bevestigen and mag_tegenlezen(user, dossier, overname.door_id),
        mag_aanvullen=behandelt and overname.status != OvernameStatus.INGETROKKEN,
        mag_intrekken=behandelt and overname.te_bevestigen and eigen,
        wet_besliste=_wet_besliste(dossier) if open_ and overname.te_bevestigen else [],
    )


def _wet_besliste(dossier: Dossier) -> list[Termijn]:
    vandaag = clock.vandaag()
    return [
        termijn
        for termijn in dossier.feiten.termijnen
        if termijn.status == TermijnStatus.LOOPT
        and termijn.effectief_einde < vandaag
        and termijn.regels.gevolg in (Gevolg.VAN_RECHTSWEGE, Gevolg.BEVOEGDHEID_VERVALT)
    ]


def _verblijven(dossier: Dossier) -> list[Bronverblijf]:
    zonder = {stap.pk: niveau for stap, niveau in zonder_besluit(dossier)}
    lopend = dossier.feiten.stap
    uit = []
    for stap in (s for s in dossier.feiten.stappen if s.bron):
        mist = [f"besluit van {Niveau(zonder[stap.pk]).label}"] if stap.pk in zonder else []
        if lopend is not None and stap.pk == lopend.pk:
            mist += [f"brief {soort} {DOCUMENTEN[soort].naam}" for soort in brief_ontbreekt(dossier, stap)]
        uit.append(
            Bronverblijf(
                stap=stap,
                trede=dossier.plan.naam(stap.trede),
                van=stap.van,
                tot=stap.tot,
                besluit=dossier.feiten.overgenomen_besluiten.get(stap.pk),
                brieven=[b for b in dossier.feiten.overgenomen_brieven if b.stap_id == stap.pk],
                mist=", ".join(mist),
            )
        )
    return uit


def stappen_zonder_besluit(dossier: Dossier) -> list[tuple[int, str]]:
    """(key of the stay, words) of each taken-over stay without its decision, for a choice list."""
    return [
        (stap.pk, f"{dossier.plan.naam(stap.trede)}, vanaf {stap.van:%d-%m-%Y} ({Niveau(niveau).label})")
        for stap, niveau in zonder_besluit(dossier)
        if stap.pk not in dossier.feiten.overgenomen_besluiten
    ]
