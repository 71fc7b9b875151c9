"""The text of a notice for the official gazette, and the day it stood in it (Bekendmakingswet 2, 6 and 7).

The province hands the text in at the publication application of the government; what that asks beside the text
(title, kind, gazette, date of the decision) stands above it.
"""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings

from interventieladder.briefsjablonen import SJABLONEN
from interventieladder.brieven import taal
from interventieladder.models.stukken import Ontvangerrol
from toezicht.core.fouten import Weigering

if TYPE_CHECKING:
    from interventieladder.models import Brief

BLAD = "Provinciaal blad"


def publicatietekst(brief: "Brief") -> str:
    """The notice as plain text with its particulars; refuses a document that is no notice or was uploaded."""
    if not brief.velden or brief.soort not in SJABLONEN or not is_kennisgeving(brief):
        raise Weigering(
            "Alleen van een kennisgeving uit ons sjabloon is er een tekst voor het provinciaal blad."
        )
    ondertekening = brief.dossier.beleid.ondertekening
    besluit = getattr(brief.voorstel, "besluit", None)
    regels = [
        f"Titel: {brief.onderwerp}",
        f"Blad: {BLAD} van {settings.PROVINCIE_NAAM}",
        "Organisatie: provincie " + settings.PROVINCIE_NAAM,
        f"Over: {taal.organisatie(brief.dossier.overheid)}",
        f"Besluit van: {taal.dag(besluit.besloten_op) if besluit else 'nog niet besloten (concept)'}",
        f"Nummer van het besluit: {besluit.nummer if besluit else 'nog niet besloten (concept)'}",
        "",
        brief.onderwerp,
        "",
    ]
    for veld in SJABLONEN[brief.soort].blokken:
        waarde = brief.velden.get(veld.code)
        if not waarde:
            continue
        tekst = "\n".join(f"- {regel}" for regel in waarde) if isinstance(waarde, list) else str(waarde)
        regels += [f"{veld.label}: {tekst}" if veld.soort == "tekst" else f"{veld.label}\n{tekst}", ""]
    regels += [
        f"Gedeputeerde Staten van {settings.PROVINCIE_NAAM},",
        f"{ondertekening.commissaris}, voorzitter",
        f"{ondertekening.secretaris}, secretaris",
    ]
    return "\n".join(regels) + "\n"


def is_kennisgeving(brief: "Brief") -> bool:
    """Whether this document goes to the gazette."""
    return any(g["rol"] == Ontvangerrol.PUBLICATIE for g in brief.geadresseerden)


def gepubliceerd_op(brief: "Brief") -> dt.date | None:
    """The day the notice stood in the gazette, as registered (corrected); None before."""
    for verzending in brief.verzendingen.all():
        if verzending.rol == Ontvangerrol.PUBLICATIE:
            return verzending.verzenddatum
    return None
