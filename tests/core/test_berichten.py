"""The outbox: placed with the act, sent once, retried with growing waits, never lost and never silent."""

import datetime as dt
import threading
import time

import pytest
from django.core import mail
from django.db import connections, transaction

from tests.factories import BeheerderFactory, ToezichthouderFactory
from toezicht.celery import app
from toezicht.core import berichten, clock, hartslag
from toezicht.core.berichten import plaats_bericht, probeer_opnieuw, veeg_berichten, verstuur_bericht
from toezicht.core.fouten import Conflict, GeenRecht
from toezicht.core.models import Bericht, BerichtStatus, Hartslag, Logboekregel

BEGIN = clock.moment(dt.date(2026, 3, 2))
MINUUT = dt.timedelta(minutes=1)


def plaats(sleutel="termijn:1:3", **kwargs):
    gegevens = {
        "onderwerp": "Termijn loopt af",
        "tekst": "Nog drie dagen.",
        "adres": "noor@voorbeeldland.example",
    }
    return plaats_bericht(sleutel=sleutel, **{**gegevens, **kwargs})


def uit_de_wachtrij():
    """Take what lies in the real queue and run it as a worker would."""
    gedaan = []
    with app.connection_for_read() as verbinding:
        wachtrij = app.amqp.queues["werk"](verbinding.channel())
        while bericht := wachtrij.get():
            bericht.ack()
            args, kwargs, _ = bericht.payload
            app.tasks[bericht.headers["task"]](*args, **kwargs)
            gedaan.append(bericht.headers["task"])
    return gedaan


@pytest.fixture
def kapotte_post(settings):
    """A mail server that nobody answers at: a real refused connection."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 2


@pytest.mark.django_db
class TestPlaatsen:
    def test_placing_costs_one_statement(self, django_assert_num_queries):
        with django_assert_num_queries(1):
            plaats()

    def test_the_same_key_twice_is_one_message(self):
        assert plaats() is not None
        assert plaats(tekst="anders") is None
        assert Bericht.objects.get().tekst == "Nog drie dagen."

    def test_the_address_of_the_account_is_used(self):
        noor = ToezichthouderFactory(email="noor@elders.example")
        plaats(ontvanger=noor, adres="")
        assert Bericht.objects.get().adres == "noor@elders.example"

    def test_nobody_to_send_to_is_visible_at_once_and_breaks_nothing(self):
        plaats(ontvanger=ToezichthouderFactory(email=""), adres="")
        bericht = Bericht.objects.get()
        assert bericht.status == BerichtStatus.MISLUKT
        assert "geen e-mailadres" in bericht.laatste_fout

    def test_a_subject_with_line_breaks_forges_no_header(self):
        verstuur_bericht(bericht_id=plaats(onderwerp="Let op\r\nBcc: boef@elders.example"))
        assert mail.outbox[0].subject == "Let op Bcc: boef@elders.example"
        assert mail.outbox[0].recipients() == ["noor@voorbeeldland.example"]

    def test_a_long_subject_is_cut(self):
        plaats(onderwerp="x" * 300)
        assert len(Bericht.objects.get().onderwerp) == 200


@pytest.mark.django_db
class TestVersturen:
    def test_sent_once_with_an_id_made_from_the_key(self):
        pk = plaats()
        assert verstuur_bericht(bericht_id=pk)
        assert not verstuur_bericht(bericht_id=pk)
        assert [m.to for m in mail.outbox] == [["noor@voorbeeldland.example"]]
        assert Bericht.objects.get().status == BerichtStatus.VERZONDEN
        eerste = mail.outbox[0].extra_headers["Message-ID"]
        Bericht.objects.update(status=BerichtStatus.GEPLAND)
        assert verstuur_bericht(bericht_id=pk)
        assert mail.outbox[1].extra_headers["Message-ID"] == eerste

    def test_a_text_that_opens_an_account_does_not_stay(self):
        verstuur_bericht(bericht_id=plaats(tekst="geheime link", wis_na_verzending=True))
        assert "geheime link" in mail.outbox[0].body
        assert Bericht.objects.get().tekst == berichten.GEWIST

    def test_waits_grow_and_the_last_try_gives_up(self, kapotte_post):
        moment = BEGIN
        with clock.klok_op(moment):
            pk = plaats()
        for poging, wacht in enumerate((1, 5, 15, 60, 240, None), start=1):
            with clock.klok_op(moment), pytest.raises(OSError, match="refused"):
                verstuur_bericht(bericht_id=pk)
            bericht = Bericht.objects.get()
            assert bericht.pogingen == poging
            assert "ConnectionRefusedError" in bericht.laatste_fout
            if wacht is None:
                assert bericht.status == BerichtStatus.MISLUKT
                break
            assert bericht.status == BerichtStatus.GEPLAND
            assert bericht.niet_voor == moment + wacht * MINUUT
            with clock.klok_op(bericht.niet_voor - dt.timedelta(seconds=1)):
                assert not verstuur_bericht(bericht_id=pk)
            moment = bericht.niet_voor
        with clock.klok_op(moment + dt.timedelta(days=1)):
            assert not verstuur_bericht(bericht_id=pk)

    def test_beheer_gives_a_failed_message_new_tries_to_the_new_address(self):
        noor = ToezichthouderFactory(email="")
        plaats(ontvanger=noor, adres="")
        noor.email = "noor@elders.example"
        noor.save()
        beheer = BeheerderFactory()
        bericht = probeer_opnieuw(by=beheer, bericht_id=Bericht.objects.get().pk)
        assert (bericht.status, bericht.pogingen, bericht.adres) == (
            BerichtStatus.GEPLAND,
            0,
            "noor@elders.example",
        )
        regel = Logboekregel.objects.get(onderwerp_soort="bericht")
        assert (regel.handeling, regel.door_naam) == ("bericht_opnieuw", beheer.naam)
        assert verstuur_bericht(bericht_id=bericht.pk)
        with pytest.raises(Conflict):
            probeer_opnieuw(by=beheer, bericht_id=bericht.pk)

    def test_without_the_right_nothing_is_retried(self):
        plaats(adres="", ontvanger=ToezichthouderFactory(email=""))
        with pytest.raises(GeenRecht):
            probeer_opnieuw(by=ToezichthouderFactory(), bericht_id=Bericht.objects.get().pk)

    def test_still_no_address_is_said(self):
        plaats(adres="", ontvanger=ToezichthouderFactory(email=""))
        with pytest.raises(Conflict, match="geen e-mailadres"):
            probeer_opnieuw(by=BeheerderFactory(), bericht_id=Bericht.objects.get().pk)


@pytest.mark.django_db
class TestVegen:
    def test_a_stuck_row_is_freed_after_ten_minutes(self):
        with clock.klok_op(BEGIN):
            pk = plaats()
            Bericht.objects.update(status=BerichtStatus.BEZIG, gestart_op=BEGIN, pogingen=1)
        with clock.klok_op(BEGIN + 10 * MINUUT):
            assert veeg_berichten() == 0
        with clock.klok_op(BEGIN + 11 * MINUUT):
            assert veeg_berichten() == 1
            assert verstuur_bericht(bericht_id=pk)

    def test_a_row_stuck_on_its_last_try_is_given_up(self):
        with clock.klok_op(BEGIN):
            plaats()
        Bericht.objects.update(status=BerichtStatus.BEZIG, gestart_op=BEGIN, pogingen=berichten.MAX_POGINGEN)
        with clock.klok_op(BEGIN + 11 * MINUUT):
            assert veeg_berichten() == 0
        assert Bericht.objects.get().status == BerichtStatus.MISLUKT

    def test_the_slow_first_claim_does_not_overwrite_the_second(self):
        with clock.klok_op(BEGIN):
            pk = plaats()
        Bericht.objects.update(status=BerichtStatus.BEZIG, gestart_op=BEGIN, pogingen=1)
        traag = Bericht.objects.get()
        with clock.klok_op(BEGIN + 11 * MINUUT):
            veeg_berichten()
            assert verstuur_bericht(bericht_id=pk)
            berichten._na_fout(traag, OSError("te laat"))
        assert Bericht.objects.get().status == BerichtStatus.VERZONDEN

    def test_the_tick_leaves_a_sign_of_life(self):
        with clock.klok_op(BEGIN):
            hartslag.tik()
        with clock.klok_op(BEGIN + MINUUT):
            hartslag.tik()
        assert Hartslag.objects.get(naam="beat").laatste_op == BEGIN + MINUUT


@pytest.mark.django_db(transaction=True)
class TestEchteWachtrij:
    def test_a_message_leaves_after_the_commit_and_not_before(self):
        with transaction.atomic():
            plaats()
            assert uit_de_wachtrij() == []
        assert uit_de_wachtrij() == ["core.verstuur_bericht"]
        assert len(mail.outbox) == 1

    def test_an_act_that_fails_sends_nothing(self):
        def handeling():
            with transaction.atomic():
                plaats()
                raise LookupError

        with pytest.raises(LookupError):
            handeling()
        assert uit_de_wachtrij() == []
        assert not Bericht.objects.exists()

    def test_redis_down_does_not_stop_the_act_and_the_message_leaves_when_it_is_back(self, redis_weg):
        with redis_weg():
            begin = time.monotonic()
            with transaction.atomic():
                pk = plaats()
            assert time.monotonic() - begin < 10
        bericht = Bericht.objects.get(pk=pk)
        assert bericht.status == BerichtStatus.GEPLAND
        assert app.tasks["core.tik"]() == 1
        assert uit_de_wachtrij() == ["core.verstuur_bericht"]
        assert [m.subject for m in mail.outbox] == ["Termijn loopt af"]

    def test_a_lost_queue_loses_no_message(self):
        with transaction.atomic():
            plaats()
        app.control.purge()
        assert uit_de_wachtrij() == []
        veeg_berichten()
        assert uit_de_wachtrij() == ["core.verstuur_bericht"]
        assert len(mail.outbox) == 1

    def test_many_workers_on_one_row_send_one_mail(self):
        pk = plaats()
        uitkomsten = []
        start = threading.Barrier(8)

        def worker():
            try:
                start.wait(timeout=20)
                uitkomsten.append(verstuur_bericht(bericht_id=pk))
            finally:
                connections.close_all()

        threads = [threading.Thread(target=worker, daemon=True) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)
        assert sorted(uitkomsten) == [False] * 7 + [True]
        assert len(mail.outbox) == 1
