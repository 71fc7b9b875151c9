"""Forms for dated facts: assessments, agreements, urgency, papers."""

from decimal import Decimal
from typing import Any

from django import forms

from interventieladder.forms.velden import LEEG, Bedragveld, Datumveld, Vorm, tekst
from interventieladder.models import Dossier
from interventieladder.models.feiten import (
    UITKOMSTEN,
    AfspraakStatus,
    BeoordelingSoort,
    BeoordelingUitkomst,
    SpoedReden,
)
from interventieladder.models.stukken import StukSoort
from interventieladder.services.stukken import INKOMEND, NieuwStuk
from toezicht.core import clock
from toezicht.core.bestanden import SOORTEN


def _stukkeuzes(dossier: Dossier) -> list[tuple[int, str]]:
    return [
        (stuk.pk, f"{stuk.titel} ({stuk.datum.day}-{stuk.datum.month}-{stuk.datum.year})")
        for stuk in reversed(dossier.feiten.stukken)
    ]


class BeoordelingForm(Vorm):
    """One assessment of a known kind, with its outcomes only."""

    soort = forms.ChoiceField(
        label="Wat beoordeelt u?", choices=BeoordelingSoort.choices, widget=forms.HiddenInput
    )
    uitkomst = forms.ChoiceField(label="Uitkomst", widget=forms.RadioSelect)
    datum = Datumveld(
        label="Datum", help_text="De dag waarop u dit vaststelde.", verleden="datum van de beoordeling"
    )
    toelichting = tekst("Toelichting", rijen=6, hint="Waarop rust dit oordeel? Feiten, bron en afweging.")
    stukken = forms.TypedMultipleChoiceField(
        label="Stukken waaruit dit blijkt",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, dossier: Dossier, soort: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("datum", clock.vandaag())
        self.initial["soort"] = soort
        uitkomst, stukken = self.fields["uitkomst"], self.fields["stukken"]
        assert isinstance(uitkomst, forms.ChoiceField)  # noqa: S101 - declared above
        assert isinstance(stukken, forms.TypedMultipleChoiceField)  # noqa: S101 - declared above
        stukken.choices = _stukkeuzes(dossier)
        if not stukken.choices:
            del self.fields["stukken"]
        uitkomst.choices = [(c, BeoordelingUitkomst(c).label) for c in UITKOMSTEN[soort]]

    def gegevens(self) -> dict[str, Any]:
        """Arguments for `leg_beoordeling_vast`."""
        gegevens = dict(self.cleaned_data)
        gegevens["stuk_ids"] = gegevens.pop("stukken", [])
        return gegevens


class AfspraakForm(Vorm):
    """One agreement: who does what, when, with which evidence."""

    actie = forms.CharField(label="Actie", max_length=300, help_text="Wat de organisatie gaat doen.")
    eigenaar = forms.CharField(label="Wie voert uit?", max_length=160)
    gereed_op = Datumveld(label="Klaar op")
    bewijs = forms.CharField(
        label="Gevraagd bewijs", max_length=300, help_text="Waaruit zal blijken dat het is gebeurd?"
    )


class AfspraakstatusForm(Vorm):
    """Whether an agreement was kept."""

    status = forms.ChoiceField(
        label="Is de afspraak nagekomen?",
        choices=[(c, n) for c, n in AfspraakStatus.choices if c != AfspraakStatus.OPEN],
        widget=forms.RadioSelect,
    )
    op = Datumveld(label="Vastgesteld op", verleden="datum van vaststelling")
    toelichting = tekst("Toelichting", hint="Waaruit blijkt dit?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("op", clock.vandaag())


class SpoedForm(Vorm):
    """That there is urgency (Gemeentewet 124 lid 2)."""

    reden = forms.ChoiceField(label="Reden", choices=SpoedReden.choices, widget=forms.RadioSelect)
    toelichting = tekst("Toelichting", rijen=5, hint="Waarom kan een gewone termijn niet worden afgewacht?")
    gebeld = forms.CharField(
        label="Wie is gebeld, en wanneer?",
        max_length=300,
        help_text="Naam, functie, dag en tijd.",
    )


STUKKEUZES = [LEEG, *(keuze for keuze in StukSoort.choices if keuze[0] != StukSoort.ZIENSWIJZE)]
"""Without zienswijze: that has a form of its own, with its points."""


class StukForm(Vorm):
    """A paper that came in or was made inside, with its file."""

    soort = forms.ChoiceField(label="Soort stuk", choices=STUKKEUZES)
    titel = forms.CharField(label="Titel", max_length=200)
    bestand = forms.FileField(
        label="Bestand", help_text=f"{', '.join(s[1:] for s in SOORTEN)}; hoogstens 25 MB."
    )
    datum = Datumveld(label="Datum van het stuk", verleden="datum van het stuk")
    ontvangen_op = Datumveld(
        label="Ontvangen op",
        required=False,
        help_text="Verplicht voor een stuk van buiten.",
        verleden="ontvangstdatum",
    )
    afzender = forms.CharField(label="Afzender", max_length=160, required=False)
    ondertekend_op = Datumveld(
        label="Akkoord van de organisatie op",
        required=False,
        help_text="Bij een gespreksverslag: de dag waarop de organisatie ermee instemde.",
        verleden="datum van akkoord",
    )
    kostenraming = Bedragveld(
        label="Kostenraming in euro",
        required=False,
        help_text="Bij een uitvoeringsplan.",
    )
    mondeling = forms.BooleanField(label="Mondeling ontvangen, dit is het verslag", required=False)
    vervangt = forms.TypedChoiceField(
        label="Vervangt",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Het oude stuk blijft bewaard.",
    )

    def __init__(self, *args: Any, dossier: Dossier, soort: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("datum", clock.vandaag())
        vervangt = self.fields["vervangt"]
        assert isinstance(vervangt, forms.TypedChoiceField)  # noqa: S101 - declared above
        vervangt.choices = [("", "Geen ander stuk"), *_stukkeuzes(dossier)]
        if soort in StukSoort.values:
            self.initial["soort"] = soort
            self._passend(soort)
        if soort == StukSoort.ZIENSWIJZE:
            self._betere_kopie(dossier)

    def _passend(self, soort: str) -> None:
        """Leave out what this kind never has."""
        if soort != StukSoort.UITVOERINGSPLAN:
            del self.fields["kostenraming"]
        if soort not in (StukSoort.GESPREKSVERSLAG, StukSoort.VERBETERPLAN):
            del self.fields["ondertekend_op"]
        if soort in INKOMEND:
            self.fields["ontvangen_op"].required = True
            self.initial.setdefault("ontvangen_op", clock.vandaag())
        else:
            for naam in ("ontvangen_op", "afzender"):
                if soort != StukSoort.BEWIJS:
                    del self.fields[naam]
        if soort not in (StukSoort.ANTWOORD, StukSoort.ZIENSWIJZE):
            del self.fields["mondeling"]
        self.fields["soort"].widget = forms.HiddenInput()

    def _betere_kopie(self, dossier: Dossier) -> None:
        """Of a zienswijze only a better copy comes in here."""
        soort, vervangt = self.fields["soort"], self.fields["vervangt"]
        assert isinstance(soort, forms.ChoiceField)  # noqa: S101 - declared above
        assert isinstance(vervangt, forms.TypedChoiceField)  # noqa: S101 - declared above
        soort.choices = [(StukSoort.ZIENSWIJZE.value, StukSoort.ZIENSWIJZE.label)]
        vervangt.required = True
        vervangt.choices = [
            LEEG,
            *((s.pk, s.titel) for s in dossier.feiten.stukken_van(StukSoort.ZIENSWIJZE)),
        ]

    def nieuw(self) -> NieuwStuk:
        """What the service needs, of a valid form."""
        gegevens = {naam: waarde for naam, waarde in self.cleaned_data.items() if naam != "bestand"}
        gegevens["vervangt_id"] = gegevens.pop("vervangt", None)
        kosten = gegevens.get("kostenraming")
        gegevens["kostenraming"] = kosten if isinstance(kosten, Decimal) else None
        return NieuwStuk(**gegevens)
