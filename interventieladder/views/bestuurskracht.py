"""Bestuurskracht: the overview, and the situatieschets of a dossier."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interventieladder.forms.bestuurskracht import OverzichtForm, SchetsForm
from interventieladder.models import Dossier, Situatieschets
from interventieladder.models.bestuurskracht import mag_schetsen_lezen
from interventieladder.selectors import bestuurskracht as lezen
from interventieladder.services import situatieschetsen as service
from interventieladder.standen.bestuurskracht import PLAN
from interventieladder.views.gedeeld import (
    Formulier,
    formulierpagina,
    gezien_versie,
    na_conflict,
    verder,
    vind_dossier,
)
from toezicht.core import rollen
from toezicht.core.forms.basis import probeer
from toezicht.core.fouten import Conflict
from toezicht.core.toegang import gebruiker, recht


@require_safe
@recht(rollen.BEKIJK_SIGNALEN)
def bestuurskracht(request: HttpRequest) -> HttpResponse:
    """All municipalities in order of the alphabet: signals per axis, the rule they meet, the role."""
    user = gebruiker(request)
    form = OverzichtForm(request.GET)
    filter_ = form.filter()
    context = {
        "rijen": lezen.overzicht(user, filter_),
        "form": form,
        "gefilterd": filter_ != lezen.Filter(),
        "mag_openen": user.has_perm(rollen.BEHANDEL_DOSSIER),
    }
    return render(request, "interventieladder/bestuurskracht.html", context)


def _dossier(request: HttpRequest, nummer: str) -> Dossier:
    """The visible dossier, on this ladder, for who may read situatieschetsen."""
    dossier = vind_dossier(request, nummer)
    if dossier.ladder != PLAN.code or not mag_schetsen_lezen(gebruiker(request)):
        raise Http404("Deze situatieschets bestaat niet, of u mag haar niet zien.")
    return dossier


@require_http_methods(["GET", "HEAD", "POST"])
@recht(rollen.BEHANDEL_DOSSIER)
def schets_schrijven(request: HttpRequest, nummer: str) -> HttpResponse:
    """Write the concept."""
    dossier = _dossier(request, nummer)
    deel = lezen.bestuurskrachtdeel(dossier, gebruiker(request))
    form = SchetsForm(request.POST or None, dossier=dossier, signalen=deel.signalen, concept=deel.concept)
    tekst = Formulier(
        "Situatieschets schrijven",
        "Bewaar concept",
        f"{deel.patroon.zin} Twee pagina's, feiten met bron, zonder namen van burgers.",
    )
    if request.method != "POST":
        return formulierpagina(request, dossier, form, tekst)
    gemaakt: list[Situatieschets] = []
    status = probeer(
        form,
        lambda: gemaakt.append(
            service.schrijf_schets(dossier_id=dossier.pk, door=gebruiker(request), **form.gegevens())
        ),
    )
    if status == Conflict.status:
        na_conflict(form, dossier.pk)
    if not gemaakt:
        return formulierpagina(request, dossier, form, tekst, status=status)
    messages.success(request, "De situatieschets is bewaard. De teamleider stelt haar vast.")
    return verder("schets", nummer, gemaakt[0].versie)


@require_safe
@recht(rollen.BEKIJK_DOSSIERS)
def schets(request: HttpRequest, nummer: str, versie: int) -> HttpResponse:
    """One version, with what it rests on and what became of that."""
    dossier = _dossier(request, nummer)
    gevonden = lezen.vind_schets(gebruiker(request), dossier, versie)
    if gevonden is None:
        raise Http404("Deze situatieschets bestaat niet, of u mag haar niet zien.")
    deel = lezen.bestuurskrachtdeel(dossier, gebruiker(request))
    context = {
        "dossier": dossier,
        "schets": gevonden,
        "deel": deel,
        "gedragen": lezen.gedragen(gevonden),
    }
    return render(request, "interventieladder/situatieschets.html", context)


@require_POST
@recht(rollen.BESLIS_TEAMLEIDER)
def schets_vaststellen(request: HttpRequest, nummer: str, versie: int) -> HttpResponse:
    """Adopt as teamleider the text that was on the page; 409 when it changed meanwhile."""
    dossier = _dossier(request, nummer)
    gevonden = lezen.vind_schets(gebruiker(request), dossier, versie)
    if gevonden is None:
        raise Http404("Deze situatieschets bestaat niet, of u mag haar niet zien.")
    gezien = gezien_versie(request)
    if gezien is None:
        return render(request, "400.html", status=400)
    service.stel_schets_vast(schets_id=gevonden.pk, door=gebruiker(request), versie=gezien)
    messages.success(request, "De situatieschets is vastgesteld en verandert niet meer.")
    return verder("dossier", nummer, anker="bestuurskracht")
