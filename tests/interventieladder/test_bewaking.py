"""Reminders go out once each, and what nobody can act on is seen."""

import datetime as dt
from dataclasses import replace

import pytest

from interventieladder import termijnsoorten
from interventieladder.models import Ladderstap, Termijn
from interventieladder.services import bewaking, briefverzending, brieven, dossiers, termijnen
from interventieladder.services.briefverzending import Zending
from interventieladder.termijnsoorten import soort_van
from tests.factories import SecretariaatFactory
from tests.interventieladder.paginawereld import PEIL, bouw
from toezicht.core import rollen
from toezicht.core.clock import klok_op
from toezicht.core.models import Bericht

EINDE = dt.date(2026, 12, 21)


@pytest.fixture
def wereld(db):
    """A dossier on T2 whose letter was sent on 23 November: four weeks to answer."""
    with klok_op(PEIL):
        wereld = bouw()
        voorstel = wereld.op_t2()
        brief = brieven.brieven_van(voorstel.pk)[0]
        briefverzending.verzend(
            brief_id=brief.pk,
            zendingen=[
                Zending(g["naam"], g["rol"], "email", PEIL, "leesbevestiging") for g in brief.geadresseerden
            ],
            door=wereld.noor,
        )
    return wereld


def aan(gebruiker):
    return Bericht.objects.filter(sleutel__startswith="termijn:", ontvanger=gebruiker)


def test_the_term_runs_until_the_day_we_think(wereld):
    assert Termijn.objects.get().effectief_einde == EINDE


@pytest.mark.parametrize(
    ("dag", "aantal"),
    [
        (PEIL, 0),
        (EINDE - dt.timedelta(days=15), 0),
        (EINDE - dt.timedelta(days=14), 1),
        (EINDE - dt.timedelta(days=7), 1),
        (EINDE - dt.timedelta(days=1), 1),
        (EINDE + dt.timedelta(days=1), 1),
    ],
)
def test_a_reminder_on_its_day_and_only_once(wereld, dag, aantal):
    with klok_op(dag):
        bewaking.herinner()
        eerste = aan(wereld.noor).count()
        assert bewaking.herinner() == 0
    assert eerste >= aantal
    assert aan(wereld.noor).count() == eerste
    assert bool(eerste) is bool(aantal)


def test_after_the_end_the_coordinator_hears_every_week(wereld):
    for dagen in (1, 7, 14, 21):
        with klok_op(EINDE + dt.timedelta(days=dagen)):
            bewaking.herinner()
    assert aan(wereld.rik).count() == 4  # the day after the end, and three weeks
    assert all("verstreken" in bericht.onderwerp for bericht in aan(wereld.rik))


@pytest.mark.parametrize(("dag", "punt"), [(-3, "-7"), (0, "-1"), (5, "+1"), (8, "week 1"), (30, "week 4")])
def test_days_of_silence_give_one_reminder_the_latest_that_was_due(wereld, dag, punt):
    with klok_op(EINDE + dt.timedelta(days=dag)):
        bewaking.herinner()
        assert bewaking.herinner() == 0
    assert [bericht.sleutel.split(":")[2] for bericht in aan(wereld.noor)] == [punt]


def test_a_moved_end_reminds_anew_and_an_unmoved_one_does_not(wereld):
    with klok_op(EINDE - dt.timedelta(days=7)):
        bewaking.herinner()
        termijn = Termijn.objects.get()
        termijnen.corrigeer_start(
            termijn_id=termijn.pk, start=PEIL + dt.timedelta(days=1), reden="poststempel", door=wereld.noor
        )
        assert bewaking.herinner() == 0
    with klok_op(EINDE - dt.timedelta(days=6)):
        assert bewaking.herinner() == 1
    assert aan(wereld.noor).count() == 2


def test_at_t5_the_secretariat_of_the_gedeputeerde_hears_a_fortnight_before(wereld):
    secretaris = SecretariaatFactory()
    Ladderstap.objects.filter(tot__isnull=True).update(trede="t5")
    for dagen in (14, 7, 1):
        with klok_op(EINDE - dt.timedelta(days=dagen)):
            bewaking.herinner()
    assert aan(secretaris).count() == 1
    assert aan(wereld.rik).count() == 3


def test_a_kind_can_have_reminders_and_an_owner_of_its_own(wereld, monkeypatch):
    eigen = replace(soort_van("antwoord"), herinneringen=(3,), eigenaar=rollen.JURIST)
    monkeypatch.setitem(termijnsoorten._SOORTEN, "antwoord", eigen)
    for dagen in (7, 3, 1):
        with klok_op(EINDE - dt.timedelta(days=dagen)):
            bewaking.herinner()
    assert aan(wereld.noor).count() == aan(wereld.farah).count() == 1


def test_a_stopped_term_reminds_nobody(wereld):
    Termijn.objects.update(status="gestopt")
    with klok_op(EINDE):
        assert bewaking.herinner() == 0


def test_a_proposal_without_anybody_to_act_is_a_fault(db):
    with klok_op(PEIL):
        wereld = bouw()
        voorstel = wereld.ingediend()
        assert bewaking.controle_voorstellen()[0]
        wereld.joost.is_active = False
        wereld.joost.save()
        wereld.rik.groups.clear()
        wereld.tess.groups.clear()
        wereld.farah.groups.clear()
        goed, uitleg = bewaking.controle_voorstellen()
    assert not goed
    assert voorstel.nummer in uitleg


def test_a_term_without_a_living_owner_is_a_fault(wereld):
    assert bewaking.controle_termijnen()[0]
    wereld.noor.is_active = False
    wereld.noor.save()
    goed, uitleg = bewaking.controle_termijnen()
    assert not goed
    assert wereld.dossier.nummer in uitleg
    with klok_op(PEIL):
        dossiers.wijs_toe(
            dossier_id=wereld.dossier_id,
            behandelaar_id=wereld.joost.pk,
            tweede_lezer_id=None,
            door=wereld.rik,
        )
    assert bewaking.controle_termijnen()[0]
