"""The versions of a term and its events: read, compute anew, lay down. For the services that act on terms."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from interventieladder.models import Dossier, Feit, Ladderstap, Termijn, Termijngebeurtenis
from interventieladder.models.termijn import LEVEND, GebeurtenisSoort, TermijnStatus
from interventieladder.services.slot import NietGevonden, log
from toezicht.core import clock
from toezicht.core.feestdagen import geldende_kalender
from toezicht.core.models import User
from toezicht.core.termijnen import (
    Eenheid,
    Einde,
    Hervatting,
    Kalender,
    Lengte,
    Opschorting,
    Start,
    Stop,
    Verlenging,
    bereken_einde,
)
from toezicht.core.termijnen.verloop import Gebeurtenis

_KOPIE = (
    "dossier_id",
    "stap_id",
    "soort",
    "kenmerk",
    "omschrijving",
    "verzending_id",
    "stuk_id",
    "start",
    "startgebeurtenis",
    "gebeurtenis",
    "weken",
    "dagen",
    "maanden",
    "voor_datum",
    "weekendregel",
    "basis",
    "overeenkomstig",
    "gestopt_op",
    "stop_reden",
)


def sluit_dossier(dossier_id: int) -> None:
    """Lock the dossier until commit; again is harmless."""
    list(Dossier.objects.select_for_update(of=("self",)).filter(pk=dossier_id).values_list("pk"))


def neem_termijn(termijn_id: int) -> Termijn:
    """The newest version of the term, with its dossier locked until commit; `NietGevonden` when there is none."""
    gevonden = Termijn.objects.filter(pk=termijn_id).values_list("dossier_id", "wortel_id").first()
    if gevonden is None:
        raise NietGevonden("Deze termijn bestaat niet, of u mag hem niet zien.")
    sluit_dossier(gevonden[0])
    wortel = gevonden[1] or termijn_id
    return (
        Termijn.objects.select_related("dossier__overheid", "stap")
        .filter(Q(pk=wortel) | Q(wortel=wortel))
        .latest("pk")
    )


def gebeurtenissen(termijn: Termijn) -> "QuerySet[Termijngebeurtenis]":
    """What happened to the term, whatever version it is of."""
    return Termijngebeurtenis.objects.filter(termijn_id=termijn.wortel_pk)


def als_verloop(begin: Start, rijen: Iterable[Termijngebeurtenis]) -> list[Gebeurtenis]:
    """The set of events for the calculation, the beginning included."""
    verloop: list[Gebeurtenis] = [begin]
    for rij in rijen:
        match rij.soort:
            case GebeurtenisSoort.OPSCHORTING:
                verloop.append(Opschorting(str(rij.pk), rij.op, rij.grond))
            case GebeurtenisSoort.HERVATTING:
                verloop.append(Hervatting(str(rij.opschorting_id), rij.op))
            case GebeurtenisSoort.VERLENGING:
                verloop.append(Verlenging(rij.op, Lengte(rij.aantal or 0, Eenheid(rij.eenheid)), rij.grond))
            case GebeurtenisSoort.STOP:
                verloop.append(Stop(rij.op, rij.grond))
    return verloop


def vul(termijn: Termijn, einde: Einde) -> None:
    """Put the outcome in the row."""
    termijn.ruw_einde = einde.uitkomst.ruw_einde
    termijn.effectief_einde = einde.uitkomst.effectief_einde
    termijn.kalender_versie = einde.uitkomst.kalender_versie
    termijn.uitleg = list(einde.uitkomst.stappen)


def leg_vast(
    termijn: Termijn,
    soort: str,
    op: dt.date,
    door: User | None,
    *,
    grond: str = "",
    lengte: Lengte | None = None,
    opschorting: Termijngebeurtenis | None = None,
    feit: Feit | None = None,
) -> Termijngebeurtenis:
    """Lay down one event; the caller has checked it."""
    gebeurtenis = _gebeurtenis(
        termijn,
        soort,
        op,
        door,
        grond=grond,
        aantal=lengte.aantal if lengte else None,
        eenheid=lengte.eenheid.value if lengte else "",
        opschorting=opschorting,
        feit=feit,
    )
    gebeurtenis.save(force_insert=True)
    return gebeurtenis


def _gebeurtenis(
    termijn: Termijn, soort: str, op: dt.date, door: User | None, **meer: Any
) -> Termijngebeurtenis:
    """The row of an event, not saved; `meer` are further columns."""
    return Termijngebeurtenis(
        termijn_id=termijn.wortel_pk,
        soort=soort,
        op=op,
        vastgelegd_door=door,
        vastgelegd_op=clock.nu(),
        **meer,
    )


def nieuwe_versie(oud: Termijn, *, reden: str, start: dt.date | None = None) -> Termijn:
    """A copy of the row as its next version, not saved and not computed yet."""
    nieuw = Termijn(
        **{veld: getattr(oud, veld) for veld in _KOPIE},
        vorige=oud,
        wortel_id=oud.wortel_pk,
        status=oud.status,
        reden=reden,
    )
    nieuw.dossier, nieuw.stap = oud.dossier, oud.stap
    if start is not None:
        nieuw.start = start
    return nieuw


def herzie(
    oud: Termijn,
    handeling: str,
    *,
    reden: str,
    op: dt.date,
    door: User | None,
    start: dt.date | None = None,
    stap: Ladderstap | None = None,
    kalender: Kalender | None = None,
    status_oud: str = TermijnStatus.VERVANGEN,
) -> Termijn:
    """Compute the term anew from its events. Gives the version in force: the same when nothing moved.

    A living version is closed and followed by a new one; a stopped one stays stopped, with the corrected end,
    unless no stop counts any more: then the next version runs.
    """
    nieuw = nieuwe_versie(oud, reden=reden, start=start)
    if stap is not None:
        nieuw.stap = stap
    rijen = list(gebeurtenissen(oud))
    einde = bereken_einde(als_verloop(nieuw.begin(), rijen), kalender or geldende_kalender())
    vul(nieuw, einde)
    if oud.status in LEVEND:
        open_ = open_opschortingen(rijen)
        nieuw.status = TermijnStatus.OPGESCHORT if open_ and einde.staat_stil_sinds else TermijnStatus.LOOPT
    elif oud.status == TermijnStatus.GESTOPT:
        _volg_stops(nieuw, rijen)
    moet = start is not None or _anders(oud, nieuw)
    if not moet and nieuw.status == oud.status:
        return oud
    if not moet and nieuw.status == TermijnStatus.OPGESCHORT:
        sluit(oud, TermijnStatus.OPGESCHORT, op, reden, door)
        return oud
    if oud.status in LEVEND:
        sluit(oud, status_oud, op, reden, door)
        stil = nieuw.status == TermijnStatus.OPGESCHORT
        nieuw.gestopt_op = einde.staat_stil_sinds if stil else None
        nieuw.stop_reden = reden[:200] if stil else ""
    nieuw.save(force_insert=True)
    log_termijn(nieuw, handeling, door=door, gebeurd_op=op, reden=reden)
    return nieuw


def _anders(oud: Termijn, nieuw: Termijn) -> bool:
    """Whether another day comes out: of the end, or of the stop of a term that had stopped."""
    if (nieuw.ruw_einde, nieuw.effectief_einde) != (oud.ruw_einde, oud.effectief_einde):
        return True
    return oud.status == TermijnStatus.GESTOPT and nieuw.gestopt_op != oud.gestopt_op


def _volg_stops(nieuw: Termijn, rijen: Iterable[Termijngebeurtenis]) -> None:
    """The stop of the next version of a stopped term: the first one that counts. Without one it runs again,
    unless the dossier was closed or another term took its place; then it stays stopped, never before its begin."""
    stops = [rij for rij in rijen if rij.soort == GebeurtenisSoort.STOP]
    tellend = [rij for rij in stops if _telt_stop(rij, nieuw.start)]
    if tellend:
        eerste = min(tellend, key=lambda rij: (rij.op, rij.pk))
        nieuw.gestopt_op, nieuw.stop_reden = max(eerste.op, nieuw.start), eerste.grond[:200]
    elif stops and not nieuw.dossier.gesloten and not _heeft_opvolger(nieuw):
        nieuw.status, nieuw.gestopt_op, nieuw.stop_reden = TermijnStatus.LOOPT, None, ""
    elif nieuw.gestopt_op is not None:
        nieuw.gestopt_op = max(nieuw.gestopt_op, nieuw.start)


def _telt_stop(rij: Termijngebeurtenis, start: dt.date) -> bool:
    """A stop by a fact counts while the fact was not corrected, and not from before the term began."""
    if rij.feit_id is None:
        return True
    return rij.op >= start and not Feit.objects.filter(vervangt=rij.feit_id).exists()


def _heeft_opvolger(termijn: Termijn) -> bool:
    """Whether another term of its kind is waiting now."""
    return Termijn.objects.filter(
        dossier_id=termijn.dossier_id, soort=termijn.soort, kenmerk=termijn.kenmerk, status__in=LEVEND
    ).exists()


def open_opschortingen(rijen: Iterable[Termijngebeurtenis]) -> list[Termijngebeurtenis]:
    """Suspensions that were not resumed."""
    alle = list(rijen)
    hervat = {rij.opschorting_id for rij in alle if rij.soort == GebeurtenisSoort.HERVATTING}
    return [r for r in alle if r.soort == GebeurtenisSoort.OPSCHORTING and r.pk not in hervat]


def sluit(termijn: Termijn, status: str, op: dt.date, reden: str, door: User | None) -> None:
    """Give the version in force another status, with the day and why."""
    sluit_alle([termijn], status, op, reden, door)


def sluit_alle(termijnen: Sequence[Termijn], status: str, op: dt.date, reden: str, door: User | None) -> None:
    """As `sluit`, for several terms that end for the same reason."""
    for termijn in termijnen:
        termijn.status, termijn.gestopt_op, termijn.stop_reden = status, op, reden[:200]
    Termijn.objects.filter(pk__in=[t.pk for t in termijnen]).update(
        status=status, gestopt_op=op, stop_reden=reden[:200]
    )
    for termijn in termijnen:
        log_termijn(termijn, f"termijn_{status}", door=door, gebeurd_op=op, reden=reden)


def stop_alle(
    termijnen: Iterable[Termijn], op: dt.date, reden: str, door: User | None, *, feit: Feit | None = None
) -> None:
    """Lay down that what these terms waited for happened on `op` (by `feit`), and stop them.

    One that began only after `op` (a step with a day in the past) stops on its first day.
    """
    alle = list(termijnen)
    if not alle:
        return
    Termijngebeurtenis.objects.bulk_create(
        [_gebeurtenis(t, GebeurtenisSoort.STOP, op, door, grond=reden[:300], feit=feit) for t in alle]
    )
    per_dag: dict[dt.date, list[Termijn]] = {}
    for termijn in alle:
        per_dag.setdefault(max(op, termijn.start), []).append(termijn)
    for dag, samen in per_dag.items():
        sluit_alle(samen, TermijnStatus.GESTOPT, dag, reden, door)


def log_termijn(
    termijn: Termijn, handeling: str, *, door: User | None, gebeurd_op: dt.date | None = None, reden: str = ""
) -> None:
    """The facts of a term as a patch in the logboek."""
    log(
        termijn.dossier,
        handeling,
        door=door,
        soort="termijn",
        onderwerp_id=termijn.pk,
        gebeurd_op=gebeurd_op,
        reden=reden,
        gegevens=termijnfeiten(termijn),
    )


def termijnfeiten(termijn: Termijn) -> dict[str, object]:
    """What the logboek keeps of a term."""
    return {
        "soort": termijn.soort,
        "trede": termijn.stap.trede,
        "start": termijn.start,
        "ruw_einde": termijn.ruw_einde,
        "effectief_einde": termijn.effectief_einde,
        "status": termijn.status,
    }
