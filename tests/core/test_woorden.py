"""Titles within a sentence, and names of states in the logboek."""

import pytest

from toezicht.core.logteksten import toestand, woorden
from toezicht.core.models import Logboekregel
from toezicht.core.woorden import klein, telwoord


@pytest.mark.parametrize(
    ("titel", "verwacht"),
    [
        ("Voorleggen aan GS", "voorleggen aan GS"),
        ("Voorleggen aan GS met tegenadvies", "voorleggen aan GS met tegenadvies"),
        ("VTH 2026", "VTH 2026"),
        ("T2 Informatie opvragen", "T2 Informatie opvragen"),
        ("Naar T3b: bestuurlijk overleg", "naar T3b: bestuurlijk overleg"),
        ("L5 Afsprakenbrief", "L5 Afsprakenbrief"),
        ("GR-bestuur", "GR-bestuur"),
        ("Iv3-cijfers", "Iv3-cijfers"),
        ("Ter toetsing", "ter toetsing"),
        ("Één gesprek", "één gesprek"),
        ("", ""),
    ],
)
def test_a_title_in_a_sentence_keeps_its_abbreviations(titel, verwacht):
    assert klein(titel) == verwacht


def test_numbers_in_words_up_to_twenty():
    assert [telwoord(n) for n in (1, 6, 13, 20, 26)] == ["één", "zes", "dertien", "twintig", "26"]


@pytest.mark.parametrize(
    ("soort", "ladder", "code", "naam"),
    [
        ("dossier", "generiek", "t2", "T2 Informatie opvragen en valideren"),
        ("dossier", "begrotingsregime", "preventief_lid1", "Preventief toezicht (artikel 203 lid 1)"),
        ("dossier_cdk", "generiek", "t2", "T2 Informatie opvragen en valideren"),
        ("voorstel", "", "ter_toetsing", "Ter toetsing"),
        ("voorstel", "", "uitgevoerd", "Stap gezet"),
        ("begrotingsjaar", "", "preventief_lid1", "preventief, lid 1"),
        ("verzending", "", "College van Duinrand", "College van Duinrand"),
    ],
)
def test_the_logboek_names_a_state_as_pages_do(soort, ladder, code, naam):
    regel = Logboekregel(onderwerp_soort=soort, gegevens={"ladder": ladder} if ladder else {})
    assert toestand(regel, code) == naam


def test_a_paragraph_of_the_law_is_set_apart():
    assert woorden("preventief_lid2") == "preventief, lid 2"
