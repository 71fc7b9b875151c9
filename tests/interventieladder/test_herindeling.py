"""The plan of a herindeling: what is proposed, chosen, confirmed and carried out (Wet arhi 44; ladder.md SC4)."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from interventieladder.models import Brief, Dossier, Herindelingsplan, Herindelingsregel, Termijn, Voorstel
from interventieladder.selectors.begrotingsjaren import regime_van
from interventieladder.selectors.herindelingwerk import controle
from interventieladder.services import (
    begrotingsjaren,
    dossieropening,
    herindeling,
    herindeling_uitvoeren,
    herindelingsdaden,
)
from interventieladder.services.brieffeiten import neem_namen_over
from interventieladder.services.briefverzending import verzend
from interventieladder.services.brieven import brieven_van
from interventieladder.services.dossieropening import NieuwDossier, open_dossier
from interventieladder.services.dossiers import koppel
from interventieladder.services.slot import dossierfeiten, log
from interventieladder.services.tenaamstelling import weg_voor_de_naam
from interventieladder.standen import PLANNEN
from signalen.selectors.signalen import signalen_van_dossier
from tests.factories import (
    CoordinatorFactory,
    GedeputeerdeFactory,
    KabinetFactory,
    OverheidFactory,
    ToezichthouderFactory,
)
from tests.interventieladder import agendawereld, dienst
from tests.interventieladder.bouw import (
    TAAK,
    leg_dossierfeiten,
    maak_dossier,
    maak_mensen,
    maak_termijn,
    overgang,
)
from tests.interventieladder.herindelingswereld import (
    DATUM,
    actief_signaal,
    bevestigd_plan,
    fusie,
    gemeente,
    volgt_op,
)
from tests.interventieladder.ladders import begroting as bg
from tests.interventieladder.ladders.kit import op as ladderzaak
from tests.interventieladder.ladders.kit import stap as ladderstap
from tests.scenarios.financieel import beoordeel
from toezicht.core import clock, logboek
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import Bericht, Logboekregel
from toezicht.core.transitions import Toets, toets_overgang

pytestmark = pytest.mark.django_db
NA = DATUM + dt.timedelta(days=4)


@pytest.fixture
def mensen():
    return maak_mensen()


@pytest.fixture(autouse=True)
def klok():
    with klok_op(dt.date(2026, 10, 5)):
        yield


def plan_voor(overheid, door=None, **velden):
    return herindeling.maak_plan(
        overheid_id=overheid.pk,
        datum=velden.pop("datum", DATUM),
        door=door or ToezichthouderFactory(),
        **velden,
    )


def behandelingen(plan):
    return {r.dossier.nummer: r.behandeling for r in plan.regels.select_related("dossier")}


def voer_uit(plan, dag=NA):
    with klok_op(dag):
        return herindeling_uitvoeren.voer_uit(plan_id=plan.pk, door=CoordinatorFactory())


# -- proposals ---------------------------------------------------------------------------------------


def test_a_dossier_alone_goes_on_at_the_successor(mensen):
    nieuw, (oost,) = fusie("Oostdam")
    b = maak_dossier("t3a", overheid=oost, mensen=mensen)
    plan = plan_voor(oost)
    (regel,) = plan.regels.all()
    assert (regel.behandeling, regel.opvolger, regel.dossier) == ("verplaatsen", nieuw, b.dossier)
    assert "Wet arhi 44" in regel.waarom
    assert "opnieuw" not in regel.waarom


def test_on_t4_the_row_says_that_the_letter_goes_again(mensen):
    _, (oost,) = fusie("Oostdam")
    maak_dossier("t4", overheid=oost, mensen=mensen)
    assert "opnieuw naar het nieuwe bestuur" in plan_voor(oost).regels.get().waarom


def test_two_predecessors_on_one_duty_become_one_new_dossier(mensen):
    _, (oost, west) = fusie("Oostdam", "Westdam")
    a, b = (maak_dossier(t, overheid=o, mensen=mensen) for t, o in (("t4", oost), ("t2", west)))
    assert behandelingen(plan_voor(oost)) == {a.dossier.nummer: "samenvoegen"}
    assert behandelingen(plan_voor(west)) == {b.dossier.nummer: "samenvoegen"}


def test_a_decision_that_was_taken_goes_on_and_the_other_goes_up_in_it(mensen):
    _, (oost, west) = fusie("Oostdam", "Westdam")
    a, b = (maak_dossier(t, overheid=o, mensen=mensen) for t, o in (("t5", oost), ("t2", west)))
    assert behandelingen(plan_voor(oost)) == {a.dossier.nummer: "verplaatsen"}
    assert behandelingen(plan_voor(west)) == {b.dossier.nummer: "samenvoegen"}


def test_a_successor_that_has_a_dossier_takes_the_other_in(mensen):
    buur, oost = gemeente("Buurdam"), gemeente("Oostdam")
    volgt_op(oost, buur)
    maak_dossier("t2", overheid=buur, mensen=mensen)
    a = maak_dossier("t3a", overheid=oost, mensen=mensen)
    assert behandelingen(plan_voor(oost)) == {a.dossier.nummer: "samenvoegen"}


def test_a_split_organisation_asks_a_choice_before_it_can_be_confirmed(mensen):
    oost, een, twee = gemeente("Oostdam"), gemeente("Eendam"), gemeente("Tweedam")
    for o in (een, twee):
        volgt_op(oost, o, gesplitst=True)
    b = maak_dossier("t3a", overheid=oost, mensen=mensen)
    plan, door = plan_voor(oost), ToezichthouderFactory()
    regel = plan.regels.get()
    assert regel.opvolger is None
    with pytest.raises(Weigering, match=f"Kies eerst de opvolger bij {b.dossier.nummer}"):
        herindeling.bevestig(plan_id=plan.pk, door=mensen.coordinator)
    with pytest.raises(Weigering, match="een van de opvolgers"):
        herindeling.kies(regel_id=regel.pk, behandeling="verplaatsen", door=door)
    herindeling.kies(regel_id=regel.pk, behandeling="verplaatsen", opvolger_id=twee.pk, door=door)
    herindeling.bevestig(plan_id=plan.pk, door=mensen.coordinator)
    assert voer_uit(plan).gedaan == 1
    assert b.vers().overheid == twee


# -- who may, and on what ----------------------------------------------------------------------------


def test_only_a_known_herindeling_gets_a_plan_and_only_once():
    _, (oost,) = fusie("Oostdam")
    with pytest.raises(Weigering, match="geen herindeling bekend"):
        plan_voor(oost, datum=dt.date(2027, 7, 1))
    plan_voor(oost)
    with pytest.raises(Conflict, match="al een plan"):
        plan_voor(oost)
    for buiten in (GedeputeerdeFactory(), KabinetFactory()):
        if not buiten.has_perm("interventieladder.behandel_dossier"):
            with pytest.raises(GeenRecht):
                plan_voor(oost, door=buiten)


def test_four_eyes_in_service_and_database(mensen):
    _, (oost,) = fusie("Oostdam")
    maak_dossier("t3a", overheid=oost, mensen=mensen)
    maker, kiezer = CoordinatorFactory(), CoordinatorFactory()
    plan = plan_voor(oost, door=maker)
    herindeling.kies(
        regel_id=plan.regels.get().pk, behandeling="sluiten", reden="De taak vervalt.", door=kiezer
    )
    for zelf in (maker, kiezer):
        with pytest.raises(GeenRecht, match="Vraag een collega"):
            herindeling.bevestig(plan_id=plan.pk, door=zelf)
        with pytest.raises(IntegrityError), transaction.atomic():
            Herindelingsplan.objects.filter(pk=plan.pk).update(
                status="bevestigd", bevestigd_door=zelf, bevestigd_op=clock.nu()
            )
    with pytest.raises(GeenRecht, match="coördinator of de teamleider"):
        herindeling.bevestig(plan_id=plan.pk, door=ToezichthouderFactory())
    herindeling.bevestig(plan_id=plan.pk, door=CoordinatorFactory())
    with pytest.raises(Conflict, match="al bevestigd"):
        herindeling.bevestig(plan_id=plan.pk, door=CoordinatorFactory())


def test_another_choice_has_a_reason_and_opens_the_plan_again(mensen):
    _, (oost,) = fusie("Oostdam")
    maak_dossier("t3a", overheid=oost, mensen=mensen)
    plan = bevestigd_plan(oost)
    regel = plan.regels.get()
    with pytest.raises(Weigering, match="waarom u anders kiest"):
        herindeling.kies(regel_id=regel.pk, behandeling="sluiten", reden=" ", door=mensen.opsteller)
    with pytest.raises(Weigering, match="uit de lijst"):
        herindeling.kies(regel_id=regel.pk, behandeling="doorverwijzen", door=mensen.opsteller)
    with pytest.raises(Conflict, match="intussen gewijzigd"):
        herindeling.kies(
            regel_id=regel.pk,
            behandeling="sluiten",
            reden="Zo.",
            door=mensen.opsteller,
            versie=plan.versie - 1,
        )
    herindeling.kies(
        regel_id=regel.pk, behandeling="sluiten", reden="De taak vervalt.", door=mensen.opsteller
    )
    plan.refresh_from_db()
    assert (plan.status, plan.bevestigd_door) == ("concept", None)
    with klok_op(NA), pytest.raises(Conflict, match="niet bevestigd"):
        herindeling_uitvoeren.voer_uit(plan_id=plan.pk, door=mensen.coordinator)


def test_another_rung_than_t2_is_confirmed_by_the_deputy(mensen):
    _, (oost, west) = fusie("Oostdam", "Westdam")
    for o in (oost, west):
        maak_dossier("t3a", overheid=o, mensen=mensen)
    plan = plan_voor(oost)
    regel = plan.regels.get()
    for trede in ("t4", "t6", "x"):
        with pytest.raises(Weigering, match="welke trede"):
            herindeling.kies(
                regel_id=regel.pk, behandeling="samenvoegen", trede=trede, reden="Zo.", door=mensen.opsteller
            )
    herindeling.kies(
        regel_id=regel.pk,
        behandeling="samenvoegen",
        trede="t3a",
        reden="Beide waren zover.",
        door=mensen.opsteller,
    )
    with pytest.raises(GeenRecht, match="kiest de gedeputeerde"):
        herindeling.bevestig(plan_id=plan.pk, door=mensen.coordinator)
    herindeling.bevestig(plan_id=plan.pk, door=mensen.gedeputeerde)
    voer_uit(plan)
    assert plan.regels.get().resultaat.stand == "t3a"


def test_a_dossier_with_a_decision_is_not_merged_or_closed(mensen):
    _, (oost,) = fusie("Oostdam")
    maak_dossier("t5", overheid=oost, mensen=mensen)
    regel = plan_voor(oost).regels.get()
    for keuze in ("samenvoegen", "sluiten"):
        with pytest.raises(Weigering, match="een besluit genomen"):
            herindeling.kies(regel_id=regel.pk, behandeling=keuze, reden="Zo.", door=mensen.opsteller)


def test_two_dossiers_with_a_decision_are_never_merged(mensen):
    _, (oost, west) = fusie("Oostdam", "Westdam")
    a, b = (maak_dossier(t, overheid=o, mensen=mensen) for t, o in (("t6", oost), ("t5", west)))
    plannen = [plan_voor(o) for o in (oost, west)]
    for plan, ander in zip(plannen, (b, a), strict=True):
        regel = plan.regels.get()
        assert regel.behandeling == "verplaatsen"
        assert f"{ander.dossier.nummer} is een besluit genomen" in regel.waarom
        assert "kies welke eerst wordt afgerond" in regel.waarom
        herindeling.bevestig(plan_id=plan.pk, door=mensen.coordinator)
    with klok_op(NA):
        assert herindeling_uitvoeren.draai_herindelingen() == 1
    assert sorted(p.regels.get().status for p in plannen) == ["mislukt", "uitgevoerd"]
    assert not any(x.vers().gesloten for x in (a, b))


def test_a_merge_waits_for_the_plan_of_the_dossier_with_a_decision(mensen):
    nieuw, (oost, west) = fusie("Oostdam", "Westdam")
    met, zonder = (maak_dossier(t, overheid=o, mensen=mensen) for t, o in (("t5", oost), ("t2", west)))
    plan = bevestigd_plan(west)
    with klok_op(NA):
        assert herindeling_uitvoeren.draai_herindelingen() == 0
        assert "wacht op het plan van Oostdam" in plan.regels.get().uitkomst
        assert not Dossier.objects.filter(overheid=nieuw).exists()
        bevestigd_plan(oost)
        assert herindeling_uitvoeren.draai_herindelingen() == 2
    assert met.vers().overheid == nieuw
    assert plan.regels.get().resultaat == met.dossier
    assert zonder.vers().gesloten


def test_a_decision_taken_after_the_plan_stops_confirming_and_carrying_out(mensen):
    _, (oost, west) = fusie("Oostdam", "Westdam")
    a = maak_dossier("t4", overheid=oost, mensen=mensen)
    maak_dossier("t2", overheid=west, mensen=mensen)
    plan = plan_voor(oost)
    assert behandelingen(plan) == {a.dossier.nummer: "samenvoegen"}

    def trede(trede):
        Dossier.objects.filter(pk=a.dossier.pk).update(stand=trede, trede=trede)

    trede("t5")
    with pytest.raises(Weigering, match="een besluit genomen"):
        herindeling.bevestig(plan_id=plan.pk, door=mensen.coordinator)
    trede("t4")
    herindeling.bevestig(plan_id=plan.pk, door=mensen.coordinator)
    trede("t5")
    assert voer_uit(plan).mislukt == 1
    assert "een besluit genomen" in plan.regels.get().uitkomst
    assert (a.vers().overheid, a.vers().gesloten) == (oost, False)


def test_a_dossier_that_came_in_asks_a_new_confirmation(mensen):
    _, (oost,) = fusie("Oostdam")
    plan = bevestigd_plan(oost)
    maak_dossier("t1", overheid=oost, mensen=mensen)
    assert herindeling_uitvoeren.draai_herindelingen() == 0
    plan.refresh_from_db()
    assert (plan.status, plan.regels.count()) == ("concept", 1)
    maak_dossier("t1", overheid=oost, mensen=mensen, domein="financien", taak="begroting")
    with pytest.raises(Conflict, match="Vul het plan eerst aan"):
        herindeling.bevestig(plan_id=plan.pk, door=mensen.coordinator)


def test_a_dossier_that_came_after_the_last_turn_opens_the_plan_that_was_carried_out(mensen):
    nieuw, (oost,) = fusie("Oostdam")
    eerste = maak_dossier("t3a", overheid=oost, mensen=mensen)
    plan = bevestigd_plan(oost)
    laat = maak_dossier("t1", overheid=oost, mensen=mensen, domein="financien", taak="begroting")
    with klok_op(NA):
        assert herindeling_uitvoeren.draai_herindelingen() == 1  # what was confirmed does not wait
        assert eerste.vers().overheid == nieuw
        plan.refresh_from_db()
        assert (plan.status, behandelingen(plan)[laat.dossier.nummer]) == ("concept", "verplaatsen")
        herindeling.bevestig(plan_id=plan.pk, door=mensen.coordinator)
        assert herindeling_uitvoeren.draai_herindelingen() == 1
    plan.refresh_from_db()
    assert (plan.status, laat.vers().overheid) == ("uitgevoerd", nieuw)


# -- carrying out ------------------------------------------------------------------------------------


def test_nothing_is_carried_out_before_the_day(mensen):
    _, (oost,) = fusie("Oostdam")
    b = maak_dossier("t3a", overheid=oost, mensen=mensen)
    plan = bevestigd_plan(oost)
    with pytest.raises(Conflict, match="gaat in op 01-01-2027"):
        herindeling_uitvoeren.voer_uit(plan_id=plan.pk, door=mensen.coordinator)
    assert herindeling_uitvoeren.draai_herindelingen() == 0
    assert b.vers().overheid == oost


def test_the_clock_moves_a_dossier_with_its_terms_and_both_codes_keep_their_history(mensen):
    nieuw, (oost,) = fusie("Oostdam")
    b = maak_dossier("t3a", overheid=oost, mensen=mensen)
    log_begin(b)
    termijn = maak_termijn(b, "afspraken", dt.date(2027, 3, 1))
    bevestigd_plan(oost)
    with klok_op(NA):
        assert herindeling_uitvoeren.draai_herindelingen() == 1
        assert herindeling_uitvoeren.draai_herindelingen() == 0
    dossier = b.vers()
    assert (dossier.overheid, dossier.stand, dossier.overgegaan_op) == (nieuw, "t3a", DATUM)
    vers = Termijn.objects.get(pk=termijn.pk)
    assert (vers.status, vers.effectief_einde) == ("loopt", termijn.effectief_einde)
    toen, nu = dt.date(2026, 12, 31), NA
    kennis = clock.moment(dt.date(2027, 2, 1), dt.time(9))
    sleutel = str(dossier.pk)

    def stand(dag, code=""):
        return logboek.stand_op(soort="dossier", peildatum=dag, kennisdatum=kennis, overheid_code=code).get(
            sleutel, {}
        )

    assert stand(toen)["overheid"] == stand(toen, oost.code)["overheid"] == oost.code
    assert stand(toen, nieuw.code) == {}
    assert (stand(nu)["overheid"], stand(nu)["stand"], stand(nu)["gesloten_op"]) == (nieuw.code, "t3a", None)
    assert stand(nu, nieuw.code)["titel"] == dossier.titel
    assert stand(nu, oost.code)["gesloten_op"] == "2027-01-01"


def log_begin(b):
    """The line with which a dossier opens: the builder makes rows only."""
    log(b.dossier, "dossier_geopend", door=b.mensen.opsteller, gegevens=dossierfeiten(b.dossier))


@pytest.mark.parametrize("keuze", ["verplaatsen", "sluiten"])
def test_carried_out_late_it_closes_on_the_old_code_after_what_happened_there_since(mensen, keuze):
    nieuw, (oost,) = fusie("Oostdam")
    b = maak_dossier("t3a", overheid=oost, mensen=mensen)
    plan = plan_voor(oost)
    reden = "De taak vervalt." if keuze == "sluiten" else ""
    herindeling.kies(regel_id=plan.regels.get().pk, behandeling=keuze, reden=reden, door=mensen.opsteller)
    herindeling.bevestig(plan_id=plan.pk, door=mensen.coordinator)
    with klok_op(NA):
        log(b.vers(), "dossier_gewijzigd", door=mensen.opsteller, gegevens=dossierfeiten(b.vers()))
    laat = NA + dt.timedelta(days=2)
    voer_uit(plan, laat)
    kennis = clock.moment(laat, clock.nu().time()) + dt.timedelta(days=1)

    def stand(code, dag=laat):
        (een,) = logboek.stand_op(
            soort="dossier", peildatum=dag, kennisdatum=kennis, overheid_code=code
        ).values()
        return een

    assert stand(oost.code)["sluitreden"] == "overgegaan_herindeling"
    vers = b.vers()
    if keuze == "verplaatsen":
        assert stand(nieuw.code)["trede"] == "t3a"
        assert vers.overgegaan_op == DATUM


def test_predecessors_on_one_duty_become_one_dossier_with_links_and_signals(mensen):
    nieuw, (oost, west) = fusie("Oostdam", "Westdam")
    a, b = (maak_dossier(t, overheid=o, mensen=mensen) for t, o in (("t4", oost), ("t2", west)))
    signaal = actief_signaal(oost, mensen)
    koppel(dossier_id=a.dossier.pk, signaal_id=signaal.pk, door=mensen.opsteller)
    maak_termijn(a, "zienswijze", dt.date(2027, 2, 1))
    plannen = [bevestigd_plan(o) for o in (oost, west)]
    with klok_op(NA):
        assert herindeling_uitvoeren.draai_herindelingen() == 2
    samen = Dossier.objects.open().get(overheid=nieuw)
    assert (samen.stand, samen.trede_sinds, samen.voorganger) == ("t2", DATUM, a.dossier)
    assert samen.stappen.get().trede == "t2"
    for oud in (a, b):
        vers = oud.vers()
        assert (vers.stand, vers.sluitreden, vers.gesloten_op) == (
            "afgesloten",
            "overgegaan_herindeling",
            DATUM,
        )
        assert vers.overheid in (oost, west)
        assert not vers.termijnen.filter(status="loopt").exists()
        assert Logboekregel.objects.filter(
            keten=f"dossier:{oud.dossier.pk}", handeling="dossier_overgegaan"
        ).exists()
    assert Logboekregel.objects.filter(keten=f"dossier:{samen.pk}", handeling="dossier_neemt_op").count() == 2
    assert [s.nummer for s in signalen_van_dossier(mensen.opsteller, samen.pk)] == [signaal.nummer]
    assert {p.regels.get().resultaat for p in plannen} == {samen}
    assert {Herindelingsplan.objects.get(pk=p.pk).status for p in plannen} == {"uitgevoerd"}


def test_a_failed_row_says_why_and_can_be_tried_again(mensen):
    nieuw, (oost,) = fusie("Oostdam")
    b = maak_dossier("t3a", overheid=oost, mensen=mensen)
    plan = bevestigd_plan(oost)
    ander = maak_dossier("t1", overheid=nieuw, mensen=mensen)
    assert voer_uit(plan).mislukt == 1
    regel = plan.regels.get()
    assert regel.status == "mislukt"
    assert f"Bij Duindam loopt al dossier {ander.dossier.nummer}" in regel.uitkomst
    assert b.vers().overheid == oost
    with klok_op(NA):
        herindeling_uitvoeren.draai_herindelingen()
    assert Logboekregel.objects.filter(handeling="herindelingsregel_mislukt").count() == 1
    with klok_op(NA):
        herindeling.kies(
            regel_id=regel.pk, behandeling="samenvoegen", reden="Er loopt er al een.", door=mensen.opsteller
        )
        herindeling.bevestig(plan_id=plan.pk, door=CoordinatorFactory())
    assert voer_uit(plan) == herindeling_uitvoeren.Uitvoering(1, 0)
    assert b.vers().gesloten
    assert plan.regels.get().resultaat == ander.dossier


def test_what_was_carried_out_no_longer_changes(mensen):
    _, (oost,) = fusie("Oostdam")
    maak_dossier("t3a", overheid=oost, mensen=mensen)
    plan = bevestigd_plan(oost)
    voer_uit(plan)
    regel = plan.regels.get()
    with pytest.raises(Conflict, match="al uitgevoerd"):
        herindeling.kies(regel_id=regel.pk, behandeling="sluiten", reden="Zo.", door=mensen.opsteller)
    for daad in (
        lambda: Herindelingsregel.objects.filter(pk=regel.pk).update(behandeling="sluiten", reden="x"),
        lambda: Herindelingsplan.objects.filter(pk=plan.pk).delete(),
    ):
        with pytest.raises(Exception, match=r"(?i)wijzig|verander|restrict|protect"), transaction.atomic():
            daad()


def test_proposals_under_way_go_back_or_lapse_and_their_letters_with_them(mensen):
    _, (oost,) = fusie("Oostdam")
    b = maak_dossier("t3a", overheid=oost, mensen=mensen)
    leg_dossierfeiten(b, "start_bestuurlijk_overleg")
    voorstel = dienst.ter_besluit(b, "start_bestuurlijk_overleg")
    plan = bevestigd_plan(oost)
    voer_uit(plan)
    vers = Voorstel.objects.get(pk=voorstel.pk)
    assert vers.status == "retour"
    assert "op de nieuwe naam" in vers.retour_reden
    assert set(Brief.objects.filter(voorstel=vers).values_list("status", flat=True)) == {"vervallen"}
    assert Bericht.objects.filter(
        sleutel__startswith=f"herindeling:voorstel:{voorstel.pk}", ontvanger=mensen.opsteller
    ).exists()


def test_a_decision_that_was_not_used_lapses(mensen):
    _, (oost,) = fusie("Oostdam")
    b = maak_dossier("t3a", overheid=oost, mensen=mensen)
    leg_dossierfeiten(b, "start_bestuurlijk_overleg")
    voorstel = dienst.ter_besluit(b, "start_bestuurlijk_overleg")
    dienst.besluit(b, voorstel)
    voer_uit(bevestigd_plan(oost))
    assert Voorstel.objects.get(pk=voorstel.pk).status == "vervallen"


def gezette_stap(overheid, mensen, taak=TAAK):
    """A step that was taken by decision, with its letter to the organ not sent yet."""
    b = maak_dossier("t3a", overheid=overheid, mensen=mensen, taak=taak)
    leg_dossierfeiten(b, "start_bestuurlijk_overleg")
    voorstel = dienst.ter_besluit(b, "start_bestuurlijk_overleg")
    dienst.besluit(b, voorstel)
    dienst.zet(b, "start_bestuurlijk_overleg")
    return b, Brief.objects.get(voorstel=voorstel, soort="L5b")


def orgaan_van(brief):
    return next(g for g in brief.geadresseerden if g["rol"] == "orgaan")


def test_a_letter_of_a_step_that_was_taken_stays_and_leaves_on_the_new_names(mensen):
    _, (oost,) = fusie("Oostdam")
    b, brief = gezette_stap(oost, mensen)
    voer_uit(bevestigd_plan(oost))
    brief.refresh_from_db()
    assert brief.status == "klaar"
    with klok_op(NA):
        with pytest.raises(Conflict, match="Oostdam → Duindam"):
            verzend(brief_id=brief.pk, zendingen=[dienst.zending(orgaan_van(brief))], door=mensen.opsteller)
        brief = neem_namen_over(
            brief_id=brief.pk, door=CoordinatorFactory(), bestand=dienst.bestand(dienst.HERNOEMD)
        )
        assert "Duindam" in orgaan_van(brief)["naam"]
        zendingen = [dienst.zending(g) for g in brief.geadresseerden]
        verzend(brief_id=brief.pk, zendingen=zendingen, door=mensen.opsteller)
    assert Brief.objects.get(pk=brief.pk).status == "verzonden"
    bericht = Bericht.objects.get(sleutel__startswith=f"herindeling:{b.dossier.pk}:")
    assert "neemt op de pagina van de verzending de nieuwe namen over" in bericht.tekst


def test_what_left_before_the_day_is_registered_after_it_on_the_old_name(mensen):
    _, (oost,) = fusie("Oostdam")
    _, brief = gezette_stap(oost, mensen)
    voer_uit(bevestigd_plan(oost))
    with klok_op(NA):
        weg = dienst.zending(orgaan_van(brief), DATUM - dt.timedelta(days=3))
        verzend(brief_id=brief.pk, zendingen=[weg], door=mensen.opsteller)
    assert "Oostdam" in brief.verzendingen.get().geadresseerde


def test_a_letter_to_the_organ_counts_as_sent_and_with_a_dossier_that_closes_it_lapses(mensen):
    _, (oost, west) = fusie("Oostdam", "Westdam")
    _, half = gezette_stap(oost, mensen)
    verzend(brief_id=half.pk, zendingen=[dienst.zending(orgaan_van(half))], door=mensen.opsteller)
    b, dicht = gezette_stap(west, mensen, taak="ruimtelijke_ordening")
    voer_uit(bevestigd_plan(oost))
    plan = plan_voor(west)
    herindeling.kies(
        regel_id=plan.regels.get().pk, behandeling="sluiten", reden="De taak vervalt.", door=mensen.opsteller
    )
    herindeling.bevestig(plan_id=plan.pk, door=mensen.coordinator)
    voer_uit(plan)
    assert b.vers().gesloten
    assert Brief.objects.get(pk=dicht.pk).status == "vervallen"
    half.refresh_from_db()
    assert (half.status, [g["rol"] for g in half.geadresseerden]) == ("verzonden", ["orgaan"])


def test_no_new_dossier_is_opened_on_an_organisation_that_ended(mensen):
    _, (oost,) = fusie("Oostdam")
    nieuw = NieuwDossier(
        overheid_id=oost.pk,
        taak=TAAK,
        titel="Te laat",
        omschrijving="Feiten.",
        datum_feit=dt.date(2026, 9, 1),
    )
    with klok_op(NA), pytest.raises(Weigering, match="bestaat niet meer sinds 01-01-2027"):
        open_dossier(nieuw=nieuw, door=mensen.opsteller)


def test_ladders_of_one_year_are_left_to_the_clock(mensen):
    _, (oost,) = fusie("Oostdam")
    b = maak_dossier("t3a", overheid=oost, mensen=mensen)
    jaar = dossieropening.open_op_ladder(
        ladder="arhi_toezicht",
        overheid_id=oost.pk,
        titel="Herindeling",
        omschrijving="Ontwerp.",
        datum_feit=dt.date(2026, 9, 1),
        onderdeel="Oostdam",
        door=mensen.opsteller,
    )
    plan = bevestigd_plan(oost)
    assert behandelingen(plan) == {b.dossier.nummer: "verplaatsen", jaar.nummer: "vanzelf"}
    voer_uit(plan)
    jaar = Dossier.objects.get(pk=jaar.pk)
    assert (jaar.gesloten_op, jaar.overheid) == (None, oost)


def test_only_what_really_ends_by_itself_stays_behind(mensen):
    _, (oost,) = fusie("Oostdam")
    gewoon = maak_dossier("t3a", overheid=oost, mensen=mensen)
    eigen = ladderzaak("artikel8", mensen=mensen, overheid=oost)
    plan = plan_voor(oost)
    assert behandelingen(plan) == {gewoon.dossier.nummer: "verplaatsen", eigen.dossier.nummer: "vanzelf"}
    regels = {r.dossier_id: r for r in plan.regels.all()}
    assert "sluit met de stap" in regels[eigen.dossier.pk].waarom
    weigering = f"{gewoon.dossier.nummer} eindigt niet vanzelf"
    with pytest.raises(Weigering, match=weigering):
        herindeling.kies(
            regel_id=regels[gewoon.dossier.pk].pk,
            behandeling="vanzelf",
            reden="Blijft.",
            door=mensen.opsteller,
        )
    assert "vanzelf" not in herindeling.mogelijk(plan, gewoon.dossier)
    herindeling.bevestig(plan_id=plan.pk, door=mensen.coordinator)
    with klok_op(NA):
        assert herindeling_uitvoeren.draai_herindelingen() == 2
        goed, waarom = controle()  # a person still has to take its last step
        assert (goed, "Oostdam (1)" in waarom) == (False, True)


def test_beside_the_general_ladder_each_predecessor_keeps_its_own_part(mensen):
    nieuw, (oost, west) = fusie("Oostdam", "Westdam")
    for o in (oost, west):
        dossieropening.open_op_ladder(
            ladder="kasgeldlimiet",
            overheid_id=o.pk,
            titel="Kasgeldlimiet",
            omschrijving="Derde kwartaal.",
            datum_feit=dt.date(2026, 9, 1),
            door=mensen.opsteller,
        )
        bevestigd_plan(o)
    with klok_op(NA):
        assert herindeling_uitvoeren.draai_herindelingen() == 2
    delen = sorted(
        Dossier.objects.filter(overheid=nieuw, ladder="kasgeldlimiet").values_list("onderdeel", flat=True)
    )
    assert delen == ["", "(voorheen Westdam)"]


def test_the_room_of_the_cdk_has_a_plan_of_its_own(mensen):
    nieuw, (oost,) = fusie("Oostdam")
    geheim = maak_dossier("t3a", overheid=oost, mensen=mensen, orgaan="burgemeester", kamer="cdk")
    assert plan_voor(oost).regels.count() == 0
    kabinet, tweede = KabinetFactory(), KabinetFactory()
    with pytest.raises(GeenRecht):
        plan_voor(oost, kamer="cdk")
    plan = plan_voor(oost, door=kabinet, kamer="cdk")
    with pytest.raises(Weigering, match="bestaat niet, of u mag het niet zien"):
        herindeling.bevestig(plan_id=plan.pk, door=mensen.coordinator)
    herindeling.bevestig(plan_id=plan.pk, door=tweede)
    with klok_op(NA):
        herindeling_uitvoeren.draai_herindelingen()
    assert geheim.vers().overheid == nieuw
    regels = Logboekregel.objects.filter(keten__startswith="herindeling_cdk:")
    assert set(regels.values_list("overheid_code", flat=True)) == {""}


def test_no_ladder_closes_with_a_judgement_that_nobody_gave():
    assert [p.code for p in PLANNEN.values() if not herindelingsdaden.stil_einde(p)] == []


@pytest.mark.parametrize("keuze", ["verplaatsen", "sluiten"])
def test_a_proposal_under_way_goes_off_the_agenda_of_gs(mensen, keuze):
    _, (oost,) = fusie("Oostdam")
    b = maak_dossier(agendawereld.VAN, overheid=oost, mensen=mensen)
    leg_dossierfeiten(b, agendawereld.STAP)
    voorstel = dienst.ter_besluit(b, agendawereld.STAP)
    dag = clock.vandaag() + dt.timedelta(days=8)
    (punt,) = agendawereld.op_agenda(b, agendawereld.vergadering(b, dag), voorstel)
    plan = plan_voor(oost)
    regel = plan.regels.get()
    reden = "" if keuze == regel.voorgesteld else "De taak vervalt."
    herindeling.kies(regel_id=regel.pk, behandeling=keuze, reden=reden, door=mensen.opsteller)
    herindeling.bevestig(plan_id=plan.pk, door=mensen.coordinator)
    with klok_op(NA):
        assert herindeling_uitvoeren.draai_herindelingen() == 1
    punt.refresh_from_db()
    assert (punt.uitkomst, punt.uitkomst_op, punt.afgehandeld_door) == ("afgevoerd", NA, None)
    assert punt.toelichting.startswith("Herindeling per 01-01-2027")  # nobody asked anything
    status = {"verplaatsen": "retour", "sluiten": "ingetrokken"}[keuze]
    assert Voorstel.objects.get(pk=voorstel.pk).status == status


# -- another province --------------------------------------------------------------------------------


def test_an_organisation_that_goes_to_another_province_is_handed_over(mensen):
    overheid = gemeente("Grensdam")
    buur = OverheidFactory(code="PV98", soort="provincie", naam="Buurland")
    b = maak_dossier("t3a", overheid=overheid, mensen=mensen)
    with pytest.raises(Weigering, match="andere provincie"):
        herindeling.maak_provincieplan(
            overheid_id=overheid.pk,
            datum=DATUM,
            naar_provincie_id=overheid.provincie_id,
            door=mensen.opsteller,
        )
    plan = herindeling.maak_provincieplan(
        overheid_id=overheid.pk, datum=DATUM, naar_provincie_id=buur.pk, door=mensen.opsteller
    )
    assert behandelingen(plan) == {b.dossier.nummer: "doorverwijzen"}
    herindeling.bevestig(plan_id=plan.pk, door=mensen.coordinator)
    assert voer_uit(plan).gedaan == 1
    vers = b.vers()
    assert (vers.sluitreden, vers.gesloten_op, vers.overheid) == ("doorverwezen", DATUM, overheid)
    assert plan.regels.get().uitkomst == "Overgedragen aan Buurland."


def test_with_a_change_of_province_only_the_regime_of_an_earlier_year_stays(mensen):
    overheid = gemeente("Grensdam")
    buur = OverheidFactory(code="PV98", soort="provincie", naam="Buurland")
    jaren = [
        begrotingsjaren.open_begrotingsjaar(overheid_id=overheid.pk, jaar=jaar, door=mensen.opsteller)
        for jaar in (2026, 2027)
    ]
    opheffing = ladderzaak("arhi_toezicht", mensen=mensen, overheid=overheid)
    plan = herindeling.maak_provincieplan(
        overheid_id=overheid.pk, datum=DATUM, naar_provincie_id=buur.pk, door=mensen.opsteller
    )
    assert behandelingen(plan) == {
        jaren[0].dossier.nummer: "vanzelf",
        jaren[1].dossier.nummer: "doorverwijzen",
        opheffing.dossier.nummer: "doorverwijzen",
    }


# -- the same gemeente under another name and code ---------------------------------------------------


def test_another_name_with_another_code_is_no_herindeling(mensen):
    oud, nieuw = gemeente("Oostdam"), gemeente("Oosterdam", geldig_van=DATUM)
    volgt_op(oud, nieuw, soort="naamswijziging met nieuwe code")
    b = maak_dossier("t4", overheid=oud, mensen=mensen)
    eigen = ladderzaak("bestuurskracht", mensen=mensen, overheid=oud)
    jaar = begrotingsjaren.open_begrotingsjaar(overheid_id=oud.pk, jaar=2027, door=mensen.opsteller)
    plan = plan_voor(oud)
    assert set(behandelingen(plan).values()) == {"verplaatsen"}
    waarom = plan.regels.get(dossier=b.dossier).waarom
    assert "Gemeentewet 158" in waarom
    assert "arhi" not in waarom
    assert "opnieuw" not in waarom
    herindeling.bevestig(plan_id=plan.pk, door=mensen.coordinator)
    assert voer_uit(plan).gedaan == 3
    assert Dossier.objects.get(pk=jaar.dossier_id).overheid == nieuw
    assert regime_van(nieuw.pk, 2027).dossier == jaar.dossier.nummer
    with pytest.raises(Conflict, match="al geopend"):
        begrotingsjaren.open_begrotingsjaar(overheid_id=nieuw.pk, jaar=2027, door=mensen.opsteller)
    vers = b.vers()
    assert (vers.overheid, vers.overgegaan_op, eigen.vers().overheid) == (nieuw, None, nieuw)
    regel = Logboekregel.objects.get(keten=f"dossier:{vers.pk}", handeling="dossier_ontvangen")
    assert regel.reden.startswith("Naamswijziging per 01-01-2027 (Gemeentewet 158).")
    assert weg_voor_de_naam(vers, [DATUM - dt.timedelta(days=1)])
    assert not weg_voor_de_naam(vers, [DATUM])


def test_with_another_name_a_decision_stands_and_its_letter_leaves_on_the_new_name(mensen):
    dag = dt.date(2026, 11, 1)
    b = bg.geopend(naam="Oostdam", code="GM9198", mensen=mensen)
    oud, nieuw = b.dossier.overheid, gemeente("Oosterdam", geldig_van=dag)
    volgt_op(oud, nieuw, datum=dag, soort="naamswijziging met nieuwe code")
    voorstel = besloten_regime(b)
    plan = bevestigd_plan(oud, datum=dag)
    assert voer_uit(plan, dag).gedaan == 1
    assert b.vers().overheid == nieuw
    assert Voorstel.objects.get(pk=voorstel.pk).status == "vastgesteld"
    with klok_op(dag):
        for brief in brieven_van(voorstel.pk):
            neem_namen_over(
                brief_id=brief.pk, door=CoordinatorFactory(), bestand=dienst.bestand(dienst.HERNOEMD)
            )
        assert bg.verstuur(b, voorstel) == "repressief"
    assert regime_van(nieuw.pk, 2027, dt.date(2027, 2, 1)).juridisch_regime == "repressief"


def test_the_intensity_of_an_earlier_day_is_found_under_each_code(mensen):
    oud, nieuw = gemeente("Oostdam"), gemeente("Oosterdam", geldig_van=DATUM)
    volgt_op(oud, nieuw, soort="naamswijziging met nieuwe code")
    jaar = begrotingsjaren.open_begrotingsjaar(overheid_id=oud.pk, jaar=2027, door=mensen.opsteller)
    dagen = [dt.date(2026, 11, 2), NA + dt.timedelta(days=10), NA + dt.timedelta(days=30)]
    waarden = ["intensief_volgen", "met_opmerkingen", "normaal"]
    zet_intensiteiten(jaar, dagen[:1], waarden[:1])
    voer_uit(bevestigd_plan(oud))
    zet_intensiteiten(jaar, dagen[1:], waarden[1:])
    codes = Logboekregel.objects.filter(handeling="intensiteit_gewijzigd").order_by("id")
    assert list(codes.values_list("overheid_code", flat=True)) == [oud.code, nieuw.code, nieuw.code]
    with klok_op(dagen[-1]):
        for overheid in (oud, nieuw):
            gelezen = [regime_van(overheid.pk, 2027, dag).intensiteit for dag in (*dagen, NA)]
            assert gelezen == [*waarden, "intensief_volgen"]


def test_the_intensity_of_what_merged_is_not_that_of_the_successor(mensen):
    nieuw, (oost,) = fusie("Oostdam")
    oud_jaar, jaar = (
        begrotingsjaren.open_begrotingsjaar(overheid_id=wie.pk, jaar=2027, door=mensen.opsteller)
        for wie in (oost, nieuw)
    )
    dagen = [dt.date(2026, 11, 2), dt.date(2026, 11, 20)]
    zet_intensiteiten(oud_jaar, dagen[:1], ["intensief_volgen"])
    zet_intensiteiten(jaar, dagen[1:], ["met_opmerkingen"])
    assert regime_van(nieuw.pk, 2027, dt.date(2026, 11, 10)).intensiteit == "normaal"
    assert regime_van(oost.pk, 2027, dt.date(2026, 11, 10)).intensiteit == "intensief_volgen"


def zet_intensiteiten(jaar, dagen, waarden):
    """Chosen anew on each of these days."""
    for dag, waarde in zip(dagen, waarden, strict=True):
        with klok_op(dag):
            begrotingsjaren.zet_intensiteit(
                dossier_id=jaar.dossier_id,
                intensiteit=waarde,
                reden="De cijfers.",
                door=ToezichthouderFactory(),
            )


def besloten_regime(b):
    """A budget year on which was decided, the letter not sent yet."""
    bg.rekening_in(b)
    bg.zend_in(b, verzonden="2026-10-01")
    ladderstap(b, "ontvang_begroting")
    beoordeel(b, 5, 5, 5, 5)
    return bg.besloten(b, "stel_repressief_vast")


def test_with_another_name_no_addressee_of_a_letter_that_partly_left_is_cut(mensen):
    oud, nieuw = gemeente("Oostdam"), gemeente("Oosterdam", geldig_van=DATUM)
    volgt_op(oud, nieuw, soort="naamswijziging met nieuwe code")
    _, half = gezette_stap(oud, mensen)
    half.geadresseerden = [*half.geadresseerden, {"naam": "Raad van Oostdam", "rol": "afschrift"}]
    half.save(update_fields=["geadresseerden"])
    verzend(brief_id=half.pk, zendingen=[dienst.zending(orgaan_van(half))], door=mensen.opsteller)
    aan = Brief.objects.get(pk=half.pk).geadresseerden
    voer_uit(bevestigd_plan(oud))
    half.refresh_from_db()
    assert (half.status, half.geadresseerden) == ("klaar", aan)


# -- the voornemen is sent anew ----------------------------------------------------------------------


def test_after_a_herindeling_the_voornemen_goes_again_before_a_decision(mensen):
    nieuw, (oost,) = fusie("Oostdam")
    b = maak_dossier("t4", overheid=oost, mensen=mensen)
    voer_uit(bevestigd_plan(oost))
    with klok_op(NA):
        b.dossier = b.vers()

        def ontbreekt(stap):
            regels = overgang("t4", stap)
            return {
                x.code
                for x in toets_overgang(regels, Toets(b.vers(), None, mensen.opsteller, NA), ["dossier"])
            }

        assert "G-HERZONDEN" in ontbreekt("besluit_indeplaatsstelling")
        assert "G-OVERGEGAAN" not in ontbreekt("zend_voornemen_opnieuw")
        b.stap = b.dossier.stappen.get()
        leg_dossierfeiten(b, "zend_voornemen_opnieuw")
        dienst.hele_stap(b, "zend_voornemen_opnieuw")
        dossier = b.vers()
        assert (dossier.stand, dossier.stappen.get(tot__isnull=True).verlengingen) == ("t4", 0)
        brief = Brief.objects.get(dossier=dossier, soort="L7", status="verzonden")
        assert any("Duindam" in g["naam"] for g in brief.geadresseerden)
        assert dossier.feiten.termijn("zienswijze").start == NA
        assert "G-HERZONDEN" not in ontbreekt("besluit_indeplaatsstelling")
        assert "G-OVERGEGAAN" in ontbreekt("zend_voornemen_opnieuw")
        assert dossier.overheid == nieuw
