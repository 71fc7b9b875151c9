"""Deliveries of figures and their kengetallen: never changed, a redelivery is a new row (design 4.3)."""

import datetime as dt

from django.db import models
from django.db.models import Q

from signalen.cijfers.beoordeling import BANDEN
from signalen.cijfers.bestand import PERIODEN
from signalen.cijfers.kengetallen import HERBEREKEND, NAMEN, OPGAVE
from toezicht.core import rollen
from toezicht.core.models import User


class CijferSetQuerySet(models.QuerySet["CijferSet"]):
    """Reads over deliveries."""

    def zichtbaar_voor(self, user: User) -> "CijferSetQuerySet":
        """Figures are for whoever may read signals; an outsider sees none."""
        return self.all() if user.has_perm(rollen.BEKIJK_SIGNALEN) else self.none()

    def actueel(self, ontvangen_tot: dt.date | None = None) -> "CijferSetQuerySet":
        """Of each organisation, boekjaar and periode the last delivery (received no later than that day)."""
        op_tijd = Q() if ontvangen_tot is None else Q(ontvangen_op__lte=ontvangen_tot)
        later = CijferSet.objects.filter(
            op_tijd,
            overheid=models.OuterRef("overheid"),
            boekjaar=models.OuterRef("boekjaar"),
            periode=models.OuterRef("periode"),
            volgnummer__gt=models.OuterRef("volgnummer"),
        )
        return self.filter(op_tijd & ~models.Exists(later))


class CijferSet(models.Model):
    """One delivery: a file as it came in. `inhoud` holds the rows, amounts in whole euros."""

    overheid = models.ForeignKey("organisaties.Overheid", on_delete=models.PROTECT, related_name="cijfersets")
    boekjaar = models.PositiveSmallIntegerField()
    periode = models.PositiveSmallIntegerField(choices=list(PERIODEN.items()))
    status = models.CharField(max_length=12)
    bron = models.CharField(max_length=20, default="cbs_iv3")
    volgnummer = models.PositiveSmallIntegerField("levering")
    bestandsnaam = models.CharField(max_length=200)
    bestandshash = models.CharField("SHA-256 van het bestand", max_length=64, unique=True)
    datum_bestand = models.DateField("datum volgens het bestand", null=True)
    ontvangen_op = models.DateField()
    geladen_door = models.ForeignKey("core.User", on_delete=models.PROTECT, null=True, related_name="+")
    regels = models.PositiveIntegerField()
    inhoud = models.JSONField()
    controles = models.JSONField()
    beoordelingsversie = models.CharField(max_length=12)

    objects = CijferSetQuerySet.as_manager()

    class Meta:
        verbose_name = "levering van cijfers"
        verbose_name_plural = "leveringen van cijfers"
        default_permissions = ()
        permissions = [("laad_cijfers", "Iv3-bestanden laden")]
        constraints = [
            models.UniqueConstraint(
                fields=["overheid", "boekjaar", "periode", "volgnummer"], name="cijferset_een_per_levering"
            ),
            models.CheckConstraint(condition=Q(periode__in=list(PERIODEN)), name="cijferset_periode_bestaat"),
        ]

    def __str__(self) -> str:
        return f"{self.overheid_id} {PERIODEN[self.periode]} {self.boekjaar}, levering {self.volgnummer}"


class Kengetal(models.Model):
    """One kengetal of a delivery, in percent; without a value the band is niet_te_beoordelen."""

    cijferset = models.ForeignKey(CijferSet, on_delete=models.PROTECT, related_name="kengetallen")
    code = models.CharField(max_length=4, choices=list(NAMEN.items()))
    verslagperiode = models.CharField(max_length=8, blank=True)
    herkomst = models.CharField(
        max_length=12, choices=[(HERBEREKEND, "Herberekend"), (OPGAVE, "Opgave gemeente")]
    )
    waarde = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    band = models.CharField(max_length=20)
    reden = models.CharField(max_length=200, blank=True)
    paspoort = models.JSONField(default=dict)

    class Meta:
        verbose_name = "kengetal"
        verbose_name_plural = "kengetallen"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["cijferset", "code", "verslagperiode", "herkomst"], name="kengetal_eenmalig"
            ),
            models.CheckConstraint(condition=Q(band__in=BANDEN), name="kengetal_band_bestaat"),
            models.CheckConstraint(
                condition=Q(waarde__isnull=True, band="niet_te_beoordelen")
                | Q(waarde__isnull=False, band__in=("A", "B", "C")),
                name="kengetal_geen_kleur_uit_niets",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.verslagperiode} ({self.herkomst})"
