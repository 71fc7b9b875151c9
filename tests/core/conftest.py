"""Fixtures of the shared ground."""

from contextlib import contextmanager

import pytest
from django.conf import settings

from toezicht import embedded


@pytest.fixture
def redis_weg(servers):
    """A context in which the real Redis of this run is stopped; afterwards it runs again."""

    @contextmanager
    def weg():
        embedded.stop(settings.VAR_DIR, which=["redis"])
        try:
            yield
        finally:
            embedded.ensure_running(settings.VAR_DIR, which=["redis"], durable=False)

    return weg
