"""FIN-S11. Boskamp and Laren-Oost merge on 1 January 2028.

Wet arhi 21 beside the regime, a late new gemeente, and what it has from its predecessors: cases, signals, figures.
"""

from decimal import Decimal

import pytest

from interventieladder.models import Begrotingsjaar, Brief
from interventieladder.selectors.arhi_toezicht import arhi_toezicht_van
from interventieladder.selectors.begrotingsjaren import regime_van
from interventieladder.selectors.dossierpagina import dossierpagina
from interventieladder.selectors.dossiers import vind
from interventieladder.services.begrotingsjaren import open_begrotingsjaar, open_jaar
from interventieladder.services.dossieropening import open_op_ladder
from interventieladder.services.herindeling_uitvoeren import draai_herindelingen
from interventieladder.services.klok import draai_klok
from signalen.management.demo_iv3 import als_bytes, jaarrekening
from signalen.selectors.bestuurskracht import tellend
from signalen.selectors.cijfers import kengetallen_van
from signalen.selectors.voorgangers import cijfers_van_voorgangers
from signalen.services.cijfers import laad_iv3
from tests.interventieladder.bouw import Bouw, maak_dossier, maak_gemeente, maak_mensen
from tests.interventieladder.herindelingswereld import actief_signaal, bevestigd_plan, volgt_op
from tests.interventieladder.ladders import begroting as bg
from tests.interventieladder.ladders.kit import bezwaren, dag, feit, stap
from tests.scenarios.financieel import beoordeel, op
from toezicht.organisaties.selectors import opvolgers, voorgangers

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


def kaarten(b):
    """The steps that the page of a dossier offers."""
    return {k.stap for k in dossierpagina(b.mensen.opsteller, b.vers()).kaarten}


def test_boskamp_and_laren_oost():
    mensen = maak_mensen()
    with op("2026-11-12"):
        # Given Boskamp is preventief for 2027 and Laren-Oost repressief
        boskamp, laren = (
            bg.geopend(naam="Boskamp", code="GM9949", mensen=mensen),
            bg.geopend(naam="Laren-Oost", code="GM9950", mensen=mensen),
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
        nieuw = maak_gemeente(naam="Nieuw-Boskamp", code="GM9980", geldig_van=dag("2028-01-01"))
        for b in (boskamp, laren):
            feit(b.arhi, "herindeling", staatsblad="2027, 210", ingang="2028-01-01")
            volgt_op(b.dossier.overheid, nieuw, datum=dag("2028-01-01"))
        opening = open_jaar(jaar=2028, door=mensen.opsteller, proef=True)
        assert opening.geopend == ["Nieuw-Boskamp"]
        jaar = open_begrotingsjaar(overheid_id=nieuw.pk, jaar=2028, door=mensen.opsteller)
    nb = Bouw(jaar.dossier, mensen, jaar.dossier.stappen.get())
    with op("2027-12-01"):
        assert stap(nb, "leg_te_laat_voor") == "voorstel_gs"
        assert bg.hele_stap(nb, "stel_preventief_lid2_vast") == "preventief_lid2"
        assert Begrotingsjaar.objects.get(pk=jaar.pk).verzonden_op == dag("2027-12-01")

    with op("2027-11-02"):
        # A case of Boskamp on its archive runs, a signal about Laren-Oost counts, and both have accounts of 2026
        archief = maak_dossier("t3a", overheid=boskamp.dossier.overheid, mensen=mensen)
        actief_signaal(
            laren.dossier.overheid, mensen, datum_feit=dag("2027-10-01"), kennisname_op=dag("2027-10-02")
        )
        for b, schaal in ((boskamp, 3), (laren, 1)):
            overheid = b.dossier.overheid
            cijfers = jaarrekening(
                code=overheid.code,
                naam=overheid.naam,
                jaar=2026,
                solvabiliteit=Decimal(20),
                schaal=Decimal(schaal),
            )
            laad_iv3(pad_of_bytes=als_bytes(cijfers), door=None, bestandsnaam=f"{overheid.naam}.json")
        # The plans leave the years and the overlay to the clock; the case goes on at the new gemeente
        plannen = [bevestigd_plan(b.dossier.overheid, datum=dag("2028-01-01")) for b in (boskamp, laren)]
        voorstel = {
            r.dossier.ladder: r.behandeling for plan in plannen for r in plan.regels.select_related("dossier")
        }
        assert voorstel == {
            "begrotingsregime": "vanzelf",
            "arhi_toezicht": "vanzelf",
            "generiek": "verplaatsen",
        }

    with op("2028-01-04"):
        # On the day of the merger the overlay ends by itself, and the old years too; they stay readable
        assert draai_herindelingen() == 5
        assert draai_klok() == 4
        for b in (boskamp, laren):
            assert b.arhi.vers().stand == "heringedeeld"
            assert b.arhi.vers().gesloten_op == dag("2028-01-01")
            assert b.vers().stand == "verlopen"
            assert arhi_toezicht_van(b.dossier.overheid_id, dag("2028-01-01")) is None
        assert regime_van(nieuw.pk, 2028).procedureel
        # Until it has a budget it spends what GS have no objection to; that letter changes no regime
        assert kaarten(nb) == {"laat_uitgaven_toe", "trek_preventief_in"}
        assert stap(nb, "laat_uitgaven_toe") == "preventief_lid2"
        brief = Brief.objects.get(soort="FIN-47")
        assert (brief.status, brief.dossier_id) == ("verzonden", nb.dossier.pk)
        assert regime_van(nieuw.pk, 2028).procedureel
        # Once its budget came in that says what it may spend
        with op("2028-02-01"):
            bg.zend_in(nb)
            assert bezwaren(nb, "laat_uitgaven_toe") == {"G-NOG-GEEN-BEGROTING"}
        assert regime_van(boskamp.dossier.overheid_id, 2027, dag("2027-06-01")).preventief

        # The case runs on at the new gemeente, the signal counts there, and the accounts are added up
        assert archief.vers().overheid == nieuw
        assert [s.overheid_id for s in tellend(dag("2028-01-04"), overheid_ids=[nieuw.pk])] == [nieuw.pk]
        som = cijfers_van_voorgangers(nieuw.pk, op=dag("2028-01-04"), user=None)
        assert (som.opgeteld, som.namen, [j.boekjaar for j in som.jaren]) == (
            True,
            ("Boskamp", "Laren-Oost"),
            [2026],
        )
        # The gap is marked: no accounts of its own, and nothing summed before the day
        assert kengetallen_van(nieuw.pk) == ()
        assert cijfers_van_voorgangers(nieuw.pk, op=dag("2027-12-31"), user=None) is None
        # The codes change, the links stay, and old cases can be read
        assert {o.naam for o in voorgangers(nieuw.pk)} == {"Boskamp", "Laren-Oost"}
        for b in (boskamp, laren):
            assert [o.code for o in opvolgers(b.dossier.overheid_id)] == ["GM9980"]
            assert vind(mensen.opsteller, b.dossier.nummer).gesloten
