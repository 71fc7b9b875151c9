"""Fields that several forms share."""

from typing import Any

from django import forms

LEEG = ("", "Maak een keuze")
MAX_TEKST = 20_000


class Datumveld(forms.DateField):
    """A date with the browser's own picker; also reads 24-11-2026."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d-%m-%Y"], **kwargs)


def tekst(label: str, *, rijen: int = 4, hint: str = "", verplicht: bool = True) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label,
        required=verplicht,
        max_length=MAX_TEKST,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rijen}),
    )


class Vorm(forms.Form):
    """A form that the server checks: no red edges before anything was typed."""

    use_required_attribute = False


class VersieMixin(Vorm):
    """The version of the dossier that the user had before them, so that an older page is refused."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
