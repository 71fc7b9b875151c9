"""Terms that a recorded fact starts or stops: what most ladders beside the general one need."""

from interventieladder.models import Dossier, Feit, Termijn
from interventieladder.models.termijn import LEVEND
from interventieladder.services import termijnen
from toezicht.core.models import User
from toezicht.core.termijnen import Lengte


def telt(feit: Feit) -> bool:
    """Whether a fact counts: at once, or where its kind asks that, after a second person verified it."""
    regels = feit.dossier.plan.feitsoort(feit.soort)
    return regels is None or not regels.vier_ogen or feit.geverifieerd_op is not None


def start_bij_feit(
    dossier: Dossier, feit: Feit, *, soort: str, lengte: Lengte, door: User, kenmerk: str = ""
) -> None:
    """Start a term on the day of a fact; a correction of that fact moves its start and keeps the old version."""
    lopend = Termijn.objects.filter(dossier=dossier, soort=soort, kenmerk=kenmerk, status__in=LEVEND).first()
    if feit.vervangt_id is not None and lopend is not None:
        if lopend.start != feit.datum:
            termijnen.corrigeer_start(
                termijn_id=lopend.pk, start=feit.datum, reden=feit.correctiereden, door=door
            )
        return
    termijnen.start_termijn(
        dossier=dossier,
        stap=dossier.stappen.get(tot__isnull=True),
        soort=soort,
        lengte=lengte,
        start=feit.datum,
        stuk=feit.stuk,
        door=door,
        kenmerk=kenmerk,
    )


def stop_bij_feit(dossier: Dossier, feit: Feit, *, soort: str, reden: str, door: User) -> None:
    """Stop the term that waited for this fact, on its day; nothing when there is none."""
    termijnen.stop_soort(dossier, soort=soort, op=feit.datum, reden=reden, door=door)
