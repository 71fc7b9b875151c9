"""The law's sum, the book-keeping and the half-year, as pure functions. Names and places are invented."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signalen.cijfers.huisvesting.boekhouding import boek
from signalen.cijfers.huisvesting.perioden import Periode, periode, periode_op
from signalen.cijfers.huisvesting.taakstelling import bereken_taakstelling, controleer_som

H1 = Periode(2026, 1)


def halfjaar(taakstelling, gehuisvest, *, begin=0, herverdeling=0):
    return boek(
        periode=H1,
        taakstelling=taakstelling,
        herverdeling=herverdeling,
        saldo_begin=begin,
        gehuisvest=gehuisvest,
    )


def test_the_example_of_the_law_is_rounded_up():
    assert bereken_taakstelling(10_000, 36_500, 18_000_000) == 21  # 20,28


def test_an_exact_outcome_is_not_moved_up():
    assert bereken_taakstelling(10_000, 36_000, 18_000_000) == 20
    assert bereken_taakstelling(10_000, 0, 18_000_000) == 0


def test_floating_point_would_have_given_one_too_many():
    """3 × 1/3 in floats may land above the whole number; whole numbers do not."""
    assert bereken_taakstelling(49, 1_000_000, 49_000_000) == 1
    assert bereken_taakstelling(10**15, 3, 3 * 10**15) == 1


def test_without_a_country_there_is_no_sum():
    with pytest.raises(ValueError, match="Nederland"):
        bereken_taakstelling(10, 10, 0)


@given(st.integers(0, 60_000), st.integers(0, 1_000_000), st.integers(1, 20_000_000))
def test_rounding_up_adds_less_than_one(vg, inwoners, nederland):
    uit = bereken_taakstelling(vg, inwoners, nederland)
    assert 0 <= uit * nederland - vg * inwoners < nederland


@given(st.integers(1, 60_000), st.lists(st.integers(1, 900_000), min_size=1, max_size=60))
def test_what_the_law_gives_passes_the_sum_check(vg, inwoners):
    nederland = 18_000_000
    rijen = [(bereken_taakstelling(vg, aantal, nederland), aantal) for aantal in inwoners]
    assert controleer_som(vg=vg, nederland=nederland, rijen=rijen).klopt


def test_a_sum_beside_the_share_is_found_and_said():
    goed = controleer_som(vg=10_000, nederland=18_000_000, rijen=[(21, 36_500), (20, 36_000)])
    te_hoog = controleer_som(vg=10_000, nederland=18_000_000, rijen=[(21, 36_500), (22, 36_000)])
    te_laag = controleer_som(vg=10_000, nederland=18_000_000, rijen=[(20, 36_500), (20, 36_000)])
    assert (goed.laagste, goed.hoogste, goed.klopt) == (41, 42, True)
    assert not te_hoog.klopt
    assert not te_laag.klopt
    assert te_laag.uitleg == (
        "De som van 2 taakstellingen is 40; naar het landelijke aandeel hoort die tussen 41 en 42 te liggen: "
        "dat klopt niet."
    )


# -- the book-keeping: checks with figures of real half-years, names invented (ladder.md 2.1.2) ------------


def test_a_backlog_is_added_to_the_task():
    """206 behind and a task of 266: 472 to be housed by the peildatum."""
    uit = halfjaar(266, 300, begin=206)
    assert (uit.achterstand_begin, uit.voorsprong_begin, uit.opgave_totaal) == (206, 0, 472)
    assert (uit.saldo_eind, uit.achterstand, uit.voorsprong) == (172, 172, 0)


def test_ninety_two_of_a_hundred_ninety_four():
    uit = halfjaar(194, 92)
    assert uit.saldo_eind == 102
    assert uit.pct_getoond == Decimal("47.4")
    assert uit.realisatie_pct == Decimal(9200) / Decimal(194)


def test_thirty_seven_of_forty_eight():
    uit = halfjaar(48, 37)
    assert (uit.achterstand, uit.pct_getoond) == (11, Decimal("77.1"))


def test_a_lead_is_carried_and_taken_off():
    uit = halfjaar(20, 5, begin=-8)
    assert (uit.voorsprong_begin, uit.opgave_totaal, uit.saldo_eind) == (8, 12, 7)


def test_redistribution_moves_the_task():
    assert halfjaar(20, 0, herverdeling=-6).opgave_totaal == 14
    assert halfjaar(20, 0, herverdeling=6).opgave_totaal == 26


def test_with_nothing_to_do_it_is_a_hundred_per_cent():
    assert halfjaar(10, 0, begin=-10).realisatie_pct == Decimal(100)
    assert halfjaar(10, 3, begin=-14).realisatie_pct == Decimal(100)
    assert halfjaar(10, 3, begin=-14).saldo_eind == -7


def test_the_calculation_shows_every_step():
    stappen = halfjaar(20, 15, begin=4, herverdeling=-3).stappen
    assert [(s.naam, s.som, s.uitkomst) for s in stappen] == [
        ("Taak na herverdeling", "taakstelling 20 − 3 herverdeling", Decimal(17)),
        ("Opgave totaal", "17 + 4 achterstand uit het vorige halfjaar", Decimal(21)),
        ("Saldo aan het eind: achterstand", "21 − 15 gehuisvest", Decimal(6)),
        ("Realisatie", "15 ÷ 21 × 100", Decimal("71.4")),
    ]


def test_negative_figures_are_refused():
    with pytest.raises(ValueError, match="negatief"):
        halfjaar(-1, 0)
    with pytest.raises(ValueError, match="negatief"):
        halfjaar(1, -1)


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=1, max_size=12))
def test_carried_on_the_balance_is_all_tasks_less_all_housed(halfjaren):
    saldo = 0
    for taakstelling, gehuisvest in halfjaren:
        saldo = halfjaar(taakstelling, gehuisvest, begin=saldo).saldo_eind
    assert saldo == sum(t for t, _ in halfjaren) - sum(g for _, g in halfjaren)


# -- the half-year -------------------------------------------------------------------------------------


def test_half_years_follow_each_other():
    assert Periode(2025, 2).volgende == Periode(2026, 1)
    assert Periode(2026, 1).vorige == Periode(2025, 2)
    assert Periode(2025, 2) < Periode(2026, 1)


@pytest.mark.parametrize(
    ("code", "begin", "peildatum", "uiterlijk"),
    [
        ("2026-1", dt.date(2026, 1, 1), dt.date(2026, 7, 1), dt.date(2025, 10, 2)),
        ("2026-2", dt.date(2026, 7, 1), dt.date(2027, 1, 1), dt.date(2026, 4, 1)),
    ],
)
def test_a_half_year_knows_its_days(code, begin, peildatum, uiterlijk):
    gevonden = periode(code)
    assert (gevonden.begin, gevonden.peildatum, gevonden.publiceren_voor) == (begin, peildatum, uiterlijk)
    assert gevonden.inwonersjaar == 2025
    assert gevonden.bevat_peildatum(peildatum)
    assert not gevonden.bevat_peildatum(begin)


@pytest.mark.parametrize("fout", ["2026", "2026-3", "2026-0", "26-1", "2026-1 x", "", "1826-1"])
def test_what_is_no_half_year_is_none(fout):
    assert periode(fout) is None


def test_the_half_year_of_a_day():
    assert periode_op(dt.date(2026, 6, 30)) == Periode(2026, 1)
    assert periode_op(dt.date(2026, 7, 1)).naam == "tweede halfjaar 2026"
