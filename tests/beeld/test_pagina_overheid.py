"""The page of one organisation: everything side by side, at any date, no more than one may see."""

import datetime as dt
from decimal import Decimal

import pytest
from django.test import Client

from interventieladder.selectors.werk import open_per_overheid
from interventieladder.services.begrotingsjaren import open_begrotingsjaar
from signalen.management import demo_iv3
from signalen.services import signalen
from signalen.services.cijfers import laad_iv3
from tests.beeld import besluitwereld
from tests.beeld.besluitwereld import dag
from tests.beeld.test_pagina_werkvoorraad import meld
from tests.factories import (
    BeheerderFactory,
    FinancieelToezichthouderFactory,
    GedeputeerdeFactory,
    OverheidFactory,
    UserFactory,
)
from tests.interventieladder.bouw import maak_gemeente
from toezicht.core.clock import klok_op
from toezicht.organisaties.models import Deelname, Inwonertal

pytestmark = pytest.mark.django_db
PAD = "/overheden/GM9907/"


@pytest.fixture
def w(db):
    return besluitwereld.wereld()


def als(user):
    client = Client()
    client.force_login(user)
    return client


def beeld(user, **vraag):
    antwoord = als(user).get(PAD, vraag)
    assert antwoord.status_code == 200
    return antwoord.context["beeld"]


def rij(beeld_, naam):
    return next(r for r in beeld_.domeinen if r.naam == naam)


def test_facts_of_the_organisation(w):
    Inwonertal.objects.create(overheid=w.gemeente, jaar=2026, aantal=38420, bron="CBS")
    regeling = OverheidFactory(code="GR9901", naam="Archiefdienst", soort="gr_openbaar_lichaam")
    Deelname.objects.create(regeling=regeling, deelnemer=w.gemeente, van=dag(-900))
    with klok_op(dag(1)):
        pagina = als(w.noor).get(PAD).content.decode()
        assert "38.420 inwoners" in pagina
        assert "Archiefdienst" in pagina
        assert "Signaal melden" in pagina
        assert "Duinrand" in als(w.noor).get("/overheden/GR9901/").content.decode()


def test_all_domains_side_by_side_without_a_total(w):
    with klok_op(dag(2)):
        gezien = beeld(w.noor)
        assert [r.naam for r in gezien.domeinen] == [
            "Financieel toezicht",
            "Informatie- en archiefbeheer",
            "Omgevingsrecht",
            "Huisvesting vergunninghouders",
            "Ruimtelijke ordening",
            "Erfgoed",
            "Bestuurskracht",
        ]
        archief = rij(gezien, "Informatie- en archiefbeheer")
        assert (archief.trede, archief.plek) == ("T1 Signaleren", 1)
        assert "Achterstand archiefbewerking" in archief.waarom
        assert rij(gezien, "Erfgoed").trede == "T0 Regulier"


def test_stand_op_moves_dossier_term_and_time_line(w):
    besluitwereld.tot_gedeputeerde(w)
    with klok_op(dag(30)):
        nu = rij(beeld(w.noor), "Informatie- en archiefbeheer")
        assert (nu.trede, nu.termijn) == ("T3a Ambtelijk overleg", dag(10) + dt.timedelta(weeks=13))
        toen = beeld(w.noor, op=dag(5).isoformat())
        archief = rij(toen, "Informatie- en archiefbeheer")
        assert archief.trede == "T2 Informatie"
        assert archief.termijn_naam == "Antwoord op het informatieverzoek"
        assert max(regel.datum for regel in toen.tijdlijn) <= dag(5)
        assert beeld(w.noor, op=dag(-10).isoformat()).open == []
        pagina = als(w.noor).get(PAD, {"op": dag(5).isoformat()}).content.decode()
        assert "zoals het was op" in pagina
        assert "met wat wij nu weten" in pagina


def test_what_was_known_then_leaves_out_what_was_recorded_later(w):
    with klok_op(dag(20)):
        meld(w, w.noor, titel="Later gehoord", kennisname_op=dag(2))
        wel = beeld(w.noor, op=dag(10).isoformat())
        niet = beeld(w.noor, op=dag(10).isoformat(), toen="on")
        assert [s.titel for s in wel.signalen] == ["Later gehoord"]
        assert niet.signalen == []


def test_signals_fade_and_stay_with_who_may_see_them(w):
    with klok_op(dag(1)):
        open_ = meld(w, w.noor, titel="Open")
        meld(w, w.noor, titel="Vertrouwelijk", vertrouwelijkheid="vertrouwelijk")
        signalen.neem_in_behandeling(signaal_id=open_.pk, door=w.noor)
        signalen.weeg(signaal_id=open_.pk, uitkomst="actief", reden="Nagegaan.", door=w.noor)
        gezien = beeld(w.noor)
        assert {s.titel for s in gezien.signalen} == {"Open", "Vertrouwelijk"}
        assert (gezien.licht, gezien.te_wegen) == (1, 1)
        gedeputeerde = GedeputeerdeFactory()
        assert {s.titel for s in beeld(gedeputeerde).signalen} == {"Open"}
        assert "Vertrouwelijk" not in als(gedeputeerde).get(PAD).content.decode()
    with klok_op(dag(100)):
        later = next(s for s in beeld(w.noor).signalen if s.titel == "Open")
        assert 0 < later.weging < 100


def laad(w, jaar, solvabiliteit, op):
    with klok_op(op):
        bestand = demo_iv3.jaarrekening(
            code="GM9907",
            naam="Duinrand",
            jaar=jaar,
            solvabiliteit=Decimal(solvabiliteit),
            schaal=demo_iv3.schaal_van(38_420),
            resultaat=100,
        )
        laad_iv3(
            pad_of_bytes=demo_iv3.als_bytes(bestand),
            door=FinancieelToezichthouderFactory(),
            bestandsnaam=demo_iv3.bestandsnaam(bestand),
        )


def test_figures_with_source_and_origin_and_nothing_coloured_out_of_nothing(w):
    with klok_op(dag(1)):
        assert beeld(w.noor).financien is None
        assert "niet te beoordelen" in als(w.noor).get(PAD).content.decode()
    laad(w, 2024, "21.0", dag(2))
    laad(w, 2025, "18.4", dag(10))
    with klok_op(dag(20)):
        financien = beeld(w.noor).financien
        solvabiliteit = next(k for k in financien.rijen if k.naam.startswith("Solvabiliteit"))
        assert (str(solvabiliteit.waarde), solvabiliteit.oordeel) == ("18.4", "hoog risico")
        assert (solvabiliteit.herkomst, solvabiliteit.vorige) == ("herberekend uit Iv3", "21,0")
        assert [band["kleur"] for band in solvabiliteit.banden] == ["rood", "amber", "groen"]
        assert {k.herkomst for k in financien.rijen} == {"herberekend uit Iv3", "opgave van de gemeente"}
        assert "2025" in financien.bron
        waarom = rij(beeld(w.noor), "Financieel toezicht").waarom
        assert waarom.startswith("2 signalen te wegen.")
        assert "Hoog risico: solvabiliteitsratio." in waarom
        toen = beeld(w.noor, op=dag(5).isoformat()).financien
        assert "2024" in toen.bron
        assert beeld(w.noor, op=dag(0).isoformat()).financien is None


@pytest.mark.parametrize("op", ["gisteren", "2026-13-45", "0000-00-00", "%00"])
def test_a_wrong_date_says_so_and_shows_today(w, op):
    antwoord = als(w.noor).get(PAD, {"op": op})
    assert antwoord.status_code == 400
    assert antwoord.context["stand"].vandaag


def test_who_may_not(w):
    assert als(UserFactory()).get(PAD).status_code == 403
    assert als(w.noor).get("/overheden/GM0000/").status_code == 404
    assert als(w.noor).get("/overheden/%00/").status_code == 404
    bas = als(BeheerderFactory()).get(PAD)
    assert bas.status_code == 200
    for woord in ("Achterstand", "Signalen", "kengetallen", "2026-0001"):
        assert woord not in bas.content.decode()
    assert bas.context["beeld"].open == []
    assert bas.context["beeld"].tijdlijn == []


def test_a_former_municipality_says_what_became_of_it(w):
    oud = OverheidFactory(code="GM9950", naam="Oudorp", geldig_van=dag(-900), geldig_tot=dag(-100))
    with klok_op(dag(1)):
        pagina = als(w.noor).get(f"/overheden/{oud.code}/").content.decode()
        assert "bestond Oudorp niet" in pagina


def test_queries_do_not_grow_with_the_file(w, django_assert_max_num_queries):
    besluitwereld.tot_gedeputeerde(w)
    laad(w, 2024, "21.0", dag(23))
    with klok_op(dag(30)):
        for _ in range(5):
            meld(w, w.noor)
        w.open(taak="uitvoeringsprogramma_vth", titel="Programma ontbreekt")
        client = als(w.noor)
        client.get(PAD)
        with django_assert_max_num_queries(20):
            client.get(PAD)
        with django_assert_max_num_queries(20):
            client.get(PAD, {"op": dag(25).isoformat(), "toen": "on"})


def test_the_list_counts_open_dossiers(w, django_assert_max_num_queries):
    with klok_op(dag(1)):
        client = als(w.noor)
        client.get("/overheden/", {"provincie": "PV99"})
        with django_assert_max_num_queries(14):
            antwoord = client.get("/overheden/", {"provincie": "PV99"})
        assert antwoord.context["dossiers"] == {w.gemeente.pk: (1, "T1")}
        assert "hoogste T1" in antwoord.content.decode()
        assert "Open dossiers" not in als(BeheerderFactory()).get("/overheden/").content.decode()


def test_the_list_and_the_page_of_an_organisation_count_the_same_dossiers(w):
    with klok_op(dag(1)):
        pieter, ander = FinancieelToezichthouderFactory(), maak_gemeente(naam="Alleen begroting")
        for gemeente in (w.gemeente, ander):
            open_begrotingsjaar(overheid_id=gemeente.pk, jaar=2027, door=pieter)
        client = als(w.noor)
        telling = client.get("/overheden/", {"provincie": "PV99"}).context["dossiers"]
        assert telling[w.gemeente.pk] == (2, "T1")
        assert open_per_overheid(w.noor, [ander.pk]) == {ander.pk: (1, "")}
        for gemeente, aantal in ((w.gemeente, 2), (ander, 1)):
            pagina = client.get(f"/overheden/{gemeente.code}/").content.decode()
            assert f"<dt>Dossiers</dt><dd>{aantal} open</dd>" in pagina
