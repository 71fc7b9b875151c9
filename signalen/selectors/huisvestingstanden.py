"""The book-keeping of the housing of municipalities as plain data: per half-year, with everything it rests on."""

import datetime as dt
from dataclasses import dataclass

from signalen.cijfers.huisvesting.boekhouding import Boeking
from signalen.cijfers.huisvesting.perioden import Periode


@dataclass(frozen=True, slots=True)
class Herkomst:
    """Where a figure comes from: its source, who loaded and who established it, and when that was."""

    bron: str
    levering: int
    geladen_door: str
    vastgesteld_door: str
    vastgesteld_op: dt.datetime | None
    reden: str = ""


@dataclass(frozen=True, slots=True)
class Taak:
    """The taakstelling: computed from `vg` × `inwoners` ÷ `nederland`, or another number with its reason."""

    aantal: int
    berekend: int | None
    inwoners: int | None
    vg: int | None
    nederland: int | None
    herkomst: Herkomst

    @property
    def wijkt_af(self) -> bool:
        """Whether somebody gave another number than the law's sum."""
        return self.aantal != self.berekend


@dataclass(frozen=True, slots=True)
class Overdracht:
    """A part of the task that went to (above zero: came from) another municipality."""

    aantal: int
    ander: str
    besluit_van: dt.date
    besluit_naar: dt.date
    herkomst: Herkomst


@dataclass(frozen=True, slots=True)
class Deel:
    """What of the balance of a split predecessor came to this municipality, as a person divided it."""

    aantal: int
    van: str
    herkomst: Herkomst


@dataclass(frozen=True, slots=True)
class Meting:
    """How many were housed up to a peildatum. `geldt` False: a later row put it right."""

    peildatum: dt.date
    aantal: int
    correctie: str
    geldt: bool
    herkomst: Herkomst


@dataclass(frozen=True, slots=True)
class Halfjaarstand:
    """One half-year of one municipality: the book-keeping and everything it rests on."""

    boeking: Boeking
    taak: Taak
    begin_uit: str
    begin_herkomst: Herkomst | None
    begin_voorlopig: bool
    delen: tuple[Deel, ...]
    overdrachten: tuple[Overdracht, ...]
    metingen: tuple[Meting, ...]

    @property
    def periode(self) -> Periode:
        """The half-year."""
        return self.boeking.periode

    @property
    def gemeten_op(self) -> dt.date | None:
        """The peildatum of the newest figure, or None when there is none."""
        return max((m.peildatum for m in self.metingen if m.geldt), default=None)

    @property
    def definitief(self) -> bool:
        """Whether the figure of the end of the half-year is there."""
        return self.gemeten_op == self.periode.peildatum


@dataclass(frozen=True, slots=True)
class Verloop:
    """All half-years of one municipality, oldest first. `ontbreekt`: a half-year without taakstelling broke it."""

    overheid_id: int
    standen: tuple[Halfjaarstand, ...]
    ontbreekt: Periode | None = None

    @property
    def definitief(self) -> tuple[Halfjaarstand, ...]:
        """Half-years with a final figure, oldest first."""
        return tuple(stand for stand in self.standen if stand.definitief)

    @property
    def laatste(self) -> Halfjaarstand | None:
        """The newest half-year with any figure: what stands now, also within a half-year."""
        gemeten = [stand for stand in self.standen if stand.gemeten_op is not None]
        return gemeten[-1] if gemeten else None

    def van(self, periode: Periode) -> Halfjaarstand | None:
        """The book-keeping of this half-year."""
        return next((stand for stand in self.standen if stand.periode == periode), None)
