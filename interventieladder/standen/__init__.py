"""All ladders as plain data, by code. A new ladder adds its module and its line here."""

from interventieladder.standen import (
    artikel8,
    bestuurskracht,
    generiek,
    vernietiging,
    vernietiging_waterschap,
)
from interventieladder.standen.plan import Feitsoort, Feitveld, Ladderplan

__all__ = ["GENERIEK", "PLANNEN", "Feitsoort", "Feitveld", "Ladderplan", "plan_van"]

GENERIEK = generiek.PLAN.code

PLANNEN: dict[str, Ladderplan] = {
    plan.code: plan
    for plan in (
        generiek.PLAN,
        artikel8.PLAN,
        vernietiging.PLAN,
        vernietiging_waterschap.PLAN,
        bestuurskracht.PLAN,
    )
}


def plan_van(code: str) -> Ladderplan:
    """The plan of a ladder."""
    return PLANNEN[code]
