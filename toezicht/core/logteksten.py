"""A readable Dutch sentence for every kind of line in the logboek. Plain data and one function.

In a sentence stand `{door}` (who), `{van}` and `{naar}` (states in words) and any fact of the line's
`gegevens`. A kind without a sentence, or a line that lacks a fact, falls back to a general one.
"""

from typing import Any

from toezicht.core.models import Logboekregel

ONDERWERPEN: dict[str, str] = {
    "overheid": "Overheid",
    "signaal": "Signaal",
    "cijfers": "Cijfers",
    "dossier": "Dossier",
    "termijn": "Termijn",
    "afspraak": "Afspraak",
    "voorstel": "Voorstel",
    "stuk": "Stuk",
    "verzending": "Verzending",
    "rapport": "Rapport",
    "account": "Account",
    "bericht": "Bericht",
}

EVENT_TEKST: dict[str, str] = {
    "account_gemaakt": "{door} maakte het account {gebruikersnaam}.",
    "account_gewijzigd": "{door} wijzigde het account.",
    "account_gesloten": "{door} sloot het account.",
    "account_heropend": "{door} heropende het account.",
    "account_uitgenodigd": "{door} verstuurde een nieuwe uitnodiging.",
    "signaal_geregistreerd": "{door} registreerde het signaal.",
    "signaal_in_behandeling": "{door} nam het signaal in behandeling.",
    "signaal_gewogen": "{door} woog het signaal: {naar}.",
    "signaal_samengevoegd": "{door} voegde het signaal samen met {samengevoegd_in}.",
    "signaal_neemt_op": "{door} voegde een ander signaal bij dit signaal.",
    "signaal_gekoppeld": "{door} koppelde het signaal aan dossier {naar}.",
    "signaal_afgehandeld": "{door} handelde het signaal af.",
    "signaal_verlopen": "{door} liet het signaal verlopen: het telt niet meer mee.",
    "herweging_voorgesteld": "{door} stelde voor het signaal van {van} naar {naar} te wegen.",
    "herweging_aangenomen": "{door} nam de herweging van {van} naar {naar} aan.",
    "herweging_afgewezen": "{door} wees de herweging af; het signaal blijft {naar}.",
    "bewijsstuk_toegevoegd": "{door} voegde een bewijsstuk toe.",
    "bewijsstuk_gelezen": "{door} opende een bewijsstuk.",
    "toegang_verleend": "{door} gaf {naar} toegang tot het signaal.",
    "bericht_opnieuw": "{door} liet het bericht “{onderwerp}” opnieuw versturen.",
}


def woorden(code: str) -> str:
    """A stored value as words: `dossier_geopend` becomes `dossier geopend`."""
    return code.replace("_", " ").strip()


def zin(regel: Logboekregel) -> str:
    """What happened, as one sentence."""
    sjabloon = EVENT_TEKST.get(regel.handeling)
    if sjabloon is not None:
        try:
            return sjabloon.format_map(_feiten(regel))
        except KeyError:
            pass  # this line lacks a fact that its kind usually has
    return _algemeen(regel)


def _feiten(regel: Logboekregel) -> dict[str, Any]:
    feiten = {naam: waarde for naam, waarde in regel.gegevens.items() if waarde not in (None, "")}
    return {**feiten, "door": _door(regel), "van": woorden(regel.van), "naar": woorden(regel.naar)}


def _door(regel: Logboekregel) -> str:
    naam = f"{regel.door_naam[:1].upper()}{regel.door_naam[1:]}"
    return f"{naam} (namens {regel.namens})" if regel.namens else naam


def _algemeen(regel: Logboekregel) -> str:
    return f"{_door(regel)}: {woorden(regel.handeling)}."


def onderwerp_in_woorden(regel: Logboekregel, naam: str = "") -> str:
    """What the line is about: kind, and its number or name when known."""
    soort = ONDERWERPEN.get(regel.onderwerp_soort, woorden(regel.onderwerp_soort).capitalize())
    return f"{soort} {naam or regel.onderwerp_id}"
