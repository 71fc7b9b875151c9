"""How often one reports on agreements: within the term that the same letter sets."""

import pytest

from interventieladder import brieven
from interventieladder.guards.mededelingen import g_rapportage
from interventieladder.rapportage import late_rapportage
from tests.interventieladder.brievenwereld import VANDAAG, maak_brief, maak_dossier, maak_voorstel
from toezicht.core.transitions import Toets

GEWOON = (
    "U informeert ons iedere dertien weken over de voortgang, voor het eerst dertien weken na deze brief."
)


@pytest.mark.parametrize(
    ("tekst", "weken", "laat"),
    [
        (GEWOON, 12, "dertien weken"),
        (GEWOON, 13, ""),
        (GEWOON, None, ""),
        ("Iedere 6 weken, voor het eerst 13 weken na deze brief.", 12, "13 weken"),
        ("Iedere 13 weken, voor het eerst na zes weken.", 12, ""),
        ("U meldt zich elke drie maanden.", 12, "drie maanden"),
        ("De eerste rapportage ontvangen wij binnen een maand.", 12, ""),
        ("U belt ons zodra er nieuws is.", 1, ""),
        ("", 12, ""),
    ],
)
def test_a_first_report_after_the_end_of_the_term_is_named(tekst, weken, laat):
    gevonden = late_rapportage("L5", {"rapportage": tekst}, weken)
    assert bool(gevonden) == bool(laat)
    assert laat in gevonden


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("soort", "stap", "termijn", "ritme"),
    [
        ("L5", "maak_ambtelijke_afspraken", 12, "iedere zes weken"),
        ("L5", "maak_ambtelijke_afspraken", 26, "iedere dertien weken"),
        ("L5", "maak_ambtelijke_afspraken", 52, "iedere dertien weken"),
        ("L5", "maak_ambtelijke_afspraken", 2, "iedere week"),
        ("L5b", "start_bestuurlijk_overleg", 13, "iedere zes weken"),
        ("L5b", "start_bestuurlijk_overleg", 20, "iedere acht weken"),
    ],
)
def test_the_first_text_reports_twice_within_the_term(soort, stap, termijn, ritme):
    dossier = maak_dossier()
    voorstel = maak_voorstel(dossier, stap, "t2" if soort == "L5" else "t3a")
    voorstel.termijn_weken = termijn
    velden = brieven.standaard_velden(soort, dossier, voorstel)
    assert ritme in velden["rapportage"]
    assert late_rapportage(soort, velden, termijn) == ""


@pytest.mark.django_db
def test_the_drafter_is_warned_while_letter_and_term_contradict():
    dossier = maak_dossier()
    voorstel = maak_voorstel(dossier, "maak_ambtelijke_afspraken", "t2", termijn_weken=13)
    brief = maak_brief("L5", dossier, voorstel)
    brief.velden["rapportage"] = GEWOON
    brief.save()

    def bezwaar():
        dossier.__dict__.pop("feiten", None)
        return g_rapportage(Toets(dossier, voorstel, dossier.behandelaar, VANDAAG))

    assert bezwaar() is None
    voorstel.termijn_weken = 12
    assert "na het einde van de termijn van 12 weken" in bezwaar().wat
    assert not bezwaar().hard
