"""Every date again, by another road: the package `holidays` and an arithmetic that shares nothing with ours.

The second implementation knows no table of feast days and no roll: it draws up the list of all working days of
2023-2032, and looks ends up in it by bisection. Only the KB days are given to both, as they are data.
"""

import datetime as dt
from bisect import bisect_left, bisect_right

import holidays
import pytest

from toezicht.core.termijnen import Basis, Eenheid, Lengte, bereken, standaard_kalender

EERSTE, LAATSTE = dt.date(2024, 1, 1), dt.date(2030, 12, 31)
ORDINALEN = range(dt.date(2023, 1, 1).toordinal(), dt.date(2032, 12, 31).toordinal() + 1)
KB = {dag.datum for dag in standaard_kalender().kb_dagen}


def _feestdagen():
    """Public holidays and Good Friday of the package, and 5 May in every year (Atw 3)."""
    bekend = holidays.country_holidays(
        "NL", years=range(2023, 2033), categories=("public", "optional"), language="nl"
    )
    dagen = {datum for datum, naam in bekend.items() if "Oudjaar" not in naam}
    return dagen | {dt.date(jaar, 5, 5) for jaar in range(2023, 2033)}


VRIJ = {datum.toordinal() for datum in _feestdagen() | KB}
WERKDAGEN = [n for n in ORDINALEN if n % 7 not in (6, 0) and n not in VRIJ]  # ordinal 1 was a Monday
MAANDLENGTE = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def _maanden_later(datum, maanden):
    jaar, maand = datum.year, datum.month
    for _ in range(maanden):
        maand += 1
        if maand == 13:
            jaar, maand = jaar + 1, 1
    schrikkel = maand == 2 and (jaar % 4 == 0 and (jaar % 100 != 0 or jaar % 400 == 0))
    laatste = 29 if schrikkel else MAANDLENGTE[maand - 1]
    return dt.date(jaar, maand, min(datum.day, laatste))


def einde_langs_andere_weg(start, aantal, eenheid, geldt):
    """(raw end, effective end) by looking up in the list of working days."""
    if eenheid == "maanden":
        ruw = _maanden_later(start, aantal).toordinal()
    else:
        ruw = start.toordinal() + aantal * {"dagen": 1, "weken": 7}[eenheid]
    te_lang = aantal > {"dagen": 90, "weken": 12, "maanden": 3}[eenheid]
    if not geldt or te_lang:
        return ruw, ruw
    einde = WERKDAGEN[bisect_left(WERKDAGEN, ruw)]
    if eenheid != "dagen" or aantal >= 3:
        tweede = WERKDAGEN[bisect_right(WERKDAGEN, start.toordinal()) + 1]
        einde = max(einde, tweede)
    return ruw, einde


LENGTEN = [
    *[(n, Eenheid.DAGEN) for n in (1, 2, 3, 5, 10, 14, 28, 90, 91)],
    *[(n, Eenheid.WEKEN) for n in (2, 4, 6, 12, 13)],
    *[(n, Eenheid.MAANDEN) for n in (1, 2, 3, 6)],
]
BASES = [
    (Basis.WET, False, True),
    (Basis.AMVB, False, True),
    (Basis.BRIEF, True, True),
    (Basis.BESLUIT_GS, False, False),
]
STARTS = [EERSTE + dt.timedelta(days=n) for n in range((LAATSTE - EERSTE).days + 1)]


def test_there_are_more_than_two_thousand_dates():
    assert len(STARTS) == 2557


@pytest.mark.parametrize(("aantal", "eenheid"), LENGTEN, ids=[f"{n} {e.value}" for n, e in LENGTEN])
def test_every_start_of_seven_years_gives_the_same_end(aantal, eenheid):
    fout = []
    for nummer, start in enumerate(STARTS):
        basis, overeenkomstig, geldt = BASES[nummer % len(BASES)]
        onze = bereken(start, Lengte(aantal, eenheid), basis, overeenkomstig=overeenkomstig)
        verwacht = einde_langs_andere_weg(start, aantal, eenheid.value, geldt)
        if (onze.ruw_einde.toordinal(), onze.effectief_einde.toordinal()) != verwacht:
            fout.append((start, basis, onze.effectief_einde, dt.date.fromordinal(verwacht[1])))
    assert fout == []


@pytest.mark.parametrize("lengte", [Lengte.dagen(10), Lengte.weken(6), Lengte.maanden(2)], ids=str)
def test_a_statutory_term_for_every_start_without_turns(lengte):
    for start in STARTS:
        onze = bereken(start, lengte, Basis.WET)
        verwacht = einde_langs_andere_weg(start, lengte.aantal, lengte.eenheid.value, True)
        assert (onze.ruw_einde.toordinal(), onze.effectief_einde.toordinal()) == verwacht, start
