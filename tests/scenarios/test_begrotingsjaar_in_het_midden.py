"""Een begrotingsjaar in het midden: regime, begroting en wijziging lopen al in een ander systeem.

Leesbaar voor een toezichthouder: één bestand, een tweede persoon, en daarna gaat alles hier verder.
"""

import pytest

from interventieladder.models import Dossier
from interventieladder.selectors.begrotingsjaren import regime_van
from interventieladder.services.klok import draai_klok
from tests.interventieladder.ladders.financieel import beslis, einde
from tests.interventieladder.ladders.kit import bezwaren, dag
from tests.interventieladder.zaakwereld import GOEDKEURING, PREVENTIEF, WIJZIGING, bouw, csv
from toezicht.core.clock import klok_op


@pytest.mark.django_db
def test_een_preventief_jaar_met_zijn_begroting_en_een_wijziging_gaat_hier_verder():
    with klok_op(dag("2027-03-01")):
        w = bouw()
        code = w.overheid.code

        # Het jaar 2027 is preventief sinds 15 december. De begroting is op 27 januari verzonden; wijziging 3 wacht
        # daarop. Waarom goedkeuring nodig is, hoeft er niet bij: dat volgt uit het regime in hetzelfde bestand.
        jaar = PREVENTIEF.met(zaaknummer="FT-1")
        begroting = GOEDKEURING.met(zaaknummer="FT-2", zaak={"plichtgrond": ""})
        wijziging = WIJZIGING.met(
            zaaknummer="FT-3",
            zaak={"plichtgrond": "", "bedrag": "250000"},
            stappen=[("ter_goedkeuring", "2027-01-27"), ("wacht_op_begroting", "2027-01-28")],
        )
        bestand = csv(*(rij for deel in (jaar, begroting, wijziging) for rij in deel.rijen(code)))

        # Eerst de proef: drie dossiers zouden ontstaan, er is nog niets.
        proef = w.lees(bestand, proef=True)
        assert [r.stand for r in proef.resultaten] == [
            "Preventief toezicht (artikel 203 lid 1)",
            "Ter goedkeuring",
            "Wacht op de goedkeuring van de begroting",
        ]
        assert not Dossier.objects.exists()

        # Daarna echt. De dertien weken lopen vanaf de verzending, zoals bij een dossier dat hier werd geopend.
        verslag = w.lees(bestand)
        jaar, begroting, wijziging = (
            w.bouw(Dossier.objects.get(nummer=r.nummer)) for r in verslag.resultaten
        )
        assert regime_van(w.overheid.pk, 2027).preventief
        assert begroting.dossier.goedkeuring.plichtgrond == "lid1"
        assert einde(begroting, "goedkeuring") == dag("2027-04-28")
        assert einde(wijziging, "goedkeuring") is None

        # Zonder tweede persoon kan geen stap.
        assert "G-OVERNAME" in bezwaren(begroting, "besluit_goedkeuren")
        w.bevestig(jaar)
        w.bevestig(begroting)

        # GS keuren de begroting goed. De wijziging is nog niet bevestigd en blijft staan.
        assert beslis(begroting, "besluit_goedkeuren") == "goedgekeurd"
        assert wijziging.vers().stand == "wacht_op_begroting"

    with klok_op(dag("2027-03-04")):
        # Bevestigd: de klok laat haar dertien weken beginnen, op de dag waarop de begroting is goedgekeurd.
        w.bevestig(wijziging)
        assert draai_klok() == 1
        assert wijziging.vers().stand == "ter_goedkeuring"
        assert einde(wijziging, "goedkeuring") == dag("2027-05-31")
