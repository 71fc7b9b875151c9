"""The piece of the story about approval: every machine has a case, and the story stands where it should."""

import pytest
from django.core.management import call_command

from interventieladder.models import Bestedingsruimte, Dossier
from toezicht.beeld.demo import goedkeuring, verhaal
from toezicht.beeld.demo.mensen import maak_college, maak_mensen
from toezicht.core.clock import klok_op
from toezicht.organisaties.services import laad_organisaties, voorbeeldland

pytestmark = pytest.mark.django_db


def test_a_case_per_machine_on_the_morning_of_the_demonstration():
    call_command("inrichten", verbosity=0)
    with klok_op(verhaal.BEGIN):
        laad_organisaties(bestanden=voorbeeldland(), door=None)
        mensen = maak_mensen()
        gs_ids = maak_college(mensen)
    goedkeuring.speel(mensen, gs_ids)
    with klok_op(verhaal.VANDAAG):
        standen = {(d.ladder, d.onderdeel): d.stand for d in Dossier.objects.exclude(ladder="generiek")}
    verwacht = {
        ("goedkeuring", "begroting 2026"): "goedgekeurd",
        ("goedkeuring", "wijziging 2026-1"): "overleg_aangeboden",
        ("toestemming", "verzoek 2026-1"): "niet_nodig",
        ("toestemming", "verzoek 2026-2"): "niet_nodig",
        ("toestemming", "verzoek 2026-3"): "aangevraagd",
        ("toestemming", "verzoek 2026-4"): "verleend",
        ("spoeduitgave", "spoed 2026-1"): "wacht_op_wijziging",
        ("artikel12", "2027"): "aanvraag_verwacht",
        ("kasgeldlimiet", ""): "overschreden",
        ("renterisiconorm", "2026"): "volgen",
    }
    assert verwacht.items() <= standen.items()
    assert [r.percentage for r in Bestedingsruimte.objects.order_by("versie")] == [100, 70, 100]
