"""The form of one fact, made from the plan of the ladder."""

from decimal import Decimal
from typing import Any

from django import forms

from interventieladder.forms.feiten import _stukkeuzes
from interventieladder.forms.velden import LEEG, Bedragveld, Datumveld, Getalveld, Heelgetalveld, Vorm, tekst
from interventieladder.models import Dossier, Feit
from interventieladder.standen import Feitsoort, Feitveld
from interventieladder.standen.plan import BEDRAG, DATUM, GETAL, JA_NEE, KEUZE, PERCENTAGE
from toezicht.core import clock

VOORVOEGSEL = "waarde_"


def _veld(veld: Feitveld) -> forms.Field:
    algemeen: dict[str, Any] = {"label": veld.label, "required": veld.verplicht, "help_text": veld.hint}
    if veld.soort == DATUM:
        return Datumveld(**algemeen)
    if veld.soort == BEDRAG:
        return Bedragveld(max_digits=15, **algemeen)
    if veld.soort == PERCENTAGE:
        return Getalveld(max_digits=6, decimal_places=1, **algemeen)
    if veld.soort == GETAL:
        laagste, hoogste = veld.grenzen
        return Heelgetalveld(min_value=laagste, max_value=hoogste, **algemeen)
    if veld.soort == JA_NEE:
        return forms.ChoiceField(choices=[("ja", "Ja"), ("nee", "Nee")], widget=forms.RadioSelect, **algemeen)
    if veld.soort == KEUZE:
        return forms.ChoiceField(choices=[LEEG, *veld.keuzes], **algemeen)
    return forms.CharField(max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}), **algemeen)


class FeitForm(Vorm):
    """Day, values, explanation, and the paper it shows from; for a correction also why."""

    datum = Datumveld(label="Datum")
    toelichting = tekst("Toelichting", rijen=4, verplicht=False, hint="Waaruit blijkt dit?")
    stuk = forms.TypedChoiceField(
        label="Stuk waaruit dit blijkt", coerce=int, empty_value=None, required=False
    )

    def __init__(
        self, *args: Any, dossier: Dossier, soort: Feitsoort, corrigeert: Feit | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        datum, stuk = self.fields["datum"], self.fields["stuk"]
        assert isinstance(stuk, forms.TypedChoiceField)  # noqa: S101 - declared above
        datum.label = soort.datumlabel
        if not soort.toekomst and isinstance(datum, Datumveld):
            datum.verleden = soort.datumlabel.lower()
        self.initial.setdefault("datum", corrigeert.datum if corrigeert else clock.vandaag())
        stuk.choices = [("", "Geen stuk"), *_stukkeuzes(dossier)]
        stuk.required = soort.stuk and not (corrigeert and corrigeert.brief_id)
        for veld in soort.velden:
            naam = f"{VOORVOEGSEL}{veld.naam}"
            self.fields[naam] = _veld(veld)
            if corrigeert:
                self.initial[naam] = _beginwaarde(veld, corrigeert.waarden.get(veld.naam))
        if corrigeert:
            self.initial["toelichting"] = corrigeert.toelichting
            self.initial["stuk"] = corrigeert.stuk_id
            self.fields["correctiereden"] = tekst("Waarom corrigeert u dit?", rijen=3)
        self.order_fields(["datum", *(f"{VOORVOEGSEL}{v.naam}" for v in soort.velden), "toelichting", "stuk"])

    def gegevens(self) -> dict[str, Any]:
        """Arguments for `leg_feit_vast`."""
        schoon = self.cleaned_data
        waarden = {n.removeprefix(VOORVOEGSEL): w for n, w in schoon.items() if n.startswith(VOORVOEGSEL)}
        return {
            "datum": schoon["datum"],
            "toelichting": schoon["toelichting"],
            "stuk_id": schoon["stuk"],
            "correctiereden": schoon.get("correctiereden", ""),
            "waarden": waarden,
        }


def _beginwaarde(veld: Feitveld, waarde: Any) -> Any:
    if veld.soort == JA_NEE and waarde is not None:
        return "ja" if waarde else "nee"
    if veld.soort in (BEDRAG, PERCENTAGE) and waarde is not None:
        return Decimal(waarde)  # stored with a dot; shown as people type it
    return waarde
