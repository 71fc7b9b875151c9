"""The fields that a text of a letter may name between braces, and how they are filled in and checked."""

import re
from collections.abc import Iterator, Mapping

VELDEN: dict[str, str] = {
    "provincie": "de naam van de provincie",
    "afdeling": "de afdeling van de provincie",
    "organisatie": "de organisatie in een zin: de gemeente Duinrand",
    "uw_organisatie": "de organisatie in de aanspreekvorm: uw gemeente",
    "overheid": "de naam van de organisatie",
    "orgaan": "het orgaan dat wordt aangeschreven: het college van burgemeester en wethouders",
    "taak": "de taak tussen aanhalingstekens",
    "taakgrondslag": "het artikel waarop de taak rust",
    "grondslag_informatie": "het artikel waarop informatie wordt gevraagd",
    "grondslag_indeplaatsstelling": "het artikel waarop in de plaats wordt getreden",
    "grondslag_kosten": "het artikel waarop de kosten worden verhaald",
    "grondslag_medewerking": "het artikel waarop bij de uitvoering medewerking wordt gevraagd",
    "grondslag_mededeling": "het artikel waarop een besluit aan de minister wordt gemeld",
    "gevorderde": "wat de wet vordert: het gevorderde resultaat",
    "gebrek": "dat het gevorderde niet, niet tijdig of niet naar behoren is gedaan",
    "dossier": "het nummer van het dossier",
    "titel": "de titel van het dossier",
    "omschrijving": "de omschrijving van het dossier",
    "onderdeel": "het deel waarover het dossier gaat, zoals het begrotingsjaar",
    "begroting_voor": "de dag waarvóór deze organisatie haar begroting inzendt",
    "jaarrekening_voor": "de dag waarvóór deze organisatie haar jaarrekening inzendt",
    "gevraagd": "wat het voorstel vraagt",
    "waarom_nu": "waarom nu, uit het voorstel",
    "lichter_middel": "waarom een lichter middel niet volstaat, uit het voorstel",
    "beleidsruimte": "waarom het geen eigen beleidskeuze is, uit het voorstel",
    "gevolg_ja": "het gevolg als het voorstel wordt gevolgd",
    "behandelaar": "de naam van de behandelaar",
    "telefoon": "het telefoonnummer van de provincie",
    "email": "het e-mailadres van de provincie",
    "website": "de website van de provincie",
    "postadres": "het postadres van de provincie",
    "bezoekadres": "het bezoekadres van de provincie",
    "trede": "nummer en naam van de trede",
    "beleidskader": "de naam van het beleidskader",
    "kostendrager": "voor wie de kosten van de uitvoering zijn",
    "kosten_totaal": "het totaal van de kostenregels",
    "termijn": "de termijn van het voorstel in woorden: zes weken",
    "zienswijzetermijn": "de termijn voor een zienswijze in woorden",
    "besluit_nummer": "het nummer van het laatste eerdere besluit in het dossier",
    "besluit_datum": "de dag van het laatste eerdere besluit in het dossier",
    "beroepsgerechtigden": "wie beroep kan instellen",
    "gesprek": "de dag van het laatste gesprek, of “met u”",
    "zienswijzen": "wat er van de zienswijzen is ontvangen",
    "kennisgeving": "dat van het besluit mededeling wordt gedaan in het provinciaal blad; leeg waar dat niet hoeft",
    "spoed": "de grond van de vastgestelde spoed, met de toelichting",
}
"""Every field, with what it holds. A name that begins with a capital gives its text a capital."""

FEITEN = (
    *(
        "organisatie",
        "overheid",
        "orgaan",
        "taak",
        "taakgrondslag",
        "gevorderde",
        "gebrek",
        "onderdeel",
        "kosten_totaal",
    ),
    *("termijn", "zienswijzetermijn", "besluit_nummer", "besluit_datum", "kostendrager", "zienswijzen"),
    "spoed",
)
"""Fields that are facts: a letter whose text used one does not go out when it changed (`services.brieffeiten`)."""

_VELD = re.compile(r"\{([^{}]*)\}")


def namen_in(tekst: str) -> Iterator[str]:
    """The names between braces in a text, with the first letter in lower case."""
    for naam in _VELD.findall(tekst):
        yield naam[:1].lower() + naam[1:]


def onbekend_in(tekst: str, *, ook: tuple[str, ...] = ()) -> list[str]:
    """What stands between braces and is no field, and a brace that stands alone."""
    fout = [f"{{{naam}}}" for naam in namen_in(tekst) if naam not in VELDEN and naam not in ook]
    los = _VELD.sub("", tekst)
    return [*fout, *(teken for teken in "{}" if teken in los)]


def vul(tekst: str, waarden: Mapping[str, str]) -> str:
    """The text with its fields filled in; a field without value leaves nothing, and no double space."""

    def waarde(gevonden: re.Match[str]) -> str:
        naam = gevonden.group(1)
        gevuld = waarden.get(naam[:1].lower() + naam[1:], "")
        return gevuld[:1].upper() + gevuld[1:] if naam[:1].isupper() else gevuld

    regels = _VELD.sub(waarde, tekst).split("\n")
    return "\n".join(re.sub(r" {2,}", " ", regel).strip() for regel in regels).strip()
