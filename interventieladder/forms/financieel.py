"""Forms of financial supervision: the filter of the overview, opening a year, intensity, leniency."""

from typing import Any

from django import forms

from interventieladder.financieel.kalender import EERSTE_JAAR, LAATSTE_JAAR
from interventieladder.forms.velden import LEEG, Datumveld, VersieMixin, Vorm, tekst
from interventieladder.models.begrotingsjaar import Intensiteit
from interventieladder.selectors.begrotingsoverzicht import GROEPEN, Filter
from toezicht.core import clock


class OverzichtForm(Vorm):
    """What the overview shows; anything unknown is ignored."""

    jaar = forms.TypedChoiceField(label="Begrotingsjaar", coerce=int, required=False)
    groep = forms.ChoiceField(
        label="Stand", required=False, choices=[("", "Elke stand"), *((c, n) for c, n, _ in GROEPEN)]
    )
    soort = forms.ChoiceField(
        label="Soort",
        required=False,
        choices=[
            ("", "Alle organisaties"),
            ("gemeente", "Gemeenten"),
            ("gr", "Gemeenschappelijke regelingen"),
        ],
    )
    laat = forms.BooleanField(label="Alleen te laat", required=False)

    def __init__(self, *args: Any, jaren: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["jaar"]
        assert isinstance(veld, forms.TypedChoiceField)  # noqa: S101 - declared above
        self.jaren = jaren or [clock.vandaag().year + 1]
        veld.choices = [(jaar, str(jaar)) for jaar in self.jaren]

    def gekozen_jaar(self) -> int:
        """The year asked for, else the coming one when it was opened, else the newest."""
        self.is_valid()
        komend = clock.vandaag().year + 1
        gevraagd = self.cleaned_data.get("jaar") if self.is_bound else None
        return gevraagd or (komend if komend in self.jaren else max(self.jaren))

    def filter(self) -> Filter:
        """What was filled in well; the rest does not filter."""
        self.is_valid()
        schoon = self.cleaned_data if self.is_bound else {}
        return Filter(schoon.get("groep", ""), schoon.get("soort", ""), bool(schoon.get("laat")))


class JaarOpenenForm(Vorm):
    """Which budget year."""

    jaar = forms.IntegerField(label="Begrotingsjaar", min_value=EERSTE_JAAR, max_value=LAATSTE_JAAR)


class IntensiteitForm(VersieMixin, Vorm):
    """How closely we watch, and why."""

    intensiteit = forms.ChoiceField(label="Hoe intensief volgen wij?", choices=[LEEG, *Intensiteit.choices])
    reden = tekst("Reden", rijen=3)


class CoulanceForm(VersieMixin, Vorm):
    """Up to which day lateness is tolerated, and why."""

    tot = Datumveld(label="Coulance tot en met")
    reden = tekst("Reden", rijen=3)
