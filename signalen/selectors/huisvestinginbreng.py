"""What predecessors bring into the housing figures: the balance of whole ones, parts of split ones."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from signalen.cijfers.huisvesting.perioden import Periode, periode_op
from signalen.models import Saldodeel
from signalen.selectors.huisvestingstanden import Verloop
from toezicht.organisaties.opvolging import Schakel


def lees_delen(
    keten: Iterable[Schakel], kennisdatum: dt.datetime
) -> dict[tuple[int, int, Periode], Saldodeel]:
    """Established parts by (predecessor, successor, half-year); no query when nobody was split."""
    gesplitst = {schakel.voorganger_id for schakel in keten if schakel.gesplitst}
    if not gesplitst:
        return {}
    bekend = Saldodeel.objects.bekend_op(kennisdatum).filter(voorganger__in=gesplitst)
    met = bekend.select_related("voorganger", "levering__geladen_door", "levering__vastgesteld_door")
    rijen: Any = met.order_by("pk")  # the newest takes the place of an earlier one
    return {(rij.voorganger_id, rij.opvolger_id, rij.periode): rij for rij in rijen}


@dataclass(slots=True)
class Inbreng:
    """What comes in at the begin of a half-year: the balance of whole predecessors, and parts of split ones.

    The sum counts when it is known of all whole ones (`volledig`); a part counts as it was established.
    """

    heel: int | None = None
    volledig: bool = True
    voorlopig: bool = False
    delen: list[Saldodeel] = field(default_factory=list)

    @property
    def saldo(self) -> int | None:
        """What comes on top of what the municipality has itself; None: nothing that is known."""
        heel = self.heel if self.volledig else None
        return None if heel is None and not self.delen else (heel or 0) + sum(d.aantal for d in self.delen)


def inbreng_van(
    voorgangers: Sequence[Schakel],
    vroeger: Mapping[int, Verloop],
    delen: Mapping[tuple[int, int, Periode], Saldodeel],
) -> dict[Periode, Inbreng]:
    """By the half-year in which the herindeling falls: what predecessors bring along."""
    uit: dict[Periode, Inbreng] = defaultdict(Inbreng)
    for voorganger in voorgangers:
        periode = periode_op(voorganger.datum)
        samen = uit[periode]
        if voorganger.gesplitst:
            deel = delen.get((voorganger.voorganger_id, voorganger.opvolger_id, periode))
            samen.delen += [deel] if deel else []
            continue
        stand = vroeger[voorganger.voorganger_id].van(periode.vorige)
        samen.volledig = samen.volledig and stand is not None
        samen.voorlopig = samen.voorlopig or (stand is not None and not stand.definitief)
        samen.heel = (samen.heel or 0) + (stand.boeking.saldo_eind if stand else 0)
    return uit
