"""Een waterschap: andere wet, ander orgaan, andere mededelingen (Waterschapswet 60; Archiefwet 38)."""

import pytest

from interventieladder.brieven import standaard_geadresseerden
from interventieladder.models import Dossier
from interventieladder.selectors.ladderstrip import strip
from tests.interventieladder.bouw import maak_gemeente
from tests.scenarios.verhaal import Verhaal, dag, op
from toezicht.organisaties.models import Deelname, Overheid, OverheidSoort

pytestmark = pytest.mark.django_db
WATERTAAK = {"taak": "uitvoeringsstrategie_vth", "domein": "omgevingsrecht"}


def waterschap(trede="t3b", **velden):
    schap = maak_gemeente(soort=OverheidSoort.WATERSCHAP, naam="Waterschap De Vliet")
    basis = {"orgaan": "db", "gevorderd": "beslissing", "gebrek": "niet", **WATERTAAK}
    return Verhaal.begint_op(trede, overheid=schap, **{**basis, **velden})


def test_de_termijnstelling_aan_het_dagelijks_bestuur_gaat_zonder_kennisgeving():
    """T4 is een schriftelijke termijnstelling: geen provinciaal blad; het algemeen bestuur krijgt afschrift."""
    with op(dag(2026, 10, 5)):
        zaak = waterschap()
        namen = {(g["rol"], g["naam"]) for g in standaard_geadresseerden("L7", zaak.dossier)}
        assert namen == {
            ("orgaan", "Dagelijks bestuur van Waterschap De Vliet"),
            ("afschrift_raad", "Algemeen bestuur van Waterschap De Vliet"),
        }
        assert zaak.dossier.regime.kennisgeving("L7", "L9") is None
        zaak.bereid_voor("kondig_voornemen_aan")
        voorstel = zaak.voorgelegd("kondig_voornemen_aan")
        voorstel.brieven.filter(soort="L9").exists()
        zaak.gs_besluiten(voorstel)
    assert zaak.dossier.get_trede_display().startswith("T3b")


def test_t5_en_t6_zijn_een_trede_in_beeld():
    """De strip telt T0 tot en met T4 en dan één trede: voorzien namens het dagelijks bestuur."""
    with op(dag(2026, 10, 5)):
        zaak = waterschap("t5")
        codes = [t.code for t in strip(zaak.dossier, [])]
        assert codes == ["T0", "T1", "T2", "T3a", "T3b", "T4", "T5/T6"]
        assert strip(zaak.dossier, [])[-1].status == "nu"
        assert "namens het dagelijks bestuur" in zaak.dossier.get_stand_display()


@pytest.mark.parametrize(
    ("velden", "waarom"),
    [
        ({"orgaan": "ab"}, "dagelijks bestuur zelf"),
        ({"gevorderd": "handeling"}, "alleen voor gevorderde beslissingen"),
    ],
)
def test_alleen_beslissingen_van_het_dagelijks_bestuur(velden, waarom):
    """Bij het algemeen bestuur voorziet het dagelijks bestuur; een handeling of resultaat valt erbuiten."""
    with op(dag(2026, 10, 5)):
        zaak = waterschap(**velden)
        assert "G-BEV" in zaak.wat_ontbreekt("kondig_voornemen_aan")
        assert waarom in _bezwaar(zaak)


def _bezwaar(zaak):
    from interventieladder.guards.bevoegdheid import g_bev
    from toezicht.core import clock
    from toezicht.core.transitions import Toets

    bezwaar = g_bev(Toets(zaak.dossier, None, zaak.mensen.opsteller, clock.vandaag()))
    return bezwaar.wat if bezwaar else ""


def test_voor_archieftaken_geldt_de_gemeentewet_van_overeenkomstige_toepassing():
    """Archiefwet 38: met kennisgeving en afschrift, en ook voor een handeling of resultaat."""
    with op(dag(2026, 10, 5)):
        zaak = waterschap(taak="archiefzorg", domein="informatie_archief", gevorderd="resultaat")
        assert zaak.dossier.regime.code == "waterschap_archief"
        assert zaak.dossier.regime.kennisgeving("L7").grondslag.startswith("Archiefwet 1995 38")
        assert _bezwaar(zaak) == ""


def test_twee_provincies_zonder_overeenstemming_gaan_naar_de_minister():
    """SC17, voor zover de ladder: zonder overeenstemming treedt GS niet op en draagt het over aan de minister."""
    with op(dag(2026, 10, 5)):
        zaak = waterschap()
        buur = Overheid.objects.create(
            code="PV98", soort="provincie", naam="Buurland", geldig_van="2000-01-01"
        )
        Deelname.objects.create(regeling=zaak.dossier.overheid, deelnemer=buur, van="2020-01-01")
        assert "Buurland" in _bezwaar(zaak)
        zaak.feit("raadpleging", provincie="Buurland", uitkomst="oneens")
        assert "de Kroon beslist" in _bezwaar(zaak)
        zaak.feit("overdracht", ontvanger="minister", instantie="Ministerie van IenW", grond="Wsw 164")
        zaak.zet("draag_over")
        assert zaak.stand == "overgedragen"
    with op(dag(2026, 11, 5)):
        zaak.feit("teruggave", reden="Er is alsnog overeenstemming.")
        zaak.zet("neem_terug")
        zaak.feit("raadpleging", provincie="buurland", uitkomst="eens")
        assert _bezwaar(zaak) == ""
    assert Dossier.objects.get(pk=zaak.dossier.pk).trede == "t3b"


def test_wie_het_alsnog_eens_is_kan_niet_aan_de_minister_overdragen():
    """Per provincie telt het nieuwste bericht, voor optreden en voor overdragen; van een ander telt niets."""
    with op(dag(2026, 10, 5)):
        zaak = waterschap()
        buur = Overheid.objects.create(
            code="PV98", soort="provincie", naam="Buurland", geldig_van="2000-01-01"
        )
        Deelname.objects.create(regeling=zaak.dossier.overheid, deelnemer=buur, van="2020-01-01")
        zaak.feit("overdracht", ontvanger="minister", instantie="Ministerie van IenW", grond="Wsw 164")
        zaak.feit("raadpleging", provincie="Verland", uitkomst="oneens")
        assert "G-OVERDRACHT" in zaak.wat_ontbreekt("draag_over")
        zaak.feit("raadpleging", provincie="Buurland", uitkomst="oneens")
        assert "G-OVERDRACHT" not in zaak.wat_ontbreekt("draag_over")
        zaak.feit("raadpleging", provincie="Buurland", uitkomst="eens")
        assert _bezwaar(zaak) == ""
        assert "G-OVERDRACHT" in zaak.wat_ontbreekt("draag_over")
