"""SC21: de gedeputeerde was tot 2023 wethouder in de gemeente waarover zij beslist."""

import pytest

from interventieladder.models import GSLid
from interventieladder.selectors.dossierpagina import dossierpagina
from interventieladder.services import besluiten
from interventieladder.services.voorstellen import parafeer
from tests.factories import GedeputeerdeFactory
from tests.interventieladder import dienst
from tests.interventieladder.bouw import maak_gs
from tests.scenarios.verhaal import Verhaal, dag, op
from toezicht.core.fouten import GeenRecht, Weigering
from toezicht.mandaten.models import Belang

pytestmark = pytest.mark.django_db


def zaak_met_belang():
    with op(dag(2026, 10, 5)):
        zaak = Verhaal.begint_op("t3b")
        Belang.objects.create(
            gebruiker=zaak.mensen.gedeputeerde,
            overheid=zaak.dossier.overheid,
            van=dag(2023, 7, 1),
            toelichting="was tot 2023 wethouder in deze gemeente",
        )
        zaak.bereid_voor("kondig_voornemen_aan")
    return zaak


def test_zij_ziet_het_meteen_als_zij_het_dossier_opent():
    """Boven het dossier staat welk belang zij opgaf en dat een ander beslist."""
    zaak = zaak_met_belang()
    with op(dag(2026, 10, 5)):
        assert "wethouder" in dossierpagina(zaak.mensen.gedeputeerde, zaak.dossier).belang
        assert dossierpagina(zaak.mensen.opsteller, zaak.dossier).belang == ""


def test_zij_kan_niet_beslissen_ook_niet_met_machtiging():
    """Zij geeft geen akkoord voor GS, beslist niet zelf, en treedt in de vergadering van GS terug."""
    zaak = zaak_met_belang()
    with op(dag(2026, 10, 5)):
        dienst.machtig("kondig_voornemen_aan")
        voorstel = dienst.dien_in(zaak.bouw, "kondig_voornemen_aan")
        for wie in (zaak.mensen.lezer, zaak.mensen.jurist):
            parafeer(voorstel_id=voorstel.pk, door=wie)
        with pytest.raises(GeenRecht, match="belang"):
            parafeer(voorstel_id=voorstel.pk, door=zaak.mensen.gedeputeerde)
        parafeer(voorstel_id=voorstel.pk, door=GedeputeerdeFactory())
        with pytest.raises(GeenRecht, match="belang"):
            besluiten.beslis(
                voorstel_id=voorstel.pk,
                goedkeuren=True,
                door=zaak.mensen.gedeputeerde,
                zegel=voorstel.zegel,
            )
        maak_gs()
        brand = GSLid.objects.get(naam="Brand")
        brand.gebruiker = zaak.mensen.gedeputeerde
        brand.save(update_fields=["gebruiker"])
        with pytest.raises(Weigering, match="moet terugtreden"):
            zaak.gs_besluiten(voorstel)
        zaak.gs_besluiten(voorstel, teruggetreden_ids=[brand.pk])
        dienst.zet(zaak.bouw, "kondig_voornemen_aan")
    assert zaak.stand == "t4"


def test_een_belang_dat_later_blijkt_houdt_de_stap_tegen():
    """Wordt het belang opgegeven na het besluit maar voor de stap, dan moet een ander opnieuw beslissen."""
    with op(dag(2026, 10, 5)):
        zaak = Verhaal.begint_op("t3b")
        zaak.bereid_voor("kondig_voornemen_aan")
        zaak.besloten("kondig_voornemen_aan")
        Belang.objects.create(
            gebruiker=zaak.mensen.gedeputeerde,
            overheid=zaak.dossier.overheid,
            van=dag(2026, 10, 1),
            toelichting="koopt er een huis van de gemeente",
        )
        with pytest.raises(Weigering, match="Laat een ander opnieuw beslissen"):
            dienst.zet(zaak.bouw, "kondig_voornemen_aan")
    assert zaak.stand == "t3b"
