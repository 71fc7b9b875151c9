"""Pages of a herindeling: who sees what, choosing, confirming, carrying out, and the werkvoorraad."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from interventieladder.models import Herindelingsplan
from interventieladder.selectors import herindelingwerk as lezen
from interventieladder.selectors.herindeling import waarom_niet_bevestigen
from interventieladder.selectors.werk import aantallen, werk_voor
from interventieladder.services import herindeling, herindeling_uitvoeren
from signalen.services.huisvestingverdeling import verdeel_saldo
from tests import huisvestingwereld as hw
from tests.factories import BeheerderFactory, CoordinatorFactory, KabinetFactory, UserFactory
from tests.interventieladder.bouw import maak_dossier, maak_mensen
from tests.interventieladder.herindelingswereld import DATUM, bevestigd_plan, fusie, gemeente, volgt_op
from toezicht.core.clock import klok_op

pytestmark = pytest.mark.django_db
NA = DATUM + dt.timedelta(days=4)


@pytest.fixture(autouse=True)
def klok():
    with klok_op(dt.date(2026, 11, 20)):
        yield


@pytest.fixture
def mensen():
    return maak_mensen()


def als(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def plan(mensen):
    _, (oost,) = fusie("Oostdam")
    maak_dossier("t4", overheid=oost, mensen=mensen)
    return herindeling.maak_plan(overheid_id=oost.pk, datum=DATUM, door=mensen.opsteller)


def test_an_outsider_and_who_sees_no_dossiers(plan):
    regel = plan.regels.get()
    paden = [
        reverse("herindeling", args=[plan.sleutel]),
        reverse("herindeling_nieuw", args=[plan.sleutel]),
        reverse("herindelingsregel", args=[regel.pk]),
        reverse("provincieplan_nieuw"),
        reverse("herindeling_huisvesting", args=[plan.sleutel]),
    ]
    for wie, lijst in ((UserFactory(), 403), (BeheerderFactory(), 200)):
        client = als(wie)
        assert client.get(reverse("herindelingen")).status_code == lijst
        assert {client.get(pad).status_code for pad in paden} == {403}
        assert client.post(reverse("herindeling_actie", args=[plan.sleutel, "bevestigen"])).status_code == 403
    beheer = als(BeheerderFactory()).get(reverse("herindelingen"))
    assert "Oostdam" in beheer.text
    assert reverse("herindeling", args=[plan.sleutel]) not in beheer.text


def test_the_cabinet_does_not_show_its_plan(mensen):
    _, (oost,) = fusie("Oostdam")
    maak_dossier("t3a", overheid=oost, mensen=mensen, orgaan="burgemeester", kamer="cdk")
    kabinet = KabinetFactory()
    plan = herindeling.maak_plan(overheid_id=oost.pk, datum=DATUM, door=kabinet, kamer="cdk")
    pad = reverse("herindeling", args=[plan.sleutel])
    assert als(kabinet).get(pad).status_code == 200
    assert als(mensen.coordinator).get(pad).status_code == 404
    lijst = als(mensen.coordinator).get(reverse("herindelingen")).text
    assert "besloten kamer" not in lijst
    herindeling.bevestig(plan_id=plan.pk, door=KabinetFactory())
    with klok_op(NA):
        assert lezen.controle()[0]
        plan.regels.update(status="mislukt", uitkomst="Kon niet.")
        assert lezen.controle()[0]


def test_drafting_choosing_confirming_and_carrying_out(mensen):
    duindam, (oost,) = fusie("Oostdam")
    b = maak_dossier("t3a", overheid=oost, mensen=mensen)
    sleutel = f"{oost.code}-{DATUM}"
    opsteller, coordinator = als(mensen.opsteller), als(mensen.coordinator)
    nieuw = reverse("herindeling_nieuw", args=[sleutel])
    assert "Herindelingsplan opstellen" in opsteller.get(nieuw).text
    assert opsteller.post(nieuw).status_code == 303
    assert opsteller.get(nieuw).status_code == 303
    plan = Herindelingsplan.objects.get()
    regel = plan.regels.get()
    kies = reverse("herindelingsregel", args=[regel.pk])
    invoer = {"behandeling": "sluiten", "opvolger": "", "trede": "t2", "reden": "", "versie": plan.versie}
    fout = opsteller.post(kies, invoer)
    assert fout.status_code == 422
    assert "waarom u anders kiest" in fout.text
    goed = opsteller.post(kies, {**invoer, "behandeling": "verplaatsen", "opvolger": duindam.pk})
    assert goed.status_code == 303
    actie = reverse("herindeling_actie", args=[sleutel, "bevestigen"])
    assert opsteller.post(actie, {"versie": 2}).status_code == 403
    assert coordinator.post(actie, {"versie": 1}).status_code == 409
    assert coordinator.post(actie, {"versie": 2}).status_code == 303
    assert coordinator.post(reverse("herindeling_actie", args=[sleutel, "x"])).status_code == 404
    with klok_op(NA):
        pagina = coordinator.get(reverse("herindeling", args=[sleutel]))
        assert "Voer uit wat nog open is" in pagina.text
        assert coordinator.post(reverse("herindeling_actie", args=[sleutel, "uitvoeren"])).status_code == 303
        assert "Gaat verder bij Duindam." in coordinator.get(reverse("herindeling", args=[sleutel])).text
    assert b.vers().overheid == duindam


@pytest.mark.parametrize(
    "sleutel", ["", "GM0001", "GM0001-2027-13-01", "GM0001-2027-01-01", "x" * 80, "GM1-2027-01-01-x"]
)
def test_an_unknown_plan_is_not_there(mensen, sleutel):
    client = als(mensen.coordinator)
    for naam in ("herindeling", "herindeling_nieuw"):
        assert client.get(reverse(naam, args=[sleutel or "-"])).status_code == 404


def test_a_plan_for_another_province_by_form(mensen):
    overheid = gemeente("Grensdam")
    client, pad = als(mensen.opsteller), reverse("provincieplan_nieuw")
    assert client.post(pad, {"overheid": overheid.pk}).status_code == 422
    buur = gemeente("Buurland")
    type(buur).objects.filter(pk=buur.pk).update(soort="provincie", provincie=None)
    gemaakt = client.post(pad, {"overheid": overheid.pk, "naar_provincie": buur.pk, "datum": "2027-01-01"})
    assert gemaakt.status_code == 303
    assert "naar Buurland" in client.get(gemaakt.url).text
    assert "besloten kamer" not in client.get(pad).text
    kabinet = als(KabinetFactory())
    eigen = kabinet.post(
        pad,
        {"overheid": overheid.pk, "naar_provincie": buur.pk, "datum": "2027-01-01", "kamer": "on"},
    )
    assert eigen.url.endswith("-cdk/")
    assert "besloten kamer" in kabinet.get(eigen.url).text


def test_a_change_of_province_gets_its_other_plan_by_its_own_form(mensen):
    overheid, buur = gemeente("Grensdam"), gemeente("Buurland")
    type(buur).objects.filter(pk=buur.pk).update(soort="provincie", provincie=None)
    maak_dossier("t3a", overheid=overheid, mensen=mensen)
    kabinet = KabinetFactory()
    plan = herindeling.maak_provincieplan(
        overheid_id=overheid.pk, datum=DATUM, naar_provincie_id=buur.pk, door=kabinet, kamer="cdk"
    )
    lijst = als(kabinet).get(reverse("herindelingen")).text
    assert reverse("herindeling", args=[plan.sleutel]) in lijst
    assert reverse("herindeling_nieuw", args=[f"{overheid.code}-{DATUM}"]) not in lijst


def test_a_plan_for_another_province_stays_work_when_the_gemeente_is_known_there(mensen):
    overheid, buur = gemeente("Grensdam"), gemeente("Buurland")
    type(buur).objects.filter(pk=buur.pk).update(soort="provincie", provincie=None)
    maak_dossier("t3a", overheid=overheid, mensen=mensen)
    plan = herindeling.maak_provincieplan(
        overheid_id=overheid.pk, datum=DATUM, naar_provincie_id=buur.pk, door=mensen.opsteller
    )
    type(overheid).objects.filter(pk=overheid.pk).update(provincie=buur)
    (rij,) = [w for w in werk_voor(mensen.coordinator) if w.trede == "Herindeling"]
    assert (rij.onderwerp, rij.sleutel) == ("herindelingsplan bevestigen", plan.sleutel)


def test_of_another_name_the_page_says_that_nothing_goes_anew(plan, mensen):
    opnieuw = "gaat opnieuw naar het nieuwe bestuur"
    oud = gemeente("Hernoemdam")
    volgt_op(oud, gemeente("Nieuwdam", geldig_van=DATUM), soort="naamswijziging met nieuwe code")
    maak_dossier("t4", overheid=oud, mensen=mensen)
    ander = herindeling.maak_plan(overheid_id=oud.pk, datum=DATUM, door=mensen.opsteller)
    client = als(mensen.opsteller)
    assert opnieuw in client.get(reverse("herindeling", args=[plan.sleutel])).text
    pagina = client.get(reverse("herindeling", args=[ander.sleutel])).text
    assert opnieuw not in pagina
    assert "wat het al kreeg gaat niet opnieuw" in pagina


def test_the_coordinator_is_told_within_sixty_days_and_until_it_is_confirmed(mensen):
    _, (oost,) = fusie("Oostdam")
    maak_dossier("t3a", overheid=oost, mensen=mensen)
    rik = mensen.coordinator

    def werk(user=rik):
        return [w for w in werk_voor(user) if w.trede == "Herindeling"]

    with klok_op(DATUM - dt.timedelta(days=61)):
        assert werk() == []
    with klok_op(DATUM - dt.timedelta(days=60)):
        (rij,) = werk()
        assert (rij.pagina, rij.sleutel) == ("herindeling_nieuw", f"{oost.code}-{DATUM}")
        assert werk(mensen.opsteller) == []
        assert aantallen(rik)[0] == len(werk_voor(rik))
        plan = herindeling.maak_plan(overheid_id=oost.pk, datum=DATUM, door=mensen.opsteller)
        assert [w.onderwerp for w in werk()] == ["herindelingsplan bevestigen"]
        herindeling.bevestig(plan_id=plan.pk, door=CoordinatorFactory())
        assert werk() == []


def test_a_dossier_without_a_row_is_work_also_when_the_plan_was_carried_out(mensen):
    _, (oost,) = fusie("Oostdam")
    maak_dossier("t3a", overheid=oost, mensen=mensen)
    plan = bevestigd_plan(oost)
    with klok_op(NA):
        herindeling_uitvoeren.draai_herindelingen()
        maak_dossier("t1", overheid=oost, mensen=mensen, domein="financien", taak="begroting")
        (rij,) = [w for w in werk_voor(mensen.coordinator) if w.trede == "Herindeling"]
        assert (rij.daad, rij.pagina, rij.sleutel) == ("Vul aan", "herindeling", plan.sleutel)
        client, pad = als(mensen.opsteller), reverse("herindeling", args=[plan.sleutel])
        assert "Er staat een open dossier nog niet in dit plan" in client.get(pad).text
        client.post(reverse("herindeling_actie", args=[plan.sleutel, "aanvullen"]))
        pagina = client.get(pad).text
        assert "Er staat een open dossier nog niet in dit plan" not in pagina
        assert "Te bevestigen" in pagina


def test_a_split_gemeente_is_divided_without_a_plan(mensen):
    oost = gemeente("Oostdam")
    for naam in ("Eendam", "Tweedam"):
        volgt_op(oost, gemeente(naam), gesplitst=True)
    buur = gemeente("Buurdam")
    volgt_op(buur, gemeente("Stadsdam"))
    client, pad = als(mensen.opsteller), reverse("herindeling_huisvesting", args=[f"{oost.code}-{DATUM}"])
    heel = reverse("herindeling_huisvesting", args=[f"{buur.code}-{DATUM}"])
    lijst = client.get(reverse("herindelingen")).text
    assert (pad in lijst, heel in lijst) == (True, False)
    assert "nog geen definitief saldo" in client.get(pad).text
    assert client.get(heel).status_code == 404
    assert BeheerderFactory().has_perm("signalen.laad_huisvesting")
    assert pad not in als(BeheerderFactory()).get(reverse("herindelingen")).text
    assert (
        client.get(reverse("herindeling_huisvesting", args=[f"{oost.code}-{DATUM}-cdk"])).status_code == 404
    )


def gesplitst_in_twee():
    """Oostdam went into Eendam and Tweedam."""
    namen = ("Oostdam", "Eendam", "Tweedam")
    oost, een, twee = (hw.gemeente(f"GM996{nummer}", naam) for nummer, naam in enumerate(namen))
    for deel in (een, twee):
        volgt_op(oost, deel, gesplitst=True)
    return oost, een, twee


def te_verdelen(user):
    return [w for w in werk_voor(user) if w.onderwerp == "saldo huisvesting verdelen"]


def test_a_balance_that_waits_for_a_division_is_work_until_somebody_divided_it(mensen):
    oost, een, twee = gesplitst_in_twee()
    with klok_op(NA):
        assert te_verdelen(mensen.opsteller) == []  # without figures there is no balance
    with klok_op(dt.date(2027, 1, 20)):
        hw.laad_en_stel_vast(*hw.reeks("GM9960", ("2026-2", 20, 8)), tweede=mensen.coordinator)
        (rij,) = te_verdelen(mensen.opsteller)
        assert (rij.pagina, rij.sleutel) == ("herindeling_huisvesting", f"GM9960-{DATUM}")
        assert als(mensen.opsteller).get(reverse(rij.pagina, args=[rij.sleutel])).status_code == 200
        assert aantallen(mensen.opsteller)[0] == len(werk_voor(mensen.opsteller))
        assert te_verdelen(mensen.jurist) == te_verdelen(BeheerderFactory()) == []
        verdeel_saldo(
            overheid_id=oost.pk,
            datum=DATUM,
            delen={een.pk: 4, twee.pk: 8},
            reden="Naar inwoners.",
            door=mensen.opsteller,
        )
        assert te_verdelen(mensen.opsteller) == []


def test_with_a_beginstand_of_every_successor_nothing_waits_for_a_division(mensen):
    gesplitst_in_twee()
    with klok_op(dt.date(2027, 1, 20)):
        rijen = (*hw.reeks("GM9960", ("2026-2", 20, 8)), hw.begin("2027-1", "GM9961", 4))
        hw.laad_en_stel_vast(*rijen, tweede=mensen.coordinator)
        assert len(te_verdelen(mensen.opsteller)) == 1
        hw.laad_en_stel_vast(hw.begin("2027-1", "GM9962", 8), tweede=mensen.coordinator)
        assert te_verdelen(mensen.opsteller) == []


def test_the_page_says_of_the_closed_room_what_the_service_says(mensen):
    _, (oost, west) = fusie("Oostdam", "Westdam")
    for o in (oost, west):
        maak_dossier("t3a", overheid=o, mensen=mensen, orgaan="burgemeester", kamer="cdk")
    een, twee, drie = (KabinetFactory() for _ in range(3))
    plan = herindeling.maak_plan(overheid_id=oost.pk, datum=DATUM, door=een, kamer="cdk")
    herindeling.kies(
        regel_id=plan.regels.get().pk, behandeling="samenvoegen", trede="t1", reden="Zo.", door=twee
    )
    plan.refresh_from_db()
    regels = list(plan.regels.all())
    assert [bool(waarom_niet_bevestigen(plan, regels, wie)) for wie in (een, twee, drie)] == [
        True,
        True,
        False,
    ]
    anders = waarom_niet_bevestigen(plan, regels, mensen.gedeputeerde)
    assert "tweede medewerker van het kabinet" in anders
    assert "gedeputeerde" not in anders


def test_the_cabinet_is_told_about_its_own_plan_and_nobody_else(mensen):
    _, (oost,) = fusie("Oostdam")
    maak_dossier("t3a", overheid=oost, mensen=mensen, orgaan="burgemeester", kamer="cdk")
    kabinet = KabinetFactory()

    def werk(user):
        return [(w.pagina, w.sleutel) for w in werk_voor(user) if w.trede == "Herindeling"]

    sleutel = f"{oost.code}-{DATUM}-cdk"
    assert werk(kabinet) == [("herindeling_nieuw", sleutel)]
    assert werk(mensen.coordinator) == []
    lijst = als(kabinet).get(reverse("herindelingen")).text
    assert reverse("herindeling_nieuw", args=[sleutel]) in lijst
    assert reverse("herindeling_nieuw", args=[f"{oost.code}-{DATUM}"]) not in lijst
    assert sleutel not in als(mensen.coordinator).get(reverse("herindelingen")).text
    assert als(kabinet).post(reverse("herindeling_nieuw", args=[sleutel])).status_code == 303
    assert werk(kabinet) == [("herindeling", sleutel)]


def test_the_health_check_names_who_was_left_behind(mensen):
    _, (oost,) = fusie("Oostdam")
    maak_dossier("t3a", overheid=oost, mensen=mensen)
    with klok_op(DATUM):
        assert lezen.controle()[0]
    with klok_op(NA):
        goed, waarom = lezen.controle()
        assert (goed, "Oostdam (1)" in waarom) == (False, True)


def test_the_pages_cost_the_same_however_many_rows(mensen, django_assert_max_num_queries):
    _, (oost,) = fusie("Oostdam")
    for taak in ("archiefzorg", "omgevingsplan", "handhavingstaak"):
        maak_dossier("t3a", overheid=oost, mensen=mensen, taak=taak)
    plan = bevestigd_plan(oost)
    for nummer in range(6):
        volgt_op(gemeente(f"Dorp {nummer}"), gemeente(f"Stad {nummer}"))
    client = als(mensen.coordinator)
    for pad in (reverse("herindelingen"), reverse("herindeling", args=[plan.sleutel])):
        client.get(pad)
        with django_assert_max_num_queries(14):
            assert client.get(pad).status_code == 200
