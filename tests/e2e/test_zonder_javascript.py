"""Everything works without script: what htmx saves is a page load, not a road."""

import pytest
from playwright.sync_api import expect

from interventieladder.models import Besluit
from tests.e2e import zaken


@pytest.fixture
def zonder(bezoek):
    """A tab without script, in which nobody is logged in yet."""
    return bezoek(java_script_enabled=False)


def test_inloggen_en_uitloggen(zonder):
    zonder.log_in("noor")
    expect(zonder.page.locator("h1")).to_have_text("Goedemorgen Noor")
    zonder.page.locator("details.gebruiker summary").click()
    with zonder.page.expect_navigation():
        zonder.page.get_by_role("button", name="Uitloggen").click()
    expect(zonder.page.locator("h1")).to_have_text("Inloggen")


@pytest.mark.parametrize(
    ("lijst", "vult", "past", "past_niet"),
    [
        ("/dossiers/", ("Zoek", "vergunninghouders"), "Waterlo", "Kreekzicht"),
        ("/signalen/", ("Zoek in signalen", "griffier"), "Sluisdam", "Meerzicht"),
        ("/overheden/", ("Naam of code", "duin"), "Zilverduin", "Waterlo"),
    ],
)
def test_een_lijst_filteren(zonder, lijst, vult, past, past_niet):
    zonder.log_in("noor")
    zonder.ga(lijst)
    zonder.vul(*vult)
    zonder.druk("Filter")
    tabel = zonder.main.locator("tbody")
    expect(tabel).to_contain_text(past)
    expect(tabel).not_to_contain_text(past_niet)


def test_een_voorstel_goedkeuren(zonder, wereld):
    nummer = zaken.bij_teamleider(wereld.mensen, "GM9930")
    zonder.log_in("tess")
    zonder.ga("/besluiten/")
    zonder.volg("Schelpenburg")
    zonder.page.get_by_text("Goedkeuren", exact=True).click()
    zonder.druk("Ja, keur goed")
    zonder.ziet(f"Voorstel {nummer} is goedgekeurd")
    assert Besluit.objects.get(voorstel__nummer=nummer).besloten_door == wereld.mensen["tess"]
