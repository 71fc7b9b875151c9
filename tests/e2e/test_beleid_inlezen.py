"""Reading in a policy in the browser: the preview says what changes, or why not; it can be read on a phone."""

from playwright.sync_api import expect

from interventieladder.beleid import meegeleverd, naar_toml
from interventieladder.models import Beleidskader
from tests.e2e.test_paginas import SMAL

PAD = "/beleidskader/inlezen/"


def lees_in(bezoeker, inhoud):
    """Choose the file and look at it."""
    bezoeker.ga(PAD)
    tekst = naar_toml(inhoud).encode()
    bezoeker.main.locator("input[type=file]").set_input_files(
        {"name": "beleid.toml", "mimeType": "text/plain", "buffer": tekst}
    )
    bezoeker.druk("Bekijk het bestand")


def test_van_bestand_naar_concept(bezoek, request):
    farah = bezoek("farah")
    inhoud = meegeleverd()["vijf-2026-1"]
    lees_in(farah, inhoud)
    expect(farah.main).to_contain_text("Wat verandert ten opzichte van 2026-1")
    expect(farah.main).to_contain_text("Formele aankondiging")
    if beelden := request.config.getoption("--beelden"):
        farah.page.screenshot(path=f"{beelden}/beleid_voorbeeld-1280.png", full_page=True)
    gebreken = farah.axe() + farah.zijwaarts(SMAL)
    if beelden:
        farah.page.screenshot(path=f"{beelden}/beleid_voorbeeld-320.png", full_page=True)
    assert not gebreken, "\n".join(gebreken)
    farah.druk("Sla op als concept")
    expect(farah.main).to_contain_text("Ter vaststelling aanbieden")
    assert Beleidskader.objects.get(versie="vijf-2026-1").status == "concept"


def test_wat_niet_mag_staat_er_met_het_artikel(bezoek, request):
    farah = bezoek("farah")
    inhoud = {**meegeleverd()["vijf-2026-1"], "versie": "2027-1", "afschrift_raad": []}
    farah.ga(PAD)
    lees_in(farah, inhoud)
    expect(farah.main).to_contain_text("kan zo niet worden vastgesteld")
    expect(farah.main).to_contain_text("Gemeentewet 124 lid 4")
    if beelden := request.config.getoption("--beelden"):
        farah.page.screenshot(path=f"{beelden}/beleid_geweigerd-1280.png", full_page=True)
    gebreken = farah.axe() + farah.zijwaarts(SMAL)
    assert not gebreken, "\n".join(gebreken)
