"""Is the program alive, and is it well?"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from toezicht.core import berichten, clock
from toezicht.core.fouten import Weigering
from toezicht.core.gezondheid import controleer_gezondheid
from toezicht.core.models import Bericht
from toezicht.core.rollen import BEKIJK_GEZONDHEID
from toezicht.core.toegang import gebruiker, recht

PER_PAGINA = 50


@require_safe
def levend(request: HttpRequest) -> HttpResponse:
    """For the container's health check: this process answers. Touches neither database nor broker."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@recht(BEKIJK_GEZONDHEID)
def gezondheid(request: HttpRequest) -> HttpResponse:
    """All checks, and the messages somebody must look at."""
    uitkomsten = controleer_gezondheid()
    aandacht = berichten.aandacht_nodig()
    context = {
        "uitkomsten": uitkomsten,
        "gezond": all(uitkomst.goed for uitkomst in uitkomsten),
        "gemeten_op": clock.nu(),
        "berichten": aandacht[:PER_PAGINA],
        "aantal_berichten": aandacht.count(),
    }
    return render(request, "core/gezondheid.html", context)


@require_POST
@recht(BEKIJK_GEZONDHEID)
def bericht_opnieuw(request: HttpRequest, bericht_id: int) -> HttpResponse:
    """Give a failed message a new set of tries."""
    bericht = get_object_or_404(Bericht, pk=bericht_id)
    try:
        berichten.probeer_opnieuw(by=gebruiker(request), bericht_id=bericht.pk)
    except Weigering as fout:
        messages.error(request, fout.melding)
    else:
        messages.success(request, f"“{bericht.onderwerp}” wordt opnieuw verstuurd.")
    return redirect("gezondheid")
