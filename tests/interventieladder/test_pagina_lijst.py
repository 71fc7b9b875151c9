"""The list of dossiers, and opening one: filters, pages, a signal that comes along, a refusal that keeps text."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interventieladder.models import Dossier
from interventieladder.selectors import dossiers as lezen
from signalen.services.signalen import registreer_signaal
from tests.interventieladder.paginawereld import PEIL, bouw
from tests.paginatekst import tekst
from toezicht.core.clock import klok_op

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def klok():
    with klok_op(PEIL):
        yield


@pytest.fixture
def w(db):
    return bouw()


@pytest.fixture
def browser(client, w):
    client.force_login(w.noor)
    return client


# -- the list ----------------------------------------------------------------------------------------

TAKEN = ("archiefbewaarplaats", "uitvoeringsprogramma_vth", "huisvesting_vergunninghouders", "omgevingsplan")


def test_the_first_column_is_the_one_that_is_sorted(client, w):
    w.open(taak=TAKEN[0], titel="Later geopend")
    client.force_login(w.noor)
    pagina = tekst(client.get("/dossiers/"))
    assert '<thead><tr><th scope="col" aria-sort="descending">Dossier, nieuwste eerst</th>' in pagina
    assert pagina.index("Later geopend") < pagina.index(w.dossier.nummer)
    rij = pagina[pagina.index("<tbody>") :]
    assert rij.index('<th scope="row">') < rij.index('data-label="Termijn"')


def test_the_list_filters_and_counts(client, w):
    for taak in TAKEN:
        w.open(taak=taak, titel=f"Over {taak}")
    client.force_login(w.noor)
    for vraag, aantal in (
        ({}, 5),
        ({"wie": "mijn"}, 5),
        ({"wie": "lezer"}, 0),
        ({"domein": "informatie_archief"}, 2),
        ({"stand": "t1"}, 5),
        ({"stand": "t2"}, 0),
        ({"open": "gesloten"}, 0),
        ({"zoek": "omgevings"}, 1),
        ({"zoek": w.dossier.nummer}, 1),
        ({"overheid": "GM9907"}, 5),
        ({"stand": "onzin", "na": "x", "voor": "-4"}, 5),
    ):
        pagina = client.get("/dossiers/", vraag).content.decode()
        assert pagina.count('<th scope="row">') == aantal, vraag
    with CaptureQueriesContext(connection) as vragen:
        client.get("/dossiers/")
    assert len(vragen) <= 12, "\n".join(v["sql"][:160] for v in vragen)
    client.force_login(w.joost)
    assert client.get("/dossiers/", {"wie": "lezer"}).content.decode().count('<th scope="row">') == 1


def test_pages_of_the_list_follow_each_other_both_ways(browser, w):
    dossiers = [w.dossier, *(w.open(taak=taak) for taak in TAKEN)]
    nummers = [d.nummer for d in reversed(dossiers)]
    eerste = lezen.lijst(w.noor, lezen.Filter(), aantal=2)
    tweede = lezen.lijst(w.noor, lezen.Filter(), na=eerste.volgende, aantal=2)
    derde = lezen.lijst(w.noor, lezen.Filter(), na=tweede.volgende, aantal=2)
    assert [r.nummer for p in (eerste, tweede, derde) for r in p.rijen] == nummers
    assert (eerste.vorige, derde.volgende) == ("", "")
    terug = lezen.lijst(w.noor, lezen.Filter(), voor=tweede.vorige, aantal=2)
    assert [r.nummer for r in terug.rijen] == nummers[:2]
    assert browser.get("/dossiers/", {"na": tweede.volgende}).content.decode().count('<th scope="row">') == 1


# -- opening -----------------------------------------------------------------------------------------

NIEUW = {
    "taak": "omgevingsplan",
    "titel": "Omgevingsplan te laat",
    "omschrijving": "Tekst die niet weg mag.",
    "datum_feit": "2026-11-01",
}


@pytest.fixture
def signaal(w):
    return registreer_signaal(
        overheid_id=w.gemeente.pk,
        soort="IBT-OVERIG",
        domein="ruimtelijke_ordening",
        ernst="licht",
        titel="Plan niet vastgesteld",
        toelichting="",
        bron="regiomanager",
        datum_feit=dt.date(2026, 11, 1),
        kennisname_op=PEIL,
        betrouwbaarheid="B",
        door=w.noor,
    )


def dossier_van(signaal):
    return type(signaal).objects.get(pk=signaal.pk).dossier_id


def test_opening_from_a_signal(browser, w, signaal):
    pagina = tekst(browser.get("/dossiers/nieuw/", {"signaal": signaal.nummer}))
    assert 'value="Plan niet vastgesteld"' in pagina
    assert f'<option value="{w.gemeente.pk}" selected>' in pagina
    antwoord = browser.post(
        "/dossiers/nieuw/", {**NIEUW, "overheid": w.gemeente.pk, "signaal": signaal.nummer}
    )
    nieuw = Dossier.objects.latest("pk")
    assert (antwoord.status_code, antwoord["Location"]) == (303, f"/dossiers/{nieuw.nummer}/")
    assert dossier_van(signaal) == nieuw.pk
    assert "Plan niet vastgesteld" in tekst(browser.get(antwoord["Location"]))


def test_a_second_dossier_on_the_same_duty_offers_to_couple_the_signal(browser, w, signaal):
    antwoord = browser.post(
        "/dossiers/nieuw/",
        {**NIEUW, "taak": "archiefzorg", "overheid": w.gemeente.pk, "signaal": signaal.nummer},
    )
    pagina = tekst(antwoord)
    assert antwoord.status_code == 409
    assert "Tekst die niet weg mag." in pagina
    assert f"Koppel signaal {signaal.nummer} aan {w.dossier.nummer}" in pagina
    gekoppeld = browser.post(f"{w.pad}signaal/", {"signaal": signaal.pk})
    assert gekoppeld.status_code == 303
    assert dossier_van(signaal) == w.dossier_id


@pytest.mark.parametrize(
    ("anders", "melding"),
    [
        ({"titel": ""}, "verplicht"),
        ({"taak": "onzin"}, "geldige keuze"),
        ({"datum_feit": "2027-01-01"}, "in de toekomst"),
        ({"orgaan": "db"}, "Kies een orgaan van deze organisatie"),
    ],
)
def test_a_refused_dossier_keeps_its_text(browser, w, anders, melding):
    antwoord = browser.post("/dossiers/nieuw/", {**NIEUW, "overheid": w.gemeente.pk, **anders})
    assert antwoord.status_code == 422
    assert melding in tekst(antwoord)
    assert "Tekst die niet weg mag." in tekst(antwoord)
    assert Dossier.objects.count() == 1
