"""Which days are Saturday, Sunday or a recognised holiday (Algemene termijnenwet art. 3).

The feast days are computed; the days that a royal decree (KB) equates with them are a table, because
each decree covers about three years and cannot be computed.
"""

import csv
import datetime as dt
import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from toezicht.core.fouten import Weigering

EERSTE_JAAR = 2014  # before that the Koning's birthday was Koninginnedag, 30 April (BWBR0032908)
KB_BESTAND = Path(__file__).with_name("feestdagen_kb.csv")
KB_KOLOMMEN = ["datum", "naam", "bron"]

LID_FEESTDAG = "Algemene termijnenwet art. 3, eerste lid"
LID_GOEDE_VRIJDAG = "Algemene termijnenwet art. 3, tweede lid"
LID_KB = "Algemene termijnenwet art. 3, derde lid"

_REKENREGELS = "1"  # raise when the computed feast days change: it is part of `Kalender.versie`
_ZATERDAG, _ZONDAG = 5, 6


class OngeldigeTermijn(Weigering):
    """A date or length that the termijnenrekenaar cannot work with. `veld` is `start` or `aantal`."""


@dataclass(frozen=True, slots=True)
class KBDag:
    """A day equated with a holiday by royal decree (Algemene termijnenwet art. 3, derde lid)."""

    datum: dt.date
    naam: str
    bron: str


@dataclass(frozen=True, slots=True)
class Feestdag:
    """A holiday or equated day by name, and the paragraph that makes it one."""

    naam: str
    grondslag: str


def eis_datum(datum: dt.date, veld: str = "start") -> None:
    """Refuse a date the calendar does not know.

    Raises `OngeldigeTermijn` before 1 January 2014, and `TypeError` for a datetime: its day depends on
    the time zone, so the caller must choose it.
    """
    if isinstance(datum, dt.datetime):
        raise TypeError("give a date, not a datetime")
    if datum.year < EERSTE_JAAR:
        raise OngeldigeTermijn(
            f"Kies een datum vanaf 1 januari {EERSTE_JAAR}: oudere feestdagen zijn niet bekend.", veld=veld
        )


def pasen(jaar: int) -> dt.date:
    """Easter Sunday of a Gregorian year, by the anonymous Gregorian computus (Meeus/Jones/Butcher)."""
    eeuw, in_eeuw = divmod(jaar, 100)
    gulden = jaar % 19
    correctie = (eeuw - (eeuw + 8) // 25 + 1) // 3
    epacta = (19 * gulden + eeuw - eeuw // 4 - correctie + 15) % 30
    weekdag = (32 + 2 * (eeuw % 4) + 2 * (in_eeuw // 4) - epacta - in_eeuw % 4) % 7
    schuif = (gulden + 11 * epacta + 22 * weekdag) // 451
    maand, dag = divmod(epacta + weekdag - 7 * schuif + 114, 31)
    return dt.date(jaar, maand, dag + 1)


def koningsdag(jaar: int) -> dt.date:
    """27 April, or 26 April when the 27th is a Sunday (BWBR0032908)."""
    dag = dt.date(jaar, 4, 27)
    return dag - dt.timedelta(days=1) if dag.weekday() == _ZONDAG else dag


@lru_cache(maxsize=256)
def feestdagen(jaar: int) -> Mapping[dt.date, Feestdag]:
    """The computed holidays of one year (art. 3, eerste en tweede lid), without the KB days.

    Two feasts on one day (Hemelvaartsdag on 5 May 2016) share the entry, names joined. Raises
    `OngeldigeTermijn` before 2014.
    """
    eis_datum(dt.date(jaar, 1, 1))
    paasdag = pasen(jaar)

    def na_pasen(dagen: int) -> dt.date:
        return paasdag + dt.timedelta(days=dagen)

    gevonden: dict[dt.date, Feestdag] = {na_pasen(-2): Feestdag("Goede Vrijdag", LID_GOEDE_VRIJDAG)}
    for datum, naam in (
        (dt.date(jaar, 1, 1), "Nieuwjaarsdag"),
        (na_pasen(1), "Tweede paasdag"),
        (koningsdag(jaar), "Koningsdag"),
        (na_pasen(39), "Hemelvaartsdag"),
        (dt.date(jaar, 5, 5), "Bevrijdingsdag"),
        (na_pasen(50), "Tweede pinksterdag"),
        (dt.date(jaar, 12, 25), "Eerste kerstdag"),
        (dt.date(jaar, 12, 26), "Tweede kerstdag"),
    ):
        eerder = gevonden.get(datum)
        gevonden[datum] = Feestdag(f"{eerder.naam} en {naam}" if eerder else naam, LID_FEESTDAG)
    return MappingProxyType(gevonden)


@dataclass(frozen=True)
class Kalender:
    """The calendar of the Algemene termijnenwet: computed feast days plus a table of KB days.

    Equal tables give equal calendars with the same `versie`, so a stored end date can name the data
    it was computed with.
    """

    kb_dagen: tuple[KBDag, ...] = ()

    @cached_property
    def versie(self) -> str:
        """Twelve hex digits over everything that can change an outcome or its explanation."""
        regels = [_REKENREGELS, *(f"{dag.datum.isoformat()};{dag.naam}" for dag in self.kb_dagen)]
        return hashlib.sha256("\n".join(regels).encode()).hexdigest()[:12]

    @cached_property
    def kb_jaren(self) -> frozenset[int]:
        """Years the table covers. One without KB days is unknown: the day after Hemelvaart is always one."""
        return frozenset(dag.datum.year for dag in self.kb_dagen)

    @cached_property
    def _op_datum(self) -> dict[dt.date, Feestdag]:
        return {dag.datum: Feestdag(dag.naam, LID_KB) for dag in self.kb_dagen}

    def feestdag(self, datum: dt.date) -> Feestdag | None:
        """The holiday or equated day on this date. Raises `OngeldigeTermijn` before 2014."""
        eis_datum(datum)
        return feestdagen(datum.year).get(datum) or self._op_datum.get(datum)

    def is_vrij(self, datum: dt.date) -> str | None:
        """Why the date is no working day: the holiday's name, "zaterdag" or "zondag"; else `None`."""
        if feestdag := self.feestdag(datum):
            return feestdag.naam
        return {_ZATERDAG: "zaterdag", _ZONDAG: "zondag"}.get(datum.weekday())

    def werkdagen(self, na: dt.date, tot_en_met: dt.date) -> int:
        """How many days after `na`, up to and including `tot_en_met`, are no Saturday, Sunday or holiday."""
        dagen = (na + dt.timedelta(days=n) for n in range(1, (tot_en_met - na).days + 1))
        return sum(self.is_vrij(dag) is None for dag in dagen)

    def eerstvolgende_werkdag(self, datum: dt.date) -> dt.date:
        """The date itself when it is a working day, else the first one after it (art. 1, eerste lid)."""
        while self.is_vrij(datum) is not None:
            datum += dt.timedelta(days=1)
        return datum


def kalender(*, kb_dagen: Iterable[KBDag] = ()) -> Kalender:
    """A calendar with these KB days, in any order. Raises `ValueError` for a double or one before 2014."""
    gesorteerd = tuple(sorted(kb_dagen, key=lambda dag: dag.datum))
    for eerste, tweede in pairwise(gesorteerd):
        if eerste.datum == tweede.datum:
            raise ValueError(f"KB-dag {eerste.datum} staat er twee keer in")
    if gesorteerd and gesorteerd[0].datum.year < EERSTE_JAAR:
        raise ValueError(f"KB-dag {gesorteerd[0].datum} ligt voor {EERSTE_JAAR}")
    return Kalender(gesorteerd)


def lees_kb_dagen(tekst: str) -> tuple[KBDag, ...]:
    """Read a table `datum;naam;bron` (ISO dates). Raises `ValueError` that names the line."""
    lezer = csv.reader(io.StringIO(tekst), delimiter=";", strict=True)
    if next(lezer, None) != KB_KOLOMMEN:
        raise ValueError(f"regel 1: verwacht de kop {';'.join(KB_KOLOMMEN)}")
    dagen = []
    for rij in lezer:
        cellen = [cel.strip() for cel in rij]
        if len(cellen) != len(KB_KOLOMMEN) or not all(cellen):
            raise ValueError(f"regel {lezer.line_num}: verwacht datum, naam en bron")
        try:
            datum = dt.date.fromisoformat(cellen[0])
        except ValueError as fout:
            raise ValueError(f"regel {lezer.line_num}: {cellen[0]!r} is geen datum") from fout
        dagen.append(KBDag(datum, cellen[1], cellen[2]))
    return tuple(dagen)


@lru_cache(maxsize=1)
def standaard_kalender() -> Kalender:
    """The calendar with the KB days the project carries (`feestdagen_kb.csv`), read once per process."""
    return kalender(kb_dagen=lees_kb_dagen(KB_BESTAND.read_text(encoding="utf-8")))
