"""Which words and numbers a step asks of its proposal: those its guards look at, and no other."""

from toezicht.core.transitions import Overgang

VELDEN_PER_GUARD: dict[str, tuple[str, ...]] = {
    "G-MOTIVERING": ("gevraagd", "waarom_nu", "gevolg_ja", "gevolg_nee"),
    "G-PROP": ("lichter_middel",),
    "G-BELEIDSRUIMTE": ("beleidsruimte",),
    "G-UITVRAAG": ("noodzaak_uitvraag",),
    "G-TERMIJN": ("termijn_weken",),
    "G-VERDAGING": ("termijn_weken",),
    "G-ZW-TERMIJN": ("zienswijze_weken",),
    "G-DATUM": ("herbeoordeling_op",),
    "G-NAZORG": ("nazorg_op",),
    "G-REDEN": ("sluitreden",),
    "G-MONDELING": ("mondeling",),
    "G-EMBARGO": ("embargo_tot",),
}
"""Which words and numbers each guard of a proposal looks at."""
OOK_VAN = {"G-RECES": ("termijn_weken",)}
"""A guard that looks at a field another guard of the step asks for."""


def gevraagde_velden(regels: Overgang) -> frozenset[str]:
    """The fields that a proposal for this step may fill; a soft guard asks why it is no objection."""
    gevraagd = {veld for g in regels.guards for veld in VELDEN_PER_GUARD.get(g.code, ())}
    if any(not g.hard for g in regels.guards):
        gevraagd.add("zachte_motivering")
    return frozenset(gevraagd)
