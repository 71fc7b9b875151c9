"""The register: who may decide what, from day to day, on which ground (Awb 10:1-10:12, Pw 166; ladder.md 5.2)."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from toezicht.core.vaste_vragen import Gat


MACHTIGING = "gs_of_gemachtigde"
"""The level at which GS decide unless they authorised one of their members for the act (Pw 166)."""


GEDEPUTEERDE = "gedeputeerde"
"""The level at which one member of GS decides."""


class RegelStatus(models.TextChoices):
    """Where a line of the register stands: it counts only once a second person adopted it (ladder.md 5.1, R20)."""

    CONCEPT = "concept", "Wacht op een tweede persoon"
    VASTGESTELD = "vastgesteld", "Vastgesteld"
    VERVALLEN = "vervallen", "Vervallen"


def loopt_op(dag: "dt.date | Gat") -> Q:
    """A period that runs on this day; `tot` is the first day on which it no longer does."""
    return (Q(tot__isnull=True) | Q(tot__gt=dag)) & Q(van__lte=dag)


class Registerregel(models.Model):
    """What every line has: a period, the decision it rests on, and two pairs of eyes."""

    van = models.DateField("geldt vanaf")
    tot = models.DateField("geldt niet meer vanaf", null=True, blank=True)
    grondslag = models.CharField("besluit waarop dit rust", max_length=200)
    status = models.CharField(max_length=12, choices=RegelStatus.choices, default=RegelStatus.CONCEPT)
    opgesteld_door = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    opgesteld_op = models.DateTimeField(null=True, blank=True)
    vastgesteld_door = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    vastgesteld_op = models.DateTimeField(null=True, blank=True)
    einde_reden = models.TextField("waarom het eindigde of verviel", blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gt=F("van")), name="%(class)s_periode"
            ),
            models.CheckConstraint(
                condition=Q(vastgesteld_door__isnull=True) | ~Q(vastgesteld_door=F("opgesteld_door")),
                name="%(class)s_vier_ogen",
            ),
            models.CheckConstraint(
                condition=~Q(status="vastgesteld")
                | Q(opgesteld_door__isnull=True)
                | Q(vastgesteld_door__isnull=False, vastgesteld_op__isnull=False),
                name="%(class)s_vastgesteld_door_iemand",
            ),
            models.CheckConstraint(condition=Q(status__in=RegelStatus.values), name="%(class)s_status"),
            models.CheckConstraint(
                condition=~Q(status="vervallen") | ~Q(einde_reden=""), name="%(class)s_vervallen_met_reden"
            ),
        ]

    @property
    def in_concept(self) -> bool:
        """Whether it waits for a second person."""
        return self.status == RegelStatus.CONCEPT

    def geldt_op(self, dag: dt.date) -> bool:
        """Whether it counts on this day."""
        loopt = self.van <= dag and (self.tot is None or dag < self.tot)
        return loopt and self.status == RegelStatus.VASTGESTELD


class Mandaat(Registerregel):
    """Who decides an act at a level in the name of GS: a function or a person, within a scope and an amount.

    An empty `handeling`, `ladder`, `domein`, `overheidssoort` or no `overheid` means all of them. `bedrag_tot` in
    euro, inclusive. A line with `boven` is an ondermandaat: it never reaches further than the line above it.
    """

    niveau = models.CharField("niveau van beslissen", max_length=20)
    handeling = models.CharField("handeling", max_length=40, blank=True)
    ladder = models.CharField("ladder", max_length=24, blank=True)
    functie = models.CharField("functie (rol)", max_length=40, blank=True)
    gebruiker = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="mandaten"
    )
    domein = models.CharField(max_length=40, blank=True)
    overheidssoort = models.CharField("soort organisatie", max_length=40, blank=True)
    overheid = models.ForeignKey(
        "organisaties.Overheid", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    bedrag_tot = models.DecimalField(
        "tot en met bedrag in euro", max_digits=15, decimal_places=2, null=True, blank=True
    )
    ondermandaat_mag = models.BooleanField("ondermandaat toegestaan", default=False)
    boven = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="ondermandaten"
    )

    class Meta(Registerregel.Meta):
        abstract = False
        verbose_name = "mandaat"
        verbose_name_plural = "mandaten"
        permissions = [
            ("bekijk_mandaat", "Het mandaatregister bekijken"),
            ("stel_mandaat_op", "Mandaten en vervanging opstellen en beëindigen"),
            ("stel_mandaat_vast", "Mandaten en vervanging vaststellen"),
            ("meld_afwezig", "Afwezigheid en belangen van anderen vastleggen"),
        ]
        constraints = [
            *Registerregel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(functie="", gebruiker__isnull=False) | ~Q(functie="") & Q(gebruiker__isnull=True),
                name="mandaat_aan_functie_of_persoon",
            ),
            models.CheckConstraint(
                condition=Q(bedrag_tot__isnull=True) | Q(bedrag_tot__gt=0), name="mandaat_bedrag_boven_nul"
            ),
            models.CheckConstraint(
                condition=~Q(niveau=MACHTIGING) | ~Q(handeling=""),
                name="mandaat_machtiging_per_handeling",
            ),
            models.CheckConstraint(
                condition=Q(niveau__in=("coordinator", "teamleider", "gedeputeerde", MACHTIGING)),
                name="mandaat_niet_voor_gs",
            ),
            models.CheckConstraint(
                condition=Q(boven__isnull=True) | ~Q(boven=F("id")), name="mandaat_niet_onder_zichzelf"
            ),
        ]

    def __str__(self) -> str:
        return f"mandaat {self.pk} ({self.grondslag})"


class Vervangregel(Registerregel):
    """In a period `door` decides in the place of `voor` when that person cannot, in order of `volgorde`.

    Replacing is never passed on: who replaces decides with the mandate of `voor`, not with what `voor` holds as a
    replacement. `domein` empty means all.
    """

    voor = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="vervangers")
    door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="vervangt")
    volgorde = models.PositiveSmallIntegerField(default=1)
    domein = models.CharField(max_length=40, blank=True)

    class Meta(Registerregel.Meta):
        abstract = False
        verbose_name = "vervangregel"
        verbose_name_plural = "vervangregels"
        ordering = ["voor", "domein", "volgorde", "van"]
        constraints = [
            *Registerregel.Meta.constraints,
            models.CheckConstraint(condition=~Q(voor=F("door")), name="vervangregel_niet_zichzelf"),
            models.CheckConstraint(condition=Q(volgorde__range=(1, 9)), name="vervangregel_volgorde"),
        ]

    def __str__(self) -> str:
        return f"{self.door} voor {self.voor}"


class Periode(models.Model):
    """Something about a person that runs from day to day and is entered by one person."""

    van = models.DateField("vanaf")
    tot = models.DateField("niet meer vanaf", null=True, blank=True)
    vastgelegd_door = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gt=F("van")), name="%(class)s_periode"
            ),
        ]


class Afwezigheid(Periode):
    """Days on which a person cannot decide: leave, illness, or an office laid down. No reason is kept (AVG)."""

    gebruiker = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="afwezigheden")

    class Meta(Periode.Meta):
        abstract = False
        verbose_name = "afwezigheid"
        verbose_name_plural = "afwezigheden"
        ordering = ["van"]

    def __str__(self) -> str:
        return f"{self.gebruiker} afwezig vanaf {self.van}"


class Belang(Periode):
    """A person declares an interest in an organisation and steps aside there (Awb 2:4)."""

    gebruiker = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="belangen")
    overheid = models.ForeignKey("organisaties.Overheid", on_delete=models.PROTECT, related_name="+")
    toelichting = models.CharField(max_length=300)

    class Meta(Periode.Meta):
        abstract = False
        verbose_name = "belang"
        verbose_name_plural = "belangen"
        constraints = [
            *Periode.Meta.constraints,
            models.UniqueConstraint(fields=["gebruiker", "overheid", "van"], name="belang_eenmalig"),
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker} en {self.overheid}"
