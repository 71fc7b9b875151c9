"""What every form does: it asks by name, bounds dates at once, and says that a chosen file was lost."""

import datetime as dt

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from toezicht.core.clock import klok_op
from toezicht.core.forms.basis import BESTAND_KWIJT, Datumveld, Vorm


class Proef(Vorm):
    titel = forms.CharField(label="Titel")
    soort = forms.ChoiceField(label="Soort", choices=[("", "Maak een keuze"), ("a", "A")])
    besluit = forms.ChoiceField(label="Bent u akkoord?", choices=[("ja", "Ja")])
    reden = forms.CharField(label="Reden", error_messages={"required": "Geef de reden."})
    datum = Datumveld(label="Datum", verleden="datum van het feit")
    later = Datumveld(label="Later", required=False)
    bestand = forms.FileField(label="Bewijs")


GOED = {"titel": "x", "soort": "a", "besluit": "ja", "reden": "x", "datum": "2026-11-23"}


@pytest.fixture(autouse=True)
def _klok():
    with klok_op(dt.date(2026, 11, 23)):
        yield


def bestand():
    return {"bestand": SimpleUploadedFile("x.pdf", b"%PDF-1.4")}


def test_each_empty_field_asks_for_itself_by_name():
    assert {naam: fouten[0] for naam, fouten in Proef({}, {}).errors.items()} == {
        "titel": "Vul “Titel” in.",
        "soort": "Kies “Soort”.",
        "besluit": "Beantwoord de vraag “Bent u akkoord?”",
        "reden": "Geef de reden.",
        "datum": "Vul “Datum” in.",
        "bestand": "Kies een bestand bij “Bewijs”.",
    }


def test_a_date_in_the_future_is_told_with_all_other_errors():
    fouten = Proef({**GOED, "titel": "", "datum": "2026-11-24", "later": "2027-01-01"}, bestand()).errors
    assert set(fouten) == {"titel", "datum", "bestand"}
    assert fouten["datum"] == [
        "De datum van het feit ligt in de toekomst. Kies vandaag of een eerdere datum."
    ]


def test_a_chosen_file_is_said_to_be_lost_after_an_error_elsewhere():
    assert Proef({**GOED, "titel": ""}, bestand()).errors["bestand"] == [BESTAND_KWIJT]
    assert "bestand" in Proef({**GOED, "titel": ""}, {}).errors
    form = Proef(GOED, bestand())
    assert form.is_valid()
    form.add_error(None, "Het dossier is intussen gesloten.")
    assert form.errors["bestand"] == [BESTAND_KWIJT]
    met_voorvoegsel = Proef({"p-titel": ""}, {"p-bestand": bestand()["bestand"]}, prefix="p")
    assert met_voorvoegsel.errors["bestand"] == [BESTAND_KWIJT]


def test_a_file_that_is_wrong_itself_says_only_that():
    form = Proef(GOED, bestand())
    form.add_error("bestand", "Dit is geen pdf.")
    assert form.errors["bestand"] == ["Dit is geen pdf."]
