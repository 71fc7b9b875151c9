"""The members of GS, as far as meetings need them."""

import datetime as dt

from interventieladder.models import GSLid
from toezicht.core.models import User

BEGIN = dt.date(2023, 7, 1)
"""Members without a known first day count from the start of the term 2023-2027."""


def neem_lid_op(*, naam: str, functie: str, gebruiker: User | None = None, van: dt.date = BEGIN) -> GSLid:
    """Record a member of GS; again is harmless."""
    lid, _ = GSLid.objects.get_or_create(
        naam=naam, van=van, defaults={"functie": functie, "gebruiker": gebruiker}
    )
    return lid
