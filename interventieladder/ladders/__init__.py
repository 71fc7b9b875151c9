"""The ladders: one module each, a proxy of the dossier with its transitions. A new ladder adds its import here."""

from collections.abc import Iterator
from functools import partial

from interventieladder.ladders import (
    arhi_toezicht,
    artikel8,
    artikel12,
    begrotingsregime,
    bestuurskracht,
    fido,
    generiek,
    goedkeuring,
    spoeduitgave,
    toestemming,
    vernietiging,
    vernietiging_waterschap,
)
from interventieladder.ladders.controle import fouten_in
from interventieladder.models.dossier import klasse_van
from interventieladder.standen import PLANNEN
from interventieladder.termijnsoorten import naam_van
from toezicht.core.machines import registreer_ladder
from toezicht.core.transitions import Machine, Overgang, machine_van

__all__ = [
    "alle_overgangen",
    "arhi_toezicht",
    "artikel8",
    "artikel12",
    "begrotingsregime",
    "bestuurskracht",
    "fido",
    "generiek",
    "goedkeuring",
    "machine_op",
    "registreer",
    "spoeduitgave",
    "toestemming",
    "vernietiging",
    "vernietiging_waterschap",
]


def machine_op(ladder: str) -> Machine:
    """The machine of one ladder, as declared."""
    return machine_van(klasse_van(ladder))


def alle_overgangen() -> Iterator[Overgang]:
    """Every transition of every ladder, the general one first."""
    for code in PLANNEN:
        yield from machine_op(code).overgangen


def registreer() -> None:
    """Make every ladder known to the ladder check and the drawings (from `AppConfig.ready`)."""
    for plan in PLANNEN.values():
        registreer_ladder(
            plan.code,
            plan.titel,
            klasse_van(plan.code),
            eind=plan.eind,
            niveaus=generiek.niveaus_van,
            termijnnaam=naam_van,
            controle=partial(fouten_in, plan),
        )
