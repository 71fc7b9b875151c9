"""The calendar of terms, the holidays with what a change moves, and corrected send dates."""

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interventieladder.forms.termijnen import CorrectieForm, KalenderForm, WijzigingForm
from interventieladder.models import Herberekening, Verschuiving
from interventieladder.selectors.dossiers import zichtbaar
from interventieladder.selectors.termijnen import kalendermaand, open_verschuivingen, vrije_dagen
from interventieladder.services import correcties, herberekening, losse_brieven
from interventieladder.services.herberekening import Voorbeeld
from interventieladder.views.gedeeld import Formulier, formulierpagina, verder, vind_verzending
from toezicht.core import clock, feestdagen, rollen
from toezicht.core.forms.basis import probeer
from toezicht.core.fouten import Weigering
from toezicht.core.models import Kalenderwijziging
from toezicht.core.models.kalender import WijzigingStatus
from toezicht.core.termijnen.kalender import EERSTE_JAAR
from toezicht.core.toegang import gebruiker, recht, recht_een_van

LEZEN_EN_SCHRIJVEN = require_http_methods(["GET", "HEAD", "POST"])
TOON = 200
"""Rows of a preview on one page; the command gives them all."""


@require_safe
@recht(rollen.BEKIJK_DOSSIERS)
def kalender(request: HttpRequest) -> HttpResponse:
    """The terms that end in a month, of one's own dossiers or of all that one may see."""
    form = KalenderForm(request.GET)
    maand = kalendermaand(gebruiker(request), _eerste_dag(request.GET.get("maand", "")), form.filter())
    context = {"form": form, "maand": maand, "vandaag": clock.vandaag(), "gefilterd": form.changed_data}
    return render(request, "interventieladder/kalender.html", context)


def _eerste_dag(tekst: str) -> dt.date:
    """The first day of a month written as 2026-12; this month for anything else."""
    try:
        dag = dt.datetime.strptime(tekst, "%Y-%m").date()  # noqa: DTZ007 - a month, no moment
    except ValueError:
        return clock.vandaag().replace(day=1)
    return dag if EERSTE_JAAR <= dag.year <= feestdagen.LAATSTE_JAAR else clock.vandaag().replace(day=1)


KALENDERLEZERS = recht_een_van(rollen.BEKIJK_DOSSIERS, rollen.BEHEER_KALENDER)


@LEZEN_EN_SCHRIJVEN
@KALENDERLEZERS
def termijnkalender(request: HttpRequest) -> HttpResponse:
    """The holidays of a year with their source, changes under way, and what the last run moved."""
    user = gebruiker(request)
    form = WijzigingForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        gemaakt: list[Kalenderwijziging] = []
        status = probeer(
            form,
            lambda: gemaakt.append(feestdagen.stel_wijziging_voor(**form.cleaned_data, door=user)),
        )
        if status == 200:
            messages.success(request, "De wijziging ligt klaar. Een collega bevestigt haar.")
            return verder("kalenderwijziging", gemaakt[0].pk)
    jaar = _jaar(request.GET.get("jaar", ""))
    ziet_dossiers = user.has_perm(rollen.BEKIJK_DOSSIERS)
    context = {
        "form": form,
        "jaar": jaar,
        "jaren": range(clock.vandaag().year - 2, clock.vandaag().year + 4),
        "dagen": vrije_dagen(jaar),
        "bekend": jaar in feestdagen.geldende_kalender().kb_jaren,
        "versie": feestdagen.geldende_kalender().versie,
        "wijzigingen": Kalenderwijziging.objects.filter(status=WijzigingStatus.VOORGESTELD).select_related(
            "voorgesteld_door"
        ),
        "laatste": Herberekening.objects.select_related("gedaan_door").first(),
        "verschuivingen": open_verschuivingen(user)[:TOON] if ziet_dossiers else [],
        "mag_beheren": user.has_perm(rollen.BEHEER_KALENDER),
        "mag_behandelen": user.has_perm(rollen.BEHANDEL_DOSSIER),
        "ziet_dossiers": ziet_dossiers,
    }
    return render(request, "interventieladder/termijnkalender.html", context, status=status)


def _jaar(tekst: str) -> int:
    goed = tekst.isascii() and tekst.isdigit() and len(tekst) == 4
    jaar = int(tekst) if goed else clock.vandaag().year
    return jaar if EERSTE_JAAR <= jaar <= feestdagen.LAATSTE_JAAR else clock.vandaag().year


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHEER_KALENDER)
def kalenderwijziging(request: HttpRequest, pk: int) -> HttpResponse:
    """What a proposed change would move; confirming it (a second person) or dropping it."""
    user = gebruiker(request)
    wijziging = get_object_or_404(Kalenderwijziging.objects.select_related("voorgesteld_door"), pk=pk)
    if request.method == "POST":
        if request.POST.get("keuze") == "vervallen":
            feestdagen.laat_vervallen(wijziging_id=pk, door=user)
            messages.success(request, "De wijziging is vervallen.")
            return verder("termijnkalender")
        ronde = herberekening.bevestig_kalenderwijziging(wijziging_id=pk, door=user)
        messages.success(request, _uitkomst(ronde))
        return verder("termijnkalender")
    voorbeeld = None
    if wijziging.status == WijzigingStatus.VOORGESTELD:
        voorbeeld = herberekening.bekijk(feestdagen.kalender_met(wijziging))
        if not user.has_perm(rollen.BEKIJK_CDK):
            voorbeeld = voorbeeld.buiten_kamer()
    context = {
        "wijziging": wijziging,
        "voorbeeld": voorbeeld,
        "rijen": _zichtbare_rijen(request, voorbeeld) if voorbeeld else [],
        "eigen": wijziging.voorgesteld_door_id == user.pk,
    }
    return render(request, "interventieladder/kalenderwijziging.html", context)


def _zichtbare_rijen(request: HttpRequest, voorbeeld: Voorbeeld) -> list[object]:
    """The first rows of dossiers this person may see; functional administration sees the counts only."""
    user = gebruiker(request)
    if not user.has_perm(rollen.BEKIJK_DOSSIERS):
        return []
    eerste = voorbeeld.verplaatsingen[:TOON]
    mag = set(
        zichtbaar(user).filter(pk__in={v.termijn.dossier_id for v in eerste}).values_list("pk", flat=True)
    )
    return [v for v in eerste if v.termijn.dossier_id in mag]


def _uitkomst(ronde: Herberekening) -> str:
    """What the run did, outside the room of the cdK."""
    rijen = ronde.verschuivingen.filter(termijn__dossier__kamer="").values_list("status", flat=True)
    verplaatst = sum(status == "verplaatst" for status in rijen)
    open_ = len(rijen) - verplaatst
    tekst = f"De kalender is bijgewerkt: {verplaatst} van {ronde.bekeken} lopende termijnen verplaatst."
    if open_:
        tekst += f" Van {open_} noemt een brief de oude datum: de behandelaar bevestigt die."
    return tekst


@require_POST
@recht(rollen.BEHANDEL_DOSSIER)
def verschuiving(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a date that a letter named, or keep it."""
    user = gebruiker(request)
    rij = get_object_or_404(
        Verschuiving.objects.select_related("termijn__dossier"), pk=pk, termijn__dossier__in=zichtbaar(user)
    )
    if request.POST.get("keuze") == "houd":
        herberekening.houd_datum(verschuiving_id=pk, door=user)
        messages.success(request, "De datum van de brief blijft gelden.")
    else:
        herberekening.bevestig_verschuiving(verschuiving_id=pk, door=user)
        messages.success(request, "De datum is verplaatst. Stuur de ontvanger bericht.")
    return verder("dossier", rij.termijn.dossier.nummer, anker="termijnen")


@LEZEN_EN_SCHRIJVEN
@recht(rollen.VERZEND)
def verzending_corrigeren(request: HttpRequest, nummer: str, pk: int) -> HttpResponse:
    """Correct the day a letter went out; without a confirmation the page first shows what that moves."""
    verzending = vind_verzending(request, nummer, pk)
    if verzending.brief.los:
        losse_brieven.eis_behandelt(gebruiker(request))
    user, dossier = gebruiker(request), verzending.brief.dossier
    eerder = verzending.verzenddatum
    verbeterd = "" if eerder == verzending.verzonden_op else f", eerder verbeterd naar {eerder:%d-%m-%Y}"
    tekst = Formulier(
        "Verzenddatum verbeteren",
        "Leg de verbetering vast",
        f"{verzending.brief.soort} aan {verzending.geadresseerde}, geregistreerd als verzonden op "
        f"{verzending.verzonden_op:%d-%m-%Y}{verbeterd}. De registratie blijft staan; de verbetering komt ernaast.",
    )
    form = CorrectieForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return formulierpagina(request, dossier, form, tekst)
    status = probeer(
        form,
        lambda: correcties.corrigeer_verzenddatum(verzending_id=pk, door=user, **form.cleaned_data),
    )
    if status == 200:
        messages.success(request, "De verzenddatum is verbeterd en de termijnen zijn opnieuw berekend.")
        return verder("dossier", dossier.nummer, anker="termijnen")
    gevolgen = []
    if not form.has_error("verzonden_op"):
        try:
            gevolgen = correcties.bekijk_correctie(
                verzending_id=pk, verzonden_op=form.cleaned_data["verzonden_op"], door=user
            )
        except Weigering:
            gevolgen = []  # the form says why already
    return formulierpagina(request, dossier, form, tekst, status=status, gevolgen=gevolgen)
