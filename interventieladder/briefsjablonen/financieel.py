"""Letters of the financial supervision that announce, ask or report (finance.md 5)."""

from interventieladder.briefsjablonen.soorten import (
    Briefsjabloon,
    alinea,
    blok,
    datum,
    lijst,
)
from interventieladder.briefsjablonen.toezichtbrieven import EVENWICHT, REPRESSIEF, WATERSCHAP, toezichtbrief

CIRCULAIRE = (
    blok(
        "procedure",
        "Procedure",
        "Ieder jaar beoordelen wij uw begroting. In deze brief leest u hoe en wanneer dat gebeurt.",
    ),
    blok(
        "data",
        "Data",
        "U stuurt de vastgestelde begroting binnen twee weken na vaststelling, in elk geval vóór "
        "{begroting_voor}. De vastgestelde jaarrekening ontvangen wij vóór {jaarrekening_voor}.",
        "Gw 191, 200; Wgr 34; Waterschapswet 101, 107",
    ),
    lijst(
        "toetsing",
        "Waarop wij letten",
        "Eén aspect per regel.",
        "De begroting is structureel en reëel in evenwicht",
        "Is dat niet zo, dan is het herstel van het evenwicht uiterlijk in het laatste jaar van de "
        "meerjarenraming aannemelijk",
        "De begroting en de jaarrekening zijn op tijd vastgesteld en ingezonden",
        grondslag="Gw 203",
    ),
    lijst(
        "aandacht",
        "Aandachtspunten van dit jaar",
        "Eén punt per regel.",
        "Onderbouw taakstellingen met maatregelen, bedragen en data",
        "Laat zien of het onderhoud van kapitaalgoederen is gedekt",
    ),
)

VOORNEMEN = (
    blok("bevinding", "Onze voorlopige bevinding", "{Omschrijving}", "Awb 4:8"),
    EVENWICHT,
    blok(
        "anders",
        "Wat dat anders zou maken",
        "Een begrotingswijziging die het evenwicht herstelt, kan ons oordeel veranderen. {Waarom_nu}",
    ),
    datum(
        "uiterlijk",
        "Laatste dag voor een herstellende wijziging",
        "Een wijziging die u uiterlijk op {datum} vaststelt en instuurt, kunnen wij nog bij ons oordeel "
        "betrekken.",
        "Houd rekening met de laatste vergadering van GS van het jaar.",
        uiterlijk=True,
    ),
    blok(
        "overleg",
        "Overleg",
        "Wij bespreken onze bevinding graag met u. Voor een afspraak kunt u terecht bij {behandelaar}, "
        "telefoon {telefoon}.",
        "Awb 4:8",
    ),
)

ONTVANGST_BEGROTING = (
    blok(
        "ontvangst",
        "Ontvangst",
        "Wij hebben de begroting {onderdeel} van {organisatie} ontvangen en in behandeling genomen.",
        "Awb 4:3a",
    ),
    blok(
        "vervolg",
        "Vervolg",
        "Wij controleren eerst of alle stukken er zijn. Daarna beoordelen wij of de begroting structureel "
        "en reëel in evenwicht is. Vóór 1 januari hoort u welk toezicht geldt.",
        "Gw 203 lid 3 en 4",
    ),
)

AANVULLING = (
    blok(
        "ontvangst",
        "Uw begroting",
        "Wij hebben de begroting {onderdeel} ontvangen. Zij is nog niet volledig.",
    ),
    lijst(
        "ontbreekt",
        "Wat ontbreekt",
        "Eén stuk per regel: wat op de controlelijst ontbreekt.",
        grondslag="BBV 7 tot en met 23",
    ),
    datum(
        "uiterlijk",
        "Aanvulling uiterlijk op",
        "Wij ontvangen de aanvulling graag uiterlijk op {datum}.",
        uiterlijk=True,
    ),
    blok(
        "gevolg",
        "Als de aanvulling uitblijft",
        "Zonder deze stukken kunnen wij niet vaststellen of de begroting in evenwicht is. Dat kan leiden "
        "tot preventief toezicht.",
        "Gw 203",
    ),
)

TER_GOEDKEURING = (
    blok(
        "ontvangst",
        "Ontvangst",
        "Wij hebben ontvangen: {titel}. U vraagt daarvoor onze goedkeuring.",
        "Awb 10:31",
    ),
    datum(
        "einde",
        "Laatste dag van de beslistermijn",
        "Wij beslissen uiterlijk op {datum}.",
        "Dertien weken na verzending; deze termijn verschuift niet.",
        grondslag="Awb 10:31 lid 1",
        uiterlijk=True,
    ),
    alinea(
        "ontbreekt", "Wat ontbreekt", "Leeg: er ontbreekt niets.", kop="Wat nog ontbreekt", verplicht=False
    ),
    blok(
        "gevolg",
        "Zolang is niet goedgekeurd",
        "Zolang wij niet hebben goedgekeurd, mag u alleen uitgaven doen die de wet of ons besluit toestaat.",
        "Gw 207, 208",
    ),
)

VERDAGING = (
    blok(
        "besluit",
        "Langer de tijd",
        "Wij hebben meer tijd nodig om te beslissen over: {titel}. {Gevraagd}",
        "Awb 10:31 lid 2",
    ),
    datum(
        "einde",
        "Nieuwe laatste dag",
        "Wij beslissen uiterlijk op {datum}.",
        "Verdagen kan één keer, ten hoogste dertien weken.",
        grondslag="Awb 10:31 lid 2",
        uiterlijk=True,
    ),
    blok("waarom", "Waarom", "{Waarom_nu}", "Awb 3:46"),
    blok(
        "eenmaal",
        "Eenmaal",
        "Wij kunnen de beslissing één keer verdagen. Beslissen wij niet voor die dag, dan is de "
        "goedkeuring van rechtswege gegeven.",
        "Awb 10:31 lid 2 en 4",
    ),
)

OVERLEG = (
    blok(
        "voornemen",
        "Wat wij overwegen",
        "Wij overwegen goedkeuring geheel of voor een deel te onthouden aan: {titel}.",
        "Awb 10:30 lid 1",
    ),
    blok("grond", "Waarom", "{Waarom_nu}", "Gw 206"),
    blok(
        "overleg",
        "Overleg",
        "Voordat wij beslissen, bieden wij u gelegenheid tot overleg. Een afspraak maakt u met "
        "{behandelaar}, telefoon {telefoon}.",
        "Awb 10:30 lid 1",
    ),
    blok(
        "termijn",
        "Beslistermijn",
        "Het overleg verandert niets aan de termijn waarbinnen wij moeten beslissen.",
        "Awb 10:31",
    ),
)

RECHTSWEGE = (
    blok(
        "mededeling",
        "Goedgekeurd van rechtswege",
        "Wij hebben niet binnen de wettelijke termijn beslist over: {titel}. De goedkeuring is daarom van "
        "rechtswege gegeven. Dit besluit is van rechtswege genomen.",
        "Awb 10:31 lid 4, 4:20b",
    ),
    datum(
        "op",
        "Goedgekeurd op",
        "De goedkeuring is gegeven op {datum}.",
        "De dag na het einde van de beslistermijn.",
    ),
    blok(
        "werking",
        "Wanneer het werkt",
        "Het besluit van rechtswege treedt in werking op de derde dag na afloop van de beslistermijn.",
        "Awb 4:20b lid 3",
    ),
    blok(
        "vervolg",
        "Vervolg",
        "Deze mededeling doen wij binnen twee weken nadat de goedkeuring van rechtswege is ontstaan. "
        "Wijzigingen van de begroting legt u ook verder aan ons voor.",
        "Awb 4:20c",
    ),
)

MINISTER = (
    blok("mededeling", "Wie onder preventief toezicht staat", "{Gevraagd}", "Gw 205 lid 1"),
    blok("grond", "Op welke grond", "{Waarom_nu}", "Gw 203", "Per gemeente: lid 1 of lid 2, of de Wet arhi."),
    blok(
        "overig",
        "Overige gemeenten en regelingen",
        "Voor de overige gemeenten en gemeenschappelijke regelingen in {provincie} geldt repressief "
        "toezicht.",
    ),
)

PUBLICATIE = (
    blok("lid1", "Preventief toezicht (artikel 203, eerste lid)", "{Gevraagd}", "Gw 205 lid 2"),
    blok("lid2", "Preventief toezicht (artikel 203, tweede lid)", "Geen.", "Gw 205 lid 2"),
    blok("arhi", "Preventief toezicht door de Wet algemene regels herindeling", "Geen.", "Wet arhi 21"),
    blok(
        "repressief",
        "Repressief toezicht",
        "Voor alle andere gemeenten en gemeenschappelijke regelingen in {provincie} geldt repressief "
        "toezicht.",
        "Gw 205 lid 2",
    ),
)

ARTIKEL12 = (
    blok(
        "aanvraag",
        "De aanvraag",
        "{Organisatie} vroeg een aanvullende uitkering aan op grond van artikel 12 van de "
        "Financiële-verhoudingswet.",
        "Fvw 12",
    ),
    blok("positie", "Financiële positie", "{Omschrijving}", "Fvw 12"),
    EVENWICHT,
    blok("oordeel", "Ons oordeel", "{Waarom_nu}", "Fvw 12 lid 2"),
    blok("advies", "Ons advies", "{Gevraagd}", "Fvw 12"),
)

SJABLONEN = (
    Briefsjabloon("FIN-L1", CIRCULAIRE, onderwerp="Financieel toezicht: uw begroting {onderdeel}"),
    Briefsjabloon(
        "FIN-L2", toezichtbrief(REPRESSIEF), onderwerp="Financieel toezicht: begroting {onderdeel}"
    ),
    Briefsjabloon("FIN-L3", VOORNEMEN, onderwerp="Uw begroting {onderdeel}: voorlopige bevinding en overleg"),
    Briefsjabloon("FIN-L6", TER_GOEDKEURING, onderwerp="Ontvangst ter goedkeuring: {titel}"),
    Briefsjabloon("FIN-L7", VERDAGING, onderwerp="Verdaging van de beslissing: {titel}"),
    Briefsjabloon("FIN-L8", OVERLEG, onderwerp="Uitnodiging voor overleg over goedkeuring: {titel}"),
    Briefsjabloon("FIN-L11", RECHTSWEGE, onderwerp="Goedkeuring van rechtswege: {titel}"),
    Briefsjabloon(
        "FIN-L15",
        MINISTER,
        onderwerp="Preventief toezicht in {provincie}, begrotingsjaar {onderdeel}",
        aanhef="Geachte minister,",
        college_tekent=True,
    ),
    Briefsjabloon(
        "FIN-L16",
        PUBLICATIE,
        onderwerp="Financieel toezicht op gemeenten en gemeenschappelijke regelingen, begrotingsjaar "
        "{onderdeel}",
        briefhoofd=False,
        aanhef="-",
        groet=False,
        college_tekent=True,
    ),
    Briefsjabloon(
        "FIN-L17",
        ARTIKEL12,
        onderwerp="Verslag over de aanvraag van {organisatie} om een aanvullende uitkering",
        aanhef="Geachte ministers,",
        college_tekent=True,
    ),
    Briefsjabloon(
        "FIN-L19",
        toezichtbrief(
            "Over het begrotingsjaar {onderdeel} geldt voor {organisatie} repressief toezicht. Deze brief "
            "gaat in afschrift naar alle deelnemers."
        ),
        onderwerp="Financieel toezicht op de regeling: begroting {onderdeel}",
    ),
    Briefsjabloon(
        "FIN-L20",
        WATERSCHAP,
        onderwerp="Financieel toezicht op het waterschap: begroting {onderdeel}",
    ),
    Briefsjabloon("FIN-O", ONTVANGST_BEGROTING, onderwerp="Ontvangst van uw begroting {onderdeel}"),
    Briefsjabloon("FIN-A", AANVULLING, onderwerp="Aanvulling van uw begroting {onderdeel}"),
)
