"""Pages about housing of vergunninghouders: the half-year, one municipality, excusing, opening a dossier."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interventieladder.forms.huisvesting import BesluitForm, FilterForm, VerschoningForm
from interventieladder.models import Dossier, Verschoonbaarheid
from interventieladder.selectors import huisvesting as lezen
from interventieladder.selectors.tredevoorstel import TE_VERSCHONEN
from interventieladder.services import huisvesting as service
from interventieladder.treden import Niveau
from interventieladder.views.gedeeld import verder
from signalen.selectors.huisvestingleveringen import wachtend
from toezicht.core import rollen
from toezicht.core.forms.basis import probeer
from toezicht.core.fouten import Weigering
from toezicht.core.toegang import gebruiker, recht
from toezicht.organisaties.selectors import OverheidGegevens, overheid_op_code

LEZEN_EN_SCHRIJVEN = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@recht(rollen.BEKIJK_HUISVESTING)
def huisvesting(request: HttpRequest) -> HttpResponse:
    """All municipalities in one half-year, with the total of the province; htmx gets the table only."""
    user = gebruiker(request)
    vraag = {
        naam: request.GET.get(naam, "").replace("\x00", "")[:60] for naam in ("halfjaar", "kies", "zoek")
    }
    data = lezen.overzicht(user, **vraag)
    context: dict[str, Any] = {
        "o": data,
        "ziet_dossiers": user.has_perm(rollen.BEKIJK_DOSSIERS),
        "gefilterd": any(vraag.values()),
    }
    if request.headers.get("HX-Request") == "true":
        return render(request, "interventieladder/huisvesting/_tabel.html", context)
    begin = vraag | {"halfjaar": data.periode.code if data else ""}
    context |= {
        "form": FilterForm(initial=begin, perioden=data.perioden if data else []),
        "wachtend": wachtend(user),
        "mag_laden": user.has_perm(rollen.LAAD_HUISVESTING),
    }
    return render(request, "interventieladder/huisvesting/lijst.html", context)


def vind_gemeente(code: str) -> OverheidGegevens:
    """The municipality with this code, else 404."""
    gevonden = overheid_op_code(code[:12].replace("\x00", ""))
    if gevonden is None or gevonden.soort != "gemeente":
        raise Http404("Deze gemeente bestaat niet.")
    return gevonden


@require_safe
@recht(rollen.BEKIJK_HUISVESTING)
def huisvesting_overheid(request: HttpRequest, code: str) -> HttpResponse:
    """One municipality: its book-keeping with every step, the proposal and why, and the grounds."""
    return _toon(request, vind_gemeente(code))


def _toon(request: HttpRequest, gemeente: OverheidGegevens, *, status: int = 200) -> HttpResponse:
    user = gebruiker(request)
    beeld = lezen.gemeentebeeld(user, gemeente.id)
    gronden = [(g, service.mag_beslissen(g, user)) for g in beeld.gronden]
    mag = user.has_perm(rollen.BEHANDEL_DOSSIER)
    voorstel = beeld.voorstel
    context = {
        "overheid": gemeente,
        "b": beeld,
        "gronden": gronden,
        "staven": [(s.periode.code, s.boeking.saldo_eind) for s in beeld.verloop.definitief],
        "ziet_dossiers": user.has_perm(rollen.BEKIJK_DOSSIERS),
        "mag_verschonen": mag and voorstel is not None and voorstel.uitkomst in TE_VERSCHONEN,
        "mag_openen": mag and voorstel is not None and bool(voorstel.trede) and not beeld.ladder.nummer,
    }
    return render(request, "interventieladder/huisvesting/gemeente.html", context, status=status)


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER, rollen.BEKIJK_HUISVESTING)
def huisvesting_verschoning(request: HttpRequest, code: str) -> HttpResponse:
    """Propose a ground why the ladder should not go up."""
    gemeente = vind_gemeente(code)
    form = VerschoningForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = probeer(
            form,
            lambda: service.stel_verschoonbaar_voor(
                overheid_id=gemeente.id, door=gebruiker(request), **form.cleaned_data
            ),
        )
        if status == 200:
            messages.success(request, "De grond is voorgesteld. Wie over de trede beslist, beslist hierover.")
            return verder("huisvesting_overheid", code, anker="gronden")
    context = {
        "overheid": gemeente,
        "form": form,
        "titel": "Achterstand verschoonbaar noemen",
        "daad": "Stel voor",
        "uitleg": "Over een grond beslist wie ook over de trede beslist. De cijfers veranderen er niet door.",
    }
    return render(request, "interventieladder/huisvesting/formulier.html", context, status=status)


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEKIJK_DOSSIERS, rollen.BEKIJK_HUISVESTING)
def huisvesting_besluit(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Decide on a ground, at the level of the step."""
    gemeente = vind_gemeente(code)
    grond = get_object_or_404(Verschoonbaarheid, pk=pk, overheid=gemeente.id)
    door_gs = grond.niveau == Niveau.GS
    form = BesluitForm(request.POST or None, door_gs=door_gs, na=grond.voorgesteld_op)
    status = 200
    if request.method == "POST":
        status = probeer(
            form,
            lambda: service.beslis_verschoonbaar(
                verschoning_id=grond.pk, door=gebruiker(request), **form.besluit()
            ),
        )
        if status == 200:
            messages.success(request, "Het besluit is vastgelegd.")
            return verder("huisvesting_overheid", code, anker="gronden")
    context = {
        "overheid": gemeente,
        "form": form,
        "grond": grond,
        "titel": "Besluit over verschoonbaarheid",
        "daad": "Registreer besluit" if door_gs else "Leg besluit vast",
        "uitleg": f"Hierover beslist: {Niveau(grond.niveau).label}.",
    }
    return render(request, "interventieladder/huisvesting/formulier.html", context, status=status)


@require_POST
@recht(rollen.BEHANDEL_DOSSIER, rollen.BEKIJK_HUISVESTING)
def huisvesting_dossier(request: HttpRequest, code: str) -> HttpResponse:
    """Open the dossier that the proposal leads to, or go to the one that is open."""
    gemeente = vind_gemeente(code)
    geopend: list[Dossier] = []
    try:
        geopend.append(service.open_huisvestingsdossier(overheid_id=gemeente.id, door=gebruiker(request)))
    except Weigering as weigering:
        messages.error(request, weigering.melding)
        return _toon(request, gemeente, status=weigering.status)
    messages.success(request, f"Dossier {geopend[0].nummer} is geopend en staat op T1 Signaleren.")
    return verder("dossier", geopend[0].nummer)
