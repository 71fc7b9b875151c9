"""Guards of urgent spending (finance.md 1.7; Gemeentewet 209 and 210)."""

from interventieladder.financieel.kader import kader
from interventieladder.guards.beslistermijn import g_op_tijd, g_verstreken
from interventieladder.guards.feiten import g_feit
from interventieladder.guards.zaak import dag
from interventieladder.standen.spoeduitgave import TERMIJN
from toezicht.core.transitions import Toets, guard
from toezicht.core.woorden import in_dagen

GW209, GW210 = "Gemeentewet 209", "Gemeentewet 210, eerste lid"

g_onherroepelijk = g_feit("onherroepelijk", "Onthouding onherroepelijk", GW210)
g_maand_loopt = g_op_tijd(TERMIJN, GW210)
g_maand_voorbij = g_verstreken(TERMIJN, GW210)


@guard(
    "G-STEMMEN",
    "Stem van elk raadslid vastgelegd, meerderheid voor",
    f"{GW209}, eerste lid",
    herstel="stemmen",
)
def g_stemmen(t: Toets) -> str | None:
    """The roll call is there member by member, and the decision was carried."""
    stemmen = list(t.zaak.spoeduitgave.stemmen.all())
    voor = sum(1 for s in stemmen if s.stem == "voor")
    if not stemmen:
        return "Leg de hoofdelijke stemming vast: per raadslid voor of tegen."
    if voor * 2 <= len(stemmen):
        return f"Er stemden {voor} van {len(stemmen)} leden voor; dan is het besluit niet genomen."
    t.bewijs["G-STEMMEN"] = f"{voor} voor, {len(stemmen) - voor} tegen"
    return None


@guard("G-DIRECT", "Besluit direct verzonden", f"{GW209}, tweede lid", hard=False)
def g_direct(t: Toets) -> str | None:
    """Sent at once after the vote; a later sending is a point of attention, the decision stands."""
    spoed, grens = t.zaak.spoeduitgave, kader().spoed_direct_dagen
    dagen = (spoed.verzonden_op - spoed.raadsbesluit_op).days
    if dagen > grens:
        return f"Het besluit is pas {in_dagen(dagen)} na de stemming verzonden."
    t.bewijs["G-DIRECT"] = f"verzonden op {dag(spoed.verzonden_op)}"
    return None


@guard("G-GEKOPPELD", "Begrotingswijziging gekoppeld", f"{GW209}, tweede lid", herstel="wijziging")
def g_gekoppeld(t: Toets) -> str | None:
    """The amendment that covers it was offered and is linked."""
    wijziging = t.zaak.spoeduitgave.wijziging
    if wijziging is None:
        return "Koppel de begrotingswijziging die de uitgave dekt."
    t.bewijs["G-GEKOPPELD"] = str(wijziging)
    return None


def _uitkomst(t: Toets) -> str:
    wijziging = t.zaak.spoeduitgave.wijziging
    return wijziging.uitkomst if wijziging else ""


@guard("G-WIJZIGING-GOED", "Wijziging goedgekeurd", GW209)
def g_wijziging_goed(t: Toets) -> str | None:
    """The linked amendment works."""
    wijziging = t.zaak.spoeduitgave.wijziging
    if wijziging is None or not (wijziging.werkt or wijziging.uitkomst == "vrijgesteld"):
        return "De gekoppelde wijziging is niet goedgekeurd."
    if wijziging.uitkomst == "van_rechtswege" and wijziging.bekendgemaakt_op is None:
        return "De goedkeuring van rechtswege is nog niet bekendgemaakt."
    t.bewijs["G-WIJZIGING-GOED"] = dag(wijziging.uitkomst_op)
    return None


@guard("G-WIJZIGING-ONTHOUDEN", "Goedkeuring van de wijziging onthouden", GW210)
def g_wijziging_onthouden(t: Toets) -> str | None:
    """The linked amendment was refused."""
    return (
        None
        if _uitkomst(t) == "onthouden"
        else "De goedkeuring van de gekoppelde wijziging is niet onthouden."
    )


@guard("G-WIJZIGING-WEG", "Wijziging ingetrokken of niet begonnen", GW209)
def g_wijziging_weg(t: Toets) -> str | None:
    """The linked amendment ended without a decision."""
    return (
        None
        if _uitkomst(t) in ("ingetrokken", "vervallen")
        else "De gekoppelde wijziging loopt nog of is beslist."
    )


@guard("G-NIETS-ONDERWEG", "Geen besluit onderweg", GW210)
def g_niets_onderweg(t: Toets) -> str | None:
    """A decision that was taken but whose sending is not registered may have been in time: look first."""
    besluit = t.zaak.feiten.laatste_besluit("stel_aansprakelijk")
    if besluit is not None and besluit.uitkomst == "goedgekeurd" and besluit.verbruikt_op is None:
        return (
            "Er is een besluit genomen. Registreer de verzending als die op tijd was, of laat het vervallen."
        )
    return None
