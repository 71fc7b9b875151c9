"""Letters of the behandelaar without a proposal: made, changed and taken back. Sending is that of every letter."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interventieladder.models import Brief, Dossier
from interventieladder.models.stukken import BriefStatus
from interventieladder.services import losse_brieven as service
from interventieladder.treden import DOCUMENTEN
from interventieladder.views.briefpagina import Briefplek, bewaar, briefpagina, briefvoorbeeld
from interventieladder.views.gedeeld import verder, vind_brief, vind_dossier
from toezicht.core import rollen
from toezicht.core.toegang import gebruiker, recht

LEZEN_EN_SCHRIJVEN = require_http_methods(["GET", "HEAD", "POST"])


def _eis_soort(dossier: Dossier, soort: str) -> str:
    if soort not in service.soorten_van(dossier):
        raise Http404("Deze brief maakt u in dit dossier bij een voorstel.")
    return soort


def _vind(request: HttpRequest, nummer: str, pk: int) -> Brief:
    """A letter without a proposal that did not leave yet."""
    brief = vind_brief(request, nummer, pk)
    if not brief.los or brief.briefdatum is not None or brief.status == BriefStatus.VERVALLEN:
        raise Http404("Deze brief verandert niet meer, of hij hoort bij een voorstel.")
    return brief


@require_safe
@recht(rollen.BEHANDEL_DOSSIER)
def losse_brief_kies(request: HttpRequest, nummer: str) -> HttpResponse:
    """To the form of the kind that was chosen (`?soort=`)."""
    dossier = vind_dossier(request, nummer)
    return redirect("losse_brief_nieuw", nummer, _eis_soort(dossier, request.GET.get("soort", "")))


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def losse_brief_nieuw(request: HttpRequest, nummer: str, soort: str) -> HttpResponse:
    """Make a letter of a kind that needs no proposal here."""
    dossier = vind_dossier(request, nummer)
    return _opstellen(request, Briefplek(dossier, None, _eis_soort(dossier, soort)))


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def losse_brief(request: HttpRequest, nummer: str, pk: int) -> HttpResponse:
    """Change a letter that did not leave yet."""
    brief = _vind(request, nummer, pk)
    service.eis_past_nog(brief.dossier, brief.soort)
    return _opstellen(request, Briefplek(brief.dossier, None, brief.soort, brief))


def _opstellen(request: HttpRequest, plek: Briefplek) -> HttpResponse:
    if request.method != "POST":
        return briefpagina(request, plek, plek.form())
    form = plek.form(request.POST)
    if request.POST.get("daad") == "voorbeeld":
        form.zoals_getypt()
        return briefpagina(request, plek, form)
    gemaakt: list[Brief] = []
    status = bewaar(
        form,
        lambda: gemaakt.append(
            service.stel_op(
                dossier_id=plek.dossier.pk,
                soort=plek.soort,
                onderwerp=form.cleaned_data["onderwerp"],
                velden=form.velden(),
                door=gebruiker(request),
                brief_id=plek.brief.pk if plek.brief else None,
            )
        ),
    )
    if status != 200:
        return briefpagina(request, plek, form, status=status)
    messages.success(request, f"{DOCUMENTEN[plek.soort].naam} is bewaard en staat klaar om te versturen.")
    if request.POST.get("daad") == "rijen":
        return verder("losse_brief", plek.dossier.nummer, gemaakt[0].pk)
    return verder("dossier", plek.dossier.nummer, anker="versturen")


@require_POST
@recht(rollen.BEHANDEL_DOSSIER)
def losse_brief_voorbeeld(request: HttpRequest, nummer: str, soort: str) -> HttpResponse:
    """The letter as it would read with what stands in the form now; keeps nothing."""
    dossier = vind_dossier(request, nummer)
    plek = Briefplek(dossier, None, _eis_soort(dossier, soort))
    return HttpResponse(briefvoorbeeld(plek, plek.form(request.POST)))


@require_POST
@recht(rollen.BEHANDEL_DOSSIER)
def losse_brief_verwijderen(request: HttpRequest, nummer: str, pk: int) -> HttpResponse:
    """Take back a letter that did not leave yet; the row stays as lapsed."""
    brief = _vind(request, nummer, pk)
    service.verwijder(dossier_id=brief.dossier_id, brief_id=brief.pk, door=gebruiker(request))
    messages.success(request, f"{DOCUMENTEN[brief.soort].naam} is ingetrokken en gaat niet uit.")
    return verder("dossier", nummer, anker="stukken")
