"""SC1: twee toezichthouders escaleren tegelijk hetzelfde dossier."""

import pytest

from interventieladder.models import Ladderstap, Voorstel
from interventieladder.services.dossieropening import NieuwDossier, open_dossier
from interventieladder.services.stapzetting import zet_stap
from tests.factories import ToezichthouderFactory
from tests.interventieladder.bouw import DOMEIN, TAAK
from tests.scenarios.verhaal import Verhaal, dag, op
from toezicht.core.fouten import Conflict
from toezicht.core.models import Logboekregel

pytestmark = pytest.mark.django_db


def test_de_eerste_wint_en_de_tweede_leest_wie_er_eerder_was():
    """Gegeven een dossier op T3a, door Anna en Bram op hetzelfde moment bekeken.
    Als beiden escaleren naar T3b, dan lukt het één keer: één stap, één besluit, één regel in het logboek."""
    with op(dag(2026, 10, 5)):
        zaak = Verhaal.begint_op("t3a")
        anna, bram = zaak.mensen.opsteller, ToezichthouderFactory()
        zaak.bereid_voor("start_bestuurlijk_overleg")
        zaak.besloten("start_bestuurlijk_overleg")
        gezien = zaak.dossier.versie

        dossier = zet_stap(
            dossier_id=zaak.dossier.pk, stap="start_bestuurlijk_overleg", door=anna, versie=gezien
        )
        assert (dossier.stand, dossier.versie) == ("t3b", gezien + 1)
        with pytest.raises(Conflict, match="intussen gewijzigd"):
            zet_stap(dossier_id=dossier.pk, stap="start_bestuurlijk_overleg", door=bram, versie=gezien)

    assert Ladderstap.objects.filter(dossier=dossier, trede="t3b").count() == 1
    regels = Logboekregel.objects.filter(keten=f"dossier:{dossier.pk}", handeling="start_bestuurlijk_overleg")
    assert [r.door_naam for r in regels] == [anna.naam]
    assert Voorstel.objects.filter(dossier=dossier, stap="start_bestuurlijk_overleg").count() == 1


def test_een_tweede_dossier_over_dezelfde_taak_wordt_geweigerd():
    """Als over dezelfde overheid en taak een tweede dossier wordt geopend, dan wijst dat naar het eerste."""
    with op(dag(2026, 10, 5)):
        zaak = Verhaal.begint_op("t3a")
        nieuw = NieuwDossier(
            overheid_id=zaak.dossier.overheid_id,
            taak=TAAK,
            titel="Nog een keer",
            omschrijving="Hetzelfde.",
            datum_feit=dag(2026, 9, 1),
        )
        with pytest.raises(Conflict, match=f"loopt al dossier {zaak.dossier.nummer}. Koppel uw signaal"):
            open_dossier(nieuw=nieuw, door=ToezichthouderFactory())
    assert zaak.dossier.domein == DOMEIN
