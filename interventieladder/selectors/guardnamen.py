"""What a guard is called, by its code: for who is told that it says no."""

from functools import cache

from interventieladder.guards.overname import OVERNAMEGUARDS
from interventieladder.ladders import alle_overgangen


@cache
def _titels() -> dict[str, str]:
    guards = [g for regels in alle_overgangen() for g in regels.guards]
    return {g.code: g.titel for g in (*guards, *OVERNAMEGUARDS)}


def guardtitel(code: str) -> str:
    """The condition in words; the code itself for one that no declared step asks."""
    return _titels().get(code, code)
