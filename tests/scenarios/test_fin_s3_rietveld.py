"""FIN-S3: Rietveld is very late. The college fell; the budget of 2027 is adopted on 26 January 2027.

GS decided in December on preventive supervision because of lateness. The approval runs from the sending on
27 January, thirteen weeks, to 28 April 2027; no holiday moves that. Approval does not end the supervision: the next
amendment needs approval too.
"""

import pytest

from interventieladder.services.klok import draai_klok
from interventieladder.standen import plan_van
from tests.interventieladder.bouw import maak_gemeente, maak_mensen
from tests.interventieladder.ladders.financieel import beslis, besluit, bied_aan, einde, vers, verstuur
from tests.interventieladder.ladders.kit import dag
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Conflict
from toezicht.core.models import Logboekregel

pytestmark = pytest.mark.django_db


@pytest.fixture
def rietveld():
    """The budget arrives the day after it was sent."""
    with klok_op(dag("2027-01-28")):
        return bied_aan(
            maak_gemeente(naam="Rietveld"),
            maak_mensen(),
            verzonden="2027-01-27",
            raadsbesluit_op=dag("2027-01-26"),
            ontvangen_op=dag("2027-01-28"),
            plichtgrond="lid2",
        )


def test_rietveld_is_approved_in_time_and_the_supervision_goes_on(rietveld):
    with klok_op(dag("2027-01-28")):
        assert einde(rietveld, "goedkeuring") == dag("2027-04-28")
    with klok_op(dag("2027-04-20")):
        voorstel = besluit(rietveld, "besluit_goedkeuren")
        assert vers(rietveld).stand == "ter_goedkeuring"  # decided by GS, not sent yet
    with klok_op(dag("2027-04-28")):
        assert verstuur(rietveld, voorstel) == "goedgekeurd"  # the last day is in time
    with klok_op(dag("2027-05-10")):
        wijziging = bied_aan(
            rietveld.dossier.overheid, rietveld.mensen, soort="wijziging", verzonden="2027-05-07"
        )
        assert wijziging.dossier.stand == "ter_goedkeuring"
        assert einde(wijziging, "goedkeuring") == dag("2027-08-06")


def test_an_amendment_that_came_before_the_approval_waits(rietveld):
    with klok_op(dag("2027-02-15")):
        wijziging = bied_aan(
            rietveld.dossier.overheid, rietveld.mensen, soort="wijziging", verzonden="2027-02-12"
        )
        assert wijziging.dossier.get_stand_display() == "Wacht op de goedkeuring van de begroting"
    with klok_op(dag("2027-03-09")):
        beslis(rietveld, "besluit_goedkeuren")
        assert vers(wijziging).stand == "ter_goedkeuring"
        assert einde(wijziging, "goedkeuring") == dag("2027-06-08")  # thirteen weeks from the approval


def test_silence_is_approval(rietveld):
    """Nothing is sent. On 29 April the law has decided; the tasks notice only on 3 May."""
    with klok_op(dag("2027-05-03")):
        assert draai_klok() == 1
        dossier = vers(rietveld)
        assert dossier.get_stand_display() == "Van rechtswege goedgekeurd"
        assert dossier.goedkeuring.uitkomst_op == dag("2027-04-29")
        assert dossier.goedkeuring.in_werking_op == dag("2027-05-01")
        regel = Logboekregel.objects.get(handeling="keur_goed_van_rechtswege")
        assert (regel.gebeurd_op, regel.vastgelegd_op.date()) == (dag("2027-04-29"), dag("2027-05-03"))
        # we announce it within two weeks of the day it arose
        assert einde(rietveld, "mededeling") == dag("2027-05-13")


def test_an_approval_knows_no_end_and_no_conditions(rietveld):
    soorten = {f.code for f in plan_van("goedkeuring").feitsoorten}
    assert not {s for s in soorten if "voorschrift" in s or "voorwaard" in s}
    with klok_op(dag("2027-04-20")):
        beslis(rietveld, "besluit_goedkeuren")
        with pytest.raises(Conflict):
            bied_aan(rietveld.dossier.overheid, rietveld.mensen, verzonden="2027-01-27")
