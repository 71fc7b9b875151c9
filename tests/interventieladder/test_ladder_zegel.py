"""The seal, four eyes three times, who may decide, and what happens after no."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from interventieladder.models import Beoordeling, Besluit, Brief, GSLid, Paraaf, Stuk, Termijn, Voorstel
from interventieladder.services import besluiten, brieven, feiten, stapzetting, stukken, voorstellen
from interventieladder.services.stukken import NieuwStuk
from interventieladder.services.zegel import BundelGewijzigd
from tests.factories import JuristFactory, TeamleiderFactory, UserFactory, groep
from tests.interventieladder import dienst
from tests.interventieladder.bouw import (
    VANDAAG,
    dagen,
    leg_dossierfeiten,
    maak_beoordeling,
    maak_besluit,
    maak_dossier,
    maak_gs,
    maak_stuk,
    maak_voorstel,
)
from tests.mandaatwereld import mandaat
from toezicht.core import rollen
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import Logboekregel, User
from toezicht.core.transitions import mogelijkheden
from toezicht.mandaten.models import Belang

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


def klaar(stap="vraag_informatie", van="t1"):
    """A dossier with the facts, and the proposal waiting for its decision."""
    b = leg_dossierfeiten(maak_dossier(van), stap)
    return b, dienst.ter_besluit(b, stap)


def beslis(voorstel, door, **anders):
    return besluiten.beslis(
        **{
            "voorstel_id": voorstel.pk,
            "goedkeuren": True,
            "door": door,
            "zegel": voorstel.zegel,
            **anders,
        }
    )


def met_rol(user, *codes):
    """The same account with more roles, permissions read anew."""
    user.groups.add(*(groep(code) for code in codes))
    return User.objects.get(pk=user.pk)


# -- the seal ---------------------------------------------------------------------------------------


def test_a_submitted_text_and_its_letters_cannot_be_changed():
    b, voorstel = klaar()
    brief = brieven.brieven_van(voorstel.pk)[0]
    door = b.mensen.opsteller
    for poging in (
        lambda: voorstellen.wijzig(voorstel_id=voorstel.pk, tekst=dienst.tekst(b, voorstel.stap), door=door),
        lambda: brieven.verwijder_brief(brief_id=brief.pk, door=door),
        lambda: brieven.upload_brief(
            voorstel_id=voorstel.pk, soort="L2", onderwerp="x", bestand=dienst.bestand(), door=door
        ),
    ):
        with pytest.raises(Conflict, match="verzegeld"):
            poging()


def test_replaced_evidence_voids_the_approval_and_says_which():
    b = leg_dossierfeiten(maak_dossier("t1"), "vraag_informatie")
    oud = maak_stuk(b, "bewijs", titel="Foto van de kelder")
    voorstel = dienst.ter_besluit(b, "vraag_informatie")
    stukken.voeg_stuk_toe(
        dossier_id=b.dossier.pk,
        nieuw=NieuwStuk(soort="bewijs", titel="Betere foto", datum=VANDAAG, vervangt_id=oud.pk),
        bestand=dienst.bestand(),
        door=b.mensen.opsteller,
    )
    with pytest.raises(BundelGewijzigd) as fout:
        beslis(voorstel, b.mensen.teamleider)
    assert fout.value.wijzigingen == ["stuk Foto van de kelder is vervangen"]
    assert Voorstel.objects.get(pk=voorstel.pk).status == "ter_besluit"
    assert not Besluit.objects.exists()
    with pytest.raises(Conflict, match="Verifieer die"):
        stukken.verifieer_stuk(stuk_id=oud.pk, door=b.mensen.lezer)


@pytest.mark.parametrize(
    ("wijziging", "woord"),
    [
        ({"onderwerp": "Anders"}, "brief L2 is gewijzigd"),
        ({"sha256": "c" * 64}, "brief L2 is gewijzigd"),
        ({"geadresseerden": []}, "brief L2 is gewijzigd"),
        ({"status": "vervallen"}, "brief L2 is vervallen"),
    ],
)
def test_a_letter_changed_behind_the_seal_is_seen(wijziging, woord):
    b, voorstel = klaar()
    Brief.objects.filter(voorstel=voorstel).update(**wijziging)
    with pytest.raises(BundelGewijzigd) as fout:
        beslis(voorstel, b.mensen.teamleider)
    assert fout.value.wijzigingen == [woord]


@pytest.mark.parametrize(
    ("wijziging", "woord"),
    [
        ({"waarom_nu": "Iets anders."}, "tekst gewijzigd: waarom nu"),
        ({"termijn_weken": 9}, "termijn in weken: 6 → 9"),
    ],
)
def test_a_text_changed_behind_the_seal_stops_decision_and_step(wijziging, woord):
    b, voorstel = klaar()
    Voorstel.objects.filter(pk=voorstel.pk).update(**wijziging)
    with pytest.raises(BundelGewijzigd, match=woord):
        beslis(voorstel, b.mensen.teamleider)
    Voorstel.objects.filter(pk=voorstel.pk).update(waarom_nu=voorstel.waarom_nu, termijn_weken=6)
    beslis(voorstel, b.mensen.teamleider)
    Voorstel.objects.filter(pk=voorstel.pk).update(**wijziging)
    with pytest.raises(BundelGewijzigd, match=woord):
        dienst.zet(b, "vraag_informatie")
    assert b.vers().stand == "t1"


def test_a_decision_on_another_version_than_was_shown_is_a_conflict():
    b, voorstel = klaar()
    with pytest.raises(Conflict, match="niet meer de versie"):
        beslis(voorstel, b.mensen.teamleider, zegel="0" * 64)


def test_back_and_submitted_anew_says_what_is_new_and_asks_every_check_again():
    b, voorstel = klaar()
    voorstellen.haal_terug(voorstel_id=voorstel.pk, door=b.mensen.opsteller)
    voorstellen.wijzig(
        voorstel_id=voorstel.pk,
        tekst=dienst.tekst(b, voorstel.stap, termijn_weken=8),
        door=b.mensen.opsteller,
    )
    nieuw = voorstellen.dien_in(voorstel_id=voorstel.pk, door=b.mensen.opsteller)
    assert (nieuw.versie, nieuw.status) == (2, "ter_toetsing")
    assert nieuw.wijzigingen == ["termijn in weken: 6 → 8"]
    assert nieuw.zegel != voorstel.zegel


# -- four eyes, three times -------------------------------------------------------------------------


@pytest.mark.parametrize("onderdeel", ["lezer", "jurist"])
def test_the_drafter_does_not_check_his_own_proposal(onderdeel):
    b = leg_dossierfeiten(maak_dossier("t3b"), "kondig_voornemen_aan")
    voorstel = dienst.dien_in(b, "kondig_voornemen_aan")
    if onderdeel == "jurist":
        voorstellen.parafeer(voorstel_id=voorstel.pk, door=b.mensen.lezer)
    voorstel = Voorstel.objects.get(pk=voorstel.pk)
    assert voorstel.aan_zet == onderdeel
    opsteller = met_rol(b.mensen.opsteller, rollen.JURIST)
    recht = {m.overgang.stap: m.recht for m in mogelijkheden(voorstel, door=opsteller, datum=VANDAAG)}
    assert recht["parafeer"] is False
    assert recht["geef_retour"] is False
    for poging in (
        lambda: voorstellen.parafeer(voorstel_id=voorstel.pk, door=opsteller),
        lambda: voorstellen.geef_retour(voorstel_id=voorstel.pk, vraag="Waarom?", door=opsteller),
    ):
        with pytest.raises(GeenRecht):
            poging()
    with pytest.raises(IntegrityError), transaction.atomic():
        Paraaf.objects.create(**paraaf(voorstel, onderdeel, opsteller, opsteller))
    with pytest.raises(IntegrityError), transaction.atomic():
        Paraaf.objects.create(**paraaf(voorstel, onderdeel, opsteller, b.mensen.jurist))


def paraaf(voorstel, onderdeel, door, opgesteld_door):
    return {
        "voorstel": voorstel,
        "versie": 1,
        "onderdeel": onderdeel,
        "akkoord": True,
        "door": door,
        "opgesteld_door": opgesteld_door,
        "op": VANDAAG,
        "zegel": voorstel.zegel,
    }


def test_the_drafter_does_not_decide():
    b, voorstel = klaar()
    opsteller = met_rol(b.mensen.opsteller, rollen.TEAMLEIDER)
    recht = {m.overgang.stap: m.recht for m in mogelijkheden(voorstel, door=opsteller, datum=VANDAAG)}
    assert recht["stel_vast"] is recht["wijs_af"] is False
    for goed in (True, False):
        with pytest.raises(GeenRecht, match="zelf opgesteld"):
            beslis(voorstel, opsteller, goedkeuren=goed, reden="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        maak_besluit(b, voorstel, "teamleider", besloten_door=opsteller)
    with pytest.raises(IntegrityError), transaction.atomic():
        maak_besluit(b, voorstel, "teamleider", geregistreerd_door=opsteller)
    with pytest.raises(IntegrityError), transaction.atomic():
        maak_besluit(b, voorstel, "teamleider", opgesteld_door=b.mensen.jurist, besloten_door=opsteller)


def test_the_drafter_does_not_register_the_meeting_either():
    b, voorstel = klaar("sla_over_naar_voornemen", "t2")
    opsteller = met_rol(b.mensen.opsteller, rollen.GS_SECRETARIAAT)
    with pytest.raises(GeenRecht):
        besluiten.registreer_gs_besluit(voorstel_id=voorstel.pk, gs=dienst.gs_besluit(), door=opsteller)


@pytest.mark.parametrize("wie", ["schrijver", "behandelaar"])
def test_an_assessment_is_verified_by_neither_author_nor_behandelaar(wie):
    b = maak_dossier("t3a")
    beoordeling = maak_beoordeling(b, "eindbeoordeling", "opgelost")
    if wie == "behandelaar":
        Beoordeling.objects.filter(pk=beoordeling.pk).update(opgesteld_door=b.mensen.jurist)
    with pytest.raises(GeenRecht, match="verifiëren niet zelf"):
        feiten.verifieer_beoordeling(beoordeling_id=beoordeling.pk, door=b.mensen.opsteller)
    with pytest.raises(IntegrityError), transaction.atomic():
        Beoordeling.objects.filter(pk=beoordeling.pk).update(
            geverifieerd_door=b.mensen.opsteller, geverifieerd_op=VANDAAG
        )
    assert feiten.verifieer_beoordeling(beoordeling_id=beoordeling.pk, door=b.mensen.lezer).geverifieerd_op
    with pytest.raises(Conflict, match="al geverifieerd"):
        feiten.verifieer_beoordeling(beoordeling_id=beoordeling.pk, door=b.mensen.coordinator)


def test_evidence_is_verified_by_another_than_who_added_it():
    b = maak_dossier("t3a")
    stuk = maak_stuk(b, "bewijs")
    with pytest.raises(GeenRecht, match="niet zelf"):
        stukken.verifieer_stuk(stuk_id=stuk.pk, door=b.mensen.opsteller)
    with pytest.raises(IntegrityError), transaction.atomic():
        Stuk.objects.filter(pk=stuk.pk).update(geverifieerd_door=b.mensen.opsteller, geverifieerd_op=VANDAAG)
    assert stukken.verifieer_stuk(stuk_id=stuk.pk, door=b.mensen.lezer).geverifieerd_op == VANDAAG


def test_an_outsider_finds_nothing_and_a_reader_may_nothing():
    b, voorstel = klaar()
    buiten, lezer = UserFactory(), b.mensen.gedeputeerde
    for door, fout in ((buiten, Weigering), (lezer, GeenRecht)):
        with pytest.raises(fout):
            stapzetting.zet_stap(dossier_id=b.dossier.pk, stap="vraag_informatie", door=door)
        with pytest.raises(fout):
            beslis(voorstel, door)


# -- who may decide ---------------------------------------------------------------------------------


def test_what_gs_decide_cannot_be_clicked():
    b, voorstel = klaar("sla_over_naar_voornemen", "t2")
    for wie in ("gedeputeerde", "teamleider", "secretariaat"):
        with pytest.raises(GeenRecht, match="in vergadering"):
            beslis(voorstel, getattr(b.mensen, wie))
    with pytest.raises(IntegrityError), transaction.atomic():
        maak_besluit(b, voorstel, "gs", vergadering=None, besloten_door=b.mensen.gedeputeerde)
    with pytest.raises(GeenRecht, match="secretariaat"):
        besluiten.registreer_gs_besluit(
            voorstel_id=voorstel.pk, gs=dienst.gs_besluit(), door=b.mensen.gedeputeerde
        )


@pytest.mark.parametrize(
    ("van", "tot", "mag"), [(-9, None, True), (0, 1, True), (-9, 0, False), (1, 9, False)]
)
def test_the_deputy_decides_for_gs_only_on_a_day_with_authorisation(van, tot, mag):
    b, voorstel = klaar("kondig_voornemen_aan", "t3b")
    mandaat(
        "gs_of_gemachtigde",
        handeling="kondig_voornemen_aan",
        van=dagen(van),
        tot=None if tot is None else dagen(tot),
        grondslag="GS-besluit 2026-0007",
    )
    if not mag:
        with pytest.raises(GeenRecht, match="geen machtiging"):
            beslis(voorstel, b.mensen.gedeputeerde)
        return
    besluit = beslis(voorstel, b.mensen.gedeputeerde)
    assert (besluit.niveau, besluit.machtiging) == ("gedeputeerde", "GS-besluit 2026-0007")


def test_the_same_step_may_come_from_the_meeting():
    b, voorstel = klaar("kondig_voornemen_aan", "t3b")
    besluit = besluiten.registreer_gs_besluit(
        voorstel_id=voorstel.pk, gs=dienst.gs_besluit(), door=b.mensen.secretariaat
    )
    assert (besluit.niveau, besluit.besloten_door) == ("gs", None)
    assert dienst.zet(b, "kondig_voornemen_aan").stand == "t4"


def test_who_has_an_interest_does_not_decide():
    b, voorstel = klaar()
    Belang.objects.create(
        gebruiker=b.mensen.teamleider, overheid=b.dossier.overheid, van=dagen(-9), toelichting="oud-wethouder"
    )
    with pytest.raises(GeenRecht, match="oud-wethouder"):
        beslis(voorstel, b.mensen.teamleider)
    assert beslis(voorstel, TeamleiderFactory()).uitkomst == "goedgekeurd"


@pytest.mark.parametrize("wie", ["jurist", "coordinator", "gedeputeerde"])
def test_another_level_does_not_decide(wie):
    b, voorstel = klaar()
    with pytest.raises(GeenRecht):
        beslis(voorstel, getattr(b.mensen, wie))


# -- the meeting ------------------------------------------------------------------------------------


def leden():
    return [lid.pk for lid in maak_gs()]


def registreer(b, voorstel, **anders):
    return besluiten.registreer_gs_besluit(
        voorstel_id=voorstel.pk, gs=dienst.gs_besluit(**anders), door=b.mensen.secretariaat
    )


def test_a_meeting_needs_half_of_the_members_in_office():
    b, voorstel = klaar("sla_over_naar_voornemen", "t2")
    ids = leden()
    with pytest.raises(Weigering, match="Minstens de helft"):
        registreer(b, voorstel, aanwezig_ids=ids[:2])
    weg = GSLid.objects.create(naam="Fokker", functie="lid", van=dt.date(2019, 7, 1), tot=dagen(-1))
    with pytest.raises(Weigering, match="in functie"):
        registreer(b, voorstel, aanwezig_ids=[*ids[:2], weg.pk])
    GSLid.objects.filter(pk=ids[4]).update(tot=dagen(-1))
    assert registreer(b, voorstel, aanwezig_ids=ids[:2]).uitkomst == "goedgekeurd"


def test_one_decision_per_item_and_one_attendance_per_meeting():
    b, voorstel = klaar("sla_over_naar_voornemen", "t2")
    c, ander = klaar("sla_over_naar_voornemen", "t2")
    ids = leden()
    registreer(b, voorstel, agendapunt="7", nummer="GS-1", aanwezig_ids=ids[:3])
    with pytest.raises(Conflict, match=r"als aanwezigen vastgelegd: .*Kies dezelfde leden"):
        registreer(c, ander, agendapunt="8", nummer="GS-2", aanwezig_ids=ids)
    with pytest.raises(Conflict, match="agendapunt"):
        registreer(c, ander, agendapunt="7", nummer="GS-2", aanwezig_ids=ids[:3])
    with pytest.raises(Conflict, match="besluitnummer"):
        registreer(c, ander, agendapunt="8", nummer="GS-1", aanwezig_ids=ids[:3])
    with pytest.raises(Conflict):
        registreer(b, voorstel, agendapunt="9", nummer="GS-3", aanwezig_ids=ids[:3])
    assert registreer(c, ander, agendapunt="8", nummer="GS-2", aanwezig_ids=ids[:3]).agendapunt == "8"


def test_members_with_an_interest_or_a_hand_in_it_step_aside():
    b, voorstel = klaar("sla_over_naar_voornemen", "t2")
    ids = leden()
    GSLid.objects.filter(pk=ids[0]).update(gebruiker=b.mensen.opsteller)
    GSLid.objects.filter(pk=ids[1]).update(gebruiker=b.mensen.gedeputeerde)
    Belang.objects.create(
        gebruiker=b.mensen.gedeputeerde,
        overheid=b.dossier.overheid,
        van=dagen(-9),
        toelichting="oud-raadslid",
    )
    for weg, woord in (
        ([ids[1]], "stelde het voorstel op"),
        ([ids[0]], "heeft een belang"),
        ([ids[4]], "bij de aanwezigen"),
        (ids[:3], "niemand over"),
    ):
        with pytest.raises(Weigering, match=woord):
            registreer(b, voorstel, aanwezig_ids=ids[:3], teruggetreden_ids=weg)
    besluit = registreer(b, voorstel, aanwezig_ids=ids[:3], teruggetreden_ids=ids[:2])
    assert besluit.teruggetreden.count() == 2


@pytest.mark.parametrize(
    ("anders", "woord"),
    [
        ({"datum": VANDAAG + dt.timedelta(days=1)}, "toekomst"),
        ({"datum": VANDAAG - dt.timedelta(days=1)}, "vóór het indienen"),
        ({"goedkeuren": False}, "reden"),
        ({"nummer": " "}, "besluitnummer"),
        ({"agendapunt": " "}, "agendapunt"),
    ],
)
def test_minutes_that_cannot_be_are_refused(anders, woord):
    b, voorstel = klaar("sla_over_naar_voornemen", "t2")
    with pytest.raises(Weigering, match=woord):
        registreer(b, voorstel, **anders)
    assert Voorstel.objects.get(pk=voorstel.pk).status == "ter_besluit"


# -- no, or not yet ---------------------------------------------------------------------------------


def test_a_refusal_needs_a_reason_and_leaves_the_dossier_where_it_is():
    b, voorstel = klaar("kondig_voornemen_aan", "t3b")
    dienst.machtig("kondig_voornemen_aan")
    with pytest.raises(Weigering, match="waarom u afwijst"):
        beslis(voorstel, b.mensen.gedeputeerde, goedkeuren=False, reden=" ")
    beslis(voorstel, b.mensen.gedeputeerde, goedkeuren=False, reden="Eerst nog een bestuurlijk gesprek.")
    vers = Voorstel.objects.get(pk=voorstel.pk)
    assert (vers.status, b.vers().stand) == ("afgewezen", "t3b")
    assert not Termijn.objects.filter(dossier=b.dossier).exists()
    assert vers.gevraagd == "Akkoord met deze stap."
    regel = Logboekregel.objects.get(keten=f"voorstel:{voorstel.pk}", handeling="besluit_afgewezen")
    assert regel.reden == "Eerst nog een bestuurlijk gesprek."
    with pytest.raises(Weigering):
        dienst.zet(b, "kondig_voornemen_aan")
    assert dienst.stel_op(b, "kondig_voornemen_aan").status == "concept"


def test_a_question_sends_it_back_without_a_decision_or_a_term():
    b, voorstel = klaar("kondig_voornemen_aan", "t3b")
    dienst.machtig("kondig_voornemen_aan")
    with pytest.raises(Weigering):
        voorstellen.geef_retour(voorstel_id=voorstel.pk, vraag=" ", door=b.mensen.gedeputeerde)
    voorstellen.geef_retour(voorstel_id=voorstel.pk, vraag="Zes weken?", door=b.mensen.gedeputeerde)
    assert Voorstel.objects.get(pk=voorstel.pk).status == "retour"
    assert not Besluit.objects.exists()
    assert not Termijn.objects.exists()
    with pytest.raises(Conflict):
        beslis(voorstel, b.mensen.gedeputeerde)


def test_a_decision_counts_once_and_only_for_its_step():
    b, voorstel = klaar()
    beslis(voorstel, b.mensen.teamleider)
    with pytest.raises(Weigering):
        dienst.zet(b, "houd_aan")
    dienst.zet(b, "vraag_informatie")
    with pytest.raises(Conflict):
        dienst.zet(b, "vraag_informatie")


def test_annulled_by_the_court_is_checked_by_a_jurist_before_the_teamleider():
    b = leg_dossierfeiten(maak_dossier("t5"), "sluit_vernietigd")
    voorstel = dienst.dien_in(b, "sluit_vernietigd")
    assert voorstel.route == ("lezer", "jurist")
    with pytest.raises(Conflict):
        beslis(voorstel, b.mensen.teamleider)
    voorstellen.parafeer(voorstel_id=voorstel.pk, door=b.mensen.lezer)
    with pytest.raises(GeenRecht):
        voorstellen.parafeer(voorstel_id=voorstel.pk, door=b.mensen.coordinator)
    voorstellen.parafeer(voorstel_id=voorstel.pk, door=JuristFactory())
    assert Voorstel.objects.get(pk=voorstel.pk).status == "ter_besluit"


def test_a_level_is_held_in_the_row_of_the_decision():
    b = maak_dossier("t1")
    voorstel = maak_voorstel(b, "vraag_informatie", "teamleider", "vastgesteld")
    with pytest.raises(IntegrityError), transaction.atomic():
        maak_besluit(b, voorstel, "teamleider", uitkomst="afgewezen")
