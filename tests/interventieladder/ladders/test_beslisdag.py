"""A decision on approval or consent that went out on another day than registered."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from interventieladder.models import Goedkeuring, Verzendcorrectie, Verzending
from interventieladder.services.correcties import corrigeer_verzenddatum
from tests.interventieladder.ladders import financieel as fin
from tests.interventieladder.ladders.kit import dag, feit, stap
from toezicht.core.clock import klok_op
from toezicht.core.fouten import Weigering
from toezicht.core.models import Logboekregel

pytestmark = pytest.mark.django_db


def corrigeer(b, op):
    """The last letter to the organisation went out on another day."""
    verzending = Verzending.objects.filter(brief__dossier=b.dossier, rol="orgaan").latest("pk")
    return corrigeer_verzenddatum(
        verzending_id=verzending.pk,
        verzonden_op=op,
        reden="Poststempel",
        door=b.mensen.opsteller,
        bevestigd=True,
    )


def goedgekeurd(op="2026-10-05"):
    """A budget sent on 1 September (thirteen weeks: up to 1 December), approved and sent on `op`."""
    with klok_op(dag("2026-09-10")):
        b = fin.bied_aan(jaar=2026, verzonden="2026-09-01")
    with klok_op(dag(op)):
        fin.beslis(b, "besluit_goedkeuren")
    return b


def onthouden(b):
    """Refuse it on 5 October, after the talk that the law asks."""
    with klok_op(dag("2026-09-20")):
        feit(b, "overleg_aangeboden")
        stap(b, "bied_overleg_aan")
        feit(b, "onthoudingsgrond", grond="algemeen_financieel_belang", motivering="Geen dekking.")
    with klok_op(dag("2026-10-05")):
        fin.beslis(b, "besluit_onthouden")


def test_the_outcome_and_what_counts_from_it_follow_the_corrected_day():
    b = goedgekeurd()
    with klok_op(dag("2026-10-06")):
        wijziging = fin.bied_aan(
            b.dossier.overheid, b.mensen, soort="wijziging", jaar=2026, verzonden="2026-09-21"
        )
    assert fin.vers(wijziging).goedkeuring.termijn_start == dag("2026-09-21")
    with klok_op(dag("2026-10-12")):
        corrigeer(b, dag("2026-10-07"))
    assert fin.vers(b).goedkeuring.uitkomst_op == dag("2026-10-07")
    regel = Logboekregel.objects.get(handeling="beslisdag_gecorrigeerd")
    assert (regel.van, regel.naar, regel.reden) == ("05-10-2026", "07-10-2026", "Poststempel")


def test_an_amendment_that_waited_for_its_budget_counts_from_the_corrected_day():
    with klok_op(dag("2026-09-22")):
        b = fin.bied_aan(jaar=2026, verzonden="2026-09-01")
        wijziging = fin.bied_aan(
            b.dossier.overheid, b.mensen, soort="wijziging", jaar=2026, verzonden="2026-09-21"
        )
    assert fin.vers(wijziging).stand == "wacht_op_begroting"
    with klok_op(dag("2026-10-05")):
        fin.beslis(b, "besluit_goedkeuren")
    assert fin.vers(wijziging).goedkeuring.termijn_start == dag("2026-10-05")
    with klok_op(dag("2026-10-12")):
        corrigeer(b, dag("2026-10-08"))
    zaak = fin.vers(wijziging).goedkeuring
    assert zaak.termijn_start == dag("2026-10-08")
    assert fin.einde(wijziging, "goedkeuring") == dag("2026-10-08") + dt.timedelta(weeks=13)


def test_the_six_weeks_of_appeal_count_from_the_day_it_really_went_out():
    with klok_op(dag("2026-09-10")):
        b = fin.bied_aan(jaar=2026, verzonden="2026-09-01")
    onthouden(b)
    eerst = fin.einde(b, "beroep")
    with klok_op(dag("2026-10-12")):
        corrigeer(b, dag("2026-10-07"))
    assert fin.einde(b, "beroep") == eerst + dt.timedelta(days=2)
    assert fin.vers(b).goedkeuring.uitkomst_op == dag("2026-10-07")


def test_a_day_on_which_the_law_had_decided_is_refused_and_nothing_moved():
    b = goedgekeurd("2026-11-30")
    with klok_op(dag("2026-12-08")):
        with pytest.raises(Weigering, match="eindigde op 01-12-2026") as fout:
            corrigeer(b, dag("2026-12-02"))
        assert fout.value.veld == "verzonden_op"
        assert not Verzendcorrectie.objects.exists()
        corrigeer(b, dag("2026-12-01"))  # the last day counts
    assert fin.vers(b).goedkeuring.uitkomst_op == dag("2026-12-01")


def test_an_adjournment_must_have_gone_out_within_the_first_term():
    with klok_op(dag("2026-09-10")):
        b = fin.bied_aan(jaar=2026, verzonden="2026-09-01")
    with klok_op(dag("2026-11-30")):
        fin.beslis(b, "verdaag", termijn_weken=6)
    einde = fin.einde(b, "goedkeuring")
    with klok_op(dag("2026-12-08")):
        with pytest.raises(Weigering, match="eindigde op 01-12-2026"):
            corrigeer(b, dag("2026-12-03"))
        corrigeer(b, dag("2026-12-01"))
    assert fin.vers(b).goedkeuring.verdaagd_op == dag("2026-12-01")
    assert fin.einde(b, "goedkeuring") == einde  # the weeks come after the first term


def test_a_consent_follows_and_cannot_be_later_than_the_two_months():
    with klok_op(dag("2026-09-20")):
        b = fin.vraag_toestemming(jaar=2026, verzonden="2026-09-14")
    einde = fin.einde(b, "toestemming")
    with klok_op(dag("2026-10-05")):
        feit(b, "noodzaak", oordeel="onuitstelbaar_onontkoombaar", motivering="Onveilig.")
        fin.beslis(b, "besluit_verlenen")
    with klok_op(einde + dt.timedelta(days=9)):
        with pytest.raises(Weigering, match="heeft de wet al beslist"):
            corrigeer(b, einde + dt.timedelta(days=1))
        corrigeer(b, dag("2026-10-07"))
    assert fin.vers(b).toestemming.uitkomst_op == dag("2026-10-07")


def test_the_database_moves_the_day_only_to_that_of_a_corrected_sending():
    zaak = goedgekeurd().vers().goedkeuring
    for anders in (
        {"uitkomst_op": dag("2026-10-06")},
        {"uitkomst": "onthouden"},
        {"aangeboden_op": dag("2026-09-30")},
        {"bedrag": 5},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            Goedkeuring.objects.filter(pk=zaak.pk).update(**anders)
