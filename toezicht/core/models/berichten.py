"""The outbox: notices and mails are rows, written in the transaction of the act (design D4)."""

from django.db import models


class BerichtStatus(models.TextChoices):
    """Where a message stands."""

    GEPLAND = "gepland", "Gepland"
    BEZIG = "bezig", "Bezig"
    VERZONDEN = "verzonden", "Verzonden"
    MISLUKT = "mislukt", "Mislukt"


class Bericht(models.Model):
    """One message to one recipient. `sleutel` makes placing it twice harmless.

    `wis_na_verzending`: the text holds something that opens an account (a link to set a password) and is
    emptied once it has left.
    """

    sleutel = models.CharField(max_length=200, unique=True)
    ontvanger = models.ForeignKey(
        "core.User", on_delete=models.PROTECT, null=True, blank=True, related_name="berichten"
    )
    adres = models.EmailField("e-mailadres")
    onderwerp = models.CharField(max_length=200)
    tekst = models.TextField()
    status = models.CharField(max_length=12, choices=BerichtStatus.choices, default=BerichtStatus.GEPLAND)
    pogingen = models.PositiveSmallIntegerField(default=0)
    niet_voor = models.DateTimeField("niet versturen voor")
    gemaakt_op = models.DateTimeField()
    gestart_op = models.DateTimeField(null=True, blank=True)
    verzonden_op = models.DateTimeField(null=True, blank=True)
    laatste_fout = models.TextField(blank=True)
    wis_na_verzending = models.BooleanField("tekst wissen na verzending", default=False)

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        indexes = [models.Index(fields=["status", "niet_voor"], name="bericht_werkvoorraad")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=BerichtStatus.values), name="bericht_status_bestaat"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.onderwerp} ({self.get_status_display()})"
