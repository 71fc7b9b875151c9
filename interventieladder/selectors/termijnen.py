"""Reading terms: which have passed, what is due in a month, and what a run asks about."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interventieladder.models import Termijn, Verschuiving
from interventieladder.models.termijn import TermijnStatus
from interventieladder.models.verschuiving import VerschuivingStatus
from interventieladder.selectors.dossiers import zichtbaar
from interventieladder.selectors.termijnkeuze import einden_te_kiezen, keuze_in_woorden
from interventieladder.termijnsoorten import Gevolg, alle_soorten, onbewaakte_codes
from toezicht.core import clock
from toezicht.core.domeinen import DOMEINEN
from toezicht.core.feestdagen import geldende_kalender
from toezicht.core.models import User
from toezicht.core.termijnen.kalender import feestdagen

if TYPE_CHECKING:
    from django.db.models import QuerySet


def verstreken_termijnen(op: dt.date, *, gevolg: Gevolg | None = None) -> "QuerySet[Termijn]":
    """Terms whose last day lies before `op` and that nothing stopped, earliest first; with `gevolg` those.

    What is suspended does not pass. For services that act on the effect: no rights are applied.
    """
    termijnen = Termijn.objects.filter(status=TermijnStatus.LOOPT, effectief_einde__lt=op)
    if gevolg is not None:
        termijnen = termijnen.filter(soort__in=[s.code for s in alle_soorten() if s.gevolg is gevolg])
    return termijnen.select_related("dossier__overheid", "stap").order_by("effectief_einde", "pk")


MAX_PER_MAAND = 500


@dataclass(frozen=True, slots=True)
class Kalenderregel:
    """One term on the calendar page, with the explanation of its date."""

    nummer: str
    overheid_naam: str
    titel: str
    soort_naam: str
    behandelaar: str
    domein_naam: str
    datum: dt.date
    uitleg: list[str]
    keuze: str = ""
    """Which two ends there are, while nobody chose one of them at a takeover."""


@dataclass(frozen=True, slots=True)
class Kalenderdag:
    """The terms that end on one day; `vrij` says why it is no working day."""

    datum: dt.date
    vrij: str
    regels: list[Kalenderregel]


@dataclass(frozen=True, slots=True)
class Kalendermaand:
    """A month of terms due. `verstreken` only in the month of today: what passed before it."""

    eerste: dt.date
    vorige: dt.date
    volgende: dt.date
    verstreken: list[Kalenderregel]
    dagen: list[Kalenderdag]
    aantal: int
    afgekapt: bool


@dataclass(frozen=True, slots=True)
class Kalenderfilter:
    """What the calendar shows. `mijn`: only dossiers of this person."""

    mijn: bool = True
    domein: str = ""
    soort: str = ""


def kalendermaand(user: User, eerste: dt.date, filter_: Kalenderfilter) -> Kalendermaand:
    """The running terms of visible dossiers that end in the month that begins on `eerste`; two queries."""
    volgende = (eerste + dt.timedelta(days=32)).replace(day=1)
    vandaag = clock.vandaag()
    van = dt.date.min if eerste == vandaag.replace(day=1) else eerste
    rijen = list(
        _bewaakt(user, filter_)
        .filter(effectief_einde__gte=van, effectief_einde__lt=volgende)
        .select_related("dossier__overheid", "dossier__behandelaar", "overgenomen")
        .order_by("effectief_einde", "pk")[: MAX_PER_MAAND + 1]
    )
    afgekapt, rijen = len(rijen) > MAX_PER_MAAND, rijen[:MAX_PER_MAAND]
    kalender = geldende_kalender()
    dagen: dict[dt.date, list[Kalenderregel]] = {}
    verstreken = []
    for termijn in rijen:
        regel = _kalenderregel(termijn)
        if van == dt.date.min and regel.datum < vandaag:
            verstreken.append(regel)
        else:
            dagen.setdefault(regel.datum, []).append(regel)
    return Kalendermaand(
        eerste=eerste,
        vorige=(eerste - dt.timedelta(days=1)).replace(day=1),
        volgende=volgende,
        verstreken=verstreken,
        dagen=[Kalenderdag(dag, kalender.is_vrij(dag) or "", regels) for dag, regels in dagen.items()],
        aantal=len(rijen),
        afgekapt=afgekapt,
    )


def _bewaakt(user: User, filter_: Kalenderfilter) -> "QuerySet[Termijn]":
    termijnen = Termijn.objects.filter(
        status=TermijnStatus.LOOPT, dossier__in=zichtbaar(user).open()
    ).exclude(soort__in=onbewaakte_codes())
    if filter_.mijn:
        termijnen = termijnen.filter(dossier__behandelaar=user)
    if filter_.domein:
        termijnen = termijnen.filter(dossier__domein=filter_.domein)
    return termijnen.filter(soort=filter_.soort) if filter_.soort else termijnen


def _kalenderregel(termijn: Termijn) -> Kalenderregel:
    dossier = termijn.dossier
    return Kalenderregel(
        nummer=dossier.nummer,
        overheid_naam=dossier.overheid.naam,
        titel=dossier.titel,
        soort_naam=termijn.get_soort_display(),
        behandelaar=dossier.behandelaar.naam,
        domein_naam=DOMEINEN.get(dossier.domein, dossier.domein),
        datum=termijn.effectief_einde,
        uitleg=termijn.uitleg,
        keuze=keuze_in_woorden(einden_te_kiezen(termijn)),
    )


@dataclass(frozen=True, slots=True)
class Vrijedag:
    """A day of the calendar with its source: the law, the table of the program, or a change made here."""

    datum: dt.date
    naam: str
    bron: str
    kb: bool


def vrije_dagen(jaar: int) -> list[Vrijedag]:
    """The holidays and equated days of one year, in order. Raises `OngeldigeTermijn` before 2014."""
    wettelijk = [Vrijedag(d, f.naam, f.grondslag, False) for d, f in feestdagen(jaar).items()]
    gelijk = [
        Vrijedag(dag.datum, dag.naam, dag.bron, True)
        for dag in geldende_kalender().kb_dagen
        if dag.datum.year == jaar and dag.datum not in feestdagen(jaar)
    ]
    return sorted([*wettelijk, *gelijk], key=lambda dag: dag.datum)


def open_verschuivingen(user: User, *, dossier_id: int | None = None) -> "QuerySet[Verschuiving]":
    """Dates in letters that wait for a yes, in dossiers this person sees; earliest first."""
    rijen = Verschuiving.objects.filter(
        status=VerschuivingStatus.TE_BEVESTIGEN, termijn__dossier__in=zichtbaar(user)
    )
    if dossier_id is not None:
        rijen = rijen.filter(termijn__dossier=dossier_id)
    return rijen.select_related("termijn__dossier__overheid", "herberekening").order_by("van_einde", "pk")
