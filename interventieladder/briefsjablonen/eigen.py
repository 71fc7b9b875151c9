"""Letters with a page template of their own: request, agreements, progress, announcement, notice and end."""

from interventieladder.briefsjablonen.soorten import Briefsjabloon, Kolom, Termijnzin, Veld, alinea, peildatum

AFSPRAKEN = Veld(
    "afspraken",
    "Afspraken",
    "tabel",
    hint="Wie doet wat, wanneer is het klaar en waaruit blijkt dat.",
    kolommen=(
        Kolom("actie", "Actie"),
        Kolom("eigenaar", "Verantwoordelijke"),
        Kolom("gereed_op", "Gereed op", "datum"),
        Kolom("bewijs", "Bewijs"),
    ),
)

TREDE = alinea("trede", "Plaats op de ladder", "Noem altijd nummer en naam van de trede.")

_AFSPRAKENBRIEF = (
    alinea("gesprek", "Het gesprek", "Wanneer is gesproken, en door wie."),
    alinea("bevindingen", "Wat wij vaststelden", "Feiten en cijfers, zonder oordeel over personen."),
    peildatum(),
    AFSPRAKEN,
    alinea("rapportage", "Voortgang", "Hoe vaak en in welke vorm u over de voortgang hoort."),
    TREDE,
    alinea("vervolg", "Vervolg", "Wat er gebeurt als de afspraken wel en niet worden nagekomen."),
)

_INFORMATIEVERZOEK = (
    alinea("aanleiding", "Aanleiding", "Waarom u deze informatie vraagt."),
    alinea("grondslag", "Grondslag", "Het wetsartikel of de verordening waarop het verzoek rust."),
    Veld("vragen", "Vragen", "lijst", hint="Eén vraag per regel; de brief nummert ze."),
    alinea("wijze", "Wijze van aanleveren", "In welke vorm en langs welke weg het antwoord komt."),
    alinea("gevolg", "Als een antwoord uitblijft", "Wat u doet als u niets ontvangt."),
)

_VOORTGANG = (
    alinea("voortgang", "Voortgang", "Wat bereikt is, met cijfers."),
    peildatum(),
    alinea("besluit", "Wat is besloten", "Verlengen of afronden."),
    alinea("motivering", "Waarom", "Waarom verlengen redelijk is, of waarom het dossier dicht kan."),
    alinea(
        "laatste_keer", "Hoeveelste verlenging", "Of dit de laatste verlenging is. Leeg bij afronding.",
        verplicht=False,
    ),
    TREDE,
    alinea("vervolg", "Vervolg"),
)  # fmt: skip

_VOORNEMEN = (
    alinea("voornemen", "Het voornemen", "Grondslag, namens wie, ten laste van wie, en waarin u voorziet."),
    alinea("wettelijke_taak", "Wettelijke taak", "Welke wet wat aan wie opdraagt."),
    alinea("feiten", "Feiten", "Feiten en cijfers met hun datum.", grondslag="Awb 3:46"),
    peildatum(),
    Veld(
        "eerdere_stappen",
        "Eerdere stappen",
        "tabel",
        hint="Treden, brieven en gesprekken tot nu toe.",
        kolommen=(Kolom("datum", "Datum", "datum"), Kolom("stap", "Wat er gebeurde")),
    ),
    alinea("beoordeling", "Beoordeling", "Waarom de taak niet, niet tijdig of niet naar behoren is gedaan."),
    alinea("lichter_middel", "Lichter middel", "Waarom een lichter middel niet volstaat."),
    alinea("beleidsvrijheid", "Geen beleidsvrijheid", "Waarom dit geen eigen beleidskeuze is."),
    alinea("verwachting", "Wat wij van u verwachten", "Wat op de einddatum bereikt moet zijn."),
    Veld(
        "deelresultaten",
        "Tussenstappen",
        "tabel",
        verplicht=False,
        hint="Tussenresultaten met een eigen datum. Zonder datum geldt de einddatum.",
        kolommen=(
            Kolom("resultaat", "Tussenresultaat"),
            Kolom("uiterlijk", "Uiterlijk", "datum", verplicht=False),
            Kolom("bewijs", "Waaruit dat blijkt", verplicht=False),
        ),
    ),
    alinea("zienswijze", "Zienswijze", "Hoe en waar de ontvanger kan reageren."),
    alinea("vervolg", "Vervolg", "Wat er gebeurt als de ontvanger wel en niet voldoet."),
    alinea("kosten", "Kosten", "Voor wie de kosten zijn."),
    alinea("publicatie", "Bekendmaking en afschrift", "Mededeling in het provinciaal blad en afschriften."),
)

_KENNISGEVING = (
    Veld("soort", "Soort mededeling", "tekst", hint="Bijvoorbeeld: Voornemen tot indeplaatsstelling."),
    Veld("organisatie", "Organisatie", "tekst"),
    Veld("taak", "Taak", "tekst"),
    alinea("inhoud", "Inhoud", "Wat Gedeputeerde Staten willen, besloten of introkken."),
    alinea("inzage", "Waar te lezen", "Adres of internetpagina waar de stukken te lezen zijn."),
)

_BEEINDIGING = (
    Veld("vastgesteld_op", "Vastgesteld op", "datum", hint="De dag waarop u de feiten vaststelde."),
    alinea("feiten", "Feiten", "Waaruit blijkt dat aan de taak is voldaan, of waarom verder gaan niet past."),
    alinea("besluit", "Wat is besloten", "Afzien, intrekken, sluiten of afschalen, met het artikel."),
    TREDE,
    alinea("nazorg", "Nazorg", "Wanneer u nog eens kijkt, of waarom dat niet nodig is."),
)

_T = "{datum}"  # the own page template holds the sentence
SJABLONEN = (
    Briefsjabloon(
        "L2",
        _INFORMATIEVERZOEK,
        onderwerp="Verzoek om informatie over {taak}",
        termijnen=(Termijnzin("vragen", "antwoord", _T),),
        eigen_opmaak=True,
    ),
    Briefsjabloon(
        "L5", _AFSPRAKENBRIEF, termijnen=(Termijnzin("afspraken", "afspraken", _T),), eigen_opmaak=True
    ),
    Briefsjabloon(
        "L5b", _AFSPRAKENBRIEF, termijnen=(Termijnzin("afspraken", "afspraken", _T),), eigen_opmaak=True
    ),
    Briefsjabloon(
        "L6",
        _VOORTGANG,
        termijnen=(Termijnzin("besluit", "afspraken", _T, ("verleng_afspraken",)),),
        eigen_opmaak=True,
    ),
    Briefsjabloon(
        "L7",
        _VOORNEMEN,
        termijnen=(Termijnzin("zienswijze", "zienswijze", _T), Termijnzin("verwachting", "resultaat", _T)),
        eigen_opmaak=True,
        college_tekent=True,
    ),
    Briefsjabloon("L9", _KENNISGEVING, eigen_opmaak=True, briefhoofd=False, college_tekent=True),
    Briefsjabloon(
        "L10",
        _BEEINDIGING,
        termijnen=(Termijnzin("besluit", "afspraken", _T, ("schaal_af_naar_t3a", "schaal_af_naar_t3b")),),
        eigen_opmaak=True,
    ),
)
