"""The pages: forms keep their text, also after a conflict; fragments; number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from signalen.keuzes import Status
from signalen.models import Herweging, Signaal
from signalen.services import herwegingen, signalen
from tests.factories import GedeputeerdeFactory, OverheidFactory
from tests.signalen.conftest import actie, bestand

pytestmark = pytest.mark.django_db

NIEUW = {
    "soort": "IBT-OVERIG",
    "titel": "Dozen in de kelder",
    "toelichting": "Tekst die niet weg mag.",
    "domein": "informatie_archief",
    "ernst": "licht",
    "bron": "regiomanager",
    "betrouwbaarheid": "B",
    "datum_feit": "2026-06-01",
    "kennisname_op": "2026-06-10",
    "vertrouwelijkheid": "intern",
}


@pytest.fixture
def browser(client, noor):
    client.force_login(noor)
    return client


def test_registering_by_the_form(browser, gemeente, noor):
    antwoord = browser.post(
        "/signalen/nieuw/", {**NIEUW, "overheid": gemeente.pk, "bestanden": [bestand()]}, follow=True
    )
    signaal = Signaal.objects.get()
    assert antwoord.redirect_chain == [(f"/signalen/{signaal.nummer}/", 302)]
    assert (signaal.titel, signaal.gemeld_door, signaal.bewijsstukken.count()) == (NIEUW["titel"], noor, 1)
    tekst = antwoord.content.decode()
    assert "is geregistreerd" in tekst
    assert "bewijs.pdf" in tekst
    assert "Duinrand" in tekst


def test_the_form_comes_filled_from_the_page_of_an_organisation(browser, gemeente):
    for code, gekozen in (("GM9907", 1), ("GM0000", 0), ("\x00", 0)):
        tekst = browser.get("/signalen/nieuw/", {"overheid": code}).content.decode()
        assert tekst.count(f'<option value="{gemeente.pk}" selected>') == gekozen


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"titel": ""}, "Vul “Titel” in."),
        ({"datum_feit": "morgen"}, "geldige datum"),
        ({"kennisname_op": "2026-05-01"}, "De kennisname ligt vóór het feit"),
        ({"kennisname_op": "2027-01-01"}, "in de toekomst"),
        ({"bron": "pers", "betrouwbaarheid": "A"}, "hoogstens aannemelijk"),
        ({"soort": "IBT-S22", "ernst": "zwaar"}, "besloten ruimte"),
        ({"soort": "IBT-S99"}, "geldige keuze"),
    ],
)
def test_a_refused_form_keeps_its_text(browser, gemeente, anders, melding):
    antwoord = browser.post("/signalen/nieuw/", {**NIEUW, "overheid": gemeente.pk, **anders})
    assert antwoord.status_code == 422
    tekst = antwoord.content.decode()
    assert melding in tekst
    assert "Tekst die niet weg mag." in tekst
    assert not Signaal.objects.exists()


def test_the_whole_way_by_forms(browser, signaal_in, pieter, noor):
    signaal = signaal_in(Status.NIEUW)
    for naam, gegevens in (
        ("behandelen", {}),
        ("herweging", {"naar": "zwaar", "reden": "Ernstiger dan gedacht."}),
        ("wegen", {"uitkomst": "actief", "reden": "Gebeld.", "betrouwbaarheid": "A"}),
    ):
        assert actie(browser, signaal, naam, **gegevens).status_code == 302, naam
    voorstel = Herweging.objects.get()
    assert "Een andere collega beslist" in browser.get(f"/signalen/{signaal.nummer}/").content.decode()
    eigen = actie(browser, signaal, "besluit", herweging=voorstel.pk, akkoord="ja", reden="Ik vind van wel.")
    assert eigen.status_code == 403
    assert "Ik vind van wel." in eigen.content.decode()
    browser.force_login(pieter)
    assert "Neem aan" in browser.get(f"/signalen/{signaal.nummer}/").content.decode()
    assert (
        actie(browser, signaal, "besluit", herweging=voorstel.pk, akkoord="ja", reden="Eens.").status_code
        == 302
    )
    assert actie(browser, signaal, "afhandelen", reden="Opgelost.").status_code == 302
    klaar = Signaal.objects.get(pk=signaal.pk)
    assert (klaar.status, klaar.ernst, klaar.betrouwbaarheid) == ("afgehandeld", "zwaar", "A")
    tekst = browser.get(f"/signalen/{signaal.nummer}/").content.decode()
    assert "Wat kan nu" not in tekst
    assert "Ernstiger dan gedacht." in tekst


def test_a_conflict_keeps_the_text_although_the_form_is_gone(browser, signaal_in, pieter):
    signaal = signaal_in(Status.TE_WEGEN)
    signalen.weeg(signaal_id=signaal.pk, uitkomst="ongegrond", reden="Pieter was eerst.", door=pieter)
    antwoord = actie(browser, signaal, "wegen", uitkomst="actief", reden="Mijn lange verhaal.")
    assert antwoord.status_code == 409
    tekst = antwoord.content.decode()
    assert "Mijn lange verhaal." in tekst
    assert "niet opgeslagen" in tekst
    assert "Pieter was eerst." in tekst


def test_a_decision_is_about_the_proposal_that_was_shown(browser, signaal_in, noor, pieter, coordinator):
    signaal, ander = signaal_in(Status.ACTIEF), signaal_in(Status.ACTIEF)
    elders = herwegingen.stel_herweging_voor(signaal_id=ander.pk, naar="zwaar", reden="x", door=pieter)
    antwoord = actie(browser, signaal, "besluit", herweging=elders.pk, akkoord="ja", reden="Eens.")
    assert antwoord.status_code == 422
    assert Signaal.objects.get(pk=ander.pk).ernst == "licht"


def test_merging_by_number(browser, signaal_in):
    bron, doel = signaal_in(Status.ACTIEF), signaal_in(Status.ACTIEF)
    tekst = browser.get(f"/signalen/{bron.nummer}/").content.decode()
    assert f'Mogelijk hetzelfde feit: <a href="/signalen/{doel.nummer}/"' in tekst
    mis = actie(browser, bron, "samenvoegen", doel="S-2026-9999", reden="Zelfde.")
    assert (mis.status_code, "geen signaal S-2026-9999" in mis.content.decode()) == (422, True)
    assert (
        actie(browser, bron, "samenvoegen", doel=f" {doel.nummer.lower()} ", reden="Zelfde.").status_code
        == 302
    )
    assert Signaal.objects.get(pk=bron.pk).samengevoegd_in_id == doel.pk
    assert bron.nummer in browser.get(f"/signalen/{doel.nummer}/").content.decode()


def test_a_reader_sees_no_acts(client, signaal_in):
    signaal = signaal_in(Status.ACTIEF)
    client.force_login(GedeputeerdeFactory())
    tekst = client.get(f"/signalen/{signaal.nummer}/").content.decode()
    assert "Wat kan nu" not in tekst
    assert "Signaal melden" not in client.get("/signalen/").content.decode()
    assert client.get("/signalen/nieuw/").status_code == 403
    assert actie(client, signaal, "afhandelen", reden="Klaar.").status_code == 403


def test_acts_are_posts_and_known(browser, signaal_in):
    signaal = signaal_in(Status.NIEUW)
    assert browser.get(f"/signalen/{signaal.nummer}/behandelen/").status_code == 405
    assert browser.post(f"/signalen/{signaal.nummer}/verwijderen/").status_code == 404
    assert browser.post("/signalen/S-2026-9999/behandelen/").status_code == 404


def test_an_act_needs_the_csrf_token(signaal_in, noor):
    from django.test import Client

    signaal = signaal_in(Status.NIEUW)
    streng = Client(enforce_csrf_checks=True)
    streng.force_login(noor)
    assert actie(streng, signaal, "behandelen").status_code == 403
    assert Signaal.objects.get(pk=signaal.pk).status == "nieuw"


def test_htmx_gets_the_rows_only(browser, registreer):
    signaal = registreer()
    heel = browser.get("/signalen/").content.decode()
    deel = browser.get("/signalen/", headers={"HX-Request": "true"}).content.decode()
    assert signaal.titel in heel
    assert signaal.titel in deel
    assert "<html" in heel
    assert "<html" not in deel


def test_what_is_typed_never_becomes_markup(browser, registreer):
    signaal = registreer(titel="<script>alert(1)</script>", toelichting="<img src=x onerror=y>")
    for pad in ("/signalen/", f"/signalen/{signaal.nummer}/"):
        tekst = browser.get(pad).content.decode()
        assert "<script>alert" not in tekst
        assert "<img src=x" not in tekst
    assert "<script>" not in browser.get("/signalen/", {"zoek": "<script>x"}).content.decode()


@pytest.mark.parametrize(
    "vraag",
    [
        {"status": "weg", "ernst": "x", "domein": "y", "overheid": "GM0000"},
        {"zoek": "\x00"},
        {"zoek": "x" * 1000},
        {"na": "\x00", "voor": "'"},
    ],
)
def test_strange_filters_give_a_page(browser, registreer, vraag):
    registreer()
    assert browser.get("/signalen/", vraag).status_code == 200


def test_the_list_costs_the_same_for_three_and_for_thirty(browser, registreer, gemeente):
    andere = [OverheidFactory() for _ in range(5)]
    aantallen = []
    for n in (3, 30):
        for i in range(n):
            registreer(overheid=andere[i % 5])
        browser.get("/signalen/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get("/signalen/")
        aantallen.append(len(queries))
    assert aantallen[0] == aantallen[1]
    assert aantallen[0] <= 12


def test_the_page_of_one_signal_stays_within_its_queries(browser, signaal_in, registreer):
    signaal = signaal_in(Status.ACTIEF, bestanden=[bestand(), bestand("b.pdf", b"%PDF-1.4 b")])
    registreer()
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(f"/signalen/{signaal.nummer}/").status_code == 200
    assert len(queries) <= 20
