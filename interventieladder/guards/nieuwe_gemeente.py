"""Guards of what GS let a new gemeente spend before it has a budget (finance.md 1.6; Wet arhi 47 lid 2)."""

import datetime as dt
from typing import Any

from interventieladder.guards.zaak import dag
from toezicht.core.transitions import Toets, guard
from toezicht.organisaties.rijen import NAAMSWIJZIGING
from toezicht.organisaties.selectors import voorgangers

ARHI47 = "Wet arhi 47 lid 2"


def ontstaan_in_jaar(zaak: Any) -> dt.date | None:
    """The day in the budget year on which it came to be from others; another name makes none new."""
    if zaak.overheid.geldig_van < zaak.begrotingsjaar.begin:
        return None
    dagen = [o.datum for o in voorgangers(zaak.overheid_id) if o.soort != NAAMSWIJZIGING]
    return next((d for d in dagen if d.year == zaak.begrotingsjaar.jaar), None)


@guard("G-NIEUWE-GEMEENTE", "Nieuw door herindeling in dit begrotingsjaar", ARHI47)
def g_nieuwe_gemeente(t: Toets) -> str | None:
    """It came to be in this budget year."""
    ontstaan = ontstaan_in_jaar(t.zaak)
    if ontstaan is None:
        return "Dit geldt alleen voor een gemeente die in dit begrotingsjaar door herindeling ontstaat."
    t.bewijs["G-NIEUWE-GEMEENTE"] = f"ontstaan op {dag(ontstaan)}"
    return None


@guard("G-NOG-GEEN-BEGROTING", "Nog geen begroting", ARHI47)
def g_nog_geen_begroting(t: Toets) -> str | None:
    """Once the raad adopted a budget, that says what may be spent."""
    if feit := t.zaak.feiten.feit("inzending", tot=t.datum):
        return f"De begroting is al ingezonden ({dag(feit.datum)}); zij bepaalt wat mag worden uitgegeven."
    return None
