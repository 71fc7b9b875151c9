"""FIN-S2. Duinstad uploads on Saturday 14 November, read on Monday: the sending counts, under a setting."""

import dataclasses

import pytest
from django.urls import reverse

from interventieladder.financieel.kalender import jaarkalender
from interventieladder.financieel.regimetoets import Antwoord, Gegevens, Ontvangst, toets
from interventieladder.guards.begrotingsregime import toetsing_van
from tests.interventieladder.ladders import begroting as bg
from tests.interventieladder.ladders.kit import dag, stap
from tests.scenarios.financieel import op
from toezicht.core.clock import vandaag
from toezicht.core.termijnen import Weekendregel

pytestmark = pytest.mark.django_db


def test_duinstad(client):
    with op("2026-09-01"):
        b = bg.geopend(naam="Duinstad")
    with op("2026-11-16"):
        # Given the council adopted it on 12 November, and the portal logs the upload on Saturday 14 at 23.50
        bg.rekening_in(b)
        feit = bg.zend_in(
            b, "2026-11-14", "2026-11-16", "2026-11-12", bewijs="portaal, upload zaterdag 14-11-2026 23:50"
        )
        stap(b, "ontvang_begroting")
        # Then both days are kept, and the day of sending makes it timely
        assert (feit.datum, feit.waarden["ontvangen_op"]) == (dag("2026-11-14"), "2026-11-16")
        toetsing = toetsing_van(b.vers(), vandaag())
        assert toetsing.vraag(1).antwoord is Antwoord.JA
        assert toetsing.procedureel == ()
        # And the page quotes the law and the setting
        client.force_login(b.mensen.opsteller)
        pagina = client.get(reverse("dossier", args=[b.dossier.nummer])).content.decode()
        assert "Verzonden vóór zondag 15 november 2026 (Gemeentewet 191 lid 2)" in pagina
        assert (
            "Die dag is een zaterdag; bij een vaste datum blijft de dag staan (instelling: strikt)" in pagina
        )


@pytest.mark.parametrize(
    ("verzonden", "strikt", "werkdag"),
    [
        ("2026-11-14", Antwoord.JA, Antwoord.JA),
        ("2026-11-15", Antwoord.NEE, Antwoord.JA),
        ("2026-11-16", Antwoord.NEE, Antwoord.JA),
        ("2026-11-17", Antwoord.NEE, Antwoord.NEE),
    ],
)
def test_the_rule_for_a_fixed_day_is_a_setting(verzonden, strikt, werkdag):
    gegevens = Gegevens(
        jaarkalender(2027, "gemeente"),
        Weekendregel.STRIKT,
        dag("2026-11-20"),
        begroting=Ontvangst(dag(verzonden)),
        jaarrekening=Ontvangst(dag("2026-07-01")),
    )
    assert toets(gegevens).vraag(1).antwoord is strikt
    anders = toets(dataclasses.replace(gegevens, regel=Weekendregel.VOLGENDE_WERKDAG))
    assert anders.vraag(1).antwoord is werkdag
    assert "volgende werkdag" in anders.vraag(1).uitleg


def test_late_is_only_ever_a_possibility():
    with op("2026-11-20"):
        b = bg.in_stand("wacht")
        bg.rekening_in(b)
        bg.zend_in(b, "2026-11-18")
        bg.beoordeeld(b, 1, 1, 1, 1)
        toetsing = toetsing_van(b.vers(), vandaag())
        assert toetsing.procedureel == ("begroting 2027 te laat (artikel 203 lid 2 onder a)",)
        assert toetsing.advies == "repressief"  # the advice is about the figures
