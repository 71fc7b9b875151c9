"""The start page, and the page about accessibility."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from toezicht.beeld.selectors.werkvoorraad import werkvoorraad as lees_werkvoorraad
from toezicht.core import clock
from toezicht.core.rollen import BEKIJK_DOSSIERS, BEKIJK_GEZONDHEID, REGISTREER_SIGNAAL, WIJS_TOE
from toezicht.core.toegang import gebruiker, recht_een_van


@require_safe
@recht_een_van(BEKIJK_DOSSIERS, BEKIJK_GEZONDHEID)
def begin(request: HttpRequest) -> HttpResponse:
    """The root leads to the work of today."""
    return redirect("werkvoorraad")


@require_safe
@recht_een_van(BEKIJK_DOSSIERS, BEKIJK_GEZONDHEID)
def werkvoorraad(request: HttpRequest) -> HttpResponse:
    """Everything that waits for this user; `?team=1` also that of colleagues, `?alles=1` without limits."""
    user = gebruiker(request)
    mag_team = user.has_perm(WIJS_TOE)
    team = mag_team and request.GET.get("team") == "1"
    stand = lees_werkvoorraad(user, team=team, alles=request.GET.get("alles") == "1")
    context = {
        "stand": stand,
        "team": team,
        "mag_team": mag_team,
        "mag_melden": user.has_perm(REGISTREER_SIGNAAL),
        "nu": clock.nu(),
        "groet": _groet(clock.nu().hour),
        "roepnaam": user.first_name or user.naam,
    }
    return render(request, "beeld/werkvoorraad.html", context)


def _groet(uur: int) -> str:
    if uur < 6:
        return "Goedenacht"
    if uur < 12:
        return "Goedemorgen"
    return "Goedemiddag" if uur < 18 else "Goedenavond"


@require_safe
def toegankelijkheid(request: HttpRequest) -> HttpResponse:
    """The accessibility statement: open to everybody, it shows nothing of anybody."""
    return render(request, "beeld/toegankelijkheid.html")
