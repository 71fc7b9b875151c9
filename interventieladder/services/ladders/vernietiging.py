"""The clocks of suspension and annulment: what starts them, what stops them, what the law does after them."""

import datetime as dt
from collections.abc import Callable, Iterable

from interventieladder.models import Dossier, Feit, Termijn, Verzendcorrectie, Verzending, Voorstel
from interventieladder.models.voorstel import VoorstelStatus
from interventieladder.services import termijnen
from interventieladder.services.klok import Klokstap, na_termijn, registreer_klokstap
from interventieladder.services.laddergevolg import Stapgevolg, na_correctie, na_feit, na_stap, na_verzending
from interventieladder.services.laddertermijnen import begin_termijn, levend, start_bij_feit, stop_bij_feit
from interventieladder.services.losse_feiten import leg_feit_vast, verzet_feit
from interventieladder.standen import vernietiging
from interventieladder.standen.vernietiging import VOOR_MEDEDELING, S, Voorwerp
from interventieladder.standen.vernietiging_termijnen import (
    BEKEND_BIJ_MELDER,
    BEROEPSTERMIJN,
    BESLUIT_GENOMEN,
    BURGEMEESTER_GEDAGTEKEND,
    DERTIEN_WEKEN,
    DOORZENDING,
    GEDAAN,
    GEEN_STILSTAND,
    GEMELD,
    KB_BEKEND,
    KB_GENOMEN,
    KENNISNAME_GS,
    MEDEDELING,
    MEDEDELING_GEDAGTEKEND,
    MELDING,
    MELDING_GEDAGTEKEND,
    NIEUW,
    ONHERROEPELIJK,
    OVERWEGING,
    OVERWEGING_GEDAAN,
    PRIVAATRECHT,
    SCHORSING,
    STILSTAND,
    TE_LAAT,
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
from toezicht.core.termijnen import Basis
from toezicht.core.woorden import klein

_WET = Basis.WET
GESCHORST = (S.SCHORSING, W.NAAR_MINISTER)
"""States in which a suspension can run."""


# -- facts -------------------------------------------------------------------------------------------


def _kennisname(dossier: Dossier, feit: Feit, door: User) -> None:
    """The ten days, unless the burgemeester reported it; and thirteen weeks for a private-law act."""
    zaak = dossier.vernietiging
    if zaak.voorwerp == Voorwerp.PRIVAATRECHTELIJK and levend(dossier, PRIVAATRECHT) is None:
        begin_termijn(
            dossier,
            PRIVAATRECHT,
            start=zaak.besluit_op,
            lengte=DERTIEN_WEKEN,
            door=door,
            gebeurtenis=BESLUIT_GENOMEN,
        )
    if zaak.door_burgemeester_gemeld or dossier.stand not in VOOR_MEDEDELING:
        return
    start_bij_feit(
        dossier,
        feit,
        soort=MEDEDELING,
        lengte=TIEN_DAGEN,
        door=door,
        gebeurtenis=KENNISNAME_GS,
    )


def _melding(dossier: Dossier, feit: Feit, door: User) -> None:
    """The report: was it within two days, a week to send it on, four weeks of standstill from its date."""
    bekend = dt.date.fromisoformat(feit.waarden["bekend_op"])
    if bekend > feit.datum:
        raise Weigering(
            "Een besluit wordt pas gemeld als het bekend is. Controleer de beide dagen.", veld="bekend_op"
        )
    begin_termijn(
        dossier,
        MELDING,
        start=bekend,
        lengte=TWEE_DAGEN,
        door=door,
        gebeurtenis=BEKEND_BIJ_MELDER,
    )
    stop_bij_feit(dossier, feit, soort=MELDING, reden=GEMELD, door=door)
    if dossier.ladder == vernietiging.PLAN.code:
        start_bij_feit(
            dossier,
            feit,
            soort=DOORZENDING,
            lengte=WEEK,
            door=door,
            gebeurtenis=BURGEMEESTER_GEDAGTEKEND,
        )
    start_bij_feit(
        dossier, feit, soort=STILSTAND, lengte=VIER_WEKEN, door=door, gebeurtenis=MELDING_GEDAGTEKEND
    )


def _mededeling(dossier: Dossier, feit: Feit, door: User) -> None:
    """A notice in time stops the ten days and starts the standstill; a late one starts nothing.

    Recorded after the clock closed the ten days, its own date still decides. One that turns out to have left
    late ends the standstill that it seemed to start.
    """
    tien = Termijn.objects.filter(dossier=dossier, soort=MEDEDELING).order_by("pk").last()
    if tien is None:
        return
    if feit.datum > tien.effectief_einde:
        if feit.vervangt_id is not None:
            termijnen.corrigeer_stop(dossier, soort=MEDEDELING, feit=feit, reden=TE_LAAT, door=door)
            termijnen.stop_soort(
                dossier, soort=STILSTAND, op=clock.vandaag(), reden=GEEN_STILSTAND, door=door
            )
        return
    stop_bij_feit(dossier, feit, soort=MEDEDELING, reden=GEDAAN, door=door)
    stilstand = Termijn.objects.filter(dossier=dossier, soort=STILSTAND).order_by("pk").last()
    if stilstand is not None and stilstand.stop_reden == GEEN_STILSTAND:  # it seemed late and was not
        begin_termijn(
            dossier,
            STILSTAND,
            start=feit.datum,
            lengte=VIER_WEKEN,
            door=door,
            gebeurtenis=MEDEDELING_GEDAGTEKEND,
        )
        return
    start_bij_feit(
        dossier, feit, soort=STILSTAND, lengte=VIER_WEKEN, door=door, gebeurtenis=MEDEDELING_GEDAGTEKEND
    )


def _overweging(dossier: Dossier, feit: Feit, door: User) -> None:
    begin_termijn(
        dossier,
        OVERWEGING,
        start=feit.datum,
        lengte=TIEN_DAGEN,
        door=door,
        gebeurtenis=OVERWEGING_GEDAAN,
    )


def volg_rechtsmiddel(dossier: Dossier, feit: Feit, door: User) -> None:
    """A final ruling during the suspension: it lasts thirteen weeks more, when that is later (Awb 10:45)."""
    lopend = levend(dossier, SCHORSING)
    if dossier.stand not in GESCHORST or feit.waarden["stand"] != "onherroepelijk" or lopend is None:
        return
    uitkomst = termijnen.reken(start=feit.datum, lengte=DERTIEN_WEKEN, basis=_WET, overeenkomstig=False)
    if uitkomst.effectief_einde > lopend.effectief_einde:
        begin_termijn(
            dossier,
            SCHORSING,
            start=feit.datum,
            lengte=DERTIEN_WEKEN,
            door=door,
            gebeurtenis=ONHERROEPELIJK,
        )


def bekendgemaakt(feit: Feit) -> dt.date:
    """The day a royal decree was made known, which starts the appeal (Awb 6:8).

    Raises `Weigering` for a day before the decree, and for one that is still to come.
    """
    bekend = dt.date.fromisoformat(feit.waarden["bekend_op"])
    if bekend < feit.datum:
        raise Weigering("De bekendmaking ligt vóór het koninklijk besluit.", veld="bekend_op")
    if bekend > clock.vandaag():
        raise Weigering("Leg het koninklijk besluit vast zodra het bekend is gemaakt.", veld="bekend_op")
    return bekend


def _kb_vernietiging(dossier: Dossier, feit: Feit, door: User) -> None:
    """A corrected decree moves the term for appeal and for a new decision; before the step it starts neither."""
    bekend = bekendgemaakt(feit)
    if feit.vervangt_id is None:
        return
    beroep = levend(dossier, BEROEPSTERMIJN)
    if beroep is not None and beroep.start != bekend:
        termijnen.corrigeer_start(termijn_id=beroep.pk, start=bekend, reden=feit.correctiereden, door=door)
    if levend(dossier, NIEUW) is not None:
        _begin_nieuw_besluit(dossier, feit, door)


_NA_FEIT = {
    "kennisname": _kennisname,
    "melding_burgemeester": _melding,
    "melding_voorzitter": _melding,
    "mededeling": _mededeling,
    "overweging": _overweging,
    "rechtsmiddel": volg_rechtsmiddel,
    "kb_vernietiging": _kb_vernietiging,
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
    if soort is None or brief.voorstel is None or brief.voorstel.stap == "zend_melding_door":
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
    verzet_feit(feit, correctie.verzonden_op, reden=correctie.reden, door=door)


# -- steps -------------------------------------------------------------------------------------------


def volg_stap(gevolg: Stapgevolg) -> Iterable[str]:
    """What a step stops and starts."""
    dossier, op, door = gevolg.dossier, gevolg.datum, gevolg.door
    for soort in _STOPT.get(gevolg.regels.stap, ()):
        termijnen.stop_soort(dossier, soort=soort, op=op, reden=klein(gevolg.regels.titel), door=door)
    if functie := _NA_STAP.get(gevolg.regels.stap):
        functie(gevolg)
    return ()


_STOPT: dict[str, tuple[str, ...]] = {
    "zend_melding_door": (DOORZENDING,),
    "tien_dagen_verstreken": (MEDEDELING,),
    "mededeling_te_laat": (MEDEDELING, STILSTAND),
    "stilstand_eindigt": (STILSTAND,),
    "schors": (STILSTAND, MEDEDELING),
    "schorsing_vervalt": (SCHORSING,),
    "vernietig": (STILSTAND, SCHORSING, MEDEDELING, PRIVAATRECHT),
    "leg_voor_aan_minister": (STILSTAND,),
    "kb_vernietigt": (SCHORSING,),
}
"""Terms that have served, per step. Waits that belong to a state end with it."""


def _schorsing(gevolg: Stapgevolg) -> None:
    """From the decree to the last day it names; while bezwaar or beroep runs the law has no last day yet."""
    soort = "kb_verlenging" if gevolg.regels.stap == "verleng_schorsing" else "kb_schorsing"
    feit = gevolg.dossier.feiten.feit(soort)
    if feit is not None:
        tot = dt.date.fromisoformat(feit.waarden["tot"])
        begin_termijn(
            gevolg.dossier,
            SCHORSING,
            start=feit.datum,
            tot_en_met=tot,
            door=gevolg.door,
            gebeurtenis=KB_GENOMEN,
        )


def _vernietigd(gevolg: Stapgevolg) -> None:
    feit = gevolg.dossier.feiten.feit("kb_vernietiging")
    if feit is not None:
        begin_termijn(
            gevolg.dossier,
            BEROEPSTERMIJN,
            start=bekendgemaakt(feit),
            lengte=ZES_WEKEN,
            door=gevolg.door,
            gebeurtenis=KB_BEKEND,
        )


def _nieuw_besluit(gevolg: Stapgevolg) -> None:
    feit = gevolg.dossier.feiten.feit("kb_vernietiging")
    if feit is not None:
        _begin_nieuw_besluit(gevolg.dossier, feit, gevolg.door)


def _begin_nieuw_besluit(dossier: Dossier, feit: Feit, door: User | None) -> None:
    """Until the last day that the decree names; none when it names none."""
    if tot := feit.waarden.get("besluit_voor"):
        laatste = dt.date.fromisoformat(tot)
        begin_termijn(dossier, NIEUW, start=min(feit.datum, laatste), tot_en_met=laatste, door=door)


_NA_STAP = {
    "verleng_schorsing": _schorsing,
    "vraag_nieuw_besluit": _nieuw_besluit,
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

Rijp = list[tuple[int, dt.date]]


def _zonder_tijdig_besluit(gevonden: Rijp, stap: str) -> Rijp:
    """Without dossiers where GS decided on this step in time and only the step itself was not taken yet."""
    besloten = dict(
        Voorstel.objects.filter(
            dossier__in=[pk for pk, _ in gevonden], stap=stap, status=VoorstelStatus.VASTGESTELD
        ).values_list("dossier_id", "besluit__besloten_op")
    )
    return [(pk, op) for pk, op in gevonden if besloten.get(pk) is None or besloten[pk] >= op]


def _tien_dagen_voorbij(dag: dt.date) -> Rijp:
    """Dossiers whose ten days passed without a decision of GS on the notice."""
    gevonden = na_termijn(vernietiging.PLAN.code, MEDEDELING, VOOR_MEDEDELING)(dag)
    return _zonder_tijdig_besluit(gevonden, "doe_mededeling")


def schorsing_voorbij(ladder: str, stand: str) -> Callable[[dt.date], Rijp]:
    """Suspensions whose day passed without a decision to annul; with bezwaar or beroep they run on (Awb 10:45)."""
    kaal = na_termijn(ladder, SCHORSING, [stand])

    def rijp(dag: dt.date) -> Rijp:
        gevonden = _zonder_tijdig_besluit(kaal(dag), "vernietig")
        zaken = {d.pk: d for d in Dossier.objects.filter(pk__in=[pk for pk, _ in gevonden])}
        return [(pk, op) for pk, op in gevonden if not _rechtsmiddel_open(zaken[pk])]

    return rijp


def _rechtsmiddel_open(dossier: Dossier) -> bool:
    feit = dossier.feiten.feit("rechtsmiddel")
    return feit is not None and feit.waarden["stand"] == "open"


def _registreer() -> None:
    kroon = vernietiging.PLAN.code
    na_feit(kroon, volg_feit)
    na_stap(kroon, _volg_kroon)
    na_verzending(kroon, volg_verzending)
    na_correctie(kroon, volg_correctie)
    staat_stil = (S.GEMELD, S.VATBAAR, S.OVERLEG, S.STILSTAND)
    for klokstap in (
        Klokstap(kroon, "tien_dagen_verstreken", _tien_dagen_voorbij),
        Klokstap(kroon, "stilstand_eindigt", na_termijn(kroon, STILSTAND, staat_stil)),
        Klokstap(kroon, "schorsing_vervalt", schorsing_voorbij(kroon, S.SCHORSING)),
    ):
        registreer_klokstap(klokstap)


_registreer()
