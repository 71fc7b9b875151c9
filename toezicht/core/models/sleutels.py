"""Keys with which another system works over the HTTP API on behalf of one account."""

import datetime as dt

from django.db import models
from django.db.models import F, Q


class Toegangssleutel(models.Model):
    """A key of one account for the HTTP API. Only a hash is stored; the text is shown once, when it is made.

    It gives never more than the account itself may: `schrijven` and `delen` only narrow that. `delen` empty
    means every part of the API. `geldig_tot` is the last day on which it works.
    """

    account = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="sleutels")
    naam = models.CharField("waarvoor", max_length=80)
    hash = models.CharField(max_length=64, unique=True)
    herkenning = models.CharField("laatste tekens", max_length=8)
    schrijven = models.BooleanField("mag ook wijzigen", default=False)
    delen = models.JSONField("alleen voor deze onderdelen", default=list)
    gemaakt_op = models.DateTimeField()
    geldig_tot = models.DateField("geldig tot en met")
    laatst_gebruikt_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_door = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    intrekreden = models.CharField("waarom ingetrokken", max_length=300, blank=True)

    class Meta:
        verbose_name = "toegangssleutel"
        verbose_name_plural = "toegangssleutels"
        default_permissions = ()
        ordering = ["-gemaakt_op", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(hash__regex=r"^[0-9a-f]{64}$"), name="sleutel_alleen_hash"),
            models.CheckConstraint(
                condition=Q(ingetrokken_op__isnull=True, intrekreden="")
                | Q(ingetrokken_op__gte=F("gemaakt_op")) & ~Q(intrekreden=""),
                name="sleutel_intrekking_volledig",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam} (…{self.herkenning})"

    def geldig_op(self, dag: dt.date) -> bool:
        """Whether it works on that day: not withdrawn and not past its end."""
        return self.ingetrokken_op is None and dag <= self.geldig_tot
