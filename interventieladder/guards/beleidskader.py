"""Guards about adopting a version of the beleidskader."""

from interventieladder import beleid as beleidskader
from interventieladder.guards.zaak import dag
from toezicht.core.fouten import Weigering
from toezicht.core.transitions import Toets, guard


@guard("G-WET", "Binnen de wet", "Gemeentewet 124; Awb 10:3; Algemene termijnenwet 4; ladder.md 10.6")
def g_wet(t: Toets) -> str | None:
    """No hard rule is broken; tells every break with its article."""
    try:
        beleidskader.eis_wettig(beleidskader.lees(t.zaak.inhoud))
    except Weigering as weigering:
        return weigering.melding
    t.bewijs["G-WET"] = "alle harde regels blijven staan"
    return None


@guard("G-ONGEWIJZIGD", "Inhoud zoals ingediend", "ladder.md 10.6, regel 4 (vier ogen)")
def g_ongewijzigd(t: Toets) -> str | None:
    """The content is the one whose hash was handed in."""
    if beleidskader.hash_van(t.zaak.inhoud) != t.zaak.sha256:
        return "De inhoud is niet meer wat is ingediend. Trek de versie in en lees het bestand opnieuw in."
    t.bewijs["G-ONGEWIJZIGD"] = f"sha256 {t.zaak.sha256[:12]}…"
    return None


@guard("G-GS-BESLUIT", "Besluit van Gedeputeerde Staten", "Awb 4:81 en 3:40; Provinciewet 158")
def g_gs_besluit(t: Toets) -> str | None:
    """GS adopted it, on a day that lies not in the future and not after the day it starts to hold."""
    if not t.zaak.besluit_kenmerk.strip() or t.zaak.vastgesteld_op is None:
        return "Vul het kenmerk en de datum van het besluit van Gedeputeerde Staten in."
    if t.zaak.vastgesteld_op > t.datum:
        return "Het besluit van Gedeputeerde Staten heeft een datum in de toekomst."
    if t.zaak.geldig_van < t.zaak.vastgesteld_op:
        return (
            f"Het beleid zou gelden vanaf {dag(t.zaak.geldig_van)}, vóór het besluit van "
            f"{dag(t.zaak.vastgesteld_op)}. Een beleidsregel werkt niet terug."
        )
    t.bewijs["G-GS-BESLUIT"] = f"{t.zaak.besluit_kenmerk} van {dag(t.zaak.vastgesteld_op)}"
    return None
