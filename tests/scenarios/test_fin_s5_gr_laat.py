"""FIN-S5. GR Jeugd sends on 21 October what was due before 15 September: lid 2 can, with copies to the raden."""

import pytest

from interventieladder.guards.begrotingsregime import toetsing_van
from interventieladder.services import brieven
from tests.interventieladder.bouw import maak_gemeente
from tests.interventieladder.ladders import begroting as bg
from tests.interventieladder.ladders.kit import bezwaren, stap
from tests.scenarios.financieel import op
from toezicht.core.clock import vandaag
from toezicht.organisaties.models import Deelname

pytestmark = pytest.mark.django_db


def test_gr_jeugd():
    with op("2026-06-01"):
        b = bg.geopend(naam="GR Jeugd", soort="gr_openbaar_lichaam")
        namen = [f"Deeldorp {nr}" for nr in range(1, 8)]
        for naam in namen:
            Deelname.objects.create(
                regeling=b.dossier.overheid, deelnemer=maak_gemeente(naam=naam), van="2015-01-01"
            )
        assert bg.jaar_van(b).begroting_uiterlijk.isoformat() == "2026-09-14"
    with op("2026-10-21"):
        bg.rekening_in(b)
        bg.zend_in(b, "2026-10-21", vastgesteld="2026-10-14")
        stap(b, "ontvang_begroting")
        toetsing = toetsing_van(b.vers(), vandaag())
        assert toetsing.procedureel == ("begroting 2027 te laat (artikel 203 lid 2 onder a)",)
        assert "Wgr 34 lid 2" in toetsing.vraag(1).uitleg
    with op("2026-11-24"):
        assert stap(b, "leg_te_laat_voor") == "voorstel_gs"
        assert "G-TE-LAAT" not in bezwaren(b, "stel_preventief_lid2_vast")
        voorstel = bg.besloten(b, "stel_preventief_lid2_vast")
        [brief] = brieven.brieven_van(voorstel.pk)
        afschriften = [g["naam"] for g in brief.geadresseerden if g["rol"] == "afschrift_raad"]
        assert [naam for naam in namen if not any(naam in a for a in afschriften)] == []
        assert bg.verstuur(b, voorstel) == "preventief_lid2"
