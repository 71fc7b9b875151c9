"""Terms of Wet arhi artikel 8: each part has a longest time (ladder.md 2.8)."""

from interventieladder.models import Dossier, Feit
from interventieladder.services.laddergevolg import Stapgevolg, na_feit, na_stap
from interventieladder.services.laddertermijnen import start_bij_feit, stop_bij_feit, telt
from interventieladder.services.termijnen import start_termijn
from interventieladder.standen.artikel8 import PLAN, S
from toezicht.core.models import User
from toezicht.core.termijnen import Lengte

START_BIJ_FEIT = {
    "overleg_geopend": ("a8_overleg", 6),
    "overleg_afgesloten": ("a8_ontwerp", 3),
    "ontvangst_raden": ("a8_zienswijze", 3),
    "besluit_ps": ("a8_minister", 4),
}
STOPT = {
    "overleg_afgesloten": "a8_overleg",
    "zienswijzen_binnen": "a8_zienswijze",
    "besluit_ps": "a8_advies",
    "besluit_minister": "a8_minister",
}


def _na_feit(dossier: Dossier, feit: Feit, door: User) -> None:
    if not telt(feit):
        return
    if soort := STOPT.get(feit.soort):
        stop_bij_feit(dossier, feit, soort=soort, reden="vastgelegd in het dossier", door=door)
    if start := START_BIJ_FEIT.get(feit.soort):
        soort, maanden = start
        start_bij_feit(dossier, feit, soort=soort, lengte=Lengte.maanden(maanden), door=door)


def _na_stap(gevolg: Stapgevolg) -> list[str]:
    """The draft is adopted: its own term stops. The councils have spoken: PS have four months."""
    if gevolg.dossier.stand == S.ADVIES:
        start_termijn(
            dossier=gevolg.dossier,
            stap=gevolg.dossier.stappen.get(tot__isnull=True),
            soort="a8_advies",
            lengte=Lengte.maanden(4),
            start=gevolg.datum,
            door=gevolg.door,
        )
    return []


na_feit(PLAN.code, _na_feit)
na_stap(PLAN.code, _na_stap)
