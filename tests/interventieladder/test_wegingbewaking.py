"""Signals that ask a weighing of bestuurskracht, and nobody who opened a dossier (ladder.md 4.3)."""

import datetime as dt

import pytest

from interventieladder.services.wegingbewaking import vraag_wegingen
from tests.factories import CoordinatorFactory, ToezichthouderFactory
from tests.interventieladder.bouw import maak_gemeente, maak_mensen
from tests.interventieladder.ladders.kit import op
from tests.interventieladder.ladders.openers import signaal
from toezicht.core.clock import klok_op
from toezicht.core.models import Bericht

pytestmark = pytest.mark.django_db
BEGIN = dt.date(2026, 10, 5)
SOORTEN = ("IBT-S02", "IBT-S09", "IBT-S25")


def berichten(user):
    return list(Bericht.objects.filter(ontvanger=user, sleutel__startswith="weging:").order_by("pk"))


@pytest.fixture(autouse=True)
def klok():
    with klok_op(BEGIN):
        yield


@pytest.fixture
def gemeente():
    gemeente, noor = maak_gemeente(), ToezichthouderFactory()
    for soort in SOORTEN:
        signaal(gemeente, noor, soort)  # known 27 days ago: to be weighed within four weeks, on 6 October
    return gemeente


def test_every_coordinator_hears_once_that_a_weighing_is_asked(gemeente):
    rik, anja, noor = CoordinatorFactory(), CoordinatorFactory(), ToezichthouderFactory()
    assert (vraag_wegingen(), vraag_wegingen()) == (2, 0)
    (bericht,) = berichten(rik)
    assert bericht.onderwerp == f"{gemeente.naam}: weging van de bestuurskracht gevraagd"
    assert "3 lichte signalen in 12 maanden over 2 assen" in bericht.tekst
    assert "Dat moet uiterlijk op dinsdag 6 oktober 2026." in bericht.tekst
    assert len(berichten(anja)) == 1
    assert not berichten(noor)


def test_and_once_more_when_the_day_passed(gemeente):
    rik = CoordinatorFactory()
    vraag_wegingen()
    with klok_op(BEGIN + dt.timedelta(days=1)):
        assert vraag_wegingen() == 0  # the last day itself is in time
    with klok_op(BEGIN + dt.timedelta(days=2)):
        assert (vraag_wegingen(), vraag_wegingen()) == (1, 0)
    assert berichten(rik)[-1].onderwerp.endswith("weging van de bestuurskracht is te laat")


def test_not_when_a_dossier_is_open_or_nothing_is_asked(gemeente):
    CoordinatorFactory()
    op("bestuurskracht", mensen=maak_mensen(), overheid=gemeente)
    signaal(maak_gemeente(), ToezichthouderFactory(), "IBT-S02")  # one light signal: follow
    assert vraag_wegingen() == 0


def test_what_is_secret_is_told_to_nobody():
    CoordinatorFactory()
    gemeente, noor = maak_gemeente(), ToezichthouderFactory()
    for soort in SOORTEN:
        signaal(gemeente, noor, soort, vertrouwelijkheid="geheim_besluit")
    assert vraag_wegingen() == 0
