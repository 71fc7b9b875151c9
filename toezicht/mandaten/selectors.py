"""Reads of the mandate register, always on a date: the day of deciding."""

import datetime as dt

from django.db.models import Q

from toezicht.mandaten.models import Belang, Machtiging


def machtiging_voor(handeling: str, op: dt.date) -> str:
    """The decision that authorises the portefeuillehouder for this step on this day, or empty (Pw 166)."""
    return (
        Machtiging.objects.filter(Q(tot__isnull=True) | Q(tot__gt=op), handeling=handeling, van__lte=op)
        .order_by("-van")
        .values_list("grondslag", flat=True)
        .first()
        or ""
    )


def gemachtigde_handelingen(op: dt.date) -> set[str]:
    """The steps for which the portefeuillehouder is authorised on this day (Pw 166)."""
    return set(
        Machtiging.objects.filter(Q(tot__isnull=True) | Q(tot__gt=op), van__lte=op).values_list(
            "handeling", flat=True
        )
    )


def belang_van(gebruiker_id: int, overheid_id: int, op: dt.date) -> str:
    """Why this person must step aside for this organisation on this day, or empty (Awb 2:4)."""
    return (
        Belang.objects.filter(
            Q(tot__isnull=True) | Q(tot__gt=op),
            gebruiker_id=gebruiker_id,
            overheid_id=overheid_id,
            van__lte=op,
        )
        .values_list("toelichting", flat=True)
        .first()
        or ""
    )
