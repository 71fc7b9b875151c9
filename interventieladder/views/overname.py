"""Taking over running dossiers: one by form, many by file with a preview; confirming, choosing, adding."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from interventieladder.forms.overname import (
    BesluitAanvulForm,
    BriefAanvulForm,
    IntrekForm,
    OvernamebestandForm,
    Overnameblad,
    TermijnkeuzeForm,
)
from interventieladder.models import Dossier
from interventieladder.services import overname as service
from interventieladder.services import overname_feiten as feiten
from interventieladder.services.overname_csv import neem_bestand_over
from interventieladder.services.overname_gegevens import OvernameGeweigerd
from interventieladder.services.overname_lezen import MAX_BYTES
from interventieladder.services.overname_zaak import zaakladders
from interventieladder.views.gedeeld import Formulier, formulierpagina, verder, vind_dossier
from toezicht.core import rollen
from toezicht.core.forms.basis import probeer, zet_fout
from toezicht.core.fouten import Weigering
from toezicht.core.toegang import gebruiker, recht

LEZEN_EN_SCHRIJVEN = require_http_methods(["GET", "HEAD", "POST"])


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def overnemen(request: HttpRequest) -> HttpResponse:
    """Take over one dossier; a button adds a row without losing what was typed."""
    if request.method != "POST":
        begin = {"overheid": request.GET.get("overheid", "")[:12].replace("\x00", "")}
        return _blad(request, Overnameblad(begin=begin))
    if meer := request.POST.get("meer", ""):
        return _blad(request, Overnameblad(request.POST, meer=meer))
    blad = Overnameblad(request.POST)
    if not blad.is_valid():
        return _blad(request, blad, status=422)
    try:
        dossier = service.neem_over(gegevens=blad.gegevens(), door=gebruiker(request))
    except OvernameGeweigerd as weigering:
        for fout in weigering.fouten:
            blad.zet_fout(fout)
        return _blad(request, blad, status=weigering.status)
    except Weigering as weigering:
        zet_fout(blad.kop, weigering)
        return _blad(request, blad, status=weigering.status)
    messages.success(
        request, f"Dossier {dossier.nummer} is overgenomen en wacht op bevestiging door een ander."
    )
    return verder("dossier", dossier.nummer)


def _blad(request: HttpRequest, blad: Overnameblad, *, status: int = 200) -> HttpResponse:
    context = {"blad": blad, "fout": status != 200}
    return render(request, "interventieladder/overnemen.html", context, status=status)


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def overnemen_bestand(request: HttpRequest) -> HttpResponse:
    """Upload, see what would be made with the faults by row and column, confirm: all or nothing."""
    form = OvernamebestandForm()
    if request.method != "POST":
        return _bestand(request, form)
    if tekst := request.POST.get("inhoud", ""):
        verslag = neem_bestand_over(inhoud=tekst.encode(), door=gebruiker(request))
        if verslag.gelukt:
            messages.success(
                request,
                f"{len(verslag.nieuw)} dossiers overgenomen; elk wacht op bevestiging door een ander.",
            )
            return verder("dossiers")
        return _bestand(request, form, status=422, verslag=verslag)
    form = OvernamebestandForm(request.POST, request.FILES)
    if not form.is_valid():
        return _bestand(request, form, status=422)
    inhoud = form.cleaned_data["bestand"].read(MAX_BYTES + 1)
    verslag = neem_bestand_over(inhoud=inhoud, door=gebruiker(request), proef=True)
    if not verslag.gelukt:
        return _bestand(request, form, status=422, verslag=verslag)
    return _bestand(request, form, verslag=verslag, inhoud=inhoud.decode("utf-8-sig"))


def _bestand(
    request: HttpRequest, form: OvernamebestandForm, *, status: int = 200, **extra: Any
) -> HttpResponse:
    context = {"form": form, "zaakvelden": zaakladders(), **extra}
    return render(request, "interventieladder/overnemen_bestand.html", context, status=status)


# -- on the dossier ----------------------------------------------------------------------------------


@require_POST
@recht(rollen.LEES_TEGEN)
def overname_bevestigen(request: HttpRequest, nummer: str) -> HttpResponse:
    """Confirm as a second person."""
    dossier = vind_dossier(request, nummer)
    service.bevestig_overname(dossier_id=dossier.pk, door=gebruiker(request))
    messages.success(request, "U hebt de overname bevestigd; het dossier kan verder.")
    return verder("dossier", nummer)


def _formulier(
    request: HttpRequest, dossier: Dossier, form: Any, daad: Any, tekst: Formulier, gelukt: str
) -> HttpResponse:
    if request.method != "POST":
        return formulierpagina(request, dossier, form, tekst)
    status = probeer(form, daad)
    if status != 200:
        return formulierpagina(request, dossier, form, tekst, status=status)
    messages.success(request, gelukt)
    return verder("dossier", dossier.nummer, anker="overname")


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def overname_termijn(request: HttpRequest, nummer: str, pk: int) -> HttpResponse:
    """Choose which end of a term counts."""
    dossier = vind_dossier(request, nummer)
    rij = next((t for t in dossier.feiten.overgenomen_termijnen.values() if t.pk == pk), None)
    uitleg = ""
    if rij is not None and rij.brief_einde:
        uitleg = (
            f"De brief noemt {rij.brief_einde:%d-%m-%Y}; wij berekenen {rij.berekend_einde:%d-%m-%Y}. "
            "Beide blijven bewaard."
        )
    form = TermijnkeuzeForm(request.POST or None)
    return _formulier(
        request,
        dossier,
        form,
        lambda: feiten.kies_termijneinde(
            dossier_id=dossier.pk, termijn_id=pk, door=gebruiker(request), **form.cleaned_data
        ),
        Formulier("Einddatum kiezen", "Leg keuze vast", uitleg),
        "De keuze is vastgelegd.",
    )


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def overname_intrekken(request: HttpRequest, nummer: str) -> HttpResponse:
    """Withdraw a takeover that is not confirmed yet."""
    dossier = vind_dossier(request, nummer)
    form = IntrekForm(request.POST or None)
    return _formulier(
        request,
        dossier,
        form,
        lambda: service.trek_overname_in(dossier_id=dossier.pk, door=gebruiker(request), **form.cleaned_data),
        Formulier("Overname intrekken", "Trek overname in", "Het dossier sluit; de zaak kan daarna opnieuw."),
        "De overname is ingetrokken.",
    )


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def overname_aanvullen(request: HttpRequest, nummer: str) -> HttpResponse:
    """Add a decision (`?soort=besluit`) or a letter of the source; it waits for confirmation again."""
    dossier = vind_dossier(request, nummer)
    door, wacht = gebruiker(request), "De overname wacht daarna opnieuw op bevestiging."
    if request.GET.get("soort") == "besluit":
        besluit = BesluitAanvulForm(request.POST or None, dossier=dossier)
        return _formulier(
            request,
            dossier,
            besluit,
            lambda: feiten.vul_besluit_aan(
                dossier_id=dossier.pk,
                stap_id=besluit.cleaned_data["stap"],
                besluit=besluit.besluit(),
                door=door,
            ),
            Formulier("Eerder besluit aanvullen", "Vul besluit aan", wacht),
            "Het besluit is aangevuld.",
        )
    brief = BriefAanvulForm(request.POST or None)
    return _formulier(
        request,
        dossier,
        brief,
        lambda: feiten.vul_brief_aan(dossier_id=dossier.pk, brief=brief.brief(), door=door),
        Formulier("Eerdere brief aanvullen", "Vul brief aan", wacht),
        "De brief is aangevuld.",
    )
