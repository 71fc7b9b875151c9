"""The regime per budget year: the whole table, each guard, and what is decided by sending (finance.md 1.5)."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse

from interventieladder.guards.begrotingsregime import g_voor_1_januari, toetsing_van
from interventieladder.ladders import machine_op
from interventieladder.models import Begrotingsjaar, Brief, Verzendcorrectie, Verzending, Voorstel
from interventieladder.models.stukken import TE_VERZENDEN
from interventieladder.selectors.begrotingsblok import jaarblok
from interventieladder.selectors.begrotingsjaren import regime_op, regime_van
from interventieladder.selectors.begrotingsoverzicht import overzicht
from interventieladder.selectors.dossierpagina import dossierpagina, te_versturen
from interventieladder.selectors.ladderstrip import strip
from interventieladder.selectors.watkannu import stapkaarten
from interventieladder.selectors.werk import werk_voor
from interventieladder.services.briefverzending import verzend
from interventieladder.services.brieven import upload_brief
from interventieladder.services.correcties import corrigeer_verzenddatum
from interventieladder.services.klok import draai_klok
from interventieladder.services.losse_feiten import leg_feit_vast
from interventieladder.services.regimebewaking import controle_begrotingsjaren, waarschuw
from interventieladder.services.stapzetting import zet_stap
from interventieladder.services.voorstellen import dien_in, stel_op
from interventieladder.standen.begrotingsregime import MET_REGIME, PLAN, VOOR_REGIME, Stand
from interventieladder.termijnsoorten import soort_van
from tests.interventieladder import dienst
from tests.interventieladder.ladders import begroting as bg
from tests.interventieladder.ladders.kit import bezwaren, dag, feit, stap, tabel
from toezicht.core.clock import klok_op
from toezicht.core.fouten import GeenRecht, Weigering
from toezicht.core.models import Bericht
from toezicht.core.termijnen import Basis
from toezicht.core.transitions import OvergangGeweigerd, OvergangNietMogelijk, Toets

pytestmark = pytest.mark.django_db

TABEL = {
    ("wacht", "ontvang_begroting"): "ontvangen",
    ("ontvangen", "vraag_aanvulling"): "onvolledig",
    ("onvolledig", "ontvang_aanvulling"): "ontvangen",
    ("ontvangen", "neem_in_beoordeling"): "in_beoordeling",
    ("in_beoordeling", "maak_concept"): "concept",
    ("concept", "naar_bestuurlijk_overleg"): "bestuurlijk",
    ("bestuurlijk", "ontvang_herstelwijziging"): "in_beoordeling",
    ("concept", "leg_voor_aan_gs"): "voorstel_gs",
    ("bestuurlijk", "leg_voor_aan_gs"): "voorstel_gs",
    ("concept", "leg_voor_met_tegenadvies"): "voorstel_gs",
    ("bestuurlijk", "leg_voor_met_tegenadvies"): "voorstel_gs",
    ("wacht", "leg_te_laat_voor"): "voorstel_gs",
    ("ontvangen", "leg_te_laat_voor"): "voorstel_gs",
    ("onvolledig", "leg_te_laat_voor"): "voorstel_gs",
    ("in_beoordeling", "leg_te_laat_voor"): "voorstel_gs",
    ("voorstel_gs", "neem_van_agenda"): "ontvangen",
    ("voorstel_gs", "stel_repressief_vast"): "repressief",
    ("voorstel_gs", "stel_preventief_lid1_vast"): "preventief_lid1",
    ("voorstel_gs", "stel_preventief_lid2_vast"): "preventief_lid2",
    ("repressief", "stel_repressief_vast"): "repressief",
    ("repressief", "stel_preventief_lid1_vast"): "preventief_lid1",
    ("repressief", "stel_preventief_lid2_vast"): "preventief_lid2",
    ("wacht", "neem_repressief_over"): "repressief",
    ("wacht", "neem_lid1_over"): "preventief_lid1",
    ("wacht", "neem_lid2_over"): "preventief_lid2",
    ("repressief", "laat_uitgaven_toe"): "repressief",
    ("preventief_lid2", "laat_uitgaven_toe"): "preventief_lid2",
    ("preventief_lid1", "trek_preventief_in"): "ingetrokken",
    ("preventief_lid2", "trek_preventief_in"): "ingetrokken",
    **{(stand.value, "repressief_van_rechtswege"): "repressief" for stand in VOOR_REGIME},
    **{(stand.value, "jaar_verloopt"): "verlopen" for stand in MET_REGIME},
}
STAPPEN = sorted({naam for _, naam in TABEL})


@pytest.fixture(autouse=True)
def klok():
    with klok_op(dag("2026-11-20")):
        yield


def test_the_declarations_are_the_table():
    assert tabel(PLAN.code) == TABEL


@pytest.mark.parametrize("stand", [s.value for s in Stand if s.value not in PLAN.eind])
def test_every_state_refuses_every_step_that_is_not_in_the_table(stand):
    b = bg.in_stand(stand)
    for naam in STAPPEN:
        kan_hier = (stand, naam) in TABEL
        try:
            with transaction.atomic():
                probeer(b, naam)
                raise GeluktError
        except GeluktError:
            assert kan_hier
            assert naam in PLAN.stap_bij_verzending  # only drafted: nothing moved
        except Weigering as fout:
            assert isinstance(fout, OvergangNietMogelijk) != kan_hier  # noqa: PT017


class GeluktError(Exception):
    """The step could be proposed; undone."""


def probeer(b, naam):
    """Take a step; one that the sending takes is proposed."""
    if naam in PLAN.stap_bij_verzending:
        stel_op(dossier_id=b.dossier.pk, stap=naam, tekst=dienst.tekst(b, naam), door=b.mensen.opsteller)
    else:
        zet_stap(dossier_id=b.dossier.pk, stap=naam, door=b.mensen.opsteller)


# -- what came in ------------------------------------------------------------------------------------


def test_a_budget_without_multi_year_forecast_is_not_received():
    b = bg.in_stand("wacht")
    assert bezwaren(b, "ontvang_begroting") == {"G-INZENDING"}
    bg.zend_in(b, meerjarenraming=False)
    assert bezwaren(b, "ontvang_begroting") == {"G-INZENDING"}
    bg.zend_in(b)
    assert stap(b, "ontvang_begroting") == "ontvangen"


def test_what_is_missing_goes_back_with_a_letter_that_was_sent_and_comes_again():
    b = bg.in_stand("ontvangen")
    assert bezwaren(b, "vraag_aanvulling") == {"G-ONVOLLEDIG", "G-BRIEF-VERZOEK-AANVULLING"}
    bg.controle(b, "emu", "iv3")
    assert bezwaren(b, "neem_in_beoordeling") == {"G-VOLLEDIG"}
    bg.brief(b, "rappel")
    assert bezwaren(b, "vraag_aanvulling") == {"G-BRIEF-VERZOEK-AANVULLING"}
    bg.brief(b, "verzoek_aanvulling")
    assert stap(b, "vraag_aanvulling") == "onvolledig"
    assert bezwaren(b, "ontvang_aanvulling") == {"G-VOLLEDIG"}
    bg.controle(b)
    assert stap(b, "ontvang_aanvulling") == "ontvangen"
    assert stap(b, "neem_in_beoordeling") == "in_beoordeling"


@pytest.mark.parametrize(
    ("verzonden", "ontvangen", "vastgesteld"),
    [
        ("2026-11-10", "2026-11-09", "2026-11-05"),
        ("2026-11-10", "2026-11-21", "2026-11-05"),
        ("2026-11-10", "2026-11-10", "2026-11-11"),
    ],
)
def test_dates_that_contradict_each_other_are_refused(verzonden, ontvangen, vastgesteld):
    b = bg.in_stand("wacht")
    with pytest.raises(Weigering):
        bg.zend_in(b, verzonden, ontvangen, vastgesteld)
    assert not b.vers().feiten.losse_feiten


# -- the assessment ----------------------------------------------------------------------------------


def test_the_concept_asks_figures_seen_by_a_second_person_and_a_judgement_on_those_figures():
    b = bg.in_stand("in_beoordeling")
    assert bezwaren(b, "maak_concept") == {"G-SALDO", "G-KENGETALLEN", "G-OORDEEL"}
    bg.saldo(b, 1, 1, 1, 1, verifieer=False)
    assert "G-SALDO" in bezwaren(b, "maak_concept")
    bg.beoordeeld(b, 120, 80, 40, 10)
    assert bezwaren(b, "maak_concept") == set()
    with klok_op(dag("2026-11-23")):
        bg.saldo(b, 100, 80, 40, 10)
        assert bezwaren(b, "maak_concept") == {"G-OORDEEL"}
        bg.oordeel(b)
        assert stap(b, "maak_concept") == "concept"


def test_talks_fit_a_heavy_or_doubtful_judgement_only():
    b = bg.in_stand("concept")
    bg.beoordeeld(b, -5, -5, -5, -5)
    assert bezwaren(b, "naar_bestuurlijk_overleg") == {"G-OORDEEL-ZWAAR"}
    bg.oordeel(b, "twijfel", "nee")
    assert stap(b, "naar_bestuurlijk_overleg") == "bestuurlijk"


def test_a_repairing_amendment_brings_it_back_and_asks_new_figures():
    b = bg.in_stand("bestuurlijk")
    bg.beoordeeld(b, -5, -5, -5, -5, conclusie="preventief_lid1", aannemelijk="nee")
    assert bezwaren(b, "ontvang_herstelwijziging") == {"G-HERSTELWIJZIGING"}
    with klok_op(dag("2026-12-10")):
        feit(b, "herstelwijziging", raadsbesluit_op="2026-12-08", nummer="2027-1")
        assert stap(b, "ontvang_herstelwijziging") == "in_beoordeling"
        assert "G-SALDO" in bezwaren(b, "maak_concept")
    with klok_op(dag("2026-12-11")):
        bg.beoordeeld(b, 5, 5, 5, 5, bron="wijziging")
        assert stap(b, "maak_concept") == "concept"
    assert len([f for f in b.vers().feiten.losse_feiten if f.soort == "saldo"]) == 2


def test_hearing_the_organisation_comes_before_gs():
    b = bg.in_stand("concept")
    bg.beoordeeld(b)
    assert bezwaren(b, "leg_voor_aan_gs") == {"G-WEDERHOOR"}
    bg.wederhoor(b)
    assert stap(b, "leg_voor_aan_gs") == "voorstel_gs"


def test_what_stays_in_the_dossier_is_never_asked_to_be_sent(client):
    """The proposal to GS goes to nobody outside: no row of work, no list on the page, and no guard waits for it."""
    b = bg.in_stand("concept")
    bg.beoordeeld(b)
    bg.wederhoor(b)
    voorstel = bg.besloten(b, "leg_voor_aan_gs")
    zet_stap(dossier_id=b.dossier.pk, stap="leg_voor_aan_gs", door=b.mensen.opsteller)
    assert [brief.soort for brief in voorstel.brieven.filter(status="klaar")] == ["FIN-GS"]
    assert Brief.objects.filter(TE_VERZENDEN).count() == 0
    assert te_versturen(b.vers()) == []
    with klok_op(dag("2026-12-02")):
        assert "Verstuur" not in {rij.daad for rij in werk_voor(b.mensen.opsteller)}
    client.force_login(b.mensen.opsteller)
    pagina = client.get(f"/dossiers/{b.dossier.nummer}/").content.decode()
    assert "Registreer verzending" not in pagina
    assert "Brief FIN-GS" in pagina  # among the papers
    assert "blijft in het dossier" in client.get(f"/voorstellen/{voorstel.nummer}/").content.decode()


def test_the_deputy_reads_which_regime_with_its_ground_and_the_balances(client):
    """From the sealed facts; and refusing says that it goes to GS as a contrary advice."""
    b = bg.in_stand("concept")
    bg.beoordeeld(
        b, -900, -800, 700, 600, conclusie="preventief_lid1", aannemelijk="nee", correcties=(-5, 0, 0, 0)
    )
    bg.wederhoor(b)
    b.dossier = b.vers()
    b.regels = next(o for o in machine_op(PLAN.code).vanuit("concept") if o.stap == "leg_voor_aan_gs")
    voorstel = dienst.ter_besluit(b, "leg_voor_aan_gs")
    client.force_login(b.mensen.gedeputeerde)
    pad = f"/besluiten/{voorstel.nummer}/"
    pagina = " ".join(client.get(pad).content.decode().split())
    assert "Advies voor 2027: preventief toezicht" in pagina
    assert "Artikel 203 lid 1: geen structureel en reëel evenwicht" in pagina
    for bedrag in ("−€ 900", "−€ 905", "−€ 800", "€ 700", "€ 600"):
        assert bedrag in pagina, bedrag
    assert "Afwijzen met tegenadvies" in pagina
    assert "het voorstel gaat met uw reden naar Gedeputeerde Staten" in pagina
    # Figures that a second person verified after sealing void the brief; the deputy is told
    bg.saldo(b, -1, -1, -1, -1)
    assert "feit saldo is gewijzigd" in client.get(pad).content.decode()
    zegel = {"zegel": voorstel.zegel}
    assert client.post(pad, {"daad": "akkoord", **zegel}).status_code == 409
    assert client.post(pad, {"daad": "afwijzen", "reden": "Eerst praten.", **zegel}).status_code == 409


def test_a_refusal_by_the_deputy_says_where_it_goes(client):
    b = bg.in_stand("concept")
    bg.beoordeeld(b)
    bg.wederhoor(b)
    b.dossier = b.vers()
    b.regels = next(o for o in machine_op(PLAN.code).vanuit("concept") if o.stap == "leg_voor_aan_gs")
    voorstel = dienst.ter_besluit(b, "leg_voor_aan_gs")
    client.force_login(b.mensen.gedeputeerde)
    gegevens = {"daad": "afwijzen", "reden": "Eerst praten.", "zegel": voorstel.zegel}
    antwoord = client.post(f"/besluiten/{voorstel.nummer}/", gegevens, follow=True)
    assert "Uw reden gaat als tegenadvies mee naar GS." in antwoord.content.decode()
    assert bezwaren(b, "leg_voor_met_tegenadvies") == set()


def test_a_letter_to_anybody_outside_waits_to_be_sent():
    b = klaar_voor_gs(120, 80, 40, 10)
    voorstel = bg.besloten(b, "stel_repressief_vast")
    assert [te.brief.soort for te in te_versturen(b.vers())] == ["FIN-L2"]
    assert Brief.objects.filter(TE_VERZENDEN, voorstel=voorstel).count() == 1
    assert "Verstuur" in {rij.daad for rij in werk_voor(b.mensen.opsteller)}


def test_contrary_advice_needs_a_refusal_or_a_verified_paper():
    b = bg.in_stand("concept")
    bg.beoordeeld(b)
    bg.wederhoor(b)
    assert bezwaren(b, "leg_voor_met_tegenadvies") == {"G-TEGENADVIES"}
    feit(b, "tegenadvies", advies="Eerst nog een gesprek.", verifieer=False)
    assert bezwaren(b, "leg_voor_met_tegenadvies") == {"G-TEGENADVIES"}
    feit(b, "tegenadvies", advies="Eerst nog een gesprek.")
    assert bezwaren(b, "leg_voor_met_tegenadvies") == set()


# -- the regime --------------------------------------------------------------------------------------


def klaar_voor_gs(
    *saldi, soort="gemeente", conclusie="repressief", aannemelijk="nvt", verzonden="2026-11-10"
):
    """On the agenda of GS with these balances."""
    b = bg.in_stand("voorstel_gs", soort=soort)
    bg.zend_in(b, verzonden)
    bg.rekening_in(b)
    bg.beoordeeld(b, *saldi, conclusie=conclusie, aannemelijk=aannemelijk)
    return b


def test_the_step_is_taken_by_sending_and_not_by_hand():
    b = klaar_voor_gs(120, 80, 40, 10)
    voorstel = bg.besloten(b, "stel_repressief_vast")
    assert b.vers().stand == "voorstel_gs"
    with pytest.raises(Weigering, match="verzending"):
        zet_stap(dossier_id=b.dossier.pk, stap="stel_repressief_vast", door=b.mensen.opsteller)
    with klok_op(dag("2026-12-02")):
        assert bg.verstuur(b, voorstel) == "repressief"
    jaar = bg.jaar_van(b)
    assert (jaar.juridisch_regime, jaar.regimegrond) == ("repressief", "repressief_gs")
    assert (jaar.besloten_op, jaar.verzonden_op) == (dag("2026-11-20"), dag("2026-12-02"))
    assert jaar.cijferbeeld["saldo"]["saldo_t"] == "120.00"
    assert b.vers().feiten.termijn("besluit_203") is None


def test_a_corrected_send_date_is_shown_and_cannot_undo_what_the_law_asks(client):
    b = klaar_voor_gs(-9, -9, -9, -9, conclusie="preventief_lid1", aannemelijk="nee")
    with klok_op(dag("2026-12-02")):
        bg.hele_stap(b, "stel_preventief_lid1_vast")
    verbeter = {
        "verzending_id": Verzending.objects.get(brief__dossier=b.dossier, rol="orgaan").pk,
        "reden": "Poststempel",
        "door": b.mensen.opsteller,
        "bevestigd": True,
    }
    with klok_op(dag("2027-01-06")):
        with pytest.raises(Weigering, match="vóór 01-01-2027"):
            corrigeer_verzenddatum(verzonden_op=dag("2027-01-04"), **verbeter)
        assert not Verzendcorrectie.objects.exists()
        corrigeer_verzenddatum(verzonden_op=dag("2026-12-30"), **verbeter)
        assert jaarblok(b.vers(), b.mensen.opsteller).verzonden_op == dag("2026-12-30")
        client.force_login(b.mensen.opsteller)
        assert 'datetime="2026-12-30"' in client.get(f"/dossiers/{b.dossier.nummer}/").content.decode()


def test_a_withdrawal_follows_its_corrected_send_date():
    b = klaar_voor_gs(-9, -9, -9, -9, conclusie="preventief_lid1", aannemelijk="nee")
    with klok_op(dag("2026-12-02")):
        bg.hele_stap(b, "stel_preventief_lid1_vast")
    feit(b, "herstelplan", motivering="Overtuigt.")
    with klok_op(dag("2027-03-01")):
        bg.hele_stap(b, "trek_preventief_in")
    verzending = Verzending.objects.filter(brief__dossier=b.dossier, rol="orgaan").latest("pk")
    with klok_op(dag("2027-03-08")):
        corrigeer_verzenddatum(
            verzending_id=verzending.pk,
            verzonden_op=dag("2027-03-03"),
            reden="Poststempel",
            door=b.mensen.opsteller,
            bevestigd=True,
        )
    assert bg.jaar_van(b).ingetrokken_op == dag("2027-03-03")
    assert regime_op(bg.jaar_van(b), dag("2027-03-02")).juridisch_regime == "preventief"
    assert regime_op(bg.jaar_van(b), dag("2027-03-03")).juridisch_regime == "repressief"


def test_the_secretariaat_can_register_the_sending():
    b = klaar_voor_gs(-9, -9, -9, -9, conclusie="preventief_lid1", aannemelijk="nee")
    voorstel = bg.besloten(b, "stel_preventief_lid1_vast")
    b.mensen = type(b.mensen)(**{**vars(b.mensen), "opsteller": b.mensen.secretariaat})
    assert bg.verstuur(b, voorstel) == "preventief_lid1"


def test_a_letter_to_the_minister_does_not_set_the_regime():
    """Gw 203 lid 3: the decision must reach the organ; only the document of the step takes it."""
    b = klaar_voor_gs(-9, -9, -9, -9, conclusie="preventief_lid1", aannemelijk="nee")
    b.dossier = b.vers()
    naam, van = "stel_preventief_lid1_vast", b.dossier.stand
    b.regels = next(o for o in machine_op(PLAN.code).vanuit(van) if o.stap == naam)
    voorstel = dienst.stel_op(b, naam)
    minister = upload_brief(
        voorstel_id=voorstel.pk,
        soort="FIN-L15",
        onderwerp="Mededeling",
        bestand=dienst.bestand(),
        door=b.mensen.opsteller,
    )
    dien_in(voorstel_id=voorstel.pk, door=b.mensen.opsteller)
    dienst.toets(b, voorstel.pk)
    dienst.besluit(b, Voorstel.objects.get(pk=voorstel.pk))
    zendingen = [dienst.zending(g) for g in minister.geadresseerden]
    with pytest.raises(Weigering, match="Registreer eerst de verzending van FIN-L4"):
        verzend(brief_id=minister.pk, zendingen=zendingen, door=b.mensen.secretariaat)
    assert b.vers().stand == van


def test_repressief_against_the_figures_needs_a_reason():
    b = klaar_voor_gs(-9, -9, -9, -9)
    assert bezwaren(b, "stel_repressief_vast") == {"G-EVENWICHT"}
    with pytest.raises(OvergangGeweigerd):
        bg.besloten(b, "stel_repressief_vast")
    Voorstel.objects.update(status="ingetrokken")
    assert (
        bg.hele_stap(b, "stel_repressief_vast", zachte_motivering="Herindeling per 1 juli.") == "repressief"
    )


@pytest.mark.parametrize(
    ("saldi", "aannemelijk", "tegen"),
    [
        ((1, -9, -9, -9), "nee", {"G-GEEN-EVENWICHT"}),
        ((0, 0, 0, 0), "nee", {"G-GEEN-EVENWICHT"}),
        ((-9, -9, -9, 1), "ja", {"G-GEEN-EVENWICHT"}),
        ((-9, -9, -9, 1), "nvt", {"G-GEEN-EVENWICHT"}),
        ((-9, -9, -9, 1), "nee", set()),
        ((-9, 5, 5, -1), "nvt", set()),
    ],
)
def test_lid_1_asks_both_halves(saldi, aannemelijk, tegen):
    b = klaar_voor_gs(*saldi, conclusie="preventief_lid1", aannemelijk=aannemelijk)
    assert bezwaren(b, "stel_preventief_lid1_vast") == tegen


def test_corrections_of_the_officer_count():
    b = bg.in_stand("voorstel_gs")
    bg.beoordeeld(b, 5, 5, 5, 5, correcties=(-6, -6, -6, -6), conclusie="preventief_lid1", aannemelijk="nee")
    assert bezwaren(b, "stel_preventief_lid1_vast") == set()


@pytest.mark.parametrize(("verzonden", "tegen"), [("2026-11-14", {"G-TE-LAAT"}), ("2026-11-15", set())])
def test_lid_2_asks_lateness(verzonden, tegen):
    b = klaar_voor_gs(1, 1, 1, 1, verzonden=verzonden)
    assert bezwaren(b, "stel_preventief_lid2_vast") == tegen


def test_late_accounts_of_two_years_before_are_a_ground_too():
    b = bg.in_stand("voorstel_gs")
    bg.zend_in(b)
    bg.rekening_in(b, "2026-07-15")
    assert bezwaren(b, "stel_preventief_lid2_vast") == set()
    b = bg.in_stand("voorstel_gs")
    bg.zend_in(b)
    bg.rekening_in(b, "2026-07-14")
    assert bezwaren(b, "stel_preventief_lid2_vast") == {"G-TE-LAAT"}


def test_accounts_that_were_not_recorded_are_no_ground_until_somebody_looked():
    b = bg.in_stand("voorstel_gs")
    bg.zend_in(b)
    assert bezwaren(b, "stel_preventief_lid2_vast") == {"G-TE-LAAT"}
    feit(b, "rekening_ontbreekt")
    assert bezwaren(b, "stel_preventief_lid2_vast") == set()


def test_a_correction_says_why():
    b = bg.in_stand("in_beoordeling")
    waarden = {f"saldo_{j}": 1 for j in ("t", "t1", "t2", "t3")}
    with pytest.raises(Weigering, match="reden van de correcties"):
        feit(b, "saldo", bron="raad", correctie_t="-5", **waarden)
    feit(b, "saldo", bron="raad", correctie_t="0", **waarden)


def test_a_joint_arrangement_has_its_own_day():
    b = bg.in_stand("voorstel_gs", soort="gr_openbaar_lichaam")
    bg.rekening_in(b)
    bg.zend_in(b, "2026-09-15")
    assert bezwaren(b, "stel_preventief_lid2_vast") == set()
    assert bg.jaar_van(b).begroting_grondslag == "Wgr 34 lid 2"


def test_leniency_must_be_weighed_and_never_moves_the_day_of_the_law():
    b = klaar_voor_gs(1, 1, 1, 1, verzonden="2026-11-18")
    with pytest.raises(GeenRecht):
        bg.coulance(dossier_id=b.dossier.pk, tot=dag("2026-12-01"), reden="Ziekte", door=b.mensen.opsteller)
    for tot, reden in ((dag("2026-11-14"), "x"), (dag("2027-01-01"), "x"), (dag("2026-12-01"), " ")):
        with pytest.raises(Weigering):
            bg.coulance(dossier_id=b.dossier.pk, tot=tot, reden=reden, door=b.mensen.coordinator)
    bg.coulance(dossier_id=b.dossier.pk, tot=dag("2026-12-01"), reden="Ziekte", door=b.mensen.coordinator)
    assert bezwaren(b, "stel_preventief_lid2_vast") == {"G-COULANCE"}
    assert bg.jaar_van(b).begroting_uiterlijk == dag("2026-11-14")
    with klok_op(dag("2026-12-02")):
        assert bezwaren(b, "stel_preventief_lid2_vast") == set()


def test_a_waterschap_is_never_preventief():
    b = klaar_voor_gs(-9, -9, -9, -9, soort="waterschap", conclusie="preventief_lid1", aannemelijk="nee")
    assert "G-GEEN-WATERSCHAP" in bezwaren(b, "stel_preventief_lid1_vast")
    assert "G-GEEN-WATERSCHAP" in bezwaren(b, "stel_preventief_lid2_vast")
    b2 = bg.in_stand("wacht", soort="waterschap")
    assert "G-GEEN-WATERSCHAP" in bezwaren(b2, "leg_te_laat_voor")


def test_article_203_does_not_exist_for_a_waterschap():
    """No term to 1 January, no step by the clock, no incident: only an ordinary letter, whenever it is ready."""
    b = klaar_voor_gs(120, 80, 40, 10, soort="waterschap")
    assert b.vers().feiten.termijn("besluit_203") is None
    with klok_op(dag("2026-12-28")):
        assert waarschuw() == 0
    with klok_op(dag("2027-01-04")):
        assert draai_klok() == 0
        assert b.vers().stand == "voorstel_gs"
        assert controle_begrotingsjaren()[0]
        assert regime_van(b.dossier.overheid_id, 2027).juridisch_regime == ""
        assert bezwaren(b, "repressief_van_rechtswege") == {"G-GEEN-WATERSCHAP"}
        blok = jaarblok(b.vers(), b.mensen.opsteller)
        assert (blok.open, blok.regime) == (False, "Nog niet bekend")
        assert overzicht(b.mensen.opsteller, 2027).rijen[0].open is False
        assert bg.hele_stap(b, "stel_repressief_vast") == "repressief"
    assert not Bericht.objects.filter(onderwerp__contains="incident").exists()
    assert bg.jaar_van(b).regimegrond == "repressief_gs"


@pytest.mark.parametrize(("soort", "brief"), [("waterschap", "FIN-L20"), ("gr_openbaar_lichaam", "FIN-L19")])
def test_who_is_no_gemeente_gets_the_letter_of_its_own_law(soort, brief):
    """The sending of that letter takes the step; the letter of a gemeente is not asked (finance.md 5)."""
    b = klaar_voor_gs(120, 80, 40, 10, soort=soort)
    voorstel = bg.besloten(b, "stel_repressief_vast")
    assert set(voorstel.brieven.values_list("soort", flat=True)) == {brief}
    assert bg.verstuur(b, voorstel) == "repressief"


def test_a_waterschap_out_of_balance_is_repressief_without_deviating_from_the_answers():
    b = klaar_voor_gs(-9, -9, -9, -9, soort="waterschap", aannemelijk="nee")
    assert bezwaren(b, "stel_repressief_vast") == set()
    b = klaar_voor_gs(-9, -9, -9, 1, soort="waterschap", aannemelijk="nvt")
    assert bezwaren(b, "stel_repressief_vast") == set()  # nothing else exists, whatever the judgement


@pytest.mark.parametrize(
    ("soort", "artikel"),
    [
        ("gemeente", "Gemeentewet 189 lid 2"),
        ("gr_openbaar_lichaam", "Gemeentewet 189 lid 2 (Wgr 35 lid 6)"),
        ("waterschap", "Waterschapswet 99 lid 3"),
    ],
)
def test_each_question_names_the_article_of_its_kind_of_body(soort, artikel):
    b = klaar_voor_gs(-9, -9, -9, 1, soort=soort)
    vragen = toetsing_van(b.vers(), dag("2026-11-20")).vragen[1:4]
    assert [v.grondslag.startswith(artikel) for v in vragen] == [True] * 3
    assert all(("203" in v.grondslag) == (soort != "waterschap") for v in vragen[1:])


def test_the_day_of_the_list_of_article_205_is_practice_and_that_of_the_minister_law():
    lijst, minister = soort_van("publicatie_205"), soort_van("minister_205")
    assert (lijst.basis, minister.basis) == (Basis.BRIEF, Basis.WET)
    assert lijst.grondslag == "Werkwijze van de provincie (Gemeentewet 205 lid 2 noemt geen dag)"


def test_days_are_counted_to_the_last_day_as_the_term_itself_does():
    b = klaar_voor_gs(1, 1, 1, 1)
    for datum, nog in (("2026-12-31", "vandaag"), ("2026-12-30", "morgen"), ("2026-12-29", "nog 2 dagen")):
        t = Toets(b.vers(), None, b.mensen.opsteller, dag(datum))
        assert g_voor_1_januari(t) is None
        assert t.bewijs["G-VOOR-1-JANUARI"] == f"laatste dag 31-12-2026, {nog}"


def test_after_1_january_no_letter_of_article_203_can_go():
    b = klaar_voor_gs(-9, -9, -9, -9, conclusie="preventief_lid1", aannemelijk="nee")
    voorstel = bg.besloten(b, "stel_preventief_lid1_vast")
    with klok_op(dag("2027-01-04")):
        with pytest.raises(OvergangGeweigerd, match=r"vóór 1-1-2027 zijn verzonden"):
            bg.verstuur(b, voorstel)
        assert b.vers().stand == "voorstel_gs"
        assert bg.verstuur(b, voorstel, dag("2026-12-31")) == "preventief_lid1"


def test_withdrawing_in_the_year_and_lid_2_only_with_a_legal_note():
    for stand, verwacht in (
        ("preventief_lid1", {"G-HERSTELPLAN", "G-IN-HET-JAAR"}),
        ("preventief_lid2", {"G-HERSTELPLAN", "G-NOOT-LID2", "G-IN-HET-JAAR"}),
    ):
        b = bg.in_stand(stand)
        assert bezwaren(b, "trek_preventief_in") == verwacht
        feit(b, "herstelplan", motivering="Overtuigt.")
        with pytest.raises(GeenRecht):
            feit(b, "juridische_noot", grond="Algemeen beginsel.")
        feit(b, "juridische_noot", door=b.mensen.jurist, grond="Intrekken van een belastend besluit kan.")
        assert bezwaren(b, "trek_preventief_in", dag("2027-03-01")) == set()


def test_the_withdrawal_is_sent_within_the_year():
    b = klaar_voor_gs(-9, -9, -9, -9, conclusie="preventief_lid1", aannemelijk="nee")
    bg.hele_stap(b, "stel_preventief_lid1_vast")
    feit(b, "herstelplan", motivering="Overtuigt.")
    assert bezwaren(b, "trek_preventief_in") == {"G-IN-HET-JAAR"}
    with klok_op(dag("2027-05-15")):
        voorstel = bg.besloten(b, "trek_preventief_in")
    with klok_op(dag("2028-01-01")), pytest.raises(OvergangGeweigerd, match="in de loop van 2027"):
        bg.verstuur(b, voorstel)
    with klok_op(dag("2027-05-20")):
        assert bg.verstuur(b, voorstel) == "ingetrokken"
    jaar = bg.jaar_van(b)
    assert (jaar.juridisch_regime, jaar.regimegrond, jaar.ingetrokken_op) == (
        "repressief",
        "lid1",
        dag("2027-05-20"),
    )


def test_preventief_asks_the_list_and_the_notice_to_the_minister():
    b = klaar_voor_gs(-9, -9, -9, -9, conclusie="preventief_lid1", aannemelijk="nee")
    bg.hele_stap(b, "stel_preventief_lid1_vast")
    termijnen = b.vers().feiten
    assert termijnen.termijn("minister_205").effectief_einde == dag("2027-01-31")
    assert termijnen.termijn("publicatie_205").effectief_einde == dag("2027-01-15")
    with klok_op(dag("2027-01-20")):
        with pytest.raises(Weigering, match="Kies het stuk"):
            leg_feit_vast(
                dossier_id=b.dossier.pk,
                soort="bericht_minister",
                datum=dag("2027-01-20"),
                waarden={"kenmerk": "M-1"},
                door=b.mensen.opsteller,
            )
        feit(b, "bericht_minister", kenmerk="M-1")
    assert b.vers().feiten.termijn("minister_205") is None
    assert b.vers().feiten.termijn("publicatie_205") is not None


# -- a year that ran already -------------------------------------------------------------------------


def bekend(b, regime, verzonden):
    feit(b, "bekend_regime", dag(verzonden), regime=regime, besloten_op=verzonden, kenmerk="FT-1")


def test_a_year_that_ran_already_is_taken_over_with_its_letter_and_the_clock_leaves_it_alone():
    with klok_op(dag("2027-03-01")):
        b = bg.geopend()
        assert draai_klok() == 0
        assert regime_van(b.dossier.overheid_id, 2027).juridisch_regime == ""
        assert bezwaren(b, "neem_lid1_over") == {"G-BEKEND"}
        bekend(b, "preventief_lid1", "2027-01-04")
        assert bezwaren(b, "neem_lid1_over") == {"G-BEKEND"}  # not sent before 1 January
        bekend(b, "repressief", "2026-12-16")
        assert bezwaren(b, "neem_lid1_over") == {"G-BEKEND"}
    with klok_op(dag("2027-03-02")):
        b = bg.geopend()
        bekend(b, "preventief_lid1", "2026-12-16")
        assert stap(b, "neem_lid1_over") == "preventief_lid1"
        assert regime_van(b.dossier.overheid_id, 2027)[:3] == ("preventief", "normaal", dag("2027-01-01"))
        assert not b.vers().feiten.termijnen


def test_a_year_opened_in_time_is_not_taken_over():
    b = bg.geopend()
    bekend(b, "repressief", "2026-11-19")
    assert bezwaren(b, "neem_repressief_over") == {"G-BEKEND"}


# -- what the database holds -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sql",
    [
        "juridisch_regime = 'preventief', regimegrond = 'lid1', vastgelegd_op = now(), besloten_op = '2026-12-15', "
        "verzonden_op = '2027-01-04'",
        "juridisch_regime = 'preventief', regimegrond = 'lid1', vastgelegd_op = now()",
        "juridisch_regime = 'preventief', regimegrond = 'rechtswege', vastgelegd_op = now()",
        "juridisch_regime = 'repressief'",
        "coulance_tot = '2026-12-01'",
        "toezichtintensiteit = 'streng'",
        "ingetrokken_op = '2027-03-01'",
    ],
)
def test_the_database_refuses_what_the_law_does_not_know(sql):
    b = bg.in_stand("voorstel_gs")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE interventieladder_begrotingsjaar SET {sql} WHERE dossier_id = %s", [b.dossier.pk]
        )


def test_the_database_refuses_preventief_for_a_waterschap():
    b = bg.in_stand("voorstel_gs", soort="waterschap")
    with pytest.raises(IntegrityError, match="203_voor_1_januari"), transaction.atomic():
        Begrotingsjaar.objects.filter(dossier=b.dossier).update(
            juridisch_regime="preventief",
            regimegrond="lid1",
            vastgelegd_op="2026-12-01T10:00Z",
            besloten_op="2026-12-01",
            verzonden_op="2026-12-02",
        )


@pytest.mark.parametrize("sql", ["begroting_voor = '2026-12-01'", "jaar = 2028", "vaste_dag_regel = 'x'"])
def test_the_days_of_the_law_never_move(sql):
    b = bg.in_stand("wacht")
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE interventieladder_begrotingsjaar SET {sql} WHERE dossier_id = %s", [b.dossier.pk]
        )


def test_a_decision_that_was_sent_stays_what_it_was():
    b = klaar_voor_gs(-9, -9, -9, -9, conclusie="preventief_lid1", aannemelijk="nee")
    bg.hele_stap(b, "stel_preventief_lid1_vast")
    for sql in ("verzonden_op = '2026-12-30'", "cijferbeeld = '{}'"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE interventieladder_begrotingsjaar SET {sql}")


# -- what the page offers first ----------------------------------------------------------------------


def kaarten(b):
    return stapkaarten(b.vers(), b.mensen.opsteller)


@pytest.mark.parametrize(
    ("conclusie", "eerst"),
    [
        ("preventief_lid1", "stel_preventief_lid1_vast"),
        ("preventief_lid2", "stel_preventief_lid2_vast"),
        ("repressief", "stel_repressief_vast"),
        ("twijfel", "stel_preventief_lid1_vast"),  # in doubt: what the order of tests computes
    ],
)
def test_the_step_that_follows_the_judgement_is_open_and_the_others_say_that_they_deviate(conclusie, eerst):
    b = klaar_voor_gs(-9, -9, -9, -9, conclusie=conclusie, aannemelijk="nee")
    eerste, *rest = kaarten(b)
    assert (eerste.stap, eerste.open, eerste.afwijking) == (eerst, True, "")
    regimes = {k.stap: k.afwijking for k in rest if k.stap.startswith("stel_")}
    assert len(regimes) == 2
    bron = (
        "het rekenvoorstel (preventief, lid 1)" if conclusie == "twijfel" else "het oordeel van 20 november"
    )
    assert all(zin.startswith(f"Wijkt af van {bron}") for zin in regimes.values())


def test_the_page_shows_the_deviation_at_the_contrary_step(client):
    b = klaar_voor_gs(-9, -9, -9, -9, conclusie="preventief_lid1", aannemelijk="nee")
    client.force_login(b.mensen.opsteller)
    pagina = client.get(f"/dossiers/{b.dossier.nummer}/").content.decode()
    wijkt_af = "Wijkt af van het oordeel van 20 november 2026 (preventief: geen evenwicht (lid 1))."
    assert pagina.index('id="stap-stel_preventief_lid1_vast"') < pagina.index(wijkt_af)
    assert 'id="stap-stel_repressief_vast"' not in pagina  # folded: no open card


def test_a_decided_year_offers_no_registration_of_before_and_one_by_law_offers_it_last():
    besloten = klaar_voor_gs(1, 1, 1, 1)
    with klok_op(dag("2026-12-02")):
        bg.hele_stap(besloten, "stel_repressief_vast")
        beeld = dossierpagina(besloten.mensen.opsteller, besloten.vers())
        assert beeld.kaarten == []
    vergeten = bg.in_stand("wacht")
    assert "neem_lid1_over" not in [
        k.stap for k in dossierpagina(vergeten.mensen.opsteller, vergeten.vers()).kaarten
    ]
    with klok_op(dag("2027-01-04")):
        draai_klok()
        eerste, *later = dossierpagina(vergeten.mensen.opsteller, vergeten.vers()).kaarten
        assert (eerste.stap, eerste.open) == ("stel_repressief_vast", True)
        assert [(k.stap, k.open) for k in later] == [
            ("stel_preventief_lid1_vast", False),
            ("stel_preventief_lid2_vast", False),
        ]


@pytest.mark.parametrize(
    ("stand", "soort", "plek"),
    [
        ("voorstel_gs", "gemeente", ["Repressief of preventief"]),
        ("voorstel_gs", "waterschap", ["Repressief"]),
        ("preventief_lid1", "gemeente", ["Preventief lid 1"]),
        ("repressief", "gemeente", ["Repressief"]),
    ],
)
def test_the_strip_shows_the_ends_that_can_be_until_it_is_known_which(stand, soort, plek):
    b = bg.in_stand(stand, soort=soort)
    namen = [t.naam for t in strip(b.vers(), kaarten(b))]
    assert namen == ["Wacht", "Ontvangen", "Beoordeling", "Concept", "Bij GS", *plek, "Verlopen"]


# -- the balance as people type it -------------------------------------------------------------------


def test_the_balance_is_typed_as_people_write_amounts_and_names_its_years(client):
    b = bg.in_stand("in_beoordeling")
    client.force_login(b.mensen.opsteller)
    adres = reverse("dossier_feit", args=[b.dossier.nummer]) + "?soort=saldo"
    pagina = client.get(adres).content.decode()
    assert "Structureel saldo 2028" in pagina
    assert "jaar + 1" not in pagina
    assert 'type="number"' not in pagina
    assert 'inputmode="decimal"' in pagina
    invoer = {
        "datum": "2026-11-20",
        "waarde_bron": "raad",
        "waarde_saldo_t": "-300.000",
        "waarde_saldo_t1": "-1.250.000,50",
        "waarde_saldo_t2": "€ 40",
        "waarde_saldo_t3": "1.25",
    }
    fout = client.post(adres, invoer)
    assert fout.status_code == 422
    assert "Geef het bedrag zoals 1.250,50." in fout.content.decode()
    assert client.post(adres, {**invoer, "waarde_saldo_t3": "1.250,5"}).status_code == 303
    (vast,) = b.vers().feiten.losse_feiten
    assert [vast.waarden[f"saldo_{j}"] for j in ("t", "t1", "t2", "t3")] == [
        "-300000.00",
        "-1250000.50",
        "40.00",
        "1250.50",
    ]
    correctie = client.get(f"{adres}&corrigeer={vast.pk}").content.decode()
    assert 'value="-1250000,50"' in correctie
    assert "Structureel saldo 2030" in client.get(f"/dossiers/{b.dossier.nummer}/").content.decode()
