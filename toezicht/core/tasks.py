"""Celery tasks of the shared ground: one line each."""

from celery import shared_task

from toezicht.core import berichten, hartslag, logboek


@shared_task(name="core.verstuur_bericht")
def verstuur_bericht(bericht_id: int) -> bool:
    """Send one message of the outbox."""
    return berichten.verstuur_bericht(bericht_id=bericht_id)


@shared_task(name="core.tik")
def tik() -> int:
    """Every minute."""
    return hartslag.tik()


@shared_task(name="core.verzegel")
def verzegel() -> int:
    """Every quarter of an hour."""
    return logboek.verzegel_alles()
