"""Pages of the heavy rungs: the cost lines of T6, and an oral decision put in writing."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from interventieladder.forms.uitvoering import KostenForm, SchriftForm
from interventieladder.models import Dossier, Kostenregel
from interventieladder.services.kosten import leg_kosten_vast
from interventieladder.services.mondeling import stel_op_schrift, te_schrijven
from interventieladder.treden import Stand
from interventieladder.views.gedeeld import Formulier, formulierpagina, verder, vind_dossier
from toezicht.core import rollen
from toezicht.core.forms.basis import probeer
from toezicht.core.toegang import gebruiker, recht


@require_http_methods(["GET", "HEAD", "POST"])
@recht(rollen.BEHANDEL_DOSSIER)
def dossier_kosten(request: HttpRequest, nummer: str) -> HttpResponse:
    """Record a cost of the execution; `?corrigeer=` names the line it replaces."""
    dossier = vind_dossier(request, nummer)
    if not dossier.generiek or dossier.trede != Stand.T6:
        raise Http404("Kosten van de uitvoering zijn er vanaf T6.")
    oud = _te_corrigeren(request, dossier)
    form = KostenForm(request.POST or None, dossier=dossier, corrigeert=oud)
    tekst = Formulier(
        "Kostenregel corrigeren" if oud else "Kosten vastleggen",
        "Leg correctie vast" if oud else "Leg vast",
        "De oude regel blijft bewaard; deze komt ervoor in de plaats." if oud else "",
    )
    if request.method != "POST":
        return formulierpagina(request, dossier, form, tekst)
    status = probeer(
        form,
        lambda: leg_kosten_vast(
            dossier_id=dossier.pk,
            door=gebruiker(request),
            vervangt_id=oud.pk if oud else None,
            **form.gegevens(),
        ),
    )
    if status != 200:
        return formulierpagina(request, dossier, form, tekst, status=status)
    messages.success(request, "De kosten zijn vastgelegd.")
    return verder("dossier", nummer, anker="kosten")


def _te_corrigeren(request: HttpRequest, dossier: Dossier) -> Kostenregel | None:
    gevraagd = request.GET.get("corrigeer", "")
    if not (gevraagd.isascii() and gevraagd.isdigit() and len(gevraagd) < 19):
        return None
    return get_object_or_404(Kostenregel, dossier=dossier, pk=int(gevraagd))


@require_http_methods(["GET", "HEAD", "POST"])
@recht(rollen.BEHANDEL_DOSSIER)
def dossier_schrift(request: HttpRequest, nummer: str) -> HttpResponse:
    """Put the oral decision of this dossier in writing (Gemeentewet 124, second paragraph)."""
    dossier = vind_dossier(request, nummer)
    besluit = dossier.feiten.mondeling
    if besluit is None:
        raise Http404("Er is geen mondeling besluit dat op schrift moet worden gesteld.")
    voorstel = besluit.voorstel
    form = SchriftForm(request.POST or None, request.FILES or None, soorten=te_schrijven(voorstel))
    tekst = Formulier(
        f"Besluit {besluit.nummer} op schrift stellen",
        "Stel op schrift",
        f"Mondeling genomen: {besluit.mondeling_wijze}. Daarna zijn de brieven klaar om te versturen.",
        bestand=True,
    )
    if request.method != "POST":
        return formulierpagina(request, dossier, form, tekst)
    status = probeer(
        form, lambda: stel_op_schrift(voorstel_id=voorstel.pk, door=gebruiker(request), **form.gegevens())
    )
    if status != 200:
        return formulierpagina(request, dossier, form, tekst, status=status)
    messages.success(request, "Het besluit staat op schrift. Verstuur nu de brieven.")
    return verder("dossier", nummer, anker="versturen")
