"""The page of one organisation: the integral picture, today or at a date."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from interventieladder.selectors.arhi_toezicht import arhi_toezicht_van
from interventieladder.selectors.begrotingsjaren import regimes_van_overheid
from interventieladder.selectors.bestuurskracht import van_overheid
from toezicht.beeld.adressen import adres
from toezicht.beeld.forms.beeld import StandOpForm
from toezicht.beeld.selectors.overheidsbeeld import met_bestuurskracht, overheidsbeeld, stand_op
from toezicht.core import clock
from toezicht.core.rollen import (
    BEHANDEL_DOSSIER,
    BEKIJK_DOSSIERS,
    BEKIJK_HUISVESTING,
    BEKIJK_INZET,
    BEKIJK_OVERHEDEN,
    BEKIJK_RAPPORTEN,
    BEKIJK_SIGNALEN,
    REGISTREER_INZET,
    REGISTREER_SIGNAAL,
)
from toezicht.core.toegang import gebruiker, recht
from toezicht.organisaties import selectors as organisaties

REGIME, ARHI = "begrotingsregime", "arhi_toezicht"


@require_safe
@recht(BEKIJK_OVERHEDEN)
def overheid(request: HttpRequest, code: str) -> HttpResponse:
    """All domains, signals, figures, dossiers and reports of one organisation; wrong date: status 400."""
    user = gebruiker(request)
    form = StandOpForm(request.GET if request.GET.get("op") else {"op": clock.vandaag().isoformat()})
    goed = form.is_valid()
    stand = stand_op(
        form.cleaned_data.get("op") if goed else None,
        toen_wisten=goed and form.cleaned_data["toen"],
    )
    gevonden = organisaties.overheid_op_code(code[:12].replace("\x00", ""), peildatum=stand.peildatum)
    if gevonden is None:
        raise Http404
    deel = (
        organisaties.deelnemers_op(gevonden.id, stand.peildatum)
        if gevonden.is_gr
        else organisaties.deelnames_op(gevonden.id, stand.peildatum)
    )
    beeld = overheidsbeeld(user, gevonden, stand)
    peildatum, ladders = stand.peildatum, beeld.ladders
    bestuurskracht = (
        van_overheid(user, gevonden.id, beeld.open, oorspronkelijk=gevonden.oorspronkelijk)
        if stand.vandaag
        else None
    )
    if bestuurskracht and (bestuurskracht.licht or bestuurskracht.zwaar):
        beeld = replace(beeld, domeinen=met_bestuurskracht(beeld.domeinen, bestuurskracht.patroon.zin))
    context = {
        "overheid": gevonden,
        "bestaat": gevonden.bestaat_op(stand.peildatum),
        "deel": deel,
        "opvolgers": organisaties.opvolgers(gevonden.id) if gevonden.geldig_tot else [],
        "stand": stand,
        "form": form,
        "beeld": beeld,
        "regimes": regimes_van_overheid(user, gevonden.id, op=peildatum) if REGIME in ladders else [],
        "arhi": arhi_toezicht_van(gevonden.id, peildatum) if ARHI in ladders else None,
        "bestuurskracht": bestuurskracht,
        "ziet_dossiers": user.has_perm(BEKIJK_DOSSIERS),
        "ziet_signalen": user.has_perm(BEKIJK_SIGNALEN),
        "ziet_huisvesting": gevonden.soort == "gemeente" and user.has_perm(BEKIJK_HUISVESTING),
        "ziet_inzet": user.has_perm(BEKIJK_INZET),
        "inzet_url": adres("inzet_nieuw") if user.has_perm(REGISTREER_INZET) else "",
        "ziet_rapporten": user.has_perm(BEKIJK_RAPPORTEN),
        "meld_url": adres("signaal_nieuw") if user.has_perm(REGISTREER_SIGNAAL) else "",
        "open_url": adres("dossier_nieuw") if user.has_perm(BEHANDEL_DOSSIER) else "",
    }
    return render(request, "beeld/overheid.html", context, status=200 if goed else 400)
