"""The form of the termijnrekenhulp."""

import datetime as dt
from typing import Any

from django import forms

from toezicht.core.clock import vandaag
from toezicht.core.termijnbeleid import termijnbeleid
from toezicht.core.termijnen import Basis, Eenheid, Lengte

WEL, NIET = "on", "nee"
"""Values in the address of an outcome; `on` is what older saved addresses hold."""
_HEEL_GETAL = "Geef als lengte een heel getal van 1 of hoger."


class TermijnForm(forms.Form):
    """What `bereken` needs. Sent by GET, so that an outcome has an address."""

    start = forms.DateField(
        label="Dag van de gebeurtenis",
        help_text="De dag waarop de brief is verzonden of het besluit bekend is gemaakt. "
        "De termijn begint een dag later.",
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": "Vul de dag van de gebeurtenis in.",
            "invalid": "Vul een bestaande datum in, bijvoorbeeld 22-05-2026.",
        },
    )
    aantal = forms.IntegerField(
        label="Lengte",
        help_text="Een heel getal, bijvoorbeeld 6.",
        min_value=1,
        error_messages={"required": _HEEL_GETAL, "invalid": _HEEL_GETAL, "min_value": _HEEL_GETAL},
    )
    eenheid = forms.ChoiceField(
        label="Eenheid",
        choices=[(eenheid.value, eenheid.value) for eenheid in Eenheid],
        help_text="Zoals het in de wet of de brief staat.",
        error_messages={
            "required": "Kies dagen, weken of maanden.",
            "invalid_choice": "Kies dagen, weken of maanden.",
        },
    )
    basis = forms.ChoiceField(
        label="Waar staat de termijn?",
        choices=[(basis.value, basis.omschrijving.capitalize()) for basis in Basis],
        error_messages={
            "required": "Kies waar de termijn staat.",
            "invalid_choice": "Kies waar de termijn staat uit de lijst.",
        },
    )
    overeenkomstig = forms.ChoiceField(
        label="Algemene termijnenwet overeenkomstig toepassen",
        help_text="Alleen van belang buiten een wet of algemene maatregel van bestuur.",
        required=False,
        error_messages={"invalid_choice": "Kies uit de lijst: wel, niet of volgens het beleidskader."},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(
            data,
            initial={"start": vandaag(), "eenheid": Eenheid.WEKEN.value, "basis": Basis.BRIEF.value},
        )
        self.beleid = termijnbeleid()
        keuze = self.fields["overeenkomstig"]
        assert isinstance(keuze, forms.ChoiceField)  # noqa: S101 - declared above
        keuze.choices = [("", self.beleid.in_woorden), (WEL, "Wel"), (NIET, "Niet")]

    def clean_overeenkomstig(self) -> bool:
        """As chosen; else what the policy in force says, as in a dossier."""
        gekozen = self.cleaned_data["overeenkomstig"]
        return gekozen == WEL if gekozen else self.beleid.overeenkomstig

    def termijn(self) -> tuple[dt.date, Lengte, Basis, bool]:
        """Start, length, basis and analogous use, of a valid form."""
        gegevens = self.cleaned_data
        lengte = Lengte(gegevens["aantal"], Eenheid(gegevens["eenheid"]))
        return gegevens["start"], lengte, Basis(gegevens["basis"]), gegevens["overeenkomstig"]
