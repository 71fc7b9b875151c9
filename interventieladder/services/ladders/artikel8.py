"""Terms of Wet arhi artikel 8: each part has a longest time (ladder.md 2.8)."""

from interventieladder.models import Dossier, Feit
from interventieladder.services.laddergevolg import Stapgevolg, na_feit, na_stap
from interventieladder.services.laddertermijnen import begin_termijn, start_bij_feit, stop_bij_feit, telt
from interventieladder.services.termijnen import stop_soort
from interventieladder.standen.artikel8 import (
    ADVIES,
    LENGTE,
    MINISTER,
    ONTWERP,
    OVERLEG,
    PLAN,
    ZIENSWIJZE,
    S,
)
from toezicht.core.models import User
from toezicht.core.woorden import klein

START_BIJ_FEIT = {
    "overleg_geopend": OVERLEG,
    "overleg_afgesloten": ONTWERP,
    "ontvangst_raden": ZIENSWIJZE,
    "besluit_ps": MINISTER,
}
STOPT = {
    "overleg_afgesloten": OVERLEG,
    "zienswijzen_binnen": ZIENSWIJZE,
    "besluit_ps": ADVIES,
    "besluit_minister": MINISTER,
}
STOPT_BIJ_STAND = {S.ZIENSWIJZEN.value: ONTWERP, S.ADVIES.value: ZIENSWIJZE}
"""What was waited for until this state: the draft is adopted, the councils have spoken."""


def _na_feit(dossier: Dossier, feit: Feit, door: User) -> None:
    if not telt(feit):
        return
    if soort := STOPT.get(feit.soort):
        stop_bij_feit(dossier, feit, soort=soort, reden="vastgelegd in het dossier", door=door)
    if soort := START_BIJ_FEIT.get(feit.soort):
        start_bij_feit(dossier, feit, soort=soort, lengte=LENGTE[soort], door=door)


def _na_stap(gevolg: Stapgevolg) -> list[str]:
    """The draft is adopted: its own term stops. The councils have spoken: PS have four months."""
    dossier, op, door = gevolg.dossier, gevolg.datum, gevolg.door
    if soort := STOPT_BIJ_STAND.get(dossier.stand):
        stop_soort(dossier, soort=soort, op=op, reden=klein(gevolg.regels.titel), door=door)
    if dossier.stand == S.ADVIES:
        begin_termijn(dossier, ADVIES, lengte=LENGTE[ADVIES], start=op, door=door)
    return []


na_feit(PLAN.code, _na_feit)
na_stap(PLAN.code, _na_stap)
