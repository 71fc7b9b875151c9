"""What a CSV file about housing can hold (docs/huisvesting.md), as typed rows. Plain data."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from signalen.cijfers.huisvesting.perioden import Periode


class Rijsoort(StrEnum):
    """What a row is about: the column `soort`."""

    LANDELIJK = "landelijk"
    TAAKSTELLING = "taakstelling"
    BEGINSTAND = "beginstand"
    HERVERDELING = "herverdeling"
    REALISATIE = "realisatie"
    CORRECTIE = "correctie"


@dataclass(frozen=True, slots=True)
class Rij:
    """One row, checked for form. What a kind does not use is empty; `aantal` is persons (landelijk: `vg`)."""

    regel: int
    soort: Rijsoort
    periode: Periode
    gemeente: str = ""
    naar: str = ""
    aantal: int | None = None
    inwoners: int | None = None
    datum: dt.date | None = None
    datum_naar: dt.date | None = None
    grond: str = ""
    bron: str = ""
    reden: str = ""

    @property
    def getal(self) -> int:
        """`aantal`, for kinds that must have it: the reader refuses a row without."""
        return self.aantal or 0

    @property
    def dag(self) -> dt.date:
        """`datum`, for kinds that must have it."""
        return self.datum or dt.date.min

    @property
    def dag_naar(self) -> dt.date:
        """`datum_naar`, for kinds that must have it."""
        return self.datum_naar or dt.date.min

    @property
    def sleutel(self) -> str:
        """What the row is about: two rows with the same key in one file are a fault."""
        delen = [self.soort.value, self.periode.code, self.gemeente, self.naar]
        if self.soort in (Rijsoort.REALISATIE, Rijsoort.CORRECTIE) and self.datum:
            delen[0] = "meting"
            delen.append(self.datum.isoformat())
        return " ".join(deel for deel in delen if deel)


CORRECTIEGRONDEN: dict[str, str] = {
    "late_melding": "Late melding van het COA",
    "dubbeltelling": "Dubbeltelling",
    "woning_geweigerd": "Woning geweigerd door de vergunninghouder",
    "nareizigers": "Nareizigers (gezinshereniging)",
    "koppeling_ingetrokken": "Koppeling ingetrokken",
}
"""Why a figure is put right afterwards (ladder.md 2.1.2)."""
