"""Figures about housing of vergunninghouders: rows only grow, and count once a second person established them.

What a row says belongs to a half-year or a peildatum (when it was true); its delivery says when it was
loaded and established (when we knew). A better figure is a new row: the newest established one counts.
"""

import datetime as dt

from django.db import models
from django.db.models import F, Q

from signalen.cijfers.huisvesting.perioden import Periode
from signalen.cijfers.huisvesting.rijen import CORRECTIEGRONDEN
from toezicht.core import rollen
from toezicht.core.models import User


class HuisvestingleveringQuerySet(models.QuerySet["Huisvestinglevering"]):
    """Reads over deliveries."""

    def zichtbaar_voor(self, user: User) -> "HuisvestingleveringQuerySet":
        """For whoever may see the figures; an outsider sees none."""
        return self.all() if user.has_perm(rollen.BEKIJK_HUISVESTING) else self.none()

    def wachtend(self) -> "HuisvestingleveringQuerySet":
        """Loaded, and neither established nor refused."""
        return self.filter(beoordeeld_op__isnull=True)

    def geweigerd(self) -> "HuisvestingleveringQuerySet":
        """Refused by the second person: its rows never count."""
        return self.filter(beoordeeld_op__isnull=False, vastgesteld=False)


class Huisvestinglevering(models.Model):
    """One loaded file. Two people: who loads does not establish (four eyes on figures, ladder.md 2.1.3)."""

    bestandsnaam = models.CharField(max_length=200)
    bestandshash = models.CharField("SHA-256 van het bestand", max_length=64, unique=True)
    geladen_op = models.DateTimeField()
    geladen_door = models.ForeignKey("core.User", on_delete=models.PROTECT, null=True, related_name="+")
    regels = models.PositiveIntegerField()
    vastgesteld = models.BooleanField(default=False)
    beoordeeld_op = models.DateTimeField(null=True)
    vastgesteld_door = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="beoordeeld door"
    )
    toelichting = models.TextField(blank=True)

    objects = HuisvestingleveringQuerySet.as_manager()

    class Meta:
        verbose_name = "levering van huisvestingscijfers"
        verbose_name_plural = "leveringen van huisvestingscijfers"
        default_permissions = ()
        permissions = [
            ("bekijk_huisvesting", "Huisvestingscijfers bekijken"),
            ("laad_huisvesting", "Huisvestingscijfers laden"),
            ("stel_huisvesting_vast", "Huisvestingscijfers vaststellen als tweede persoon"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(vastgesteld_door__isnull=True)
                | Q(geladen_door__isnull=True)
                | ~Q(vastgesteld_door=F("geladen_door")),
                name="huisvestinglevering_vier_ogen",
            ),
            models.CheckConstraint(
                condition=Q(beoordeeld_op__isnull=True, vastgesteld_door__isnull=True, vastgesteld=False)
                | Q(beoordeeld_op__isnull=False, vastgesteld_door__isnull=False),
                name="huisvestinglevering_oordeel_volledig",
            ),
        ]

    def __str__(self) -> str:
        return f"levering {self.pk}: {self.bestandsnaam}"

    @property
    def stand(self) -> str:
        """*wacht op vaststelling*, *vastgesteld* or *afgewezen*."""
        if self.beoordeeld_op is None:
            return "wacht op vaststelling"
        return "vastgesteld" if self.vastgesteld else "afgewezen"


class CijferrijQuerySet(models.QuerySet["models.Model"]):
    """Reads over rows of any kind."""

    def bekend_op(self, kennisdatum: dt.datetime) -> "CijferrijQuerySet":
        """Rows that counted at that moment: established by then."""
        return self.filter(levering__vastgesteld=True, levering__beoordeeld_op__lte=kennisdatum)

    def niet_geweigerd(self) -> "CijferrijQuerySet":
        """Rows that count or may come to count."""
        return self.exclude(levering__vastgesteld=False, levering__beoordeeld_op__isnull=False)


class Cijferrij(models.Model):
    """What every row has: its delivery, its half-year and its source."""

    levering = models.ForeignKey(Huisvestinglevering, on_delete=models.PROTECT, related_name="+")
    jaar = models.PositiveSmallIntegerField()
    helft = models.PositiveSmallIntegerField(choices=[(1, "eerste"), (2, "tweede")])
    bron = models.CharField(max_length=200)

    objects = CijferrijQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()

    @property
    def periode(self) -> Periode:
        """The half-year."""
        return Periode(self.jaar, self.helft)


HELFT_BESTAAT = Q(helft__in=(1, 2))


class Halfjaar(Cijferrij):
    """The national number of a half-year (Huisvestingswet 29): `vg` persons, published in the Staatscourant."""

    vg = models.PositiveIntegerField("te huisvesten in Nederland")
    inwoners_nederland = models.PositiveIntegerField(
        "inwoners van Nederland op 1 januari van het jaar ervoor"
    )
    gepubliceerd_op = models.DateField()

    class Meta(Cijferrij.Meta):
        verbose_name = "halfjaar"
        verbose_name_plural = "halfjaren"
        constraints = [
            models.UniqueConstraint(fields=["levering", "jaar", "helft"], name="halfjaar_per_levering"),
            models.CheckConstraint(condition=HELFT_BESTAAT, name="halfjaar_helft"),
            models.CheckConstraint(condition=Q(inwoners_nederland__gt=0), name="halfjaar_inwoners"),
        ]

    def __str__(self) -> str:
        return f"{self.periode.naam}: {self.vg}"


class Taakstelling(Cijferrij):
    """How many a municipality must house. `berekend` follows article 29; another `aantal` has a reason."""

    overheid = models.ForeignKey("organisaties.Overheid", on_delete=models.PROTECT, related_name="+")
    aantal = models.PositiveIntegerField()
    berekend = models.PositiveIntegerField(null=True)
    inwoners = models.PositiveIntegerField(null=True)
    vg = models.PositiveIntegerField(null=True)
    inwoners_nederland = models.PositiveIntegerField(null=True)
    reden = models.CharField(max_length=500, blank=True)

    class Meta(Cijferrij.Meta):
        verbose_name = "taakstelling"
        verbose_name_plural = "taakstellingen"
        constraints = [
            models.UniqueConstraint(
                fields=["levering", "overheid", "jaar", "helft"], name="taakstelling_per_levering"
            ),
            models.CheckConstraint(condition=HELFT_BESTAAT, name="taakstelling_helft"),
            models.CheckConstraint(
                condition=Q(berekend__isnull=False, aantal=F("berekend")) | ~Q(reden=""),
                name="taakstelling_afwijking_heeft_reden",
            ),
        ]
        indexes = [models.Index(fields=["overheid", "jaar", "helft"], name="taakstelling_per_overheid")]

    def __str__(self) -> str:
        return f"{self.overheid_id} {self.periode.code}: {self.aantal}"


class Beginstand(Cijferrij):
    """What a municipality began its first known half-year with: above zero achterstand, below zero voorsprong."""

    overheid = models.ForeignKey("organisaties.Overheid", on_delete=models.PROTECT, related_name="+")
    saldo = models.IntegerField()
    reden = models.CharField(max_length=500, blank=True)

    class Meta(Cijferrij.Meta):
        verbose_name = "beginstand"
        verbose_name_plural = "beginstanden"
        constraints = [
            models.UniqueConstraint(
                fields=["levering", "overheid", "jaar", "helft"], name="beginstand_per_levering"
            ),
            models.CheckConstraint(condition=HELFT_BESTAAT, name="beginstand_helft"),
        ]

    def __str__(self) -> str:
        return f"{self.overheid_id} {self.periode.code}: {self.saldo}"


class Saldodeel(Cijferrij):
    """What of the balance of a split `voorganger` goes to one `opvolger`, on top of what it has (Wet arhi 44).

    The half-year is the one in which the herindeling falls; above zero achterstand, below zero voorsprong.
    """

    voorganger = models.ForeignKey("organisaties.Overheid", on_delete=models.PROTECT, related_name="+")
    opvolger = models.ForeignKey("organisaties.Overheid", on_delete=models.PROTECT, related_name="+")
    aantal = models.IntegerField()
    reden = models.CharField(max_length=500)

    class Meta(Cijferrij.Meta):
        verbose_name = "saldodeel"
        verbose_name_plural = "saldodelen"
        constraints = [
            models.UniqueConstraint(
                fields=["levering", "voorganger", "opvolger", "jaar", "helft"], name="saldodeel_per_levering"
            ),
            models.CheckConstraint(condition=HELFT_BESTAAT, name="saldodeel_helft"),
            models.CheckConstraint(
                condition=~Q(voorganger=F("opvolger")), name="saldodeel_niet_aan_zichzelf"
            ),
            models.CheckConstraint(condition=~Q(reden=""), name="saldodeel_met_reden"),
        ]

    def __str__(self) -> str:
        return f"{self.voorganger_id} → {self.opvolger_id} {self.periode.code}: {self.aantal}"


class Herverdeling(Cijferrij):
    """`van` hands `aantal` of its task to `naar` (Huisvestingswet 29 lid 2): the sum stays equal by itself."""

    van = models.ForeignKey("organisaties.Overheid", on_delete=models.PROTECT, related_name="+")
    naar = models.ForeignKey("organisaties.Overheid", on_delete=models.PROTECT, related_name="+")
    aantal = models.PositiveIntegerField()
    besluit_van = models.DateField("besluit van de gemeente die overdraagt")
    besluit_naar = models.DateField("besluit van de gemeente die overneemt")
    reden = models.CharField(max_length=500, blank=True)

    class Meta(Cijferrij.Meta):
        verbose_name = "herverdeling"
        verbose_name_plural = "herverdelingen"
        constraints = [
            models.UniqueConstraint(
                fields=["levering", "van", "naar", "jaar", "helft"], name="herverdeling_per_levering"
            ),
            models.CheckConstraint(condition=HELFT_BESTAAT, name="herverdeling_helft"),
            models.CheckConstraint(condition=~Q(van=F("naar")), name="herverdeling_niet_aan_zichzelf"),
        ]

    def __str__(self) -> str:
        return f"{self.van_id} → {self.naar_id} {self.periode.code}: {self.aantal}"


class Realisatie(Cijferrij):
    """Housed within the half-year up to `peildatum`. A correction is a new row with ground and reason."""

    overheid = models.ForeignKey("organisaties.Overheid", on_delete=models.PROTECT, related_name="+")
    peildatum = models.DateField()
    aantal = models.PositiveIntegerField("gehuisvest in dit halfjaar tot en met de dag voor de peildatum")
    correctiegrond = models.CharField(max_length=40, choices=list(CORRECTIEGRONDEN.items()), blank=True)
    reden = models.CharField(max_length=500, blank=True)

    class Meta(Cijferrij.Meta):
        verbose_name = "realisatie"
        verbose_name_plural = "realisaties"
        constraints = [
            models.UniqueConstraint(
                fields=["levering", "overheid", "peildatum"], name="realisatie_per_levering"
            ),
            models.CheckConstraint(condition=HELFT_BESTAAT, name="realisatie_helft"),
            models.CheckConstraint(
                condition=Q(correctiegrond="") | ~Q(reden=""), name="realisatie_correctie_heeft_reden"
            ),
            models.CheckConstraint(
                condition=Q(correctiegrond__in=["", *CORRECTIEGRONDEN]), name="realisatie_grond_bestaat"
            ),
        ]
        indexes = [models.Index(fields=["overheid", "jaar", "helft"], name="realisatie_per_overheid")]

    def __str__(self) -> str:
        return f"{self.overheid_id} {self.peildatum}: {self.aantal}"
