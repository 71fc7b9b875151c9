"""Where rights come from: roles alone."""

from typing import TYPE_CHECKING

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission

from toezicht.core.models import User

if TYPE_CHECKING:
    from django.db.models import QuerySet


class RollenBackend(ModelBackend):
    """A person has the rights of their roles and none of their own, so nobody looks for those (rollen.py)."""

    def _get_user_permissions(self, user_obj: User) -> "QuerySet[Permission]":
        return Permission.objects.none()
