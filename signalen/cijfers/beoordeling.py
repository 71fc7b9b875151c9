"""The policy by which figures are judged: one version of data, read from `data/beoordeling-….toml`."""

import tomllib
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from signalen.cijfers.codelijsten import DATA

VERSIE = "2026-1"
NIET_TE_BEOORDELEN = "niet_te_beoordelen"
BANDEN = ("A", "B", "C", NIET_TE_BEOORDELEN)
_TIENDE = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Grens:
    """Signaleringswaarden of one kengetal in percent; from `laag` to `hoog`, both included, is B."""

    laag: Decimal
    hoog: Decimal
    gunstig: str

    def band(self, waarde: Decimal) -> str:
        """Band of a value, judged as it is shown: on one decimal."""
        getoond = op_een_decimaal(waarde)
        if self.laag <= getoond <= self.hoog:
            return "B"
        beter = getoond < self.laag if self.gunstig == "laag" else getoond > self.hoog
        return "A" if beter else "C"


@dataclass(frozen=True, slots=True)
class Beoordeling:
    """One version of the policy. Thresholds in percent, `euro_per_rij` in euros."""

    versie: str
    bron: str
    grenzen: dict[str, Grens]
    euro_per_rij: Decimal
    derivaten_meetellen: bool
    solvabiliteit_laag: Decimal
    solvabiliteit_zeer_laag: Decimal
    solvabiliteit_jaren_dalend: int


@cache
def beoordeling(versie: str = VERSIE) -> Beoordeling:
    """The policy of that version; raises FileNotFoundError when it does not exist."""
    with (DATA / f"beoordeling-{versie}.toml").open("rb") as stroom:
        data = tomllib.load(stroom)
    signalen = data["signalen"]
    return Beoordeling(
        versie=data["versie"],
        bron=data["bron"],
        grenzen={
            code: Grens(Decimal(rij["laag"]), Decimal(rij["hoog"]), rij["gunstig"])
            for code, rij in data["signaleringswaarden"].items()
        },
        euro_per_rij=Decimal(data["controles"]["euro_per_rij"]),
        derivaten_meetellen=data["kengetallen"]["derivaten_meetellen"],
        solvabiliteit_laag=Decimal(signalen["solvabiliteit_laag"]),
        solvabiliteit_zeer_laag=Decimal(signalen["solvabiliteit_zeer_laag"]),
        solvabiliteit_jaren_dalend=signalen["solvabiliteit_jaren_dalend"],
    )


def op_een_decimaal(waarde: Decimal) -> Decimal:
    """As people see it: 105.04 is 105.0, 0.05 is 0.1."""
    afgerond = waarde.quantize(_TIENDE, rounding=ROUND_HALF_UP)
    return afgerond or Decimal("0.0")


def is_slechter(van: str, naar: str) -> bool:
    """Whether the band got worse; what could not be judged is never worse nor better."""
    letters = "ABC"
    return van in letters and naar in letters and letters.index(naar) > letters.index(van)
