"""Organisations under supervision, with identity through time."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from toezicht.organisaties.rijen import NAAMSWIJZIGING

if TYPE_CHECKING:
    from toezicht.core.vaste_vragen import Gat


class OverheidSoort(models.TextChoices):
    """Kinds of government body; the recipients of letters and the competent law differ per kind."""

    GEMEENTE = "gemeente", "Gemeente"
    PROVINCIE = "provincie", "Provincie"
    WATERSCHAP = "waterschap", "Waterschap"
    GR_OPENBAAR_LICHAAM = "gr_openbaar_lichaam", "Openbaar lichaam"
    GR_BEDRIJFSVOERINGSORGANISATIE = "gr_bedrijfsvoeringsorganisatie", "Bedrijfsvoeringsorganisatie"
    GR_GEMEENSCHAPPELIJK_ORGAAN = "gr_gemeenschappelijk_orgaan", "Gemeenschappelijk orgaan"
    GR_CENTRUMREGELING = "gr_centrumregeling", "Centrumregeling"


class OverheidQuerySet(models.QuerySet["Overheid"]):
    """Reads over organisations."""

    def geldig_op(self, datum: "dt.date | Gat") -> "OverheidQuerySet":
        """Those that existed on `datum` (`geldig_tot` is the first day they no longer did)."""
        return self.filter(Q(geldig_van__lte=datum) & (Q(geldig_tot__isnull=True) | Q(geldig_tot__gt=datum)))

    def onder_toezicht_van(self, provincie_code: str) -> "OverheidQuerySet":
        """Those this province supervises."""
        return self.filter(provincie__code=provincie_code)


class Overheid(models.Model):
    """A municipality, province, waterschap or joint arrangement; one row per code and validity."""

    code = models.CharField("code", max_length=12)
    soort = models.CharField(max_length=40, choices=OverheidSoort.choices)
    naam = models.CharField(max_length=200)
    provincie = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="ingezetenen"
    )
    geldig_van = models.DateField()
    geldig_tot = models.DateField(null=True, blank=True)
    kolom = models.PositiveSmallIntegerField("kolom op de tegelkaart", null=True, blank=True)
    rij = models.PositiveSmallIntegerField("rij op de tegelkaart", null=True, blank=True)
    email = models.EmailField("e-mailadres voor brieven", blank=True)
    adres = models.TextField("postadres", blank=True)

    objects = OverheidQuerySet.as_manager()

    class Meta:
        verbose_name = "overheid"
        verbose_name_plural = "overheden"
        ordering = ["naam", "code"]
        constraints = [
            models.UniqueConstraint(fields=["code", "geldig_van"], name="overheid_code_per_begin"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(geldig_tot__isnull=True), name="overheid_een_geldige_per_code"
            ),
            models.CheckConstraint(
                condition=Q(geldig_tot__isnull=True) | Q(geldig_tot__gt=F("geldig_van")),
                name="overheid_periode",
            ),
            models.CheckConstraint(
                condition=Q(soort__in=OverheidSoort.values), name="overheid_soort_bestaat"
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def bestaat_op(self, datum: dt.date) -> bool:
        """Whether the organisation existed on `datum`."""
        return self.geldig_van <= datum and (self.geldig_tot is None or datum < self.geldig_tot)

    def bestond_op(self, datum: dt.date) -> bool:
        """Whether it, or one it came from, existed on `datum`: a herindeling breaks no duty (Wet arhi 44)."""
        if self.bestaat_op(datum):
            return True
        rijen = self.voorgangers.select_related("voorganger")
        return datum < self.geldig_van and any(rij.voorganger.bestond_op(datum) for rij in rijen)

    @property
    def is_gr(self) -> bool:
        """Whether this is a gemeenschappelijke regeling."""
        return self.soort.startswith("gr_")


class Inwonertal(models.Model):
    """Inhabitants on 1 January of a year (CBS)."""

    overheid = models.ForeignKey(Overheid, on_delete=models.PROTECT, related_name="inwonertallen")
    jaar = models.PositiveSmallIntegerField()
    aantal = models.PositiveIntegerField()
    bron = models.CharField(max_length=120)

    class Meta:
        verbose_name = "inwonertal"
        verbose_name_plural = "inwonertallen"
        constraints = [models.UniqueConstraint(fields=["overheid", "jaar"], name="inwonertal_per_jaar")]

    def __str__(self) -> str:
        return f"{self.overheid} {self.jaar}: {self.aantal}"


class Opvolging(models.Model):
    """A herindeling: who follows whom, from which day (Wet arhi)."""

    voorganger = models.ForeignKey(Overheid, on_delete=models.PROTECT, related_name="opvolgingen")
    opvolger = models.ForeignKey(Overheid, on_delete=models.PROTECT, related_name="voorgangers")
    datum = models.DateField()
    soort = models.CharField(max_length=120)
    gesplitst = models.BooleanField(default=False)

    class Meta:
        verbose_name = "opvolging"
        verbose_name_plural = "opvolgingen"
        constraints = [
            models.UniqueConstraint(fields=["voorganger", "opvolger", "datum"], name="opvolging_eenmalig"),
            models.CheckConstraint(condition=~Q(voorganger=F("opvolger")), name="opvolging_niet_zichzelf"),
        ]

    def __str__(self) -> str:
        return f"{self.voorganger} → {self.opvolger} ({self.datum})"

    @property
    def naamswijziging(self) -> bool:
        """Whether it is the same gemeente under another name and code (Gemeentewet 158)."""
        return self.soort == NAAMSWIJZIGING


class Deelname(models.Model):
    """A participant of a gemeenschappelijke regeling, with validity: recipients of copies follow from it."""

    regeling = models.ForeignKey(Overheid, on_delete=models.PROTECT, related_name="deelnemers")
    deelnemer = models.ForeignKey(Overheid, on_delete=models.PROTECT, related_name="deelnames")
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = "deelname"
        verbose_name_plural = "deelnames"
        constraints = [
            models.UniqueConstraint(fields=["regeling", "deelnemer", "van"], name="deelname_eenmalig"),
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gt=F("van")), name="deelname_periode"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deelnemer} in {self.regeling}"
