"""Terms of a dossier: they start with an event, keep their calculation, and are never overwritten (I3, I6).

The end is a function of the set of events (`bereken_einde`), so it does not matter in which order they are
entered. Every service locks the dossier, takes the newest version of the term, and logs.
"""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from interventieladder.models import Dossier, Feit, Ladderstap, Stuk, Termijn, Termijngebeurtenis, Verzending
from interventieladder.models.termijn import LEVEND, GebeurtenisSoort, TermijnStatus
from interventieladder.services.slot import eis_datum_tot_vandaag, eis_tekst
from interventieladder.services.termijnversies import (
    gebeurtenissen,
    herzie,
    leg_vast,
    log_termijn,
    neem_termijn,
    sluit,
    sluit_dossier,
    stop_alle,
    vul,
)
from interventieladder.termijnsoorten import AANHOUDING, aanhoudbare_codes, doorlopende_codes, soort_van
from toezicht.core import clock
from toezicht.core.feestdagen import geldende_kalender
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.core.termijnen import (
    Basis,
    Eenheid,
    Lengte,
    Start,
    Uitkomst,
    Weekendregel,
    bereken_einde,
)
from toezicht.core.vaste_vragen import Gat, vast

if TYPE_CHECKING:
    from django.db.models import QuerySet

BEROEP = Lengte.weken(6)
"""Awb 6:7."""


def reken(*, start: dt.date, lengte: Lengte, basis: Basis, overeenkomstig: bool) -> Uitkomst:
    """The end of a term that starts with a sending on `start`, before there is a term."""
    begin = Start(start, basis, lengte, overeenkomstig=overeenkomstig, gebeurtenis="Brief verzonden")
    return bereken_einde([begin], geldende_kalender()).uitkomst


@transaction.atomic
def start_termijn(
    *,
    dossier: Dossier,
    stap: Ladderstap,
    soort: str,
    door: User | None,
    lengte: Lengte | None = None,
    voor: dt.date | None = None,
    start: dt.date | None = None,
    verzending: Verzending | None = None,
    stuk: Stuk | None = None,
    gebeurtenis: str = "",
    basis: Basis | None = None,
    kenmerk: str = "",
    omschrijving: str = "",
    weekendregel: Weekendregel = Weekendregel.STRIKT,
) -> Termijn:
    """Start a term of a registered kind; a living one of that kind and `kenmerk` is replaced by it.

    The day after `start` (default: the day of `verzending`) is its first day. Give a `lengte`, or `voor` for
    something due before a fixed date. `gebeurtenis` opens the explanation (default: what starts this kind);
    `kenmerk` keeps several terms of one kind apart (a budget amendment, an interim result).
    Raises `Weigering` for a start that is missing or in the future, or a length that cannot be used.
    """
    sluit_dossier(dossier.pk)
    regels = soort_van(soort)
    begin = verzending.verzenddatum if start is None and verzending else start
    if begin is None:
        raise Weigering("Geef de dag waarop de termijn begint.", veld="start")
    eis_datum_tot_vandaag(begin, veld="start", wat="datum")
    vorige = (
        Termijn.objects.select_related("dossier__overheid", "stap")
        .filter(dossier=dossier, soort=soort, kenmerk=kenmerk, status__in=LEVEND)
        .first()
    )
    if vorige:
        sluit(vorige, TermijnStatus.VERLENGD, begin, "vervangen door een verlenging", door)
    grondslag = basis or regels.basis
    termijn = Termijn(
        dossier=dossier,
        stap=stap,
        soort=soort,
        kenmerk=kenmerk,
        omschrijving=omschrijving,
        verzending=verzending,
        stuk=stuk,
        start=begin,
        startgebeurtenis=regels.start,
        gebeurtenis=gebeurtenis or regels.start.zin,
        voor_datum=voor,
        weekendregel=weekendregel,
        basis=grondslag.value,
        overeenkomstig=dossier.beleid.atw_overeenkomstig and not grondslag.onder_atw and not regels.extern,
        vorige=vorige,
        **_lengtevelden(lengte),
    )
    vul(termijn, bereken_einde([termijn.begin()], geldende_kalender()))
    termijn.save(force_insert=True)
    log_termijn(termijn, "termijn_gestart", door=door, gebeurd_op=begin)
    return termijn


def _lengtevelden(lengte: Lengte | None) -> dict[str, int]:
    return {lengte.eenheid.value: lengte.aantal} if lengte else {}


@transaction.atomic
def verleng_termijn(
    *, termijn_id: int, lengte: Lengte, op: dt.date, grond: str, door: User | None
) -> Termijn:
    """Extend by `lengte` within the legal limit of its kind; `op` is the day of the notice, before the end.

    Raises `Weigering` for a kind that cannot be extended, beyond its limit, or after the end.
    """
    termijn = neem_termijn(termijn_id)
    reden = eis_tekst(grond, veld="grond", wat="de grond van de verlenging in")
    eis_datum_tot_vandaag(op, veld="op", wat="datum")
    _eis_verlengbaar(termijn, lengte, op)
    leg_vast(termijn, GebeurtenisSoort.VERLENGING, op, door, grond=reden, lengte=lengte)
    return herzie(
        termijn,
        "termijn_langer",
        reden=f"verlengd met {lengte}: {reden}",
        op=op,
        door=door,
        status_oud=TermijnStatus.VERLENGD,
    )


def _eis_verlengbaar(termijn: Termijn, lengte: Lengte, op: dt.date) -> None:
    grens = termijn.regels.verlenging
    if grens is None:
        raise Weigering(
            f"{termijn.get_soort_display()}: deze termijn kan niet worden verlengd.", veld="lengte"
        )
    eerder = list(gebeurtenissen(termijn).filter(soort=GebeurtenisSoort.VERLENGING))
    if len(eerder) >= grens.keren:
        keer = "één keer" if grens.keren == 1 else f"{grens.keren} keer"
        raise Conflict(f"Deze termijn is al verlengd; dat mag {keer} ({grens.grondslag}).")
    samen = sum(_als_dagen(Lengte(v.aantal or 0, Eenheid(v.eenheid))) for v in eerder) + _als_dagen(lengte)
    if grens.totaal is not None and samen > _als_dagen(grens.totaal):
        raise Weigering(f"Verleng met ten hoogste {grens.totaal} ({grens.grondslag}).", veld="lengte")
    if not termijn.start <= op <= termijn.effectief_einde:
        raise Weigering(
            f"Verlengen kan tot en met {termijn.effectief_einde:%d-%m-%Y}, de laatste dag van de termijn.",
            veld="op",
        )


_DAGEN_PER = {Eenheid.DAGEN: 1, Eenheid.WEKEN: 7, Eenheid.MAANDEN: 31}


def _als_dagen(lengte: Lengte) -> int:
    """For comparing lengths in different units; in the same unit exact."""
    return lengte.aantal * _DAGEN_PER[lengte.eenheid]


@transaction.atomic
def schort_op(
    *,
    termijn_id: int,
    op: dt.date,
    grond: str,
    door: User | None,
    tot: dt.date | None = None,
    toelichting: str = "",
) -> Termijn:
    """Suspend from `op` on a ground its kind knows; with `tot` at once resumed from that day.

    May be entered late: the end is that of the set of events. Raises `Weigering` for a ground its kind does not
    know, `GeenRecht` when the kind asks a right that `door` lacks, `Conflict` for the same suspension twice.
    """
    termijn = neem_termijn(termijn_id)
    regels = termijn.regels
    if grond not in regels.opschortgronden:
        kan = ", ".join(regels.opschortgronden)
        raise Weigering(
            f"Kies als grond voor de opschorting: {kan}."
            if kan
            else "Deze termijn kan niet worden opgeschort.",
            veld="grond",
        )
    if regels.opschortrecht and not (door and door.has_perm(regels.opschortrecht)):
        raise GeenRecht("Deze termijn schort u niet zelf op. Vraag een jurist om de grond vast te leggen.")
    eis_datum_tot_vandaag(op, veld="op", wat="datum")
    volledig = f"{grond}: {toelichting.strip()}" if toelichting.strip() else grond
    if gebeurtenissen(termijn).filter(soort=GebeurtenisSoort.OPSCHORTING, op=op, grond=volledig).exists():
        raise Conflict("Deze opschorting was al vastgelegd.")
    opschorting = leg_vast(termijn, GebeurtenisSoort.OPSCHORTING, op, door, grond=volledig)
    if tot is not None:
        _eis_hervatting(opschorting, tot)
        leg_vast(termijn, GebeurtenisSoort.HERVATTING, tot, door, opschorting=opschorting)
    return herzie(
        termijn,
        "termijn_hervat" if tot else "termijn_herzien",
        reden=f"opgeschort: {volledig}",
        op=op,
        door=door,
        status_oud=TermijnStatus.VERLENGD,
    )


@transaction.atomic
def hervat(*, termijn_id: int, op: dt.date, door: User | None, grond: str = "") -> Termijn:
    """Resume what is suspended (with `grond`: only on that ground); the end moves by the days really suspended."""
    termijn = neem_termijn(termijn_id)
    open_ = gebeurtenissen(termijn).filter(soort=GebeurtenisSoort.OPSCHORTING, hervatting__isnull=True)
    te_hervatten = [o for o in open_ if o.grond.startswith(grond)]
    if not te_hervatten:
        raise Conflict("Deze termijn is niet opgeschort; er valt niets te hervatten.")
    for opschorting in te_hervatten:
        _eis_hervatting(opschorting, op)
        leg_vast(termijn, GebeurtenisSoort.HERVATTING, op, door, opschorting=opschorting)
    return herzie(
        termijn,
        "termijn_hervat",
        reden="hervat na opschorting",
        op=op,
        door=door,
        status_oud=TermijnStatus.VERLENGD,
    )


def _eis_hervatting(opschorting: Termijngebeurtenis, op: dt.date) -> None:
    eis_datum_tot_vandaag(op, veld="op", wat="datum")
    if op < opschorting.op:
        raise Weigering("Hervatten kan niet vóór de dag van opschorten.", veld="op")


@transaction.atomic
def stop_termijn(*, termijn_id: int, op: dt.date, gebeurtenis: str, door: User | None) -> Termijn:
    """Stop: what the term waited for happened on `op`. A term that had stopped already is a `Conflict`.

    Raises `Weigering` for a day of before the begin, or in the future.
    """
    termijn = neem_termijn(termijn_id)
    if termijn.status not in LEVEND:
        raise Conflict("Deze termijn loopt niet meer.")
    eis_datum_tot_vandaag(op, veld="op", wat="datum")
    if op < termijn.start:
        raise Weigering(
            f"Deze termijn begon op {termijn.start:%d-%m-%Y}. Kies die dag of een latere.", veld="op"
        )
    stop_alle([termijn], op, eis_tekst(gebeurtenis, veld="gebeurtenis", wat="in wat de termijn stopte"), door)
    return termijn


@transaction.atomic
def corrigeer_start(*, termijn_id: int, start: dt.date, reden: str, door: User | None) -> Termijn:
    """A new version with another first day; what was recorded stays. Raises `Weigering` for a future date."""
    termijn = neem_termijn(termijn_id)
    waarom = eis_tekst(reden, veld="reden", wat="de reden van de correctie in")
    eis_datum_tot_vandaag(start, veld="start", wat="datum")
    if start == termijn.start:
        raise Weigering("Dit is al de begindatum. Kies een andere datum.", veld="start")
    return herzie(termijn, "termijn_gecorrigeerd", reden=waarom, op=clock.vandaag(), door=door, start=start)


def _levend(dossier: Dossier | Gat) -> "QuerySet[Termijn]":
    return Termijn.objects.select_related("dossier__overheid", "stap").filter(
        dossier=dossier, status__in=LEVEND
    )


@vast
def _levende(dossier: Gat) -> "QuerySet[Termijn]":
    """What lives in a dossier."""
    return _levend(dossier)


def stop_soort(dossier: Dossier, *, soort: str, op: dt.date, reden: str, door: User | None) -> None:
    """Stop the terms of one kind, also on hold: nothing waits for them any more. Nothing when there is none."""
    stop_alle(_levend(dossier).filter(soort=soort), op, reden, door)


def stop_antwoord(
    dossier: Dossier,
    *,
    soort: str,
    op: dt.date,
    reden: str,
    door: User | None,
    feit: Feit | None = None,
) -> None:
    """Stop the terms of one kind that ran on `op`, because what they waited for came in that day.

    What is of before the begin answers nothing: that term runs on.
    """
    stop_alle(_levend(dossier).filter(soort=soort, start__lte=op), op, reden, door, feit=feit)


def verbeterd_door(feit: Feit) -> list[Feit]:
    """The facts that this one corrects, the nearest first."""
    eerder: list[Feit] = []
    while (feit_ervoor := (eerder[-1] if eerder else feit).vervangt) is not None:
        eerder.append(feit_ervoor)
    return eerder


def corrigeer_stop(dossier: Dossier, *, soort: str, feit: Feit, reden: str, door: User | None) -> None:
    """Terms of one kind that stopped by a fact which `feit` corrects: stopped on its day, or, when that lies
    before their begin, running again. Each as a new version; what was recorded stays."""
    gestopt = Termijngebeurtenis.objects.filter(
        termijn__dossier=dossier, termijn__soort=soort, feit__in=verbeterd_door(feit)
    )
    for pk in sorted(set(gestopt.values_list("termijn_id", flat=True))):
        termijn = neem_termijn(pk)
        if termijn.status != TermijnStatus.GESTOPT or gebeurtenissen(termijn).filter(feit=feit).exists():
            continue
        past = feit.datum >= termijn.start
        if past:
            leg_vast(termijn, GebeurtenisSoort.STOP, feit.datum, door, grond=reden[:300], feit=feit)
        herzie(
            termijn,
            "termijn_gestopt" if past else "termijn_heropend",
            reden=reden if past else feit.correctiereden,
            op=feit.datum if past else clock.vandaag(),
            door=door,
        )


def stop_termijnen(dossier: Dossier, *, op: dt.date, reden: str, door: User | None) -> None:
    """Stop every living term of the dossier, except kinds that run on (the statutory appeal term)."""
    doorlopend = doorlopende_codes()
    stop_alle([t for t in _levende(dossier=dossier) if t.soort not in doorlopend], op, reden, door)


def schort_dossier_op(dossier: Dossier, *, op: dt.date, door: User | None) -> None:
    """Suspend the terms that follow a hold of the dossier. What has ended does not come back by a hold."""
    for termijn in _levend(dossier).filter(soort__in=aanhoudbare_codes(), effectief_einde__gte=op):
        leg_vast(termijn, GebeurtenisSoort.OPSCHORTING, op, door, grond=AANHOUDING)
        herzie(termijn, "termijn_herzien", reden=AANHOUDING, op=op, door=door)


def hervat_dossier(dossier: Dossier, *, stap: Ladderstap, op: dt.date, door: User | None) -> None:
    """Move the terms that were suspended by the hold by the days really held, each as a new version (row 22)."""
    for termijn in _levend(dossier).filter(status=TermijnStatus.OPGESCHORT):
        open_ = gebeurtenissen(termijn).filter(
            soort=GebeurtenisSoort.OPSCHORTING, grond=AANHOUDING, hervatting__isnull=True
        )
        for opschorting in open_:
            leg_vast(termijn, GebeurtenisSoort.HERVATTING, op, door, opschorting=opschorting)
        herzie(
            termijn,
            "termijn_hervat",
            reden="hervat na aanhouding",
            op=op,
            door=door,
            stap=stap,
            status_oud=TermijnStatus.VERLENGD,
        )
