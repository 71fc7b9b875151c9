"""Forms of the beleidskader: reading in a file, adopting, reasons, comparing, moving dossiers."""

from collections.abc import Sequence
from typing import Any

from django import forms

from interventieladder.beleid import lees_toml
from interventieladder.beleid.lezen import MAX_BYTES
from interventieladder.forms.velden import Datumveld, Vorm, tekst
from interventieladder.selectors.beleidverplaatsing import Verplaatsing
from interventieladder.services.beleid import MAX_KENMERK
from toezicht.core.fouten import Weigering


class InleesForm(Vorm):
    """A file, or its text from the preview that is confirmed."""

    bestand = forms.FileField(
        label="Bestand",
        help_text="Een beleidskader als TOML-bestand, hoogstens 200 kB.",
        error_messages={"required": "Kies het bestand met het beleidskader."},
        widget=forms.ClearableFileInput(attrs={"accept": ".toml,text/plain"}),
    )
    tekst = forms.CharField(required=False, max_length=MAX_BYTES, widget=forms.HiddenInput, strip=False)

    inhoud: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bestand"].required = not self.data.get("tekst")

    def clean(self) -> dict[str, Any]:
        """Read the file; what is wrong with it stands at the field."""
        gegevens = super().clean() or {}
        bestand = gegevens.get("bestand")
        if bestand and bestand.size > MAX_BYTES:
            self.add_error("bestand", "Dit bestand is te groot voor een beleidskader (meer dan 200 kB).")
            return gegevens
        ruw = bestand.read() if bestand else gegevens.get("tekst", "")
        if self.errors:
            return gegevens
        try:
            self.inhoud = lees_toml(ruw)
            gegevens["tekst"] = ruw.decode("utf-8") if isinstance(ruw, bytes) else ruw
        except Weigering as weigering:
            self.add_error("bestand", weigering.melding)
        return gegevens


class VaststelForm(Vorm):
    """The decision of GS that adopts the version, on the content that was shown."""

    kenmerk = forms.CharField(
        label="Kenmerk van het GS-besluit", max_length=MAX_KENMERK, help_text="Bijvoorbeeld GS-2026-0412."
    )
    besloten_op = Datumveld(label="Datum van het GS-besluit")
    sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)


class BeleidRedenForm(Vorm):
    """Why a version goes back or is withdrawn."""

    reden = tekst("Reden", rijen=3, hint="Komt bij de versie en in het logboek te staan.")


class VergelijkForm(Vorm):
    """Two versions."""

    links = forms.ChoiceField(label="Versie")
    rechts = forms.ChoiceField(label="Vergelijk met")

    def __init__(self, *args: Any, keuzes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.enig = len(keuzes) < 2  # nothing to compare yet
        for veld in ("links", "rechts"):
            invoer = self.fields[veld]
            assert isinstance(invoer, forms.ChoiceField)  # noqa: S101 - declared above
            invoer.choices = list(keuzes)


class OverzetForm(Vorm):
    """Which running dossiers move; each value carries the version of the dossier that was shown."""

    dossiers = forms.MultipleChoiceField(
        label="Dossiers",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies ten minste één dossier.",
            "invalid_choice": "Een gekozen dossier is gewijzigd of kan niet mee. Bekijk het voorbeeld opnieuw.",
        },
    )
    reden = tekst("Reden", rijen=2, hint="Komt in het logboek van elk dossier.")

    def __init__(self, *args: Any, rijen: Sequence[Verplaatsing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        invoer = self.fields["dossiers"]
        assert isinstance(invoer, forms.MultipleChoiceField)  # noqa: S101 - declared above
        mee = [r for r in rijen if not r.bezwaar]
        invoer.choices = [(r.sleutel, f"{r.nummer} {r.overheid}") for r in mee]
        self.initial.setdefault("dossiers", [waarde for waarde, _ in invoer.choices])

    def gekozen(self) -> dict[int, int]:
        """Dossier id → version of its row, of a valid form."""
        paren = (waarde.split(":") for waarde in self.cleaned_data["dossiers"])
        return {int(pk): int(versie) for pk, versie in paren}
