"""What the rows beside a dossier share: those of a withdrawn takeover never counted, and count nowhere."""

from typing import TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


class TellendeManager(models.Manager[M]):
    """Without what came in by a takeover that was withdrawn; its own dossier still reaches it."""

    def get_queryset(self) -> models.QuerySet[M]:
        """The rows that count."""
        return super().get_queryset().filter(teruggedraaid=False)


class Zaakgegevens(models.Model):
    """The data of its own that a dossier rests on; never deleted, so a wrong takeover marks it."""

    teruggedraaid = models.BooleanField("overname ingetrokken", default=False)

    class Meta:
        abstract = True
