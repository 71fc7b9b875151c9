"""A select that is drawn quickly: the lists above a page have dozens to hundreds of options."""

from collections.abc import Mapping
from html import escape
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString


class Keuzelijst(forms.Select):
    """A select whose options are joined as strings: Django draws a template per option."""

    def render(
        self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """The same HTML, escaped."""
        gekozen = set(self.format_value(value))
        delen: list[str] = []
        for waarde, label in self.choices:
            if isinstance(label, list | tuple):
                opties = SafeString("".join(_optie(w, n, gekozen) for w, n in label))
                delen.append(format_html('<optgroup label="{}">{}</optgroup>', waarde, opties))
            else:
                delen.append(_optie(waarde, label, gekozen))
        alles = self.build_attrs({**self.attrs, "name": name}, dict(attrs or {}))
        return format_html("<select{}>{}</select>", flatatt(alles), SafeString("".join(delen)))


def _optie(waarde: Any, label: Any, gekozen: set[str]) -> str:
    tekst = "" if waarde is None else str(waarde)
    merk = " selected" if tekst in gekozen else ""
    # A plain string goes straight to the function that Django's own calls in the end.
    naam = escape(label) if type(label) is str else conditional_escape(label)
    return f'<option value="{escape(tekst)}"{merk}>{naam}</option>'
