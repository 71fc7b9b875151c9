"""Accounts by their user name: how the API names people of the province."""

from toezicht.core.fouten import Weigering
from toezicht.core.models import User


def account_id(gebruikersnaam: str, *, veld: str) -> int:
    """The key of the account with this name. `Weigering` for none; whether it may do the work, the service says."""
    gevonden = User.objects.filter(username=gebruikersnaam[:150]).values_list("pk", flat=True).first()
    if gevonden is None:
        raise Weigering("Dit account bestaat niet. Geef de gebruikersnaam van een collega.", veld=veld)
    return int(gevonden)
