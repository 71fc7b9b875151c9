"""The calendar half-year of Huisvestingswet 2014 article 29. Plain data."""

import datetime as dt
import re
from dataclasses import dataclass

_CODE = re.compile(r"((?:19|20)\d{2})-([12])")
EERSTE_HELFT = 6
"""The last month of the first half of a year."""
_NAAM = {1: "eerste", 2: "tweede"}
AANKONDIGING = dt.timedelta(weeks=13)
"""The number to be housed is published at least so long before the half-year (Huisvestingswet 29 lid 1)."""


@dataclass(frozen=True, slots=True, order=True)
class Periode:
    """A half-year: `helft` 1 is 1 January to 30 June, 2 is 1 July to 31 December."""

    jaar: int
    helft: int

    @property
    def code(self) -> str:
        """*2026-1*, as files and addresses write it."""
        return f"{self.jaar}-{self.helft}"

    @property
    def naam(self) -> str:
        """*eerste halfjaar 2026*."""
        return f"{_NAAM[self.helft]} halfjaar {self.jaar}"

    @property
    def begin(self) -> dt.date:
        """The first day."""
        return dt.date(self.jaar, 1 if self.helft == 1 else 7, 1)

    @property
    def peildatum(self) -> dt.date:
        """The day on which the result is measured: the day after the last one (1 July, 1 January)."""
        return self.volgende.begin

    @property
    def publiceren_voor(self) -> dt.date:
        """The last day on which the national number may be published (13 weeks before the beginning)."""
        return self.begin - AANKONDIGING

    @property
    def inwonersjaar(self) -> int:
        """The year before: inhabitants of its 1 January count (Huisvestingswet 29 lid 1)."""
        return self.jaar - 1

    @property
    def volgende(self) -> "Periode":
        """The half-year after this one."""
        return Periode(self.jaar, 2) if self.helft == 1 else Periode(self.jaar + 1, 1)

    @property
    def vorige(self) -> "Periode":
        """The half-year before this one."""
        return Periode(self.jaar, 1) if self.helft == 2 else Periode(self.jaar - 1, 2)

    def bevat_peildatum(self, datum: dt.date) -> bool:
        """Whether a measurement of this day is about this half-year: after its first day, up to its peildatum."""
        return self.begin < datum <= self.peildatum


def periode(code: str) -> Periode | None:
    """The half-year with this code, or None when it is none."""
    gevonden = _CODE.fullmatch(code.strip())
    return Periode(int(gevonden[1]), int(gevonden[2])) if gevonden else None


def periode_op(datum: dt.date) -> Periode:
    """The half-year in which this day lies."""
    return Periode(datum.year, 1 if datum.month <= EERSTE_HELFT else 2)
