"""Fields that several forms share."""

import re
from decimal import Decimal
from typing import Any

from django import forms

from toezicht.core.forms.basis import Datumveld, Vorm
from toezicht.core.forms.keuzelijst import Keuzelijst

__all__ = ["LEEG", "Bedragveld", "Datumveld", "Keuzelijst", "VersieMixin", "Vorm", "tekst"]

LEEG = ("", "Maak een keuze")
MAX_TEKST = 20_000


_RUIMTE = str.maketrans(dict.fromkeys("€ \xa0\u202f\u2009") | dict.fromkeys("−–", "-"))
_BEDRAG = re.compile(r"[+-]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")
_GETAL = re.compile(r"[+-]?\d+([.,]\d+)?")


def _kaal(waarde: str) -> str:
    """Without the euro sign and spaces, with an ordinary minus; *40,-* is 40."""
    return waarde.translate(_RUIMTE).removesuffix(",-")


class Getalveld(forms.DecimalField):
    """A number or percentage as people type it here: 12,5 (or 12.5). A text field: no browser decides the mark."""

    voorbeeld = "Geef het getal zoals 12,5."
    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        melding = {"invalid": self.voorbeeld, **kwargs.pop("error_messages", {})}
        super().__init__(localize=True, error_messages=melding, **kwargs)

    def to_python(self, value: Any) -> Any:
        """The number; refuses with an example what cannot be read in one way."""
        if isinstance(value, str):
            kaal = _kaal(value)
            value = self._lees(kaal) if kaal else None
        return super().to_python(value)

    def _lees(self, kaal: str) -> Decimal:
        if not _GETAL.fullmatch(kaal):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return Decimal(kaal.replace(",", "."))

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """The keyboard of a phone shows digits and the comma."""
        return {**super().widget_attrs(widget), "inputmode": "decimal", "autocomplete": "off"}


class Bedragveld(Getalveld):
    """An amount as people type it here: 24500, 24500,50, 24.500,50, € 24.500 or -24.500.

    The comma is the decimal mark; a dot parts thousands and stands before exactly three digits. Anything else
    with a dot (1.25) can be read in two ways and is refused.
    """

    voorbeeld = "Geef het bedrag zoals 1.250,50."

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_digits": 12, "decimal_places": 2, **kwargs})

    def _lees(self, kaal: str) -> Decimal:
        if not _BEDRAG.fullmatch(kaal):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return Decimal(kaal.replace(".", "").replace(",", "."))


class Heelgetalveld(forms.IntegerField):
    """A whole number, where a dot may part thousands: 1250 or 1.250."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        """The number; refuses with an example what is not whole."""
        if isinstance(value, str) and (kaal := _kaal(value)):
            if not _BEDRAG.fullmatch(kaal) or "," in kaal:
                raise forms.ValidationError("Geef een heel getal, zoals 1250.", code="invalid")
            value = kaal.replace(".", "")
        return super().to_python(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """The keyboard of a phone shows digits."""
        return {**super().widget_attrs(widget), "inputmode": "numeric", "autocomplete": "off"}


def tekst(label: str, *, rijen: int = 4, hint: str = "", verplicht: bool = True) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label,
        required=verplicht,
        max_length=MAX_TEKST,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rijen}),
    )


class VersieMixin(Vorm):
    """The version of the dossier that the user had before them, so that an older page is refused."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
