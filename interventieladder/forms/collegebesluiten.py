"""What the minutes of GS say of a decision outside the proposals: meeting, item, number, who stepped aside."""

import datetime as dt
from typing import Any

from django import forms

from interventieladder.forms.gsagenda import ledenkeuzes, teruggetreden_veld, zet_keuzes
from interventieladder.forms.velden import LEEG, Vorm
from interventieladder.selectors.gsagenda import gehouden_vergaderingen
from interventieladder.services.collegebesluiten import Notulen

VELDEN = ("vergadering", "agendapunt", "nummer", "teruggetreden")


class NotulenForm(Vorm):
    """The fields of `Notulen`; `na` leaves out meetings before that day. Forms of what GS decided build on it."""

    vergadering = forms.TypedChoiceField(
        label="In welke vergadering besloten Gedeputeerde Staten?",
        coerce=int,
        help_text="Alleen vergaderingen waarvan u de aanwezigheid vastlegde, op de pagina Agenda van GS.",
    )
    agendapunt = forms.CharField(label="Agendapunt", max_length=20)
    nummer = forms.CharField(label="Besluitnummer", max_length=60)
    teruggetreden = teruggetreden_veld()

    def __init__(self, *args: Any, na: dt.date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vergaderingen, leden = gehouden_vergaderingen(na)
        zet_keuzes(self, "vergadering", [LEEG, *vergaderingen])
        zet_keuzes(self, "teruggetreden", ledenkeuzes(leden))

    def notulen(self) -> Notulen:
        """The valid input; its fields are taken out of `cleaned_data`."""
        schoon = self.cleaned_data
        return Notulen(
            vergadering_id=schoon.pop("vergadering"),
            agendapunt=schoon.pop("agendapunt"),
            nummer=schoon.pop("nummer"),
            teruggetreden_ids=schoon.pop("teruggetreden"),
        )
