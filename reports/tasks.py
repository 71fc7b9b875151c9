"""Celery tasks of reports: one line each. The row decides what happens, Celery only carries."""

from celery import shared_task

from reports import services


@shared_task(name="reports.maak_rapport")
def maak_rapport(rapport_id: int) -> bool:
    """Make one report."""
    return services.maak_rapport(rapport_id=rapport_id)


@shared_task(name="reports.veeg")
def veeg() -> int:
    """Every minute."""
    return services.veeg()
