"""Forms of the execution: a cost line, and the written text of an oral decision."""

import datetime as dt
from typing import Any

from django import forms

from interventieladder.forms.feiten import _stukkeuzes
from interventieladder.forms.velden import LEEG, Bedragveld, Datumveld, Getalveld, Vorm, tekst
from interventieladder.models import Dossier, Kostenregel
from interventieladder.models.kosten import KostenSoort
from interventieladder.services.kosten import MAX_OMSCHRIJVING, Kosten, bezwaar_tegen_dag
from interventieladder.treden import DOCUMENTEN
from toezicht.core import clock


class KostenForm(Vorm):
    """One cost in euro: hours with their rate, or an amount; for a correction also why."""

    datum = Datumveld(label="Dag van de kosten", verleden="datum van de kosten")
    soort = forms.ChoiceField(label="Soort", choices=[LEEG, *KostenSoort.choices])
    omschrijving = forms.CharField(label="Waarvoor?", max_length=MAX_OMSCHRIJVING)
    uren = Getalveld(label="Aantal uren", required=False, decimal_places=2, help_text="Bij eigen uren.")
    tarief = Bedragveld(label="Tarief per uur in euro", required=False, help_text="Bij eigen uren.")
    bedrag = Bedragveld(
        label="Bedrag in euro",
        required=False,
        help_text="Bij alle andere kosten. Een correctie met 0 laat de regel vervallen.",
    )
    btw = Bedragveld(
        label="Waarvan btw in euro",
        required=False,
        help_text="Zoals op de factuur; leeg als die er niet op staat.",
    )
    factuur = forms.TypedChoiceField(
        label="Factuur of specificatie", coerce=int, empty_value=None, required=False
    )

    def __init__(
        self, *args: Any, dossier: Dossier, corrigeert: Kostenregel | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.dossier = dossier
        factuur = self.fields["factuur"]
        assert isinstance(factuur, forms.TypedChoiceField)  # noqa: S101 - declared above
        factuur.choices = [("", "Geen stuk"), *_stukkeuzes(dossier)]
        self.initial.setdefault("datum", clock.vandaag())
        if corrigeert:
            velden = ("datum", "soort", "omschrijving", "uren", "tarief")
            self.initial.update({veld: getattr(corrigeert, veld) for veld in velden})
            self.initial["bedrag"] = None if corrigeert.uren else corrigeert.bedrag
            self.initial["btw"] = corrigeert.btw
            self.initial["factuur"] = corrigeert.factuur_id
            self.fields["correctiereden"] = tekst("Waarom corrigeert u deze regel?", rijen=3)

    def clean_datum(self) -> dt.date:
        """On or after the decision to act."""
        datum: dt.date = self.cleaned_data["datum"]
        if zin := bezwaar_tegen_dag(self.dossier, datum):
            raise forms.ValidationError(zin)
        return datum

    def gegevens(self) -> dict[str, Any]:
        """Arguments for `leg_kosten_vast`."""
        schoon = dict(self.cleaned_data)
        reden, factuur = schoon.pop("correctiereden", ""), schoon.pop("factuur")
        return {"kosten": Kosten(**schoon, factuur_id=factuur), "correctiereden": reden}


class SchriftForm(Vorm):
    """The day of the written decision, and a file for each document of its step."""

    datum = Datumveld(label="Datum van het geschreven besluit", verleden="datum van het geschreven besluit")

    def __init__(self, *args: Any, soorten: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.soorten = soorten
        self.initial.setdefault("datum", clock.vandaag())
        for soort in soorten:
            self.fields[soort] = forms.FileField(label=f"{soort} {DOCUMENTEN[soort].naam}")

    def gegevens(self) -> dict[str, Any]:
        """Arguments for `stel_op_schrift`."""
        bestanden = {soort: self.cleaned_data[soort] for soort in self.soorten}
        return {"datum": self.cleaned_data["datum"], "bestanden": bestanden}
