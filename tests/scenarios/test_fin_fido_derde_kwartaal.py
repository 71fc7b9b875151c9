"""The third quarter in a row above the kasgeldlimiet: Waterschap Kreken en Kades must come with a plan.

A waterschap may borrow short up to 23 per cent of its budget. Of 100 million that is 23 million; it stands at
24 for three quarters. GS grant one exemption of two quarters; when that is over the plan is still asked.
"""

import pytest
from django.conf import settings

from interventieladder.services.klok import draai_klok
from tests.factories import OverheidFactory
from tests.interventieladder.bouw import maak_gemeente
from tests.interventieladder.ladders.financieel import vers
from tests.interventieladder.ladders.kit import bezwaren, dag, feit, stap
from tests.interventieladder.ladders.test_fido import kwartaal, naar_overschreden
from toezicht.core.clock import klok_op
from toezicht.organisaties.models import Overheid

pytestmark = pytest.mark.django_db


def test_three_quarters_an_exemption_a_plan_and_the_end():
    with klok_op(dag("2027-10-15")):
        maak_gemeente()
        onze = Overheid.objects.get(code=settings.PROVINCIE_CODE)
        waterschap = OverheidFactory(
            code="WS77", soort="waterschap", naam="Waterschap Kreken en Kades", provincie=onze
        )
        zaak = naar_overschreden(overheid=waterschap)
        feit(zaak, "ontheffing", dag("2027-10-15"), kwartalen="2", tot_en_met="2028-03-31")
        assert stap(zaak, "verleen_ontheffing") == "ontheffing"
    with klok_op(dag("2028-04-03")):
        assert draai_klok() == 1
        assert vers(zaak).stand == "overschreden"
        assert "G-EERSTE-ONTHEFFING" in bezwaren(zaak, "verleen_ontheffing")  # not a third and fourth quarter
        feit(zaak, "plan", rapportage=True)
        stap(zaak, "ontvang_plan")
        assert stap(zaak, "keur_plan_goed") == "plan_goedgekeurd"
    with klok_op(dag("2028-07-10")):
        kwartaal(zaak, 2028, 2, 21_000_000)
        feit(zaak, "plan_gevolgd", bevinding="Een langlopende lening kwam in de plaats van rekening-courant.")
        assert stap(zaak, "beeindig") == "beeindigd"
