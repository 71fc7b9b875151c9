"""Pages of reports: the list with schedules and runs, one report, its file."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reports import selectors, services
from reports.forms import FilterForm, NieuweVersieForm, VraagForm
from reports.models import Rapport, Rapportstatus, Schema
from toezicht.core import rollen
from toezicht.core.forms.basis import zet_fout
from toezicht.core.fouten import GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.core.toegang import gebruiker, recht

PER_PAGINA = 25
RONDES = 15


@require_http_methods(["GET", "HEAD", "POST"])
@recht(rollen.BEKIJK_RAPPORTEN)
def rapportages(request: HttpRequest) -> HttpResponse:
    """All reports, schedules and rounds; a report may be asked for here."""
    user = gebruiker(request)
    if request.method == "POST":
        return _vraag(request, user)
    beeld = request.GET.get("overheid", "")
    return _lijst(request, user, VraagForm(initial={"overheid": beeld} if beeld else None))


def _vraag(request: HttpRequest, user: User) -> HttpResponse:
    formulier = VraagForm(request.POST)
    if not formulier.is_valid():
        return _lijst(request, user, formulier, status=400)
    waarden = formulier.cleaned_data
    try:
        rapport = services.vraag_rapport(
            soort=waarden["soort"],
            overheid_code=waarden["overheid"],
            peildatum=waarden["peildatum"],
            kennisdatum=waarden["kennisdatum"],
            reden=waarden["reden"],
            by=user,
        )
    except GeenRecht:
        raise
    except Weigering as fout:
        zet_fout(formulier, fout)
        return _lijst(request, user, formulier, status=fout.status)
    messages.success(request, "Het rapport staat klaar om gemaakt te worden. U krijgt bericht als het er is.")
    return redirect("rapport", pk=rapport.pk)


def _lijst(request: HttpRequest, user: User, formulier: VraagForm, *, status: int = 200) -> HttpResponse:
    zoek = FilterForm(request.GET)
    zoek.is_valid()
    gekozen = zoek.cleaned_data
    rapporten = selectors.rapporten(
        user,
        soort=gekozen.get("soort", ""),
        status=gekozen.get("status", ""),
        overheid_code=gekozen.get("overheid", "").strip().upper(),
    )
    context = {
        "formulier": formulier,
        "zoek": zoek,
        "pagina": Paginator(rapporten, PER_PAGINA).get_page(request.GET.get("pagina")),
        "rondes": selectors.rondes(user)[:RONDES],
        "schemas": selectors.schemas(user),
        "mag_draaien": user.has_perm(rollen.DRAAI_RAPPORT),
    }
    return render(request, "reports/rapportages.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@recht(rollen.BEKIJK_RAPPORTEN)
def rapport(request: HttpRequest, pk: int) -> HttpResponse:
    """One report: what is in it, how to check it, and making it again."""
    user = gebruiker(request)
    gevonden = _zoek(user, pk)
    if request.method == "POST":
        return _opnieuw(request, user, gevonden)
    return _detail(request, user, gevonden, _versieformulier(gevonden))


def _zoek(user: User, pk: int) -> Rapport:
    return get_object_or_404(
        Rapport.objects.zichtbaar_voor(user).select_related("overheid", "gevraagd_door", "ronde__schema"),
        pk=pk,
    )


def _opnieuw(request: HttpRequest, user: User, oud: Rapport) -> HttpResponse:
    formulier = _versieformulier(oud, request.POST)
    if not formulier.is_valid():
        return _detail(request, user, oud, formulier, status=400)
    try:
        nieuw = services.vraag_nieuwe_versie(
            rapport_id=oud.pk, reden=formulier.cleaned_data["reden"], by=user
        )
    except GeenRecht:
        raise
    except Weigering as fout:
        zet_fout(formulier, fout)
        return _detail(request, user, oud, formulier, status=fout.status)
    messages.success(request, "Het rapport wordt gemaakt. U krijgt bericht als het er is.")
    return redirect("rapport", pk=nieuw.pk)


def _versieformulier(gevonden: Rapport, gegevens: QueryDict | None = None) -> NieuweVersieForm:
    return NieuweVersieForm(gegevens, verplicht=gevonden.status == Rapportstatus.KLAAR)


def _detail(
    request: HttpRequest, user: User, gevonden: Rapport, formulier: NieuweVersieForm, *, status: int = 200
) -> HttpResponse:
    klaar = gevonden.status == Rapportstatus.KLAAR
    controle = (
        services.controleer_rapport(rapport_id=gevonden.pk) if klaar and "controle" in request.GET else None
    )
    context: dict[str, Any] = {
        "rapport": gevonden,
        "klaar": klaar,
        "versies": selectors.versies(gevonden),
        "formulier": formulier,
        "controle": controle,
        "tellingen": _tellingen(gevonden),
        "mag_draaien": user.has_perm(rollen.DRAAI_RAPPORT),
    }
    return render(request, "reports/rapport.html", context, status=status)


_TELLINGEN = {
    "dossiers": "dossier op de ladder,dossiers op de ladder",
    "afspraken": "open afspraak,open afspraken",
    "termijnen": "termijn,termijnen",
    "tijdlijn": "gebeurtenis in de periode,gebeurtenissen in de periode",
    "bewegingen": "wisseling van trede,wisselingen van trede",
    "voorstellen": "voorstel dat wacht,voorstellen die wachten",
    "signalen": "overheid met actieve signalen,overheden met actieve signalen",
}


def _tellingen(gevonden: Rapport) -> list[tuple[int, str]]:
    """How much of what the snapshot holds."""
    feiten = gevonden.feiten
    return [(len(feiten[sleutel]), naam) for sleutel, naam in _TELLINGEN.items() if sleutel in feiten]


@require_safe
@recht(rollen.BEKIJK_RAPPORTEN)
def bestand(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The PDF itself; opening one for the house is noted in the logboek."""
    user = gebruiker(request)
    gevonden = _zoek(user, pk)
    if gevonden.status != Rapportstatus.KLAAR:
        raise Http404
    try:
        inhoud = gevonden.bestand.open("rb")
    except FileNotFoundError as fout:
        raise Http404 from fout
    services.noteer_lezen(rapport=gevonden, by=user)
    return FileResponse(
        inhoud,
        as_attachment="opslaan" in request.GET,
        filename=gevonden.bestandsnaam,
        content_type="application/pdf",
    )


@require_POST
@recht(rollen.DRAAI_RAPPORT)
def schema(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch a schedule on or off."""
    gevonden = get_object_or_404(Schema, pk=pk)
    actief = request.POST.get("actief") == "ja"
    services.zet_schema_actief(schema_id=gevonden.pk, actief=actief, by=gebruiker(request))
    messages.success(request, f"Het schema “{gevonden.naam}” staat nu {'aan' if actief else 'uit'}.")
    return redirect("rapportages")
