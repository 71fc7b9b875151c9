"""Een gemeente verandert van naam en houdt haar code: oude stukken houden de oude naam, nieuwe niet."""

import pytest

from interventieladder.models import Brief, Verzending
from interventieladder.services.briefverzending import verzend
from interventieladder.services.voorstellen import laat_vervallen
from tests.interventieladder import dienst
from tests.interventieladder.herindelingswereld import gemeente
from tests.scenarios.verhaal import Verhaal, dag, op
from toezicht.core.fouten import Weigering
from toezicht.organisaties.models import Overheid
from toezicht.organisaties.selectors import eerdere_namen
from toezicht.organisaties.services import Bronbestand, laad_organisaties

pytestmark = pytest.mark.django_db


def hernoem(overheid, naam, ingang):
    """De nieuwe naam komt met het laden van de organisaties."""
    bestand = f"code;naam;ingangsdatum\n{overheid.code};{naam};{ingang}\n"
    verslag = laad_organisaties(bestanden=[Bronbestand("naam.csv", bestand.encode())], door=None)
    assert verslag.gelukt


def orgaan_van(brief):
    return next(g for g in brief.geadresseerden if g["rol"] == "orgaan")


def test_een_brief_op_de_oude_naam_gaat_niet_meer_uit():
    """Gegeven een brief die op naam van Oostdam klaarligt. Als de gemeente voortaan Oosterdam heet, dan wordt
    verzenden geweigerd; wat op een dag ervoor wegging mag nog worden geregistreerd, en houdt de oude naam."""
    with op(dag(2026, 10, 12)):
        overheid = gemeente("Oostdam")
        zaak = Verhaal.begint_op("t3a", overheid=overheid, sinds=dag(2026, 8, 3))
        zaak.bereid_voor("start_bestuurlijk_overleg")
        voorstel = zaak.besloten("start_bestuurlijk_overleg")
        dienst.zet(zaak.bouw, "start_bestuurlijk_overleg")
        brief = Brief.objects.get(voorstel=voorstel, soort="L5b")
    with op(dag(2026, 10, 19)):
        hernoem(overheid, "Oosterdam", "2026-10-15")
        assert eerdere_namen(overheid.code, dag(2026, 10, 19)) == [("Oostdam", dag(2026, 10, 15))]
        assert eerdere_namen(overheid.code, dag(2026, 10, 14)) == []
        vandaag = dienst.zending(orgaan_van(brief))
        with pytest.raises(Weigering, match="de naam van de organisatie: Oostdam → Oosterdam"):
            verzend(brief_id=brief.pk, zendingen=[vandaag], door=zaak.mensen.opsteller)
        eerder = dienst.zending(orgaan_van(brief), dag(2026, 10, 14))
        verzend(brief_id=brief.pk, zendingen=[eerder], door=zaak.mensen.opsteller)
    assert "Oostdam" in Verzending.objects.get(brief=brief, rol="orgaan").geadresseerde


def test_een_nieuwe_brief_krijgt_de_nieuwe_naam():
    """Als na de naamswijziging een voorstel wordt gemaakt, dan staat de nieuwe naam erop en gaat de brief weg."""
    with op(dag(2026, 10, 5)):
        overheid = gemeente("Oostdam")
        zaak = Verhaal.begint_op("t3a", overheid=overheid, sinds=dag(2026, 8, 3))
        zaak.bereid_voor("start_bestuurlijk_overleg")
        eerste = zaak.besloten("start_bestuurlijk_overleg")
    with op(dag(2026, 10, 19)):
        hernoem(overheid, "Oosterdam", "2026-10-15")
        laat_vervallen(voorstel_id=eerste.pk, reden="De naam is gewijzigd.", door=zaak.mensen.opsteller)
        voorstel = zaak.zet("start_bestuurlijk_overleg")
        brief = Brief.objects.get(voorstel=voorstel, soort="L5b")
        assert "Oosterdam" in orgaan_van(brief)["naam"]
        assert brief.status == "verzonden"


def test_een_naam_die_in_de_nieuwe_zit_is_geen_oude_naam():
    """Als Dam voortaan Dam aan Zee heet, dan is een brief aan Dam aan Zee in orde."""
    with op(dag(2026, 10, 19)):
        overheid = gemeente("Dam")
        hernoem(overheid, "Dam aan Zee", "2026-10-15")
        zaak = Verhaal.begint_op("t3a", overheid=Overheid.objects.get(pk=overheid.pk), sinds=dag(2026, 8, 3))
        zaak.bereid_voor("start_bestuurlijk_overleg")
        voorstel = zaak.zet("start_bestuurlijk_overleg")
        assert Brief.objects.get(voorstel=voorstel, soort="L5b").status == "verzonden"
