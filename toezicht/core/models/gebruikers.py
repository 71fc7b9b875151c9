"""People who log in. Thin on purpose: single sign-on comes later (design D13)."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractUser, Group
from django.db import models

from toezicht.core.rollen import BEHEERDER, ROLLEN
from toezicht.core.vaste_vragen import Gat, vast

if TYPE_CHECKING:
    from django.db.models import QuerySet


class User(AbstractUser):
    """An account. Roles are groups, rights hang on groups (`toezicht.core.rollen`)."""

    functie = models.CharField("functie", max_length=120, blank=True)
    gesloten_op = models.DateField("gesloten op", null=True, blank=True)

    class Meta(AbstractUser.Meta):
        verbose_name = "account"
        verbose_name_plural = "accounts"
        permissions = [
            ("beheer_accounts", "Accounts maken, wijzigen en sluiten"),
            ("bekijk_gezondheid", "Gezondheid van het systeem bekijken"),
        ]

    @property
    def naam(self) -> str:
        """The name as people say it; copied into every log line."""
        return self.get_full_name() or self.username

    @property
    def initialen(self) -> str:
        """Two letters for the round mark in the head."""
        delen = self.naam.split()
        return (delen[0][:1] + (delen[-1][:1] if len(delen) > 1 else "")).upper()

    @property
    def rolcodes(self) -> frozenset[str]:
        """Names of the groups this account is in, read once per instance."""
        if not hasattr(self, "_rolcodes"):
            self._rolcodes = frozenset(_rolnamen(account=self) if self.is_active else ())
        return self._rolcodes

    @property
    def rolnaam(self) -> str:
        """The first role in the order of the house, in words."""
        return next((rol.naam for rol in ROLLEN if rol.code in self.rolcodes), "geen rol")

    def heeft_rol(self, code: str) -> bool:
        """Whether this account holds the role now."""
        return code in self.rolcodes

    @property
    def is_beheerder(self) -> bool:
        """Whether this account manages accounts and health."""
        return self.heeft_rol(BEHEERDER)


@vast
def _rolnamen(account: Gat) -> "QuerySet[Group, str]":
    """Names of the groups of an account."""
    return Group.objects.filter(user=account).order_by().values_list("name", flat=True)
