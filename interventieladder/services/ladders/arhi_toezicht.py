"""The approval of Wet arhi 21 ends by itself on the day of the merger."""

import datetime as dt

from interventieladder.models import Feit
from interventieladder.services.klok import Klokstap, registreer_klokstap
from interventieladder.standen.arhi_toezicht import LOPEND, PLAN


def _rijp(dag: dt.date) -> list[tuple[int, dt.date]]:
    """Overlays whose merger has come, on the day of the law that was verified."""
    feiten = Feit.objects.filter(
        soort="herindeling",
        dossier__ladder=PLAN.code,
        dossier__stand__in=LOPEND,
        vervangen_door__isnull=True,
        geverifieerd_op__isnull=False,
    ).order_by("datum", "pk")
    ingang = {f.dossier_id: dt.date.fromisoformat(f.waarden["ingang"]) for f in feiten}
    return sorted((dossier, op) for dossier, op in ingang.items() if op <= dag)


registreer_klokstap(Klokstap(PLAN.code, "eindig_door_herindeling", _rijp))
