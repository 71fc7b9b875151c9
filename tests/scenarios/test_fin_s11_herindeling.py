"""FIN-S11. Boskamp and Laren-Oost merge on 1 January 2028: Wet arhi 21 beside the regime, a late new gemeente."""

import pytest

from interventieladder.models import Begrotingsjaar
from interventieladder.selectors.arhi_toezicht import arhi_toezicht_van
from interventieladder.selectors.begrotingsjaren import regime_van
from interventieladder.services.begrotingsjaren import open_begrotingsjaar, open_jaar
from interventieladder.services.dossieropening import open_op_ladder
from interventieladder.services.klok import draai_klok
from tests.interventieladder.bouw import Bouw, maak_gemeente, maak_mensen
from tests.interventieladder.ladders import begroting as bg
from tests.interventieladder.ladders.kit import bezwaren, dag, feit, stap
from tests.scenarios.financieel import beoordeel, op

pytestmark = pytest.mark.django_db


def arhi(overheid, mensen):
    """The overlay opened for one gemeente, with the herindelingsontwerp of 3 March 2027."""
    dossier = open_op_ladder(
        ladder="arhi_toezicht",
        overheid_id=overheid.pk,
        titel="Herindeling Boskamp en Laren-Oost",
        omschrijving="Herindelingsontwerp van 3 maart 2027.",
        datum_feit=dag("2027-03-03"),
        onderdeel="Boskamp en Laren-Oost",
        door=mensen.opsteller,
    )
    b = Bouw(dossier, mensen, dossier.stappen.get())
    feit(b, "opheffing", dag("2027-03-03"), stuk="ontwerp", opvolger="Nieuw-Boskamp")
    return b


def test_boskamp_and_laren_oost():
    mensen = maak_mensen()
    with op("2026-11-12"):
        # Given Boskamp is preventief for 2027 and Laren-Oost repressief
        boskamp, laren = (
            bg.geopend(naam="Boskamp", mensen=mensen),
            bg.geopend(naam="Laren-Oost", mensen=mensen),
        )
        for b, saldi, rest in (
            (boskamp, (-5, -5, -5, -5), {"conclusie": "preventief_lid1", "aannemelijk": "nee"}),
            (laren, (5, 5, 5, 5), {}),
        ):
            bg.rekening_in(b)
            bg.zend_in(b)
            stap(b, "ontvang_begroting")
            beoordeel(b, *saldi, **rest)
        bg.hele_stap(boskamp, "stel_preventief_lid1_vast")
        bg.hele_stap(laren, "stel_repressief_vast")

    with op("2027-03-03"):
        # When GS designate kinds of decisions for both on the day of the ontwerp
        for b in (boskamp, laren):
            b.arhi = arhi(b.dossier.overheid, mensen)
            assert bezwaren(b.arhi, "wijs_besluiten_aan") == {"G-CATEGORIEEN"}
            feit(
                b.arhi,
                "categorieen",
                nieuwe_uitgaven=True,
                lagere_inkomsten=True,
                vermogen=False,
                afbakening="vanaf 100.000 euro",
            )
            assert stap(b.arhi, "wijs_besluiten_aan") == "aangewezen"
    with op("2027-04-01"):
        # Then the overlay holds beside the regime, whatever that is
        for b, regime in ((boskamp, "preventief"), (laren, "repressief")):
            overheid = b.dossier.overheid_id
            assert regime_van(overheid, 2027).juridisch_regime == regime
            overlay = arhi_toezicht_van(overheid, dag("2027-04-01"))
            assert overlay.sinds == dag("2027-03-03")
            assert overlay.categorieen == ("Nieuwe of hogere uitgaven", "Lagere inkomsten")
            assert arhi_toezicht_van(overheid, dag("2027-03-02")) is None

    with op("2027-09-01"):
        # The law comes; the new gemeente exists from 1 January 2028 and cannot meet 15 November
        for b in (boskamp, laren):
            feit(b.arhi, "herindeling", staatsblad="2027, 210", ingang="2028-01-01")
            type(b.dossier.overheid).objects.filter(pk=b.dossier.overheid_id).update(geldig_tot="2028-01-01")
        nieuw = maak_gemeente(naam="Nieuw-Boskamp", geldig_van=dag("2028-01-01"))
        opening = open_jaar(jaar=2028, door=mensen.opsteller, proef=True)
        assert opening.geopend == ["Nieuw-Boskamp"]
        jaar = open_begrotingsjaar(overheid_id=nieuw.pk, jaar=2028, door=mensen.opsteller)
    nb = Bouw(jaar.dossier, mensen, jaar.dossier.stappen.get())
    with op("2027-12-01"):
        assert stap(nb, "leg_te_laat_voor") == "voorstel_gs"
        assert bg.hele_stap(nb, "stel_preventief_lid2_vast") == "preventief_lid2"
        assert Begrotingsjaar.objects.get(pk=jaar.pk).verzonden_op == dag("2027-12-01")

    with op("2028-01-04"):
        # On the day of the merger the overlay ends by itself, and the old years too; they stay readable
        assert draai_klok() == 4
        for b in (boskamp, laren):
            assert b.arhi.vers().stand == "heringedeeld"
            assert b.arhi.vers().gesloten_op == dag("2028-01-01")
            assert b.vers().stand == "verlopen"
            assert arhi_toezicht_van(b.dossier.overheid_id, dag("2028-01-01")) is None
        assert regime_van(nieuw.pk, 2028).procedureel
        assert regime_van(boskamp.dossier.overheid_id, 2027, dag("2027-06-01")).preventief
