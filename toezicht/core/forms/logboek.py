"""The filter above the logboek."""

from typing import Any

from django import forms

from toezicht.core.forms.keuzelijst import Keuzelijst
from toezicht.core.logteksten import ONDERWERPEN
from toezicht.core.models import User
from toezicht.core.selectors import Logfilter


class DatumInvoer(forms.DateInput):
    """The browser's own date field; its value is ISO whatever the language of the page."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class LogboekFilterForm(forms.Form):
    """All fields may stay empty."""

    overheid = forms.CharField(label="Overheid (code)", max_length=12, required=False)
    soort = forms.ChoiceField(
        label="Onderwerp",
        choices=[("", "Alle onderwerpen"), *ONDERWERPEN.items()],
        required=False,
        widget=Keuzelijst,
    )
    persoon = forms.TypedChoiceField(
        label="Persoon", coerce=int, empty_value=None, required=False, widget=Keuzelijst
    )
    van = forms.DateField(label="Vanaf", required=False, widget=DatumInvoer())
    tot = forms.DateField(label="Tot en met", required=False, widget=DatumInvoer())
    tekst = forms.CharField(label="Zoeken in tekst", max_length=100, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        namen = ("last_name", "first_name", "username")
        accounts = User.objects.only(*namen).order_by(*namen)
        persoon = self.fields["persoon"]
        assert isinstance(persoon, forms.TypedChoiceField)  # noqa: S101 - for the type checker
        persoon.choices = [("", "Iedereen"), *((account.pk, account.naam) for account in accounts)]

    def clean(self) -> dict[str, Any]:
        """The period must not run backwards."""
        gegevens = super().clean() or {}
        van, tot = gegevens.get("van"), gegevens.get("tot")
        if van and tot and tot < van:
            self.add_error("tot", "Kies een einddatum op of na de begindatum.")
        return gegevens

    def logfilter(self) -> Logfilter:
        """The filter of the fields that were filled in well."""
        gegevens = self.cleaned_data if self.is_bound else {}
        return Logfilter(
            overheid=gegevens.get("overheid", "").strip().upper(),
            soort=gegevens.get("soort", ""),
            persoon_id=gegevens.get("persoon"),
            van=gegevens.get("van"),
            tot=gegevens.get("tot"),
            tekst=gegevens.get("tekst", ""),
        )
