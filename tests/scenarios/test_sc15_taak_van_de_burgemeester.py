"""SC15: de verwaarloosde taak is die van de burgemeester: niet GS maar de commissaris van de Koning beslist."""

import pytest

from interventieladder.models import Dossier, Voorstel
from interventieladder.selectors import dossiers as lezen
from interventieladder.services import besluiten, dossieropening, dossiers, feiten, stapzetting, voorstellen
from interventieladder.services.besluiten import CdkBesluit
from interventieladder.services.dossieropening import NieuwDossier
from tests.factories import JuristFactory, KabinetFactory, ToezichthouderFactory
from tests.interventieladder import dienst
from tests.interventieladder.bouw import TAAK, Bouw, Mensen, leg_dossierfeiten
from tests.scenarios.verhaal import Verhaal, dag, op
from toezicht.core.transitions import OvergangGeweigerd

pytestmark = pytest.mark.django_db


def test_een_voornemen_van_gs_wordt_geweigerd_en_wijst_de_weg():
    """Als voor een taak van de burgemeester een voornemen van GS wordt gestart, dan verwijst de weigering."""
    with op(dag(2026, 10, 5)):
        zaak = Verhaal.begint_op("t3b")
        zaak.bereid_voor("kondig_voornemen_aan")
        dossiers.zet_grondslag(
            dossier_id=zaak.dossier.pk,
            orgaan="burgemeester",
            gevorderd="handeling",
            gebrek="niet",
            door=zaak.mensen.opsteller,
        )
        with pytest.raises(OvergangGeweigerd, match="kabinet van de commissaris"):
            zaak.voorgelegd("kondig_voornemen_aan")
        zaak.feit("overdracht", ontvanger="cdk", instantie="Kabinet", grond="Taak van de burgemeester")
        zaak.zet("draag_over")
        zaak.feit("ontvangst", bevestigd_door="Kabinet", kenmerk="ontvangen")
        zaak.zet("sluit_overgedragen")
    assert zaak.dossier.sluitreden == "doorverwezen"


def kamer():
    """Het kabinet opent een eigen dossier over dezelfde burgemeester."""
    kabinet, tweede = KabinetFactory(), KabinetFactory()
    jurist = JuristFactory(rollen=("cdk_kabinet",))
    dossier = dossieropening.open_dossier(
        nieuw=NieuwDossier(
            overheid_id=Verhaal.begint_op("t3b").dossier.overheid_id,
            taak=TAAK,
            titel="Taak van de burgemeester",
            omschrijving="Niet verricht.",
            datum_feit=dag(2026, 9, 1),
            orgaan="burgemeester",
            gevorderd="handeling",
            gebrek="niet",
            kamer="cdk",
        ),
        door=kabinet,
    )
    mensen = Mensen(kabinet, tweede, jurist, tweede, tweede, tweede, tweede)
    return Bouw(dossier, mensen, dossier.stappen.get())


def test_in_de_besloten_kamer_beslist_de_commissaris_over_elke_trede():
    """De stappen die elders bij GS liggen, beslist hier de commissaris; het kabinet registreert dat."""
    with op(dag(2026, 10, 5)):
        b = kamer()
        leg_dossierfeiten(b, "besluit_met_spoed", {"G-SPOED": "geen"})
        feiten.stel_spoed_vast(
            dossier_id=b.dossier.pk,
            reden="gevaar",
            toelichting="Acuut.",
            gebeld="de commissaris",
            door=b.mensen.lezer,
        )
        voorstel = dienst.dien_in(b, "besluit_met_spoed", termijn_weken=None)
        assert (voorstel.niveau, voorstel.route) == ("cdk_besluit", ("lezer", "jurist"))
        voorstellen.parafeer(voorstel_id=voorstel.pk, door=b.mensen.lezer)
        voorstellen.parafeer(voorstel_id=voorstel.pk, door=b.mensen.jurist)
        besluit = besluiten.registreer_cdk_besluit(
            voorstel_id=voorstel.pk,
            cdk=CdkBesluit(datum=dag(2026, 10, 5), nummer="CDK-B-1"),
            door=b.mensen.lezer,
        )
        dossier = stapzetting.zet_stap(
            dossier_id=b.dossier.pk, stap="besluit_met_spoed", door=b.mensen.opsteller
        )
    assert (dossier.stand, besluit.niveau, besluit.vergadering) == ("t5", "cdk_besluit", None)
    assert dossier.nummer.startswith("CDK-")
    assert Voorstel.objects.get(pk=voorstel.pk).nummer.startswith("VC-")


def test_voor_ieder_ander_bestaat_het_dossier_niet():
    """De toezichthouder die het GS-dossier behandelde, vindt het dossier van de commissaris nergens."""
    with op(dag(2026, 10, 5)):
        b = kamer()
        buitenstaander = ToezichthouderFactory()
        assert lezen.vind(buitenstaander, b.dossier.nummer) is None
        assert b.dossier.pk not in lezen.zichtbaar(buitenstaander).values_list("pk", flat=True)
        assert lezen.vind(b.mensen.opsteller, b.dossier.nummer).pk == b.dossier.pk
    assert Dossier.objects.get(pk=b.dossier.pk).kamer == "cdk"
