"""Requests that no operation has in mind: another kind of content, an address that cannot exist."""

import pytest
from django.test import Client

from signalen.models import Signaal
from tests.api.test_afspraken_en_inzet import inzet
from tests.api.wereld import probleem
from toezicht.api.api import api as beschrijving
from toezicht.api.beschrijving import operaties
from toezicht.core import vaste_vragen

pytestmark = pytest.mark.django_db


def test_a_form_in_a_session_is_refused_as_what_it_is(wereld):
    """The CSRF check reads the form, after which the body was gone: an error of ours instead of theirs."""
    aantal = Signaal.objects.count()
    client = Client(enforce_csrf_checks=True)
    client.force_login(wereld.mensen.opsteller)
    geheim = "a" * 32
    client.cookies["csrftoken"] = geheim
    koppen = {"x-csrftoken": geheim, "idempotency-key": "a-1"}
    uit = client.post("/api/v1/signalen", {"titel": "Een formulier"}, headers=koppen)
    probleem(uit, 422, "ongeldig")
    assert Signaal.objects.count() == aantal


def test_an_address_with_a_nul_is_a_problem(api):
    for pad in ("/api/v1/dossiers/2026%00", "/api/v1/overheden/GM%009907", "/api/v1/%00"):
        probleem(api.get(pad), 404, "niet_gevonden")


def test_every_refusal_has_a_name_for_programs(api, wereld):
    probleem(api.get("/onbekend"), 404, "niet_gevonden")
    probleem(api.stuur("DELETE", "/dossiers"), 405, "kan_hier_niet")
    probleem(api.maak("/inzet", inzet(overheden=["GM0000"])), 422, "geweigerd")
    bewijs = f"/dossiers/{wereld.dossier.nummer}/afspraken/999/status"
    uit = api.doe("PUT", bewijs, {"status": "nagekomen", "toelichting": "x"}, versie="1")
    probleem(uit, 404, "niet_gevonden")


def test_a_filter_that_does_not_exist_is_refused_not_left_out(api):
    """A mistyped filter showed everything; an unknown value of one was read as something else."""
    gezien = set()
    for pad, _, operatie in operaties(beschrijving.get_openapi_schema(path_prefix="/api/v1/")):
        filters = [p for p in operatie.get("parameters", []) if p["in"] == "query"]
        if not filters or "{" in pad:
            continue
        assert probleem(api.get(f"{pad}?onbekend=1"), 422, "ongeldig")["velden"][0]["veld"] == "onbekend"
        for filter_ in filters:
            if "enum" in filter_["schema"]:
                fout = probleem(api.get(f"{pad}?{filter_['name']}=onbekend"), 422, "ongeldig")
                assert fout["velden"] == [
                    {"veld": filter_["name"], "melding": "Deze waarde bestaat niet."},
                ]
                waarde = filter_["schema"]["enum"][-1]
                assert api.get(f"{pad}?{filter_['name']}={waarde}").status_code in (200, 403)
                gezien.add((pad.removeprefix("/api/v1/"), filter_["name"]))
    assert {("dossiers", "wie"), ("dossiers", "open"), ("inzet", "soort"), ("signalen", "status")} <= gezien
    assert len(gezien) == 17


def test_what_a_caller_types_keeps_no_query(api, monkeypatch):
    monkeypatch.setattr(vaste_vragen, "_vragen", {})
    assert len(api.lees("/dossiers?overheid=GM9907")["resultaten"]) == 1
    aantal = len(vaste_vragen._vragen)
    for nummer in range(5):
        assert api.lees(f"/dossiers?overheid=GM{nummer}")["resultaten"] == []
    assert len(vaste_vragen._vragen) == aantal
