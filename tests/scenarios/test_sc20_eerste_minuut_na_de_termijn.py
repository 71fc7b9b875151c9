"""SC20: de begunstigingstermijn van T5 is verstreken; de uitvoering begint niet vanzelf."""

import pytest

from interventieladder.services.stapzetting import zet_stap
from tests.scenarios.verhaal import Verhaal, dag, op
from toezicht.core.fouten import Weigering

pytestmark = pytest.mark.django_db
BESLOTEN, EINDE = dag(2026, 9, 1), dag(2026, 9, 29)


def besluit():
    """GS besloten op 1 september met vier weken; de brief ging dezelfde dag uit."""
    with op(BESLOTEN):
        zaak = Verhaal.begint_op("t4", sinds=dag(2026, 4, 6))
        zaak.bereid_voor("besluit_indeplaatsstelling")
        zaak.zet("besluit_indeplaatsstelling", termijn_weken=4)
    assert zaak.termijn("begunstiging").effectief_einde == EINDE
    return zaak


def test_op_de_laatste_dag_kan_er_niets_en_een_dag_later_eerst_een_controle():
    """Op de dag na de termijn vraagt het systeem een feitencheck van na het einde, met de uitkomst niet voldaan."""
    zaak = besluit()
    with op(EINDE, uur=23):
        zaak.feitencheck("niet_voldaan")
        assert "G-TERMIJN-VOORBIJ" in zaak.wat_ontbreekt("start_uitvoering")
    with op(dag(2026, 9, 30), uur=0):
        assert "G-TERMIJN-VOORBIJ" in zaak.wat_ontbreekt("start_uitvoering"), "de oude controle telt niet"
        zaak.feitencheck("niet_voldaan")
        assert zaak.wat_ontbreekt("start_uitvoering") == set()


def test_is_er_voldaan_dan_komt_er_geen_uitvoering():
    """Met de uitkomst voldaan kan de brief over de uitvoering niet eens worden opgesteld."""
    zaak = besluit()
    with op(dag(2026, 9, 30)):
        zaak.feitencheck("voldaan")
        with pytest.raises(Weigering, match="niet voldaan"):
            zaak.voorgelegd("start_uitvoering")


def test_zonder_besluit_van_gs_begint_de_uitvoering_nooit():
    """Ook met alle feiten op orde start de uitvoering niet zonder besluit van GS; met besluit wel."""
    zaak = besluit()
    with op(dag(2026, 9, 30)):
        zaak.feitencheck("niet_voldaan")
        with pytest.raises(Weigering, match="goedgekeurd besluit"):
            zet_stap(dossier_id=zaak.dossier.pk, stap="start_uitvoering", door=zaak.mensen.opsteller)
        zaak.zet("start_uitvoering")
    assert zaak.stand == "t6"
