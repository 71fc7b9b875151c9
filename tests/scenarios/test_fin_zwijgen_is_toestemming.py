"""Silence is consent: the college of Assumberg asks to spend on the Dorpsstraat, and we do not answer.

The request of 27 February 2027 ends on Koningsdag, so the last day is 28 April. A warning comes six weeks
before, the coördinator is told too; on 29 April consent is deemed given, and the amount counts.
"""

from decimal import Decimal

import pytest

from interventieladder.selectors.bestedingsruimte import ruimtepagina
from interventieladder.selectors.werk import werk_voor
from interventieladder.services.bewaking import controle_beslistermijnen, herinner
from interventieladder.services.klok import draai_klok
from tests.factories import CoordinatorFactory
from tests.interventieladder.bouw import maak_gemeente, maak_mensen
from tests.interventieladder.ladders.financieel import vers, vraag_toestemming
from tests.interventieladder.ladders.kit import dag
from toezicht.core.clock import klok_op
from toezicht.core.models import Bericht

pytestmark = pytest.mark.django_db


def test_nobody_answers_and_the_law_does():
    mensen, gemeente, coordinator = maak_mensen(), maak_gemeente(naam="Assumberg"), CoordinatorFactory()
    with klok_op(dag("2027-03-01")):
        zaak = vraag_toestemming(gemeente, mensen)
        assert herinner() == 0
    with klok_op(dag("2027-03-17")):  # forty-two days before the end
        assert herinner() >= 2
        assert Bericht.objects.filter(ontvanger=mensen.opsteller, onderwerp__contains="42 dagen").exists()
        assert Bericht.objects.filter(ontvanger=coordinator, onderwerp__contains="42 dagen").exists()
        rijen = [rij for rij in werk_voor(mensen.opsteller) if rij.sleutel == zaak.dossier.nummer]
        assert any("daarna beslist de wet" in rij.waarom for rij in rijen)
    with klok_op(dag("2027-04-28")):
        assert draai_klok() == 0
    with klok_op(dag("2027-05-01")):
        gezond, melding = controle_beslistermijnen()
        assert not gezond  # the clock stood still for two days, and that shows
        assert zaak.dossier.nummer in melding
        assert draai_klok() == 1
        assert controle_beslistermijnen()[0]
        assert vers(zaak).get_stand_display() == "Geacht te zijn verleend"
        assert zaak.dossier.toestemming.uitkomst_op == dag("2027-04-29")
        pagina = ruimtepagina(mensen.opsteller, gemeente, 2027)
        assert pagina.toegestaan == "€ 350.000"
        assert zaak.dossier.toestemming.bedrag == Decimal(350_000)
