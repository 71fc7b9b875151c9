"""When the beat last ticked: so that a silent scheduler is seen."""

from django.db import models


class Hartslag(models.Model):
    """One row per ticking process."""

    naam = models.CharField(max_length=40, primary_key=True)
    laatste_op = models.DateTimeField()

    class Meta:
        verbose_name = "hartslag"

    def __str__(self) -> str:
        return f"{self.naam} {self.laatste_op:%Y-%m-%d %H:%M}"
