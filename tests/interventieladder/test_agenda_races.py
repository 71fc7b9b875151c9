"""Two secretaries at once: one item, one proposal, one meeting (style.md b10)."""

import datetime as dt
import threading
from contextlib import suppress

import pytest

from interventieladder.models import Agendapunt, Besluit, Collegebesluit, GSVergadering
from interventieladder.services import agenda, agendapunten, besluiten, collegebesluiten, vergaderingen
from tests.factories import SecretariaatFactory
from tests.interventieladder import dienst
from tests.interventieladder.agendawereld import (
    gehouden,
    op_agenda,
    uitkomst,
    vergadering,
    voor_gs,
)
from tests.interventieladder.bouw import VANDAAG, dagen
from tests.interventieladder.collegewereld import notulen
from tests.interventieladder.races import WACHT, een_wint, ontmoeting, tegelijk
from toezicht.core.clock import klok_op

pytestmark = pytest.mark.django_db(transaction=True)


def gereed():
    with klok_op(VANDAAG):
        b, voorstel = voor_gs()
        v = vergadering(b)
        return b, voorstel, v, SecretariaatFactory()


def test_two_secretaries_register_the_same_item(monkeypatch):
    b, voorstel, v, ander = gereed()
    with klok_op(VANDAAG):
        punt = op_agenda(b, v, voorstel)[0]
        gehouden(b, v)
    ontmoeting(monkeypatch, besluiten, "run_transition")
    een_wint(
        tegelijk(
            *(
                lambda door=door, soort=soort: agenda.registreer_uitkomst(
                    punt_id=punt.pk,
                    uitkomst=agenda.Uitkomst(soort, nummer=f"GS-{soort}", reden="Zo staat het er."),
                    door=door,
                )
                for door, soort in ((b.mensen.secretariaat, "goedgekeurd"), (ander, "afgewezen"))
            )
        )
    )
    punt.refresh_from_db()
    assert Besluit.objects.get().punt == punt
    assert punt.uitkomst == Besluit.objects.get().uitkomst


def test_two_secretaries_put_the_same_proposal_on_two_agendas(monkeypatch):
    b, voorstel, v, ander = gereed()
    with klok_op(VANDAAG):
        w = vergadering(b, dagen(7))
    ontmoeting(monkeypatch, agenda, "zet_op")
    een_wint(
        tegelijk(
            *(
                lambda door=door, waar=waar: agenda.agendeer(
                    vergadering_id=waar.pk, voorstel_ids=[voorstel.pk], door=door
                )
                for door, waar in ((b.mensen.secretariaat, v), (ander, w))
            )
        )
    )
    assert Agendapunt.objects.filter(voorstel=voorstel).count() == 1


def test_without_the_lock_the_database_still_keeps_one(monkeypatch):
    """The locks taken out of the way: the constraint says no, in the same words."""
    b, voorstel, v, _ = gereed()
    with klok_op(VANDAAG):
        w = vergadering(b, dagen(7))
    monkeypatch.setattr(agenda, "open_punt", lambda voorstel: None)
    with klok_op(VANDAAG):
        op_agenda(b, v, voorstel)
        with pytest.raises(agenda.Conflict, match="staat al op een agenda"):
            op_agenda(b, w, voorstel)


def test_two_secretaries_plan_the_same_meeting():
    b, _, _, ander = gereed()
    straks = VANDAAG + dt.timedelta(days=7)
    een_wint(
        tegelijk(
            *(
                lambda door=door: vergaderingen.plan_vergadering(datum=straks, soort="gewoon", door=door)
                for door in (b.mensen.secretariaat, ander)
            )
        )
    )
    assert GSVergadering.objects.filter(datum=straks).count() == 1


def test_registering_two_decisions_of_a_day_without_agenda_makes_one_meeting():
    with klok_op(VANDAAG):
        paren = [voor_gs() for _ in range(2)]
        gs = [dienst.gs_besluit() for _ in range(2)]
    uitkomsten = tegelijk(
        *(
            lambda paar=paar, wat=wat: besluiten.registreer_gs_besluit(
                voorstel_id=paar[1].pk, gs=wat, door=paar[0].mensen.secretariaat
            )
            for paar, wat in zip(paren, gs, strict=True)
        )
    )
    assert [type(u) for u in uitkomsten] == [Besluit, Besluit], uitkomsten
    assert len({u.vergadering_id for u in uitkomsten}) == 1


def nummer_race(monkeypatch):
    """A decision on a proposal and one outside the proposals, in two meetings at once, with one number."""
    with klok_op(VANDAAG):
        b, voorstel = voor_gs()
        v = vergadering(b)
        punt = op_agenda(b, v, voorstel)[0]
        gehouden(b, v)
        wat = notulen(dagen(-7), nummer="GS-2026-77")
    geteld, echt = threading.Barrier(2), agendapunten.eis_besluitnummer_vrij

    def vrij_en_wacht(nummer):
        """Both meet after the number was found free, before either decision is kept."""
        echt(nummer)
        with suppress(threading.BrokenBarrierError):
            geteld.wait(timeout=WACHT)

    for module in (besluiten, collegebesluiten):
        monkeypatch.setattr(module, "eis_besluitnummer_vrij", vrij_en_wacht)
    return tegelijk(
        lambda: uitkomst(b, punt, nummer=wat.nummer),
        lambda: collegebesluiten.leg_collegebesluit_vast(
            notulen=wat,
            overheid=b.dossier.overheid,
            onderwerp="Iets anders",
            opsteller_id=None,
            voorgesteld_op=None,
            door=SecretariaatFactory(),
        ),
    )


def test_one_number_is_not_registered_in_two_meetings(monkeypatch):
    uitkomsten = nummer_race(monkeypatch)
    een_wint(uitkomsten)
    assert any("Dit besluitnummer bestaat al." in str(u) for u in uitkomsten)
    assert Besluit.objects.count() + Collegebesluit.objects.count() == 1


def test_without_the_lock_on_the_number_the_race_is_seen(monkeypatch):
    """What the test above is worth: no constraint keeps a number to one of both tables."""
    monkeypatch.setattr(agendapunten, "_houd_besluitnummer", lambda nummer: None)
    with pytest.raises(AssertionError):
        een_wint(nummer_race(monkeypatch))
    assert Besluit.objects.get().nummer == Collegebesluit.objects.get().nummer


def test_taking_back_and_registering_at_once_never_decide_what_was_taken_back(monkeypatch):
    b, voorstel, v, _ = gereed()
    with klok_op(VANDAAG):
        punt = op_agenda(b, v, voorstel)[0]
        gehouden(b, v)
    ontmoeting(monkeypatch, agendapunten, "open_punt")
    een_wint(
        tegelijk(
            lambda: uitkomst(b, punt),
            lambda: agenda.voer_af(punt_id=punt.pk, reden="Toch niet.", door=b.mensen.secretariaat),
        )
    )
    punt.refresh_from_db()
    assert (punt.uitkomst == "goedgekeurd") is Besluit.objects.exists()
