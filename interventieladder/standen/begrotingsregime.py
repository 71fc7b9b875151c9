"""Financial supervision per budget year: from the budget that comes in to its regime (finance.md 1.5, A)."""

from django.db.models import TextChoices

from interventieladder import termijnsoorten
from interventieladder.standen.plan import (
    DATUM,
    JA_NEE,
    KEUZE,
    PERCENTAGE,
    TEKST,
    Feitsoort,
    Feitveld,
    Ladderplan,
    LosseBrief,
    per_jaar,
)
from interventieladder.termijnsoorten import Gevolg, Startgebeurtenis, Termijnsoort
from toezicht.core.termijnen import Basis

termijnsoorten.registreer(
    Termijnsoort(
        "rappel_begroting",
        "Rappel: begroting niet ontvangen",
        Startgebeurtenis.VASTE_DATUM,
        Basis.WET,
        "Gemeentewet 191 lid 2; Wgr 34; Waterschapswet 101",
        daad="Rappelleer",
    ),
    Termijnsoort(
        "besluit_203",
        "Besluit of mededeling verzonden",
        Startgebeurtenis.VASTE_DATUM,
        Basis.WET,
        "Gemeentewet 203 lid 3 en 4",
        gevolg=Gevolg.VAN_RECHTSWEGE,
        overgang="repressief_van_rechtswege",
        herinneringen=(),
        daad="Beslis en verzend",
    ),
    Termijnsoort(
        "publicatie_205",
        "Lijst van preventief toezicht bekendmaken",
        Startgebeurtenis.VASTE_DATUM,
        Basis.BRIEF,
        "Werkwijze van de provincie (Gemeentewet 205 lid 2 noemt geen dag)",
        daad="Maak bekend",
    ),
    Termijnsoort(
        "minister_205",
        "Bericht aan de minister",
        Startgebeurtenis.VASTE_DATUM,
        Basis.WET,
        "Gemeentewet 205 lid 1",
        daad="Bericht de minister",
    ),
)


class Stand(TextChoices):
    """Where the assessment of one budget year stands: A0 to A11."""

    WACHT = "wacht", "Wacht op de begroting"
    ONTVANGEN = "ontvangen", "Begroting ontvangen"
    ONVOLLEDIG = "onvolledig", "Begroting onvolledig"
    IN_BEOORDELING = "in_beoordeling", "In beoordeling"
    CONCEPT = "concept", "Conceptoordeel en ambtelijk wederhoor"
    BESTUURLIJK = "bestuurlijk", "Bestuurlijk overleg"
    VOORSTEL_GS = "voorstel_gs", "Op de agenda van GS"
    REPRESSIEF = "repressief", "Repressief toezicht"
    PREVENTIEF_LID1 = "preventief_lid1", "Preventief toezicht (artikel 203 lid 1)"
    PREVENTIEF_LID2 = "preventief_lid2", "Preventief toezicht (artikel 203 lid 2)"
    INGETROKKEN = "ingetrokken", "Preventief toezicht ingetrokken"
    VERLOPEN = "verlopen", "Begrotingsjaar verlopen"


S = Stand
VOOR_REGIME = (
    S.WACHT,
    S.ONTVANGEN,
    S.ONVOLLEDIG,
    S.IN_BEOORDELING,
    S.CONCEPT,
    S.BESTUURLIJK,
    S.VOORSTEL_GS,
)
"""A0 to A6: the regime is not known yet; on 1 January it is repressief by law (203 lid 4), save of a waterschap."""
REGIMEBESLUIT = (
    *("stel_repressief_vast", "stel_preventief_lid1_vast", "stel_preventief_lid2_vast"),
    "trek_preventief_in",
)
"""Steps whose sending makes or ends the regime."""
BINNEN = (S.ONTVANGEN, S.ONVOLLEDIG)
PREVENTIEF = (S.PREVENTIEF_LID1, S.PREVENTIEF_LID2)
"""A8 and A9: budget and amendments need approval of GS."""
MET_REGIME = (S.REPRESSIEF, *PREVENTIEF, S.INGETROKKEN)
"""A7 to A10: the regime is known; it ends by itself with the year."""

KANALEN = (("portaal", "Portaal"), ("email", "E-mail"), ("post", "Post"), ("berichtenbox", "Berichtenbox"))
BRIEFKANALEN = (*KANALEN, ("aangetekend", "Aangetekende post"), ("uitgereikt", "Uitgereikt"))
STUKKEN = (
    ("vaststellingsbesluit", "Vaststellingsbesluit"),
    ("incidenteel", "Overzicht incidentele baten en lasten"),
    ("reserves", "Overzicht structurele reservemutaties"),
    ("paragrafen", "Verplichte paragrafen"),
    ("kengetallen", "Kengetallen"),
    ("emu", "EMU-saldo"),
    ("iv3", "Iv3-bestand"),
)
"""The mandatory pieces of a budget (BBV), as the checklist asks them."""
AANWEZIG = (("ja", "Aanwezig"), ("nee", "Ontbreekt"), ("nvt", "Niet van toepassing"))
CONCLUSIES = (
    ("repressief", "Repressief"),
    ("twijfel", "Twijfel: bestuurlijk overleg"),
    ("preventief_lid1", "Preventief: geen evenwicht (lid 1)"),
    ("preventief_lid2", "Preventief: te laat (lid 2, procedureel)"),
)
BRIEFSOORTEN = (
    ("ontvangstbevestiging", "Ontvangstbevestiging"),
    ("rappel", "Rappel: begroting niet ontvangen"),
    ("verzoek_aanvulling", "Verzoek om aanvulling"),
    ("uitnodiging", "Uitnodiging bestuurlijk overleg of voornemenbrief"),
    ("herrekening", "Bericht van herrekening"),
)
FEITEN = (
    Feitsoort(
        "inzending",
        "Begroting ingezonden",
        datumlabel="Verzonden op",
        velden=(
            Feitveld("ontvangen_op", "Ontvangen op", DATUM),
            Feitveld(
                "raadsbesluit_op", "Vastgesteld op", DATUM, hint="De dag van het besluit van raad of bestuur."
            ),
            Feitveld("kanaal", "Hoe ingezonden", KEUZE, keuzes=KANALEN),
            Feitveld(
                "bewijs",
                "Waaruit blijkt de dag van verzending",
                hint="Bijvoorbeeld de regel uit het portaal.",
            ),
            Feitveld("meerjarenraming", "Meerjarenraming van drie jaar erbij", JA_NEE),
        ),
        grondslag="Gemeentewet 190 en 191; Wgr 34; Waterschapswet 101",
        hint="Beslissend is de dag van verzenden, niet die van ontvangst.",
    ),
    Feitsoort(
        "jaarrekening",
        "Jaarrekening T-2 ingezonden",
        datumlabel="Verzonden op",
        velden=(
            Feitveld("ontvangen_op", "Ontvangen op", DATUM),
            Feitveld("vastgesteld_op", "Vastgesteld op", DATUM),
        ),
        grondslag="Gemeentewet 200; Wgr 34; Waterschapswet 107",
        hint="De jaarrekening van twee jaar voor het begrotingsjaar.",
    ),
    Feitsoort(
        "rekening_ontbreekt",
        "Jaarrekening T-2 niet ontvangen",
        datumlabel="Nagegaan op",
        grondslag="Gemeentewet 200 en 203 lid 2 onder b",
        hint="Leg dit vast na de uiterste dag; komt de jaarrekening alsnog, leg dan de inzending vast.",
    ),
    Feitsoort(
        "controlelijst",
        "Controle op volledigheid",
        datumlabel="Gecontroleerd op",
        velden=tuple(Feitveld(code, naam, KEUZE, keuzes=AANWEZIG) for code, naam in STUKKEN),
        grondslag="Gemeentewet 190; BBV 7 tot en met 23",
        hint="Leg opnieuw vast zodra een ontbrekend stuk binnen is.",
    ),
    Feitsoort(
        "brief",
        "Brief verzonden",
        datumlabel="Verzonden op",
        velden=(
            Feitveld("welke", "Welke brief", KEUZE, keuzes=BRIEFSOORTEN),
            Feitveld("kanaal", "Hoe verzonden", KEUZE, keuzes=BRIEFKANALEN),
            Feitveld("bewijs", "Bewijs van verzending"),
        ),
        hint="Voor een brief van elders. Stelt u hem hier op, dan volgt dit uit de verzending.",
    ),
    Feitsoort(
        "saldo",
        "Structureel saldo en reële correcties",
        datumlabel="Stand van de cijfers op",
        velden=(
            Feitveld(
                "bron",
                "Bron",
                KEUZE,
                keuzes=(
                    ("raad", "Begroting zoals vastgesteld"),
                    ("wijziging", "Begrotingswijziging"),
                    ("iv3", "Iv3 van de organisatie"),
                    ("cbs1", "CBS, eerste plaatsing"),
                    ("cbs2", "CBS, tweede plaatsing"),
                ),
            ),
            *per_jaar("saldo", "Structureel saldo"),
            *per_jaar("correctie", "Correctie toezichthouder", verplicht=False),
            Feitveld("correctiereden", "Reden van de correcties", TEKST, verplicht=False),
        ),
        grondslag="Gemeentewet 189 lid 2; BBV 19 onder c en d, 23",
        hint="Bedragen in euro's; een tekort is negatief.",
        vier_ogen=True,
        verzegeld=True,
    ),
    Feitsoort(
        "kengetallen",
        "Kengetallen",
        datumlabel="Stand van de cijfers op",
        velden=(
            Feitveld("schuldquote", "Netto schuldquote (%)", PERCENTAGE),
            Feitveld("solvabiliteit", "Solvabiliteit (%)", PERCENTAGE),
            Feitveld("grondexploitatie", "Grondexploitatie (%)", PERCENTAGE, verplicht=False),
            Feitveld("exploitatieruimte", "Structurele exploitatieruimte (%)", PERCENTAGE),
            Feitveld("belastingcapaciteit", "Belastingcapaciteit (%)", PERCENTAGE, verplicht=False),
        ),
        grondslag="BBV 11 lid 2 onder d",
    ),
    Feitsoort(
        "oordeel",
        "Oordeel van de toezichthouder",
        datumlabel="Beoordeeld op",
        velden=(
            Feitveld("conclusie", "Conclusie", KEUZE, keuzes=CONCLUSIES),
            Feitveld(
                "aannemelijk",
                "Is het herstel van het evenwicht aannemelijk?",
                KEUZE,
                keuzes=(("ja", "Ja"), ("nee", "Nee"), ("nvt", "Niet aan de orde")),
            ),
            Feitveld("motivering", "Motivering"),
        ),
        grondslag="Gemeentewet 203 lid 1",
        hint="Het programma rekent en legt uit; u oordeelt en mag met een reden afwijken.",
        verzegeld=True,
    ),
    Feitsoort(
        "wederhoor",
        "Ambtelijk wederhoor",
        datumlabel="Afgerond op",
        velden=(
            Feitveld("aangeboden_op", "Voorgelegd op", DATUM),
            Feitveld(
                "uitkomst",
                "Uitkomst",
                KEUZE,
                keuzes=(
                    ("akkoord", "Feiten bevestigd"),
                    ("gewijzigd", "Feiten gecorrigeerd"),
                    ("geen_reactie", "Geen reactie binnen de gegeven tijd"),
                ),
            ),
        ),
        grondslag="Awb 3:2",
    ),
    Feitsoort(
        "gesprek",
        "Bestuurlijk gesprek",
        datumlabel="Gevoerd op",
        velden=(Feitveld("uitkomst", "Uitkomst"),),
        hint="De gedeputeerde met de wethouder of het dagelijks bestuur.",
    ),
    Feitsoort(
        "herstelwijziging",
        "Herstellende begrotingswijziging",
        datumlabel="Verzonden op",
        velden=(
            Feitveld("raadsbesluit_op", "Vastgesteld op", DATUM),
            Feitveld("nummer", "Nummer van de wijziging"),
        ),
        grondslag="Gemeentewet 192",
        hint="Telt mee als zij is vastgesteld en verzonden vóór het besluit van GS en vóór 1 januari.",
    ),
    Feitsoort(
        "tegenadvies",
        "Tegenadvies van de portefeuillehouder",
        datumlabel="Gegeven op",
        velden=(Feitveld("advies", "Wat de portefeuillehouder adviseert"),),
        hint="Het stuk gaat met het ambtelijk advies naar GS; GS besluiten.",
        vier_ogen=True,
    ),
    Feitsoort(
        "juridische_noot",
        "Juridische noot bij intrekken van lid 2",
        datumlabel="Datum",
        velden=(Feitveld("grond", "Op welke grond kan het besluit worden ingetrokken"),),
        grondslag="Gemeentewet 203 lid 5 noemt alleen lid 1",
        recht="interventieladder.toets_juridisch",
    ),
    Feitsoort(
        "herstelplan",
        "Begroting of herstelplan overtuigt",
        datumlabel="Beoordeeld op",
        velden=(Feitveld("motivering", "Waarom het evenwicht nu aannemelijk is"),),
        grondslag="Gemeentewet 203 lid 5",
        vier_ogen=True,
    ),
    Feitsoort(
        "publicatie",
        "Lijst van preventief toezicht bekendgemaakt",
        datumlabel="Geplaatst op",
        velden=(Feitveld("vindplaats", "Blad en nummer"),),
        grondslag="Gemeentewet 205 lid 2",
        stuk=True,
    ),
    Feitsoort(
        "bericht_minister",
        "Bericht aan de minister",
        datumlabel="Verzonden op",
        velden=(Feitveld("kenmerk", "Kenmerk"),),
        grondslag="Gemeentewet 205 lid 1",
        stuk=True,
    ),
    Feitsoort(
        "bekend_regime",
        "Regime van vóór het gebruik van dit programma",
        datumlabel="Verzonden op",
        velden=(
            Feitveld(
                "regime",
                "Regime",
                KEUZE,
                keuzes=(
                    ("repressief", "Repressief"),
                    ("preventief_lid1", "Preventief: geen evenwicht (lid 1)"),
                    ("preventief_lid2", "Preventief: te laat (lid 2, procedureel)"),
                ),
            ),
            Feitveld("besloten_op", "Besloten op", DATUM),
            Feitveld("kenmerk", "Kenmerk van de brief"),
        ),
        grondslag="Gemeentewet 203",
        hint="Alleen voor een begrotingsjaar dat al liep toen het dossier werd geopend.",
        vier_ogen=True,
    ),
    Feitsoort(
        "incident",
        "Verslag: waarom is niets verzonden",
        datumlabel="Datum",
        velden=(Feitveld("oorzaak", "Oorzaak"), Feitveld("maatregel", "Wat wij anders doen")),
        grondslag="Gemeentewet 203 lid 4",
    ),
)

PLAN = Ladderplan(
    code="begrotingsregime",
    titel="Financieel toezicht: regime per begrotingsjaar",
    standen=Stand,
    begin=S.WACHT.value,
    hoofdlijn=tuple(
        s.value
        for s in (S.WACHT, S.ONTVANGEN, S.IN_BEOORDELING, S.CONCEPT, S.VOORSTEL_GS, S.REPRESSIEF, S.VERLOPEN)
    ),
    splitsing={S.REPRESSIEF.value: ("Repressief of preventief", tuple(s.value for s in PREVENTIEF))},
    eind=(S.VERLOPEN.value,),
    domein="financien",
    taak="begrotingsregime",
    taaknaam="Begroting",
    grondslag="Gemeentewet, artikel 203",
    onderdeel="begrotingsjaar",
    losse_brieven=(
        LosseBrief("FIN-O", (*BINNEN, S.IN_BEOORDELING), "brief", {"welke": "ontvangstbevestiging"}),
        LosseBrief("FIN-A", BINNEN, "brief", {"welke": "verzoek_aanvulling"}),
    ),
    kort={
        S.WACHT.value: "Wacht",
        S.ONTVANGEN.value: "Ontvangen",
        S.ONVOLLEDIG.value: "Onvolledig",
        S.IN_BEOORDELING.value: "Beoordeling",
        S.CONCEPT.value: "Concept",
        S.BESTUURLIJK.value: "Bestuurlijk",
        S.VOORSTEL_GS.value: "Bij GS",
        S.REPRESSIEF.value: "Repressief",
        S.PREVENTIEF_LID1.value: "Preventief lid 1",
        S.PREVENTIEF_LID2.value: "Preventief lid 2",
        S.INGETROKKEN.value: "Ingetrokken",
        S.VERLOPEN.value: "Verlopen",
    },
    werk={
        S.ONTVANGEN.value: ("Controleer", "Controleer of de begroting volledig is"),
        S.ONVOLLEDIG.value: ("Volg", "Wacht op de aanvulling en leg de controle opnieuw vast"),
        S.IN_BEOORDELING.value: ("Beoordeel", "Leg saldi, correcties, kengetallen en oordeel vast"),
        S.CONCEPT.value: ("Leg voor", "Rond het wederhoor af en bereid het voorstel voor GS voor"),
        S.BESTUURLIJK.value: (
            "Volg",
            "Leg het gesprek vast; een herstellende wijziging kan nog tot 31 december",
        ),
        S.VOORSTEL_GS.value: (
            "Bereid voor",
            "Stel het besluit van GS op en verstuur de brief vóór 1 januari",
        ),
    },
    feitsoorten=FEITEN,
    stap_bij_verzending=(*REGIMEBESLUIT, "naar_bestuurlijk_overleg", "laat_uitgaven_toe"),
    te_openen=False,
    eigen_zaak=True,
)
