"""Forms of the agenda of GS."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from interventieladder.forms.velden import LEEG, Datumveld, Vorm, tekst
from interventieladder.models import Agendapunt, GSLid
from interventieladder.models.vergadering import Antwoord, Puntuitkomst, VergaderSoort
from interventieladder.selectors.gsagenda import Wachtend, kiesbare_vergaderingen
from interventieladder.services.agenda import Uitkomst
from toezicht.core import clock

SOORTEN = [(s.value, s.label) for s in (VergaderSoort.GEWOON, VergaderSoort.SCHRIFTELIJK)]
UITKOMSTEN = [(u.value, u.label) for u in Puntuitkomst if u != Puntuitkomst.AFGEVOERD]


class VergaderingForm(Vorm):
    """A new meeting."""

    datum = Datumveld(label="Dag")
    soort = forms.ChoiceField(label="Soort", choices=SOORTEN, widget=forms.RadioSelect, initial="gewoon")


class VerzetForm(Vorm):
    """Another day for a meeting."""

    datum = Datumveld(label="Nieuwe dag")


class AgendeerForm(Vorm):
    """Proposals that wait, and the meeting they go to."""

    vergadering = forms.TypedChoiceField(label="Naar welke vergadering?", coerce=int)
    voorstellen = forms.TypedMultipleChoiceField(
        label="Welke voorstellen?", coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, wachtend: Sequence[Wachtend], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zet_keuzes(self, "vergadering", kiesbare_vergaderingen())
        zet_keuzes(
            self,
            "voorstellen",
            [(w.id, f"{w.nummer} {w.overheid}: {w.titel[:1].lower()}{w.titel[1:]}") for w in wachtend],
        )


def zet_keuzes(form: forms.Form, naam: str, keuzes: Sequence[tuple[Any, str]]) -> None:
    """Give a field of choices its choices."""
    veld = form.fields[naam]
    assert isinstance(veld, forms.ChoiceField)  # noqa: S101 - for the type checker
    veld.choices = keuzes


class LedenForm(Vorm):
    """Members of GS to tick."""

    aanwezig = forms.TypedMultipleChoiceField(
        label="Wie was aanwezig?", coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, leden: Sequence[GSLid], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zet_keuzes(self, "aanwezig", ledenkeuzes(leden))


def ledenkeuzes(leden: Sequence[GSLid]) -> list[tuple[Any, str]]:
    """Members as choices."""
    return [(lid.pk, f"{lid.naam}, {lid.functie}") for lid in leden]


class GeenQuorumForm(LedenForm):
    """Too few members: who came, and the day of the second meeting."""

    tweede_op = Datumveld(
        label="Dag van de tweede vergadering",
        help_text="Die beslist over deze punten ook als weer te weinig leden komen (Provinciewet 56).",
    )


class RedenForm(Vorm):
    """Why."""

    reden = tekst("Waarom?", rijen=3)


class TerugtreedForm(Vorm):
    """A member who steps aside at one item."""

    lid = forms.TypedChoiceField(label="Wie treedt terug?", coerce=int)
    reden = forms.CharField(label="Waarom?", max_length=300, required=False)

    def __init__(self, *args: Any, leden: Sequence[GSLid], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zet_keuzes(self, "lid", [LEEG, *ledenkeuzes(leden)])


class AntwoordForm(Vorm):
    """The answer of a member in the written procedure, with its moment."""

    lid = forms.TypedChoiceField(label="Lid", coerce=int)
    antwoord = forms.ChoiceField(label="Antwoord", choices=Antwoord.choices, widget=forms.RadioSelect)
    op = forms.DateTimeField(
        label="Ontvangen op",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    toelichting = tekst(
        "Wat zei het lid erbij?", rijen=3, verplicht=False, hint="Verplicht als het niet akkoord is."
    )

    def __init__(self, *args: Any, leden: Sequence[GSLid], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zet_keuzes(self, "lid", [LEEG, *ledenkeuzes(leden)])
        self.initial.setdefault("op", clock.lokaal(clock.nu()))


def teruggetreden_veld() -> forms.TypedMultipleChoiceField:
    """Who stepped aside at an item, as the minutes say."""
    return forms.TypedMultipleChoiceField(
        label="Wie trad terug bij dit punt?",
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Wie een belang heeft of het voorstel opstelde, beraadslaagt en stemt niet mee (Awb 2:4).",
    )


class UitkomstForm(Vorm):
    """What the minutes say of one item."""

    uitkomst = forms.ChoiceField(
        label="Wat besloten Gedeputeerde Staten?", choices=UITKOMSTEN, widget=forms.RadioSelect
    )
    agendapunt = forms.CharField(label="Agendapunt", max_length=20)
    nummer = forms.CharField(
        label="Besluitnummer", max_length=40, required=False, help_text="Niet nodig als het is aangehouden."
    )
    teruggetreden = teruggetreden_veld()
    reden = tekst("Reden", verplicht=False, hint="Verplicht bij afwijzen en aanhouden, zoals in de notulen.")
    naar = forms.TypedChoiceField(
        label="Aangehouden tot welke vergadering?", coerce=int, empty_value=None, required=False
    )
    mondeling_op = forms.DateTimeField(
        label="Mondeling besloten op",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    mondeling_wijze = forms.CharField(label="Hoe en met wie is besloten?", max_length=300, required=False)

    def __init__(self, *args: Any, punt: Agendapunt, leden: Sequence[GSLid], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zet_keuzes(self, "teruggetreden", ledenkeuzes(leden))
        zet_keuzes(
            self,
            "naar",
            [("", "Nog niet bekend"), *_na(punt.vergadering.datum, punt.vergadering_id)],
        )
        if not punt.voorstel.mondeling:
            del self.fields["mondeling_op"], self.fields["mondeling_wijze"]
        if punt.vergadering.schriftelijk:
            del self.fields["teruggetreden"]

    def gegevens(self) -> Uitkomst:
        """The valid input."""
        schoon = self.cleaned_data
        moment: dt.datetime | None = schoon.get("mondeling_op")
        return Uitkomst(
            uitkomst=schoon["uitkomst"],
            nummer=schoon["nummer"],
            agendapunt=schoon["agendapunt"],
            teruggetreden_ids=schoon.get("teruggetreden", ()),
            reden=schoon["reden"],
            naar_id=schoon["naar"],
            mondeling_op=moment,
            mondeling_wijze=schoon.get("mondeling_wijze", ""),
        )


def _na(datum: dt.date, eigen: int) -> list[tuple[int, str]]:
    return [keuze for keuze in kiesbare_vergaderingen(datum) if keuze[0] != eigen]
