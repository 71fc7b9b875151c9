"""Keys: made once, shown once, only a hash kept; scope, end, withdrawal; the pages for the owner and for beheer."""

import datetime as dt
import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests.api.wereld import Beller, probleem
from tests.factories import BeheerderFactory, ToezichthouderFactory, UserFactory
from toezicht.core import clock, logboek, sleutels
from toezicht.core.accounts import heropen_account, sluit_account
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import Logboekregel, Toegangssleutel

pytestmark = pytest.mark.django_db
PAD = "/api/v1/dossiers"


def vraag(tekst, pad=PAD):
    return Client(headers={"authorization": f"Bearer {tekst}"}).get(pad)


@pytest.fixture
def noor(db):
    return ToezichthouderFactory(username="noor")


def maak(account, **anders):
    velden = {"naam": "Zaaksysteem", "geldig_tot": clock.vandaag() + dt.timedelta(days=30)}
    return sleutels.maak_sleutel(account=account, **{**velden, **anders})


def test_only_a_hash_is_kept(noor):
    sleutel, tekst = maak(noor)
    assert re.fullmatch(r"ibt_[\w-]{43}", tekst)
    rij = Toegangssleutel.objects.filter(pk=sleutel.pk).values().get()
    assert tekst not in str(rij)
    assert tekst[4:-4] not in str(list(Logboekregel.objects.values()))
    assert vraag(tekst).status_code == 200


def test_without_a_key_or_with_nonsense(noor):
    probleem(Client().get(PAD), 401, "niet_ingelogd")
    for kop in ("Bearer", "Bearer ", "Bearer onzin", "Bearer ibt_" + "x" * 43, "Basic abc", "Bearer \u00e9"):
        uit = Client(headers={"authorization": kop}).get(PAD)
        probleem(uit, 401, "niet_ingelogd")
        assert uit.headers["WWW-Authenticate"] == "Bearer"


def test_a_wrong_key_does_not_fall_back_on_the_session(noor):
    client = Client(headers={"authorization": "Bearer ibt_fout"})
    client.force_login(noor)
    probleem(client.get(PAD), 401)


def test_past_its_end(noor):
    _, tekst = maak(noor, geldig_tot=clock.vandaag())
    assert vraag(tekst).status_code == 200
    with klok_op(clock.vandaag() + dt.timedelta(days=1)):
        assert "verlopen" in probleem(vraag(tekst), 401)["detail"]


def test_withdrawn(noor):
    sleutel, tekst = maak(noor)
    sleutels.trek_sleutel_in(sleutel_id=sleutel.pk, door=noor)
    probleem(vraag(tekst), 401)
    with pytest.raises(Conflict):
        sleutels.trek_sleutel_in(sleutel_id=sleutel.pk, door=noor)


def test_withdrawn_stays_withdrawn_in_the_database(noor):
    sleutel, _ = maak(noor)
    sleutels.trek_sleutel_in(sleutel_id=sleutel.pk, door=noor)
    rij = Toegangssleutel.objects.filter(pk=sleutel.pk)
    later = clock.vandaag() + dt.timedelta(days=90)
    for anders in (
        {"ingetrokken_op": None, "intrekreden": ""},
        {"schrijven": True},
        {"geldig_tot": later},
        {"delen": ["inzet"]},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rij.update(**anders)


def test_a_closed_account_takes_its_keys_along_for_good(noor):
    _, tekst = maak(noor)
    beheer = BeheerderFactory()
    BeheerderFactory()
    sluit_account(by=beheer, account_id=noor.pk, reden="Uit dienst.")
    probleem(vraag(tekst), 401)
    heropen_account(by=beheer, account_id=noor.pk, reden="Terug.")
    probleem(vraag(tekst), 401)
    regel = Logboekregel.objects.get(handeling="sleutel_ingetrokken")
    assert (regel.keten, regel.door_id) == (f"account:{noor.pk}", beheer.pk)
    assert logboek.controleer().in_orde


def test_rights_follow_the_account_at_once(noor):
    _, tekst = maak(noor)
    noor.groups.clear()
    probleem(vraag(tekst), 403, "geen_recht")


def test_a_key_for_reading_does_not_write(noor):
    lezer = Beller(noor, schrijven=False)
    assert lezer.get("/dossiers").status_code == 200
    inhoud = probleem(lezer.maak("/dossiers", {}), 403, "buiten_bereik")
    assert "alleen lezen" in inhoud["detail"]
    for methode in ("PUT", "PATCH", "DELETE"):
        assert lezer.stuur(methode, "/voorstellen/x", {}).status_code in {403, 405}


def test_a_key_for_one_part(noor):
    deel = Beller(noor, delen=["dossiers"])
    for pad in ("/dossiers", "/termijnen", "/afspraken", "/rolkeuzes"):
        assert deel.get(pad).status_code == 200, pad
    for pad in ("/signalen", "/overheden", "/voorstellen", "/gs-leden", "/inzet"):
        assert "dossiers" in probleem(deel.get(pad), 403, "buiten_bereik")["detail"], pad


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"naam": " "}, "naam"),
        ({"naam": "x" * 81}, "naam"),
        ({"geldig_tot": dt.date(2020, 1, 1)}, "geldig_tot"),
        ({"geldig_tot": dt.date(2099, 1, 1)}, "geldig_tot"),
        ({"delen": ["alles"]}, "delen"),
    ],
)
def test_what_will_not_do(noor, anders, veld):
    with pytest.raises(Weigering) as fout:
        maak(noor, **anders)
    assert fout.value.veld == veld


def test_there_is_a_limit_and_the_last_use_is_kept_per_hour(noor, django_assert_num_queries):
    for _ in range(sleutels.HOOGSTENS):
        _, tekst = maak(noor)
    with pytest.raises(Weigering, match="Trek er eerst een in"):
        maak(noor)
    with django_assert_num_queries(2):
        sleutels.sleutel_van(tekst)
    with django_assert_num_queries(1):
        sleutel = sleutels.sleutel_van(tekst)
        assert sleutel.account.has_perm("interventieladder.bekijk_dossier")
        assert sleutel.account.rolcodes == {"toezichthouder"}
    assert sleutel.laatst_gebruikt_op == clock.nu()


def test_of_somebody_else_only_beheer_withdraws(noor):
    sleutel, _ = maak(noor)
    with pytest.raises(GeenRecht):
        sleutels.trek_sleutel_in(sleutel_id=sleutel.pk, door=ToezichthouderFactory(), reden="x")
    with pytest.raises(GeenRecht):
        sleutels.alle_sleutels(noor)
    beheer = BeheerderFactory()
    with pytest.raises(Weigering, match="reden"):
        sleutels.trek_sleutel_in(sleutel_id=sleutel.pk, door=beheer)
    sleutels.trek_sleutel_in(sleutel_id=sleutel.pk, door=beheer, reden="Gelekt.")
    sleutel.refresh_from_db()
    assert (sleutel.ingetrokken_door, sleutel.intrekreden) == (beheer, "Gelekt.")


class TestPaginas:
    @staticmethod
    def invoer(**anders):
        tot = (clock.vandaag() + dt.timedelta(days=30)).isoformat()
        return {"naam": "Zaaksysteem", "bereik": "schrijven", "geldig_tot": tot, **anders}

    def test_shown_once(self, client, noor):
        client.force_login(noor)
        uit = client.post("/sleutels/", self.invoer(delen=["dossiers"]))
        assert uit.status_code == 201
        tekst = re.search(r'value="(ibt_[\w-]+)"', uit.content.decode())[1]
        assert vraag(tekst).status_code == 200
        pagina = client.get("/sleutels/").content.decode()
        assert tekst not in pagina
        assert "Zaaksysteem" in pagina
        assert "lezen en wijzigen" in pagina
        onderdeel = f'<span class="zacht klein">{sleutels.DELEN["dossiers"]}</span>'
        assert onderdeel in pagina
        client.force_login(BeheerderFactory())
        assert onderdeel in client.get("/beheer/sleutels/").content.decode()

    def test_wrong_input_keeps_the_text(self, client, noor):
        client.force_login(noor)
        uit = client.post("/sleutels/", self.invoer(geldig_tot="2099-01-01"))
        assert uit.status_code == 422
        assert "hoogstens een jaar" in uit.content.decode()
        assert client.post("/sleutels/", self.invoer(naam="")).status_code == 422
        assert not Toegangssleutel.objects.exists()

    def test_withdrawing_the_own_one_only(self, client, noor):
        sleutel, _ = maak(noor)
        client.force_login(ToezichthouderFactory())
        client.post(f"/sleutels/{sleutel.pk}/intrekken/")
        assert sleutels.werkende(noor).count() == 1
        client.force_login(noor)
        assert client.post(f"/sleutels/{sleutel.pk}/intrekken/").status_code == 302
        assert sleutels.werkende(noor).count() == 0
        assert "ingetrokken" in client.get("/sleutels/").content.decode()

    def test_beheer_sees_and_withdraws_all(self, client, noor):
        sleutel, _ = maak(noor)
        client.force_login(noor)
        assert client.get("/beheer/sleutels/").status_code == 403
        assert client.post(f"/beheer/sleutels/{sleutel.pk}/intrekken/", {"reden": "x"}).status_code == 403
        client.force_login(BeheerderFactory())
        assert noor.naam in client.get("/beheer/sleutels/").content.decode()
        pad = f"/beheer/sleutels/{sleutel.pk}/intrekken/"
        assert client.post(pad, {"reden": ""}).status_code == 422
        assert client.post(pad, {"reden": "Gelekt."}).status_code == 302
        assert client.post(pad, {"reden": "Gelekt."}).status_code == 409
        assert "Gelekt." in client.get("/beheer/sleutels/").content.decode()

    def test_an_outsider_has_no_keys(self, client):
        client.force_login(UserFactory())
        assert client.get("/sleutels/").status_code == 403
        assert client.get("/api/documentatie/").status_code == 403

    def test_the_page_that_explains_the_api(self, client, noor):
        client.force_login(noor)
        pagina = client.get("/api/documentatie/").content.decode()
        assert "POST /api/v1/dossiers/{nummer}/stappen" in pagina
        assert "Idempotency-Key" in pagina
        assert "Zet een stap" in pagina
