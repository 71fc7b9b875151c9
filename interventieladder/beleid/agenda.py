"""Dates that follow from the policy: meetings of GS, closing of papers, fixed dates. Pure functions."""

import datetime as dt
from collections.abc import Callable, Sequence

from interventieladder.beleid.soorten import Beleid
from interventieladder.vergaderkalender import Vergaderritme
from toezicht.core.fouten import Weigering

WEEKDAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")
MEERDERHEID, ALLE, NIET = SCHRIFTELIJK = ("meerderheid", "alle", "niet")
"""What decides in the urgent written procedure of GS: a choice of the province."""
STRIKT, VOLGENDE_WERKDAG = "strikt", "volgende_werkdag"
_DAG = dt.timedelta(days=1)


def gs_vergaderingen(beleid: Beleid, van: dt.date, tot: dt.date) -> Sequence[dt.date]:
    """The days on which GS meet from `van` up to and including `tot`, without the days they do not meet."""
    if tot < van:
        raise Weigering("Kies een einddatum op of na de begindatum.", veld="tot")
    agenda = beleid.gs
    wanneer = WEEKDAGEN.index(agenda.vergaderdag)
    eerste = van + _DAG * ((wanneer - van.weekday()) % 7)
    vast = (eerste + dt.timedelta(weeks=n) for n in range((tot - eerste).days // 7 + 1))
    extra = (d for d in agenda.extra if van <= d <= tot)
    return sorted({*vast, *extra} - set(agenda.zonder))


def laatste_vergadering(beleid: Beleid, jaar: int) -> dt.date:
    """The last day in a calendar year on which GS meet."""
    return gs_vergaderingen(beleid, dt.date(jaar, 1, 1), dt.date(jaar, 12, 31))[-1]


def ritme(beleid: Beleid) -> Vergaderritme:
    """The rhythm of GS in this policy, for what must fit within a term."""
    gs = beleid.gs
    return Vergaderritme(WEEKDAGEN.index(gs.vergaderdag), gs.aanlevering_dagen, gs.extra, gs.zonder)


def laatste_aanlevering(beleid: Beleid, vergadering: dt.date) -> dt.date:
    """The last day on which papers for this meeting are taken."""
    return vergadering - _DAG * beleid.gs.aanlevering_dagen


def eerste_haalbare_vergadering(beleid: Beleid, op: dt.date, *, binnen_weken: int = 26) -> dt.date | None:
    """The first meeting whose papers are still open on `op`; None when there is none within so many weeks."""
    einde = op + dt.timedelta(weeks=binnen_weken)
    for vergadering in gs_vergaderingen(beleid, op, einde):
        if laatste_aanlevering(beleid, vergadering) >= op:
            return vergadering
    return None


def vaste_datum(beleid: Beleid, datum: dt.date, is_vrij: Callable[[dt.date], bool]) -> dt.date:
    """The last day of a fixed calendar date as this province keeps it (finance.md 1.4, ladder.md 1.9).

    `strikt` leaves it; `volgende_werkdag` moves it past weekend and holidays. `is_vrij` is the calendar's.
    """
    if beleid.vaste_datum == VOLGENDE_WERKDAG:
        while is_vrij(datum):
            datum += _DAG
    return datum
