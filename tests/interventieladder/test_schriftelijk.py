"""The urgent written procedure: answers with their moment, and when they decide (ladder.md 2.7, 5.2; policy)."""

import dataclasses
import datetime as dt

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from interventieladder.models import Agendapunt, GSLid, SchriftelijkAntwoord
from interventieladder.services import agenda, schriftelijk, stapzetting
from interventieladder.services.schriftelijk import leg_antwoord_vast, stand
from tests.interventieladder.agendawereld import (
    STAP,
    gehouden,
    leden,
    op_agenda,
    status,
    uitkomst,
    vergadering,
    voor_gs,
)
from tests.interventieladder.bouw import VANDAAG, dagen
from toezicht.core import clock
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.mandaten.models import Belang

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def klok():
    with klok_op(clock.moment(VANDAAG, dt.time(16, 0))):
        yield


def om(uur, dag=VANDAAG):
    return clock.moment(dag, dt.time(uur, 0))


def rondgestuurd(**anders):
    b, voorstel = voor_gs(**anders)
    return b, voorstel, op_agenda(b, vergadering(b, soort="schriftelijk"), voorstel)[0]


def antwoord(b, punt, lid_id, wat="akkoord", op=None, toelichting=""):
    return leg_antwoord_vast(
        punt_id=punt.pk,
        lid_id=lid_id,
        antwoord=wat,
        op=op or om(9),
        toelichting=toelichting or ("" if wat == "akkoord" else "Te snel."),
        door=b.mensen.secretariaat,
    )


def nu(punt, regel="meerderheid"):
    return stand(Agendapunt.objects.get(pk=punt.pk), regel)


def test_it_is_decided_by_the_answer_that_makes_the_majority():
    b, voorstel, punt = rondgestuurd()
    ids = leden()
    antwoord(b, punt, ids[0], op=om(9))
    antwoord(b, punt, ids[1], op=om(11))
    with pytest.raises(Weigering, match=r"dragen dit besluit niet.*2 akkoord.*nodig zijn er 3"):
        uitkomst(b, punt)
    antwoord(b, punt, ids[3], "niet_akkoord", op=om(12))
    antwoord(b, punt, ids[2], op=om(14))
    assert (nu(punt).uitkomst, nu(punt).besloten_op) == ("goedgekeurd", om(14))
    with pytest.raises(Weigering, match="dragen dit besluit niet"):
        uitkomst(b, punt, "afgewezen", reden="Te snel.")
    klaar = uitkomst(b, punt)
    assert (klaar.besluit.niveau, klaar.besluit.besloten_op, klaar.besluit.besloten_door) == (
        "gs",
        VANDAAG,
        None,
    )
    assert klaar.besluit.vergadering.soort == "schriftelijk"
    assert [lid.pk for lid in klaar.besluit.beslissende_leden] == ids[:4]
    assert stapzetting.zet_stap(dossier_id=b.dossier.pk, stap=STAP, door=b.mensen.opsteller).stand == "t4"
    assert status(voorstel) == "uitgevoerd"


def test_the_day_is_that_of_the_deciding_answer_not_of_the_start():
    b, _, punt = rondgestuurd()
    ids = leden()
    antwoord(b, punt, ids[0])
    antwoord(b, punt, ids[1])
    morgen, overmorgen = dagen(1), dagen(2)
    with klok_op(om(12, overmorgen)):
        antwoord(b, punt, ids[2], op=om(10, morgen))
        assert uitkomst(b, punt).besluit.besloten_op == morgen


def test_who_asks_for_a_meeting_stops_it_and_the_item_goes_there():
    b, voorstel, punt = rondgestuurd()
    ids = leden()
    for lid_id in ids[:3]:
        antwoord(b, punt, lid_id)
    antwoord(b, punt, ids[4], "bespreken")
    assert (nu(punt).uitkomst, nu(punt).bespreken) == ("", ("Evers",))
    with pytest.raises(Weigering, match="Evers wil dit in een vergadering bespreken"):
        uitkomst(b, punt)
    gewoon = vergadering(b, dagen(3))
    uitkomst(b, punt, "aangehouden", reden="Evers wil het bespreken.", naar_id=gewoon.pk)
    assert gewoon.punten.get().voorstel == voorstel


def test_what_was_dealt_with_keeps_its_number_when_the_rest_gets_another_order():
    b, _, punt = rondgestuurd()
    rest = [op_agenda(b, punt.vergadering, voor_gs()[1])[0] for _ in range(2)]
    assert [p.nummer for p in (punt, *rest)] == ["1", "2", "3"]
    uitkomst(b, rest[0], "aangehouden", reden="Eerst de cijfers.")
    agenda.herschik(
        vergadering_id=punt.vergadering_id, punt_ids=[rest[1].pk, punt.pk], door=b.mensen.secretariaat
    )
    nummers = dict(punt.vergadering.punten.values_list("pk", "nummer"))
    assert nummers == {rest[0].pk: "2", rest[1].pk: "1", punt.pk: "3"}


def test_a_majority_against_refuses():
    b, voorstel, punt = rondgestuurd()
    for lid_id in leden()[:3]:
        antwoord(b, punt, lid_id, "niet_akkoord")
    uitkomst(b, punt, "afgewezen", reden="De meerderheid wil eerst overleg.")
    assert status(voorstel) == "afgewezen"


def test_where_the_policy_asks_all_it_waits_for_the_last_answer():
    b, _, punt = rondgestuurd()
    ids = leden()
    for plek, lid_id in enumerate(ids[:4]):
        antwoord(b, punt, lid_id, op=om(8 + plek))
    assert (nu(punt, "meerderheid").uitkomst, nu(punt, "alle").uitkomst) == ("goedgekeurd", "")
    assert nu(punt).wachten_op == ("Evers",)
    antwoord(b, punt, ids[4], "niet_akkoord", op=om(15))
    assert nu(punt, "alle").besloten_op == om(15)
    assert nu(punt, "meerderheid").besloten_op == om(10)


def test_a_province_without_the_procedure_refuses_it():
    _, voorstel = voor_gs()
    beleid = voorstel.dossier.beleid
    anders = dataclasses.replace(beleid, gs=dataclasses.replace(beleid.gs, schriftelijk="niet"))
    with pytest.raises(Weigering, match="kent geen schriftelijke procedure"):
        schriftelijk.eis_toegestaan(type("Zaak", (), {"beleid": anders})())


def test_who_stepped_aside_or_has_an_interest_does_not_answer():
    b, voorstel, punt = rondgestuurd()
    ids = leden()
    GSLid.objects.filter(pk=ids[1]).update(gebruiker=b.mensen.gedeputeerde)
    GSLid.objects.filter(pk=ids[2]).update(gebruiker=voorstel.opgesteld_door)
    Belang.objects.create(
        gebruiker=b.mensen.gedeputeerde, overheid=b.dossier.overheid, van=dagen(-9), toelichting="zwager"
    )
    agenda.leg_terugtreding_vast(
        punt_id=punt.pk, lid_id=ids[0], reden="Woont er.", door=b.mensen.secretariaat
    )
    for lid_id, woord in (
        (ids[0], "teruggetreden"),
        (ids[1], "een belang"),
        (ids[2], "stelde het voorstel op"),
    ):
        with pytest.raises(Weigering, match=woord):
            antwoord(b, punt, lid_id)
    antwoord(b, punt, ids[3])
    with pytest.raises(Conflict, match="al schriftelijk geantwoord"):
        agenda.leg_terugtreding_vast(punt_id=punt.pk, lid_id=ids[3], reden="", door=b.mensen.secretariaat)


@pytest.mark.parametrize(
    ("anders", "woord"),
    [
        ({"wat": "misschien", "toelichting": "x"}, "Kies wat"),
        ({"wat": "bespreken", "toelichting": " "}, "wat het lid erbij zei"),
        ({"op": "straks"}, "niet in de toekomst"),
        ({"op": "eerder"}, "na het rondsturen"),
        ({"lid_id": 999_999}, "in functie"),
    ],
)
def test_answers_that_cannot_be_are_refused(anders, woord):
    b, _, punt = rondgestuurd()
    momenten = {"straks": om(18), "eerder": om(9, dagen(-1))}
    wat = {"lid_id": leden()[0], **anders}
    wat["op"] = momenten.get(wat.get("op"), om(9))
    with pytest.raises(Weigering, match=woord):
        leg_antwoord_vast(
            punt_id=punt.pk,
            lid_id=wat["lid_id"],
            antwoord=wat.get("wat", "akkoord"),
            op=wat["op"],
            toelichting=wat.get("toelichting", ""),
            door=b.mensen.secretariaat,
        )


def test_an_answer_is_given_once_and_stands():
    b, _, punt = rondgestuurd()
    ids = leden()
    eerste = antwoord(b, punt, ids[0])
    with pytest.raises(Conflict, match="al vastgelegd"):
        antwoord(b, punt, ids[0], "bespreken")
    with pytest.raises(ProgrammingError, match="geweigerd"), transaction.atomic():
        SchriftelijkAntwoord.objects.filter(pk=eerste.pk).update(antwoord="bespreken")
    with pytest.raises(GeenRecht):
        leg_antwoord_vast(
            punt_id=punt.pk, lid_id=ids[1], antwoord="akkoord", op=om(9), door=b.mensen.gedeputeerde
        )
    for lid_id in ids[1:3]:
        antwoord(b, punt, lid_id)
    uitkomst(b, punt)
    with pytest.raises(Conflict, match="al afgehandeld"):
        antwoord(b, punt, ids[4])
    with pytest.raises(IntegrityError, match="al een uitkomst"), transaction.atomic():
        SchriftelijkAntwoord.objects.create(
            punt=punt,
            lid_id=ids[4],
            antwoord="akkoord",
            op=om(9),
            geregistreerd_door=b.mensen.secretariaat,
            geregistreerd_op=om(9),
        )


def test_in_a_meeting_members_do_not_answer_in_writing_and_the_other_way_round():
    b, voorstel = voor_gs()
    punt = op_agenda(b, vergadering(b), voorstel)[0]
    with pytest.raises(Weigering, match="uitkomst per punt"):
        antwoord(b, punt, leden()[0])
    c, _, rond = rondgestuurd()
    with pytest.raises(Weigering, match="antwoord vast"):
        gehouden(c, rond.vergadering)
