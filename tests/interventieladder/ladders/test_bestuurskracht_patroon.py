"""Which rule of ladder.md 4.3 the counting signals meet: pure, without a database."""

import datetime as dt
from dataclasses import replace

import pytest

from interventieladder.beleid.soorten import Signaaldrempels
from interventieladder.bestuurskracht import Regel, vind_patroon
from interventieladder.vergaderkalender import Vergaderritme, eerstvolgende, haalbaarheid
from signalen.selectors.bestuurskracht import Tellend

PEIL = dt.date(2026, 10, 5)
DREMPELS = Signaaldrempels(licht_aantal=3, licht_maanden=12, licht_domeinen=2, zwaar_aantal=1)


def s(letter="a", ernst="licht", dagen=30, nummer=1):
    feit = PEIL - dt.timedelta(days=dagen)
    return Tellend(
        nummer, f"S-{nummer}", "x", 1, "GM9901", letter, ernst, feit, feit + dt.timedelta(days=3), None, 80
    )


@pytest.mark.parametrize(
    ("signalen", "t3b", "regel", "niveau"),
    [
        ([], False, Regel.GEEN, "teamleider"),
        ([s()], False, Regel.VOLGEN, "teamleider"),
        ([s("a"), s("b")], False, Regel.VOLGEN, "teamleider"),
        ([s("a"), s("b"), s("b")], False, Regel.PATROON, "teamleider"),
        ([s("a", dagen=300), s("a", dagen=280), s("a", dagen=290)], False, Regel.VOLGEN, "teamleider"),
        ([s("a", dagen=10), s("a", dagen=20)], False, Regel.PATROON, "teamleider"),
        ([s("a", dagen=10), s("a", dagen=300)], False, Regel.VOLGEN, "teamleider"),
        ([s("a"), s("b"), s("c", dagen=366)], False, Regel.VOLGEN, "teamleider"),
        ([s("a"), s("b"), s("c", dagen=364)], False, Regel.PATROON, "teamleider"),
        ([s(ernst="zwaar")], False, Regel.ZWAAR, "gedeputeerde"),
        ([s(ernst="zwaar", dagen=600)], False, Regel.ZWAAR, "gedeputeerde"),
        ([s(ernst="zwaar"), s(ernst="zwaar")], False, Regel.GS, "gs"),
        ([s(ernst="zwaar")], True, Regel.GS, "gs"),
        ([s("a"), s("b"), s("c")], True, Regel.PATROON, "teamleider"),
    ],
)
def test_the_table_of_thresholds(signalen, t3b, regel, niveau):
    gevonden = vind_patroon(signalen, PEIL, DREMPELS, vanaf_t3b=t3b)
    assert (gevonden.regel, gevonden.niveau) == (regel, niveau)
    assert gevonden.zin.endswith(".")


def test_a_pattern_asks_a_situatieschets_within_four_weeks_of_the_last_signal():
    gevonden = vind_patroon([s("a", dagen=40), s("b", dagen=30), s("c", dagen=20)], PEIL, DREMPELS)
    assert gevonden.sinds == PEIL - dt.timedelta(days=17)
    assert gevonden.uiterlijk == gevonden.sinds + dt.timedelta(weeks=4)


def test_a_heavy_signal_asks_a_weighing_within_two_weeks():
    gevonden = vind_patroon([s(ernst="zwaar", dagen=10)], PEIL, DREMPELS)
    assert gevonden.uiterlijk == PEIL - dt.timedelta(days=7) + dt.timedelta(weeks=2)


def test_two_heavy_ones_go_to_the_next_meeting_whose_papers_are_still_open():
    gevonden = vind_patroon([s(ernst="zwaar"), s(ernst="zwaar")], PEIL, DREMPELS)
    assert gevonden.uiterlijk == dt.date(2026, 10, 13)  # Tuesday; papers close 8 days before, today


def test_other_thresholds_of_a_province_give_another_rule():
    drie = [s("a"), s("b"), s("c")]
    assert vind_patroon(drie, PEIL, replace(DREMPELS, licht_aantal=4, zelfde_as=9)).regel == Regel.VOLGEN


# -- meetings that still fit -------------------------------------------------------------------------


def test_the_meetings_within_the_ten_days_and_when_their_papers_close():
    h = haalbaarheid(bekend=dt.date(2026, 12, 14), einde=dt.date(2026, 12, 24), vandaag=dt.date(2026, 12, 14))
    assert [(k.vergadering.day, k.indienen_tot.day, k.gemist) for k in h.kansen] == [
        (15, 7, True),
        (22, 14, False),
    ]
    assert (h.gewoon_kan, h.spoed, h.voorbij, h.indienen_tot, h.dagen) == (
        True,
        False,
        False,
        dt.date(2026, 12, 14),
        10,
    )


def test_a_day_later_only_the_urgent_procedure_is_left_and_after_the_end_nothing():
    kwargs = {"bekend": dt.date(2026, 12, 14), "einde": dt.date(2026, 12, 24)}
    later = haalbaarheid(**kwargs, vandaag=dt.date(2026, 12, 15))
    assert (later.gewoon_kan, later.spoed, later.voorbij) == (False, True, False)
    op_de_dag = haalbaarheid(**kwargs, vandaag=dt.date(2026, 12, 24))
    assert (op_de_dag.spoed, op_de_dag.dagen) == (True, 0)
    na = haalbaarheid(**kwargs, vandaag=dt.date(2026, 12, 25))
    assert (na.spoed, na.voorbij) == (False, True)


def test_another_rhythm_gives_other_meetings():
    h = haalbaarheid(
        bekend=dt.date(2026, 12, 14),
        einde=dt.date(2026, 12, 24),
        vandaag=dt.date(2026, 12, 14),
        ritme=Vergaderritme(weekdag=3, indiendagen=2),
    )
    assert [(k.vergadering.day, k.indienen_tot.day) for k in h.kansen] == [(17, 15), (24, 22)]


@pytest.mark.parametrize(("dag", "vergadering"), [(5, 13), (6, 20), (12, 20), (13, 27)])
def test_the_next_meeting_is_the_first_whose_papers_are_open(dag, vergadering):
    assert eerstvolgende(dt.date(2026, 10, dag)).vergadering == dt.date(2026, 10, vergadering)
