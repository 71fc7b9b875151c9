"""With the keyboard only: an approval, the search field, and that one always sees where one is."""

from playwright.sync_api import expect

from interventieladder.models import Besluit
from tests.e2e import zaken
from tests.factories import WACHTWOORD

# What is marked is inside the window, takes part in :focus-visible and has a line of two pixels around it.
MERK = """() => {
  const el = document.activeElement, stijl = getComputedStyle(el), vlak = el.getBoundingClientRect();
  return {
    naam: `${el.tagName} ${el.textContent.trim().slice(0, 40)}`,
    zichtbaar: el.matches(":focus-visible") && stijl.outlineStyle !== "none" && parseFloat(stijl.outlineWidth) >= 2,
    inBeeld: vlak.bottom > 0 && vlak.top < innerHeight && vlak.width > 0,
  };
}"""
STAPPEN = 80  # more stops than any of these pages has


def tab_naar(page, doel):
    """Press Tab until `doel` has the focus; each stop on the way must be visible."""
    for _ in range(STAPPEN):
        page.keyboard.press("Tab")
        merk = page.evaluate(MERK)
        assert merk["zichtbaar"], f"geen zichtbare focus op {merk['naam']}"
        assert merk["inBeeld"], f"buiten beeld: {merk['naam']}"
        if doel.evaluate("el => el === document.activeElement"):
            return
    raise AssertionError(f"met Tab niet bereikt: {doel}")


def enter(page):
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_goedkeuren(bezoek, wereld):
    nummer = zaken.bij_gedeputeerde(wereld.mensen, "GM9921")
    bezoeker = bezoek()
    page = bezoeker.ga("/inloggen/")
    expect(page.get_by_label("Gebruikersnaam")).to_be_focused()
    page.keyboard.type("marijke")
    page.keyboard.press("Tab")
    page.keyboard.type(WACHTWOORD)
    enter(page)
    expect(page).to_have_url(f"{bezoeker.server}/werkvoorraad/")

    tab_naar(
        page, page.get_by_role("navigation", name="Hoofdnavigatie").get_by_role("link", name="Besluiten")
    )
    enter(page)
    tab_naar(page, bezoeker.main.get_by_role("link", name="Molenkade").first)
    enter(page)
    expect(page).to_have_url(f"{bezoeker.server}/besluiten/{nummer}/")
    tab_naar(page, bezoeker.main.get_by_text("Goedkeuren", exact=True))
    page.keyboard.press("Enter")
    tab_naar(page, bezoeker.main.get_by_role("button", name="Ja, keur goed"))
    enter(page)
    bezoeker.ziet(f"Voorstel {nummer} is goedgekeurd")
    assert Besluit.objects.filter(voorstel__nummer=nummer).exists()


def test_naar_de_inhoud(bezoek):
    page = bezoek("noor").ga("/dossiers/")
    tab_naar(page, page.get_by_role("link", name="Naar de inhoud"))
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_schuine_streep_gaat_naar_het_zoekveld(bezoek):
    bezoeker = bezoek("noor")
    page = bezoeker.ga("/dossiers/")
    veld = page.get_by_role("searchbox", name="Zoek overheid, dossier, signaal of inzet")
    expect(veld).not_to_be_focused()
    page.keyboard.press("/")
    expect(veld).to_be_focused()
    page.keyboard.type("duin/rand")  # in the field it is a letter like any other
    expect(veld).to_have_value("duin/rand")
    veld.fill("duinrand")
    enter(page)
    bezoeker.ziet("voor “duinrand”")
    tab_naar(page, bezoeker.main.get_by_role("link", name="Duinrand", exact=True))


def test_menu_sluit_met_escape(bezoek):
    page = bezoek("noor").ga("/dossiers/")
    menu = page.locator("details.gebruiker")
    knop = menu.locator("summary")
    tab_naar(page, knop)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Uitloggen")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Uitloggen")).to_be_hidden()
    expect(knop).to_be_focused()
