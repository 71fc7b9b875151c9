"""The Celery application. It knows none of our apps: it finds their tasks through Django's settings."""

import os
from typing import Any

from celery import Celery
from celery.signals import beat_init, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "toezicht.settings.dev")

app = Celery("toezicht")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


# Celery's own signals: they fire in the parent, before a child is forked and before a broker is sought.
@worker_init.connect
@beat_init.connect
def start_servers(**kwargs: Any) -> None:
    """Start our own database and broker when none are configured; opens no connection of Django."""
    from django.conf import settings

    from toezicht import embedded

    embedded.ensure_running(settings.VAR_DIR)
