"""Does this body need approval this year, and why: the one place that asks the regime (finance.md 1.5, 1.6)."""

import datetime as dt

from interventieladder.models.goedkeuring import Plichtgrond
from interventieladder.selectors.arhi_toezicht import arhi_toezicht_van
from interventieladder.selectors.begrotingsjaren import regime_van


def plichtgrond_van(overheid_id: int, jaar: int, op: dt.date) -> str | None:
    """The ground for approval on this day; empty when the year is known to be free, None when nobody knows.

    A `Plichtgrond`: the regime of the year comes first, then the overlay of the Wet arhi.
    """
    regime = regime_van(overheid_id, jaar, op)
    if regime is not None and regime.preventief:
        return regime.grond
    if arhi_toezicht_van(overheid_id, op) is not None:
        return str(Plichtgrond.ARHI)
    if regime is None or not regime.juridisch_regime:
        return None
    return ""
