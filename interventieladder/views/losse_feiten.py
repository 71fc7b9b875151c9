"""Recording, correcting and verifying a fact of a ladder; opening a dossier on a ladder beside the general one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from interventieladder.forms.dossiers import LadderdossierForm
from interventieladder.forms.losse_feiten import VOORVOEGSEL, FeitForm
from interventieladder.models import Dossier, Feit
from interventieladder.services import losse_feiten as service
from interventieladder.services.dossieropening import open_op_ladder
from interventieladder.standen import PLANNEN, Feitsoort
from interventieladder.views.gedeeld import Formulier, formulierpagina, verder, vind_dossier
from toezicht.core import rollen
from toezicht.core.forms.basis import probeer
from toezicht.core.fouten import Weigering
from toezicht.core.toegang import gebruiker, recht
from toezicht.core.transitions import grond_in_woorden


@require_http_methods(["GET", "HEAD", "POST"])
@recht(rollen.BEHANDEL_DOSSIER)
def dossier_feit(request: HttpRequest, nummer: str) -> HttpResponse:
    """Record a fact of the kind in `?soort=`; `?corrigeer=` names the one it replaces."""
    dossier = vind_dossier(request, nummer)
    soort = dossier.plan.feitsoort(request.GET.get("soort", ""))
    if soort is None or soort.domein not in ("", dossier.domein):
        raise Http404("Dit feit hoort niet bij deze ladder.")
    soort = soort.voor(dossier.onderdeel)
    oud = _te_corrigeren(request, dossier, soort)
    form = FeitForm(request.POST or None, dossier=dossier, soort=soort, corrigeert=oud)
    tekst = Formulier(
        f"{soort.naam} corrigeren" if oud else soort.naam,
        "Leg correctie vast" if oud else "Leg vast",
        _uitleg(soort, oud),
    )
    if request.method != "POST":
        return formulierpagina(request, dossier, form, tekst)

    def daad() -> None:
        try:
            service.leg_feit_vast(
                dossier_id=dossier.pk,
                soort=soort.code,
                door=gebruiker(request),
                vervangt_id=oud.pk if oud else None,
                **form.gegevens(),
            )
        except Weigering as weigering:
            if weigering.veld and f"{VOORVOEGSEL}{weigering.veld}" in form.fields:
                weigering.veld = f"{VOORVOEGSEL}{weigering.veld}"
            raise

    status = probeer(form, daad)
    if status != 200:
        return formulierpagina(request, dossier, form, tekst, status=status)
    messages.success(request, f"{soort.naam}: vastgelegd.")
    return verder("dossier", nummer, anker="feiten")


def _te_corrigeren(request: HttpRequest, dossier: Dossier, soort: Feitsoort) -> Feit | None:
    gevraagd = request.GET.get("corrigeer", "")
    if not (gevraagd.isascii() and gevraagd.isdigit() and len(gevraagd) < 19):
        return None
    return get_object_or_404(Feit, dossier=dossier, soort=soort.code, pk=int(gevraagd))


def _uitleg(soort: Feitsoort, oud: Feit | None) -> str:
    delen = [soort.hint, f"Grondslag: {grond_in_woorden(soort.grondslag)}." if soort.grondslag else ""]
    if soort.vier_ogen:
        delen.append("Het feit telt pas als een collega het heeft geverifieerd.")
    if oud:
        delen.append("Het oude feit blijft bewaard; dit komt ervoor in de plaats.")
    return " ".join(deel for deel in delen if deel)


@require_POST
@recht(rollen.LEES_TEGEN)
def feit_verifieren(request: HttpRequest, nummer: str, pk: int) -> HttpResponse:
    """Confirm a fact as a second person."""
    dossier = vind_dossier(request, nummer)
    feit = get_object_or_404(Feit, dossier=dossier, pk=pk)
    service.verifieer_feit(feit_id=feit.pk, door=gebruiker(request))
    messages.success(request, "U hebt het feit geverifieerd.")
    return verder("dossier", nummer, anker="feiten")


@require_http_methods(["GET", "HEAD", "POST"])
@recht(rollen.BEHANDEL_DOSSIER)
def ladderdossier_nieuw(request: HttpRequest, ladder: str) -> HttpResponse:
    """Open a dossier on a ladder beside the general one."""
    plan = PLANNEN.get(ladder)
    if plan is None or not plan.te_openen:
        raise Http404("Op deze ladder opent u geen dossier met dit formulier.")
    begin: dict[str, Any] = {"overheid_code": request.GET.get("overheid", "").replace("\x00", "")}
    form = LadderdossierForm(request.POST or None, plan=plan, **begin)
    geopend: list[Dossier] = []
    status = 200
    if request.method == "POST":
        status = probeer(
            form,
            lambda: geopend.append(open_op_ladder(ladder=ladder, door=gebruiker(request), **form.gegevens())),
        )
    if geopend:
        messages.success(request, f"Dossier {geopend[0].nummer} is geopend.")
        return verder("dossier", geopend[0].nummer)
    return render(request, "interventieladder/ladder_nieuw.html", {"form": form, "plan": plan}, status=status)
