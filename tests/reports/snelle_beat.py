"""Settings for the processes of `test_processen`: the beat ticks every second instead of every minute."""

from toezicht.settings.test import *  # noqa: F403

CELERY_BEAT_SCHEDULE = {"rapporten": {"task": "reports.veeg", "schedule": 1.0}}
