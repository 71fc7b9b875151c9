"""The life of a version of the policy: entered by one, adopted by another, frozen, replaced, and moved to."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, transaction

from interventieladder.beleid import naar_toml
from interventieladder.models import Beleidskader, Dossier, Termijn, Voorstel
from interventieladder.models.beleidskader import beleid_of_niets, beleid_van
from interventieladder.selectors import beleid as kaders
from interventieladder.selectors.beleidverplaatsing import verplaatsingen
from interventieladder.selectors.werkbronnen import wachtende_voorstellen
from interventieladder.services import beleid as diensten
from interventieladder.services.beleidverplaatsing import verplaats_dossiers
from interventieladder.services.slot import NietGevonden
from tests.factories import (
    BeheerderFactory,
    JuristFactory,
    TeamleiderFactory,
    ToezichthouderFactory,
    UserFactory,
)
from tests.interventieladder import dienst
from tests.interventieladder.beleidwereld import stel_vast, voorbeeld
from tests.interventieladder.bouw import VANDAAG, leg_dossierfeiten, maak_dossier, maak_termijn
from toezicht.core import clock, logboek
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import Logboekregel
from toezicht.core.transitions import OvergangGeweigerd, OvergangNietMogelijk

pytestmark = pytest.mark.django_db
VORIG = dt.date(2026, 10, 1)


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


def nieuw(**anders):
    return voorbeeld(**{"versie": "2026-2", "geldig_van": VORIG.isoformat(), **anders})


@pytest.fixture
def ingediend():
    """A version that waits for adoption, and who entered it."""
    opsteller = BeheerderFactory()
    rij = diensten.stel_op(inhoud=nieuw(), door=opsteller)
    return diensten.dien_in(versie=rij.versie, door=opsteller), opsteller


def test_the_version_of_before_is_there_as_adopted():
    rij = Beleidskader.objects.get(versie="2026-1")
    assert (rij.status, rij.herkomst) == ("vastgesteld", "meegeleverd")
    assert kaders.geldend(VANDAAG).versie == "2026-1"
    assert list(kaders.versies()) == ["2026-1"]


def test_before_the_first_version_nothing_holds():
    with pytest.raises(Weigering):
        kaders.geldend(dt.date(2025, 12, 31))


def test_entered_by_one_adopted_by_another_and_it_holds_from_its_date():
    rij = stel_vast(versie="2026-2", geldig_van=VORIG.isoformat(), max_weken=52)
    assert (rij.status, rij.besluit_kenmerk, rij.vastgesteld_op) == ("vastgesteld", "GS-2026-0412", VORIG)
    assert kaders.geldend(VANDAAG).max_weken == 52
    assert kaders.geldend(VORIG - dt.timedelta(days=1)).versie == "2026-1"
    oud = Beleidskader.objects.get(versie="2026-1")
    assert (oud.status, oud.geldig_tot, oud.vervangen_door) == ("vervangen", VORIG, rij)
    regels = Logboekregel.objects.filter(onderwerp_soort="beleidskader").order_by("pk")
    daden = list(regels.values_list("handeling", flat=True))
    assert daden == ["beleid_opgesteld", "beleid_ingediend", "beleid_vastgesteld", "beleid_vervangen"]
    assert logboek.controleer().in_orde


def test_the_same_file_again_gives_the_same_draft_and_another_content_is_refused():
    door = BeheerderFactory()
    eerste = diensten.stel_op(inhoud=nieuw(), door=door)
    assert diensten.stel_op(inhoud=nieuw(), door=JuristFactory()).pk == eerste.pk
    with pytest.raises(Conflict):
        diensten.stel_op(inhoud=nieuw(max_weken=52), door=door)
    assert Beleidskader.objects.count() == 2


def test_the_drafter_does_not_adopt(ingediend):
    rij, opsteller = ingediend
    with pytest.raises(GeenRecht):
        diensten.stel_vast(versie=rij.versie, kenmerk="GS-1", besloten_op=VORIG, door=opsteller)
    with pytest.raises(IntegrityError), transaction.atomic():
        Beleidskader.objects.filter(pk=rij.pk).update(vastgesteld_door=opsteller)


@pytest.mark.parametrize("factory", [ToezichthouderFactory, UserFactory, JuristFactory])
def test_who_has_no_right_does_not_adopt(ingediend, factory):
    with pytest.raises((GeenRecht, NietGevonden)):
        diensten.stel_vast(versie="2026-2", kenmerk="GS-1", besloten_op=VORIG, door=factory())
    assert Beleidskader.objects.get(versie="2026-2").status == "ter_vaststelling"


@pytest.mark.parametrize("factory", [ToezichthouderFactory, UserFactory])
def test_who_has_no_right_does_not_enter(factory):
    with pytest.raises(GeenRecht):
        diensten.stel_op(inhoud=nieuw(), door=factory())


@pytest.mark.parametrize(
    ("kenmerk", "op"),
    [
        (" ", VORIG),
        ("x" * 61, VORIG),
        ("GS-1", VANDAAG + dt.timedelta(days=1)),
        ("GS-1", VORIG + dt.timedelta(days=1)),
    ],
)
def test_adoption_names_a_decision_that_was_taken_before_it_holds(ingediend, kenmerk, op):
    with pytest.raises(Weigering):
        diensten.stel_vast(versie="2026-2", kenmerk=kenmerk, besloten_op=op, door=TeamleiderFactory())
    assert Beleidskader.objects.get(versie="2026-2").status == "ter_vaststelling"


def test_what_was_read_is_what_is_adopted(ingediend):
    with pytest.raises(Conflict):
        diensten.stel_vast(
            versie="2026-2", kenmerk="GS-1", besloten_op=VORIG, door=TeamleiderFactory(), sha256="0" * 64
        )


def test_content_changed_behind_the_back_is_not_adopted(ingediend):
    rij, _ = ingediend
    Beleidskader.objects.filter(pk=rij.pk).update(inhoud=nieuw(max_weken=260))
    with pytest.raises(OvergangGeweigerd) as fout:
        diensten.stel_vast(versie="2026-2", kenmerk="GS-1", besloten_op=VORIG, door=TeamleiderFactory())
    assert [b.code for b in fout.value.bezwaren] == ["G-ONGEWIJZIGD"]


def test_content_that_breaks_the_law_is_not_adopted_whoever_put_it_there(ingediend):
    rij, _ = ingediend
    Beleidskader.objects.filter(pk=rij.pk).update(inhoud=nieuw(afschrift_raad=[]))
    with pytest.raises(OvergangGeweigerd) as fout:
        diensten.stel_vast(versie="2026-2", kenmerk="GS-1", besloten_op=VORIG, door=TeamleiderFactory())
    assert "Gemeentewet 124 lid 4" in fout.value.melding


def test_adopting_twice_says_that_it_happened_already(ingediend):
    teamleider = TeamleiderFactory()
    diensten.stel_vast(versie="2026-2", kenmerk="GS-1", besloten_op=VORIG, door=teamleider)
    with pytest.raises(OvergangNietMogelijk):
        diensten.stel_vast(versie="2026-2", kenmerk="GS-1", besloten_op=VORIG, door=teamleider)


@pytest.mark.parametrize(
    "anders",
    [
        {"inhoud": {}},
        {"naam": "Iets anders"},
        {"geldig_van": dt.date(2020, 1, 1)},
        {"sha256": "0" * 64},
        {"bereik": "water"},
        {"status": "concept"},
    ],
)
def test_an_adopted_version_is_frozen_by_the_database(anders):
    stel_vast(versie="2026-2", geldig_van=VORIG.isoformat())
    with pytest.raises(DatabaseError), transaction.atomic():
        Beleidskader.objects.filter(versie="2026-2").update(**anders)
    with pytest.raises(DatabaseError), transaction.atomic():
        Beleidskader.objects.filter(versie="2026-2").delete()


def test_back_to_the_drafter_with_what_should_change(ingediend):
    _, opsteller = ingediend
    with pytest.raises(GeenRecht):
        diensten.geef_terug(versie="2026-2", reden="anders", door=opsteller)
    terug = diensten.geef_terug(versie="2026-2", reden="Leg T2 anders uit.", door=TeamleiderFactory())
    assert (terug.status, terug.reden) == ("concept", "Leg T2 anders uit.")
    assert diensten.dien_in(versie="2026-2", door=opsteller).reden == ""


def test_a_version_that_is_not_in_force_yet_can_be_withdrawn_and_the_old_one_holds_on():
    straks = VANDAAG + dt.timedelta(days=60)
    rij = stel_vast(versie="2027-1", geldig_van=straks.isoformat(), besloten_op=VANDAAG)
    assert Beleidskader.objects.get(versie="2026-1").geldig_tot == straks
    assert kaders.geldend(VANDAAG).versie == "2026-1"
    assert kaders.geldend(straks).versie == "2027-1"
    diensten.trek_in(versie=rij.versie, reden="Komt later.", door=TeamleiderFactory())
    assert kaders.geldend(straks).versie == "2026-1"
    oud = Beleidskader.objects.get(versie="2026-1")
    assert (oud.status, oud.geldig_tot, oud.vervangen_door) == ("vastgesteld", None, None)
    with pytest.raises(Conflict):
        diensten.stel_op(
            inhoud=voorbeeld(versie="2027-1", geldig_van=straks.isoformat()), door=BeheerderFactory()
        )


def test_what_is_in_force_is_replaced_and_never_withdrawn():
    stel_vast(versie="2026-2", geldig_van=VORIG.isoformat())
    with pytest.raises(Conflict):
        diensten.trek_in(versie="2026-2", reden="Weg ermee.", door=TeamleiderFactory())


def test_two_versions_cannot_begin_on_one_day():
    stel_vast(versie="2026-2", geldig_van=VORIG.isoformat())
    with pytest.raises(Conflict):
        stel_vast(versie="2026-3", geldig_van=VORIG.isoformat())


def alleen_huisvesting(**anders):
    taken = [t for t in voorbeeld()["taak"] if t["domein"] == "huisvesting"]
    return {
        "domeinen": ["huisvesting"],
        "taak": taken,
        "versie": "H-2026-1",
        "geldig_van": "2026-02-01",
        **anders,
    }


def test_a_version_for_one_domain_beats_the_general_one_there_and_only_there():
    stel_vast(**alleen_huisvesting())
    stel_vast(versie="2026-2", geldig_van=VORIG.isoformat())
    assert kaders.geldend(VANDAAG, "huisvesting").versie == "H-2026-1"
    assert kaders.geldend(VANDAAG, "erfgoed").versie == "2026-2"
    assert kaders.geldend(VANDAAG).versie == "2026-2"
    assert kaders.geldend(dt.date(2026, 1, 15), "huisvesting").versie == "2026-1"
    per_taak = {t.code: k.versie for t, k in kaders.geldende_taken(VANDAAG)}
    assert per_taak["huisvesting_vergunninghouders"] == "H-2026-1"
    assert per_taak["archiefzorg"] == "2026-2"
    assert kaders.in_werking(VANDAAG) == {"2026-2": (), "H-2026-1": ("huisvesting",)}
    assert Beleidskader.objects.get(versie="H-2026-1").status == "vastgesteld"


def test_which_version_holds_costs_one_query(django_assert_num_queries):
    stel_vast(**alleen_huisvesting())
    for versie in ("2026-1", "H-2026-1"):
        beleid_van(versie)
    for vraag in (
        lambda: kaders.geldend(VANDAAG, "huisvesting"),
        lambda: kaders.geldende_taken(VANDAAG),
        lambda: kaders.in_werking(VANDAAG),
        kaders.versies,
    ):
        with django_assert_num_queries(1):
            vraag()
    with django_assert_num_queries(0):
        beleid_van("H-2026-1")


def test_a_draft_is_nothing_a_dossier_can_rest_on():
    diensten.stel_op(inhoud=nieuw(), door=BeheerderFactory())
    assert beleid_of_niets("2026-2") is None
    with pytest.raises(Weigering):
        beleid_van("2026-2")


def test_a_proposal_is_in_the_work_of_its_checker_whatever_version_gives_the_route():
    stel_vast(
        versie="2026-2",
        geldig_van=VORIG.isoformat(),
        route={**voorbeeld()["route"], "teamleider": ["jurist"]},
    )
    b = leg_dossierfeiten(maak_dossier("t1", beleid_versie="2026-2"), "vraag_informatie")
    voorstel = dienst.dien_in(b, "vraag_informatie")
    assert voorstel.aan_zet == "jurist"
    assert voorstel in wachtende_voorstellen(b.mensen.jurist)
    assert voorstel not in wachtende_voorstellen(b.mensen.lezer)


# -- moving running dossiers -------------------------------------------------------------------------


@pytest.fixture
def zes():
    """The six-step version, in force today."""
    return stel_vast("zes-2026-1", geldig_van=VORIG.isoformat())


def verplaats(*bouwen, door=None, reden="Nieuw beleid.", naar="zes-2026-1"):
    return verplaats_dossiers(
        naar=naar,
        dossiers={b.dossier.pk: b.vers().versie for b in bouwen},
        reden=reden,
        door=door or TeamleiderFactory(),
    )


def test_the_preview_says_what_changes_for_what_is_still_to_come(zes):
    maak_dossier("t3b")
    [rij] = verplaatsingen(TeamleiderFactory(), "zes-2026-1")
    wat = {w.wat: (w.was, w.wordt) for w in rij.wijzigingen}
    assert wat["T4: naam"] == (
        "T4 Voornemen tot indeplaatsstelling",
        "4 Vooraankondiging van indeplaatsstelling",
    )
    assert wat["T5: termijn (weken)"] == ("13", "10")
    assert wat["kortste zienswijzetermijn (weken)"] == ("2", "3")
    assert ("wie beslist over “voornemen tot indeplaatsstelling” vanaf T3b") in wat
    assert not any(w.startswith("T2") for w in wat)
    assert rij.bezwaar == ""


def test_moving_changes_the_policy_and_no_date(zes):
    b = maak_dossier("t3a")
    termijn = maak_termijn(b, "afspraken", VANDAAG + dt.timedelta(days=40))
    voor = Termijn.objects.filter(pk=termijn.pk).values().get()
    verslag = verplaats(b)
    assert (verslag.verplaatst, verslag.overgeslagen) == ([b.dossier.nummer], {})
    dossier = b.vers()
    assert dossier.beleid_versie == "zes-2026-1"
    assert dossier.get_stand_display() == "3 Actief toezicht: ambtelijk overleg"
    assert Termijn.objects.filter(pk=termijn.pk).values().get() == voor
    regel = Logboekregel.objects.get(handeling="beleid_overgezet")
    assert (regel.van, regel.naar, regel.reden) == ("2026-1", "zes-2026-1", "Nieuw beleid.")
    assert logboek.stand_op(soort="dossier", peildatum=VANDAAG, kennisdatum=clock.nu())[str(dossier.pk)] == {
        "beleid": "zes-2026-1"
    }
    assert dossier.beleid_versie == "zes-2026-1"


def test_moving_again_does_nothing(zes):
    b = maak_dossier("t3a")
    verplaats(b)
    assert verplaats(b).verplaatst == []
    assert Logboekregel.objects.filter(handeling="beleid_overgezet").count() == 1


def test_a_sealed_proposal_keeps_its_dossier_where_it_is_with_the_reason(zes):
    vast = leg_dossierfeiten(maak_dossier("t1"), "vraag_informatie")
    voorstel = dienst.dien_in(vast, "vraag_informatie")
    los = maak_dossier("t2")
    teamleider = TeamleiderFactory()
    bezwaren = {r.nummer: r.bezwaar for r in verplaatsingen(teamleider, "zes-2026-1")}
    assert voorstel.nummer in bezwaren[vast.dossier.nummer]
    verslag = verplaats(vast, los, door=teamleider)
    assert verslag.verplaatst == [los.dossier.nummer]
    assert voorstel.nummer in verslag.overgeslagen[vast.dossier.nummer]
    assert vast.vers().beleid_versie == "2026-1"


def test_a_draft_proposal_moves_along_and_takes_the_new_level(zes):
    b = leg_dossierfeiten(maak_dossier("t3b"), "kondig_voornemen_aan")
    voorstel = dienst.stel_op(b, "kondig_voornemen_aan")
    assert voorstel.niveau == "gs_of_gemachtigde"
    verplaats(b)
    voorstel = Voorstel.objects.get(pk=voorstel.pk)
    assert (voorstel.beleid_versie, voorstel.niveau) == ("zes-2026-1", "gs")


def test_what_changed_since_the_preview_stays(zes):
    b = maak_dossier("t2")
    gezien = {b.dossier.pk: b.dossier.versie}
    Dossier.objects.filter(pk=b.dossier.pk).update(versie=b.dossier.versie + 1)
    verslag = verplaats_dossiers(naar="zes-2026-1", dossiers=gezien, reden="x", door=TeamleiderFactory())
    assert "gewijzigd" in verslag.overgeslagen[b.dossier.nummer]


def test_a_closed_dossier_keeps_its_version(zes):
    b = maak_dossier("afgesloten")
    assert verplaatsingen(TeamleiderFactory(), "zes-2026-1") == []
    assert "gesloten" in verplaats(b).overgeslagen[b.dossier.nummer]


def test_a_duty_that_the_new_version_lacks_keeps_its_dossier():
    taken = [t for t in voorbeeld()["taak"] if t["code"] != "archiefzorg"]
    stel_vast(versie="2026-2", geldig_van=VORIG.isoformat(), taak=taken)
    b = maak_dossier("t2")
    assert "archiefzorg" in verplaats(b, naar="2026-2").overgeslagen[b.dossier.nummer]


def test_a_dossier_goes_only_to_the_version_of_its_own_domain():
    stel_vast(**alleen_huisvesting())
    stel_vast(versie="2026-2", geldig_van=VORIG.isoformat())
    archief = maak_dossier("t2")
    huis = maak_dossier("t2", taak="huisvesting_vergunninghouders", domein="huisvesting")
    teamleider = TeamleiderFactory()
    assert [r.nummer for r in verplaatsingen(teamleider, "H-2026-1")] == [huis.dossier.nummer]
    assert [r.nummer for r in verplaatsingen(teamleider, "2026-2")] == [archief.dossier.nummer]
    assert huis.dossier.nummer in verplaats(huis, naar="2026-2").overgeslagen
    assert verplaats(huis, naar="H-2026-1").verplaatst == [huis.dossier.nummer]


@pytest.mark.parametrize("factory", [ToezichthouderFactory, BeheerderFactory, UserFactory, JuristFactory])
def test_only_who_may_adopt_and_sees_dossiers_moves_them(zes, factory):
    b = maak_dossier("t2")
    with pytest.raises(GeenRecht):
        verplaats(b, door=factory())
    assert b.vers().beleid_versie == "2026-1"


def test_nothing_chosen_or_no_reason_is_refused_and_so_is_a_version_that_does_not_hold(zes):
    b = maak_dossier("t2")
    with pytest.raises(Weigering):
        verplaats()
    with pytest.raises(Weigering):
        verplaats(b, reden=" ")
    with pytest.raises(Conflict):
        verplaats(b, naar="2026-1")
    with pytest.raises(Weigering):
        verplaats(b, naar="bestaat-niet-1")


def test_the_preview_does_not_grow_with_the_dossiers(zes, django_assert_num_queries):
    teamleider = TeamleiderFactory()
    teamleider.get_all_permissions()
    mensen = maak_dossier("t1").mensen
    beleid_van("zes-2026-1")
    for aantal in (1, 6):
        with django_assert_num_queries(3):
            assert len(verplaatsingen(teamleider, "zes-2026-1")) == aantal
        for _ in range(5):
            maak_dossier("t3a", mensen=mensen)


# -- commands ----------------------------------------------------------------------------------------


def test_the_command_loads_a_file_once_and_exports_it_again(tmp_path, capsys):
    pad = tmp_path / "nieuw.toml"
    pad.write_text(naar_toml(nieuw()), encoding="utf-8")
    beheerder = BeheerderFactory()
    call_command("beleid_laden", str(pad), "--proef")
    assert not Beleidskader.objects.filter(versie="2026-2").exists()
    for woord in ("concept", "ongewijzigd"):
        call_command("beleid_laden", str(pad), "--door", beheerder.username)
        assert woord in capsys.readouterr().out
    call_command("beleid_exporteren", "2026-2")
    assert capsys.readouterr().out.strip() == pad.read_text(encoding="utf-8").strip()


@pytest.mark.parametrize(
    ("inhoud", "zegt"),
    [
        ("versie = ", "geen geldige TOML"),
        (naar_toml(voorbeeld(versie="2026-2", afschrift_raad=[])), "124 lid 4"),
    ],
)
def test_the_command_refuses_a_bad_file_with_the_reason(tmp_path, inhoud, zegt):
    pad = tmp_path / "fout.toml"
    pad.write_text(inhoud, encoding="utf-8")
    with pytest.raises(CommandError, match=zegt):
        call_command("beleid_laden", str(pad), "--proef")


def test_the_command_asks_for_a_person_and_a_file_that_exists(tmp_path):
    pad = tmp_path / "nieuw.toml"
    pad.write_text(naar_toml(nieuw()), encoding="utf-8")
    for argumenten in (("weg.toml", "--proef"), (str(pad),), (str(pad), "--door", "niemand")):
        with pytest.raises(CommandError):
            call_command("beleid_laden", *argumenten)
    with pytest.raises(CommandError):
        call_command("beleid_exporteren", "bestaat-niet")
