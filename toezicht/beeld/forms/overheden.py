"""The filter above the list of overheden."""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.http import QueryDict

from toezicht.core.forms.basis import Vorm
from toezicht.core.forms.keuzelijst import Keuzelijst
from toezicht.organisaties import selectors
from toezicht.organisaties.models import OverheidSoort


@dataclass(frozen=True, slots=True)
class OverhedenFilter:
    """What the user asked for, in the words of `selectors.overheden`."""

    zoek: str = ""
    soort: str = ""
    provincie: str = ""
    ook_opgeheven: bool = False


class OverhedenFilterForm(Vorm):
    """Search on name or code, kind, province (default our own) and whether ended ones count."""

    zoek = forms.CharField(label="Naam of code", required=False, max_length=100)
    soort = forms.ChoiceField(label="Soort", required=False, widget=Keuzelijst)
    provincie = forms.ChoiceField(label="Provincie", required=False, widget=Keuzelijst)
    ook_opgeheven = forms.BooleanField(label="Ook opgeheven overheden", required=False)

    def __init__(self, vraag: QueryDict) -> None:
        gegevens = vraag.copy()
        gegevens.setdefault("provincie", settings.PROVINCIE_CODE)
        super().__init__(gegevens)
        provincies = dict(selectors.provincies())
        provincies.setdefault(settings.PROVINCIE_CODE, settings.PROVINCIE_NAAM)
        for naam, alles, keuzes in (
            ("soort", "Alle soorten", selectors.soorten()),
            ("provincie", "Alle provincies", provincies.items()),
        ):
            veld = self.fields[naam]
            assert isinstance(veld, forms.ChoiceField)  # noqa: S101 - for the type checker
            veld.choices = [("", alles), *keuzes]

    def overhedenfilter(self) -> OverhedenFilter:
        """The valid input. Provinces lie in no province: there the choice of a province does not count."""
        gegevens = self.cleaned_data
        is_provincie = gegevens["soort"] == OverheidSoort.PROVINCIE
        return OverhedenFilter(
            zoek=gegevens["zoek"],
            soort=gegevens["soort"],
            provincie="" if is_provincie else gegevens["provincie"],
            ook_opgeheven=gegevens["ook_opgeheven"],
        )
