"""The list of overheden."""

from dataclasses import asdict

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from interventieladder.selectors.werk import open_per_overheid
from toezicht.beeld.forms.overheden import OverhedenFilterForm
from toezicht.core.rollen import BEKIJK_DOSSIERS, BEKIJK_OVERHEDEN
from toezicht.core.toegang import gebruiker, recht
from toezicht.organisaties import selectors

PER_PAGINA = 50


@require_safe
@recht(BEKIJK_OVERHEDEN)
def overheden_lijst(request: HttpRequest) -> HttpResponse:
    """Alphabetical list, filtered; htmx gets the list only. Wrong input: the form back, status 400."""
    form = OverhedenFilterForm(request.GET)
    goed = form.is_valid()
    fragment = goed and _asks_fragment(request)
    context = {"form": form, "gefilterd": bool(request.GET), "fragment": fragment}
    if goed:
        keuze = asdict(form.overhedenfilter())
        bladen = Paginator(range(selectors.tel_overheden(**keuze)), PER_PAGINA)
        pagina = bladen.get_page(request.GET.get("pagina"))
        vanaf = (pagina.number - 1) * PER_PAGINA
        overheden = selectors.overheden(**keuze, vanaf=vanaf, aantal=PER_PAGINA)
        user = gebruiker(request)
        ziet_dossiers = user.has_perm(BEKIJK_DOSSIERS)
        context |= {
            "pagina": pagina,
            "overheden": overheden,
            "ziet_dossiers": ziet_dossiers,
            "dossiers": open_per_overheid(user, [o.id for o in overheden]) if ziet_dossiers else {},
        }
    template = "beeld/onderdelen/overhedenlijst.html" if fragment else "beeld/overheden.html"
    return render(request, template, context, status=200 if goed else 400)


def _asks_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for the list; after the back button it asks for the whole page again."""
    return request.headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in request.headers
