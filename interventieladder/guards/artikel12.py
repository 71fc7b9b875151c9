"""Guards of artikel 12 (finance.md 1.8; Bfv 2001 19-24). External decisions are recorded facts."""

import datetime as dt
from decimal import Decimal
from typing import Any

from interventieladder.financieel.artikel12 import Draagvlak, Toets12, toets
from interventieladder.guards.feiten import g_feit, g_feit_waarde
from interventieladder.guards.zaak import dag
from interventieladder.standen.artikel12 import TERMIJN_AANVRAAG
from toezicht.core.transitions import Toets, guard

BFV19, BFV23 = "Besluit financiële verhouding 2001 19", "Besluit financiële verhouding 2001 23"


def uitkeringsjaar(zaak: Any) -> int:
    """The year T of the dossier."""
    return int(zaak.onderdeel)


def toets_van(zaak: Any, op: dt.date) -> Toets12 | None:
    """The test of article 23 on the verified figures, or None while something it needs is missing."""
    cijfers, aanvraag = zaak.feiten.feit("tekort", tot=op), zaak.feiten.feit("aanvraag", tot=op)
    if cijfers is None or aanvraag is None:
        return None
    w = cijfers.waarden
    saldi = [w[veld] for veld in ("saldo_t", "saldo_t1", "saldo_t2", "saldo_t3")]
    gegeven = [Decimal(s) for s in saldi[: saldi.index(None) if None in saldi else len(saldi)]]
    vlak = Draagvlak(
        *(Decimal(w[v]) for v in ("ozb_capaciteit", "algemene_uitkering", "decentralisatie", "integratie"))
    )
    eerste = bool(aanvraag.waarden["eerste_jaar"])
    try:
        return toets(jaar=uitkeringsjaar(zaak), saldi=gegeven, draagvlak=vlak, eerste_jaar=eerste)
    except ValueError:
        return None


@guard("G-AANVRAAG", "Aanvraag van de raad vóór 1 december", BFV19, herstel="feit:aanvraag")
def g_aanvraag(t: Toets) -> str | None:
    """The raad sent it before 1 December of the year before, with its adopted budget and a copy to us."""
    feit = t.zaak.feiten.feit("aanvraag", tot=t.datum)
    grens = dt.date(uitkeringsjaar(t.zaak) - 1, 12, 1)
    if feit is None:
        return f"Leg de aanvraag van de raad vast. Die moet vóór {dag(grens)} zijn verzonden."
    if feit.datum >= grens:
        return f"De aanvraag is verzonden op {dag(feit.datum)}; dat moest vóór {dag(grens)}."
    if not feit.waarden["begroting_vastgesteld"]:
        return "Bij de aanvraag hoort de vastgestelde begroting. Vraag die op en corrigeer het feit."
    if not feit.waarden["afschrift"]:
        return "Wij hebben geen afschrift van de aanvraag. Vraag het op en corrigeer het feit."
    t.bewijs["G-AANVRAAG"] = f"verzonden op {dag(feit.datum)}"
    return None


@guard("G-NIET-AANGEVRAAGD", "Op 1 december niet aangevraagd", BFV19)
def g_niet_aangevraagd(t: Toets) -> str | None:
    """The clock: the term has passed and no application in time was recorded."""
    termijn = t.zaak.feiten.termijn(TERMIJN_AANVRAAG)
    if termijn is None or t.datum <= termijn.effectief_einde:
        return "De raad kan nog een aanvraag doen."
    op_tijd = [f for f in t.zaak.feiten.feiten_van("aanvraag") if f.datum <= termijn.effectief_einde]
    return f"De raad deed op {dag(op_tijd[-1].datum)} een aanvraag." if op_tijd else None


@guard("G-GEEN-AANVRAAG", "Geen tijdige aanvraag vastgelegd", BFV19)
def g_geen_aanvraag(t: Toets) -> str | None:
    """Nothing came in after all."""
    grens = dt.date(uitkeringsjaar(t.zaak) - 1, 12, 1)
    if any(f.datum < grens for f in t.zaak.feiten.feiten_van("aanvraag")):
        return "Er is een aanvraag van vóór 1 december vastgelegd. Neem die in behandeling."
    return None


@guard("G-TEKORT", "Tekort en draagvlak getoetst", BFV23, herstel="feit:tekort")
def g_tekort(t: Toets) -> str | None:
    """The figures are there and verified; the outcome stands in the evidence, whatever it is."""
    gevonden = toets_van(t.zaak, t.datum)
    if gevonden is None:
        return (
            "Leg tekort en draagvlak vast en laat een collega ze verifiëren. "
            "In het eerste jaar van aanvraag zijn ook de drie jaren erna nodig."
        )
    t.bewijs["G-TEKORT"] = " ".join(gevonden.stappen)
    return None


@guard("G-AANMERKELIJK", "Tekort aanmerkelijk en structureel", BFV23, hard=False, herstel="feit:tekort")
def g_aanmerkelijk(t: Toets) -> str | None:
    """A point of attention for the report: the ministers decide."""
    gevonden = toets_van(t.zaak, t.datum)
    if gevonden is None or gevonden.voldaan:
        return None
    return gevonden.stappen[-1] if gevonden.aanmerkelijk else gevonden.stappen[2]


g_peil = g_feit("redelijk_peil", "Eigen heffingen op redelijk peil", "Besluit financiële verhouding 2001 24")
g_inspectie = g_feit("inspectie_begonnen", "Inspectie begonnen", "Financiële-verhoudingswet 12")
g_intrekking = g_feit("intrekking", "Aanvraag ingetrokken", BFV19)
g_toegekend = g_feit_waarde(
    "besluit_ministers",
    "uitkomst",
    ("toegekend",),
    "Toegekend door de ministers",
    "Besluit financiële verhouding 2001 22",
    wat="Leg het besluit van de ministers vast en laat een collega het verifiëren.",
)
g_afgewezen = g_feit_waarde(
    "besluit_ministers",
    "uitkomst",
    ("afgewezen",),
    "Afgewezen door de ministers",
    "Besluit financiële verhouding 2001 22",
    wat="Leg het besluit van de ministers vast en laat een collega het verifiëren.",
    code="G-AFGEWEZEN",
)
