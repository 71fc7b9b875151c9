"""The whole ladder as a table: every rung against every step (ladder.md 1.5, all rows)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interventieladder.ladders.generiek import GeneriekDossier, niveaus_van
from interventieladder.services.stapzetting import zet_stap
from interventieladder.treden import Stand
from tests.interventieladder.bouw import VANDAAG, klaar_voor, maak_dossier
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict
from toezicht.core.models import Logboekregel
from toezicht.core.transitions import OvergangNietMogelijk, machine_van, run_transition

pytestmark = pytest.mark.django_db

TH, CO, TL, GD, GM, GS = (
    "toezichthouder",
    "coordinator",
    "teamleider",
    "gedeputeerde",
    "gs_of_gemachtigde",
    "gs",
)
TERUG = "t1 t2 t3a t3b t4 t5"
TREDEN = ("t1", "t2", "t3a", "t3b", "t4", "t5", "t6")
HOUDER = f"{TL} {GD} {GS}"

# row, from, step, to, who decides, documents. Row 7 has a way for each value of P_afbouw.
LADDER = [
    ("1", "signaal", "onderzoek_signaal", "t1", TH, ""),
    ("2", "t1", "sluit_ongegrond", "afgesloten", CO, "notitie"),
    ("3", "t1", "vraag_informatie", "t2", TL, "L2"),
    ("4", "t2", "sluit_geen_verwaarlozing", "afgesloten", CO, "L6"),
    ("5", "t2", "maak_ambtelijke_afspraken", "t3a", TL, "L4 L5"),
    ("6", "t3a", "start_bestuurlijk_overleg", "t3b", GD, "L4b L5b"),
    ("7", "t3a", "sluit_hersteld", "afgesloten", TL, "L10"),
    ("7", "t3b", "sluit_hersteld", "afgesloten", GD, "L10"),
    ("7", "t3a", "bouw_af_naar_t2", "t2", TL, "L10"),
    ("7", "t3b", "bouw_af_naar_t3a", "t3a", GD, "L10"),
    ("8", "t3a", "verleng_afspraken", "t3a", TL, "L6"),
    ("8", "t3b", "verleng_afspraken", "t3b", GD, "L6"),
    ("9", "t3b", "kondig_voornemen_aan", "t4", GM, "L7 L9"),
    ("10", "t4", "verleng_voornemen", "t4", GM, "L6b"),
    ("11", "t4", "zie_af", "afgesloten", GM, "L10 L9"),
    ("12", "t4", "besluit_indeplaatsstelling", "t5", GS, "L8 L9 L16"),
    ("13", "t5", "sluit_voldaan", "afgesloten", GM, "L10"),
    ("14", "t5", "trek_besluit_in", "afgesloten", GS, "L10 L9"),
    ("15", "t5", "start_uitvoering", "t6", GS, "L11"),
    ("16", "t6", "rond_uitvoering_af", "afgesloten", GS, "L12 evaluatie"),
    *(("17", van, "besluit_met_spoed", "t5", GS, "L8 L9 L16") for van in ("t1", "t2", "t3a", "t3b", "t4")),
    ("18", "t1", "sla_over_naar_voornemen", "t4", GS, "L7 L9"),
    ("18", "t2", "sla_over_naar_voornemen", "t4", GS, "L7 L9"),
    ("18", "t3a", "sla_over_naar_voornemen", "t4", GS, "L7 L9"),
    *(("19", van, "draag_over", "overgedragen", TL, "overdracht") for van in (*TREDEN, "aangehouden")),
    ("20", "t1", "houd_aan", "aangehouden", TL, "notitie"),
    ("20", "t2", "houd_aan", "aangehouden", TL, "notitie"),
    ("20", "t3a", "houd_aan", "aangehouden", TL, "notitie"),
    ("20", "t3b", "houd_aan", "aangehouden", TL, "notitie"),
    ("20", "t4", "houd_aan", "aangehouden", GD, "notitie"),
    ("20", "t5", "houd_aan", "aangehouden", GS, "notitie"),
    ("21", "t4", "schaal_af_naar_t1", "t1", GM, "L10"),
    ("21", "t4", "schaal_af_naar_t2", "t2", GM, "L10"),
    ("21", "t4", "schaal_af_naar_t3a", "t3a", GM, "L10"),
    ("21", "t4", "schaal_af_naar_t3b", "t3b", GM, "L10"),
    ("21", "t5", "schaal_af_naar_t1", "t1", GS, "L10 L9"),
    ("21", "t5", "schaal_af_naar_t2", "t2", GS, "L10 L9"),
    ("21", "t5", "schaal_af_naar_t3a", "t3a", GS, "L10 L9"),
    ("21", "t5", "schaal_af_naar_t3b", "t3b", GS, "L10 L9"),
    ("21", "t5", "schaal_af_naar_t4", "t4", GS, "L10 L9"),
    ("22", "aangehouden", "hervat", TERUG, HOUDER, "notitie"),
    ("23", "aangehouden", "sluit_na_aanhouding", "afgesloten", HOUDER, "L10"),
    ("24", "overgedragen", "sluit_overgedragen", "afgesloten", TL, "overdracht"),
    ("25", "overgedragen", "neem_terug", f"{TERUG} t6", TL, "notitie"),
    ("26", "t2", "ga_terug_naar_signaleren", "t1", CO, "notitie"),
    ("27", "t1", "ga_direct_naar_bestuurlijk_overleg", "t3b", GD, "L4b L5b"),
    ("27", "t2", "ga_direct_naar_bestuurlijk_overleg", "t3b", GD, "L4b L5b"),
    ("28", "t4", "trek_voornemen_in", "afgesloten", GM, "L10 L9"),
    ("29", "t6", "trek_besluit_in", "afgesloten", GS, "L10 L9"),
    ("30", "t5", "sluit_vernietigd", "afgesloten", TL, "notitie"),
    ("30", "t6", "sluit_vernietigd", "afgesloten", TL, "notitie"),
    ("31", "t4", "zend_voornemen_opnieuw", "t4", GM, "L7 L9"),
]
STAPPEN = sorted({rij[2] for rij in LADDER})
GEZET = [rij for rij in LADDER if rij[1] != "signaal"]

SLUITREDENEN = {
    "sluit_ongegrond": "ongegrond",
    "sluit_geen_verwaarlozing": "opgelost",
    "sluit_hersteld": "opgelost",
    "zie_af": "afgezien",
    "trek_voornemen_in": "ingetrokken",
    "sluit_voldaan": "opgelost",
    "trek_besluit_in": "ingetrokken",
    "rond_uitvoering_af": "uitgevoerd",
    "sluit_na_aanhouding": "vervallen_grondslag",
    "sluit_vernietigd": "vernietigd_rechter",
    "sluit_overgedragen": "doorverwezen",
}

BUDGET = 20
"""Queries of one step, savepoints aside (design 6)."""
BOVEN_BUDGET = {
    "maak_ambtelijke_afspraken": 21,
    "sluit_hersteld": 21,
    "schaal_af_naar_t3a": 21,
    "schaal_af_naar_t3b": 21,
    "schaal_af_naar_t4": 21,
    "trek_besluit_in": 21,
    "sluit_vernietigd": 21,
    "ga_direct_naar_bestuurlijk_overleg": 22,
    "kondig_voornemen_aan": 22,
    "sluit_voldaan": 23,
    "start_uitvoering": 23,
    "rond_uitvoering_af": 23,
    "zend_voornemen_opnieuw": 23,
    "besluit_met_spoed": 26,
    "sla_over_naar_voornemen": 24,
    "besluit_indeplaatsstelling": 29,
}
"""Steps whose guards look at more kinds of facts; each kind is read once, whatever the size of the dossier."""


@pytest.fixture(autouse=True)
def klok():
    with klok_op(VANDAAG):
        yield


def test_the_declarations_are_the_table():
    gevonden = {
        (o.rij, o.van, o.stap, " ".join(o.naar), " ".join(niveaus_van(o)), " ".join(o.documenten))
        for o in machine_van(GeneriekDossier).overgangen
    }
    assert gevonden == set(LADDER)
    assert len(machine_van(GeneriekDossier).overgangen) == len(LADDER)


def test_each_document_of_the_table_is_asked_by_a_guard():
    for o in machine_van(GeneriekDossier).overgangen:
        titels = " ".join(g.titel for g in o.guards if g.code == "G-DOCUMENT")
        gevraagd = {d for d in o.documenten if d != "evaluatie"}
        assert gevraagd == set(titels.removeprefix("Stukken klaar: ").replace(",", "").split()), o.stap


@pytest.mark.parametrize(("rij", "van", "stap", "naar", "niveau", "documenten"), GEZET)
def test_a_declared_step_reaches_its_target(rij, van, stap, naar, niveau, documenten):
    bouw = klaar_voor(van, stap)
    doel = bouw.dossier.trede if stap in ("hervat", "neem_terug") else naar
    dossier = zet_stap(dossier_id=bouw.dossier.pk, stap=stap, door=bouw.mensen.opsteller)
    assert dossier.stand == doel
    vers = bouw.vers()
    assert (vers.stand, vers.versie) == (doel, 2)
    assert vers.sluitreden == (SLUITREDENEN[stap] if doel == "afgesloten" else "")
    assert vers.stappen.filter(tot__isnull=True).count() == (doel != "afgesloten")
    regel = Logboekregel.objects.get(keten=f"dossier:{dossier.pk}")
    assert (regel.handeling, regel.van, regel.naar) == (stap, van, doel)


@pytest.mark.parametrize("trede", TERUG.split())
def test_a_hold_goes_back_to_where_it_came_from(trede):
    bouw = klaar_voor(Stand.AANGEHOUDEN, "hervat", trede=trede)
    dossier = zet_stap(dossier_id=bouw.dossier.pk, stap="hervat", door=bouw.mensen.opsteller)
    assert (dossier.stand, dossier.trede, dossier.aangehouden_op) == (trede, trede, None)
    assert dossier.stappen.count() == 1


@pytest.mark.parametrize("trede", TREDEN)
def test_what_was_handed_over_comes_back_to_where_it_was(trede):
    bouw = klaar_voor(Stand.OVERGEDRAGEN, "neem_terug", trede=trede)
    dossier = zet_stap(dossier_id=bouw.dossier.pk, stap="neem_terug", door=bouw.mensen.opsteller)
    assert (dossier.stand, dossier.trede, dossier.overgedragen_op) == (trede, trede, None)
    assert dossier.stappen.count() == 1


def test_every_row_is_there():
    assert {int(rij[0]) for rij in LADDER} == set(range(1, 32))


@pytest.mark.parametrize("stand", Stand.values)
def test_every_other_step_is_refused_everywhere(stand):
    bouw = maak_dossier(stand)
    mag = {rij[2] for rij in LADDER if rij[1] == stand}
    for stap in STAPPEN:
        if stap in mag:
            continue
        with pytest.raises(OvergangNietMogelijk):
            run_transition(bouw.vers(), stap, door=bouw.mensen.opsteller, datum=VANDAAG)
        with pytest.raises(Conflict):
            zet_stap(dossier_id=bouw.dossier.pk, stap=stap, door=bouw.mensen.opsteller)
    assert bouw.vers().stand == stand
    assert not Logboekregel.objects.filter(keten=f"dossier:{bouw.dossier.pk}").exists()


def test_a_step_that_does_not_exist_is_refused():
    bouw = maak_dossier("t1")
    for stap in ("bestaat_niet", "delete", "save", "stand", "__init__"):
        with pytest.raises(OvergangNietMogelijk):
            zet_stap(dossier_id=bouw.dossier.pk, stap=stap, door=bouw.mensen.opsteller)


@pytest.mark.parametrize(("rij", "van", "stap", "naar", "niveau", "documenten"), GEZET)
def test_a_step_stays_within_its_budget_of_queries(rij, van, stap, naar, niveau, documenten):
    bouw = klaar_voor(van, stap)
    with CaptureQueriesContext(
        connection,
    ) as vragen:
        zet_stap(dossier_id=bouw.dossier.pk, stap=stap, door=bouw.mensen.opsteller)
    aantal = len([v for v in vragen.captured_queries if "SAVEPOINT" not in v["sql"]])
    assert aantal <= BOVEN_BUDGET.get(stap, BUDGET), (rij, van, stap, aantal)
