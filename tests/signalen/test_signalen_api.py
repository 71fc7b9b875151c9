"""The API: list, register, read, weigh; errors as problem+json in Dutch."""

import itertools
import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from signalen.keuzes import Status
from signalen.models import Signaal
from signalen.services import signalen
from tests.factories import GedeputeerdeFactory, OverheidFactory
from tests.signalen.conftest import bestand

pytestmark = pytest.mark.django_db

URL = "/api/v1/signalen"
NIEUW = {
    "overheid": "GM9907",
    "soort": "IBT-OVERIG",
    "domein": "informatie_archief",
    "ernst": "licht",
    "titel": "Dozen in de kelder",
    "bron": "regiomanager",
    "datum_feit": "2026-06-01",
    "kennisname_op": "2026-06-10",
    "betrouwbaarheid": "B",
}


@pytest.fixture
def api(client, noor):
    client.force_login(noor)
    return client


sleutels = itertools.count(1)


def post(client, url, gegevens, *, headers=None):
    """With a fresh key for what is created, and for what exists the version it has now."""
    inhoud = gegevens if isinstance(gegevens, str | bytes) else json.dumps(gegevens)
    koppen = {"Idempotency-Key": f"s-{next(sleutels)}", **(headers or {})}
    if url.endswith("/wegingen"):
        gelezen = client.get(url.removesuffix("/wegingen"))
        koppen["If-Match"] = gelezen.headers.get("ETag", '"geen"')
    return client.post(url, inhoud, content_type="application/json", headers=koppen)


def probleem(antwoord, status):
    """The problem, after checking its form."""
    assert antwoord.status_code == status
    assert antwoord.headers["Content-Type"] == "application/problem+json; charset=utf-8"
    inhoud = antwoord.json()
    assert (inhoud["type"], inhoud["status"]) == ("about:blank", status)
    assert inhoud["title"]
    assert inhoud["detail"][-1] in ".?"
    return inhoud


def test_registering_and_reading(api, gemeente, noor):
    antwoord = post(api, URL, NIEUW)
    assert antwoord.status_code == 201
    signaal = Signaal.objects.get()
    assert antwoord.headers["Location"] == f"{URL}/{signaal.nummer}"
    inhoud = api.get(antwoord.headers["Location"]).json()
    assert inhoud == antwoord.json()
    assert inhoud["overheid"] == "GM9907"
    assert inhoud["as"] == "a"
    assert inhoud["status"] == "nieuw"
    assert inhoud["datum_feit"] == "2026-06-01"
    assert signaal.gemeld_door == noor


def test_evidence_is_listed_with_its_address(api, registreer):
    signaal = registreer(bestanden=[bestand()])
    stuk = api.get(f"{URL}/{signaal.nummer}").json()["bewijsstukken"][0]
    assert stuk["naam"] == "bewijs.pdf"
    assert api.get(stuk["url"]).getvalue().startswith(b"%PDF-")


def test_the_list_pages_by_links(api, registreer):
    nummers = [registreer().nummer for _ in range(5)]
    registreer(overheid=OverheidFactory(code="GM9908"))
    url, gezien = f"{URL}?overheid=GM9907&aantal=2", []
    while url:
        inhoud = api.get(url).json()
        gezien += [rij["nummer"] for rij in inhoud["resultaten"]]
        url = inhoud["volgende"]
    assert gezien == nummers[::-1]
    eerste = api.get(f"{URL}?overheid=GM9907&aantal=2").json()
    tweede = api.get(eerste["volgende"]).json()
    assert api.get(tweede["vorige"]).json()["resultaten"] == eerste["resultaten"]
    assert eerste["vorige"] is None


@pytest.mark.parametrize(
    ("anders", "velden"),
    [
        ({"titel": "x" * 201}, ["titel"]),
        ({"titel": " "}, ["titel"]),
        ({"datum_feit": "gisteren"}, ["datum_feit"]),
        ({"datum_feit": "2030-01-01", "kennisname_op": "2030-01-01"}, ["datum_feit"]),
        ({"overheid": "GM0000"}, ["overheid"]),
        ({"soort": "IBT-S99"}, ["soort"]),
        ({"vertrouwelijkheid": "weg"}, ["vertrouwelijkheid"]),
        ({"sleutel": "x"}, ["sleutel"]),
        ({"status": "actief"}, ["status"]),
    ],
)
def test_a_wrong_field_is_named(api, gemeente, anders, velden):
    inhoud = probleem(post(api, URL, {**NIEUW, **anders}), 422)
    assert [veld["veld"] for veld in inhoud["velden"]] == velden
    assert all(veld["melding"] for veld in inhoud["velden"])
    assert not Signaal.objects.exists()


def test_missing_fields_are_all_named(api):
    inhoud = probleem(post(api, URL, {"titel": "x"}), 422)
    assert {veld["veld"] for veld in inhoud["velden"]} == set(NIEUW) - {"titel"}
    assert {veld["melding"] for veld in inhoud["velden"]} == {"Dit veld ontbreekt."}


@pytest.mark.parametrize("rommel", [b"{", b"", b"[]", b"null", b"\xff\xfe"])
def test_no_json_is_a_problem_too(api, rommel):
    antwoord = post(api, URL, rommel)
    probleem(antwoord, antwoord.status_code)
    assert antwoord.status_code == 422


def test_null_characters_store_nothing_wrong(api, gemeente):
    antwoord = post(api, URL, {**NIEUW, "titel": "a\x00b", "toelichting": "\x00"})
    assert antwoord.status_code == 201
    assert Signaal.objects.get().titel == "ab"
    assert api.get(f"{URL}?zoek=%00&na=%00&overheid=%00").status_code == 200
    probleem(api.get(f"{URL}/%00"), 404)


def test_weighing(api, signaal_in):
    signaal = signaal_in(Status.TE_WEGEN)
    antwoord = post(api, f"{URL}/{signaal.nummer}/wegingen", {"uitkomst": "actief", "reden": "Nagegaan."})
    assert antwoord.status_code == 201
    assert (antwoord.json()["status"], antwoord.json()["weging_reden"]) == ("actief", "Nagegaan.")
    assert antwoord.json()["weging"] > 0


def test_weighing_refused(api, signaal_in, pieter):
    signaal = signaal_in(Status.TE_WEGEN)
    url = f"{URL}/{signaal.nummer}/wegingen"
    assert probleem(post(api, url, {"uitkomst": "actief", "reden": " "}), 422)["velden"][0]["veld"] == "reden"
    probleem(post(api, url, {"uitkomst": "misschien", "reden": "x"}), 422)
    signalen.weeg(signaal_id=signaal.pk, uitkomst="ongegrond", reden="Eerst.", door=pieter)
    inhoud = probleem(post(api, url, {"uitkomst": "actief", "reden": "Te laat."}), 409)
    assert inhoud["title"] == "Conflict"
    probleem(post(api, f"{URL}/S-2026-9999/wegingen", {"uitkomst": "actief", "reden": "x"}), 404)


def test_rights(client, signaal_in, gemeente, buitenstaander):
    signaal = signaal_in(Status.TE_WEGEN)
    weging = {"uitkomst": "actief", "reden": "x"}
    probleem(client.get(URL), 401)
    probleem(post(client, URL, NIEUW), 401)
    client.force_login(buitenstaander)
    probleem(client.get(URL), 403)
    probleem(client.get(f"{URL}/{signaal.nummer}"), 403)
    probleem(post(client, URL, NIEUW), 403)
    probleem(post(client, f"{URL}/{signaal.nummer}/wegingen", weging), 403)
    client.force_login(GedeputeerdeFactory())
    assert client.get(f"{URL}/{signaal.nummer}").status_code == 200
    probleem(post(client, URL, NIEUW), 403)
    probleem(post(client, f"{URL}/{signaal.nummer}/wegingen", weging), 403)
    assert Signaal.objects.get().status == "te_wegen"


def test_writing_needs_the_csrf_token(gemeente, noor):
    streng = Client(enforce_csrf_checks=True)
    streng.force_login(noor)
    assert "CSRF" in probleem(post(streng, URL, NIEUW), 403)["detail"]
    assert streng.get(URL).status_code == 200
    streng.get("/signalen/nieuw/")
    teken = streng.cookies["csrftoken"].value
    assert post(streng, URL, NIEUW, headers={"X-CSRFToken": teken}).status_code == 201


def test_the_description(api):
    beschrijving = api.get("/api/v1/openapi.json").json()
    assert beschrijving["openapi"].startswith("3.1")
    assert {"/api/v1/signalen", "/api/v1/signalen/{nummer}", "/api/v1/signalen/{nummer}/wegingen"} <= set(
        beschrijving["paths"]
    )


def test_queries(api, registreer):
    signaal = registreer(bestanden=[bestand()])
    registreer()
    for pad in (URL, f"{URL}/{signaal.nummer}"):
        with CaptureQueriesContext(connection) as queries:
            assert api.get(pad).status_code == 200
        assert len(queries) <= 6, pad
