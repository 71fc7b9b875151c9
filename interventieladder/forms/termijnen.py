"""Forms around terms: the calendar's filter, a change of the holidays, a corrected send date."""

from typing import Any

from django import forms

from interventieladder.forms.velden import Datumveld, Keuzelijst, Vorm
from interventieladder.selectors.termijnen import Kalenderfilter
from interventieladder.termijnsoorten import alle_soorten
from toezicht.core import domeinen
from toezicht.core.models.kalender import WijzigingSoort

MAX_REGEL = 300
ALLE = "alle"


class KalenderForm(Vorm):
    """What the calendar shows; anything unknown is ignored."""

    maand = forms.CharField(required=False, widget=forms.HiddenInput)
    wie = forms.ChoiceField(
        label="Welke dossiers",
        required=False,
        widget=Keuzelijst,
        choices=[("", "Mijn dossiers"), (ALLE, "Alle dossiers")],
    )
    domein = forms.ChoiceField(
        label="Domein", required=False, widget=Keuzelijst, choices=[("", "Alle domeinen"), *domeinen.KEUZES]
    )
    soort = forms.ChoiceField(label="Termijn", required=False, widget=Keuzelijst)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        soort = self.fields["soort"]
        assert isinstance(soort, forms.ChoiceField)  # noqa: S101 - declared above
        soort.choices = [("", "Elke termijn"), *((s.code, s.naam) for s in alle_soorten() if s.bewaakt)]

    def filter(self) -> Kalenderfilter:
        """What was asked, without what is unknown."""
        self.is_valid()
        schoon = self.cleaned_data
        return Kalenderfilter(
            mijn=schoon.get("wie") != ALLE, domein=schoon.get("domein", ""), soort=schoon.get("soort", "")
        )


class WijzigingForm(Vorm):
    """A day that is added to or withdrawn from the equated days."""

    soort = forms.ChoiceField(
        label="Wat verandert er",
        choices=WijzigingSoort.choices,
        widget=forms.RadioSelect,
        initial="toevoegen",
    )
    datum = Datumveld(label="Datum")
    naam = forms.CharField(
        label="Naam van de dag", max_length=100, help_text="Bijvoorbeeld: dag na Hemelvaartsdag."
    )
    bron = forms.CharField(
        label="Bron",
        max_length=MAX_REGEL,
        help_text="Het koninklijk besluit met nummer en plaats in de Staatscourant.",
    )
    reden = forms.CharField(label="Reden van de wijziging", max_length=MAX_REGEL)


class CorrectieForm(Vorm):
    """The day a letter really went out."""

    verzonden_op = Datumveld(
        label="Werkelijk verzonden op",
        help_text="De termijn begint de dag erna.",
        verleden="verzenddatum",
    )
    reden = forms.CharField(
        label="Reden",
        max_length=MAX_REGEL,
        help_text="Waaruit blijkt de juiste datum? Bijvoorbeeld het poststempel.",
    )
    bevestigd = forms.BooleanField(
        label="Ik stuur de ontvanger bericht als een einddatum uit de brief verschuift", required=False
    )
