"""One browser, one server and one Voorbeeldland for all browser tests.

The story is played once. A test that changes something makes a dossier of its own (`tests.e2e.zaken`), so
that no test sees what another did. What they wrote is flushed when the last of them is done.
"""

import shutil
import time

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.e2e.browser import ARGUMENTEN, Bezoeker
from tests.e2e.wereld import Wereld, bouw
from toezicht.beeld.demo.verhaal import VANDAAG

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
GEDULD = 15_000  # milliseconds for one act in the browser; a slow machine, not a measure


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent.name == "e2e":
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="package")
def wereld(django_db_setup, django_db_blocker) -> Wereld:
    """Voorbeeldland on the Monday morning of the demonstration, with two reports made."""
    with pytest.MonkeyPatch.context() as omgeving, django_db_blocker.unblock():
        # Playwright's event loop stands still while a test talks to the database.
        omgeving.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        omgeving.setenv("TOEZICHT_KLOK", f"{VANDAAG.isoformat()}|{time.time():.0f}")
        try:
            yield bouw()
        finally:
            call_command("flush", verbosity=0, interactive=False)
            connections.close_all()


@pytest.fixture(scope="package")
def server(wereld):
    """The site on a free port; gives its address."""
    live = LiveServer("127.0.0.1")
    yield live.url
    live.stop()


@pytest.fixture(scope="package")
def browser(server):
    """The machine's own Chromium, started when the database is there and closed before it is emptied."""
    pad = next((gevonden for naam in BROWSERS if (gevonden := shutil.which(naam))), None)
    assert pad, "Chromium ontbreekt; bin/setup --tests zet het klaar."
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=pad, args=ARGUMENTEN)
        yield chromium
        chromium.close()
        # What the tests asked of the database went over a connection of Playwright's event loop.
        connections.close_all()


@pytest.fixture
def db(wereld):
    """In this directory the database is Voorbeeldland, without a transaction around the test. By this name
    pytest-django knows that a database must be made.
    """


@pytest.fixture
def bezoek(db, browser, server, wereld):
    """`bezoek("noor")`: a tab in which Noor is logged in; without a name nobody is. Closed after the test,
    which fails when a page logged an error, broke the content policy or asked another host for anything.
    """
    geopend = []

    def open_(wie="", *, breed=1280, hoog=900, **keuzes):
        keuzes = {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam", **keuzes}
        context = browser.new_context(
            base_url=server, viewport={"width": breed, "height": hoog}, reduced_motion="reduce", **keuzes
        )
        context.set_default_timeout(GEDULD)
        if wie:
            context.add_cookies([{"name": "sessionid", "value": sessie(wereld.mensen[wie]), "url": server}])
        bezoeker = Bezoeker(context, server)
        geopend.append(bezoeker)
        return bezoeker

    yield open_
    klachten = [klacht for bezoeker in geopend for klacht in bezoeker.sluit()]
    assert not klachten, "\n".join(klachten)


def sessie(user) -> str:
    """The key of a fresh session of this user."""
    client = Client()
    client.force_login(user, backend="toezicht.core.backends.RollenBackend")
    return client.cookies["sessionid"].value
