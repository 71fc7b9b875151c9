"""Forms of the register of mandates."""

from decimal import Decimal
from typing import Any

from django import forms

from toezicht.beeld.selectors.mandaten import ROLNAMEN, handelingkeuzes, houder, kandidaten
from toezicht.core import clock, domeinen, rollen
from toezicht.core.forms.basis import Datumveld, Vorm
from toezicht.mandaten.handelingen import FUNCTIES, NIVEAUS
from toezicht.mandaten.models import Mandaat, RegelStatus
from toezicht.mandaten.services.mandaten import NieuwMandaat
from toezicht.mandaten.services.vervanging import NieuweVervanging
from toezicht.organisaties.models import Overheid, OverheidSoort

ALLES = [("", "alle")]
TOT_HULP = "De eerste dag waarop dit niet meer geldt. Leeg: tot nader order."


def _getal(waarde: str) -> int | None:
    return int(waarde) if waarde else None


class MandaatForm(Vorm):
    """A new mandate; what is left empty is not bounded."""

    niveau = forms.ChoiceField(
        label="Niveau van beslissen",
        choices=[("", "Kies een niveau"), *NIVEAUS.items()],
        help_text="Wat alleen GS zelf beslissen, staat hier niet bij.",
    )
    handeling = forms.ChoiceField(
        label="Handeling", required=False, help_text="Een machtiging van GS noemt altijd één handeling."
    )
    functie = forms.ChoiceField(
        label="Aan de functie",
        required=False,
        choices=[("", "geen functie, maar een persoon"), *((f, ROLNAMEN[f]) for f in FUNCTIES)],
    )
    gebruiker = forms.ChoiceField(label="Of aan de persoon", required=False)
    domein = forms.ChoiceField(label="Domein", required=False, choices=[*ALLES, *domeinen.KEUZES])
    overheidssoort = forms.ChoiceField(
        label="Soort organisatie", required=False, choices=[*ALLES, *OverheidSoort.choices]
    )
    overheid = forms.ChoiceField(label="Organisatie", required=False)
    bedrag_tot = forms.DecimalField(
        label="Tot en met bedrag in euro",
        required=False,
        max_digits=15,
        decimal_places=2,
        min_value=Decimal("0.01"),
        localize=True,
        help_text="Alleen waar over een bedrag wordt beslist, zoals bij een toestemming.",
    )
    van = Datumveld(label="Geldt vanaf")
    tot = Datumveld(label="Geldt niet meer vanaf", required=False, help_text=TOT_HULP)
    grondslag = forms.CharField(
        label="Besluit waarop het mandaat rust",
        max_length=200,
        help_text="Met datum of nummer van het besluit.",
    )
    boven = forms.ChoiceField(
        label="Ondermandaat van",
        required=False,
        help_text="Kies een mandaat dat ondermandaat toestaat. Een ondermandaat reikt nooit verder.",
    )
    ondermandaat_mag = forms.BooleanField(label="Ondermandaat is toegestaan", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"van": clock.vandaag()})
        super().__init__(*args, **kwargs)
        keuzes: dict[str, list[Any]] = {
            "handeling": [("", "alle handelingen op dit niveau"), *handelingkeuzes()],
            "gebruiker": [("", "niemand, maar een functie"), *kandidaten(rollen.BEKIJK_DOSSIERS)],
            "overheid": [*ALLES, *Overheid.objects.filter(geldig_tot=None).values_list("pk", "naam")],
            "boven": [("", "geen"), *_te_ondermandateren()],
        }
        for naam, rij in keuzes.items():
            self.fields[naam].choices = rij  # type: ignore[attr-defined]  # each is a ChoiceField

    def nieuw(self) -> NieuwMandaat:
        """What the service takes."""
        g = self.cleaned_data
        ladder, _, handeling = g["handeling"].rpartition(":")
        return NieuwMandaat(
            niveau=g["niveau"],
            van=g["van"],
            tot=g["tot"],
            grondslag=g["grondslag"],
            handeling=handeling,
            ladder=ladder,
            functie=g["functie"],
            gebruiker_id=_getal(g["gebruiker"]),
            domein=g["domein"],
            overheidssoort=g["overheidssoort"],
            overheid_id=_getal(g["overheid"]),
            bedrag_tot=g["bedrag_tot"],
            ondermandaat_mag=g["ondermandaat_mag"],
            boven_id=_getal(g["boven"]),
        )


def _te_ondermandateren() -> list[tuple[int, str]]:
    gevonden = Mandaat.objects.filter(status=RegelStatus.VASTGESTELD, ondermandaat_mag=True)
    return [
        (m.pk, f"{houder(m)}, niveau {NIVEAUS[m.niveau]} ({m.grondslag})")
        for m in gevonden.select_related("gebruiker").order_by("pk")
        if m.tot is None or m.tot > clock.vandaag()
    ]


class VervangingForm(Vorm):
    """A new line of replacement."""

    voor = forms.ChoiceField(label="Wie wordt vervangen?")
    door = forms.ChoiceField(label="Door wie?")
    volgorde = forms.IntegerField(
        label="Plek in de volgorde",
        min_value=1,
        max_value=9,
        initial=1,
        help_text="Is nummer 1 zelf verhinderd, dan volgt nummer 2. Is niemand er, dan gaat het besluit naar GS.",
    )
    domein = forms.ChoiceField(label="Domein", required=False, choices=[*ALLES, *domeinen.KEUZES])
    van = Datumveld(label="Geldt vanaf")
    tot = Datumveld(label="Geldt niet meer vanaf", required=False, help_text=TOT_HULP)
    grondslag = forms.CharField(label="Besluit waarop de vervanging rust", max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"van": clock.vandaag()})
        super().__init__(*args, **kwargs)
        mensen = [("", "Kies een persoon"), *kandidaten(rollen.BEKIJK_DOSSIERS)]
        for naam in ("voor", "door"):
            self.fields[naam].choices = mensen  # type: ignore[attr-defined]  # each is a ChoiceField

    def nieuw(self) -> NieuweVervanging:
        """What the service takes."""
        g = self.cleaned_data
        return NieuweVervanging(
            voor_id=int(g["voor"]),
            door_id=int(g["door"]),
            van=g["van"],
            tot=g["tot"],
            grondslag=g["grondslag"],
            volgorde=g["volgorde"],
            domein=g["domein"],
        )


class _OverIemand(Vorm):
    """About oneself, or about another for who may enter that."""

    gebruiker = forms.ChoiceField(label="Van wie?")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"van": clock.vandaag(), "gebruiker": user.pk})
        super().__init__(*args, **kwargs)
        if user.has_perm(rollen.MELD_AFWEZIG):
            self.fields["gebruiker"].choices = kandidaten(rollen.BEKIJK_MANDATEN)  # type: ignore[attr-defined]  # a ChoiceField
        else:
            del self.fields["gebruiker"]
        self._user = user

    @property
    def gebruiker_id(self) -> int:
        """Whom it is about."""
        return int(self.cleaned_data.get("gebruiker", self._user.pk))


class AfwezigheidForm(_OverIemand):
    """Days without deciding."""

    van = Datumveld(label="Afwezig vanaf")
    tot = Datumveld(
        label="Weer aanwezig op",
        required=False,
        help_text="Leeg als dat nog niet bekend is. Een reden is niet nodig.",
    )


class BelangForm(_OverIemand):
    """An interest in an organisation."""

    overheid = forms.ChoiceField(label="Bij welke organisatie?")
    toelichting = forms.CharField(
        label="Welk belang is het?",
        max_length=300,
        help_text="In een paar woorden. Alleen wie het aangaat en wie belangen beheert, lezen dit.",
    )
    van = Datumveld(label="Vanaf")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        rijen = Overheid.objects.filter(geldig_tot=None).order_by("naam").values_list("pk", "naam")
        self.fields["overheid"].choices = [("", "Kies een organisatie"), *rijen]  # type: ignore[attr-defined]


class EindeForm(Vorm):
    """From which day a line no longer counts, and why."""

    tot = Datumveld(label="Geldt niet meer vanaf")
    reden = forms.CharField(label="Reden", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"tot": clock.vandaag()})
        super().__init__(*args, **kwargs)


class TerugForm(Vorm):
    """The day somebody is back."""

    tot = Datumveld(label="Weer aanwezig op")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"tot": clock.vandaag()})
        super().__init__(*args, **kwargs)
