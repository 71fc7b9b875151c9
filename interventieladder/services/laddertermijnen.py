"""Terms in the running stay, and those that a recorded fact starts or stops: what most ladders need."""

import datetime as dt

from interventieladder.models import Dossier, Feit, Stuk, Termijn, Verzending
from interventieladder.models.termijn import LEVEND, TermijnStatus
from interventieladder.services import termijnen
from interventieladder.services.laddergevolg import na_verzending
from toezicht.core.models import User
from toezicht.core.termijnen import Lengte

_DAG = dt.timedelta(days=1)


def telt(feit: Feit) -> bool:
    """Whether a fact counts: at once, or where its kind asks that, after a second person verified it."""
    regels = feit.dossier.plan.feitsoort(feit.soort)
    return regels is None or not regels.vier_ogen or feit.geverifieerd_op is not None


def begin_termijn(
    dossier: Dossier,
    soort: str,
    *,
    start: dt.date,
    door: User | None,
    lengte: Lengte | None = None,
    voor: dt.date | None = None,
    tot_en_met: dt.date | None = None,
    gebeurtenis: str = "",
    kenmerk: str = "",
    omschrijving: str = "",
    stuk: Stuk | None = None,
) -> Termijn:
    """Start a term in the running stay; `gebeurtenis` opens its explanation, `omschrijving` says what it is on.

    Give a `lengte`, or the day it must be done before (`voor`), or the last day itself (`tot_en_met`), which no
    rule moves.
    """
    return termijnen.start_termijn(
        dossier=dossier,
        stap=dossier.stappen.get(tot__isnull=True),
        soort=soort,
        lengte=lengte,
        voor=tot_en_met + _DAG if tot_en_met else voor,
        start=start,
        door=door,
        gebeurtenis=gebeurtenis,
        kenmerk=kenmerk,
        omschrijving=omschrijving,
        stuk=stuk,
    )


def levend(dossier: Dossier, soort: str, kenmerk: str = "") -> Termijn | None:
    """The term of a kind that runs or is on hold, or None."""
    return Termijn.objects.filter(dossier=dossier, soort=soort, kenmerk=kenmerk, status__in=LEVEND).first()


def start_bij_feit(
    dossier: Dossier,
    feit: Feit,
    *,
    soort: str,
    lengte: Lengte,
    door: User,
    start: dt.date | None = None,
    gebeurtenis: str = "",
    kenmerk: str = "",
) -> None:
    """Start a term on the day of a fact, or on another day it names (`start`).

    A correction of that fact moves the start of the term and keeps the old version, also when it had stopped.
    """
    begin = start or feit.datum
    lopend = levend(dossier, soort, kenmerk) or _gestopt(dossier, soort, kenmerk, feit)
    if feit.vervangt_id is None or lopend is None:
        begin_termijn(
            dossier,
            soort,
            lengte=lengte,
            start=begin,
            stuk=feit.stuk,
            door=door,
            gebeurtenis=gebeurtenis,
            kenmerk=kenmerk,
        )
    elif lopend.start != begin:
        termijnen.corrigeer_start(termijn_id=lopend.pk, start=begin, reden=feit.correctiereden, door=door)


def _gestopt(dossier: Dossier, soort: str, kenmerk: str, feit: Feit) -> Termijn | None:
    """The stopped term that began on the day of a fact which this one corrects, or None."""
    return Termijn.objects.filter(
        dossier=dossier,
        soort=soort,
        kenmerk=kenmerk,
        status=TermijnStatus.GESTOPT,
        start__in=[eerder.datum for eerder in termijnen.verbeterd_door(feit)],
        vervolg__isnull=True,
    ).last()


def stop_bij_feit(dossier: Dossier, feit: Feit, *, soort: str, reden: str, door: User) -> None:
    """Stop the term that waited for this fact, on its day; a fact of before the term began stops nothing.

    A correction moves the day of the stop; of a day before the begin it makes the term run again.
    """
    if feit.vervangt_id is not None:
        termijnen.corrigeer_stop(dossier, soort=soort, feit=feit, reden=reden, door=door)
    termijnen.stop_antwoord(dossier, soort=soort, op=feit.datum, reden=reden, door=door, feit=feit)


def start_bij_verzending(ladder: str, brief: str, soort: str, lengte: Lengte) -> None:
    """Register for a ladder: a term runs from the day a letter of kind `brief` went to the organ.

    It runs in the stay of that day; a letter that closed the dossier starts none. When the day of sending is
    corrected, the term moves along.
    """

    def start(dossier: Dossier, verzending: Verzending, door: User) -> None:
        stap = dossier.stappen.filter(tot__isnull=True).first()
        if verzending.brief.soort == brief and stap is not None:
            termijnen.start_termijn(
                dossier=dossier, stap=stap, soort=soort, lengte=lengte, verzending=verzending, door=door
            )

    na_verzending(ladder, start)
