"""The one door to Celery: by name, after commit (style.md b5, design D4)."""

import logging
from functools import partial

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def enqueue_after_commit(task: str, *args: int | str) -> None:
    """Queue `task` by name once the surrounding transaction has committed.

    An unknown name fails here and now, not after the commit. A broker that is down never breaks the
    user's act: the row that the task works on is the queue, and the next sweep finds it.
    """
    if task not in current_app.tasks:
        msg = f"unknown task {task!r}"
        raise LookupError(msg)
    transaction.on_commit(partial(_publish, task, args))


def _publish(task: str, args: tuple[int | str, ...]) -> None:
    try:
        current_app.tasks[task].apply_async(args=args, retry=False)
    except (OperationalError, ConnectionError, OSError):
        logger.warning("Broker not reachable; %s waits for the next sweep", task)
