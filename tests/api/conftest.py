"""Calling the API with a key, as another system does."""

import pytest

from tests.api.wereld import VANDAAG, Beller, bouw_wereld
from toezicht.core.clock import klok_op


@pytest.fixture(autouse=True)
def klok():
    """Every test here plays on one day."""
    with klok_op(VANDAAG):
        yield


@pytest.fixture
def wereld(db):
    return bouw_wereld()


@pytest.fixture
def api(wereld):
    """Noor, who works on dossiers, over the API."""
    return Beller(wereld.mensen.opsteller)
