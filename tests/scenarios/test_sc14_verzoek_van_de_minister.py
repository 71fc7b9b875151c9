"""SC14: de minister vraagt Gedeputeerde Staten om op te treden (Gemeentewet 124a)."""

import pytest

from tests.scenarios.verhaal import Verhaal, dag, op
from toezicht.core.transitions import OvergangGeweigerd

pytestmark = pytest.mark.django_db
VERZOEK, EINDE = dag(2026, 9, 7), dag(2026, 11, 2)


def verzoek(trede="t4"):
    """Op 7 september vraagt de minister om binnen acht weken op te treden: tot en met 2 november."""
    with op(VERZOEK):
        zaak = Verhaal.begint_op(trede)
        zaak.feit(
            "minister_verzoek",
            minister="OCW",
            belang="Behoud van rijksarchief",
            termijn_weken=8,
            kenmerk="OCW-1",
        )
    return zaak


def afschriften(zaak):
    with op(dag(2026, 9, 9)):
        zaak.feit("minister_afschriften", raad_op=dag(2026, 9, 8), ps_op=dag(2026, 9, 9))


def test_de_klok_is_die_van_de_minister():
    """De termijn begint bij de ontvangst, schuift niet mee met ons beleid en loopt door als wij aanhouden."""
    zaak = verzoek("t3b")
    termijn = zaak.termijn("minister")
    assert (termijn.start, termijn.effectief_einde, termijn.overeenkomstig) == (VERZOEK, EINDE, False)
    with op(dag(2026, 9, 14)):
        zaak.bereid_voor("houd_aan")
        zaak.zet("houd_aan", herbeoordeling_op=dag(2026, 12, 1))
    assert (zaak.stand, zaak.termijn("minister").status) == ("aangehouden", "loopt")


def test_zonder_afschrift_aan_raad_en_staten_geen_besluit():
    """Het afschrift van het verzoek aan de raad en aan Provinciale Staten is geregistreerd voordat GS besluiten."""
    zaak = verzoek()
    with op(dag(2026, 9, 10)):
        assert "G-124A" in zaak.wat_ontbreekt("besluit_indeplaatsstelling")
    afschriften(zaak)
    with op(dag(2026, 9, 10)):
        assert "G-124A" not in zaak.wat_ontbreekt("besluit_indeplaatsstelling")


def test_verstrijkt_de_termijn_dan_neemt_de_minister_over():
    """Als GS het verzoek met redenen afwijzen en de termijn verstrijkt, dan sluit het dossier als overgenomen."""
    zaak = verzoek()
    afschriften(zaak)
    with op(dag(2026, 10, 5)):
        zaak.feit(
            "minister_afwijzing", geverifieerd=True, besluitnummer="GS-2026-77", redenen="De gemeente levert."
        )
        zaak.feit(
            "overdracht",
            ontvanger="minister",
            instantie="Ministerie van OCW",
            grond="Gemeentewet 124a: de termijn verstreek.",
        )
        assert "G-OVERDRACHT" in zaak.wat_ontbreekt("draag_over"), "tot 2 november zijn GS aan zet"
    with op(dag(2026, 11, 3)):
        assert "G-124A" in zaak.wat_ontbreekt("besluit_indeplaatsstelling"), "GS zijn niet meer bevoegd"
        zaak.zet("draag_over")
        assert (zaak.stand, zaak.dossier.trede) == ("overgedragen", "t4")
        with pytest.raises(OvergangGeweigerd, match="ontvangen"):
            zaak.voorgelegd("sluit_overgedragen")
    with op(dag(2026, 11, 9)):
        zaak.feit("ontvangst", bevestigd_door="Directie Erfgoed", kenmerk="OCW-2")
        zaak.feit("minister_beroep", zaaknummer="202600123/1")
        zaak.zet("sluit_overgedragen")
    assert (zaak.stand, zaak.dossier.sluitreden) == ("afgesloten", "overgenomen_minister")
    assert zaak.termijn("minister") is None


def test_wat_de_minister_teruggeeft_gaat_verder_waar_het_was():
    """Als de minister het dossier met datum en reden teruggeeft, dan staat het weer op dezelfde trede."""
    zaak = verzoek()
    afschriften(zaak)
    with op(dag(2026, 11, 3)):
        zaak.feit("overdracht", ontvanger="minister", instantie="OCW", grond="Termijn verstreken")
        zaak.zet("draag_over")
    with op(dag(2026, 11, 17)):
        zaak.feit("teruggave", reden="De minister ziet af van optreden.")
        zaak.zet("neem_terug")
    assert (zaak.stand, zaak.dossier.overgedragen_op) == ("t4", None)
