"""Addresses that cannot exist: a page for people, a problem for programs, never a fault of ours."""

import pytest

from tests.factories import ToezichthouderFactory


@pytest.mark.parametrize(
    "adres",
    ["/signalen/%00/", "/dossiers/%00/", "/overheden/%00/", "/voorstellen/%00/", "/signalen/%00/bewijs/1/"],
)
def test_a_nul_in_the_address_is_not_found(client, db, adres):
    client.force_login(ToezichthouderFactory())
    antwoord = client.get(adres)
    assert antwoord.status_code == 404
    assert "Content-Security-Policy" in antwoord.headers


@pytest.mark.parametrize("adres", ["/api/v1/bestaatniet", "/api/v2/", "/api/v1/signalen/%00"])
def test_an_unknown_address_of_the_api_is_a_problem(client, db, adres):
    client.force_login(ToezichthouderFactory())
    antwoord = client.get(adres)
    assert antwoord.status_code == 404
    assert antwoord.headers["Content-Type"].startswith("application/problem+json")
    assert antwoord.json()["status"] == 404
