"""Mandates at the decision: whose desk, who may, in whose name, and what a change of the register moves (5.2)."""

import threading
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from interventieladder.models import Besluit, Voorstel
from interventieladder.models.voorstelrechten import bevoegdheid_bij, vraag_over
from interventieladder.selectors.beslissers import beslissers, gemandateerden
from interventieladder.selectors.besluiten import BESLISSEN, LEZEN, REGISTREREN, rol_bij
from interventieladder.selectors.werkbronnen import wachtende_voorstellen
from interventieladder.services import besluiten, omleiden, stapzetting
from interventieladder.services.agenda import agendeer
from interventieladder.services.vergaderingen import plan_vergadering
from tests.draden import in_draden
from tests.factories import BeheerderFactory, GedeputeerdeFactory, SecretariaatFactory, UserFactory
from tests.interventieladder import dienst
from tests.interventieladder.bouw import VANDAAG, dagen, leg_dossierfeiten, maak_besluit, maak_dossier
from tests.mandaatwereld import afwezig, mandaat, vervang
from toezicht.core import rollen
from toezicht.core.clock import klok_op
from toezicht.core.fouten import GeenRecht
from toezicht.core.models import Bericht, Logboekregel
from toezicht.mandaten.models import Afwezigheid, Belang, Mandaat, Vervangregel
from toezicht.mandaten.services import mandaten

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


def klaar(stap="vraag_informatie", van="t1"):
    """A dossier with the facts, and the proposal waiting for its decision."""
    b = leg_dossierfeiten(maak_dossier(van), stap)
    return b, dienst.ter_besluit(b, stap)


def beslis(voorstel, door):
    return besluiten.beslis(voorstel_id=voorstel.pk, goedkeuren=True, door=door, zegel=voorstel.zegel)


def vers(voorstel):
    return Voorstel.objects.get(pk=voorstel.pk)


def lees_rol():
    """Somebody who may see dossiers and holds no mandate by role."""
    return UserFactory(rollen=[rollen.PROVINCIESECRETARIS])


# -- the day of deciding ----------------------------------------------------------------------------


def test_a_decision_names_the_mandate_it_rests_on():
    b, voorstel = klaar()
    besluit = beslis(voorstel, b.mensen.teamleider)
    assert (besluit.mandaat.niveau, besluit.mandaat.functie) == ("teamleider", "teamleider")
    assert (besluit.namens, besluit.machtiging) == (None, "")


def test_a_mandate_that_ended_between_submission_and_decision_no_longer_counts():
    b, voorstel = klaar()
    assert [rij["naam"] for rij in voorstel.bij] == [b.mensen.teamleider.naam]
    Mandaat.objects.filter(niveau="teamleider").update(tot=dagen(3))
    with klok_op(dagen(3)), pytest.raises(GeenRecht, match="Niemand die hiervoor een mandaat heeft"):
        beslis(voorstel, b.mensen.teamleider)
    assert beslis(voorstel, b.mensen.teamleider).pk


def test_another_function_can_be_given_the_mandate():
    b, voorstel = klaar()
    directeur = UserFactory(rollen=[rollen.DIRECTEUR])
    with pytest.raises(GeenRecht, match=rf"ligt bij {b.mensen.teamleider.naam}"):
        beslis(voorstel, directeur)
    regel = mandaat("teamleider", functie=rollen.DIRECTEUR, handeling="vraag_informatie")
    assert beslis(voorstel, directeur).mandaat == regel


def test_an_amount_above_the_mandate_goes_to_who_may():
    b, voorstel = klaar()
    Mandaat.objects.filter(niveau="teamleider").update(bedrag_tot=Decimal(1000))
    Voorstel.objects.filter(pk=voorstel.pk).update(bedrag=Decimal("1000.01"))
    assert bevoegdheid_bij(vers(voorstel), b.mensen.teamleider) is None
    Voorstel.objects.filter(pk=voorstel.pk).update(bedrag=Decimal("1000.00"))
    assert bevoegdheid_bij(vers(voorstel), b.mensen.teamleider)


# -- in the place of another ------------------------------------------------------------------------


def test_who_replaces_decides_in_the_name_of_who_is_away_and_the_logboek_says_so():
    b, voorstel = klaar()
    vervanger = lees_rol()
    vervang(b.mensen.teamleider, vervanger)
    assert not wachtende_voorstellen(vervanger).exists()
    afwezig(b.mensen.teamleider, VANDAAG)
    assert list(wachtende_voorstellen(vervanger)) == [voorstel]
    assert rol_bij(vers(voorstel), vervanger).namens == b.mensen.teamleider.naam
    besluit = beslis(voorstel, vervanger)
    assert (besluit.besloten_door, besluit.namens) == (vervanger, b.mensen.teamleider)
    regel = Logboekregel.objects.get(handeling="besluit_goedgekeurd")
    assert (regel.door_naam, regel.namens) == (vervanger.naam, b.mensen.teamleider.naam)
    stapzetting.zet_stap(dossier_id=b.dossier.pk, stap="vraag_informatie", door=b.mensen.opsteller)
    assert b.vers().stand == "t2"


def test_a_machtiging_is_used_by_who_replaces_the_deputy_in_the_name_of_gs():
    b, voorstel = klaar("kondig_voornemen_aan", "t3b")
    vervanger = GedeputeerdeFactory()
    Mandaat.objects.filter(niveau="gedeputeerde").delete()
    vervang(b.mensen.gedeputeerde, vervanger)
    mandaat(
        "gs_of_gemachtigde",
        gebruiker=b.mensen.gedeputeerde,
        handeling=voorstel.stap,
        grondslag="GS-besluit 2026-0001",
    )
    afwezig(b.mensen.gedeputeerde, VANDAAG)
    besluit = beslis(voorstel, vervanger)
    assert (besluit.niveau, besluit.machtiging) == ("gedeputeerde", "GS-besluit 2026-0001")
    regel = Logboekregel.objects.get(handeling="besluit_goedgekeurd")
    assert regel.namens == f"Gedeputeerde Staten, voor {b.mensen.gedeputeerde.naam}"


def test_the_drafter_never_decides_nor_is_decided_for():
    """Neither as replacement of who may, nor through somebody who replaces the drafter (I4)."""
    b, voorstel = klaar()
    opsteller, ander = b.mensen.opsteller, lees_rol()
    vervang(b.mensen.teamleider, opsteller)
    mandaat("teamleider", gebruiker=opsteller)
    vervang(opsteller, ander)
    afwezig(b.mensen.teamleider, VANDAAG), afwezig(opsteller, VANDAAG)
    for wie in (opsteller, ander):
        assert bevoegdheid_bij(vers(voorstel), wie) is None
        assert voorstel not in wachtende_voorstellen(wie)
        with pytest.raises(GeenRecht):
            beslis(voorstel, wie)


def test_who_replaces_the_drafter_and_another_decides_for_the_other():
    """The place of the drafter is closed, not the person who may take it (ladder.md 5.2)."""
    b, voorstel = klaar()
    ander = lees_rol()
    mandaat("teamleider", gebruiker=b.mensen.opsteller)
    for voor in (b.mensen.opsteller, b.mensen.teamleider):
        vervang(voor, ander)
        afwezig(voor, VANDAAG)
    assert list(wachtende_voorstellen(ander)) == [voorstel]
    assert beslis(voorstel, ander).namens == b.mensen.teamleider


def test_the_database_refuses_a_decision_for_the_drafter():
    b, voorstel = klaar()
    besluit = beslis(voorstel, b.mensen.teamleider)
    for namens in (b.mensen.opsteller, b.mensen.teamleider):
        with pytest.raises(IntegrityError, match="besluit_namens_een_ander"), transaction.atomic():
            Besluit.objects.filter(pk=besluit.pk).update(namens=namens)


# -- nobody: to GS ----------------------------------------------------------------------------------


def test_with_everybody_away_the_item_goes_to_gs_and_comes_back():
    b, voorstel = klaar("start_bestuurlijk_overleg", "t3a")
    gedeputeerde, secretariaat = b.mensen.gedeputeerde, b.mensen.secretariaat
    assert rol_bij(vers(voorstel), gedeputeerde).kan == BESLISSEN
    Mandaat.objects.filter(niveau="gedeputeerde").update(tot=VANDAAG)
    assert [(o.van, o.naar) for o in omleiden.leid_om(door=None, aanleiding="einde mandaat")] == [
        (gedeputeerde.naam, omleiden.GS)
    ]
    assert rol_bij(vers(voorstel), gedeputeerde).kan == LEZEN
    assert list(wachtende_voorstellen(secretariaat)) == [voorstel]
    assert rol_bij(vers(voorstel), secretariaat).kan == REGISTREREN
    mandaat("gedeputeerde", van=VANDAAG)
    assert [o.naar for o in omleiden.leid_om(door=None, aanleiding="nieuw mandaat")] == [gedeputeerde.naam]
    assert not wachtende_voorstellen(secretariaat).exists()


def test_with_the_only_holder_on_leave_the_item_goes_to_gs_and_the_holder_keeps_the_power():
    b, voorstel = klaar()
    teamleider, secretariaat = b.mensen.teamleider, b.mensen.secretariaat
    afwezig(teamleider, VANDAAG)
    assert [(o.van, o.naar) for o in omleiden.leid_om(door=None, aanleiding="verlof")] == [
        (teamleider.naam, omleiden.GS)
    ]
    assert list(wachtende_voorstellen(secretariaat)) == [voorstel]
    assert beslis(voorstel, teamleider).pk


def test_an_alarm_sounds_when_the_only_one_is_on_leave_and_nobody_registers_for_gs():
    b, _ = klaar()
    afwezig(b.mensen.teamleider, VANDAAG)
    b.mensen.secretariaat.groups.clear()
    beheer = BeheerderFactory()
    omleiden.bewaak()
    tekst = Bericht.objects.get(sleutel__startswith="verweesd:", ontvanger=beheer).tekst
    assert b.dossier.titel not in tekst
    assert (
        b.dossier.titel
        in Bericht.objects.get(sleutel__startswith="verweesd:", ontvanger=b.mensen.coordinator).tekst
    )


def test_what_lies_on_an_agenda_stays_with_gs_when_somebody_gets_the_mandate():
    """Awb 10:7: who gave a mandate stays competent; the minutes of Tuesday are registered on Wednesday."""
    b, voorstel = klaar()
    Mandaat.objects.filter(niveau="teamleider").update(tot=VANDAAG)
    omleiden.leid_om(door=None, aanleiding="einde mandaat")
    vergadering = plan_vergadering(datum=VANDAAG, soort="gewoon", door=b.mensen.secretariaat)
    agendeer(vergadering_id=vergadering.pk, voorstel_ids=[voorstel.pk], door=b.mensen.secretariaat)
    mandaat("teamleider", van=VANDAAG)
    omleiden.leid_om(door=None, aanleiding="nieuw mandaat")
    assert not vers(voorstel).naar_gs
    besluit = besluiten.registreer_gs_besluit(
        voorstel_id=voorstel.pk, gs=dienst.gs_besluit(agendapunt="1"), door=b.mensen.secretariaat
    )
    assert besluit.niveau == "gs"


def test_what_gs_decide_in_the_place_of_a_teamleider_lets_the_step_be_taken():
    b, voorstel = klaar()
    Mandaat.objects.filter(niveau="teamleider").update(tot=VANDAAG)
    omleiden.leid_om(door=None, aanleiding="einde mandaat")
    besluiten.registreer_gs_besluit(
        voorstel_id=voorstel.pk, gs=dienst.gs_besluit(), door=b.mensen.secretariaat
    )
    stapzetting.zet_stap(dossier_id=b.dossier.pk, stap="vraag_informatie", door=b.mensen.opsteller)
    assert b.vers().stand == "t2"


# -- a change of the register -----------------------------------------------------------------------


def test_a_change_says_beforehand_which_open_decisions_it_moves_and_moves_nothing_yet():
    b, voorstel = klaar()
    regel = Mandaat.objects.get(niveau="teamleider")

    def einde():
        mandaten.beeindig(
            mandaat_id=regel.pk, tot=dagen(5), reden="Nieuw besluit", door=SecretariaatFactory()
        )

    assert omleiden.proef(einde, dagen(4)) == []
    assert omleiden.proef(einde, dagen(5)) == [
        omleiden.Omgeleid(voorstel.nummer, b.dossier.overheid.naam, b.mensen.teamleider.naam, omleiden.GS)
    ]
    assert Mandaat.objects.get(pk=regel.pk).tot is None
    assert not Logboekregel.objects.filter(handeling="mandaat_beeindigd").exists()


def test_moving_leaves_a_note_and_a_mail_once():
    b, voorstel = klaar()
    vervanger = lees_rol()
    vervang(b.mensen.teamleider, vervanger)
    assert omleiden.bewaak() == 0
    Afwezigheid.objects.create(gebruiker=b.mensen.teamleider, van=VANDAAG)
    assert omleiden.bewaak() == 1
    assert omleiden.bewaak() == 0
    regel = Logboekregel.objects.get(handeling="voorstel_omgeleid")
    assert (
        regel.gegevens["nu_bij"]
        == f"{b.mensen.teamleider.naam}, {vervanger.naam} namens {b.mensen.teamleider.naam}"
    )
    assert Bericht.objects.filter(sleutel__startswith="omgeleid:", ontvanger=vervanger).count() == 1
    assert vers(voorstel).bij[1]["namens"] == b.mensen.teamleider.naam


def test_a_proposal_nobody_can_act_on_raises_an_alarm_every_day():
    b, _ = klaar()
    b.mensen.secretariaat.groups.clear()
    b.mensen.teamleider.groups.clear()
    omleiden.bewaak(), omleiden.bewaak()
    assert (
        Bericht.objects.filter(sleutel__startswith="verweesd:", ontvanger=b.mensen.coordinator).count() == 1
    )
    with klok_op(dagen(1)):
        omleiden.bewaak()
    assert (
        Bericht.objects.filter(sleutel__startswith="verweesd:", ontvanger=b.mensen.coordinator).count() == 2
    )


# -- one rule, asked in two ways --------------------------------------------------------------------

STANDEN = st.sampled_from(["hier", "weg", "belang", "weg en belang"])


def test_the_list_and_the_decision_agree_and_the_drafter_is_never_among_them():
    """Over every register: what stands on somebody's list is what that person may decide, through any chain."""
    b, voorstel = klaar()
    mensen = [b.mensen.opsteller, b.mensen.teamleider, *(lees_rol() for _ in range(3))]

    @settings(max_examples=25)
    @given(
        standen=st.lists(STANDEN, min_size=5, max_size=5),
        regels=st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(1, 3)), max_size=8),
        houders=st.sets(st.integers(0, 4), max_size=2),
        functie=st.booleans(),
    )
    def bij_elk_register(standen, regels, houders, functie):
        with transaction.atomic():
            if not functie:
                Mandaat.objects.all().delete()
            for plek in houders:
                mandaat("teamleider", gebruiker=mensen[plek])
            for wie, stand in zip(mensen, standen, strict=True):
                if "weg" in stand:
                    afwezig(wie, VANDAAG)
                if "belang" in stand:
                    gemeente = b.dossier.overheid
                    Belang.objects.create(gebruiker=wie, overheid=gemeente, van=VANDAAG, toelichting="x")
            for voor, door, volgorde in sorted(regels):
                _vervang_als_het_kan(mensen[voor], mensen[door], volgorde)
            _vergelijk(voorstel, mensen)
            transaction.set_rollback(True)

    bij_elk_register()


def _vervang_als_het_kan(voor, door, volgorde):
    bestaat = Vervangregel.objects.filter(voor=voor)
    if (
        voor != door
        and not bestaat.filter(volgorde=volgorde).exists()
        and not bestaat.filter(door=door).exists()
    ):
        vervang(voor, door, volgorde=volgorde)


def _vergelijk(voorstel, mensen):
    voorstel = vers(voorstel)
    opsteller = voorstel.opgesteld_door
    wie_mag = {b.gebruiker.pk: b for b in gemandateerden(voorstel, VANDAAG)}
    for wie in mensen:
        belang = Belang.objects.filter(gebruiker=wie).exists()
        mag = bevoegdheid_bij(voorstel, wie)
        assert (voorstel in wachtende_voorstellen(wie)) == (mag is not None)
        assert (wie.pk in wie_mag) == (mag is not None and not belang)
        if mag is not None:
            assert opsteller not in (wie, mag.namens)
    assert opsteller.pk not in wie_mag
    assert all(b.namens != opsteller for b in wie_mag.values())
    weg = set(Afwezigheid.objects.values_list("gebruiker", flat=True))
    assert beslissers(voorstel).naar_gs is not bool(set(wie_mag) - weg)
    assert vraag_over(voorstel).niveau == "teamleider"


# -- races ------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_who_ends_a_mandate_while_a_decision_is_taken_on_it_waits_for_that_decision():
    b, voorstel = klaar()
    regel, door = Mandaat.objects.get(niveau="teamleider"), SecretariaatFactory()
    vast, los = threading.Event(), threading.Event()

    def besluit():
        with klok_op(VANDAAG), transaction.atomic():
            genomen = beslis(voorstel, b.mensen.teamleider)
            vast.set()
            assert los.wait(30)
        return genomen

    def einde():
        assert vast.wait(30)
        threading.Timer(0.5, los.set).start()
        with klok_op(VANDAAG):
            return mandaten.beeindig(mandaat_id=regel.pk, tot=VANDAAG, reden="Vertrek", door=door)[0]

    eerst, toen = in_draden(besluit, einde)
    assert (type(eerst).__name__, type(toen).__name__) == ("Besluit", "Mandaat")
    assert Besluit.objects.get().mandaat_id == regel.pk


@pytest.mark.django_db(transaction=True)
def test_a_decision_that_waits_for_the_end_of_its_mandate_is_refused():
    b, voorstel = klaar()
    regel, door = Mandaat.objects.get(niveau="teamleider"), SecretariaatFactory()
    vast, los = threading.Event(), threading.Event()

    def einde():
        with klok_op(VANDAAG), transaction.atomic():
            mandaten.beeindig(mandaat_id=regel.pk, tot=VANDAAG, reden="Vertrek", door=door)
            vast.set()
            assert los.wait(30)

    def besluit():
        assert vast.wait(30)
        threading.Timer(0.5, los.set).start()
        with klok_op(VANDAAG):
            return beslis(voorstel, b.mensen.teamleider)

    uit = in_draden(einde, besluit)
    assert [u for u in uit if u is not None and not isinstance(u, GeenRecht)] == []
    assert not Besluit.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_holder_and_who_replaces_decide_at_once_and_one_decision_stands():
    b, voorstel = klaar("start_bestuurlijk_overleg", "t3a")
    vervanger = lees_rol()
    vervang(b.mensen.gedeputeerde, vervanger)
    afwezig(b.mensen.gedeputeerde, VANDAAG)

    def daad(wie):
        def doe():
            with klok_op(VANDAAG):
                return beslis(voorstel, wie)

        return doe

    uit = in_draden(daad(b.mensen.gedeputeerde), daad(vervanger))
    assert sum(isinstance(u, Besluit) for u in uit) == 1
    assert Besluit.objects.count() == 1
    assert {type(u).__name__ for u in uit} == {"Besluit", "OvergangNietMogelijk"}


def test_the_database_refuses_a_decision_below_gs_without_a_line():
    b, voorstel = klaar()
    with pytest.raises(IntegrityError, match="mandaatregister"), transaction.atomic():
        maak_besluit(b, voorstel, "teamleider", mandaat=None)
