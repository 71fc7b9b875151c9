"""Approval, consent, urgent spending, artikel 12: opening, what is added later; the spending room."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from interventieladder.forms import goedkeuring as vormen
from interventieladder.forms.dossiers import overheden
from interventieladder.models import Dossier
from interventieladder.selectors.bestedingsruimte import ruimtepagina
from interventieladder.services.bestedingsruimte import leg_ruimte_vast
from interventieladder.services.ladders import (
    artikel12,
    goedkeuring,
    goedkeuring_openen,
    spoeduitgave,
    toestemming,
)
from interventieladder.standen import plan_van
from interventieladder.views.gedeeld import Formulier, formulierpagina, verder, vind_dossier
from toezicht.core import clock, rollen
from toezicht.core.forms.basis import probeer
from toezicht.core.models import User
from toezicht.core.toegang import gebruiker, recht
from toezicht.organisaties.models import Overheid

LEZEN_EN_SCHRIJVEN = require_http_methods(["GET", "HEAD", "POST"])


def _open(
    request: HttpRequest,
    ladder: str,
    klasse: type[vormen.FinancieelForm],
    daad: Callable[[Any, User], Dossier],
) -> HttpResponse:
    """The form to open a dossier on one of these ladders, or the new dossier."""
    code = request.GET.get("overheid", "").replace("\x00", "")
    form = klasse(request.POST or None, overheid_code=code)
    geopend: list[Dossier] = []
    status = 200
    if request.method == "POST":
        status = probeer(form, lambda: geopend.append(daad(form, gebruiker(request))))
    if geopend:
        messages.success(request, f"Dossier {geopend[0].nummer} is geopend.")
        return verder("dossier", geopend[0].nummer)
    context = {"form": form, "plan": plan_van(ladder)}
    return render(request, "interventieladder/ladder_nieuw.html", context, status=status)


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def goedkeuring_nieuw(request: HttpRequest) -> HttpResponse:
    """Open the approval of a budget or amendment."""
    return _open(
        request,
        "goedkeuring",
        vormen.GoedkeuringForm,
        lambda form, door: goedkeuring_openen.open_goedkeuring(nieuw=form.nieuw(), door=door),
    )


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def toestemming_nieuw(request: HttpRequest) -> HttpResponse:
    """Open a request for consent."""
    return _open(
        request,
        "toestemming",
        vormen.ToestemmingForm,
        lambda form, door: toestemming.open_toestemming(nieuw=form.nieuw(), door=door),
    )


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def spoeduitgave_nieuw(request: HttpRequest) -> HttpResponse:
    """Open an urgent decision."""
    return _open(
        request,
        "spoeduitgave",
        vormen.SpoedForm,
        lambda form, door: spoeduitgave.open_spoeduitgave(nieuw=form.nieuw(), door=door),
    )


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def artikel12_nieuw(request: HttpRequest) -> HttpResponse:
    """Open a year of artikel 12."""
    return _open(
        request,
        "artikel12",
        vormen.Artikel12Form,
        lambda form, door: artikel12.open_artikel12(door=door, **form.nieuw()),
    )


# -- what is added to a dossier later ----------------------------------------------------------------


def _vind(request: HttpRequest, nummer: str, ladder: str) -> Dossier:
    dossier = vind_dossier(request, nummer)
    if dossier.ladder != ladder:
        raise Http404("Dit hoort niet bij deze ladder.")
    return dossier


def _formulier(
    request: HttpRequest,
    dossier: Dossier,
    form: forms.Form,
    daad: Callable[[], object],
    tekst: Formulier,
    gelukt: str,
) -> HttpResponse:
    if request.method != "POST":
        return formulierpagina(request, dossier, form, tekst)
    status = probeer(form, daad)
    if status != 200:
        return formulierpagina(request, dossier, form, tekst, status=status)
    messages.success(request, gelukt)
    return verder("dossier", dossier.nummer)


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def dossier_stemmen(request: HttpRequest, nummer: str) -> HttpResponse:
    """Record the roll call of an urgent decision."""
    dossier = _vind(request, nummer, "spoeduitgave")
    form = vormen.StemmenForm(request.POST or None)
    return _formulier(
        request,
        dossier,
        form,
        lambda: spoeduitgave.leg_stemmen_vast(
            dossier_id=dossier.pk, stemmen=form.cleaned_data["stemmen"], door=gebruiker(request)
        ),
        Formulier("Hoofdelijke stemming", "Leg stemmen vast", "Gemeentewet 209, eerste lid."),
        "De stemmen zijn vastgelegd.",
    )


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def dossier_wijziging(request: HttpRequest, nummer: str) -> HttpResponse:
    """Link the amendment that covers an urgent decision."""
    dossier = _vind(request, nummer, "spoeduitgave")
    form = vormen.WijzigingForm(request.POST or None, zaak=dossier.spoeduitgave)
    uitleg = "Staat de wijziging er niet bij? Open eerst het dossier over haar goedkeuring."
    return _formulier(
        request,
        dossier,
        form,
        lambda: spoeduitgave.koppel_wijziging(
            dossier_id=dossier.pk, goedkeuring_id=form.cleaned_data["wijziging"], door=gebruiker(request)
        ),
        Formulier("Begrotingswijziging koppelen", "Koppel wijziging", uitleg),
        "De wijziging is gekoppeld.",
    )


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def dossier_verzending(request: HttpRequest, nummer: str) -> HttpResponse:
    """Correct the day on which the organisation sent it; the term is computed anew."""
    dossier = _vind(request, nummer, "goedkeuring")
    begin = {"verzonden_op": dossier.goedkeuring.verzonden_op}
    form = vormen.VerzendingForm(request.POST or None, initial=begin)
    uitleg = "De beslistermijn loopt vanaf de verzending. De oude berekening blijft bewaard."
    return _formulier(
        request,
        dossier,
        form,
        lambda: goedkeuring.corrigeer_verzending(
            dossier_id=dossier.pk, door=gebruiker(request), **form.cleaned_data
        ),
        Formulier("Dag van verzending corrigeren", "Corrigeer", uitleg),
        "De dag van verzending is gecorrigeerd; de termijn is opnieuw berekend.",
    )


# -- the spending room -------------------------------------------------------------------------------


def _overheid(code: str) -> Overheid:
    return get_object_or_404(overheden(), code=code[:12].replace("\x00", ""))


@require_safe
@recht(rollen.BEKIJK_DOSSIERS)
def bestedingsruimte(request: HttpRequest, code: str, jaar: int) -> HttpResponse:
    """Versions, what was used and what is left."""
    data = ruimtepagina(gebruiker(request), _overheid(code), jaar)
    if data is None:
        raise Http404
    return render(request, "interventieladder/bestedingsruimte.html", {"p": data})


@LEZEN_EN_SCHRIJVEN
@recht(rollen.REGISTREER_GS)
def bestedingsruimte_nieuw(request: HttpRequest, code: str, jaar: int) -> HttpResponse:
    """Register a version as GS decided it."""
    overheid = _overheid(code)
    form = vormen.RuimteForm(request.POST or None).begin(clock.vandaag())
    status = 200
    if request.method == "POST":
        status = probeer(
            form,
            lambda: leg_ruimte_vast(nieuw=form.nieuw(overheid.pk, jaar), door=gebruiker(request)),
        )
        if status == 200:
            messages.success(request, "De nieuwe versie van de bestedingsruimte is vastgelegd.")
            return verder("bestedingsruimte", overheid.code, jaar)
    context = {"form": form, "overheid": overheid, "jaar": jaar}
    return render(request, "interventieladder/bestedingsruimte_nieuw.html", context, status=status)
