"""Each page of the site: answers, keeps to the content policy, asks nothing elsewhere, is accessible, and can
be read on a phone and with large letters.
"""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.e2e.paginas import GEEN_PAGINA, PAGINAS

DONKER = {"dossier-noor", "werkvoorraad-noor", "besluit-beslissen-marijke", "overheid-noor", "inloggen-niemand"}
SMAL, HALF = 320, 640  # CSS pixels: a small phone; a window of 1280 at 200 %


@pytest.mark.parametrize("pagina", PAGINAS, ids=str)
def test_pagina(bezoek, wereld, pagina):
    bezoeker = bezoek(pagina.wie)
    page = bezoeker.ga(pagina.pad(wereld), status=pagina.status)
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "nl"
    gebreken = bezoeker.axe()
    gebreken += bezoeker.zijwaarts(SMAL)
    gebreken += [f"op een telefoon: {regel}" for regel in bezoeker.axe()]
    gebreken += bezoeker.zijwaarts(HALF)
    gebreken += bezoeker.vergroot()
    assert gebreken == []


@pytest.mark.parametrize("pagina", [p for p in PAGINAS if str(p) in DONKER], ids=str)
def test_pagina_in_het_donker(bezoek, wereld, pagina):
    bezoeker = bezoek(pagina.wie, color_scheme="dark")
    bezoeker.ga(pagina.pad(wereld))
    assert bezoeker.axe() == []


def test_donker_noemt_bestaande_paginas():
    assert {str(p) for p in PAGINAS} >= DONKER


def namen(resolver, voorvoegsel=""):
    for punt in resolver.url_patterns:
        if isinstance(punt, URLResolver):
            if punt.namespace is None:
                yield from namen(punt)
        elif isinstance(punt, URLPattern) and punt.name:
            yield punt.name, punt.callback


def test_geen_adres_vergeten(bezoek, wereld):
    bekend = {pagina.naam for pagina in PAGINAS} | set(GEEN_PAGINA)
    vergeten = [naam for naam, view in namen(get_resolver()) if naam not in bekend and not alleen_post(view)]
    assert vergeten == []


def alleen_post(view):
    """Whether this address answers to POST only."""
    from django.test import RequestFactory

    try:
        return view(RequestFactory().get("/")).status_code == 405
    except Exception:
        return False
