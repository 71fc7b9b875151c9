"""Forms of reports. They read what was typed; services decide."""

from django import forms
from django.http import QueryDict

from reports.models import Rapportsoort, Rapportstatus
from toezicht.core.clock import vandaag
from toezicht.core.forms.basis import Vorm


class DatumInvoer(forms.DateInput):
    """A date field that the browser draws as a calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class VraagForm(Vorm):
    """Ask for a report."""

    soort = forms.ChoiceField(label="Soort rapport", choices=Rapportsoort.choices)
    overheid = forms.CharField(
        label="Code van de overheid",
        required=False,
        max_length=12,
        help_text="Bijvoorbeeld GM9901. Alleen bij een toezichtbeeld.",
    )
    peildatum = forms.DateField(
        label="Peildatum",
        widget=DatumInvoer,
        initial=vandaag,
        help_text="Het rapport toont de stand op deze dag.",
    )
    kennisdatum = forms.DateField(
        label="Kennisdatum",
        required=False,
        widget=DatumInvoer,
        help_text="Leeg is alles wat nu bekend is. Met een datum: alleen wat toen was vastgelegd.",
    )
    reden = forms.CharField(
        label="Reden van een nieuwe versie",
        required=False,
        max_length=300,
        help_text="Nodig als het rapport er al is. De oude versie blijft bewaard.",
    )


class NieuweVersieForm(Vorm):
    """Make a report again; `verplicht` when there is a finished one that a reader may hold."""

    reden = forms.CharField(
        label="Waarom opnieuw?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Schrijf waarom u een nieuwe versie wilt. De reden blijft bij het rapport staan."
        },
    )

    def __init__(self, gegevens: QueryDict | None = None, *, verplicht: bool) -> None:
        super().__init__(gegevens)
        self.fields["reden"].required = verplicht


class FilterForm(Vorm):
    """Choose which reports the list shows; a wrong value is no choice."""

    soort = forms.ChoiceField(
        label="Soort", required=False, choices=[("", "Alle soorten"), *Rapportsoort.choices]
    )
    status = forms.ChoiceField(
        label="Status", required=False, choices=[("", "Elke status"), *Rapportstatus.choices]
    )
    overheid = forms.CharField(label="Code van de overheid", required=False, max_length=12)
