"""Requests that no operation has in mind: another kind of content, an address that cannot exist."""

import pytest
from django.test import Client

from signalen.models import Signaal
from tests.api.test_afspraken_en_inzet import inzet
from tests.api.wereld import probleem

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
