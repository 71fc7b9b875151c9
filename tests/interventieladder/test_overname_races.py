"""Two people take over, or open, the same case at once: one dossier, and the other hears that it is there."""

import datetime as dt

import pytest

from interventieladder.models import Dossier, Overname
from interventieladder.services import dossieropening, overname
from interventieladder.services.vernietiging import NieuweVernietiging, open_vernietiging
from tests.interventieladder.bouw import maak_gemeente, maak_mensen
from tests.interventieladder.races import een_wint, ontmoeting, tegelijk
from tests.interventieladder.zaakwereld import ZAKEN, voor
from toezicht.core.clock import klok_op

pytestmark = pytest.mark.django_db(transaction=True)
DAG = dt.date(2026, 10, 5)
GENUMMERD = {"toestemming", "spoeduitgave"}
"""A municipality may ask several consents a year, and decide on urgent spending more than once."""


def samen_over(monkeypatch, ladder, zaaknummers):
    """Two people offer the same file, each under a number of the source, and meet before the first row."""
    bestand, peil = ZAKEN[ladder]
    with klok_op(peil):
        w = voor(ladder)
    ontmoeting(monkeypatch, overname, "_voeg_in")
    wie = zip(zaaknummers, (w.mensen.opsteller, w.mensen.lezer), strict=True)
    return tegelijk(
        *(lambda n=nummer, d=door: w.lees(bestand.met(zaaknummer=n), door=d) for nummer, door in wie),
        dag=peil,
    )


def een_gelukt(verslagen):
    assert sorted(verslag.gelukt for verslag in verslagen) == [False, True], verslagen
    (fout,) = next(verslag.fouten for verslag in verslagen if not verslag.gelukt)
    assert "intussen door een ander" in fout.tekst
    assert (Dossier.objects.count(), Overname.objects.count()) == (1, 1)


@pytest.mark.parametrize("ladder", sorted(ZAKEN))
def test_a_case_of_the_source_is_taken_over_once(monkeypatch, ladder):
    een_gelukt(samen_over(monkeypatch, ladder, ("Z-1", "Z-1")))


@pytest.mark.parametrize("ladder", sorted(ZAKEN.keys() - GENUMMERD))
def test_under_two_numbers_it_is_still_one_case(monkeypatch, ladder):
    een_gelukt(samen_over(monkeypatch, ladder, ("Z-1", "Z-2")))


@pytest.mark.parametrize("ladder", sorted(GENUMMERD))
def test_what_there_are_several_of_in_a_year_is_numbered_apart(monkeypatch, ladder):
    verslagen = samen_over(monkeypatch, ladder, ("Z-1", "Z-2"))
    assert [verslag.gelukt for verslag in verslagen] == [True, True], verslagen
    assert len(set(Dossier.objects.values_list("onderdeel", flat=True))) == 2


def test_a_decision_gets_one_dossier_in_whatever_domain(monkeypatch):
    with klok_op(DAG):
        mensen, gemeente = maak_mensen(), maak_gemeente()
    ontmoeting(monkeypatch, dossieropening, "insert_unique")

    def open_(door, domein):
        nieuw = NieuweVernietiging(
            overheid_id=gemeente.pk,
            orgaan="raad",
            besluit="Legesverordening 2027",
            besluit_op=DAG,
            bron="gs",
            grond="recht",
            strijd_met="Gemeentewet 229b",
            kennisname_op=DAG,
            bewijs="E-mail van de griffie",
            domein=domein,
        )
        return open_vernietiging(nieuw=nieuw, door=door)

    wie = ((mensen.opsteller, "financien"), (mensen.lezer, "omgevingsrecht"))
    een_wint(tegelijk(*(lambda d=door, w=waar: open_(d, w) for door, waar in wie), dag=DAG))
    assert Dossier.objects.filter(overheid=gemeente).count() == 1
