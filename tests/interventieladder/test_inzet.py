"""Inzet outside the ladder: registered once, a small machine, follow-ups with an owner, nothing lost."""

import datetime as dt
import threading
from decimal import Decimal

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from interventieladder import catalogus
from interventieladder.models import Inzet, InzetAfspraak
from interventieladder.selectors import inzet as lezen
from interventieladder.selectors.werk import aantallen, werk_voor
from interventieladder.services import bewaking
from interventieladder.services import inzet as service
from interventieladder.services.inzet import NieuweAfspraak
from tests.interventieladder.inzetwereld import PEIL, bouw, dag
from toezicht.core import logboek
from toezicht.core.clock import klok_op, nu
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import Logboekregel
from toezicht.core.selectors import zichtbare_regels
from toezicht.core.transitions import OvergangGeweigerd, OvergangNietMogelijk


@pytest.fixture
def w(db):
    with klok_op(PEIL):
        yield bouw()


def werk(user, **vraag):
    return [rij for rij in werk_voor(user, **vraag) if rij.pagina == "inzet"]


def regels(inzet):
    return list(Logboekregel.objects.filter(keten=f"inzet:{inzet.pk}").order_by("volgnummer"))


# -- the catalogue -----------------------------------------------------------------------------------


def test_every_kind_of_the_issue_is_in_the_catalogue_under_a_role():
    gevraagd = {
        *("werkbezoek", "jaargesprek", "bestuurlijk_overleg", "kennisbijeenkomst", "advies", "onderzoek"),
        *("subsidie", "opclassificatie", "quick_scan", "samenwerkingsagenda", "contactmoment"),
    }
    assert gevraagd <= set(catalogus.SOORTEN)
    per_rol = [catalogus.soorten_van_rol(rol) for rol in catalogus.Provincierol.values]
    assert all(per_rol)
    assert sorted(code for rol in per_rol for code in rol) == sorted(catalogus.SOORTEN)


def test_no_kind_belongs_to_the_commissaris():
    assert not [s for s in catalogus.SOORTEN.values() if "cdk" in s.code or "commissaris" in s.uitleg.lower()]


# -- registering -------------------------------------------------------------------------------------


def test_registered_once_for_several_organisations_and_shown_with_each(w):
    inzet = w.inzet(overheid_ids=[w.waterlo.pk, w.duinrand.pk])
    assert inzet.nummer == "I-2026-0001"
    assert Inzet.objects.count() == 1
    for overheid in (w.duinrand, w.waterlo):
        beeld = lezen.inzet_van_overheid(w.noor, overheid.pk, peildatum=PEIL)
        assert [rij.nummer for rij in beeld.open] == [inzet.nummer]
    regel = regels(inzet)[0]
    assert (regel.handeling, regel.overheid_code) == ("inzet_geregistreerd", "")
    assert regel.gegevens["overheden"] == ["GM9907", "GM9937"]


def test_for_one_organisation_the_line_names_it(w):
    assert regels(w.inzet())[0].overheid_code == "GM9907"


def test_a_contact_is_recorded_afterwards_in_one_go(w):
    contact = w.inzet(soort="contactmoment", van=dag(-3), resultaat="Gebeld over de inspectie.")
    assert (contact.status, contact.gesloten_op) == ("afgerond", dag(-3))
    regel = regels(contact)[0]
    assert (regel.handeling, regel.gebeurd_op) == ("contactmoment_vastgelegd", dag(-3))
    beeld = lezen.inzet_van_overheid(w.noor, w.duinrand.pk, peildatum=PEIL)
    assert beeld.laatst_gesproken.nummer == contact.nummer


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"soort": "geschenk"}, "soort"),
        ({"onderwerp": "  "}, "onderwerp"),
        ({"onderwerp": "x" * 201}, "onderwerp"),
        ({"overheid_ids": []}, "overheden"),
        ({"overheid_ids": [987654]}, "overheden"),
        ({"tot": dag(-1)}, "tot"),
        ({"eigenaar_id": 987654}, "eigenaar"),
        ({"bedrag": Decimal(10)}, "bedrag"),
        ({"soort": "subsidie", "tot": dag(90)}, "bedrag"),
        ({"soort": "subsidie", "tot": dag(90), "bedrag": Decimal(0)}, "bedrag"),
        ({"soort": "subsidie", "tot": dag(90), "bedrag": Decimal("NaN")}, "bedrag"),
        ({"soort": "subsidie", "tot": dag(90), "bedrag": Decimal("10.005")}, "bedrag"),
        ({"soort": "subsidie", "bedrag": Decimal(10)}, "tot"),
        ({"soort": "opclassificatie"}, "tot"),
        ({"soort": "werkbezoek", "partner": "Een bureau"}, "partner"),
        ({"vertrouwelijkheid": "openbaar"}, "vertrouwelijkheid"),
        ({"tot": dag(30), "herinner_op": dag(31)}, "herinner_op"),
        ({"herinner_op": dag(-1)}, "herinner_op"),
        ({"soort": "contactmoment"}, "resultaat"),
        ({"soort": "contactmoment", "van": dag(1)}, "van"),
    ],
)
def test_what_is_missing_or_contradicts_itself_is_refused_at_its_field(w, anders, veld):
    with pytest.raises(Weigering) as fout:
        w.inzet(**anders)
    assert fout.value.veld == veld
    assert not Inzet.objects.exists()


def test_an_organisation_that_ended_is_refused_and_names_itself(w):
    w.waterlo.geldig_tot = dag(-30)
    w.waterlo.save()
    with pytest.raises(Weigering, match="Waterlo bestaat niet op de begindatum"):
        w.inzet(overheid_ids=[w.duinrand.pk, w.waterlo.pk])
    assert w.inzet(overheid_ids=[w.waterlo.pk], van=dag(-60)).pk


def test_the_owner_must_have_an_open_account_that_may_read_it(w):
    for wie in (w.buiten, w.bas):
        with pytest.raises(Weigering, match="open account"):
            w.inzet(eigenaar_id=wie.pk)
    w.joost.is_active = False
    w.joost.save()
    with pytest.raises(Weigering, match="open account"):
        w.inzet(eigenaar_id=w.joost.pk)


def test_who_registers_and_who_does_not(w):
    assert w.inzet(door=w.tess).pk
    for wie in (w.marijke, w.sofie, w.bas, w.buiten):
        with pytest.raises(GeenRecht):
            w.inzet(door=wie)


@pytest.mark.parametrize(
    "anders",
    [
        {"soort": "opclassificatie", "tot": None},
        {"tot": dag(-1)},
        {"bedrag": Decimal(-1)},
        {"status": "klaar"},
        {"status": "afgerond"},
        {"valuta": "euro"},
        {"vertrouwelijkheid": "openbaar"},
    ],
)
def test_the_database_holds_the_same_rules(w, anders):
    inzet = w.inzet()
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        Inzet.objects.filter(pk=inzet.pk).update(**anders)


# -- the machine -------------------------------------------------------------------------------------


def test_from_plan_to_result(w):
    inzet = w.inzet(tot=dag(60))
    service.start_inzet(inzet_id=inzet.pk, versie=1, door=w.noor)
    with klok_op(dag(60)):
        klaar = service.rond_inzet_af(inzet_id=inzet.pk, versie=2, resultaat="Advies gegeven.", door=w.noor)
    assert (klaar.status, klaar.gesloten_op, klaar.resultaat) == ("afgerond", dag(60), "Advies gegeven.")
    assert [r.handeling for r in regels(inzet)] == ["inzet_geregistreerd", "inzet_gestart", "inzet_afgerond"]


def test_a_meeting_of_one_day_is_closed_without_running_first(w):
    inzet = w.inzet(soort="werkbezoek")
    service.rond_inzet_af(inzet_id=inzet.pk, versie=1, resultaat="Rondleiding.", door=w.noor)
    assert Inzet.objects.get().status == "afgerond"


def test_nothing_starts_or_ends_before_its_day(w):
    inzet = w.inzet(van=dag(7))
    with pytest.raises(OvergangGeweigerd, match="30-11-2026"):
        service.start_inzet(inzet_id=inzet.pk, versie=1, door=w.noor)
    with pytest.raises(OvergangGeweigerd, match="30-11-2026"):
        service.rond_inzet_af(inzet_id=inzet.pk, versie=1, resultaat="Klaar.", door=w.noor)


def test_no_close_without_result_and_no_cancel_without_reason(w):
    inzet = w.inzet()
    with pytest.raises(Weigering, match="opgeleverd"):
        service.rond_inzet_af(inzet_id=inzet.pk, versie=1, resultaat=" ", door=w.noor)
    with pytest.raises(Weigering, match="reden"):
        service.zeg_inzet_af(inzet_id=inzet.pk, versie=1, reden=" ", door=w.noor)
    assert Inzet.objects.get().status == "gepland"


def test_what_is_closed_stays_closed(w):
    inzet = w.inzet()
    service.zeg_inzet_af(inzet_id=inzet.pk, versie=1, reden="Gemeente ziet ervan af.", door=w.noor)
    for daad in (
        lambda: service.start_inzet(inzet_id=inzet.pk, versie=2, door=w.noor),
        lambda: service.rond_inzet_af(inzet_id=inzet.pk, versie=2, resultaat="Toch.", door=w.noor),
        lambda: service.zeg_inzet_af(inzet_id=inzet.pk, versie=2, reden="Nog eens.", door=w.noor),
    ):
        with pytest.raises(OvergangNietMogelijk):
            daad()
    with pytest.raises(Conflict):
        service.wijzig_inzet(
            inzet_id=inzet.pk, versie=2, gegevens=w.gegevens(onderwerp="Anders"), reden="Zo.", door=w.noor
        )


def test_the_owner_without_the_right_to_register_closes_the_own_inzet_only(w):
    van_marijke, van_noor = w.inzet(eigenaar_id=w.marijke.pk), w.inzet()
    service.rond_inzet_af(inzet_id=van_marijke.pk, versie=1, resultaat="Gesproken.", door=w.marijke)
    with pytest.raises(GeenRecht):
        service.rond_inzet_af(inzet_id=van_noor.pk, versie=1, resultaat="Gesproken.", door=w.marijke)


# -- changing ----------------------------------------------------------------------------------------


def test_a_change_keeps_the_earlier_text_with_its_reason(w):
    inzet = w.inzet(tot=dag(30))
    service.wijzig_inzet(
        inzet_id=inzet.pk,
        versie=1,
        gegevens=w.gegevens(tot=dag(60), overheid_ids=[w.duinrand.pk, w.waterlo.pk]),
        reden="Waterlo doet mee.",
        door=w.joost,
    )
    regel = regels(inzet)[-1]
    assert regel.reden == "Waterlo doet mee."
    assert regel.gegevens["eerder"]["tot"] == dag(30).isoformat()
    assert regel.gegevens["eerder"]["overheden"] == ["GM9907"]
    assert ("Tot en met", dag(30).isoformat()) in lezen.logregels(w.joost, inzet)[0].eerder
    assert Inzet.objects.get().herinner_op == dag(60) - dt.timedelta(weeks=2)


def test_a_change_needs_a_reason_a_difference_and_the_present_version(w):
    inzet = w.inzet()
    wijzig = {"inzet_id": inzet.pk, "door": w.noor}
    with pytest.raises(Weigering, match="reden"):
        service.wijzig_inzet(versie=1, gegevens=w.gegevens(onderwerp="Anders"), reden="", **wijzig)
    with pytest.raises(Weigering, match="niets gewijzigd"):
        service.wijzig_inzet(versie=1, gegevens=w.gegevens(), reden="Zomaar.", **wijzig)
    with pytest.raises(Weigering, match="soort"):
        service.wijzig_inzet(versie=1, gegevens=w.gegevens(soort="werkbezoek"), reden="Zo.", **wijzig)
    service.wijzig_inzet(versie=1, gegevens=w.gegevens(onderwerp="Anders"), reden="Beter.", **wijzig)
    with pytest.raises(Conflict, match="intussen gewijzigd"):
        service.wijzig_inzet(versie=1, gegevens=w.gegevens(), reden="Terug.", **wijzig)


def test_what_runs_cannot_be_moved_into_the_future(w):
    inzet = w.inzet()
    service.start_inzet(inzet_id=inzet.pk, versie=1, door=w.noor)
    with pytest.raises(Weigering, match="loopt al"):
        service.wijzig_inzet(
            inzet_id=inzet.pk, versie=2, gegevens=w.gegevens(van=dag(3)), reden="Later.", door=w.noor
        )


# -- follow-ups and the worklist ---------------------------------------------------------------------


def test_a_follow_up_that_is_due_waits_for_its_owner_with_one_act(w):
    inzet = w.inzet(van=dag(3), afspraken=[NieuweAfspraak("Nabellen", w.marijke.pk, dag(20))])
    assert werk(w.marijke) == []
    with klok_op(dag(6)):
        (rij,) = werk(w.marijke)
        assert (rij.daad, rij.datum, rij.sleutel) == ("Leg resultaat vast", dag(20), inzet.nummer)
        assert aantallen(w.marijke)[:2] == (1, 0)
    with klok_op(dag(21)):
        assert aantallen(w.marijke)[:2] == (1, 1)
        service.rond_inzetafspraak_af(
            afspraak_id=inzet.afspraken.get().pk, resultaat="Gebeld.", door=w.marijke
        )
        assert werk(w.marijke) == []


def test_a_plan_whose_day_came_waits_for_its_owner(w):
    inzet = w.inzet(van=dag(3))
    assert werk(w.noor) == []
    with klok_op(dag(3)):
        (rij,) = werk(w.noor)
        assert (rij.daad, rij.sleutel, rij.overheid) == ("Rond af", inzet.nummer, "Duinrand")
        assert werk(w.joost) == []
        assert [r.sleutel for r in werk(w.tess, team=True)] == [inzet.nummer]


def test_an_opclassificatie_reminds_its_owner_thirteen_weeks_before_the_end(w):
    inzet = w.inzet(soort="opclassificatie", tot=dag(180))
    service.start_inzet(inzet_id=inzet.pk, versie=1, door=w.noor)
    herinnering = dag(180) - dt.timedelta(weeks=13)
    with klok_op(herinnering - dt.timedelta(days=1)):
        assert werk(w.noor) == []
    with klok_op(herinnering):
        (rij,) = werk(w.noor)
        assert rij.datum == dag(180)
        assert "loopt af" in rij.onderwerp


def test_what_runs_without_an_end_is_asked_after_half_a_year(w):
    inzet = w.inzet(soort="samenwerkingsagenda")
    service.start_inzet(inzet_id=inzet.pk, versie=1, door=w.noor)
    with klok_op(PEIL + dt.timedelta(weeks=26)):
        assert [rij.sleutel for rij in werk(w.noor)] == [inzet.nummer]


def test_follow_ups_go_on_after_closing_but_not_after_cancelling(w):
    dicht, af = w.inzet(), w.inzet()
    service.rond_inzet_af(inzet_id=dicht.pk, versie=1, resultaat="Klaar.", door=w.noor)
    afspraak = NieuweAfspraak("Stuk sturen", w.noor.pk, dag(2))
    service.maak_inzetafspraak(inzet_id=dicht.pk, afspraak=afspraak, door=w.noor)
    service.maak_inzetafspraak(inzet_id=af.pk, afspraak=afspraak, door=w.noor)
    service.zeg_inzet_af(inzet_id=af.pk, versie=1, reden="Vervalt.", door=w.noor)
    assert [rij.sleutel for rij in werk(w.noor) if rij.daad == "Leg resultaat vast"] == [dicht.nummer]
    with pytest.raises(Conflict):
        service.maak_inzetafspraak(inzet_id=af.pk, afspraak=afspraak, door=w.noor)


def test_a_follow_up_is_refused_in_the_past_and_closed_once(w):
    inzet = w.inzet()
    with pytest.raises(Weigering) as fout:
        service.maak_inzetafspraak(
            inzet_id=inzet.pk, afspraak=NieuweAfspraak("Gisteren", w.noor.pk, dag(-1)), door=w.noor
        )
    assert fout.value.veld == "uiterlijk"
    a = service.maak_inzetafspraak(
        inzet_id=inzet.pk, afspraak=NieuweAfspraak("Bellen", w.sofie.pk, dag(1)), door=w.noor
    )
    with pytest.raises(GeenRecht):
        service.rond_inzetafspraak_af(afspraak_id=a.pk, resultaat="Ja.", door=w.marijke)
    with pytest.raises(Weigering, match="resultaat"):
        service.rond_inzetafspraak_af(afspraak_id=a.pk, resultaat=" ", door=w.sofie)
    with pytest.raises(Weigering, match="toekomst"):
        service.rond_inzetafspraak_af(afspraak_id=a.pk, resultaat="Ja.", door=w.sofie, op=dag(1))
    service.rond_inzetafspraak_af(afspraak_id=a.pk, resultaat="Ja.", door=w.sofie)
    with pytest.raises(Conflict):
        service.rond_inzetafspraak_af(afspraak_id=a.pk, resultaat="Nog eens.", door=w.sofie)


def test_work_of_a_closed_account_is_reported_and_can_be_given_away(w):
    inzet = w.inzet(afspraken=[NieuweAfspraak("Bellen", w.joost.pk, dag(1))])
    assert bewaking.controle_inzet()[0]
    w.joost.is_active = False
    w.joost.save()
    goed, tekst = bewaking.controle_inzet()
    assert not goed
    assert inzet.nummer in tekst
    service.geef_inzetafspraak_over(
        afspraak_id=InzetAfspraak.objects.get().pk, eigenaar_id=w.sofie.pk, door=w.noor
    )
    assert bewaking.controle_inzet()[0]
    assert [rij.daad for rij in werk(w.sofie)] == ["Leg resultaat vast"]


# -- who sees it, and the past -----------------------------------------------------------------------


def test_internal_for_staff_confidential_for_supervision_deputy_and_its_own_people(w):
    intern = w.inzet()
    stil = w.inzet(vertrouwelijkheid="vertrouwelijk")

    def ziet(user):
        return set(Inzet.objects.zichtbaar_voor(user).values_list("nummer", flat=True))

    for wie in (w.noor, w.joost, w.tess, w.marijke):
        assert ziet(wie) == {intern.nummer, stil.nummer}
    assert ziet(w.sofie) == {intern.nummer}
    assert ziet(w.bas) == ziet(w.buiten) == set()
    with pytest.raises(Weigering, match="bestaat niet"):
        service.rond_inzet_af(inzet_id=stil.pk, versie=1, resultaat="Ja.", door=w.sofie)
    service.maak_inzetafspraak(
        inzet_id=stil.pk, afspraak=NieuweAfspraak("Agenderen", w.sofie.pk, dag(1)), door=w.noor
    )
    assert stil.nummer in ziet(w.sofie)
    assert {r.vertrouwelijkheid for r in regels(stil)} == {"vertrouwelijk"}


def test_what_was_confidential_stays_so_after_it_becomes_internal(w):
    inzet = w.inzet(vertrouwelijkheid="vertrouwelijk", omschrijving="De wethouder vertrekt.")
    with klok_op(dag(1)):
        service.wijzig_inzet(
            inzet_id=inzet.pk,
            versie=1,
            gegevens=w.gegevens(van=dag(0)),
            reden="Het vertrek is bekend.",
            door=w.noor,
        )
    service.start_inzet(inzet_id=inzet.pk, versie=2, door=w.noor)
    assert [r.vertrouwelijkheid for r in regels(inzet)] == ["vertrouwelijk", "vertrouwelijk", "intern"]

    def leest(user):
        return [(r.reden, dict(r.eerder).get("Omschrijving")) for r in lezen.logregels(user, inzet)]

    geheim = ("Het vertrek is bekend.", "De wethouder vertrekt.")
    for wie in (w.noor, w.tess):
        assert leest(wie)[1:] == [geheim, ("", None)]
    for wie in (w.joost, w.sofie):
        assert leest(wie) == [("", None)]
        assert (
            not zichtbare_regels(wie).filter(keten=f"inzet:{inzet.pk}", handeling="inzet_gewijzigd").exists()
        )
    assert Inzet.objects.zichtbaar_voor(w.sofie).get() == inzet
    with klok_op(dag(2)):
        for wie, peil, ziet in ((w.sofie, dag(0), 0), (w.sofie, dag(1), 1), (w.noor, dag(0), 1)):
            toen = lezen.inzet_van_overheid(wie, w.duinrand.pk, peildatum=peil, kennisdatum=nu())
            assert len(toen.open) == ziet


def test_the_picture_at_a_date_is_what_was_then(w):
    inzet = w.inzet(onderwerp="Eerste naam", tot=dag(90))
    service.start_inzet(inzet_id=inzet.pk, versie=1, door=w.noor)
    with klok_op(dag(5)):
        service.wijzig_inzet(
            inzet_id=inzet.pk,
            versie=2,
            gegevens=w.gegevens(onderwerp="Tweede naam"),
            reden="Beter.",
            door=w.noor,
        )
    with klok_op(dag(10)):
        service.rond_inzet_af(inzet_id=inzet.pk, versie=3, resultaat="Klaar.", door=w.noor)
        toen = lezen.inzet_van_overheid(w.noor, w.duinrand.pk, peildatum=dag(2), kennisdatum=nu())
        assert [(r.onderwerp, r.status) for r in toen.open] == [("Eerste naam", "lopend")]
        ervoor = lezen.inzet_van_overheid(w.noor, w.duinrand.pk, peildatum=dag(-2), kennisdatum=nu())
        assert ervoor.open == ervoor.gedaan == []
        nu_ = lezen.inzet_van_overheid(w.noor, w.duinrand.pk, peildatum=dag(10))
        assert [(r.onderwerp, r.status) for r in nu_.gedaan] == [("Tweede naam", "afgerond")]
    assert logboek.controleer().in_orde


@pytest.mark.django_db(transaction=True)
def test_of_two_who_close_at_once_one_is_told_that_somebody_was_first():
    with klok_op(PEIL):
        w = bouw()
        inzet = w.inzet()
    uitkomsten, slagboom = [], threading.Barrier(2)

    def sluit(wie, tekst):
        try:
            slagboom.wait(timeout=10)
            with klok_op(PEIL):
                service.rond_inzet_af(inzet_id=inzet.pk, versie=1, resultaat=tekst, door=wie)
            uitkomsten.append(tekst)
        except Weigering as fout:
            uitkomsten.append(fout)
        finally:
            connection.close()

    draden = [
        threading.Thread(target=sluit, args=(wie, tekst), daemon=True)
        for wie, tekst in ((w.noor, "Van Noor."), (w.joost, "Van Joost."))
    ]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=30)
        assert not draad.is_alive()
    (gelukt,) = [u for u in uitkomsten if isinstance(u, str)]
    (te_laat,) = [u for u in uitkomsten if not isinstance(u, str)]
    assert isinstance(te_laat, Conflict)
    assert Inzet.objects.get().resultaat == gelukt
