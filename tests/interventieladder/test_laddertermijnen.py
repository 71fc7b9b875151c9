"""Terms that a fact starts or stops: only a fact of after the begin stops one, and its correction counts."""

import pytest
from django.db import IntegrityError, transaction

from interventieladder.models import Termijn, Termijngebeurtenis
from interventieladder.services import termijnen
from interventieladder.services.losse_feiten import leg_feit_vast
from tests.interventieladder.bouw import maak_stuk
from tests.interventieladder.ladders.kit import dag, feit, op
from toezicht.core.clock import klok_op
from toezicht.core.models import Logboekregel

pytestmark = pytest.mark.django_db
OVERLEG = "a8_overleg"


@pytest.fixture(autouse=True)
def klok():
    with klok_op(dag("2026-10-05")):
        yield


@pytest.fixture
def b():
    """Talks that were opened on 1 September: six months run."""
    zaak = op("artikel8")
    zaak.geopend = feit(zaak, "overleg_geopend", dag("2026-09-01"), gemeenten="Oostdam")
    return zaak


def sluit(b, datum, **anders):
    return feit(b, "overleg_afgesloten", dag(datum), uitkomst="overeenstemming", **anders)


def verbeter(b, oud, datum):
    """The same fact on another day."""
    return leg_feit_vast(
        dossier_id=b.dossier.pk,
        soort=oud.soort,
        datum=dag(datum),
        waarden=oud.waarden,
        stuk_id=maak_stuk(b, "notitie").pk,
        vervangt_id=oud.pk,
        correctiereden="Verkeerde dag.",
        door=b.mensen.opsteller,
    )


def overleg(b):
    """Status, begin and day of stopping of the newest version."""
    t = b.vers().feiten.laatste_termijn(OVERLEG)
    return t.status, str(t.start), str(t.gestopt_op or "")


def test_a_fact_of_before_the_begin_stops_nothing(b):
    sluit(b, "2026-08-31")
    assert overleg(b) == ("loopt", "2026-09-01", "")


@pytest.mark.parametrize("datum", ["2026-09-01", "2026-10-05"])
def test_a_fact_on_or_after_the_begin_stops_the_term_on_its_day(b, datum):
    vast = sluit(b, datum)
    assert overleg(b) == ("gestopt", "2026-09-01", datum)
    assert Termijngebeurtenis.objects.get(soort="stop").feit == vast


def test_a_correction_to_before_the_begin_makes_the_term_run_again(b):
    oud = sluit(b, "2026-10-01")
    verbeter(b, oud, "2026-08-31")
    assert overleg(b) == ("loopt", "2026-09-01", "")
    gestopt, loopt = Termijn.objects.filter(soort=OVERLEG).order_by("pk")
    assert (gestopt.status, loopt.vorige, loopt.effectief_einde) == (
        "gestopt",
        gestopt,
        gestopt.effectief_einde,
    )
    regel = Logboekregel.objects.get(soort="termijn", onderwerp_id=loopt.pk)
    assert (regel.handeling, regel.reden) == ("termijn_heropend", "Verkeerde dag.")


def test_a_correction_within_the_term_moves_the_day_of_the_stop_as_often_as_needed(b):
    oud = sluit(b, "2026-10-01")
    nieuw = verbeter(b, oud, "2026-09-20")
    assert overleg(b) == ("gestopt", "2026-09-01", "2026-09-20")
    terug = verbeter(b, nieuw, "2026-08-01")
    assert overleg(b) == ("loopt", "2026-09-01", "")
    verbeter(b, terug, "2026-09-25")
    assert overleg(b) == ("gestopt", "2026-09-01", "2026-09-25")


def test_a_correction_of_the_begin_past_the_stopping_fact_makes_the_term_run_again(b):
    sluit(b, "2026-09-20")
    verbeter(b, b.geopend, "2026-09-25")
    assert overleg(b) == ("loopt", "2026-09-25", "")


def test_a_correction_of_the_begin_before_the_stopping_fact_keeps_the_stop(b):
    sluit(b, "2026-09-20")
    verbeter(b, b.geopend, "2026-09-10")
    assert overleg(b) == ("gestopt", "2026-09-10", "2026-09-20")
    assert not Termijn.objects.filter(soort=OVERLEG, status="loopt").exists()


def test_a_newer_term_of_the_kind_is_left_alone(b):
    oud = sluit(b, "2026-09-20")
    feit(b, "overleg_geopend", dag("2026-09-25"), gemeenten="Oostdam")  # opened once more
    verbeter(b, oud, "2026-08-31")
    assert overleg(b) == ("loopt", "2026-09-25", "")
    assert Termijn.objects.filter(soort=OVERLEG, status="loopt").count() == 1


def test_a_step_of_before_the_begin_ends_the_term_on_its_first_day(b):
    termijnen.stop_soort(
        b.vers(), soort=OVERLEG, op=dag("2026-08-20"), reden="niet meer nodig", door=b.mensen.opsteller
    )
    assert overleg(b) == ("gestopt", "2026-09-01", "2026-09-01")
    verbeter(b, b.geopend, "2026-09-10")
    assert overleg(b) == ("gestopt", "2026-09-10", "2026-09-10")  # a stop without a fact stands


def test_the_database_refuses_a_stop_before_the_begin(b):
    with pytest.raises(IntegrityError, match="termijn_stopt_na_begin"), transaction.atomic():
        Termijn.objects.filter(soort=OVERLEG).update(status="gestopt", gestopt_op=dag("2026-08-31"))
