"""The second weighing of a signal: four eyes in the right, the service and the table."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from signalen.keuzes import Ernst, HerwegingStatus
from toezicht.core import rollen
from toezicht.core.models import User
from toezicht.core.transitions import FSMField, overgang


def is_tweede_paar_ogen(herweging: Any, user: User) -> bool:
    """Right: may decide on a weight, but never on an own proposal."""
    return user.has_perm(rollen.WEEG_MEE) and user.pk != herweging.voorgesteld_door_id


class Herweging(models.Model):
    """A proposal to weigh a signal licht → zwaar or back; another person decides (4.2)."""

    signaal = models.ForeignKey("signalen.Signaal", on_delete=models.PROTECT, related_name="herwegingen")
    van_ernst = models.CharField(max_length=6, choices=Ernst.choices)
    naar_ernst = models.CharField(max_length=6, choices=Ernst.choices)
    reden = models.TextField()
    status = FSMField(
        max_length=12, choices=HerwegingStatus.choices, default=HerwegingStatus.VOORGESTELD, protected=True
    )
    voorgesteld_door = models.ForeignKey("core.User", on_delete=models.PROTECT, related_name="+")
    voorgesteld_op = models.DateTimeField()
    besloten_door = models.ForeignKey("core.User", on_delete=models.PROTECT, null=True, related_name="+")
    besloten_op = models.DateTimeField(null=True)
    besluit_reden = models.TextField(blank=True)

    class Meta:
        verbose_name = "herweging"
        verbose_name_plural = "herwegingen"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(besloten_door__isnull=True) | ~Q(besloten_door=F("voorgesteld_door")),
                name="herweging_vier_ogen",
            ),
            models.CheckConstraint(condition=~Q(van_ernst=F("naar_ernst")), name="herweging_verandert_iets"),
            models.CheckConstraint(
                condition=Q(status__in=HerwegingStatus.values), name="herweging_status_bestaat"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=(HerwegingStatus.AANGENOMEN, HerwegingStatus.AFGEWEZEN))
                | Q(besloten_door__isnull=False, besloten_op__isnull=False),
                name="herweging_besluit_heeft_beslisser",
            ),
            models.UniqueConstraint(
                fields=["signaal"], condition=Q(status=HerwegingStatus.VOORGESTELD), name="herweging_een_open"
            ),
        ]
        indexes = [
            models.Index(
                fields=["voorgesteld_op"],
                name="herweging_open",
                condition=Q(status=HerwegingStatus.VOORGESTELD),
            )
        ]

    def __str__(self) -> str:
        return f"{self.signaal_id}: {self.van_ernst} → {self.naar_ernst}"

    @overgang(
        status,
        van=[HerwegingStatus.VOORGESTELD],
        naar=HerwegingStatus.AANGENOMEN,
        titel="Herweging aannemen",
        niveau="tweede beoordelaar",
        grondslag="beleidskader signalen 4.2",
        recht=is_tweede_paar_ogen,
    )
    def neem_aan(self) -> None:
        """The second person agrees."""

    @overgang(
        status,
        van=[HerwegingStatus.VOORGESTELD],
        naar=HerwegingStatus.AFGEWEZEN,
        titel="Herweging afwijzen",
        niveau="tweede beoordelaar",
        grondslag="beleidskader signalen 4.2",
        recht=is_tweede_paar_ogen,
    )
    def wijs_af(self) -> None:
        """The second person does not agree."""

    @overgang(
        status,
        van=[HerwegingStatus.VOORGESTELD],
        naar=HerwegingStatus.VERVALLEN,
        titel="Herweging laten vervallen",
        niveau="systeem",
        grondslag="beleidskader signalen 4.2",
        recht=is_tweede_paar_ogen,
    )
    def vervalt(self) -> None:
        """The signal ended before anybody decided."""
