"""The logboek: append-only, a numbered hash chain per subject, sealed at intervals (design D6, ADR 0006)."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models

# Not "dutch": its stems do not go with searching on the first letters of a word, names least of all.
ZOEKTAAL = "simple"
ZOEKVELDEN = ("handeling", "reden", "door_naam", "namens", "overheid_code")


class Logboekregel(models.Model):
    """One line. Never changed or removed: a trigger refuses it (migration 0002)."""

    keten = models.CharField(max_length=80)
    volgnummer = models.PositiveIntegerField()
    onderwerp_soort = models.CharField(max_length=30)
    onderwerp_id = models.CharField(max_length=48)
    overheid_code = models.CharField(max_length=12, blank=True)
    handeling = models.CharField(max_length=60)
    van = models.CharField(max_length=60, blank=True)
    naar = models.CharField(max_length=60, blank=True)
    reden = models.TextField(blank=True)
    gegevens = models.JSONField(default=dict)
    door_id = models.BigIntegerField(null=True)
    door_naam = models.CharField(max_length=320)
    namens = models.CharField(max_length=320, blank=True)
    gebeurd_op = models.DateField()
    vastgelegd_op = models.DateTimeField()
    vertrouwelijkheid = models.CharField(max_length=20, default="intern")
    correlatie = models.CharField(max_length=36, blank=True)
    vorige_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "logboekregel"
        verbose_name_plural = "logboekregels"
        permissions = [("bekijk_logboek", "Logboek lezen")]
        constraints = [
            models.UniqueConstraint(fields=["keten", "volgnummer"], name="logboek_een_regel_per_nummer"),
        ]
        indexes = [
            models.Index(fields=["overheid_code", "gebeurd_op", "id"], name="logboek_per_overheid"),
            models.Index(fields=["onderwerp_soort", "gebeurd_op", "id"], name="logboek_per_soort"),
            models.Index(fields=["door_id", "gebeurd_op", "id"], name="logboek_per_persoon"),
            models.Index(fields=["gebeurd_op", "id"], name="logboek_op_datum"),
            GinIndex(SearchVector(*ZOEKVELDEN, config=ZOEKTAAL), name="logboek_zoeken"),
        ]

    def __str__(self) -> str:
        return f"{self.keten}#{self.volgnummer} {self.handeling}"


class Logboekketen(models.Model):
    """The head of one chain: the row writers of the same subject wait for, and what a seal must cover."""

    keten = models.CharField(max_length=80, primary_key=True)
    volgnummer = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    verzegeld_volgnummer = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "logboekketen"
        indexes = [
            models.Index(
                fields=["keten"],
                name="logboekketen_te_verzegelen",
                condition=models.Q(volgnummer__gt=models.F("verzegeld_volgnummer")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.keten} t/m {self.volgnummer}"


class Logboekzegel(models.Model):
    """A seal over the heads that moved since the seal before: a cut-off tail is found by it."""

    volgnummer = models.PositiveIntegerField(unique=True)
    gemaakt_op = models.DateTimeField()
    koppen = models.JSONField()
    vorige_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "logboekzegel"

    def __str__(self) -> str:
        return f"zegel {self.volgnummer}"
