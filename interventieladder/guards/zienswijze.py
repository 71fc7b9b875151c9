"""Guards about hearing the organisation before a decision that harms it (Awb 4:8, 4:9, 4:11; 3:46)."""

import datetime as dt
from typing import Any

from interventieladder.guards.mededelingen import brieven
from interventieladder.guards.uitkomst import einde_van
from interventieladder.guards.zaak import dag, spoed_van
from toezicht.core.transitions import VOORSTEL, Mist, Toets, guard
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


@guard(
    "G-ZW-BRIEF",
    "Antwoorden op de zienswijze staan in het besluit",
    "Awb 3:46 en 3:47",
    fase=VOORSTEL,
    herstel="brieven",
)
def g_antwoorden_in_besluit(t: Toets) -> str | None:
    """A decision from our template holds every answer as it stands now; one of our own making is read by people."""
    besluit = next((b for b in brieven(t) if b.soort == "L8"), None)
    if besluit is None or not besluit.velden:
        t.bewijs["G-ZW-BRIEF"] = "eigen document" if besluit else "het besluit volgt op schrift"
        return None
    termijn = t.zaak.feiten.laatste_termijn("zienswijze")
    tekst = _effen(" ".join(str(waarde) for waarde in besluit.velden.values()))
    for z in _ontvangen(t):
        mist = [p for p in z.puntenlijst if p.reactie and _effen(p.reactie) not in tekst]
        if mist and z.weegt_mee(termijn.effectief_einde if termijn else None):
            return (
                f"In het besluit (L8) staat ons antwoord op punt {mist[0].nummer} van {z.gegeven_door} niet, of "
                "niet meer. Neem het over in de brief."
            )
    return None


def _effen(tekst: str) -> str:
    """Words alone: how lines break in a letter makes no difference."""
    return " ".join(tekst.split())


def _ontvangen(t: Toets) -> list[Any]:
    return [z for z in t.zaak.feiten.zienswijzen_van_voornemen if not z.is_geen]


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
    oud = [s for s in t.zaak.feiten.zienswijzestukken if s.reactie]
    if not ontvangen and not oud:
        return ""
    punten = sum(len(z.puntenlijst) - len(z.open_punten) for z in ontvangen)
    beantwoord = f", {hoeveel(punten, 'punt', 'punten')} beantwoord" if punten else ""
    buiten = len([z for z in ontvangen if z.meegewogen is False])
    laat = f", {buiten} te laat en niet meegewogen" if buiten else ""
    return f"{len(ontvangen) + len(oud)} ontvangen{beantwoord}{laat}"


def _niets_ontvangen(t: Toets, einde: dt.date) -> dt.date | None:
    """The day after the term on which it was established that nothing came, or None."""
    dagen = [z.ontvangen_op for z in t.zaak.feiten.zienswijzen_van_voornemen if z.is_geen]
    na_termijn = [d for d in dagen if einde < d <= t.datum]
    return na_termijn[-1] if na_termijn else None
