"""The project package. Django finds the Celery application here, so that a task knows its broker."""

from toezicht.celery import app as celery_app

__all__ = ["celery_app"]
