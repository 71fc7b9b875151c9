"""Policy data of financial supervision: days of warning, percentages per year (finance.md 7, configuration)."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

BESTAND = Path(__file__).parent.parent / "beleidsdata" / "financieel" / "kader.toml"
VRIJ_BIJ_WERKWIJZE = ("eerder_aangegaan", "verplicht")
"""What a province may hold free of consent beside Gemeentewet 208 lid 5: practice, not law (finance.md 1.7)."""


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
    vrij_zonder_toestemming: tuple[str, ...]
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
        vrij_zonder_toestemming=_vrij(ruw["werkwijze"]["vrij_zonder_toestemming"]),
        fido=normen,
    )


def _vrij(gekozen: Sequence[str]) -> tuple[str, ...]:
    """The kinds of obligation, each once; raises `ValueError` for a kind that does not exist."""
    if vreemd := set(gekozen) - set(VRIJ_BIJ_WERKWIJZE):
        raise ValueError(f"kader.toml: unknown in vrij_zonder_toestemming: {', '.join(sorted(vreemd))}")
    return tuple(soort for soort in VRIJ_BIJ_WERKWIJZE if soort in gekozen)


def alarm(soort: str) -> tuple[int, ...]:
    """Days before the end on which a term of this kind warns."""
    return kader().alarmen[soort]


def fidonorm(jaar: int) -> Fidonorm:
    """The limits that hold in `jaar`; raises `KeyError` before the first."""
    passend = [norm for norm in kader().fido if norm.vanaf <= jaar]
    if not passend:
        raise KeyError(jaar)
    return passend[-1]
