"""Authorisations by GS (Pw 166) and declared conflicts of interest (Awb 2:4)."""

from django.db import models
from django.db.models import F, Q


class Machtiging(models.Model):
    """GS authorise the portefeuillehouder to decide an act in their name, from day to day."""

    handeling = models.CharField("stap waarvoor de machtiging geldt", max_length=40)
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)
    grondslag = models.CharField("besluit waarin de machtiging is gegeven", max_length=200)

    class Meta:
        verbose_name = "machtiging"
        verbose_name_plural = "machtigingen"
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gt=F("van")), name="machtiging_periode"
            ),
            models.UniqueConstraint(fields=["handeling", "van"], name="machtiging_eenmalig"),
        ]

    def __str__(self) -> str:
        return f"{self.handeling} ({self.grondslag})"


class Belang(models.Model):
    """A person declares an interest in an organisation and steps aside there."""

    gebruiker = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="belangen")
    overheid = models.ForeignKey("organisaties.Overheid", on_delete=models.PROTECT, related_name="+")
    van = models.DateField()
    tot = models.DateField(null=True, blank=True)
    toelichting = models.CharField(max_length=300)

    class Meta:
        verbose_name = "belang"
        verbose_name_plural = "belangen"
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gt=F("van")), name="belang_periode"
            ),
            models.UniqueConstraint(fields=["gebruiker", "overheid", "van"], name="belang_eenmalig"),
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker} en {self.overheid}"
