"""Celery tasks of the ladder: one line each."""

from celery import shared_task

from interventieladder.services import bewaking


@shared_task(name="interventieladder.veeg")
def veeg() -> int:
    """Every hour: reminders of terms."""
    return bewaking.herinner()
