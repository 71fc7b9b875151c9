"""What the execution costs (ladder.md 1.4 T6): lines that only grow, paid by the organisation (Gw 124 lid 1)."""

from django.db import models
from django.db.models import F, Q


class KostenSoort(models.TextChoices):
    """What the money went to."""

    UREN = "uren", "Eigen uren"
    INHUUR = "inhuur", "Inhuur"
    WERKEN = "werken", "Werken en leveringen"
    OVERIG = "overig", "Overige kosten"


class Kostenregel(models.Model):
    """One cost of the execution, in euro. Never changed: a correction is a new line that replaces the old one.

    Own hours are hours × rate, rounded to cents; the other kinds are an amount, as the invoice has it, with the
    VAT in it when that was recorded.
    """

    dossier = models.ForeignKey(
        "interventieladder.Dossier", on_delete=models.PROTECT, related_name="kostenregels"
    )
    datum = models.DateField("dag van de kosten")
    soort = models.CharField(max_length=8, choices=KostenSoort.choices)
    omschrijving = models.CharField(max_length=200)
    uren = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    tarief = models.DecimalField(
        "tarief per uur in euro", max_digits=8, decimal_places=2, null=True, blank=True
    )
    bedrag = models.DecimalField("bedrag in euro", max_digits=12, decimal_places=2)
    btw = models.DecimalField("waarvan btw in euro", max_digits=12, decimal_places=2, null=True, blank=True)
    factuur = models.ForeignKey(
        "interventieladder.Stuk", on_delete=models.PROTECT, null=True, blank=True, related_name="kostenregels"
    )
    vastgelegd_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    vastgelegd_op = models.DateTimeField()
    vervangt = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="vervangen_door"
    )
    correctiereden = models.TextField(blank=True)

    class Meta:
        verbose_name = "kostenregel"
        verbose_name_plural = "kostenregels"
        ordering = ["datum", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(bedrag__gte=0), name="kostenregel_niet_negatief"),
            models.CheckConstraint(
                condition=Q(btw__isnull=True) | Q(btw__gte=0, btw__lte=F("bedrag")),
                name="kostenregel_btw_in_bedrag",
            ),
            models.CheckConstraint(
                condition=Q(soort__in=KostenSoort.values), name="kostenregel_soort_bestaat"
            ),
            models.CheckConstraint(
                condition=Q(soort="uren", uren__isnull=False, tarief__isnull=False, uren__gt=0, tarief__gt=0)
                | ~Q(soort="uren") & Q(uren__isnull=True, tarief__isnull=True),
                name="kostenregel_uren_met_tarief",
            ),
            models.CheckConstraint(
                condition=Q(vervangt__isnull=True) | ~Q(correctiereden=""),
                name="kostenregel_correctie_met_reden",
            ),
            models.CheckConstraint(
                condition=Q(vervangt__isnull=True) | ~Q(vervangt=F("id")),
                name="kostenregel_niet_zichzelf",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.datum} {self.omschrijving}"
