"""Celery tasks of the ladder: one line each."""

from celery import shared_task

from interventieladder.services import (
    bewaking,
    herevaluaties,
    herindeling_uitvoeren,
    klok,
    omleiden,
    regimebewaking,
    wegingbewaking,
)

UURWERK = (
    herindeling_uitvoeren.draai_herindelingen,
    klok.draai_klok,
    herevaluaties.veeg,
    wegingbewaking.vraag_wegingen,
    omleiden.bewaak,
    bewaking.herinner,
    regimebewaking.bewaak,
)
"""Plans of a herindeling, the clock, what fell away under a role, what asks a weighing, who decides, reminders."""


@shared_task(name="interventieladder.veeg")
def veeg() -> int:
    """Every hour all of `UURWERK`, in that order; how much was done."""
    return sum(werk() for werk in UURWERK)
