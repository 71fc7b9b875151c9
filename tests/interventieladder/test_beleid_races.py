"""Two people at once with the policy: one adoption, one move, and never a dossier that slips in between."""

import datetime as dt

import pytest

from interventieladder.models import Beleidskader, Dossier, Voorstel
from interventieladder.services import beleid as diensten
from interventieladder.services import beleidverplaatsing, voorstellen
from tests.factories import BeheerderFactory, TeamleiderFactory
from tests.interventieladder import dienst
from tests.interventieladder.beleidwereld import stel_vast, voorbeeld
from tests.interventieladder.bouw import VANDAAG, leg_dossierfeiten, maak_dossier
from tests.interventieladder.races import een_wint, ontmoeting, tegelijk
from toezicht.core.clock import klok_op
from toezicht.core.models import Logboekregel

pytestmark = pytest.mark.django_db(transaction=True)
VORIG = dt.date(2026, 10, 1)


def wacht_op_vaststelling(versie, geldig_van=VORIG):
    opsteller = BeheerderFactory()
    inhoud = voorbeeld(versie=versie, geldig_van=geldig_van.isoformat())
    diensten.stel_op(inhoud=inhoud, door=opsteller)
    diensten.dien_in(versie=versie, door=opsteller)


def vaststellen(versie, door):
    return lambda: diensten.stel_vast(versie=versie, kenmerk="GS-1", besloten_op=VORIG, door=door)


def test_two_adopt_the_same_version_at_once(monkeypatch):
    with klok_op(VANDAAG):
        wacht_op_vaststelling("2026-2")
        een, twee = TeamleiderFactory(), TeamleiderFactory()
    ontmoeting(monkeypatch, diensten, "run_transition")
    een_wint(tegelijk(vaststellen("2026-2", een), vaststellen("2026-2", twee)))
    assert Logboekregel.objects.filter(handeling="beleid_vastgesteld").count() == 1
    assert Beleidskader.objects.get(versie="2026-2").status == "vastgesteld"


def test_two_versions_for_one_day_are_adopted_at_once(monkeypatch):
    with klok_op(VANDAAG):
        for versie in ("2026-2", "2026-3"):
            wacht_op_vaststelling(versie)
        een, twee = TeamleiderFactory(), TeamleiderFactory()
    ontmoeting(monkeypatch, diensten, "run_transition")
    een_wint(tegelijk(vaststellen("2026-2", een), vaststellen("2026-3", twee)))
    assert Beleidskader.objects.filter(geldig_van=VORIG, status="vastgesteld").count() == 1


def test_two_enter_the_same_file_at_once(monkeypatch):
    with klok_op(VANDAAG):
        een, twee = BeheerderFactory(), BeheerderFactory()
    inhoud = voorbeeld(versie="2026-2", geldig_van=VORIG.isoformat())
    ontmoeting(monkeypatch, diensten.inhoud_van, "hash_van")
    uitkomsten = tegelijk(*(lambda d=d: diensten.stel_op(inhoud=inhoud, door=d).versie for d in (een, twee)))
    assert uitkomsten == ["2026-2", "2026-2"]
    assert Logboekregel.objects.filter(handeling="beleid_opgesteld").count() == 1


def test_a_dossier_is_moved_once_when_two_press_at_once(monkeypatch):
    with klok_op(VANDAAG):
        stel_vast("zes-2026-1", geldig_van=VORIG.isoformat())
        b = maak_dossier("t3a")
        mensen = TeamleiderFactory(), TeamleiderFactory()
    gezien = {b.dossier.pk: b.dossier.versie}

    def verplaats(door):
        return lambda: (
            beleidverplaatsing.verplaats_dossiers(
                naar="zes-2026-1", dossiers=gezien, reden="Nieuw beleid.", door=door
            ).verplaatst
        )

    ontmoeting(monkeypatch, beleidverplaatsing, "verplaatsing")
    uitkomsten = tegelijk(*map(verplaats, mensen))
    assert sorted(uitkomsten, key=len) == [[], [b.dossier.nummer]]
    assert Logboekregel.objects.filter(handeling="beleid_overgezet").count() == 1


def test_sealing_and_moving_at_once_leave_one_policy_for_both(monkeypatch):
    with klok_op(VANDAAG):
        stel_vast("zes-2026-1", geldig_van=VORIG.isoformat())
        b = leg_dossierfeiten(maak_dossier("t1"), "vraag_informatie")
        voorstel = dienst.stel_op(b, "vraag_informatie")
        teamleider = TeamleiderFactory()
    gezien = {b.dossier.pk: Dossier.objects.get(pk=b.dossier.pk).versie}
    ontmoeting(monkeypatch, voorstellen, "run_transition")
    tegelijk(
        lambda: voorstellen.dien_in(voorstel_id=voorstel.pk, door=b.mensen.opsteller),
        lambda: beleidverplaatsing.verplaats_dossiers(
            naar="zes-2026-1", dossiers=gezien, reden="Nieuw beleid.", door=teamleider
        ),
    )
    voorstel = Voorstel.objects.get(pk=voorstel.pk)
    assert voorstel.status == "ter_toetsing"
    assert voorstel.beleid_versie == Dossier.objects.get(pk=b.dossier.pk).beleid_versie
