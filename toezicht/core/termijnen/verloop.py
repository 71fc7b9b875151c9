"""The end of a term as a pure function of the *set* of its events: the order of entry does not matter.

A suspension counts from its first day up to, not including, the day of resuming. Days in two suspensions
count once. A suspension that began after the term had ended changes nothing (docs/termijnen.md).
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from toezicht.core.termijnen.kalender import Kalender, OngeldigeTermijn, eis_datum, standaard_kalender
from toezicht.core.termijnen.rekenen import (
    Basis,
    Lengte,
    Uitkomst,
    Verslag,
    begin_zinnen,
    datum_voluit,
    rond_af,
    tel_op,
)

_EEN_DAG = dt.timedelta(days=1)


class Weekendregel(StrEnum):
    """What a fixed date ("vóór 15 november") does on a Saturday, Sunday or holiday: policy of the province."""

    STRIKT = "strikt"
    VOLGENDE_WERKDAG = "volgende_werkdag"


@dataclass(frozen=True, slots=True)
class Start:
    """How the term began: with a length, or due *before* a fixed date (`voor`); exactly one of the two."""

    op: dt.date
    basis: Basis
    lengte: Lengte | None = None
    voor: dt.date | None = None
    overeenkomstig: bool = False
    gebeurtenis: str = "Begin"
    weekendregel: Weekendregel = Weekendregel.STRIKT

    def __post_init__(self) -> None:
        if (self.lengte is None) == (self.voor is None):
            raise OngeldigeTermijn("Geef een lengte of een vaste datum, niet allebei.", veld="aantal")


@dataclass(frozen=True, slots=True)
class Verlenging:
    """The term became longer, on a ground."""

    op: dt.date
    lengte: Lengte
    grond: str


@dataclass(frozen=True, slots=True)
class Opschorting:
    """From this day the term does not run; `sleutel` ties it to its resuming."""

    sleutel: str
    van: dt.date
    grond: str


@dataclass(frozen=True, slots=True)
class Hervatting:
    """From this day the term runs again."""

    sleutel: str
    op: dt.date


@dataclass(frozen=True, slots=True)
class Stop:
    """What the term waited for happened."""

    op: dt.date
    gebeurtenis: str


Gebeurtenis = Start | Verlenging | Opschorting | Hervatting | Stop
_G = TypeVar("_G", Start, Verlenging, Opschorting, Hervatting, Stop)


@dataclass(frozen=True, slots=True)
class Einde:
    """The outcome: the end with its explanation, days suspended, and whether the term stands still or stopped."""

    uitkomst: Uitkomst
    dagen_opgeschort: int
    staat_stil_sinds: dt.date | None
    gestopt_op: dt.date | None

    @property
    def op_tijd(self) -> bool | None:
        """Whether the stop came in time; `None` while nothing stopped the term."""
        return None if self.gestopt_op is None else self.gestopt_op <= self.uitkomst.effectief_einde


@dataclass(frozen=True, slots=True)
class _Periode:
    """Suspended days from `van` up to, not including, `tot`; `None` is: not resumed yet."""

    van: dt.date
    tot: dt.date | None
    gronden: tuple[str, ...]


def bereken_einde(gebeurtenissen: Iterable[Gebeurtenis], kalender: Kalender | None = None) -> Einde:
    """When does the term with these events end? The same for every order of the same events.

    Raises `OngeldigeTermijn` without exactly one start, for resuming what was not suspended or before it
    was, for a date before 2014 and for an end beyond the year 9999.
    """
    alle = list(gebeurtenissen)
    starts = _van(alle, Start)
    if len(starts) != 1:
        raise OngeldigeTermijn("Een termijn heeft precies één begin.")
    eis_datum(starts[0].op)
    try:
        return _reken(starts[0], alle, kalender or standaard_kalender())
    except OverflowError as fout:
        raise OngeldigeTermijn(
            "Kies een kortere termijn: deze eindigt na het jaar 9999.", veld="aantal"
        ) from fout


def _reken(start: Start, alle: list[Gebeurtenis], kalender: Kalender) -> Einde:
    verslag, ruw = _begin(start)
    lengtes = [start.lengte] if start.lengte else []
    for verlenging in sorted(_van(alle, Verlenging), key=lambda v: (v.op, str(v.lengte), v.grond)):
        ruw = tel_op(ruw, verlenging.lengte)
        lengtes.append(verlenging.lengte)
        verslag.noteer(f"Verlengd met {verlenging.lengte} ({verlenging.grond}) → {datum_voluit(ruw)}")
    perioden = _perioden(start, _van(alle, Opschorting), _van(alle, Hervatting))
    slot = _Slot(start, lengtes, kalender)
    ruw, geteld = _schuif(ruw, perioden, slot, verslag)
    einde = slot.einde(ruw, geteld, verslag)
    stil = next((p.van for p in perioden if p.tot is None and p.van <= einde), None)
    if stil:
        verslag.noteer(f"De termijn staat stil sinds {datum_voluit(stil)}; de einddatum schuift nog op")
    stop = min(_van(alle, Stop), key=lambda s: (s.op, s.gebeurtenis), default=None)
    uitkomst = Uitkomst(ruw, einde, tuple(verslag.stappen), kalender.versie, tuple(verslag.toegepast))
    return Einde(uitkomst, sum((tot - van).days for van, tot in geteld), stil, stop.op if stop else None)


def _van(alle: Iterable[Gebeurtenis], soort: type[_G]) -> list[_G]:
    return [g for g in alle if isinstance(g, soort)]


def _begin(start: Start) -> tuple[Verslag, dt.date]:
    """The opening sentences and the raw end before extensions and suspensions."""
    if start.lengte is not None:
        ruw = tel_op(start.op, start.lengte)
        return Verslag(begin_zinnen(start.op, start.lengte, ruw, start.gebeurtenis)), ruw
    assert start.voor is not None  # noqa: S101 - Start has a length or a date
    eis_datum(start.voor, "voor")
    ruw = start.voor - _EEN_DAG
    if ruw < start.op:
        raise OngeldigeTermijn("Kies een vaste datum na het begin van de termijn.", veld="voor")
    return Verslag(
        [
            f"{start.gebeurtenis} op {datum_voluit(start.op)}",
            f"Vóór {datum_voluit(start.voor)}: uiterlijk {datum_voluit(ruw)}, 23.59 uur",
        ]
    ), ruw


@dataclass(frozen=True, slots=True)
class _Slot:
    """How the raw end becomes the effective one."""

    start: Start
    lengtes: Sequence[Lengte]
    kalender: Kalender

    def einde(self, ruw: dt.date, geschorst: Sequence[tuple[dt.date, dt.date]], verslag: Verslag) -> dt.date:
        """The effective end, with its sentences in `verslag`."""
        if self.start.voor is not None:
            return self._vast(ruw, verslag)
        return rond_af(
            self.start.op,
            ruw,
            self.lengtes,
            self.start.basis,
            overeenkomstig=self.start.overeenkomstig,
            kalender=self.kalender,
            verslag=verslag,
            geschorst=geschorst,
        )

    def _vast(self, ruw: dt.date, verslag: Verslag) -> dt.date:
        if self.start.weekendregel is Weekendregel.STRIKT:
            verslag.noteer("Een vaste datum schuift niet op")
            return ruw
        einde = self.kalender.eerstvolgende_werkdag(ruw)
        if einde != ruw:
            verslag.noteer(
                "Volgens het beleid van de provincie schuift een vaste datum op een zaterdag, zondag of feestdag "
                f"door → {datum_voluit(einde)}"
            )
        return einde


def _perioden(
    start: Start, opschortingen: Sequence[Opschorting], hervattingen: Sequence[Hervatting]
) -> list[_Periode]:
    """The suspended periods within the term's life, earliest first, overlapping ones made one."""
    tot_per_sleutel: dict[str, dt.date] = {}
    bekend = {o.sleutel: o for o in opschortingen}
    for hervatting in hervattingen:
        if hervatting.sleutel not in bekend:
            raise OngeldigeTermijn("Deze termijn is niet opgeschort; er valt niets te hervatten.")
        if hervatting.op < bekend[hervatting.sleutel].van:
            raise OngeldigeTermijn("Hervatten kan niet vóór de dag van opschorten.", veld="op")
        eerder = tot_per_sleutel.get(hervatting.sleutel, hervatting.op)
        tot_per_sleutel[hervatting.sleutel] = min(eerder, hervatting.op)
    eerste_dag = start.op + _EEN_DAG
    ruwe = sorted(
        (max(o.van, eerste_dag), tot_per_sleutel.get(o.sleutel, dt.date.max), o.grond) for o in opschortingen
    )
    samen: list[_Periode] = []
    for van, tot, grond in ruwe:
        if tot <= van:
            continue
        if samen and (samen[-1].tot is None or van <= samen[-1].tot):
            samen[-1] = _voeg_samen(samen[-1], tot, grond)
        else:
            samen.append(_Periode(van, None if tot == dt.date.max else tot, (grond,)))
    return samen


def _voeg_samen(periode: _Periode, tot: dt.date, grond: str) -> _Periode:
    einde = None if periode.tot is None or tot == dt.date.max else max(periode.tot, tot)
    gronden = periode.gronden if grond in periode.gronden else (*periode.gronden, grond)
    return _Periode(periode.van, einde, gronden)


def _schuif(
    ruw: dt.date, perioden: Sequence[_Periode], slot: _Slot, verslag: Verslag
) -> tuple[dt.date, list[tuple[dt.date, dt.date]]]:
    """Move the raw end by the days really suspended; gives it with the periods that counted."""
    geteld: list[tuple[dt.date, dt.date]] = []
    for periode in perioden:
        einde = slot.einde(ruw, geteld, Verslag([]))
        if periode.tot is None or periode.van > einde:
            continue
        dagen = (periode.tot - periode.van).days
        # Suspended in the days the law had added: what was left of those is what is left to run.
        ruw = (ruw if periode.van <= ruw else einde) + dt.timedelta(days=dagen)
        geteld.append((periode.van, periode.tot))
        verslag.noteer(
            f"Opgeschort van {datum_voluit(periode.van)} tot {datum_voluit(periode.tot)}: {dagen} "
            f"{'dag' if dagen == 1 else 'dagen'} ({'; '.join(periode.gronden)}) → {datum_voluit(ruw)}"
        )
    return ruw, geteld
