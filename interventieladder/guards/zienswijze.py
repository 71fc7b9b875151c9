"""Guards about hearing the organisation before a decision that harms it (Awb 4:8, 4:9, 4:11; 3:46)."""

import datetime as dt
from typing import Any

from interventieladder.guards.uitkomst import einde_van
from interventieladder.guards.zaak import dag, spoed_van
from toezicht.core.transitions import Mist, Toets, guard
from toezicht.core.woorden import hoeveel

SPOED_GROND = "niet verder gehoord wegens spoed (Awb 4:11, onder a)"


@guard("G-ZW", "Zienswijze afgewacht en beantwoord", "Awb 4:8, 4:9 en 3:46", herstel="zienswijze")
def g_zienswijze(t: Toets) -> str | None:
    """The term has ended, and each point of each zienswijze has an answer, or it is on record that none came.

    Urgency takes away the waiting (Awb 4:11, a), never the answer to what did come.
    """
    einde = einde_van(t, "zienswijze")
    if einde is None:
        return Mist(
            "De zienswijzetermijn loopt nog niet: registreer de verzending van het voornemen.", "verzenden"
        )
    spoed = spoed_van(t)
    if t.datum <= einde and not spoed:
        return Mist(f"De zienswijzetermijn loopt tot en met {dag(einde)}.", "")
    if mist := _onbeantwoord(t, einde):
        return mist
    if bewijs := _gehoord(t):
        t.bewijs["G-ZW"] = bewijs
    elif spoed:
        t.bewijs["G-ZW"] = f"{SPOED_GROND}: {spoed}"
    elif niets := _niets_ontvangen(t, einde):
        t.bewijs["G-ZW"] = f"geen zienswijze ontvangen, vastgesteld op {dag(niets)}"
    else:
        return (
            f"Leg vast dat tot en met {dag(einde)} geen zienswijze is ontvangen, of registreer wat er kwam."
        )
    return None


@guard(
    "G-ZW-SPOED",
    "Ontvangen zienswijze beantwoord, of niet gehoord wegens spoed",
    "Awb 4:11, onder a; 3:46",
    herstel="zienswijze",
)
def g_zienswijze_bij_spoed(t: Toets) -> str | None:
    """Deciding at once under urgency sets the hearing aside; what came in all the same is answered."""
    termijn = t.zaak.feiten.laatste_termijn("zienswijze")
    if mist := _onbeantwoord(t, termijn.effectief_einde if termijn else None):
        return mist
    t.bewijs["G-ZW-SPOED"] = _gehoord(t) or f"{SPOED_GROND}: {spoed_van(t)}"
    return None


def _ontvangen(t: Toets) -> list[Any]:
    return [z for z in t.zaak.feiten.zienswijzen if not z.is_geen]


def _onbeantwoord(t: Toets, einde: dt.date | None) -> str | None:
    """What the zienswijzen that came in still ask: points, a choice about a late one, answers."""
    if los := t.zaak.feiten.zienswijzen_uit_stukken:
        return f"Zet de punten op een rij van: {', '.join(s.titel for s in los)}."
    for z in _ontvangen(t):
        naam = f"de zienswijze van {z.gegeven_door} ({dag(z.ontvangen_op)})"
        if z.te_laat(einde) and z.meegewogen is None:
            return f"Leg vast of {naam} meeweegt, met de reden: zij kwam na {dag(einde or z.ontvangen_op)}."
        if not z.weegt_mee(einde):
            continue
        if not z.puntenlijst:
            return f"Zet de punten op een rij uit {naam}."
        if z.open_punten:
            nummers = ", ".join(str(punt.nummer) for punt in z.open_punten)
            return f"Beantwoord punt {nummers} van {naam}."
    return None


def _gehoord(t: Toets) -> str:
    """How many came and how many points were answered; empty when nothing came."""
    ontvangen = _ontvangen(t)
    oud = [s for s in t.zaak.feiten.stukken_van("zienswijze") if s.reactie]
    if not ontvangen and not oud:
        return ""
    punten = sum(len(z.puntenlijst) for z in ontvangen)
    beantwoord = f", {hoeveel(punten, 'punt', 'punten')} beantwoord" if punten else ""
    buiten = len([z for z in ontvangen if z.meegewogen is False])
    laat = f", {buiten} te laat en niet meegewogen" if buiten else ""
    return f"{len(ontvangen) + len(oud)} ontvangen{beantwoord}{laat}"


def _niets_ontvangen(t: Toets, einde: dt.date) -> dt.date | None:
    """The day after the term on which it was established that nothing came, or None."""
    dagen = [z.ontvangen_op for z in t.zaak.feiten.zienswijzen if z.is_geen]
    na_termijn = [d for d in dagen if einde < d <= t.datum]
    return na_termijn[-1] if na_termijn else None
