"""All organisations of one budget year with where they stand: a fixed number of queries, whatever their number."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models.functions import Lower

from interventieladder.beleid.agenda import laatste_vergadering
from interventieladder.financieel.regimetoets import ADVIES_IN_WOORDEN, Antwoord, Saldi
from interventieladder.guards.begrotingsregime import toetsing_uit
from interventieladder.models import Begrotingsjaar, Feit, Voorstel
from interventieladder.models.begrotingsjaar import Intensiteit
from interventieladder.models.voorstel import LOPEND
from interventieladder.selectors.begrotingsjaren import regime_in_woorden, regime_op
from interventieladder.selectors.beleid import geldend
from interventieladder.selectors.dossiers import zichtbaar
from interventieladder.standen.begrotingsregime import PLAN, PREVENTIEF, VOOR_REGIME, S
from toezicht.core import clock
from toezicht.core.models import User

FEITEN = ("inzending", "jaarrekening", "rekening_ontbreekt", "saldo", "oordeel")
GROEPEN: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("wacht", "Wacht op begroting", (S.WACHT,)),
    (
        "behandeling",
        "In behandeling",
        (S.ONTVANGEN, S.ONVOLLEDIG, S.IN_BEOORDELING, S.CONCEPT, S.BESTUURLIJK),
    ),
    ("gs", "Bij GS", (S.VOORSTEL_GS,)),
    ("repressief", "Repressief", (S.REPRESSIEF, S.INGETROKKEN)),
    ("preventief", "Preventief", PREVENTIEF),
    ("verlopen", "Verlopen", (S.VERLOPEN,)),
)
"""Code, name and states of each group in the counters and the filter."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show; empty is everything. `soort` is "gemeente" or "gr"."""

    groep: str = ""
    soort: str = ""
    laat: bool = False


@dataclass(frozen=True, slots=True)
class Overzichtrij:
    """One organisation in the year. `saldi` are in euros, T to T+3; empty while nothing was assessed."""

    naam: str
    code: str
    soort: str
    dossier: str
    stand: str
    groep: str
    tijdig: Antwoord
    tijdig_uitleg: str
    coulance_tot: dt.date | None
    saldi: tuple[Decimal, ...]
    advies: str
    procedureel: str
    voorstel: str
    regime: str
    preventief: bool
    intensiteit: str
    behandelaar: str
    open: bool

    @property
    def laat(self) -> bool:
        """Whether the budget was late, or did not come at all."""
        return self.tijdig is Antwoord.NEE


@dataclass(frozen=True, slots=True)
class Overzicht:
    """One budget year: the rows that the filter leaves, and counts over all of them."""

    jaar: int
    rijen: list[Overzichtrij]
    tellingen: list[tuple[str, str, int]]
    totaal: int
    laat: int
    procedureel: int
    laatste_dag: dt.date
    """The last day on which a letter of article 203 counts."""
    vergadering: dt.date
    begonnen: bool


def overzicht(user: User, jaar: int, filter_: Filter | None = None) -> Overzicht:
    """Everything for the page of one budget year, as far as this user may see it; five queries."""
    vandaag, keuze = clock.vandaag(), filter_ or Filter()
    jaren = list(
        Begrotingsjaar.objects.filter(jaar=jaar, dossier__in=zichtbaar(user))
        .select_related("dossier__behandelaar", "dossier__overheid", "overheid")
        .order_by(Lower("dossier__overheid__naam"), "pk")
    )
    feiten = _feiten([j.dossier_id for j in jaren])
    voorstellen = _voorstellen([j.dossier_id for j in jaren])
    alle = [_rij(j, feiten.get(j.dossier_id, {}), voorstellen.get(j.dossier_id, ""), vandaag) for j in jaren]
    per_groep = Counter(rij.groep for rij in alle)
    begin = dt.date(jaar, 1, 1)
    return Overzicht(
        jaar=jaar,
        rijen=[rij for rij in alle if _past(rij, keuze)],
        tellingen=[(code, naam, per_groep[code]) for code, naam, _ in GROEPEN],
        totaal=len(alle),
        laat=sum(rij.laat for rij in alle),
        procedureel=sum(j.procedureel and j.ingetrokken_op is None for j in jaren),
        laatste_dag=begin - dt.timedelta(days=1),
        vergadering=laatste_vergadering(geldend(vandaag, PLAN.domein), jaar - 1),
        begonnen=vandaag >= begin,
    )


def jaren_met_dossiers() -> list[int]:
    """The budget years that were opened, newest first."""
    return list(Begrotingsjaar.objects.order_by("-jaar").values_list("jaar", flat=True).distinct())


def _past(rij: Overzichtrij, keuze: Filter) -> bool:
    soort_past = not keuze.soort or (rij.soort == "gemeente") == (keuze.soort == "gemeente")
    return soort_past and keuze.groep in ("", rij.groep) and (rij.laat or not keuze.laat)


def _feiten(dossier_ids: Sequence[int]) -> dict[int, dict[str, Feit]]:
    """The newest counting fact of each kind, per dossier; figures count once they were verified."""
    rijen = (
        Feit.objects.filter(dossier__in=dossier_ids, soort__in=FEITEN, vervangen_door__isnull=True)
        .exclude(soort="saldo", geverifieerd_op__isnull=True)
        .order_by("datum", "id")
    )
    uit: dict[int, dict[str, Feit]] = {}
    for feit in rijen:
        uit.setdefault(feit.dossier_id, {})[feit.soort] = feit
    return uit


def _voorstellen(dossier_ids: Sequence[int]) -> dict[int, str]:
    """The number of the proposal under way, per dossier."""
    lopend: Iterable[tuple[int, str]] = Voorstel.objects.filter(
        dossier__in=dossier_ids, status__in=LOPEND
    ).values_list("dossier_id", "nummer")
    return dict(lopend)


def _rij(jaar: Begrotingsjaar, feiten: dict[str, Feit], voorstel: str, vandaag: dt.date) -> Overzichtrij:
    toetsing, saldo, dossier = toetsing_uit(jaar, feiten.get, vandaag), feiten.get("saldo"), jaar.dossier
    regime = regime_op(jaar, vandaag)
    return Overzichtrij(
        naam=dossier.overheid.naam,
        code=dossier.overheid.code,
        soort=jaar.soort_overheid,
        dossier=dossier.nummer,
        stand=dossier.tredenaam,
        groep=next(code for code, _, standen in GROEPEN if dossier.stand in standen),
        tijdig=toetsing.vraag(1).antwoord,
        tijdig_uitleg=toetsing.vraag(1).uitleg,
        coulance_tot=jaar.coulance_tot,
        saldi=Saldi.uit(saldo.waarden).saldi if saldo else (),
        advies=ADVIES_IN_WOORDEN[toetsing.advies] if saldo else "",
        procedureel="; ".join(toetsing.procedureel),
        voorstel=voorstel,
        regime=regime_in_woorden(regime) if regime.juridisch_regime else "",
        preventief=regime.preventief,
        intensiteit=""
        if regime.intensiteit == Intensiteit.NORMAAL
        else Intensiteit(regime.intensiteit).label,
        behandelaar=dossier.behandelaar.naam,
        open=dossier.stand in VOOR_REGIME and jaar.kent_goedkeuring,
    )
