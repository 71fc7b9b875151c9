"""Nobody without a right sees anything, on any address, and every answer carries the content policy."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, get_resolver

from tests.factories import ToezichthouderFactory, UserFactory
from toezicht.core import rollen
from toezicht.core.toegang import gebruiker, recht, recht_een_van

# What everybody may see, or everybody who is logged in: said here, so that a new page must be thought about.
OPENBAAR = {
    "levend",
    "inloggen",
    "uitloggen",
    "wachtwoord_vergeten",
    "wachtwoord_vergeten_verzonden",
    "wachtwoord_instellen",
    "wachtwoord_ingesteld",
    "toegankelijkheid",
}
VOOR_ELK_ACCOUNT = {"wachtwoord_wijzigen", "termijnrekenhulp", "begin"}
VOORBEELD = {
    "int": "1",
    "uuid": "00000000-0000-0000-0000-000000000000",
    "dossiernummer": "2026-0001",
}


def _ingevuld(route):
    """A route with made-up arguments."""
    return re.sub(r"<(?:(\w+):)?\w+>", lambda deel: VOORBEELD.get(deel[1], "x"), route)


def adressen(patterns=None, prefix="/"):
    """Every (name, address) of the site, with made-up arguments; the API answers for itself."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield pattern.name, _ingevuld(route)
        elif not route.startswith("/api/"):
            yield from adressen(pattern.url_patterns, route)


def vraag(client, adres):
    """GET, and POST where only that is allowed."""
    antwoord = client.get(adres)
    return client.post(adres) if antwoord.status_code == 405 else antwoord


@pytest.mark.django_db
def test_an_outsider_gets_403_or_404_everywhere(client):
    client.force_login(UserFactory())
    open_ = {
        (naam, adres): antwoord.status_code
        for naam, adres in adressen()
        if naam not in OPENBAAR | VOOR_ELK_ACCOUNT
        and (antwoord := vraag(client, str(adres))).status_code not in {403, 404}
    }
    assert open_ == {}


@pytest.mark.django_db
def test_an_anonymous_visitor_is_sent_to_the_log_in_everywhere(client):
    open_ = {
        (naam, adres): antwoord.status_code
        for naam, adres in adressen()
        if naam not in OPENBAAR
        and not (
            (antwoord := vraag(client, str(adres))).status_code == 302
            and antwoord.url.startswith("/inloggen/")
        )
    }
    assert open_ == {}


@pytest.mark.django_db
def test_every_page_carries_a_strict_policy_and_has_nothing_inline(settings):
    beleid = settings.CONTENT_SECURITY_POLICY
    assert "unsafe" not in beleid
    for user in (None, ToezichthouderFactory(rollen=[rollen.BEHEERDER])):
        client = Client()
        if user:
            client.force_login(user)
        for naam, adres in [*adressen(), ("onbekend", "/bestaat-niet/")]:
            antwoord = client.get(str(adres))
            assert antwoord.headers.get("Content-Security-Policy") == beleid, naam
            assert "no-store" in antwoord.headers["Cache-Control"], naam
            pagina = b"" if antwoord.streaming else antwoord.content
            assert b" style=" not in pagina, naam
            assert b"<style" not in pagina, naam
            assert b"<script>" not in pagina, naam
            assert b" onclick" not in pagina, naam


@pytest.mark.django_db
def test_error_pages_are_ours():
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    for antwoord, status, woorden in (
        (client.get("/bestaat-niet/"), 404, "<h1"),
        (client.post("/inloggen/", {"username": "a", "password": "b"}), 403, "verlopen"),
        (client.get("/inloggen/", headers={"host": "boef.example"}), 400, ""),
    ):
        assert antwoord.status_code == status
        assert woorden in antwoord.content.decode()
        assert antwoord.headers["Content-Security-Policy"]


def test_the_page_of_a_fault_needs_neither_request_nor_database(rf):
    from toezicht.core.views.fouten import storing

    antwoord = storing(rf.get("/"))
    assert antwoord.status_code == 500
    assert "Er ging bij ons iets mis" in antwoord.content.decode()


@pytest.mark.django_db
class TestRecht:
    @staticmethod
    def vraag(rf, user, decorator):
        request = rf.get("/x/")
        request.user = user
        return decorator(lambda request, pk: HttpResponse(str(pk)))(request, pk=3)

    def test_all_rights_or_one_of_them(self, rf):
        noor = ToezichthouderFactory()
        wel, niet = rollen.BEKIJK_LOGBOEK, rollen.BEHEER_ACCOUNTS
        assert self.vraag(rf, noor, recht(wel)).content == b"3"
        assert self.vraag(rf, noor, recht_een_van(niet, wel)).content == b"3"
        for decorator in (recht(wel, niet), recht(niet), recht_een_van(niet)):
            with pytest.raises(PermissionDenied):
                self.vraag(rf, noor, decorator)

    def test_a_post_without_log_in_comes_back_at_the_start(self, rf):
        request = rf.post("/x/")
        request.user = AnonymousUser()
        antwoord = recht(rollen.BEKIJK_LOGBOEK)(lambda request: HttpResponse())(request)
        assert antwoord.url == "/inloggen/?next=/"

    def test_no_account_behind_the_request(self, rf):
        request = rf.get("/x/")
        request.user = AnonymousUser()
        with pytest.raises(PermissionDenied):
            gebruiker(request)
