"""Approval: opening with its term, what follows from each step, and what a budget does to its amendments."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from interventieladder.models import Dossier, Goedkeuring
from interventieladder.models.goedkeuring import (
    GoedkeuringSoort,
    GoedkeuringUitkomst,
)
from interventieladder.services import termijnen
from interventieladder.services.klok import Klokstap, registreer_klokstap, registreer_na_termijn
from interventieladder.services.laddergevolg import Stapgevolg, na_stap
from interventieladder.services.ladders.aanbieding import (
    eis_dagen,
    meld_rechtswege,
)
from interventieladder.services.laddertermijnen import begin_termijn
from interventieladder.services.slot import eis_tekst, log, neem_open_dossier
from interventieladder.services.stapzetting import verplaats
from interventieladder.standen.goedkeuring import (
    BESLISTERMIJN,
    MEDEDELING,
    PLAN,
    TERMIJN,
    TERMIJN_MEDEDELING,
    WERKING_DAGEN,
    S,
)
from toezicht.core import clock
from toezicht.core.fouten import Conflict
from toezicht.core.models import User
from toezicht.core.termijnen import Lengte

_U = GoedkeuringUitkomst
VERZONDEN, NA_BEGROTING, GEGEVEN = (
    "Verzonden door de organisatie",
    "Begroting goedgekeurd",
    "Van rechtswege goedgekeurd",
)
"""What starts a term, in the words of its explanation."""
REDEN_RECHTSWEGE, GROND_VERDAGING = "van rechtswege goedgekeurd", "beslissing verdaagd"


def begin_beslistermijn(zaak: Goedkeuring, dossier: Dossier, start: dt.date, door: User | None) -> None:
    """The thirteen weeks begin: with the sending, or for an amendment with the approval of the budget."""
    zaak.termijn_start = start
    zaak.save(update_fields=["termijn_start"])
    eigen = start == zaak.verzonden_op
    begin_termijn(
        dossier,
        TERMIJN,
        lengte=BESLISTERMIJN,
        start=start,
        door=door,
        gebeurtenis=VERZONDEN if eigen else NA_BEGROTING,
    )


@transaction.atomic
def corrigeer_verzending(*, dossier_id: int, verzonden_op: dt.date, reden: str, door: User) -> Goedkeuring:
    """Another day of sending by the organisation, with the reason; the term is computed anew from that day."""
    dossier = neem_open_dossier(dossier_id, door)
    zaak: Goedkeuring = dossier.goedkeuring
    waarom = eis_tekst(reden, veld="reden", wat="de reden van de correctie in")
    eis_dagen(verzonden_op=verzonden_op, ontvangen_op=zaak.aangeboden_op, besloten_op=zaak.raadsbesluit_op)
    if zaak.uitkomst:
        raise Conflict("De wet heeft al beslist; corrigeren kan niet meer. Vraag de jurist wat nu kan.")
    termijn = dossier.feiten.termijn(TERMIJN)
    if termijn is not None and zaak.termijn_start == zaak.verzonden_op:
        termijnen.corrigeer_start(termijn_id=termijn.pk, start=verzonden_op, reden=waarom, door=door)
        zaak.termijn_start = verzonden_op
    oud, zaak.verzonden_op = zaak.verzonden_op, verzonden_op
    zaak.save(update_fields=["verzonden_op", "termijn_start"])
    log(
        dossier,
        "aanbieding_gecorrigeerd",
        door=door,
        van=f"{oud:%d-%m-%Y}",
        naar=f"{verzonden_op:%d-%m-%Y}",
        reden=waarom,
        gegevens={"verzonden_op": verzonden_op},
    )
    return zaak


# -- what follows from a step ------------------------------------------------------------------------


def _na_stap(gevolg: Stapgevolg) -> list[str]:
    zaak = gevolg.dossier.goedkeuring
    zaak.refresh_from_db()
    if doe := _GEVOLG.get(gevolg.regels.stap):
        doe(zaak, gevolg)
    if gevolg.regels.stap != "wacht_op_begroting":
        _werk_door(zaak, gevolg)
    return []


def _verdaag(zaak: Goedkeuring, gevolg: Stapgevolg) -> None:
    """The notice was sent: the term becomes longer, once. When the law had decided meanwhile, that is undone."""
    weken = (gevolg.voorstel.termijn_weken if gevolg.voorstel else None) or 0
    dossier = gevolg.dossier
    zaak.verdaagd_op, zaak.verdaagd_weken = gevolg.datum, weken
    zaak.uitkomst, zaak.uitkomst_op, zaak.in_werking_op = "", None, None
    zaak.save(update_fields=["verdaagd_op", "verdaagd_weken", "uitkomst", "uitkomst_op", "in_werking_op"])
    termijnen.stop_soort(
        dossier, soort=TERMIJN_MEDEDELING, op=clock.vandaag(), reden="verdaging was op tijd", door=gevolg.door
    )
    termijn = dossier.feiten.termijn(TERMIJN)
    if termijn is None:
        start = zaak.termijn_start or zaak.verzonden_op
        termijn = begin_termijn(dossier, TERMIJN, lengte=BESLISTERMIJN, start=start, door=gevolg.door)
    termijnen.verleng_termijn(
        termijn_id=termijn.pk,
        lengte=Lengte.weken(weken),
        op=gevolg.datum,
        grond=GROND_VERDAGING,
        door=gevolg.door,
    )


def _beslist(zaak: Goedkeuring, gevolg: Stapgevolg) -> None:
    """Our decision was sent in time."""
    if gevolg.dossier.stand != S.GOEDGEKEURD:
        overleg = gevolg.dossier.feiten.feit("overleg_aangeboden", tot=gevolg.datum)
        grond = gevolg.dossier.feiten.feit("onthoudingsgrond", tot=gevolg.datum)
        zaak.overleg_op = overleg.datum if overleg else None
        zaak.onthoudingsgrond = grond.waarden["grond"] if grond else ""
        _begin_beroep(gevolg)
    _sluit_af(zaak, gevolg.dossier.stand, gevolg.datum)


def _begin_beroep(gevolg: Stapgevolg) -> None:
    """Against a refusal lies no bezwaar but appeal, six weeks from its announcement (Awb 6:7 and 7:1)."""
    stap = gevolg.dossier.stappen.order_by("-volgnummer").first()
    if stap is not None:
        termijnen.start_termijn(
            dossier=gevolg.dossier,
            stap=stap,
            soort="beroep",
            lengte=termijnen.BEROEP,
            start=gevolg.datum,
            door=gevolg.door,
        )


def _sluit_af(zaak: Goedkeuring, uitkomst: str, op: dt.date) -> None:
    zaak.uitkomst, zaak.uitkomst_op = uitkomst, op
    zaak.in_werking_op = None
    zaak.save(update_fields=["uitkomst", "uitkomst_op", "in_werking_op", "overleg_op", "onthoudingsgrond"])


def _van_rechtswege(zaak: Goedkeuring, gevolg: Stapgevolg) -> None:
    """The term ended unsent: approved on the day after, in force on the third; we announce it within two weeks."""
    dossier = gevolg.dossier
    termijn = dossier.feiten.termijn(TERMIJN)
    einde = termijn.effectief_einde if termijn else gevolg.datum - dt.timedelta(days=1)
    termijnen.stop_soort(dossier, soort=TERMIJN, op=gevolg.datum, reden=REDEN_RECHTSWEGE, door=None)
    zaak.uitkomst, zaak.uitkomst_op = _U.VAN_RECHTSWEGE, gevolg.datum
    zaak.in_werking_op = einde + dt.timedelta(days=WERKING_DAGEN)
    zaak.save(update_fields=["uitkomst", "uitkomst_op", "in_werking_op"])
    begin_termijn(
        dossier,
        TERMIJN_MEDEDELING,
        lengte=MEDEDELING,
        start=gevolg.datum,
        door=None,
        gebeurtenis=GEGEVEN,
    )
    log(
        dossier,
        "goedkeuring_van_rechtswege",
        door=None,
        gebeurd_op=gevolg.datum,
        reden=f"Termijn eindigde op {einde:%d-%m-%Y} zonder verzonden besluit.",
        gegevens={"in_werking_op": zaak.in_werking_op},
    )
    meld_rechtswege(dossier, TERMIJN, gevolg.datum)


def _bekendgemaakt(zaak: Goedkeuring, gevolg: Stapgevolg) -> None:
    """The outcome stands; the law was announced."""
    feit = gevolg.dossier.feiten.feit("mededeling_verzonden", tot=gevolg.datum)
    zaak.bekendgemaakt_op = feit.datum if feit else gevolg.datum
    zaak.save(update_fields=["bekendgemaakt_op"])


def _zonder_besluit(uitkomst: GoedkeuringUitkomst) -> Callable[[Goedkeuring, Stapgevolg], None]:
    return lambda zaak, gevolg: _sluit_af(zaak, uitkomst, gevolg.datum)


def _begin_na_begroting(zaak: Goedkeuring, gevolg: Stapgevolg) -> None:
    """The thirteen weeks count from the day the budget was approved."""
    begin_beslistermijn(zaak, gevolg.dossier, gevolg.datum, None)


def _wacht(zaak: Goedkeuring, gevolg: Stapgevolg) -> None:
    """Back to waiting, or waiting from the start: no term runs."""
    termijnen.stop_soort(
        gevolg.dossier, soort=TERMIJN, op=clock.vandaag(), reden="begroting niet goedgekeurd", door=None
    )
    zaak.termijn_start = None
    zaak.save(update_fields=["termijn_start"])


_GEVOLG: dict[str, Callable[[Goedkeuring, Stapgevolg], None]] = {
    "wacht_op_begroting": _wacht,
    "begin_na_begroting": _begin_na_begroting,
    "sluit_na_onthouding": _zonder_besluit(_U.VERVALLEN),
    "verdaag": _verdaag,
    "besluit_goedkeuren": _beslist,
    "besluit_gedeeltelijk": _beslist,
    "besluit_onthouden": _beslist,
    "keur_goed_van_rechtswege": _van_rechtswege,
    "maak_van_rechtswege_bekend": _bekendgemaakt,
    "stel_vrij": _zonder_besluit(_U.VRIJGESTELD),
    "trek_in": _zonder_besluit(_U.INGETROKKEN),
}


# -- what a budget does to its amendments ------------------------------------------------------------


def _werk_door(zaak: Goedkeuring, gevolg: Stapgevolg) -> None:
    volg_begroting(zaak)
    if zaak.soort == GoedkeuringSoort.WIJZIGING:
        for volger in _VOLGERS:
            volger(zaak, gevolg.datum)


def volg_begroting(zaak: Goedkeuring) -> None:
    """Let the open amendments of a year follow what became of its budget; nothing for an amendment itself."""
    if zaak.soort == GoedkeuringSoort.BEGROTING:
        for wijziging in _open_wijzigingen(zaak):
            _volg_begroting(wijziging, zaak)


_VOLGERS: list[Callable[[Goedkeuring, dt.date], None]] = []


def volg_wijziging(functie: Callable[[Goedkeuring, dt.date], None]) -> None:
    """Register what follows when an amendment moves (an urgent decision that waits for it)."""
    _VOLGERS.append(functie)


def _open_wijzigingen(begroting: Goedkeuring) -> list[Dossier]:
    """Open amendments of the same year, their dossiers locked in order of number."""
    return list(
        Dossier.objects.select_for_update(of=("self",))
        .select_related("overheid__provincie", "behandelaar")
        .filter(
            ladder=PLAN.code,
            gesloten_op__isnull=True,
            goedkeuring__overheid_id=begroting.overheid_id,
            goedkeuring__jaar=begroting.jaar,
            goedkeuring__soort=GoedkeuringSoort.WIJZIGING,
        )
        .order_by("pk")
    )


def _volg_begroting(dossier: Dossier, begroting: Goedkeuring) -> None:
    """Start what waited; where the approval turns out to be of another day, or none, correct what had started.

    A takeover that nobody confirmed takes no step: the clock follows once it is.
    """
    wijziging: Goedkeuring = dossier.goedkeuring
    op = begroting.uitkomst_op
    if gevonden := _stap_na_begroting(wijziging, dossier.stand, begroting):
        overname = dossier.feiten.overname
        if overname is None or not overname.te_bevestigen:
            stap, datum = gevonden
            verplaats(dossier, stap, voorstel=None, door=None, datum=datum)
        return
    if not begroting.werkt or wijziging.termijn_start in (None, wijziging.verzonden_op, op):
        return
    termijn = dossier.feiten.termijn(TERMIJN)
    if termijn is not None and op is not None:
        reden = "de begroting bleek op een andere dag goedgekeurd"
        termijnen.corrigeer_start(termijn_id=termijn.pk, start=op, reden=reden, door=None)
        wijziging.termijn_start = op
        wijziging.save(update_fields=["termijn_start"])


def _stap_na_begroting(
    wijziging: Goedkeuring, stand: str, begroting: Goedkeuring
) -> tuple[str, dt.date] | None:
    """The step that an amendment must take because of its budget, and its day; None when it takes none."""
    op = begroting.uitkomst_op
    if stand == S.WACHT:
        return ("begin_na_begroting", op) if begroting.werkt and op is not None else None
    begon_ermee = wijziging.termijn_start not in (None, wijziging.verzonden_op, op)
    if stand == S.TER_GOEDKEURING and begon_ermee and not begroting.werkt:
        return "wacht_op_begroting", clock.vandaag()
    return None


def _rijp(stap: str) -> Callable[[dt.date], list[tuple[int, dt.date]]]:
    """Amendments that did not follow their budget: taken over, and confirmed only after it had moved."""

    def rijp(dag: dt.date) -> list[tuple[int, dt.date]]:
        wijzigingen = Goedkeuring.objects.filter(
            soort=GoedkeuringSoort.WIJZIGING, dossier__stand__in=(S.WACHT, S.TER_GOEDKEURING)
        )
        uit = []
        for wijziging in wijzigingen.select_related("dossier").order_by("dossier_id"):
            begroting = wijziging.begroting
            volgt = begroting and _stap_na_begroting(wijziging, wijziging.dossier.stand, begroting)
            if volgt and volgt[0] == stap and volgt[1] <= dag:
                uit.append((wijziging.dossier_id, volgt[1]))
        return uit

    return rijp


na_stap(PLAN.code, _na_stap)
for _stap in ("begin_na_begroting", "wacht_op_begroting"):
    registreer_klokstap(Klokstap(PLAN.code, _stap, _rijp(_stap)))
registreer_na_termijn(PLAN.code, TERMIJN, "keur_goed_van_rechtswege")
