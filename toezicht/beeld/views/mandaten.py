"""The register of mandates: reading it, drafting, adopting and ending lines, absence and interests."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from interventieladder.services import omleiden
from interventieladder.services.omleiden import Omgeleid
from toezicht.beeld.forms.mandaten import (
    AfwezigheidForm,
    BelangForm,
    EindeForm,
    MandaatForm,
    TerugForm,
    VervangingForm,
)
from toezicht.beeld.selectors import mandaten as lezen
from toezicht.core import clock, rollen
from toezicht.core.forms.basis import Vorm, probeer
from toezicht.core.fouten import Weigering
from toezicht.core.models import User
from toezicht.core.selectors import weergave, zichtbare_regels
from toezicht.core.toegang import gebruiker, recht
from toezicht.core.woorden import hoeveel
from toezicht.mandaten.models import Afwezigheid, Belang, Mandaat, Vervangregel
from toezicht.mandaten.services import mandaten, vervanging

LEZEN_EN_SCHRIJVEN = require_http_methods(["GET", "HEAD", "POST"])
VAST, EINDE, BEKIJK = "vast", "einde", "bekijk"


@require_safe
@recht(rollen.BEKIJK_MANDATEN)
def register(request: HttpRequest) -> HttpResponse:
    """Who may decide what today, who takes whose place, who is away."""
    user = gebruiker(request)
    context = {
        "register": lezen.register(user),
        "nooit": lezen.nooit_te_mandateren(),
        "mag_opstellen": user.has_perm(rollen.STEL_MANDAAT_OP),
        "mag_melden": user.has_perm(rollen.MELD_AFWEZIG),
    }
    return render(request, "beeld/mandaten/register.html", context)


@LEZEN_EN_SCHRIJVEN
@recht(rollen.STEL_MANDAAT_OP)
def mandaat_nieuw(request: HttpRequest) -> HttpResponse:
    """Draft a mandate."""
    form = MandaatForm(request.POST or None)
    return _nieuw(
        request,
        form,
        lambda: mandaten.stel_op(nieuw=form.nieuw(), door=gebruiker(request)),
        "Nieuw mandaat",
        "mandaat",
    )


@LEZEN_EN_SCHRIJVEN
@recht(rollen.STEL_MANDAAT_OP)
def vervanging_nieuw(request: HttpRequest) -> HttpResponse:
    """Draft a line of replacement."""
    form = VervangingForm(request.POST or None)
    return _nieuw(
        request,
        form,
        lambda: vervanging.stel_op(nieuw=form.nieuw(), door=gebruiker(request)),
        "Nieuwe vervanging",
        "vervangregel",
    )


def _nieuw(
    request: HttpRequest, form: Vorm, daad: Callable[[], Mandaat | Vervangregel], titel: str, pagina: str
) -> HttpResponse:
    status = 200
    if request.method == "POST":
        gemaakt: list[Mandaat | Vervangregel] = []
        status = probeer(form, lambda: gemaakt.append(daad()))
        if gemaakt:
            messages.success(request, "Het concept ligt klaar. Een ander stelt het vast.")
            return redirect(pagina, gemaakt[0].pk)
    context = {
        "form": form,
        "titel": titel,
        "knop": "Leg het concept klaar",
        "uitleg": "Het geldt pas nadat een ander het heeft vastgesteld.",
    }
    return render(request, "beeld/mandaten/formulier.html", context, status=status)


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEKIJK_MANDATEN)
def mandaat(request: HttpRequest, pk: int) -> HttpResponse:
    """One mandate: what it says, what hangs under it, what a change would move; adopt or end it."""
    regel = get_object_or_404(Mandaat.objects.select_related("gebruiker", "overheid", "boven"), pk=pk)
    onder = regel.ondermandaten.select_related("gebruiker", "overheid", "boven__gebruiker").order_by("pk")
    return _regelpagina(
        request,
        regel,
        soort="mandaat",
        vast=lambda user: mandaten.stel_vast(mandaat_id=pk, door=user),
        einde=lambda tot, reden, user: mandaten.beeindig(mandaat_id=pk, tot=tot, reden=reden, door=user),
        extra={"rij": lezen.mandaatrij(regel), "onder": [lezen.mandaatrij(m) for m in onder]},
    )


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEKIJK_MANDATEN)
def vervangregel(request: HttpRequest, pk: int) -> HttpResponse:
    """One line of replacement: adopt or end it, with what that would move."""
    regel = get_object_or_404(Vervangregel.objects.select_related("voor", "door"), pk=pk)
    return _regelpagina(
        request,
        regel,
        soort="vervangregel",
        vast=lambda user: vervanging.stel_vast(regel_id=pk, door=user),
        einde=lambda tot, reden, user: vervanging.beeindig(regel_id=pk, tot=tot, reden=reden, door=user),
        extra={"rij": lezen.vervangrij(regel)},
    )


def _regelpagina(
    request: HttpRequest,
    regel: Mandaat | Vervangregel,
    *,
    soort: str,
    vast: Callable[[User], object],
    einde: Callable[[dt.date, str, User], object],
    extra: dict[str, Any],
) -> HttpResponse:
    user, daad = gebruiker(request), request.POST.get("daad", "")
    form = EindeForm(request.POST if daad in (EINDE, BEKIJK) else None)
    status, verplaatst = 200, None
    if daad == VAST:
        vast(user)
        return _klaar(request, "mandaten", "De regel is vastgesteld.", "Nieuwe regel in het mandaatregister")
    if daad in (EINDE, BEKIJK):
        gevolgen: list[Omgeleid] = []
        status = probeer(form, lambda: _beeindig(form.cleaned_data, einde, user, daad, gevolgen))
        if status == 200 and daad == EINDE:
            return _klaar(request, "mandaten", "De regel is beëindigd.", form.cleaned_data["reden"])
        verplaatst = gevolgen if status == 200 else None
    context = {
        **extra,
        "regel": regel,
        "soort": soort,
        "form": form,
        "verplaatst": verplaatst,
        "bij_vaststellen": _bij_vaststellen(regel, vast, user),
        "mag_vaststellen": _mag_vaststellen(regel, user),
        "mag_beeindigen": user.has_perm(rollen.STEL_MANDAAT_OP)
        and extra["rij"].toestand in ("geldt", "komt", "concept"),
        "regels": weergave(
            zichtbare_regels(user).filter(keten=f"{soort}:{regel.pk}").order_by("-volgnummer")
        ),
    }
    return render(request, "beeld/mandaten/regel.html", context, status=status)


def _beeindig(
    gegevens: dict[str, Any],
    einde: Callable[[dt.date, str, User], object],
    user: User,
    daad: str,
    gevolgen: list[Omgeleid],
) -> None:
    tot, reden = gegevens["tot"], gegevens["reden"]
    if daad == BEKIJK:
        gevolgen += omleiden.proef(lambda: einde(tot, reden, user), max(tot, clock.vandaag()))
    else:
        einde(tot, reden, user)


def _mag_vaststellen(regel: Mandaat | Vervangregel, user: User) -> bool:
    mag = user.has_perm(rollen.STEL_MANDAAT_VAST) and regel.in_concept
    return mag and user.pk not in (regel.opgesteld_door_id, getattr(regel, "door_id", None))


def _bij_vaststellen(
    regel: Mandaat | Vervangregel, vast: Callable[[User], object], user: User
) -> list[Omgeleid]:
    """What adopting would move, for who may adopt it; a refusal is told when they try."""
    if not _mag_vaststellen(regel, user):
        return []
    try:
        return omleiden.proef(lambda: vast(user), max(regel.van, clock.vandaag()))
    except Weigering:
        return []


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEKIJK_MANDATEN)
def afwezigheid_nieuw(request: HttpRequest) -> HttpResponse:
    """Enter absence: one's own, or another's."""
    form = AfwezigheidForm(request.POST or None, user=gebruiker(request))

    def daad() -> object:
        g = form.cleaned_data
        return vervanging.meld_afwezig(
            gebruiker_id=form.gebruiker_id, van=g["van"], tot=g["tot"], door=gebruiker(request)
        )

    return _over_iemand(request, form, daad, "Afwezigheid vastleggen", "De afwezigheid is vastgelegd.")


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEKIJK_MANDATEN)
def afwezigheid(request: HttpRequest, pk: int) -> HttpResponse:
    """Back earlier."""
    rij = get_object_or_404(Afwezigheid.objects.select_related("gebruiker"), pk=pk)
    form = TerugForm(request.POST or None)

    def daad() -> object:
        return vervanging.beeindig_afwezigheid(
            afwezigheid_id=pk, tot=form.cleaned_data["tot"], door=gebruiker(request)
        )

    return _over_iemand(
        request, form, daad, f"{rij.gebruiker.naam} is eerder terug", "De afwezigheid is aangepast."
    )


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEKIJK_MANDATEN)
def belang_nieuw(request: HttpRequest) -> HttpResponse:
    """Declare an interest."""
    form = BelangForm(request.POST or None, user=gebruiker(request))

    def daad() -> object:
        g = form.cleaned_data
        return vervanging.geef_belang_op(
            gebruiker_id=form.gebruiker_id,
            overheid_id=int(g["overheid"]),
            toelichting=g["toelichting"],
            van=g["van"],
            door=gebruiker(request),
        )

    return _over_iemand(request, form, daad, "Belang opgeven", "Het belang is vastgelegd.")


@LEZEN_EN_SCHRIJVEN
@recht(rollen.MELD_AFWEZIG)
def belang(request: HttpRequest, pk: int) -> HttpResponse:
    """The interest no longer exists."""
    rij = get_object_or_404(Belang.objects.select_related("gebruiker", "overheid"), pk=pk)
    form = EindeForm(request.POST or None)

    def daad() -> object:
        g = form.cleaned_data
        return vervanging.beeindig_belang(
            belang_id=pk, tot=g["tot"], reden=g["reden"], door=gebruiker(request)
        )

    titel = f"Belang van {rij.gebruiker.naam} bij {rij.overheid.naam} beëindigen"
    return _over_iemand(request, form, daad, titel, "Het belang is beëindigd.")


def _over_iemand(
    request: HttpRequest, form: Vorm, daad: Callable[[], object], titel: str, melding: str
) -> HttpResponse:
    status = 200
    if request.method == "POST":
        status = probeer(form, daad)
        if status == 200:
            return _klaar(request, "mandaten", melding, titel)
    context = {"form": form, "titel": titel, "knop": "Leg vast"}
    return render(request, "beeld/mandaten/formulier.html", context, status=status)


def _klaar(request: HttpRequest, pagina: str, melding: str, aanleiding: str) -> HttpResponse:
    """After a change: put open decisions before who may take them now, and say how many moved."""
    omgeleid = omleiden.leid_om(door=gebruiker(request), aanleiding=aanleiding)
    if omgeleid:
        wat = hoeveel(len(omgeleid), "open voorstel ligt", "open voorstellen liggen")
        melding = f"{melding} {wat} nu bij een ander: {', '.join(o.nummer for o in omgeleid)}."
    messages.success(request, melding)
    return redirect(pagina)
