"""Forms for taking over a running dossier: one with its past as rows, a file with many, and what comes after."""

from dataclasses import replace
from typing import Any

from django import forms

from interventieladder.forms.dossiers import overheden, taakkeuzes
from interventieladder.forms.velden import LEEG, Datumveld, Keuzelijst, Vorm, tekst
from interventieladder.models import Dossier
from interventieladder.models.feiten import UITKOMSTEN, AfspraakStatus, BeoordelingSoort, BeoordelingUitkomst
from interventieladder.models.overname import Bronsoort, Termijnkeuze
from interventieladder.models.stukken import StukSoort
from interventieladder.selectors.overname import stappen_zonder_besluit
from interventieladder.services.overname_gegevens import (
    Bronafspraak,
    Bronbeoordeling,
    Bronbesluit,
    Bronbrief,
    Bronstuk,
    Brontermijn,
    Overnamefout,
    Overnamegegevens,
    Verblijf,
)
from interventieladder.standen import GENERIEK
from interventieladder.termijnsoorten import alle_soorten
from interventieladder.treden import (
    DIRECT,
    DOCUMENTEN,
    TREDEN,
    VANZELF,
    Gebrek,
    Gevorderd,
    Niveau,
    Orgaan,
)

_BESLUIT = [(n.value, n.label) for n in Niveau if n not in (*DIRECT, *VANZELF)]


def _tekst(label: str, lengte: int = 200, hint: str = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=lengte, required=False, help_text=hint)


def _datum(label: str, hint: str = "") -> Datumveld:
    return Datumveld(label=label, required=False, help_text=hint)


def _keuze(label: str, keuzes: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[LEEG, *keuzes], required=False, widget=Keuzelijst)


class OvernameForm(Vorm):
    """Where the dossier comes from and what it is about."""

    bron = forms.CharField(
        label="Bron", max_length=160, help_text="Het systeem, het document of de persoon die dit vertelt."
    )
    bronsoort = forms.ChoiceField(
        label="Soort bron", choices=Bronsoort.choices, initial=Bronsoort.SYSTEEM, widget=Keuzelijst
    )
    zaaknummer = forms.CharField(label="Zaaknummer in de bron", max_length=80)
    zaakadres = _tekst("Adres van de zaak", 300, "Webadres waar de zaak in het documentsysteem te openen is.")
    overheid = forms.ChoiceField(label="Overheid", widget=Keuzelijst)
    taak = forms.ChoiceField(label="Taak", widget=Keuzelijst)
    titel = forms.CharField(label="Titel", max_length=200)
    omschrijving = tekst("Feiten", rijen=5, hint="Wat is er aan de hand, volgens de bron?")
    datum = Datumveld(label="Datum van het feit")
    orgaan = _keuze("Orgaan (leeg: volgens de taak)", Orgaan.choices)
    gevorderd = _keuze("Wat vordert de wet?", Gevorderd.choices)
    gebrek = _keuze("Waarin schiet de organisatie tekort?", Gebrek.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam, keuzes in (
            ("overheid", [LEEG, *overheden().order_by("naam").values_list("code", "naam")]),
            ("taak", taakkeuzes()),
        ):
            veld = self.fields[naam]
            assert isinstance(veld, forms.ChoiceField)  # noqa: S101 - declared above
            veld.choices = keuzes


class Rijvorm(Vorm):
    """A row of the past; an empty one does not count, a begun one must be whole."""

    moet: tuple[str, ...] = ()

    @property
    def begonnen(self) -> bool:
        """Whether something stands in it, so that it is shown open."""
        return self.has_changed() if self.is_bound else any(self.initial.values())

    @property
    def gevuld(self) -> bool:
        """Whether anything was filled in."""
        return any(self.cleaned_data.get(naam) not in (None, "") for naam in self.fields)

    def clean(self) -> dict[str, Any]:
        """All that this kind of row needs, or nothing."""
        gegevens = super().clean() or self.cleaned_data
        if self.gevuld:
            for naam in self.moet:
                if gegevens.get(naam) in (None, "") and naam not in self.errors:
                    self.add_error(naam, "Vul dit in, of maak de hele rij leeg.")
        return gegevens


class StapRij(Rijvorm):
    """One stay on a rung."""

    moet = ("trede", "van")
    trede = _keuze("Trede", [(t.value, t.label) for t in TREDEN])
    van = _datum("Van")
    tot = _datum("Tot", "Leeg bij de huidige trede.")
    niveau = _keuze("Besloten door", _BESLUIT)
    nummer = _tekst("Nummer van het besluit", 80)
    besloten_op = _datum("Besloten op")
    door = _tekst("Wie, volgens de bron", 160)
    machtiging = _tekst("Machtiging", 200, "Alleen als een gemachtigde gedeputeerde besloot.")

    def deel(self) -> Verblijf:
        """The stay, with its decision when one was given."""
        g = self.cleaned_data
        besluit = None
        if g["niveau"] or g["nummer"] or g["door"]:
            besluit = Bronbesluit(
                g["niveau"], g["besloten_op"] or g["van"], g["nummer"], g["door"], g["machtiging"]
            )
        return Verblijf(g["trede"], g["van"], g["tot"], besluit)


class BriefRij(Rijvorm):
    """One letter that went out."""

    moet = ("soort", "titel", "geadresseerde", "datum")
    soort = _keuze("Brief", [(d.code, f"{d.code} {d.naam}") for d in DOCUMENTEN.values()])
    titel = _tekst("Onderwerp")
    geadresseerde = _tekst("Aan")
    datum = _datum("Verzonden op")
    nummer = _tekst("Kenmerk", 80)
    documentnummer = _tekst("Documentnummer", 80)
    documentadres = _tekst("Adres van het document", 300)

    def deel(self) -> Bronbrief:
        """The letter."""
        return Bronbrief(**self.cleaned_data)


class TermijnRij(Rijvorm):
    """One running term."""

    moet = ("soort", "datum", "weken")
    soort = _keuze("Termijn", [(s.code, s.naam) for s in alle_soorten()])
    datum = _datum("Begon op", "De dag van verzending; de dag erna is de eerste.")
    weken = forms.IntegerField(label="Lengte in weken", min_value=1, max_value=520, required=False)
    einde = _datum("Einddatum in de brief", "Wij rekenen zelf; noemt de brief iets anders, dan kiest u.")
    keuze = _keuze("Welke einddatum geldt?", Termijnkeuze.choices)
    reden = _tekst("Waarom die?")

    def deel(self) -> Brontermijn:
        """The term."""
        return Brontermijn(**self.cleaned_data)


class StukRij(Rijvorm):
    """One document that stays in the source."""

    moet = ("soort", "titel", "datum")
    soort = _keuze("Soort stuk", StukSoort.choices)
    titel = _tekst("Titel")
    datum = _datum("Datum")
    ontvangen = _datum("Ontvangen op")
    akkoord = _datum("Akkoord van de organisatie op")
    geverifieerd = _datum("Geverifieerd op")
    documentnummer = _tekst("Documentnummer", 80)
    documentadres = _tekst("Adres van het document", 300)

    def deel(self) -> Bronstuk:
        """The document."""
        return Bronstuk(**self.cleaned_data)


class BeoordelingRij(Rijvorm):
    """One assessment."""

    moet = ("soort", "uitkomst", "datum", "toelichting")
    soort = _keuze("Beoordeling", BeoordelingSoort.choices)
    uitkomst = _keuze(
        "Uitkomst",
        [
            (BeoordelingSoort(soort).label, [(c, BeoordelingUitkomst(c).label) for c in passend])
            for soort, passend in UITKOMSTEN.items()
        ],
    )
    datum = _datum("Datum")
    toelichting = _tekst("Toelichting", 2000)
    door = _tekst("Wie, volgens de bron", 160)
    geverifieerd = _datum("Geverifieerd op")

    def deel(self) -> Bronbeoordeling:
        """The assessment."""
        return Bronbeoordeling(**self.cleaned_data)


class AfspraakRij(Rijvorm):
    """One agreement with the organisation."""

    moet = ("titel", "door", "datum", "toelichting")
    titel = _tekst("Afspraak")
    door = _tekst("Wie voert uit", 160)
    datum = _datum("Klaar op")
    toelichting = _tekst("Gevraagd bewijs")
    uitkomst = _keuze("Stand", AfspraakStatus.choices)
    tot = _datum("Vastgesteld op")

    def deel(self) -> Bronafspraak:
        """The agreement; without a state it is open."""
        gegevens = {**self.cleaned_data, "uitkomst": self.cleaned_data["uitkomst"] or AfspraakStatus.OPEN}
        return Bronafspraak(**gegevens)


RIJEN: tuple[tuple[str, str, type[Rijvorm], int, int], ...] = (
    ("stappen", "Treden tot nu toe", StapRij, 2, 30),
    ("brieven", "Verzonden brieven", BriefRij, 2, 60),
    ("termijnen", "Lopende termijnen", TermijnRij, 1, 10),
    ("stukken", "Stukken in de bron", StukRij, 1, 60),
    ("beoordelingen", "Beoordelingen", BeoordelingRij, 1, 30),
    ("afspraken", "Afspraken met de organisatie", AfspraakRij, 1, 30),
)
"""Name, heading, form of a row, rows at the start, rows at most."""


class Overnameblad:
    """The whole page: the head and rows per kind.

    `meer` adds an empty row to one kind; then what was typed is only shown again, and nothing is wrong yet.
    """

    def __init__(self, data: Any = None, *, begin: dict[str, Any] | None = None, meer: str = "") -> None:
        if meer:
            self.kop = OvernameForm(initial=_getypt(OvernameForm, data, ""))
        else:
            self.kop = OvernameForm(data, initial=begin or {})
        self.groepen = [
            (naam, titel, _rijen(klasse, naam, data, (eerst, hoogstens), meer))
            for naam, titel, klasse, eerst, hoogstens in RIJEN
        ]

    def is_valid(self) -> bool:
        """Every part on its own; what contradicts between parts is the service's."""
        return all([self.kop.is_valid(), *(rij.is_valid() for _, _, rijen in self.groepen for rij in rijen)])

    def gegevens(self) -> Overnamegegevens:
        """What the service needs, of a valid page."""
        delen: dict[str, Any] = {naam: [] for naam, _, _ in self.groepen}
        for nummer, (naam, rij) in enumerate(self._alle_rijen(), 1):
            if rij.gevuld:
                delen[naam].append(replace(rij.deel(), rij=nummer))
        return Overnamegegevens(**{**self.kop.cleaned_data, **delen, "ladder": GENERIEK})

    def _alle_rijen(self) -> list[tuple[str, Any]]:
        return [(naam, rij) for naam, _, rijen in self.groepen for rij in rijen]

    def zet_fout(self, fout: Overnamefout) -> None:
        """Put a fault at its field: in the row it came from, in the head, or above the form."""
        vorm = self._alle_rijen()[fout.rij - 1][1] if fout.rij else self.kop
        if fout.kolom in vorm.fields:
            vorm.add_error(fout.kolom, fout.tekst)
        else:
            self.kop.add_error(None, fout.tekst)


def _getypt(klasse: type[forms.Form], data: Any, prefix: str) -> dict[str, Any]:
    """What was typed, to show it again without judging it."""
    voor = f"{prefix}-" if prefix else ""
    return {naam: data.get(f"{voor}{naam}", "") for naam in klasse.base_fields}


def _rijen(klasse: type[Rijvorm], naam: str, data: Any, grenzen: tuple[int, int], meer: str) -> list[Any]:
    """The rows of one kind: as many as the page had, one more where that was asked."""
    eerst, hoogstens = grenzen
    aantal = eerst
    if data is not None:
        ruw = str(data.get(f"{naam}-aantal", eerst))
        aantal = int(ruw) if ruw.isascii() and ruw.isdigit() and len(ruw) < 4 else eerst
    aantal = max(1, min(aantal + (1 if meer == naam else 0), hoogstens))
    voor = [f"{naam}-{plek}" for plek in range(aantal)]
    if meer:
        return [klasse(prefix=p, initial=_getypt(klasse, data, p)) for p in voor]
    return [klasse(data, prefix=p) for p in voor]


class OvernamebestandForm(Vorm):
    """The file with many."""

    bestand = forms.FileField(
        label="CSV-bestand", help_text="UTF-8, met “;” tussen de kolommen; ten hoogste 1 MB en 500 dossiers."
    )


class TermijnkeuzeForm(Vorm):
    """Which end counts, and why."""

    keuze = forms.ChoiceField(
        label="Welke einddatum geldt?", choices=Termijnkeuze.choices, widget=forms.RadioSelect
    )
    reden = tekst("Reden", rijen=2)


class IntrekForm(Vorm):
    """Why a takeover is withdrawn."""

    reden = tekst("Reden", rijen=3, hint="Wat klopt er niet? De zaak kan daarna opnieuw worden overgenomen.")


class BesluitAanvulForm(Vorm):
    """The decision of a taken-over stay."""

    stap = forms.TypedChoiceField(label="Trede", coerce=int)
    niveau = forms.ChoiceField(label="Besloten door", choices=[LEEG, *_BESLUIT])
    besloten_op = Datumveld(label="Besloten op")
    nummer = _tekst("Nummer van het besluit", 80)
    door = _tekst("Wie, volgens de bron", 160)
    machtiging = _tekst("Machtiging", 200, "Alleen als een gemachtigde gedeputeerde besloot.")

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stap = self.fields["stap"]
        assert isinstance(stap, forms.TypedChoiceField)  # noqa: S101 - declared above
        stap.choices = [LEEG, *stappen_zonder_besluit(dossier)]

    def besluit(self) -> Bronbesluit:
        """The decision."""
        g = self.cleaned_data
        return Bronbesluit(g["niveau"], g["besloten_op"], g["nummer"], g["door"], g["machtiging"])


class BriefAanvulForm(Vorm):
    """A letter of the source that was not on record."""

    soort = forms.ChoiceField(
        label="Brief", choices=[LEEG, *((d.code, f"{d.code} {d.naam}") for d in DOCUMENTEN.values())]
    )
    titel = forms.CharField(label="Onderwerp", max_length=200)
    geadresseerde = forms.CharField(label="Aan", max_length=200)
    datum = Datumveld(label="Verzonden op")
    nummer = _tekst("Kenmerk", 80)
    documentnummer = _tekst("Documentnummer", 80)
    documentadres = _tekst("Adres van het document", 300)

    def brief(self) -> Bronbrief:
        """The letter."""
        return Bronbrief(**self.cleaned_data)
