"""Forms of a proposal: only what the guards of its step ask, prefilled with what is known."""

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator

from interventieladder.forms.velden import LEEG, Datumveld, Vorm, tekst
from interventieladder.guards.voorstelvelden import gevraagde_velden
from interventieladder.models import Dossier, Voorstel
from interventieladder.services.voorstellen import VELDEN, Voorsteltekst
from interventieladder.treden import TREDEN, Sluitreden, Stand
from toezicht.core import clock
from toezicht.core.templatetags.weergave import datum, tijdstip
from toezicht.core.transitions import Overgang
from toezicht.core.woorden import klein

MAG_LEEG = ("zachte_motivering", "mondeling")
"""Asked, but not of every proposal."""

PASSENDE_SLUITREDENEN = (Sluitreden.VERVALLEN_GRONDSLAG, Sluitreden.VERNIETIGD_RECHTER, Sluitreden.OPGELOST)


class VoorstelForm(Vorm):
    """A draft may be incomplete: submitting checks it as a whole, so no field blocks saving."""

    gevraagd = tekst(
        "Wat wordt gevraagd?", rijen=3, hint="Eén zin die de beslisser met ja of nee beantwoordt."
    )
    waarom_nu = tekst("Waarom nu?", rijen=5, hint="De feiten, met datum en bron.")
    lichter_middel = tekst(
        "Waarom volstaat een lichter middel niet?", hint="Wat is geprobeerd, wanneer, en met welk resultaat."
    )
    beleidsruimte = tekst("Waarom is dit geen beleidskeuze van de organisatie?")
    noodzaak_uitvraag = tekst("Waarom zijn deze gegevens nodig en nog niet beschikbaar?")
    gevolg_ja = tekst("Wat gebeurt er bij ja?", rijen=3)
    gevolg_nee = tekst("Wat gebeurt er bij nee of later?", rijen=3)
    termijn_weken = forms.IntegerField(label="Termijn in weken", min_value=1)
    zienswijze_weken = forms.IntegerField(label="Termijn voor de zienswijze in weken", min_value=1)
    herbeoordeling_op = Datumveld(label="Datum van herbeoordeling")
    nazorg_op = Datumveld(
        label="Datum van de nazorgcontrole", help_text="Dan kijken wij of het herstel blijvend is."
    )
    sluitreden = forms.ChoiceField(
        label="Sluitreden", choices=[LEEG, *((r.value, r.label) for r in PASSENDE_SLUITREDENEN)]
    )
    mondeling = forms.BooleanField(
        label="Te spoedig om eerst op te schrijven: Gedeputeerde Staten beslissen mondeling",
        required=False,
        help_text="Alleen bij vastgestelde spoed (Gemeentewet 124, tweede lid). Stel het daarna meteen op schrift.",
    )
    embargo_tot = forms.DateTimeField(
        label="Embargo tot",
        help_text="Daarna pas wordt er gepubliceerd; orgaan en raad krijgen de brief eerder.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    zachte_motivering = tekst(
        "Waarom zijn de aandachtspunten geen bezwaar?",
        hint="Alleen als hieronder of in het dossier een aandachtspunt staat.",
    )
    stukken = forms.TypedMultipleChoiceField(
        label="Bewijsstukken bij dit voorstel",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, dossier: Dossier, regels: Overgang, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gevraagd = gevraagde_velden(regels)
        self._verplicht = [veld for veld in VELDEN if veld in gevraagd and veld not in MAG_LEEG]
        if any(g.code == "G-SPOED" for g in regels.guards) and "mondeling" in gevraagd:
            self._verplicht.remove("termijn_weken")
        for veld in VELDEN:
            if veld not in gevraagd:
                del self.fields[veld]
        for veld in {"termijn_weken", "zienswijze_weken"} & set(self.fields):
            self._begrens(veld, dossier.beleid.max_weken)
        stukken = self.fields["stukken"]
        assert isinstance(stukken, forms.TypedMultipleChoiceField)  # noqa: S101 - declared above
        stukken.choices = [
            (s.pk, f"{s.titel} ({klein(s.get_soort_display())}, {datum(s.datum)})")
            for s in reversed(dossier.feiten.stukken)
        ]
        if not stukken.choices:
            del self.fields["stukken"]
        self._eis(verplicht=True)

    def _begrens(self, veld: str, weken: int) -> None:
        """The longest term is the policy's."""
        invoer = self.fields[veld]
        invoer.validators.append(
            MaxValueValidator(weken, f"Kies een termijn van 1 tot en met {weken} weken.")
        )
        invoer.widget.attrs["max"] = weken

    def _eis(self, *, verplicht: bool) -> None:
        """What must be filled before submitting is not called optional, but does not stop a draft."""
        for veld, invoer in self.fields.items():
            invoer.required = verplicht and veld in self._verplicht

    def full_clean(self) -> None:
        """Clean as a draft."""
        self._eis(verplicht=False)
        super().full_clean()
        self._eis(verplicht=True)

    def voorsteltekst(self) -> Voorsteltekst:
        """The words and numbers of a valid form; what the step does not ask stays empty."""
        return Voorsteltekst(**{veld: self.cleaned_data[veld] for veld in VELDEN if veld in self.fields})

    def stuk_ids(self) -> list[int]:
        """The papers that were ticked."""
        return list(self.cleaned_data.get("stukken", []))


def beginstand(dossier: Dossier, regels: Overgang) -> dict[str, Any]:
    """What is known before anybody types: policy terms, what was tried, and the papers of the dossier."""
    beleid, vandaag = dossier.beleid, clock.vandaag()
    naar = beleid.treden.get(regels.naar[0])
    return {
        "gevraagd": _gevraagd(dossier, regels),
        "waarom_nu": _waarom_nu(dossier),
        "lichter_middel": _lichter_middel(dossier),
        "termijn_weken": naar.termijn_weken or None if naar else None,
        "zienswijze_weken": naar.zienswijze_weken or None if naar else None,
        "embargo_tot": embargo(vandaag),
        "nazorg_op": vandaag + dt.timedelta(weeks=beleid.nazorg_weken),
        "stukken": [s.pk for s in dossier.feiten.stukken],
    }


def embargo(vandaag: dt.date) -> dt.datetime:
    """A first proposal: the working day after the next one, at ten."""
    dag = vandaag + dt.timedelta(days=2)
    while dag.weekday() >= ZATERDAG:
        dag += dt.timedelta(days=1)
    return dt.datetime.combine(dag, dt.time(10, 0), tzinfo=clock.lokaal(clock.nu()).tzinfo)


ZATERDAG = 5


def _gevraagd(dossier: Dossier, regels: Overgang) -> str:
    wie, wat = dossier.overheid.naam, klein(regels.titel)
    naar = dossier.beleid.treden.get(regels.naar[0])
    if regels.naar[0] == Stand.AFGESLOTEN:
        return f"Instemmen met het sluiten van het dossier over {wie} ({wat})."
    if naar is None or regels.naar[0] == dossier.trede:
        return f"Instemmen met: {wat}, in het dossier over {wie}."
    return f"Instemmen met de stap naar {naar.volledig} voor {wie}."


def _waarom_nu(dossier: Dossier) -> str:
    oordelen = [
        b for b in dossier.feiten.beoordelingen if b.soort in ("weging", "validatie", "eindbeoordeling")
    ]
    return oordelen[-1].toelichting if oordelen else dossier.omschrijving


def _lichter_middel(dossier: Dossier) -> str:
    regels = []
    for stap in dossier.feiten.stappen:
        if stap.trede not in set(TREDEN[1:]):
            continue
        trede = dossier.beleid.treden[stap.trede]
        tot = f"tot {datum(stap.tot)}" if stap.tot else "tot nu"
        regels.append(f"{trede.volledig}: van {datum(stap.van)} {tot}, zonder voldoende resultaat.")
    return "\n".join(regels)


def stand_van(voorstel: Voorstel) -> dict[str, Any]:
    """The draft as it stands, as initial values."""
    waarden = {veld: getattr(voorstel, veld) for veld in VELDEN}
    return {**waarden, "stukken": list(voorstel.bewijsstukken.values_list("pk", flat=True))}


def bewaard_anders(form: VoorstelForm | None, voorstel: Voorstel) -> list[tuple[str, str]]:
    """(label, what is stored) of each field of a sent form that differs from the draft as it stands."""
    if form is None or not form.is_bound:
        return []
    nu = stand_van(voorstel)
    namen = [naam for naam in form.fields if naam in VELDEN and naam in form.cleaned_data]
    anders = [naam for naam in namen if _plat(form.cleaned_data[naam]) != _plat(nu[naam])]
    return [(str(form.fields[naam].label), _plat(nu[naam]) or "(leeg)") for naam in anders]


def _plat(waarde: Any) -> str:
    """A value as text, so that what was typed and what is stored compare."""
    if isinstance(waarde, bool):
        return "ja" if waarde else ""
    if isinstance(waarde, dt.datetime):
        return tijdstip(waarde)
    return datum(waarde) if isinstance(waarde, dt.date) else str(waarde or "").strip()


class RedenForm(Vorm):
    """Why; goes into the logboek."""

    reden = tekst("Reden", rijen=3)


class VraagForm(Vorm):
    """What the reader wants to know or to see changed."""

    vraag = tekst("Uw vraag", rijen=3, hint="De opsteller krijgt uw vraag en dient daarna opnieuw in.")


class AkkoordForm(Vorm):
    """Agreement of a check, with a remark if wanted."""

    opmerking = tekst("Opmerking", rijen=2, verplicht=False)
