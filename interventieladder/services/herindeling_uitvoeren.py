"""Carrying out the confirmed plans that are due: row by row, each atomic, and again where one failed."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Case, Value, When

from interventieladder.models import Dossier, Herindelingsplan, Herindelingsregel
from interventieladder.models.herindeling import Behandeling, Planstatus, Regelstatus
from interventieladder.selectors.herindeling import is_naamswijziging
from interventieladder.services import herindelingsdaden as daden
from interventieladder.services.herindeling import MAX_REDEN, eis_behandeling, log_plan, neem_plan, vul_aan
from interventieladder.services.herindelingsvoorstel import besloten_bij_ander
from interventieladder.services.slot import NietGevonden
from interventieladder.treden import Sluitreden
from toezicht.core import clock, logboek
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.organisaties.models import Overheid

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Uitvoering:
    """How many rows were carried out now, and how many failed."""

    gedaan: int
    mislukt: int


def voer_uit(*, plan_id: int, door: User) -> Uitvoering:
    """Carry out what is left of a confirmed plan that is due; a row that fails says why and can be tried again.

    Raises `GeenRecht`, or `Conflict` for a plan that is not confirmed or whose day has not come.
    """
    plan = Herindelingsplan.objects.zichtbaar_voor(door).filter(pk=plan_id).first()
    if plan is None:
        raise NietGevonden("Dit herindelingsplan bestaat niet, of u mag het niet zien.")
    if not door.has_perm(plan.bevestigrecht):
        raise GeenRecht("Alleen de coördinator of de teamleider voert een herindelingsplan uit.")
    if plan.status == Planstatus.CONCEPT:
        raise Conflict("Dit plan is nog niet bevestigd door een tweede persoon.")
    if plan.datum > clock.vandaag():
        raise Conflict(f"De herindeling gaat in op {plan.datum:%d-%m-%Y}; daarvoor wordt niets uitgevoerd.")
    return _draai([plan.pk], door)


def draai_herindelingen() -> int:
    """Every hour: all confirmed plans that are due, then rows for dossiers that came in; how many rows were done.

    A row that failed is tried again each time: what stood in its way may be gone. A plan that gets a row asks a new
    confirmation, also when it was carried out: so what was confirmed is done first.
    """
    rijp = Herindelingsplan.objects.uit_te_voeren(clock.vandaag()).order_by("datum", "pk")
    gedaan = _draai(list(rijp.values_list("pk", flat=True)), None).gedaan
    for plan_id in Herindelingsplan.objects.onvolledig().order_by("pk").values_list("pk", flat=True):
        vul_aan(plan_id=plan_id, door=None)
    return gedaan


def _draai(plan_ids: list[int], door: User | None) -> Uitvoering:
    """What goes on at a successor first: others may go up in it."""
    eerst = Case(When(behandeling=Behandeling.VERPLAATSEN, then=Value(0)), default=Value(1))
    regels = Herindelingsregel.objects.filter(plan__in=plan_ids).exclude(status=Regelstatus.UITGEVOERD)
    te_doen, gedaan = list(regels.order_by(eerst, "pk").values_list("pk", flat=True)), 0
    for laatste in (False, True):  # what one row waited for, another may have done meanwhile
        gelukt, te_doen = _ronde(te_doen, door, laatste=laatste)
        gedaan += gelukt
    for plan_id in plan_ids:
        _rond_af(plan_id, door)
    return Uitvoering(gedaan, len(te_doen))


def _ronde(regel_ids: list[int], door: User | None, *, laatste: bool) -> tuple[int, list[int]]:
    """How many of these rows were carried out, and which were not."""
    gedaan, over = 0, []
    for regel_id in regel_ids:
        try:
            gedaan += voer_regel_uit(regel_id, door)
        except Weigering as weigering:
            over.append(regel_id)
            if laatste:
                _noteer(regel_id, weigering.melding, door)
    return gedaan, over


@transaction.atomic
def voer_regel_uit(regel_id: int, door: User | None) -> bool:
    """Carry out one row; False when it was done already. The dossiers are locked first, in order of their key."""
    regel = Herindelingsregel.objects.select_related("dossier", "opvolger").get(pk=regel_id)
    sloten = {regel.dossier_id}
    if regel.behandeling == Behandeling.SAMENVOEGEN and regel.opvolger is not None:
        ander = daden.open_over_hetzelfde(regel.dossier, regel.opvolger)
        sloten |= {ander.pk} if ander else set()
    dossiers = _op_slot(sloten)
    plan = neem_plan(regel.plan_id)
    regel = (
        Herindelingsregel.objects.select_for_update(of=("self",)).select_related("opvolger").get(pk=regel_id)
    )
    if regel.gedaan:
        return False
    if plan.status != Planstatus.BEVESTIGD or plan.datum > clock.vandaag():
        raise Conflict("Het plan is intussen gewijzigd en moet opnieuw worden bevestigd.")
    with logboek.samen():
        _voer_uit(plan, regel, dossiers, door)
    return True


def _op_slot(ids: Iterable[int]) -> dict[int, Dossier]:
    rijen = Dossier.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk")
    return {d.pk: d for d in rijen.select_related("overheid__provincie", "behandelaar", "tweede_lezer")}


def _voer_uit(
    plan: Herindelingsplan, regel: Herindelingsregel, dossiers: dict[int, Dossier], door: User | None
) -> None:
    dossier = dossiers[regel.dossier_id]
    verder: Dossier | None = None
    if not dossier.gesloten:  # it may have come further since the plan was confirmed
        eis_behandeling(plan, dossier, regel.behandeling)
    if dossier.gesloten:
        uitkomst = f"Was al gesloten op {dossier.gesloten_op:%d-%m-%Y}."
    elif regel.behandeling == Behandeling.VANZELF:
        uitkomst = "Blijft hier en eindigt op de dag van de wet."
    elif regel.behandeling == Behandeling.VERPLAATSEN:
        uitkomst, verder = _verplaats(plan, regel, dossier, door), dossier
    elif regel.behandeling == Behandeling.SAMENVOEGEN:
        verder = _voeg_samen(plan, regel, dossier, dossiers, door)
        uitkomst = f"Opgegaan in {verder.nummer}."
    else:
        uitkomst = _sluit(plan, regel, dossier, door)
    regel.status, regel.uitkomst, regel.resultaat = Regelstatus.UITGEVOERD, uitkomst[:MAX_REDEN], verder
    regel.uitgevoerd_op = clock.nu()
    regel.save(update_fields=["status", "uitkomst", "resultaat", "uitgevoerd_op"])
    log_plan(
        plan,
        "herindelingsregel_uitgevoerd",
        door=door,
        reden=f"{dossier.nummer}: {uitkomst}",
        gegevens={f"regel_{regel.pk}": regel.status},
    )


def _reden(plan: Herindelingsplan, regel: Herindelingsregel) -> str:
    hernoemd = ("Naamswijziging", "Gemeentewet 158")
    wat, wet = hernoemd if is_naamswijziging(plan) else ("Herindeling", "Wet arhi 44")
    return f"{wat} per {plan.datum:%d-%m-%Y} ({wet}). {regel.reden or regel.waarom}"


def _verplaats(plan: Herindelingsplan, regel: Herindelingsregel, dossier: Dossier, door: User | None) -> str:
    if regel.opvolger is None:
        raise Weigering("Kies eerst de opvolger.", veld="opvolger")
    daden.verplaats(
        dossier,
        regel.opvolger,
        op=plan.datum,
        door=door,
        reden=_reden(plan, regel),
        zelfde_bestuur=is_naamswijziging(plan),
    )
    return f"Gaat verder bij {regel.opvolger.naam}."


def _voeg_samen(
    plan: Herindelingsplan,
    regel: Herindelingsregel,
    dossier: Dossier,
    dossiers: dict[int, Dossier],
    door: User | None,
) -> Dossier:
    """Into the open dossier of the successor on this duty, else into a new one."""
    if regel.opvolger is None:
        raise Weigering("Kies eerst de opvolger.", veld="opvolger")
    gevonden = daden.open_over_hetzelfde(dossier, regel.opvolger)
    doel = dossiers.get(gevonden.pk) if gevonden else None
    if gevonden and doel is None:  # opened since we looked: lock it in a new attempt, in the right order
        raise Conflict(f"Dossier {gevonden.nummer} is zojuist geopend. Voer deze regel opnieuw uit.")
    reden = _reden(plan, regel)
    if doel is None:
        _eis_geen_besluit_onderweg(plan, dossier, regel.opvolger)
        doel = daden.open_bij_opvolger(
            dossier, regel.opvolger, trede=regel.trede, op=plan.datum, door=door, reden=reden
        )
    overgegaan = Sluitreden.OVERGEGAAN_HERINDELING
    daden.sluit(dossier, sluitreden=overgegaan, op=plan.datum, door=door, reden=reden, in_=doel)
    return doel


def _eis_geen_besluit_onderweg(plan: Herindelingsplan, dossier: Dossier, opvolger: Overheid) -> None:
    """A dossier that begins anew would keep one with a decision out (I1): that goes over first (Wet arhi 44)."""
    if ander := besloten_bij_ander(plan, dossier, opvolger):
        raise Conflict(
            f"Deze regel wacht op het plan van {ander.overheid.naam}: in {ander.nummer} is over dezelfde taak een "
            f"besluit genomen, dat op {opvolger.naam} overgaat. Zorg dat dat plan wordt bevestigd; daarna gaat dit "
            "dossier erin op."
        )


def _sluit(plan: Herindelingsplan, regel: Herindelingsregel, dossier: Dossier, door: User | None) -> str:
    if regel.behandeling == Behandeling.DOORVERWIJZEN:
        naar = plan.naar_provincie.naam if plan.naar_provincie else ""
        reden = f"Toezicht gaat per {plan.datum:%d-%m-%Y} over naar {naar}."
        daden.sluit(dossier, sluitreden=Sluitreden.DOORVERWEZEN, op=plan.datum, door=door, reden=reden)
        return f"Overgedragen aan {naar}."
    overgegaan = Sluitreden.OVERGEGAAN_HERINDELING
    daden.sluit(dossier, sluitreden=overgegaan, op=plan.datum, door=door, reden=_reden(plan, regel))
    return "Gesloten: overgegaan door herindeling."


@transaction.atomic
def _noteer(regel_id: int, melding: str, door: User | None) -> None:
    """Why a row failed, once; the same failure of the next turn adds no line."""
    regel = (
        Herindelingsregel.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=regel_id)
    )
    if regel.gedaan or regel.uitkomst == melding[:MAX_REDEN]:
        return
    regel.status, regel.uitkomst = Regelstatus.MISLUKT, melding[:MAX_REDEN]
    regel.save(update_fields=["status", "uitkomst"])
    plan = Herindelingsplan.objects.select_related("overheid").get(pk=regel.plan_id)
    logger.warning("herindelingsplan %s, regel %s mislukt", plan.pk, regel.pk)  # keys only: no name, no room
    log_plan(
        plan,
        "herindelingsregel_mislukt",
        door=door,
        reden=f"{regel.dossier.nummer}: {melding}",
        gegevens={f"regel_{regel.pk}": regel.status},
    )


@transaction.atomic
def _rond_af(plan_id: int, door: User | None) -> None:
    """A plan is done when all its rows are."""
    plan = neem_plan(plan_id)
    if plan.status != Planstatus.BEVESTIGD:
        return
    if plan.regels.exclude(status=Regelstatus.UITGEVOERD).exists():
        return
    plan.status, plan.versie = Planstatus.UITGEVOERD, plan.versie + 1
    plan.save(update_fields=["status", "versie"])
    log_plan(plan, "herindelingsplan_uitgevoerd", door=door)
