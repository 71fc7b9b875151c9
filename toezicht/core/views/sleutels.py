"""Keys for the HTTP API: the own ones, and those of everybody for beheer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from toezicht.core import clock
from toezicht.core import sleutels as service
from toezicht.core.forms.accounts import RedenForm
from toezicht.core.forms.basis import zet_fout
from toezicht.core.forms.sleutels import SleutelForm
from toezicht.core.fouten import Weigering
from toezicht.core.models import Toegangssleutel
from toezicht.core.rollen import BEHEER_ACCOUNTS, BEKIJK_OVERHEDEN
from toezicht.core.toegang import gebruiker, recht


@require_http_methods(["GET", "HEAD", "POST"])
@recht(BEKIJK_OVERHEDEN)  # what every role holds
def sleutels(request: HttpRequest) -> HttpResponse:
    """The own keys; a POST makes one and shows its text, this once."""
    if request.method != "POST":
        return _toon(request, SleutelForm())
    form = SleutelForm(request.POST)
    if not form.is_valid():
        return _toon(request, form, status=422)
    try:
        sleutel, tekst = service.maak_sleutel(account=gebruiker(request), **form.gegevens())
    except Weigering as fout:
        return _toon(request, form, status=zet_fout(form, fout))
    return _toon(request, SleutelForm(), status=201, nieuw=sleutel, tekst=tekst)


def _toon(request: HttpRequest, form: SleutelForm, *, status: int = 200, **meer: Any) -> HttpResponse:
    eigen = service.eigen_sleutels(gebruiker(request))
    context = {"form": form, "rijen": _rijen(eigen), "delen": service.DELEN}
    return render(request, "core/sleutels.html", {**context, **meer}, status=status)


def _rijen(sleutels_: list[Toegangssleutel]) -> list[tuple[Toegangssleutel, bool, list[str]]]:
    """Each with whether it works and the parts it is limited to."""
    vandaag = clock.vandaag()
    return [(s, s.geldig_op(vandaag), service.delen_in_woorden(s)) for s in sleutels_]


@require_POST
@recht(BEKIJK_OVERHEDEN)
def sleutel_intrekken(request: HttpRequest, sleutel_id: int) -> HttpResponse:
    """Withdraw an own key."""
    if not any(sleutel.pk == sleutel_id for sleutel in service.eigen_sleutels(gebruiker(request))):
        return redirect("sleutels")
    sleutel = service.trek_sleutel_in(sleutel_id=sleutel_id, door=gebruiker(request))
    messages.success(request, f"Toegangssleutel “{sleutel.naam}” werkt niet meer.")
    return redirect("sleutels")


@require_safe
@recht(BEHEER_ACCOUNTS)
def sleutelbeheer(request: HttpRequest) -> HttpResponse:
    """Keys of everybody, those that work first."""
    return _beheerpagina(request)


@require_http_methods(["GET", "HEAD", "POST"])
@recht(BEHEER_ACCOUNTS)
def sleutelbeheer_intrekken(request: HttpRequest, sleutel_id: int) -> HttpResponse:
    """Withdraw a key of somebody, with the reason."""
    if request.method != "POST":
        return redirect("sleutelbeheer")
    form = RedenForm(request.POST)
    if not form.is_valid():
        return _beheerpagina(request, fout_bij=sleutel_id, fouten=form.errors["reden"], status=422)
    try:
        sleutel = service.trek_sleutel_in(
            sleutel_id=sleutel_id, door=gebruiker(request), reden=form.cleaned_data["reden"]
        )
    except Weigering as fout:
        return _beheerpagina(request, fout_bij=sleutel_id, fouten=[fout.melding], status=fout.status)
    messages.success(request, f"Toegangssleutel “{sleutel.naam}” van {sleutel.account.naam} werkt niet meer.")
    return redirect("sleutelbeheer")


def _beheerpagina(request: HttpRequest, *, status: int = 200, **meer: Any) -> HttpResponse:
    rijen = _rijen(service.alle_sleutels(gebruiker(request)))
    return render(request, "core/sleutelbeheer.html", {"rijen": rijen, **meer}, status=status)
