"""Decisions of the financial supervision (finance.md 5): what stands open against them the jurist decides (7.1)."""

from dataclasses import replace

from interventieladder.briefsjablonen.soorten import (
    ZONDER_BEZWAAR,
    Briefsjabloon,
    Kolom,
    Rechtsmiddel,
    Veld,
    blok,
    datum,
    tabel,
)
from interventieladder.briefsjablonen.toezichtbrieven import EVENWICHT

_FEITEN = blok("feiten", "Feiten", "{Omschrijving}", "Awb 3:46")


def _besluit(grondslag: str, hint: str = "") -> Veld:
    return blok("besluit", "Besluit", "{Gevraagd}", grondslag, hint)


def _ruimte(code: str = "ruimte") -> Veld:
    return blok(
        code,
        "Bestedingsruimte",
        "Tot wij de begroting of een wijziging goedkeuren, mag u verplichtingen aangaan voor bestaand "
        "beleid tot de posten en bedragen die wij in het besluit noemen.",
        "Gw 208 lid 5",
        "Welke posten, welk bedrag of welk deel van de vorige begroting.",
    )


_PREVENTIEF = (
    blok(
        "gevolgen",
        "Gevolgen",
        "Uw begroting en de wijzigingen daarvan behoeven onze goedkeuring. Voor uitgaven daarbuiten vraagt "
        "u vooraf onze toestemming. Wij plaatsen {organisatie} op de lijst van artikel 205 van de "
        "Gemeentewet.",
        "Gw 203, 205, 207, 208",
    ),
    _ruimte(),
    blok(
        "termijn",
        "Beslistermijn",
        "Wij beslissen binnen dertien weken nadat u de begroting of een wijziging hebt verzonden.",
        "Awb 10:31",
    ),
    blok(
        "bekendmaking",
        "Bericht en bekendmaking",
        "Wij berichten de minister van Binnenlandse Zaken en Koninkrijksrelaties en maken dit besluit "
        "bekend.",
        "Gw 205",
    ),
)

LID1 = (
    _besluit("Gw 203 lid 1"),
    _FEITEN,
    blok(
        "evenwicht_t",
        "Geen evenwicht in het begrotingsjaar",
        "De begroting {onderdeel} is niet structureel en reëel in evenwicht.",
        "Gw 203 lid 1",
    ),
    EVENWICHT,
    blok(
        "herstel",
        "Herstel niet aannemelijk",
        "{Waarom_nu}",
        "Gw 203 lid 1",
        "Waarom herstel in de meerjarenraming niet aannemelijk is.",
    ),
    *_PREVENTIEF,
    blok(
        "herstelplan",
        "Herstelplan",
        "Het plan noemt per maatregel het bedrag, het jaar en het risico.",
    ),
    datum(
        "herstelplan_op",
        "Herstelplan uiterlijk op",
        "Wij ontvangen een door uw raad of bestuur vastgesteld herstelplan uiterlijk op {datum}.",
        "Per maatregel bedrag, jaar en risico.",
        uiterlijk=True,
    ),
    blok("rapportage", "Rapportage", "U rapporteert elk kwartaal over de uitvoering van het herstelplan."),
)

LID2 = (
    _besluit("Gw 203 lid 2"),
    blok(
        "document",
        "Welk stuk te laat was",
        "{Omschrijving}",
        "Gw 203 lid 2",
        "Welk stuk, wanneer het er had moeten zijn en wanneer het kwam.",
    ),
    blok("waarom", "Waarom wij van deze bevoegdheid gebruikmaken", "{Waarom_nu}", "Gw 203 lid 2; Awb 3:46"),
    *_PREVENTIEF,
    blok(
        "einde",
        "Hoe dit eindigt",
        "Is de begroting goedgekeurd en zijn de stukken op orde, dan kunnen wij dit besluit intrekken.",
        "Gw 203 lid 5",
    ),
)

NIEUWE_GEMEENTE = (
    _besluit("Wet arhi 47 lid 2"),
    blok(
        "aanleiding",
        "Aanleiding",
        "{Organisatie} is door herindeling ontstaan en heeft nog geen begroting voor {onderdeel}. Tot die er is, "
        "kan het college uitgaven doen voor zover wij daartegen geen bezwaar hebben.",
        "Wet arhi 47 lid 2",
    ),
    blok(
        "uitgaven",
        "Waartegen wij geen bezwaar hebben",
        "Uitgaven voor bestaand beleid van de gemeenten die zijn opgegaan, tot ten hoogste de bedragen die zij "
        "daarvoor in hun laatste begroting hadden.",
        "Wet arhi 47 lid 2",
        "Welke uitgaven, en tot welk bedrag.",
    ),
    blok("waarom", "Waarom", "{Waarom_nu}", "Awb 3:46"),
    blok(
        "einde",
        "Tot wanneer dit geldt",
        "Dit geldt tot de begroting {onderdeel} is vastgesteld. Wij ontvangen die graag zodra de raad heeft "
        "besloten.",
        "Wet arhi 47 lid 2",
    ),
)

GOEDKEURING = (
    blok(
        "raadsbesluit",
        "Het besluit waarover wij beslissen",
        "{Titel}. {Omschrijving}",
        "Awb 10:25",
        "Nummer, datum en versie van het besluit.",
    ),
    _besluit("Awb 10:25; Gw 203, 207"),
    blok("waarom", "Waarom", "{Waarom_nu}", "Awb 3:46"),
    blok(
        "vrijgesteld",
        "Wat geen goedkeuring meer vraagt",
        "Geen soorten wijzigingen zijn vrijgesteld.",
        "Gw 207 lid 2",
    ),
    blok(
        "blijft",
        "Wat onze goedkeuring blijft vragen",
        "Alle wijzigingen van de begroting behoeven onze goedkeuring.",
        "Gw 207 lid 1",
    ),
    blok(
        "verwachtingen",
        "Wat wij verwachten",
        "Wij verwachten dat u de maatregelen uitvoert die u ons hebt gemeld. Dit is geen voorwaarde bij de "
        "goedkeuring.",
        "Awb 10:29 lid 2",
    ),
)

ONTHOUDING = (
    blok("raadsbesluit", "Het besluit waarover wij beslissen", "{Titel}. {Omschrijving}", "Awb 10:25"),
    _besluit("Awb 10:25, 10:30"),
    blok(
        "grond",
        "Grond",
        "{Waarom_nu}",
        "Gw 206; Awb 10:27",
        "Strijd met het recht of met het algemene financiële belang.",
    ),
    blok(
        "overleg",
        "Overleg",
        "Wij boden u gelegenheid tot overleg. Wat daarin naar voren kwam, hebben wij betrokken bij dit "
        "besluit.",
        "Awb 10:30 lid 2",
    ),
    blok(
        "gevolg",
        "Gevolg",
        "Aan het besluit waaraan goedkeuring is onthouden, kunt u geen uitvoering geven. Hebt u met "
        "toepassing van artikel 209 van de Gemeentewet al verplichtingen aangegaan, dan stellen wij u "
        "daarover een aparte brief in het vooruitzicht.",
        "Gw 209, 210",
    ),
)

TOESTEMMING = (
    blok("aanvraag", "Uw aanvraag", "{Titel}. {Omschrijving}", "Gw 208"),
    _besluit("Gw 208 lid 1", "Toegestaan of geweigerd, met het bedrag."),
    blok(
        "toets",
        "Onze toets",
        "{Waarom_nu}",
        "Gw 208",
        "Onuitstelbaar, onontkoombaar, binnen het herstelplan, dekking structureel.",
    ),
    blok(
        "voorschriften", "Voorschriften", "Aan dit besluit zijn geen voorschriften verbonden.", "Gw 208 lid 4"
    ),
)

RUIMTE = (
    _besluit("Gw 208 lid 5"),
    _ruimte("nieuwe_ruimte"),
    blok("waarom", "Waarom", "{Waarom_nu}", "Awb 3:46"),
    blok(
        "vanaf",
        "Vanaf wanneer",
        "De nieuwe bestedingsruimte geldt vanaf de verzending van deze brief.",
        "Gw 208 lid 5",
    ),
)

INTREKKING = (
    _besluit("Gw 203 lid 5"),
    blok("waarom", "Waarom", "{Waarom_nu}", "Gw 203 lid 5; Awb 3:46"),
    blok(
        "gevolg",
        "Wat dit betekent",
        "Vanaf de verzending van deze brief geldt weer repressief toezicht. Uw begroting en de wijzigingen "
        "daarvan hoeven wij niet meer goed te keuren.",
        "Gw 203 lid 5",
    ),
    blok(
        "bekendmaking",
        "Bericht en bekendmaking",
        "Wij berichten de minister en passen de lijst van artikel 205 aan.",
        "Gw 205",
    ),
)

FIDO = (
    _besluit("Wet fido 4 en 6"),
    _FEITEN,
    blok("waarom", "Waarom", "{Waarom_nu}", "Awb 3:46"),
    blok("verwachting", "Wat wij van u verwachten", "{Gevolg_ja}", "Wet fido 4 en 6"),
)

AANSPRAKELIJK = (
    blok("uitgave", "De uitgave", "{Titel}. {Omschrijving}", "Gw 209"),
    _besluit("Gw 210", "Voor welk bedrag, en wie."),
    tabel(
        "leden",
        "Wie",
        "Wie voor het raadsbesluit stemde.",
        Kolom("naam", "Naam"),
        Kolom("stem", "Stem"),
        Kolom("bedrag", "Bedrag", "getal", verplicht=False),
        verplicht=False,
        grondslag="Gw 210",
    ),
    blok("grond", "Grond", "{Waarom_nu}", "Gw 210"),
    blok(
        "maand",
        "Binnen een maand",
        "Wij doen deze mededeling binnen een maand nadat de onthouding van goedkeuring onherroepelijk werd.",
        "Gw 210 lid 1",
    ),
)

ARHI = (
    _besluit("Wet arhi 21"),
    _FEITEN,
    blok(
        "soorten",
        "Welke besluiten",
        "Aangewezen zijn de besluiten die in het besluit hierboven zijn genoemd; zij behoeven onze "
        "goedkeuring.",
        "Wet arhi 21",
    ),
    blok("waarom", "Waarom", "{Waarom_nu}", "Awb 3:46"),
    blok("bekendmaking", "Bekendmaking", "Wij maken dit besluit bekend.", "Gw 205"),
)

_KIES = Rechtsmiddel.JURIST_BEPAALT


def _sjabloon(code: str, blokken: tuple[Veld, ...], onderwerp: str) -> Briefsjabloon:
    return Briefsjabloon(code, blokken, rechtsmiddel=_KIES, onderwerp=onderwerp, college_tekent=True)


def _over_goedkeuring(code: str, blokken: tuple[Veld, ...], onderwerp: str) -> Briefsjabloon:
    return replace(_sjabloon(code, blokken, onderwerp), te_kiezen=ZONDER_BEZWAAR)


SJABLONEN = (
    _sjabloon("FIN-L4", LID1, "Besluit: preventief toezicht op de begroting {onderdeel}"),
    _sjabloon("FIN-L5", LID2, "Besluit: preventief toezicht op de begroting {onderdeel}, te laat ontvangen"),
    _over_goedkeuring("FIN-L9", GOEDKEURING, "Besluit over goedkeuring: {titel}"),
    _over_goedkeuring("FIN-L10", ONTHOUDING, "Goedkeuring onthouden: {titel}"),
    _sjabloon("FIN-L12", TOESTEMMING, "Besluit over toestemming: {titel}"),
    _sjabloon("FIN-L13", RUIMTE, "Wijziging van de bestedingsruimte {onderdeel}"),
    _sjabloon("FIN-L14", INTREKKING, "Intrekking van preventief toezicht, begroting {onderdeel}"),
    Briefsjabloon("FIN-L18", FIDO, rechtsmiddel=_KIES, onderwerp="Wet fido: {titel}"),
    _sjabloon("FIN-L210", AANSPRAKELIJK, "Aansprakelijkheid voor een spoeduitgave: {titel}"),
    _sjabloon("FIN-47", NIEUWE_GEMEENTE, "Uitgaven voordat de begroting {onderdeel} er is"),
    _sjabloon("FIN-ARHI", ARHI, "Aanwijzing van besluiten die goedkeuring behoeven"),
)
