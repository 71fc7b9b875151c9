"""Forms of bestuurskracht: the situatieschets, and the filter of the overview."""

from typing import Any

from django import forms

from interventieladder.forms.velden import VersieMixin, Vorm, tekst
from interventieladder.models import Dossier, Situatieschets
from interventieladder.selectors.bestuurskracht import ASSEN, Filter
from interventieladder.services.situatieschetsen import MAX_BLOK
from interventieladder.standen.bestuurskracht import BLOKKEN, VERPLICHT
from signalen.selectors.bestuurskracht import Tellend
from toezicht.core.templatetags.weergave import datum
from toezicht.core.woorden import klein


class SchetsForm(VersieMixin):
    """The blocks of a situatieschets, and the signals it rests on; a concept may be incomplete."""

    signalen = forms.TypedMultipleChoiceField(
        label="Dragende signalen",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Alleen wat meetelt. Integriteit en verhoudingen lopen via de commissaris van de Koning.",
    )

    def __init__(
        self,
        *args: Any,
        dossier: Dossier,
        signalen: list[Tellend],
        concept: Situatieschets | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for veld, titel, hint in BLOKKEN:
            bij = " Nodig voor het vaststellen." if veld in VERPLICHT else ""
            invoer = tekst(titel, rijen=3, hint=f"{hint}{bij}".strip(), verplicht=False)
            invoer.max_length = MAX_BLOK
            self.fields[veld] = invoer
            if concept:
                self.initial.setdefault(veld, getattr(concept, veld))
        keuze = self.fields["signalen"]
        assert isinstance(keuze, forms.TypedMultipleChoiceField)  # noqa: S101 - declared above
        keuze.choices = [
            (s.id, f"{s.nummer} {s.titel} ({s.ernst}, {klein(s.as_naam)}, {datum(s.datum_feit)})")
            for s in signalen
        ]
        if not keuze.choices:
            del self.fields["signalen"]
        else:
            gekozen = [g["id"] for g in concept.gedragen] if concept else [s.id for s in signalen]
            self.initial.setdefault("signalen", gekozen)
        self.initial.setdefault("versie", dossier.versie)

    def gegevens(self) -> dict[str, Any]:
        """Arguments for `schrijf_schets`."""
        schoon = self.cleaned_data
        return {
            "blokken": {veld: schoon[veld] for veld, _, _ in BLOKKEN},
            "signaal_ids": schoon.get("signalen", []),
            "versie": schoon["versie"],
        }


class OverzichtForm(Vorm):
    """What the overview shows; anything unknown is ignored."""

    met = forms.ChoiceField(
        label="Toon",
        required=False,
        choices=[
            ("", "Alle gemeenten"),
            ("signalen", "Met signalen die meetellen"),
            ("patroon", "Met een patroon of zwaar signaal"),
            ("rol", "Met een rol"),
            ("taak", "Met een herevaluatie"),
        ],
    )
    as_letter = forms.ChoiceField(
        label="As",
        required=False,
        choices=[("", "Elke as"), *((a.value, f"{a.value} {a.label}") for a in ASSEN)],
    )

    def filter(self) -> Filter:
        """What was filled in well."""
        self.is_valid()
        gegevens = self.cleaned_data if self.is_bound else {}
        return Filter(as_letter=gegevens.get("as_letter", ""), met=gegevens.get("met", ""))
