"""Papers in: adding, verifying, downloading."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interventieladder.forms.feiten import StukForm
from interventieladder.models import Stuk
from interventieladder.models.stukken import StukSoort
from interventieladder.services import stukken as service
from interventieladder.views.gedeeld import Formulier, download, formulierpagina, verder, vind_dossier
from toezicht.core import rollen
from toezicht.core.forms.basis import probeer
from toezicht.core.toegang import gebruiker, recht


@require_http_methods(["GET", "HEAD", "POST"])
@recht(rollen.BEHANDEL_DOSSIER)
def stuk_nieuw(request: HttpRequest, nummer: str) -> HttpResponse:
    """Add a paper with its file; `?soort=` chooses the kind and leaves out what it never has."""
    dossier = vind_dossier(request, nummer)
    soort = request.GET.get("soort", "")
    naam = dict(StukSoort.choices).get(soort, "Stuk")
    tekst = Formulier(
        f"{naam} toevoegen",
        "Voeg toe",
        "Een stuk verandert niet meer; een betere versie vervangt het.",
        bestand=True,
    )
    if request.method != "POST":
        return formulierpagina(request, dossier, StukForm(dossier=dossier, soort=soort), tekst)
    form = StukForm(request.POST, request.FILES, dossier=dossier, soort=soort)
    status = probeer(
        form,
        lambda: service.voeg_stuk_toe(
            dossier_id=dossier.pk,
            nieuw=form.nieuw(),
            bestand=form.cleaned_data["bestand"],
            door=gebruiker(request),
        ),
    )
    if status != 200:
        return formulierpagina(request, dossier, form, tekst, status=status)
    messages.success(request, "Het stuk is toegevoegd.")
    return verder("dossier", nummer, anker="stukken")


@require_safe
@recht(rollen.BEKIJK_DOSSIERS)
def stuk_bestand(request: HttpRequest, nummer: str, pk: int) -> HttpResponseBase:
    """Download one paper; one that stayed in the document system leads there."""
    stuk = get_object_or_404(Stuk, dossier=vind_dossier(request, nummer), pk=pk)
    if not stuk.bestand:
        if stuk.documentadres:
            return HttpResponseRedirect(stuk.documentadres)
        raise Http404(f"Dit stuk staat in het documentsysteem onder nummer {stuk.documentnummer}.")
    return download(stuk.bestand, stuk.bestandsnaam)


@require_POST
@recht(rollen.LEES_TEGEN)
def stuk_verifieren(request: HttpRequest, nummer: str, pk: int) -> HttpResponse:
    """Confirm evidence as a second person."""
    stuk = get_object_or_404(Stuk, dossier=vind_dossier(request, nummer), pk=pk)
    service.verifieer_stuk(stuk_id=stuk.pk, door=gebruiker(request))
    messages.success(request, f"U hebt “{stuk.titel}” geverifieerd.")
    return verder("dossier", nummer, anker="stukken")
