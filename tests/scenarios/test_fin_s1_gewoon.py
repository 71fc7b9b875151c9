"""FIN-S1. Waterdorp sends its budget in time and it is in balance: repressief, by a letter before 1 January."""

import pytest

from interventieladder.selectors.begrotingsjaren import regime_van
from interventieladder.services.klok import draai_klok
from tests.interventieladder.ladders import begroting as bg
from tests.interventieladder.ladders.kit import dag, stap
from tests.scenarios.financieel import beoordeel, op

pytestmark = pytest.mark.django_db


def test_waterdorp():
    with op("2026-09-01"):
        b = bg.geopend(naam="Waterdorp")
    with op("2026-11-12"):
        # Given the budget was sent on 10 November with balances of 120, 80, 40 and 10 thousand euros
        bg.rekening_in(b)
        bg.zend_in(b, "2026-11-10")
        assert stap(b, "ontvang_begroting") == "ontvangen"
    with op("2026-12-01"):
        # When it is assessed, and GS decide
        assert beoordeel(b, 120_000, 80_000, 40_000, 10_000) == "voorstel_gs"
        voorstel = bg.besloten(b, "stel_repressief_vast")
        # Then nothing has changed until the letter is sent
        assert b.vers().stand == "voorstel_gs"
        assert regime_van(b.dossier.overheid_id, 2027).juridisch_regime == ""
    with op("2026-12-16"):
        assert bg.verstuur(b, voorstel) == "repressief"
        regime = regime_van(b.dossier.overheid_id, 2027)
        assert (regime.juridisch_regime, regime.intensiteit, regime.sinds) == (
            "repressief",
            "normaal",
            dag("2027-01-01"),
        )
        assert not b.vers().feiten.termijn("besluit_203")  # no clock but the end of the year
    with op("2027-01-01"):
        assert draai_klok() == 0
    with op("2028-01-01"):
        assert draai_klok() == 1
    assert b.vers().stand == "verlopen"
