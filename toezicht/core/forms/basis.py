"""What every form of ours does: requests in words, dates bounded at the field, a lost file that says so."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from toezicht.core import clock
from toezicht.core.fouten import Weigering
from toezicht.core.woorden import in_de_toekomst

BESTAND_KWIJT = "Kies het bestand opnieuw: uw keuze kon niet worden bewaard."
_ALGEMEEN = forms.Field.default_error_messages["required"]


def verplichtzin(veld: forms.Field, naam: str) -> str:
    """What an empty field asks, by its name: *Vul “Titel” in.*, *Kies “Domein”.*"""
    if naam.endswith("?"):
        return f"Beantwoord de vraag “{naam}”"
    if isinstance(veld, forms.FileField):
        return f"Kies een bestand bij “{naam}”."
    if isinstance(veld, forms.ChoiceField | forms.ModelChoiceField):
        return f"Kies “{naam}”."
    return f"Vul “{naam}” in."


class Vorm(forms.Form):
    """A form that the server checks: no red edges before anything was typed."""

    use_required_attribute = False
    _bezig = False

    def full_clean(self) -> None:
        """Ask for what is missing by name; a browser keeps no chosen file, so a page with errors asks it again."""
        for naam, veld in self.fields.items():
            if veld.error_messages.get("required") == _ALGEMEEN:
                label = str(self[naam].label)
                veld.error_messages = {**veld.error_messages, "required": verplichtzin(veld, label)}
        self._bezig = True
        super().full_clean()
        self._bezig = False
        self._meld_bestanden()

    def add_error(self, field: str | None, error: Any) -> None:
        """As Django's; a refusal of the service loses the chosen files as well."""
        super().add_error(field, error)
        if not self._bezig:
            self._meld_bestanden()

    def _meld_bestanden(self) -> None:
        if not self.errors:
            return
        for naam, veld in self.fields.items():
            gekozen = isinstance(veld, forms.FileField) and self.files.get(self.add_prefix(naam))
            if gekozen and naam not in self.errors:
                super().add_error(naam, ValidationError(BESTAND_KWIJT, code="bestand_kwijt"))


class Datumveld(forms.DateField):
    """A date with the browser's own picker; also reads 24-11-2026.

    `verleden` names the date ("datum van het feit") when it cannot lie in the future: told with all other errors
    at once. The service keeps the rule itself.
    """

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, *, verleden: str = "", **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d-%m-%Y"], **kwargs)
        self.verleden = verleden

    def validate(self, value: dt.date | None) -> None:
        """As Django's, and not in the future where this date cannot be."""
        super().validate(value)
        if value and self.verleden and value > clock.vandaag():
            raise ValidationError(in_de_toekomst(self.verleden), code="toekomst")


def zet_fout(form: forms.BaseForm, weigering: Weigering) -> int:
    """The refusal of a service at its field, or above the form; gives the status that fits."""
    veld = "bestand" if weigering.veld == "bestanden" else weigering.veld
    form.add_error(veld if veld in form.fields else None, weigering.melding)
    return weigering.status


def probeer(form: forms.BaseForm, daad: Callable[[], object]) -> int:
    """Run `daad` on a valid form; gives the status: 200, or what the refusal asks, with it on the form."""
    if not form.is_valid():
        return 422
    try:
        daad()
    except Weigering as weigering:
        return zet_fout(form, weigering)
    return 200
