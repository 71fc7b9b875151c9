"""A new holiday moves running terms: what, from when to when, why; a date in a letter only after a yes."""

import datetime as dt
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.urls import reverse

from interventieladder.brieven import standaard_velden
from interventieladder.guards.uitkomst import g_verzonden
from interventieladder.models import (
    Brief,
    Dossier,
    Herberekening,
    Termijn,
    Verschuiving,
    Verzendcorrectie,
    Verzending,
)
from interventieladder.selectors.dossierpagina import geadresseerden
from interventieladder.services import briefverzending, brieven, correcties, herberekening
from interventieladder.services import termijnen as dienst
from interventieladder.services.briefverzending import Zending
from tests.factories import BeheerderFactory, TeamleiderFactory
from tests.interventieladder.paginawereld import PEIL, bouw
from toezicht.core import clock, feestdagen
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import Bericht, Kalenderversie, Kalenderwijziging
from toezicht.core.models.logboek import Logboekregel
from toezicht.core.termijnen import Basis, Lengte, standaard_kalender
from toezicht.core.transitions import Toets

pytestmark = pytest.mark.django_db
EINDE = dt.date(2026, 12, 21)  # a Monday, four weeks after the letter
DAG_ERNA = dt.date(2026, 12, 22)


@pytest.fixture(autouse=True)
def klok():
    with klok_op(PEIL):
        yield


@pytest.fixture
def wereld():
    """A dossier on T2 with a letter that names 21 December."""
    wereld = bouw()
    voorstel = wereld.op_t2()
    brief = brieven.brieven_van(voorstel.pk)[0]
    zendingen = [Zending(g["naam"], g["rol"], "email", PEIL, "bewijs") for g in brief.geadresseerden]
    briefverzending.verzend(brief_id=brief.pk, zendingen=zendingen, door=wereld.noor)
    wereld.bea, wereld.bob = BeheerderFactory(), BeheerderFactory()
    return wereld


def los(wereld, soort="deelresultaat", basis=Basis.WET, op=PEIL, **meer):
    """A term that no letter named."""
    dossier = wereld.dossier
    return dienst.start_termijn(
        dossier=dossier,
        stap=dossier.stappen.get(tot__isnull=True),
        soort=soort,
        start=op,
        lengte=Lengte.weken(4),
        basis=basis,
        door=wereld.noor,
        **meer,
    )


def stel_voor(wereld, datum=EINDE, soort="toevoegen", **anders):
    return feestdagen.stel_wijziging_voor(
        **{
            "soort": soort,
            "datum": datum,
            "naam": "dag van nationale rouw",
            "bron": "KB van 1 december 2026",
            "reden": "Gepubliceerd in de Staatscourant",
            "door": wereld.bea,
            **anders,
        }
    )


def bevestig(wereld, **anders):
    return herberekening.bevestig_kalenderwijziging(
        wijziging_id=stel_voor(wereld, **anders).pk, door=wereld.bob
    )


# -- the table ---------------------------------------------------------------------------------------


def test_a_day_needs_two_people_and_makes_a_version(wereld):
    wijziging = stel_voor(wereld)
    assert feestdagen.geldende_kalender() is standaard_kalender()
    with pytest.raises(GeenRecht, match="Laat een collega"):
        feestdagen.bevestig_wijziging(wijziging_id=wijziging.pk, door=wereld.bea)
    versie = feestdagen.bevestig_wijziging(wijziging_id=wijziging.pk, door=wereld.bob)
    nieuw = feestdagen.geldende_kalender()
    assert nieuw.is_vrij(EINDE) == "dag van nationale rouw"
    assert versie.versie == nieuw.versie != standaard_kalender().versie
    assert ["2026-12-21", "dag van nationale rouw", "KB van 1 december 2026"] in versie.dagen
    with pytest.raises(Conflict, match="al bevestigd"):
        feestdagen.bevestig_wijziging(wijziging_id=wijziging.pk, door=wereld.bob)


def test_withdrawing_gives_the_old_version_string_back(wereld):
    feestdagen.bevestig_wijziging(wijziging_id=stel_voor(wereld).pk, door=wereld.bob)
    terug = stel_voor(wereld, soort="intrekken", reden="Vergissing")
    versie = feestdagen.bevestig_wijziging(wijziging_id=terug.pk, door=wereld.bob)
    assert versie.versie == standaard_kalender().versie
    assert feestdagen.geldende_kalender().is_vrij(EINDE) is None
    assert Kalenderversie.objects.count() == 2


@pytest.mark.parametrize(
    ("anders", "tekst"),
    [
        ({"bron": " "}, "Vul de bron in"),
        ({"reden": ""}, "Vul de reden in"),
        ({"soort": "anders"}, "Kies of de dag"),
        ({"datum": dt.date(2026, 12, 25)}, "al een feestdag volgens de wet: Eerste kerstdag"),
        ({"datum": dt.date(2027, 5, 7)}, "staat al in de lijst"),
        ({"datum": dt.date(2013, 5, 7)}, "vanaf 1 januari 2014"),
        ({"datum": dt.date(2101, 5, 6)}, "tot en met 2100"),
        ({"soort": "intrekken"}, "staat niet in de lijst"),
    ],
)
def test_what_cannot_be_proposed(wereld, anders, tekst):
    with pytest.raises(Weigering, match=tekst):
        stel_voor(wereld, **anders)


def test_one_proposal_per_day_and_only_with_the_right(wereld):
    wijziging = stel_voor(wereld)
    with pytest.raises(Conflict, match="ligt al een wijziging klaar"):
        stel_voor(wereld, door=wereld.bob)
    feestdagen.laat_vervallen(wijziging_id=wijziging.pk, door=wereld.bob)
    stel_voor(wereld)
    with pytest.raises(GeenRecht):
        stel_voor(wereld, datum=DAG_ERNA, door=TeamleiderFactory())
    with pytest.raises(GeenRecht):
        herberekening.herbereken_termijnen(reden="zo maar", door=wereld.noor)


def test_the_database_asks_two_people_and_keeps_what_was_confirmed(wereld):
    wijziging = stel_voor(wereld)
    velden = {"status": "bevestigd", "afgedaan_op": wijziging.voorgesteld_op}
    with pytest.raises(DatabaseError), transaction.atomic():
        Kalenderwijziging.objects.update(**velden, afgedaan_door=wereld.bea)
    feestdagen.bevestig_wijziging(wijziging_id=wijziging.pk, door=wereld.bob)
    for wat in (
        lambda: Kalenderwijziging.objects.update(naam="anders"),
        lambda: Kalenderversie.objects.update(versie="x"),
        lambda: Kalenderwijziging.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            wat()


# -- what moves --------------------------------------------------------------------------------------


def test_the_preview_changes_nothing_and_says_what_a_letter_named(wereld):
    vrij = los(wereld)
    voorbeeld = herberekening.bekijk(feestdagen.kalender_met(stel_voor(wereld)))
    assert (voorbeeld.bekeken, voorbeeld.in_brieven) == (2, 1)
    gezien = {
        v.termijn.pk: (v.termijn.effectief_einde, v.naar, bool(v.brief)) for v in voorbeeld.verplaatsingen
    }
    antwoord = Termijn.objects.get(soort="antwoord")
    assert gezien == {antwoord.pk: (EINDE, DAG_ERNA, True), vrij.pk: (EINDE, DAG_ERNA, False)}
    assert herberekening.bekijk().verplaatsingen == []
    assert not Herberekening.objects.exists()


def test_what_no_letter_named_moves_at_once_as_a_new_version_with_its_reason(wereld):
    oud = los(wereld)
    onberoerd = los(wereld, op=PEIL - dt.timedelta(days=3), kenmerk="andere dag")
    ronde = bevestig(wereld)
    nieuw = Termijn.objects.get(soort="deelresultaat", kenmerk="", status="loopt")
    assert (nieuw.vorige, nieuw.wortel, nieuw.effectief_einde) == (oud, oud, DAG_ERNA)
    assert nieuw.reden == "maandag 21 december 2026 is nu een gelijkgestelde dag"
    assert any("dag van nationale rouw" in stap for stap in nieuw.uitleg)
    assert nieuw.kalender_versie == ronde.kalender_versie == feestdagen.geldende_kalender().versie
    oud.refresh_from_db()
    assert (oud.status, oud.effectief_einde) == ("vervangen", EINDE)
    assert Termijn.objects.get(pk=onberoerd.pk).status == "loopt"
    regel = Logboekregel.objects.get(handeling="termijn_herrekend")
    assert (regel.onderwerp_id, regel.gegevens["effectief_einde"]) == (str(nieuw.pk), "2026-12-22")
    # and back again
    bevestig(wereld, soort="intrekken", reden="Vergissing")
    terug = Termijn.objects.get(soort="deelresultaat", kenmerk="", status="loopt")
    assert (terug.wortel, terug.effectief_einde) == (oud, EINDE)


def test_a_date_in_a_letter_waits_for_a_yes(wereld):
    bevestig(wereld)
    verschuiving = Verschuiving.objects.get()
    assert verschuiving.status == "te_bevestigen"
    assert verschuiving.brief.startswith("L2 IBT-2026-0001 van maandag 23 november 2026")
    assert Termijn.objects.get().effectief_einde == EINDE
    assert Bericht.objects.filter(sleutel=f"verschuiving:{verschuiving.pk}", ontvanger=wereld.noor).exists()
    with pytest.raises(GeenRecht):
        herberekening.bevestig_verschuiving(verschuiving_id=verschuiving.pk, door=wereld.tess)
    nieuw = herberekening.bevestig_verschuiving(verschuiving_id=verschuiving.pk, door=wereld.noor)
    assert nieuw.effectief_einde == DAG_ERNA
    with pytest.raises(Conflict, match="al afgedaan"):
        herberekening.houd_datum(verschuiving_id=verschuiving.pk, door=wereld.noor)


def test_the_date_of_a_letter_can_be_kept_and_is_not_asked_again(wereld):
    bevestig(wereld)
    herberekening.houd_datum(verschuiving_id=Verschuiving.objects.get().pk, door=wereld.noor)
    assert Termijn.objects.get().effectief_einde == EINDE
    herberekening.herbereken_termijnen(reden="nog eens", door=wereld.bob)
    assert Verschuiving.objects.count() == 1


def test_a_term_of_the_law_cannot_be_kept_on_an_older_date(wereld):
    verzending = Verzending.objects.filter(rol="orgaan").get()
    termijn = los(wereld, soort="beroep", verzending=verzending)
    bevestig(wereld)
    verschuiving = Verschuiving.objects.get(termijn=termijn)
    with pytest.raises(Weigering, match="De wet bepaalt"):
        herberekening.houd_datum(verschuiving_id=verschuiving.pk, door=wereld.noor)


def test_a_question_lapses_when_the_term_changed_meanwhile(wereld):
    bevestig(wereld)
    verschuiving = Verschuiving.objects.get()
    dienst.stop_soort(wereld.dossier, soort="antwoord", op=PEIL, reden="antwoord ontvangen", door=wereld.noor)
    with pytest.raises(Conflict, match="intussen veranderd"):
        herberekening.bevestig_verschuiving(verschuiving_id=verschuiving.pk, door=wereld.noor)


def test_a_suspended_term_moves_too_and_stays_suspended(wereld):
    termijn = los(wereld, soort="afspraken")
    dienst.schort_op(termijn_id=termijn.pk, op=PEIL, grond="dossier aangehouden", door=wereld.noor)
    bevestig(wereld)
    nieuw = Termijn.objects.get(soort="afspraken", status="opgeschort")
    assert (nieuw.effectief_einde, nieuw.gestopt_op) == (DAG_ERNA, PEIL)


def test_reading_and_writing_do_not_grow_with_the_number_of_terms(wereld, django_assert_max_num_queries):
    for nummer in range(30):
        los(wereld, op=PEIL - dt.timedelta(days=7), kenmerk=str(nummer))
    with django_assert_max_num_queries(6):
        assert herberekening.bekijk().bekeken == 31
    kalender = feestdagen.kalender_met(stel_voor(wereld, datum=dt.date(2026, 12, 14)))
    with django_assert_max_num_queries(8):
        assert len(herberekening.bekijk(kalender).verplaatsingen) == 30


# -- the command -------------------------------------------------------------------------------------


def test_the_command_lists_and_a_trial_changes_nothing(wereld):
    los(wereld)
    feestdagen.bevestig_wijziging(wijziging_id=stel_voor(wereld).pk, door=wereld.bob)
    uit = StringIO()
    call_command("termijnen_herberekenen", "--proef", "--json", stdout=uit)
    proef = json.loads(uit.getvalue())
    assert proef["proef"] is True
    assert {r["status"] for r in proef["verschuivingen"]} == {"te_bevestigen", "verplaatst"}
    assert not Herberekening.objects.exists()
    uit = StringIO()
    call_command("termijnen_herberekenen", stdout=uit)
    assert "2 termijnen bekeken, 2 verschuiven." in uit.getvalue()
    assert "maandag 21 december 2026 → dinsdag 22 december 2026" in uit.getvalue()
    assert Verschuiving.objects.filter(status="verplaatst").count() == 1
    with pytest.raises(CommandError) as fout:
        call_command("termijnen_herberekenen", reden=" ", stdout=StringIO())
    assert fout.value.returncode == 2


# -- a send date that was registered wrongly -----------------------------------------------------------


def test_correcting_a_send_date_keeps_the_registration_and_lists_what_moved(wereld):
    verzending = Verzending.objects.get(rol="orgaan")
    doe = {
        "verzending_id": verzending.pk,
        "verzonden_op": PEIL,
        "reden": "Het poststempel zegt anders",
        "door": wereld.noor,
    }
    with pytest.raises(Weigering, match="al de verzenddatum"):
        correcties.corrigeer_verzenddatum(**doe)
    with klok_op(PEIL + dt.timedelta(days=3)):
        doe["verzonden_op"] = PEIL + dt.timedelta(days=2)
        kijk = correcties.bekijk_correctie(
            verzending_id=verzending.pk, verzonden_op=doe["verzonden_op"], door=wereld.noor
        )
        assert [(g.van, g.naar, bool(g.brief)) for g in kijk] == [(EINDE, dt.date(2026, 12, 23), True)]
        with pytest.raises(Conflict, match="noemt een einddatum"):
            correcties.corrigeer_verzenddatum(**doe)
        assert not Verzendcorrectie.objects.exists()
        correcties.corrigeer_verzenddatum(bevestigd=True, **doe)
    verzending.refresh_from_db()
    assert verzending.verzonden_op == PEIL
    assert Verzending.objects.get(pk=verzending.pk).verzenddatum == doe["verzonden_op"]
    nieuw = Termijn.objects.get(status="loopt")
    assert (nieuw.effectief_einde, nieuw.reden) == (dt.date(2026, 12, 23), "Het poststempel zegt anders")
    with pytest.raises(DatabaseError), transaction.atomic():
        Verzendcorrectie.objects.update(reden="anders")


def test_the_corrected_date_is_the_one_that_letters_pages_and_guards_read(
    wereld, django_assert_num_queries, client
):
    brief = Brief.objects.get()
    eerst, later = PEIL + dt.timedelta(days=1), PEIL + dt.timedelta(days=2)
    doe = {"verzending_id": Verzending.objects.get().pk, "door": wereld.noor, "bevestigd": True}
    with klok_op(PEIL + dt.timedelta(days=3)):
        for op in (eerst, later):
            correcties.corrigeer_verzenddatum(verzonden_op=op, reden=f"Stempel {op}", **doe)
        dossier = Dossier.objects.get(pk=wereld.dossier.pk)
        with django_assert_num_queries(1):
            assert [v.verzenddatum for v in dossier.feiten.verzendingen] == [later]
        gedaan = {(v.geadresseerde, v.rol): v for v in dossier.feiten.verzendingen}
        assert [g.verzonden_op for g in geadresseerden(brief, gedaan)] == [later]
        stappen = standaard_velden("L7", dossier)["eerdere_stappen"]
        assert [rij["datum"] for rij in stappen if rij["stap"].startswith("Brief")] == [later.isoformat()]
        toets = Toets(dossier, None, wereld.noor, clock.vandaag())
        assert g_verzonden(toets) is None
        assert toets.bewijs["G-VERZONDEN"] == f"verzonden op {later:%d-%m-%Y}"
        assert Termijn.objects.get(status="loopt").verzending.verzenddatum == later
        client.force_login(wereld.noor)
        pad = reverse("verzending_corrigeren", args=[brief.voorstel.nummer, doe["verzending_id"]])
        assert f"eerder verbeterd naar {later:%d-%m-%Y}" in client.get(pad).content.decode()


def test_who_may_correct_a_send_date_and_which_date(wereld):
    verzending = Verzending.objects.get(rol="orgaan")
    doe = {"verzending_id": verzending.pk, "reden": "fout", "bevestigd": True}
    with pytest.raises(GeenRecht):
        correcties.corrigeer_verzenddatum(verzonden_op=PEIL, door=wereld.tess, **doe)
    for op, tekst in ((PEIL - dt.timedelta(days=1), "vóór het besluit"), (DAG_ERNA, "toekomst")):
        with pytest.raises(Weigering, match=tekst):
            correcties.corrigeer_verzenddatum(verzonden_op=op, door=wereld.noor, **doe)
