"""Each page of the site: answers, keeps to the content policy, asks nothing elsewhere, is accessible, and can
be read on a phone and with large letters.
"""

import pytest
from django.urls import URLResolver, get_resolver

from tests.e2e.paginas import GEEN_PAGINA, PAGINAS

DONKER = {
    "dossier-noor",
    "werkvoorraad-noor",
    "besluit-beslissen-marijke",
    "overheid-noor",
    "inloggen-niemand",
}
SMAL, HALF = 320, 640  # CSS pixels: a small phone; a window of 1280 at 200 %


@pytest.mark.parametrize("pagina", PAGINAS, ids=str)
def test_pagina(bezoek, wereld, pagina, request):
    bezoeker = bezoek(pagina.wie)
    page = bezoeker.ga(pagina.pad(wereld), status=pagina.status)
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "nl"
    beelden = request.config.getoption("--beelden")
    if beelden:
        page.screenshot(path=f"{beelden}/{pagina}-1280.png", full_page=True)
    gebreken = bezoeker.axe()
    gebreken += bezoeker.zijwaarts(SMAL)
    if beelden:
        page.screenshot(path=f"{beelden}/{pagina}-320.png", full_page=True)
    gebreken += [f"op een telefoon: {regel}" for regel in bezoeker.axe()]
    gebreken += bezoeker.zijwaarts(HALF)
    gebreken += bezoeker.vergroot()
    assert not gebreken, "\n".join(gebreken)


@pytest.mark.parametrize("pagina", [p for p in PAGINAS if str(p) in DONKER], ids=str)
def test_pagina_in_het_donker(bezoek, wereld, pagina):
    bezoeker = bezoek(pagina.wie, color_scheme="dark")
    bezoeker.ga(pagina.pad(wereld))
    gebreken = bezoeker.axe()
    assert not gebreken, "\n".join(gebreken)


def test_donker_noemt_bestaande_paginas():
    assert {str(p) for p in PAGINAS} >= DONKER


def namen(resolver):
    """The names of all addresses without a namespace (the API has one)."""
    for punt in resolver.url_patterns:
        if isinstance(punt, URLResolver):
            if punt.namespace is None:
                yield from namen(punt)
        elif punt.name:
            yield punt.name


def test_geen_adres_vergeten():
    bekend = {pagina.naam for pagina in PAGINAS} | set(GEEN_PAGINA)
    assert set(namen(get_resolver())) == bekend
