"""Terms of a dossier: they start with a sending, keep their calculation, and are never overwritten (I3, I6)."""

import datetime as dt

from interventieladder.models import Dossier, Ladderstap, Termijn, Verzending
from interventieladder.models.ladderstap import TermijnSoort, TermijnStatus
from interventieladder.services.slot import log
from toezicht.core.models import User
from toezicht.core.termijnen.kalender import standaard_kalender
from toezicht.core.termijnen.rekenen import Basis, Lengte, Uitkomst, bereken, datum_voluit

BEROEP_WEKEN = 6
"""Awb 6:7."""


def reken(*, start: dt.date, weken: int, basis: Basis, overeenkomstig: bool) -> Uitkomst:
    """The end of a term in weeks that starts with a sending on `start`."""
    return bereken(
        start, Lengte.weken(weken), basis, overeenkomstig=overeenkomstig, gebeurtenis="Brief verzonden"
    )


def start_termijn(
    *,
    dossier: Dossier,
    stap: Ladderstap,
    soort: str,
    verzending: Verzending,
    weken: int,
    basis: Basis,
    door: User,
) -> Termijn:
    """Start a term from the sending to the organ addressed; an existing one of that kind is replaced by it."""
    overeenkomstig = dossier.beleid.atw_overeenkomstig and not basis.onder_atw
    uitkomst = reken(start=verzending.verzonden_op, weken=weken, basis=basis, overeenkomstig=overeenkomstig)
    vorige = Termijn.objects.filter(dossier=dossier, soort=soort, status=TermijnStatus.LOOPT).first()
    if vorige:
        _sluit(vorige, TermijnStatus.VERLENGD, verzending.verzonden_op, "vervangen door een verlenging", door)
    termijn = Termijn.objects.create(
        dossier=dossier,
        stap=stap,
        soort=soort,
        verzending=verzending,
        start=verzending.verzonden_op,
        weken=weken,
        basis=basis.value,
        overeenkomstig=overeenkomstig,
        ruw_einde=uitkomst.ruw_einde,
        effectief_einde=uitkomst.effectief_einde,
        kalender_versie=uitkomst.kalender_versie,
        uitleg=list(uitkomst.stappen),
        vorige=vorige,
    )
    log_termijn(termijn, "termijn_gestart", door=door, gebeurd_op=termijn.start)
    return termijn


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
        gegevens={
            "soort": termijn.soort,
            "trede": termijn.stap.trede,
            "start": termijn.start,
            "ruw_einde": termijn.ruw_einde,
            "effectief_einde": termijn.effectief_einde,
            "status": termijn.status,
        },
    )


def _sluit(termijn: Termijn, status: str, op: dt.date, reden: str, door: User | None) -> None:
    termijn.status = status
    termijn.gestopt_op = op
    termijn.stop_reden = reden
    termijn.save(update_fields=["status", "gestopt_op", "stop_reden"])
    log_termijn(termijn, f"termijn_{status}", door=door, gebeurd_op=op, reden=reden)


def stop_termijn(dossier: Dossier, *, soort: str, op: dt.date, reden: str, door: User | None) -> None:
    """Stop the term of one kind, also on hold, because what it waited for came in; nothing when there is none."""
    for termijn in Termijn.objects.select_related("dossier__overheid", "stap").filter(
        dossier=dossier, soort=soort, status__in=(TermijnStatus.LOOPT, TermijnStatus.OPGESCHORT)
    ):
        _sluit(termijn, TermijnStatus.GESTOPT, op, reden, door)


def stop_termijnen(dossier: Dossier, *, op: dt.date, reden: str, door: User | None) -> None:
    """Stop every running or suspended term of the dossier. The statutory appeal term runs on."""
    for termijn in (
        Termijn.objects.select_related("dossier__overheid", "stap")
        .filter(dossier=dossier, status__in=(TermijnStatus.LOOPT, TermijnStatus.OPGESCHORT))
        .exclude(soort=TermijnSoort.BEROEP)
    ):
        _sluit(termijn, TermijnStatus.GESTOPT, op, reden, door)


def schort_op(dossier: Dossier, *, op: dt.date, door: User | None) -> None:
    """Suspend the running terms while the dossier is on hold.

    The appeal term cannot be suspended, and what has ended does not come back by a hold.
    """
    for termijn in (
        Termijn.objects.select_related("dossier__overheid", "stap")
        .filter(dossier=dossier, status=TermijnStatus.LOOPT, effectief_einde__gte=op)
        .exclude(soort=TermijnSoort.BEROEP)
    ):
        _sluit(termijn, TermijnStatus.OPGESCHORT, op, "dossier aangehouden", door)


def _schuift(termijn: Termijn) -> bool:
    """Whether the Algemene termijnenwet moves its end (art. 1), with the exceptions of art. 4."""
    onder_atw = termijn.overeenkomstig or Basis(termijn.basis).onder_atw
    return onder_atw and not Lengte.weken(termijn.weken or 1).uitgezonderd


def hervat_termijnen(
    dossier: Dossier, *, stap: Ladderstap, sinds: dt.date, op: dt.date, door: User | None
) -> None:
    """Move suspended terms by the days really held, each as a new row that explains itself (row 22)."""
    dagen = (op - sinds).days
    kalender = standaard_kalender()
    for oud in Termijn.objects.select_related("dossier__overheid", "stap").filter(
        dossier=dossier, status=TermijnStatus.OPGESCHORT
    ):
        ruw = oud.ruw_einde + dt.timedelta(days=dagen)
        einde = max(ruw, oud.effectief_einde + dt.timedelta(days=dagen))
        if _schuift(oud):
            while kalender.is_vrij(einde):
                einde += dt.timedelta(days=1)
        uitleg = [
            *oud.uitleg,
            f"Aangehouden van {datum_voluit(sinds)} tot {datum_voluit(op)}: {dagen} dagen",
            f"De termijn schuift {dagen} dagen op → {datum_voluit(einde)}",
        ]
        _sluit(oud, TermijnStatus.VERLENGD, op, "hervat na aanhouding", door)
        nieuw = Termijn.objects.create(
            dossier=dossier,
            stap=stap,
            soort=oud.soort,
            verzending=oud.verzending,
            start=oud.start,
            weken=oud.weken,
            basis=oud.basis,
            overeenkomstig=oud.overeenkomstig,
            ruw_einde=ruw,
            effectief_einde=einde,
            kalender_versie=kalender.versie,
            uitleg=uitleg,
            vorige=oud,
        )
        log_termijn(nieuw, "termijn_hervat", door=door, gebeurd_op=op)
