"""Forms of the decision pages."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from interventieladder.selectors.besluiten import Lid
from interventieladder.services.besluiten import CdkBesluit, GSBesluit
from toezicht.core.forms.basis import Vorm

AKKOORD, RETOUR, AFWIJZEN = "akkoord", "retour", "afwijzen"
LEDEN = "leden"
"""The button that asks for the members of the day that was entered."""


class BesluitForm(Vorm):
    """What the reader does, on the version whose seal was shown. The services judge the words."""

    use_required_attribute = False  # an empty text is no fault yet while nobody sent anything

    daad = forms.ChoiceField(choices=[(AKKOORD, "Akkoord"), (RETOUR, "Terug"), (AFWIJZEN, "Afwijzen")])
    zegel = forms.CharField(max_length=64)
    vraag = forms.CharField(
        label="Wat wilt u nog weten of anders zien?",
        required=False,
        max_length=4000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reden = forms.CharField(
        label="Waarom wijst u dit af?",
        required=False,
        max_length=4000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def voor_weergave(self) -> "BesluitForm":
        """The form as its page shows it: each text is asked for by the act that stands with it."""
        for naam in ("vraag", "reden"):
            self.fields[naam].required = True
        return self


class VergaderdatumForm(Vorm):
    """The day of the meeting: it decides which members are listed."""

    datum = forms.DateField(
        label="Datum van de vergadering", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class MondelingMixin(Vorm):
    """When and how it was decided, for a proposal to decide orally (Gemeentewet 124, second paragraph)."""

    mondeling_op = forms.TimeField(
        label="Hoe laat is mondeling besloten?", widget=forms.TimeInput(attrs={"type": "time"})
    )
    mondeling_wijze = forms.CharField(
        label="Hoe, en met wie?",
        max_length=300,
        help_text="Bijvoorbeeld: telefonisch, met de voltallige leden.",
    )

    def __init__(self, *args: Any, mondeling: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not mondeling:
            del self.fields["mondeling_op"], self.fields["mondeling_wijze"]

    def hoe_mondeling(self, datum: dt.date) -> dict[str, Any]:
        """The moment and the way, as the services take them; nothing for a written decision."""
        if "mondeling_op" not in self.fields:
            return {}
        moment = dt.datetime.combine(datum, self.cleaned_data["mondeling_op"])
        return {
            "mondeling_op": timezone.make_aware(moment),
            "mondeling_wijze": self.cleaned_data["mondeling_wijze"],
        }


class CdkBesluitForm(MondelingMixin):
    """What the cdK decided, as the cabinet registers it."""

    datum = forms.DateField(
        label="Datum van het besluit", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    nummer = forms.CharField(label="Besluitnummer", max_length=40)
    uitkomst = forms.ChoiceField(
        label="Wat besloot de commissaris?",
        choices=[("goedgekeurd", "Goedgekeurd"), ("afgewezen", "Afgewezen")],
        widget=forms.RadioSelect,
    )
    reden = forms.CharField(
        label="Reden",
        required=False,
        max_length=4000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Verplicht bij een afwijzing.",
    )

    def cdk_besluit(self) -> CdkBesluit:
        """The valid input."""
        gegevens = self.cleaned_data
        return CdkBesluit(
            datum=gegevens["datum"],
            nummer=gegevens["nummer"],
            goedkeuren=gegevens["uitkomst"] == "goedgekeurd",
            reden=gegevens["reden"],
            **self.hoe_mondeling(gegevens["datum"]),
        )


class GSBesluitForm(MondelingMixin):
    """What the minutes say about one item."""

    agendapunt = forms.CharField(label="Agendapunt", max_length=20)
    nummer = forms.CharField(label="Besluitnummer", max_length=40)
    aanwezig = forms.TypedMultipleChoiceField(
        label="Wie was aanwezig?", coerce=int, widget=forms.CheckboxSelectMultiple
    )
    teruggetreden = forms.TypedMultipleChoiceField(
        label="Wie trad terug bij dit punt?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Wie een belang heeft of het voorstel opstelde, beraadslaagt en stemt niet mee (Awb 2:4).",
    )
    uitkomst = forms.ChoiceField(
        label="Wat besloten Gedeputeerde Staten?",
        choices=[("goedgekeurd", "Goedgekeurd"), ("afgewezen", "Afgewezen")],
        widget=forms.RadioSelect,
    )
    reden = forms.CharField(
        label="Reden",
        required=False,
        max_length=4000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Verplicht bij een afwijzing, zoals in de notulen.",
    )

    def __init__(self, *args: Any, leden: Sequence[Lid], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [(lid.id, f"{lid.naam}, {lid.functie}") for lid in leden]
        for naam in ("aanwezig", "teruggetreden"):
            veld = self.fields[naam]
            assert isinstance(veld, forms.TypedMultipleChoiceField)  # noqa: S101 - for the type checker
            veld.choices = keuzes

    def gs_besluit(self, datum: dt.date) -> GSBesluit:
        """The valid input, for the meeting of `datum`."""
        gegevens = self.cleaned_data
        return GSBesluit(
            datum=datum,
            agendapunt=gegevens["agendapunt"],
            nummer=gegevens["nummer"],
            aanwezig_ids=gegevens["aanwezig"],
            teruggetreden_ids=gegevens["teruggetreden"],
            goedkeuren=gegevens["uitkomst"] == "goedgekeurd",
            reden=gegevens["reden"],
            **self.hoe_mondeling(datum),
        )


def gs_invoer(gegevens: QueryDict, leden: Sequence[Lid]) -> QueryDict:
    """What was sent, with only those ticked who are a member on the day: a tick of another day cannot stay."""
    ids = {str(lid.id) for lid in leden}
    schoon = gegevens.copy()
    for naam in ("aanwezig", "teruggetreden"):
        schoon.setlist(naam, [wie for wie in schoon.getlist(naam) if wie in ids])
    return schoon
