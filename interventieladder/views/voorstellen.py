"""Proposals: drafting, submitting, checking, taking back. Deciding has its own pages."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from interventieladder.brieven import zienswijzeblok
from interventieladder.forms.brieven import AnderDocumentForm
from interventieladder.forms.voorstellen import (
    AkkoordForm,
    RedenForm,
    VoorstelForm,
    VraagForm,
    beginstand,
    bewaard_anders,
    stand_van,
)
from interventieladder.guards.spoed import BESLUITEN_T5
from interventieladder.models import Dossier, Voorstel
from interventieladder.models.voorstel import VoorstelStatus
from interventieladder.selectors import dossierpagina, ladderstrip
from interventieladder.selectors.voorstelpagina import Voorstelpagina, regels_van, voorstelpagina
from interventieladder.selectors.watkannu import in_woorden, stapkaarten
from interventieladder.services import voorstellen as service
from interventieladder.services.zegelverschil import sinds_vorige_versie
from interventieladder.views.gedeeld import verder, vind_dossier, vind_voorstel
from toezicht.core import rollen
from toezicht.core.forms.basis import probeer
from toezicht.core.fouten import Conflict, Weigering
from toezicht.core.toegang import gebruiker, recht
from toezicht.core.transitions import OvergangGeweigerd, overgang_van

INDIENEN = "indienen"


@require_http_methods(["GET", "HEAD", "POST"])
@recht(rollen.BEHANDEL_DOSSIER)
def voorstel_nieuw(request: HttpRequest, nummer: str, stap: str) -> HttpResponse:
    """Draft a proposal for one step. A step that cannot be taken from here is a conflict (409)."""
    dossier = vind_dossier(request, nummer)
    regels = overgang_van(dossier, stap)
    if request.method != "POST":
        form = VoorstelForm(dossier=dossier, regels=regels, initial=beginstand(dossier, regels))
        return _nieuwpagina(request, dossier, stap, form)
    form = VoorstelForm(request.POST, dossier=dossier, regels=regels)
    gemaakt: list[Voorstel] = []
    status = probeer(
        form,
        lambda: gemaakt.append(
            service.stel_op(
                dossier_id=dossier.pk,
                stap=stap,
                tekst=form.voorsteltekst(),
                stuk_ids=form.stuk_ids(),
                door=gebruiker(request),
            )
        ),
    )
    if not gemaakt:
        return _nieuwpagina(request, dossier, stap, form, status=status)
    messages.success(request, f"Voorstel {gemaakt[0].nummer} is bewaard als concept. Maak nu de brieven.")
    return verder("voorstel", gemaakt[0].nummer, anker="brieven")


def _nieuwpagina(
    request: HttpRequest, dossier: Dossier, stap: str, form: VoorstelForm, *, status: int = 200
) -> HttpResponse:
    kaart = next(k for k in stapkaarten(dossier, gebruiker(request)) if k.stap == stap)
    context = {
        "dossier": dossier,
        "kaart": kaart,
        "form": form,
        "treden": ladderstrip.strip(dossier, [kaart]),
        "lopend": dossierpagina.lopend_voorstel(dossier),
    }
    return render(request, "interventieladder/voorstel_nieuw.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@recht(rollen.BEKIJK_DOSSIERS)
def voorstel(request: HttpRequest, nummer: str) -> HttpResponse:
    """One proposal; the drafter saves the text, and may submit it with the same button press."""
    gevonden = vind_voorstel(request, nummer)
    if request.method != "POST":
        return _toon(request, gevonden)
    form = VoorstelForm(request.POST, dossier=gevonden.dossier, regels=regels_van(gevonden))
    user = gebruiker(request)
    status = probeer(
        form,
        lambda: service.wijzig(
            voorstel_id=gevonden.pk,
            tekst=form.voorsteltekst(),
            stuk_ids=form.stuk_ids(),
            door=user,
            gezien=request.POST.get("stempel", ""),
        ),
    )
    if status != 200:
        return _toon(request, vind_voorstel(request, nummer), form=form, status=status)
    if request.POST.get("daad") != INDIENEN:
        messages.success(request, "Het concept is bewaard.")
        return verder("voorstel", nummer)
    try:
        ingediend = service.dien_in(voorstel_id=gevonden.pk, door=user)
    except Weigering as weigering:
        vers = vind_voorstel(request, nummer)
        return _toon(request, vers, form=form, weigering=weigering, status=weigering.status)
    messages.success(request, f"Het voorstel is ingediend. Aan zet: {dossierpagina.aan_zet(ingediend)}.")
    return verder("voorstel", nummer)


def _toon(
    request: HttpRequest,
    gevonden: Voorstel,
    *,
    form: VoorstelForm | None = None,
    weigering: Weigering | None = None,
    actie: str = "",
    actieform: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; a form that was refused stands on it with its text."""
    data = voorstelpagina(gebruiker(request), gevonden)
    actieforms = _actieforms(data)
    if actieform is not None:
        actieforms[actie] = actieform
    if form is None and data.bewerkbaar:
        form = VoorstelForm(dossier=data.dossier, regels=data.regels, initial=stand_van(gevonden))
    context: dict[str, Any] = {
        "p": data,
        "antwoorden": zienswijzeblok(data.dossier) if gevonden.stap in BESLUITEN_T5 else None,
        "gewijzigd_woorden": sinds_vorige_versie(gevonden),
        "voorstel": gevonden,
        "dossier": data.dossier,
        "form": form,
        "stempel": service.stempel(gevonden) if data.bewerkbaar else "",
        "bewaard": bewaard_anders(form, gevonden) if status == Conflict.status else [],
        "weigering": weigering,
        "bezwaren": in_woorden(weigering.bezwaren) if isinstance(weigering, OvergangGeweigerd) else [],
        "actieforms": actieforms,
        "actie": actie,
        "aan_zet": dossierpagina.aan_zet(gevonden),
        "ander_document": AnderDocumentForm() if data.bewerkbaar else None,
        "bewijsstukken": gevonden.bewijsstukken.all() if not data.bewerkbaar else [],
    }
    return render(request, "interventieladder/voorstel.html", context, status=status)


FORM_PER_ACTIE: dict[str, tuple[type[forms.Form], str]] = {
    "akkoord": (AkkoordForm, "parafeer"),
    "retour": (VraagForm, "geef_retour"),
    "terughalen": (forms.Form, "haal_terug"),
    "intrekken": (RedenForm, "trek_in"),
    "vervallen": (RedenForm, "laat_vervallen"),
}
"""Acts on a proposal by their address: form, and the transition whose right they need."""

DIENSTEN: dict[str, Callable[..., Voorstel]] = {
    "akkoord": service.parafeer,
    "retour": service.geef_retour,
    "terughalen": service.haal_terug,
    "intrekken": service.trek_in,
    "vervallen": service.laat_vervallen,
}
GELUKT: dict[str, str] = {
    "akkoord": "U bent akkoord met deze versie.",
    "retour": "Het voorstel is terug bij de opsteller, met uw vraag.",
    "terughalen": "Het voorstel is weer een concept. Eerdere akkoorden gelden niet voor de nieuwe versie.",
    "intrekken": "Het voorstel is ingetrokken.",
    "vervallen": "Het voorstel is vervallen. U kunt een nieuw voorstel opstellen.",
}


def _actieforms(data: Voorstelpagina) -> dict[str, forms.Form]:
    """The acts this user can do now, each with an empty form."""
    return {
        actie: vorm(prefix=actie)
        for actie, (vorm, overgang) in FORM_PER_ACTIE.items()
        if overgang in data.daden
        and not (actie == "retour" and data.voorstel.status == VoorstelStatus.TER_BESLUIT)
    }


@require_POST
@recht(rollen.BEKIJK_DOSSIERS)
def voorstel_actie(request: HttpRequest, nummer: str, actie: str) -> HttpResponse:
    """Agree, send back, take back, withdraw or let lapse; the services hold the rules and rights."""
    gevonden = vind_voorstel(request, nummer)
    if actie not in FORM_PER_ACTIE:
        raise Http404("Deze handeling bestaat niet.")
    form = FORM_PER_ACTIE[actie][0](request.POST, prefix=actie)
    status = probeer(
        form,
        lambda: DIENSTEN[actie](voorstel_id=gevonden.pk, door=gebruiker(request), **form.cleaned_data),
    )
    if status == 200:
        messages.success(request, GELUKT[actie])
        return verder("voorstel", nummer)
    return _toon(request, vind_voorstel(request, nummer), actie=actie, actieform=form, status=status)
