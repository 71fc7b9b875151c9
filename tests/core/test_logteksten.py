"""Every sentence of the logboek is a whole Dutch sentence, and no line can break it."""

from string import Formatter

import pytest

from toezicht.core.logteksten import EVENT_TEKST, bedrag_tekst, zin
from toezicht.core.models import Logboekregel


def regel(handeling, **kwargs):
    return Logboekregel(**{"handeling": handeling, "door_naam": "Noor Bakker", "gegevens": {}, **kwargs})


@pytest.mark.parametrize("handeling", sorted(EVENT_TEKST))
def test_a_sentence_with_all_its_facts(handeling):
    namen = {naam for _, naam, _, _ in Formatter().parse(EVENT_TEKST[handeling]) if naam}
    feiten = dict.fromkeys(namen - {"door", "van", "naar"}, "iets")
    tekst = zin(regel(handeling, gegevens=feiten, van="a", naar="b"))
    assert tekst.endswith(".")
    assert tekst[0].isupper()
    assert "{" not in tekst


@pytest.mark.parametrize("handeling", sorted(EVENT_TEKST))
def test_a_line_that_lacks_a_fact_still_reads(handeling):
    assert zin(regel(handeling)).endswith(".")


def test_an_unknown_kind_and_the_system():
    assert zin(regel("iets_heel_nieuws")) == "Noor Bakker: iets heel nieuws."
    assert zin(regel("iets_nieuws", door_naam="het systeem")) == "Het systeem: iets nieuws."
    assert zin(regel("houd_aan", namens="gedeputeerde Visser")).startswith(
        "Noor Bakker (namens gedeputeerde Visser)"
    )


@pytest.mark.parametrize(
    ("waarde", "tekst"),
    [
        ("31460.00", "31.460,00"),
        ("-12.5", "−12,50"),
        ("250000", "250.000,00"),
        ("nog onbekend", "nog onbekend"),
    ],
)
def test_an_amount_is_written_as_people_do(waarde, tekst):
    assert bedrag_tekst(waarde) == tekst


def test_a_step_of_any_ladder_is_named_as_its_button_and_a_state_begins_small_within_a_sentence():
    stap = Logboekregel(
        onderwerp_soort="dossier",
        handeling="toets_vatbaarheid",
        naar="vatbaar",
        door_naam="Noor Ambtsma",
        gegevens={"ladder": "vernietiging"},
    )
    assert zin(stap) == "Noor Ambtsma zette de stap “Vatbaar verklaren”."
    stap.handeling = "bouw_af_naar_t2"  # any sentence that names where the dossier stands
    assert zin(stap).endswith("het dossier staat nu op vatbaar voor vernietiging.")
    hernoemd = Logboekregel(
        onderwerp_soort="overheid", handeling="hernoemd", van="Oud Dorp", naar="Nieuwe Stad"
    )
    assert zin(hernoemd) == "De overheid heet voortaan Nieuwe Stad; eerder Oud Dorp."
