"""Een bewijsstuk wordt vervangen nadat erover is besloten: het besluit geldt niet meer (finance.md 6)."""

import pytest

from interventieladder.models import Besluit, Verzending
from interventieladder.services import stukken, voorstellen
from interventieladder.services.stapzetting import zet_stap
from interventieladder.services.zegel import BundelGewijzigd
from tests.interventieladder import dienst
from tests.scenarios.verhaal import Verhaal, dag, op

pytestmark = pytest.mark.django_db
STAP = "kondig_voornemen_aan"


def test_de_stap_en_de_brief_wachten_op_een_nieuw_besluit():
    """GS keurden het voornemen goed. Daarna komt er een andere versie van het bewijs in het dossier. De stap wordt
    geweigerd met de naam van het stuk, er gaat geen brief uit, en over de nieuwe bundel wordt opnieuw besloten."""
    with op(dag(2026, 10, 5)):
        zaak = Verhaal.begint_op("t3b")
        zaak.bereid_voor(STAP)
        voorstel = zaak.besloten(STAP)
        bewijs = voorstel.bewijsstukken.filter(soort="bewijs").first()
        nieuw = stukken.NieuwStuk(
            soort="bewijs", titel="Verbeterde meting", datum=bewijs.datum, vervangt_id=bewijs.pk
        )
        beter = stukken.voeg_stuk_toe(
            dossier_id=zaak.dossier.pk, nieuw=nieuw, bestand=dienst.bestand(), door=zaak.mensen.opsteller
        )
        stukken.verifieer_stuk(stuk_id=beter.pk, door=zaak.mensen.lezer)
        with pytest.raises(BundelGewijzigd, match=f"{bewijs.titel} is vervangen"):
            zet_stap(dossier_id=zaak.dossier.pk, stap=STAP, door=zaak.mensen.opsteller)
        assert zaak.stand == "t3b"
        assert not Verzending.objects.filter(brief__voorstel=voorstel).exists()

        voorstellen.laat_vervallen(
            voorstel_id=voorstel.pk, reden="Het bewijs is vervangen.", door=zaak.mensen.opsteller
        )
        zaak.zet(STAP)
    assert zaak.stand == "t4"
    assert Besluit.objects.filter(voorstel__dossier=zaak.dossier, voorstel__stap=STAP).count() == 2
