"""The description is whole: words, examples, heads and errors at every operation."""

from pathlib import Path

import pytest
from ninja import Schema
from pydantic import ValidationError

from toezicht.api.api import api
from toezicht.api.beschrijving import operaties
from toezicht.api.fouten import _MELDINGEN, CODE_PER_STATUS, CODES
from toezicht.api.invoer import Invoer
from toezicht.core.sleutels import DELEN

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def schema():
    return api.get_openapi_schema(path_prefix="/api/v1/")


def test_it_is_served_to_everybody_and_has_a_version(client):
    uit = client.get("/api/v1/openapi.json")
    assert uit.status_code == 200
    assert uit.json()["openapi"].startswith("3.1")
    assert uit.headers["API-Version"] == uit.json()["info"]["version"]


def test_every_operation_is_described(schema):
    namen = set()
    for pad, methode, operatie in operaties(schema):
        assert operatie["summary"], pad
        assert operatie["description"].strip().endswith("."), (pad, methode)
        assert not pad.endswith("/")
        namen.add(operatie["operationId"])
    assert len(namen) == sum(len(m) for m in schema["paths"].values())


def test_creating_asks_a_key_and_changing_a_version(schema):
    for pad, methode, operatie in operaties(schema):
        koppen = (
            {p["name"] for p in operatie["parameters"] if p["in"] == "header"}
            if ("parameters" in operatie)
            else set()
        )
        if methode == "get":
            assert not koppen, pad
        else:
            assert koppen in ({"Idempotency-Key"}, {"If-Match"}), (pad, methode)
            assert ("428" in {str(s) for s in operatie["responses"]}) == (koppen == {"If-Match"})


def test_errors_are_problems(schema):
    for pad, _, operatie in operaties(schema):
        for status, antwoord in operatie["responses"].items():
            soort = "application/problem+json" if int(status) >= 400 else "application/json"
            assert list(antwoord["content"]) == [soort], (pad, status)
            assert "API-Version" in antwoord["headers"]
        assert {"401", "403", "422"} <= {str(s) for s in operatie["responses"]}


def test_every_field_has_words_and_an_example(schema):
    zonder = [
        (naam, veld)
        for naam, deel in schema["components"]["schemas"].items()
        for veld, inhoud in deel.get("properties", {}).items()
        if naam not in ("Probleem", "Bezwaar", "Veldfout")
        and "$ref" not in inhoud
        and "$ref" not in inhoud.get("items", {})
        and not ("description" in inhoud and "examples" in inhoud)
    ]
    assert zonder == []


def test_unknown_addresses_and_methods_are_problems_too(client):
    for antwoord, status in (
        (client.get("/api/v1/bestaat-niet"), 404),
        (client.get("/api/v1/dossiers/"), 404),
        (client.delete("/api/v1/dossiers"), 405),
    ):
        assert antwoord.status_code == status
        assert antwoord.headers["Content-Type"].startswith("application/problem+json")
        assert antwoord.headers["API-Version"] == "1.0.0"


def onder(klasse):
    for kind in klasse.__subclasses__():
        yield kind
        yield from onder(kind)


def test_no_two_schemas_share_a_name():
    """In the description they would be one, and the second would win."""
    namen = [k.__name__ for k in onder(Schema) if k.__module__.startswith("toezicht.api")]
    assert sorted(namen) == sorted(set(namen))


def fouten(klasse, veld, waarde):
    """What is wrong with this field, by the kind of error."""
    with pytest.raises(ValidationError) as fout:  # there is always another field that is missing or unknown
        klasse.model_validate({veld: waarde, "onbekend": 1})
    return {regel["type"] for regel in fout.value.errors() if regel["loc"][:1] == (veld,)}


def test_text_is_as_long_as_the_description_says():
    """Of every body: the published length is the one that is checked, and too long is said as such."""
    gezien = 0
    for klasse in onder(Invoer):
        for veld, inhoud in klasse.model_json_schema()["properties"].items():
            for soort in inhoud.get("anyOf", [inhoud]):
                if soort.get("type") != "string" or {"pattern", "format", "enum"} & set(soort):
                    continue
                assert fouten(klasse, veld, "x" * (soort["maxLength"] + 1)) == {"string_too_long"}, veld
                assert not fouten(klasse, veld, "x" * soort["maxLength"])
                gezien += 1
    assert gezien > 30
    assert "string_too_long" in _MELDINGEN


def test_the_guide_names_every_code_and_every_part():
    gids = Path("docs/ontwikkelen/api.md").read_text()
    codes = {code for _, code in CODES} | set(CODE_PER_STATUS.values()) | {"niet_ingelogd", "csrf"}
    rijen = {rij.split("|")[1].strip() for rij in gids.splitlines() if rij.startswith("| `")}
    assert {f"`{naam}`" for naam in codes | set(DELEN)} <= rijen


def test_narrow_texts_and_identifiers_are_published(schema):
    velden = {naam: deel.get("properties", {}) for naam, deel in schema["components"]["schemas"].items()}
    assert velden["NieuwSignaal"]["titel"]["maxLength"] == 200
    assert velden["Vergadering"]["agendapunt"]["maxLength"] == 20
    assert velden["Cdkbesluit"]["nummer"]["maxLength"] == 40
    assert velden["Vergadering"]["aanwezig"]["items"]["pattern"] == "^[0-9]{1,9}$"
