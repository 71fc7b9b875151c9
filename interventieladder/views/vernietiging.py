"""Opening a dossier on suspension or annulment."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from interventieladder.forms.vernietiging import VernietigingForm
from interventieladder.services.vernietiging import open_vernietiging
from interventieladder.views.gedeeld import verder
from toezicht.core import rollen
from toezicht.core.forms.basis import probeer
from toezicht.core.toegang import gebruiker, recht

if TYPE_CHECKING:
    from interventieladder.models import Dossier


@require_http_methods(["GET", "HEAD", "POST"])
@recht(rollen.BEHANDEL_DOSSIER)
def vernietiging_nieuw(request: HttpRequest) -> HttpResponse:
    """Open on the ladder that fits the organisation; `?overheid=` fills it in. The clocks start at once."""
    form = VernietigingForm(
        request.POST or None, overheid_code=request.GET.get("overheid", "").replace("\x00", "")
    )
    geopend: list[Dossier] = []
    status = 200
    if request.method == "POST":
        status = probeer(
            form, lambda: geopend.append(open_vernietiging(nieuw=form.nieuw(), door=gebruiker(request)))
        )
    if geopend:
        messages.success(request, f"Dossier {geopend[0].nummer} is geopend. De termijnen lopen.")
        return verder("dossier", geopend[0].nummer)
    return render(request, "interventieladder/vernietiging_nieuw.html", {"form": form}, status=status)
