"""Guards of consent (finance.md 1.7; Gemeentewet 208)."""

from interventieladder.financieel.uitgaven import NAAM
from interventieladder.guards.beslistermijn import g_op_tijd, g_stuk_bij_feit, g_verstreken
from interventieladder.guards.feiten import g_feit
from interventieladder.standen.toestemming import TERMIJN
from toezicht.core.transitions import Toets, guard

GW208 = "Gemeentewet 208, derde lid"

g_termijn_loopt = g_op_tijd(TERMIJN, GW208)
g_termijn_voorbij = g_verstreken(TERMIJN, GW208)
g_noodzaak = g_feit("noodzaak", "Noodzaak beoordeeld", "Gemeentewet 208, eerste lid")
g_grond = g_feit("weigeringsgrond", "Grond uit de wet", "Gemeentewet 208, tweede lid")
g_intrekking = g_feit("intrekking", "Ingetrokken door de organisatie", "Gemeentewet 208")
g_bevestiging = g_stuk_bij_feit("bevestiging_verzonden", "FIN-L12", "Bevestiging verzonden", GW208)


@guard("G-VRIJ", "Zonder toestemming toegestaan", "Gemeentewet 208, vijfde lid; werkwijze (193)")
def g_vrij(t: Toets) -> str | None:
    """Older obligation, mandatory, a free post or within the ceiling, in the order of the law."""
    oordeel = t.zaak.toestemming.oordeel(t.datum)
    if not oordeel.vrij:
        return " ".join(oordeel.stappen)
    t.bewijs["G-VRIJ"] = NAAM[oordeel.uitkomst]
    return None


@guard("G-GEEN-VOORSCHRIFT", "Geen voorschriften bij een weigering", "Gemeentewet 208, vierde lid")
def g_geen_voorschriften(t: Toets) -> str | None:
    """Conditions belong to a consent that is given."""
    if t.zaak.feiten.feit("voorschriften", tot=t.datum) is not None:
        return "Er zijn voorschriften vastgelegd; die horen bij verlenen. Corrigeer het feit, of verleen."
    return None
