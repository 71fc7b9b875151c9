"""Fields that several forms share."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from toezicht.core.forms.basis import Datumveld, Vorm

__all__ = ["LEEG", "Bedragveld", "Datumveld", "Keuzelijst", "VersieMixin", "Vorm", "tekst"]

LEEG = ("", "Maak een keuze")
MAX_TEKST = 20_000


_DUIZENDTALLEN = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?")


class Bedragveld(forms.DecimalField):
    """An amount as people type it here: 24500, 24500,50, 24.500,50 or € 24.500."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=12, decimal_places=2, localize=True, **kwargs)

    def to_python(self, value: Any) -> Any:
        """A dot before three digits parts thousands; the comma is the decimal sign."""
        if isinstance(value, str):
            value = value.replace("€", "").replace("\u00a0", "").replace(" ", "")
            if _DUIZENDTALLEN.fullmatch(value):
                value = value.replace(".", "")
        return super().to_python(value)


def tekst(label: str, *, rijen: int = 4, hint: str = "", verplicht: bool = True) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label,
        required=verplicht,
        max_length=MAX_TEKST,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rijen}),
    )


class Keuzelijst(forms.Select):
    """A select of hundreds of options: Django draws a template per option, this joins strings."""

    def render(
        self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The same HTML, escaped."""
        gekozen = set(self.format_value(value))
        delen = []
        for waarde, label in self.choices:
            if isinstance(label, list | tuple):
                delen.append(
                    format_html('<optgroup label="{}">{}</optgroup>', waarde, _opties(label, gekozen))
                )
            else:
                delen.append(_opties([(waarde, label)], gekozen))
        alles = self.build_attrs({**self.attrs, "name": name}, dict(attrs or {}))
        return format_html("<select{}>{}</select>", flatatt(alles), SafeString("".join(delen)))


def _opties(keuzes: Iterable[Any], gekozen: set[str]) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (waarde, SafeString(" selected") if str(waarde) in gekozen else "", label)
            for waarde, label in ((("" if w is None else w), n) for w, n in keuzes)
        ),
    )


class VersieMixin(Vorm):
    """The version of the dossier that the user had before them, so that an older page is refused."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
