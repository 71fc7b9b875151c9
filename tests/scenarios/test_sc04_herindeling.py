"""SC4: herindeling midden in een zaak. Oostdam (T4) en Westdam (T2) gaan op 1 januari samen verder als Duindam."""

import pytest

from interventieladder.models import Brief, Dossier
from interventieladder.selectors import herindelingwerk as beeld
from interventieladder.services import herindeling, herindeling_uitvoeren
from interventieladder.services.briefverzending import Zending, verzend
from tests.factories import CoordinatorFactory
from tests.interventieladder import dienst
from tests.interventieladder.bouw import Bouw
from tests.interventieladder.herindelingswereld import actief_signaal, fusie
from tests.scenarios.verhaal import Verhaal, dag, op
from toezicht.core import clock, logboek
from toezicht.core.fouten import Weigering
from toezicht.core.models import Logboekregel
from toezicht.organisaties.selectors import overheid_op_code

pytestmark = pytest.mark.django_db
HERINDELING = dag(2027, 1, 1)


def plan_van(overheid, door):
    return herindeling.maak_plan(overheid_id=overheid.pk, datum=HERINDELING, door=door)


def test_twee_zaken_over_dezelfde_taak_worden_een_zaak_van_de_nieuwe_gemeente():
    """Gegeven Oostdam op T4 en Westdam op T2, allebei over het archief, die op 1 januari Duindam worden.
    Als de coördinator de plannen bevestigt en de datum verstrijkt, dan sluiten beide zaken als overgegaan door
    herindeling, begint er één zaak van Duindam op T2, en blijven de statistieken van 2026 op de oude codes."""
    with op(dag(2026, 11, 20)):
        duindam, (oostdam, westdam) = fusie("Oostdam", "Westdam")
        oost = Verhaal.begint_op("t4", overheid=oostdam)
        west = Verhaal.begint_op("t2", overheid=westdam, mensen=oost.mensen)
        oost.signaal = actief_signaal(oostdam, oost.mensen)
        coordinator, jurist = CoordinatorFactory(), oost.mensen.jurist

        # Dan staat er werk klaar voor de coördinator: de datum is binnen zestig dagen en er is geen plan
        wachtend = [
            w.overheid for w in beeld.in_woorden(list(beeld.te_regelen(coordinator, False)), coordinator)
        ]
        assert wachtend == ["Oostdam", "Westdam"]

        plannen = [plan_van(o, jurist) for o in (oostdam, westdam)]
        for plan in plannen:
            regel = plan.regels.get()
            assert (regel.behandeling, regel.opvolger, regel.trede) == ("samenvoegen", duindam, "t2")
            assert "zodat het nieuwe bestuur wordt gehoord" in regel.waarom
            herindeling.bevestig(plan_id=plan.pk, door=coordinator)
        assert list(beeld.te_regelen(coordinator, False)) == []

    with op(dag(2026, 12, 31)):
        assert herindeling_uitvoeren.draai_herindelingen() == 0

    with op(dag(2027, 1, 1), uur=1):
        assert herindeling_uitvoeren.draai_herindelingen() == 2
        nieuw = Dossier.objects.open().get(overheid=duindam)
        assert (nieuw.stand, nieuw.trede_sinds, nieuw.voorganger.nummer) == (
            "t2",
            HERINDELING,
            oost.dossier.nummer,
        )
        for oud in (oost, west):
            assert (oud.dossier.sluitreden, oud.dossier.gesloten_op) == (
                "overgegaan_herindeling",
                HERINDELING,
            )
            regel = Logboekregel.objects.get(
                keten=f"dossier:{oud.dossier.pk}", handeling="dossier_overgegaan"
            )
            assert regel.gegevens["opgegaan_in"] == nieuw.nummer
        # Beide organisaties eindigden op 31 december
        assert overheid_op_code(oostdam.code, peildatum=dag(2026, 12, 31)).bestaat_op(dag(2026, 12, 31))
        assert not overheid_op_code(oostdam.code).bestaat_op(HERINDELING)
        goed, _ = beeld.controle()
        assert goed

    # De statistiek van het oude jaar blijft op de oude code
    kennis = clock.moment(dag(2027, 6, 1), clock.nu().time())
    oud_jaar = logboek.stand_op(
        soort="dossier", peildatum=dag(2026, 12, 31), kennisdatum=kennis, overheid_code=duindam.code
    )
    assert oud_jaar == {}


def test_het_voornemen_gaat_opnieuw_naar_het_nieuwe_bestuur_voordat_er_een_besluit_komt():
    """Gegeven alleen Oostdam heeft een zaak, op T4, met een voornemen van november.
    Als zij naar Duindam gaat, dan loopt de termijn door, kan er geen besluit komen, en pas nadat het voornemen
    opnieuw aan het bestuur van Duindam is gezonden is dat beletsel weg."""
    with op(dag(2026, 11, 20)):
        duindam, (oostdam,) = fusie("Oostdam")
        zaak = Verhaal.begint_op("t3b", overheid=oostdam, sinds=dag(2026, 9, 1))
        zaak.bereid_voor("kondig_voornemen_aan")
        zaak.zet("kondig_voornemen_aan", zienswijze_weken=4, termijn_weken=12)
        resultaat = zaak.termijn("resultaat")
        plan = plan_van(oostdam, zaak.mensen.opsteller)
        herindeling.bevestig(plan_id=plan.pk, door=CoordinatorFactory())
    with op(dag(2027, 1, 4)):
        herindeling_uitvoeren.draai_herindelingen()
        assert zaak.dossier.overheid == duindam
        assert zaak.termijn("resultaat").effectief_einde == resultaat.effectief_einde
        assert "G-HERZONDEN" in zaak.wat_ontbreekt("besluit_indeplaatsstelling")

        zaak.bouw = Bouw(zaak.dossier, zaak.mensen, zaak.dossier.stappen.get(tot__isnull=True))
        zaak.bereid_voor("zend_voornemen_opnieuw")
        zaak.zet("zend_voornemen_opnieuw", zienswijze_weken=4, termijn_weken=12)
        assert "G-HERZONDEN" not in zaak.wat_ontbreekt("besluit_indeplaatsstelling")
        assert zaak.termijn("resultaat").start == dag(2027, 1, 4)
        brief = Brief.objects.filter(dossier=zaak.dossier, soort="L7", status="verzonden").latest("pk")
        namen = " ".join(g["naam"] for g in brief.geadresseerden)
        assert "Duindam" in namen
        assert "Oostdam" not in namen


def test_op_naam_van_het_oude_bestuur_gaat_geen_brief_meer_uit():
    """Gegeven een besloten voorstel van Oostdam waarvan de brief op 1 januari nog niet weg is.
    Als iemand hem daarna wil verzenden, dan wordt dat geweigerd met wat er moet gebeuren."""
    with op(dag(2026, 12, 30)):
        _, (oostdam,) = fusie("Oostdam")
        zaak = Verhaal.begint_op("t3a", overheid=oostdam, sinds=dag(2026, 9, 1))
        zaak.bereid_voor("start_bestuurlijk_overleg")
        voorstel = zaak.besloten("start_bestuurlijk_overleg")
        dienst.zet(zaak.bouw, "start_bestuurlijk_overleg")
        brief = Brief.objects.get(voorstel=voorstel, soort="L5b")
        orgaan = next(g for g in brief.geadresseerden if g["rol"] == "orgaan")
    with op(dag(2027, 1, 4)):
        zending = Zending(orgaan["naam"], "orgaan", "post", dag(2027, 1, 4), "PostNL 1")
        with pytest.raises(Weigering, match=r"aan het oude bestuur gaat geen brief uit.*Duindam"):
            verzend(brief_id=brief.pk, zendingen=[zending], door=zaak.mensen.opsteller)
        goed, waarom = beeld.controle()
        assert not goed
        assert "Oostdam (1)" in waarom
