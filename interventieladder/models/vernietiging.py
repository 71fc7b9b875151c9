"""The decision that a dossier on suspension and annulment is about (ladder.md 2.5, 2.7)."""

from django.db import models
from django.db.models import Q

from interventieladder.standen.vernietiging import Bron, Grond, Voorwerp


class Vernietigingszaak(models.Model):
    """Which decision of which organ, from which source, on which ground. Dates of knowledge are facts.

    The organ stands on the dossier. `medebewind` decides whether the notice "considering" can be used
    (Gemeentewet 273a lid 3); `interprovinciaal` whether other provinces share the supervision (Wsw 164).
    """

    dossier = models.OneToOneField(
        "interventieladder.Dossier", on_delete=models.PROTECT, related_name="vernietiging"
    )
    besluit = models.CharField("naam of nummer van het besluit", max_length=200)
    besluit_op = models.DateField("dag van het besluit")
    voorwerp = models.CharField(max_length=20, choices=Voorwerp.choices)
    bron = models.CharField(max_length=16, choices=Bron.choices)
    grond = models.CharField(max_length=20, choices=Grond.choices)
    strijd_met = models.TextField("met welke regel of welk belang")
    medebewind = models.BooleanField("besluit in medebewind", default=False)
    interprovinciaal = models.BooleanField("toezicht samen met andere provincies", default=False)

    class Meta:
        verbose_name = "zaak over schorsing en vernietiging"
        verbose_name_plural = "zaken over schorsing en vernietiging"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(voorwerp__in=Voorwerp.values), name="vernietiging_voorwerp_bestaat"
            ),
            models.CheckConstraint(condition=Q(bron__in=Bron.values), name="vernietiging_bron_bestaat"),
            models.CheckConstraint(condition=Q(grond__in=Grond.values), name="vernietiging_grond_bestaat"),
            models.CheckConstraint(condition=~Q(strijd_met=""), name="vernietiging_grond_toegelicht"),
        ]

    def __str__(self) -> str:
        return f"{self.besluit} van {self.besluit_op}"

    @property
    def door_burgemeester_gemeld(self) -> bool:
        """Whether the burgemeester reported it: then the standstill began with that report (Gemeentewet 273)."""
        return self.bron == Bron.BURGEMEESTER
