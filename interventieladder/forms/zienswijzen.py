"""Forms for a zienswijze: receipt, points, whether a late one is weighed, our answers."""

from typing import Any

from django import forms

from interventieladder.forms.velden import Datumveld, Vorm, tekst
from interventieladder.models import Stuk, Termijn, ZienswijzePunt
from interventieladder.models.zienswijze import Puntoordeel, Wijze
from interventieladder.services.zienswijzen import MAX_GEVER, NieuweZienswijze
from toezicht.core import clock
from toezicht.core.bestanden import SOORTEN
from toezicht.core.templatetags.weergave import datum_lang

MEE = [("ja", "Ja, zij weegt mee"), ("nee", "Nee, zij weegt niet mee")]
PUNTEN_HINT = "Eén punt per regel, in het kort. Bij elk punt komt ons antwoord in het besluit (Awb 3:46)."


def _mee(waarde: str) -> bool | None:
    return {"ja": True, "nee": False}.get(waarde)


class ZienswijzeForm(Vorm):
    """A zienswijze that came in. Of a paper that is in the dossier already no file is asked."""

    wijze = forms.ChoiceField(
        label="Hoe is de zienswijze gegeven?",
        choices=[(w.value, w.label) for w in Wijze if w != Wijze.GEEN],
        widget=forms.RadioSelect,
    )
    gegeven_door = forms.CharField(
        label="Van wie?",
        max_length=MAX_GEVER,
        help_text="Het orgaan of de persoon, zoals in een zin: het college van Duinrand.",
    )
    datum = Datumveld(label="Datum van de brief of het gesprek", verleden="datum van de brief of het gesprek")
    ontvangen_op = Datumveld(
        label="Ontvangen op",
        required=False,
        help_text="Bij een brief. Een gesprek telt op de dag zelf.",
        verleden="ontvangstdatum",
    )
    bestand = forms.FileField(
        label="De brief, of het verslag van het gesprek",
        help_text=f"{', '.join(s[1:] for s in SOORTEN)}; hoogstens 25 MB.",
    )
    punten = tekst("Punten", rijen=6, hint=f"{PUNTEN_HINT} U kunt ze ook later toevoegen.", verplicht=False)
    meegewogen = forms.ChoiceField(
        label="Te laat ontvangen: weegt zij toch mee?",
        choices=MEE,
        required=False,
        widget=forms.RadioSelect,
    )
    meegewogen_reden = tekst("Waarom kiest u dat?", rijen=3, verplicht=False)

    def __init__(self, *args: Any, termijn: Termijn | None, stuk: Stuk | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stuk = stuk
        self.initial.setdefault("ontvangen_op", clock.vandaag())
        if stuk is not None:
            self._van_stuk(stuk)
        laat = termijn is not None and clock.vandaag() > termijn.effectief_einde
        if not laat:
            del self.fields["meegewogen"], self.fields["meegewogen_reden"]
        elif termijn is not None:
            self.fields[
                "meegewogen"
            ].help_text = f"Alleen als zij na {datum_lang(termijn.effectief_einde)} kwam."

    def _van_stuk(self, stuk: Stuk) -> None:
        del self.fields["bestand"]
        self.initial = {
            **self.initial,
            "wijze": Wijze.MONDELING if stuk.mondeling else Wijze.SCHRIFTELIJK,
            "gegeven_door": stuk.afzender,
            "datum": stuk.datum,
            "ontvangen_op": stuk.ontvangen_op or stuk.datum,
        }

    def nieuw(self) -> NieuweZienswijze:
        """What the service needs, of a valid form."""
        g = self.cleaned_data
        return NieuweZienswijze(
            wijze=g["wijze"],
            gegeven_door=g["gegeven_door"],
            datum=g["datum"],
            ontvangen_op=g["ontvangen_op"],
            punten=g["punten"].splitlines(),
            meegewogen=_mee(g.get("meegewogen", "")),
            meegewogen_reden=g.get("meegewogen_reden", ""),
            stuk_id=self.stuk.pk if self.stuk else None,
        )


class PuntenForm(Vorm):
    """More points of a zienswijze."""

    punten = tekst("Punten", rijen=8, hint=PUNTEN_HINT)

    def regels(self) -> list[str]:
        """The points, of a valid form."""
        return list(self.cleaned_data["punten"].splitlines())


class LateForm(Vorm):
    """Whether a late zienswijze is weighed, and why."""

    meegewogen = forms.ChoiceField(label="Weegt zij toch mee?", choices=MEE, widget=forms.RadioSelect)
    meegewogen_reden = tekst("Waarom kiest u dat?", rijen=4, hint="Komt in het besluit.")

    def weegt_mee(self) -> bool:
        """The choice, of a valid form."""
        return bool(_mee(self.cleaned_data["meegewogen"]))


class _PuntForm(Vorm):
    """A form about one point; it hands back the version that was on the page."""

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, punt: ZienswijzePunt, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {
            **self.initial,
            "versie": punt.versie,
            "tekst": punt.tekst,
            "oordeel": punt.oordeel,
            "reactie": punt.reactie,
        }


class PunttekstForm(_PuntForm):
    """A point written down better."""

    tekst = tekst("Het punt in het kort", rijen=4)


class AntwoordForm(_PuntForm):
    """Our answer to one point."""

    oordeel = forms.ChoiceField(
        label="Vinden wij dit punt gegrond?", choices=Puntoordeel.choices, widget=forms.RadioSelect
    )
    reactie = tekst("Waarom?", rijen=8, hint="Komt woordelijk in het besluit, achter het punt (Awb 3:46).")
