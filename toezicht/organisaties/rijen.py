"""What a CSV file about organisations can hold, as typed rows. Plain data."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

NAAMSWIJZIGING = "naamswijziging met nieuwe code"
"""No herindeling: the same gemeente under another name and code (Gemeentewet 158)."""
NIEUWE_GEMEENTE = ("samenvoeging (nieuwe gemeente)", NAAMSWIJZIGING)
BESTAANDE_GEMEENTE = ("opheffing met toevoeging aan bestaande gemeente(n)",)


class Bestandsoort(StrEnum):
    """What a file is about; recognised by its header."""

    OVERHEDEN = "overheden"
    HERINDELINGEN = "herindelingen"
    DEELNEMERS = "deelnemers"
    ONBEKEND = "onbekend"


@dataclass(frozen=True, slots=True)
class Rijfout:
    """A fault on one line of a file; line 1 is the header."""

    regel: int
    sleutel: str
    reden: str


@dataclass(frozen=True, slots=True)
class OverheidRij:
    """One organisation. None or empty means: the file says nothing about it."""

    regel: int
    code: str
    naam: str
    soort: str
    provincie: str
    geldig_van: dt.date | None
    geldig_tot: dt.date | None
    ingangsdatum: dt.date | None
    email: str
    adres: str
    kolom: int | None
    rij: int | None
    inwoners: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class HerindelingRij:
    """`oude_code` went into `nieuwe_code` on `datum`."""

    regel: int
    datum: dt.date
    soort: str
    oude_code: str
    oude_naam: str
    nieuwe_code: str
    nieuwe_naam: str
    provincie_oud: str
    gesplitst: bool

    @property
    def opvolger_is_nieuw(self) -> bool:
        """Whether the successor began on `datum`."""
        return self.soort in NIEUWE_GEMEENTE


@dataclass(frozen=True, slots=True)
class DeelnameRij:
    """`deelnemer` takes part in `regeling` from `van` until the day before `tot`."""

    regel: int
    regeling: str
    deelnemer: str
    van: dt.date
    tot: dt.date | None


@dataclass(slots=True)
class Inhoud:
    """What a file holds: the rows of its kind, and every fault in it."""

    soort: Bestandsoort = Bestandsoort.ONBEKEND
    overheden: list[OverheidRij] = field(default_factory=list)
    herindelingen: list[HerindelingRij] = field(default_factory=list)
    deelnemers: list[DeelnameRij] = field(default_factory=list)
    fouten: list[Rijfout] = field(default_factory=list)
