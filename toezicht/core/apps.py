"""Shared ground."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Users, clock, log, queue, transitions, terms."""

    name = "toezicht.core"
    label = "core"

    def ready(self) -> None:
        """Make task names known to the web process, so that a wrong name fails before the commit."""
        from celery import current_app

        current_app.autodiscover_tasks(force=True)
