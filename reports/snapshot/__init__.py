"""Snapshots: the facts of a report, frozen as canonical JSON (design D7).

What a report says comes from here and from nowhere else: the facts by replaying the logboek as of a
peildatum, knowing what was known at a kennisdatum. The same logboek gives the same bytes, always.
"""

from collections.abc import Callable, Mapping
from typing import Any

from reports.models import Rapportsoort
from reports.snapshot import kwartaaldashboard, toezichtbeeld
from reports.snapshot.bronnen import Blik, OverheidOnbekend
from reports.snapshot.hash import sha256

__all__ = ["Blik", "OverheidOnbekend", "maak_feiten", "sha256"]

_SOORTEN: Mapping[str, Callable[[Blik], dict[str, Any]]] = {
    Rapportsoort.TOEZICHTBEELD: toezichtbeeld.maak,
    Rapportsoort.KWARTAALDASHBOARD: kwartaaldashboard.maak,
}


def maak_feiten(soort: str, blik: Blik) -> dict[str, Any]:
    """The facts of one report as plain JSON values.

    Raises `OverheidOnbekend` when a report on one organisation is asked and the logboek does not know it.
    """
    return {"soort": soort, **_SOORTEN[soort](blik)}
