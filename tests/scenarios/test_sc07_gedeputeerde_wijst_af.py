"""SC7: de gedeputeerde wijst het voorstel voor T4 af."""

import pytest

from interventieladder.models import Besluit, Brief, Termijn, Voorstel
from interventieladder.services import besluiten
from tests.interventieladder import dienst
from tests.scenarios.verhaal import Verhaal, dag, op
from toezicht.core.models import Bericht

pytestmark = pytest.mark.django_db


def test_het_dossier_blijft_op_t3b_en_er_loopt_geen_nieuwe_termijn():
    """Als de gedeputeerde afwijst met de reden "eerst nog bestuurlijk gesprek", dan blijft alles zoals het was."""
    with op(dag(2026, 10, 5)):
        zaak = Verhaal.begint_op("t3b")
        zaak.bereid_voor("kondig_voornemen_aan")
        dienst.machtig("kondig_voornemen_aan")
        voorstel = zaak.voorgelegd("kondig_voornemen_aan")
        besluit = besluiten.beslis(
            voorstel_id=voorstel.pk,
            goedkeuren=False,
            door=zaak.mensen.gedeputeerde,
            zegel=voorstel.zegel,
            reden="Eerst nog bestuurlijk gesprek.",
        )
        voorstel = Voorstel.objects.get(pk=voorstel.pk)
        assert (voorstel.status, besluit.niveau) == ("afgewezen", "gedeputeerde")
        assert zaak.stand == "t3b"
        assert not Termijn.objects.filter(
            dossier=zaak.dossier, soort__in=("zienswijze", "resultaat")
        ).exists()
        assert Brief.objects.filter(voorstel=voorstel).exclude(status="verzonden").count() == 2
        assert Bericht.objects.filter(ontvanger=zaak.mensen.opsteller, tekst__contains="Eerst nog").exists()

        opnieuw = zaak.voorgelegd("kondig_voornemen_aan", waarom_nu="Na het gesprek van 2 oktober.")
        assert opnieuw.pk != voorstel.pk, "een nieuw voorstel, het oude blijft leesbaar"
        zaak.gs_besluiten(opnieuw)
        assert Besluit.objects.get(voorstel=opnieuw).niveau == "gs", "GS kunnen het zelf aan zich houden"
