"""Schedules: each period exactly once, whatever the clock, the beat or the machine does."""

import datetime as dt

import pytest

from reports import services, tekenen
from reports.models import Rapport, Rapportstatus, Rondestatus, Schema, Schemaronde
from reports.perioden import Moment, Ritme, lees_periode, periode_rond, volgende
from reports.services import rapporten as dienst
from reports.services import rondes
from tests.factories import CoordinatorFactory, GedeputeerdeFactory, ToezichthouderFactory, UserFactory
from tests.reports.wereld import maak_overheden
from toezicht.core import clock
from toezicht.core.fouten import GeenRecht, Weigering

UTC = dt.UTC


def leg_vast(**kw):
    waarden = {
        "naam": "Dashboard",
        "soort": "kwartaaldashboard",
        "ritme": "dag",
        "tijd": dt.time(2, 30),
        "van": dt.date(2026, 3, 27),
        "by": None,
        **kw,
    }
    return services.leg_schema_vast(**waarden)


def rondes_met(*standen):
    return Schemaronde.objects.filter(status__in=standen)


def tik(begin, eind, stap):
    """Let the beat tick from `begin` to `eind` in steps of real time."""
    moment = begin
    while moment <= eind:
        services.plan_rondes(nu=moment)
        moment += stap


@pytest.mark.parametrize(
    ("begin", "eind", "dag"),
    [
        (
            dt.datetime(2026, 3, 27, tzinfo=UTC),
            dt.datetime(2026, 3, 31, 12, tzinfo=UTC),
            dt.date(2026, 3, 29),
        ),
        (
            dt.datetime(2026, 10, 23, tzinfo=UTC),
            dt.datetime(2026, 10, 27, 12, tzinfo=UTC),
            dt.date(2026, 10, 25),
        ),
    ],
    ids=["spring", "autumn"],
)
def test_a_daily_report_at_half_past_two_runs_once_a_day_through_the_clock_change(db, begin, eind, dag):
    schema = leg_vast(van=begin.date())
    tik(begin, eind, dt.timedelta(minutes=10))
    gestart = Schemaronde.objects.exclude(status=Rondestatus.GEPLAND)
    verwacht = [
        (begin.date() + dt.timedelta(days=n - 1)).isoformat()
        for n in range((eind.date() - begin.date()).days + 1)
    ]
    assert sorted(gestart.values_list("periode", flat=True)) == verwacht
    assert sorted(Rapport.objects.values_list("periode", flat=True)) == verwacht
    assert set(Rapport.objects.values_list("versie", flat=True)) == {1}
    assert not gestart.filter(te_laat=True).exists()
    op_de_dag = Schemaronde.objects.get(schema=schema, periode=(dag - dt.timedelta(days=1)).isoformat())
    assert clock.lokaal(op_de_dag.gepland_op).date() == dag


def test_due_moments_on_the_days_of_the_clock_changes():
    moment = Moment(dt.time(2, 30))
    lente = moment.na(Ritme.DAG, lees_periode("2026-03-28")).astimezone(UTC)
    herfst = moment.na(Ritme.DAG, lees_periode("2026-10-24")).astimezone(UTC)
    assert lente == dt.datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert herfst == dt.datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("ritme", Ritme.values)
def test_periods_follow_each_other_without_gap_or_overlap(ritme):
    periode, gezien = periode_rond(ritme, dt.date(2023, 12, 30)), set()
    for _ in range(800):
        assert lees_periode(periode.code) == periode
        assert periode.van <= periode.tot
        assert periode.code not in gezien
        gezien.add(periode.code)
        daarna = volgende(ritme, periode)
        assert daarna.van == periode.tot + dt.timedelta(days=1)
        periode = daarna


@pytest.mark.parametrize("onzin", ["", "2026-K5", "2026-13", "2026-02-30", "kwartaal", "2026-K3:later"])
def test_a_code_that_is_no_period_is_refused(onzin):
    with pytest.raises(ValueError, match="is no period"):
        lees_periode(onzin)


def test_the_quarter_is_due_on_the_tenth_and_the_next_round_is_in_sight(db):
    maak_overheden(1)
    leg_vast(ritme="kwartaal", dag=10, tijd=dt.time(7, 0), van=dt.date(2026, 10, 1))
    assert services.plan_rondes(nu=clock.moment(dt.date(2026, 10, 9))) == 0
    assert [(r.periode, r.status) for r in Schemaronde.objects.all()] == [("2026-K3", "gepland")]
    assert services.plan_rondes(nu=clock.moment(dt.date(2026, 10, 10), dt.time(7, 0))) == 1
    assert services.plan_rondes(nu=clock.moment(dt.date(2026, 10, 10), dt.time(7, 1))) == 0
    rapport = Rapport.objects.get()
    assert (rapport.periode, rapport.peildatum) == ("2026-K3", dt.date(2026, 9, 30))
    assert rapport.kennisdatum == clock.moment(dt.date(2026, 10, 10), dt.time(7, 0))
    assert rondes_met(Rondestatus.GEPLAND).get().periode == "2026-K4"


def test_after_a_stand_still_what_was_missed_is_made_and_marked_and_what_is_too_old_is_missed_in_sight(db):
    leg_vast(van=dt.date(2026, 10, 1), tijd=dt.time(6, 0))
    services.plan_rondes(nu=clock.moment(dt.date(2026, 10, 2), dt.time(6, 0)))
    services.plan_rondes(nu=clock.moment(dt.date(2026, 10, 20), dt.time(12, 0)))
    stand = {r.periode: (r.status, r.te_laat) for r in Schemaronde.objects.all()}
    assert stand["2026-10-01"] == ("draait", False)
    assert stand["2026-10-05"] == ("gemist", False)
    assert stand["2026-10-12"] == ("gemist", False)
    assert stand["2026-10-13"] == ("draait", True)
    assert stand["2026-10-19"] == ("draait", True)
    assert stand["2026-10-20"] == ("gepland", False)
    gemist = rondes_met(Rondestatus.GEMIST)
    assert gemist.count() == 11
    assert all("Niet gemaakt" in ronde.toelichting for ronde in gemist)
    assert Rapport.objects.count() == Schemaronde.objects.exclude(status__in=["gemist", "gepland"]).count()


def test_a_late_report_tells_what_was_known_when_it_was_due(db):
    leg_vast(van=dt.date(2026, 10, 1), tijd=dt.time(6, 0))
    services.plan_rondes(nu=clock.moment(dt.date(2026, 10, 4)))
    kennis = {r.periode: r.kennisdatum for r in Rapport.objects.all()}
    assert kennis["2026-10-01"] == clock.moment(dt.date(2026, 10, 2), dt.time(6, 0))


def test_a_toezichtbeeld_schedule_makes_one_per_organisation(db):
    maak_overheden(3)
    leg_vast(soort="toezichtbeeld", ritme="kwartaal", dag=10, tijd=dt.time(7, 0), van=dt.date(2026, 10, 1))
    leg_vast(
        naam="Alleen Aarlo",
        soort="toezichtbeeld",
        ritme="maand",
        van=dt.date(2026, 10, 1),
        overheden=["GM9901"],
    )
    services.plan_rondes(nu=clock.moment(dt.date(2026, 10, 11)))
    assert sorted(Rapport.objects.values_list("overheid_code", "periode")) == [
        ("GM9901", "2026-09"),
        ("GM9901", "2026-K3"),
        ("GM9902", "2026-K3"),
        ("GM9903", "2026-K3"),
    ]


def test_a_round_is_done_when_its_reports_are_and_failed_when_one_is(wereld, monkeypatch):
    leg_vast(
        soort="toezichtbeeld",
        ritme="kwartaal",
        dag=10,
        tijd=dt.time(7, 0),
        van=dt.date(2026, 10, 1),
        overheden=["GM9901", "GM9902"],
    )
    nu = clock.moment(dt.date(2026, 10, 10), dt.time(7, 5))
    with clock.klok_op(nu):
        assert services.veeg() == 2
        ronde = Schemaronde.objects.get(periode="2026-K3")
        assert ronde.status == Rondestatus.DRAAIT
        eerste, tweede = Rapport.objects.order_by("overheid_code")
        services.maak_rapport(rapport_id=eerste.pk)
        ronde.refresh_from_db()
        assert ronde.status == Rondestatus.DRAAIT
    with monkeypatch.context() as kapot:
        kapot.setitem(tekenen.SJABLONEN, "toezichtbeeld", "reports/pdf/bestaat_niet.html")
        for uur in range(1, 4):
            with clock.klok_op(nu + dt.timedelta(hours=uur)), pytest.raises(Exception, match="bestaat_niet"):
                services.maak_rapport(rapport_id=tweede.pk)
    ronde.refresh_from_db()
    assert ronde.status == Rondestatus.MISLUKT
    with clock.klok_op(nu + dt.timedelta(days=1)):
        services.vraag_nieuwe_versie(rapport_id=tweede.pk, reden="", by=ToezichthouderFactory())
        services.maak_rapport(rapport_id=tweede.pk)
    ronde.refresh_from_db()
    assert ronde.status == Rondestatus.KLAAR
    assert ronde.klaar_op


def test_a_changed_schedule_moves_its_coming_round_and_an_idle_one_starts_nothing(db):
    schema = leg_vast(van=dt.date(2026, 10, 1), tijd=dt.time(6, 0))
    services.plan_rondes(nu=clock.moment(dt.date(2026, 10, 1)))
    leg_vast(van=dt.date(2026, 10, 1), tijd=dt.time(8, 0))
    services.plan_rondes(nu=clock.moment(dt.date(2026, 10, 1), dt.time(9, 1)))
    assert Schemaronde.objects.latest("gepland_op").gepland_op == clock.moment(
        dt.date(2026, 10, 2), dt.time(8, 0)
    )
    services.zet_schema_actief(schema_id=schema.pk, actief=False, by=CoordinatorFactory())
    assert services.plan_rondes(nu=clock.moment(dt.date(2026, 10, 3))) == 0
    services.zet_schema_actief(schema_id=schema.pk, actief=True, by=CoordinatorFactory())
    assert services.plan_rondes(nu=clock.moment(dt.date(2026, 10, 3))) == 2


@pytest.mark.parametrize("wie", [UserFactory, GedeputeerdeFactory])
def test_schedules_are_for_who_may_run_reports(db, wie):
    with pytest.raises(GeenRecht):
        leg_vast(by=wie())
    schema = leg_vast()
    with pytest.raises(GeenRecht):
        services.zet_schema_actief(schema_id=schema.pk, actief=False, by=wie())


@pytest.mark.parametrize("fout", [{"soort": "jaarverslag"}, {"ritme": "uur"}, {"dag": 31}, {"maand": 13}])
def test_an_impossible_schedule_is_refused(db, fout):
    with pytest.raises(Weigering):
        leg_vast(**fout)
    assert not Schema.objects.exists()


def test_the_sweep_frees_a_row_whose_maker_died_and_gives_up_in_sight(wereld):
    rapport = services.vraag_rapport(
        soort="toezichtbeeld",
        overheid_code="GM9901",
        peildatum=dt.date(2026, 9, 30),
        by=ToezichthouderFactory(),
    )
    nu = clock.nu()
    Rapport.objects.filter(pk=rapport.pk).update(status=Rapportstatus.BEZIG, gestart_op=nu, pogingen=1)
    services.veeg()
    assert Rapport.objects.get().status == Rapportstatus.BEZIG
    with clock.klok_op(nu + dienst.VASTGELOPEN_NA + dt.timedelta(seconds=1)):
        assert services.veeg() == 1
        vrij = Rapport.objects.get()
        assert (vrij.status, vrij.laatste_fout) == ("gepland", rondes.AFGEBROKEN)
        Rapport.objects.update(status=Rapportstatus.BEZIG, gestart_op=nu, pogingen=dienst.MAX_POGINGEN)
        assert services.veeg() == 0
    assert Rapport.objects.get().status == Rapportstatus.MISLUKT


def test_the_sweep_queues_what_waits_but_not_before_its_time(wereld):
    rapport = services.vraag_rapport(
        soort="toezichtbeeld",
        overheid_code="GM9901",
        peildatum=dt.date(2026, 9, 30),
        by=ToezichthouderFactory(),
    )
    assert services.veeg() == 1
    Rapport.objects.filter(pk=rapport.pk).update(niet_voor=clock.nu() + dt.timedelta(minutes=5))
    assert services.veeg() == 0
