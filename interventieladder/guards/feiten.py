"""Guards that several ladders make: a recorded fact, its value, its day, a term that has passed."""

import datetime as dt
from collections.abc import Callable, Collection
from typing import Any

from interventieladder.guards.zaak import dag
from toezicht.core.models import User
from toezicht.core.transitions import DOSSIER, Guard, Toets, guard
from toezicht.core.woorden import klein


def alleen_de_klok(zaak: Any, door: User) -> bool:
    """Right of a step that the law takes by itself: nobody has it."""
    return False


def g_feit(soort: str, titel: str, grondslag: str, *, wat: str = "", hard: bool = True) -> Guard:
    """Guard: a fact of this kind is recorded, dated up to today, and verified where its kind asks that."""
    code = f"G-{soort.upper().replace('_', '-')}"

    @guard(code, titel, grondslag, herstel=f"feit:{soort}", hard=hard, fase=DOSSIER)
    def g(t: Toets) -> str | None:
        """A fact of this kind counts by today."""
        feit = t.zaak.feiten.feit(soort, tot=t.datum)
        if feit is None:
            return wat or _mist(t, soort)
        t.bewijs[code] = dag(feit.datum)
        return None

    return g


def _mist(t: Toets, soort: str) -> str:
    regels = t.zaak.plan.feitsoort(soort)
    if regels.vier_ogen and any(f.soort == soort for f in t.zaak.feiten.losse_feiten):
        return f"Laat een collega verifiëren: {regels.naam.lower()}."
    return f"Leg vast: {klein(regels.naam)}."


def g_feit_waarde(
    soort: str,
    veld: str,
    waarden: Collection[Any],
    titel: str,
    grondslag: str,
    *,
    wat: str,
    code: str = "",
    hard: bool = True,
) -> Guard:
    """Guard: the newest fact of this kind has one of these values in `veld` (None: there is no such fact).

    `wat` says what is missing.
    """
    eigen = code or f"G-{soort.upper().replace('_', '-')}-{veld.upper().replace('_', '-')}"

    @guard(eigen, titel, grondslag, herstel=f"feit:{soort}", hard=hard, fase=DOSSIER)
    def g(t: Toets) -> str | None:
        """The newest fact of this kind has one of the values."""
        feit = t.zaak.feiten.feit(soort, tot=t.datum)
        if (feit.waarden.get(veld) if feit else None) not in waarden:
            return wat
        if feit is not None:
            t.bewijs[eigen] = dag(feit.datum)
        return None

    return g


def g_termijn_voorbij(
    soort: str,
    titel: str,
    grondslag: str,
    *,
    code: str,
    of: Callable[[Toets], str] | None = None,
    herstel: str = "",
) -> Guard:
    """Guard: the last term of this kind has passed, also one that was stopped meanwhile.

    `of` may give a fact that makes waiting needless; `herstel` names the form where it, or what starts the term,
    is recorded ("feit:melding").
    """

    @guard(code, titel, grondslag, herstel=herstel, fase=DOSSIER)
    def g(t: Toets) -> str | None:
        """The term has passed, or a fact makes waiting needless."""
        if of is not None and (bewijs := of(t)):
            t.bewijs[code] = bewijs
            return None
        termijn = t.zaak.feiten.laatste_termijn(soort)
        if termijn is None:
            return f"De termijn loopt nog niet: {klein(titel)}."
        if termijn.status == "opgeschort":
            return "De termijn is opgeschort; zij loopt verder na de hervatting."
        if t.datum <= termijn.effectief_einde:
            return f"De termijn loopt tot en met {dag(termijn.effectief_einde)}."
        t.bewijs[code] = f"verstreken op {dag(termijn.effectief_einde)}"
        return None

    return g


def plus(dag_: dt.date, *, maanden: int = 0, dagen: int = 0) -> dt.date:
    """A day so many months and days later; the last day of a shorter month."""
    jaar, maand = divmod(dag_.year * 12 + dag_.month - 1 + maanden, 12)
    volgende = dt.date(jaar + (maand == 11), (maand + 1) % 12 + 1, 1)
    laatste = (volgende - dt.timedelta(days=1)).day
    return dt.date(jaar, maand + 1, min(dag_.day, laatste)) + dt.timedelta(days=dagen)
