"""What a load did, row by row. Plain data."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Uitkomst(StrEnum):
    """Outcome of one row."""

    NIEUW = "nieuw"
    GEWIJZIGD = "gewijzigd"
    ONGEWIJZIGD = "ongewijzigd"
    FOUT = "fout"


@dataclass(frozen=True, slots=True)
class Verschil:
    """One field that changed; empty `oud` means there was nothing."""

    veld: str
    oud: str
    nieuw: str

    def __str__(self) -> str:
        return f"{self.veld}: {self.oud or '(leeg)'} → {self.nieuw}"


@dataclass(frozen=True, slots=True)
class Regelverslag:
    """One row: its line in the file, what it is about, what came of it and why."""

    regel: int
    sleutel: str
    uitkomst: Uitkomst
    reden: str = ""
    verschillen: tuple[Verschil, ...] = ()

    def als_json(self) -> dict[str, Any]:
        """The row as one JSON object."""
        return {
            "regel": self.regel,
            "sleutel": self.sleutel,
            "uitkomst": self.uitkomst.value,
            "reden": self.reden,
            "verschillen": [{"veld": v.veld, "oud": v.oud, "nieuw": v.nieuw} for v in self.verschillen],
        }


@dataclass(frozen=True, slots=True)
class Bestandverslag:
    """One file: `opgeslagen` is False after any fault (then nothing of it is stored) and in a dry run."""

    bestand: str
    soort: str
    sha256: str
    opgeslagen: bool
    regels: tuple[Regelverslag, ...]

    def aantal(self, uitkomst: Uitkomst) -> int:
        """How many rows had this outcome."""
        return sum(regel.uitkomst is uitkomst for regel in self.regels)

    @property
    def fouten(self) -> tuple[Regelverslag, ...]:
        """The rows that were refused."""
        return tuple(regel for regel in self.regels if regel.uitkomst is Uitkomst.FOUT)

    def als_json(self) -> dict[str, Any]:
        """Counts, and the rows that are not unchanged."""
        return {
            "bestand": self.bestand,
            "soort": self.soort,
            "sha256": self.sha256,
            "opgeslagen": self.opgeslagen,
            **{uitkomst.value: self.aantal(uitkomst) for uitkomst in Uitkomst},
            "regels": [
                regel.als_json() for regel in self.regels if regel.uitkomst is not Uitkomst.ONGEWIJZIGD
            ],
        }


@dataclass(frozen=True, slots=True)
class Laadverslag:
    """The whole load, in the order in which the files were taken."""

    proef: bool
    bestanden: tuple[Bestandverslag, ...]

    @property
    def gelukt(self) -> bool:
        """Whether no row was refused."""
        return not any(bestand.fouten for bestand in self.bestanden)

    def aantal(self, uitkomst: Uitkomst) -> int:
        """How many rows over all files had this outcome."""
        return sum(bestand.aantal(uitkomst) for bestand in self.bestanden)

    def als_json(self) -> dict[str, Any]:
        """The whole as one JSON object."""
        return {
            "proef": self.proef,
            "gelukt": self.gelukt,
            "bestanden": [bestand.als_json() for bestand in self.bestanden],
        }
