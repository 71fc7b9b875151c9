"""The clocks of suspension and annulment: what starts them, what stops them, what the law does after them."""

import datetime as dt
from collections.abc import Callable, Iterable

from interventieladder.models import (
    Dossier,
    Feit,
    Ladderstap,
    Termijn,
    Verzendcorrectie,
    Verzending,
    Voorstel,
)
from interventieladder.models.termijn import LEVEND
from interventieladder.models.voorstel import VoorstelStatus
from interventieladder.services import termijnen
from interventieladder.services.klok import Klokstap, na_termijn, registreer_klokstap
from interventieladder.services.laddergevolg import Stapgevolg, na_correctie, na_feit, na_stap, na_verzending
from interventieladder.services.losse_feiten import leg_feit_vast
from interventieladder.standen import vernietiging, vernietiging_waterschap
from interventieladder.standen.vernietiging import VOOR_MEDEDELING, S, Voorwerp
from interventieladder.standen.vernietiging_termijnen import (
    BEROEPSTERMIJN,
    DERTIEN_WEKEN,
    DOORZENDING,
    MEDEDELING,
    MELDING,
    NIEUW,
    OVERWEGING,
    PRIVAATRECHT,
    SCHORSING,
    STILSTAND,
    TIEN_DAGEN,
    TWEE_DAGEN,
    VIER_WEKEN,
    WEEK,
    ZES_WEKEN,
)
from interventieladder.standen.vernietiging_waterschap import S as W
from toezicht.core import clock
from toezicht.core.fouten import Weigering
from toezicht.core.models import User
from toezicht.core.termijnen import Basis, Lengte

_WET = Basis.WET
_DAG = dt.timedelta(days=1)


def _stap(dossier: Dossier) -> Ladderstap:
    return dossier.stappen.get(tot__isnull=True)


def _start(
    dossier: Dossier,
    soort: str,
    start: dt.date,
    door: User | None,
    *,
    lengte: Lengte | None = None,
    tot_en_met: dt.date | None = None,
    gebeurtenis: str = "",
) -> Termijn:
    """Start a term; `tot_en_met` is a last day somebody fixed, which no rule moves."""
    return termijnen.start_termijn(
        dossier=dossier,
        stap=_stap(dossier),
        soort=soort,
        start=start,
        lengte=lengte,
        voor=tot_en_met + _DAG if tot_en_met else None,
        door=door,
        gebeurtenis=gebeurtenis,
    )


def _levend(dossier: Dossier, soort: str) -> Termijn | None:
    return Termijn.objects.filter(dossier=dossier, soort=soort, status__in=LEVEND).first()


def _start_of_corrigeer(
    dossier: Dossier, soort: str, feit: Feit, door: User, *, lengte: Lengte, gebeurtenis: str
) -> None:
    """From a corrected fact the running term gets a new first day and keeps its history."""
    lopend = _levend(dossier, soort)
    if lopend is None or feit.vervangt_id is None:
        _start(dossier, soort, feit.datum, door, lengte=lengte, gebeurtenis=gebeurtenis)
    elif lopend.start != feit.datum:
        termijnen.corrigeer_start(
            termijn_id=lopend.pk, start=feit.datum, reden=feit.correctiereden, door=door
        )


# -- facts -------------------------------------------------------------------------------------------


def _kennisname(dossier: Dossier, feit: Feit, door: User) -> None:
    """The ten days, unless the burgemeester reported it; and thirteen weeks for a private-law act."""
    zaak = dossier.vernietiging
    if zaak.voorwerp == Voorwerp.PRIVAATRECHTELIJK and _levend(dossier, PRIVAATRECHT) is None:
        _start(
            dossier, PRIVAATRECHT, zaak.besluit_op, door, lengte=DERTIEN_WEKEN, gebeurtenis="Besluit genomen"
        )
    if zaak.door_burgemeester_gemeld or dossier.stand not in VOOR_MEDEDELING:
        return
    _start_of_corrigeer(
        dossier, MEDEDELING, feit, door, lengte=TIEN_DAGEN, gebeurtenis="Ter kennis van GS gekomen"
    )


def _melding(dossier: Dossier, feit: Feit, door: User) -> None:
    """The report: was it within two days, a week to send it on, four weeks of standstill from its date."""
    bekend = dt.date.fromisoformat(feit.waarden["bekend_op"])
    _start(dossier, MELDING, bekend, door, lengte=TWEE_DAGEN, gebeurtenis="Besluit bekend bij de melder")
    termijnen.stop_soort(dossier, soort=MELDING, op=feit.datum, reden="gemeld", door=door)
    if dossier.ladder == vernietiging.PLAN.code:
        _start_of_corrigeer(
            dossier,
            DOORZENDING,
            feit,
            door,
            lengte=WEEK,
            gebeurtenis="Melding van de burgemeester gedagtekend",
        )
    _start_of_corrigeer(dossier, STILSTAND, feit, door, lengte=VIER_WEKEN, gebeurtenis="Melding gedagtekend")


def _mededeling(dossier: Dossier, feit: Feit, door: User) -> None:
    """A notice in time stops the ten days and starts the standstill; a late one starts nothing.

    Recorded after the clock closed the ten days, its own date still decides.
    """
    tien = Termijn.objects.filter(dossier=dossier, soort=MEDEDELING).order_by("pk").last()
    if tien is None or feit.datum > tien.effectief_einde:
        return
    termijnen.stop_soort(dossier, soort=MEDEDELING, op=feit.datum, reden="mededeling gedaan", door=door)
    _start(dossier, STILSTAND, feit.datum, door, lengte=VIER_WEKEN, gebeurtenis="Mededeling gedagtekend")


def _overweging(dossier: Dossier, feit: Feit, door: User) -> None:
    _start(dossier, OVERWEGING, feit.datum, door, lengte=TIEN_DAGEN, gebeurtenis="Overweging medegedeeld")


def _rechtsmiddel(dossier: Dossier, feit: Feit, door: User) -> None:
    """A final ruling during the suspension: it lasts thirteen weeks more, when that is later (Awb 10:45)."""
    if dossier.stand != S.SCHORSING or feit.waarden["stand"] != "onherroepelijk":
        return
    lopend = _levend(dossier, SCHORSING)
    uitkomst = termijnen.reken(start=feit.datum, lengte=DERTIEN_WEKEN, basis=_WET, overeenkomstig=False)
    if lopend is None or uitkomst.effectief_einde > lopend.effectief_einde:
        _start(
            dossier, SCHORSING, feit.datum, door, lengte=DERTIEN_WEKEN, gebeurtenis="Onherroepelijk beslist"
        )


def _besluit_bekend(dossier: Dossier, feit: Feit, door: User) -> None:
    """GS made their own decision known: the suspension gets its last day, an annulment its time for appeal."""
    tot = feit.waarden.get("geschorst_tot")
    if tot and tot < feit.datum.isoformat():
        raise Weigering("De schorsing kan niet eindigen vóór de bekendmaking.", veld="geschorst_tot")
    if dossier.stand == W.SCHORSING and tot:
        _start(dossier, SCHORSING, feit.datum, door, tot_en_met=dt.date.fromisoformat(tot))
    elif dossier.stand == W.VERNIETIGD:
        _start(
            dossier, BEROEPSTERMIJN, feit.datum, door, lengte=ZES_WEKEN, gebeurtenis="Besluit bekendgemaakt"
        )


_NA_FEIT = {
    "kennisname": _kennisname,
    "melding_burgemeester": _melding,
    "melding_voorzitter": _melding,
    "mededeling": _mededeling,
    "overweging": _overweging,
    "rechtsmiddel": _rechtsmiddel,
    "besluit_bekend": _besluit_bekend,
}


def volg_feit(dossier: Dossier, feit: Feit, door: User) -> None:
    """What a recorded fact starts or stops."""
    if functie := _NA_FEIT.get(feit.soort):
        functie(dossier, feit, door)


# -- sendings ----------------------------------------------------------------------------------------

FEIT_PER_BRIEF = {"L14": "mededeling", "L15": "overweging"}


def volg_verzending(dossier: Dossier, verzending: Verzending, door: User) -> None:
    """The letter that went to its addressee is the notice: record it, so that nobody types it twice."""
    brief = verzending.brief
    soort = FEIT_PER_BRIEF.get(brief.soort)
    if soort is None or brief.voorstel.stap == "zend_melding_door":
        return
    waarden = {"kenmerk": brief.kenmerk} if soort == "mededeling" else {}
    leg_feit_vast(
        dossier_id=dossier.pk,
        soort=soort,
        datum=verzending.verzonden_op,
        waarden=waarden,
        toelichting=f"Verzonden aan {verzending.geadresseerde}.",
        door=door,
    )


def volg_correctie(correctie: Verzendcorrectie, van: dt.date, door: User) -> None:
    """The notice was recorded from the sending: the same fact on its right day, with the reason."""
    brief = correctie.verzending.brief
    soort = FEIT_PER_BRIEF.get(brief.soort, "")
    feit = brief.dossier.losse_feiten.filter(soort=soort, datum=van, vervangen_door__isnull=True).first()
    if feit is None or brief.dossier.gesloten:
        return
    leg_feit_vast(
        dossier_id=brief.dossier_id,
        soort=soort,
        datum=correctie.verzonden_op,
        waarden=feit.waarden,
        toelichting=feit.toelichting,
        vervangt_id=feit.pk,
        correctiereden=correctie.reden,
        door=door,
    )


# -- steps -------------------------------------------------------------------------------------------


def volg_stap(gevolg: Stapgevolg) -> Iterable[str]:
    """What a step stops and starts."""
    dossier, op, door = gevolg.dossier, gevolg.datum, gevolg.door
    for soort in _STOPT.get(gevolg.regels.stap, ()):
        termijnen.stop_soort(dossier, soort=soort, op=op, reden=gevolg.regels.titel.lower(), door=door)
    if functie := _NA_STAP.get(gevolg.regels.stap):
        functie(gevolg)
    return ()


_STOPT: dict[str, tuple[str, ...]] = {
    "zend_melding_door": (DOORZENDING,),
    "tien_dagen_verstreken": (MEDEDELING,),
    "mededeling_te_laat": (MEDEDELING,),
    "stilstand_eindigt": (STILSTAND,),
    "schors": (STILSTAND, MEDEDELING),
    "schorsing_vervalt": (SCHORSING,),
    "vernietig": (STILSTAND, SCHORSING, MEDEDELING, PRIVAATRECHT),
    "leg_voor_aan_minister": (STILSTAND,),
}
"""Terms that have served, per step. Waits that belong to a state end with it."""


def _schorsing(gevolg: Stapgevolg) -> None:
    """From the decree to the last day it names; while bezwaar or beroep runs the law has no last day yet."""
    soort = "kb_verlenging" if gevolg.regels.stap == "verleng_schorsing" else "kb_schorsing"
    feit = gevolg.dossier.feiten.feit(soort)
    if feit is not None:
        tot = dt.date.fromisoformat(feit.waarden["tot"])
        _start(gevolg.dossier, SCHORSING, feit.datum, gevolg.door, tot_en_met=tot, gebeurtenis="KB genomen")


def _vernietigd(gevolg: Stapgevolg) -> None:
    feit = gevolg.dossier.feiten.feit("kb_vernietiging")
    if feit is not None:
        bekend = dt.date.fromisoformat(feit.waarden["bekend_op"])
        _start(
            gevolg.dossier,
            BEROEPSTERMIJN,
            min(bekend, clock.vandaag()),
            gevolg.door,
            lengte=ZES_WEKEN,
            gebeurtenis="KB bekendgemaakt",
        )


def _nieuw_besluit(gevolg: Stapgevolg) -> None:
    feit = gevolg.dossier.feiten.feit("kb_vernietiging")
    tot = feit and feit.waarden.get("besluit_voor")
    if feit is not None and tot:
        laatste = dt.date.fromisoformat(tot)
        _start(gevolg.dossier, NIEUW, min(feit.datum, laatste), gevolg.door, tot_en_met=laatste)


def _kb_waterschap(gevolg: Stapgevolg) -> None:
    feit = gevolg.dossier.feiten.feit("kb_waterschap")
    if feit is not None:
        _start(
            gevolg.dossier,
            BEROEPSTERMIJN,
            feit.datum,
            gevolg.door,
            lengte=ZES_WEKEN,
            gebeurtenis="KB genomen",
        )


_NA_STAP = {
    "verleng_schorsing": _schorsing,
    "vraag_nieuw_besluit": _nieuw_besluit,
    "kb_vernietigt": _kb_waterschap,
}


def _volg_kroon(gevolg: Stapgevolg) -> Iterable[str]:
    """As `volg_stap`; on this ladder suspension and annulment rest on a royal decree."""
    volg_stap(gevolg)
    if gevolg.regels.stap == "schors":
        _schorsing(gevolg)
    elif gevolg.regels.stap == "vernietig":
        _vernietigd(gevolg)
    return ()


# -- the clock ---------------------------------------------------------------------------------------


def _tien_dagen_voorbij(dag: dt.date) -> list[tuple[int, dt.date]]:
    """Dossiers whose ten days passed; not those where GS decided in time and only the step was not taken yet."""
    gevonden = na_termijn(vernietiging.PLAN.code, MEDEDELING, VOOR_MEDEDELING)(dag)
    besloten = dict(
        Voorstel.objects.filter(
            dossier__in=[pk for pk, _ in gevonden], stap="doe_mededeling", status=VoorstelStatus.VASTGESTELD
        ).values_list("dossier_id", "besluit__besloten_op")
    )
    return [(pk, op) for pk, op in gevonden if besloten.get(pk) is None or besloten[pk] >= op]


def _schorsing_voorbij(ladder: str, stand: str) -> Callable[[dt.date], list[tuple[int, dt.date]]]:
    """Suspensions whose day passed; those with bezwaar or beroep run on (Awb 10:45)."""
    kaal = na_termijn(ladder, SCHORSING, [stand])

    def rijp(dag: dt.date) -> list[tuple[int, dt.date]]:
        gevonden = kaal(dag)
        zaken = {d.pk: d for d in Dossier.objects.filter(pk__in=[pk for pk, _ in gevonden])}
        return [(pk, op) for pk, op in gevonden if not _rechtsmiddel_open(zaken[pk])]

    return rijp


def _rechtsmiddel_open(dossier: Dossier) -> bool:
    feit = dossier.feiten.feit("rechtsmiddel")
    return feit is not None and feit.waarden["stand"] == "open"


def _registreer() -> None:
    kroon, gs = vernietiging.PLAN.code, vernietiging_waterschap.PLAN.code
    for ladder, stappen in ((kroon, _volg_kroon), (gs, volg_stap)):
        na_feit(ladder, volg_feit)
        na_stap(ladder, stappen)
        na_verzending(ladder, volg_verzending)
        na_correctie(ladder, volg_correctie)
    staat_stil = (S.GEMELD, S.VATBAAR, S.OVERLEG, S.STILSTAND)
    for klokstap in (
        Klokstap(kroon, "tien_dagen_verstreken", _tien_dagen_voorbij),
        Klokstap(kroon, "stilstand_eindigt", na_termijn(kroon, STILSTAND, staat_stil)),
        Klokstap(kroon, "schorsing_vervalt", _schorsing_voorbij(kroon, S.SCHORSING)),
        Klokstap(gs, "stilstand_eindigt", na_termijn(gs, STILSTAND, (W.GEMELD, W.VATBAAR))),
        Klokstap(gs, "schorsing_vervalt", _schorsing_voorbij(gs, W.SCHORSING)),
    ):
        registreer_klokstap(klokstap)


_registreer()
