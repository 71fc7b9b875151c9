"""The agenda of GS: what stands on it, who keeps it, outcome per item, quorum and the second meeting."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction

from interventieladder.models import Agendapunt, Besluit, GSLid, GSVergadering
from interventieladder.services import agenda, besluiten, vergaderingen, voorstellen
from interventieladder.services.agenda import Uitkomst
from tests.factories import UserFactory
from tests.interventieladder import dienst
from tests.interventieladder.agendawereld import (
    gehouden,
    leden,
    op_agenda,
    status,
    uitkomst,
    vergadering,
    voor_gs,
)
from tests.interventieladder.bouw import VANDAAG, dagen, leg_dossierfeiten, maak_besluit, maak_dossier
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import Bericht, Logboekregel
from toezicht.mandaten.models import Belang

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


def drie():
    """Three proposals that wait for GS, with the first one's people."""
    paren = [voor_gs() for _ in range(3)]
    return paren[0][0], [voorstel for _, voorstel in paren]


# -- putting on, ordering, taking off ---------------------------------------------------------------


def test_several_proposals_go_on_the_agenda_at_once_in_the_order_chosen():
    b, (een, twee, drie_) = drie()
    punten = op_agenda(b, vergadering(b), drie_, een, twee)
    assert [(p.nummer, p.voorstel_id) for p in punten] == [("1", drie_.pk), ("2", een.pk), ("3", twee.pk)]
    assert [p.zegel for p in punten] == [drie_.zegel, een.zegel, twee.zegel]
    regel = Logboekregel.objects.get(keten=f"voorstel:{een.pk}", handeling="voorstel_geagendeerd")
    assert regel.gegevens["agendapunt"] == "2"
    assert Bericht.objects.filter(ontvanger=b.mensen.opsteller, sleutel__startswith="agenda:").exists()


def test_all_or_none_go_on():
    b, (een, twee, _) = drie()
    v = vergadering(b)
    voorstellen.geef_retour(voorstel_id=twee.pk, vraag="Wat kost het?", door=b.mensen.secretariaat)
    with pytest.raises(Conflict, match="wacht niet op GS"):
        op_agenda(b, v, een, twee)
    assert not Agendapunt.objects.exists()


def test_only_what_gs_decide_goes_on_and_only_in_preparation():
    b = leg_dossierfeiten(maak_dossier("t1"), "vraag_informatie")
    van_de_teamleider = dienst.ter_besluit(b, "vraag_informatie")
    _, voorstel = voor_gs()
    v = vergadering(b)
    with pytest.raises(Weigering, match="beslissen GS niet"):
        op_agenda(b, v, van_de_teamleider)
    with pytest.raises(Weigering, match="ten minste één"):
        op_agenda(b, v)
    with pytest.raises(Weigering, match="na die vergadering"):
        op_agenda(b, vergadering(b, dagen(-1)), voorstel)
    gehouden(b, v)
    with pytest.raises(Conflict, match="al gehouden"):
        op_agenda(b, v, voorstel)


def test_a_proposal_stands_on_one_agenda():
    b, voorstel = voor_gs()
    punt = op_agenda(b, vergadering(b), voorstel)[0]
    volgende = vergadering(b, dagen(7))
    with pytest.raises(Conflict, match="agendapunt 1 van"):
        op_agenda(b, volgende, voorstel)
    with pytest.raises(IntegrityError, match="een_open_per_voorstel"), transaction.atomic():
        Agendapunt.objects.create(
            vergadering=volgende,
            voorstel=voorstel,
            volgorde=1,
            nummer="1",
            zegel=voorstel.zegel,
            geagendeerd_door=b.mensen.secretariaat,
            geagendeerd_op=punt.geagendeerd_op,
        )
    agenda.voer_af(punt_id=punt.pk, reden="Nog een gesprek.", door=b.mensen.secretariaat)
    assert op_agenda(b, volgende, voorstel)[0].nummer == "1"
    assert status(voorstel) == "ter_besluit"


def test_one_meeting_per_day_and_kind():
    b, _ = voor_gs()
    eerste = vergadering(b)
    with pytest.raises(Conflict, match="al een gewone vergadering"):
        vergadering(b)
    assert vergadering(b, soort="schriftelijk").soort == "schriftelijk"
    door = b.mensen.secretariaat
    with pytest.raises(Weigering, match="volgt op"):
        vergadering(b, soort="tweede")
    with pytest.raises(Weigering, match="binnen een jaar"):
        vergadering(b, dagen(400))
    vergaderingen.laat_vergadering_vervallen(vergadering_id=eerste.pk, reden="Staking.", door=door)
    assert vergadering(b).pk != eerste.pk
    with pytest.raises(Conflict, match="al niet door"):
        vergaderingen.laat_vergadering_vervallen(vergadering_id=eerste.pk, reden="x", door=door)


def test_reordering_renumbers_and_an_older_page_is_refused():
    b, drietal = drie()
    v = vergadering(b)
    een, twee, drie_ = op_agenda(b, v, *drietal)
    door = b.mensen.secretariaat
    agenda.herschik(vergadering_id=v.pk, punt_ids=[drie_.pk, een.pk, twee.pk], door=door)
    assert list(v.punten.values_list("nummer", "pk")) == [("1", drie_.pk), ("2", een.pk), ("3", twee.pk)]
    agenda.voer_af(punt_id=een.pk, reden="Later.", door=door)
    for rij in ([drie_.pk, een.pk, twee.pk], [drie_.pk], [drie_.pk, drie_.pk, twee.pk]):
        with pytest.raises(Conflict, match="intussen gewijzigd"):
            agenda.herschik(vergadering_id=v.pk, punt_ids=rij, door=door)
    agenda.herschik(vergadering_id=v.pk, punt_ids=[twee.pk, drie_.pk], door=door)
    assert list(v.punten.filter(uitkomst="").values_list("nummer", flat=True)) == ["1", "2"]


@pytest.mark.parametrize(
    "daad",
    [
        lambda b, v: voorstellen.haal_terug(voorstel_id=v.pk, door=b.mensen.opsteller),
        lambda b, v: voorstellen.trek_in(voorstel_id=v.pk, reden="Opgelost.", door=b.mensen.opsteller),
        lambda b, v: voorstellen.geef_retour(
            voorstel_id=v.pk, vraag="Wat kost het?", door=b.mensen.secretariaat
        ),
    ],
    ids=["teruggehaald", "ingetrokken", "retour"],
)
def test_a_proposal_that_no_longer_waits_leaves_the_agenda(daad):
    b, voorstel = voor_gs()
    punt = op_agenda(b, vergadering(b), voorstel)[0]
    daad(b, voorstel)
    punt.refresh_from_db()
    assert punt.uitkomst == "afgevoerd"
    assert punt.toelichting


def test_what_an_authorised_deputy_decides_leaves_the_agenda():
    b = leg_dossierfeiten(maak_dossier("t3b"), "kondig_voornemen_aan")
    voorstel = dienst.ter_besluit(b, "kondig_voornemen_aan")
    punt = op_agenda(b, vergadering(b), voorstel)[0]
    dienst.machtig(voorstel.stap)
    besluiten.beslis(
        voorstel_id=voorstel.pk, goedkeuren=True, door=b.mensen.gedeputeerde, zegel=voorstel.zegel
    )
    punt.refresh_from_db()
    assert (punt.uitkomst, punt.besluit) == ("afgevoerd", None)
    assert "GS-besluit 2026-0001" in punt.toelichting


# -- outcomes ---------------------------------------------------------------------------------------


def test_outcomes_from_the_minutes_item_by_item():
    b, drietal = drie()
    v = vergadering(b)
    een, twee, drie_ = op_agenda(b, v, *drietal)
    with pytest.raises(Weigering, match="wie in de vergadering"):
        uitkomst(b, een)
    gehouden(b, v)
    volgende = vergadering(b, dagen(7))
    goed = uitkomst(b, een, nummer="GS-2026-0500", agendapunt="7a")
    nee = uitkomst(b, twee, "afgewezen", reden="Eerst nog een gesprek.")
    uitkomst(b, drie_, "aangehouden", reden="Cijfers ontbreken.", naar_id=volgende.pk)
    assert (goed.besluit.nummer, goed.besluit.agendapunt, goed.besluit.besloten_op) == (
        "GS-2026-0500",
        "7a",
        VANDAAG,
    )
    assert (nee.besluit.uitkomst, nee.toelichting) == ("afgewezen", "Eerst nog een gesprek.")
    drie_.refresh_from_db()
    assert (drie_.uitkomst, drie_.besluit, drie_.vervolg.vergadering) == ("aangehouden", None, volgende)
    assert [status(x) for x in drietal] == ["vastgesteld", "afgewezen", "ter_besluit"]


def test_held_over_without_a_next_meeting_waits_for_one():
    b, voorstel = voor_gs()
    v = vergadering(b)
    punt = op_agenda(b, v, voorstel)[0]
    gehouden(b, v)
    with pytest.raises(Weigering, match="waarom"):
        uitkomst(b, punt, "aangehouden")
    uitkomst(b, punt, "aangehouden", reden="Volgende keer.")
    assert not Agendapunt.objects.filter(voorstel=voorstel, uitkomst="").exists()
    assert op_agenda(b, vergadering(b, dagen(7)), voorstel)[0].open
    with pytest.raises(Conflict, match="al een uitkomst"):
        uitkomst(b, punt)


def test_held_over_only_to_a_later_meeting_in_preparation():
    b, voorstel = voor_gs()
    eerder = vergadering(b, dagen(-7))
    v = vergadering(b)
    punt = op_agenda(b, v, voorstel)[0]
    gehouden(b, v)
    with pytest.raises(Weigering, match="na deze"):
        uitkomst(b, punt, "aangehouden", reden="x", naar_id=eerder.pk)
    gehouden(b, eerder)
    with pytest.raises(Conflict, match="al gehouden"):
        uitkomst(b, punt, "aangehouden", reden="x", naar_id=eerder.pk)
    with pytest.raises(Weigering, match="Kies wat"):
        uitkomst(b, punt, "misschien")


def test_the_old_call_closes_the_item_of_that_day_and_refuses_another_day():
    b, voorstel = voor_gs()
    v = vergadering(b, dagen(1))
    punt = op_agenda(b, v, voorstel)[0]
    with pytest.raises(Conflict, match="andere agenda"):
        besluiten.registreer_gs_besluit(
            voorstel_id=voorstel.pk, gs=dienst.gs_besluit(), door=b.mensen.secretariaat
        )
    with klok_op(dagen(1)):
        besluit = besluiten.registreer_gs_besluit(
            voorstel_id=voorstel.pk, gs=dienst.gs_besluit(agendapunt="12"), door=b.mensen.secretariaat
        )
    assert (besluit.punt.pk, besluit.punt.nummer, besluit.vergadering.status) == (punt.pk, "12", "gehouden")


def test_a_decision_registered_without_an_agenda_has_its_meeting_and_item():
    b, voorstel = voor_gs()
    besluit = besluiten.registreer_gs_besluit(
        voorstel_id=voorstel.pk, gs=dienst.gs_besluit(agendapunt="4"), door=b.mensen.secretariaat
    )
    assert (besluit.punt.nummer, besluit.punt.uitkomst) == ("4", "goedgekeurd")
    assert (besluit.vergadering.soort, besluit.vergadering.status) == ("gewoon", "gehouden")


# -- conflicts of interest --------------------------------------------------------------------------


def test_who_steps_aside_is_announced_and_then_as_the_minutes_say():
    b, voorstel = voor_gs()
    v = vergadering(b)
    punt = op_agenda(b, v, voorstel)[0]
    ids = leden()
    door = b.mensen.secretariaat
    agenda.leg_terugtreding_vast(punt_id=punt.pk, lid_id=ids[0], reden="Woont er.", door=door)
    agenda.leg_terugtreding_vast(punt_id=punt.pk, lid_id=ids[0], reden="Woont er.", door=door)
    agenda.leg_terugtreding_vast(punt_id=punt.pk, lid_id=ids[4], reden="", door=door)
    with pytest.raises(Weigering, match="in functie"):
        agenda.leg_terugtreding_vast(punt_id=punt.pk, lid_id=999_999, reden="", door=door)
    gehouden(b, v)
    klaar = uitkomst(b, punt, teruggetreden_ids=[ids[0], ids[1]])
    assert sorted(klaar.terugtredingen.values_list("lid_id", "reden")) == [
        (ids[0], "Woont er."),
        (ids[1], ""),
    ]
    assert [wie.pk for wie in klaar.besluit.beslissende_leden] == [ids[2]]
    with pytest.raises(Conflict, match="al een uitkomst"):
        agenda.leg_terugtreding_vast(punt_id=punt.pk, lid_id=ids[2], reden="", door=door)


def test_a_member_with_an_interest_must_step_aside_at_that_item_alone():
    b, voorstel = voor_gs()
    c, ander = voor_gs()
    v = vergadering(b)
    punt, tweede = op_agenda(b, v, voorstel, ander)
    ids = leden()
    GSLid.objects.filter(pk=ids[1]).update(gebruiker=b.mensen.gedeputeerde)
    Belang.objects.create(
        gebruiker=b.mensen.gedeputeerde,
        overheid=b.dossier.overheid,
        van=dagen(-9),
        toelichting="oud-raadslid",
    )
    gehouden(b, v)
    with pytest.raises(Weigering, match="heeft een belang"):
        uitkomst(b, punt)
    assert uitkomst(b, punt, teruggetreden_ids=[ids[1]]).besluit.teruggetreden.count() == 1
    assert uitkomst(c, tweede).besluit.teruggetreden.count() == 0


# -- quorum and the second meeting (Pw 56) -----------------------------------------------------------


def test_too_few_members_decide_nothing_and_the_items_go_to_a_second_meeting():
    b, (een, twee, nieuw) = drie()
    v = vergadering(b)
    op_agenda(b, v, een, twee)
    ids = leden()
    with pytest.raises(Weigering, match="Minstens de helft"):
        gehouden(b, v, ids[:2])
    tweede = vergaderingen.stel_geen_quorum_vast(
        vergadering_id=v.pk, aanwezig_ids=ids[:2], tweede_op=dagen(1), door=b.mensen.secretariaat
    )
    assert list(v.punten.values_list("uitkomst", flat=True)) == ["aangehouden"] * 2
    assert [p.vervolg_op.vergadering_id for p in tweede.punten.all()] == [v.pk] * 2
    op_agenda(b, tweede, nieuw)
    with klok_op(dagen(1)):
        gehouden(b, tweede, ids[:1])
        punten = list(tweede.punten.all())
        assert uitkomst(b, punten[0]).besluit.uitkomst == "goedgekeurd"
        with pytest.raises(Weigering, match="stond niet op de agenda van de eerste"):
            uitkomst(b, punten[2])


def test_no_quorum_is_no_way_out_when_enough_came():
    b, voorstel = voor_gs()
    v = vergadering(b)
    op_agenda(b, v, voorstel)

    def poging(ids, dag=VANDAAG):
        return vergaderingen.stel_geen_quorum_vast(
            vergadering_id=v.pk, aanwezig_ids=ids, tweede_op=dag, door=b.mensen.secretariaat
        )

    ids = leden()
    with pytest.raises(Weigering, match="genoeg leden"):
        poging(ids[:3])
    with pytest.raises(Weigering, match="in functie"):
        poging([999_999])
    with pytest.raises(Weigering, match="na de dag"):
        poging(ids[:1], dagen(-1))
    gehouden(b, v)
    with pytest.raises(Conflict, match="zonder quorum"):
        poging(ids[:1])


def test_attendance_can_be_corrected_until_a_decision_rests_on_it():
    b, voorstel = voor_gs()
    v = vergadering(b)
    punt = op_agenda(b, v, voorstel)[0]
    ids = leden()
    gehouden(b, v, ids[:3])
    gehouden(b, v, ids[1:])
    assert v.aanwezigheden.count() == 4
    uitkomst(b, punt)
    with pytest.raises(Conflict, match="als aanwezigen vastgelegd"):
        gehouden(b, v, ids)
    with pytest.raises(IntegrityError, match="rust een besluit"), transaction.atomic():
        v.aanwezigheden.all().delete()


def test_a_meeting_of_tomorrow_was_not_held():
    b, _ = voor_gs()
    with pytest.raises(Weigering, match="toekomst"):
        gehouden(b, vergadering(b, dagen(1)))


# -- who may ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("wie", ["gedeputeerde", "teamleider", "opsteller", "buiten"])
def test_only_the_secretariaat_keeps_the_agenda(wie):
    b, voorstel = voor_gs()
    v = vergadering(b)
    punt = op_agenda(b, v, voorstel)[0]
    door = UserFactory() if wie == "buiten" else getattr(b.mensen, wie)
    ids = leden()
    for poging in (
        lambda: vergaderingen.plan_vergadering(datum=dagen(3), soort="gewoon", door=door),
        lambda: vergaderingen.leg_aanwezigheid_vast(vergadering_id=v.pk, aanwezig_ids=ids, door=door),
        lambda: vergaderingen.laat_vergadering_vervallen(vergadering_id=v.pk, reden="x", door=door),
        lambda: vergaderingen.stel_geen_quorum_vast(
            vergadering_id=v.pk, aanwezig_ids=[], tweede_op=dagen(1), door=door
        ),
        lambda: agenda.agendeer(vergadering_id=v.pk, voorstel_ids=[voorstel.pk], door=door),
        lambda: agenda.voer_af(punt_id=punt.pk, reden="x", door=door),
        lambda: agenda.herschik(vergadering_id=v.pk, punt_ids=[punt.pk], door=door),
        lambda: agenda.leg_terugtreding_vast(punt_id=punt.pk, lid_id=ids[0], reden="", door=door),
        lambda: agenda.registreer_uitkomst(
            punt_id=punt.pk, uitkomst=Uitkomst("goedgekeurd", nummer="x"), door=door
        ),
    ):
        with pytest.raises(GeenRecht, match="GS-secretariaat"):
            poging()
    assert not Besluit.objects.exists()


def test_unknown_items_and_meetings_are_not_found():
    b, _ = voor_gs()
    door = b.mensen.secretariaat
    for poging in (
        lambda: agenda.voer_af(punt_id=999_999, reden="x", door=door),
        lambda: vergaderingen.laat_vergadering_vervallen(vergadering_id=999_999, reden="x", door=door),
    ):
        with pytest.raises(Weigering) as fout:
            poging()
        assert fout.value.status == 404


# -- what the database itself refuses ---------------------------------------------------------------


def test_an_outcome_stands_and_nothing_is_removed():
    b, voorstel = voor_gs()
    v = vergadering(b)
    punt = op_agenda(b, v, voorstel)[0]
    gehouden(b, v)
    uitkomst(b, punt)
    for poging in (
        lambda: Agendapunt.objects.filter(pk=punt.pk).update(uitkomst="afgewezen"),
        lambda: Agendapunt.objects.filter(pk=punt.pk).delete(),
        lambda: GSVergadering.objects.filter(pk=v.pk).update(datum=dagen(1)),
        lambda: GSVergadering.objects.filter(pk=v.pk).update(status="gepland"),
    ):
        with pytest.raises(ProgrammingError, match="geweigerd"), transaction.atomic():
            poging()


def test_a_decision_of_gs_without_an_item_is_refused():
    b, voorstel = voor_gs()

    def zonder_punt():
        besluit = maak_besluit(b, voorstel, "gs")
        assert Besluit.objects.filter(pk=besluit.pk).exists()
        ander = voor_gs()[1]
        Besluit.objects.create(
            voorstel=ander,
            nummer="GS-LOS",
            uitkomst="goedgekeurd",
            niveau="gs",
            besloten_op=VANDAAG,
            geregistreerd_door=b.mensen.secretariaat,
            opgesteld_door=ander.opgesteld_door,
            vergadering=besluit.vergadering,
            agendapunt="99",
            zegel=ander.zegel,
        )
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match="hoort bij een punt"), transaction.atomic():
        zonder_punt()


def test_the_day_of_the_decision_is_the_day_of_the_meeting():
    b, voorstel = voor_gs()
    v = vergadering(b)
    op_agenda(b, v, voorstel)
    with klok_op(dagen(2)), pytest.raises(Weigering, match="dag van de vergadering"):
        besluiten.registreer_gs_besluit(
            voorstel_id=voorstel.pk,
            gs=dienst.gs_besluit(datum=VANDAAG + dt.timedelta(days=1), vergadering_id=v.pk),
            door=b.mensen.secretariaat,
        )


# -- another day -------------------------------------------------------------------------------------


def verzet(b, v, datum):
    return agenda.verzet_vergadering(vergadering_id=v.pk, datum=datum, door=b.mensen.secretariaat)


def test_a_meeting_gets_another_day_with_its_agenda_and_the_drafters_hear_it():
    b, voorstel = voor_gs()
    v = vergadering(b, dagen(3))
    (punt,) = op_agenda(b, v, voorstel)
    dag, later = dagen(5), dagen(6)
    verzet(b, v, dag)
    verzet(b, v, dag)
    assert GSVergadering.objects.get(pk=v.pk).datum == dag
    assert v.punten.get() == punt
    bericht = Bericht.objects.get(sleutel__contains=":verzet-", ontvanger=b.mensen.opsteller)
    assert f"{dag.day}-{dag.month}-{dag.year}" in bericht.tekst
    with klok_op(dag):
        gehouden(b, v)
        assert uitkomst(b, punt).besluit.besloten_op == dag
        with pytest.raises(Conflict, match="andere dag"):
            verzet(b, v, later)
        with pytest.raises(DatabaseError), transaction.atomic():
            GSVergadering.objects.filter(pk=v.pk).update(datum=later)


def test_a_meeting_keeps_its_day_where_another_would_not_be_right():
    b, voorstel = voor_gs()
    v, ander = vergadering(b, dagen(3)), vergadering(b, dagen(4))
    op_agenda(b, v, voorstel)
    rond = vergadering(b, dagen(3), soort="schriftelijk")
    for wat, op, fout, tekst in (
        (v, dagen(-1), Weigering, "is ingediend na die vergadering"),
        (v, ander.datum, Conflict, "Er is al een gewone vergadering"),
        (v, dagen(500), Weigering, "binnen een jaar"),
        (rond, dagen(5), Conflict, "andere dag"),
    ):
        with pytest.raises(fout, match=tekst):
            verzet(b, wat, op)
    with pytest.raises(GeenRecht):
        agenda.verzet_vergadering(vergadering_id=v.pk, datum=dagen(5), door=b.mensen.opsteller)
    assert GSVergadering.objects.get(pk=v.pk).datum == dagen(3)


def test_a_second_meeting_on_a_wrong_day_can_be_mended():
    b, voorstel = voor_gs()
    ervoor, eerste, bedoeld, vergist = (dagen(n) for n in (1, 2, 3, 33))
    v = vergadering(b, eerste)
    op_agenda(b, v, voorstel)
    with klok_op(eerste):
        tweede = vergaderingen.stel_geen_quorum_vast(
            vergadering_id=v.pk, aanwezig_ids=leden()[:1], tweede_op=vergist, door=b.mensen.secretariaat
        )
        with pytest.raises(Weigering, match="aangehouden in een latere vergadering"):
            verzet(b, tweede, ervoor)
        assert verzet(b, tweede, bedoeld).datum == bedoeld


def test_a_held_over_item_is_not_moved_before_the_meeting_that_held_it_over():
    b, voorstel = voor_gs()
    een, twee, ertussen = dagen(2), dagen(9), dagen(1)
    v, volgende = vergadering(b, een), vergadering(b, twee)
    (punt,) = op_agenda(b, v, voorstel)
    with klok_op(een):
        gehouden(b, v)
        uitkomst(b, punt, "aangehouden", reden="Cijfers.", naar_id=volgende.pk)
        with pytest.raises(Weigering, match="aangehouden in een latere vergadering"):
            verzet(b, volgende, ertussen)
