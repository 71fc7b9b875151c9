"""Guards of Wet arhi artikel 8: the order and the longest time of each part (ladder.md 2.8)."""

import datetime as dt

from interventieladder.guards.feiten import g_feit, g_feit_waarde
from interventieladder.guards.zaak import dag
from interventieladder.standen.artikel8 import ONTWERP, OVERLEG, ZIENSWIJZE
from toezicht.core.transitions import Toets, guard

ARHI8 = "Wet arhi 8"
TERINZAGE_WEKEN = 8

g_overleg_geopend = g_feit("overleg_geopend", "Overleg geopend", ARHI8)
g_overleg_afgesloten = g_feit("overleg_afgesloten", "Overleg afgesloten, met verslag", ARHI8)
g_geen_overname = g_feit_waarde(
    "besluit_minister",
    "uitkomst",
    (None, "naar_ministerraad"),
    "Minister heeft de voorbereiding niet overgenomen",
    "Wet arhi 10",
    wat="De minister heeft de voorbereiding overgenomen; GS doen niets meer.",
    code="G-GEEN-OVERNAME",
)


@guard(
    "G-OVERLEG-AFGESLOTEN-OP-TIJD",
    "Overleg binnen zes maanden afgerond",
    ARHI8,
    hard=False,
    herstel="feit:overleg_afgesloten",
)
def g_overleg_op_tijd(t: Toets) -> str | None:
    """The talks ended within their term."""
    wat = "Het overleg duurt ten hoogste zes maanden."
    feit = t.zaak.feiten.feit("overleg_afgesloten", tot=t.datum)
    termijn = t.zaak.feiten.laatste_termijn(OVERLEG)
    if feit is None or termijn is None:
        return wat
    if feit.datum > termijn.effectief_einde:
        return f"{wat} De uiterste dag was {dag(termijn.effectief_einde)}."
    t.bewijs["G-OVERLEG-AFGESLOTEN-OP-TIJD"] = f"{dag(feit.datum)}, uiterlijk {dag(termijn.effectief_einde)}"
    return None


@guard(
    "G-ONTWERP-OP-TIJD",
    "Ontwerp binnen drie maanden na het overleg",
    ARHI8,
    hard=False,
    herstel="feit:overleg_afgesloten",
)
def g_ontwerp_op_tijd(t: Toets) -> str | None:
    """GS adopt the draft at most three months after the talks ended."""
    termijn = t.zaak.feiten.laatste_termijn(ONTWERP)
    if termijn is None:
        return "Leg eerst vast wanneer het overleg eindigde."
    uiterlijk = termijn.effectief_einde
    if t.datum > uiterlijk:
        return f"Het ontwerp had uiterlijk op {dag(uiterlijk)} vastgesteld moeten zijn."
    t.bewijs["G-ONTWERP-OP-TIJD"] = f"uiterlijk {dag(uiterlijk)}"
    return None


@guard("G-TERINZAGE", "Acht weken ter inzage gelegen", ARHI8, herstel="feit:terinzagelegging")
def g_terinzage(t: Toets) -> str | None:
    """The draft lay open for eight weeks."""
    feit = t.zaak.feiten.feit("terinzagelegging", tot=t.datum)
    if feit is None:
        return "Leg vast wanneer het ontwerp ter inzage is gelegd."
    tot = feit.datum + dt.timedelta(weeks=TERINZAGE_WEKEN)
    if t.datum < tot:
        return f"Het ontwerp ligt ter inzage tot {dag(tot)}."
    t.bewijs["G-TERINZAGE"] = f"van {dag(feit.datum)} tot {dag(tot)}"
    return None


@guard("G-ZIENSWIJZEN", "Zienswijzen van de raden afgewacht", ARHI8, herstel="feit:zienswijzen_binnen")
def g_zienswijzen(t: Toets) -> str | None:
    """Every council gave its view, or the term for it has passed."""
    binnen = t.zaak.feiten.feit("zienswijzen_binnen", tot=t.datum)
    if binnen is not None:
        t.bewijs["G-ZIENSWIJZEN"] = f"alle ontvangen op {dag(binnen.datum)}"
        return None
    termijn = t.zaak.feiten.laatste_termijn(ZIENSWIJZE)
    if termijn is None:
        return "Leg vast wanneer de raden het ontwerp ontvingen."
    einde = termijn.effectief_einde
    if t.datum <= einde:
        return f"De raden kunnen tot en met {dag(einde)} een zienswijze geven."
    t.bewijs["G-ZIENSWIJZEN"] = f"termijn voorbij op {dag(einde)}"
    return None


g_ps_vastgesteld = g_feit_waarde(
    "besluit_ps",
    "uitkomst",
    ("vastgesteld",),
    "Provinciale Staten stelden het advies vast",
    ARHI8,
    wat="Leg het besluit van Provinciale Staten vast en laat een collega het verifiëren.",
)
g_ps_niet = g_feit_waarde(
    "besluit_ps",
    "uitkomst",
    ("niet_vastgesteld",),
    "Provinciale Staten stelden het advies niet vast",
    ARHI8,
    wat="Leg vast dat Provinciale Staten het advies niet vaststelden.",
    code="G-PS-NIET",
)
g_ministerraad = g_feit_waarde(
    "besluit_minister",
    "uitkomst",
    ("naar_ministerraad",),
    "Voorstel naar de ministerraad",
    "Wet arhi 11",
    wat="Leg vast dat de minister het voorstel aan de ministerraad zond.",
    code="G-MINISTERRAAD",
)
g_niet_overgenomen = g_feit_waarde(
    "besluit_minister",
    "uitkomst",
    ("niet_overgenomen",),
    "Minister nam het advies niet over",
    "Wet arhi 11",
    wat="Leg vast dat de minister het advies niet overneemt.",
    code="G-NIET-OVERGENOMEN",
)
g_overname = g_feit_waarde(
    "besluit_minister",
    "uitkomst",
    ("neemt_over",),
    "Minister neemt de voorbereiding over",
    "Wet arhi 12",
    wat="Leg vast dat de minister de voorbereiding overneemt.",
    code="G-OVERNAME",
)


@guard("G-WET", "Wet in het Staatsblad, herindelingsdatum bereikt", "Wet arhi 1", herstel="feit:wet")
def g_wet(t: Toets) -> str | None:
    """The law is there and its date has come."""
    wet = t.zaak.feiten.feit("wet", tot=t.datum)
    if wet is None:
        return "Leg de wet en de datum van herindeling vast, en laat een collega dit verifiëren."
    datum = dt.date.fromisoformat(wet.waarden["herindelingsdatum"])
    if t.datum < datum:
        return f"De herindeling gaat in op {dag(datum)}."
    t.bewijs["G-WET"] = f"Staatsblad {wet.waarden['staatsblad']}, {dag(datum)}"
    return None
