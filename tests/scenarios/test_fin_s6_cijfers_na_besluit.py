"""FIN-S6. Kreekstad is repressief when its figures turn out 6 million lower: no new decision, watched closely."""

import pytest
from django.urls import reverse

from interventieladder.models import Feit
from interventieladder.selectors.begrotingsjaren import regime_van
from interventieladder.services.begrotingsjaren import zet_intensiteit
from interventieladder.services.losse_feiten import leg_feit_vast, verifieer_feit
from interventieladder.services.voorstellen import stel_op
from tests.interventieladder import dienst
from tests.interventieladder.ladders import begroting as bg
from tests.interventieladder.ladders.kit import dag, stap
from tests.scenarios.financieel import beoordeel, op
from toezicht.core.fouten import Weigering
from toezicht.core.models import Bericht

pytestmark = pytest.mark.django_db


def test_kreekstad(client):
    with op("2026-11-12"):
        b = bg.geopend(naam="Kreekstad")
        bg.rekening_in(b)
        bg.zend_in(b)
        stap(b, "ontvang_begroting")
        beoordeel(b, 1_000_000, 900_000, 800_000, 700_000)
    with op("2026-12-15"):
        assert bg.hele_stap(b, "stel_repressief_vast") == "repressief"
        oud = Feit.objects.get(dossier=b.dossier, soort="saldo")

    with op("2027-01-23"):
        # When the second placement of Iv3 shows a balance that is 6 million lower
        nieuw = leg_feit_vast(
            dossier_id=b.dossier.pk,
            soort="saldo",
            datum=dag("2027-01-23"),
            waarden={**oud.waarden, "bron": "cbs2", "saldo_t": "-5000000"},
            vervangt_id=oud.pk,
            correctiereden="Tweede plaatsing Iv3.",
            door=b.mensen.opsteller,
        )
        verifieer_feit(feit_id=nieuw.pk, door=b.mensen.lezer)
        # Then the old figures and the snapshot of the decision stay
        assert Feit.objects.get(pk=oud.pk).waarden["saldo_t"] == "1000000.00"
        assert bg.jaar_van(b).cijferbeeld["saldo"]["saldo_t"] == "1000000.00"
        # And whoever worked with the old figures is told what changed
        wie = {b.mensen.opsteller, b.mensen.lezer, b.mensen.gedeputeerde}
        for mens in wie:
            bericht = Bericht.objects.get(
                ontvanger=mens, onderwerp__contains="cijfers gewijzigd na het besluit"
            )
            assert "T −€ 6.000.000" in bericht.tekst
        # And no decision of article 203 can be drafted any more
        for naam in ("stel_preventief_lid1_vast", "stel_preventief_lid2_vast"):
            with pytest.raises(
                Weigering, match=r"kies zo nodig intensief volgen|Wat nog kan: intensief volgen"
            ):
                stel_op(
                    dossier_id=b.dossier.pk, stap=naam, tekst=dienst.tekst(b, naam), door=b.mensen.opsteller
                )
        # The route: watch closely, with the reason, apart from the legal regime
        zet_intensiteit(
            dossier_id=b.dossier.pk,
            intensiteit="intensief_volgen",
            reden="Saldo 2027 is 6 miljoen lager.",
            door=b.mensen.opsteller,
        )
        bg.brief(b, "herrekening")
        client.force_login(b.mensen.opsteller)
        pagina = client.get(reverse("dossier", args=[b.dossier.nummer])).content.decode()
        assert "De cijfers zijn gewijzigd na het besluit" in pagina
        assert "bij het besluit € 1.000.000, nu −€ 5.000.000 (verschil −€ 6.000.000)" in pagina
    overheid = b.dossier.overheid_id
    with op("2027-02-01"):
        assert regime_van(overheid, 2027)[:2] == ("repressief", "intensief_volgen")
        assert regime_van(overheid, 2027, dag("2027-01-10"))[:2] == ("repressief", "normaal")
