"""What pages show of reports, schedules and their rounds."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from reports.models import Rapport, Rapportstatus, Rondestatus, Schema, Schemaronde
from toezicht.core import rollen
from toezicht.core.models import User
from toezicht.core.vaste_vragen import rijen_van


def rapporten(user: User, *, soort: str = "", status: str = "", overheid_code: str = "") -> QuerySet[Rapport]:
    """Reports this user may read, newest first, without their snapshots."""
    gekozen = {"soort": soort, "status": status, "overheid_code": overheid_code}
    return (
        Rapport.objects.zichtbaar_voor(user)
        .filter(**{veld: waarde for veld, waarde in gekozen.items() if waarde})
        .select_related("overheid", "gevraagd_door")
        .defer("snapshot")
    )


def klaar_sinds(user: User, sinds: dt.date, aantal: int = 5) -> list[Rapport]:
    """Reports this user may read that were finished on or after a day, newest first."""

    def klaar() -> QuerySet[Rapport]:
        gevonden = rapporten(user, status="klaar").filter(klaar_op__date__gte=sinds)
        return gevonden.order_by("-klaar_op")[:aantal]

    return rijen_van("rapporten sinds", user, klaar, bij=(sinds, aantal))


def versies(rapport: Rapport) -> QuerySet[Rapport]:
    """All versions of the same report, newest first."""
    zelfde = Rapport.objects.van(rapport.soort, rapport.overheid_code, rapport.periode)
    return zelfde.defer("snapshot").order_by("-versie")


def schemas(user: User) -> QuerySet[Schema]:
    """All schedules, for who may read reports."""
    return Schema.objects.all() if user.has_perm(rollen.BEKIJK_RAPPORTEN) else Schema.objects.none()


def rondes(user: User, *, status: str = "") -> QuerySet[Schemaronde]:
    """Rounds of all schedules with how many of their reports are done, newest first."""
    if not user.has_perm(rollen.BEKIJK_RAPPORTEN):
        return Schemaronde.objects.none()
    gekozen = Schemaronde.objects.filter(status=status) if status else Schemaronde.objects.all()
    return (
        gekozen.select_related("schema")
        .annotate(
            aantal=Count("rapporten"),
            aantal_klaar=Count("rapporten", filter=Q(rapporten__status=Rapportstatus.KLAAR)),
        )
        .order_by("-gepland_op", "-pk")
    )


@dataclass(frozen=True, slots=True)
class GereedRapport:
    """A finished report: what it is, its file below the media root, hash (hex) and number of pages."""

    soort: str
    bestand: str
    sha256: str
    paginas: int


def gereed() -> list[GereedRapport]:
    """All finished reports, oldest first."""
    return [
        GereedRapport(r.soort, r.bestand.name or "", r.sha256, r.paginas or 0)
        for r in Rapport.objects.filter(status=Rapportstatus.KLAAR).order_by("pk")
    ]


def wachtend(*, nu: dt.datetime) -> int:
    """How many reports and due rounds are not finished at `nu`."""
    rapporten_open = Rapport.objects.filter(status__in=(Rapportstatus.GEPLAND, Rapportstatus.BEZIG)).count()
    rondes_open = Schemaronde.objects.filter(
        Q(status=Rondestatus.DRAAIT) | Q(status=Rondestatus.GEPLAND, gepland_op__lte=nu)
    ).count()
    nog_niet_gepland = Schema.objects.filter(actief=True, rondes__isnull=True).count()
    return rapporten_open + rondes_open + nog_niet_gepland
