"""From figures to a proposal for a rung: every line of ladder.md 2.1.4, as a pure function."""

import datetime as dt
from dataclasses import replace

import pytest

from interventieladder.beleid import lees, meegeleverd
from interventieladder.selectors.tredevoorstel import (
    Plek,
    Uitkomst,
    Verschoning,
    boven_drempel,
    stel_trede_voor,
)
from signalen.cijfers.huisvesting.boekhouding import boek
from signalen.cijfers.huisvesting.perioden import Periode
from signalen.selectors.huisvestingstanden import Halfjaarstand, Herkomst, Meting, Taak, Verloop

VAN = Herkomst("COA", 1, "noor", "rik", None)
EERSTE = Periode(2024, 1)
VANDAAG = dt.date(2026, 7, 20)
BELEID = lees(meegeleverd()["2026-1"])


def verloop(*halfjaren, begin=0, eerste=EERSTE, tussen=None):
    """Half-years (task, housed), carried on; `tussen` is a running half-year (task, housed so far)."""
    standen, saldo, periode = [], begin, eerste
    for nummer, (taak, gehuisvest) in enumerate([*halfjaren, *([tussen] if tussen else [])]):
        lopend = nummer == len(halfjaren)
        op = periode.begin + dt.timedelta(days=92) if lopend else periode.peildatum
        boeking = boek(
            periode=periode, taakstelling=taak, herverdeling=0, saldo_begin=saldo, gehuisvest=gehuisvest
        )
        meting = Meting(op, gehuisvest, "", geldt=True, herkomst=VAN)
        taakbeeld = Taak(taak, taak, None, None, None, VAN)
        standen.append(Halfjaarstand(boeking, taakbeeld, "", None, False, (), (), (meting,)))
        saldo, periode = boeking.saldo_eind, periode.volgende
    return Verloop(1, tuple(standen))


def voorstel(verloop_, trede="", *, sinds=None, einde=None, gronden=(), beleid=BELEID, vandaag=VANDAAG):
    return stel_trede_voor(
        verloop_, beleid=beleid, plek=Plek(trede, sinds, einde), verschoningen=gronden, vandaag=vandaag
    )


@pytest.mark.parametrize(
    ("taak", "gehuisvest", "boven"),
    [
        (20, 17, False),  # 3 persons: not more than 3
        (20, 16, True),  # 4 persons and 20 %
        (40, 36, False),  # 4 persons, but exactly 10 %
        (39, 35, True),  # 4 persons and a little over 10 %
        (100, 90, False),
        (100, 89, True),
    ],
)
def test_the_threshold_is_the_larger_of_persons_and_per_cent(taak, gehuisvest, boven):
    stand = verloop((taak, gehuisvest)).standen[0]
    assert boven_drempel(stand.boeking, BELEID) is boven


def test_no_figures_no_proposal():
    uit = voorstel(Verloop(1, ()), "t2")
    assert (uit.uitkomst, uit.trede) == (Uitkomst.GEEN_CIJFERS, "t2")


@pytest.mark.parametrize(
    ("halfjaren", "trede"),
    [
        ([(20, 14)], "t2"),
        ([(20, 14), (20, 20)], "t3a"),
        ([(20, 14), (20, 20), (20, 20)], "t3b"),
        ([(20, 14), (20, 20), (20, 20), (20, 20)], "t4"),
        ([(20, 14), (20, 20), (20, 20), (20, 20), (20, 20)], "t4"),
        ([(20, 14), (20, 26), (20, 14)], "t2"),  # made up in between: counted anew
        ([(20, 20), (20, 9)], "t3b"),  # more than half of the task at once
        ([(20, 20), (20, 10)], "t2"),  # exactly half is not more than half
    ],
)
def test_the_rung_follows_from_half_years_in_a_row_and_size(halfjaren, trede):
    uit = voorstel(verloop(*halfjaren))
    assert (uit.uitkomst, uit.trede) == (Uitkomst.HOGER, trede)
    assert uit.beleid == BELEID.versie


def test_a_backlog_under_the_threshold_leaves_the_rung():
    assert voorstel(verloop((20, 18))).uitkomst is Uitkomst.ONDER_DREMPEL
    uit = voorstel(verloop((20, 18)), "t3a")
    assert (uit.uitkomst, uit.trede) == (Uitkomst.ONDER_DREMPEL, "t3a")


def test_never_lower_than_where_the_dossier_stands():
    uit = voorstel(verloop((20, 14)), "t3b")
    assert (uit.uitkomst, uit.trede) == (Uitkomst.GELIJK, "t3b")


def test_a_balance_of_nothing_goes_back_to_t0_with_one_more_measurement():
    uit = voorstel(verloop((20, 14), (20, 26)), "t3a")
    assert (uit.uitkomst, uit.trede) == (Uitkomst.VOLDAAN, "")
    assert uit.nazorg_op == Periode(2025, 1).peildatum
    assert voorstel(verloop((20, 26))).nazorg_op is None
    lopend = voorstel(verloop((20, 26), tussen=(20, 4)), "t3a")
    assert (lopend.uitkomst, lopend.periode) == (Uitkomst.VOLDAAN, Periode(2024, 1)), (
        "the new task is not due yet"
    )


def test_early_compliance_within_the_half_year():
    uit = voorstel(verloop((20, 14), tussen=(20, 26)), "t4")
    assert (uit.uitkomst, uit.trede) == (Uitkomst.VOLDAAN, "")
    assert "al tijdens het tweede halfjaar 2024" in uit.waarom
    assert "Wat besloten is blijft in het dossier staan" in uit.waarom
    assert uit.nazorg_op == Periode(2024, 2).peildatum


def test_a_measurement_within_the_half_year_never_raises():
    """The task of the running half-year is not due yet."""
    assert voorstel(verloop((20, 18), tussen=(20, 0)), "").uitkomst is Uitkomst.ONDER_DREMPEL
    assert voorstel(verloop(tussen=(20, 0))).uitkomst is Uitkomst.GELIJK


def test_a_backlog_made_up_within_the_half_year_is_shown_and_the_peildatum_decides():
    uit = voorstel(verloop((20, 14), tussen=(20, 6)), "t1")
    assert (uit.uitkomst, uit.trede) == (Uitkomst.HOGER, "t2")
    regel = next(r for r in uit.regels if r.naam.startswith("Achterstand ingehaald"))
    assert (regel.waar, regel.invoer) == (True, "6 gehuisvest, begonnen met 6 achterstand")
    nog_niet = voorstel(verloop((20, 14), tussen=(20, 5)), "t1").regels[-1]
    assert not nog_niet.waar


@pytest.mark.parametrize(("nu", "uitkomst"), [(45, Uitkomst.DALING), (46, Uitkomst.HOGER)])
def test_a_backlog_that_falls_by_a_quarter_holds_the_rung(nu, uitkomst):
    """60 behind, then 45 (a quarter less) or 46."""
    uit = voorstel(verloop((100, 40), (60, 120 - nu)), "t2")
    assert uit.uitkomst is uitkomst
    assert uit.trede == ("t2" if uitkomst is Uitkomst.DALING else "t3b")
    assert uit.pauze is (uitkomst is Uitkomst.DALING)


def test_a_falling_backlog_without_a_dossier_asks_a_phone_call():
    uit = voorstel(verloop((100, 40), (60, 75)))
    assert (uit.uitkomst, uit.trede) == (Uitkomst.DALING, "t1")


def grond(periode, trede="t4"):
    return Verschoning(periode, trede, "Concrete projecten met opleverdata", dt.date(2026, 7, 10))


def test_a_granted_ground_holds_for_its_own_half_year():
    uit = voorstel(verloop((20, 14), (20, 20)), "t2", gronden=[grond(Periode(2024, 2))])
    assert (uit.uitkomst, uit.trede, uit.zonder) == (Uitkomst.VERSCHOONBAAR, "t2", "t3a")
    assert uit.in_woorden == "voldoet niet, doch verschoonbaar"
    assert "Toegekende grond: concrete projecten met opleverdata" in uit.waarom
    eerder = voorstel(verloop((20, 14), (20, 20)), "t2", gronden=[grond(Periode(2024, 1))])
    assert eerder.uitkomst is Uitkomst.HOGER


def test_a_ground_decided_for_a_lower_rung_does_not_keep_off_a_higher_one():
    uit = voorstel(verloop((20, 14), (20, 20)), "t2", gronden=[grond(Periode(2024, 2), "t2")])
    assert (uit.uitkomst, uit.trede) == (Uitkomst.HOGER, "t3a")


def test_t5_after_a_missed_term_of_t4():
    reeks = verloop((20, 14), (20, 20), (20, 20), (20, 20), (20, 20))
    gemeten = reeks.standen[-1].periode.peildatum
    sinds, einde = gemeten - dt.timedelta(days=120), gemeten
    na = einde + dt.timedelta(days=1)
    assert voorstel(reeks, "t4", sinds=sinds, einde=einde, vandaag=na).trede == "t5"
    assert voorstel(reeks, "t4", sinds=sinds, einde=einde, vandaag=einde).uitkomst is Uitkomst.GELIJK
    assert voorstel(reeks, "t4", sinds=sinds, einde=None, vandaag=na).uitkomst is Uitkomst.GELIJK
    assert voorstel(reeks, "t4", sinds=na, einde=na, vandaag=na).uitkomst is Uitkomst.GELIJK
    assert voorstel(reeks, "t5", sinds=sinds, einde=einde, vandaag=na).trede == "t6"


def test_coulance_on_t4_when_the_backlog_falls():
    """Zuid-Holland prolonged step 4 for municipalities that tried and were nearly there."""
    reeks = verloop((40, 10), (20, 20), (20, 20), (20, 20), (20, 30))
    gemeten = reeks.standen[-1].periode.peildatum
    uit = voorstel(
        reeks,
        "t4",
        sinds=gemeten - dt.timedelta(days=120),
        einde=gemeten,
        vandaag=gemeten + dt.timedelta(days=9),
    )
    assert (uit.uitkomst, uit.trede, uit.zonder) == (Uitkomst.DALING, "t4", "t5")


def test_thresholds_come_from_the_policy():
    streng = replace(BELEID, huisvesting=replace(BELEID.huisvesting, opeenvolgend_t4=2, drempel_personen=0))
    assert voorstel(verloop((20, 14), (20, 20)), beleid=streng).trede == "t4"
    ruim = replace(BELEID, huisvesting=replace(BELEID.huisvesting, drempel_personen=10))
    assert voorstel(verloop((20, 14)), beleid=ruim).uitkomst is Uitkomst.ONDER_DREMPEL


def test_every_proposal_shows_the_rules_with_their_figures():
    uit = voorstel(verloop((20, 14), (20, 20)), "t2")
    assert [(r.naam, r.invoer, r.drempel, r.waar) for r in uit.regels] == [
        (
            "Achterstand boven de drempel",
            "6 bij een taak van 20 (tweede halfjaar 2024)",
            "meer dan 3 personen en meer dan 10% van de taak",
            True,
        ),
        ("Halfjaren op rij boven de drempel", "2", "2: T3a, 3: T3b, 4: T4", True),
        ("Forse achterstand", "6 van 20", "meer dan 50% van de taak: T3b", False),
        ("Achterstand daalt sterk", "van 6 naar 6", "een daling van 25% of meer", False),
    ]
