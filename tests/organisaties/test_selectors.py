"""Reads over organisations."""

import datetime as dt

import pytest

from toezicht.core.clock import klok_op
from toezicht.organisaties import opvolging, selectors
from toezicht.organisaties.models import Opvolging, Overheid
from toezicht.organisaties.rijen import NAAMSWIJZIGING
from toezicht.organisaties.services import laad_organisaties, voorbeeldland

pytestmark = pytest.mark.django_db


@pytest.fixture
def land():
    laad_organisaties(bestanden=voorbeeldland(), door=None)


def namen(rijen):
    return [rij.naam for rij in rijen]


def test_one_overheid_with_the_inhabitants_of_the_day(land):
    nu = selectors.overheid_op_code("GM9907", peildatum=dt.date(2026, 11, 21))
    assert (nu.naam, nu.soort_naam, nu.inwoners, nu.inwoners_jaar) == ("Duinrand", "Gemeente", 38420, 2026)
    assert (nu.provincie_code, nu.provincie_naam, nu.is_gr) == ("PV99", "Voorbeeldland", False)
    assert selectors.overheid_op_code("GM9907", peildatum=dt.date(2025, 6, 1)).inwoners_jaar == 2025
    assert selectors.overheid_op_code("GM9907", peildatum=dt.date(2020, 6, 1)).inwoners is None
    assert [rij.jaar for rij in selectors.inwonertallen(nu.id)] == [2025, 2026]
    assert selectors.overheid_op_code("GM0000") is None


def test_the_one_valid_on_the_day_goes_before_the_latest(land):
    provincie = Overheid.objects.get(code="PV99")
    for naam, van, tot in (("Oud", "2013-01-01", "2015-01-01"), ("Nieuw", "2020-01-01", None)):
        Overheid.objects.create(
            code="GM9950", soort="gemeente", naam=naam, provincie=provincie, geldig_van=van, geldig_tot=tot
        )
    assert selectors.overheid_op_code("GM9950", peildatum=dt.date(2014, 1, 1)).naam == "Oud"
    assert selectors.overheid_op_code("GM9950", peildatum=dt.date(2017, 1, 1)).naam == "Nieuw"


def test_filters(land, django_assert_num_queries):
    with django_assert_num_queries(1):
        alle = selectors.overheden(provincie="PV99")
    assert len(alle) == 49 == selectors.tel_overheden(provincie="PV99")
    assert namen(alle) == sorted(namen(alle), key=str.lower)
    assert len(selectors.overheden(soort="gr")) == 3
    assert namen(selectors.overheden(soort="provincie")) == ["Voorbeeldland"]
    assert namen(selectors.overheden(zoek="DUINr")) == ["Duinrand"]
    assert namen(selectors.overheden(zoek=" gm9907 ")) == ["Duinrand"]
    assert namen(selectors.overheden(soort="gemeente", vanaf=1, aantal=2)) == ["Bergmeer", "Brakwijk"]
    assert selectors.overheden(zoek="100%_\\'") == []
    assert selectors.overheden(provincie="PV98") == []


def test_accents_do_not_count_in_search_or_order(land):
    Overheid.objects.filter(code="GM9944").update(naam="Âarlo-Súd")
    assert namen(selectors.overheden(zoek="aarlo-sud", soort="gemeente")) == ["Âarlo-Súd"]
    assert namen(selectors.overheden(zoek="SÚD")) == ["Âarlo-Súd"]
    assert namen(selectors.overheden(soort="gemeente"))[:2] == ["Aarlo", "Âarlo-Súd"]


def test_ended_ones_only_on_request(land):
    Overheid.objects.filter(code="GM9901").update(geldig_tot=dt.date(2026, 1, 1))
    with klok_op(dt.date(2026, 6, 1)):
        assert "Aarlo" not in namen(selectors.overheden())
        assert "Aarlo" in namen(selectors.overheden(peildatum=dt.date(2025, 12, 31)))
        assert "Aarlo" in namen(selectors.overheden(ook_opgeheven=True))


def test_participants_on_a_day(land):
    regeling = Overheid.objects.get(code="GR9902")
    zeewijk = Overheid.objects.get(code="GM9942")
    assert len(selectors.deelnemers_op(regeling.pk, dt.date(2024, 12, 31))) == 12
    assert "Zeewijk" not in namen(selectors.deelnemers_op(regeling.pk, dt.date(2025, 1, 1)))
    assert selectors.deelnemers_op(regeling.pk, dt.date(2013, 12, 31)) == []
    assert namen(selectors.deelnames_op(zeewijk.pk, dt.date(2024, 1, 1))) == [
        "Omgevingsdienst Voorbeeldland",
        "Veiligheidsregio Duin en Polder",
    ]


def test_successors_and_predecessors(land):
    aarlo, bergmeer = Overheid.objects.filter(code__in=["GM9901", "GM9902"]).order_by("code")
    Opvolging.objects.create(
        voorganger=aarlo, opvolger=bergmeer, datum=dt.date(2027, 1, 1), soort="samenvoeging"
    )
    assert namen(selectors.opvolgers(aarlo.pk)) == ["Bergmeer"]
    assert namen(selectors.voorgangers(bergmeer.pk)) == ["Aarlo"]
    assert selectors.opvolgers(bergmeer.pk) == []


def test_participants_cost_one_query(land, django_assert_num_queries):
    regeling = Overheid.objects.get(code="GR9901")
    with django_assert_num_queries(1):
        assert len(selectors.deelnemers_op(regeling.pk, dt.date(2026, 1, 1))) == 45


def test_whole_predecessors_are_followed_back_to_the_first_and_not_past_a_split(land):
    a, b, c, d = (Overheid.objects.get(code=f"GM990{n}") for n in (1, 2, 3, 4))
    for oud, nieuw, jaar, gesplitst in ((a, b, 2024, False), (b, c, 2025, False), (d, c, 2025, True)):
        Opvolging.objects.create(
            voorganger=oud, opvolger=nieuw, datum=dt.date(jaar, 1, 1), soort="x", gesplitst=gesplitst
        )
    assert opvolging.gehele_voorgangers([c.pk, b.pk], dt.date(2026, 1, 1)) == {
        c.pk: [b.pk, a.pk],
        b.pk: [a.pk],
    }
    assert opvolging.gehele_voorgangers([c.pk], dt.date(2024, 6, 1)) == {c.pk: []}
    assert [s.gesplitst for s in opvolging.opvolgketen([c.pk], dt.date(2026, 1, 1))].count(True) == 1


def test_one_organisation_is_found_under_each_of_its_codes_and_never_with_a_merger(land):
    a, b, c, d = (Overheid.objects.get(code=f"GM990{n}") for n in (1, 2, 3, 4))
    for oud, nieuw, jaar, soort in (
        (a, b, 2024, NAAMSWIJZIGING),
        (b, c, 2025, NAAMSWIJZIGING),
        (d, c, 2025, "samenvoeging (nieuwe gemeente)"),
    ):
        Opvolging.objects.create(voorganger=oud, opvolger=nieuw, datum=dt.date(jaar, 1, 1), soort=soort)
    samen = sorted([a.pk, b.pk, c.pk])
    assert [opvolging.zelfde_overheid(o.pk) for o in (a, b, c, d)] == [samen, samen, samen, [d.pk]]
