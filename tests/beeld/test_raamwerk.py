"""The frame of every page: navigation by right, log out by POST, pages for what went wrong."""

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

from tests.factories import UserFactory
from toezicht.beeld import context
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.versie import VERSIE

WORTEL = Path(__file__).resolve().parents[2]
SJABLONEN = sorted((WORTEL / "templates").rglob("*.html"))


def verzoek(user, pad="/overheden/"):
    request = RequestFactory().get(pad)
    request.user = user
    return request


def punten(user, pad="/overheden/"):
    return context.Site(verzoek(user, pad)).navigatie


@pytest.mark.django_db
def test_een_buitenstaander_krijgt_geen_navigatie():
    assert punten(UserFactory()) == []
    assert punten(AnonymousUser()) == []


@pytest.mark.django_db
def test_een_toezichthouder_ziet_zijn_werk_en_geen_beheer():
    namen = [punt.naam for punt in punten(UserFactory(rollen=("toezichthouder",)))]
    assert {"Signalen", "Overheden", "Rapportages", "Mandaten", "Logboek"} <= set(namen)
    assert not {"Accounts", "Gezondheid"} & set(namen)


@pytest.mark.django_db
def test_een_beheerder_begint_bij_wat_hij_mag():
    user = UserFactory(rollen=("beheerder",))
    namen = [punt.naam for punt in punten(user)]
    assert {"Accounts", "Gezondheid"} <= set(namen)
    assert not {"Signalen", "Werkvoorraad", "Besluiten"} & set(namen)
    assert context.Site(verzoek(user)).begin_url == punten(user)[0].url


@pytest.mark.django_db
def test_het_huidige_onderdeel_is_gemerkt():
    user = UserFactory(rollen=("toezichthouder",))
    assert {punt.naam: punt.actief for punt in punten(user)}["Overheden"] == "page"
    assert {punt.naam: punt.actief for punt in punten(user, "/overheden/GM9901/")}["Overheden"] == "true"
    assert {punt.naam: punt.actief for punt in punten(user, "/overhedenlijst/")}["Overheden"] == ""
    assert [punt.eerste_beheer for punt in punten(user)].count(True) == 1


@pytest.mark.django_db
def test_de_pagina_zelf(rf):
    user = UserFactory(rollen=("toezichthouder",), first_name="Noor", last_name="<Ambtsma>")
    html = get_template("base.html").render({}, verzoek(user))
    assert "Noor &lt;Ambtsma&gt;" in html
    assert 'href="#inhoud"' in html
    assert re.search(r'<form action="/uitloggen/" method="post"><input type="hidden" name="csrf', html)
    assert html.count("<h1") == 0  # each page brings its own
    inrichting = json.loads(re.search(r"htmx-config\" content='([^']+)'", html)[1])
    assert inrichting["allowEval"] is False
    assert inrichting["includeIndicatorStyles"] is False


def test_zonder_inlog_geen_zoekveld_en_geen_menu():
    html = get_template("base.html").render({}, verzoek(AnonymousUser()))
    assert "zoekveld" not in html
    assert "gebruiker__" not in html
    assert "hoofdnav" not in html


@pytest.mark.parametrize(
    ("weigering", "kop"),
    [
        (Weigering("Voeg eerst <het> verslag toe."), "Dit kan nu niet"),
        (Conflict("Voeg eerst <het> verslag toe."), "Iemand was u voor"),
        (GeenRecht("Voeg eerst <het> verslag toe."), "U hebt hier geen recht toe"),
    ],
)
def test_een_weigering_zegt_wat_te_doen(weigering, kop):
    request = verzoek(AnonymousUser())
    request.META["HTTP_REFERER"] = "http://testserver/dossiers/3/"
    html = get_template("weigering.html").render({"weigering": weigering}, request)
    assert kop in html
    assert "Voeg eerst &lt;het&gt; verslag toe." in html
    assert 'href="/dossiers/3/"' in html
    assert html.count("<h1") == 1


@pytest.mark.parametrize("naam", ["400", "403", "403_csrf", "404", "405", "409", "422"])
def test_foutpagina_heeft_een_kop_en_een_weg_terug(naam):
    request = verzoek(AnonymousUser())
    request.META["HTTP_HOST"] = "vreemd host"  # a broken request may not break the page about it
    request.META["HTTP_REFERER"] = "http://vreemd host/"
    html = get_template(f"{naam}.html").render({}, request)
    assert html.count("<h1") == 1
    assert 'href="/inloggen/"' in html


def test_storing_staat_op_zichzelf():
    html = render_to_string("500.html")
    assert html.count("<h1") == 1
    assert "beheerder" in html


@pytest.mark.parametrize("pad", SJABLONEN, ids=lambda pad: pad.relative_to(WORTEL / "templates").as_posix())
def test_geen_sjabloon_heeft_script_of_stijl_binnen(pad):
    tekst = pad.read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)", tekst)
    assert not re.search(r"\son\w+\s*=\s*[\"']", tekst)
    assert "javascript:" not in tekst
    if "pdf" not in pad.parts:  # what is printed carries its own style sheet
        assert not re.search(r"\sstyle\s*=|<style", tekst)


@pytest.mark.parametrize(
    "pad", sorted((WORTEL / "templates" / "onderdelen").glob("*.html")), ids=lambda pad: pad.name
)
def test_elk_onderdeel_zegt_wat_het_nodig_heeft(pad):
    tekst = pad.read_text(encoding="utf-8")
    assert "{#" in "".join(tekst.splitlines()[:2])


def test_versie_is_die_van_het_pakket():
    assert f'version = "{VERSIE}"' in (WORTEL / "pyproject.toml").read_text(encoding="utf-8")
    assert json.loads((WORTEL / "package.json").read_text(encoding="utf-8"))["version"] == VERSIE


def test_lock_noemt_geen_adres_van_een_register():
    lock = json.loads((WORTEL / "package-lock.json").read_text(encoding="utf-8"))
    assert not [naam for naam, pakket in lock["packages"].items() if "resolved" in pakket]
    assert all(pakket.get("integrity") for naam, pakket in lock["packages"].items() if naam)


def onderdeel(naam, **gegevens):
    return render_to_string(f"onderdelen/{naam}.html", gegevens)


def test_guardlijst_toont_knop_alleen_waar_het_nog_niet_kan():
    ja = {"gehaald": True, "titel": "Gehoord", "herstel_url": "/a/", "melding": "nog niet"}
    nee = {
        "gehaald": False,
        "titel": "Team",
        "herstel_url": "/b/",
        "herstel_tekst": "Wijs aan",
        "melding": "<leeg>",
    }
    html = onderdeel("guardlijst", items=[ja, nee])
    assert "/a/" not in html
    assert 'href="/b/">Wijs aan' in html
    assert "&lt;leeg&gt;" in html
    assert html.count("<title>voldaan</title>") == 1


def test_ladderstrip_merkt_de_huidige_trede():
    treden = [
        {"code": "T0", "naam": "Regulier", "status": "past"},
        {"code": "T1", "naam": "X", "status": "nu"},
    ]
    html = onderdeel("ladderstrip", treden=treden)
    assert html.count('aria-current="step"') == 1


def test_paginering_bewaart_filters():
    request = RequestFactory().get("/dossiers/?trede=T2")
    html = onderdeel(
        "paginering", pagina=Paginator(range(90), 25).page(2), request=request, woorden="dossier,dossiers"
    )
    assert "26–50 van 90 dossiers" in html
    assert "?trede=T2&amp;pagina=3" in html
    assert onderdeel("paginering", pagina=None).strip() == ""


def test_bevestig_stuurt_een_formulier_met_token():
    html = onderdeel(
        "bevestig",
        url="/x/",
        csrf_token="abc",
        vraag="Zeker?",
        daad="Sluit",
        velden=[SimpleNamespace(naam="a", waarde='"')],
    )
    assert 'value="abc"' in html
    assert 'name="a" value="&quot;"' in html
