"""Spoed: GS beslissen mondeling en zetten het besluit daarna op schrift (Gemeentewet 124, tweede lid; Delfzijl)."""

import datetime as dt

import pytest

from interventieladder.models import Termijn
from interventieladder.selectors.dossierpagina import te_versturen
from interventieladder.selectors.werk import aantallen, werk_voor
from interventieladder.services.mondeling import stel_op_schrift
from tests.interventieladder import dienst
from tests.scenarios.verhaal import Verhaal, dag, op
from toezicht.core import clock
from toezicht.core.fouten import Conflict, Weigering

pytestmark = pytest.mark.django_db
DAG = dag(2026, 10, 5)


def spoedzaak(**tekst):
    zaak = Verhaal.begint_op("t2")
    zaak.bereid_voor("besluit_met_spoed")
    return zaak, zaak.voorgelegd("besluit_met_spoed", mondeling=True, **tekst)


def mondeling(zaak, voorstel):
    """GS beslissen om 9.30 uur telefonisch; de stap wordt meteen gezet."""
    moment = clock.moment(DAG, dt.time(9, 30))
    besluit = zaak.gs_besluiten(voorstel, mondeling_op=moment, mondeling_wijze="telefonisch, vijf leden")
    dienst.zet(zaak.bouw, "besluit_met_spoed")
    return besluit


def documenten():
    return {soort: dienst.bestand(naam=f"{soort}.pdf") for soort in ("L8", "L9", "L16")}


def test_tot_het_op_schrift_staat_loopt_er_een_rode_taak_en_kan_er_niets():
    """De taak moet binnen twee dagen; elke volgende stap wacht erop, ook overdragen."""
    with op(DAG):
        zaak, voorstel = spoedzaak()
        mondeling(zaak, voorstel)
        assert zaak.stand == "t5"
        assert zaak.termijn("op_schrift").ruw_einde == dag(2026, 10, 7)
        for stap in ("start_uitvoering", "trek_besluit_in", "houd_aan", "draag_over", "sluit_vernietigd"):
            assert "G-SCHRIFT" in zaak.wat_ontbreekt(stap), stap
        assert "G-VERZONDEN" in zaak.wat_ontbreekt("start_uitvoering"), "er is nog geen brief"
        assert "Verstuur" not in {rij.daad for rij in werk_voor(zaak.mensen.opsteller)}
        assert te_versturen(zaak.dossier) == []


def test_op_schrift_komen_de_brieven_klaar_en_gaat_de_klok_lopen():
    """Na het geschreven besluit gaan besluit, kennisgeving en brief aan de Staten uit, en loopt de termijn."""
    with op(DAG):
        zaak, voorstel = spoedzaak(termijn_weken=2)
        mondeling(zaak, voorstel)
    with op(dag(2026, 10, 6)):
        with pytest.raises(Weigering, match="L16"):
            stel_op_schrift(
                voorstel_id=voorstel.pk,
                datum=dag(2026, 10, 6),
                bestanden={k: v for k, v in documenten().items() if k != "L16"},
                door=zaak.mensen.opsteller,
            )
        besluit = stel_op_schrift(
            voorstel_id=voorstel.pk,
            datum=dag(2026, 10, 6),
            bestanden=documenten(),
            door=zaak.mensen.opsteller,
        )
        assert (besluit.schrift_op, besluit.mondeling_wijze) == (dag(2026, 10, 6), "telefonisch, vijf leden")
        assert zaak.termijn("op_schrift") is None
        assert "G-SCHRIFT" not in zaak.wat_ontbreekt("start_uitvoering")
        rij = next(rij for rij in werk_voor(zaak.mensen.opsteller) if rij.daad == "Verstuur")
        assert rij.datum == dag(2026, 10, 6), "eerder kon de brief niet weg"
        assert [te.brief.soort for te in te_versturen(zaak.dossier)] == ["L8", "L9", "L16"]
        assert aantallen(zaak.mensen.opsteller)[1] == 0, "niets is te laat"
        dienst.verstuur(zaak.bouw, voorstel.pk)
        assert zaak.termijn("begunstiging").effectief_einde == dag(2026, 10, 20)
        assert zaak.termijn("beroep") is not None
        with pytest.raises(Conflict, match="niet"):
            stel_op_schrift(
                voorstel_id=voorstel.pk,
                datum=dag(2026, 10, 6),
                bestanden=documenten(),
                door=zaak.mensen.opsteller,
            )


def test_een_besluit_zonder_termijn_vraagt_een_grond_voor_spoed():
    """Zonder vastgestelde spoed noemt het besluit een termijn; met spoed kan het meteen worden uitgevoerd."""
    with op(DAG):
        zaak = Verhaal.begint_op("t4")
        zaak.bereid_voor("besluit_indeplaatsstelling")
        with pytest.raises(Weigering, match="zonder termijn kan alleen bij spoed"):
            zaak.voorgelegd("besluit_indeplaatsstelling", termijn_weken=None)
    with op(DAG):
        zaak, voorstel = spoedzaak(termijn_weken=None)
        mondeling(zaak, voorstel)
        stel_op_schrift(
            voorstel_id=voorstel.pk, datum=DAG, bestanden=documenten(), door=zaak.mensen.opsteller
        )
        dienst.verstuur(zaak.bouw, voorstel.pk)
        assert not Termijn.objects.filter(dossier=zaak.dossier, soort="begunstiging").exists()
        assert "G-TERMIJN-VOORBIJ" in zaak.wat_ontbreekt("start_uitvoering"), "eerst een feitencheck"
        zaak.feitencheck("niet_voldaan")
        assert zaak.wat_ontbreekt("start_uitvoering") == set()


def test_mondeling_kan_niet_zonder_spoed_en_niet_zonder_hoe_en_wanneer():
    """Zonder spoed is er geen mondeling besluit; het secretariaat legt vast wanneer en hoe."""
    with op(DAG):
        zaak = Verhaal.begint_op("t4")
        zaak.bereid_voor("besluit_indeplaatsstelling")
        with pytest.raises(Weigering, match="Mondeling besluiten kan alleen bij spoed"):
            zaak.voorgelegd("besluit_indeplaatsstelling", mondeling=True)
    with op(DAG):
        zaak, voorstel = spoedzaak()
        with pytest.raises(Weigering, match="hoe laat"):
            zaak.gs_besluiten(voorstel)
