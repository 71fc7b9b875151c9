"""What the pages share: finding, one page for every form, refusals, downloads."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render, resolve_url

from interventieladder.models import Brief, Dossier, Verzending, Voorstel
from interventieladder.selectors import dossiers as lezen
from interventieladder.selectors.ladderstrip import strip
from interventieladder.selectors.tijdlijn import laatste_daad
from toezicht.core.fouten import Conflict
from toezicht.core.toegang import gebruiker

SANDBOX = "default-src 'none'; sandbox"


class Verder(HttpResponseRedirect):
    """303: after an act, go and look at the page by GET."""

    status_code = 303


def verder(naam: str, *args: Any, anker: str = "") -> Verder:
    """To a named page after an act that succeeded."""
    return Verder(resolve_url(naam, *args) + (f"#{anker}" if anker else ""))


def vind_dossier(request: HttpRequest, nummer: str) -> Dossier:
    """The dossier this account may see, else 404."""
    dossier = lezen.vind(gebruiker(request), nummer)
    if dossier is None:
        raise Http404("Dit dossier bestaat niet, of u mag het niet zien.")
    return dossier


def vind_voorstel(request: HttpRequest, nummer: str) -> Voorstel:
    """The proposal this account may see, else 404."""
    voorstel = lezen.vind_voorstel(gebruiker(request), nummer)
    if voorstel is None:
        raise Http404("Dit voorstel bestaat niet, of u mag het niet zien.")
    return voorstel


def vind_brief(request: HttpRequest, nummer: str, pk: int) -> Brief:
    """The letter of the visible proposal with this number, or without one of that dossier, else 404."""
    user = gebruiker(request)
    voorstel = lezen.vind_voorstel(user, nummer)
    dossier = voorstel.dossier if voorstel else lezen.vind(user, nummer)
    brief = Brief.objects.filter(voorstel=voorstel, dossier=dossier, pk=pk).first() if dossier else None
    if brief is None or dossier is None:
        raise Http404("Deze brief bestaat niet, of u mag hem niet zien.")
    brief.voorstel, brief.dossier = voorstel, dossier
    return brief


def vind_verzending(request: HttpRequest, nummer: str, pk: int) -> Verzending:
    """The sending of such a letter, with its messages, else 404."""
    verzending = Verzending.objects.met_berichten().filter(pk=pk).first()
    if verzending is None:
        raise Http404("Deze verzending bestaat niet, of u mag haar niet zien.")
    verzending.brief = vind_brief(request, nummer, verzending.brief_id)
    return verzending


def gezien_versie(request: HttpRequest) -> int | None:
    """The version of the dossier on the page that sent this; None when it says none that can be."""
    versie = request.POST.get("versie", "")
    return int(versie) if versie.isascii() and versie.isdigit() and len(versie) < 10 else None


def na_conflict(form: forms.Form, dossier_id: int) -> None:
    """Give a refused form the present version, so that the user can look and send the same text again."""
    versie = Dossier.objects.filter(pk=dossier_id).values_list("versie", flat=True).first()
    gegevens = form.data.copy()  # type: ignore[attr-defined]  # a bound form holds a QueryDict
    gegevens[form.add_prefix("versie")] = str(versie)
    form.data = gegevens


@dataclass(frozen=True, slots=True)
class Formulier:
    """How a page with one form reads."""

    titel: str
    daad: str
    uitleg: str = ""
    bestand: bool = False
    gevaar: bool = False


def formulierpagina(
    request: HttpRequest,
    dossier: Dossier,
    form: forms.Form,
    tekst: Formulier,
    *,
    status: int = 200,
    **extra: Any,
) -> HttpResponse:
    """A form about a dossier, with where it stands."""
    context = {"dossier": dossier, "form": form, "tekst": tekst, "treden": strip(dossier, []), **extra}
    return render(request, "interventieladder/formulier.html", context, status=status)


def conflictpagina(request: HttpRequest, dossier_id: int, conflict: Conflict) -> HttpResponse:
    """409: who was first, when, with what, and where the dossier stands now."""
    user = gebruiker(request)
    dossier = lezen.zichtbaar(user).select_related("overheid").get(pk=dossier_id)
    context = {"dossier": dossier, "weigering": conflict, "laatste": laatste_daad(user, dossier_id)}
    return render(request, "interventieladder/conflict.html", context, status=conflict.status)


def download(bestand: FieldFile, naam: str) -> HttpResponseBase:
    """A file to save: never shown or run in the browser itself."""
    try:
        inhoud = bestand.open("rb")
    except FileNotFoundError as fout:
        raise Http404("Het bestand is niet gevonden. Vraag de beheerder om het terug te zetten.") from fout
    return beveilig(FileResponse(inhoud, as_attachment=True, filename=naam, content_type=mediatype(naam)))


def mediatype(naam: str) -> str:
    """PDF by its name; all else as plain bytes."""
    return "application/pdf" if naam.lower().endswith(".pdf") else "application/octet-stream"


def beveilig(antwoord: HttpResponseBase) -> HttpResponseBase:
    """Headers that keep a browser from running what is in a file."""
    antwoord.headers["Content-Security-Policy"] = SANDBOX
    antwoord.headers["X-Content-Type-Options"] = "nosniff"
    return antwoord
