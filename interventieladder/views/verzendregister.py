"""The send register of a dossier, what was heard of a sending, new names, and the text for the gazette."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interventieladder.brieven.publicatie import publicatietekst
from interventieladder.forms.brieven import NieuweNamenForm, VerzendberichtForm
from interventieladder.models import Brief
from interventieladder.models.stukken import Ontvangerrol
from interventieladder.selectors.verzendregister import verzendregister as register_van
from interventieladder.services import brieffeiten
from interventieladder.services import verzendregister as service
from interventieladder.views.brieven import pagina_met_namen
from interventieladder.views.gedeeld import (
    Formulier,
    beveilig,
    formulierpagina,
    verder,
    vind_dossier,
    vind_verzending,
    vind_voorstel,
)
from toezicht.core import rollen
from toezicht.core.forms.basis import probeer
from toezicht.core.toegang import gebruiker, recht

LEZEN_EN_SCHRIJVEN = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@recht(rollen.BEKIJK_DOSSIERS)
def verzendregister(request: HttpRequest, nummer: str) -> HttpResponse:
    """Every sending of a dossier: to whom, how, when, with what proof, and how it stands."""
    dossier = vind_dossier(request, nummer)
    context = {"dossier": dossier, "register": register_van(dossier, gebruiker(request))}
    return render(request, "interventieladder/verzendregister.html", context)


@LEZEN_EN_SCHRIJVEN
@recht(rollen.VERZEND)
def verzending_bericht(request: HttpRequest, nummer: str, pk: int) -> HttpResponse:
    """Record that proof came, that it was delivered, that it came back, or that it was sent again."""
    verzending = vind_verzending(request, nummer, pk)
    dossier = verzending.brief.dossier
    soorten = service.mogelijk(verzending.laatste_bericht, bewezen=verzending.heeft_bewijs)
    form = VerzendberichtForm(
        request.POST if request.method == "POST" else None,
        soorten=soorten,
        naar_orgaan=verzending.rol == Ontvangerrol.ORGAAN,
    )
    tekst = Formulier(
        "Wat is er met de zending gebeurd?",
        "Leg vast",
        f"{verzending.brief.soort} aan {verzending.geadresseerde}, verzonden op "
        f"{verzending.verzenddatum:%d-%m-%Y}. "
        "Wat u vastlegt, blijft in het register staan.",
    )
    if request.method != "POST":
        return formulierpagina(request, dossier, form, tekst)
    user = gebruiker(request)
    status = probeer(form, lambda: service.leg_bericht_vast(verzending_id=pk, door=user, **form.gegevens()))
    if status != 200:
        return formulierpagina(request, dossier, form, tekst, status=status)
    messages.success(request, "Het verzendregister is bijgewerkt.")
    return verder("verzendregister", dossier.nummer)


@require_POST
@recht(rollen.VERZEND)
def brief_namen(request: HttpRequest, nummer: str, pk: int) -> HttpResponse:
    """Replace the old names in a letter that was decided on and did not leave yet."""
    voorstel = vind_voorstel(request, nummer)
    brief = get_object_or_404(Brief, voorstel=voorstel, pk=pk)
    user = gebruiker(request)
    if brieffeiten.is_upload(brief):
        brief.voorstel, brief.dossier = voorstel, voorstel.dossier
        form = NieuweNamenForm(request.POST, request.FILES)
        status = probeer(
            form,
            lambda: brieffeiten.neem_namen_over(brief_id=brief.pk, door=user, **form.cleaned_data),
        )
        if status != 200:
            return pagina_met_namen(request, brief, form, status=status)
    else:
        brieffeiten.neem_namen_over(brief_id=brief.pk, door=user, bestand=request.FILES.get("bestand"))
    messages.success(request, "De nieuwe namen staan in de brief. Lees hem na voordat u hem verstuurt.")
    return verder("brief_verzenden", nummer, brief.pk)


@require_safe
@recht(rollen.BEKIJK_DOSSIERS)
def brief_publicatietekst(request: HttpRequest, nummer: str, pk: int) -> HttpResponseBase:
    """The notice as plain text, to hand in with the official gazette."""
    voorstel = vind_voorstel(request, nummer)
    brief = get_object_or_404(Brief, voorstel=voorstel, pk=pk)
    brief.voorstel, brief.dossier = voorstel, voorstel.dossier
    antwoord = HttpResponse(publicatietekst(brief), content_type="text/plain; charset=utf-8")
    antwoord.headers["Content-Disposition"] = f'attachment; filename="{brief.soort}-{nummer}.txt"'
    return beveilig(antwoord)
