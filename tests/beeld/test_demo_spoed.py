"""The pieces of the story about urgency and the room of the cdK stand where they should on the morning itself."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from interventieladder.guards.spoed import g_schrift
from interventieladder.models import Dossier, Voorstel
from interventieladder.selectors import dossiers as lezen
from toezicht.beeld.demo import kamer, spoed, verhaal
from toezicht.beeld.demo.mensen import maak_college, maak_mensen
from toezicht.core.clock import klok_op
from toezicht.core.transitions import Toets
from toezicht.organisaties.services import laad_organisaties, voorbeeldland

pytestmark = pytest.mark.django_db


@pytest.fixture
def gespeeld():
    call_command("inrichten", verbosity=0)
    with klok_op(verhaal.BEGIN):
        laad_organisaties(bestanden=voorbeeldland(), door=None)
        mensen = maak_mensen()
        gs_ids = maak_college(mensen)
    spoed.speel(mensen, gs_ids)
    kamer.speel(mensen)
    with klok_op(verhaal.VANDAAG):
        yield mensen


def test_one_in_execution_with_costs_and_one_waits_to_be_written(gespeeld):
    turfmeer = Dossier.objects.get(overheid__code=spoed.TURFMEER)
    assert (turfmeer.stand, turfmeer.feiten.kostentotaal) == ("t6", 32852)
    vaartzicht = Dossier.objects.get(overheid__code=spoed.VAARTZICHT)
    assert vaartzicht.stand == "t5"
    assert vaartzicht.feiten.mondeling.nummer == "GS-2026-0479"
    assert vaartzicht.feiten.termijn("op_schrift").effectief_einde == verhaal.VANDAAG.date()
    vandaag = Toets(vaartzicht, None, None, verhaal.VANDAAG.date())
    assert g_schrift(vandaag).wat.endswith("Stel het op schrift, uiterlijk 23-11-2026.")


def test_the_deadline_of_today_is_work_of_our_own_at_the_top_and_leads_to_its_page(gespeeld, client):
    vaartzicht = Dossier.objects.get(overheid__code=spoed.VAARTZICHT)
    client.force_login(vaartzicht.behandelaar)
    groepen = client.get(reverse("werkvoorraad"), {"alles": "1"}).context["stand"].groepen
    rij = next(r for r in groepen[0].rijen if r.daad == "Stel op schrift")
    assert groepen[0].code == "beslissen"
    assert "— mondeling besluit op schrift stellen" in rij.titel
    assert rij.waarom.startswith("Stel besluit GS-2026-0479 op schrift;")
    assert rij.url == reverse("dossier_schrift", args=[vaartzicht.nummer])
    assert rij.datum == verhaal.VANDAAG.date()


def test_the_page_of_the_execution_counts_in_dutch_and_calls_nobody_late(gespeeld, client):
    """The appeal that was not lodged is over, which is nobody's fault."""
    turfmeer = Dossier.objects.get(overheid__code=spoed.TURFMEER)
    client.force_login(gespeeld["noor"])
    html = client.get(reverse("dossier", args=[turfmeer.nummer])).content.decode()
    assert "Vriesdrogen, eerste deel, € 31.460,00" in html
    assert "verstreken" in html
    assert "te laat" not in html


def test_the_room_of_the_commissaris_waits_for_a_registration_and_is_there_for_the_cabinet_only(gespeeld):
    dossier = Dossier.objects.get(overheid__code=kamer.VELDZICHT)
    voorstel = Voorstel.objects.get(dossier=dossier)
    assert (dossier.kamer, voorstel.status, voorstel.niveau) == ("cdk", "ter_besluit", "cdk_besluit")
    for wie, ziet in (("karin", True), ("iris", True), ("farah", False), ("marijke", False), ("bas", False)):
        assert (lezen.vind(gespeeld[wie], dossier.nummer) is not None) is ziet, wie


def test_the_cabinet_registers_and_does_not_decide(gespeeld, client):
    client.force_login(gespeeld["ton"])
    html = client.get(reverse("werkvoorraad")).content.decode()
    assert "Registreer" in html
    assert ">Beslis<" not in html
