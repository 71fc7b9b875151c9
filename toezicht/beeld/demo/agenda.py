"""The agenda of GS: the meetings of the coming weeks, and what waits put on the first of them."""

import datetime as dt

from interventieladder.selectors.gsagenda import wacht_op_agenda
from interventieladder.services import agenda, vergaderingen
from toezicht.beeld.demo.toneel import op
from toezicht.core.clock import klok_op
from toezicht.core.models import User

DAGEN = (dt.date(2026, 11, 24), dt.date(2026, 12, 1))


def speel(mensen: dict[str, User]) -> None:
    """On Friday 20 November the secretariaat plans two meetings and puts on the first what waits for GS."""
    sofie = mensen["sofie"]
    with klok_op(op(2026, 11, 20, 15, 0)):
        eerste, _ = (vergaderingen.plan_vergadering(datum=dag, soort="gewoon", door=sofie) for dag in DAGEN)
        wachtend = [w.id for w in wacht_op_agenda(sofie) if not w.gemachtigd]
        if wachtend:
            agenda.agendeer(vergadering_id=eerste.pk, voorstel_ids=wachtend, door=sofie)
