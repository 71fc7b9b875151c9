"""Terms that a fact starts or stops, and that a sending starts: only what came after the begin stops one."""

import pytest
from django.db import IntegrityError, transaction

from interventieladder import termijnsoorten
from interventieladder.ladders import machine_op
from interventieladder.models import Termijn, Termijngebeurtenis
from interventieladder.services import laddergevolg, termijnen
from interventieladder.services.correcties import corrigeer_verzenddatum
from interventieladder.services.laddertermijnen import start_bij_verzending
from interventieladder.services.losse_feiten import leg_feit_vast
from interventieladder.services.stukken import NieuwStuk, voeg_stuk_toe
from interventieladder.termijnsoorten import Startgebeurtenis, Termijnsoort
from tests.interventieladder import dienst
from tests.interventieladder.bouw import maak_dossier, maak_stuk
from tests.interventieladder.ladders.kit import dag, feit, op
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Weigering
from toezicht.core.models import Logboekregel
from toezicht.core.termijnen import Basis, Lengte

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
    regel = Logboekregel.objects.get(onderwerp_soort="termijn", onderwerp_id=str(loopt.pk))
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


def test_stopping_by_hand_before_the_begin_is_refused(b):
    termijn = b.vers().feiten.termijn(OVERLEG)
    stop = {"termijn_id": termijn.pk, "gebeurtenis": "klaar", "door": b.mensen.opsteller}
    with pytest.raises(Weigering, match="begon op 01-09-2026"):
        termijnen.stop_termijn(op=dag("2026-08-31"), **stop)
    assert termijnen.stop_termijn(op=dag("2026-09-01"), **stop).status == "gestopt"


def test_a_withdrawal_of_before_the_request_of_the_minister_stops_nothing():
    b = maak_dossier("t2")
    feit(b, "minister_verzoek", dag("2026-09-10"), minister="BZK", belang="Rechtszekerheid", termijn_weken=6)
    feit(b, "minister_ingetrokken", dag("2026-09-09"), kenmerk="M-2")
    assert b.vers().feiten.termijn("minister") is not None
    feit(b, "minister_ingetrokken", dag("2026-09-20"), kenmerk="M-3")
    assert b.vers().feiten.laatste_termijn("minister").gestopt_op == dag("2026-09-20")


def test_an_answer_that_came_before_our_question_does_not_stop_its_term():
    b = maak_dossier("t2")
    termijnen.start_termijn(
        dossier=b.dossier,
        stap=b.stap,
        soort="antwoord",
        start=dag("2026-09-10"),
        lengte=Lengte.weken(6),
        door=b.mensen.opsteller,
    )
    for ontvangen, status in (("2026-09-09", "loopt"), ("2026-09-10", "gestopt")):
        voeg_stuk_toe(
            dossier_id=b.dossier.pk,
            nieuw=NieuwStuk("antwoord", "Antwoord", dag("2026-09-01"), dag(ontvangen)),
            bestand=dienst.bestand(),
            door=b.mensen.opsteller,
        )
        assert b.vers().feiten.laatste_termijn("antwoord").status == status


def test_the_database_refuses_a_stop_before_the_begin(b):
    with pytest.raises(IntegrityError, match="termijn_stopt_na_begin"), transaction.atomic():
        Termijn.objects.filter(soort=OVERLEG).update(status="gestopt", gestopt_op=dag("2026-08-31"))


# -- from a sending ----------------------------------------------------------------------------------


@pytest.fixture
def reactietermijn(monkeypatch):
    """On artikel 8 the sending of the draft starts four weeks, as a ladder would register it."""
    monkeypatch.setattr(laddergevolg, "_NA_VERZENDING", {})
    monkeypatch.setattr(termijnsoorten, "_SOORTEN", dict(termijnsoorten._SOORTEN))
    termijnsoorten.registreer(
        Termijnsoort("proef_reactie", "Reactie", Startgebeurtenis.VERZONDEN, Basis.BRIEF, "Beleid")
    )
    start_bij_verzending("artikel8", "A8-L1", "proef_reactie", Lengte.weken(4))
    start_bij_verzending("artikel8", "notitie", "proef_reactie", Lengte.weken(8))  # another letter


def verzonden_ontwerp(op_dag):
    """The draft is adopted on 5 October, and sent on `op_dag`."""
    b = op("artikel8", "ontwerp")
    feit(b, "overleg_afgesloten", dag("2026-09-20"), uitkomst="geen_overeenstemming")
    b.regels = next(o for o in machine_op("artikel8").vanuit("ontwerp") if o.stap == "stel_ontwerp_vast")
    voorstel = dienst.ter_besluit(b, "stel_ontwerp_vast")
    dienst.besluit(b, voorstel)
    dienst.zet(b, "stel_ontwerp_vast")
    assert b.vers().feiten.termijn("proef_reactie") is None  # the decision starts nothing
    with klok_op(dag(op_dag)):
        dienst.verstuur(b, voorstel.pk)
    return b


def test_the_sending_of_its_letter_starts_the_term(reactietermijn):
    b = verzonden_ontwerp("2026-10-07")
    termijn = b.vers().feiten.termijn("proef_reactie")
    assert (termijn.start, termijn.effectief_einde) == (dag("2026-10-07"), dag("2026-11-04"))
    assert (termijn.stap.trede, termijn.verzending.brief.soort) == ("zienswijzen", "A8-L1")


def test_a_correction_of_the_sending_moves_that_term(reactietermijn):
    b = verzonden_ontwerp("2026-10-07")
    termijn = b.vers().feiten.termijn("proef_reactie")
    with klok_op(dag("2026-10-09")):
        corrigeer_verzenddatum(
            verzending_id=termijn.verzending_id,
            verzonden_op=dag("2026-10-08"),
            reden="Poststempel.",
            door=b.mensen.opsteller,
            bevestigd=True,
        )
    assert b.vers().feiten.termijn("proef_reactie").effectief_einde == dag("2026-11-05")
