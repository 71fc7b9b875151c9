"""The minute tick: a sign of life of beat, broker and worker together, and the sweep of the outbox."""

from toezicht.core import clock
from toezicht.core.berichten import veeg_berichten
from toezicht.core.models import Hartslag

BEAT = "beat"


def tik() -> int:
    """Note that the tick came through, then sweep; returns how many messages were queued."""
    Hartslag.objects.update_or_create(naam=BEAT, defaults={"laatste_op": clock.nu()})
    return veeg_berichten()
