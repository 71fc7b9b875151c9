"""Each stay on a rung, and the terms that run in it (ladder.md 1.5, 1.9)."""

from django.db import models
from django.db.models import F, Q

from interventieladder.standen import PLANNEN, plan_van
from interventieladder.treden import BUITEN_DE_LADDER

VERBLIJVEN = sorted(
    {stand for plan in PLANNEN.values() for stand in plan.standen.values}
    - {str(stand) for stand in BUITEN_DE_LADDER}
)
"""States in which a dossier can stay: the rungs of all ladders."""


class StapUitkomst(models.TextChoices):
    """How a stay on a rung ended (ladder.md 10.5)."""

    HOGER = "hoger", "hogere trede"
    GELIJK_VERLENGD = "gelijk_verlengd", "zelfde trede, verlengd"
    LAGER = "lager", "lagere trede"
    OPGELOST = "opgelost", "opgelost"
    INGETROKKEN = "ingetrokken", "ingetrokken"
    OVERGESLAGEN = "overgeslagen", "trede overgeslagen"
    VERDER = "verder", "verder"


class Ladderstap(models.Model):
    """One stay on one rung. Exactly one per open dossier has no end (I2)."""

    dossier = models.ForeignKey("interventieladder.Dossier", on_delete=models.PROTECT, related_name="stappen")
    trede = models.CharField(max_length=24)
    volgnummer = models.PositiveSmallIntegerField()
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)
    uitkomst = models.CharField(max_length=20, choices=StapUitkomst.choices, blank=True)
    overgang = models.CharField("stap waarmee de trede begon", max_length=40)
    bron = models.CharField("overgenomen uit", max_length=200, blank=True)
    verlengingen = models.PositiveSmallIntegerField(default=0)
    voorstel = models.ForeignKey(
        "interventieladder.Voorstel", on_delete=models.PROTECT, null=True, blank=True, related_name="stappen"
    )

    class Meta:
        verbose_name = "ladderstap"
        verbose_name_plural = "ladderstappen"
        ordering = ["volgnummer"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "volgnummer"], name="ladderstap_volgnummer"),
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(tot__isnull=True), name="ladderstap_een_lopende_per_dossier"
            ),
            models.CheckConstraint(condition=Q(trede__in=VERBLIJVEN), name="ladderstap_trede_bestaat"),
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")), name="ladderstap_periode"
            ),
            models.CheckConstraint(
                condition=Q(tot__isnull=True, uitkomst="") | Q(tot__isnull=False) & ~Q(uitkomst=""),
                name="ladderstap_einde_heeft_uitkomst",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_trede_display()} vanaf {self.van}"

    def get_trede_display(self) -> str:
        """The rung in the words of the ladder of its dossier."""
        return plan_van(self.dossier.ladder).naam(self.trede)
