"""Forms of approval, consent, urgent spending, artikel 12 and the spending room."""

import datetime as dt
from decimal import Decimal
from typing import Any, cast

from django import forms

from interventieladder.financieel.kalender import EERSTE_JAAR, LAATSTE_JAAR
from interventieladder.forms.collegebesluiten import VELDEN, NotulenForm
from interventieladder.forms.dossiers import OverheidKeuze, overheden
from interventieladder.forms.velden import LEEG, Bedragveld, Datumveld, Getalveld, Vorm, tekst
from interventieladder.models import Goedkeuring, Spoeduitgave
from interventieladder.models.goedkeuring import GoedkeuringSoort, Plichtgrond
from interventieladder.services.bestedingsruimte import NieuweRuimte, Vrijpost
from interventieladder.services.ladders.goedkeuring_openen import Aanbieding
from interventieladder.services.ladders.spoeduitgave import Spoedbesluit
from interventieladder.services.ladders.toestemming import Verzoek
from toezicht.core import clock
from toezicht.core.woorden import klein
from toezicht.organisaties.models import Overheid
from toezicht.organisaties.opvolging import zelfde_overheid


def _bedrag(label: str, *, verplicht: bool = True, hint: str = "In euro.") -> Bedragveld:
    return Bedragveld(label=label, max_digits=14, required=verplicht, help_text=hint)


class FinancieelForm(Vorm):
    """An organisation and a budget year; `overheid_code` fills in the organisation."""

    overheid = OverheidKeuze(label="Overheid", queryset=Overheid.objects.none(), empty_label=LEEG[1])
    jaar = forms.IntegerField(label="Begrotingsjaar", min_value=EERSTE_JAAR, max_value=LAATSTE_JAAR)

    def __init__(self, *args: Any, overheid_code: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuze = self.fields["overheid"]
        assert isinstance(keuze, forms.ModelChoiceField)  # noqa: S101 - declared above
        keuze.queryset = overheden().order_by("naam")
        if overheid_code:
            self.initial["overheid"] = keuze.queryset.filter(code=overheid_code).first()
        self.initial.setdefault("jaar", clock.vandaag().year)

    def _velden(self) -> dict[str, Any]:
        velden = dict(self.cleaned_data)
        velden["overheid_id"] = velden.pop("overheid").pk
        return velden


class GoedkeuringForm(FinancieelForm):
    """A budget or amendment that was offered for approval."""

    soort = forms.ChoiceField(label="Wat is aangeboden?", choices=[LEEG, *GoedkeuringSoort.choices])
    volgnummer = forms.IntegerField(
        label="Nummer van de wijziging", required=False, min_value=1, help_text="Leeg bij een begroting."
    )
    plichtgrond = forms.ChoiceField(
        label="Waarom is goedkeuring nodig?", choices=[LEEG, *Plichtgrond.choices]
    )
    raadsbesluit_op = Datumveld(label="Vastgesteld op")
    raadsbesluit = forms.CharField(label="Nummer van het besluit", max_length=60)
    verzonden_op = Datumveld(
        label="Verzonden door de organisatie op", help_text="De dertien weken lopen vanaf deze dag."
    )
    ontvangen_op = Datumveld(label="Ontvangen op", verleden="dag van ontvangst")
    bedrag = _bedrag("Bedrag van de wijziging", verplicht=False)
    omschrijving = tekst("Waar gaat het over?", rijen=4, verplicht=False)

    def nieuw(self) -> Aanbieding:
        """What was filled in."""
        velden = self._velden()
        velden["volgnummer"] = velden["volgnummer"] or 0
        return Aanbieding(**velden)


class ToestemmingForm(FinancieelForm):
    """A request for consent."""

    post = forms.CharField(
        label="Post", max_length=120, help_text="Zoals in het besluit over vrijgegeven posten."
    )
    bedrag = _bedrag("Bedrag")
    verzonden_op = Datumveld(
        label="Verzonden door de organisatie op", help_text="De twee maanden lopen vanaf deze dag."
    )
    ontvangen_op = Datumveld(label="Ontvangen op", verleden="dag van ontvangst")
    eerder_aangegaan = forms.BooleanField(
        label="De verplichting is vóór het begrotingsjaar aangegaan", required=False
    )
    verplicht = forms.BooleanField(label="De uitgave is verplicht (Gemeentewet 193)", required=False)
    omschrijving = tekst("Wat wil het college doen, en waarom nu?", rijen=5)

    def nieuw(self) -> Verzoek:
        """What was filled in."""
        return Verzoek(**self._velden())


class SpoedForm(FinancieelForm):
    """An urgent decision of the raad."""

    bedrag = _bedrag("Bedrag")
    raadsbesluit_op = Datumveld(label="Hoofdelijke stemming op")
    raadsbesluit = forms.CharField(label="Nummer van het besluit", max_length=60)
    verzonden_op = Datumveld(label="Verzonden door de raad op")
    ontvangen_op = Datumveld(label="Ontvangen op", verleden="dag van ontvangst")
    omschrijving = tekst("Wat was de dringende spoed?", rijen=5)

    def nieuw(self) -> Spoedbesluit:
        """What was filled in."""
        return Spoedbesluit(**self._velden())


class Artikel12Form(FinancieelForm):
    """A year of artikel 12."""

    datum_feit = Datumveld(label="Bekend geworden op")
    omschrijving = tekst("Waar gaat het over?", rijen=5)

    def nieuw(self) -> dict[str, Any]:
        """Arguments for `open_artikel12`."""
        return self._velden()


class StemmenForm(Vorm):
    """The roll call, one member per line."""

    stemmen = tekst(
        "Stemmen",
        rijen=12,
        hint="Per regel een raadslid en de stem, bijvoorbeeld: A. de Boer; voor. Dit verandert later niet meer.",
    )

    def clean_stemmen(self) -> list[tuple[str, str]]:
        """(name, vote) per line."""
        uit = []
        for regel in self.cleaned_data["stemmen"].splitlines():
            if not regel.strip():
                continue
            naam, scheiding, stem = regel.rpartition(";")
            if not scheiding:
                raise forms.ValidationError(f"Zet een puntkomma tussen naam en stem: {regel.strip()[:60]}")
            uit.append((naam.strip(), stem.strip()))
        return uit


class WijzigingForm(Vorm):
    """Which amendment covers the urgent spending."""

    wijziging = forms.TypedChoiceField(label="Begrotingswijziging", coerce=int)

    def __init__(self, *args: Any, zaak: Spoeduitgave, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuze = self.fields["wijziging"]
        assert isinstance(keuze, forms.TypedChoiceField)  # noqa: S101 - declared above
        passend = Goedkeuring.objects.filter(
            overheid__in=zelfde_overheid(zaak.overheid_id), jaar=zaak.jaar, soort=GoedkeuringSoort.WIJZIGING
        ).select_related("dossier")
        keuze.choices = [LEEG, *((g.pk, f"{g} ({klein(g.dossier.get_stand_display())})") for g in passend)]


class VerzendingForm(Vorm):
    """Another day of sending, with the reason."""

    verzonden_op = Datumveld(label="Verzonden door de organisatie op")
    reden = tekst("Waarom corrigeert u dit?", rijen=3)


class RuimteForm(NotulenForm):
    """A version of the spending room as GS decided it."""

    basis_bedrag = _bedrag("Uitgangsbedrag", hint="In euro, bijvoorbeeld de lasten van de vorige begroting.")
    basis = forms.CharField(label="Waarop berust het bedrag?", max_length=160)
    percentage = Getalveld(
        label="Percentage", min_value=0, max_value=100, max_digits=5, decimal_places=2, initial=100
    )
    toevoeging = _bedrag("Erbij door een goedgekeurde wijziging", verplicht=False)
    posten = tekst(
        "Vrijgegeven posten",
        rijen=4,
        verplicht=False,
        hint="Per regel een post, met een bedrag als er een grens is: Wegen; 250000.",
    )
    verzonden_op = Datumveld(label="Verzonden op")
    geldig_van = Datumveld(label="Geldig vanaf", help_text="De vorige versie eindigt de dag ervoor.")
    reden = tekst("Reden", rijen=3)

    field_order = ("basis_bedrag", "basis", "percentage", "toevoeging", "posten", *VELDEN)

    def clean_posten(self) -> list[Vrijpost]:
        """A post per line."""
        uit = []
        for regel in self.cleaned_data["posten"].splitlines():
            naam, scheiding, bedrag = regel.strip().partition(";")
            if naam:
                uit.append(Vrijpost(naam.strip(), _lees_bedrag(bedrag, regel) if scheiding else None))
        return uit

    def nieuw(self, overheid_id: int, jaar: int) -> NieuweRuimte:
        """What was filled in."""
        notulen = self.notulen()
        velden = dict(self.cleaned_data)
        velden["toevoeging"] = velden["toevoeging"] or Decimal(0)
        return NieuweRuimte(overheid_id=overheid_id, jaar=jaar, notulen=notulen, **velden)

    def begin(self, vandaag: dt.date) -> "RuimteForm":
        """Days as they usually are."""
        for veld in ("verzonden_op", "geldig_van"):
            self.initial.setdefault(veld, vandaag)
        return self


def _lees_bedrag(tekst_: str, regel: str) -> Decimal:
    """An amount as people type it, read as every other amount is; refused with its line."""
    try:
        return cast("Decimal", Bedragveld().clean(tekst_))
    except forms.ValidationError as fout:
        raise forms.ValidationError(f"Geen bedrag achter de puntkomma: {regel.strip()[:60]}") from fout
