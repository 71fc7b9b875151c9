"""Periods and rhythms of scheduled reports. Plain date arithmetic on the calendar of Amsterdam.

A period has a code that sorts and never changes: "2026", "2026-K3", "2026-09", "2026-09-30". A report
made on another day than the end of its period carries that day as well: "2026-K3:2026-08-15".
"""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from django.db.models import TextChoices

from toezicht.core import clock


class Ritme(TextChoices):
    """How often a report is made."""

    DAG = "dag", "Elke dag"
    MAAND = "maand", "Elke maand"
    KWARTAAL = "kwartaal", "Elk kwartaal"
    JAAR = "jaar", "Elk jaar"


MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
KWARTALEN = ("eerste", "tweede", "derde", "vierde")
_KWARTAAL = re.compile(r"(\d{4})-K([1-4])")
_MAAND = re.compile(r"(\d{4})-(\d{2})")
_JAAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Periode:
    """A stretch of days, both ends included."""

    code: str
    van: dt.date
    tot: dt.date

    @property
    def naam(self) -> str:
        """As people say it."""
        hele, _, peildatum = self.code.partition(":")
        naam = _naam(hele, self.van)
        return f"{naam}, tot en met {datum_lang(dt.date.fromisoformat(peildatum))}" if peildatum else naam


def datum_lang(datum: dt.date) -> str:
    """1 oktober 2026."""
    return f"{datum.day} {MAANDEN[datum.month - 1]} {datum.year}"


def _naam(code: str, van: dt.date) -> str:
    if treffer := _KWARTAAL.fullmatch(code):
        return f"{KWARTALEN[int(treffer[2]) - 1]} kwartaal {treffer[1]}"
    if _MAAND.fullmatch(code):
        return f"{MAANDEN[van.month - 1]} {van.year}"
    return code if _JAAR.fullmatch(code) else datum_lang(van)


def periode_rond(ritme: str, datum: dt.date) -> Periode:
    """The whole period of this rhythm in which `datum` lies."""
    jaar, maand = datum.year, datum.month
    if ritme == Ritme.JAAR:
        return Periode(f"{jaar}", dt.date(jaar, 1, 1), dt.date(jaar, 12, 31))
    if ritme == Ritme.KWARTAAL:
        kwartaal = (maand - 1) // 3 + 1
        return Periode(
            f"{jaar}-K{kwartaal}", dt.date(jaar, 3 * kwartaal - 2, 1), _laatste_dag(jaar, 3 * kwartaal)
        )
    if ritme == Ritme.MAAND:
        return Periode(f"{jaar}-{maand:02}", dt.date(jaar, maand, 1), _laatste_dag(jaar, maand))
    return Periode(datum.isoformat(), datum, datum)


def periode_tot(ritme: str, peildatum: dt.date) -> Periode:
    """The period of this rhythm up to `peildatum`: the whole one when that is its last day."""
    heel = periode_rond(ritme, peildatum)
    return heel if heel.tot == peildatum else Periode(f"{heel.code}:{peildatum}", heel.van, peildatum)


def lees_periode(code: str) -> Periode:
    """The period with this code. Raises ValueError for a code that is none."""
    hele, _, peildatum = code.partition(":")
    try:
        heel = _lees_hele(hele)
        return Periode(code, heel.van, dt.date.fromisoformat(peildatum)) if peildatum else heel
    except ValueError as fout:
        raise ValueError(f"{code!r} is no period") from fout


def _lees_hele(code: str) -> Periode:
    if treffer := _KWARTAAL.fullmatch(code):
        return periode_rond(Ritme.KWARTAAL, dt.date(int(treffer[1]), 3 * int(treffer[2]), 1))
    if treffer := _MAAND.fullmatch(code):
        return periode_rond(Ritme.MAAND, dt.date(int(treffer[1]), int(treffer[2]), 1))
    if _JAAR.fullmatch(code):
        return periode_rond(Ritme.JAAR, dt.date(int(code), 1, 1))
    return periode_rond(Ritme.DAG, dt.date.fromisoformat(code))


def volgende(ritme: str, periode: Periode) -> Periode:
    """The whole period after this one."""
    return periode_rond(ritme, periode.tot + dt.timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Moment:
    """When after its end a period's report is due: day and time on the wall clock; per year the month too."""

    tijd: dt.time
    dag: int = 1
    maand: int = 1

    def na(self, ritme: str, periode: Periode) -> dt.datetime:
        """The due moment, aware. A wall-clock time that the spring change skips falls an hour later;
        one that the autumn change repeats falls on the first."""
        daarna = periode.tot + dt.timedelta(days=1)
        if ritme == Ritme.JAAR:
            daarna = _dag_in(daarna.year, self.maand, self.dag)
        elif ritme != Ritme.DAG:
            daarna = _dag_in(daarna.year, daarna.month, self.dag)
        return clock.moment(daarna, self.tijd)


def _dag_in(jaar: int, maand: int, dag: int) -> dt.date:
    return dt.date(jaar, maand, min(dag, calendar.monthrange(jaar, maand)[1]))


def _laatste_dag(jaar: int, maand: int) -> dt.date:
    return dt.date(jaar, maand, calendar.monthrange(jaar, maand)[1])
