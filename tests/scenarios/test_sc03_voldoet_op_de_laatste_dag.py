"""SC3: de gemeente voldoet één dag voor het einde van de termijn van het voornemen."""

import pytest

from interventieladder.models import Brief
from tests.scenarios.verhaal import Verhaal, dag, op
from toezicht.core.transitions import OvergangGeweigerd

pytestmark = pytest.mark.django_db
VERZONDEN, EINDE = dag(2026, 3, 30), dag(2026, 4, 28)


def voornemen():
    """Het voornemen is op 30 maart verzonden, met vier weken: 27 april is Koningsdag, dus tot en met 28 april."""
    with op(VERZONDEN):
        zaak = Verhaal.begint_op("t3b", sinds=dag(2026, 1, 12))
        zaak.bereid_voor("kondig_voornemen_aan")
        zaak.zet("kondig_voornemen_aan", termijn_weken=4, zienswijze_weken=4, nazorg_op=None)
    assert zaak.termijn("resultaat").effectief_einde == EINDE
    return zaak


def test_bewezen_voldaan_leidt_tot_afzien_met_afschrift_aan_de_raad():
    """Komt het verslag op de laatste dag en bevestigt een collega het, dan ziet de provincie af van T5."""
    zaak = voornemen()
    with op(EINDE, uur=23):
        stuk = zaak.ontvangt("bewijs", "Rapportage college", dag(2026, 4, 27))
        assert stuk.datum <= zaak.termijn("resultaat").effectief_einde
        zaak.feitencheck("voldaan", geverifieerd=True)
    with op(dag(2026, 5, 1)):
        assert "G-ACTUEEL" in zaak.wat_ontbreekt("besluit_indeplaatsstelling"), "T5 staat stil"
        zaak.zet("zie_af", nazorg_op=dag(2026, 10, 1))
    assert (zaak.stand, zaak.dossier.sluitreden) == ("afgesloten", "afgezien")
    brief = Brief.objects.get(dossier=zaak.dossier, soort="L10")
    assert {g["rol"] for g in brief.geadresseerden} == {"orgaan", "afschrift_raad"}


def test_alleen_een_belofte_is_niet_genoeg():
    """Als het bewijs niet meer dan een belofte is, dan kan de provincie niet afzien en gaat T5 verder."""
    zaak = voornemen()
    with op(EINDE):
        zaak.beoordeling("toets_124d", "met_voorbehoud")
    with op(dag(2026, 4, 29)):
        zaak.feitencheck("niet_voldaan")
        assert "G-NAGEKOMEN" in zaak.wat_ontbreekt("zie_af")
        zaak.ontvangt("uitvoeringsplan", "Plan", dag(2026, 4, 29), kostenraming=25_000)
        assert zaak.wat_ontbreekt("besluit_indeplaatsstelling") == {"G-ZW"}
        zaak.geen_zienswijze()
        assert zaak.wat_ontbreekt("besluit_indeplaatsstelling") == set()


def test_zonder_verificatie_door_een_tweede_kan_niemand_afzien():
    """De opsteller van de feitencheck bevestigt haar niet zelf."""
    zaak = voornemen()
    with op(EINDE):
        zaak.feitencheck("voldaan")
        with pytest.raises(OvergangGeweigerd, match="collega"):
            zaak.voorgelegd("zie_af")
