"""Health: every fault is named, by the page and by the command alike."""

import datetime as dt
import json

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from tests.factories import BeheerderFactory, ToezichthouderFactory
from toezicht.core import clock, gezondheid, hartslag, logboek
from toezicht.core.berichten import plaats_bericht
from toezicht.core.gezondheid import controleer_gezondheid, registreer_controle
from toezicht.core.models import Bericht, Hartslag

pytestmark = pytest.mark.django_db


def uitkomst(naam):
    return next(u for u in controleer_gezondheid() if u.naam == naam)


@pytest.fixture
def eigen_controles(monkeypatch):
    """A copy of the list, so that a test may add to it."""
    monkeypatch.setattr(gezondheid, "_controles", dict(gezondheid._controles))


class TestControles:
    def test_database_and_schema_are_well(self):
        assert uitkomst("database").goed
        assert uitkomst("migraties").goed

    def test_a_migration_that_was_not_run_is_named(self):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE app = 'core' AND name LIKE '0006%%'", [])
        assert not uitkomst("migraties").goed
        assert "core 0006_sleutels_waarborgen" in uitkomst("migraties").toelichting

    def test_no_tick_a_fresh_tick_and_an_old_one(self):
        Hartslag.objects.all().delete()
        assert "nog nooit" in uitkomst("beat").toelichting
        hartslag.tik()
        assert uitkomst("beat").goed
        Hartslag.objects.update(laatste_op=clock.nu() - dt.timedelta(minutes=3, seconds=5))
        assert not uitkomst("beat").goed

    def test_the_broker_answers_and_no_worker_is_said(self):
        assert uitkomst("broker").goed
        assert "geen worker" in uitkomst("worker").toelichting

    def test_a_broker_that_is_gone_is_a_fault_of_two_checks_and_stops_none(self, redis_weg):
        with redis_weg():
            uitkomsten = {u.naam: u for u in controleer_gezondheid()}
        assert not uitkomsten["broker"].goed
        assert not uitkomsten["worker"].goed
        assert uitkomsten["database"].goed

    def test_messages_that_failed_hang_or_wait_too_long(self):
        assert uitkomst("berichten").goed
        laat = clock.nu() - dt.timedelta(hours=1)
        for nummer, velden in enumerate(
            ({"status": "mislukt"}, {"status": "bezig", "gestart_op": laat}, {"niet_voor": laat}), start=1
        ):
            pk = plaats_bericht(
                sleutel=str(nummer), onderwerp="x", tekst="x", adres="a@voorbeeldland.example"
            )
            Bericht.objects.filter(pk=pk).update(**velden)
        assert uitkomst("berichten").toelichting == "1 mislukt, 1 vastgelopen, 1 te laat"

    def test_lines_without_a_seal_for_an_hour(self):
        with clock.klok_op(clock.nu() - dt.timedelta(minutes=61)):
            logboek.schrijf(onderwerp=logboek.Onderwerp("dossier", "1"), handeling="x", door=None)
        assert not uitkomst("logboekzegel").goed
        logboek.verzegel()
        logboek.schrijf(onderwerp=logboek.Onderwerp("dossier", "1"), handeling="x", door=None)
        assert uitkomst("logboekzegel").goed

    def test_a_full_disk(self, monkeypatch):
        assert "GB vrij" in uitkomst("schijf").toelichting
        monkeypatch.setattr(gezondheid, "VRIJ_DEEL", 1.1)
        assert not uitkomst("schijf").goed

    def test_another_app_adds_a_check_and_one_that_breaks_is_a_fault(self, eigen_controles):
        registreer_controle("eigen", lambda: (True, "prima"))
        registreer_controle("stuk", lambda: (1 / 0, ""))
        assert uitkomst("eigen").toelichting == "prima"
        assert not uitkomst("stuk").goed
        assert "ZeroDivisionError" in uitkomst("stuk").toelichting


class TestOpdracht:
    @pytest.fixture
    def alleen(self, monkeypatch):
        """Only these checks."""
        return lambda **controles: monkeypatch.setattr(gezondheid, "_controles", controles)

    def test_well(self, alleen, capsys):
        alleen(database=gezondheid._database)
        call_command("gezondheid", "--json")
        uit = json.loads(capsys.readouterr().out.splitlines()[-1])
        assert uit["gezond"] is True
        assert [set(c) for c in uit["controles"]] == [{"naam", "uitkomst", "toelichting"}]
        assert uit["controles"][0]["uitkomst"] == "goed"

    def test_a_fault_leaves_with_1(self, alleen, capsys):
        alleen(database=gezondheid._database, stuk=lambda: (False, "kapot"))
        for opties in ([], ["--json"]):
            with pytest.raises(SystemExit) as einde:
                call_command("gezondheid", *opties)
            assert einde.value.code == 1
        uit = capsys.readouterr().out.splitlines()
        assert "FOUT  stuk: kapot" in uit
        assert json.loads(uit[-1])["gezond"] is False


class TestPagina:
    def test_beheer_sees_the_checks_and_retries_a_failed_message(self, client):
        client.force_login(BeheerderFactory())
        plaats_bericht(sleutel="1", onderwerp="Termijn", tekst="x", ontvanger=ToezichthouderFactory(email=""))
        pagina = client.get(reverse("gezondheid")).content.decode()
        assert "Er is iets mis" in pagina
        bericht = Bericht.objects.get()
        adres = reverse("bericht_opnieuw", args=[bericht.pk])
        assert adres in pagina
        assert "geen e-mailadres" in client.post(adres, follow=True).content.decode()
        Bericht.objects.update(adres="a@voorbeeldland.example")
        assert "wordt opnieuw verstuurd" in client.post(adres, follow=True).content.decode()
        assert Bericht.objects.get().status == "gepland"

    def test_alive_without_log_in_database_or_session(self, client, django_assert_num_queries):
        with django_assert_num_queries(0):
            antwoord = client.get("/levend/")
        assert (antwoord.status_code, antwoord.content) == (200, b"ok")
        assert "Set-Cookie" not in antwoord.headers
