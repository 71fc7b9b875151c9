"""Who may check or decide a proposal besides having the right: never the drafter, and for GS the portfolio."""

from interventieladder.models import Voorstel
from interventieladder.selectors.beslissers import waarom_geen_portefeuille
from toezicht.core.fouten import GeenRecht
from toezicht.core.models import User


def eis_niet_opsteller(voorstel: Voorstel, door: User) -> None:
    """The same person never drafts and checks or decides (I4)."""
    if voorstel.opgesteld_door_id == door.pk:
        raise GeenRecht("U hebt dit voorstel zelf opgesteld. Een ander moet het toetsen en erover beslissen.")


def eis_mag_toetsen(voorstel: Voorstel, door: User) -> None:
    """Not the drafter, and for the check of the portefeuillehouder who holds the portfolio (ladder.md 5.1, R8)."""
    eis_niet_opsteller(voorstel, door)
    if waarom := waarom_geen_portefeuille(voorstel, door):
        raise GeenRecht(waarom)
