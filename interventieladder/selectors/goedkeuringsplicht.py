"""Does this body need approval this year, and why: the one place that asks the regime (finance.md 1.5, 1.6)."""

import datetime as dt

from interventieladder.models.begrotingsjaar import Begrotingsjaar, JuridischRegime


def plichtgrond_van(overheid_id: int, jaar: int, op: dt.date) -> str | None:
    """The ground for approval on this day, empty when the year is known to be free, None when nothing is recorded."""
    regime = Begrotingsjaar.objects.filter(overheid_id=overheid_id, jaar=jaar).first()
    if regime is None or not regime.juridisch_regime:
        return None
    ingetrokken = regime.ingetrokken_op is not None and regime.ingetrokken_op <= op
    preventief = regime.juridisch_regime == JuridischRegime.PREVENTIEF or (
        regime.ingetrokken_op is not None and not ingetrokken
    )
    return str(regime.regimegrond) if preventief else ""
