"""The button beside an unmet condition offers what its sentence names."""

import datetime as dt

import pytest

from interventieladder.guards.uitkomst import (
    g_begunstiging_voorbij,
    g_binnen_termijn,
    g_resultaat_verstreken,
    g_uitgevoerd,
)
from interventieladder.guards.zaak import g_geen_verwaarlozing, g_minstens_risico
from interventieladder.guards.zienswijze import g_zienswijze
from interventieladder.selectors.watkannu import voorwaarde
from tests.factories import SecretariaatFactory
from tests.interventieladder.bouw import (
    BEGIN,
    VANDAAG,
    dagen,
    maak_beoordeling,
    maak_dossier,
    maak_stuk,
    maak_termijn,
)
from toezicht.core.clock import klok_op

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _vandaag():
    with klok_op(VANDAAG):
        yield


def knop(bouw, guard, wie=None):
    """(sentence, text of the button, page, choice) of an unmet guard."""
    toets = bouw.toets()
    v = voorwaarde(guard, guard(toets), toets.bewijs, bouw.vers(), wie or bouw.mensen.opsteller)
    return (v.melding, v.herstel.daad, v.herstel.pagina or v.herstel.anker, v.herstel.soort)


def gezien(bouw):
    return {"geverifieerd_door": bouw.mensen.lezer, "geverifieerd_op": dagen(0)}


def test_a_validation_offers_one_after_the_other_report_verification_conclusion_and_answer():
    bouw = maak_dossier("t2")
    assert knop(bouw, g_minstens_risico)[1:] == ("Voeg verslag toe", "stuk_nieuw", "validatieverslag")
    verslag = maak_stuk(bouw, "validatieverslag")
    maak_stuk(bouw, "antwoord", ontvangen_op=dagen(-9), datum=dagen(-10))
    melding, *wat = knop(bouw, g_minstens_risico)
    assert melding == "Laat een collega het validatieverslag verifiëren; eerder telt het niet."
    assert wat == ["Naar het stuk", "stukken", ""]
    assert knop(bouw, g_geen_verwaarlozing)[0] == melding
    type(verslag).objects.filter(pk=verslag.pk).update(**gezien(bouw))
    assert knop(bouw, g_minstens_risico)[1:] == ("Leg de conclusie vast", "dossier_beoordeling", "validatie")
    maak_beoordeling(bouw, "validatie", "verwaarlozing_vastgesteld")
    toets = bouw.toets()
    assert g_minstens_risico(toets) is None
    assert toets.bewijs["G-VALIDATIE"].endswith("antwoord van 25-9-2026")


def test_an_organisation_that_let_the_term_pass_was_heard_and_one_that_still_may_answer_was_not():
    bouw = maak_dossier("t2")
    maak_stuk(bouw, "validatieverslag", **gezien(bouw))
    maak_beoordeling(bouw, "validatie", "risico")
    melding, *wat = knop(bouw, g_minstens_risico)
    assert melding == "Leg het antwoord van de organisatie vast: zij is nog niet gehoord."
    assert wat == ["Voeg antwoord toe", "stuk_nieuw", "antwoord"]
    maak_termijn(bouw, "antwoord", dagen(0))
    assert "wacht de termijn af (tot en met 5-10-2026)" in knop(bouw, g_minstens_risico)[0]
    with klok_op(dagen(1)):
        toets = bouw.toets()
        assert g_minstens_risico(toets) is None
    assert toets.bewijs["G-VALIDATIE"].endswith(
        "geen antwoord binnen de termijn, die liep tot en met 5-10-2026"
    )


def test_an_answer_to_an_earlier_request_does_not_count_for_this_one():
    bouw = maak_dossier("t2")
    maak_stuk(bouw, "validatieverslag", **gezien(bouw))
    maak_beoordeling(bouw, "validatie", "risico")
    maak_stuk(bouw, "antwoord", datum=BEGIN - dt.timedelta(days=1), ontvangen_op=BEGIN - dt.timedelta(days=1))
    assert "nog niet gehoord" in knop(bouw, g_minstens_risico)[0]


def test_an_execution_asks_the_check_first_and_then_the_evaluation():
    bouw = maak_dossier("t6")
    melding, *wat = knop(bouw, g_uitgevoerd)
    assert melding.startswith("Leg een feitencheck")
    assert wat == ["Doe feitencheck", "dossier_beoordeling", "feitencheck"]
    maak_beoordeling(bouw, "feitencheck", "voldaan", geverifieerd=True)
    assert knop(bouw, g_uitgevoerd)[1:] == ("Voeg evaluatie toe", "stuk_nieuw", "evaluatie")


@pytest.mark.parametrize(
    ("stand", "guard"),
    [
        ("t4", g_zienswijze),
        ("t4", g_resultaat_verstreken),
        ("t5", g_binnen_termijn),
        ("t5", g_begunstiging_voorbij),
    ],
)
def test_a_term_that_waits_for_a_sending_offers_the_sending(stand, guard):
    bouw = maak_dossier(stand)
    melding, daad, plek, _ = knop(bouw, guard, SecretariaatFactory())
    assert "registreer de verzending" in melding
    assert (daad, plek) == ("Registreer verzending", "versturen")


def test_a_hearing_that_is_not_done_leads_to_its_place_on_the_page():
    bouw = maak_dossier("t4")
    maak_termijn(bouw, "zienswijze", dagen(-1))
    melding, *wat = knop(bouw, g_zienswijze)
    assert melding.startswith("Leg vast dat tot en met 4-10-2026 geen zienswijze is ontvangen")
    assert wat == ["Naar de zienswijze", "zienswijzen", ""]


def test_a_term_that_still_runs_offers_nothing_that_cannot_help():
    bouw = maak_dossier("t5")
    maak_termijn(bouw, "begunstiging", dagen(10))
    toets = bouw.toets()
    bezwaar = g_begunstiging_voorbij(toets)
    assert "eerder uitvoeren mag niet" in bezwaar.wat
    v = voorwaarde(g_begunstiging_voorbij, bezwaar, toets.bewijs, bouw.vers(), bouw.mensen.opsteller)
    assert v.herstel is None
