"""Documents of a proposal: made from our template or uploaded, looked at, and registered as sent."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interventieladder.brieven.publicatie import gepubliceerd_op, is_kennisgeving
from interventieladder.forms.brieven import BriefUploadForm, NieuweNamenForm, VerzendForm
from interventieladder.models import Brief, Voorstel
from interventieladder.models.stukken import BriefStatus
from interventieladder.selectors.dossierpagina import geadresseerden
from interventieladder.services import brieffeiten, briefverzending, losse_brieven
from interventieladder.services import brieven as service
from interventieladder.services.voorstellen import eis_concept
from interventieladder.treden import DOCUMENTEN
from interventieladder.views.briefpagina import Briefplek, bewaar, briefpagina, briefvoorbeeld
from interventieladder.views.gedeeld import beveilig, download, verder, vind_brief, vind_voorstel
from toezicht.core import rollen
from toezicht.core.forms.basis import probeer
from toezicht.core.models import User
from toezicht.core.toegang import gebruiker, recht

LEZEN_EN_SCHRIJVEN = require_http_methods(["GET", "HEAD", "POST"])


def _soort(soort: str) -> str:
    if soort not in DOCUMENTEN:
        raise Http404("Deze soort brief bestaat niet.")
    return soort


def _brief(voorstel: Voorstel, soort: str) -> Brief | None:
    return voorstel.brieven.filter(soort=soort).exclude(status=BriefStatus.VERVALLEN).first()


@require_safe
@recht(rollen.BEHANDEL_DOSSIER)
def voorstel_brief_kies(request: HttpRequest, nummer: str) -> HttpResponse:
    """To the form of the kind that was chosen (`?soort=`)."""
    voorstel = vind_voorstel(request, nummer)
    return redirect("voorstel_brief", voorstel.nummer, _soort(request.GET.get("soort", "")))


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def voorstel_brief(request: HttpRequest, nummer: str, soort: str) -> HttpResponse:
    """Make or change a document of a draft: from the template where there is one, or by upload."""
    voorstel = vind_voorstel(request, nummer)
    eis_concept(voorstel, gebruiker(request))
    brief = _brief(voorstel, _soort(soort))
    if not DOCUMENTEN[soort].sjabloon or "upload" in request.GET:
        return _upload(request, voorstel, soort, brief)
    return _opstellen(request, voorstel, soort, brief)


def _opstellen(request: HttpRequest, voorstel: Voorstel, soort: str, brief: Brief | None) -> HttpResponse:
    plek = Briefplek(voorstel.dossier, voorstel, soort, brief)
    if request.method != "POST":
        return briefpagina(request, plek, plek.form())
    form = plek.form(request.POST)
    if request.POST.get("daad") == "voorbeeld":
        form.zoals_getypt()
        return briefpagina(request, plek, form)
    status = bewaar(
        form,
        lambda: service.maak_brief(
            voorstel_id=voorstel.pk,
            soort=soort,
            onderwerp=form.cleaned_data["onderwerp"],
            velden=form.velden(),
            door=gebruiker(request),
        ),
    )
    if status != 200:
        return briefpagina(request, plek, form, status=status)
    messages.success(request, f"{DOCUMENTEN[soort].naam} is bewaard bij het voorstel.")
    if request.POST.get("daad") == "rijen":
        return verder("voorstel_brief", voorstel.nummer, soort)
    return verder("voorstel", voorstel.nummer, anker="brieven")


def _upload(request: HttpRequest, voorstel: Voorstel, soort: str, brief: Brief | None) -> HttpResponse:
    plek = Briefplek(voorstel.dossier, voorstel, soort, brief)
    onderwerp = brief.onderwerp if brief else DOCUMENTEN[soort].naam
    if request.method != "POST":
        form = BriefUploadForm(initial={"onderwerp": onderwerp})
        return briefpagina(request, plek, form)
    form = BriefUploadForm(request.POST, request.FILES)
    status = probeer(
        form,
        lambda: service.upload_brief(
            voorstel_id=voorstel.pk, soort=soort, door=gebruiker(request), **form.cleaned_data
        ),
    )
    if status != 200:
        return briefpagina(request, plek, form, status=status)
    messages.success(request, f"{DOCUMENTEN[soort].naam} is toegevoegd aan het voorstel.")
    return verder("voorstel", voorstel.nummer, anker="brieven")


@require_POST
@recht(rollen.BEHANDEL_DOSSIER)
def voorstel_brief_voorbeeld(request: HttpRequest, nummer: str, soort: str) -> HttpResponse:
    """The letter as it would read with what stands in the form now; keeps nothing."""
    voorstel = vind_voorstel(request, nummer)
    if not DOCUMENTEN[_soort(soort)].sjabloon:
        raise Http404("Van dit document is er geen voorbeeld.")
    plek = Briefplek(voorstel.dossier, voorstel, soort, _brief(voorstel, soort))
    return HttpResponse(briefvoorbeeld(plek, plek.form(request.POST)))


@require_POST
@recht(rollen.BEHANDEL_DOSSIER)
def voorstel_brief_verwijderen(request: HttpRequest, nummer: str, soort: str) -> HttpResponse:
    """Take a document out of a draft; the row stays as lapsed."""
    voorstel = vind_voorstel(request, nummer)
    brief = _brief(voorstel, _soort(soort))
    if brief is None:
        raise Http404("Deze brief is er niet meer.")
    service.verwijder_brief(brief_id=brief.pk, door=gebruiker(request))
    messages.success(request, f"{DOCUMENTEN[soort].naam} is uit het voorstel gehaald.")
    return verder("voorstel", nummer, anker="brieven")


@require_safe
@recht(rollen.BEKIJK_DOSSIERS)
def brief_bestand(request: HttpRequest, nummer: str, pk: int) -> HttpResponseBase:
    """Download a document: the file as sent or uploaded, else the letter as it would look now.

    `?besloten`: the file that was decided on, where a colleague replaced it for its names.
    """
    brief = vind_brief(request, nummer, pk)
    if "besloten" in request.GET and (oud := brief.zoals_besloten):
        return download(FieldFile(brief, brief.bestand.field, oud[0]), oud[1])
    if brief.bestand:
        return download(brief.bestand, brief.bestandsnaam)
    inhoud = service.concept_pdf(brief_id=brief.pk, door=gebruiker(request))
    antwoord = HttpResponse(inhoud, content_type="application/pdf")
    antwoord.headers["Content-Disposition"] = f'attachment; filename="concept-{brief.soort}-{nummer}.pdf"'
    return beveilig(antwoord)


@LEZEN_EN_SCHRIJVEN
@recht(rollen.VERZEND)
def brief_verzenden(request: HttpRequest, nummer: str, pk: int) -> HttpResponse:
    """Register to whom a letter went, when, how and with what proof: that starts the terms."""
    brief = vind_brief(request, nummer, pk)
    if brief.los:
        losse_brieven.eis_behandelt(gebruiker(request))
    gedaan = {(v.geadresseerde, v.rol): v for v in brief.verzendingen.all()}
    alle = geadresseerden(brief, gedaan)
    if request.method != "POST":
        return _verzendpagina(request, brief, VerzendForm(geadresseerden=alle, los=brief.los), alle)
    form = VerzendForm(request.POST, geadresseerden=alle, los=brief.los)
    status = probeer(form, _verzend(request, brief, form))
    if status != 200:
        return _verzendpagina(request, brief, form, alle, status=status)
    messages.success(request, f"De verzending van {brief.soort} is geregistreerd.")
    return verder("dossier", brief.dossier.nummer, anker="versturen")


def _verzend(request: HttpRequest, brief: Brief, form: VerzendForm) -> Callable[[], object]:
    return lambda: briefverzending.verzend(
        brief_id=brief.pk, zendingen=form.zendingen(), door=gebruiker(request)
    )


def _feiten(brief: Brief, user: User) -> dict[str, Any]:
    """What changed under a letter that did not leave yet, and what this account can do about it."""
    if brief.briefdatum is not None:
        return {}
    wijzigingen = brieffeiten.gewijzigd(brief, brief.dossier, brief.voorstel)
    namen = brieffeiten.namen_over_te_nemen(brief.voorstel, wijzigingen)
    return {
        "gewijzigd": [brieffeiten.in_woorden(wijziging) for wijziging in wijzigingen],
        "mag_namen": namen and brief.voorstel and user.pk != brief.voorstel.opgesteld_door_id,
        "wat_nu": brieffeiten.wat_nu(brief.voorstel, wijzigingen),
    }


def pagina_met_namen(
    request: HttpRequest, brief: Brief, namen: NieuweNamenForm, *, status: int
) -> HttpResponse:
    """The page of sending with what was wrong with the file that would bring the new names."""
    alle = geadresseerden(brief, {(v.geadresseerde, v.rol): v for v in brief.verzendingen.all()})
    form = VerzendForm(geadresseerden=alle, los=brief.los)
    return _verzendpagina(request, brief, form, alle, namen=namen, status=status)


def _verzendpagina(
    request: HttpRequest,
    brief: Brief,
    form: VerzendForm,
    alle: list[Any],
    *,
    namen: NieuweNamenForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "namen": namen or (NieuweNamenForm() if brieffeiten.is_upload(brief) else None),
        "brief": brief,
        "voorstel": brief.voorstel,
        "dossier": brief.dossier,
        "form": form,
        "verzonden": [g for g in alle if g.verzonden_op],
        "kennisgeving": is_kennisgeving(brief) and bool(brief.velden),
        "gepubliceerd_op": gepubliceerd_op(brief),
        "past": brief.los and brief.soort in losse_brieven.soorten_van(brief.dossier),
        "feit": losse_brieven.volgend_feit(brief) if brief.los else "",
        **_feiten(brief, gebruiker(request)),
    }
    return render(request, "interventieladder/verzenden.html", context, status=status)
