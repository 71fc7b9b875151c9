"""A herindeling and somebody else at once: the lock order is dossiers, then the plan; the constraints hold."""

import datetime as dt

import pytest

from interventieladder.models import Dossier, Herindelingsplan
from interventieladder.services import dossieropening, herindeling, herindeling_uitvoeren, herindelingsdaden
from interventieladder.services.dossieropening import NieuwDossier, open_dossier
from tests.factories import CoordinatorFactory
from tests.interventieladder.bouw import TAAK, VANDAAG, maak_dossier, maak_mensen
from tests.interventieladder.herindelingswereld import DATUM, bevestigd_plan, fusie
from tests.interventieladder.races import een_wint, ontmoeting, tegelijk
from toezicht.core.clock import klok_op

pytestmark = pytest.mark.django_db(transaction=True)
NA = DATUM + dt.timedelta(days=4)


def nieuw(overheid):
    return NieuwDossier(
        overheid_id=overheid.pk, taak=TAAK, titel="Archief", omschrijving="Feiten.", datum_feit=DATUM
    )


def test_two_people_confirm_one_plan_once(monkeypatch):
    with klok_op(VANDAAG):
        mensen = maak_mensen()
        _, (oost,) = fusie("Oostdam")
        maak_dossier("t3a", overheid=oost, mensen=mensen)
        plan = herindeling.maak_plan(overheid_id=oost.pk, datum=DATUM, door=mensen.opsteller)
        twee = [CoordinatorFactory(), CoordinatorFactory()]
    ontmoeting(monkeypatch, herindeling, "neem_plan")
    een_wint(tegelijk(*(lambda door=door: herindeling.bevestig(plan_id=plan.pk, door=door) for door in twee)))
    assert Herindelingsplan.objects.get(pk=plan.pk).bevestigd_door in twee


def test_a_dossier_that_opens_at_the_successor_leaves_one_open(monkeypatch):
    """Whoever is first: the other is refused, and the row says why."""
    with klok_op(VANDAAG):
        mensen = maak_mensen()
        duindam, (oost,) = fusie("Oostdam")
        maak_dossier("t3a", overheid=oost, mensen=mensen)
        plan = bevestigd_plan(oost)
        coordinator = CoordinatorFactory()
    ontmoeting(monkeypatch, dossieropening, "insert_unique")
    uitkomsten = tegelijk(
        lambda: open_dossier(nieuw=nieuw(duindam), door=mensen.opsteller),
        lambda: herindeling_uitvoeren.voer_uit(plan_id=plan.pk, door=coordinator),
        dag=NA,
    )
    assert Dossier.objects.open().filter(overheid=duindam).count() == 1
    regel = plan.regels.get()
    fouten = [u for u in uitkomsten if isinstance(u, Exception)]
    assert (regel.status, len(fouten)) in (("uitgevoerd", 1), ("mislukt", 0))


def test_a_merge_goes_up_in_the_dossier_that_opened_at_the_same_moment(monkeypatch):
    with klok_op(VANDAAG):
        mensen = maak_mensen()
        duindam, (oost, west) = fusie("Oostdam", "Westdam")
        oud = [maak_dossier("t2", overheid=o, mensen=mensen) for o in (oost, west)]
        plannen = [bevestigd_plan(o) for o in (oost, west)]
    ontmoeting(monkeypatch, herindelingsdaden, "insert_unique")
    uitkomsten = tegelijk(
        *(
            lambda plan=plan: herindeling_uitvoeren.voer_regel_uit(plan.regels.get().pk, None)
            for plan in plannen
        ),
        dag=NA,
    )
    een_wint(uitkomsten)  # the other takes no lock out of order: its next turn locks that dossier first
    with klok_op(NA):
        herindeling_uitvoeren.draai_herindelingen()
    samen = Dossier.objects.open().get(overheid=duindam)
    assert {b.vers().sluitreden for b in oud} == {"overgegaan_herindeling"}
    assert {p.regels.get().resultaat for p in plannen} == {samen}


def test_two_turns_of_the_clock_carry_a_row_out_once(monkeypatch):
    with klok_op(VANDAAG):
        mensen = maak_mensen()
        duindam, (oost,) = fusie("Oostdam")
        b = maak_dossier("t3a", overheid=oost, mensen=mensen)
        bevestigd_plan(oost)
    ontmoeting(monkeypatch, herindeling_uitvoeren, "neem_plan")
    uitkomsten = tegelijk(
        herindeling_uitvoeren.draai_herindelingen, herindeling_uitvoeren.draai_herindelingen, dag=NA
    )
    assert sorted(uitkomsten) == [0, 1]
    assert b.vers().overheid == duindam
