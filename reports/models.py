"""Reports, their schedules and the ledger of runs (design D4, D5, D7). The row of a report is the queue."""

import datetime as dt
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from reports.perioden import Moment, Periode, Ritme, lees_periode
from toezicht.core import rollen
from toezicht.core.models import User


class Rapportsoort(models.TextChoices):
    """Kinds of reports (ladder.md 6.2)."""

    TOEZICHTBEELD = "toezichtbeeld", "Toezichtbeeld"
    KWARTAALDASHBOARD = "kwartaaldashboard", "Kwartaaldashboard"


class Rapportstatus(models.TextChoices):
    """Where making a report stands."""

    GEPLAND = "gepland", "Gepland"
    BEZIG = "bezig", "Bezig"
    KLAAR = "klaar", "Klaar"
    MISLUKT = "mislukt", "Mislukt"


class Rondestatus(models.TextChoices):
    """Where one run of a schedule stands."""

    GEPLAND = "gepland", "Gepland"
    DRAAIT = "draait", "Draait"
    KLAAR = "klaar", "Klaar"
    MISLUKT = "mislukt", "Mislukt"
    GEMIST = "gemist", "Gemist"


class Schema(models.Model):
    """When a kind of report is made by itself. A term of the field: beheer changes it, no code knows it."""

    naam = models.CharField(max_length=120)
    soort = models.CharField(max_length=30, choices=Rapportsoort.choices)
    ritme = models.CharField(max_length=10, choices=Ritme.choices)
    maand = models.PositiveSmallIntegerField(
        "maand", default=1, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    dag = models.PositiveSmallIntegerField(
        "dag van de maand", default=1, validators=[MinValueValidator(1), MaxValueValidator(28)]
    )
    tijd = models.TimeField("tijd (Europe/Amsterdam)", default=dt.time(7, 0))
    overheden = models.JSONField("codes van overheden; leeg is allemaal", default=list, blank=True)
    actief = models.BooleanField(default=True)
    van = models.DateField(
        "vanaf", help_text="Rapporten die voor deze dag verschuldigd waren, tellen niet mee."
    )

    class Meta:
        verbose_name = "schema"
        verbose_name_plural = "schema’s"
        default_permissions = ()
        ordering = ["naam", "id"]
        constraints = [
            models.UniqueConstraint(fields=["naam"], name="schema_naam"),
            models.CheckConstraint(condition=Q(soort__in=Rapportsoort.values), name="schema_soort_bestaat"),
            models.CheckConstraint(condition=Q(ritme__in=Ritme.values), name="schema_ritme_bestaat"),
            models.CheckConstraint(condition=Q(dag__range=(1, 28), maand__range=(1, 12)), name="schema_dag"),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def moment(self) -> Moment:
        """When after its end a period's report is due."""
        return Moment(self.tijd, self.dag, self.maand)


class Schemaronde(models.Model):
    """One period of one schedule: what should run, runs, ran, failed or was missed."""

    schema = models.ForeignKey(Schema, on_delete=models.PROTECT, related_name="rondes")
    periode = models.CharField(max_length=24)
    gepland_op = models.DateTimeField("hoort te draaien op")
    status = models.CharField(max_length=10, choices=Rondestatus.choices, default=Rondestatus.GEPLAND)
    te_laat = models.BooleanField("later gemaakt dan gepland", default=False)
    gestart_op = models.DateTimeField(null=True, blank=True)
    klaar_op = models.DateTimeField(null=True, blank=True)
    toelichting = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "schemaronde"
        verbose_name_plural = "schemarondes"
        default_permissions = ()
        ordering = ["-gepland_op", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["schema", "periode"], name="schemaronde_eenmalig"),
            models.CheckConstraint(
                condition=Q(status__in=Rondestatus.values), name="schemaronde_status_bestaat"
            ),
        ]
        indexes = [
            models.Index(fields=["gepland_op"], condition=Q(status="gepland"), name="schemaronde_te_starten"),
        ]

    def __str__(self) -> str:
        return f"{self.schema} {self.periode}"

    @property
    def periode_naam(self) -> str:
        """The period as people say it."""
        return lees_periode(self.periode).naam


class RapportQuerySet(models.QuerySet["Rapport"]):
    """Reads over reports."""

    def zichtbaar_voor(self, user: User) -> "RapportQuerySet":
        """All reports for who may read reports, none for others: they hold working names and open cases."""
        return self.all() if user.has_perm(rollen.BEKIJK_RAPPORTEN) else self.none()

    def van(self, soort: str, overheid_code: str, periode: str) -> "RapportQuerySet":
        """All versions of one report."""
        return self.filter(soort=soort, overheid_code=overheid_code, periode=periode)


class Rapport(models.Model):
    """One version of one report, from order to file. Once done nothing changes (trigger, migration 0002)."""

    soort = models.CharField(max_length=30, choices=Rapportsoort.choices)
    overheid = models.ForeignKey(
        "organisaties.Overheid", on_delete=models.PROTECT, null=True, blank=True, related_name="rapporten"
    )
    overheid_code = models.CharField("code van de overheid", max_length=12, blank=True)
    peildatum = models.DateField()
    kennisdatum = models.DateTimeField()
    periode = models.CharField(max_length=24)
    versie = models.PositiveSmallIntegerField(default=1)
    reden = models.CharField("reden van deze versie", max_length=300, blank=True)
    ronde = models.ForeignKey(
        Schemaronde, on_delete=models.PROTECT, null=True, blank=True, related_name="rapporten"
    )
    gevraagd_door = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="rapporten"
    )
    gevraagd_op = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Rapportstatus.choices, default=Rapportstatus.GEPLAND)
    pogingen = models.PositiveSmallIntegerField(default=0)
    niet_voor = models.DateTimeField("niet maken voor")
    gestart_op = models.DateTimeField(null=True, blank=True)
    klaar_op = models.DateTimeField(null=True, blank=True)
    laatste_fout = models.TextField(blank=True)
    snapshot = models.JSONField(null=True, blank=True)
    snapshot_sha256 = models.CharField(max_length=64, blank=True)
    feiten_sha256 = models.CharField(max_length=64, blank=True)
    sjabloon_versie = models.CharField(max_length=40, blank=True)
    bestand = models.FileField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    paginas = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = RapportQuerySet.as_manager()

    class Meta:
        verbose_name = "rapport"
        verbose_name_plural = "rapporten"
        default_permissions = ()
        permissions = [
            ("bekijk_rapport", "Rapporten lezen"),
            ("draai_rapport", "Rapporten laten maken"),
        ]
        ordering = ["-gevraagd_op", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["soort", "overheid_code", "periode", "versie"], name="rapport_een_per_versie"
            ),
            models.UniqueConstraint(
                fields=["ronde", "overheid_code"],
                condition=Q(ronde__isnull=False),
                name="rapport_een_per_ronde",
            ),
            models.CheckConstraint(condition=Q(soort__in=Rapportsoort.values), name="rapport_soort_bestaat"),
            models.CheckConstraint(
                condition=Q(status__in=Rapportstatus.values), name="rapport_status_bestaat"
            ),
            models.CheckConstraint(
                condition=Q(versie=1) | Q(versie__gt=1) & ~Q(reden=""),
                name="rapport_nieuwe_versie_heeft_reden",
            ),
            models.CheckConstraint(
                condition=~Q(status="klaar")
                | Q(snapshot__isnull=False, klaar_op__isnull=False, paginas__gte=1)
                & ~Q(sha256="")
                & ~Q(snapshot_sha256="")
                & ~Q(bestand=""),
                name="rapport_klaar_is_volledig",
            ),
            models.CheckConstraint(
                condition=~Q(soort="toezichtbeeld") | ~Q(overheid_code=""),
                name="toezichtbeeld_heeft_overheid",
            ),
        ]
        indexes = [
            models.Index(
                fields=["status", "niet_voor"],
                condition=Q(status__in=["gepland", "bezig"]),
                name="rapport_werkvoorraad",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.titel} (versie {self.versie})"

    @property
    def omvang(self) -> Periode:
        """The period this report is about."""
        return lees_periode(self.periode)

    @property
    def onderwerp_naam(self) -> str:
        """The organisation it is about, or nothing for a report on the whole province."""
        return self.overheid.naam if self.overheid else ""

    @property
    def titel(self) -> str:
        """Kind, organisation and period as people say it."""
        delen = [self.get_soort_display(), self.onderwerp_naam, self.omvang.naam]
        return " · ".join(deel for deel in delen if deel)

    @property
    def bestandsnaam(self) -> str:
        """The name a reader gets when saving the file."""
        delen = [self.soort, self.overheid_code.lower(), self.periode.replace(":", "-tm-"), f"v{self.versie}"]
        return "-".join(deel for deel in delen if deel) + ".pdf"

    @property
    def feiten(self) -> dict[str, Any]:
        """The frozen facts; empty as long as there is no snapshot."""
        return dict(self.snapshot["feiten"]) if self.snapshot else {}
