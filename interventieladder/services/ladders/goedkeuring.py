"""Approval: opening with its term, what follows from each step, and what a budget does to its amendments."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction

from interventieladder.models import Dossier, Goedkeuring
from interventieladder.models.goedkeuring import (
    OPNIEUW,
    GoedkeuringSoort,
    GoedkeuringUitkomst,
    Plichtgrond,
    begroting_van,
    onderdeel_van,
)
from interventieladder.selectors.goedkeuringsplicht import plichtgrond_van
from interventieladder.services import termijnen
from interventieladder.services.dossiers import open_op_ladder, verplaats
from interventieladder.services.klok import registreer_na_termijn
from interventieladder.services.laddergevolg import Stapgevolg, na_stap
from interventieladder.services.ladders.aanbieding import (
    begin_termijn,
    eis_dagen,
    eis_jaar,
    eis_overheid,
    meld_rechtswege,
    orgaan_van,
)
from interventieladder.services.slot import eis_tekst, log, neem_open_dossier
from interventieladder.services.termijnversies import sluit_dossier
from interventieladder.standen.goedkeuring import (
    BESLISTERMIJN,
    MEDEDELING,
    PLAN,
    TERMIJN,
    TERMIJN_MEDEDELING,
    WERKING_DAGEN,
    S,
)
from interventieladder.treden import Orgaan
from toezicht.core import clock
from toezicht.core.fouten import Conflict, Weigering
from toezicht.core.models import User
from toezicht.core.termijnen import Lengte
from toezicht.organisaties.models import Overheid

_U = GoedkeuringUitkomst
MAX_WIJZIGING = 999


@dataclass(frozen=True, slots=True)
class Aanbieding:
    """What the organisation offers. `verzonden_op` starts the thirteen weeks; `bedrag` in euro, of an amendment."""

    overheid_id: int
    soort: str
    jaar: int
    raadsbesluit_op: dt.date
    raadsbesluit: str
    verzonden_op: dt.date
    ontvangen_op: dt.date
    volgnummer: int = 0
    plichtgrond: str = ""
    bedrag: Decimal | None = None
    omschrijving: str = ""


@transaction.atomic
def open_goedkeuring(*, nieuw: Aanbieding, door: User, behandelaar: User | None = None) -> Dossier:
    """Open the approval of a budget or amendment; its term runs at once, or waits for the budget (207 lid 1).

    Raises `Weigering` on bad data or where no approval is needed, `Conflict` when offered before, `GeenRecht`.
    """
    overheid = eis_overheid(nieuw.overheid_id)
    grond = _eis_aanbieding(nieuw)
    begroting = _slot_op_begroting(nieuw)
    onderdeel = onderdeel_van(nieuw.soort, nieuw.jaar, nieuw.volgnummer)
    _eis_nieuw(nieuw, onderdeel)
    dossier = open_op_ladder(
        ladder=PLAN.code,
        overheid_id=overheid.pk,
        onderdeel=onderdeel,
        orgaan=orgaan_van(overheid, Orgaan.RAAD),
        titel=f"Goedkeuring {onderdeel}",
        omschrijving=nieuw.omschrijving.strip() or _omschrijving(nieuw, overheid),
        datum_feit=nieuw.verzonden_op,
        door=door,
        behandelaar=behandelaar,
    )
    dossier.goedkeuring = _leg_aan(dossier, nieuw, grond)
    if nieuw.soort == GoedkeuringSoort.WIJZIGING and not (begroting and begroting.werkt):
        verplaats(dossier, "wacht_op_begroting", voorstel=None, door=None, datum=clock.vandaag())
    else:
        _begin(dossier.goedkeuring, dossier, nieuw.verzonden_op, door)
    return dossier


def _eis_aanbieding(nieuw: Aanbieding) -> str:
    """Everything that can be wrong in what was filled in; gives the ground for approval."""
    eis_jaar(nieuw.jaar)
    if nieuw.soort not in GoedkeuringSoort.values:
        raise Weigering("Kies begroting of wijziging.", veld="soort")
    wijziging = nieuw.soort == GoedkeuringSoort.WIJZIGING
    if wijziging and not 1 <= nieuw.volgnummer <= MAX_WIJZIGING:
        raise Weigering("Geef het nummer van de wijziging: 1 of hoger.", veld="volgnummer")
    if not wijziging and nieuw.volgnummer:
        raise Weigering("Een begroting heeft geen volgnummer. Laat het leeg.", veld="volgnummer")
    eis_tekst(nieuw.raadsbesluit, veld="raadsbesluit", wat="het nummer van het besluit in")
    eis_dagen(
        verzonden_op=nieuw.verzonden_op, ontvangen_op=nieuw.ontvangen_op, besloten_op=nieuw.raadsbesluit_op
    )
    bekend = plichtgrond_van(nieuw.overheid_id, nieuw.jaar, clock.vandaag())
    if bekend == "":
        raise Weigering(
            f"Voor {nieuw.jaar} geldt geen preventief toezicht: goedkeuring is niet nodig.",
            veld="plichtgrond",
        )
    grond = bekend or nieuw.plichtgrond
    if grond not in Plichtgrond.values:
        raise Weigering("Kies waarom goedkeuring nodig is.", veld="plichtgrond")
    return grond


def _slot_op_begroting(nieuw: Aanbieding) -> Goedkeuring | None:
    """The budget of the year, its dossier locked: approving it and offering an amendment do not cross."""
    begroting = begroting_van(nieuw.overheid_id, nieuw.jaar)
    if begroting is None or nieuw.soort != GoedkeuringSoort.WIJZIGING:
        return None
    sluit_dossier(begroting.dossier_id)
    begroting.refresh_from_db()
    return begroting


def _eis_nieuw(nieuw: Aanbieding, onderdeel: str) -> None:
    """What was approved or runs is not offered again; what was refused or withdrawn may be."""
    eerder = (
        Goedkeuring.objects.filter(
            overheid_id=nieuw.overheid_id, soort=nieuw.soort, jaar=nieuw.jaar, volgnummer=nieuw.volgnummer
        )
        .exclude(uitkomst__in=OPNIEUW)
        .select_related("dossier")
        .first()
    )
    if eerder is not None:
        raise Conflict(
            f"De {onderdeel} is al aangeboden, in dossier {eerder.dossier.nummer} "
            f"({eerder.dossier.get_stand_display().lower()}). Werk daarin verder."
        )


def _omschrijving(nieuw: Aanbieding, overheid: Overheid) -> str:
    return (
        f"{overheid.naam} stelde op {nieuw.raadsbesluit_op:%d-%m-%Y} vast (besluit {nieuw.raadsbesluit}) "
        f"en verzond op {nieuw.verzonden_op:%d-%m-%Y} ter goedkeuring."
    )


def _leg_aan(dossier: Dossier, nieuw: Aanbieding, grond: str) -> Goedkeuring:
    zaak = Goedkeuring(
        dossier=dossier,
        overheid_id=nieuw.overheid_id,
        soort=nieuw.soort,
        jaar=nieuw.jaar,
        volgnummer=nieuw.volgnummer,
        plichtgrond=grond,
        raadsbesluit_op=nieuw.raadsbesluit_op,
        raadsbesluit=nieuw.raadsbesluit.strip(),
        bedrag=nieuw.bedrag,
        verzonden_op=nieuw.verzonden_op,
        aangeboden_op=nieuw.ontvangen_op,
    )
    try:
        with transaction.atomic():
            zaak.save(force_insert=True)
    except IntegrityError as fout:
        if "goedkeuring_eenmaal_per_stuk" not in str(fout):
            raise
        raise Conflict(f"De {zaak} is intussen al aangeboden. Ververs de lijst.") from fout
    return zaak


def _begin(zaak: Goedkeuring, dossier: Dossier, start: dt.date, door: User | None) -> None:
    zaak.termijn_start = start
    zaak.save(update_fields=["termijn_start"])
    eigen = start == zaak.verzonden_op
    begin_termijn(
        dossier,
        TERMIJN,
        lengte=BESLISTERMIJN,
        start=start,
        door=door,
        gebeurtenis="Verzonden door de organisatie" if eigen else "Begroting goedgekeurd",
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
        grond="beslissing verdaagd",
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
    termijnen.stop_soort(
        dossier, soort=TERMIJN, op=gevolg.datum, reden="van rechtswege goedgekeurd", door=None
    )
    zaak.uitkomst, zaak.uitkomst_op = _U.VAN_RECHTSWEGE, gevolg.datum
    zaak.in_werking_op = einde + dt.timedelta(days=WERKING_DAGEN)
    zaak.save(update_fields=["uitkomst", "uitkomst_op", "in_werking_op"])
    begin_termijn(
        dossier,
        TERMIJN_MEDEDELING,
        lengte=MEDEDELING,
        start=gevolg.datum,
        door=None,
        gebeurtenis="Van rechtswege goedgekeurd",
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
    _begin(zaak, gevolg.dossier, gevolg.datum, None)


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
    if zaak.soort == GoedkeuringSoort.BEGROTING:
        for wijziging in _open_wijzigingen(zaak):
            _volg_begroting(wijziging, zaak)
    else:
        for volger in _VOLGERS:
            volger(zaak, gevolg.datum)


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
    """Start what waited; where the approval turns out to be of another day, or none, correct what had started."""
    wijziging: Goedkeuring = dossier.goedkeuring
    op = begroting.uitkomst_op
    if dossier.stand == S.WACHT:
        if begroting.werkt and op is not None:
            verplaats(dossier, "begin_na_begroting", voorstel=None, door=None, datum=op)
        return
    if wijziging.termijn_start in (None, wijziging.verzonden_op, op):
        return
    if not begroting.werkt:
        if dossier.stand == S.TER_GOEDKEURING:
            verplaats(dossier, "wacht_op_begroting", voorstel=None, door=None, datum=clock.vandaag())
        return
    termijn = dossier.feiten.termijn(TERMIJN)
    if termijn is not None and op is not None:
        reden = "de begroting bleek op een andere dag goedgekeurd"
        termijnen.corrigeer_start(termijn_id=termijn.pk, start=op, reden=reden, door=None)
        wijziging.termijn_start = op
        wijziging.save(update_fields=["termijn_start"])


na_stap(PLAN.code, _na_stap)
registreer_na_termijn(PLAN.code, TERMIJN, "keur_goed_van_rechtswege")
