"""The plan for a herindeling or a change of province: proposed, chosen by one person, confirmed by another."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from interventieladder.models import Dossier, Herindelingsplan, Herindelingsregel
from interventieladder.models.dossier import DossierQuerySet, kamer_open_voor
from interventieladder.models.herindeling import (
    BEGINTREDEN,
    BEHANDELINGEN,
    GEWONE_BEGINTREDE,
    NAAR_OPVOLGER,
    Behandeling,
    Plansoort,
    Planstatus,
)
from interventieladder.selectors.herindeling import waarom_niet_bevestigen
from interventieladder.services.herindelingsvoorstel import (
    eindigt_vanzelf,
    is_besloten,
    opvolgers_van,
    stel_regels_voor,
)
from interventieladder.services.slot import NietGevonden, eis_tekst
from toezicht.core import clock, logboek, rollen
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.core.woorden import klein
from toezicht.organisaties.models import Opvolging, Overheid, OverheidSoort

MAX_REDEN = 400


def log_plan(
    plan: Herindelingsplan,
    handeling: str,
    *,
    door: User | None,
    reden: str = "",
    gegevens: Mapping[str, Any] | None = None,
) -> None:
    """One line about a plan; that of the closed room stands in a kind of its own, without organisation."""
    soort = f"herindeling{logboek.BESLOTEN}" if plan.besloten else "herindeling"
    code = "" if plan.besloten else plan.overheid.code
    logboek.schrijf(
        onderwerp=logboek.Onderwerp(soort, str(plan.pk), code),
        handeling=handeling,
        door=door,
        reden=reden,
        naar=plan.status,
        gegevens={
            "overheid": plan.overheid.code,
            "datum": plan.datum,
            "status": plan.status,
            **(gegevens or {}),
        },
        vertrouwelijkheid="cdk" if plan.besloten else "intern",
    )


@transaction.atomic
def maak_plan(*, overheid_id: int, datum: dt.date, door: User, kamer: str = "") -> Herindelingsplan:
    """A plan for an organisation that ends on `datum`: one row per open dossier, with what is proposed and why.

    Raises `GeenRecht`, `Weigering` when it does not end on that day by a herindeling, `Conflict` when there is one.
    """
    _eis_opsteller(door, kamer)
    overheid = _overheid(overheid_id)
    if not Opvolging.objects.filter(voorganger=overheid, datum=datum).exists():
        raise Weigering(
            f"Van {overheid.naam} is op {datum:%d-%m-%Y} geen herindeling bekend. "
            "Laad haar eerst bij de organisaties.",
            veld="datum",
        )
    return _bewaar_nieuw(Herindelingsplan(overheid=overheid, datum=datum, kamer=kamer), door)


@transaction.atomic
def maak_provincieplan(
    *, overheid_id: int, datum: dt.date, naar_provincie_id: int, door: User, kamer: str = ""
) -> Herindelingsplan:
    """A plan for an organisation that goes to another province: its open dossiers close here as `doorverwezen`."""
    _eis_opsteller(door, kamer)
    overheid, provincie = _overheid(overheid_id), _overheid(naar_provincie_id, veld="naar_provincie")
    if provincie.soort != OverheidSoort.PROVINCIE or provincie.code == settings.PROVINCIE_CODE:
        raise Weigering("Kies de andere provincie.", veld="naar_provincie")
    if overheid.soort == OverheidSoort.PROVINCIE or not overheid.bestaat_op(datum):
        raise Weigering("Kies een organisatie die op die dag bestaat.", veld="overheid")
    plan = Herindelingsplan(
        soort=Plansoort.ANDERE_PROVINCIE,
        overheid=overheid,
        datum=datum,
        naar_provincie=provincie,
        kamer=kamer,
    )
    return _bewaar_nieuw(plan, door)


def _eis_opsteller(door: User, kamer: str) -> None:
    if not door.has_perm(rollen.BEHANDEL_DOSSIER) or (kamer and not door.has_perm(rollen.BEKIJK_CDK)):
        raise GeenRecht("U mag geen herindelingsplan opstellen. Vraag de coördinator.")


def _overheid(pk: int, veld: str = "overheid") -> Overheid:
    gevonden = Overheid.objects.select_related("provincie").filter(pk=pk).first()
    if gevonden is None:
        raise Weigering("Kies een overheid uit de lijst.", veld=veld)
    return gevonden


def _bewaar_nieuw(plan: Herindelingsplan, door: User) -> Herindelingsplan:
    plan.opgesteld_door, plan.opgesteld_op = door, clock.nu()
    try:
        with transaction.atomic():
            plan.save(force_insert=True)
    except IntegrityError as fout:
        if "herindelingsplan_een_per_overheid" not in str(fout):
            raise
        raise Conflict(f"Voor {plan.overheid.naam} per {plan.datum:%d-%m-%Y} is er al een plan.") from fout
    aantal = _voeg_regels_toe(plan)
    log_plan(plan, "herindelingsplan_opgesteld", door=door, gegevens={"regels": aantal})
    return plan


def _zonder_regel(plan: Herindelingsplan) -> DossierQuerySet:
    """Open dossiers of the organisation, in the room of the plan, that have no row yet."""
    open_ = Dossier.objects.open().filter(overheid=plan.overheid_id, kamer=plan.kamer)
    return open_.exclude(herindelingsregels__plan=plan).select_related("begrotingsjaar").order_by("pk")


def _voeg_regels_toe(plan: Herindelingsplan) -> int:
    """A row for each open dossier that has none; how many."""
    voorstellen = stel_regels_voor(plan, list(_zonder_regel(plan)))
    Herindelingsregel.objects.bulk_create(
        Herindelingsregel(
            plan=plan,
            dossier=v.dossier,
            voorgesteld=v.behandeling,
            waarom=v.waarom[:MAX_REDEN],
            behandeling=v.behandeling,
            opvolger=v.opvolger,
        )
        for v in voorstellen
    )
    return len(voorstellen)


def neem_plan(plan_id: int) -> Herindelingsplan:
    """The plan with its row locked until commit; after the dossiers, where those are locked as well."""
    plannen = Herindelingsplan.objects.select_for_update(of=("self",))
    return plannen.select_related("overheid", "naar_provincie", "opgesteld_door").get(pk=plan_id)


def _zichtbaar(plan_id: int, door: User, versie: int | None = None) -> Herindelingsplan:
    if not Herindelingsplan.objects.filter(kamer_open_voor(door), pk=plan_id).exists():
        raise NietGevonden("Dit herindelingsplan bestaat niet, of u mag het niet zien.")
    plan = neem_plan(plan_id)
    if versie is not None and plan.versie != versie:
        raise Conflict("Het plan is intussen gewijzigd. Ververs de pagina en kijk het opnieuw na.")
    return plan


def _open_het_plan(plan: Herindelingsplan) -> None:
    """After a change it asks a confirmation anew; what was carried out stays as it is."""
    plan.status, plan.bevestigd_door, plan.bevestigd_op = Planstatus.CONCEPT, None, None
    plan.versie += 1
    plan.save(update_fields=["status", "bevestigd_door", "bevestigd_op", "versie"])


@transaction.atomic
def vul_aan(*, plan_id: int, door: User | None) -> int:
    """Rows for dossiers that were opened since; a confirmed plan then asks a new confirmation. How many."""
    plan = neem_plan(plan_id)
    aantal = _voeg_regels_toe(plan)
    if aantal:
        _open_het_plan(plan)
        log_plan(plan, "herindelingsplan_aangevuld", door=door, gegevens={"regels": aantal})
    return aantal


def vul_plan_aan(*, plan_id: int, door: User) -> int:
    """The same by somebody who works on dossiers and sees the plan. Raises `GeenRecht`."""
    if not Herindelingsplan.objects.zichtbaar_voor(door).filter(pk=plan_id).exists():
        raise NietGevonden("Dit herindelingsplan bestaat niet, of u mag het niet zien.")
    _eis_opsteller(door, "")
    return vul_aan(plan_id=plan_id, door=door)


@transaction.atomic
def kies(
    *,
    regel_id: int,
    behandeling: str,
    door: User,
    opvolger_id: int | None = None,
    trede: str = GEWONE_BEGINTREDE,
    reden: str = "",
    versie: int | None = None,
) -> Herindelingsregel:
    """Choose what becomes of one dossier; another choice than proposed, or another rung than T2, has a reason.

    A plan that was confirmed asks a new confirmation. Raises `Weigering` for a choice that cannot be, `Conflict`
    for a row that was carried out.
    """
    plan_id = Herindelingsregel.objects.filter(pk=regel_id).values_list("plan_id", flat=True).first()
    if plan_id is None:
        raise NietGevonden("Deze regel bestaat niet, of u mag hem niet zien.")
    plan = _zichtbaar(plan_id, door, versie)
    _eis_opsteller(door, plan.kamer)
    regel = (
        Herindelingsregel.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=regel_id)
    )
    if regel.gedaan:
        raise Conflict(f"De regel over {regel.dossier.nummer} is al uitgevoerd.")
    eis_behandeling(plan, regel.dossier, behandeling)
    regel.opvolger = _opvolger(plan, opvolger_id) if behandeling in NAAR_OPVOLGER else None
    regel.trede = _trede(trede) if behandeling == Behandeling.SAMENVOEGEN else GEWONE_BEGINTREDE.value
    anders = behandeling != regel.voorgesteld or regel.trede != GEWONE_BEGINTREDE
    regel.reden = (
        eis_tekst(reden, veld="reden", wat="in waarom u anders kiest dan is voorgesteld") if anders else ""
    )
    if len(regel.reden) > MAX_REDEN:
        raise Weigering(f"Houd de reden op hoogstens {MAX_REDEN} tekens.", veld="reden")
    regel.behandeling, regel.gekozen_door = behandeling, door
    regel.save(update_fields=["behandeling", "opvolger", "trede", "reden", "gekozen_door"])
    _open_het_plan(plan)
    log_plan(
        plan,
        "herindelingsregel_gekozen",
        door=door,
        reden=f"{regel.dossier.nummer}: {klein(regel.get_behandeling_display())}. {regel.reden}".strip(),
        gegevens={f"regel_{regel.pk}": behandeling},
    )
    return regel


def eis_behandeling(plan: Herindelingsplan, dossier: Dossier, behandeling: str) -> None:
    """Refuse what cannot become of this dossier as it stands now: asked at choosing, confirming and carrying out.

    A decision that was taken binds the successor (Wet arhi 44), so its dossier is never merged or closed.
    """
    if bezwaar := _bezwaar(plan, dossier, behandeling):
        raise Weigering(bezwaar, veld="behandeling")


def mogelijk(plan: Herindelingsplan, dossier: Dossier) -> list[Behandeling]:
    """What can become of this dossier as it stands now."""
    return [b for b in BEHANDELINGEN[plan.soort] if not _bezwaar(plan, dossier, b)]


def _bezwaar(plan: Herindelingsplan, dossier: Dossier, behandeling: str) -> str:
    if behandeling not in BEHANDELINGEN[plan.soort]:
        return "Kies een behandeling uit de lijst."
    if behandeling == Behandeling.VANZELF and not eindigt_vanzelf(plan, dossier):
        return f"Dossier {dossier.nummer} eindigt niet vanzelf. Kies wat er op de datum mee gebeurt."
    if behandeling == Behandeling.SAMENVOEGEN and not dossier.generiek:
        return "Een dossier op deze ladder gaat niet in een ander op. Laat het verdergaan of sluit het."
    if behandeling in (Behandeling.SAMENVOEGEN, Behandeling.SLUITEN) and is_besloten(dossier):
        return (
            f"In {dossier.nummer} is een besluit genomen, en dat gaat op de opvolger over (Wet arhi 44). "
            "Laat dit dossier bij de opvolger verdergaan."
        )
    return ""


def _opvolger(plan: Herindelingsplan, opvolger_id: int | None) -> Overheid:
    opvolgers = opvolgers_van(plan)
    gekozen = next((o for o in opvolgers if o.pk == opvolger_id), None)
    if gekozen is None and opvolger_id is None and len(opvolgers) == 1:
        gekozen = opvolgers[0]
    if gekozen is None:
        raise Weigering("Kies een van de opvolgers.", veld="opvolger")
    return gekozen


def _trede(trede: str) -> str:
    if trede not in BEGINTREDEN:
        raise Weigering("Kies op welke trede het dossier van de opvolger begint.", veld="trede")
    return str(trede)


@transaction.atomic
def bevestig(*, plan_id: int, door: User, versie: int | None = None) -> Herindelingsplan:
    """Confirm as a second person; on the date, or at once when it passed, the rows can be carried out.

    A rung other than T2 is the gedeputeerde's choice (ladder.md SC4). Raises `GeenRecht` for who drafted or chose,
    `Weigering` for a row without successor, `Conflict` when it was confirmed or a dossier came in since.
    """
    plan = _zichtbaar(plan_id, door, versie)
    regels = list(plan.regels.select_related("dossier", "gekozen_door").order_by("pk"))
    if waarom := waarom_niet_bevestigen(plan, regels, door):
        raise GeenRecht(waarom)
    if plan.status != Planstatus.CONCEPT:
        raise Conflict(f"Dit plan is al {klein(plan.get_status_display())}.")
    if zonder := [
        r.dossier.nummer for r in regels if r.behandeling in NAAR_OPVOLGER and r.opvolger_id is None
    ]:
        raise Weigering(f"Kies eerst de opvolger bij {', '.join(zonder[:10])}.")
    for regel in regels:
        if not regel.gedaan and not regel.dossier.gesloten:
            eis_behandeling(plan, regel.dossier, regel.behandeling)
    if _zonder_regel(plan).exists():
        raise Conflict(
            "Er is intussen een dossier geopend dat nog niet in het plan staat. Vul het plan eerst aan."
        )
    plan.status, plan.bevestigd_door, plan.bevestigd_op = Planstatus.BEVESTIGD, door, clock.nu()
    plan.versie += 1
    plan.save(update_fields=["status", "bevestigd_door", "bevestigd_op", "versie"])
    log_plan(plan, "herindelingsplan_bevestigd", door=door, gegevens={"regels": len(regels)})
    return plan
