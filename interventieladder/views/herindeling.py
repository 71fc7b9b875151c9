"""Changes of organisations: the list, the plan of one organisation, a choice per dossier, carrying out."""

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interventieladder.forms.herindeling import KeuzeForm, ProvincieplanForm, VerdeelForm
from interventieladder.models import Herindelingsplan, Herindelingsregel
from interventieladder.selectors import herindeling as lezen
from interventieladder.services import herindeling as service
from interventieladder.services import herindeling_uitvoeren
from interventieladder.services.herindelingsvoorstel import opvolgers_van
from interventieladder.views.gedeeld import gezien_versie, verder
from signalen.services import huisvestingverdeling
from toezicht.core import rollen
from toezicht.core.forms.basis import probeer
from toezicht.core.fouten import Weigering
from toezicht.core.toegang import gebruiker, recht
from toezicht.core.woorden import hoeveel
from toezicht.organisaties.models import Overheid

LEZEN_EN_SCHRIJVEN = require_http_methods(["GET", "HEAD", "POST"])
GEEN_PLAN = "Dit herindelingsplan bestaat niet, of u mag het niet zien."


@require_safe
@recht(rollen.BEKIJK_OVERHEDEN)
def herindelingen(request: HttpRequest) -> HttpResponse:
    """Changes to come and those that were, with their plans for who may see dossiers."""
    user = gebruiker(request)
    context = {
        "overzicht": lezen.overzicht(user),
        "ziet_dossiers": user.has_perm(rollen.BEKIJK_DOSSIERS),
        "mag_opstellen": user.has_perm(rollen.BEHANDEL_DOSSIER),
        "mag_verdelen": user.has_perms((rollen.BEKIJK_DOSSIERS, rollen.LAAD_HUISVESTING)),
        "mag_kamer": user.has_perms((rollen.BEKIJK_CDK, rollen.BEHANDEL_DOSSIER)),
    }
    return render(request, "interventieladder/herindelingen.html", context)


def _plan(request: HttpRequest, sleutel: str) -> Herindelingsplan:
    plan = lezen.vind_plan(gebruiker(request), sleutel)
    if plan is None:
        raise Http404(GEEN_PLAN)
    return plan


@require_safe
@recht(rollen.BEKIJK_DOSSIERS)
def herindeling(request: HttpRequest, sleutel: str) -> HttpResponse:
    """One plan: per dossier what is proposed and why, what was chosen, and what came of it."""
    plan = _plan(request, sleutel)
    context = {"pagina": lezen.planpagina(gebruiker(request), plan), "plan": plan}
    return render(request, "interventieladder/herindeling.html", context)


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def herindeling_nieuw(request: HttpRequest, sleutel: str) -> HttpResponse:
    """Draft the plan of an organisation that ends; an existing one is shown."""
    user = gebruiker(request)
    delen = lezen.ontleed(sleutel)
    overheid = lezen.voorganger(delen[0], delen[1]) if delen else None
    if delen is None or overheid is None or (delen[2] and not user.has_perm(rollen.BEKIJK_CDK)):
        raise Http404(GEEN_PLAN)
    if lezen.vind_plan(user, sleutel):
        return verder("herindeling", sleutel)
    fout, status = "", 200
    if request.method == "POST":
        try:
            service.maak_plan(overheid_id=overheid.pk, datum=delen[1], kamer=delen[2], door=user)
        except Weigering as weigering:
            fout, status = weigering.melding, weigering.status
        else:
            messages.success(request, "Het plan ligt klaar. Kijk elke regel na; een collega bevestigt het.")
            return verder("herindeling", sleutel)
    context = {"overheid": overheid, "datum": delen[1], "sleutel": sleutel, "fout": fout}
    return render(request, "interventieladder/herindeling_nieuw.html", context, status=status)


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def provincieplan_nieuw(request: HttpRequest) -> HttpResponse:
    """A plan for an organisation that goes to another province."""
    user = gebruiker(request)
    form = ProvincieplanForm(
        request.POST if request.method == "POST" else None, kabinet=user.has_perm(rollen.BEKIJK_CDK)
    )
    status, gemaakt = 200, list[Herindelingsplan]()
    if request.method == "POST":
        status = probeer(
            form,
            lambda: gemaakt.append(service.maak_provincieplan(**form.gegevens(), door=user)),
        )
    if gemaakt:
        messages.success(request, "Het plan ligt klaar. Een collega bevestigt het.")
        return verder("herindeling", gemaakt[0].sleutel)
    return render(request, "interventieladder/provincieplan_nieuw.html", {"form": form}, status=status)


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEHANDEL_DOSSIER)
def herindelingsregel(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what becomes of one dossier."""
    user = gebruiker(request)
    regel = lezen.vind_regel(user, pk)
    if regel is None or regel.gedaan:
        raise Http404("Deze regel bestaat niet, is al uitgevoerd, of u mag hem niet zien.")
    begin = {
        "behandeling": regel.behandeling,
        "opvolger": str(regel.opvolger_id or ""),
        "trede": regel.trede,
        "reden": regel.reden,
        "versie": regel.plan.versie,
    }
    form = KeuzeForm(
        request.POST if request.method == "POST" else None,
        initial=begin,
        regel=regel,
        opvolgers=opvolgers_van(regel.plan),
    )
    status, gekozen = 200, list[Herindelingsregel]()
    if request.method == "POST":
        status = probeer(
            form, lambda: gekozen.append(service.kies(regel_id=pk, door=user, **form.gegevens()))
        )
    if gekozen:
        messages.success(
            request, f"Gekozen voor {regel.dossier.nummer}. Het plan wordt nu door een collega bevestigd."
        )
        return verder("herindeling", regel.plan.sleutel, anker=f"regel-{pk}")
    context = {"form": form, "regel": regel, "plan": regel.plan}
    return render(request, "interventieladder/herindelingsregel.html", context, status=status)


@require_POST
@recht(rollen.BEKIJK_DOSSIERS)
def herindeling_actie(request: HttpRequest, sleutel: str, actie: str) -> HttpResponse:
    """Confirm, add new dossiers, or carry out; the service says who may."""
    plan, user = _plan(request, sleutel), gebruiker(request)
    if actie == "bevestigen":
        service.bevestig(plan_id=plan.pk, door=user, versie=gezien_versie(request))
        messages.success(request, "Het plan is bevestigd. Op de datum wordt het uitgevoerd.")
    elif actie == "aanvullen":
        aantal = service.vul_plan_aan(plan_id=plan.pk, door=user)
        messages.success(request, f"{hoeveel(aantal, 'dossier', 'dossiers')} toegevoegd.")
    elif actie == "uitvoeren":
        uitkomst = herindeling_uitvoeren.voer_uit(plan_id=plan.pk, door=user)
        tekst = f"{hoeveel(uitkomst.gedaan, 'regel', 'regels')} uitgevoerd."
        if uitkomst.mislukt:
            messages.warning(
                request, f"{tekst} {hoeveel(uitkomst.mislukt, 'regel', 'regels')} mislukt: kijk waarom."
            )
        else:
            messages.success(request, tekst)
    else:
        raise Http404("Deze actie bestaat niet.")
    return verder("herindeling", plan.sleutel)


def _gesplitst(sleutel: str) -> tuple[Overheid, dt.date, list[Overheid]]:
    """The municipality of this address that went into several on that day, and which."""
    delen = lezen.ontleed(sleutel)
    overheid = lezen.voorganger(delen[0], delen[1]) if delen and not delen[2] else None
    opvolgers = lezen.opvolgers_op(overheid.pk, delen[1]) if delen and overheid else []
    if delen is None or overheid is None or len(opvolgers) < 2:
        raise Http404("Hier is niets te verdelen: er is één opvolger, en die krijgt het hele saldo.")
    return overheid, delen[1], opvolgers


@LEZEN_EN_SCHRIJVEN
@recht(rollen.BEKIJK_DOSSIERS, rollen.LAAD_HUISVESTING)
def herindeling_huisvesting(request: HttpRequest, sleutel: str) -> HttpResponse:
    """Divide the housing balance of a split municipality, plan or not; a second person establishes it."""
    overheid, datum, opvolgers = _gesplitst(sleutel)
    form = VerdeelForm(request.POST if request.method == "POST" else None, opvolgers=opvolgers)
    status, gemaakt = 200, []
    if request.method == "POST":
        status = probeer(
            form,
            lambda: gemaakt.append(
                huisvestingverdeling.verdeel_saldo(
                    overheid_id=overheid.pk,
                    datum=datum,
                    delen=form.delen(),
                    reden=form.cleaned_data["reden"],
                    door=gebruiker(request),
                )
            ),
        )
    if gemaakt:
        messages.success(
            request, "De verdeling is vastgelegd. Een collega stelt haar vast; dan telt zij mee."
        )
        return verder("huisvesting_levering", gemaakt[0].pk)
    context = {
        "form": form,
        "overheid": overheid,
        "datum": datum,
        "saldo": huisvestingverdeling.te_verdelen(overheid.pk, datum),
    }
    return render(request, "interventieladder/herindeling_huisvesting.html", context, status=status)
