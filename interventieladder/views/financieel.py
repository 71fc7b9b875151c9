"""Financial supervision: the overview of a budget year, opening it, intensity and leniency."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from interventieladder.forms.financieel import CoulanceForm, IntensiteitForm, JaarOpenenForm, OverzichtForm
from interventieladder.forms.velden import VersieMixin
from interventieladder.selectors.begrotingsoverzicht import Filter, jaren_met_dossiers, overzicht
from interventieladder.services import begrotingsjaren as service
from interventieladder.standen.begrotingsregime import PLAN
from interventieladder.views.gedeeld import (
    Formulier,
    Verder,
    formulierpagina,
    na_conflict,
    verder,
    vind_dossier,
)
from toezicht.core import clock, rollen
from toezicht.core.forms.basis import probeer
from toezicht.core.fouten import Conflict
from toezicht.core.toegang import gebruiker, recht


@require_safe
@recht(rollen.BEKIJK_DOSSIERS)
def financieel(request: HttpRequest) -> HttpResponse:
    """All organisations of one budget year, with filters and counts."""
    user = gebruiker(request)
    form = OverzichtForm(request.GET, jaren=jaren_met_dossiers())
    jaar, keuze = form.gekozen_jaar(), form.filter()
    form.data = {**request.GET.dict(), "jaar": jaar}
    context = {
        "o": overzicht(user, jaar, keuze),
        "gefilterd": keuze != Filter(),
        "form": form,
        "mag_openen": user.has_perm(rollen.BEHANDEL_DOSSIER),
    }
    return render(request, "interventieladder/financieel.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@recht(rollen.BEHANDEL_DOSSIER)
def jaar_openen(request: HttpRequest) -> HttpResponse:
    """Preview and open the dossiers of a budget year for every gemeente and GR of the province."""
    komend = clock.vandaag().year + 1
    user = gebruiker(request)
    if request.method != "POST":
        form = JaarOpenenForm({"jaar": request.GET.get("jaar") or komend})
        opening = (
            service.open_jaar(jaar=form.cleaned_data["jaar"], door=user, proef=True)
            if form.is_valid()
            else None
        )
        status = 200 if opening else 422
        return render(
            request, "interventieladder/jaar_openen.html", {"form": form, "opening": opening}, status=status
        )
    form = JaarOpenenForm(request.POST)
    gedaan: list[service.Opening] = []
    status = probeer(
        form, lambda: gedaan.append(service.open_jaar(jaar=form.cleaned_data["jaar"], door=user))
    )
    if not gedaan:
        return render(
            request, "interventieladder/jaar_openen.html", {"form": form, "opening": None}, status=status
        )
    aantal = len(gedaan[0].geopend)
    messages.success(
        request,
        f"Begrotingsjaar {gedaan[0].jaar}: {aantal} {'dossier' if aantal == 1 else 'dossiers'} geopend.",
    )
    return Verder(f"{verder('financieel').url}?jaar={gedaan[0].jaar}")


@require_http_methods(["GET", "HEAD", "POST"])
@recht(rollen.BEHANDEL_DOSSIER)
def intensiteit(request: HttpRequest, nummer: str) -> HttpResponse:
    """Choose how closely we watch, apart from the legal regime."""
    tekst = Formulier(
        "Intensiteit van het toezicht",
        "Leg vast",
        "Dit is een werkafspraak naast het juridische regime; het regime zelf verandert er niet door.",
    )
    return _op_jaar(request, nummer, IntensiteitForm, tekst, service.zet_intensiteit)


@require_http_methods(["GET", "HEAD", "POST"])
@recht(rollen.WIJS_TOE)
def coulance(request: HttpRequest, nummer: str) -> HttpResponse:
    """Tolerate lateness up to a day; the statutory date stays."""
    tekst = Formulier(
        "Coulance bij te late inzending",
        "Leg vast",
        "Uitstel van de wettelijke dag bestaat niet. U legt vast dat wij tot deze dag niet optreden op grond van "
        "artikel 203 lid 2, en waarom.",
    )
    return _op_jaar(request, nummer, CoulanceForm, tekst, service.zeg_coulance_toe)


def _op_jaar(
    request: HttpRequest,
    nummer: str,
    form_klasse: type[VersieMixin],
    tekst: Formulier,
    daad: Callable[..., object],
) -> HttpResponse:
    """One form about a budget year: its fields are the arguments of the service."""
    dossier = vind_dossier(request, nummer)
    if dossier.ladder != PLAN.code:
        raise Http404("Dit dossier gaat niet over een begrotingsjaar.")
    form = form_klasse(request.POST or None, initial={"versie": dossier.versie})
    if request.method != "POST":
        return formulierpagina(request, dossier, form, tekst)
    status = probeer(form, lambda: daad(dossier_id=dossier.pk, door=gebruiker(request), **form.cleaned_data))
    if status == Conflict.status:
        na_conflict(form, dossier.pk)
    if status != 200:
        return formulierpagina(request, dossier, form, tekst, status=status)
    messages.success(request, f"{tekst.titel}: vastgelegd.")
    return verder("dossier", nummer)
