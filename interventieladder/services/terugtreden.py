"""Who must step aside when GS decide (Awb 2:4): one rule for every decision of GS."""

import datetime as dt
from collections.abc import Set as AbstractSet

from interventieladder.models import GSLid
from toezicht.core.fouten import Weigering
from toezicht.mandaten.selectors import belang_van
from toezicht.organisaties.models import Overheid


def eis_teruggetreden(
    *,
    aanwezig: AbstractSet[int],
    weg: AbstractSet[int],
    opsteller_id: int | None,
    overheid: Overheid,
    op: dt.date,
) -> None:
    """Who drafted it or declared an interest was not among those who decided; somebody was left to decide.

    `aanwezig` and `weg` are ids of members of GS; `op` is the day of the decision.
    """
    if not weg <= aanwezig:
        raise Weigering("Wie terugtreedt, moet bij de aanwezigen staan.", veld="teruggetreden")
    if weg == aanwezig:
        raise Weigering("Er is niemand over om te besluiten.", veld="teruggetreden")
    for lid in GSLid.objects.filter(pk__in=aanwezig - weg, gebruiker__isnull=False):
        if lid.gebruiker_id == opsteller_id:
            raise Weigering(f"{lid.naam} stelde het voorstel op en moet terugtreden.", veld="teruggetreden")
        if lid.gebruiker_id and belang_van(lid.gebruiker_id, overheid.pk, op):
            raise Weigering(
                f"{lid.naam} heeft een belang bij {overheid.naam} en moet terugtreden (Awb 2:4).",
                veld="teruggetreden",
            )
