"""Guards of suspension, by the Crown or by GS: how long it lasts and what ends with it (Awb 10:40, 10:43-10:45)."""

import datetime as dt
from collections.abc import Callable

from interventieladder.guards.feiten import plus
from interventieladder.guards.zaak import dag
from interventieladder.standen.vernietiging_termijnen import SCHORSING
from toezicht.core.transitions import Guard, Toets, guard

SCHORSING_MAANDEN = 12
"""Awb 10:44: a suspension lasts a year at most, its extension included."""


def uiterste_schorsing(begin: dt.date) -> dt.date:
    """The latest last day of a suspension that began on `begin`."""
    return plus(begin, maanden=SCHORSING_MAANDEN)


@guard("G-SCHORSING-JAAR", "Schorsing duurt ten hoogste een jaar", "Awb 10:44")
def g_schorsing_jaar(t: Toets) -> str | None:
    """From the first decree to the last day, the extension included, a year at most; one extension."""
    eerste = t.zaak.feiten.feit("kb_schorsing", tot=t.datum)
    if eerste is None:
        return "Leg eerst het koninklijk besluit tot schorsing vast."
    verlengingen = t.zaak.feiten.feiten_van("kb_verlenging", tot=t.datum)
    if len(verlengingen) > 1:
        return "Een schorsing kan één keer worden verlengd."
    grens = uiterste_schorsing(eerste.datum)
    tot = max(dt.date.fromisoformat(f.waarden["tot"]) for f in (eerste, *verlengingen))
    if tot < eerste.datum:
        return "De schorsing eindigt vóór het koninklijk besluit. Controleer de datum."
    if tot > grens:
        return f"De schorsing kan niet langer duren dan tot en met {dag(grens)}."
    t.bewijs["G-SCHORSING-JAAR"] = f"tot en met {dag(tot)}"
    return None


@guard("G-NIET-EERDER-VERLENGD", "Nog niet verlengd", "Awb 10:44 lid 2")
def g_niet_eerder_verlengd(t: Toets) -> str | None:
    """One extension."""
    if any(stap.overgang == "verleng_schorsing" for stap in t.zaak.feiten.stappen):
        return "Deze schorsing is al een keer verlengd."
    return None


@guard("G-SCHORSING-VOORBIJ", "Duur van de schorsing voorbij", "Awb 10:44 en 10:45")
def g_schorsing_voorbij(t: Toets) -> str | None:
    """It ends on its day, but with bezwaar or beroep not before thirteen weeks after the final ruling."""
    feit = t.zaak.feiten.feit("rechtsmiddel", tot=t.datum)
    if feit is not None and feit.waarden["stand"] == "open":
        return "Er loopt bezwaar of beroep: de schorsing duurt tot dertien weken na de einduitspraak."
    termijn = t.zaak.feiten.termijn(SCHORSING)
    if termijn is None:
        return "De duur van de schorsing is niet vastgelegd."
    if t.datum <= termijn.effectief_einde:
        return f"De schorsing duurt tot en met {dag(termijn.effectief_einde)}."
    t.bewijs["G-SCHORSING-VOORBIJ"] = f"verstreken op {dag(termijn.effectief_einde)}"
    return None


def g_niet_vervallen_op(besluitdag: Callable[[Toets], dt.date | None]) -> Guard:
    """Guard: what was suspended is annulled while the suspension lasts.

    `besluitdag` gives the day of the annulment: decided in time counts. None: it is decided today.
    """

    @guard("G-NIET-VERVALLEN", "Schorsing niet vervallen", "Awb 10:40")
    def g(t: Toets) -> str | None:
        """Not suspended, or decided while it ran; with bezwaar or beroep open it runs on (Awb 10:45)."""
        open_ = t.zaak.feiten.feit("rechtsmiddel", tot=t.datum)
        if open_ is not None and open_.waarden["stand"] == "open":
            return None
        termijn = t.zaak.feiten.termijn(SCHORSING)
        if termijn is not None and (besluitdag(t) or t.datum) > termijn.effectief_einde:
            return f"De schorsing verviel na {dag(termijn.effectief_einde)}; vernietigen kan niet meer."
        return None

    return g


def dag_van(kb_soort: str) -> Callable[[Toets], dt.date | None]:
    """The day of the royal decree of this kind."""

    def op(t: Toets) -> dt.date | None:
        feit = t.zaak.feiten.feit(kb_soort, tot=t.datum)
        datum: dt.date | None = feit.datum if feit else None
        return datum

    return op


g_niet_vervallen = g_niet_vervallen_op(dag_van("kb_vernietiging"))
