"""The general ladder (ladder.md 1) as a plan; its rungs stand in `interventieladder.treden`."""

from interventieladder.standen.plan import Ladderplan
from interventieladder.treden import TREDEN, Stand

PLAN = Ladderplan(
    code="generiek",
    titel="Generieke interventieladder",
    standen=Stand,
    begin=Stand.SIGNAAL.value,
    hoofdlijn=tuple(t.value for t in TREDEN),
    eind=(Stand.AFGESLOTEN.value,),
    te_openen=False,
)
