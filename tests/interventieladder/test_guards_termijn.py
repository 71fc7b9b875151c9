"""`g_termijn_voorbij`: the last term of a kind, running or stopped, and where to mend what is missing."""

import pytest

from interventieladder.guards.feiten import g_termijn_voorbij
from tests.interventieladder.ladders.kit import dag, feit, op
from toezicht.core.clock import klok_op
from toezicht.core.transitions import Toets

pytestmark = pytest.mark.django_db
VOORBIJ = g_termijn_voorbij(
    "a8_overleg", "Overleg voorbij", "Wet arhi 8", code="G-PROEF", herstel="feit:overleg_geopend"
)


@pytest.fixture(autouse=True)
def klok():
    with klok_op(dag("2026-10-05")):
        yield


def bezwaar(b, datum, guard=VOORBIJ):
    """The objection on a day, and what the guard rested on."""
    toets = Toets(b.vers(), None, b.mensen.opsteller, dag(datum))
    return guard(toets), toets.bewijs


def test_without_a_term_it_says_so_and_names_the_form():
    gevonden, _ = bezwaar(op("artikel8"), "2026-10-05")
    assert (gevonden.wat, gevonden.herstel) == (
        "De termijn loopt nog niet: overleg voorbij.",
        "feit:overleg_geopend",
    )


def test_the_last_day_still_waits_and_the_next_does_not():
    b = op("artikel8")
    feit(b, "overleg_geopend", dag("2026-09-01"), gemeenten="Oostdam")
    assert bezwaar(b, "2027-03-01")[0].wat == "De termijn loopt tot en met 1-3-2027."
    assert bezwaar(b, "2027-03-02") == (None, {"G-PROEF": "verstreken op 1-3-2027"})


def test_a_stopped_term_still_has_its_end():
    b = op("artikel8")
    feit(b, "overleg_geopend", dag("2026-09-01"), gemeenten="Oostdam")
    feit(b, "overleg_afgesloten", dag("2026-10-01"), uitkomst="overeenstemming")
    assert b.vers().feiten.termijn("a8_overleg") is None
    assert bezwaar(b, "2026-10-05")[0].wat == "De termijn loopt tot en met 1-3-2027."
    assert bezwaar(b, "2027-03-02")[0] is None


def test_a_term_that_stands_still_has_not_passed():
    b = op("artikel8")
    feit(b, "overleg_geopend", dag("2026-09-01"), gemeenten="Oostdam")
    b.dossier.termijnen.update(status="opgeschort", gestopt_op=dag("2026-10-01"))
    assert "opgeschort" in bezwaar(b, "2027-03-02")[0].wat


def test_a_fact_that_makes_waiting_needless():
    guard = g_termijn_voorbij("a8_overleg", "Voorbij", "Wet arhi 8", code="G-PROEF", of=lambda t: "al klaar")
    assert bezwaar(op("artikel8"), "2026-10-05", guard) == (None, {"G-PROEF": "al klaar"})
