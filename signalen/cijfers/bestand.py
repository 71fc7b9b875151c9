"""The content of one Iv3 file after reading: plain data. Amounts are whole euros."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

BEGROTING = 0
JAARREKENING = 5
PERIODEN = {
    0: "begroting",
    1: "eerste kwartaal",
    2: "tweede kwartaal",
    3: "derde kwartaal",
    4: "vierde kwartaal",
    5: "jaarrekening",
}


@dataclass(frozen=True, slots=True)
class Post:
    """A row of lasten, baten, balans_lasten or balans_baten; `code` is a taakveld or a balanscode."""

    code: str
    categorie: str
    bedrag: int


@dataclass(frozen=True, slots=True)
class Stand:
    """A balance at the begin (`primo`) or the end (`ultimo`) of the period."""

    balanscode: str
    wanneer: str
    bedrag: int


@dataclass(frozen=True, slots=True)
class Opgave:
    """A kengetal as the municipality reports it; `waarde` in percent, None when left empty."""

    verslagperiode: str
    code: str
    waarde: Decimal | None


@dataclass(frozen=True, slots=True)
class Iv3Bestand:
    """One delivery of one municipality; `regel_nummer` is the line in the file of its overheidsnummer."""

    overheidsnummer: str
    overheidsnaam: str
    boekjaar: int
    periode: int
    status: str
    datum: dt.date | None
    lasten: tuple[Post, ...]
    baten: tuple[Post, ...]
    balans_lasten: tuple[Post, ...]
    balans_baten: tuple[Post, ...]
    standen: tuple[Stand, ...]
    opgaven: tuple[Opgave, ...]
    opmerkingen: tuple[str, ...] = ()
    regel_nummer: int = 1

    @property
    def overheid_code(self) -> str:
        """The CBS code of the municipality: nummer 0363 is GM0363."""
        return f"GM{self.overheidsnummer}"

    @property
    def regels(self) -> int:
        """Rows in all parts together."""
        delen = (self.lasten, self.baten, self.balans_lasten, self.balans_baten, self.standen, self.opgaven)
        return sum(len(deel) for deel in delen)

    @property
    def eigen_verslagperiode(self) -> str:
        """The reporting period this delivery itself is about; empty for a quarter."""
        soort = {BEGROTING: "Beg", JAARREKENING: "Rek"}.get(self.periode)
        return f"{soort}_{self.boekjaar}" if soort else ""

    def opgave(self, code: str, verslagperiode: str) -> Decimal | None:
        """What the municipality reports; None when it does not."""
        for opgave in self.opgaven:
            if (opgave.code, opgave.verslagperiode) == (code, verslagperiode):
                return opgave.waarde
        return None

    def stand_per(self, wanneer: str) -> dict[str, int]:
        """Balances at `primo` or `ultimo` per balanscode."""
        return {stand.balanscode: stand.bedrag for stand in self.standen if stand.wanneer == wanneer}

    def inhoud(self) -> dict[str, Any]:
        """The figures as JSON to keep. The contact person is left out: nobody needs it afterwards."""
        delen: dict[str, tuple[Post, ...]] = {
            "lasten": self.lasten,
            "baten": self.baten,
            "balans_lasten": self.balans_lasten,
            "balans_baten": self.balans_baten,
        }
        return {
            **{naam: [[p.code, p.categorie, p.bedrag] for p in posten] for naam, posten in delen.items()},
            "balans_standen": [[s.balanscode, s.wanneer, s.bedrag] for s in self.standen],
            "kengetallen": [
                [o.verslagperiode, o.code, None if o.waarde is None else str(o.waarde)] for o in self.opgaven
            ],
            "opmerkingen": list(self.opmerkingen),
        }
