"""Celery tasks of the API: one line each."""

from celery import shared_task

from toezicht.api import herhaling


@shared_task(name="api.ruim_op")
def ruim_op() -> int:
    """Every day: forget what a repeated request would have got."""
    return herhaling.ruim_op()
