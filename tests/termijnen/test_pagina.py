"""The termijnrekenhulp: everybody who is logged in, nobody else."""

import datetime as dt
from dataclasses import replace

import pytest
from django.urls import reverse

from interventieladder.selectors.beleid import geldend
from tests.factories import UserFactory
from toezicht.core.clock import klok_op

pytestmark = pytest.mark.django_db

VRAAG = {"start": "2026-04-02", "aantal": "6", "eenheid": "weken", "basis": "brief", "overeenkomstig": "on"}


@pytest.fixture
def ingelogd(client):
    """The outsider: an account without any role."""
    client.force_login(UserFactory())
    return client


def test_adres():
    assert reverse("termijnrekenhulp") == "/termijnen/rekenhulp/"


def test_bezoeker_moet_inloggen_en_komt_terug_bij_de_vraag(client):
    antwoord = client.get(reverse("termijnrekenhulp"), VRAAG)
    assert antwoord.status_code == 302
    assert antwoord.url.startswith(reverse("inloggen"))
    assert "start%3D2026-04-02" in antwoord.url


def test_leeg_formulier_toont_vandaag_en_geen_fouten(ingelogd):
    with klok_op(dt.date(2026, 5, 22)):
        antwoord = ingelogd.get(reverse("termijnrekenhulp"))
    assert antwoord.status_code == 200
    inhoud = antwoord.content.decode()
    assert 'value="2026-05-22"' in inhoud
    assert "Eindigt op" not in inhoud


def test_uitkomst_met_uitleg_en_herinneringen(ingelogd):
    antwoord = ingelogd.get(reverse("termijnrekenhulp"), VRAAG)
    assert antwoord.status_code == 200
    inhoud = antwoord.content.decode()
    assert "Eindigt op maandag 18 mei 2026" in inhoud
    assert "was het donderdag 14 mei 2026 geweest" in inhoud
    assert "Donderdag 14 mei 2026 is Hemelvaartsdag: schuift op" in inhoud
    assert "dinsdag 19 mei 2026" in inhoud
    assert 'value="2026-04-02"' in inhoud


def test_zonder_overeenkomstig_blijft_een_brief_staan(ingelogd):
    vraag = {**VRAAG, "overeenkomstig": "nee"}
    inhoud = ingelogd.get(reverse("termijnrekenhulp"), vraag).content.decode()
    assert "Eindigt op donderdag 14 mei 2026" in inhoud
    assert "geweest" not in inhoud


def test_zonder_keuze_geldt_het_beleid_dat_van_kracht_is(ingelogd):
    """The same date as in a dossier: 13 November and six weeks is 25 December, so Monday the 28th."""
    vraag = {"start": "2026-11-13", "aantal": "6", "eenheid": "weken", "basis": "brief"}
    inhoud = ingelogd.get(reverse("termijnrekenhulp"), vraag).content.decode()
    assert "Eindigt op maandag 28 december 2026" in inhoud
    assert "Termijnenwet op eigen termijnen: Beleidskader " in inhoud
    assert "wel overeenkomstig" in inhoud
    nee = ingelogd.get(reverse("termijnrekenhulp"), {**vraag, "overeenkomstig": "nee"}).content.decode()
    assert "Eindigt op vrijdag 25 december 2026" in nee
    assert "Termijnenwet op eigen termijnen" not in nee
    assert (
        "Termijnenwet op eigen termijnen"
        not in ingelogd.get(reverse("termijnrekenhulp"), {**vraag, "basis": "wet"}).content.decode()
    )


def test_een_kader_zonder_overeenkomstig_geeft_de_datum_zonder(ingelogd, monkeypatch):
    kader = replace(geldend(dt.date(2026, 11, 23)), atw_overeenkomstig=False)
    monkeypatch.setattr("interventieladder.selectors.beleid.geldend", lambda dag: kader)
    vraag = {"start": "2026-11-13", "aantal": "6", "eenheid": "weken", "basis": "brief"}
    inhoud = ingelogd.get(reverse("termijnrekenhulp"), vraag).content.decode()
    assert "Eindigt op vrijdag 25 december 2026" in inhoud
    assert "niet overeenkomstig" in inhoud


def test_nederlandse_datum_mag_ook(ingelogd):
    antwoord = ingelogd.get(reverse("termijnrekenhulp"), VRAAG | {"start": "02-04-2026"})
    assert "Eindigt op maandag 18 mei 2026" in antwoord.content.decode()


@pytest.mark.parametrize(
    ("wijziging", "zin"),
    [
        ({"start": "30-02-2026"}, "Vul een bestaande datum in"),
        ({"start": ""}, "Vul de dag van de gebeurtenis in"),
        ({"start": "2013-12-31"}, "Kies een datum vanaf 1 januari 2014"),
        ({"aantal": "0"}, "heel getal van 1 of hoger"),
        ({"aantal": "-3"}, "heel getal van 1 of hoger"),
        ({"aantal": "zes"}, "heel getal van 1 of hoger"),
        ({"aantal": ""}, "heel getal van 1 of hoger"),
        ({"aantal": "9" * 5000}, "heel getal van 1 of hoger"),
        ({"aantal": "99999999"}, "eindigt na het jaar 9999"),
        ({"eenheid": "jaren"}, "Kies dagen, weken of maanden"),
        ({"basis": "beleid"}, "Kies waar de termijn staat"),
        ({"basis": ""}, "Kies waar de termijn staat"),
        ({"start": "9999-12-30", "aantal": "1", "eenheid": "dagen"}, "na deze dag bestaat geen datum meer"),
    ],
)
def test_onbruikbare_invoer_houdt_het_formulier_en_zegt_wat_te_doen(ingelogd, wijziging, zin):
    antwoord = ingelogd.get(reverse("termijnrekenhulp"), VRAAG | wijziging)
    assert antwoord.status_code == 400
    inhoud = antwoord.content.decode()
    assert zin in inhoud
    assert "Eindigt op" not in inhoud


def test_invoer_wordt_als_tekst_getoond(ingelogd):
    inhoud = ingelogd.get(
        reverse("termijnrekenhulp"), VRAAG | {"aantal": '"><script>alert(1)</script>'}
    ).content
    assert b"<script>alert" not in inhoud


def test_alleen_lezen(ingelogd):
    assert ingelogd.post(reverse("termijnrekenhulp"), VRAAG).status_code == 405
