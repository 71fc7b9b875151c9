"""Guards of the housing ladder beside those of the general one (ladder.md 2.1.4)."""

from interventieladder.guards.zaak import dag
from interventieladder.standen.generiek import OMVANG
from toezicht.core.domeinen import HUISVESTING
from toezicht.core.transitions import DOSSIER, Toets, guard

NVT = "niet van toepassing"
"""Evidence of a guard that asks nothing of this dossier: the page leaves it out."""


@guard(
    "G-OMVANG",
    "Omvang van het besluit gekozen (huisvesting)",
    "Huisvestingswet 2014 28; Gemeentewet 124",
    herstel=f"feit:{OMVANG.code}",
    fase=DOSSIER,
)
def g_omvang(t: Toets) -> str | None:
    """In a housing dossier it is recorded what GS take over: the backlog, or the whole task with the backlog."""
    if t.zaak.domein != HUISVESTING:
        t.bewijs["G-OMVANG"] = NVT
        return None
    feit = t.zaak.feiten.feit(OMVANG.code, tot=t.datum)
    if feit is None:
        return "Leg vast wat het besluit omvat: alleen de achterstand, of de totale opgave."
    keuzes = dict(OMVANG.velden[0].keuzes)
    t.bewijs["G-OMVANG"] = f"{keuzes[feit.waarden['scope']].lower()}, gekozen op {dag(feit.datum)}"
    return None
