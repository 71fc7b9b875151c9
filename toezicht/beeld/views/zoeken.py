"""The search field in the head of every page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from toezicht.beeld.selectors import zoeken as lezen
from toezicht.core.rollen import BEKIJK_DOSSIERS, BEKIJK_OVERHEDEN, BEKIJK_SIGNALEN
from toezicht.core.toegang import gebruiker, recht_een_van


@require_safe
@recht_een_van(BEKIJK_OVERHEDEN, BEKIJK_SIGNALEN, BEKIJK_DOSSIERS)
def zoeken(request: HttpRequest) -> HttpResponse:
    """Results in groups; an exact number or code goes straight to its page."""
    user = gebruiker(request)
    q = lezen.schoon(request.GET.get("q", ""))
    if adres := lezen.rechtstreeks(user, q):
        return redirect(adres)
    context = {"q": q, "te_kort": 0 < len(q) < lezen.MIN_TEKENS, "gevonden": lezen.zoek(user, q)}
    return render(request, "beeld/zoeken.html", context)
