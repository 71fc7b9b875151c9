"""The block on the page of a budget year: days of the law, the order of tests, regime and what follows."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from interventieladder.beleid.agenda import laatste_vergadering
from interventieladder.financieel.kalender import uitleg_uiterste_dag
from interventieladder.financieel.regimetoets import JAREN, Saldi, Toetsing
from interventieladder.guards.begrotingsregime import tegenadvies_van, toetsing_van
from interventieladder.models import Begrotingsjaar, Dossier
from interventieladder.models.stukken import Ontvangerrol
from interventieladder.selectors.begrotingsjaren import regime_in_woorden, regime_op
from interventieladder.standen.begrotingsregime import PLAN, REGIMEBESLUIT, VOOR_REGIME
from toezicht.core import clock, rollen
from toezicht.core.models import User


@dataclass(frozen=True, slots=True)
class Saldoregel:
    """One year of the table of balances, in euros."""

    jaar: int
    opgave: Decimal
    correctie: Decimal
    saldo: Decimal


@dataclass(frozen=True, slots=True)
class Jaarblok:
    """What the page of a budget year shows besides the ladder."""

    jaar: Begrotingsjaar
    verzonden_op: dt.date | None
    toetsing: Toetsing
    regime: str
    sinds: dt.date | None
    open: bool
    laatste_dag: dt.date
    vergadering: dt.date
    vergadering_geweest: bool
    dag_uitleg: str
    saldi: list[Saldoregel]
    correctiereden: str
    tegenadvies: tuple[dt.date, str] | None
    incident_open: bool
    verschil: list[Saldoregel]
    mag_intensiteit: bool
    mag_coulance: bool


def jaarblok(dossier: Dossier, user: User) -> Jaarblok | None:
    """The block, or None for a dossier on another ladder."""
    if dossier.ladder != PLAN.code:
        return None
    jaar, vandaag = dossier.begrotingsjaar, clock.vandaag()
    regime = regime_op(jaar, vandaag)
    saldo = dossier.feiten.feit("saldo")
    vergadering = laatste_vergadering(dossier.beleid, jaar.jaar - 1)
    open_ = not dossier.gesloten
    return Jaarblok(
        jaar=jaar,
        verzonden_op=_verzonden(dossier, jaar),
        toetsing=toetsing_van(dossier, vandaag),
        regime=regime_in_woorden(regime),
        sinds=regime.sinds,
        open=dossier.stand in VOOR_REGIME and jaar.kent_goedkeuring and vandaag < jaar.begin,
        laatste_dag=jaar.begin - dt.timedelta(days=1),
        vergadering=vergadering,
        vergadering_geweest=vandaag > vergadering,
        dag_uitleg=uitleg_uiterste_dag(jaar.begroting_voor, jaar.regel, jaar.begroting_grondslag),
        saldi=saldoregels(jaar.jaar, Saldi.uit(saldo.waarden)) if saldo else [],
        correctiereden=(saldo.waarden.get("correctiereden") or "") if saldo else "",
        tegenadvies=tegenadvies_van(dossier, vandaag),
        incident_open=jaar.van_rechtswege and open_ and dossier.feiten.feit("incident") is None,
        verschil=_verschil(jaar, Saldi.uit(saldo.waarden)) if saldo else [],
        mag_intensiteit=open_ and user.has_perm(rollen.BEHANDEL_DOSSIER),
        mag_coulance=dossier.stand in VOOR_REGIME
        and jaar.kent_goedkeuring
        and user.has_perm(rollen.BEHANDEL_DOSSIER)
        and user.has_perm(rollen.WIJS_TOE),
    )


def _verzonden(dossier: Dossier, jaar: Begrotingsjaar) -> dt.date | None:
    """The day the regime went out, as it stands corrected: the row itself keeps what was registered."""
    if jaar.verzonden_op is None:
        return None
    feiten = dossier.feiten
    brieven = {b.pk for b in feiten.brieven if b.voorstel and b.voorstel.stap in REGIMEBESLUIT}
    dagen = [
        v.verzenddatum
        for v in feiten.verzendingen
        if v.brief_id in brieven and v.rol == Ontvangerrol.ORGAAN and v.verzonden_op == jaar.verzonden_op
    ]
    return min(dagen, default=jaar.verzonden_op)


def saldoregels(jaar: int, saldi: Saldi) -> list[Saldoregel]:
    """The balances from the budget year on, one row per year."""
    return [
        Saldoregel(jaar + n, saldi.opgave[n], saldi.correcties[n], saldi.saldi[n]) for n in range(len(JAREN))
    ]


def _verschil(jaar: Begrotingsjaar, nu: Saldi) -> list[Saldoregel]:
    """Where the figures of now differ from the snapshot of the decision: (then, difference, now) per year."""
    if not jaar.cijferbeeld.get("saldo"):
        return []
    toen = Saldi.uit(jaar.cijferbeeld["saldo"])
    return [
        Saldoregel(jaar.jaar + n, toen.saldi[n], nu.saldi[n] - toen.saldi[n], nu.saldi[n])
        for n in range(len(JAREN))
        if nu.saldi[n] != toen.saldi[n]
    ]
