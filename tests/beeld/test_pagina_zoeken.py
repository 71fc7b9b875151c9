"""One search field: what it finds, where an exact number leads, and that no input breaks it."""

import pytest
from django.test import Client

from interventieladder.services.inzet import Inzetgegevens, registreer_inzet
from tests.beeld import besluitwereld
from tests.beeld.besluitwereld import dag
from tests.beeld.test_pagina_werkvoorraad import meld
from tests.factories import BeheerderFactory, GedeputeerdeFactory, UserFactory
from toezicht.core.clock import klok_op

pytestmark = pytest.mark.django_db


@pytest.fixture
def w(db):
    wereld = besluitwereld.wereld()
    with klok_op(dag(1)):
        yield wereld


def zoek(user, q):
    client = Client()
    client.force_login(user)
    return client.get("/zoeken/", {"q": q})


def test_groups_with_what_may_be_seen(w):
    meld(w, w.noor, titel="Archief in de kelder")
    meld(w, w.noor, titel="Archief vertrouwelijk", vertrouwelijkheid="vertrouwelijk")
    gevonden = zoek(w.noor, "archief").context["gevonden"]
    assert [d.titel for d in gevonden.dossiers] == ["Achterstand archiefbewerking"]
    assert len(gevonden.signalen) == 2
    assert [o.naam for o in zoek(w.noor, "duinr").context["gevonden"].overheden] == ["Duinrand"]
    assert len(zoek(GedeputeerdeFactory(), "archief").context["gevonden"].signalen) == 1
    bas = zoek(BeheerderFactory(), "archief").context["gevonden"]
    assert (bas.dossiers, bas.signalen) == ([], [])
    assert zoek(UserFactory(), "archief").status_code == 403


def test_finds_inzet_by_subject_and_number(w):
    gegevens = Inzetgegevens(
        soort="advies",
        onderwerp="Advies over archief",
        overheid_ids=[w.gemeente.pk],
        van=dag(1),
        eigenaar_id=w.noor.pk,
    )
    inzet = registreer_inzet(gegevens=gegevens, door=w.noor)
    antwoord = zoek(w.noor, "over archief")
    assert [i.nummer for i in antwoord.context["gevonden"].inzet] == [inzet.nummer]
    assert f"/inzet/{inzet.nummer}/" in antwoord.content.decode()
    assert zoek(w.noor, inzet.nummer.lower()).url == f"/inzet/{inzet.nummer}/"
    # Who may not read inzet does not learn that it exists.
    bas = BeheerderFactory()
    assert zoek(bas, "over archief").context["gevonden"].inzet == []
    assert zoek(bas, inzet.nummer).status_code == 200


def test_an_exact_number_goes_straight_there(w):
    signaal = meld(w, w.noor)
    voorstel = w.ingediend()
    assert zoek(w.noor, w.dossier.nummer).url == w.pad
    assert zoek(w.noor, signaal.nummer.lower()).url == f"/signalen/{signaal.nummer}/"
    assert zoek(w.noor, f" {voorstel.nummer} ").url == f"/besluiten/{voorstel.nummer}/"
    assert zoek(w.noor, "gm9907").url == "/overheden/GM9907/"
    for nummer in (w.dossier.nummer, signaal.nummer, voorstel.nummer):
        assert zoek(BeheerderFactory(), nummer).status_code == 200
    geheim = meld(w, w.noor, vertrouwelijkheid="vertrouwelijk")
    assert zoek(GedeputeerdeFactory(), geheim.nummer).status_code == 200


@pytest.mark.parametrize(
    "q",
    ["", " ", "a", "'", "%_\\", "a & | ! b:*", "\x00archief", "x" * 5000, "<script>", "é" * 300, "\ud83d"],
)
def test_any_input_is_safe(w, q):
    antwoord = zoek(w.noor, q.encode("utf-8", "replace").decode())
    assert antwoord.status_code == 200
    assert "<script>alert" not in antwoord.content.decode()


def test_nothing_found_says_what_to_try(w):
    assert "Niets gevonden dat u mag zien" in zoek(w.noor, "onvindbaar").content.decode()


def test_the_accessibility_statement_is_open_to_all(client, db):
    antwoord = client.get("/toegankelijkheid/")
    assert antwoord.status_code == 200
    assert "Wij beweren daarom niet" in antwoord.content.decode()
