"""The general ladder (ladder.md 1) as a plan; its rungs stand in `interventieladder.treden`."""

from interventieladder.standen.plan import (
    BEDRAG,
    DATUM,
    GETAL,
    KEUZE,
    Feitsoort,
    Feitveld,
    Ladderplan,
    LosseBrief,
)
from interventieladder.treden import TREDEN, Sluitreden, Stand
from toezicht.core.domeinen import HUISVESTING

MINISTER, OPVOLGER, CDK, ANDER = "minister", "opvolger", "cdk", "ander"

SLUITREDEN_PER_ONTVANGER: dict[str, str] = {
    MINISTER: Sluitreden.OVERGENOMEN_MINISTER,
    OPVOLGER: Sluitreden.OVERGEGAAN_HERINDELING,
    CDK: Sluitreden.DOORVERWEZEN,
    ANDER: Sluitreden.DOORVERWEZEN,
}
"""How a dossier ends that was handed over, by who received it (row 24)."""

OVERDRACHT = (
    Feitsoort(
        "overdracht",
        "Grond voor overdracht",
        datumlabel="Dag waarop de grond ontstond",
        grondslag="ladder.md 1.5 rij 19",
        hint="Waarom een ander dan Gedeputeerde Staten verder moet, en wie dat is.",
        velden=(
            Feitveld(
                "ontvanger",
                "Wie neemt het over?",
                KEUZE,
                keuzes=(
                    (MINISTER, "De minister (Gemeentewet 124a of 124b; Waterschapswet 164)"),
                    (OPVOLGER, "De opvolger na herindeling (Wet arhi)"),
                    (CDK, "De commissaris van de Koning (taak van de burgemeester)"),
                    (ANDER, "Een ander bestuur of een inspectie"),
                ),
            ),
            Feitveld("instantie", "Naam van het bestuur dat het overneemt"),
            Feitveld("grond", "Grond voor de overdracht"),
        ),
    ),
    Feitsoort(
        "ontvangst",
        "Ontvangst door het andere bestuur",
        datumlabel="Ontvangen op",
        grondslag="ladder.md 1.5 rij 24",
        standen=(Stand.OVERGEDRAGEN.value,),
        velden=(
            Feitveld("bevestigd_door", "Wie bevestigde de ontvangst?"),
            Feitveld(
                "kenmerk", "Kenmerk daar", hint="Bij herindeling: het nummer van het dossier van de opvolger."
            ),
        ),
    ),
    Feitsoort(
        "teruggave",
        "Teruggave door het andere bestuur",
        datumlabel="Teruggegeven op",
        grondslag="ladder.md 1.5 rij 25",
        standen=(Stand.OVERGEDRAGEN.value,),
        velden=(Feitveld("reden", "Reden van de teruggave"),),
    ),
)
VERZOEK_MINISTER = (
    Feitsoort(
        "minister_verzoek",
        "Verzoek van de minister om op te treden",
        datumlabel="Ontvangen op",
        grondslag="Gemeentewet 124a lid 1",
        hint="De termijn is die van de minister. Verstrijkt zij, dan gaat de bevoegdheid over.",
        velden=(
            Feitveld("minister", "Welke minister?"),
            Feitveld("belang", "Het zwaarwegend algemeen belang waarop de minister zich beroept"),
            Feitveld("termijn_weken", "Termijn van de minister in weken", GETAL, grenzen=(1, 520)),
            Feitveld("kenmerk", "Kenmerk van het verzoek", verplicht=False),
        ),
    ),
    Feitsoort(
        "minister_afschriften",
        "Afschrift van het verzoek aan raad en Provinciale Staten",
        datumlabel="Vastgesteld op",
        grondslag="Gemeentewet 124a; Wet gemeenschappelijke regelingen 32c",
        velden=(
            Feitveld("raad_op", "Afschrift aan de raad (of de raden) op", DATUM),
            Feitveld("ps_op", "Afschrift aan Provinciale Staten op", DATUM),
        ),
    ),
    Feitsoort(
        "minister_afwijzing",
        "Afwijzing van het verzoek door Gedeputeerde Staten",
        datumlabel="Besloten op",
        grondslag="Gemeentewet 124a",
        hint="De termijn van de minister loopt door: de minister kan daarna zelf optreden.",
        velden=(
            Feitveld("besluitnummer", "Nummer van het besluit van Gedeputeerde Staten"),
            Feitveld("redenen", "Redenen van de afwijzing"),
        ),
        vier_ogen=True,
    ),
    Feitsoort(
        "minister_ingetrokken",
        "Verzoek van de minister ingetrokken",
        datumlabel="Ingetrokken op",
        grondslag="Gemeentewet 124a",
        velden=(Feitveld("kenmerk", "Kenmerk van de intrekking"),),
    ),
    Feitsoort(
        "minister_beroep",
        "Beroep van Gedeputeerde Staten tegen de overname",
        datumlabel="Ingesteld op",
        grondslag="Awb bijlage 2 artikel 2",
        standen=(Stand.OVERGEDRAGEN.value,),
        velden=(Feitveld("zaaknummer", "Zaaknummer bij de Afdeling bestuursrechtspraak"),),
    ),
)
RAADPLEGING = Feitsoort(
    "raadpleging",
    "Raadpleging van een andere provincie",
    datumlabel="Afgerond op",
    grondslag="Wet gemeenschappelijke regelingen 29; Waterschapswet 164",
    hint="Eén keer per provincie die mee toezicht houdt.",
    velden=(
        Feitveld("provincie", "Naam van de provincie"),
        Feitveld(
            "uitkomst",
            "Uitkomst",
            KEUZE,
            keuzes=(
                ("eens", "Overeenstemming"),
                ("geen_bezwaar", "Geen bezwaar"),
                ("oneens", "Geen overeenstemming"),
            ),
        ),
        Feitveld("kenmerk", "Kenmerk van de reactie", verplicht=False),
    ),
)
KOSTEN_VASTGESTELD = Feitsoort(
    "kosten_vastgesteld",
    "Kosten van de uitvoering vastgesteld",
    datumlabel="Vastgesteld op",
    grondslag="Gemeentewet 124 lid 1",
    hint="Gelijk aan het totaal van de kostenregels; het telt voor de eindafrekening (L12).",
    velden=(Feitveld("bedrag", "Totaal in euro", BEDRAG),),
    vier_ogen=True,
    standen=(Stand.T6.value,),
)
OMVANG = Feitsoort(
    code="omvang",
    naam="Omvang van het besluit",
    datumlabel="Gekozen op",
    domein=HUISVESTING,
    grondslag="Huisvestingswet 2014 artikel 28; Gemeentewet artikel 124",
    hint="Alleen de achterstand, of de totale opgave: de taak van dit halfjaar en de achterstand samen.",
    velden=(
        Feitveld(
            "scope",
            "Het besluit omvat",
            KEUZE,
            keuzes=(("achterstand", "De achterstand"), ("totaalopgave", "De totale opgave")),
        ),
    ),
)
"""What GS take over in T5 of a housing dossier (ladder.md 2.1.4)."""

PLAN = Ladderplan(
    code="generiek",
    titel="Generieke interventieladder",
    standen=Stand,
    begin=Stand.SIGNAAL.value,
    hoofdlijn=tuple(t.value for t in TREDEN),
    eind=(Stand.AFGESLOTEN.value,),
    feitsoorten=(OMVANG, RAADPLEGING, *VERZOEK_MINISTER, *OVERDRACHT, KOSTEN_VASTGESTELD),
    losse_brieven=(LosseBrief("L4"), LosseBrief("L18"), LosseBrief("L3"), LosseBrief("L1")),
    te_openen=False,
)
