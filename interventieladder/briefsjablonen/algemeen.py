"""Letters of the general ladder whose blocks are printed in order (ladder.md 1.10 and 1.13)."""

from dataclasses import replace

from interventieladder.briefsjablonen.soorten import (
    ALLE_ANTWOORDEN,
    ALLE_KOSTEN,
    Briefsjabloon,
    Kolom,
    Rechtsmiddel,
    Termijnzin,
    Veld,
    alinea,
    blok,
    datum,
    lijst,
    peildatum,
    tabel,
)

_AFSCHRIFT = alinea("afschrift", "Afschrift", "Leeg: geen zin over een afschrift.", kop="", verplicht=False)

ONTVANGST = (
    blok("kenmerk", "Uw melding", "Wij hebben uw melding ontvangen en ingeschreven onder nummer {dossier}."),
    blok(
        "vervolg",
        "Wat er nu gebeurt",
        "Wij bekijken of uw melding gaat over een taak die de wet aan {organisatie} opdraagt en waarop "
        "Gedeputeerde Staten toezicht houden. Is dat zo, dan betrekken wij haar bij ons toezicht.",
    ),
    blok(
        "geen_toezegging",
        "Wat u kunt verwachten",
        "Dit bericht is geen toezegging dat wij ingrijpen. Of en hoe wij optreden, wegen wij zelf af.",
        "ladder.md 1.10",
    ),
    blok(
        "grens",
        "Wat wij niet doen",
        "Wij beslissen niet over uw persoonlijke zaak of over een geschil tussen u en {organisatie}. "
        "Daarvoor kunt u terecht bij {organisatie} zelf, bij de ombudsman of bij de rechter. Ons toezicht "
        "verlengt geen termijn om bezwaar of beroep in te stellen.",
        "ladder.md 1.10",
    ),
    blok(
        "privacy",
        "Uw gegevens",
        "Wij gebruiken uw gegevens alleen om uw melding te behandelen en noemen uw naam niet aan "
        "{organisatie} zonder uw toestemming. Op {website} leest u hoe wij met persoonsgegevens omgaan.",
        "AVG 13",
    ),
)

RAPPEL = (
    blok(
        "verwijzing",
        "Ons eerdere verzoek",
        "Eerder vroegen wij u om informatie over de taak {taak}. De termijn voor uw antwoord is "
        "verstreken, en wij hebben nog geen volledig antwoord ontvangen.",
        hint="Noem datum en kenmerk van het verzoek.",
    ),
    datum(
        "nieuwe_datum",
        "Nieuwe uiterste datum",
        "Wij ontvangen uw antwoord graag alsnog uiterlijk op {datum}.",
        uiterlijk=True,
    ),
    blok(
        "gevolg",
        "Als een antwoord uitblijft",
        "Blijft een antwoord ook dan uit, dan baseren wij ons oordeel op de gegevens waarover wij "
        "beschikken, en overwegen wij een volgende stap van ons toezicht. De grondslag van ons verzoek is "
        "{grondslag_informatie}.",
    ),
    _AFSCHRIFT,
)


def _overleg(wie: str) -> tuple[Veld, ...]:
    return (
        blok(
            "aanleiding",
            "Aanleiding",
            "Wij nodigen u uit voor een overleg over de taak {taak} ({taakgrondslag}). {Waarom_nu}",
        ),
        lijst(
            "agenda",
            "Agenda",
            "Eén onderwerp per regel; de brief nummert ze.",
            "Onze bevindingen tot nu toe",
            "Uw reactie daarop",
            "Welke maatregelen nodig zijn en wanneer die klaar zijn",
            "Afspraken en verslag",
        ),
        blok(
            "bevindingen", "Onze bevindingen", "{Omschrijving}", hint="Feiten en cijfers met hun peildatum."
        ),
        blok(
            "deelnemers",
            "Deelnemers",
            f"Namens de provincie nemen {wie} deel. Wij vragen u wie voor {{uw_organisatie}} deelneemt.",
        ),
        lijst(
            "data",
            "Voorstel voor dag en plaats",
            "Eén mogelijkheid per regel.",
            "Een dag naar uw keuze in de komende twee weken, in het {bezoekadres}",
            "Een dag naar uw keuze in de komende twee weken, bij u",
        ),
        blok(
            "verslag",
            "Verslag",
            "Van het overleg maken wij een verslag. U ontvangt het in concept en kunt daarop reageren "
            "voordat wij het vaststellen.",
        ),
    )


COULANCE = (
    blok("voortgang", "Voortgang", "{Omschrijving}", hint="Wat bereikt is, met cijfers."),
    peildatum(),
    blok(
        "besluit",
        "Wat wij hebben besloten",
        "Wij geven u meer tijd om aan de wet te voldoen: {termijn}, te rekenen vanaf de datum van deze brief. "
        "Het voornemen zelf blijft staan.",
    ),
    blok("motivering", "Waarom wij verlengen", "{Waarom_nu}"),
    blok(
        "laatste_keer",
        "Verdere verlenging",
        "Een volgende verlenging is niet vanzelfsprekend: wij beoordelen de inspanning en de haalbaarheid "
        "opnieuw.",
        hint="Zeg of dit de laatste keer is.",
    ),
    blok(
        "vervolg",
        "Vervolg",
        "Voldoet u op de nieuwe datum, dan zien wij af van het besluit. Voldoet u niet, dan kunnen wij "
        "besluiten tot indeplaatsstelling. {Uw_organisatie} blijft op trede {trede} van de "
        "interventieladder ({beleidskader}).",
    ),
)

BESLUIT = (
    blok(
        "besluit",
        "Besluit",
        "Wij besluiten om op grond van {grondslag_indeplaatsstelling} namens {orgaan} en ten laste van "
        "{kostendrager} te voorzien in {gevorderde} voor de taak {taak}.",
        "Gw 124 lid 1",
    ),
    blok(
        "wettelijke_taak",
        "Wettelijke taak",
        "De taak {taak} volgt uit {taakgrondslag}. Zij is opgedragen aan {orgaan}.",
    ),
    blok("feiten", "Feiten", "{Omschrijving}", "Awb 3:46"),
    peildatum(),
    tabel(
        "eerdere_stappen",
        "Eerdere stappen",
        "Treden, brieven en gesprekken tot nu toe.",
        Kolom("datum", "Datum", "datum"),
        Kolom("stap", "Wat er gebeurde"),
    ),
    blok("beoordeling", "Beoordeling", "Uit deze feiten leiden wij af dat {gebrek}. {Waarom_nu}", "Awb 3:46"),
    blok("lichter_middel", "Lichter middel", "{Lichter_middel}", "Awb 3:4"),
    blok("beleidsvrijheid", "Geen beleidsvrijheid", "{Beleidsruimte}", "Gw 124 lid 1"),
    blok(
        "zienswijze",
        "Zienswijze en onze reactie",
        "{Zienswijzen}",
        "Awb 4:8, 3:46",
        hint="Ga in op elk punt.",
        maximum=ALLE_ANTWOORDEN,
    ),
    blok(
        "termijn",
        "Gelegenheid om zelf te voorzien",
        "Wij voeren dit besluit niet uit voordat u gelegenheid hebt gehad zelf in de taak te voorzien.",
        "Gw 124 lid 2",
        hint="Zonder termijn: waarom de zaak zo spoedeisend is dat niet kan worden gewacht.",
        zonder_termijn="Wij stellen u geen termijn om zelf in de taak te voorzien. De zaak is zo spoedeisend dat "
        "daarop niet kan worden gewacht. {Spoed}",
    ),
    blok(
        "uitvoering",
        "Uitvoering",
        "Voorziet u niet tijdig zelf, dan voorzien wij in uw plaats. {Gevolg_ja}",
        "Gw 124 lid 1",
        hint="Wat GS gaan doen, en namens welk orgaan.",
        zonder_termijn="Wij voorzien direct in uw plaats. {Gevolg_ja}",
    ),
    blok(
        "aanwijzing",
        "Wie het uitvoert",
        "De uitvoering is opgedragen aan de directeur van de afdeling {afdeling}. Wij kunnen u vragen "
        "ambtenaren en informatie ter beschikking te stellen.",
        "Gw 124g",
    ),
    blok(
        "kosten", "Kosten", "De kosten van de uitvoering komen ten laste van {kostendrager}.", "Gw 124 lid 1"
    ),
    blok(
        "inwerkingtreding",
        "Inwerkingtreding en bekendmaking",
        "Dit besluit treedt in werking op de dag na bekendmaking. {kennisgeving} Wij zenden een afschrift aan "
        "wie op de verzendlijst staat.",
        "Gw 124 lid 4; Awb 3:40",
    ),
)

START_UITVOERING = (
    blok(
        "grondslag",
        "Grondslag",
        "Op {besluit_datum} besloten wij (besluit {besluit_nummer}) om namens {orgaan} te voorzien in "
        "{gevorderde} voor de taak {taak}. De termijn om dat zelf te doen is voorbij. Wij beginnen nu met "
        "de uitvoering.",
        "Gw 124 lid 1",
    ),
    tabel(
        "vorderingen",
        "Wat wij van u vorderen",
        "Elke vordering met naam en datum.",
        Kolom("vordering", "Vordering"),
        Kolom("wie", "Van wie"),
        Kolom("uiterlijk", "Uiterlijk", "datum"),
        verplicht=False,
        grondslag="Gw 124g",
    ),
    blok(
        "medewerking",
        "Medewerking",
        "Wij vragen u de ambtenaren en de informatie die voor de uitvoering nodig zijn, op eerste verzoek "
        "ter beschikking te stellen ({grondslag_medewerking}).",
        "Gw 124g",
    ),
    blok(
        "aanwijzing",
        "Wie namens ons optreedt",
        "Namens ons treedt op: {behandelaar}, afdeling {afdeling}.",
        "Gw 124g",
    ),
    blok("planning", "Planning", "{Gevolg_ja}"),
    blok(
        "kosten",
        "Kosten",
        "De kosten komen ten laste van {kostendrager}. Na afloop ontvangt u een eindafrekening.",
    ),
)

EINDAFREKENING = (
    blok(
        "grondslag",
        "Grondslag",
        "Wij hebben namens {orgaan} voorzien in {gevorderde} voor de taak {taak}. De kosten daarvan komen "
        "op grond van {grondslag_kosten} ten laste van {kostendrager}. Met deze brief stellen wij ze vast.",
        "Gw 124 lid 1",
    ),
    replace(
        tabel(
            "kosten",
            "Specificatie",
            "Uit de kostenregels van het dossier.",
            Kolom("datum", "Dag", "datum"),
            Kolom("omschrijving", "Waarvoor"),
            Kolom("soort", "Soort"),
            Kolom("btw", "Waarvan btw", "getal", verplicht=False),
            Kolom("bedrag", "Bedrag", "getal"),
            grondslag="Gw 124 lid 1",
        ),
        maximum=ALLE_KOSTEN,
    ),
    tabel(
        "totalen",
        "Totaal",
        "Per soort, en het geheel als laatste rij.",
        Kolom("soort", "Soort"),
        Kolom("btw", "Waarvan btw", "getal", verplicht=False),
        Kolom("bedrag", "Bedrag", "getal"),
        grondslag="Gw 124 lid 1",
    ),
    blok("totaal", "Te betalen", "Het totaal is {kosten_totaal}."),
    blok(
        "betaling",
        "Betaling",
        "Wij vragen u dit bedrag binnen zes weken na de datum van deze brief te betalen op de rekening die "
        "op de bijgevoegde factuur staat, onder vermelding van ons kenmerk.",
        "Awb 4:87",
    ),
    blok(
        "derden",
        "Verhaal op derden",
        "Voor zover een ander aansprakelijk is voor deze kosten, kunt u ze op die ander verhalen.",
        "ladder.md 1.11",
    ),
)

BEOORDELING = (
    blok(
        "inleiding",
        "Ons oordeel",
        "Wij beoordelen ieder jaar hoe {uw_organisatie} de taken uitvoert waarop wij toezicht houden. "
        "Hieronder staat het oordeel per domein.",
    ),
    tabel(
        "oordelen",
        "Oordeel per domein",
        "Het oordeel in woorden: kleur alleen zegt te weinig.",
        Kolom("domein", "Domein"),
        Kolom("oordeel", "Oordeel"),
        Kolom("toelichting", "Toelichting"),
    ),
    blok("goed", "Wat gaat goed", "", hint="Wat goed gaat, per domein, met cijfers."),
    blok("beter", "Wat moet beter", "{Omschrijving}"),
    blok(
        "verwachting",
        "Wat wij verwachten",
        "",
        hint="Welke levering u verwacht, en vóór welke dag.",
    ),
    blok(
        "wederhoor",
        "Uw reactie op het concept",
        "",
        hint="Op welke dag ging het concept uit, wat was de reactie, en wat deed u daarmee?",
    ),
)

SJABLONEN = (
    Briefsjabloon("L1", ONTVANGST, onderwerp="Ontvangst van uw melding", aanhef="Geachte heer, mevrouw,"),
    Briefsjabloon("L3", RAPPEL, onderwerp="Herinnering: verzoek om informatie over {taak}"),
    Briefsjabloon(
        "L4",
        _overleg("medewerkers van de afdeling {afdeling}"),
        onderwerp="Uitnodiging voor overleg over {taak}",
    ),
    Briefsjabloon(
        "L4b",
        _overleg("de gedeputeerde en medewerkers van de afdeling {afdeling}"),
        onderwerp="Uitnodiging voor bestuurlijk overleg over {taak}",
    ),
    Briefsjabloon(
        "L6b",
        COULANCE,
        onderwerp="Langere termijn bij het voornemen: {taak}",
        termijnen=(
            Termijnzin("besluit", "resultaat", "De nieuwe einddatum is {datum}.", ("verleng_voornemen",)),
        ),
    ),
    Briefsjabloon(
        "L8",
        BESLUIT,
        rechtsmiddel=Rechtsmiddel.REGIME,
        onderwerp="Besluit tot indeplaatsstelling: {taak}",
        termijnen=(
            Termijnzin("termijn", "begunstiging", "U kunt tot en met {datum} zelf in de taak voorzien."),
        ),
        college_tekent=True,
    ),
    Briefsjabloon("L11", START_UITVOERING, onderwerp="Start van de uitvoering: {taak}", college_tekent=True),
    Briefsjabloon(
        "L12",
        EINDAFREKENING,
        rechtsmiddel=Rechtsmiddel.JURIST_BEPAALT,
        onderwerp="Eindafrekening: {taak}",
        college_tekent=True,
    ),
    Briefsjabloon("L13", BEOORDELING, onderwerp="Beoordeling interbestuurlijk toezicht van {organisatie}"),
)
