"""Forms of letters: generated from the blocks of their template; uploading; registering a sending."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from interventieladder.brieven import Kolom, Veld
from interventieladder.brieven.controle import max_rijen
from interventieladder.forms.velden import LEEG, Datumveld, Vorm
from interventieladder.models.stukken import Berichtsoort, Kanaal
from interventieladder.selectors.dossierpagina import Geadresseerde
from interventieladder.services.briefverzending import Zending
from interventieladder.services.losse_brieven import NIET_NAAR_BUITEN
from interventieladder.services.verzendregister import Bericht
from interventieladder.treden import DOCUMENTEN
from toezicht.core import clock
from toezicht.core.bestanden import SOORTEN

EXTRA_RIJEN = 2
"""Empty rows under a table; saving gives new ones, so that it works without script."""


@dataclass(frozen=True, slots=True)
class Blok:
    """One block of a letter for the template: a field, or the rows of a table."""

    veld: Veld
    invoer: Any
    kolommen: tuple[Kolom, ...] = ()
    rijen: tuple[tuple[Any, ...], ...] = ()


class BriefForm(Vorm):
    """A letter made from our template. What must be filled is checked by the service, block by block."""

    onderwerp = forms.CharField(label="Onderwerp", max_length=200)

    def __init__(self, *args: Any, blokken: Sequence[Veld], velden: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._blokken, self._velden = blokken, velden
        self._tabellen: dict[str, int] = {}
        for veld in blokken:
            self._maak(veld, velden.get(veld.code))

    def _maak(self, veld: Veld, waarde: Any) -> None:
        if veld.soort == "tabel":
            self._maak_tabel(veld, waarde if isinstance(waarde, list) else [])
            return
        if veld.soort == "lijst":
            waarde = "\n".join(waarde or [])
        self.fields[veld.code] = (
            forms.ChoiceField(label=veld.label, help_text=veld.uitleg, choices=[LEEG, *veld.keuzes])
            if veld.soort == "keuze"
            else _invoer(veld.soort, veld.label, veld.uitleg)
        )
        self.fields[veld.code].required = veld.verplicht
        self.initial[veld.code] = waarde or ""

    def _maak_tabel(self, veld: Veld, rijen: Sequence[Mapping[str, Any]]) -> None:
        aantal = len(rijen) + EXTRA_RIJEN
        if self.is_bound:  # as many rows as were on the page that was sent
            genoemd = [naam.split("__")[1] for naam in self.data if naam.startswith(f"{veld.code}__")]
            nummers = (int(nr) for nr in genoemd if nr.isdecimal() and len(nr) <= len(str(max_rijen(veld))))
            aantal = max([aantal, *(nr + 1 for nr in nummers if nr < max_rijen(veld) + EXTRA_RIJEN)])
        self._tabellen[veld.code] = aantal
        for nummer in range(aantal):
            rij = rijen[nummer] if nummer < len(rijen) else {}
            for kolom in veld.kolommen:
                naam = f"{veld.code}__{nummer}__{kolom.code}"
                self.fields[naam] = _invoer(kolom.soort, f"{kolom.label}, rij {nummer + 1}", "")
                self.initial[naam] = rij.get(kolom.code, "")

    def full_clean(self) -> None:
        """Shape only: empty blocks are refused by the service, with the name of the block."""
        verplicht = {naam for naam, veld in self.fields.items() if veld.required and naam != "onderwerp"}
        for naam in verplicht:
            self.fields[naam].required = False
        super().full_clean()
        for naam in verplicht:
            self.fields[naam].required = True

    def blokken(self) -> list[Blok]:
        """The blocks in the order of the letter."""
        uit = []
        for veld in self._blokken:
            if veld.soort != "tabel":
                uit.append(Blok(veld, self[veld.code]))
                continue
            rijen = tuple(
                tuple(self[f"{veld.code}__{nummer}__{kolom.code}"] for kolom in veld.kolommen)
                for nummer in range(self._tabellen[veld.code])
            )
            uit.append(Blok(veld, None, veld.kolommen, rijen))
        return uit

    def begin(self) -> dict[str, Any]:
        """The blocks the form begins with."""
        leeg: dict[str, Any] = {"lijst": [], "tabel": []}
        return {v.code: self._velden.get(v.code) or leeg.get(v.soort, "") for v in self._blokken}

    def zoals_getypt(self) -> dict[str, Any]:
        """The blocks as they stand, also while something is not filled in well: what is wrong counts as empty."""
        self.is_valid()
        for naam in self.fields:
            self.cleaned_data.setdefault(naam, "")
        return self.velden()

    def velden(self) -> dict[str, Any]:
        """The blocks of a valid form, in the shape of `brieven.controleer_velden`."""
        return {veld.code: self._waarde(veld) for veld in self._blokken}

    def _waarde(self, veld: Veld) -> Any:
        if veld.soort == "tabel":
            return [
                {k.code: _tekst(self.cleaned_data[f"{veld.code}__{nummer}__{k.code}"]) for k in veld.kolommen}
                for nummer in range(self._tabellen[veld.code])
            ]
        if veld.soort == "lijst":
            return [regel for regel in self.cleaned_data[veld.code].splitlines() if regel.strip()]
        return _tekst(self.cleaned_data[veld.code])

    def zet_fout(self, veld: str, melding: str) -> None:
        """Put a refusal at its block; for a table at its first cell."""
        if veld in self._tabellen:
            eerste = next(naam for naam in self.fields if naam.startswith(f"{veld}__"))
            self.add_error(eerste, melding)
        else:
            self.add_error(veld if veld in self.fields else None, melding)


def _tekst(waarde: Any) -> str:
    return waarde.isoformat() if hasattr(waarde, "isoformat") else str(waarde or "")


def _invoer(soort: str, label: str, hint: str) -> forms.Field:
    if soort == "datum":
        return Datumveld(label=label, help_text=hint, required=False)
    if soort in ("tekst", "getal"):
        return forms.CharField(label=label, help_text=hint, required=False, strip=True)
    rijen = 4 if soort == "alinea" else 5
    return forms.CharField(
        label=label, help_text=hint, required=False, widget=forms.Textarea(attrs={"rows": rijen})
    )


class BriefUploadForm(Vorm):
    """A document made elsewhere."""

    onderwerp = forms.CharField(label="Onderwerp", max_length=200)
    bestand = forms.FileField(
        label="Bestand", help_text=f"{', '.join(s[1:] for s in SOORTEN)}; hoogstens 25 MB."
    )


class NieuweNamenForm(Vorm):
    """The same uploaded letter with the new names in it, after the decision."""

    bestand = forms.FileField(
        label="Dezelfde brief met de nieuwe namen",
        help_text=f"{', '.join(s[1:] for s in SOORTEN)}; hoogstens 25 MB.",
    )


class AnderDocumentForm(Vorm):
    """Which further document goes with the proposal."""

    soort = forms.ChoiceField(
        label="Ander document toevoegen",
        choices=[
            LEEG,
            *((d.code, f"{d.code} {d.naam}" if d.code[0] == "L" else d.naam) for d in DOCUMENTEN.values()),
        ],
    )


class VerzendForm(Vorm):
    """The sending of one letter to those of its addressees that are ticked."""

    verzonden_op = Datumveld(
        label="Verzonden op", help_text="De termijn begint de dag erna.", verleden="verzenddatum"
    )

    def __init__(
        self, *args: Any, geadresseerden: Sequence[Geadresseerde], los: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if los:  # no term runs from it
            self.fields["verzonden_op"].help_text = ""
        self.initial.setdefault("verzonden_op", clock.vandaag())
        # By their place in the letter: a colleague may have served one of them meanwhile.
        self.open_ = {
            plek: wie
            for plek, wie in enumerate(geadresseerden)
            if wie.verzonden_op is None or f"kanaal_{plek}" in self.data
        }
        for plek, wie in self.open_.items():
            self.fields[f"wie_{plek}"] = forms.BooleanField(label=wie.naam, required=False)
            self.initial.setdefault(f"wie_{plek}", True)
            self.fields[f"kanaal_{plek}"] = forms.ChoiceField(
                label=f"Hoe verzonden aan {wie.naam}",
                choices=[k for k in Kanaal.choices if not los or k[0] not in NIET_NAAR_BUITEN],
                initial=KANAAL_BIJ.get(wie.rol),
            )
            self.fields[f"bewijs_{plek}"] = forms.CharField(
                label=f"Bewijs van verzending aan {wie.naam}", max_length=300, required=not self.is_bound
            )
            self.fields[f"volgt_{plek}"] = forms.BooleanField(
                label=f"Het bewijs van de verzending aan {wie.naam} volgt nog", required=False
            )

    def full_clean(self) -> None:
        """A proof is asked of who is ticked, so it is not called optional."""
        bewijzen = [f"bewijs_{plek}" for plek in self.open_]
        super().full_clean()
        for naam in bewijzen:
            self.fields[naam].required = True

    def rijen(self) -> list[tuple[Geadresseerde, Any, Any, Any, Any]]:
        """Per addressee: who, and the fields for ticking, channel, proof, and that the proof is still to come."""
        return [
            (wie, self[f"wie_{plek}"], self[f"kanaal_{plek}"], self[f"bewijs_{plek}"], self[f"volgt_{plek}"])
            for plek, wie in self.open_.items()
        ]

    def clean(self) -> dict[str, Any]:
        """Who is ticked needs a proof, or that it is still to come."""
        gegevens = super().clean() or {}
        for plek, wie in self.open_.items():
            bewijs, volgt = gegevens.get(f"bewijs_{plek}", "").strip(), gegevens.get(f"volgt_{plek}")
            if not gegevens.get(f"wie_{plek}"):
                continue
            if not bewijs and not volgt:
                self.add_error(
                    f"bewijs_{plek}",
                    f"Vul het bewijs van verzending aan {wie.naam} in, of zeg dat het nog volgt.",
                )
            elif bewijs and volgt:
                self.add_error(f"volgt_{plek}", "Haal dit vinkje weg: het bewijs is ingevuld.")
        return gegevens

    def zendingen(self) -> list[Zending]:
        """The sendings of a valid form."""
        gegevens = self.cleaned_data
        return [
            Zending(
                geadresseerde=wie.naam,
                rol=wie.rol,
                kanaal=gegevens[f"kanaal_{plek}"],
                verzonden_op=gegevens["verzonden_op"],
                bewijs=gegevens[f"bewijs_{plek}"],
                bewijs_volgt=gegevens[f"volgt_{plek}"],
            )
            for plek, wie in self.open_.items()
            if gegevens[f"wie_{plek}"]
        ]


class VerzendberichtForm(Vorm):
    """What was heard of a sending."""

    soort = forms.ChoiceField(label="Wat is er gebeurd?", widget=forms.RadioSelect)
    datum = Datumveld(label="Op welke dag?", verleden="datum")
    kanaal = forms.ChoiceField(
        label="Hoe opnieuw verzonden",
        choices=[LEEG, *Kanaal.choices],
        required=False,
        help_text="Alleen als u de brief opnieuw hebt verzonden.",
    )
    bewijs = forms.CharField(
        label="Bewijs of reden",
        max_length=300,
        help_text="Het nummer van het ontvangstbewijs, of waarom de brief terugkwam.",
    )
    bevestigd = forms.BooleanField(
        label="Verschuift een einddatum die de brief noemt, dan stuur ik de ontvanger daarover bericht",
        required=False,
    )

    def __init__(self, *args: Any, soorten: Sequence[str], naar_orgaan: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        soort = self.fields["soort"]
        assert isinstance(soort, forms.ChoiceField)  # noqa: S101 - declared above
        soort.choices = [(s, str(Berichtsoort(s).label)) for s in soorten]
        self.initial.setdefault("datum", clock.vandaag())
        if len(soorten) == 1:
            self.initial.setdefault("soort", soorten[0])
        if Berichtsoort.OPNIEUW not in soorten:
            del self.fields["kanaal"]
        if Berichtsoort.OPNIEUW not in soorten or not naar_orgaan:
            del self.fields["bevestigd"]

    def gegevens(self) -> dict[str, Any]:
        """Arguments for `leg_bericht_vast`."""
        schoon = dict(self.cleaned_data)
        bevestigd = schoon.pop("bevestigd", False)
        return {"bericht": Bericht(**schoon), "bevestigd": bevestigd}


KANAAL_BIJ: dict[str, str] = {
    "orgaan": Kanaal.BERICHTENBOX,
    "publicatie": Kanaal.PROVINCIAAL_BLAD,
    "intern": Kanaal.DOSSIER,
    "afschrift_raad": Kanaal.EMAIL,
    "afschrift": Kanaal.EMAIL,
}
"""The usual channel for each role."""
