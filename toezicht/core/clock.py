"""The one clock: business dates and times come from here (design.md 4.9).

Tests and the demo set it; production may not (`toezicht.settings.production` refuses the variable).
"""

import datetime as dt
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

_fixed: ContextVar[dt.datetime | None] = ContextVar("fixed_clock", default=None)


def _anchored() -> dt.datetime:
    """Real time, or the demo's: `TOEZICHT_KLOK="<iso moment>|<epoch second at which it was that moment>"`."""
    anchor = os.environ.get("TOEZICHT_KLOK")
    if not anchor:
        return dt.datetime.fromtimestamp(time.time(), tz=AMSTERDAM)
    moment, _, epoch = anchor.partition("|")
    elapsed = dt.timedelta(seconds=time.time() - float(epoch))
    return (dt.datetime.fromisoformat(moment).astimezone(dt.UTC) + elapsed).astimezone(AMSTERDAM)


def nu() -> dt.datetime:
    """The present moment, aware, in Europe/Amsterdam."""
    return _fixed.get() or _anchored()


def vandaag() -> dt.date:
    """The business date: the calendar day in Europe/Amsterdam."""
    return nu().date()


def lokaal(moment: dt.datetime) -> dt.datetime:
    """The same moment on the wall clock in Amsterdam."""
    return moment.astimezone(AMSTERDAM)


def moment(datum: dt.date, tijd: dt.time = dt.time(9, 0)) -> dt.datetime:
    """An aware moment on `datum` at `tijd` in Amsterdam."""
    return dt.datetime.combine(datum, tijd, tzinfo=AMSTERDAM)


@contextmanager
def klok_op(stand: dt.datetime | dt.date) -> Iterator[None]:
    """Set the clock within the block (tests and the demo's story). A date means nine in the morning."""
    if not isinstance(stand, dt.datetime):
        stand = moment(stand)
    token = _fixed.set(stand.astimezone(AMSTERDAM))
    try:
        yield
    finally:
        _fixed.reset(token)
