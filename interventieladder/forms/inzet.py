"""Forms for inzet outside the ladder: they check the shape; the rules are the services'."""

from typing import TYPE_CHECKING, Any

from django import forms

from interventieladder import catalogus
from interventieladder.catalogus import InzetStatus, InzetVertrouwelijkheid, Provincierol
from interventieladder.forms.dossiers import MedewerkerKeuze, medewerkers, overheden
from interventieladder.forms.velden import LEEG, Bedragveld, Datumveld, Keuzelijst, VersieMixin, Vorm, tekst
from interventieladder.models import Inzet
from interventieladder.selectors.inzet import Inzetfilter
from interventieladder.services.inzet import Inzetgegevens, NieuweAfspraak
from toezicht.core import clock, rollen
from toezicht.core.models import User
from toezicht.core.woorden import in_de_toekomst
from toezicht.organisaties.models import Overheid

if TYPE_CHECKING:
    _Meervoud = forms.ModelMultipleChoiceField[Overheid]
else:
    _Meervoud = forms.ModelMultipleChoiceField


class OverhedenKeuze(_Meervoud):
    """One or more organisations, by name, to tick."""

    widget = forms.CheckboxSelectMultiple(attrs={"class": "keuzes__veel"})

    def label_from_instance(self, obj: Overheid) -> str:
        """The name."""
        return obj.naam


def _eigenaar(label: str, *, verplicht: bool = True, hint: str = "") -> MedewerkerKeuze:
    return MedewerkerKeuze(
        label=label,
        queryset=User.objects.none(),
        empty_label="Maak een keuze",
        required=verplicht,
        help_text=hint,
    )


def _vul_eigenaar(form: forms.Form, naam: str) -> None:
    veld = form.fields[naam]
    assert isinstance(veld, MedewerkerKeuze)  # noqa: S101 - declared in the form
    veld.queryset = medewerkers(rollen.BEKIJK_INZET)


class InzetForm(Vorm):
    """Register an inzet, or change one (then the kind is fixed and a reason is asked)."""

    soort = forms.ChoiceField(label="Soort inzet", choices=[LEEG, *catalogus.keuzes()], widget=Keuzelijst)
    onderwerp = forms.CharField(
        label="Onderwerp", max_length=200, help_text="Waar ging of gaat het over? Zonder namen van burgers."
    )
    overheden = OverhedenKeuze(
        label="Overheden",
        queryset=Overheid.objects.none(),
        help_text="Eén inzet voor meer overheden legt u één keer vast.",
    )
    van = Datumveld(label="Datum of begindatum")
    tot = Datumveld(
        label="Einddatum", required=False, help_text="Verplicht bij een subsidie en een opclassificatie."
    )
    bedrag = Bedragveld(
        label="Bedrag in euro",
        required=False,
        help_text="Alleen bij een soort waar geld bij hoort.",
    )
    partner = forms.CharField(
        label="Partner",
        required=False,
        max_length=160,
        help_text="Met wie samen, of wie voert het uit? Alleen bij een soort met een partner.",
    )
    omschrijving = tekst("Toelichting", verplicht=False)
    eigenaar = _eigenaar("Eigenaar", hint="Wie van de provincie hierover gaat en de herinnering krijgt.")
    herinner_op = Datumveld(
        label="Herinnering op",
        required=False,
        help_text="Leeg: wij kiezen de dag die bij de soort hoort, vóór de einddatum.",
    )
    vertrouwelijkheid = forms.ChoiceField(
        label="Wie mag dit lezen?",
        choices=InzetVertrouwelijkheid.choices,
        initial=InzetVertrouwelijkheid.INTERN,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuze = self.fields["overheden"]
        assert isinstance(keuze, OverhedenKeuze)  # noqa: S101 - declared above
        keuze.queryset = overheden()
        _vul_eigenaar(self, "eigenaar")

    def gegevens(self) -> Inzetgegevens:
        """What the service needs, of a valid form."""
        namen = ("soort", "onderwerp", "van", "tot", "bedrag", "partner", "omschrijving", "herinner_op")
        gegevens = {naam: self.cleaned_data[naam] for naam in (*namen, "vertrouwelijkheid")}
        return Inzetgegevens(
            overheid_ids=[o.pk for o in self.cleaned_data["overheden"]],
            eigenaar_id=self.cleaned_data["eigenaar"].pk,
            **gegevens,
        )


class InzetNieuwForm(InzetForm):
    """Register; a contactmoment with its result, and with one follow-up if there is one."""

    resultaat = tekst(
        "Wat is er besproken?",
        rijen=3,
        verplicht=False,
        hint="Alleen bij een contactmoment, dat u achteraf vastlegt.",
    )
    wat = forms.CharField(label="Afspraak: wat volgt er?", required=False, max_length=300)
    afspraak_eigenaar = _eigenaar("Afspraak: wie doet het?", verplicht=False)
    uiterlijk = Datumveld(label="Afspraak: uiterlijk", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _vul_eigenaar(self, "afspraak_eigenaar")

    def clean(self) -> dict[str, Any]:
        """A follow-up is whole or absent; a contactmoment lies behind us."""
        gegevens = super().clean() or self.cleaned_data
        soort, van = catalogus.SOORTEN.get(gegevens.get("soort", "")), gegevens.get("van")
        if soort and soort.licht and van and van > clock.vandaag():
            self.add_error("van", in_de_toekomst("datum van het contact"))
        velden = ("wat", "afspraak_eigenaar", "uiterlijk")
        gevuld = [naam for naam in velden if gegevens.get(naam)]
        if gevuld:
            for naam in velden:
                if naam not in gevuld and naam not in self.errors:
                    self.add_error(naam, "Vul bij een afspraak alle drie de velden in, of geen.")
        return gegevens

    def afspraken(self) -> list[NieuweAfspraak]:
        """The follow-up, when one was filled in."""
        return afspraak_uit(self.cleaned_data) if self.cleaned_data.get("wat") else []


def afspraak_uit(gegevens: dict[str, Any]) -> list[NieuweAfspraak]:
    """The follow-up of a valid form."""
    return [NieuweAfspraak(gegevens["wat"], gegevens["afspraak_eigenaar"].pk, gegevens["uiterlijk"])]


class InzetWijzigForm(VersieMixin, InzetForm):
    """Change an open inzet; what it said before stays readable."""

    reden = tekst("Reden van de wijziging", rijen=2)

    def __init__(self, *args: Any, inzet: Inzet, **kwargs: Any) -> None:
        velden = ("soort", "onderwerp", "van", "tot", "bedrag", "partner", "omschrijving", "herinner_op")
        begin = {naam: getattr(inzet, naam) for naam in (*velden, "vertrouwelijkheid", "versie")}
        begin |= {"eigenaar": inzet.eigenaar_id, "overheden": inzet.overheden.all()}
        kwargs.setdefault("initial", begin)
        super().__init__(*args, **kwargs)
        self.fields["soort"].widget = forms.HiddenInput()
        keuze = self.fields["overheden"]
        assert isinstance(keuze, OverhedenKeuze)  # noqa: S101 - declared above
        keuze.queryset = Overheid.objects.filter(pk__in=overheden().values("pk")) | inzet.overheden.all()
        keuze.queryset = keuze.queryset.distinct()
        soort = inzet.catalogus
        for naam, vraagt in (("bedrag", soort.vraagt_bedrag), ("partner", soort.vraagt_partner)):
            if not vraagt:
                del self.fields[naam]

    def gegevens(self) -> Inzetgegevens:
        """What the service needs; a field this kind does not have is empty."""
        self.cleaned_data.setdefault("bedrag", None)
        self.cleaned_data.setdefault("partner", "")
        return super().gegevens()


class InzetStartForm(VersieMixin):
    """It began."""


class InzetAfrondForm(InzetStartForm):
    """Close with what came out."""

    op = Datumveld(label="Afgerond op", verleden="datum van afronding")
    resultaat = tekst("Resultaat", hint="Wat heeft het opgeleverd, en wat is er afgesproken?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("op", clock.vandaag())


class InzetAfzegForm(InzetStartForm):
    """Call off."""

    reden = tekst("Reden", rijen=3, hint="Waarom gaat het niet door, of stopt het?")


class InzetAfspraakForm(Vorm):
    """A follow-up."""

    wat = forms.CharField(label="Wat gebeurt er?", max_length=300)
    afspraak_eigenaar = _eigenaar("Wie doet het?")
    uiterlijk = Datumveld(label="Uiterlijk")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _vul_eigenaar(self, "afspraak_eigenaar")


class InzetAfspraakResultaatForm(Vorm):
    """What came of a follow-up."""

    op = Datumveld(label="Gedaan op", verleden="datum")
    resultaat = tekst("Resultaat", rijen=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("op", clock.vandaag())


class InzetAfspraakOverForm(Vorm):
    """Give a follow-up to a colleague."""

    afspraak_eigenaar = _eigenaar("Nieuwe eigenaar")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _vul_eigenaar(self, "afspraak_eigenaar")


class InzetFilterForm(Vorm):
    """What the list shows; anything unknown is ignored."""

    zoek = forms.CharField(
        label="Zoek", required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )
    overheid = forms.ChoiceField(label="Overheid", required=False, widget=Keuzelijst)
    soort = forms.ChoiceField(
        label="Soort", required=False, widget=Keuzelijst, choices=[("", "Alle soorten"), *catalogus.keuzes()]
    )
    rol = forms.ChoiceField(
        label="Rol", required=False, widget=Keuzelijst, choices=[("", "Alle rollen"), *Provincierol.choices]
    )
    status = forms.ChoiceField(
        label="Status",
        required=False,
        widget=Keuzelijst,
        choices=[("", "Alles"), ("open", "Gepland of loopt"), *InzetStatus.choices],
    )
    wie = forms.ChoiceField(
        label="Wie",
        required=False,
        widget=Keuzelijst,
        choices=[("", "Iedereen"), ("mijn", "Mijn inzet en afspraken")],
    )
    van = Datumveld(label="Vanaf", required=False)
    tot = Datumveld(label="Tot en met", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuze = self.fields["overheid"]
        assert isinstance(keuze, forms.ChoiceField)  # noqa: S101 - declared above
        codes = overheden().order_by("naam").values_list("code", "naam")
        keuze.choices = [("", "Alle overheden"), *codes]

    def filter(self) -> Inzetfilter:
        """What was filled in well; the rest does not filter."""
        self.is_valid()
        gegevens = self.cleaned_data if self.is_bound else {}
        teksten = {n: gegevens.get(n, "") for n in self.fields if n not in ("van", "tot")}
        return Inzetfilter(**teksten, van=gegevens.get("van"), tot=gegevens.get("tot"))
