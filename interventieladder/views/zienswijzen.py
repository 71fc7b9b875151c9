"""Hearing an organisation about a voornemen: what came in, its points, our answers."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interventieladder.forms.zienswijzen import (
    AntwoordForm,
    LateForm,
    PuntenForm,
    PunttekstForm,
    ZienswijzeForm,
)
from interventieladder.models import Dossier, Stuk, Zienswijze, ZienswijzePunt
from interventieladder.models.stukken import StukSoort
from interventieladder.models.termijn import TermijnSoort
from interventieladder.selectors.ladderstrip import strip
from interventieladder.selectors.zienswijzen import zienswijzerij
from interventieladder.services import zienswijzen as service
from interventieladder.views.gedeeld import Formulier, formulierpagina, verder, vind_dossier
from toezicht.core import rollen
from toezicht.core.forms.basis import probeer
from toezicht.core.fouten import Conflict, Weigering
from toezicht.core.toegang import gebruiker, recht

LEZEN_EN_SCHRIJVEN = require_http_methods(["GET", "HEAD", "POST"])


def _vind(request: HttpRequest, nummer: str, pk: int) -> tuple[Dossier, Zienswijze]:
    """One that came in, by a dossier this account may see."""
    dossier = vind_dossier(request, nummer)
    zienswijze = get_object_or_404(Zienswijze, dossier=dossier, pk=pk, stuk__isnull=False)
    zienswijze.dossier = dossier
    return dossier, zienswijze


def _vind_punt(request: HttpRequest, nummer: str, pk: int, punt: int) -> tuple[Dossier, ZienswijzePunt]:
    dossier, zienswijze = _vind(request, nummer, pk)
    return dossier, get_object_or_404(
        ZienswijzePunt.objects.select_related("beantwoord_door"), zienswijze=zienswijze, nummer=punt
    )


def _formulier(
    request: HttpRequest,
    dossier: Dossier,
    form: forms.Form,
    daad: Callable[[Any], object],
    tekst: Formulier,
    *,
    gelukt: str,
    pk: int,
) -> HttpResponse:
    """Show the form, or do the act and go to the zienswijze; a refusal keeps the text."""
    if not form.is_bound:
        return formulierpagina(request, dossier, form, tekst)
    status = probeer(form, lambda: daad(form))
    if status == 200:
        messages.success(request, gelukt)
        return verder("zienswijze", dossier.nummer, pk)
    return formulierpagina(request, dossier, form, tekst, status=status)


@require_safe
@recht(rollen.BEKIJK_DOSSIERS)
def zienswijze(request: HttpRequest, nummer: str, pk: int) -> HttpResponse:
    """One zienswijze: from whom, when, and each point with our answer."""
    dossier, gevonden = _vind(request, nummer, pk)
    termijn = dossier.feiten.laatste_termijn(TermijnSoort.ZIENSWIJZE)
    context = {
        "dossier": dossier,
        "rij": zienswijzerij(gevonden, termijn.effectief_einde if termijn else None),
        "zienswijze": gevonden,
        "termijn": termijn,
        "mag": not dossier.gesloten and gebruiker(request).has_perm(rollen.BEHANDEL_DOSSIER),
        "treden": strip(dossier, []),
    }
    return render(request, "interventieladder/zienswijze.html", context)


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def zienswijze_nieuw(request: HttpRequest, nummer: str) -> HttpResponse:
    """Record one; `?stuk=` takes a paper that is in the dossier already."""
    dossier = vind_dossier(request, nummer)
    stuk = None
    if (keuze := request.GET.get("stuk", "")).isdecimal():
        stuk = get_object_or_404(Stuk, dossier=dossier, pk=int(keuze[:9]), soort=StukSoort.ZIENSWIJZE)
    tekst = Formulier(
        "Zienswijze registreren",
        "Registreer",
        "Wie gehoord wordt, kiest zelf: schriftelijk of mondeling (Awb 4:9). Van een gesprek maakt u een verslag.",
        bestand=stuk is None,
    )
    termijn = dossier.feiten.laatste_termijn(TermijnSoort.ZIENSWIJZE)
    if request.method != "POST":
        return formulierpagina(request, dossier, ZienswijzeForm(termijn=termijn, stuk=stuk), tekst)
    form = ZienswijzeForm(request.POST, request.FILES, termijn=termijn, stuk=stuk)
    gemaakt: list[Zienswijze] = []
    status = probeer(
        form,
        lambda: gemaakt.append(
            service.registreer(
                dossier_id=dossier.pk,
                nieuw=form.nieuw(),
                bestand=form.cleaned_data.get("bestand"),
                door=gebruiker(request),
            )
        ),
    )
    if status != 200:
        return formulierpagina(request, dossier, form, tekst, status=status)
    messages.success(request, "De zienswijze is geregistreerd.")
    return verder("zienswijze", dossier.nummer, gemaakt[0].pk)


@require_POST
@recht(rollen.BEHANDEL_DOSSIER)
def zienswijze_geen(request: HttpRequest, nummer: str) -> HttpResponse:
    """Record that none came."""
    dossier = vind_dossier(request, nummer)
    try:
        service.stel_geen_vast(dossier_id=dossier.pk, door=gebruiker(request))
    except Weigering as weigering:
        messages.error(request, weigering.melding)
    else:
        messages.success(request, "Vastgelegd: er is geen zienswijze ontvangen.")
    return verder("dossier", dossier.nummer, anker="zienswijzen")


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def zienswijze_punten(request: HttpRequest, nummer: str, pk: int) -> HttpResponse:
    """Add points."""
    dossier, gevonden = _vind(request, nummer, pk)
    return _formulier(
        request,
        dossier,
        PuntenForm(request.POST or None),
        lambda form: service.voeg_punten_toe(
            zienswijze_id=gevonden.pk, punten=form.regels(), door=gebruiker(request)
        ),
        Formulier("Punten toevoegen", "Voeg toe", f"Uit de zienswijze van {gevonden.gegeven_door}."),
        gelukt="De punten zijn toegevoegd.",
        pk=pk,
    )


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def zienswijze_laat(request: HttpRequest, nummer: str, pk: int) -> HttpResponse:
    """Choose whether a late one is weighed."""
    dossier, gevonden = _vind(request, nummer, pk)
    keuze = "" if gevonden.meegewogen is None else "ja" if gevonden.meegewogen else "nee"
    begin = {"meegewogen": keuze, "meegewogen_reden": gevonden.meegewogen_reden}
    return _formulier(
        request,
        dossier,
        LateForm(request.POST or None, initial=begin),
        lambda form: service.weeg_late(
            zienswijze_id=gevonden.pk,
            meegewogen=form.weegt_mee(),
            reden=form.cleaned_data["meegewogen_reden"],
            door=gebruiker(request),
        ),
        Formulier(
            "Te late zienswijze", "Leg keuze vast", "Horen moet binnen de termijn; later meewegen mag."
        ),
        gelukt="De keuze is vastgelegd.",
        pk=pk,
    )


def _punt(
    request: HttpRequest,
    dossier: Dossier,
    punt: ZienswijzePunt,
    maak: type[AntwoordForm] | type[PunttekstForm],
    daad: Callable[..., object],
    tekst: Formulier,
) -> HttpResponse:
    """A form about one point. After a conflict it holds the new version, so that the same text can go again."""
    form = maak(request.POST or None, punt=punt)
    antwoord = _formulier(
        request,
        dossier,
        form,
        lambda f: daad(punt_id=punt.pk, door=gebruiker(request), **f.cleaned_data),
        tekst,
        gelukt="Het punt is bewaard.",
        pk=punt.zienswijze_id,
    )
    if antwoord.status_code != Conflict.status:
        return antwoord
    punt.refresh_from_db()
    gegevens = form.data.copy()  # type: ignore[attr-defined]  # a bound form holds a QueryDict
    gegevens["versie"] = str(punt.versie)
    form.data = gegevens
    return formulierpagina(request, dossier, form, tekst, status=Conflict.status, intussen=punt)


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def zienswijze_antwoord(request: HttpRequest, nummer: str, pk: int, punt: int) -> HttpResponse:
    """Answer one point."""
    dossier, gevonden = _vind_punt(request, nummer, pk, punt)
    tekst = Formulier(f"Antwoord op punt {gevonden.nummer}", "Bewaar antwoord", gevonden.tekst)
    return _punt(request, dossier, gevonden, AntwoordForm, service.beantwoord, tekst)


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def zienswijze_punt(request: HttpRequest, nummer: str, pk: int, punt: int) -> HttpResponse:
    """Write a point down better."""
    dossier, gevonden = _vind_punt(request, nummer, pk, punt)
    tekst = Formulier(f"Punt {gevonden.nummer} verbeteren", "Bewaar", "Kan tot het punt is beantwoord.")
    return _punt(request, dossier, gevonden, PunttekstForm, service.wijzig_punt, tekst)
