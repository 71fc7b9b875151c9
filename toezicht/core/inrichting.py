"""Groups and rights as `rollen.ROLLEN` says: made and brought back in line, as often as you like."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from toezicht.core.rollen import ROLLEN


@dataclass(frozen=True, slots=True)
class Inrichting:
    """What was done. `ontbreekt` names rights that no model or app knows (no `migrate` yet, or a typo)."""

    gemaakt: tuple[str, ...]
    gewijzigd: tuple[str, ...]
    ontbreekt: tuple[str, ...]


@transaction.atomic
def richt_in() -> Inrichting:
    """Make the groups of the roles and give each exactly its rights; other groups are left alone."""
    bestaand = _rechten()
    gemaakt, gewijzigd = [], []
    ontbreekt: set[str] = set()
    for rol in ROLLEN:
        group, created = Group.objects.get_or_create(name=rol.code)
        ontbreekt.update(set(rol.rechten) - set(bestaand))
        wanted = {bestaand[recht] for recht in rol.rechten if recht in bestaand}
        if created:
            gemaakt.append(rol.code)
        elif wanted != set(group.permissions.values_list("pk", flat=True)):
            gewijzigd.append(rol.code)
        group.permissions.set(wanted)
    return Inrichting(tuple(gemaakt), tuple(gewijzigd), tuple(sorted(ontbreekt)))


def _rechten() -> Mapping[str, int]:
    """{"app.codename": primary key} of every right that exists."""
    rijen = Permission.objects.values_list("content_type__app_label", "codename", "pk")
    return {f"{app}.{codename}": pk for app, codename, pk in rijen}
