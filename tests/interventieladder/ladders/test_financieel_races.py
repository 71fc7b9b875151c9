"""The clock against itself and against people (deterministic): silence decides once, a timely sending wins."""

from decimal import Decimal

import pytest

from interventieladder.models import Toestemming
from interventieladder.models.toestemming import gebruikt
from interventieladder.services import klok
from interventieladder.services.bestedingsruimte import NieuweRuimte, leg_ruimte_vast
from interventieladder.services.ladders import toestemming
from interventieladder.services.stapzetting import zet_stap
from tests.factories import SecretariaatFactory
from tests.interventieladder.bouw import maak_gemeente, maak_mensen
from tests.interventieladder.collegewereld import notulen
from tests.interventieladder.ladders.financieel import besluit, bied_aan, vers, verstuur, vraag_toestemming
from tests.interventieladder.ladders.kit import dag
from tests.interventieladder.races import ontmoeting, tegelijk
from toezicht.core.clock import klok_op
from toezicht.core.models import Logboekregel

pytestmark = pytest.mark.django_db(transaction=True)
VERZONDEN = "2026-07-05"  # thirteen weeks later is 4 October; the races are on 5 October


def bied():
    with klok_op(dag("2026-10-02")):
        return bied_aan(jaar=2026, verzonden=VERZONDEN)


def test_two_ticks_at_once_take_the_step_once(monkeypatch):
    b = bied()
    ontmoeting(monkeypatch, klok, "_zet")
    uitkomsten = tegelijk(klok.draai_klok, klok.draai_klok)
    assert sorted(uitkomsten) == [0, 1]
    assert vers(b).goedkeuring.uitkomst_op == dag("2026-10-05")
    assert Logboekregel.objects.filter(handeling="keur_goed_van_rechtswege").count() == 1


@pytest.mark.parametrize("klok_eerst", [False, True])
def test_a_letter_of_the_last_day_wins_whoever_comes_first(monkeypatch, klok_eerst):
    b = bied()
    with klok_op(dag("2026-10-02")):
        voorstel = besluit(b, "besluit_goedkeuren")
    ontmoeting(monkeypatch, klok, "_zet")
    daden = [klok.draai_klok, lambda: verstuur(b, voorstel, dag("2026-10-04"))]
    uitkomsten = tegelijk(*(daden if klok_eerst else reversed(daden)))
    assert not [u for u in uitkomsten if isinstance(u, Exception)], uitkomsten
    zaak = vers(b).goedkeuring
    assert (b.dossier.stand, zaak.uitkomst, zaak.uitkomst_op) == ("goedgekeurd",) * 2 + (dag("2026-10-04"),)
    with klok_op(dag("2026-10-06")):
        assert klok.draai_klok() == 0


def test_two_requests_cannot_use_the_same_room(monkeypatch):
    with klok_op(dag("2026-10-02")):
        gemeente, mensen = maak_gemeente(), maak_mensen()
        leg_ruimte_vast(
            nieuw=NieuweRuimte(
                gemeente.pk,
                2026,
                Decimal(500_000),
                "Begroting 2025",
                dag("2026-01-01"),
                notulen(dag("2025-12-16")),
                dag("2025-12-16"),
                "Bestaand beleid.",
            ),
            door=SecretariaatFactory(),
        )
        verzoeken = [vraag_toestemming(gemeente, mensen, jaar=2026, verzonden="2026-10-01") for _ in range(2)]
    ontmoeting(monkeypatch, toestemming, "_niet_nodig")
    monkeypatch.setitem(toestemming._GEVOLG, "niet_nodig", lambda *a: toestemming._niet_nodig(*a))
    uitkomsten = tegelijk(
        *(
            lambda b=b: zet_stap(dossier_id=b.dossier.pk, stap="niet_nodig", door=b.mensen.opsteller)
            for b in verzoeken
        )
    )
    fouten = [u for u in uitkomsten if isinstance(u, Exception)]
    assert len(fouten) == 1, uitkomsten
    assert fouten[0].status == 409
    assert gebruikt([gemeente.pk], 2026, "plafond") == Decimal(350_000)
    assert Toestemming.objects.filter(uitkomst="niet_nodig").count() == 1
