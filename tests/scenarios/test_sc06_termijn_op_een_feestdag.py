"""SC6: een termijn eindigt op een feestdag, met een gelijkgestelde dag en een weekend erachter."""

import pytest

from tests.scenarios.verhaal import Verhaal, dag, op
from toezicht.core.termijnen import Basis, Kalender, Lengte, Start, bereken_einde

pytestmark = pytest.mark.django_db


def verlengd(verzonden, weken):
    """Een verlenging van de afspraken, verzonden op deze dag."""
    with op(verzonden):
        zaak = Verhaal.begint_op("t3a", sinds=dag(2026, 1, 12))
        zaak.bereid_voor("verleng_afspraken")
        zaak.zet("verleng_afspraken", termijn_weken=weken, zachte_motivering="De raad vergadert dan.")
    return zaak.termijn("afspraken")


def test_zes_weken_vanaf_2_april_2026_eindigen_op_maandag_18_mei():
    """Gegeven een brief van 2 april met zes weken: 14 mei is Hemelvaart, 15 mei gelijkgesteld, dan een weekend."""
    termijn = verlengd(dag(2026, 4, 2), 6)
    assert (termijn.ruw_einde, termijn.effectief_einde) == (dag(2026, 5, 14), dag(2026, 5, 18))
    assert any("18 mei" in regel for regel in termijn.uitleg), "de berekening staat erbij"


def test_zonder_de_gelijkgestelde_dagen_was_het_vrijdag_15_mei():
    """De tabel met koninklijke besluiten beslist, niet de code."""
    begin = Start(dag(2026, 4, 2), Basis.BRIEF, Lengte.weken(6), overeenkomstig=True)
    assert bereken_einde([begin], Kalender()).uitkomst.effectief_einde == dag(2026, 5, 15)


def test_dertien_weken_schuiven_niet():
    """Een termijn van meer dan twaalf weken blijft op Hemelvaartsdag staan (Algemene termijnenwet 4)."""
    termijn = verlengd(dag(2026, 2, 12), 13)
    assert termijn.effectief_einde == dag(2026, 5, 14)
