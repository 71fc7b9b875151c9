"""Counts that stand on every page: their SQL is built once per person, rights and day, not once per request.

Building the query of a dozen sources costs five times what running it does (`bin/bench`).
"""

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection

from toezicht.core import clock
from toezicht.core.models import User

if TYPE_CHECKING:
    from django.db.models import QuerySet

MAX_VRAGEN = 512
_vragen: dict["_Sleutel", tuple[str, tuple[Any, ...]]] = {}


class _Sleutel(NamedTuple):
    """All that the SQL may follow from."""

    naam: str
    user_id: int
    rechten: frozenset[str]
    dag: dt.date


def tel(naam: str, user: User, maak: Callable[[], "QuerySet[Any, tuple[Any, ...]]"]) -> list[int]:
    """The one row of numbers that the query of `maak` gives; one query.

    The SQL is kept under `naam`, the account, its rights and the day, so `maak` may look at nothing else.
    """
    sleutel = _Sleutel(naam, user.pk, frozenset(user.get_all_permissions()), clock.vandaag())
    vraag = _vragen.get(sleutel)
    if vraag is None:
        if len(_vragen) >= MAX_VRAGEN:
            _vragen.clear()
        vraag = _vragen[sleutel] = maak().query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(*vraag)
        rij = cursor.fetchone()
    return [int(waarde or 0) for waarde in rij or ()]
