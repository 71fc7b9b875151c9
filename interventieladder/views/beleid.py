"""Versions of the beleidskader: list, read, compare, read in, adopt, withdraw, move dossiers."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interventieladder.beleid import bezwaren, lees, verschillen
from interventieladder.forms.beleid import (
    BeleidRedenForm,
    InleesForm,
    OverzetForm,
    VaststelForm,
    VergelijkForm,
)
from interventieladder.models import Beleidskader
from interventieladder.selectors import beleid as geldigheid
from interventieladder.selectors import beleidpagina as lezen
from interventieladder.selectors.beleidverplaatsing import verplaatsingen
from interventieladder.services import beleid as service
from interventieladder.services.beleidverplaatsing import Verslag, verplaats_dossiers
from interventieladder.views.gedeeld import beveilig, verder
from toezicht.core import clock, rollen
from toezicht.core.forms.basis import probeer, zet_fout
from toezicht.core.fouten import Weigering
from toezicht.core.toegang import gebruiker, recht
from toezicht.core.woorden import klein

KLAAR = {
    "dien_in": "De versie ligt ter vaststelling. Een collega legt het besluit van GS vast.",
    "geef_terug": "De versie is teruggegeven aan de opsteller.",
    "stel_vast": "De versie is vastgesteld en verandert niet meer.",
    "trek_in": "De versie is ingetrokken.",
}


def _vind(request: HttpRequest, versie: str) -> Beleidskader:
    gevonden = lezen.vind(gebruiker(request), versie)
    if gevonden is None:
        raise Http404("Dit beleidskader bestaat niet, of u mag het niet zien.")
    return gevonden


@require_safe
@recht(rollen.BEKIJK_BELEID)
def beleidskaders(request: HttpRequest) -> HttpResponse:
    """All versions per set of domains, and two to compare."""
    user = gebruiker(request)
    context = {
        "groepen": lezen.lijst(user),
        "vergelijk": VergelijkForm(keuzes=lezen.keuzes(user), initial=lezen.te_vergelijken(user)),
        "mag_opstellen": user.has_perm(rollen.STEL_BELEID_OP),
    }
    return render(request, "interventieladder/beleid/lijst.html", context)


@require_safe
@recht(rollen.BEKIJK_BELEID)
def beleidskader(request: HttpRequest, versie: str) -> HttpResponse:
    """One version as tables, with what this account may do."""
    return _pagina(request, _vind(request, versie))


def _pagina(
    request: HttpRequest, kader: Beleidskader, *, status: int = 200, **formulieren: forms.Form
) -> HttpResponse:
    user = gebruiker(request)
    context: dict[str, Any] = {
        "p": (p := lezen.beleidpagina(user, kader)),
        "vaststellen": VaststelForm(initial={"sha256": kader.sha256, "besloten_op": clock.vandaag()}),
        "teruggeven": BeleidRedenForm(prefix="terug"),
        "intrekken": BeleidRedenForm(prefix="intrek"),
        "vergelijk": VergelijkForm(
            keuzes=lezen.keuzes(user), initial={"links": kader.versie, "rechts": p.geldend}
        ),
        **formulieren,
    }
    context["fouten"] = next((f for f in formulieren.values() if f.errors), None)
    return render(request, "interventieladder/beleid/versie.html", context, status=status)


@require_safe
@recht(rollen.BEKIJK_BELEID)
def beleid_bestand(request: HttpRequest, versie: str) -> HttpResponse:
    """The version as a file, to review or to read in elsewhere."""
    kader = _vind(request, versie)
    antwoord = HttpResponse(lezen.bestand(kader), content_type="text/plain; charset=utf-8")
    antwoord.headers["Content-Disposition"] = f'attachment; filename="beleidskader-{kader.versie}.toml"'
    beveilig(antwoord)
    return antwoord


@require_safe
@recht(rollen.BEKIJK_BELEID)
def beleid_vergelijken(request: HttpRequest) -> HttpResponse:
    """Two versions beside each other: only what differs."""
    form = VergelijkForm(request.GET or None, keuzes=lezen.keuzes(gebruiker(request)))
    context: dict[str, Any] = {"form": form, "enig": form.enig}
    status = 200
    if form.is_bound:
        status = 200 if form.is_valid() else 422
    if form.is_bound and form.is_valid():
        links, rechts = (_vind(request, form.cleaned_data[kant]) for kant in ("links", "rechts"))
        context |= {"links": links, "rechts": rechts, "groepen": lezen.vergelijking(links, rechts)}
    return render(request, "interventieladder/beleid/vergelijken.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@recht(rollen.STEL_BELEID_OP)
def beleid_inlezen(request: HttpRequest) -> HttpResponse:
    """Read in a file: first a preview with every objection, then the draft."""
    if request.method != "POST":
        return render(request, "interventieladder/beleid/inlezen.html", {"form": InleesForm()})
    form = InleesForm(request.POST, request.FILES)
    gemaakt: list[Beleidskader] = []
    if form.is_valid() and "bevestig" in request.POST:
        status = probeer(
            form, lambda: gemaakt.append(service.stel_op(inhoud=form.inhoud, door=gebruiker(request)))
        )
        if gemaakt:
            messages.success(
                request,
                f"Versie {gemaakt[0].versie} is opgeslagen als {klein(gemaakt[0].get_status_display())}.",
            )
            return verder("beleidskader", gemaakt[0].versie)
        return render(request, "interventieladder/beleid/inlezen.html", {"form": form}, status=status)
    context = {"form": form, **(_voorbeeld(form) if form.is_valid() else {})}
    status = 422 if form.errors or context.get("bezwaren") else 200
    return render(request, "interventieladder/beleid/inlezen.html", context, status=status)


def _voorbeeld(form: InleesForm) -> dict[str, Any]:
    """What the file says: its objections, its tables and how it differs from what is in force."""
    try:
        beleid = lees(form.inhoud)
    except Weigering as weigering:
        zet_fout(form, weigering)
        return {}
    gevonden = bezwaren(beleid)
    if gevonden:
        return {"beleid": beleid, "bezwaren": gevonden}
    nu = _geldend(beleid.domeinen)
    rijen = verschillen(nu.inhoud, form.inhoud) if nu else []
    bevestig = InleesForm(initial={"tekst": form.cleaned_data["tekst"]})
    return {
        "beleid": beleid,
        "inhoud": lezen.in_tabellen(beleid),
        "geldend": nu,
        "groepen": lezen.per_groep(rijen),
        "bevestig": bevestig,
    }


def _geldend(domeinen: tuple[str, ...]) -> Beleidskader | None:
    """The version in force now for (the first of) these domains."""
    try:
        versie = geldigheid.geldend(clock.vandaag(), domeinen[0] if domeinen else "").versie
    except Weigering:
        return None
    return Beleidskader.objects.filter(versie=versie).first()


@require_POST
@recht(rollen.BEKIJK_BELEID)
def beleid_actie(request: HttpRequest, versie: str, actie: str) -> HttpResponse:
    """Hand in, give back, adopt or withdraw; a refusal stands on the page with the form."""
    kader = _vind(request, versie)
    form, naam, daad = _daad(request, kader, actie)
    status = probeer(form, daad)
    if status == 200:
        messages.success(request, KLAAR[actie])
        return verder("beleidskader", versie)
    return _pagina(request, _vind(request, versie), status=status, **{naam: form})


def _daad(
    request: HttpRequest, kader: Beleidskader, actie: str
) -> tuple[forms.Form, str, Callable[[], object]]:
    """The form of an act, its name on the page, and what it does."""
    user, versie = gebruiker(request), kader.versie
    if actie == "dien_in":
        form: forms.Form = forms.Form(request.POST)
        return form, "indienen", lambda: service.dien_in(versie=versie, door=user)
    if actie == "geef_terug":
        form = BeleidRedenForm(request.POST, prefix="terug")
        return form, "teruggeven", lambda: service.geef_terug(versie=versie, door=user, **form.cleaned_data)
    if actie == "trek_in":
        form = BeleidRedenForm(request.POST, prefix="intrek")
        return form, "intrekken", lambda: service.trek_in(versie=versie, door=user, **form.cleaned_data)
    if actie == "stel_vast":
        form = VaststelForm(request.POST)
        return form, "vaststellen", lambda: service.stel_vast(versie=versie, door=user, **form.cleaned_data)
    raise Http404("Deze handeling bestaat niet.")


@require_http_methods(["GET", "HEAD", "POST"])
@recht(rollen.STEL_BELEID_VAST, rollen.BEKIJK_DOSSIERS)
def beleid_dossiers(request: HttpRequest, versie: str) -> HttpResponse:
    """Move running dossiers to this version: the preview, and the act on what was shown."""
    kader = _vind(request, versie)
    user = gebruiker(request)
    rijen = verplaatsingen(user, kader.versie)
    form = OverzetForm(request.POST if request.method == "POST" else None, rijen=rijen)
    gedaan: list[Verslag] = []
    status = 200
    if form.is_bound:
        status = probeer(
            form,
            lambda: gedaan.append(
                verplaats_dossiers(
                    naar=kader.versie, dossiers=form.gekozen(), reden=form.cleaned_data["reden"], door=user
                )
            ),
        )
    if gedaan:
        _meld(request, gedaan[0])
        return verder("beleid_dossiers", versie)
    context = {
        "kader": kader,
        "form": form,
        "rijen": rijen,
        "geldt": kader.versie in geldigheid.in_werking(clock.vandaag()),
    }
    context["gekozen"] = form["dossiers"].value() or []
    return render(request, "interventieladder/beleid/overzetten.html", context, status=status)


def _meld(request: HttpRequest, verslag: Verslag) -> None:
    aantal = len(verslag.verplaatst)
    messages.success(request, f"{aantal} {'dossier' if aantal == 1 else 'dossiers'} overgezet.")
    for nummer, reden in verslag.overgeslagen.items():
        messages.warning(request, f"Dossier {nummer} is niet overgezet. {reden}")
