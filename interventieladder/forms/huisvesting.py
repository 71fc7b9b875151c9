"""Forms about housing: the filter, loading in two steps, judging a delivery, excusing a backlog."""

import base64
import binascii
from typing import Any

from django import forms

from interventieladder.forms.collegebesluiten import VELDEN, NotulenForm
from interventieladder.forms.velden import LEEG, Vorm, tekst
from interventieladder.models.huisvesting import NIET_GENOEG, Verschoningsgrond
from interventieladder.selectors import huisvesting as lezen
from signalen.cijfers.huisvesting.perioden import Periode

MAX_BYTES = 1024 * 1024


class FilterForm(Vorm):
    """Which half-year and which municipalities; what is not valid does not filter."""

    halfjaar = forms.ChoiceField(label="Halfjaar", required=False)
    kies = forms.ChoiceField(
        label="Welke gemeenten",
        required=False,
        choices=[
            (lezen.KIES_ALLES, "Alle gemeenten"),
            (lezen.ACHTERSTAND, "Met achterstand"),
            (lezen.VOLDAAN, "Voldaan"),
            (lezen.OMHOOG, "Voorstel: hogere trede"),
            (lezen.GEPAUZEERD, "Voorstel: niet omhoog, met reden"),
        ],
    )
    zoek = forms.CharField(
        label="Zoek gemeente", required=False, max_length=60, widget=forms.TextInput(attrs={"type": "search"})
    )

    def __init__(self, *args: Any, perioden: list[Periode], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuze = self.fields["halfjaar"]
        assert isinstance(keuze, forms.ChoiceField)  # noqa: S101 - declared above
        keuze.choices = [(p.code, p.naam.capitalize()) for p in perioden]


class LaadForm(Vorm):
    """A CSV file, first looked through."""

    bestand = forms.FileField(
        label="CSV-bestand",
        help_text="Hoogstens 1 MB, met puntkomma’s tussen de kolommen. U ziet eerst wat het zou wijzigen.",
    )

    def clean_bestand(self) -> Any:
        """Not larger than a page can carry to the second step."""
        bestand = self.cleaned_data["bestand"]
        if bestand.size > MAX_BYTES:
            raise forms.ValidationError(
                "Het bestand is groter dan 1 MB. Laad het met de opdracht huisvesting_laden."
            )
        return bestand


class BevestigForm(Vorm):
    """The same file again after the preview, carried by the page itself."""

    inhoud = forms.CharField(widget=forms.HiddenInput, max_length=2 * MAX_BYTES)
    naam = forms.CharField(widget=forms.HiddenInput, max_length=200)

    def clean_inhoud(self) -> bytes:
        """The bytes of the file."""
        try:
            return base64.b64decode(self.cleaned_data["inhoud"], validate=True)
        except (binascii.Error, ValueError) as fout:
            raise forms.ValidationError("Het bestand is onderweg beschadigd. Kies het opnieuw.") from fout


def ingepakt(inhoud: bytes) -> str:
    """A file as the second step carries it."""
    return base64.b64encode(inhoud).decode("ascii")


class OordeelForm(Vorm):
    """Establish or refuse a delivery."""

    toelichting = tekst(
        "Toelichting",
        rijen=3,
        verplicht=False,
        hint="Nodig bij afwijzen, en als de som van de taakstellingen niet klopt.",
    )


class VerschoningForm(Vorm):
    """Why the ladder should not go up."""

    grond = forms.ChoiceField(
        label="Grond",
        choices=[LEEG, *Verschoningsgrond.choices],
        help_text=f"Nooit genoeg: {', '.join(naam.lower() for naam in NIET_GENOEG.values())}.",
    )
    toelichting = tekst(
        "Toelichting", rijen=5, hint="Wat doet de gemeente, hoeveel mensen levert dat op en wanneer?"
    )
    bewijs = forms.CharField(
        label="Stuk waaruit dit blijkt",
        max_length=300,
        help_text="Naam, datum en kenmerk van de brief, planning of overeenkomst.",
    )


class BesluitForm(NotulenForm):
    """Decide on an excuse; what GS decided is registered from the minutes."""

    akkoord = forms.ChoiceField(
        label="Besluit",
        choices=[("ja", "Verschoonbaar: de ladder gaat niet omhoog"), ("nee", "Niet verschoonbaar")],
        widget=forms.RadioSelect,
    )
    reden = tekst("Waarom", rijen=4, hint="Weeg inspanning en haalbaarheid.")
    field_order = ("akkoord", "reden")

    def __init__(self, *args: Any, door_gs: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.door_gs = door_gs
        if not door_gs:
            for naam in VELDEN:
                del self.fields[naam]

    def besluit(self) -> dict[str, Any]:
        """What `beslis_verschoonbaar` asks."""
        notulen = self.notulen() if self.door_gs else None
        velden = dict(self.cleaned_data)
        return {"toekennen": velden["akkoord"] == "ja", "reden": velden["reden"], "notulen": notulen}
