"""Een gemeenschappelijke regeling over twee provincies: deelnemers, de andere provincie en de kosten."""

import pytest

from interventieladder.guards.bevoegdheid import g_bev
from interventieladder.models import Brief
from interventieladder.selectors.kosten import ten_laste_van
from interventieladder.services.briefverzending import verzend
from tests.interventieladder import dienst
from tests.interventieladder.bouw import maak_gemeente
from tests.scenarios.verhaal import Verhaal, dag, op
from toezicht.core import clock
from toezicht.core.transitions import Toets
from toezicht.organisaties.models import Deelname, Overheid, OverheidSoort

pytestmark = pytest.mark.django_db


def regeling(soort=OverheidSoort.GR_OPENBAAR_LICHAAM):
    """Twee gemeenten van onze provincie en één van het buurland nemen deel."""
    buurland, _ = Overheid.objects.get_or_create(
        code="PV98", defaults={"soort": "provincie", "naam": "Buurland", "geldig_van": "2000-01-01"}
    )
    gr = maak_gemeente(soort=soort, naam="Omgevingsdienst De Kust")
    for naam in ("Duinrand", "Zandhaven"):
        Deelname.objects.create(regeling=gr, deelnemer=maak_gemeente(naam=naam), van="2020-01-01")
    over = maak_gemeente(naam="Overgrens")
    Overheid.objects.filter(pk=over.pk).update(provincie=buurland)
    Deelname.objects.create(regeling=gr, deelnemer=over, van="2020-01-01")
    return Verhaal.begint_op("t3b", overheid=gr, orgaan="gr_bestuur")


def bezwaar(zaak):
    gevonden = g_bev(Toets(zaak.dossier, None, zaak.mensen.opsteller, clock.vandaag()))
    return gevonden.wat if gevonden else ""


def test_eerst_overleg_met_de_andere_provincie():
    """GS van de zetel treden op na overleg met de andere provincie; instemming vraagt de wet niet (Wgr 29)."""
    with op(dag(2026, 10, 5)):
        zaak = regeling()
        assert "Buurland" in bezwaar(zaak)
        zaak.feit("raadpleging", provincie="Buurland", uitkomst="oneens", kenmerk="B-1")
        assert bezwaar(zaak) == ""


def test_afschrift_gaat_naar_wie_op_de_verzenddag_deelneemt():
    """Treedt na het besluit een gemeente toe, dan staat die op de verzenddag bij de geadresseerden."""
    with op(dag(2026, 10, 5)):
        zaak = regeling()
        zaak.feit("raadpleging", provincie="Buurland", uitkomst="eens")
        zaak.bereid_voor("kondig_voornemen_aan")
        voorstel = zaak.besloten("kondig_voornemen_aan")
        dienst.zet(zaak.bouw, "kondig_voornemen_aan")
    with op(dag(2026, 10, 7)):
        nieuw = maak_gemeente(naam="Nieuwkade")
        Deelname.objects.create(regeling=zaak.dossier.overheid, deelnemer=nieuw, van=dag(2026, 10, 6))
        dienst.verstuur(zaak.bouw, voorstel.pk)
    brief = Brief.objects.get(voorstel=voorstel, soort="L7")
    namen = {g["naam"] for g in brief.geadresseerden}
    assert {f"Gemeenteraad van {n}" for n in ("Duinrand", "Zandhaven", "Overgrens", "Nieuwkade")} <= namen
    assert "Gedeputeerde Staten van Buurland" in namen
    assert brief.status == "klaar", "de raad van Nieuwkade moet zijn afschrift nog krijgen"


def test_wie_voor_de_verzending_uittreedt_krijgt_geen_afschrift_en_de_termijn_blijft():
    """Treedt na het besluit een gemeente uit, dan gaat er op de verzenddag geen afschrift meer naar haar raad.
    De termijn loopt vanaf de verzending aan het bestuur zelf, zoals altijd."""
    with op(dag(2026, 10, 5)):
        zaak = regeling()
        zaak.feit("raadpleging", provincie="Buurland", uitkomst="eens")
        zaak.bereid_voor("kondig_voornemen_aan")
        voorstel = zaak.besloten("kondig_voornemen_aan")
        dienst.zet(zaak.bouw, "kondig_voornemen_aan")
        brief = Brief.objects.get(voorstel=voorstel, soort="L7")
        assert "Gemeenteraad van Zandhaven" in {g["naam"] for g in brief.geadresseerden}
    with op(dag(2026, 10, 7)):
        Deelname.objects.filter(deelnemer__naam="Zandhaven").update(tot=dag(2026, 10, 6))
        orgaan = next(g for g in brief.geadresseerden if g["rol"] == "orgaan")
        verzend(brief_id=brief.pk, zendingen=[dienst.zending(orgaan)], door=zaak.mensen.opsteller)
    brief.refresh_from_db()
    namen = {g["naam"] for g in brief.geadresseerden}
    assert "Gemeenteraad van Zandhaven" not in namen
    assert {orgaan["naam"], "Gemeenteraad van Duinrand", "Gemeenteraad van Overgrens"} <= namen
    assert zaak.termijn("zienswijze").start == dag(2026, 10, 7)


def test_kosten_van_een_gemeenschappelijk_orgaan_komen_bij_de_deelnemers():
    """Een openbaar lichaam betaalt zelf; voor een gemeenschappelijk orgaan betalen de deelnemers (Wgr 32b, 32e)."""
    with op(dag(2026, 10, 5)):
        assert ten_laste_van(regeling().dossier) == "Omgevingsdienst De Kust"
    with op(dag(2026, 10, 5)):
        orgaan = regeling(OverheidSoort.GR_GEMEENSCHAPPELIJK_ORGAAN)
        assert ten_laste_van(orgaan.dossier) == "de deelnemende gemeenten: Duinrand, Overgrens, Zandhaven"


def test_een_centrumregeling_heeft_geen_eigen_bestuur():
    """Bij een centrumregeling blijft de taak bij een gemeente; de ladder wijst daarheen."""
    with op(dag(2026, 10, 5)):
        assert "centrumgemeente" in bezwaar(regeling(OverheidSoort.GR_CENTRUMREGELING))
