"""Who confirms as a second person what somebody else recorded: the rule, for pages and services alike."""

from interventieladder.models import Dossier
from toezicht.core import rollen
from toezicht.core.models import User


def is_eigen_werk(user: User, dossier: Dossier, maker_id: int | None) -> bool:
    """Neither the maker nor the behandelaar is a second person (ladder.md 1.9, I4)."""
    return user.pk in (maker_id, dossier.behandelaar_id)


def mag_tegenlezen(user: User, dossier: Dossier, maker_id: int | None) -> bool:
    """Whoever holds the right, in an open dossier, about the work of others."""
    return (
        not dossier.gesloten
        and user.has_perm(rollen.LEES_TEGEN)
        and not is_eigen_werk(user, dossier, maker_id)
    )
