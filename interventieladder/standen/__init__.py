"""All ladders as plain data, by code. A new ladder adds its module and its line here."""

from interventieladder.standen import (
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
from interventieladder.standen.plan import Feitsoort, Feitveld, Ladderplan, LosseBrief

__all__ = ["GENERIEK", "PLANNEN", "Feitsoort", "Feitveld", "Ladderplan", "LosseBrief", "plan_van"]

GENERIEK = generiek.PLAN.code

PLANNEN: dict[str, Ladderplan] = {
    plan.code: plan
    for plan in (
        generiek.PLAN,
        artikel8.PLAN,
        begrotingsregime.PLAN,
        arhi_toezicht.PLAN,
        goedkeuring.PLAN,
        toestemming.PLAN,
        spoeduitgave.PLAN,
        artikel12.PLAN,
        fido.KASGELD,
        fido.RENTERISICO,
        vernietiging.PLAN,
        vernietiging_waterschap.PLAN,
        bestuurskracht.PLAN,
    )
}


def plan_van(code: str) -> Ladderplan:
    """The plan of a ladder."""
    return PLANNEN[code]
