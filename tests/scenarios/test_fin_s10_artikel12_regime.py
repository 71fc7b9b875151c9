"""FIN-S10, the regime. Havenmond has a budget 8 million short and no recovery: preventief by lid 1."""

import pytest

from interventieladder.selectors.begrotingsjaren import regime_van
from tests.interventieladder.ladders import begroting as bg
from tests.interventieladder.ladders.kit import dag, feit, stap
from tests.scenarios.financieel import beoordeel, op

pytestmark = pytest.mark.django_db


def test_havenmond():
    with op("2026-11-12"):
        b = bg.geopend(naam="Havenmond")
        bg.rekening_in(b)
        bg.zend_in(b)
        stap(b, "ontvang_begroting")
        beoordeel(
            b, -8_000_000, -8_100_000, -8_000_000, -7_900_000, conclusie="preventief_lid1", aannemelijk="nee"
        )
    with op("2026-12-15"):
        assert bg.hele_stap(b, "stel_preventief_lid1_vast") == "preventief_lid1"
        regime = regime_van(b.dossier.overheid_id, 2027)
        assert (regime.juridisch_regime, regime.grond, regime.sinds) == (
            "preventief",
            "lid1",
            dag("2027-01-01"),
        )
        assert not regime.procedureel
    with op("2027-01-28"):
        # The list is published and the minister told before 1 February (205)
        assert b.vers().feiten.termijn("minister_205").effectief_einde == dag("2027-01-31")
        feit(b, "publicatie", vindplaats="Provinciaal blad 2027, 101")
        feit(b, "bericht_minister", kenmerk="2027-0012")
        assert not [t for t in b.vers().feiten.termijnen if t.status == "loopt"]
