"""Who confirms as a second person what somebody else recorded: the rule, for pages and services alike."""

from interventieladder.models import Beoordeling, Dossier, Feit, Paraaf
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


def las_mee(dossier: Dossier) -> str:
    """Who checked something here last without being assigned; empty where a second reader is, or nobody checked."""
    if dossier.tweede_lezer_id is not None:
        return ""
    nagezien: list[Beoordeling | Feit] = [*dossier.feiten.beoordelingen, *dossier.feiten.losse_feiten]
    wie = [
        (gezien.geverifieerd_op, gezien.geverifieerd_door.naam)
        for gezien in nagezien
        if gezien.geverifieerd_op is not None and gezien.geverifieerd_door is not None
    ]
    parafen = Paraaf.objects.filter(voorstel__dossier=dossier, onderdeel="lezer", akkoord=True)
    if (paraaf := parafen.select_related("door").last()) is not None:
        wie.append((paraaf.op, paraaf.door.naam))
    return max(wie)[1] if wie else ""
