"""Policy data of financial supervision: days of warning, percentages per year (finance.md 7, configuration)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

BESTAND = Path(__file__).parent.parent / "beleidsdata" / "financieel" / "kader.toml"


@dataclass(frozen=True, slots=True)
class Fidonorm:
    """The limits of the Wet fido from one year on: percentages per kind of body, minima in euro."""

    vanaf: int
    kasgeld: Mapping[str, Decimal]
    renterisico: Mapping[str, Decimal]
    kasgeld_minimum: Decimal
    renterisico_minimum: Decimal


@dataclass(frozen=True, slots=True)
class Financieelkader:
    """Everything the province or a regulation sets, and the law does not."""

    alarmen: Mapping[str, tuple[int, ...]]
    bevestiging_weken: int
    spoed_direct_dagen: int
    fido: tuple[Fidonorm, ...]


@cache
def kader() -> Financieelkader:
    """The data as it stands in the file."""
    ruw = tomllib.loads(BESTAND.read_text(encoding="utf-8"))
    normen = tuple(
        Fidonorm(
            vanaf=rij["vanaf"],
            kasgeld={soort: Decimal(pct) for soort, pct in rij["kasgeld"].items()},
            renterisico={soort: Decimal(pct) for soort, pct in rij["renterisico"].items()},
            kasgeld_minimum=Decimal(rij["kasgeld_minimum"]),
            renterisico_minimum=Decimal(rij["renterisico_minimum"]),
        )
        for rij in sorted(ruw["fido"], key=lambda rij: rij["vanaf"])
    )
    return Financieelkader(
        alarmen={soort: tuple(dagen) for soort, dagen in ruw["alarmen"].items()},
        bevestiging_weken=ruw["werkwijze"]["bevestiging_weken"],
        spoed_direct_dagen=ruw["werkwijze"]["spoed_direct_dagen"],
        fido=normen,
    )


def alarm(soort: str) -> tuple[int, ...]:
    """Days before the end on which a term of this kind warns."""
    return kader().alarmen[soort]


def fidonorm(jaar: int) -> Fidonorm:
    """The limits that hold in `jaar`; raises `KeyError` before the first."""
    passend = [norm for norm in kader().fido if norm.vanaf <= jaar]
    if not passend:
        raise KeyError(jaar)
    return passend[-1]
