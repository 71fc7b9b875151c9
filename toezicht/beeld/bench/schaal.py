"""How much there is at each scale, and the budgets that hold. Plain data."""

import datetime as dt
from dataclasses import dataclass

from toezicht.core import clock

VANDAAG = dt.date(2026, 11, 23)
"""The day on which everything is measured."""
BEGIN = dt.date(2016, 11, 28)
"""The day of the oldest dossier and signal: ten years of work."""
LANGE_KETEN = 2_000
"""Lines of the logboek about the one long dossier."""
VERSE_TAAK = "uitvoeringsstrategie_vth"
"""The duty that the filling leaves free, for dossiers that are opened while measuring."""


@dataclass(frozen=True, slots=True)
class Schaal:
    """One scale: numbers of rows. `logregels` is all of the logboek together, about."""

    naam: str
    provincies: int
    gemeenten: int
    regelingen: int
    waterschappen: int
    behandelaars: int
    dossiers: int
    signalen: int
    logregels: int
    cijferjaren: int
    bestanden_per_jaar: int

    @property
    def overheden(self) -> int:
        """Organisations under supervision."""
        return self.gemeenten + self.regelingen + self.waterschappen


SCHALEN = {
    schaal.naam: schaal
    for schaal in (
        Schaal("klein", 1, 44, 3, 2, 4, 200, 600, 6_000, 1, 1),
        Schaal("provincie", 1, 44, 75, 3, 12, 4_000, 25_000, 200_000, 10, 6),
        Schaal("land", 12, 342, 900, 36, 120, 100_000, 250_000, 2_000_000, 10, 6),
    )
}


@dataclass(frozen=True, slots=True)
class Budget:
    """The bound of one piece of work, warm; seconds and queries. None: no bound."""

    p50: float | None = None
    p95: float | None = None
    queries: int | None = None

    def __str__(self) -> str:
        delen = [
            f"p50 ≤ {als_tijd(self.p50)}" if self.p50 else "",
            f"p95 ≤ {als_tijd(self.p95)}" if self.p95 else "",
            f"≤ {self.queries} queries" if self.queries else "",
        ]
        return ", ".join(deel for deel in delen if deel)


def als_tijd(seconden: float) -> str:
    """A duration as people read it: 12,5 ms or 3,2 s."""
    tekst = f"{seconden:.2f} s" if seconden >= 1 else f"{seconden * 1000:.1f} ms"
    return tekst.replace(".", ",")


def moment(datum: dt.date, volgnummer: int) -> dt.datetime:
    """A moment during that day, later for a higher number within it."""
    return clock.moment(datum) + dt.timedelta(seconds=volgnummer % 28_800)
