"""Whether designated decisions of a gemeente need approval on a day (Wet arhi 21), beside its regime."""

import datetime as dt
from typing import NamedTuple

from django.db.models import Q

from interventieladder.models import Ladderstap
from interventieladder.standen.arhi_toezicht import CATEGORIEEN, PLAN, S


class ArhiToezicht(NamedTuple):
    """The overlay on a day: since when, which kinds of decisions, its limits, and the number of the dossier."""

    sinds: dt.date
    categorieen: tuple[str, ...]
    afbakening: str
    dossier: str


def arhi_toezicht_van(overheid_id: int, op: dt.date) -> ArhiToezicht | None:
    """The overlay that holds for this gemeente on `op`, or None."""
    verblijf = (
        Ladderstap.objects.filter(
            Q(tot__isnull=True) | Q(tot__gt=op),
            dossier__ladder=PLAN.code,
            dossier__overheid_id=overheid_id,
            trede=S.AANGEWEZEN,
            van__lte=op,
        )
        .select_related("dossier")
        .order_by("van")
        .first()
    )
    if verblijf is None:
        return None
    feit = verblijf.dossier.feiten.feit("categorieen", tot=op)
    gekozen = tuple(naam for code, naam in CATEGORIEEN if feit and feit.waarden[code])
    return ArhiToezicht(
        verblijf.van, gekozen, feit.waarden["afbakening"] if feit else "", verblijf.dossier.nummer
    )
