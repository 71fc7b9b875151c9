"""Reading the logboek."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from toezicht.core.forms.logboek import LogboekFilterForm
from toezicht.core.rollen import BEKIJK_LOGBOEK
from toezicht.core.selectors import NIEUWER, OUDER, logboekpagina
from toezicht.core.toegang import gebruiker, recht


@require_safe
@recht(BEKIJK_LOGBOEK)
def logboek(request: HttpRequest) -> HttpResponse:
    """A page of lines, filtered. Wrong input gives the form back with a sentence per field, status 400."""
    form = LogboekFilterForm(request.GET)
    goed = form.is_valid()
    pagina = None
    if goed:
        pagina = logboekpagina(
            user=gebruiker(request),
            filter_=form.logfilter(),
            cursor=request.GET.get("cursor", ""),
            richting=NIEUWER if request.GET.get("richting") == NIEUWER else OUDER,
        )
    zoekvraag = request.GET.copy()
    for naam in ("cursor", "richting"):
        zoekvraag.pop(naam, None)
    context = {
        "form": form,
        "pagina": pagina,
        "zoekvraag": zoekvraag.urlencode(),
        "gefilterd": any(zoekvraag.values()),
    }
    return render(request, "core/logboek.html", context, status=200 if goed else 400)
