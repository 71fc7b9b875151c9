"""Reads of the mandate register, always on a date: the day of deciding."""

import datetime as dt

from django.db.models import Q, QuerySet

from toezicht.core.vaste_vragen import Gat, vast
from toezicht.mandaten.models import Belang, Machtiging


def machtiging_voor(handeling: str, op: dt.date) -> str:
    """The decision that authorises the portefeuillehouder for this step on this day, or empty (Pw 166)."""
    return (
        geldende_machtigingen(op)
        .filter(handeling=handeling)
        .order_by("-van")
        .values_list("grondslag", flat=True)
        .first()
        or ""
    )


def geldende_machtigingen(op: dt.date) -> "QuerySet[Machtiging]":
    """What authorises the portefeuillehouder on this day (Pw 166), to look up within another query."""
    return Machtiging.objects.filter(Q(tot__isnull=True) | Q(tot__gt=op), van__lte=op)


def belang_van(gebruiker_id: int, overheid_id: int, op: dt.date) -> str:
    """Why this person must step aside for this organisation on this day, or empty (Awb 2:4)."""
    return _belangen.eerste(gebruiker=gebruiker_id, overheid=overheid_id, op=op) or ""


@vast
def _belangen(gebruiker: Gat, overheid: Gat, op: Gat) -> "QuerySet[Belang, str]":
    """What this person declared about this organisation, as it stands on a day."""
    geldt = Q(tot__isnull=True) | Q(tot__gt=op)
    gevonden = Belang.objects.filter(geldt, gebruiker=gebruiker, overheid=overheid, van__lte=op)
    return gevonden.order_by("pk").values_list("toelichting", flat=True)[:1]
