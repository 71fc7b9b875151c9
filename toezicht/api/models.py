"""What the API itself must remember: what was created, so that a repeated request creates nothing twice."""

from django.db import models
from django.db.models import Q


class Idempotentie(models.Model):
    """A key with which an account created something, and what that was. Kept for 24 hours.

    The row is written in the transaction of the creation: what failed leaves none, and of two at once the second
    waits for the first. `verzoek` is a hash of the request, so that another request with the same key is refused.
    `kenmerk` is the number of what was made: never the answer itself, which may hold what this account cannot read
    tomorrow.
    """

    account = models.ForeignKey("core.User", on_delete=models.CASCADE, related_name="+")
    sleutel = models.CharField(max_length=100)
    verzoek = models.CharField(max_length=64)
    kenmerk = models.CharField(max_length=40, blank=True)
    gemaakt_op = models.DateTimeField()

    class Meta:
        verbose_name = "idempotentiesleutel"
        verbose_name_plural = "idempotentiesleutels"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["account", "sleutel"], name="idempotentie_eenmaal"),
            models.CheckConstraint(condition=~Q(sleutel=""), name="idempotentie_heeft_sleutel"),
        ]
        indexes = [models.Index(fields=["gemaakt_op"], name="idempotentie_oudste")]

    def __str__(self) -> str:
        return self.sleutel
