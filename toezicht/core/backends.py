"""Where rights come from: roles alone."""

from typing import TYPE_CHECKING

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import Model

from toezicht.core.models import User
from toezicht.core.vaste_vragen import Gat, vast

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet


BEKEND = "_group_perm_cache"
"""Where `ModelBackend` keeps the rights of the groups of an account once they were read."""


class RollenBackend(ModelBackend):
    """A person has the rights of their roles and none of their own, so nobody looks for those (rollen.py).

    What every page asks is asked with SQL that was built before; the answers are those of `ModelBackend`.
    """

    def get_user(self, user_id: int) -> User | None:
        """The account of a session, or None when there is none that may log in."""
        account = _account.eerste(pk=user_id)
        return account if account is not None and self.user_can_authenticate(account) else None

    def _get_user_permissions(self, user_obj: User) -> "QuerySet[Permission]":
        return Permission.objects.none()

    def get_group_permissions(self, user_obj: "User | AnonymousUser", obj: Model | None = None) -> set[str]:
        """The rights of the roles of an account, read once per instance; none for one that is closed."""
        gewoon = isinstance(user_obj, User) and user_obj.is_active and not user_obj.is_superuser
        if gewoon and obj is None and not hasattr(user_obj, BEKEND):
            setattr(user_obj, BEKEND, {f"{app}.{code}" for app, code in _rechten(account=user_obj)})
        return super().get_group_permissions(user_obj, obj)


@vast
def _account(pk: Gat) -> "QuerySet[User]":
    """An account."""
    return User.objects.filter(pk=pk)


@vast
def _rechten(account: Gat) -> "QuerySet[Permission, tuple[str, str]]":
    """The rights of the roles of an account."""
    van_rollen = Permission.objects.filter(group__user=account)
    return van_rollen.order_by().values_list("content_type__app_label", "codename")
