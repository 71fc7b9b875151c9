"""The list of dossiers, one dossier, opening one, and taking a step."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interventieladder.forms.dossiers import FilterForm, NieuwDossierForm
from interventieladder.ladders import machine_op
from interventieladder.models import Dossier
from interventieladder.selectors import dossierpagina as pagina
from interventieladder.selectors import dossiers as lezen
from interventieladder.selectors.tijdlijn import tijdlijn
from interventieladder.selectors.watkannu import in_woorden
from interventieladder.services import dossieropening, stapzetting
from interventieladder.services.zegel import BundelGewijzigd
from interventieladder.standen import PLANNEN
from interventieladder.treden import BUITEN_DE_LADDER
from interventieladder.views.gedeeld import conflictpagina, gezien_versie, verder, vind_dossier
from signalen.selectors.detail import detail as signaaldetail
from signalen.selectors.signalen import SignaalKort
from toezicht.core import rollen
from toezicht.core.domeinen import DOMEINEN
from toezicht.core.forms.basis import probeer
from toezicht.core.fouten import Conflict
from toezicht.core.toegang import gebruiker, recht
from toezicht.core.transitions import OvergangGeweigerd
from toezicht.core.woorden import klein


@require_safe
@recht(rollen.BEKIJK_DOSSIERS)
def dossiers(request: HttpRequest) -> HttpResponse:
    """The list with filters and counters; htmx gets the rows only."""
    user = gebruiker(request)
    form = FilterForm(request.GET)
    filter_ = form.filter()
    lijst = lezen.lijst(user, filter_, na=request.GET.get("na", ""), voor=request.GET.get("voor", ""))
    context: dict[str, Any] = {"pagina": lijst, "gefilterd": filter_ != lezen.Filter()}
    if request.headers.get("HX-Request") == "true":
        return render(request, "interventieladder/_lijst.html", context)
    context |= {
        "form": form,
        "tellingen": lezen.tellingen(user),
        "mag_openen": user.has_perm(rollen.BEHANDEL_DOSSIER),
    }
    return render(request, "interventieladder/lijst.html", context)


@require_safe
@recht(rollen.BEKIJK_DOSSIERS)
def dossier(request: HttpRequest, nummer: str) -> HttpResponse:
    """One dossier: where it stands, what can be done now, terms, papers and what happened."""
    gevonden = vind_dossier(request, nummer)
    data = pagina.dossierpagina(gebruiker(request), gevonden, cursor=request.GET.get("tot", ""))
    context = {
        "p": data,
        "dossier": gevonden,
        "domein": DOMEINEN.get(gevonden.domein, gevonden.domein),
        "aan_zet": pagina.aan_zet(data.voorstel) if data.voorstel else "",
    }
    return render(request, "interventieladder/dossier.html", context)


@require_safe
@recht(rollen.BEKIJK_DOSSIERS)
def dossier_tijdlijn(request: HttpRequest, nummer: str) -> HttpResponse:
    """A further page of what happened; a fragment for htmx, a whole page without."""
    gevonden = vind_dossier(request, nummer)
    lijn = tijdlijn(gebruiker(request), gevonden, cursor=request.GET.get("tot", ""))
    deel = request.headers.get("HX-Request") == "true"
    sjabloon = "interventieladder/_tijdlijn.html" if deel else "interventieladder/tijdlijn.html"
    return render(request, sjabloon, {"dossier": gevonden, "tijdlijn": lijn})


@require_http_methods(["GET", "HEAD", "POST"])
@recht(rollen.BEHANDEL_DOSSIER)
def dossier_nieuw(request: HttpRequest) -> HttpResponse:
    """Open a dossier; `?signaal=` or `?overheid=` fills in what is known."""
    signaal, kabinet = _signaal(request), gebruiker(request).has_perm(rollen.BEKIJK_CDK)
    if request.method != "POST":
        form = NieuwDossierForm(initial=_beginstand(request, signaal), kabinet=kabinet)
        return _nieuwpagina(request, form, signaal)
    form = NieuwDossierForm(request.POST, kabinet=kabinet)
    geopend: list[Dossier] = []
    ids = [signaal.id] if signaal else []
    status = probeer(
        form,
        lambda: geopend.append(dossieropening.open_dossier(nieuw=form.nieuw(ids), door=gebruiker(request))),
    )
    if geopend:
        messages.success(request, f"Dossier {geopend[0].nummer} is geopend en staat op T1 Signaleren.")
        return verder("dossier", geopend[0].nummer)
    return _nieuwpagina(request, form, signaal, status=status)


def _signaal(request: HttpRequest) -> SignaalKort | None:
    """The signal that asks for a dossier, if this user may see it."""
    nummer = (request.POST if request.method == "POST" else request.GET).get("signaal", "")
    gevonden = signaaldetail(gebruiker(request), nummer.replace("\x00", "")[:20]) if nummer else None
    return gevonden.kort if gevonden else None


def _beginstand(request: HttpRequest, signaal: SignaalKort | None) -> dict[str, Any]:
    code = signaal.overheid_code if signaal else request.GET.get("overheid", "").replace("\x00", "")
    form = NieuwDossierForm()
    keuze: Any = form.fields["overheid"]
    begin: dict[str, Any] = {"overheid": keuze.queryset.filter(code=code).first() if code else None}
    if signaal:
        begin |= {"titel": signaal.titel, "datum_feit": signaal.datum_feit, "signaal": signaal.nummer}
    return begin


def _nieuwpagina(
    request: HttpRequest, form: NieuwDossierForm, signaal: SignaalKort | None, *, status: int = 200
) -> HttpResponse:
    """The form; on a conflict with the running dossier, and the offer to couple the signal to it."""
    loopt = None
    if status == Conflict.status and form.cleaned_data.get("overheid"):
        overheid = form.cleaned_data["overheid"]
        loopt = lezen.lopend_dossier(gebruiker(request), overheid.pk, form.cleaned_data["taak"])
    ladders = [] if signaal else [plan for plan in PLANNEN.values() if plan.te_openen or plan.opent_met]
    context = {"form": form, "signaal": signaal, "loopt": loopt, "ladders": ladders}
    return render(request, "interventieladder/nieuw.html", context, status=status)


@require_POST
@recht(rollen.BEKIJK_DOSSIERS)
def dossier_stap(request: HttpRequest, nummer: str, stap: str) -> HttpResponse:
    """Take a step: 303 to the dossier, 409 with who was first, or 422 with every objection."""
    gevonden = vind_dossier(request, nummer)
    if stap not in {regels.stap for regels in machine_op(gevonden.ladder).overgangen}:
        raise Http404("Deze stap bestaat niet.")
    versie = gezien_versie(request)
    if versie is None:
        return render(request, "400.html", status=400)
    try:
        gezet = stapzetting.zet_stap(
            dossier_id=gevonden.pk, stap=stap, door=gebruiker(request), versie=versie
        )
    except OvergangGeweigerd as geweigerd:
        context = {"dossier": gevonden, "weigering": geweigerd, "bezwaren": in_woorden(geweigerd.bezwaren)}
        return render(request, "interventieladder/geweigerd.html", context, status=geweigerd.status)
    except BundelGewijzigd as gewijzigd:
        context = {"dossier": gevonden, "weigering": gewijzigd, "wijzigingen": gewijzigd.wijzigingen}
        return render(request, "interventieladder/geweigerd.html", context, status=gewijzigd.status)
    except Conflict as conflict:
        return conflictpagina(request, gevonden.pk, conflict)
    messages.success(request, _gelukt(gezet))
    return verder("dossier", nummer)


def _gelukt(gezet: Dossier) -> str:
    if not gezet.generiek:
        return f"Het dossier staat nu op: {gezet.get_stand_display()}."
    if gezet.gesloten:
        return (
            f"Het dossier is gesloten: {klein(gezet.get_sluitreden_display())}. Registreer nu de verzending."
        )
    if gezet.stand in BUITEN_DE_LADDER:
        return f"Het dossier is {klein(gezet.get_stand_display())}."
    trede = gezet.beleid.treden.get(gezet.stand)
    naam = trede.volledig if trede else gezet.get_stand_display()
    return f"Het dossier staat nu op {naam}. Registreer de verzending: pas dan loopt de termijn."
