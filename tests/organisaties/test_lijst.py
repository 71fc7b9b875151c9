"""The page with the list of overheden."""

import pytest
from django.urls import reverse

from tests.factories import BeheerderFactory, GedeputeerdeFactory, ToezichthouderFactory, UserFactory
from toezicht.organisaties.services import laad_organisaties, voorbeeldland

pytestmark = pytest.mark.django_db


@pytest.fixture
def land():
    laad_organisaties(bestanden=voorbeeldland(), door=None)


@pytest.fixture
def kijker(client):
    client.force_login(ToezichthouderFactory())
    return client


def vraag(client, htmx=False, **filters):
    headers = {"HX-Request": "true"} if htmx else {}
    return client.get(reverse("overheden"), filters, headers=headers)


def namen(antwoord):
    return [overheid.naam for overheid in antwoord.context["overheden"]]


def test_visitor_logs_in_first_and_outsider_gets_403(client, land):
    antwoord = vraag(client)
    assert (antwoord.status_code, antwoord.url.split("?")[0]) == (302, reverse("inloggen"))
    client.force_login(UserFactory())
    assert vraag(client).status_code == 403
    assert vraag(client, htmx=True).status_code == 403


@pytest.mark.parametrize("factory", [BeheerderFactory, GedeputeerdeFactory])
def test_other_roles_may_read(client, factory, land):
    client.force_login(factory())
    assert vraag(client).status_code == 200


def test_own_province_by_default_in_alphabetical_order(kijker, land):
    laad_organisaties(door=None)
    antwoord = vraag(kijker)
    assert len(namen(antwoord)) == 49
    assert namen(antwoord) == sorted(namen(antwoord), key=str.lower)
    tekst = antwoord.content.decode()
    assert "38.420" in tekst
    assert "Zaanstad" not in tekst
    assert "Zaanstad" in namen(vraag(kijker, provincie="PV27", zoek="zaan"))


def test_filters_and_pages(kijker, land):
    laad_organisaties(door=None)
    assert namen(vraag(kijker, zoek="duin", soort="gemeente")) == ["Duinrand", "Zilverduin"]
    assert "Voorbeeldland" in namen(vraag(kijker, soort="provincie"))
    alle = vraag(kijker, provincie="", soort="gemeente")
    assert alle.context["pagina"].paginator.count == 386
    assert len(namen(alle)) == 50
    assert len(namen(vraag(kijker, provincie="", soort="gemeente", pagina="8"))) == 36
    assert len(namen(vraag(kijker, provincie="", soort="gemeente", pagina="ooit"))) == 50
    assert "Weesp" in namen(vraag(kijker, provincie="PV27", zoek="weesp", ook_opgeheven="on"))
    leeg = vraag(kijker, zoek="bestaat niet").content.decode()
    assert "Geen overheid voldoet" in leeg


def test_htmx_gets_the_list_only_but_the_back_button_the_page(kijker, land):
    stuk = vraag(kijker, htmx=True, zoek="duinrand").content.decode()
    assert "Duinrand" in stuk
    assert "<html" not in stuk
    assert '<p id="overhedentelling" hx-swap-oob="innerHTML">1 overheid</p>' in stuk
    terug = kijker.get(
        reverse("overheden"), headers={"HX-Request": "true", "HX-History-Restore-Request": "true"}
    )
    assert "<html" in terug.content.decode()


@pytest.mark.parametrize(
    "filters", [{"soort": "dorp"}, {"provincie": "PV00"}, {"zoek": "a" * 101}, {"zoek": "\x00"}]
)
def test_wrong_input_gives_the_form_back(kijker, land, filters):
    antwoord = vraag(kijker, **filters)
    assert antwoord.status_code == 400
    assert "<form" in antwoord.content.decode()


def test_empty_installation_says_what_is_next(kijker):
    assert "organisaties_laden" in vraag(kijker).content.decode()


def test_number_of_queries_does_not_grow_with_the_list(kijker, land, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        vraag(kijker)


def test_only_reading(kijker):
    assert kijker.post(reverse("overheden")).status_code == 405
