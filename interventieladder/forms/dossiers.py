"""Forms around a dossier: the list's filter, opening, ground, people, signals."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from interventieladder.forms.velden import LEEG, Datumveld, Keuzelijst, VersieMixin, Vorm, tekst
from interventieladder.models import Dossier
from interventieladder.selectors import beleid as beleidskader
from interventieladder.selectors.dossiers import ALLE, GESLOTEN, LEZER, MIJN, Filter
from interventieladder.services.dossieropening import NieuwDossier
from interventieladder.standen import PLANNEN, Ladderplan
from interventieladder.treden import KAMER_CDK, Gebrek, Gevorderd, Orgaan, Stand, organen_van
from toezicht.core import clock, domeinen, rollen
from toezicht.core.models import User
from toezicht.organisaties.keuzes import namen_onder_toezicht
from toezicht.organisaties.models import Overheid
from toezicht.organisaties.selectors import onder_toezicht


def overheden() -> QuerySet[Overheid]:
    """The organisations this province supervises now."""
    return onder_toezicht(op=clock.vandaag())


class FilterForm(Vorm):
    """What the list shows; anything unknown is ignored."""

    zoek = forms.CharField(
        label="Zoek", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    open = forms.ChoiceField(
        label="Welke",
        required=False,
        widget=Keuzelijst,
        choices=[("", "Open dossiers"), (GESLOTEN, "Gesloten dossiers"), (ALLE, "Alle dossiers")],
    )
    stand = forms.ChoiceField(
        label="Stand",
        required=False,
        widget=Keuzelijst,
        choices=[("", "Elke stand"), *((c, n) for c, n in Stand.choices if c != Stand.SIGNAAL)],
    )
    ladder = forms.ChoiceField(
        label="Ladder",
        required=False,
        widget=Keuzelijst,
        choices=[("", "Elke ladder"), *((p.code, p.titel) for p in PLANNEN.values())],
    )
    domein = forms.ChoiceField(
        label="Domein", required=False, widget=Keuzelijst, choices=[("", "Alle domeinen"), *domeinen.KEUZES]
    )
    overheid = forms.ChoiceField(label="Overheid", required=False, widget=Keuzelijst)
    wie = forms.ChoiceField(
        label="Behandelaar",
        required=False,
        widget=Keuzelijst,
        choices=[("", "Iedereen"), (MIJN, "Mijn dossiers"), (LEZER, "Ik ben tweede lezer")],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuze = self.fields["overheid"]
        assert isinstance(keuze, forms.ChoiceField)  # noqa: S101 - declared above
        keuze.choices = [("", "Alle overheden"), *namen_onder_toezicht(op=clock.vandaag())]

    def filter(self) -> Filter:
        """What was filled in well; the rest does not filter."""
        self.is_valid()
        gegevens = self.cleaned_data if self.is_bound else {}
        return Filter(**{naam: gegevens.get(naam, "") for naam in self.fields})


class OverheidKeuze(forms.ModelChoiceField["Overheid"]):
    """An organisation by name."""

    def label_from_instance(self, obj: Overheid) -> str:
        """The name."""
        return obj.naam


def taakkeuzes() -> list[Any]:
    """The duties of the policy in force, per domain, with the law they rest on."""
    groepen: dict[str, list[tuple[str, str]]] = {}
    for taak, _ in beleidskader.geldende_taken(clock.vandaag()):
        naam = domeinen.DOMEINEN.get(taak.domein, taak.domein)
        groepen.setdefault(naam, []).append((taak.code, f"{taak.naam} ({taak.grondslag})"))
    return [LEEG, *groepen.items()]


class NieuwDossierForm(Vorm):
    """Open a dossier on one duty of one organisation."""

    overheid = OverheidKeuze(
        label="Overheid", queryset=Overheid.objects.none(), empty_label="Maak een keuze", widget=Keuzelijst
    )
    taak = forms.ChoiceField(
        label="Taak", help_text="De wettelijke taak waarop wij toezien; hieruit volgt ook het domein."
    )
    titel = forms.CharField(
        label="Titel", max_length=200, help_text="Het probleem in één regel, zonder namen van burgers."
    )
    omschrijving = tekst("Feiten", rijen=6, hint="Wat is er aan de hand, en hoe weten we dat?")
    datum_feit = Datumveld(label="Datum van het feit", verleden="datum van het feit")
    orgaan = forms.ChoiceField(
        label="Orgaan",
        required=False,
        choices=[("", "Volgens de taak"), *Orgaan.choices],
        help_text="Het bestuursorgaan dat de taak heeft.",
    )
    gevorderd = forms.ChoiceField(
        label="Wat vordert de wet?",
        required=False,
        choices=[("", "Nog niet bekend"), *Gevorderd.choices],
        help_text="Moet vaststaan vóór een voornemen tot indeplaatsstelling.",
    )
    gebrek = forms.ChoiceField(
        label="Waarin schiet de organisatie tekort?",
        required=False,
        choices=[("", "Nog niet bekend"), *Gebrek.choices],
    )
    kamer = forms.ChoiceField(
        label="Waar?",
        required=False,
        choices=[
            ("", "Bij Gedeputeerde Staten"),
            (KAMER_CDK, "In de kamer van de commissaris van de Koning"),
        ],
        help_text="Een taak van de burgemeester hoort in de kamer: daarbuiten bestaat het dossier niet.",
    )
    signaal = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kabinet: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not kabinet:
            del self.fields["kamer"]
        overheid, taak = self.fields["overheid"], self.fields["taak"]
        assert isinstance(overheid, OverheidKeuze)  # noqa: S101 - declared above
        assert isinstance(taak, forms.ChoiceField)  # noqa: S101 - declared above
        overheid.queryset = overheden()
        taak.choices = taakkeuzes()

    def nieuw(self, signaal_ids: list[int]) -> NieuwDossier:
        """What the service needs, of a valid form."""
        gegevens = {naam: waarde for naam, waarde in self.cleaned_data.items() if naam != "signaal"}
        overheid = gegevens.pop("overheid")
        return NieuwDossier(overheid_id=overheid.pk, signaal_ids=signaal_ids, **gegevens)


class GrondslagForm(VersieMixin):
    """Organ, what the law demands, and how it was neglected (Gemeentewet 124 lid 1)."""

    orgaan = forms.ChoiceField(label="Orgaan", help_text="Het bestuursorgaan dat de taak heeft.")
    gevorderd = forms.ChoiceField(label="Wat vordert de wet?", choices=[LEEG, *Gevorderd.choices])
    gebrek = forms.ChoiceField(
        label="Waarin schiet de organisatie tekort?",
        choices=[LEEG, *Gebrek.choices],
        help_text="“Niet tijdig” kan alleen bij een resultaat (Gemeentewet 124, eerste lid).",
    )

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        velden = ("orgaan", "gevorderd", "gebrek", "versie")
        kwargs.setdefault("initial", {veld: getattr(dossier, veld) for veld in velden})
        super().__init__(*args, **kwargs)
        orgaan = self.fields["orgaan"]
        assert isinstance(orgaan, forms.ChoiceField)  # noqa: S101 - declared above
        orgaan.choices = [(code, Orgaan(code).label) for code in organen_van(dossier.overheid.soort)]


class MedewerkerKeuze(forms.ModelChoiceField["User"]):
    """A colleague by name and role."""

    def label_from_instance(self, obj: User) -> str:
        """*Noor Ambtsma, toezichthouder archief*."""
        return f"{obj.naam}, {obj.functie}" if obj.functie else obj.naam


def medewerkers(recht: str) -> QuerySet[User]:
    """Open accounts with this right, by last name."""
    app, codenaam = recht.split(".")
    return (
        User.objects.filter(
            is_active=True,
            groups__permissions__codename=codenaam,
            groups__permissions__content_type__app_label=app,
        )
        .distinct()
        .order_by("last_name", "first_name", "pk")
    )


def _in_kamer(wie: QuerySet[User], kamer: Any) -> QuerySet[User]:
    """Those of a closed room, when the dossier lies in one."""
    return wie if kamer is None else wie.filter(pk__in=kamer)


class ToewijsForm(VersieMixin):
    """Behandelaar and second reader."""

    behandelaar = MedewerkerKeuze(label="Behandelaar", queryset=User.objects.none(), empty_label=None)
    tweede_lezer = MedewerkerKeuze(
        label="Tweede lezer", queryset=User.objects.none(), required=False, empty_label="Nog niemand"
    )
    reden = tekst("Reden", rijen=2, verplicht=False, hint="Bijvoorbeeld: overdracht wegens verlof.")

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {
                "behandelaar": dossier.behandelaar_id,
                "tweede_lezer": dossier.tweede_lezer_id,
                "versie": dossier.versie,
            },
        )
        super().__init__(*args, **kwargs)
        behandelaar, lezer = self.fields["behandelaar"], self.fields["tweede_lezer"]
        assert isinstance(behandelaar, MedewerkerKeuze)  # noqa: S101 - declared above
        assert isinstance(lezer, MedewerkerKeuze)  # noqa: S101 - declared above
        kamer = medewerkers(rollen.BEKIJK_CDK).values("pk") if dossier.besloten else None
        behandelaar.queryset = _in_kamer(medewerkers(rollen.BEHANDEL_DOSSIER), kamer)
        lezer.queryset = _in_kamer(medewerkers(rollen.LEES_TEGEN), kamer)


class KoppelForm(Vorm):
    """Couple a signal of the same organisation."""

    signaal = forms.TypedChoiceField(label="Signaal", coerce=int)

    def __init__(self, *args: Any, keuzes: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        signaal = self.fields["signaal"]
        assert isinstance(signaal, forms.TypedChoiceField)  # noqa: S101 - declared above
        signaal.choices = [LEEG, *keuzes]


class LadderdossierForm(Vorm):
    """A dossier on a ladder beside the general one; `plan` says what tells two of them apart."""

    overheid = OverheidKeuze(label="Overheid", queryset=Overheid.objects.none(), empty_label=LEEG[1])
    onderdeel = forms.CharField(label="Onderdeel", max_length=60)
    titel = forms.CharField(label="Titel", max_length=200)
    omschrijving = tekst("Waar gaat het over?", rijen=5, hint="De feiten, met datum en bron.")
    datum_feit = Datumveld(label="Datum van het feit", verleden="datum van het feit")

    def __init__(self, *args: Any, plan: Ladderplan, overheid_code: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuze = self.fields["overheid"]
        assert isinstance(keuze, forms.ModelChoiceField)  # noqa: S101 - declared above
        keuze.queryset = overheden().order_by("naam")
        if overheid_code:
            self.initial["overheid"] = keuze.queryset.filter(code=overheid_code).first()
        self.initial.setdefault("datum_feit", clock.vandaag())
        if plan.onderdeel:
            self.fields["onderdeel"].label = plan.onderdeel[:1].upper() + plan.onderdeel[1:]
        else:
            del self.fields["onderdeel"]

    def gegevens(self) -> dict[str, Any]:
        """Arguments for `open_op_ladder`."""
        gegevens = dict(self.cleaned_data)
        gegevens["overheid_id"] = gegevens.pop("overheid").pk
        return gegevens
