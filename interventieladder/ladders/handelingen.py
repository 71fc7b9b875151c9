"""The acts of all ladders that the register of mandates can name."""

from collections.abc import Iterator

from interventieladder.ladders import generiek, machine_op
from interventieladder.models.voorstelrechten import MANDAAT
from interventieladder.standen import PLANNEN
from interventieladder.treden import Niveau
from toezicht.core.transitions import Overgang, grond_in_woorden
from toezicht.mandaten.handelingen import Handeling

COLLEGE = (
    Niveau.GS,
    Niveau.PS,
    Niveau.MINISTER,
    Niveau.KROON,
    Niveau.CDK,
    Niveau.CDK_BESLUIT,
    Niveau.WETGEVER,
)


def handelingen() -> Iterator[Handeling]:
    """Every step that somebody decides on, once per ladder; those nobody can be mandated for say why."""
    for plan in PLANNEN.values():
        gezien: dict[str, list[Overgang]] = {}
        for overgang in machine_op(plan.code).overgangen:
            gezien.setdefault(overgang.stap, []).append(overgang)
        for stap, regels in gezien.items():
            niveaus = {n for regel in regels for n in generiek.niveaus_van(regel)}
            te_mandateren = _te_mandateren(niveaus)
            if te_mandateren or niveaus & set(COLLEGE):
                yield Handeling(
                    stap,
                    plan.code,
                    plan.titel,
                    regels[0].titel,
                    te_mandateren,
                    nooit="" if te_mandateren else _waarom_nooit(regels[0]),
                )


def _te_mandateren(niveaus: set[str]) -> tuple[str, ...]:
    """Where the law asks GS or who they authorise, only that; elsewhere the policy chooses the level."""
    if not niveaus & set(MANDAAT):
        return ()
    if niveaus & {Niveau.GS, Niveau.GS_OF_GEMACHTIGDE}:
        return (Niveau.GS_OF_GEMACHTIGDE.value,) if Niveau.GS_OF_GEMACHTIGDE in niveaus else ()
    return tuple(n.value for n in MANDAAT)


def _waarom_nooit(regels: Overgang) -> str:
    grond = grond_in_woorden(regels.grondslag)
    return f"Over “{regels.titel}” beslissen alleen Gedeputeerde Staten zelf (Awb 10:3; {grond})."
