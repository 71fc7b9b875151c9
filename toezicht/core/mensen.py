"""Who holds a role."""

from django.db.models import QuerySet

from toezicht.core.models import User


def met_rol(*codes: str) -> QuerySet[User]:
    """Accounts that can log in and hold one of these roles (`toezicht.core.rollen`), each once."""
    return User.objects.filter(is_active=True, groups__name__in=codes).distinct().order_by("pk")
