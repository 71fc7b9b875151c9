"""The acts of all ladders that the register of mandates can name."""

from collections.abc import Iterator

from interventieladder.ladders import generiek, machine_op
from interventieladder.models.huisvesting import VERSCHOON
from interventieladder.standen import GENERIEK, PLANNEN
from interventieladder.treden import MANDAAT, Niveau
from toezicht.core.transitions import Overgang, grond_in_woorden
from toezicht.mandaten.handelingen import Handeling


def handelingen() -> Iterator[Handeling]:
    """Every step that GS or somebody in their name decides on, once per ladder; what stays with GS says so.

    What another organ decides (PS, a minister, the Crown) is no power of GS to mandate, and is not here.
    """
    for plan in PLANNEN.values():
        gezien: dict[str, list[Overgang]] = {}
        for overgang in machine_op(plan.code).overgangen:
            gezien.setdefault(overgang.stap, []).append(overgang)
        for stap, regels in gezien.items():
            niveaus = {n for regel in regels for n in generiek.niveaus_van(regel)}
            te_mandateren = _te_mandateren(niveaus)
            if te_mandateren or Niveau.GS in niveaus:
                yield Handeling(
                    stap,
                    plan.code,
                    plan.titel,
                    regels[0].titel,
                    te_mandateren,
                    nooit="" if te_mandateren else _waarom_nooit(regels[0]),
                )

    licht = tuple(n.value for n in MANDAAT if n != Niveau.GS_OF_GEMACHTIGDE)
    yield Handeling(VERSCHOON, GENERIEK, PLANNEN[GENERIEK].titel, "Achterstand verschoonbaar noemen", licht)


def _te_mandateren(niveaus: set[str]) -> tuple[str, ...]:
    """Where the policy chooses the level, each; where the law asks GS or who they authorise, only that; else none.

    A step can be light from one rung and GS' own from another: the level of the case decides which line counts.
    """
    if niveaus & {Niveau.COORDINATOR, Niveau.TEAMLEIDER, Niveau.GEDEPUTEERDE}:
        return tuple(n.value for n in MANDAAT)
    return (Niveau.GS_OF_GEMACHTIGDE.value,) if Niveau.GS_OF_GEMACHTIGDE in niveaus else ()


def _waarom_nooit(regels: Overgang) -> str:
    grond = grond_in_woorden(regels.grondslag)
    return f"Over “{regels.titel}” beslissen alleen Gedeputeerde Staten zelf (Awb 10:3; {grond})."
