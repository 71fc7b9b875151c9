"""The page on which a letter is made, with its example beside it: in a proposal, or without one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from interventieladder import brieven as opmaak
from interventieladder.forms.brieven import BriefForm
from interventieladder.models import Brief, Dossier, Voorstel
from interventieladder.services import brieven as service
from interventieladder.treden import DOCUMENTEN
from toezicht.core.fouten import Weigering


@dataclass(frozen=True, slots=True)
class Briefplek:
    """Which letter it is, and where its page leads. `brief` is None while it is new."""

    dossier: Dossier
    voorstel: Voorstel | None
    soort: str
    brief: Brief | None = None

    @property
    def bij(self) -> str:
        """The number it stands under: of its proposal, else of the dossier."""
        return self.voorstel.nummer if self.voorstel else self.dossier.nummer

    @property
    def voorbeeld(self) -> str:
        """Where the example comes from."""
        if self.voorstel is None:
            return resolve_url("losse_brief_voorbeeld", self.dossier.nummer, self.soort)
        return resolve_url("voorstel_brief_voorbeeld", self.voorstel.nummer, self.soort)

    @property
    def verwijderen(self) -> str:
        """Where a letter that was kept is taken back."""
        if self.voorstel is not None:
            return resolve_url("voorstel_brief_verwijderen", self.voorstel.nummer, self.soort)
        return (
            resolve_url("losse_brief_verwijderen", self.dossier.nummer, self.brief.pk) if self.brief else ""
        )

    @property
    def terug(self) -> str:
        """The page it was opened from."""
        if self.voorstel is None:
            return resolve_url("dossier", self.dossier.nummer) + "#stukken"
        return resolve_url("voorstel", self.voorstel.nummer) + "#brieven"

    def form(self, gegevens: Any = None) -> BriefForm:
        """The form of the letter as it was kept, else with our text."""
        velden = self.brief.velden if self.brief else {}
        if not velden:
            velden = opmaak.standaard_velden(self.soort, self.dossier, self.voorstel)
        eigen = self.brief.onderwerp if self.brief else ""
        onderwerp = eigen or opmaak.standaard_onderwerp(self.soort, self.dossier, self.voorstel)
        blokken = opmaak.velden_van(self.soort, self.dossier)
        return BriefForm(gegevens, blokken=blokken, velden=velden, initial={"onderwerp": onderwerp})


def bewaar(form: BriefForm, daad: Callable[[], object]) -> int:
    """Run `daad` on a valid letter; gives the status: 200, or what the refusal asks, with it at its block."""
    if not form.is_valid():
        return 422
    try:
        daad()
    except Weigering as weigering:
        form.zet_fout(weigering.veld, weigering.melding)
        return weigering.status
    return 200


def briefpagina(
    request: HttpRequest, plek: Briefplek, form: forms.Form, *, status: int = 200
) -> HttpResponse:
    """The form with the letter beside it; for an upload the form alone."""
    uit_sjabloon = isinstance(form, BriefForm)
    context: dict[str, Any] = {
        "plek": plek,
        "voorstel": plek.voorstel,
        "dossier": plek.dossier,
        "document": DOCUMENTEN[plek.soort],
        "form": form,
        "blokken": form.blokken() if isinstance(form, BriefForm) else None,
        "brief": plek.brief,
        "voorbeeld": briefvoorbeeld(plek, form) if uit_sjabloon else "",
        "geadresseerden": plek.brief.geadresseerden
        if plek.brief
        else opmaak.standaard_geadresseerden(plek.soort, plek.dossier),
    }
    return render(request, "interventieladder/brief.html", context, status=status)


def briefvoorbeeld(plek: Briefplek, form: forms.Form) -> SafeString:
    """The letter as a part of the page, from what stands in the form."""
    assert isinstance(form, BriefForm)  # noqa: S101 - only a letter from our template has an example
    if form.is_bound:
        velden, onderwerp = form.zoals_getypt(), str(form.data.get("onderwerp", ""))
    else:
        velden, onderwerp = form.begin(), str(form.initial.get("onderwerp", ""))
    inhoud = service.voorbeeld(
        dossier=plek.dossier,
        voorstel=plek.voorstel,
        soort=plek.soort,
        onderwerp=onderwerp[:200],
        velden=velden,
    )
    basis = {"basis": "interventieladder/brieven/voorbeeld.html"}
    return render_to_string(opmaak.sjabloon_van(plek.soort), {**inhoud, **basis})
