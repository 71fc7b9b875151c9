"""Wet arhi artikel 8: the whole table, what each step rests on, and facts that are never skipped."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse

from interventieladder.ladders import machine_op
from interventieladder.models import Feit
from interventieladder.services.dossieropening import open_op_ladder
from interventieladder.services.losse_feiten import leg_feit_vast, verifieer_feit
from interventieladder.services.stapzetting import zet_stap
from interventieladder.standen.artikel8 import PLAN, Stand
from tests.factories import UserFactory
from tests.interventieladder.bouw import maak_gemeente, maak_mensen
from tests.interventieladder.ladders.kit import bezwaren, dag, feit, op, stap, tabel
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.transitions import OvergangGeweigerd, OvergangNietMogelijk

pytestmark = pytest.mark.django_db

LADDER = {
    ("overleg", "rond_overleg_af"): "ontwerp",
    ("ontwerp", "stel_ontwerp_vast"): "zienswijzen",
    ("zienswijzen", "verwerk_zienswijzen"): "advies",
    ("advies", "zend_advies"): "bij_minister",
    ("bij_minister", "naar_ministerraad"): "wetsvoorstel",
    ("wetsvoorstel", "herindeling_ingegaan"): "heringedeeld",
    ("overleg", "staak"): "gestaakt",
    ("ontwerp", "staak"): "gestaakt",
    ("zienswijzen", "staak"): "gestaakt",
    ("advies", "advies_niet_vastgesteld"): "gestaakt",
    ("bij_minister", "niet_overgenomen"): "gestaakt",
    ("wetsvoorstel", "niet_overgenomen"): "gestaakt",
    ("overleg", "overgenomen_door_minister"): "overgenomen",
    ("ontwerp", "overgenomen_door_minister"): "overgenomen",
    ("zienswijzen", "overgenomen_door_minister"): "overgenomen",
    ("advies", "overgenomen_door_minister"): "overgenomen",
}
STAPPEN = sorted({naam for _, naam in LADDER})


@pytest.fixture(autouse=True)
def klok():
    with klok_op(dag("2026-10-05")):
        yield


def test_the_declarations_are_the_table():
    assert tabel(PLAN.code) == LADDER


@pytest.mark.parametrize("stand", [s.value for s in Stand if s.value not in PLAN.eind])
def test_every_state_refuses_every_step_that_is_not_in_the_table(stand):
    b = op("artikel8", stand)
    for naam in STAPPEN:
        with pytest.raises((OvergangGeweigerd, OvergangNietMogelijk)) as fout:
            zet_stap(dossier_id=b.dossier.pk, stap=naam, door=b.mensen.opsteller)
        assert isinstance(fout.value, OvergangGeweigerd) == ((stand, naam) in LADDER)


def test_the_whole_way_from_talks_to_the_new_municipality():
    with klok_op(dag("2025-01-06")):
        b = op("artikel8", geopend_op=dag("2025-01-06"))
        b.stap.van = dag("2025-01-06")
        type(b.stap).objects.filter(pk=b.stap.pk).update(van="2025-01-06")
        feit(b, "overleg_geopend", gemeenten="Oostdam en Westdam")
    with klok_op(dag("2025-06-30")):
        feit(b, "overleg_afgesloten", uitkomst="geen_overeenstemming")
        assert stap(b, "rond_overleg_af") == "ontwerp"
    with klok_op(dag("2025-09-02")):
        assert stap(b, "stel_ontwerp_vast") == "zienswijzen"
        feit(b, "ontvangst_raden")
    with klok_op(dag("2025-09-15")):
        feit(b, "terinzagelegging")
    with klok_op(dag("2025-12-02")):
        assert bezwaren(b, "verwerk_zienswijzen") == {"G-ZIENSWIJZEN"}  # the last day is theirs
    with klok_op(dag("2025-12-03")):
        assert stap(b, "verwerk_zienswijzen") == "advies"
    with klok_op(dag("2026-03-25")):
        feit(b, "besluit_ps", uitkomst="vastgesteld", nummer="PS2026-12")
        assert stap(b, "zend_advies") == "bij_minister"
    with klok_op(dag("2026-07-01")):
        feit(b, "besluit_minister", uitkomst="naar_ministerraad", kenmerk="2026-55")
        assert stap(b, "naar_ministerraad") == "wetsvoorstel"
        feit(b, "wet", staatsblad="2026, 300", herindelingsdatum="2027-01-01")
        assert bezwaren(b, "herindeling_ingegaan") == {"G-WET"}
    with klok_op(dag("2027-01-01")):
        assert stap(b, "herindeling_ingegaan") == "heringedeeld"
    assert b.dossier.gesloten_op == dag("2027-01-01")
    assert [s.trede for s in b.dossier.stappen.all()] == list(PLAN.hoofdlijn[:-1])


def test_the_draft_lies_open_for_eight_weeks_whatever_the_councils_say():
    b = op("artikel8", "zienswijzen")
    feit(b, "terinzagelegging", dag("2026-08-11"))
    feit(b, "zienswijzen_binnen", dag("2026-09-01"))
    assert bezwaren(b, "verwerk_zienswijzen") == {"G-TERINZAGE"}
    with klok_op(dag("2026-10-06")):
        assert bezwaren(b, "verwerk_zienswijzen") == set()


def test_talks_longer_than_six_months_are_a_warning_with_a_reason():
    b = op("artikel8")
    feit(b, "overleg_geopend", dag("2026-01-05"), gemeenten="Oostdam")
    feit(b, "overleg_afgesloten", dag("2026-08-03"), uitkomst="overeenstemming")
    assert bezwaren(b, "rond_overleg_af") == {"G-OVERLEG-AFGESLOTEN-OP-TIJD"}
    regels = next(o for o in machine_op("artikel8").vanuit("overleg") if o.stap == "rond_overleg_af")
    assert not next(g for g in regels.guards if g.code == "G-OVERLEG-AFGESLOTEN-OP-TIJD").hard


def test_what_another_body_decided_counts_only_after_a_second_person_checked_it():
    b = op("artikel8", "advies")
    vast = feit(b, "besluit_ps", uitkomst="vastgesteld", nummer="PS-1", verifieer=False)
    assert "G-BESLUIT-PS-UITKOMST" in bezwaren(b, "zend_advies")
    for wie in (b.mensen.opsteller, UserFactory()):
        with pytest.raises(Weigering):
            verifieer_feit(feit_id=vast.pk, door=wie)
    verifieer_feit(feit_id=vast.pk, door=b.mensen.lezer)
    assert bezwaren(b, "zend_advies") == set()
    with pytest.raises(Conflict):
        verifieer_feit(feit_id=vast.pk, door=b.mensen.jurist)


def test_a_fact_that_was_corrected_meanwhile_is_not_verified():
    b = op("artikel8", "advies")
    oud = feit(b, "besluit_ps", uitkomst="vastgesteld", nummer="PS-1", verifieer=False)
    beter = leg_feit_vast(
        dossier_id=b.dossier.pk,
        soort="besluit_ps",
        datum=oud.datum,
        waarden={"uitkomst": "vastgesteld", "nummer": "PS-2"},
        vervangt_id=oud.pk,
        correctiereden="Verkeerd nummer",
        door=b.mensen.opsteller,
    )
    with pytest.raises(Conflict, match="vervangen door een nieuwere versie"):
        verifieer_feit(feit_id=oud.pk, door=b.mensen.lezer)
    oud.refresh_from_db()
    assert oud.geverifieerd_op is None
    assert verifieer_feit(feit_id=beter.pk, door=b.mensen.lezer).geverifieerd_op


def test_the_minister_who_takes_over_freezes_what_gs_do():
    b = op("artikel8", "ontwerp")
    feit(b, "overleg_afgesloten", uitkomst="geen_overeenstemming")
    feit(b, "besluit_minister", uitkomst="neemt_over", kenmerk="M-1")
    assert "G-GEEN-OVERNAME" in bezwaren(b, "stel_ontwerp_vast")
    assert stap(b, "overgenomen_door_minister") == "overgenomen"


# -- facts in general --------------------------------------------------------------------------------


def test_a_correction_keeps_the_old_fact_and_says_why():
    b = op("artikel8")
    oud = feit(b, "overleg_geopend", dag("2026-09-01"), gemeenten="Oostdam")
    with pytest.raises(Weigering, match="reden"):
        leg_feit_vast(
            dossier_id=b.dossier.pk,
            soort="overleg_geopend",
            datum=dag("2026-09-02"),
            waarden={"gemeenten": "Oostdam"},
            vervangt_id=oud.pk,
            door=b.mensen.opsteller,
        )
    nieuw = leg_feit_vast(
        dossier_id=b.dossier.pk,
        soort="overleg_geopend",
        datum=dag("2026-09-02"),
        waarden={"gemeenten": "Oostdam"},
        vervangt_id=oud.pk,
        correctiereden="Brief is van een dag later.",
        door=b.mensen.opsteller,
    )
    assert [f.pk for f in b.vers().feiten.feiten_van("overleg_geopend")] == [nieuw.pk]
    assert Feit.objects.filter(pk=oud.pk, datum="2026-09-01").exists()
    with pytest.raises(Conflict):
        leg_feit_vast(
            dossier_id=b.dossier.pk,
            soort="overleg_geopend",
            datum=dag("2026-09-03"),
            waarden={"gemeenten": "Oostdam"},
            vervangt_id=oud.pk,
            correctiereden="Nog eens.",
            door=b.mensen.opsteller,
        )


@pytest.mark.parametrize(
    ("soort", "datum", "waarden", "woord"),
    [
        ("onbekend", "2026-10-01", {}, "hoort niet bij deze ladder"),
        ("overleg_geopend", "2026-10-06", {"gemeenten": "Oostdam"}, "in de toekomst"),
        ("overleg_geopend", "2026-10-01", {}, "Vul in"),
        ("overleg_geopend", "2026-10-01", {"gemeenten": "Oostdam", "x": 1}, "kent geen gegeven"),
        ("overleg_afgesloten", "2026-10-01", {"uitkomst": "overeenstemming"}, "Kies het stuk"),
        ("besluit_ps", "2026-10-01", {"uitkomst": "zomaar", "nummer": "1"}, "Kies uit de lijst"),
        ("wet", "2026-10-01", {"staatsblad": "1", "herindelingsdatum": "2027-13-01"}, "geen geldige waarde"),
    ],
)
def test_a_wrong_fact_is_refused_with_what_to_do(soort, datum, waarden, woord):
    b = op("artikel8")
    with pytest.raises(Weigering, match=woord):
        leg_feit_vast(
            dossier_id=b.dossier.pk, soort=soort, datum=dag(datum), waarden=waarden, door=b.mensen.opsteller
        )
    assert not Feit.objects.exists()


def test_the_database_keeps_facts_as_they_were_recorded():
    b = op("artikel8")
    vast = feit(b, "overleg_geopend", gemeenten="Oostdam")
    for sql in (
        "UPDATE interventieladder_feit SET datum = '2020-01-01' WHERE id = %s",
        "DELETE FROM interventieladder_feit WHERE id = %s",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [vast.pk])
    for sql in (
        "UPDATE interventieladder_dossier SET stand = 't4' WHERE id = %s",  # a state of another ladder
        "UPDATE interventieladder_dossier SET stand = 'heringedeeld' WHERE id = %s",  # closed without a day
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [b.dossier.pk])


def test_one_dossier_per_part_and_who_may_open_it():
    mensen, gemeente = maak_mensen(), maak_gemeente()
    velden = {
        "ladder": "artikel8",
        "overheid_id": gemeente.pk,
        "onderdeel": "Oostdam en Westdam",
        "titel": "Herindeling",
        "omschrijving": "Aanleiding.",
        "datum_feit": dag("2026-10-01"),
    }
    with pytest.raises(GeenRecht):
        open_op_ladder(**velden, door=UserFactory())
    geopend = open_op_ladder(**velden, door=mensen.opsteller)
    assert (geopend.stand, geopend.get_stand_display()) == ("overleg", "Open overleg")
    with pytest.raises(Conflict):
        open_op_ladder(**velden, door=mensen.opsteller)
    open_op_ladder(**{**velden, "onderdeel": "Oostdam en Noorddam"}, door=mensen.opsteller)
    with pytest.raises(Weigering):
        open_op_ladder(**{**velden, "ladder": "generiek"}, door=mensen.opsteller)


# -- pages -------------------------------------------------------------------------------------------


def test_open_record_verify_and_step_by_the_pages(client):
    mensen, gemeente = maak_mensen(), maak_gemeente()
    client.force_login(mensen.opsteller)
    adres = reverse("ladderdossier_nieuw", args=["artikel8"])
    assert "Om welke gemeenten het gaat" in client.get(adres).content.decode()
    leeg = client.post(adres, {})
    assert leeg.status_code == 422
    antwoord = client.post(
        adres,
        {
            "overheid": gemeente.pk,
            "onderdeel": "Oostdam",
            "titel": "Herindeling",
            "omschrijving": "Aanleiding",
            "datum_feit": "2026-10-01",
        },
    )
    assert antwoord.status_code == 303
    pagina = client.get(antwoord.url).content.decode()
    for woord in ("Open overleg", "Overleg afronden", "Leg vast: overleg geopend", "Wet arhi 8"):
        assert woord in pagina
    nummer = antwoord.url.rstrip("/").rsplit("/", 1)[-1]
    feitadres = reverse("dossier_feit", args=[nummer]) + "?soort=overleg_geopend"
    fout = client.post(feitadres, {"datum": "2030-01-01", "waarde_gemeenten": "Oostdam"})
    assert fout.status_code == 422
    assert "in de toekomst" in fout.content.decode()
    goed = client.post(feitadres, {"datum": "2026-10-01", "waarde_gemeenten": "Oostdam"})
    assert goed.status_code == 303
    vast = Feit.objects.get()
    assert "Corrigeer" in client.get(antwoord.url).content.decode()
    assert client.get(f"{feitadres}&corrigeer={vast.pk}").status_code == 200
    assert client.get(reverse("dossier_feit", args=[nummer]) + "?soort=niets").status_code == 404
    assert client.get(reverse("ladderdossier_nieuw", args=["generiek"])).status_code == 404
    client.force_login(UserFactory())
    assert client.get(feitadres).status_code == 403
    assert client.post(reverse("feit_verifieren", args=[nummer, vast.pk])).status_code == 403


def test_each_part_has_its_term_and_a_corrected_fact_moves_it():
    b = op("artikel8")
    oud = feit(b, "overleg_geopend", dag("2026-09-01"), gemeenten="Oostdam")
    assert b.vers().feiten.termijn("a8_overleg").effectief_einde == dag("2027-03-01")
    leg_feit_vast(
        dossier_id=b.dossier.pk,
        soort="overleg_geopend",
        datum=dag("2026-09-15"),
        waarden={"gemeenten": "Oostdam"},
        vervangt_id=oud.pk,
        correctiereden="De brief is later verzonden.",
        door=b.mensen.opsteller,
    )
    assert b.vers().feiten.termijn("a8_overleg").effectief_einde == dag("2027-03-15")
    feit(b, "overleg_afgesloten", dag("2026-10-05"), uitkomst="overeenstemming")
    feiten = b.vers().feiten
    assert feiten.termijn("a8_overleg") is None
    assert feiten.termijn("a8_ontwerp").effectief_einde == dag("2027-01-05")


def test_the_term_of_the_councils_ends_after_the_weekend_and_so_does_the_guard():
    b = op("artikel8", "zienswijzen")
    feit(b, "terinzagelegging", dag("2026-07-06"))
    feit(b, "ontvangst_raden", dag("2026-07-03"))  # three months later is Saturday 3 October
    assert b.vers().feiten.termijn("a8_zienswijze").effectief_einde == dag("2026-10-05")
    assert bezwaren(b, "verwerk_zienswijzen") == {"G-ZIENSWIJZEN"}
    with klok_op(dag("2026-10-06")):
        assert bezwaren(b, "verwerk_zienswijzen") == set()
        assert stap(b, "verwerk_zienswijzen") == "advies"
        assert b.vers().feiten.termijn("a8_zienswijze") is None


def test_the_draft_is_in_time_on_the_monday_after_its_three_months_and_its_term_stops():
    b = op("artikel8", "ontwerp")
    feit(b, "overleg_afgesloten", dag("2026-07-03"), uitkomst="geen_overeenstemming")
    assert b.vers().feiten.termijn("a8_ontwerp").effectief_einde == dag("2026-10-05")
    assert bezwaren(b, "stel_ontwerp_vast") == set()
    with klok_op(dag("2026-10-06")):
        assert bezwaren(b, "stel_ontwerp_vast") == {"G-ONTWERP-OP-TIJD"}
    assert stap(b, "stel_ontwerp_vast") == "zienswijzen"
    assert b.vers().feiten.termijn("a8_ontwerp") is None
