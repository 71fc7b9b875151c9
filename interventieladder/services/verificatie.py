"""The second pair of eyes on what somebody recorded: one act for assessments, facts and papers."""

from interventieladder.models import Beoordeling, Dossier, Feit, Stuk
from interventieladder.selectors.tegenlezen import is_eigen_werk
from toezicht.core import clock, rollen
from toezicht.core.fouten import Conflict, GeenRecht
from toezicht.core.models import User


def verifieer(rij: Beoordeling | Feit | Stuk, dossier: Dossier, door: User, *, maker_id: int) -> None:
    """Set who verified and when; the caller holds the lock on the dossier and writes the log.

    Raises `GeenRecht` without the right and for own work (I4), `Conflict` in a closed dossier (I5), when it is
    verified already, or when it was replaced meanwhile: what replaced it is what counts.
    """
    if not door.has_perm(rollen.LEES_TEGEN):
        raise GeenRecht("U mag dit niet verifiëren. Vraag een tweede lezer.")
    if is_eigen_werk(door, dossier, maker_id):
        raise GeenRecht("Wie het vastlegde en de behandelaar verifiëren niet zelf. Vraag een collega.")
    if dossier.gesloten:
        raise Conflict(f"Dossier {dossier.nummer} is gesloten; daarin verandert niets meer.")
    if rij.geverifieerd_op is not None:
        raise Conflict("Een collega heeft dit al geverifieerd. Ververs de pagina.")
    if not isinstance(rij, Beoordeling) and type(rij)._default_manager.filter(vervangt=rij.pk).exists():
        raise Conflict("Dit is intussen vervangen door een nieuwere versie. Verifieer die.")
    rij.geverifieerd_door, rij.geverifieerd_op = door, clock.vandaag()
    rij.save(update_fields=["geverifieerd_door", "geverifieerd_op"])
