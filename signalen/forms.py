"""Forms of signalen: they check the shape; the rules are the services'."""

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict

from signalen import catalogus
from signalen.keuzes import Betrouwbaarheid, Bron, Ernst, Status, Vertrouwelijkheid
from toezicht.core import clock, domeinen, rollen
from toezicht.core.forms.basis import Datumveld, Vorm
from toezicht.core.forms.keuzelijst import Keuzelijst
from toezicht.core.models import User
from toezicht.organisaties.keuzes import namen_onder_toezicht
from toezicht.organisaties.models import Overheid
from toezicht.organisaties.selectors import onder_toezicht

_LEEG = ("", "Maak een keuze")


class _MeerBestanden(forms.ClearableFileInput):
    allow_multiple_selected = True


class _Tekstvlak(forms.Textarea):
    """Without the browser's `required`: the design system paints an empty required area as wrong at once."""

    def use_required_attribute(self, initial: Any) -> bool:
        """The server says what is missing, next to the field."""
        return False


class Bestandenveld(forms.FileField):
    """Any number of files; gives a list. What may come in is checked by the service."""

    widget = _MeerBestanden

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each file on its own."""
        bestanden = data if isinstance(data, list | tuple) else [data] if data else []
        if self.required and not bestanden:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(Bestandenveld, self).clean(bestand, initial) for bestand in bestanden]


def _tekst(label: str, *, rijen: int = 4, hint: str = "", verplicht: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=verplicht,
        max_length=20_000,
        help_text=hint,
        widget=_Tekstvlak(attrs={"rows": rijen}),
    )


class OverheidKeuze(forms.ModelChoiceField["Overheid"]):
    """An organisation by name; one that ended says until when it existed."""

    def label_from_instance(self, obj: Overheid) -> str:
        """*Waterlo*, or *Waterlo (tot 1-1-2023)*."""
        tot = obj.geldig_tot
        return f"{obj.naam} (tot {tot.day}-{tot.month}-{tot.year})" if tot else obj.naam


def overheidkeuzes() -> list[tuple[str, str]]:
    """(code, name) of the organisations this province supervises, now or before, by name, in one query."""
    return list(dict(namen_onder_toezicht()).items())


class SignaalForm(Vorm):
    """Register a signal."""

    overheid = OverheidKeuze(label="Overheid", queryset=Overheid.objects.none(), empty_label="Maak een keuze")
    soort = forms.ChoiceField(label="Soort signaal", choices=[_LEEG, *catalogus.KEUZES])
    titel = forms.CharField(
        label="Titel", max_length=200, help_text="Het feit in één regel, zonder namen van burgers."
    )
    toelichting = _tekst(
        "Toelichting", rijen=6, verplicht=False, hint="Wat is er gebeurd en hoe weten we dat?"
    )
    domein = forms.ChoiceField(label="Domein", choices=[_LEEG, *domeinen.KEUZES])
    ernst = forms.ChoiceField(
        label="Ernst", choices=Ernst.choices, initial=Ernst.LICHT, widget=forms.RadioSelect
    )
    bron = forms.ChoiceField(label="Bron", choices=[_LEEG, *Bron.choices])
    betrouwbaarheid = forms.ChoiceField(
        label="Betrouwbaarheid",
        choices=Betrouwbaarheid.choices,
        initial=Betrouwbaarheid.AANNEMELIJK,
        widget=forms.RadioSelect,
        help_text="Een gerucht telt niet mee; pers is hoogstens aannemelijk.",
    )
    datum_feit = Datumveld(label="Datum van het feit", verleden="datum van het feit")
    kennisname_op = Datumveld(
        label="Kennisname op",
        help_text="De dag waarop de provincie het wist.",
        verleden="dag van kennisname",
    )
    vertrouwelijkheid = forms.ChoiceField(
        label="Vertrouwelijkheid", choices=Vertrouwelijkheid.choices, initial=Vertrouwelijkheid.INTERN
    )
    bestanden = Bestandenveld(
        label="Bewijsstukken", required=False, help_text="pdf, png, jpg, docx, xlsx, csv, txt of eml."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["overheid"]
        assert isinstance(veld, OverheidKeuze)  # noqa: S101 - declared above
        veld.queryset = onder_toezicht()
        self.fields["kennisname_op"].initial = clock.vandaag

    def gegevens(self) -> dict[str, Any]:
        """The arguments for `registreer_signaal`."""
        gegevens = dict(self.cleaned_data)
        gegevens["overheid_id"] = gegevens.pop("overheid").pk
        return gegevens


class FilterForm(Vorm):
    """What a list of signals shows; anything unknown is ignored."""

    zoek = forms.CharField(label="Zoek in signalen", required=False, max_length=200)
    status = forms.ChoiceField(
        label="Status",
        required=False,
        widget=Keuzelijst,
        choices=[("", "Alle"), ("lopend", "Lopend"), *Status.choices],
    )
    ernst = forms.ChoiceField(
        label="Ernst", required=False, widget=Keuzelijst, choices=[("", "Alle"), *Ernst.choices]
    )
    domein = forms.ChoiceField(
        label="Domein", required=False, widget=Keuzelijst, choices=[("", "Alle"), *domeinen.KEUZES]
    )
    overheid = forms.RegexField(r"^[A-Z]{2}\w{1,10}$", label="Overheid", required=False, max_length=12)

    def __init__(self, data: MultiValueDict[str, str] | None = None) -> None:
        super().__init__(data, auto_id="filter_%s")


class WeegForm(Vorm):
    """Weigh a signal."""

    uitkomst = forms.ChoiceField(
        label="Uitkomst",
        choices=[("actief", "Actief: nagegaan, telt mee"), ("ongegrond", "Ongegrond: telt niet mee")],
        widget=forms.RadioSelect,
    )
    betrouwbaarheid = forms.ChoiceField(
        label="Betrouwbaarheid na het nagaan",
        choices=[("", "Ongewijzigd"), *Betrouwbaarheid.choices],
        required=False,
    )
    reden = _tekst("Reden", hint="Wat hebt u nagegaan en wat bleek?")


class IntrekForm(Vorm):
    """Withdraw an active signal as unfounded."""

    reden = _tekst("Reden", rijen=3, hint="Waaruit blijkt dat het signaal niet klopt?")


class SamenvoegForm(Vorm):
    """Merge with another signal about the same fact."""

    doel = forms.CharField(
        label="Nummer van het andere signaal", max_length=16, help_text="Bijvoorbeeld S-2026-0012."
    )
    reden = _tekst("Reden", rijen=3, hint="Waaruit blijkt dat dit hetzelfde feit is?")


class HerwegingForm(Vorm):
    """Propose another weight; the weight itself follows from the present one."""

    naar = forms.ChoiceField(choices=Ernst.choices, widget=forms.HiddenInput)
    reden = _tekst("Reden", rijen=3, hint="Waarom weegt dit signaal anders? Een collega beslist.")


class BesluitForm(Vorm):
    """Decide on a proposal as the second person; which button was pressed is the decision."""

    herweging = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    akkoord = forms.ChoiceField(choices=[("ja", "Neem aan"), ("nee", "Wijs af")], widget=forms.HiddenInput)
    reden = _tekst("Reden van uw besluit", rijen=3)


class AfhandelForm(Vorm):
    """End a signal that was dealt with."""

    reden = _tekst("Reden", rijen=3, hint="Wat is er met het signaal gedaan?")


class BewijsForm(Vorm):
    """Add evidence."""

    bestanden = Bestandenveld(label="Bestanden", help_text="pdf, png, jpg, docx, xlsx, csv, txt of eml.")


class CollegaKeuze(forms.ModelChoiceField["User"]):
    """A colleague by name."""

    def label_from_instance(self, obj: User) -> str:
        """The name as people say it."""
        return obj.naam


class ToegangForm(Vorm):
    """Put a person on the list of a secret signal."""

    gebruiker = CollegaKeuze(label="Collega", queryset=User.objects.none(), empty_label="Maak een keuze")
    grondslag = forms.CharField(label="Grondslag", max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["gebruiker"]
        assert isinstance(veld, CollegaKeuze)  # noqa: S101 - declared above
        lezers = [rol.code for rol in rollen.ROLLEN if rollen.BEKIJK_SIGNALEN in rol.rechten]
        veld.queryset = (
            User.objects.filter(is_active=True, groups__name__in=lezers).distinct().order_by("last_name")
        )
