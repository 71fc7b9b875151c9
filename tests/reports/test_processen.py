"""With real processes: two beats at once, a worker that is killed, many planners in the same second."""

import datetime as dt
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from urllib.parse import quote

import pytest
from django.conf import settings as django_settings
from django.db import connection, connections, transaction

from reports import services
from reports.models import Rapport, Rapportstatus, Rondestatus, Schemaronde
from reports.services import rapporten as dienst
from tests.factories import ToezichthouderFactory
from tests.reports.wereld import PEILDATUM
from toezicht.core import clock
from toezicht.core.models import Logboekregel

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.eenmaal]
GEDULD = 45.0  # seconds; a slow machine, not a measure


@pytest.fixture(autouse=True)
def gedeelde_media(media, settings):
    """The processes and the test keep their files in one place."""
    settings.MEDIA_ROOT = django_settings.VAR_DIR / "media"


def omgeving(moment):
    """Environment of a process that works on the test's database and broker, with its clock at `moment`."""
    db = connection.settings_dict
    plek = quote(str(db["HOST"]), safe="")
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.reports.snelle_beat",
        "DATABASE_URL": f"postgresql://{db['USER']}@:{db['PORT']}/{db['NAME']}?host={plek}",
        "REDIS_URL": django_settings.REDIS_URL,
        "TOEZICHT_KLOK": f"{moment.isoformat()}|{time.time()}",
    }


@contextmanager
def celery(moment, plek, *woorden):
    """A Celery process in a group of its own, killed at the end; yields the process and where it logs."""
    log = plek.with_suffix(".log")
    with log.open("w") as uitvoer:
        proces = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "toezicht", *woorden, "-l", "INFO"],
            env=omgeving(moment),
            stdout=uitvoer,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield proces, log
        finally:
            dood(proces)


def dood(proces):
    with suppress(ProcessLookupError):
        os.killpg(proces.pid, signal.SIGKILL)
    proces.wait(timeout=10)


def werker(moment, plek):
    return celery(moment, plek, "worker", "-Q", "werk,pdf", "-c", "1", "--without-gossip", "--without-mingle")


def beat(moment, plek):
    return celery(moment, plek, "beat", "-s", str(plek.with_suffix(".schema")))


def wacht_tot(voorwaarde, log=None, geduld=GEDULD, stap=0.1):
    einde = time.monotonic() + geduld
    while not voorwaarde():
        if time.monotonic() > einde:
            pytest.fail("duurde te lang\n" + (log.read_text()[-4000:] if log else ""))
        time.sleep(stap)


def status(rapport):
    return Rapport.objects.values_list("status", flat=True).get(pk=rapport.pk)


def gemaakt():
    return Logboekregel.objects.filter(handeling="rapport_gemaakt").count()


def test_two_beats_at_once_make_each_period_once(wereld, tmp_path):
    """In the hour that the autumn clock change repeats, with the schedule in that hour."""
    begin = dt.datetime(2026, 10, 25, 0, 29, 50, tzinfo=dt.UTC)
    services.leg_schema_vast(
        naam="Elke dag",
        soort="kwartaaldashboard",
        ritme="dag",
        tijd=dt.time(2, 30),
        van=dt.date(2026, 10, 25),
        by=None,
    )
    with (
        werker(begin, tmp_path / "werker") as (_, werklog),
        beat(begin, tmp_path / "een") as (_, een),
        beat(begin, tmp_path / "twee") as (_, twee),
    ):
        klaar = Schemaronde.objects.filter(periode="2026-10-24", status=Rondestatus.KLAAR)
        wacht_tot(klaar.exists, werklog)
        beide = [log.read_text().count("Sending due task rapporten") for log in (een, twee)]
        wacht_tot(
            lambda: all(
                log.read_text().count("Sending due task rapporten") >= aantal + 3
                for log, aantal in zip((een, twee), beide, strict=True)
            ),
            een,
        )
    assert Schemaronde.objects.exclude(status=Rondestatus.GEPLAND).count() == 1
    rapport = Rapport.objects.get()
    assert (rapport.status, rapport.versie, rapport.pogingen) == ("klaar", 1, 1)
    assert gemaakt() == 1
    assert services.controleer_rapport(rapport_id=rapport.pk).goed


def test_a_worker_killed_halfway_leaves_work_that_is_done_once(wereld, tmp_path):
    nu = clock.nu()
    with werker(nu, tmp_path / "eerste") as (proces, log):
        wacht_tot(lambda: "ready." in log.read_text(), log)
        rapport = services.vraag_rapport(
            soort="toezichtbeeld", overheid_code="GM9901", peildatum=PEILDATUM, by=ToezichthouderFactory()
        )
        wacht_tot(lambda: status(rapport) == Rapportstatus.BEZIG, log, stap=0.005)
        with transaction.atomic():  # its maker cannot finish before it is killed
            assert Rapport.objects.select_for_update().get(pk=rapport.pk).status == Rapportstatus.BEZIG
            dood(proces)
    assert status(rapport) == Rapportstatus.BEZIG
    assert gemaakt() == 0
    later = nu + dienst.VASTGELOPEN_NA + dt.timedelta(minutes=2)
    with werker(later, tmp_path / "tweede") as (_, log):
        with clock.klok_op(later):
            assert services.veeg() == 1
        wacht_tot(lambda: status(rapport) == Rapportstatus.KLAAR, log)
    klaar = Rapport.objects.get()
    assert (klaar.versie, klaar.pogingen) == (1, 2)
    assert gemaakt() == 1
    assert services.controleer_rapport(rapport_id=rapport.pk).goed


def tegelijk(aantal, doe):
    """Run `doe` in `aantal` threads that begin together; gives what each returned or raises what one raised."""
    start, uit = threading.Barrier(aantal), []

    def draai(_):
        try:
            start.wait(timeout=10)
            uit.append(doe())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(aantal) as draden:
        list(draden.map(draai, range(aantal), timeout=GEDULD))
    return uit


def test_many_planners_at_once_start_each_round_once(wereld):
    services.leg_schema_vast(
        naam="Elke dag",
        soort="kwartaaldashboard",
        ritme="dag",
        tijd=dt.time(6),
        van=dt.date(2026, 10, 6),
        by=None,
    )
    nu = clock.nu()
    assert sum(tegelijk(6, lambda: services.plan_rondes(nu=nu))) == 5
    assert sorted(Rapport.objects.values_list("periode", "versie")) == [
        (f"2026-10-{dag:02}", 1) for dag in range(5, 10)
    ]


def test_two_makers_at_once_make_one_report(wereld):
    rapport = services.vraag_rapport(
        soort="kwartaaldashboard", peildatum=PEILDATUM, by=ToezichthouderFactory()
    )
    nu = clock.nu()

    def maak():
        with clock.klok_op(nu):
            return services.maak_rapport(rapport_id=rapport.pk)

    assert sorted(tegelijk(4, maak)) == [False, False, False, True]
    assert gemaakt() == 1


def test_two_who_ask_at_once_get_two_versions(wereld):
    door, nu = ToezichthouderFactory(), clock.nu()

    def vraag():
        with clock.klok_op(nu):
            return services.vraag_rapport(
                soort="kwartaaldashboard", peildatum=PEILDATUM, reden="tegelijk", by=door
            ).versie

    assert sorted(tegelijk(4, vraag)) == [1, 2, 3, 4]
