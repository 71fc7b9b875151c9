"""Reports are made in a place of their own, in October 2026."""

import pytest

from tests.reports import wereld as verhaal
from toezicht.core import clock


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """Files of one test do not lie in the way of another."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def oktober():
    """The clock on the morning after the third quarter's facts were known."""
    with clock.klok_op(verhaal.KENNIS):
        yield


@pytest.fixture
def wereld(db):
    """The municipality with a dossier on T3b; see `tests.reports.wereld`."""
    return verhaal.maak_wereld()
