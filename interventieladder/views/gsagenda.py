"""The agenda of GS: what waits for a meeting, the order of the day, and its outcomes."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interventieladder.forms import gsagenda as formulieren
from interventieladder.models import Agendapunt, GSVergadering
from interventieladder.models.vergadering import VergaderStatus, in_functie
from interventieladder.selectors import gsagenda as lezen
from interventieladder.selectors.werkwoorden import staptitel
from interventieladder.services import agenda, schriftelijk, vergaderingen
from interventieladder.views.gedeeld import Formulier, Verder, beveilig, verder
from toezicht.core import rollen
from toezicht.core.forms.basis import probeer
from toezicht.core.fouten import Weigering
from toezicht.core.pdf import render_pdf
from toezicht.core.templatetags.weergave import datum_lang
from toezicht.core.toegang import gebruiker, recht


@require_http_methods(["GET", "HEAD", "POST"])
@recht(rollen.BEKIJK_DOSSIERS)
def gs_agenda(request: HttpRequest) -> HttpResponse:
    """Meetings and what waits for one; the secretariaat puts proposals on an agenda."""
    user = gebruiker(request)
    wachtend = lezen.wacht_op_agenda(user)
    form = formulieren.AgendeerForm(request.POST or None, wachtend=wachtend)
    status = 200
    if request.method == "POST":
        status = probeer(
            form,
            lambda: agenda.agendeer(
                vergadering_id=form.cleaned_data["vergadering"],
                voorstel_ids=form.cleaned_data["voorstellen"],
                door=user,
            ),
        )
        if status == 200:
            messages.success(request, "De voorstellen staan op de agenda.")
            return verder("gs_vergadering", form.cleaned_data["vergadering"])
    komend, geweest = lezen.vergaderingen(user)
    context = {
        "wachtend": wachtend,
        "oordelen": lezen.te_verschonen() if user.has_perm(rollen.BEKIJK_HUISVESTING) else [],
        "komend": komend,
        "geweest": geweest,
        "dagen": lezen.komende_dagen(),
        "form": form,
        "kan_agenderen": bool(komend) and user.has_perm(rollen.REGISTREER_GS),
    }
    return render(request, "interventieladder/gsagenda.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@recht(rollen.REGISTREER_GS)
def gs_vergadering_nieuw(request: HttpRequest) -> HttpResponse:
    """Plan a meeting; `?datum=` fills in a day of the policy."""
    form = formulieren.VergaderingForm(request.POST or None, initial={"datum": request.GET.get("datum", "")})
    tekst = Formulier("Vergadering van GS plannen", "Plan de vergadering")
    gemaakt: list[GSVergadering] = []
    if request.method != "POST":
        return _formulier(request, form, tekst)
    status = probeer(
        form,
        lambda: gemaakt.append(vergaderingen.plan_vergadering(door=gebruiker(request), **form.cleaned_data)),
    )
    if not gemaakt:
        return _formulier(request, form, tekst, status=status)
    messages.success(request, "De vergadering is gepland.")
    return verder("gs_vergadering", gemaakt[0].pk)


@require_safe
@recht(rollen.BEKIJK_DOSSIERS)
def gs_vergadering(request: HttpRequest, pk: int) -> HttpResponse:
    """The order of the day of one meeting, with what became of each item."""
    vergadering = _vind(pk)
    context = {
        "a": lezen.agendapagina(gebruiker(request), vergadering),
        "vergadering": vergadering,
        "mag": request.user.has_perm(rollen.REGISTREER_GS),
    }
    return render(request, "interventieladder/gsvergadering.html", context)


@require_safe
@recht(rollen.BEKIJK_DOSSIERS)
def gs_vergadering_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The order of the day on paper (PDF/UA)."""
    vergadering = _vind(pk)
    pagina = lezen.agendapagina(gebruiker(request), vergadering)
    titel = f"Agenda van Gedeputeerde Staten, {datum_lang(vergadering.datum)}"
    pdf = render_pdf(
        template="interventieladder/gsvergadering_pdf.html",
        context={"a": pagina, "vergadering": vergadering},
        titel=titel,
    )
    antwoord = HttpResponse(pdf, content_type="application/pdf")
    antwoord.headers["Content-Disposition"] = f'attachment; filename="agenda-gs-{vergadering.datum}.pdf"'
    beveilig(antwoord)
    return antwoord


@require_POST
@recht(rollen.REGISTREER_GS)
def gs_volgorde(request: HttpRequest, pk: int) -> HttpResponse:
    """The items in the order of the numbers that were typed; an item without a number goes last."""
    vergadering = _vind(pk)
    nummers = {
        _getal(naam.removeprefix("punt_")): _getal(str(waarde))
        for naam, waarde in request.POST.items()
        if naam.startswith("punt_") and _getal(naam.removeprefix("punt_")) < GEEN_GETAL
    }
    try:
        agenda.herschik(
            vergadering_id=vergadering.pk,
            punt_ids=sorted(nummers, key=lambda punt: (nummers[punt], punt)),
            door=gebruiker(request),
        )
    except Weigering as weigering:
        messages.error(request, weigering.melding)
    else:
        messages.success(request, "De volgorde is bewaard.")
    return verder("gs_vergadering", pk)


GEEN_GETAL = 10**18


def _getal(waarde: str) -> int:
    return int(waarde) if waarde.isascii() and waarde.isdigit() and len(waarde) < 18 else GEEN_GETAL


def _vind(pk: int) -> GSVergadering:
    vergadering = lezen.vind_vergadering(pk)
    if vergadering is None:
        raise Http404("Deze vergadering bestaat niet.")
    return vergadering


def _formulier(
    request: HttpRequest, form: forms.Form, tekst: Formulier, *, status: int = 200, **extra: Any
) -> HttpResponse:
    context = {"form": form, "tekst": tekst, **extra}
    return render(request, "interventieladder/gsformulier.html", context, status=status)


# -- acts on a meeting --------------------------------------------------------------------------------


def _aanwezigheid(vergadering: GSVergadering) -> tuple[type[forms.Form], Formulier, Callable[..., object]]:
    tekst = Formulier(
        "Aanwezigheid vastleggen",
        "Leg aanwezigheid vast",
        "Ten minste de helft van de leden (Provinciewet 56).",
    )
    return (
        formulieren.LedenForm,
        tekst,
        lambda schoon, door: vergaderingen.leg_aanwezigheid_vast(
            vergadering_id=vergadering.pk, aanwezig_ids=schoon["aanwezig"], door=door
        ),
    )


def _quorum(vergadering: GSVergadering) -> tuple[type[forms.Form], Formulier, Callable[..., object]]:
    tekst = Formulier(
        "Te weinig leden aanwezig",
        "Leg vast en beleg de tweede vergadering",
        "Er is dan niets besloten. Alle punten gaan naar de tweede vergadering.",
    )
    return (
        formulieren.GeenQuorumForm,
        tekst,
        lambda schoon, door: vergaderingen.stel_geen_quorum_vast(
            vergadering_id=vergadering.pk,
            aanwezig_ids=schoon["aanwezig"],
            tweede_op=schoon["tweede_op"],
            door=door,
        ),
    )


def _vervallen(vergadering: GSVergadering) -> tuple[type[forms.Form], Formulier, Callable[..., object]]:
    tekst = Formulier(
        "Vergadering gaat niet door",
        "Laat de vergadering vervallen",
        "De punten wachten dan op een andere agenda.",
        gevaar=True,
    )
    return (
        formulieren.RedenForm,
        tekst,
        lambda schoon, door: vergaderingen.laat_vergadering_vervallen(
            vergadering_id=vergadering.pk, reden=schoon["reden"], door=door
        ),
    )


def _verzetten(vergadering: GSVergadering) -> tuple[type[forms.Form], Formulier, Callable[..., object]]:
    tekst = Formulier(
        "Vergadering verzetten",
        "Verzet de vergadering",
        "De agenda gaat mee. Wie een voorstel op deze agenda opstelde, krijgt bericht.",
    )
    return (
        formulieren.VerzetForm,
        tekst,
        lambda schoon, door: agenda.verzet_vergadering(
            vergadering_id=vergadering.pk, datum=schoon["datum"], door=door
        ),
    )


VERGADERDADEN = {
    "aanwezigheid": _aanwezigheid,
    "geen-quorum": _quorum,
    "vervallen": _vervallen,
    "verzetten": _verzetten,
}


@require_http_methods(["GET", "HEAD", "POST"])
@recht(rollen.BEKIJK_DOSSIERS, rollen.REGISTREER_GS)
def gs_vergadering_daad(request: HttpRequest, pk: int, daad: str) -> HttpResponse:
    """Attendance, no quorum, another day, or a meeting that will not be held."""
    if daad not in VERGADERDADEN:
        raise Http404
    vergadering = _vind(pk)
    soort, tekst, doe = VERGADERDADEN[daad](vergadering)
    extra: dict[str, Any] = {}
    if issubclass(soort, formulieren.LedenForm):
        extra["leden"] = list(in_functie(vergadering.datum))
        extra["initial"] = {"aanwezig": list(vergadering.aanwezigheden.values_list("lid_id", flat=True))}
    form = soort(request.POST or None, **extra)
    status = 200
    if request.method == "POST":
        status = probeer(form, lambda: doe(form.cleaned_data, gebruiker(request)))
        if status == 200:
            messages.success(request, "Vastgelegd.")
            return verder("gs_vergadering", pk)
    return _formulier(request, form, tekst, status=status, vergadering=vergadering)


# -- acts on an item ----------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@recht(rollen.BEKIJK_DOSSIERS, rollen.REGISTREER_GS)
def gs_punt(request: HttpRequest, pk: int, daad: str) -> HttpResponse:
    """One item: its outcome from the minutes, off the agenda, a member who steps aside, or a written answer."""
    punt = lezen.vind_punt(gebruiker(request), pk)
    if punt is None or daad not in PUNTDADEN:
        raise Http404("Dit agendapunt bestaat niet, of u mag het niet zien.")
    form, tekst, doe = PUNTDADEN[daad](request, punt)
    status = 200
    if request.method == "POST":
        status = probeer(form, doe)
        if status == 200:
            messages.success(request, "Vastgelegd.")
            return _na_daad(daad, punt)
    stand = None
    if punt.vergadering.schriftelijk:
        stand = schriftelijk.stand(punt, punt.voorstel.dossier.beleid.gs.schriftelijk)
    return _formulier(
        request,
        form,
        tekst,
        status=status,
        vergadering=punt.vergadering,
        punt=punt,
        stap=staptitel(punt.voorstel),
        stand=stand,
        antwoorden=punt.antwoorden.select_related("lid") if stand else [],
    )


def _na_daad(daad: str, punt: Agendapunt) -> Verder:
    if daad == "antwoord":
        return verder("gs_punt", punt.pk, "antwoord")
    return verder("gs_vergadering", punt.vergadering_id, anker=f"punt-{punt.pk}")


Puntdaad = tuple[forms.Form, Formulier, Callable[[], object]]


def _uitkomst(request: HttpRequest, punt: Agendapunt) -> Puntdaad:
    weg = list(punt.terugtredingen.values_list("lid_id", flat=True))
    leden = list(in_functie(punt.vergadering.datum))
    if punt.vergadering.status == VergaderStatus.GEHOUDEN:
        aanwezig = set(punt.vergadering.aanwezigheden.values_list("lid_id", flat=True))
        leden = [lid for lid in leden if lid.pk in aanwezig]
    form = formulieren.UitkomstForm(
        request.POST or None,
        punt=punt,
        leden=leden,
        initial={"agendapunt": punt.nummer, "teruggetreden": weg},
    )
    tekst = Formulier(
        f"Uitkomst van agendapunt {punt.nummer}",
        "Registreer de uitkomst",
        "U legt vast wat in de notulen staat; u besluit niet zelf.",
    )
    return (
        form,
        tekst,
        lambda: agenda.registreer_uitkomst(
            punt_id=punt.pk, uitkomst=form.gegevens(), door=gebruiker(request)
        ),
    )


def _afvoeren(request: HttpRequest, punt: Agendapunt) -> Puntdaad:
    form = formulieren.RedenForm(request.POST or None)
    tekst = Formulier(
        f"Agendapunt {punt.nummer} van de agenda halen",
        "Haal van de agenda",
        "Het voorstel wacht dan op een andere vergadering.",
    )
    return (
        form,
        tekst,
        lambda: agenda.voer_af(punt_id=punt.pk, reden=form.cleaned_data["reden"], door=gebruiker(request)),
    )


def _terugtreden(request: HttpRequest, punt: Agendapunt) -> Puntdaad:
    form = formulieren.TerugtreedForm(request.POST or None, leden=list(in_functie(punt.vergadering.datum)))
    tekst = Formulier(
        f"Terugtreden bij agendapunt {punt.nummer}",
        "Leg terugtreden vast",
        "Wie een belang heeft, beraadslaagt en stemt bij dit punt niet mee (Awb 2:4).",
    )
    return (
        form,
        tekst,
        lambda: agenda.leg_terugtreding_vast(
            punt_id=punt.pk,
            lid_id=form.cleaned_data["lid"],
            reden=form.cleaned_data["reden"],
            door=gebruiker(request),
        ),
    )


def _antwoord(request: HttpRequest, punt: Agendapunt) -> Puntdaad:
    gaf = set(punt.antwoorden.values_list("lid_id", flat=True))
    leden = [lid for lid in in_functie(punt.vergadering.datum) if lid.pk not in gaf]
    form = formulieren.AntwoordForm(request.POST or None, leden=leden)
    tekst = Formulier(f"Schriftelijk antwoord bij punt {punt.nummer}", "Leg het antwoord vast")

    def doe() -> object:
        schoon = form.cleaned_data
        return schriftelijk.leg_antwoord_vast(
            punt_id=punt.pk,
            lid_id=schoon["lid"],
            antwoord=schoon["antwoord"],
            op=schoon["op"],
            toelichting=schoon["toelichting"],
            door=gebruiker(request),
        )

    return form, tekst, doe


PUNTDADEN: dict[str, Callable[[HttpRequest, Agendapunt], Puntdaad]] = {
    "uitkomst": _uitkomst,
    "afvoeren": _afvoeren,
    "terugtreden": _terugtreden,
    "antwoord": _antwoord,
}
