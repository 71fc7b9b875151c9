"""Who holds a role or a right."""

from collections.abc import Collection

from django.contrib.auth.models import Group
from django.db.models import QuerySet

from toezicht.core.models import User


def met_rol(*codes: str) -> QuerySet[User]:
    """Accounts that can log in and hold one of these roles (`toezicht.core.rollen`), each once."""
    return User.objects.filter(is_active=True, groups__name__in=codes).distinct().order_by("pk")


def met_recht(recht: str, *, zonder_rollen: Collection[str] = ()) -> QuerySet[User]:
    """Open accounts that hold a right by one of their roles, each once; roles in `zonder_rollen` give none here."""
    app, codenaam = recht.split(".")
    groepen = Group.objects.filter(permissions__codename=codenaam, permissions__content_type__app_label=app)
    if zonder_rollen:
        groepen = groepen.exclude(name__in=zonder_rollen)
    return User.objects.filter(is_active=True, groups__in=groepen).distinct()
