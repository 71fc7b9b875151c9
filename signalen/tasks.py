"""Celery tasks of signalen: one line each."""

from celery import shared_task

from signalen.services import signalen


@shared_task(name="signalen.veeg")
def veeg() -> int:
    """Every night: end signals whose time is over."""
    return signalen.laat_verlopen()
