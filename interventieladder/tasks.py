"""Celery tasks of the ladder: one line each."""

from celery import shared_task

from interventieladder.services import bewaking, klok, regimebewaking


@shared_task(name="interventieladder.veeg")
def veeg() -> int:
    """Every hour: steps by the clock, then reminders of terms and of budget years."""
    return klok.draai_klok() + bewaking.herinner() + regimebewaking.bewaak()
