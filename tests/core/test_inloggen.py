"""Logging in: a limit on guessing, a session that ends, passwords by mail, the list of the demonstration."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    WACHTWOORD,
    BeheerderFactory,
    GedeputeerdeFactory,
    ToezichthouderFactory,
    UserFactory,
)
from toezicht.core import clock
from toezicht.core.models import Bericht

pytestmark = pytest.mark.django_db


def log_in(client, username, password=WACHTWOORD, **extra):
    return client.post(reverse("inloggen"), {"username": username, "password": password, **extra})


def ingelogd(client):
    return "_auth_user_id" in client.session


class TestInloggen:
    def test_in_and_out(self, client):
        ToezichthouderFactory(username="noor")
        assert client.get(reverse("inloggen")).status_code == 200
        assert log_in(client, "noor", next="/logboek/").url == "/logboek/"
        assert client.get(reverse("inloggen"), {"next": "/logboek/"}).url == "/logboek/"
        assert client.get(reverse("uitloggen")).status_code == 405
        assert client.post(reverse("uitloggen")).url == reverse("inloggen")
        assert not ingelogd(client)

    def test_a_foreign_address_to_go_on_to_is_ignored(self, client):
        BeheerderFactory(username="bas")
        assert log_in(client, "bas", next="https://elders.example/").url == reverse("accounts")

    def test_a_wrong_password_says_so_and_keeps_the_name(self, client):
        ToezichthouderFactory(username="noor")
        antwoord = log_in(client, "noor", "verkeerd")
        assert antwoord.status_code == 200
        assert 'value="noor"' in antwoord.content.decode()
        assert not ingelogd(client)

    def test_a_page_that_asks_a_log_in_comes_back_afterwards(self, client):
        antwoord = client.get("/logboek/?soort=dossier")
        assert antwoord.url == "/inloggen/?next=/logboek/%3Fsoort%3Ddossier"

    def test_htmx_moves_the_whole_page_to_the_log_in(self, client):
        antwoord = client.get("/logboek/", headers={"HX-Request": "true"})
        assert antwoord.headers["HX-Redirect"] == "/inloggen/?next=/logboek/"

    def test_the_session_lasts_a_working_day(self, client):
        log_in(client, ToezichthouderFactory().username, next="/logboek/")
        einde = Session.objects.get().expire_date - timezone.localtime()
        assert dt.timedelta(hours=7, minutes=55) < einde <= dt.timedelta(hours=8)
        Session.objects.update(expire_date=timezone.localtime() - dt.timedelta(seconds=1))
        assert client.get("/logboek/").url.startswith(reverse("inloggen"))


class TestRaden:
    def test_the_sixth_guess_is_refused_also_with_the_right_password(self, client):
        ToezichthouderFactory(username="noor")
        for _ in range(4):
            assert log_in(client, "noor", "gok").status_code == 200
        assert log_in(client, "noor", "gok").status_code == 429
        antwoord = log_in(client, "noor")
        assert antwoord.status_code == 429
        assert antwoord.headers["Retry-After"] == "900"
        assert "15 minuten" in antwoord.content.decode()
        assert not ingelogd(client)

    def test_somebody_else_is_not_locked_out(self, client):
        ToezichthouderFactory(username="noor")
        BeheerderFactory(username="bas")
        for _ in range(6):
            log_in(client, "noor", "gok")
        assert log_in(client, "bas").status_code == 302

    def test_another_place_may_still_log_in(self, client):
        ToezichthouderFactory(username="noor")
        for _ in range(6):
            log_in(client, "noor", "gok")
        elders = Client(REMOTE_ADDR="192.0.2.7")
        assert log_in(elders, "noor", next="/logboek/").status_code == 302


class TestWachtwoord:
    @pytest.mark.parametrize("gezocht", ["noor", "NOOR@voorbeeldland.example"])
    def test_forgotten(self, client, gezocht):
        noor = ToezichthouderFactory(username="noor")
        antwoord = client.post(reverse("wachtwoord_vergeten"), {"email": gezocht})
        assert antwoord.url == reverse("wachtwoord_vergeten_verzonden")
        bericht = Bericht.objects.get()
        assert (bericht.ontvanger, bericht.adres, bericht.wis_na_verzending) == (noor, noor.email, True)
        assert client.get(antwoord.url).status_code == 200

    def test_the_answer_tells_nobody_whether_an_account_exists(self, client):
        ToezichthouderFactory(username="noor")
        wel = client.post(reverse("wachtwoord_vergeten"), {"email": "noor"})
        niet = client.post(reverse("wachtwoord_vergeten"), {"email": "niemand"})
        assert (wel.status_code, wel.url) == (niet.status_code, niet.url)

    def test_asking_again_and_again_sends_one_mail_in_five_minutes(self, client):
        ToezichthouderFactory(username="noor")
        begin = clock.moment(dt.date(2026, 3, 2))
        with clock.klok_op(begin):
            for _ in range(5):
                client.post(reverse("wachtwoord_vergeten"), {"email": "noor"})
        assert Bericht.objects.count() == 1
        with clock.klok_op(begin + dt.timedelta(minutes=5)):
            client.post(reverse("wachtwoord_vergeten"), {"email": "noor"})
        assert Bericht.objects.count() == 2

    def test_changing_the_own_password_ends_other_sessions(self, client):
        noor = ToezichthouderFactory()
        elders = Client()
        for browser in (client, elders):
            browser.force_login(noor)
        nieuw = "een-heel-ander-wachtwoord"
        gegevens = {"old_password": WACHTWOORD, "new_password1": nieuw, "new_password2": nieuw}
        antwoord = client.post(reverse("wachtwoord_wijzigen"), gegevens)
        assert antwoord.url == reverse("wachtwoord_wijzigen")
        assert "Uw wachtwoord is gewijzigd" in client.get(antwoord.url).content.decode()
        assert elders.get("/logboek/").status_code == 302

    def test_a_short_password_is_refused_in_dutch(self, client):
        client.force_login(ToezichthouderFactory())
        gegevens = {"old_password": WACHTWOORD, "new_password1": "kort", "new_password2": "kort"}
        antwoord = client.post(reverse("wachtwoord_wijzigen"), gegevens)
        assert "12 tekens" in antwoord.content.decode()

    def test_done_page(self, client):
        assert client.get(reverse("wachtwoord_ingesteld")).status_code == 200


class TestDemo:
    def test_one_account_per_role_only_in_the_demonstration(self, client, settings):
        GedeputeerdeFactory(username="visser", first_name="Vera", last_name="Visser")
        ToezichthouderFactory(username="noor")
        ToezichthouderFactory(username="noor2")
        UserFactory(username="buitenstaander")
        assert "demo_accounts" not in client.get(reverse("inloggen")).context
        settings.DEMO, settings.DEMO_WACHTWOORD = True, WACHTWOORD
        antwoord = client.get(reverse("inloggen"))
        assert [tuple(account) for account in antwoord.context["demo_accounts"]] == [
            ("Vera Visser", "gedeputeerde", "visser"),
            (antwoord.context["demo_accounts"][1].naam, "toezichthouder", "noor"),
        ]
        assert WACHTWOORD in antwoord.content.decode()
