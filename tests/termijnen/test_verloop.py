"""The end of a term is a function of the set of its events (ladder.md 1.9, finance.md 1.4)."""

import datetime as dt
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toezicht.core.termijnen import (
    Basis,
    Hervatting,
    Lengte,
    OngeldigeTermijn,
    Opschorting,
    Start,
    Stop,
    Verlenging,
    Weekendregel,
    bereken,
    bereken_einde,
)


def d(tekst):
    return dt.date.fromisoformat(tekst)


def start(op, lengte, basis=Basis.WET, **meer):
    return Start(d(op), basis, lengte, **meer)


def geschorst(sleutel, van, tot, grond="Awb 4:15"):
    return [Opschorting(sleutel, d(van), grond), Hervatting(sleutel, d(tot))]


@pytest.mark.parametrize(
    ("op", "lengte", "einde"),
    [
        ("2026-12-28", Lengte.weken(13), "2027-03-29"),  # second Easter day: 13 weeks never roll
        ("2027-02-27", Lengte.maanden(2), "2027-04-28"),  # Koningsdag
        ("2027-03-05", Lengte.maanden(2), "2027-05-10"),  # 5 May, Hemelvaart, a KB day, the weekend
        ("2026-04-02", Lengte.weken(6), "2026-05-18"),
        ("2026-12-17", Lengte.dagen(10), "2026-12-28"),  # Gw 273a
    ],
)
def test_without_more_events_it_is_the_plain_calculation(op, lengte, einde):
    uitkomst = bereken_einde([start(op, lengte)]).uitkomst
    assert uitkomst == bereken(d(op), lengte, Basis.WET)
    assert uitkomst.effectief_einde == d(einde)


def test_verdaging_counts_on_from_the_raw_end():
    """Langedijk: sent 26-11-2014, put off by letter of 16-2-2015, end 27-5-2015 (finance.md 1.4)."""
    verdaagd = Verlenging(d("2015-02-16"), Lengte.weken(13), "Awb 10:31, tweede lid")
    uitkomst = bereken_einde([start("2014-11-26", Lengte.weken(13)), verdaagd]).uitkomst
    assert uitkomst.effectief_einde == d("2015-05-27")
    assert "Verlengd met 13 weken (Awb 10:31, tweede lid) → woensdag 27 mei 2015" in uitkomst.stappen


def test_two_short_lengths_together_pass_the_bound_of_article_4():
    los = [start("2026-06-06", Lengte.weken(6))]
    samen = [*los, Verlenging(d("2026-06-10"), Lengte.weken(7), "reden")]
    assert bereken_einde(los).uitkomst.effectief_einde == d("2026-07-20")  # from Saturday to Monday
    assert bereken_einde(samen).uitkomst.effectief_einde == d("2026-09-05")  # a Saturday: 13 weeks
    gemengd = [start("2026-06-06", Lengte.maanden(2)), Verlenging(d("2026-06-10"), Lengte.dagen(29), "reden")]
    assert bereken_einde(gemengd).uitkomst.effectief_einde == d("2026-09-04")


def test_a_fixed_date_is_the_day_before_and_does_not_move_unless_policy_says_so():
    for regel, einde in ((Weekendregel.STRIKT, "2026-11-14"), (Weekendregel.VOLGENDE_WERKDAG, "2026-11-16")):
        begin = Start(d("2026-09-01"), Basis.WET, voor=d("2026-11-15"), weekendregel=regel)
        assert bereken_einde([begin]).uitkomst.effectief_einde == d(einde)
    nieuwjaar = Start(d("2026-09-01"), Basis.WET, voor=d("2027-01-01"))
    uitkomst = bereken_einde([nieuwjaar]).uitkomst
    assert uitkomst.effectief_einde == d("2026-12-31")
    assert "Vóór vrijdag 1 januari 2027: uiterlijk donderdag 31 december 2026, 23.59 uur" in uitkomst.stappen


def test_the_end_moves_by_the_days_really_suspended():
    basis = [start("2026-06-01", Lengte.weken(6))]
    assert bereken_einde(basis).uitkomst.ruw_einde == d("2026-07-13")
    einde = bereken_einde([*basis, *geschorst("a", "2026-06-10", "2026-06-20")])
    assert (einde.dagen_opgeschort, einde.uitkomst.ruw_einde) == (10, d("2026-07-23"))
    assert any(
        stap.startswith("Opgeschort van woensdag 10 juni 2026 tot zaterdag 20 juni 2026: 10 dagen (Awb 4:15)")
        for stap in einde.uitkomst.stappen
    )


def test_overlapping_suspensions_count_their_days_once_and_name_both_grounds():
    samen = [
        start("2026-06-01", Lengte.weken(6)),
        *geschorst("a", "2026-06-10", "2026-06-20", "Awb 4:15"),
        *geschorst("b", "2026-06-15", "2026-06-25", "dossier aangehouden"),
        *geschorst("c", "2026-06-12", "2026-06-13", "dossier aangehouden"),
    ]
    einde = bereken_einde(samen)
    assert (einde.dagen_opgeschort, einde.uitkomst.ruw_einde) == (15, d("2026-07-28"))
    assert any("(Awb 4:15; dossier aangehouden)" in stap for stap in einde.uitkomst.stappen)


def test_what_is_suspended_after_the_end_or_before_the_start_does_not_count():
    basis = [start("2026-06-01", Lengte.weken(6))]
    te_laat = bereken_einde([*basis, *geschorst("a", "2026-07-14", "2026-08-01")])
    assert te_laat.uitkomst.effectief_einde == d("2026-07-13")
    vroeg = bereken_einde([*basis, *geschorst("a", "2026-05-20", "2026-06-05")])
    assert vroeg.dagen_opgeschort == 3  # 2, 3 and 4 June: the first day of the term is the 2nd
    # A first suspension brings a second one within the term.
    ketting = [
        *basis,
        *geschorst("a", "2026-07-10", "2026-07-20"),
        *geschorst("b", "2026-07-22", "2026-07-24"),
    ]
    assert bereken_einde(ketting).dagen_opgeschort == 12


def test_a_suspension_in_the_added_days_never_ends_before_resuming():
    begin = start("2026-11-14", Lengte.weken(6))  # raw end Saturday 26 December, effective Monday the 28th
    einde = bereken_einde([begin, *geschorst("a", "2026-12-27", "2027-01-06")]).uitkomst
    assert einde.effectief_einde == d("2027-01-07")


def test_while_suspended_the_end_stands_and_says_so():
    einde = bereken_einde([start("2026-06-01", Lengte.weken(6)), Opschorting("a", d("2026-06-10"), "grond")])
    assert einde.staat_stil_sinds == d("2026-06-10")
    assert einde.uitkomst.effectief_einde == d("2026-07-13")
    assert einde.uitkomst.stappen[-1].startswith("De termijn staat stil sinds woensdag 10 juni 2026")


def test_a_stop_is_in_time_up_to_and_with_the_last_day():
    basis = start("2026-06-01", Lengte.weken(6))
    assert bereken_einde([basis]).op_tijd is None
    assert bereken_einde([basis, Stop(d("2026-07-13"), "besluit verzonden")]).op_tijd is True
    assert bereken_einde([basis, Stop(d("2026-07-14"), "besluit verzonden")]).op_tijd is False


@pytest.mark.parametrize(
    ("gebeurtenissen", "tekst"),
    [
        ([], "precies één begin"),
        ([start("2026-06-01", Lengte.weken(6))] * 2, "precies één begin"),
        ([start("2026-06-01", Lengte.weken(6)), Hervatting("x", d("2026-06-05"))], "niet opgeschort"),
        (
            [start("2026-06-01", Lengte.weken(6)), *geschorst("a", "2026-06-10", "2026-06-09")],
            "niet vóór de dag van opschorten",
        ),
        ([Start(d("2026-06-01"), Basis.WET, voor=d("2026-06-01"))], "vaste datum na het begin"),
        ([start("9999-12-01", Lengte.weken(6))], "kortere termijn"),
    ],
)
def test_a_set_that_makes_no_sense_is_refused(gebeurtenissen, tekst):
    with pytest.raises(OngeldigeTermijn, match=tekst):
        bereken_einde(gebeurtenissen)


def test_a_start_has_a_length_or_a_fixed_date():
    with pytest.raises(OngeldigeTermijn):
        Start(d("2026-06-01"), Basis.WET)
    with pytest.raises(OngeldigeTermijn):
        Start(d("2026-06-01"), Basis.WET, Lengte.weken(1), d("2026-07-01"))


DAG = st.integers(0, 120).map(lambda n: d("2026-03-01") + dt.timedelta(days=n))
LENGTE = st.one_of(
    st.builds(Lengte.dagen, st.integers(1, 120)),
    st.builds(Lengte.weken, st.integers(1, 14)),
    st.builds(Lengte.maanden, st.integers(1, 4)),
)


@st.composite
def verlopen(draw):
    """A start, and up to three suspensions (some not resumed), two extensions and a stop."""
    gebeurtenissen = [
        Start(draw(DAG), draw(st.sampled_from(Basis)), draw(LENGTE), overeenkomstig=draw(st.booleans()))
    ]
    for nummer in range(draw(st.integers(0, 3))):
        van = draw(DAG)
        gebeurtenissen.append(Opschorting(str(nummer), van, draw(st.sampled_from(["g1", "g2"]))))
        if draw(st.integers(0, 3)):
            gebeurtenissen.append(Hervatting(str(nummer), van + dt.timedelta(days=draw(st.integers(0, 30)))))
    verlengd = st.builds(Verlenging, DAG, LENGTE, st.sampled_from(["v1", "v2"]))
    gebeurtenissen += draw(st.lists(verlengd, max_size=2))
    if draw(st.booleans()):
        gebeurtenissen.append(Stop(draw(DAG), "klaar"))
    return gebeurtenissen


@given(verlopen(), st.randoms(use_true_random=False))
def test_any_order_of_the_same_events_gives_the_same_outcome(gebeurtenissen, toeval):
    verwacht = bereken_einde(gebeurtenissen)
    anders = list(gebeurtenissen)
    toeval.shuffle(anders)
    assert bereken_einde(anders) == verwacht
    assert bereken_einde(reversed(gebeurtenissen)) == verwacht


def test_all_orders_of_a_suspension_entered_late():
    gebeurtenissen = [
        start("2026-06-01", Lengte.weken(6)),
        *geschorst("laat", "2026-07-10", "2026-07-14"),
        *geschorst("vroeg", "2026-06-03", "2026-06-06"),
    ]
    uitkomsten = {bereken_einde(volgorde) for volgorde in permutations(gebeurtenissen)}
    assert len(uitkomsten) == 1
    assert uitkomsten.pop().dagen_opgeschort == 7


@given(verlopen())
def test_a_suspension_never_brings_the_end_forward_and_the_raw_end_moves_by_its_days(gebeurtenissen):
    zonder = [g for g in gebeurtenissen if not isinstance(g, Opschorting | Hervatting)]
    kaal, geschoven = bereken_einde(zonder), bereken_einde(gebeurtenissen)
    dagen = dt.timedelta(days=geschoven.dagen_opgeschort)
    extra = geschoven.uitkomst.ruw_einde - kaal.uitkomst.ruw_einde - dagen
    # Days the law had added count as run when the term is suspended in them.
    assert dt.timedelta(0) <= extra <= dt.timedelta(days=6 * 3)
    assert geschoven.uitkomst.effectief_einde >= kaal.uitkomst.effectief_einde
