"""What GS decided about something that is no proposal of a ladder: an excused backlog, a spending room."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    import datetime as dt


class Collegebesluit(models.Model):
    """One item of a held meeting with its number: the same proof as of a decision on a proposal (ladder.md 5.2).

    Who was present stands at the meeting; `teruggetreden` stepped aside at this item (Awb 2:4).
    """

    vergadering = models.ForeignKey(
        "interventieladder.GSVergadering", on_delete=models.PROTECT, related_name="andere_besluiten"
    )
    agendapunt = models.CharField(max_length=20)
    nummer = models.CharField("besluitnummer", max_length=60, unique=True)
    overheid = models.ForeignKey("organisaties.Overheid", on_delete=models.PROTECT, related_name="+")
    onderwerp = models.CharField(max_length=200)
    teruggetreden = models.ManyToManyField("interventieladder.GSLid", blank=True, related_name="+")
    geregistreerd_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    geregistreerd_op = models.DateTimeField()

    class Meta:
        verbose_name = "collegebesluit"
        verbose_name_plural = "collegebesluiten"
        default_permissions = ()
        ordering = ["vergadering", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["vergadering", "agendapunt"], name="collegebesluit_een_per_punt"),
            models.CheckConstraint(
                condition=~Q(agendapunt="") & ~Q(nummer="") & ~Q(onderwerp=""), name="collegebesluit_volledig"
            ),
        ]

    def __str__(self) -> str:
        return self.nummer

    @property
    def besloten_op(self) -> "dt.date":
        """The day of the meeting."""
        return self.vergadering.datum
