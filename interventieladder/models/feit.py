"""Dated facts of the ladders beside the general one: what their guards read (design D3)."""

from django.db import models
from django.db.models import F, Q


class Feit(models.Model):
    """One fact on one day, of a kind that the plan of the ladder declares.

    Never changed: a correction is a new fact that replaces the old one, with a reason. `waarden` holds what the
    kind asks: dates as ISO, amounts as decimal strings, choices by code.
    """

    dossier = models.ForeignKey(
        "interventieladder.Dossier", on_delete=models.PROTECT, related_name="losse_feiten"
    )
    soort = models.CharField(max_length=40)
    datum = models.DateField("dag waarop het feit waar is")
    waarden = models.JSONField(default=dict)
    toelichting = models.TextField(blank=True)
    stuk = models.ForeignKey(
        "interventieladder.Stuk", on_delete=models.PROTECT, null=True, blank=True, related_name="losse_feiten"
    )
    brief = models.ForeignKey(
        "interventieladder.Brief",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="losse_feiten",
    )
    """The letter of ours whose sending the fact is, in place of a paper."""
    bron = models.CharField("overgenomen uit", max_length=200, blank=True)
    vastgelegd_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField()
    geverifieerd_door = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    geverifieerd_op = models.DateField(null=True, blank=True)
    vervangt = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="vervangen_door"
    )
    correctiereden = models.TextField(blank=True)

    class Meta:
        verbose_name = "feit"
        verbose_name_plural = "feiten"
        ordering = ["datum", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(geverifieerd_door__isnull=True) | ~Q(geverifieerd_door=F("vastgelegd_door")),
                name="feit_vier_ogen",
            ),
            models.CheckConstraint(
                condition=Q(geverifieerd_door__isnull=True, geverifieerd_op__isnull=True)
                | Q(geverifieerd_door__isnull=False, geverifieerd_op__isnull=False),
                name="feit_verificatie_volledig",
            ),
            models.CheckConstraint(
                condition=Q(vervangt__isnull=True) | ~Q(correctiereden=""), name="feit_correctie_met_reden"
            ),
        ]
        indexes = [models.Index(fields=["dossier", "soort"], name="feit_per_soort")]

    def __str__(self) -> str:
        return f"{self.soort} {self.datum}"
