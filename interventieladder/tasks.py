"""Celery tasks of the ladder: one line each."""

from celery import shared_task

from interventieladder.services import bewaking, herevaluaties, klok, regimebewaking


@shared_task(name="interventieladder.veeg")
def veeg() -> int:
    """Every hour: steps by the clock, what fell away under a role, then reminders of terms and of budget years."""
    return klok.draai_klok() + herevaluaties.veeg() + bewaking.herinner() + regimebewaking.bewaak()
