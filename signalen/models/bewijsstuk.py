"""Evidence files."""

import uuid

from django.db import models


def _plaats(bewijsstuk: "Bewijsstuk", naam: str) -> str:
    """Where the file goes: a name of our own, never the one it came with."""
    return f"signalen/{bewijsstuk.geupload_op:%Y/%m}/{uuid.uuid4().hex}"


class Bewijsstuk(models.Model):
    """A file that carries a signal. Never replaced."""

    signaal = models.ForeignKey("signalen.Signaal", on_delete=models.PROTECT, related_name="bewijsstukken")
    bestand = models.FileField(upload_to=_plaats, max_length=120)
    naam = models.CharField("oorspronkelijke naam", max_length=120)
    mediatype = models.CharField(max_length=100)
    grootte = models.PositiveBigIntegerField("grootte in bytes")
    sha256 = models.CharField(max_length=64)
    geupload_door = models.ForeignKey("core.User", on_delete=models.PROTECT, null=True, related_name="+")
    geupload_op = models.DateTimeField()

    class Meta:
        verbose_name = "bewijsstuk"
        verbose_name_plural = "bewijsstukken"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["signaal", "sha256"], name="bewijsstuk_eenmalig")]

    def __str__(self) -> str:
        return self.naam
