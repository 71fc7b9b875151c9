"""A creation that is repeated creates nothing twice, also when both come at once."""

import datetime as dt
import threading

import pytest
from django.db import connections

from signalen.models import Signaal
from tests.api.wereld import Beller, bouw_wereld, probleem
from tests.draden import in_draden
from tests.factories import ToezichthouderFactory
from toezicht.api import herhaling
from toezicht.api.models import Idempotentie
from toezicht.api.tasks import ruim_op
from toezicht.core import clock
from toezicht.core.clock import klok_op

NIEUW = {
    "overheid": "GM9907",
    "soort": "IBT-OVERIG",
    "domein": "informatie_archief",
    "ernst": "licht",
    "titel": "Nog meer dozen",
    "bron": "regiomanager",
    "datum_feit": "2026-09-01",
    "kennisname_op": "2026-09-10",
    "betrouwbaarheid": "B",
}


def aantal():
    return Signaal.objects.filter(titel="Nog meer dozen").count()


@pytest.mark.django_db
class TestHerhaling:
    def test_the_same_request_shows_what_the_first_made(self, api):
        eerste = api.maak("/signalen", NIEUW, sleutel="a-1")
        tweede = api.maak("/signalen", NIEUW, sleutel="a-1")
        assert (eerste.status_code, tweede.status_code) == (201, 201)
        assert eerste.json() == tweede.json()
        for kop in ("Location", "ETag", "Content-Type", "API-Version"):
            assert eerste.headers[kop] == tweede.headers[kop]
        assert "Idempotency-Replayed" not in eerste.headers
        assert tweede.headers["Idempotency-Replayed"] == "true"
        assert aantal() == 1

    def test_the_answer_is_not_kept_and_asks_for_rights_again(self, api, wereld):
        pad = f"/dossiers/{wereld.dossier.nummer}/afspraken"
        afspraak = {"actie": "x", "eigenaar": "y", "gereed_op": "2026-12-01", "bewijs": "z"}
        assert api.maak("/signalen", NIEUW, sleutel="a-1").status_code == 201
        assert api.maak(pad, afspraak, sleutel="a-2").status_code == 201
        assert NIEUW["titel"] not in str(list(Idempotentie.objects.values()))
        api.account.groups.clear()
        probleem(api.maak("/signalen", NIEUW, sleutel="a-1"), 404)
        probleem(api.maak(pad, afspraak, sleutel="a-2"), 403)

    def test_what_its_reporter_may_not_see_stays_so(self, api):
        geheim = {**NIEUW, "vertrouwelijkheid": "cdk"}
        uit = [api.maak("/signalen", geheim, sleutel="a-1") for _ in range(2)]
        assert [antwoord.status_code for antwoord in uit] == [202, 202]
        assert uit[0].json() == uit[1].json()
        assert Signaal.objects.get(titel=NIEUW["titel"]).nummer not in str(
            list(Idempotentie.objects.values())
        )

    def test_another_request_with_the_same_key_is_refused(self, api, wereld):
        api.maak("/signalen", NIEUW, sleutel="a-1")
        probleem(api.maak("/signalen", {**NIEUW, "ernst": "zwaar"}, sleutel="a-1"), 422, "ander_verzoek")
        pad = f"/dossiers/{wereld.dossier.nummer}/afspraken"
        afspraak = {"actie": "x", "eigenaar": "y", "gereed_op": "2026-12-01", "bewijs": "z"}
        probleem(api.maak(pad, afspraak, sleutel="a-1"), 422, "ander_verzoek")
        assert aantal() == 1

    def test_a_key_is_of_one_account(self, api):
        api.maak("/signalen", NIEUW, sleutel="a-1")
        assert Beller(ToezichthouderFactory()).maak("/signalen", NIEUW, sleutel="a-1").status_code == 201
        assert aantal() == 2

    def test_without_a_key(self, api):
        probleem(api.stuur("POST", "/signalen", NIEUW), 400, "sleutel_ontbreekt")
        for sleutel in ("met spatie", "x" * 101, "é"):
            probleem(api.stuur("POST", "/signalen", NIEUW, idempotency_key=sleutel), 400)
        assert aantal() == 0

    def test_what_was_refused_may_be_mended_with_the_same_key(self, api):
        probleem(api.maak("/signalen", {**NIEUW, "overheid": "GM0000"}, sleutel="a-1"), 422)
        assert api.maak("/signalen", NIEUW, sleutel="a-1").status_code == 201
        assert aantal() == 1

    def test_after_a_day_it_is_forgotten(self, api):
        api.maak("/signalen", NIEUW, sleutel="a-1")
        assert ruim_op() == 0
        with klok_op(clock.nu() + dt.timedelta(hours=25)):
            morgen = Beller(api.account)
            assert morgen.maak("/signalen", NIEUW, sleutel="a-1").status_code == 201
            assert aantal() == 2
            Idempotentie.objects.update(gemaakt_op=clock.nu() - dt.timedelta(hours=25))
            assert ruim_op() == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_create_one_thing(monkeypatch):
    """The second waits until the first has committed: it is held back in the middle of its work."""
    wereld = bouw_wereld()
    begonnen, verder = threading.Event(), threading.Event()
    echt = herhaling._claim

    def claim(user, sleutel, verzoek):
        gekregen = echt(user, sleutel, verzoek)
        if gekregen is not None and not begonnen.is_set():
            begonnen.set()
            assert verder.wait(30)
        return gekregen

    monkeypatch.setattr(herhaling, "_claim", claim)
    een, twee = Beller(wereld.mensen.opsteller), Beller(wereld.mensen.opsteller)
    dag = clock.nu()

    def eerste():
        with klok_op(dag):
            return een.maak("/signalen", NIEUW, sleutel="samen")

    def tweede():
        assert begonnen.wait(30)
        threading.Timer(0.3, verder.set).start()
        with klok_op(dag):
            return twee.maak("/signalen", NIEUW, sleutel="samen")

    uit = in_draden(eerste, tweede)
    connections.close_all()
    assert [antwoord.status_code for antwoord in uit] == [201, 201], uit
    assert uit[0].json() == uit[1].json()
    assert sorted("Idempotency-Replayed" in antwoord.headers for antwoord in uit) == [False, True]
    assert aantal() == 1
