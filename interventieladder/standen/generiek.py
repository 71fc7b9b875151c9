"""The general ladder (ladder.md 1) as a plan; its rungs stand in `interventieladder.treden`."""

from interventieladder.standen.plan import KEUZE, Feitsoort, Feitveld, Ladderplan
from interventieladder.treden import TREDEN, Stand
from toezicht.core.domeinen import HUISVESTING

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
    feitsoorten=(OMVANG,),
    te_openen=False,
)
