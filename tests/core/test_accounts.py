"""Accounts: made and closed by beheer, every act in the logboek, nobody locked out by accident."""

import threading

import pytest
from django.core import mail
from django.db import connections
from django.test import Client
from django.urls import reverse

from tests.factories import WACHTWOORD, BeheerderFactory, ToezichthouderFactory, UserFactory
from toezicht.core import rollen
from toezicht.core.accounts import (
    Persoon,
    heropen_account,
    maak_account,
    nodig_opnieuw_uit,
    plaats_wachtwoordlink,
    sluit_account,
    wijzig_account,
)
from toezicht.core.berichten import verstuur_bericht
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.inrichting import richt_in
from toezicht.core.models import Bericht, Logboekregel, User

NOOR = Persoon("Noor", "Bakker", "noor@voorbeeldland.example", "toezichthouder archief")
NIEUW_WACHTWOORD = "een-heel-ander-wachtwoord"


def verstuurde_link():
    """Send what is planned and give the path in the last mail."""
    for bericht in Bericht.objects.filter(status="gepland"):
        verstuur_bericht(bericht_id=bericht.pk)
    regels = mail.outbox[-1].body.splitlines()
    adres = next(regel for regel in regels if "/wachtwoord/instellen/" in regel)
    return adres.removeprefix("http://127.0.0.1:8000")


def stel_wachtwoord_in(client, link, wachtwoord=NIEUW_WACHTWOORD):
    antwoord = client.get(link, follow=True)
    return client.post(
        antwoord.request["PATH_INFO"], {"new_password1": wachtwoord, "new_password2": wachtwoord}
    )


def regels_van(user):
    return list(
        Logboekregel.objects.filter(keten=f"account:{user.pk}")
        .order_by("volgnummer")
        .values_list("handeling", flat=True)
    )


@pytest.fixture
def beheer(db):
    richt_in()
    return BeheerderFactory()


@pytest.fixture
def noor(beheer):
    return maak_account(
        by=beheer,
        gebruikersnaam="noor",
        persoon=NOOR,
        rolcodes=[rollen.TOEZICHTHOUDER],
        wachtwoord=WACHTWOORD,
    )


class TestMaken:
    def test_the_person_sets_a_password_by_the_invitation_and_logs_in(self, beheer, client):
        user = maak_account(by=beheer, gebruikersnaam="noor", persoon=NOOR, rolcodes=[rollen.TOEZICHTHOUDER])
        assert not user.has_usable_password()
        assert user.rolcodes == {rollen.TOEZICHTHOUDER}
        antwoord = stel_wachtwoord_in(client, verstuurde_link())
        assert antwoord.url == reverse("wachtwoord_ingesteld")
        client.post(reverse("inloggen"), {"username": "noor", "password": NIEUW_WACHTWOORD})
        assert client.session["_auth_user_id"] == str(user.pk)
        regel = Logboekregel.objects.get(keten=f"account:{user.pk}")
        assert (regel.handeling, regel.door_id) == ("account_gemaakt", beheer.pk)
        assert regel.gegevens == {"gebruikersnaam": "noor", "actief": True, "rollen": ["toezichthouder"]}

    def test_a_link_works_once_and_the_mail_is_not_kept(self, beheer, client):
        maak_account(by=beheer, gebruikersnaam="noor", persoon=NOOR, rolcodes=[])
        link = verstuurde_link()
        stel_wachtwoord_in(client, link)
        antwoord = Client().get(link, follow=True)
        assert not antwoord.context["validlink"]
        assert "/instellen/" not in Bericht.objects.get().tekst

    def test_a_name_that_differs_only_in_case_is_taken(self, beheer, noor):
        with pytest.raises(Weigering, match="bestaat al") as fout:
            maak_account(by=beheer, gebruikersnaam="NOOR", persoon=NOOR, rolcodes=[])
        assert fout.value.veld == "gebruikersnaam"

    def test_an_unknown_role_is_refused(self, beheer):
        with pytest.raises(Weigering, match="keizer"):
            maak_account(by=beheer, gebruikersnaam="x", persoon=NOOR, rolcodes=["keizer"])

    def test_only_beheer_makes_accounts(self, beheer):
        for wie in (ToezichthouderFactory(), UserFactory()):
            with pytest.raises(GeenRecht):
                maak_account(by=wie, gebruikersnaam="x", persoon=NOOR, rolcodes=[])


class TestWijzigen:
    def test_roles_change_and_the_line_says_from_what_to_what(self, beheer, noor):
        wijzig_account(by=beheer, account_id=noor.pk, persoon=NOOR, rolcodes=[rollen.JURIST])
        assert User.objects.get(pk=noor.pk).rolcodes == {rollen.JURIST}
        regel = Logboekregel.objects.filter(keten=f"account:{noor.pk}").latest("volgnummer")
        assert (regel.van, regel.naar) == ("toezichthouder", "jurist")

    def test_no_change_is_no_line(self, beheer, noor):
        wijzig_account(by=beheer, account_id=noor.pk, persoon=NOOR, rolcodes=[rollen.TOEZICHTHOUDER])
        assert regels_van(noor) == ["account_gemaakt"]

    def test_nobody_changes_the_own_roles(self, beheer):
        with pytest.raises(Weigering, match="eigen rollen"):
            wijzig_account(
                by=beheer,
                account_id=beheer.pk,
                persoon=NOOR,
                rolcodes=[rollen.BEHEERDER, rollen.GEDEPUTEERDE],
            )

    def test_the_own_name_may_change(self, beheer):
        wijzig_account(by=beheer, account_id=beheer.pk, persoon=NOOR, rolcodes=[rollen.BEHEERDER])
        assert User.objects.get(pk=beheer.pk).naam == "Noor Bakker"

    def test_the_last_other_beheerder_may_step_down_but_not_the_last(self, beheer):
        ander = BeheerderFactory()
        # What a request of `ander` that began before still holds: the rights of that moment.
        assert ander.has_perm(rollen.BEHEER_ACCOUNTS)
        wijzig_account(by=beheer, account_id=ander.pk, persoon=NOOR, rolcodes=[])
        with pytest.raises(Weigering, match="laatste beheerder"):
            wijzig_account(by=ander, account_id=beheer.pk, persoon=NOOR, rolcodes=[])
        with pytest.raises(Weigering, match="laatste beheerder"):
            sluit_account(by=ander, account_id=beheer.pk, reden="Uit dienst")


class TestSluiten:
    def test_closing_ends_the_session_at_once(self, beheer, noor):
        client = Client()
        client.force_login(noor)
        assert client.get(reverse("logboek")).status_code == 200
        sluit_account(by=beheer, account_id=noor.pk, reden="Uit dienst")
        antwoord = client.get(reverse("logboek"))
        assert antwoord.status_code == 302
        assert antwoord.url.startswith(reverse("inloggen"))

    def test_a_closed_account_cannot_log_in_nor_ask_for_a_link(self, beheer, noor, client):
        sluit_account(by=beheer, account_id=noor.pk, reden="Uit dienst")
        antwoord = client.post(reverse("inloggen"), {"username": "noor", "password": WACHTWOORD})
        assert antwoord.status_code == 200
        assert "_auth_user_id" not in client.session
        client.post(reverse("wachtwoord_vergeten"), {"email": "noor"})
        assert not Bericht.objects.filter(ontvanger=noor).exists()

    def test_a_link_sent_before_closing_no_longer_works_also_after_reopening(self, beheer, noor, client):
        plaats_wachtwoordlink(user=noor)
        link = verstuurde_link()
        sluit_account(by=beheer, account_id=noor.pk, reden="Uit dienst")
        heropen_account(by=beheer, account_id=noor.pk, reden="Terug")
        assert not client.get(link, follow=True).context["validlink"]

    def test_an_old_session_stays_ended_after_reopening(self, beheer, noor):
        client = Client()
        client.force_login(noor)
        sluit_account(by=beheer, account_id=noor.pk, reden="Uit dienst")
        heropen_account(by=beheer, account_id=noor.pk, reden="Terug")
        assert client.get(reverse("logboek")).status_code == 302

    def test_reopening_invites_and_keeps_roles(self, beheer, noor, client):
        sluit_account(by=beheer, account_id=noor.pk, reden="Uit dienst")
        heropen_account(by=beheer, account_id=noor.pk, reden="Terug van verlof")
        noor = User.objects.get(pk=noor.pk)
        assert (noor.is_active, noor.gesloten_op, noor.rolcodes) == (True, None, {rollen.TOEZICHTHOUDER})
        stel_wachtwoord_in(client, verstuurde_link())
        assert User.objects.get(pk=noor.pk).check_password(NIEUW_WACHTWOORD)
        assert regels_van(noor) == ["account_gemaakt", "account_gesloten", "account_heropend"]

    def test_not_yourself_not_the_last_beheerder_not_twice_not_without_reason(self, beheer, noor):
        with pytest.raises(Weigering, match="eigen account"):
            sluit_account(by=beheer, account_id=beheer.pk, reden="Klaar")
        with pytest.raises(Weigering, match="reden"):
            sluit_account(by=beheer, account_id=noor.pk, reden="  ")
        sluit_account(by=beheer, account_id=noor.pk, reden="Uit dienst")
        with pytest.raises(Conflict):
            sluit_account(by=beheer, account_id=noor.pk, reden="Uit dienst")
        with pytest.raises(Conflict):
            nodig_opnieuw_uit(by=beheer, account_id=noor.pk)
        ander = BeheerderFactory()
        sluit_account(by=ander, account_id=beheer.pk, reden="Uit dienst")
        with pytest.raises(Conflict):
            heropen_account(by=beheer, account_id=ander.pk, reden="Niet gesloten")


@pytest.mark.django_db(transaction=True)
def test_two_beheerders_who_close_each_other_leave_one():
    richt_in()
    een, twee = BeheerderFactory(), BeheerderFactory()
    uitkomsten, start = [], threading.Barrier(2)

    def sluit(by, ander):
        try:
            start.wait(timeout=20)
            sluit_account(by=by, account_id=ander.pk, reden="Ruzie")
            uitkomsten.append("gesloten")
        except Weigering:
            uitkomsten.append("geweigerd")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=sluit, args=paar, daemon=True) for paar in ((een, twee), (twee, een))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(uitkomsten) == ["gesloten", "geweigerd"]
    assert User.objects.filter(is_active=True).count() == 1


class TestPaginas:
    @pytest.fixture
    def als_beheer(self, client, beheer):
        client.force_login(beheer)
        return client

    GEGEVENS = {
        "voornaam": "Noor",
        "achternaam": "Bakker",
        "email": "noor@voorbeeldland.example",
        "functie": "",
    }

    def test_make_change_close_and_open_an_account(self, als_beheer):
        antwoord = als_beheer.post(
            reverse("account_nieuw"), {**self.GEGEVENS, "gebruikersnaam": "noor", "rollen": ["jurist"]}
        )
        noor = User.objects.get(username="noor")
        assert antwoord.url == reverse("account", args=[noor.pk])
        assert "De uitnodiging is onderweg" in als_beheer.get(antwoord.url).content.decode()
        als_beheer.post(reverse("account", args=[noor.pk]), {**self.GEGEVENS, "rollen": ["teamleider"]})
        assert User.objects.get(username="noor").rolcodes == {rollen.TEAMLEIDER}
        als_beheer.post(reverse("account_uitnodigen", args=[noor.pk]))
        als_beheer.post(reverse("account_sluiten", args=[noor.pk]), {"reden": "Uit dienst"})
        assert not User.objects.get(username="noor").is_active
        pagina = als_beheer.get(reverse("account", args=[noor.pk])).content.decode()
        assert "sloot het account" in pagina
        assert "Uit dienst" in pagina
        als_beheer.post(reverse("account_heropenen", args=[noor.pk]), {"reden": "Terug"})
        lijst = als_beheer.get(reverse("accounts")).content.decode()
        assert "Noor Bakker" in lijst
        assert "teamleider" in lijst

    def test_a_refusal_keeps_what_was_typed(self, als_beheer):
        gegevens = {**self.GEGEVENS, "gebruikersnaam": "noor", "rollen": ["jurist"]}
        als_beheer.post(reverse("account_nieuw"), gegevens)
        antwoord = als_beheer.post(reverse("account_nieuw"), {**gegevens, "voornaam": "Nora"})
        assert antwoord.status_code == 422
        assert "bestaat al" in antwoord.content.decode()
        assert 'value="Nora"' in antwoord.content.decode()

    def test_wrong_input_is_explained_per_field(self, als_beheer):
        antwoord = als_beheer.post(reverse("account_nieuw"), {"gebruikersnaam": "a b", "email": "geen adres"})
        assert antwoord.status_code == 422
        assert set(antwoord.context["form"].errors) == {"gebruikersnaam", "voornaam", "achternaam", "email"}

    def test_closing_asks_a_reason_and_a_second_time_says_what_happened(self, als_beheer, noor):
        adres = reverse("account_sluiten", args=[noor.pk])
        assert als_beheer.post(adres, {"reden": ""}).status_code == 422
        assert als_beheer.post(adres, {"reden": "Uit dienst"}).status_code == 302
        antwoord = als_beheer.post(adres, {"reden": "Uit dienst"})
        assert antwoord.status_code == 409
        assert "al gesloten" in antwoord.content.decode()

    def test_a_refused_invitation_is_a_page_with_a_reason(self, als_beheer, noor, beheer):
        sluit_account(by=beheer, account_id=noor.pk, reden="Uit dienst")
        antwoord = als_beheer.post(reverse("account_uitnodigen", args=[noor.pk]))
        assert antwoord.status_code == 409
        assert "Heropen het eerst" in antwoord.content.decode()

    def test_the_own_page_offers_no_closing(self, als_beheer, beheer):
        pagina = als_beheer.get(reverse("account", args=[beheer.pk])).content.decode()
        assert reverse("account_sluiten", args=[beheer.pk]) not in pagina

    def test_the_list_costs_the_same_for_one_and_for_many(self, als_beheer, django_assert_max_num_queries):
        for _ in range(20):
            ToezichthouderFactory()
        with django_assert_max_num_queries(12):
            assert als_beheer.get(reverse("accounts")).status_code == 200
