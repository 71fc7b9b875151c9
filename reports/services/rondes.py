"""Schedules and their rounds (design D5). The beat only ticks; what is due stands in our own rows.

A round exists once per schedule and period, and one conditional UPDATE starts it: through clock changes, a
scheduler that stood still, and two schedulers at once, each period is made exactly once.
"""

import datetime as dt
import logging

from django.conf import settings
from django.db import transaction

from reports.models import Rapport, Rapportsoort, Rapportstatus, Rondestatus, Schema, Schemaronde
from reports.perioden import Periode, Ritme, lees_periode, periode_rond, volgende
from reports.services.rapporten import MAX_POGINGEN, TAAK, VASTGELOPEN_NA, vraag_namens_schema, zet_terug
from reports.services.stand import werk_ronde_bij
from toezicht.core import clock, logboek, rollen
from toezicht.core.fouten import GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.core.queue import enqueue_after_commit
from toezicht.organisaties.models import Overheid

logger = logging.getLogger(__name__)

SPEELRUIMTE = dt.timedelta(minutes=15)
"""A round that starts later than this after its moment is marked as late."""
INHAALGRENS: dict[str, dt.timedelta] = {
    Ritme.DAG: dt.timedelta(days=7),
    Ritme.MAAND: dt.timedelta(days=31),
    Ritme.KWARTAAL: dt.timedelta(days=92),
    Ritme.JAAR: dt.timedelta(days=366),
}
"""How long after its moment a round is still made; older ones are `gemist`, in plain sight."""
PER_VEEG = 200
AFGEBROKEN = "Het maken is afgebroken: het programma stopte halverwege."


def plan_rondes(*, nu: dt.datetime) -> int:
    """Write down every round up to and including the next one, and start what is due; returns how many
    started. Safe to run twice at the same time."""
    for schema in Schema.objects.filter(actief=True):
        _vul_aan(schema, nu)
    rijp = Schemaronde.objects.filter(status=Rondestatus.GEPLAND, gepland_op__lte=nu, schema__actief=True)
    return sum(
        _start(ronde_id, nu) for ronde_id in rijp.order_by("gepland_op", "pk").values_list("pk", flat=True)
    )


def _vul_aan(schema: Schema, nu: dt.datetime) -> None:
    laatste = schema.rondes.order_by("-gepland_op", "-pk").first()
    if laatste and laatste.gepland_op > nu and laatste.status == Rondestatus.GEPLAND:
        _verzet(laatste, schema)
        return
    periode = volgende(schema.ritme, lees_periode(laatste.periode)) if laatste else _eerste(schema)
    nieuw = []
    while True:
        moment = schema.moment.na(schema.ritme, periode)
        nieuw.append(Schemaronde(schema=schema, periode=periode.code, gepland_op=moment))
        if moment > nu:
            break
        periode = volgende(schema.ritme, periode)
    Schemaronde.objects.bulk_create(nieuw, ignore_conflicts=True)


def _verzet(ronde: Schemaronde, schema: Schema) -> None:
    """A schedule that was changed moves its coming round along."""
    moment = schema.moment.na(schema.ritme, lees_periode(ronde.periode))
    if moment != ronde.gepland_op:
        Schemaronde.objects.filter(pk=ronde.pk, status=Rondestatus.GEPLAND).update(gepland_op=moment)


def _eerste(schema: Schema) -> Periode:
    """The first period whose report is due on or after the day the schedule begins."""
    periode = periode_rond(schema.ritme, schema.van)
    for _ in range(2):
        periode = periode_rond(schema.ritme, periode.van - dt.timedelta(days=1))
    while clock.lokaal(schema.moment.na(schema.ritme, periode)).date() < schema.van:
        periode = volgende(schema.ritme, periode)
    return periode


@transaction.atomic
def _start(ronde_id: int, nu: dt.datetime) -> bool:
    """Start one round, once: whoever loses the UPDATE finds nothing to do."""
    geclaimd = Schemaronde.objects.filter(pk=ronde_id, status=Rondestatus.GEPLAND).update(
        status=Rondestatus.DRAAIT, gestart_op=nu
    )
    if not geclaimd:
        return False
    ronde = Schemaronde.objects.select_related("schema").get(pk=ronde_id)
    achterstand = nu - ronde.gepland_op
    if achterstand > INHAALGRENS[ronde.schema.ritme]:
        _mis(ronde)
        return False
    ronde.te_laat = achterstand > SPEELRUIMTE
    if ronde.te_laat:
        ronde.toelichting = f"Ingehaald op {clock.lokaal(nu):%d-%m-%Y %H:%M}."
    ronde.save(update_fields=["te_laat", "toelichting"])
    for overheid in _overheden(ronde):
        vraag_namens_schema(ronde=ronde, overheid=overheid)
    werk_ronde_bij(ronde_id=ronde.pk)
    return True


def _mis(ronde: Schemaronde) -> None:
    dagen = INHAALGRENS[ronde.schema.ritme].days
    ronde.status, ronde.gestart_op = Rondestatus.GEMIST, None
    ronde.toelichting = (
        f"Niet gemaakt: het moest langer dan {dagen} dagen geleden. Vraag het zelf aan als u het nodig hebt."
    )
    ronde.save(update_fields=["status", "gestart_op", "toelichting"])
    logger.warning("Round %s was missed", ronde)


def _overheden(ronde: Schemaronde) -> list[Overheid | None]:
    """About whom reports are made: the named organisations, or all that the province supervises."""
    schema = ronde.schema
    if schema.soort != Rapportsoort.TOEZICHTBEELD:
        return [None]
    bestaand = Overheid.objects.geldig_op(lees_periode(ronde.periode).tot)
    if schema.overheden:
        return list(bestaand.filter(code__in=schema.overheden))
    return list(bestaand.onder_toezicht_van(settings.PROVINCIE_CODE))


def veeg() -> int:
    """Every minute: plan and start rounds, free reports whose maker died, queue what is due.

    Returns how many reports were queued.
    """
    nu = clock.nu()
    plan_rondes(nu=nu)
    vast = Rapport.objects.filter(status=Rapportstatus.BEZIG, gestart_op__lt=nu - VASTGELOPEN_NA)
    for rapport_id in vast.values_list("pk", flat=True):
        _maak_los(rapport_id, nu)
    rijp = Rapport.objects.filter(status=Rapportstatus.GEPLAND, niet_voor__lte=nu)
    ids = list(rijp.order_by("niet_voor", "pk").values_list("pk", flat=True)[:PER_VEEG])
    for rapport_id in ids:
        enqueue_after_commit(TAAK, rapport_id)
    return len(ids)


@transaction.atomic
def _maak_los(rapport_id: int, nu: dt.datetime) -> None:
    rapport = (
        Rapport.objects.select_for_update(of=("self",))
        .select_related("overheid", "gevraagd_door")
        .filter(pk=rapport_id, status=Rapportstatus.BEZIG, gestart_op__lt=nu - VASTGELOPEN_NA)
        .first()
    )
    if rapport is None:
        return
    zet_terug(rapport, AFGEBROKEN)
    if rapport.pogingen < MAX_POGINGEN:
        # Its maker is gone, not its cause: no reason to wait.
        Rapport.objects.filter(pk=rapport.pk).update(niet_voor=nu)


@transaction.atomic
def leg_schema_vast(
    *,
    naam: str,
    soort: str,
    ritme: str,
    tijd: dt.time,
    by: User | None,
    dag: int = 1,
    maand: int = 1,
    van: dt.date | None = None,
    overheden: list[str] | None = None,
) -> Schema:
    """Make the schedule with this name, or change it; rounds that ran stay as they are.

    `by` None is the installation itself. `Weigering` when a value does not exist.
    """
    _mag_plannen(by)
    schema = Schema.objects.select_for_update().filter(naam=naam).first() or Schema(
        naam=naam, van=van or clock.vandaag()
    )
    schema.soort, schema.ritme, schema.tijd, schema.dag, schema.maand = soort, ritme, tijd, dag, maand
    schema.van, schema.overheden = van or schema.van, sorted(overheden or [])
    if (
        soort not in Rapportsoort.values
        or ritme not in Ritme.values
        or not (1 <= dag <= 28 and 1 <= maand <= 12)
    ):
        raise Weigering("Kies een bestaande soort en een bestaand ritme, en een dag van 1 tot en met 28.")
    schema.save()
    _schrijf(schema, "schema_vastgelegd", by)
    return schema


@transaction.atomic
def zet_schema_actief(*, schema_id: int, actief: bool, by: User) -> Schema:
    """Switch a schedule on or off. What it missed while off is caught up or marked as missed when back on."""
    _mag_plannen(by)
    schema = Schema.objects.select_for_update().get(pk=schema_id)
    schema.actief = actief
    schema.save(update_fields=["actief"])
    _schrijf(schema, "schema_aangezet" if actief else "schema_uitgezet", by)
    return schema


def _mag_plannen(by: User | None) -> None:
    if by is not None and not by.has_perm(rollen.DRAAI_RAPPORT):
        raise GeenRecht("U mag de planning van rapporten niet wijzigen. Vraag het de coördinator.")


def _schrijf(schema: Schema, handeling: str, by: User | None) -> None:
    logboek.schrijf(
        onderwerp=logboek.Onderwerp("schema", str(schema.pk)),
        handeling=handeling,
        door=by,
        gegevens={
            "naam": schema.naam,
            "soort": schema.soort,
            "ritme": schema.ritme,
            "tijd": schema.tijd,
            "dag": schema.dag,
            "maand": schema.maand,
            "actief": schema.actief,
            "van": schema.van,
            "overheden": schema.overheden,
        },
    )
