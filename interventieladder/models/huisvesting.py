"""Why a municipality may miss its housing task without the ladder going up (ladder.md 2.1.4)."""

from django.db import models
from django.db.models import F, Q

from interventieladder.treden import TREDEN, Niveau, Stand
from signalen.cijfers.huisvesting.perioden import Periode


class Verschoningsgrond(models.TextChoices):
    """Grounds that can be enough. What is not in this list is not enough (`NIET_GENOEG`)."""

    CONCRETE_PROJECTEN = "concrete_projecten", "Concrete projecten met opleverdata"
    TIJDELIJKE_HUISVESTING = "tijdelijke_huisvesting", "Tijdelijke huisvesting in voorbereiding"
    WEINIG_KOPPELINGEN = "weinig_koppelingen", "Weinig passende koppelingen door het COA"
    DALENDE_ACHTERSTAND = "dalende_achterstand", "De achterstand daalt sterk"
    REGIONALE_HERVERDELING = "regionale_herverdeling", "Regionale herverdeling afgesproken"


NIET_GENOEG: dict[str, str] = {
    "woningtekort": "Een algemeen tekort aan woningen",
    "bestuurlijke_onwil": "Bestuurlijke onwil",
}
"""What a municipality may say, but what never excuses (ladder.md 2.1.4)."""


VERSCHOON = "verschoon_achterstand"
"""The act in the register of mandates: no step, decided at the level of the step it keeps off (ladder.md 2.1.4)."""


class VerschoningUitkomst(models.TextChoices):
    """What the level of the step decided."""

    TOEGEKEND = "toegekend", "Voldoet niet, doch verschoonbaar"
    AFGEWEZEN = "afgewezen", "Niet verschoonbaar"


class Verschoonbaarheid(models.Model):
    """One ground for one half-year: proposed by one person, decided at the level of the step it keeps off."""

    overheid = models.ForeignKey("organisaties.Overheid", on_delete=models.PROTECT, related_name="+")
    jaar = models.PositiveSmallIntegerField()
    helft = models.PositiveSmallIntegerField()
    trede = models.CharField("trede die zonder dit oordeel zou volgen", max_length=12, choices=Stand.choices)
    niveau = models.CharField(max_length=20, choices=Niveau.choices)
    grond = models.CharField(max_length=30, choices=Verschoningsgrond.choices)
    toelichting = models.TextField()
    bewijs = models.CharField("stuk waaruit het blijkt", max_length=300)
    voorgesteld_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    voorgesteld_op = models.DateField()
    uitkomst = models.CharField(max_length=12, choices=VerschoningUitkomst.choices, blank=True)
    besloten_door = models.ForeignKey("core.User", on_delete=models.PROTECT, null=True, related_name="+")
    besloten_op = models.DateField(null=True)
    mandaat = models.ForeignKey(
        "mandaten.Mandaat", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    namens = models.ForeignKey("core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    collegebesluit = models.OneToOneField(
        "interventieladder.Collegebesluit", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kenmerk = models.CharField("kenmerk van het besluit van GS", max_length=60, blank=True)
    reden = models.TextField(blank=True)

    class Meta:
        verbose_name = "oordeel over verschoonbaarheid"
        verbose_name_plural = "oordelen over verschoonbaarheid"
        default_permissions = ()
        ordering = ["-voorgesteld_op", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(besloten_door__isnull=True) | ~Q(besloten_door=F("voorgesteld_door")),
                name="verschoonbaarheid_vier_ogen",
            ),
            models.CheckConstraint(
                condition=Q(namens__isnull=True)
                | Q(mandaat__isnull=False) & ~Q(namens=F("besloten_door")) & ~Q(namens=F("voorgesteld_door")),
                name="verschoonbaarheid_namens_een_ander",
            ),
            models.CheckConstraint(
                condition=Q(uitkomst="", besloten_door__isnull=True, besloten_op__isnull=True)
                | ~Q(uitkomst="") & Q(besloten_door__isnull=False, besloten_op__isnull=False),
                name="verschoonbaarheid_oordeel_volledig",
            ),
            models.CheckConstraint(
                condition=Q(grond__in=Verschoningsgrond.values), name="verschoonbaarheid_grond_is_genoeg"
            ),
            models.CheckConstraint(condition=Q(trede__in=TREDEN), name="verschoonbaarheid_trede_bestaat"),
            models.UniqueConstraint(
                fields=["overheid", "jaar", "helft", "grond"],
                condition=~Q(uitkomst="afgewezen"),
                name="verschoonbaarheid_een_per_grond",
            ),
        ]
        indexes = [models.Index(fields=["overheid", "jaar", "helft"], name="verschoonbaarheid_halfjaar")]

    def __str__(self) -> str:
        return f"{self.get_grond_display()} ({self.halfjaar})"

    @property
    def halfjaar(self) -> str:
        """*eerste halfjaar 2026*."""
        return Periode(self.jaar, self.helft).naam
