"""1 January: automatic, logged, idempotent, caught up after downtime, warned of long before (finance.md 0.1)."""

import threading
from contextlib import suppress

import pytest
from django.db import connection

from interventieladder.models import Termijn
from interventieladder.selectors.begrotingsjaren import regime_van
from interventieladder.selectors.werk import werk_voor
from interventieladder.services import klok as klokdienst
from interventieladder.services.klok import draai_klok
from interventieladder.services.regimebewaking import (
    bewaak,
    controle_begrotingsjaren,
    rappelleer,
    waarschuw,
    waarschuwingsdagen,
)
from interventieladder.standen.begrotingsregime import VOOR_REGIME
from tests.interventieladder.bouw import maak_mensen
from tests.interventieladder.ladders import begroting as bg
from tests.interventieladder.ladders.kit import dag, feit
from toezicht.core import clock, logboek
from toezicht.core.clock import klok_op
from toezicht.core.models import Bericht, Logboekregel

pytestmark = pytest.mark.django_db


def op_dag(tekst):
    return klok_op(dag(tekst))


def berichten(wie, woord):
    return list(Bericht.objects.filter(ontvanger=wie, onderwerp__contains=woord).order_by("pk"))


@pytest.mark.parametrize("stand", [s.value for s in VOOR_REGIME])
def test_every_state_without_regime_becomes_repressief_by_law(stand):
    with op_dag("2026-11-20"):
        b = bg.in_stand(stand)
    with op_dag("2026-12-31"):
        assert draai_klok() == 0
    with op_dag("2027-01-01"):
        assert draai_klok() == 1
    assert b.vers().stand == "repressief"
    assert bg.jaar_van(b).van_rechtswege


def test_after_downtime_over_new_year_the_law_keeps_its_day_and_the_log_its_moment():
    with op_dag("2026-12-28"):
        b = bg.in_stand("concept")
        draai_klok()
    with op_dag("2027-01-06"):
        assert (
            regime_van(b.dossier.overheid_id, 2027).juridisch_regime == "repressief"
        )  # before it was recorded
        assert draai_klok() == 1
        assert draai_klok() == 0
        nu = clock.nu()
    regel = Logboekregel.objects.get(handeling="repressief_van_rechtswege")
    assert (regel.gebeurd_op, clock.lokaal(regel.vastgelegd_op).date()) == (
        dag("2027-01-01"),
        dag("2027-01-06"),
    )
    jaar = bg.jaar_van(b)
    assert (jaar.regimegrond, jaar.vastgelegd_op, jaar.verzonden_op) == ("rechtswege", nu, None)
    verblijven = list(b.dossier.stappen.order_by("volgnummer"))
    assert verblijven[-1].van == dag("2027-01-01")
    assert regime_van(b.dossier.overheid_id, 2027, dag("2027-01-03"))[:3] == (
        "repressief",
        "normaal",
        dag("2027-01-01"),
    )
    assert logboek.controleer().in_orde


def test_a_state_that_moved_on_in_january_still_carries_the_day_of_the_law():
    with op_dag("2026-12-28"):
        b = bg.in_stand("wacht")
        bg.zend_in(b, "2026-12-20")
    with op_dag("2027-01-03"):
        b.dossier = b.vers()
        from tests.interventieladder.ladders.kit import stap

        assert stap(b, "ontvang_begroting") == "ontvangen"
    with op_dag("2027-01-06"):
        draai_klok()
    assert Logboekregel.objects.get(handeling="repressief_van_rechtswege").gebeurd_op == dag("2027-01-01")
    assert regime_van(b.dossier.overheid_id, 2027, dag("2027-01-02")).sinds == dag("2027-01-01")


def test_the_regime_ends_by_itself_and_two_years_of_downtime_are_caught_up():
    with op_dag("2026-11-20"):
        b = bg.in_stand("wacht")
    with op_dag("2028-02-01"):
        assert draai_klok() == 2
    dossier = b.vers()
    assert (dossier.stand, dossier.gesloten_op) == ("verlopen", dag("2028-01-01"))
    assert not Termijn.objects.filter(dossier=dossier, status="loopt").exists()
    assert regime_van(dossier.overheid_id, 2027, dag("2028-02-01")).verlopen


def test_the_incident_is_told_and_asks_a_report():
    with op_dag("2026-11-20"):
        b = bg.in_stand("concept")
    with op_dag("2027-01-01"):
        draai_klok()
        for wie in (b.mensen.opsteller, b.mensen.coordinator, b.mensen.teamleider):
            assert len(berichten(wie, "incident")) == 1
        feit(b, "incident", oorzaak="Vergadering viel uit.", maatregel="Reservevergadering.")


def test_what_was_sent_in_time_and_registered_after_the_clock_still_counts():
    with op_dag("2026-12-15"):
        b = bg.in_stand("voorstel_gs")
        bg.beoordeeld(b, -9, -9, -9, -9, conclusie="preventief_lid1", aannemelijk="nee")
        voorstel = bg.besloten(b, "stel_preventief_lid1_vast")
    with op_dag("2027-01-05"):
        draai_klok()
        assert b.vers().stand == "repressief"
        assert bg.verstuur(b, voorstel, dag("2026-12-30")) == "preventief_lid1"
    assert regime_van(b.dossier.overheid_id, 2027, dag("2027-01-02"))[:3] == (
        "preventief",
        "normaal",
        dag("2027-01-01"),
    )
    jaar = bg.jaar_van(b)
    assert (jaar.regimegrond, jaar.verzonden_op) == ("lid1", dag("2026-12-30"))


# -- two ticks at once -------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_ticks_at_once_take_the_step_once(monkeypatch):
    with op_dag("2026-12-28"):
        b = bg.in_stand("concept")
    gelezen, echt = threading.Barrier(2), klokdienst.verplaats

    def wacht_op_de_ander(*args, **kwargs):
        with suppress(threading.BrokenBarrierError):
            gelezen.wait(timeout=1)
        return echt(*args, **kwargs)

    monkeypatch.setattr(klokdienst, "verplaats", wacht_op_de_ander)
    uit = []

    def tik():
        try:
            with op_dag("2027-01-01"):
                uit.append(draai_klok())
        finally:
            connection.close()

    draden = [threading.Thread(target=tik, daemon=True) for _ in range(2)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=30)
    assert sorted(uit) == [0, 1]
    assert b.dossier.stappen.filter(overgang="repressief_van_rechtswege").count() == 1
    assert Logboekregel.objects.filter(handeling="regime_vastgesteld").count() == 1


# -- warnings ----------------------------------------------------------------------------------------


def test_the_days_of_warning_follow_from_policy_the_last_meeting_and_new_year():
    assert waarschuwingsdagen(2027, dag("2026-12-22")) == [
        dag(d)
        for d in (
            *("2026-11-01", "2026-12-01", "2026-12-08", "2026-12-15", "2026-12-18", "2026-12-19"),
            *("2026-12-21", "2026-12-25", "2026-12-29", "2026-12-31"),
        )
    ]


def test_one_message_per_person_and_day_with_all_that_is_open():
    mensen = maak_mensen()
    with op_dag("2026-10-20"):
        een, twee = bg.in_stand("wacht", mensen=mensen), bg.in_stand("concept", mensen=mensen)
        klaar = bg.in_stand("repressief", mensen=mensen)
        assert waarschuw() == 0
    with op_dag("2026-12-01"):
        assert waarschuw() == 2  # behandelaar and coördinator
        assert waarschuw() == 0
        bericht = berichten(mensen.opsteller, "Begroting 2027")[0]
        assert een.dossier.overheid.naam in bericht.tekst
        assert twee.dossier.overheid.naam in bericht.tekst
        assert klaar.dossier.nummer not in bericht.tekst
        assert "dinsdag 22 december 2026" in bericht.tekst
        assert "nog 30 dagen, 2 zonder besluit" in bericht.onderwerp
        assert not berichten(mensen.secretariaat, "Begroting")
    with op_dag("2026-12-15"):
        assert waarschuw() == 4  # near the last meeting the teamleider and the secretariaat too
    with op_dag("2026-12-29"):
        waarschuw()
        assert "is geweest" in berichten(mensen.opsteller, "nog 2 dagen")[0].tekst


def test_a_warning_missed_in_downtime_goes_out_late_but_not_after_a_week():
    with op_dag("2026-10-20"):
        bg.in_stand("wacht")
    with op_dag("2026-11-06"):
        assert waarschuw() == 2
    with op_dag("2026-11-20"):
        assert waarschuw() == 0


def test_a_budget_that_was_not_sent_asks_a_rappel_at_once_and_once():
    with op_dag("2026-11-01"):
        b, gekomen = bg.geopend(), bg.geopend()
        bg.zend_in(gekomen, "2026-10-30")
    with op_dag("2026-11-14"):
        assert rappelleer() == 0
    with op_dag("2026-11-15"):
        assert rappelleer() == 1
        assert rappelleer() == 0
        assert any("rappel" in f"{w.onderwerp} {w.waarom}".lower() for w in werk_voor(b.mensen.opsteller))
        bg.brief(b, "rappel")
        assert b.vers().feiten.termijn("rappel_begroting") is None
    with op_dag("2026-11-20"):
        assert rappelleer() == 0


def test_a_budget_that_turns_out_to_be_sent_in_time_needs_no_rappel():
    with op_dag("2026-11-01"):
        b = bg.geopend()
    with op_dag("2026-11-17"):
        assert rappelleer() == 1
        bg.zend_in(b, "2026-11-13")  # recorded late; the rappel counts from the 14th
        termijn = b.vers().feiten.laatste_termijn("rappel_begroting")
        assert (termijn.status, termijn.gestopt_op) == ("gestopt", termijn.start)


def test_the_health_page_says_when_nobody_can_act_or_the_clock_stands_still():
    with op_dag("2026-12-01"):
        b = bg.in_stand("concept")
        assert controle_begrotingsjaren()[0]
        b.mensen.opsteller.is_active = False
        b.mensen.opsteller.save()
        goed, tekst = controle_begrotingsjaren()
        assert not goed
        assert b.dossier.nummer in tekst
    with op_dag("2027-01-03"):
        assert "niet gezet" in controle_begrotingsjaren()[1]
        draai_klok()
        assert controle_begrotingsjaren()[0]


def test_the_sweep_does_all_of_it():
    with op_dag("2026-11-01"):
        bg.geopend()
    with op_dag("2026-11-15"):
        assert bewaak() == 1
