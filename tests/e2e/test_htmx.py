"""With script: the same lists, without loading the page again."""

import pytest
from playwright.sync_api import expect

from tests.e2e import wereld as w

MERKTEKEN = "window.nogDezelfdePagina = true"


@pytest.mark.parametrize(
    ("lijst", "veld", "tekst", "toets", "past", "past_niet"),
    [
        ("/signalen/", "Zoek in signalen", "griffier", "", "Sluisdam", "Meerzicht"),
        ("/dossiers/", "Zoek", "vergunninghouders", "Enter", "Waterlo", "Kreekzicht"),
    ],
)
def test_een_lijst_filtert_ter_plaatse(bezoek, lijst, veld, tekst, toets, past, past_niet):
    noor = bezoek("noor")
    page = noor.ga(lijst)
    page.evaluate(MERKTEKEN)
    noor.vul(veld, tekst)
    if toets:  # the list of signals follows the typing
        page.keyboard.press(toets)
    tabel = noor.main.locator("tbody")
    expect(tabel).not_to_contain_text(past_niet)
    expect(tabel).to_contain_text(past)
    expect(page.locator("h1")).to_have_count(1)
    assert tekst in page.url
    assert page.evaluate(MERKTEKEN.split(" = ", maxsplit=1)[0])


def test_de_tijdlijn_groeit_ter_plaatse(bezoek, wereld):
    noor = bezoek("noor")
    page = noor.ga(f"/dossiers/{wereld.dossier(w.DUINRAND).nummer}/")
    page.evaluate(MERKTEKEN)
    regels = page.locator("#tijdlijn .tijdlijn > li")
    eerst = regels.count()
    noor.main.get_by_role("link", name="Toon meer").click()
    expect(regels.nth(eerst)).to_be_visible()
    assert page.evaluate(MERKTEKEN.split(" = ", maxsplit=1)[0])


def test_een_formulier_gaat_een_keer(bezoek, wereld):
    """A second press while the first is on its way sends nothing."""
    rik = bezoek("rik")
    page = rik.ga(f"/dossiers/{wereld.dossier('GM9920').nummer}/toewijzen/")
    verzonden = []
    page.on("request", lambda vraag: verzonden.append(vraag.url) if vraag.method == "POST" else None)
    with page.expect_navigation():
        page.evaluate(
            "() => { const knop = document.querySelector('main form.formulier button[type=submit]');"
            " knop.click(); knop.click(); }"
        )
    rik.ziet("Het dossier is toegewezen.")
    assert len(verzonden) == 1
