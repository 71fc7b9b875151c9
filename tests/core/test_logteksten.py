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
