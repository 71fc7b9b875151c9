"""Consent to spend, and what may be spent without it: versions that never change, what was used (Gw 208)."""

import datetime as dt
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q, Sum

from interventieladder.financieel.bedragen import cent
from interventieladder.financieel.uitgaven import Oordeel, Post, Uitgave, Vrijeruimte, Vrijval, beoordeel
from interventieladder.models.zaakgegevens import TellendeManager, Zaakgegevens
from interventieladder.standen.goedkeuring import GRONDEN
from toezicht.organisaties.opvolging import zelfde_overheid

NUL, HEEL = Decimal(0), Decimal(100)


class ToestemmingUitkomst(models.TextChoices):
    """How a request ended."""

    VERLEEND = "verleend", "Verleend"
    GEWEIGERD = "geweigerd", "Geweigerd"
    VAN_RECHTSWEGE = "van_rechtswege", "Geacht te zijn verleend"
    NIET_NODIG = "niet_nodig", "Niet nodig"
    INGETROKKEN = "ingetrokken", "Ingetrokken"


class Toestemming(Zaakgegevens):
    """One request to enter into an obligation while the budget is not approved. Amounts in euro."""

    dossier = models.OneToOneField(
        "interventieladder.Dossier", on_delete=models.PROTECT, related_name="toestemming"
    )
    overheid = models.ForeignKey(
        "organisaties.Overheid", on_delete=models.PROTECT, related_name="toestemmingen"
    )
    jaar = models.PositiveSmallIntegerField("begrotingsjaar")
    volgnummer = models.PositiveSmallIntegerField()
    post = models.CharField("post", max_length=120)
    bedrag = models.DecimalField("bedrag in euro", max_digits=15, decimal_places=2)
    eerder_aangegaan = models.BooleanField("verplichting van vóór het begrotingsjaar", default=False)
    verplicht = models.BooleanField("verplichte uitgave (Gemeentewet 193)", default=False)
    verzonden_op = models.DateField("verzonden door de organisatie op")
    ontvangen_op = models.DateField("ontvangen op")
    weigeringsgrond = models.CharField(max_length=30, choices=GRONDEN, blank=True)
    voorschriften = models.TextField(blank=True)
    vrijval = models.CharField("waarom toestemming niet nodig is", max_length=20, blank=True)
    uitkomst = models.CharField(max_length=16, choices=ToestemmingUitkomst.choices, blank=True)
    uitkomst_op = models.DateField(null=True, blank=True)

    objects = TellendeManager["Toestemming"]()

    class Meta:
        verbose_name = "toestemming"
        verbose_name_plural = "toestemmingen"
        ordering = ["jaar", "volgnummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["overheid", "jaar", "volgnummer"],
                condition=Q(teruggedraaid=False),
                name="toestemming_volgnummer",
            ),
            models.CheckConstraint(condition=Q(bedrag__gt=0), name="toestemming_bedrag_boven_nul"),
            models.CheckConstraint(
                condition=~Q(uitkomst="geweigerd") | ~Q(weigeringsgrond=""),
                name="toestemming_weigering_heeft_grond",
            ),
            models.CheckConstraint(
                condition=Q(voorschriften="") | Q(uitkomst="verleend"),
                name="toestemming_voorschriften_alleen_bij_verlening",
            ),
            models.CheckConstraint(
                condition=Q(uitkomst="niet_nodig") & ~Q(vrijval="")
                | ~Q(uitkomst="niet_nodig") & Q(vrijval=""),
                name="toestemming_niet_nodig_heeft_reden",
            ),
            models.CheckConstraint(
                condition=Q(uitkomst="", uitkomst_op__isnull=True)
                | ~Q(uitkomst="") & Q(uitkomst_op__isnull=False),
                name="toestemming_uitkomst_heeft_dag",
            ),
            models.CheckConstraint(
                condition=Q(ontvangen_op__gte=F("verzonden_op")), name="toestemming_ontvangst_na_verzending"
            ),
        ]

    def __str__(self) -> str:
        return f"verzoek {self.jaar}-{self.volgnummer}"

    @property
    def uitgave(self) -> Uitgave:
        """The obligation as the order of the law looks at it."""
        return Uitgave(self.bedrag, self.post, self.eerder_aangegaan, self.verplicht)

    def oordeel(self, op: dt.date) -> Oordeel:
        """Is consent needed on this day, and why."""
        ruimte = Bestedingsruimte.objects.geldend(self.overheid_id, self.jaar, op)
        return beoordeel(self.uitgave, ruimte.als_ruimte(zonder=self.pk) if ruimte else None)


class BestedingsruimteQuerySet(models.QuerySet["Bestedingsruimte"]):
    """Reads over versions."""

    def geldend(self, overheid_id: int, jaar: int, op: dt.date) -> "Bestedingsruimte | None":
        """The version in force on `op`."""
        zelfde = self.filter(overheid__in=zelfde_overheid(overheid_id), jaar=jaar)
        return zelfde.filter(geldig_van__lte=op, geldig_tot__gte=op).first()


class Bestedingsruimte(models.Model):
    """One version. Never overwritten: the next one only ends this one a day earlier than it would.

    The ceiling is `percentage` of `basis_bedrag` plus `toevoeging` (an approved amendment). Free `posten`:
    [{"naam", "bedrag"}], without `bedrag` without a limit. Both days of validity count.
    """

    overheid = models.ForeignKey(
        "organisaties.Overheid", on_delete=models.PROTECT, related_name="bestedingsruimten"
    )
    jaar = models.PositiveSmallIntegerField("begrotingsjaar")
    versie = models.PositiveSmallIntegerField()
    grondslag = models.CharField(max_length=120)
    basis_bedrag = models.DecimalField("uitgangsbedrag in euro", max_digits=15, decimal_places=2)
    basis = models.CharField("waarop het bedrag berust", max_length=160)
    percentage = models.DecimalField(max_digits=5, decimal_places=2, default=HEEL)
    toevoeging = models.DecimalField(
        "erbij door een goedgekeurde wijziging, in euro", max_digits=15, decimal_places=2, default=NUL
    )
    posten = models.JSONField("vrijgegeven posten", default=list)
    geldig_van = models.DateField()
    geldig_tot = models.DateField("geldig tot en met")
    collegebesluit = models.OneToOneField(
        "interventieladder.Collegebesluit", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    besluit = models.CharField("nummer van het besluit", max_length=60)
    besloten_op = models.DateField()
    verzonden_op = models.DateField()
    reden = models.TextField()
    vastgelegd_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField()

    objects = BestedingsruimteQuerySet.as_manager()

    class Meta:
        verbose_name = "bestedingsruimte"
        verbose_name_plural = "bestedingsruimten"
        ordering = ["overheid", "jaar", "versie"]
        constraints = [
            models.UniqueConstraint(fields=["overheid", "jaar", "versie"], name="bestedingsruimte_versie"),
            models.CheckConstraint(
                condition=Q(geldig_tot__gte=F("geldig_van")), name="bestedingsruimte_periode"
            ),
            models.CheckConstraint(
                condition=Q(percentage__gte=0, percentage__lte=100)
                & Q(basis_bedrag__gte=0, toevoeging__gte=0),
                name="bestedingsruimte_bedragen",
            ),
            models.CheckConstraint(
                condition=Q(verzonden_op__gte=F("besloten_op")), name="bestedingsruimte_verzonden_na_besluit"
            ),
        ]

    def __str__(self) -> str:
        return f"bestedingsruimte {self.jaar}, versie {self.versie}"

    @property
    def plafond(self) -> Decimal:
        """The ceiling in euro."""
        return cent(self.basis_bedrag * self.percentage / 100) + self.toevoeging

    def als_ruimte(self, *, zonder: int | None = None) -> Vrijeruimte:
        """For the order of the law, with what was used so far; `zonder` leaves one request out."""
        rijen: list[dict[str, Any]] = list(self.posten)
        zelfde = zelfde_overheid(self.overheid_id)
        return Vrijeruimte(
            plafond=self.plafond,
            gebruikt=gebruikt(zelfde, self.jaar, Vrijval.PLAFOND, zonder=zonder),
            posten=tuple(
                Post(
                    rij["naam"],
                    Decimal(rij["bedrag"]) if rij.get("bedrag") else None,
                    gebruikt(zelfde, self.jaar, Vrijval.VRIJE_POST, post=rij["naam"], zonder=zonder),
                )
                for rij in rijen
            ),
        )


def gebruikt(
    overheden: Collection[int], jaar: int, vrijval: str, *, post: str = "", zonder: int | None = None
) -> Decimal:
    """Euro spent without consent on this ground; `post` counts one free post only.

    `overheden` are the keys of one organisation (`zelfde_overheid`).
    """
    passend = Toestemming.objects.filter(
        overheid__in=overheden,
        jaar=jaar,
        uitkomst=ToestemmingUitkomst.NIET_NODIG,
        vrijval=vrijval,
    )
    if zonder is not None:
        passend = passend.exclude(pk=zonder)
    if post:
        passend = passend.filter(post__iexact=post.strip())
    return passend.aggregate(som=Sum("bedrag"))["som"] or NUL


def toegestaan(overheden: Collection[int], jaar: int) -> Decimal:
    """Euro consented to, by decision or because the law deems it so."""
    met = (ToestemmingUitkomst.VERLEEND, ToestemmingUitkomst.VAN_RECHTSWEGE)
    passend = Toestemming.objects.filter(overheid__in=overheden, jaar=jaar, uitkomst__in=met)
    return passend.aggregate(som=Sum("bedrag"))["som"] or NUL
