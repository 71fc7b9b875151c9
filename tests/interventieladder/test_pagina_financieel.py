"""The overview of a budget year, opening it, and what the pages of dossier and overheid say about the regime."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from interventieladder.models import Begrotingsjaar, Dossier
from interventieladder.selectors.begrotingsjaren import regime_van, regimes_van_overheid
from interventieladder.selectors.begrotingsoverzicht import Filter, overzicht
from interventieladder.selectors.dossierpagina import dossierpagina
from interventieladder.services.begrotingsjaren import (
    open_begrotingsjaar,
    open_jaar,
    zeg_coulance_toe,
    zet_intensiteit,
)
from interventieladder.services.klok import draai_klok
from tests.factories import FinancieelToezichthouderFactory, UserFactory
from tests.interventieladder.bouw import maak_gemeente, maak_mensen
from tests.interventieladder.ladders import begroting as bg
from tests.interventieladder.ladders.kit import dag
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.templatetags.svgsaldi import saldobalken

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def klok():
    with klok_op(dag("2026-11-20")):
        yield


@pytest.fixture
def mensen():
    return maak_mensen()


def namen(beeld):
    return [rij.naam for rij in beeld.rijen]


# -- opening a year ----------------------------------------------------------------------------------


def test_opening_a_year_takes_every_gemeente_and_gr_of_the_province_once(mensen):
    for naam, soort in (
        ("Aa", "gemeente"),
        ("Bee", "gr_openbaar_lichaam"),
        ("Cee", "gr_centrumregeling"),
        ("Dee", "waterschap"),
    ):
        maak_gemeente(naam=naam, soort=soort)
    maak_gemeente(naam="Weg", geldig_tot=dag("2027-01-01"))
    maak_gemeente(naam="Straks", geldig_van=dag("2027-01-01"))
    proef = open_jaar(jaar=2027, door=mensen.opsteller, proef=True)
    assert proef.geopend == ["Aa", "Bee", "Straks"]
    assert not Dossier.objects.exists()
    echt = open_jaar(jaar=2027, door=mensen.opsteller)
    assert echt.geopend == proef.geopend
    assert len(echt.nummers) == 3
    nog_eens = open_jaar(jaar=2027, door=mensen.opsteller)
    assert (nog_eens.geopend, nog_eens.bestond) == ([], ["Aa", "Bee", "Straks"])
    assert {d.orgaan for d in Dossier.objects.all()} == {"raad", "gr_bestuur"}


def test_who_may_open_and_what_cannot_be_opened(mensen):
    gemeente = maak_gemeente()
    with pytest.raises(GeenRecht):
        open_jaar(jaar=2027, door=UserFactory())
    for jaar in (2015, 2100):
        with pytest.raises(Weigering, match="Kies een begrotingsjaar"):
            open_jaar(jaar=jaar, door=mensen.opsteller)
    open_begrotingsjaar(overheid_id=gemeente.pk, jaar=2027, door=mensen.opsteller)
    with pytest.raises(Conflict):
        open_begrotingsjaar(overheid_id=gemeente.pk, jaar=2027, door=mensen.opsteller)
    centrum = maak_gemeente(soort="gr_centrumregeling")
    with pytest.raises(Weigering):
        open_begrotingsjaar(overheid_id=centrum.pk, jaar=2027, door=mensen.opsteller)


def test_the_command_opens_previews_and_refuses(capsys):
    maak_gemeente(naam="Aa")
    with pytest.raises(CommandError, match="--door"):
        call_command("begrotingsjaar_openen", "2027")
    pieter = FinancieelToezichthouderFactory()
    call_command("begrotingsjaar_openen", "2027", "--proef", "--json")
    uit = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (uit["geopend"], uit["proef"], uit["behandelaar"]) == (["Aa"], True, pieter.username)
    assert not Begrotingsjaar.objects.exists()
    call_command("begrotingsjaar_openen", "2027")
    assert "Geopend: 1; bestond al: 0" in capsys.readouterr().out
    call_command("begrotingsjaar_openen", "2027", "--door", pieter.username)
    assert "Geopend: 0; bestond al: 1" in capsys.readouterr().out
    for jaar in ("", "abcd", "1999", "20277"):
        with pytest.raises(CommandError) as fout:
            call_command("begrotingsjaar_openen", jaar)
        assert fout.value.returncode == 2


def test_opening_by_the_page(client, mensen):
    maak_gemeente(naam="Aa")
    client.force_login(mensen.opsteller)
    adres = reverse("begrotingsjaar_openen")
    pagina = client.get(adres).content.decode()
    assert "1 dossier te openen voor 2027" in pagina
    antwoord = client.post(adres, {"jaar": "2027"})
    assert antwoord.status_code == 303
    assert antwoord.url == reverse("financieel") + "?jaar=2027"
    assert "Alles is al geopend voor 2027" in client.get(adres).content.decode()
    assert client.get(adres + "?jaar=1").status_code == 422
    assert client.post(adres, {"jaar": "abc"}).status_code == 422
    client.force_login(mensen.secretariaat)
    assert client.post(adres, {"jaar": "2028"}).status_code == 403


# -- the overview ------------------------------------------------------------------------------------


@pytest.fixture
def jaar(mensen):
    """Four organisations: one waits and is late, one is in balance, one is sent as preventief, one GR."""
    wacht = bg.geopend(naam="Wachtdorp", mensen=mensen)
    goed = bg.in_stand("concept", naam="Goeddorp", mensen=mensen)
    bg.zend_in(goed)
    bg.rekening_in(goed)
    bg.beoordeeld(goed, 120_000, 80_000, -40_000, 10_000)
    zwaar = bg.in_stand("voorstel_gs", naam="Zwaardorp", mensen=mensen)
    bg.zend_in(zwaar)
    bg.rekening_in(zwaar)
    bg.beoordeeld(zwaar, -9_000, -9_000, -9_000, -9_000, conclusie="preventief_lid1", aannemelijk="nee")
    bg.hele_stap(zwaar, "stel_preventief_lid1_vast")
    bg.in_stand("ontvangen", naam="GR Zorg", soort="gr_openbaar_lichaam", mensen=mensen)
    return {"wacht": wacht, "goed": goed, "zwaar": zwaar}


def test_the_overview_shows_every_organisation_with_its_facts_and_counts(jaar, mensen):
    beeld = overzicht(mensen.opsteller, 2027)
    assert namen(beeld) == ["Goeddorp", "GR Zorg", "Wachtdorp", "Zwaardorp"]
    per_naam = {rij.naam: rij for rij in beeld.rijen}
    assert per_naam["Wachtdorp"].laat
    assert not per_naam["Goeddorp"].laat
    assert [int(s) for s in per_naam["Goeddorp"].saldi] == [120_000, 80_000, -40_000, 10_000]
    assert per_naam["Goeddorp"].advies == "Repressief toezicht"
    assert per_naam["Zwaardorp"].regime == "Preventief (lid 1)"
    assert {c: n for c, _, n in beeld.tellingen} == {
        "wacht": 1,
        "behandeling": 2,
        "gs": 0,
        "repressief": 0,
        "preventief": 1,
        "verlopen": 0,
    }
    assert (beeld.totaal, beeld.laat, beeld.laatste_dag, beeld.procedureel) == (4, 2, dag("2026-12-31"), 0)


@pytest.mark.parametrize(
    ("keuze", "verwacht"),
    [
        (Filter(groep="preventief"), ["Zwaardorp"]),
        (Filter(soort="gr"), ["GR Zorg"]),
        (Filter(soort="gemeente", laat=True), ["Wachtdorp"]),
        (Filter(groep="gs"), []),
    ],
)
def test_filters_leave_the_counts_alone(jaar, mensen, keuze, verwacht):
    beeld = overzicht(mensen.opsteller, 2027, keuze)
    assert namen(beeld) == verwacht
    assert beeld.totaal == 4


def test_the_page_with_filters(client, jaar, mensen):
    client.force_login(mensen.opsteller)
    adres = reverse("financieel")
    pagina = client.get(adres).content.decode()
    for tekst in (
        "Financieel toezicht 2027",
        "nog 41 dagen",
        "dinsdag 22 december 2026",
        "Wachtdorp",
        "Structureel saldo van Goeddorp. 2027: € 120.000; 2028: € 80.000; 2029: −€ 40.000; 2030: € 10.000",
    ):
        assert tekst in pagina
    gefilterd = client.get(adres + "?jaar=2027&groep=preventief").content.decode()
    assert "Zwaardorp" in gefilterd
    assert "Wachtdorp" not in gefilterd
    assert "GR Zorg" in client.get(adres + "?jaar=2027&soort=gr").content.decode()
    assert "Geen organisatie past" in client.get(adres + "?jaar=2027&groep=gs").content.decode()
    assert client.get(adres + "?jaar=zomaar&groep=x").status_code == 200
    client.force_login(UserFactory())
    assert client.get(adres).status_code == 403


def test_an_outsider_sees_no_row(jaar):
    assert overzicht(UserFactory(), 2027).totaal == 0
    assert regimes_van_overheid(UserFactory(), jaar["goed"].dossier.overheid_id, op=dag("2026-11-20")) == []


def test_the_number_of_queries_does_not_grow(mensen):
    def meet():
        with CaptureQueriesContext(
            connection,
        ) as vragen:
            overzicht(mensen.opsteller, 2027)
        return len(vragen)

    for _ in range(2):
        bg.zend_in(bg.in_stand("ontvangen", mensen=mensen))
    meet()  # rights of the user are read once
    weinig = meet()
    for _ in range(6):
        b = bg.in_stand("concept", mensen=mensen)
        bg.zend_in(b)
        bg.beoordeeld(b)
    assert meet() == weinig <= 5


def test_bars_say_in_words_what_they_show():
    assert "2027: € 10; 2028: −€ 5" in saldobalken([10, -5], 2027, "Aa")
    assert "niet bekend" in saldobalken([], 2027)
    assert saldobalken([0, 0, 0, 0], 2027).count("<rect") == 4


# -- intensity, leniency, the pages ------------------------------------------------------------------


def test_intensity_is_apart_from_the_regime_and_its_history_is_in_the_log(mensen):
    b = bg.in_stand("wacht", mensen=mensen)
    velden = {"dossier_id": b.dossier.pk, "door": mensen.opsteller}
    for intensiteit, reden in (("streng", "x"), ("afgeslankt", "x"), ("intensief_volgen", " ")):
        with pytest.raises(Weigering):
            zet_intensiteit(intensiteit=intensiteit, reden=reden, **velden)
    zet_intensiteit(intensiteit="intensief_volgen", reden="Zwak weerstandsvermogen.", **velden)
    with pytest.raises(Conflict):
        zet_intensiteit(intensiteit="intensief_volgen", reden="Nog eens.", **velden)
    with klok_op(dag("2026-12-10")):
        zet_intensiteit(intensiteit="met_opmerkingen", reden="Verbeterd.", **velden)
    overheid = b.dossier.overheid_id
    with klok_op(dag("2027-02-01")):
        draai_klok()
        for op, verwacht in (
            ("2026-11-25", "intensief_volgen"),
            ("2026-12-10", "met_opmerkingen"),
            ("2027-02-01", "met_opmerkingen"),
        ):
            assert regime_van(overheid, 2027, dag(op)).intensiteit == verwacht
        assert bg.jaar_van(b).juridisch_regime == "repressief"


@pytest.mark.parametrize(
    ("daad", "velden"),
    [
        (zet_intensiteit, {"intensiteit": "intensief_volgen"}),
        (zeg_coulance_toe, {"tot": dag("2026-12-01")}),
    ],
)
def test_of_two_people_with_the_same_page_the_second_is_told(mensen, daad, velden):
    b = bg.in_stand("wacht", mensen=mensen)
    gezien = b.vers().versie
    velden = {**velden, "dossier_id": b.dossier.pk, "versie": gezien}
    daad(**velden, reden="Ziekte.", door=mensen.coordinator)
    anders = {"intensiteit": "met_opmerkingen"} if "intensiteit" in velden else {"tot": dag("2026-12-02")}
    with pytest.raises(Conflict, match="intussen gewijzigd"):
        daad(**{**velden, **anders}, reden="Anders.", door=mensen.coordinator)
    jaar = bg.jaar_van(b)
    assert (jaar.toezichtintensiteit, jaar.coulance_tot) in {
        ("intensief_volgen", None),
        ("normaal", dag("2026-12-01")),
    }


def test_the_forms_of_intensity_and_leniency(client, mensen):
    b = bg.in_stand("wacht", mensen=mensen)
    client.force_login(mensen.coordinator)
    dossier = reverse("dossier", args=[b.dossier.nummer])
    assert "Leg coulance vast" in client.get(dossier).content.decode()
    for naam, velden, woord in (
        ("dossier_intensiteit", {"intensiteit": "intensief_volgen", "reden": "Zwak."}, "Intensief volgen"),
        ("dossier_coulance", {"tot": "2026-12-01", "reden": "Ziekte."}, "tot en met"),
    ):
        adres = reverse(naam, args=[b.dossier.nummer])
        assert client.get(adres).status_code == 200
        versie = b.vers().versie
        assert client.post(adres, {"versie": versie}).status_code == 422
        assert client.post(adres, {**velden, "versie": versie}).status_code == 303
        assert woord in client.get(dossier).content.decode()
    client.force_login(mensen.opsteller)
    assert client.get(reverse("dossier_coulance", args=[b.dossier.nummer])).status_code == 403
    client.force_login(UserFactory())
    assert client.get(reverse("dossier_intensiteit", args=[b.dossier.nummer])).status_code == 403


def test_other_dossiers_have_no_intensity(client, mensen):
    from tests.interventieladder.bouw import maak_dossier

    b = maak_dossier("t1", mensen=mensen)
    client.force_login(mensen.opsteller)
    assert client.get(reverse("dossier_intensiteit", args=[b.dossier.nummer])).status_code == 404


def test_the_page_of_the_dossier_explains_the_five_questions(client, jaar, mensen):
    client.force_login(mensen.opsteller)
    pagina = client.get(reverse("dossier", args=[jaar["goed"].dossier.nummer])).content.decode()
    for tekst in (
        "(nog 41 dagen)",
        "Rekenvoorstel: repressief toezicht",
        "Begroting 2027 op tijd?",
        "Jaarrekening 2025 op tijd?",
        "Niet nodig: het begrotingsjaar zelf is in evenwicht",
    ):
        assert tekst in pagina


def test_the_page_of_an_overheid_shows_regime_and_intensity_per_year(client, jaar, mensen):
    client.force_login(mensen.opsteller)
    adres = reverse("overheid", args=[jaar["zwaar"].dossier.overheid.code])
    pagina = client.get(adres).content.decode()
    assert "Regime per begrotingsjaar" in pagina
    assert "Preventief (lid 1)" in pagina
    assert "intensiteit: normaal" in pagina
    client.force_login(UserFactory())
    assert client.get(adres).status_code in (403, 404)


# -- what the clock does ------------------------------------------------------------------------------


def test_what_happens_by_law_stands_folded_below_what_people_can_do(client, mensen):
    b = bg.geopend(mensen=mensen)
    pagina = dossierpagina(mensen.opsteller, b.vers())
    assert [k.stap for k in pagina.vanzelf] == ["repressief_van_rechtswege"]
    assert not {k.stap for k in pagina.kaarten} & {k.stap for k in pagina.vanzelf}
    client.force_login(mensen.opsteller)
    html = client.get(reverse("dossier", args=[b.dossier.nummer])).content.decode()
    onder = html.split("Wat van rechtswege gebeurt")[1]
    assert "Van rechtswege repressief" in onder
    assert pagina.vanzelf[0].waarom_niet.startswith("Dit gebeurt van rechtswege op")
    assert pagina.vanzelf[0].waarom_niet in onder
