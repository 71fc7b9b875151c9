"""Measuring one piece of work: warm it up, count its queries once, then time it again and again."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from toezicht.beeld.bench.schaal import Budget, als_tijd

OPWARMEN = 3
_TRANSACTIE = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
"""Django lists these among the queries; they ask nothing."""
SECONDEN_PER_METING = 20.0
"""When this is used up, the rounds that are done count."""


@dataclass(frozen=True, slots=True)
class Meting:
    """What came out. `goed` False: the outcome itself is wrong, whatever the time."""

    naam: str
    budget: Budget
    tijden: list[float] = field(default_factory=list)
    queries: int | None = None
    uitkomst: str = ""
    goed: bool = True
    rekentijd: float = 0.0
    """Seconds of processor that a round took here, the database aside: a busy machine hardly moves it."""

    @property
    def p50(self) -> float:
        """Half of the rounds took no longer."""
        return self._percentiel(0.50)

    @property
    def p95(self) -> float:
        """All but one in twenty took no longer."""
        return self._percentiel(0.95)

    @property
    def beste(self) -> float:
        """The quickest round: what it takes when nothing else asks for the machine."""
        return min(self.tijden, default=0.0)

    def _percentiel(self, deel: float) -> float:
        gesorteerd = sorted(self.tijden)
        return gesorteerd[max(0, math.ceil(deel * len(gesorteerd)) - 1)] if gesorteerd else 0.0

    def _duren(self) -> tuple[tuple[str, float], ...]:
        return (("cpu", self.rekentijd), ("beste", self.beste), ("p50", self.p50), ("p95", self.p95))

    @property
    def binnen(self) -> bool | None:
        """Whether it is within its budget; None when it has none."""
        if not self.goed:
            return False
        paren = (
            (self.p50, self.budget.p50),
            (self.p95, self.budget.p95),
            (self.queries, self.budget.queries),
        )
        oordelen = [waarde <= grens for waarde, grens in paren if grens is not None and waarde is not None]
        return all(oordelen) if oordelen else None

    def als_json(self) -> dict[str, Any]:
        """For `--json`; times in milliseconds."""
        return {
            "naam": self.naam,
            "rondes": len(self.tijden),
            "beste_ms": round(self.beste * 1000, 3),
            "rekentijd_ms": round(self.rekentijd * 1000, 3),
            "p50_ms": round(self.p50 * 1000, 3),
            "p95_ms": round(self.p95 * 1000, 3),
            "queries": self.queries,
            "uitkomst": self.uitkomst,
            "budget": str(self.budget),
            "binnen": self.binnen,
        }

    def als_regel(self) -> str:
        """For people: one line."""
        oordeel = {True: "binnen", False: "BOVEN", None: "–"}[self.binnen]
        queries = "" if self.queries is None else f"{self.queries} q"
        tijd = "  ".join(f"{naam} {als_tijd(duur):>9}" for naam, duur in self._duren()) if self.tijden else ""
        staart = "; ".join(deel for deel in (str(self.budget), self.uitkomst) if deel)
        return f"{self.naam:<28} {len(self.tijden):>4}×  {tijd:<62}  {queries:>5}  {oordeel:<6}  {staart}".rstrip()


def meet(
    naam: str,
    werk: Callable[[], object],
    *,
    rondes: int,
    budget: Budget,
    opwarmen: int = OPWARMEN,
    seconden: float = SECONDEN_PER_METING,
) -> Meting:
    """Time `werk` warm, `rondes` times at most. Counting the queries slows it down, so that is a round apart."""
    for _ in range(opwarmen):
        werk()
    with CaptureQueriesContext(connection) as gevangen:
        werk()
    # Counted now: the next request wipes what was caught.
    queries = sum(not vraag["sql"].startswith(_TRANSACTIE) for vraag in gevangen.captured_queries)
    tijden: list[float] = []
    einde, gerekend = time.monotonic() + seconden, time.process_time()
    while len(tijden) < rondes and (not tijden or time.monotonic() < einde):
        begin = time.perf_counter()
        werk()
        tijden.append(time.perf_counter() - begin)
    gerekend = (time.process_time() - gerekend) / len(tijden)
    return Meting(naam, budget, tijden, queries, rekentijd=gerekend)
