"""Who sees what: list, search, counters, page, API, download, acts (ladder.md 5.3)."""

import json

import pytest

from signalen.keuzes import Vertrouwelijkheid
from signalen.models import Signaal
from signalen.selectors import signalen as lezen
from signalen.selectors.detail import detail
from signalen.services import bestanden, herwegingen, signalen
from tests.factories import (
    BeheerderFactory,
    CoordinatorFactory,
    FinancieelToezichthouderFactory,
    GedeputeerdeFactory,
    JuristFactory,
    SecretariaatFactory,
    TeamleiderFactory,
    ToezichthouderFactory,
    UserFactory,
)
from tests.signalen.conftest import PEIL, actie, bestand
from toezicht.core.fouten import Conflict, Weigering
from toezicht.core.models import Logboekregel

pytestmark = pytest.mark.django_db

TEAM = (
    ToezichthouderFactory,
    FinancieelToezichthouderFactory,
    CoordinatorFactory,
    JuristFactory,
    TeamleiderFactory,
)
LEZERS = (*TEAM, GedeputeerdeFactory, SecretariaatFactory)
ZIET = {
    Vertrouwelijkheid.OPENBAAR: LEZERS,
    Vertrouwelijkheid.INTERN: LEZERS,
    Vertrouwelijkheid.VERTROUWELIJK: TEAM,
    Vertrouwelijkheid.GEHEIM: (),
    Vertrouwelijkheid.CDK: (),
}
ALLEN = (*LEZERS, BeheerderFactory, UserFactory)


@pytest.fixture
def signaal(registreer, request):
    niveau = request.param
    anders = {"soort": "IBT-S23", "ernst": "zwaar"} if niveau == Vertrouwelijkheid.CDK else {}
    return registreer(vertrouwelijkheid=niveau, bestanden=[bestand()], **anders)


@pytest.mark.parametrize("signaal", list(Vertrouwelijkheid), indirect=True)
@pytest.mark.parametrize("rol", ALLEN)
def test_every_way_in_gives_the_same_answer(signaal, rol, client):
    user = rol()
    stuk = signaal.bewijsstukken.get()
    ziet = rol in ZIET[signaal.vertrouwelijkheid]
    mag_lezen = rol in LEZERS

    assert (detail(user, signaal.nummer) is not None) == ziet
    assert bool(lezen.lijst(user, lezen.Filter()).rijen) == ziet
    assert bool(lezen.zoek(user, "archiefbewaarplaats")) == ziet
    assert bool(lezen.signalen_van_overheid(user, "GM9907", PEIL)) == ziet
    assert lezen.tellingen(user).nieuw == ziet
    assert bool(lezen.koppelbaar(user, "GM9907")) == ziet

    client.force_login(user)
    goed, fout = 200, 404 if mag_lezen else 403
    assert client.get(f"/signalen/{signaal.nummer}/").status_code == (goed if ziet else fout)
    download = client.get(f"/signalen/{signaal.nummer}/bewijs/{stuk.pk}/")
    download.getvalue()  # read to the end, so that the file is closed
    assert download.status_code == (goed if ziet else fout)
    assert client.get(f"/api/v1/signalen/{signaal.nummer}").status_code == (goed if ziet else fout)
    lijst = client.get("/signalen/")
    assert lijst.status_code == (200 if mag_lezen else 403)
    assert (signaal.titel in lijst.content.decode()) == ziet
    api = client.get("/api/v1/signalen?zoek=archiefbewaarplaats")
    assert api.status_code == (200 if mag_lezen else 403)
    assert len(api.json().get("resultaten", [])) == ziet
    if not ziet:
        assert actie(client, signaal, "behandelen").status_code == fout
        assert Signaal.objects.get(pk=signaal.pk).status == "nieuw"


@pytest.mark.parametrize("niveau", ["vertrouwelijk", "geheim_besluit"])
def test_who_reported_it_keeps_seeing_it(registreer, niveau, noor):
    signaal = registreer(vertrouwelijkheid=niveau)
    assert detail(noor, signaal.nummer) is not None


def test_the_list_of_a_secret_signal(registreer, noor, pieter, coordinator):
    signaal = registreer(vertrouwelijkheid="geheim_besluit")
    with pytest.raises(Weigering) as fout:
        herwegingen.verleen_toegang(
            signaal_id=signaal.pk, gebruiker_id=pieter.pk, grondslag="Zelf", door=pieter
        )
    assert fout.value.status == 404
    herwegingen.verleen_toegang(
        signaal_id=signaal.pk, gebruiker_id=pieter.pk, grondslag="Behandelt de zaak", door=noor
    )
    assert detail(pieter, signaal.nummer) is not None
    assert detail(coordinator, signaal.nummer) is None
    with pytest.raises(Conflict):
        herwegingen.verleen_toegang(
            signaal_id=signaal.pk, gebruiker_id=pieter.pk, grondslag="Nog eens", door=noor
        )
    with pytest.raises(Weigering, match="signalen mag lezen"):
        herwegingen.verleen_toegang(
            signaal_id=signaal.pk, gebruiker_id=UserFactory().pk, grondslag="Zomaar", door=noor
        )


def test_the_closed_room_leaves_no_trace_outside(registreer, noor, client, coordinator):
    open_ = registreer()
    client.force_login(noor)
    antwoord = client.post(
        "/signalen/nieuw/",
        {
            "overheid": open_.overheid_id,
            "soort": "IBT-S22",
            "titel": "Onderzoek naar een bestuurder",
            "domein": "bestuurskracht",
            "ernst": "zwaar",
            "bron": "cdk_ambtsbezoek",
            "betrouwbaarheid": "B",
            "datum_feit": "2026-06-01",
            "kennisname_op": "2026-06-10",
            "vertrouwelijkheid": "cdk",
        },
        follow=True,
    )
    assert antwoord.status_code == 200
    assert "besloten ruimte" in antwoord.content.decode()
    assert "bestuurder" not in antwoord.content.decode()
    besloten = Signaal.objects.get(vertrouwelijkheid="cdk")
    regel = Logboekregel.objects.get(onderwerp_id=str(besloten.pk), onderwerp_soort="signaal_cdk")
    assert (regel.overheid_code, regel.gegevens["titel"], regel.vertrouwelijkheid) == ("", "", "cdk")
    assert not Logboekregel.objects.filter(onderwerp_soort="signaal", onderwerp_id=str(besloten.pk)).exists()
    for daad in ("behandelen", "wegen", "samenvoegen"):
        assert actie(client, besloten, daad).status_code == 404
    with pytest.raises(Weigering) as fout:
        signalen.voeg_samen(signaal_id=open_.pk, doel_id=besloten.pk, reden="?", door=noor)
    assert fout.value.status == 404


def test_the_table_keeps_a_source_of_the_cdk_inside(registreer):
    from django.db import IntegrityError, transaction

    besloten = registreer(soort="IBT-S22", ernst="zwaar", vertrouwelijkheid="cdk", bron="cdk_ambtsbezoek")
    with pytest.raises(IntegrityError, match="signaal_cdk_blijft_binnen"), transaction.atomic():
        Signaal.objects.filter(pk=besloten.pk).update(vertrouwelijkheid="intern")


def test_the_api_answers_a_closed_signal_without_its_number(gemeente, noor, client):
    client.force_login(noor)
    antwoord = client.post(
        "/api/v1/signalen",
        json.dumps(
            {
                "overheid": "GM9907",
                "soort": "IBT-S23",
                "domein": "bestuurskracht",
                "ernst": "zwaar",
                "titel": "Verhoudingen",
                "bron": "raad",
                "datum_feit": "2026-06-01",
                "kennisname_op": "2026-06-01",
                "betrouwbaarheid": "B",
                "vertrouwelijkheid": "cdk",
            }
        ),
        content_type="application/json",
        headers={"idempotency-key": "gesloten-signaal-1"},
    )
    assert antwoord.status_code == 202
    assert list(antwoord.json()) == ["detail"]
    assert "CDK-" not in antwoord.content.decode()


@pytest.mark.parametrize(("niveau", "regels"), [("intern", 0), ("vertrouwelijk", 1)])
def test_reading_a_restricted_file_is_logged(registreer, pieter, niveau, regels):
    signaal = registreer(vertrouwelijkheid=niveau, bestanden=[bestand()])
    stuk = signaal.bewijsstukken.get()
    bestanden.lees_bewijsstuk(bewijsstuk_id=stuk.pk, nummer=signaal.nummer, door=pieter)
    gelezen = Logboekregel.objects.filter(handeling="bewijsstuk_gelezen")
    assert gelezen.count() == regels
    assert all(regel.door_id == pieter.pk and regel.vertrouwelijkheid == niveau for regel in gelezen)


def test_a_file_belongs_to_its_own_signal_only(registreer, pieter):
    open_, dicht = (
        registreer(bestanden=[bestand()]),
        registreer(vertrouwelijkheid="geheim_besluit", bestanden=[bestand()]),
    )
    with pytest.raises(Weigering) as fout:
        bestanden.lees_bewijsstuk(
            bewijsstuk_id=dicht.bewijsstukken.get().pk, nummer=open_.nummer, door=pieter
        )
    assert fout.value.status == 404


def test_a_merged_signal_does_not_betray_a_secret_one(registreer, noor, pieter):
    bron, doel = registreer(), registreer(vertrouwelijkheid="geheim_besluit")
    signalen.neem_in_behandeling(signaal_id=bron.pk, door=noor)
    signalen.voeg_samen(signaal_id=bron.pk, doel_id=doel.pk, reden="Zelfde feit.", door=noor)
    assert detail(noor, bron.nummer).samengevoegd_in == doel.nummer
    assert detail(pieter, bron.nummer).samengevoegd_in == ""


def test_an_anonymous_visitor_goes_to_the_login_page(registreer, client):
    signaal = registreer()
    for pad in ("/signalen/", "/signalen/nieuw/", f"/signalen/{signaal.nummer}/"):
        antwoord = client.get(pad)
        assert antwoord.status_code == 302
        assert antwoord.headers["Location"].startswith("/inloggen/")
    assert client.get("/api/v1/signalen").status_code == 401
