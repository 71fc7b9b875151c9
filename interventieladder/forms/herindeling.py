"""Forms for a herindelingsplan: the choice for one dossier, and a plan for a change of province."""

from typing import Any, cast

from django import forms
from django.conf import settings

from interventieladder.forms.dossiers import overheden
from interventieladder.forms.velden import LEEG, Datumveld, Keuzelijst, Vorm
from interventieladder.models import Herindelingsregel
from interventieladder.models.herindeling import BEGINTREDEN, GEWONE_BEGINTREDE
from interventieladder.services.herindeling import MAX_REDEN, mogelijk
from interventieladder.treden import KAMER_CDK
from toezicht.core import clock
from toezicht.organisaties.models import Overheid, OverheidSoort


class KeuzeForm(Vorm):
    """What becomes of one dossier. `versie` is that of the plan on the page."""

    behandeling = forms.ChoiceField(label="Wat gebeurt er met dit dossier?", widget=Keuzelijst)
    opvolger = forms.ChoiceField(label="Bij welke opvolger?", widget=Keuzelijst, required=False)
    trede = forms.ChoiceField(
        label="Een nieuw dossier begint op",
        widget=Keuzelijst,
        required=False,
        help_text="Alleen bij opgaan in een nieuw dossier. Een andere trede dan T2 bevestigt de gedeputeerde.",
    )
    reden = forms.CharField(
        label="Reden",
        required=False,
        max_length=MAX_REDEN,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Nodig als u anders kiest dan is voorgesteld.",
    )
    versie = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, regel: Herindelingsregel, opvolgers: list[Overheid], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        keuzes = mogelijk(regel.plan, regel.dossier)
        self.velden("behandeling").choices = [(b.value, b.label) for b in keuzes]
        self.velden("opvolger").choices = [LEEG, *((str(o.pk), o.naam) for o in opvolgers)]
        self.velden("trede").choices = [(t.value, t.label) for t in BEGINTREDEN]
        if not opvolgers:
            del self.fields["opvolger"], self.fields["trede"]
        elif not regel.dossier.generiek:
            del self.fields["trede"]

    def velden(self, naam: str) -> forms.ChoiceField:
        """A field with choices, typed."""
        return cast("forms.ChoiceField", self.fields[naam])

    def gegevens(self) -> dict[str, Any]:
        """What the service asks."""
        waarden = self.cleaned_data
        opvolger = waarden.get("opvolger")
        return {
            "behandeling": waarden["behandeling"],
            "opvolger_id": int(opvolger) if opvolger else None,
            "trede": waarden.get("trede") or GEWONE_BEGINTREDE,
            "reden": waarden["reden"],
            "versie": waarden["versie"],
        }


class ProvincieplanForm(Vorm):
    """An organisation that goes to another province."""

    overheid = forms.ModelChoiceField(
        label="Welke organisatie?", queryset=Overheid.objects.none(), widget=Keuzelijst, empty_label=LEEG[1]
    )
    naar_provincie = forms.ModelChoiceField(
        label="Naar welke provincie?",
        queryset=Overheid.objects.none(),
        widget=Keuzelijst,
        empty_label=LEEG[1],
    )
    datum = Datumveld(
        label="Vanaf welke dag?", help_text="De eerste dag waarop de andere provincie toezicht houdt."
    )

    kamer = forms.BooleanField(
        label="Dit plan is voor de dossiers in de besloten kamer",
        required=False,
        help_text="De andere dossiers hebben een eigen plan, dat een toezichthouder opstelt.",
    )

    def __init__(self, *args: Any, kabinet: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not kabinet:
            del self.fields["kamer"]
        self._lijst("overheid").queryset = overheden().order_by("naam")
        provincies = Overheid.objects.filter(soort=OverheidSoort.PROVINCIE).geldig_op(clock.vandaag())
        self._lijst("naar_provincie").queryset = provincies.exclude(code=settings.PROVINCIE_CODE).order_by(
            "naam"
        )

    def _lijst(self, naam: str) -> Any:
        return self.fields[naam]

    def gegevens(self) -> dict[str, Any]:
        """What the service asks."""
        waarden = self.cleaned_data
        return {
            "overheid_id": waarden["overheid"].pk,
            "naar_provincie_id": waarden["naar_provincie"].pk,
            "datum": waarden["datum"],
            "kamer": KAMER_CDK if waarden.get("kamer") else "",
        }


class VerdeelForm(Vorm):
    """The balance of a split municipality, a part for each successor; above zero is achterstand."""

    reden = forms.CharField(
        label="Waarop berust de verdeling?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bijvoorbeeld het aantal inwoners per deel, of de afspraak tussen de gemeenten.",
    )

    def __init__(self, *args: Any, opvolgers: list[Overheid], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opvolgers = opvolgers
        deel = {
            f"deel_{o.pk}": forms.IntegerField(label=f"Deel van {o.naam}", min_value=-9999, max_value=9999)
            for o in opvolgers
        }
        self.fields = {**deel, **self.fields}

    def delen(self) -> dict[int, int]:
        """The part of each successor."""
        return {o.pk: self.cleaned_data[f"deel_{o.pk}"] for o in self.opvolgers}
