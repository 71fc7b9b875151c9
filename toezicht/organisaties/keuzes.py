"""The organisations under supervision as lists of filters and acts ask them, with SQL built once (ADR 0017)."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings

from toezicht.core.vaste_vragen import Gat, vast
from toezicht.organisaties.models import Overheid
from toezicht.organisaties.selectors import onder_toezicht_van

if TYPE_CHECKING:
    from django.db.models import QuerySet


def een_onder_toezicht(pk: int) -> Overheid | None:
    """One of `onder_toezicht`, or None."""
    return _een.eerste(pk=pk, provincie=settings.PROVINCIE_CODE)


def namen_onder_toezicht(*, op: dt.date | None = None) -> list[tuple[str, str]]:
    """(code, name) of `onder_toezicht`, by name."""
    provincie = settings.PROVINCIE_CODE
    return _namen(provincie=provincie) if op is None else _namen_op(provincie=provincie, op=op)


@vast
def _een(pk: Gat, provincie: Gat) -> "QuerySet[Overheid]":
    """One organisation, if this province supervises it."""
    return onder_toezicht_van(provincie).filter(pk=pk)


@vast
def _namen(provincie: Gat) -> "QuerySet[Overheid, tuple[str, str]]":
    """All that this province supervises, now or before."""
    return onder_toezicht_van(provincie).values_list("code", "naam")


@vast
def _namen_op(provincie: Gat, op: Gat) -> "QuerySet[Overheid, tuple[str, str]]":
    """What this province supervises on a day."""
    return onder_toezicht_van(provincie).geldig_op(op).values_list("code", "naam")
