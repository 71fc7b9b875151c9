"""Pages of signalen. Acts are POST forms; a refusal keeps the text and shows the signal as it is now."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from signalen.forms import (
    AfhandelForm,
    BesluitForm,
    BewijsForm,
    FilterForm,
    HerwegingForm,
    IntrekForm,
    SamenvoegForm,
    SignaalForm,
    ToegangForm,
    WeegForm,
    overheidkeuzes,
)
from signalen.keuzes import Ernst, HerwegingStatus, Status, Vertrouwelijkheid
from signalen.models import Herweging, Signaal
from signalen.selectors import detail
from signalen.selectors import signalen as lezen
from signalen.services import bestanden as bestandservice
from signalen.services import herwegingen as herwegingservice
from signalen.services import signalen as service
from toezicht.core import clock, rollen
from toezicht.core.forms.basis import zet_fout
from toezicht.core.fouten import Weigering
from toezicht.core.models import User
from toezicht.core.toegang import gebruiker, recht

CDK_MELDING = (
    "Het signaal is vastgelegd in de besloten ruimte van de commissaris van de Koning. U ziet het hier niet"
    " meer."
)


@require_GET
@recht(rollen.BEKIJK_SIGNALEN)
def signalen(request: HttpRequest) -> HttpResponse:
    """The list, with filters, search and counters; htmx gets the rows only."""
    user = gebruiker(request)
    formulier = FilterForm(request.GET)
    formulier.is_valid()  # what is not valid is left out of `cleaned_data` and so does not filter
    filter_ = lezen.Filter(**{naam: formulier.cleaned_data.get(naam, "") for naam in formulier.fields})
    pagina = lezen.lijst(user, filter_, na=request.GET.get("na", ""), voor=request.GET.get("voor", ""))
    context: dict[str, Any] = {"pagina": pagina, "filter": filter_, "gefilterd": filter_ != lezen.Filter()}
    if request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true":
        return render(request, "signalen/_lijst.html", context)
    context |= {
        "formulier": formulier,
        "overheden": overheidkeuzes(),
        "tellingen": lezen.tellingen(user),
        "mag_melden": user.has_perm(rollen.REGISTREER_SIGNAAL),
    }
    return render(request, "signalen/lijst.html", context)


@require_http_methods(["GET", "POST"])
@recht(rollen.REGISTREER_SIGNAAL)
def signaal_nieuw(request: HttpRequest) -> HttpResponse:
    """Register a signal; `?overheid=CODE` fills in the organisation."""
    if request.method == "POST":
        return _registreer(request, SignaalForm(request.POST, request.FILES))
    formulier = SignaalForm()
    if code := request.GET.get("overheid", "").replace("\x00", ""):
        keuze: Any = formulier.fields["overheid"]
        formulier.initial["overheid"] = keuze.queryset.filter(code=code, geldig_tot__isnull=True).first()
    return render(request, "signalen/nieuw.html", {"formulier": formulier})


def _registreer(request: HttpRequest, formulier: SignaalForm) -> HttpResponse:
    status = 422
    if formulier.is_valid():
        try:
            signaal = service.registreer_signaal(**formulier.gegevens(), door=gebruiker(request))
        except Weigering as weigering:
            zet_fout(formulier, weigering)
            status = weigering.status
        else:
            return _na_registratie(request, signaal)
    return render(request, "signalen/nieuw.html", {"formulier": formulier}, status=status)


def _na_registratie(request: HttpRequest, signaal: Signaal) -> HttpResponse:
    if detail.vind(gebruiker(request), signaal.nummer) is None:
        messages.success(request, CDK_MELDING)
        return redirect("signalen")
    messages.success(request, f"Signaal {signaal.nummer} is geregistreerd.")
    return redirect("signaal", nummer=signaal.nummer)


def _vind(request: HttpRequest, nummer: str) -> Signaal:
    signaal = detail.vind(gebruiker(request), nummer)
    if signaal is None:
        raise Http404("Dit signaal bestaat niet of u mag het niet zien.")
    return signaal


@require_GET
@recht(rollen.BEKIJK_SIGNALEN)
def signaal(request: HttpRequest, nummer: str) -> HttpResponse:
    """One signal: where it stands, its weight, evidence, coupling, what happened, and what can be done."""
    return _toon(request, _vind(request, nummer))


def _toon(
    request: HttpRequest,
    signaal: Signaal,
    *,
    actie: str = "",
    formulier: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; a refused form stands on it with its text, also where its act can no longer be done."""
    user = gebruiker(request)
    open_herweging = (
        signaal.herwegingen.filter(status=HerwegingStatus.VOORGESTELD)
        .select_related("voorgesteld_door")
        .first()
    )
    formulieren = _formulieren(signaal, user, open_herweging)
    bewaard = None
    if formulier is not None:
        if actie in formulieren:
            formulieren[actie] = formulier
        else:
            bewaard = formulier
    context = {
        "signaal": signaal,
        "kort": lezen.kort(signaal, clock.vandaag()),
        "formulieren": formulieren,
        "actie": actie,
        "bewaard": bewaard,
        "herweging": open_herweging,
        "eerdere_herwegingen": signaal.herwegingen.exclude(status=HerwegingStatus.VOORGESTELD).select_related(
            "voorgesteld_door", "besloten_door"
        ),
        "bewijsstukken": signaal.bewijsstukken.select_related("geupload_door").order_by("pk"),
        "samengevoegde": Signaal.objects.zichtbaar_voor(user).filter(samengevoegd_in=signaal).order_by("pk"),
        "doel": detail.zichtbaar_doel(user, signaal),
        "kandidaten": detail.mogelijk_hetzelfde(user, signaal) if "samenvoegen" in formulieren else [],
        "dossier": detail.dossier_nummer(user, signaal),
        "toegangen": signaal.toegangen.select_related("gebruiker") if "toegang" in formulieren else [],
        "logregels": detail.logregels(signaal),
    }
    return render(request, "signalen/signaal.html", context, status=status)


def _formulieren(signaal: Signaal, user: User, open_herweging: Herweging | None) -> dict[str, forms.Form]:
    """The acts that this account can do now, each with an empty form."""
    formulieren: dict[str, forms.Form] = {}
    if signaal.loopt and user.has_perm(rollen.WEEG_SIGNAAL):
        per_status: dict[str, list[str]] = {
            Status.NIEUW: ["behandelen"],
            Status.TE_WEGEN: ["wegen", "samenvoegen"],
            Status.ACTIEF: ["afhandelen", "intrekken", "samenvoegen"],
        }
        formulieren |= {naam: ACTIES[naam][0](prefix=naam) for naam in per_status[signaal.status]}
        if open_herweging is None:
            anders = Ernst.LICHT if signaal.ernst == Ernst.ZWAAR else Ernst.ZWAAR
            formulieren["herweging"] = HerwegingForm(prefix="herweging", initial={"naar": anders})
        if signaal.vertrouwelijkheid == Vertrouwelijkheid.GEHEIM:
            formulieren["toegang"] = ToegangForm(prefix="toegang")
    if signaal.loopt and user.has_perm(rollen.REGISTREER_SIGNAAL):
        formulieren["bewijs"] = BewijsForm(prefix="bewijs")
    if open_herweging and user.has_perm(rollen.WEEG_MEE) and open_herweging.voorgesteld_door_id != user.pk:
        formulieren["besluit"] = BesluitForm(prefix="besluit", initial={"herweging": open_herweging.pk})
    return formulieren


def _samenvoegen(signaal: Signaal, door: User, *, doel: str, reden: str) -> None:
    ander = detail.vind(door, doel.strip().upper())
    if ander is None:
        raise Weigering(f"Er is geen signaal {doel} dat u mag zien. Controleer het nummer.", veld="doel")
    service.voeg_samen(signaal_id=signaal.pk, doel_id=ander.pk, reden=reden, door=door)


def _besluit(signaal: Signaal, door: User, *, herweging: int, akkoord: str, reden: str) -> None:
    if not signaal.herwegingen.filter(pk=herweging).exists():
        raise Weigering("Dit voorstel hoort niet bij dit signaal. Ververs de pagina.")
    herwegingservice.beslis_herweging(herweging_id=herweging, akkoord=akkoord == "ja", reden=reden, door=door)


Daad = Callable[..., object]


def _op_signaal(dienst: Daad, signaal: Signaal, door: User, **gegevens: Any) -> None:
    dienst(signaal_id=signaal.pk, door=door, **gegevens)


def _toegang(signaal: Signaal, door: User, *, gebruiker: User, grondslag: str) -> None:
    herwegingservice.verleen_toegang(
        signaal_id=signaal.pk, gebruiker_id=gebruiker.pk, grondslag=grondslag, door=door
    )


ACTIES: dict[str, tuple[type[forms.Form], Daad, str]] = {
    "behandelen": (
        forms.Form,
        partial(_op_signaal, service.neem_in_behandeling),
        "U hebt het signaal in behandeling.",
    ),
    "wegen": (WeegForm, partial(_op_signaal, service.weeg), "De weging is vastgelegd."),
    "intrekken": (
        IntrekForm,
        partial(_op_signaal, partial(service.weeg, uitkomst=Status.ONGEGROND.value)),
        "Het signaal is ongegrond verklaard en telt niet meer mee.",
    ),
    "samenvoegen": (SamenvoegForm, _samenvoegen, "Het signaal is samengevoegd."),
    "herweging": (
        HerwegingForm,
        partial(_op_signaal, herwegingservice.stel_herweging_voor),
        "Het voorstel ligt klaar voor een collega.",
    ),
    "besluit": (BesluitForm, _besluit, "Uw besluit over de herweging is vastgelegd."),
    "afhandelen": (AfhandelForm, partial(_op_signaal, service.handel_af), "Het signaal is afgehandeld."),
    "bewijs": (BewijsForm, partial(_op_signaal, service.voeg_bewijs_toe), "Het bewijs is toegevoegd."),
    "toegang": (ToegangForm, _toegang, "De collega staat op de lijst."),
}


@require_POST
@recht(rollen.BEKIJK_SIGNALEN)
def signaal_actie(request: HttpRequest, nummer: str, actie: str) -> HttpResponse:
    """Do one act on a signal; the services hold the rules and the rights."""
    if actie not in ACTIES:
        raise Http404("Deze handeling bestaat niet.")
    vorm, daad, gelukt = ACTIES[actie]
    signaal = _vind(request, nummer)
    formulier = vorm(request.POST, request.FILES, prefix=actie)
    if not formulier.is_valid():
        return _toon(request, signaal, actie=actie, formulier=formulier, status=422)
    try:
        daad(signaal, gebruiker(request), **formulier.cleaned_data)
    except Weigering as weigering:
        zet_fout(formulier, weigering)
        opnieuw = _vind(request, nummer)
        return _toon(request, opnieuw, actie=actie, formulier=formulier, status=weigering.status)
    messages.success(request, gelukt)
    return redirect("signaal", nummer=nummer)


@require_GET
@recht(rollen.BEKIJK_SIGNALEN)
def bewijsstuk(request: HttpRequest, nummer: str, pk: int) -> HttpResponseBase:
    """Download one evidence file, never shown in the browser itself."""
    stuk = bestandservice.lees_bewijsstuk(bewijsstuk_id=pk, nummer=nummer, door=gebruiker(request))
    antwoord = FileResponse(
        stuk.bestand.open("rb"), as_attachment=True, filename=stuk.naam, content_type=stuk.mediatype
    )
    antwoord.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return antwoord
