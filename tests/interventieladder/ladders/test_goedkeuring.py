"""Approval (finance.md 1.6, Awb 10:25-10:31): the whole table, each guard, the clock, amendments, rights."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from interventieladder.brieven import standaard_velden
from interventieladder.guards.goedkeuring import g_verdaging
from interventieladder.ladders import machine_op
from interventieladder.models import Brief, Dossier, Goedkeuring, Termijn, Voorstel
from interventieladder.services.brieffeiten import FeitenGewijzigd, neem_namen_over, wat_nu
from interventieladder.services.briefverzending import verzend
from interventieladder.services.brieven import brieven_van
from interventieladder.services.klok import draai_klok
from interventieladder.services.ladders.goedkeuring import corrigeer_verzending
from interventieladder.services.stapzetting import zet_stap
from interventieladder.services.voorstellen import stel_op
from interventieladder.services.zegel import BundelGewijzigd, veranderd
from interventieladder.standen.goedkeuring import PLAN, Stand
from tests.factories import CoordinatorFactory, OverheidFactory, SecretariaatFactory, UserFactory
from tests.interventieladder.bouw import maak_gemeente, maak_mensen
from tests.interventieladder.dienst import HERNOEMD, bestand, tekst, zending
from tests.interventieladder.ladders.financieel import beslis, besluit, bied_aan, einde, vers, verstuur
from tests.interventieladder.ladders.kit import bezwaren, dag, feit, stap, tabel
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import Bericht, Logboekregel
from toezicht.core.transitions import OvergangGeweigerd, OvergangNietMogelijk, Toets
from toezicht.organisaties.services import Bronbestand, laad_organisaties

pytestmark = pytest.mark.django_db

BESLUITEN = {
    "besluit_goedkeuren": "goedgekeurd",
    "besluit_gedeeltelijk": "gedeeltelijk_goedgekeurd",
    "besluit_onthouden": "onthouden",
}
LADDER = {
    ("ter_goedkeuring", "wacht_op_begroting"): "wacht_op_begroting",
    ("wacht_op_begroting", "begin_na_begroting"): "ter_goedkeuring",
    ("wacht_op_begroting", "sluit_na_onthouding"): "vervallen",
    **{(van, "verdaag"): "verdaagd" for van in ("ter_goedkeuring", "overleg_aangeboden", "van_rechtswege")},
    **{(van, "bied_overleg_aan"): "overleg_aangeboden" for van in ("ter_goedkeuring", "verdaagd")},
    **{
        (van, "besluit_goedkeuren"): "goedgekeurd"
        for van in ("ter_goedkeuring", "verdaagd", "overleg_aangeboden", "van_rechtswege")
    },
    **{
        (van, naam): naar
        for van in ("overleg_aangeboden", "van_rechtswege")
        for naam, naar in BESLUITEN.items()
        if naam != "besluit_goedkeuren"
    },
    **{
        (van, "keur_goed_van_rechtswege"): "van_rechtswege"
        for van in ("ter_goedkeuring", "verdaagd", "overleg_aangeboden")
    },
    ("van_rechtswege", "maak_van_rechtswege_bekend"): "bekendgemaakt",
    **{(van, "stel_vrij"): "vrijgesteld" for van in ("ter_goedkeuring", "wacht_op_begroting")},
    **{
        (van, "trek_in"): "ingetrokken"
        for van in ("ter_goedkeuring", "verdaagd", "overleg_aangeboden", "wacht_op_begroting")
    },
}
STAPPEN = sorted({naam for _, naam in LADDER})
DIRECT = [naam for naam in STAPPEN if naam not in PLAN.stap_bij_verzending]


@pytest.fixture(autouse=True)
def klok():
    with klok_op(dag("2027-02-01")):
        yield


def test_the_declarations_are_the_table():
    assert tabel(PLAN.code) == LADDER


@pytest.mark.parametrize("stand", [s.value for s in Stand if s.value not in PLAN.eind])
def test_every_state_refuses_every_step_outside_the_table_and_every_step_without_its_facts(stand):
    b = bied_aan()
    Dossier.objects.filter(pk=b.dossier.pk).update(stand=stand)
    for naam in DIRECT:
        with pytest.raises((OvergangGeweigerd, OvergangNietMogelijk, GeenRecht)) as fout:
            zet_stap(dossier_id=b.dossier.pk, stap=naam, door=b.mensen.opsteller)
        assert isinstance(fout.value, OvergangNietMogelijk) == ((stand, naam) not in LADDER)
    for naam in PLAN.stap_bij_verzending:  # only the sending takes these
        with pytest.raises(Weigering, match="verzending"):
            zet_stap(dossier_id=b.dossier.pk, stap=naam, door=b.mensen.opsteller)


# -- the term ----------------------------------------------------------------------------------------


def test_thirteen_weeks_from_sending_by_the_municipality_and_no_holiday_moves_it():
    with klok_op(dag("2026-12-31")):
        b = bied_aan(verzonden="2026-12-28", ontvangen_op=dag("2026-12-31"), plichtgrond="lid1")
    termijn = vers(b).feiten.termijn("goedkeuring")
    assert termijn.effectief_einde == termijn.ruw_einde == dag("2027-03-29")  # Easter Monday
    assert "Algemene termijnenwet art. 4" in " ".join(termijn.uitleg)


def test_a_corrected_sending_moves_the_term_and_keeps_the_old_version():
    b = bied_aan(raadsbesluit_op=dag("2027-01-20"))
    corrigeer_verzending(
        dossier_id=b.dossier.pk, verzonden_op=dag("2027-01-26"), reden="Poststempel.", door=b.mensen.opsteller
    )
    assert einde(b, "goedkeuring") == dag("2027-04-27")
    assert Termijn.objects.filter(dossier=b.dossier, soort="goedkeuring").count() == 2
    with pytest.raises(Weigering, match="Ontvangen kan niet"):
        corrigeer_verzending(
            dossier_id=b.dossier.pk, verzonden_op=dag("2027-01-28"), reden="x", door=b.mensen.opsteller
        )


def test_adjourned_once_by_a_notice_sent_before_the_end():
    b = bied_aan()
    with klok_op(dag("2027-04-20")):
        assert beslis(b, "verdaag", termijn_weken=13) == "verdaagd"
        assert einde(b, "goedkeuring") == dag("2027-07-28")
        assert b.dossier.goedkeuring.verdaagd_op == dag("2027-04-20")
        feit(b, "overleg_aangeboden")
        assert stap(b, "bied_overleg_aan") == "overleg_aangeboden"
        assert "G-EENMAAL" in bezwaren(b, "verdaag")
    with pytest.raises(ProgrammingError), transaction.atomic():
        Goedkeuring.objects.filter(dossier=b.dossier).update(verdaagd_op="2027-05-01")


def test_the_letters_name_the_end_of_this_term_and_the_end_its_own_proposal_gives():
    """Awb 10:31: no other day than the term of the dossier, adjourned by the weeks of the proposal."""
    b = bied_aan()
    eind = einde(b, "goedkeuring")
    zes = Voorstel(termijn_weken=6)
    assert standaard_velden("FIN-L6", b.dossier)["einde"] == str(eind)
    assert standaard_velden("FIN-L7", b.dossier, zes)["einde"] == str(eind + dt.timedelta(weeks=6))
    assert standaard_velden("FIN-L7", b.dossier)["einde"] == ""
    assert standaard_velden("FIN-L11", b.dossier)["op"] == str(eind + dt.timedelta(days=1))


@pytest.mark.parametrize(("weken", "tekst"), [(1, "1 week"), (13, "13 weken")])
def test_an_adjournment_is_told_in_weeks(weken, tekst):
    b = bied_aan()
    t = Toets(vers(b), SimpleNamespace(termijn_weken=weken), b.mensen.opsteller, dag("2027-02-01"))
    assert g_verdaging(t) is None
    assert t.bewijs["G-VERDAGING"] == tekst


@pytest.mark.parametrize("jaar", [2015, 2100])
def test_a_year_without_calendar_is_refused_with_the_bounds_of_every_budget_year(jaar):
    with pytest.raises(Weigering, match="van 2016 tot en met 2099"):
        bied_aan(jaar=jaar)


@pytest.mark.parametrize("weken", [None, 14])
def test_adjournment_is_at_most_thirteen_weeks(weken):
    with pytest.raises(OvergangGeweigerd, match="1 tot en met 13"):
        besluit(bied_aan(), "verdaag", termijn_weken=weken)


def test_the_database_allows_no_longer_adjournment_and_no_end_date():
    b = bied_aan()
    with pytest.raises(IntegrityError), transaction.atomic():
        Goedkeuring.objects.filter(dossier=b.dossier).update(verdaagd_op="2027-05-01", verdaagd_weken=14)
    velden = {veld.name for veld in Goedkeuring._meta.get_fields()}
    assert not {"geldig_tot", "einde", "eind", "voorschriften", "voorwaarden"} & velden


# -- deciding ----------------------------------------------------------------------------------------


def test_a_decision_counts_from_its_sending_and_the_last_day_is_in_time():
    b = bied_aan()
    with klok_op(dag("2027-04-26")):
        voorstel = besluit(b, "besluit_goedkeuren")
        assert vers(b).stand == "ter_goedkeuring"  # decided, but not sent
    with klok_op(dag("2027-04-28")):
        assert draai_klok() == 0
        assert verstuur(b, voorstel) == "goedgekeurd"
    zaak = vers(b).goedkeuring
    assert (zaak.uitkomst, zaak.uitkomst_op) == ("goedgekeurd", dag("2027-04-28"))
    assert b.dossier.gesloten_op == dag("2027-04-28")


def test_a_decision_that_is_not_sent_on_the_last_day_does_not_stop_the_clock():
    b = bied_aan()
    with klok_op(dag("2027-04-26")):
        voorstel = besluit(b, "besluit_goedkeuren")
    with klok_op(dag("2027-04-29")):
        assert draai_klok() == 1
        assert vers(b).stand == "van_rechtswege"
        with pytest.raises(OvergangGeweigerd, match="de wet heeft al beslist"):
            verstuur(b, voorstel)
        assert vers(b).stand == "van_rechtswege"


def test_a_letter_sent_on_the_last_day_but_registered_later_still_is_the_decision():
    b = bied_aan()
    with klok_op(dag("2027-04-27")):
        voorstel = besluit(b, "besluit_goedkeuren")
    with klok_op(dag("2027-05-03")):
        draai_klok()
        assert vers(b).stand == "van_rechtswege"
        assert verstuur(b, voorstel, dag("2027-04-28")) == "goedgekeurd"
    zaak = vers(b).goedkeuring
    assert (zaak.uitkomst, zaak.uitkomst_op, zaak.in_werking_op) == ("goedgekeurd", dag("2027-04-28"), None)
    assert einde(b, "mededeling") is None


def test_an_adjournment_sent_in_time_but_registered_later_undoes_the_law():
    b = bied_aan()
    with klok_op(dag("2027-04-27")):
        voorstel = besluit(b, "verdaag", termijn_weken=4)
    with klok_op(dag("2027-05-03")):
        draai_klok()
        assert verstuur(b, voorstel, dag("2027-04-28")) == "verdaagd"
        assert einde(b, "goedkeuring") == dag("2027-05-26")
        assert einde(b, "mededeling") is None
        assert vers(b).goedkeuring.uitkomst == ""
    with klok_op(dag("2027-05-27")):
        assert draai_klok() == 1
        assert vers(b).goedkeuring.uitkomst_op == dag("2027-05-27")


def naar_overleg(b, *, grond="algemeen_financieel_belang"):
    feit(b, "overleg_aangeboden")
    stap(b, "bied_overleg_aan")
    if grond:
        feit(b, "onthoudingsgrond", grond=grond, motivering="Het tekort is niet gedekt.")


def test_withholding_needs_the_consultation_a_ground_of_the_law_and_gs():
    b = bied_aan()
    with pytest.raises(OvergangNietMogelijk):
        besluit_direct(b, "besluit_onthouden")
    assert bezwaren(b, "bied_overleg_aan") == {"G-OVERLEG-AANGEBODEN"}
    naar_overleg(b, grond="")
    assert bezwaren(b, "besluit_onthouden") == {"G-ONTHOUDINGSGROND"}
    with pytest.raises(Weigering, match="Kies uit de lijst"):
        feit(b, "onthoudingsgrond", grond="niet_doelmatig", motivering="x")
    feit(b, "onthoudingsgrond", grond="strijd_met_het_recht", motivering="x", verifieer=False)
    assert "G-ONTHOUDINGSGROND" in bezwaren(b, "besluit_onthouden")  # not verified by a second person


def besluit_direct(b, naam):
    """A draft at once, without its letters."""
    return stel_op(dossier_id=b.dossier.pk, stap=naam, tekst=tekst(b, naam), door=b.mensen.opsteller)


def test_the_reasons_of_a_refusal_name_the_consultation():
    b = bied_aan()
    naar_overleg(b)
    with pytest.raises(OvergangGeweigerd, match="wat het overleg"):
        besluit(b, "besluit_onthouden", waarom_nu="Het tekort is niet gedekt.")


def test_withheld_by_gs_only():
    b = bied_aan()
    naar_overleg(b)
    voorstel = besluit(b, "besluit_onthouden")
    assert voorstel.niveau == "gs"
    assert verstuur(b, voorstel) == "onthouden"
    zaak = vers(b).goedkeuring
    assert (zaak.onthoudingsgrond, zaak.overleg_op) == ("algemeen_financieel_belang", dag("2027-02-01"))
    assert einde(b, "beroep") == dag("2027-03-15")  # six weeks, directly to the court


def test_approval_may_be_mandated_and_partial_approval_not():
    b = bied_aan()
    naar_overleg(b)
    niveaus = {o.stap: o.niveau for o in machine_op("goedkeuring").vanuit("overleg_aangeboden")}
    assert niveaus["besluit_goedkeuren"] == "gs_of_gemachtigde"
    assert niveaus["besluit_gedeeltelijk"] == niveaus["besluit_onthouden"] == "gs"
    assert bezwaren(b, "besluit_gedeeltelijk") == {"G-DEELBAARHEID"}
    feit(b, "deelbaarheid", deel="Programma 3 kan zelfstandig werken.")
    assert beslis(b, "besluit_gedeeltelijk") == "gedeeltelijk_goedgekeurd"


def test_the_database_knows_no_refusal_without_ground_and_consultation():
    b = bied_aan()
    with pytest.raises(IntegrityError), transaction.atomic():
        Goedkeuring.objects.filter(dossier=b.dossier).update(uitkomst="onthouden", uitkomst_op="2027-02-01")


def test_an_approval_is_never_withdrawn_or_changed():
    b = bied_aan()
    beslis(b, "besluit_goedkeuren")
    for sql in (
        "UPDATE interventieladder_goedkeuring SET uitkomst = 'onthouden' WHERE dossier_id = %s",
        "DELETE FROM interventieladder_goedkeuring WHERE dossier_id = %s",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [b.dossier.pk])
    with pytest.raises(Conflict):
        zet_stap(dossier_id=b.dossier.pk, stap="trek_in", door=b.mensen.opsteller)


# -- the clock ---------------------------------------------------------------------------------------


def test_by_law_on_the_day_after_with_the_day_of_the_law_whenever_it_is_recorded():
    b = bied_aan()
    with klok_op(dag("2027-04-28")):
        assert draai_klok() == 0
    with klok_op(dag("2027-05-10")):  # the tasks stood still for days
        assert draai_klok() == 1
        assert draai_klok() == 0
        zaak = vers(b).goedkeuring
        assert (zaak.uitkomst, zaak.uitkomst_op) == ("van_rechtswege", dag("2027-04-29"))
        assert zaak.in_werking_op == dag("2027-05-01")  # the third day after the end
        assert einde(b, "mededeling") == dag("2027-05-13")
    regel = Logboekregel.objects.get(handeling="keur_goed_van_rechtswege")
    assert regel.gebeurd_op == dag("2027-04-29")
    assert regel.vastgelegd_op.date() == dag("2027-05-10")
    assert regel.door_id is None


def test_the_law_is_announced_within_two_weeks():
    b = bied_aan()
    with klok_op(dag("2027-04-29")):
        draai_klok()
        assert bezwaren(b, "maak_van_rechtswege_bekend") == {"G-MEDEDELING-VERZONDEN"}
        feit(b, "mededeling_verzonden")
        assert stap(b, "maak_van_rechtswege_bekend") == "bekendgemaakt"
    assert vers(b).goedkeuring.uitkomst == "van_rechtswege"


def test_coordinators_hear_of_silence_once():
    b = bied_aan()
    coordinator = CoordinatorFactory()
    with klok_op(dag("2027-04-29")):
        draai_klok()
        draai_klok()
    berichten = Bericht.objects.filter(ontvanger=coordinator, onderwerp__contains="van rechtswege")
    assert berichten.count() == 1
    assert b.dossier.nummer in berichten.get().onderwerp


# -- amendments --------------------------------------------------------------------------------------


def test_an_amendment_waits_for_its_budget_and_its_term_begins_on_the_day_of_approval():
    mensen, gemeente = maak_mensen(), maak_gemeente()
    begroting = bied_aan(gemeente, mensen)
    wijziging = bied_aan(gemeente, mensen, soort="wijziging", verzonden="2027-01-29")
    assert (wijziging.dossier.stand, einde(wijziging, "goedkeuring")) == ("wacht_op_begroting", None)
    with klok_op(dag("2027-03-02")):
        beslis(begroting, "besluit_goedkeuren")
        assert vers(wijziging).stand == "ter_goedkeuring"
        assert wijziging.dossier.goedkeuring.termijn_start == dag("2027-03-02")
        assert einde(wijziging, "goedkeuring") == dag("2027-06-01")
        later = bied_aan(gemeente, mensen, soort="wijziging", volgnummer=2, verzonden="2027-03-01")
        assert einde(later, "goedkeuring") == dag("2027-05-31")  # its own sending


def test_an_amendment_starts_on_the_day_of_the_law_and_is_corrected_with_the_budget():
    mensen, gemeente = maak_mensen(), maak_gemeente()
    begroting = bied_aan(gemeente, mensen)
    wijziging = bied_aan(gemeente, mensen, soort="wijziging", verzonden="2027-01-29")
    with klok_op(dag("2027-04-27")):
        voorstel = besluit(begroting, "besluit_goedkeuren")
    with klok_op(dag("2027-05-03")):
        draai_klok()
        assert vers(wijziging).goedkeuring.termijn_start == dag("2027-04-29")
        verstuur(begroting, voorstel, dag("2027-04-28"))
        assert vers(wijziging).goedkeuring.termijn_start == dag("2027-04-28")
        assert einde(wijziging, "goedkeuring") == dag("2027-07-28")


def test_a_refusal_registered_late_sends_the_amendment_back_to_waiting():
    mensen, gemeente = maak_mensen(), maak_gemeente()
    begroting = bied_aan(gemeente, mensen)
    naar_overleg(begroting)
    wijziging = bied_aan(gemeente, mensen, soort="wijziging", verzonden="2027-01-29")
    with klok_op(dag("2027-04-27")):
        voorstel = besluit(begroting, "besluit_onthouden")
    with klok_op(dag("2027-05-03")):
        draai_klok()
        assert vers(wijziging).stand == "ter_goedkeuring"
        assert verstuur(begroting, voorstel, dag("2027-04-28")) == "onthouden"
        assert vers(wijziging).stand == "wacht_op_begroting"
        assert einde(wijziging, "goedkeuring") is None


def test_after_a_refused_budget_the_amendment_can_only_be_closed_by_a_jurist():
    mensen, gemeente = maak_mensen(), maak_gemeente()
    begroting = bied_aan(gemeente, mensen)
    wijziging = bied_aan(gemeente, mensen, soort="wijziging", verzonden="2027-01-29")
    assert "G-BEGROTING-ONTHOUDEN" in bezwaren(wijziging, "sluit_na_onthouding")
    naar_overleg(begroting)
    beslis(begroting, "besluit_onthouden")
    assert vers(wijziging).stand == "wacht_op_begroting"
    assert bezwaren(wijziging, "sluit_na_onthouding") == {"G-OPNIEUW-GEVRAAGD"}
    feit(wijziging, "opnieuw_gevraagd")
    with pytest.raises(GeenRecht):
        zet_stap(dossier_id=wijziging.dossier.pk, stap="sluit_na_onthouding", door=mensen.opsteller)
    zet_stap(dossier_id=wijziging.dossier.pk, stap="sluit_na_onthouding", door=mensen.jurist)
    assert vers(wijziging).goedkeuring.uitkomst == "vervallen"
    assert bied_aan(gemeente, mensen).dossier.stand == "ter_goedkeuring"  # offered again
    assert bied_aan(gemeente, mensen, soort="wijziging").dossier.stand == "wacht_op_begroting"


def test_exempt_only_when_gs_said_so_in_their_decision_on_the_budget():
    mensen, gemeente = maak_mensen(), maak_gemeente()
    begroting = bied_aan(gemeente, mensen)
    wijziging = bied_aan(gemeente, mensen, soort="wijziging", verzonden="2027-01-29")
    assert bezwaren(wijziging, "stel_vrij") == {"G-VRIJSTELLING"}
    feit(begroting, "vrijgestelde_soorten", soorten="Technische wijzigingen")
    beslis(begroting, "besluit_goedkeuren")
    assert bezwaren(wijziging, "stel_vrij") == {"G-VRIJSTELLING"}
    feit(wijziging, "valt_onder_vrijstelling", vrijstelling="Technische wijziging", verifieer=False)
    assert bezwaren(wijziging, "stel_vrij") == {"G-VRIJSTELLING"}
    feit(wijziging, "valt_onder_vrijstelling", vrijstelling="Technische wijziging")
    assert stap(wijziging, "stel_vrij") == "vrijgesteld"
    assert bezwaren_van_begroting(gemeente, mensen)


def bezwaren_van_begroting(gemeente, mensen):
    """A budget itself cannot be exempt."""
    b = bied_aan(gemeente, mensen, jaar=2028, verzonden="2027-01-29")
    return "G-WIJZIGING" in bezwaren(b, "stel_vrij")


def test_no_exemption_when_the_law_approved_the_budget():
    mensen, gemeente = maak_mensen(), maak_gemeente()
    begroting = bied_aan(gemeente, mensen)
    feit(begroting, "vrijgestelde_soorten", soorten="Technische wijzigingen")
    wijziging = bied_aan(gemeente, mensen, soort="wijziging", verzonden="2027-01-29")
    with klok_op(dag("2027-04-29")):
        draai_klok()
        feit(wijziging, "valt_onder_vrijstelling", vrijstelling="Technische wijziging")
        assert bezwaren(wijziging, "stel_vrij") == {"G-VRIJSTELLING"}


def test_withdrawn_by_the_organisation():
    b = bied_aan()
    assert bezwaren(b, "trek_in") == {"G-INTREKKING"}
    feit(b, "intrekking")
    assert stap(b, "trek_in") == "ingetrokken"
    assert einde(b, "goedkeuring") is None
    assert bied_aan(b.dossier.overheid, b.mensen).dossier.stand == "ter_goedkeuring"


# -- opening -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("velden", "woord"),
    [
        ({"jaar": 1900}, "begrotingsjaar"),
        ({"soort": "jaarrekening"}, "begroting of wijziging"),
        ({"soort": "wijziging", "volgnummer": 0}, "nummer van de wijziging"),
        ({"volgnummer": 3}, "geen volgnummer"),
        ({"raadsbesluit": " "}, "nummer van het besluit"),
        ({"verzonden": "2027-02-02"}, "in de toekomst"),
        ({"ontvangen_op": dag("2027-01-26")}, "Ontvangen kan niet"),
        ({"raadsbesluit_op": dag("2027-01-28")}, "Verzenden kan niet"),
        ({"plichtgrond": "zomaar"}, "waarom goedkeuring"),
    ],
)
def test_a_wrong_offer_is_refused_with_what_to_do(velden, woord):
    with pytest.raises(Weigering, match=woord):
        bied_aan(**velden)
    assert not Dossier.objects.exists()


def test_the_same_piece_is_offered_once():
    b = bied_aan()
    with pytest.raises(Conflict, match=b.dossier.nummer):
        bied_aan(b.dossier.overheid, b.mensen)
    beslis(b, "besluit_goedkeuren")
    with pytest.raises(Conflict, match="al aangeboden"):
        bied_aan(b.dossier.overheid, b.mensen)


def test_no_approval_for_a_waterschap():
    with pytest.raises(Weigering, match="gemeenten en gemeenschappelijke regelingen"):
        bied_aan(OverheidFactory(code="WS1", soort="waterschap", naam="Waterschap Kreken"))


def test_who_may_open_see_decide_and_send():
    b = bied_aan()
    buiten = maak_mensen()
    buitenstaander = UserFactory()
    with pytest.raises(GeenRecht):
        bied_aan(maak_gemeente(), type(buiten)(**{**buiten.__dict__, "opsteller": buitenstaander}))
    with pytest.raises(Weigering) as fout:
        zet_stap(dossier_id=b.dossier.pk, stap="trek_in", door=buitenstaander)
    assert fout.value.status == 404
    client = Client()
    client.force_login(buitenstaander)
    assert client.get(reverse("dossier", args=[b.dossier.nummer])).status_code == 403
    voorstel = besluit(b, "besluit_goedkeuren")
    brief = brieven_van(voorstel.pk)[0]
    zendingen = [zending(g) for g in brief.geadresseerden]
    with pytest.raises(GeenRecht):
        verzend(brief_id=brief.pk, zendingen=zendingen, door=b.mensen.gedeputeerde)
    verzend(brief_id=brief.pk, zendingen=zendingen, door=SecretariaatFactory())
    assert vers(b).stand == "goedgekeurd"


def test_an_amendment_keeps_its_amount():
    b = bied_aan(soort="wijziging", bedrag=Decimal("5348900.00"))
    assert vers(b).goedkeuring.bedrag == Decimal("5348900.00")
    assert str(b.dossier.goedkeuring) == "wijziging 2027-1"


# -- a new name between the decision and the sending that takes the step ------------------------------


def hernoem(b, naam, ingang):
    rijen = f"code;soort;naam;ingangsdatum\n{b.dossier.overheid.code};{b.dossier.overheid.soort};{naam};{ingang}\n"
    assert laad_organisaties(bestanden=[Bronbestand("naam.csv", rijen.encode())], door=None).gelukt


def verdaging(dag_):
    """The adjournment decided on this day; its letter waits for the sending that takes the step."""
    with klok_op(dag(dag_)):
        b = bied_aan(overheid=maak_gemeente(code="GM9949", naam="Voorbeeldwater"))
        voorstel = besluit(b, "verdaag", termijn_weken=13)
    return b, voorstel, Brief.objects.get(voorstel=voorstel)


def test_a_new_name_does_not_lose_the_power_to_decide():
    """A colleague takes it over in the sealed letter: the seal allows the name and nothing else."""
    b, voorstel, brief = verdaging("2027-04-20")
    oud = b.dossier.overheid.naam
    with klok_op(dag("2027-04-22")):
        hernoem(b, "Nieuwdam", "2027-04-21")
        with pytest.raises(FeitenGewijzigd, match="nieuwe namen overnemen"):
            verstuur(b, voorstel)
        with pytest.raises(GeenRecht):
            neem_namen_over(brief_id=brief.pk, door=b.mensen.opsteller)
        with pytest.raises(Weigering, match="upload het hier"):
            neem_namen_over(brief_id=brief.pk, door=SecretariaatFactory())
        neem_namen_over(brief_id=brief.pk, door=SecretariaatFactory(), bestand=bestand(HERNOEMD))
        brief.refresh_from_db()
        assert "Nieuwdam" in brief.geadresseerden[0]["naam"]
        assert veranderd(Voorstel.objects.get(pk=voorstel.pk)) == []
        ander = brief.geadresseerden[0] | {"naam": f"{oud} zelf"}
        Brief.objects.filter(pk=brief.pk).update(geadresseerden=[ander, *brief.geadresseerden[1:]])
        assert veranderd(Voorstel.objects.get(pk=voorstel.pk)) == [f"brief {brief.soort} is gewijzigd"]
        Brief.objects.filter(pk=brief.pk).update(geadresseerden=brief.geadresseerden)
        assert verstuur(b, voorstel) == "verdaagd"


def test_the_seal_allows_the_file_that_came_with_the_new_name_and_no_other():
    b, voorstel, brief = verdaging("2027-04-20")
    anders = [f"brief {brief.soort} is gewijzigd"]

    def verschil(sha256):
        Brief.objects.filter(pk=brief.pk).update(sha256=sha256)
        return veranderd(Voorstel.objects.get(pk=voorstel.pk))

    with klok_op(dag("2027-04-22")):
        hernoem(b, "Nieuwdam", "2027-04-21")
        assert verschil("a" * 64) == anders  # a file that was changed without this act
        assert verschil(brief.sha256) == []
        over = neem_namen_over(brief_id=brief.pk, door=SecretariaatFactory(), bestand=bestand(HERNOEMD))
        assert over.namen[0]["upload"] == [brief.sha256, over.sha256]
        for som in ("a" * 64, brief.sha256):  # nor another after it, nor the old one back
            assert verschil(som) == anders
            with pytest.raises(BundelGewijzigd):
                verstuur(b, voorstel)
        hernoem(b, "Derdedam", "2027-04-22")
        Brief.objects.filter(pk=brief.pk).update(sha256=over.sha256)
        derde = bestand(HERNOEMD + b"3 0 obj\n")
        neem_namen_over(brief_id=brief.pk, door=SecretariaatFactory(), bestand=derde)
        assert veranderd(Voorstel.objects.get(pk=voorstel.pk)) == []
        assert verstuur(b, voorstel) == "verdaagd"


def test_the_seal_does_not_allow_a_taken_over_file_in_place_of_one_that_was_never_sealed():
    """The act replaces what was approved: a file that somebody slipped in before it is not covered."""
    b, voorstel, brief = verdaging("2027-04-20")
    with klok_op(dag("2027-04-22")):
        hernoem(b, "Nieuwdam", "2027-04-21")
        Brief.objects.filter(pk=brief.pk).update(sha256="a" * 64)
        neem_namen_over(brief_id=brief.pk, door=SecretariaatFactory(), bestand=bestand(HERNOEMD))
        assert veranderd(Voorstel.objects.get(pk=voorstel.pk)) == [f"brief {brief.soort} is gewijzigd"]


def test_a_letter_that_had_left_before_the_new_name_takes_its_step():
    b, voorstel, _ = verdaging("2027-04-20")
    with klok_op(dag("2027-04-22")):
        hernoem(b, "Nieuwdam", "2027-04-21")
        assert verstuur(b, voorstel, dag("2027-04-20")) == "verdaagd"


def test_another_fact_than_a_name_lets_the_decision_lapse():
    """The names alone a colleague takes over; anything else was decided on, so it is decided anew."""
    _, eerder, _ = verdaging("2027-04-20")
    voorstel = Voorstel.objects.get(pk=eerder.pk)
    termijn = ("termijn", "zes weken", "acht weken")
    assert wat_nu(voorstel, [termijn]).startswith("Laat het besluit vervallen")
    assert wat_nu(voorstel, [termijn, ("overheid", "Oud", "Nieuw")]).startswith("Laat het besluit vervallen")
    assert wat_nu(voorstel, [("overheid", "Oud", "Nieuw")]).startswith("Laat een collega")
