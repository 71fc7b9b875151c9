"""Forms on a dossier for dated facts and people: each mends what a guard misses."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from interventieladder.forms.dossiers import GrondslagForm, KoppelForm, ToewijsForm
from interventieladder.forms.feiten import AfspraakForm, AfspraakstatusForm, BeoordelingForm, SpoedForm
from interventieladder.models import Afspraak, Beoordeling, Dossier
from interventieladder.models.feiten import UITKOMSTEN, BeoordelingSoort
from interventieladder.selectors.ladderstrip import strip
from interventieladder.services import dossiers as dossierservice
from interventieladder.services import feiten as service
from interventieladder.views.gedeeld import Formulier, formulierpagina, na_conflict, verder, vind_dossier
from signalen.selectors.signalen import koppelbaar
from toezicht.core import rollen
from toezicht.core.forms.basis import probeer
from toezicht.core.fouten import Conflict
from toezicht.core.toegang import gebruiker, recht

LEZEN_EN_SCHRIJVEN = require_http_methods(["GET", "HEAD", "POST"])


def _formulier(
    request: HttpRequest,
    dossier: Dossier,
    maak: Callable[..., forms.Form],
    daad: Callable[[Any], object],
    tekst: Formulier,
    *,
    gelukt: str,
    anker: str = "",
) -> HttpResponse:
    """Show the form, or do the act: back to the dossier with a message, or the form with what is wrong."""
    if request.method != "POST":
        return formulierpagina(request, dossier, maak(), tekst)
    form = maak(request.POST)
    status = probeer(form, lambda: daad(form))
    if status == 200:
        messages.success(request, gelukt)
        return verder("dossier", dossier.nummer, anker=anker)
    if status == Conflict.status and "versie" in form.fields:
        na_conflict(form, dossier.pk)
    return formulierpagina(request, dossier, form, tekst, status=status)


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def dossier_grondslag(request: HttpRequest, nummer: str) -> HttpResponse:
    """Which organ, what the law demands, and how it was neglected."""
    dossier = vind_dossier(request, nummer)
    return _formulier(
        request,
        dossier,
        lambda data=None: GrondslagForm(data, dossier=dossier),
        lambda form: dossierservice.zet_grondslag(
            dossier_id=dossier.pk, door=gebruiker(request), **form.cleaned_data
        ),
        Formulier("Grondslag", "Leg grondslag vast", "Gemeentewet artikel 124, eerste lid."),
        gelukt="De grondslag is vastgelegd.",
    )


@LEZEN_EN_SCHRIJVEN
@recht(rollen.WIJS_TOE)
def dossier_toewijzen(request: HttpRequest, nummer: str) -> HttpResponse:
    """Behandelaar and second reader, by the coördinator or teamleider."""
    dossier = vind_dossier(request, nummer)

    def wijs_toe(form: ToewijsForm) -> None:
        gegevens = form.cleaned_data
        lezer = gegevens["tweede_lezer"]
        dossierservice.wijs_toe(
            dossier_id=dossier.pk,
            behandelaar_id=gegevens["behandelaar"].pk,
            tweede_lezer_id=lezer.pk if lezer else None,
            reden=gegevens["reden"],
            versie=gegevens["versie"],
            door=gebruiker(request),
        )

    return _formulier(
        request,
        dossier,
        lambda data=None: ToewijsForm(data, dossier=dossier),
        wijs_toe,
        Formulier(
            "Behandelaar en tweede lezer",
            "Wijs toe",
            "De tweede lezer toetst elk voorstel en is een ander dan de behandelaar.",
        ),
        gelukt="Het dossier is toegewezen.",
    )


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def dossier_beoordeling(request: HttpRequest, nummer: str) -> HttpResponse:
    """Record an assessment of the kind in `?soort=`; without one that is asked first, as outcomes differ."""
    dossier = vind_dossier(request, nummer)
    soort = request.GET.get("soort", "") or request.POST.get("soort", "")
    if soort not in UITKOMSTEN:
        context = {"dossier": dossier, "soorten": BeoordelingSoort.choices, "treden": strip(dossier, [])}
        status = 422 if request.method == "POST" else 200
        return render(request, "interventieladder/beoordeling_kiezen.html", context, status=status)
    naam = BeoordelingSoort(soort).label
    return _formulier(
        request,
        dossier,
        lambda data=None: BeoordelingForm(data, dossier=dossier, soort=soort),
        lambda form: service.leg_beoordeling_vast(
            dossier_id=dossier.pk, door=gebruiker(request), **form.gegevens()
        ),
        Formulier(
            str(naam), "Leg vast", "Een nieuwe beoordeling vervangt de vorige niet; beide blijven staan."
        ),
        gelukt="De beoordeling is vastgelegd.",
        anker="beoordelingen",
    )


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def afspraak_nieuw(request: HttpRequest, nummer: str) -> HttpResponse:
    """Record an agreement."""
    dossier = vind_dossier(request, nummer)
    return _formulier(
        request,
        dossier,
        lambda data=None: AfspraakForm(data),
        lambda form: service.maak_afspraak(
            dossier_id=dossier.pk, door=gebruiker(request), **form.cleaned_data
        ),
        Formulier("Afspraak vastleggen", "Leg afspraak vast"),
        gelukt="De afspraak is vastgelegd.",
        anker="afspraken",
    )


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def afspraak_status(request: HttpRequest, nummer: str, pk: int) -> HttpResponse:
    """Whether an agreement was kept."""
    dossier = vind_dossier(request, nummer)
    afspraak = get_object_or_404(Afspraak, dossier=dossier, pk=pk)
    return _formulier(
        request,
        dossier,
        lambda data=None: AfspraakstatusForm(data),
        lambda form: service.zet_afspraakstatus(
            afspraak_id=afspraak.pk, door=gebruiker(request), **form.cleaned_data
        ),
        Formulier(
            "Afspraak beoordelen",
            "Leg vast",
            f"{afspraak.actie.rstrip('.')}. Door: {afspraak.eigenaar}. Gevraagd bewijs: {afspraak.bewijs}.",
        ),
        gelukt="De stand van de afspraak is vastgelegd.",
        anker="afspraken",
    )


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BESLIS_GEDEPUTEERDE)
def dossier_spoed(request: HttpRequest, nummer: str) -> HttpResponse:
    """Establish urgency, as the gedeputeerde."""
    dossier = vind_dossier(request, nummer)
    return _formulier(
        request,
        dossier,
        lambda data=None: SpoedForm(data),
        lambda form: service.stel_spoed_vast(
            dossier_id=dossier.pk, door=gebruiker(request), **form.cleaned_data
        ),
        Formulier("Spoed vaststellen", "Stel spoed vast", "Spoed verlaagt nooit het niveau van het besluit."),
        gelukt="De spoed is vastgesteld.",
    )


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def dossier_signaal(request: HttpRequest, nummer: str) -> HttpResponse:
    """Couple a further signal of the same organisation; `?signaal=` (its id) chooses one."""
    dossier = vind_dossier(request, nummer)
    vrij = koppelbaar(gebruiker(request), dossier.overheid.code)
    keuzes = [(s.id, f"{s.nummer} {s.titel}") for s in vrij]
    gekozen = request.GET.get("signaal", "")
    return _formulier(
        request,
        dossier,
        lambda data=None: KoppelForm(data, keuzes=keuzes, initial={"signaal": gekozen}),
        lambda form: dossierservice.koppel(
            dossier_id=dossier.pk, signaal_id=form.cleaned_data["signaal"], door=gebruiker(request)
        ),
        Formulier(
            "Signaal koppelen",
            "Koppel signaal",
            f"Lopende signalen over {dossier.overheid.naam} die nog bij geen dossier horen: {len(keuzes)}.",
        ),
        gelukt="Het signaal is gekoppeld.",
    )


@require_POST
@recht(rollen.LEES_TEGEN)
def beoordeling_verifieren(request: HttpRequest, nummer: str, pk: int) -> HttpResponse:
    """Confirm an assessment as a second person."""
    dossier = vind_dossier(request, nummer)
    beoordeling = get_object_or_404(Beoordeling, dossier=dossier, pk=pk)
    service.verifieer_beoordeling(beoordeling_id=beoordeling.pk, door=gebruiker(request))
    messages.success(request, "U hebt de beoordeling geverifieerd.")
    return verder("dossier", nummer, anker="beoordelingen")
