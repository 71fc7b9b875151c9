"""Forms for keys of the API."""

from typing import Any

from django import forms

from toezicht.core import clock
from toezicht.core.forms.basis import Datumveld, Vorm
from toezicht.core.sleutels import DELEN, LANGSTE

LEZEN, SCHRIJVEN = "lezen", "schrijven"


class SleutelForm(Vorm):
    """A new key: what for, how far it reaches, until when."""

    naam = forms.CharField(
        label="Waarvoor is de sleutel?",
        max_length=80,
        help_text="Bijvoorbeeld het systeem dat hem gebruikt. U herkent de sleutel later hieraan.",
    )
    bereik = forms.ChoiceField(
        label="Wat mag de sleutel?",
        choices=[(LEZEN, "alleen lezen"), (SCHRIJVEN, "lezen en wijzigen")],
        initial=LEZEN,
        widget=forms.RadioSelect,
        help_text="Nooit meer dan u zelf mag.",
    )
    delen = forms.MultipleChoiceField(
        label="Alleen voor deze onderdelen",
        choices=list(DELEN.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kiest u niets, dan geldt de sleutel voor alle onderdelen.",
    )
    geldig_tot = Datumveld(label="Geldig tot en met", help_text="Hoogstens een jaar.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vandaag = clock.vandaag()
        invoer = self.fields["geldig_tot"].widget.attrs
        invoer |= {"min": vandaag.isoformat(), "max": (vandaag + LANGSTE).isoformat()}

    def gegevens(self) -> dict[str, Any]:
        """What the service wants of a valid form."""
        velden = dict(self.cleaned_data)
        velden["schrijven"] = velden.pop("bereik") == SCHRIJVEN
        return velden
