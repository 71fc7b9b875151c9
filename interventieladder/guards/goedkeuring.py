"""Guards of approval (finance.md 1.6; Gemeentewet 206 and 207, Awb 10:29-10:31)."""

from interventieladder.guards.beslistermijn import g_op_tijd, g_stuk_bij_feit, g_verstreken
from interventieladder.guards.feiten import g_feit
from interventieladder.guards.zaak import dag
from interventieladder.standen.goedkeuring import TERMIJN, VERDAGING_WEKEN
from toezicht.core.transitions import VOORSTEL, Toets, guard
from toezicht.core.woorden import in_weken

AWB_TERMIJN = "Awb 10:31"
GW207 = "Gemeentewet 207"

g_termijn_loopt = g_op_tijd(TERMIJN, AWB_TERMIJN)
g_termijn_voorbij = g_verstreken(TERMIJN, "Awb 10:31, vierde lid, en 4:20b")
g_overleg = g_stuk_bij_feit("overleg_aangeboden", "FIN-L8", "Overleg aangeboden", "Awb 10:30")
g_deelbaar = g_feit("deelbaarheid", "Deel kan afzonderlijk werken", "Awb 10:29, eerste lid")
g_grond = g_feit("onthoudingsgrond", "Grond uit de wet", "Gemeentewet 206")
g_intrekking = g_feit("intrekking", "Ingetrokken door de organisatie", "Gemeentewet 192")
g_opnieuw = g_feit("opnieuw_gevraagd", "Gevraagd opnieuw aan te bieden", f"{GW207}, eerste lid")


@guard("G-MEDEDELING-VERZONDEN", "Mededeling verzonden", "Awb 4:20c", herstel="brief:FIN-L11")
def g_mededeling(t: Toets) -> str | None:
    """The notice went out, and not before the law had decided: an earlier one told what was not so."""
    feit, sinds = t.zaak.feiten.feit("mededeling_verzonden", tot=t.datum), t.zaak.goedkeuring.uitkomst_op
    if feit is None or (sinds is not None and feit.datum < sinds):
        return (
            "Stel op en verstuur: FIN-L11 mededeling goedkeuring van rechtswege. Is de brief elders gemaakt, "
            "leg dan vast wanneer hij wegging."
        )
    t.bewijs["G-MEDEDELING-VERZONDEN"] = dag(feit.datum)
    return None


@guard("G-WIJZIGING", "Het gaat om een wijziging", f"{GW207}, eerste lid")
def g_wijziging(t: Toets) -> str | None:
    """Only an amendment can wait for its budget or be exempt."""
    return (
        None if t.zaak.goedkeuring.soort == "wijziging" else "Dit geldt alleen voor een begrotingswijziging."
    )


@guard("G-BEGROTING-OPEN", "Begroting nog niet goedgekeurd", f"{GW207}, eerste lid")
def g_begroting_open(t: Toets) -> str | None:
    """The budget of this year does not work yet."""
    begroting = t.zaak.goedkeuring.begroting
    if begroting is not None and begroting.werkt:
        return f"De begroting is goedgekeurd op {dag(begroting.uitkomst_op)}; de termijn loopt gewoon."
    t.bewijs["G-BEGROTING-OPEN"] = "nog niet goedgekeurd" if begroting else "nog niet aangeboden"
    return None


@guard("G-BEGROTING-GOED", "Begroting goedgekeurd", f"{GW207}, eerste lid")
def g_begroting_goed(t: Toets) -> str | None:
    """The budget of this year works, on or before this day."""
    begroting = t.zaak.goedkeuring.begroting
    if begroting is None or not begroting.werkt:
        return "De begroting van dit jaar is nog niet goedgekeurd."
    t.bewijs["G-BEGROTING-GOED"] = dag(begroting.uitkomst_op)
    return None


@guard("G-BEGROTING-ONTHOUDEN", "Goedkeuring van de begroting onthouden", f"{GW207}, eerste lid")
def g_begroting_onthouden(t: Toets) -> str | None:
    """The budget was refused: the term of this amendment can never begin."""
    begroting = t.zaak.goedkeuring.begroting
    if begroting is None or begroting.uitkomst != "onthouden":
        return "Over de begroting is nog niet besloten, of zij is niet onthouden."
    t.bewijs["G-BEGROTING-ONTHOUDEN"] = dag(begroting.uitkomst_op)
    return None


@guard("G-EENMAAL", "Nog niet eerder verdaagd", "Awb 10:31, tweede lid")
def g_niet_verdaagd(t: Toets) -> str | None:
    """Adjournment once; the notice that was sent counts."""
    verdaagd = t.zaak.goedkeuring.verdaagd_op
    return f"De beslissing is al verdaagd op {dag(verdaagd)}. Dat kan maar één keer." if verdaagd else None


@guard(
    "G-VERDAGING",
    "Verdaging van ten hoogste dertien weken",
    "Awb 10:31, tweede lid",
    fase=VOORSTEL,
    herstel="voorstel",
)
def g_verdaging(t: Toets) -> str | None:
    """The proposal says how many weeks."""
    weken = getattr(t.voorstel, "termijn_weken", None) or 0
    if 1 <= weken <= VERDAGING_WEKEN:
        t.bewijs["G-VERDAGING"] = in_weken(weken)
        return None
    return f"Geef in het voorstel met hoeveel weken u verdaagt: 1 tot en met {VERDAGING_WEKEN}."


@guard(
    "G-OVERLEG-GENOEMD",
    "Motivering noemt het overleg",
    "Awb 10:30, tweede lid",
    fase=VOORSTEL,
    herstel="voorstel",
)
def g_overleg_genoemd(t: Toets) -> str | None:
    """The reasons of a refusal refer to what came of the consultation."""
    tekst = str(getattr(t.voorstel, "waarom_nu", "") or "").lower()
    return (
        None if "overleg" in tekst else "Noem in de motivering wat het overleg met de organisatie opleverde."
    )


@guard(
    "G-VRIJSTELLING", "Vrijgesteld bij de goedkeuring van de begroting", f"{GW207}, tweede lid",
    herstel="feit:valt_onder_vrijstelling",
)  # fmt: skip
def g_vrijstelling(t: Toets) -> str | None:
    """GS exempted this kind when they approved the budget by decision; a colleague confirmed that it fits."""
    begroting = t.zaak.goedkeuring.begroting
    besluit = begroting is not None and begroting.uitkomst in ("goedgekeurd", "gedeeltelijk_goedgekeurd")
    soorten = begroting.dossier.feiten.feit("vrijgestelde_soorten") if besluit else None
    if soorten is None:
        return "De begroting is niet bij besluit goedgekeurd met een vrijstelling. Die is hiervoor nodig."
    past = t.zaak.feiten.feit("valt_onder_vrijstelling", tot=t.datum)
    if past is None:
        return (
            "Leg vast onder welke vrijgestelde soort deze wijziging valt, en laat een collega dit verifiëren."
        )
    t.bewijs["G-VRIJSTELLING"] = f"besluit van {dag(begroting.uitkomst_op)}, {past.waarden['vrijstelling']}"
    return None
