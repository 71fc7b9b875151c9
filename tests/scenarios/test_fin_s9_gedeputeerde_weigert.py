"""FIN-S9. The portefeuillehouder will not sign for Berkenrode: his contrary advice goes along, GS decide."""

import pytest
from django.urls import reverse

from interventieladder.models import Voorstel
from interventieladder.services import besluiten, voorstellen
from interventieladder.services.regimebewaking import waarschuw
from tests.interventieladder import dienst
from tests.interventieladder.ladders import begroting as bg
from tests.interventieladder.ladders.kit import bezwaren, stap
from tests.scenarios.financieel import op
from toezicht.core.fouten import GeenRecht, Weigering
from toezicht.core.models import Bericht

pytestmark = pytest.mark.django_db


def test_berkenrode(client):
    with op("2026-11-12"):
        b = bg.geopend(naam="Berkenrode")
        bg.rekening_in(b)
        bg.zend_in(b)
        stap(b, "ontvang_begroting")
        bg.controle(b)
        stap(b, "neem_in_beoordeling")
        bg.beoordeeld(
            b, -900_000, -900_000, -800_000, -700_000, conclusie="preventief_lid1", aannemelijk="nee"
        )
        stap(b, "maak_concept")
        bg.wederhoor(b)

    with op("2026-12-08"):
        # When the deputy refuses the proposal
        b.dossier = b.vers()
        b.regels = next(o for o in _vanuit(b) if o.stap == "leg_voor_aan_gs")
        voorstel = dienst.ter_besluit(b, "leg_voor_aan_gs")
        with pytest.raises(GeenRecht):  # who wrote the advice does not decide on it
            besluiten.beslis(
                voorstel_id=voorstel.pk, goedkeuren=True, door=b.mensen.opsteller, zegel=voorstel.zegel
            )
        besluiten.beslis(
            voorstel_id=voorstel.pk,
            goedkeuren=False,
            reden="Eerst nog een gesprek met de wethouder.",
            door=b.mensen.gedeputeerde,
            zegel=voorstel.zegel,
        )
        # Then no state is lost, and the item can go to GS with his advice
        assert b.vers().stand == "concept"
        client.force_login(b.mensen.opsteller)
        pagina = client.get(reverse("dossier", args=[b.dossier.nummer])).content.decode()
        assert "De portefeuillehouder adviseert anders" in pagina
        assert "Eerst nog een gesprek met de wethouder." in pagina
        assert bezwaren(b, "leg_voor_met_tegenadvies") == set()

    with op("2026-12-09"):
        # And the leaders and the secretariaat hear that the last meeting is near and the law will speak
        waarschuw()
        bericht = Bericht.objects.get(ontvanger=b.mensen.secretariaat)
        assert "dinsdag 22 december 2026" in bericht.tekst
        assert "Van rechtswege repressief op 1 januari 2027" in bericht.tekst
        assert "Berkenrode" in bericht.tekst

    with op("2026-12-15"):
        assert stap(b, "leg_voor_met_tegenadvies") == "voorstel_gs"
        # The proposal must say how GS weigh the contrary advice
        b.regels = next(o for o in _vanuit(b) if o.stap == "stel_preventief_lid1_vast")
        concept = dienst.stel_op(b, "stel_preventief_lid1_vast")
        with pytest.raises(Weigering, match="adviseert anders"):
            voorstellen.dien_in(voorstel_id=concept.pk, door=b.mensen.opsteller)
        voorstellen.trek_in(voorstel_id=concept.pk, reden="opnieuw", door=b.mensen.opsteller)
        # And it does not pass the portefeuillehouder again: his no cannot hold what GS must decide
        besluit = bg.besloten(
            b, "stel_preventief_lid1_vast", zachte_motivering="Er zijn al drie gesprekken gevoerd."
        )
        assert "portefeuillehouder" not in Voorstel.objects.get(pk=besluit.pk).route
    with op("2026-12-17"):
        assert bg.verstuur(b, besluit) == "preventief_lid1"


def _vanuit(b):
    from interventieladder.ladders import machine_op

    return machine_op(b.vers().ladder).vanuit(b.vers().stand)
