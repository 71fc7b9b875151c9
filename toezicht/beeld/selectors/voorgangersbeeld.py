"""Finances from before a herindeling, for the page of a municipality that has none of its own."""

import datetime as dt

from signalen.selectors.voorgangers import Voorgangerscijfers, cijfers_van_voorgangers
from toezicht.core.models import User
from toezicht.organisaties.bijwerken import BEGIN_VAN_DE_SET
from toezicht.organisaties.selectors import OverheidGegevens

__all__ = ["Voorgangerscijfers", "van_voorgangers"]


def van_voorgangers(
    user: User, overheid: OverheidGegevens, op: dt.date, *, vandaag: bool
) -> Voorgangerscijfers | None:
    """The accounts of its predecessors as they were known on `op`; of municipalities only.

    One that is as old as our set came from no herindeling that we know.
    """
    if overheid.soort != "gemeente" or overheid.geldig_van <= BEGIN_VAN_DE_SET:
        return None
    return cijfers_van_voorgangers(overheid.id, op=op, user=user, ontvangen_tot=None if vandaag else op)
