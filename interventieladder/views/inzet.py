"""Pages of inzet outside the ladder: the list, registering, one with its follow-ups, changing."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interventieladder.catalogus import SOORTEN, InzetStatus, Provincierol
from interventieladder.forms import inzet as vormen
from interventieladder.forms.dossiers import overheden
from interventieladder.models import Inzet, InzetAfspraak
from interventieladder.models.inzet import mag_behandelen
from interventieladder.selectors import inzet as lezen
from interventieladder.services import inzet as service
from interventieladder.views.gedeeld import verder
from toezicht.core import clock, rollen
from toezicht.core.forms.basis import probeer
from toezicht.core.models import User
from toezicht.core.toegang import gebruiker, recht

LEZEN_EN_SCHRIJVEN = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@recht(rollen.BEKIJK_INZET)
def inzetlijst(request: HttpRequest) -> HttpResponse:
    """The list with filters and counters; htmx gets the rows only."""
    user = gebruiker(request)
    form = vormen.InzetFilterForm(request.GET)
    filter_ = form.filter()
    pagina = lezen.lijst(user, filter_, na=request.GET.get("na", ""), voor=request.GET.get("voor", ""))
    context: dict[str, Any] = {"pagina": pagina, "gefilterd": filter_ != lezen.Inzetfilter()}
    if request.headers.get("HX-Request") == "true":
        return render(request, "interventieladder/_inzetrijen.html", context)
    context |= {
        "form": form,
        "tellingen": lezen.tellingen(user),
        "mag_registreren": user.has_perm(rollen.REGISTREER_INZET),
    }
    return render(request, "interventieladder/inzetlijst.html", context)


def _soorten() -> list[tuple[str, list[Any]]]:
    """The catalogue by role, for the explanation beside the form."""
    return [
        (str(rol.label), [soort for soort in SOORTEN.values() if soort.rol == rol]) for rol in Provincierol
    ]


@LEZEN_EN_SCHRIJVEN
@recht(rollen.REGISTREER_INZET)
def inzet_nieuw(request: HttpRequest) -> HttpResponse:
    """Register; `?overheid=CODE` and `?soort=` fill in what is known."""
    status, gemaakt = 200, []
    if request.method == "POST":
        form = vormen.InzetNieuwForm(request.POST)
        status = probeer(form, lambda: gemaakt.append(_registreer(form, gebruiker(request))))
        if gemaakt:
            messages.success(request, f"Inzet {gemaakt[0].nummer} is geregistreerd.")
            return verder("inzet", gemaakt[0].nummer)
    else:
        form = vormen.InzetNieuwForm(initial=_begin(request))
    context = {"form": form, "soorten": _soorten()}
    return render(request, "interventieladder/inzet_nieuw.html", context, status=status)


def _begin(request: HttpRequest) -> dict[str, Any]:
    code = request.GET.get("overheid", "")[:12].replace("\x00", "")
    soort = request.GET.get("soort", "")
    return {
        "overheden": overheden().filter(code=code) if code else None,
        "soort": soort if soort in SOORTEN else "",
        "eigenaar": gebruiker(request).pk,
        "van": clock.vandaag(),
    }


def _registreer(form: vormen.InzetNieuwForm, door: User) -> Inzet:
    return service.registreer_inzet(
        gegevens=form.gegevens(),
        resultaat=form.cleaned_data["resultaat"],
        afspraken=form.afspraken(),
        door=door,
    )


def _vind(request: HttpRequest, nummer: str) -> Inzet:
    gevonden = lezen.vind(gebruiker(request), nummer)
    if gevonden is None:
        raise Http404("Deze inzet bestaat niet, of u mag haar niet zien.")
    return gevonden


@require_safe
@recht(rollen.BEKIJK_INZET)
def inzet(request: HttpRequest, nummer: str) -> HttpResponse:
    """One inzet: what, for whom, what came out, what follows, what happened, and what can be done."""
    return _toon(request, _vind(request, nummer))


def _toon(
    request: HttpRequest,
    gevonden: Inzet,
    *,
    actie: str = "",
    form: forms.Form | None = None,
    afspraak: int = 0,
    status: int = 200,
) -> HttpResponse:
    """The page; a refused form stands on it with its text and the present version."""
    user = gebruiker(request)
    mag = mag_behandelen(gevonden, user)
    formulieren = _formulieren(gevonden) if mag else {}
    if actie and form is not None and not afspraak:
        if "versie" in form.fields:
            _ververs_versie(form, gevonden.pk)
        formulieren[actie] = form
    context = {
        "inzet": gevonden,
        "soort": gevonden.catalogus,
        "rol": Provincierol(gevonden.catalogus.rol).label,
        "overheden": list(gevonden.overheden.order_by("naam")),
        "afspraken": [
            (rij, _afspraakformulieren(rij, user, mag=mag, actie=actie, form=form, afspraak=afspraak))
            for rij in lezen.afspraken_van(gevonden)
        ],
        "formulieren": formulieren,
        "actie": actie,
        "mag_wijzigen": mag and gevonden.open,
        "logregels": lezen.logregels(user, gevonden),
    }
    return render(request, "interventieladder/inzet.html", context, status=status)


def _formulieren(gevonden: Inzet) -> dict[str, forms.Form]:
    """The acts that can be done now, each with an empty form."""
    begin = {"versie": gevonden.versie}
    uit: dict[str, forms.Form] = {}
    if gevonden.status == InzetStatus.GEPLAND and gevonden.van <= clock.vandaag():
        uit["starten"] = vormen.InzetStartForm(initial=begin, prefix="starten")
    if gevonden.open:
        if gevonden.van <= clock.vandaag():
            uit["afronden"] = vormen.InzetAfrondForm(initial=begin, prefix="afronden")
        uit["afzeggen"] = vormen.InzetAfzegForm(initial=begin, prefix="afzeggen")
    if gevonden.status != InzetStatus.AFGEZEGD:
        uit["afspraak"] = vormen.InzetAfspraakForm(prefix="afspraak")
    return uit


def _afspraakformulieren(
    rij: InzetAfspraak, user: User, *, mag: bool, actie: str, form: forms.Form | None, afspraak: int
) -> dict[str, forms.Form]:
    if rij.gedaan_op is not None or rij.inzet.status == InzetStatus.AFGEZEGD:
        return {}
    uit: dict[str, forms.Form] = {}
    if mag or rij.eigenaar_id == user.pk:
        uit["resultaat"] = vormen.InzetAfspraakResultaatForm(prefix=f"resultaat{rij.pk}")
    if mag:
        uit["overgeven"] = vormen.InzetAfspraakOverForm(prefix=f"overgeven{rij.pk}")
    if rij.pk == afspraak and form is not None and actie in uit:
        uit[actie] = form
    return uit


Daad = Callable[[Inzet, User, dict[str, Any]], object]

ACTIES: dict[str, tuple[type[forms.Form], Daad, str]] = {
    "starten": (
        vormen.InzetStartForm,
        lambda i, door, g: service.start_inzet(inzet_id=i.pk, door=door, **g),
        "De inzet loopt.",
    ),
    "afronden": (
        vormen.InzetAfrondForm,
        lambda i, door, g: service.rond_inzet_af(inzet_id=i.pk, door=door, **g),
        "De inzet is afgerond; het resultaat is vastgelegd.",
    ),
    "afzeggen": (
        vormen.InzetAfzegForm,
        lambda i, door, g: service.zeg_inzet_af(inzet_id=i.pk, door=door, **g),
        "De inzet is afgezegd.",
    ),
    "afspraak": (
        vormen.InzetAfspraakForm,
        lambda i, door, g: service.maak_inzetafspraak(
            inzet_id=i.pk, afspraak=vormen.afspraak_uit(g)[0], door=door
        ),
        "De afspraak is vastgelegd; de eigenaar ziet haar in de werkvoorraad.",
    ),
}


@require_POST
@recht(rollen.BEKIJK_INZET)
def inzet_actie(request: HttpRequest, nummer: str, actie: str) -> HttpResponse:
    """Do one act; the service holds the rules and the rights."""
    if actie not in ACTIES:
        raise Http404("Deze handeling bestaat niet.")
    vorm, daad, gelukt = ACTIES[actie]
    gevonden = _vind(request, nummer)
    form = vorm(request.POST, prefix=actie)
    status = probeer(form, lambda: daad(gevonden, gebruiker(request), form.cleaned_data))
    if status != 200:
        return _toon(request, _vind(request, nummer), actie=actie, form=form, status=status)
    messages.success(request, gelukt)
    return verder("inzet", nummer)


AFSPRAAKACTIES: dict[str, tuple[type[forms.Form], Callable[[int, User, dict[str, Any]], object], str]] = {
    "resultaat": (
        vormen.InzetAfspraakResultaatForm,
        lambda pk, door, g: service.rond_inzetafspraak_af(afspraak_id=pk, door=door, **g),
        "Het resultaat van de afspraak is vastgelegd.",
    ),
    "overgeven": (
        vormen.InzetAfspraakOverForm,
        lambda pk, door, g: service.geef_inzetafspraak_over(
            afspraak_id=pk, eigenaar_id=g["afspraak_eigenaar"].pk, door=door
        ),
        "De afspraak heeft een nieuwe eigenaar.",
    ),
}


@require_POST
@recht(rollen.BEKIJK_INZET)
def inzet_afspraak(request: HttpRequest, nummer: str, pk: int, actie: str) -> HttpResponse:
    """Close a follow-up with its result, or give it to a colleague."""
    if actie not in AFSPRAAKACTIES:
        raise Http404("Deze handeling bestaat niet.")
    gevonden = _vind(request, nummer)
    afspraak = get_object_or_404(InzetAfspraak, inzet=gevonden, pk=pk)
    vorm, daad, gelukt = AFSPRAAKACTIES[actie]
    form = vorm(request.POST, prefix=f"{actie}{pk}")
    status = probeer(form, lambda: daad(afspraak.pk, gebruiker(request), form.cleaned_data))
    if status != 200:
        return _toon(request, _vind(request, nummer), actie=actie, form=form, afspraak=pk, status=status)
    messages.success(request, gelukt)
    return verder("inzet", nummer, anker="afspraken")


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEKIJK_INZET)
def inzet_wijzigen(request: HttpRequest, nummer: str) -> HttpResponse:
    """Change an open inzet with a reason; the earlier version stays in what happened."""
    gevonden = _vind(request, nummer)
    if not (gevonden.open and mag_behandelen(gevonden, gebruiker(request))):
        raise Http404("Deze inzet kunt u niet wijzigen: zij is gesloten of van een ander.")
    status = 200
    if request.method == "POST":
        form = vormen.InzetWijzigForm(request.POST, inzet=gevonden)
        status = probeer(form, lambda: _wijzig(form, gevonden, gebruiker(request)))
        if status == 200:
            messages.success(request, "De wijziging is vastgelegd; de vorige tekst blijft leesbaar.")
            return verder("inzet", nummer)
        _ververs_versie(form, gevonden.pk)
    else:
        form = vormen.InzetWijzigForm(inzet=gevonden)
    context = {"form": form, "inzet": gevonden, "soort": gevonden.catalogus}
    return render(request, "interventieladder/inzet_wijzigen.html", context, status=status)


def _wijzig(form: vormen.InzetWijzigForm, gevonden: Inzet, door: User) -> None:
    service.wijzig_inzet(
        inzet_id=gevonden.pk,
        gegevens=form.gegevens(),
        versie=form.cleaned_data["versie"],
        reden=form.cleaned_data["reden"],
        door=door,
    )


def _ververs_versie(form: forms.Form, inzet_id: int) -> None:
    """Give a refused form the present version, so that the user can look and send the same text again."""
    gegevens = form.data.copy()  # type: ignore[attr-defined]  # a bound form holds a QueryDict
    gegevens[form.add_prefix("versie")] = str(Inzet.objects.values_list("versie", flat=True).get(pk=inzet_id))
    form.data = gegevens
