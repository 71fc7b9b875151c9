"""The form that opens a dossier on suspension or annulment."""

from typing import Any

from django import forms

from interventieladder.forms.dossiers import OverheidKeuze, overheden
from interventieladder.forms.velden import LEEG, Datumveld, Vorm, tekst
from interventieladder.services.vernietiging import NieuweVernietiging
from interventieladder.standen.vernietiging import Bron, Grond, Voorwerp
from interventieladder.treden import Orgaan
from toezicht.core import clock
from toezicht.core.domeinen import KEUZES as DOMEINKEUZES
from toezicht.organisaties.models import Overheid


class VernietigingForm(Vorm):
    """The decision, where it came from, and the day that starts the clock."""

    overheid = OverheidKeuze(label="Overheid", queryset=Overheid.objects.none(), empty_label=LEEG[1])
    orgaan = forms.ChoiceField(label="Orgaan dat het besluit nam", choices=[LEEG, *Orgaan.choices])
    besluit = forms.CharField(label="Naam of nummer van het besluit", max_length=200)
    besluit_op = Datumveld(label="Dag van het besluit", verleden="dag van het besluit")
    domein = forms.ChoiceField(
        label="Domein waarin het besluit ligt",
        choices=[LEEG, *DOMEINKEUZES],
        help_text="Het dossier staat bij dit domein op de pagina van de overheid en in de rapporten.",
    )
    voorwerp = forms.ChoiceField(label="Wat voor besluit is het?", choices=Voorwerp.choices)
    bron = forms.ChoiceField(label="Hoe kwam het bij ons?", choices=[LEEG, *Bron.choices])
    kennisname_op = Datumveld(
        label="Dag van kennisname",
        help_text="Wanneer kwam het besluit ter kennis van GS? Bij een melding: de dag van ontvangst. "
        "Hier beginnen de tien dagen.",
    )
    bewijs = forms.CharField(
        label="Waaruit blijkt die dag?",
        max_length=300,
        help_text="Bijvoorbeeld: e-mail van de griffie, 09:12 uur; poststempel.",
    )
    bekend_op = Datumveld(
        label="Dag waarop de melder het besluit kende",
        required=False,
        help_text="Alleen bij een melding van de burgemeester of de voorzitter.",
    )
    gemeld_op = Datumveld(
        label="Dagtekening van de melding",
        required=False,
        help_text="Vanaf deze dag staat de uitvoering stil.",
    )
    grond = forms.ChoiceField(label="Grond", choices=[LEEG, *Grond.choices])
    strijd_met = tekst(
        "Waarmee is het besluit in strijd?", rijen=4, hint="De regel of het belang, en waarom."
    )
    medebewind = forms.BooleanField(
        label="Het besluit is genomen in medebewind",
        required=False,
        help_text="Dan kan de mededeling dat GS een voordracht overwegen (Gemeentewet 273a, derde lid).",
    )
    interprovinciaal = forms.BooleanField(
        label="Andere provincies houden mede toezicht (waterschap)", required=False
    )

    def __init__(self, *args: Any, overheid_code: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuze = self.fields["overheid"]
        assert isinstance(keuze, forms.ModelChoiceField)  # noqa: S101 - declared above
        keuze.queryset = overheden().order_by("naam")
        if overheid_code:
            self.initial["overheid"] = keuze.queryset.filter(code=overheid_code).first()
        self.initial.setdefault("kennisname_op", clock.vandaag())

    def nieuw(self) -> NieuweVernietiging:
        """What the service needs, of a valid form."""
        gegevens = dict(self.cleaned_data)
        return NieuweVernietiging(overheid_id=gegevens.pop("overheid").pk, **gegevens)
