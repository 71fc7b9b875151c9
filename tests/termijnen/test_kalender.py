"""Holidays: against an independent package, against the decrees, and the table's own rules."""

import datetime as dt

import holidays
import pytest

from toezicht.core.termijnen import KBDag, OngeldigeTermijn, standaard_kalender
from toezicht.core.termijnen.kalender import (
    KB_BESTAND,
    feestdagen,
    kalender,
    koningsdag,
    lees_kb_dagen,
    pasen,
)


def feesten_volgens_pakket(jaar):
    """All the package calls a public or optional holiday in the Netherlands, without the two Sundays."""
    bekend = holidays.country_holidays("NL", years=jaar, language="nl", categories=("public", "optional"))
    zondagen = {pasen(jaar), pasen(jaar) + dt.timedelta(days=49)}
    return {datum for datum in bekend if datum not in zondagen}


@pytest.mark.parametrize("jaar", range(2014, 2041))
def test_feestdagen_kloppen_met_onafhankelijk_pakket(jaar):
    assert set(feestdagen(jaar)) == feesten_volgens_pakket(jaar)


@pytest.mark.parametrize(
    ("jaar", "datum"),
    [
        (2024, dt.date(2024, 3, 31)),
        (2025, dt.date(2025, 4, 20)),
        (2026, dt.date(2026, 4, 5)),
        (2027, dt.date(2027, 3, 28)),
        (2285, dt.date(2285, 3, 22)),  # the earliest day possible
        (2038, dt.date(2038, 4, 25)),  # the latest day possible
    ],
)
def test_pasen(jaar, datum):
    assert pasen(jaar) == datum


@pytest.mark.parametrize(
    ("jaar", "dag"), [(2014, 26), (2015, 27), (2024, 27), (2025, 26), (2026, 27), (2031, 26), (2036, 26)]
)
def test_koningsdag_wijkt_voor_de_zondag(jaar, dag):
    assert koningsdag(jaar) == dt.date(jaar, 4, dag)


@pytest.mark.parametrize(
    ("datum", "reden"),
    [
        ("2026-01-01", "Nieuwjaarsdag"),
        ("2026-01-02", "dag na Nieuwjaarsdag"),
        ("2026-04-03", "Goede Vrijdag"),
        ("2026-04-04", "zaterdag"),
        ("2026-04-05", "zondag"),
        ("2026-04-06", "Tweede paasdag"),
        ("2026-04-07", None),
        ("2026-05-05", "Bevrijdingsdag"),
        ("2026-05-14", "Hemelvaartsdag"),
        ("2016-05-05", "Hemelvaartsdag en Bevrijdingsdag"),
        ("2026-05-25", "Tweede pinksterdag"),
        ("2026-12-26", "Tweede kerstdag"),
        ("2024-05-05", "Bevrijdingsdag"),
        ("2027-04-26", None),
    ],
)
def test_is_vrij_noemt_de_reden(datum, reden):
    assert standaard_kalender().is_vrij(dt.date.fromisoformat(datum)) == reden


KB_2017_2019 = "2017-04-28 2017-05-26 2018-05-11 2018-12-24 2018-12-31 2019-05-31 2019-12-27"
KB_2023_2025 = "2023-04-28 2023-05-19 2024-05-10 2024-12-27 2025-05-30"
KB_2026_2028 = "2026-01-02 2026-05-15 2027-05-07 2028-04-28 2028-05-26"


def test_kb_tabel_is_precies_de_lijst_van_de_besluiten():
    verwacht = f"{KB_2017_2019} {KB_2023_2025} {KB_2026_2028}".split()
    assert [dag.datum.isoformat() for dag in standaard_kalender().kb_dagen] == verwacht
    assert all(dag.bron for dag in standaard_kalender().kb_dagen)


def test_elk_gedekt_jaar_kent_de_dag_na_hemelvaart():
    for jaar in standaard_kalender().kb_jaren:
        assert standaard_kalender().is_vrij(pasen(jaar) + dt.timedelta(days=40)) == "dag na Hemelvaartsdag"


def test_voor_2014_weigert_duidelijk():
    with pytest.raises(OngeldigeTermijn, match="vanaf 1 januari 2014"):
        standaard_kalender().is_vrij(dt.date(2013, 12, 31))
    with pytest.raises(OngeldigeTermijn):
        feestdagen(2013)


def test_moment_in_plaats_van_datum_weigert():
    with pytest.raises(TypeError):
        standaard_kalender().is_vrij(dt.datetime(2026, 5, 14, 23, 30, tzinfo=dt.UTC))


def test_werkdagen_telt_de_eerste_dag_niet_en_de_laatste_wel():
    telt = standaard_kalender().werkdagen
    assert telt(dt.date(2026, 4, 2), dt.date(2026, 4, 8)) == 2
    assert telt(dt.date(2026, 4, 7), dt.date(2026, 4, 8)) == 1
    assert telt(dt.date(2026, 4, 8), dt.date(2026, 4, 8)) == 0


def test_eerstvolgende_werkdag():
    volgende = standaard_kalender().eerstvolgende_werkdag
    assert volgende(dt.date(2026, 5, 14)) == dt.date(2026, 5, 18)
    assert volgende(dt.date(2026, 5, 18)) == dt.date(2026, 5, 18)


DAG_A = KBDag(dt.date(2029, 5, 11), "dag na Hemelvaartsdag", "KB")
DAG_B = KBDag(dt.date(2030, 5, 31), "dag na Hemelvaartsdag", "KB")


def test_versie_hangt_aan_de_gegevens_en_niet_aan_de_volgorde():
    assert kalender(kb_dagen=[DAG_A, DAG_B]) == kalender(kb_dagen=[DAG_B, DAG_A])
    assert kalender(kb_dagen=[DAG_A, DAG_B]).versie == kalender(kb_dagen=[DAG_B, DAG_A]).versie
    assert kalender(kb_dagen=[DAG_A]).versie != kalender(kb_dagen=[DAG_B]).versie
    assert kalender().versie != kalender(kb_dagen=[DAG_A]).versie
    assert len(kalender().versie) == 12


def test_kalender_weigert_dubbele_en_te_oude_dagen():
    with pytest.raises(ValueError, match="twee keer"):
        kalender(kb_dagen=[DAG_A, DAG_A])
    with pytest.raises(ValueError, match="voor 2014"):
        kalender(kb_dagen=[KBDag(dt.date(2013, 5, 10), "dag", "KB")])


def test_standaard_kalender_wordt_een_keer_gelezen():
    assert standaard_kalender() is standaard_kalender()


@pytest.mark.parametrize(
    ("tekst", "regel"),
    [
        ("", "regel 1"),
        ("datum,naam,bron\n", "regel 1"),
        ("datum;naam;bron\n2026-01-02;dag;KB\n2026-13-01;dag;KB\n", "regel 3"),
        ("datum;naam;bron\n2026-01-02;dag\n", "regel 2"),
        ("datum;naam;bron\n2026-01-02;dag; \n", "regel 2"),
        ("datum;naam;bron\n2026-01-02;dag;KB;meer\n", "regel 2"),
    ],
)
def test_tabel_met_fout_noemt_de_regel(tekst, regel):
    with pytest.raises(ValueError, match=regel):
        lees_kb_dagen(tekst)


def test_bestand_is_gesorteerd():
    dagen = lees_kb_dagen(KB_BESTAND.read_text(encoding="utf-8"))
    assert list(dagen) == sorted(dagen, key=lambda dag: dag.datum)
