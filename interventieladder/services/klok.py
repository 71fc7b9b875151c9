"""Steps by the clock: what the law does by itself on a day (finance.md 0.1, ladder.md 1.2). Idempotent, catches up.

The transition carries the day of the law as its date; the logboek also holds the moment of recording.
"""

import datetime as dt
import logging
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.db import transaction

from interventieladder.models import Dossier, Termijn
from interventieladder.models.termijn import TermijnStatus
from interventieladder.services.stapzetting import verplaats
from toezicht.core import clock
from toezicht.core.fouten import Weigering

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Klokstap:
    """One step by the clock. `rijp` gives (id of the dossier, day of the law) of all that is due by a day."""

    ladder: str
    stap: str
    rijp: Callable[[dt.date], Iterable[tuple[int, dt.date]]]


_KLOKSTAPPEN: list[Klokstap] = []


def registreer_klokstap(klokstap: Klokstap) -> None:
    """Make a step by the clock known."""
    _KLOKSTAPPEN.append(klokstap)


def na_termijn(
    ladder: str, soort: str, standen: Collection[str] | None = None
) -> Callable[[dt.date], list[tuple[int, dt.date]]]:
    """A `rijp` for what the law does the day after a term of this kind passed (in `standen` only, when given)."""

    def rijp(dag: dt.date) -> list[tuple[int, dt.date]]:
        voorbij = Termijn.objects.filter(
            soort=soort,
            status=TermijnStatus.LOOPT,
            effectief_einde__lt=dag,
            dossier__ladder=ladder,
            dossier__gesloten_op__isnull=True,
        )
        if standen is not None:
            voorbij = voorbij.filter(dossier__stand__in=list(standen))
        eindes = voorbij.order_by("effectief_einde", "dossier_id").values_list(
            "dossier_id", "effectief_einde"
        )
        return [(dossier_id, einde + dt.timedelta(days=1)) for dossier_id, einde in eindes]

    return rijp


def draai_klok(*, vandaag: dt.date | None = None) -> int:
    """Take every step that is due by today, each in its own transaction; returns how many were taken.

    A dossier that somebody else moved meanwhile is left alone. One that fails does not stop the others, and is
    tried again at the next turn: the failure is logged and visible in the health check of terms.
    """
    dag = vandaag or clock.vandaag()
    gezet = 0
    for klokstap in _KLOKSTAPPEN:
        for dossier_id, rechtsdag in list(klokstap.rijp(dag)):
            try:
                gezet += _zet(dossier_id, klokstap.stap, rechtsdag)
            except Weigering as weigering:
                logger.warning("klokstap %s op dossier %s: %s", klokstap.stap, dossier_id, weigering)
    return gezet


@transaction.atomic
def _zet(dossier_id: int, stap: str, rechtsdag: dt.date) -> int:
    dossier = (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("overheid__provincie", "behandelaar")
        .get(pk=dossier_id)
    )
    if dossier.gesloten:
        return 0
    verplaats(dossier, stap, voorstel=None, door=None, datum=rechtsdag)
    return 1


def registreer_na_termijn(ladder: str, soort: str, stap: str) -> None:
    """Make a step known that the law takes on the day after a term of this kind ended."""
    registreer_klokstap(Klokstap(ladder, stap, na_termijn(ladder, soort)))
