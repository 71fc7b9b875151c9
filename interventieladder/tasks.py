"""Celery tasks of the ladder: one line each."""

from celery import shared_task

from interventieladder.services import bewaking, herevaluaties, klok, regimebewaking, wegingbewaking


@shared_task(name="interventieladder.veeg")
def veeg() -> int:
    """Every hour: steps by the clock, what fell away under a role, what is asked, then reminders."""
    gezet = klok.draai_klok() + herevaluaties.veeg() + wegingbewaking.vraag_wegingen()
    return gezet + bewaking.herinner() + regimebewaking.bewaak()
