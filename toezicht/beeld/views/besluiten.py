"""Checking and deciding: the brief a deputy reads on a phone, and registering what GS decided."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from interventieladder.selectors import besluitblad
from interventieladder.selectors import besluiten as lezen
from interventieladder.selectors.beslissers import wie_is_aan_zet
from interventieladder.selectors.dossiers import vind_voorstel
from interventieladder.selectors.regimeadvies import TEGENADVIES, regimeadvies
from interventieladder.selectors.werkwoorden import staptitel
from interventieladder.services import besluiten, voorstellen
from interventieladder.services.zegel import veranderd
from interventieladder.services.zegelverschil import sinds_verzegeling, sinds_vorige_versie
from toezicht.beeld.forms.besluiten import (
    AFWIJZEN,
    LEDEN,
    RETOUR,
    BesluitForm,
    CdkBesluitForm,
    GSBesluitForm,
    VergaderdatumForm,
    gs_invoer,
)
from toezicht.beeld.selectors.werkvoorraad import als_werkrij
from toezicht.core import clock
from toezicht.core.domeinen import DOMEINEN
from toezicht.core.forms.basis import zet_fout
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.core.rollen import BEKIJK_DOSSIERS, REGISTREER_CDK, REGISTREER_GS
from toezicht.core.templatetags.weergave import als_datum, datum_lang, tijdstip
from toezicht.core.toegang import gebruiker, recht
from toezicht.core.woorden import klein


@require_safe
@recht(BEKIJK_DOSSIERS)
def besluiten_lijst(request: HttpRequest) -> HttpResponse:
    """What waits for this reader, the longest waiting first, and what was decided lately."""
    user = gebruiker(request)
    wacht = [als_werkrij(werk) for werk in lezen.wachtlijst(user)]
    sinds = clock.vandaag() - dt.timedelta(days=30)
    context = {
        "wacht": wacht,
        "onlangs": lezen.onlangs(user),
        "allemaal": lezen.besluiten_sinds(user, sinds, 20),
    }
    return render(request, "beeld/besluiten.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@recht(BEKIJK_DOSSIERS)
def besluit(request: HttpRequest, nummer: str) -> HttpResponse:
    """Everything needed to decide in two minutes; a POST checks, decides, refuses or sends back."""
    user = gebruiker(request)
    voorstel = _vind(user, nummer)
    if request.method != "POST":
        return _toon(request, voorstel, BesluitForm(initial={"zegel": voorstel.zegel}))
    form = BesluitForm(request.POST)
    if not form.is_valid():
        return _toon(request, voorstel, form, status=400)
    try:
        melding = _doe(form.cleaned_data, voorstel, user)
    except Conflict as fout:
        return _conflict(request, nummer, form, fout)
    except Weigering as fout:
        return _toon(request, _vind(user, nummer), form, status=zet_fout(form, fout))
    messages.success(request, melding)
    return redirect("besluiten")


def _vind(user: User, nummer: str) -> Any:
    """The visible proposal, for its page; typed loosely because models of the ladder stay in their app."""
    voorstel = vind_voorstel(user, nummer)
    if voorstel is None:
        raise Http404
    return voorstel


def _doe(keuze: dict[str, Any], voorstel: Any, user: User) -> str:
    """Carry out what was chosen; gives the sentence that says what was done."""
    if keuze["daad"] == RETOUR:
        voorstellen.geef_retour(voorstel_id=voorstel.pk, vraag=keuze["vraag"], door=user)
        return f"Voorstel {voorstel.nummer} is terug bij {voorstel.opgesteld_door.naam} met uw vraag."
    if keuze["daad"] != AFWIJZEN and voorstel.aan_zet:
        voorstellen.parafeer(voorstel_id=voorstel.pk, door=user, zegel=keuze["zegel"])
        return f"Uw akkoord op voorstel {voorstel.nummer} is vastgelegd."
    genomen = besluiten.beslis(
        voorstel_id=voorstel.pk,
        goedkeuren=keuze["daad"] != AFWIJZEN,
        door=user,
        zegel=keuze["zegel"],
        reden=keuze["reden"],
    )
    woord = "afgewezen" if keuze["daad"] == AFWIJZEN else "goedgekeurd"
    mee = keuze["daad"] == AFWIJZEN and voorstel.stap == TEGENADVIES
    daarna = " Uw reden gaat als tegenadvies mee naar GS." if mee else ""
    return f"Voorstel {voorstel.nummer} is {woord}: besluit {genomen.nummer}.{daarna}"


def _toon(request: HttpRequest, voorstel: Any, form: BesluitForm, *, status: int = 200) -> HttpResponse:
    user = gebruiker(request)
    dossier, rol = voorstel.dossier, lezen.rol_bij(voorstel, user)
    open_ = rol.kan != lezen.LEZEN or rol.retour
    nu_anders = _veranderd(voorstel)
    voorwaarden = lezen.voorwaarden_bij(voorstel, user)
    genomen = lezen.besluit_van(voorstel)
    context = {
        "voorstel": voorstel,
        "dossier": dossier,
        "domein": DOMEINEN.get(dossier.domein, dossier.domein),
        "kop": _kop(voorstel),
        "taakgrondslag": dossier.taakgrondslag,
        "beleid": dossier.beleid.naam,
        "wet": lezen.wet_van(voorstel),
        "form": form.voor_weergave(),
        "rol": rol,
        "open": open_,
        "plaats": _plaats(user, voorstel) if open_ else None,
        "aan_zet": [] if open_ else _aan_zet(voorstel),
        "voorwaarden": voorwaarden,
        "gehaald": sum(v.gehaald for v in voorwaarden),
        "historie": lezen.voorgeschiedenis(dossier),
        "brieven": lezen.brieven_bij(voorstel),
        "bewijs": lezen.bewijs_bij(voorstel),
        "gelezen": lezen.gelezen_door(voorstel),
        "vragen": lezen.eerdere_vragen(voorstel),
        "nu_anders": nu_anders,
        "anders_woorden": sinds_verzegeling(voorstel) if nu_anders else [],
        "gewijzigd_woorden": sinds_vorige_versie(voorstel),
        "later": besluitblad.bij_later(voorstel),
        "aandacht": besluitblad.aandachtspunten(voorwaarden),
        "punt": besluitblad.agendapunt_van(voorstel),
        "genomen": genomen,
        "dagen": besluitblad.besluitdagen(genomen),
        "advies": regimeadvies(voorstel),
        "tegenadvies": voorstel.stap == TEGENADVIES,
    }
    return render(request, "beeld/besluit.html", context, status=status)


def _kop(voorstel: Any) -> str:
    """*Van T3a naar T3b: bestuurlijk overleg*; only the step when the rung stays."""
    stap, naar = staptitel(voorstel), lezen.naar_trede(voorstel)
    van = voorstel.dossier.beleid.treden.get(voorstel.van)
    if not (naar and van):
        return stap
    return f"Van {van.nummer} naar {naar}: {klein(stap).removeprefix('naar ')}"


def _aan_zet(voorstel: Any) -> list[str]:
    """Names of those whose turn it is, while it waits for somebody."""
    if voorstel.status not in voorstellen.ACTIEF:
        return []
    return [wie.naam for wie in wie_is_aan_zet(voorstel)]


def _plaats(user: User, voorstel: Any) -> tuple[int, int] | None:
    """Which one of the waiting proposals this is: (1, 3) is the first of three."""
    nummers = [werk.sleutel for werk in lezen.wachtlijst(user)]
    return (nummers.index(voorstel.nummer) + 1, len(nummers)) if voorstel.nummer in nummers else None


def _veranderd(voorstel: Any) -> list[str]:
    """What is no longer as it was sealed, while the proposal waits; empty when all is as it was."""
    if voorstel.status not in voorstellen.ACTIEF:
        return []
    return veranderd(voorstel)


def _conflict(request: HttpRequest, nummer: str, form: BesluitForm, fout: Conflict) -> HttpResponse:
    """Somebody was first, or the bundle changed: what happened, what is different, and the text typed."""
    user = gebruiker(request)
    voorstel = _vind(user, nummer)
    genomen = lezen.besluit_van(voorstel)
    eigen = lezen.eigen_oordeel(voorstel, genomen, user)
    context = {
        "voorstel": voorstel,
        "kop": "Dit voorstel is intussen veranderd" if genomen is None else "Iemand was u voor",
        "melding": fout.melding,
        "genomen": genomen,
        "niet_vastgelegd": True,
        "nu_anders": _veranderd(voorstel),
        "andere_versie": voorstel.zegel != form.cleaned_data["zegel"],
        "tekst": form.cleaned_data["vraag"].strip() or form.cleaned_data["reden"].strip(),
    }
    if eigen and not context["andere_versie"]:
        zin = f"{eigen.zin} op {datum_lang(eigen.op)}."
        context |= {"kop": eigen.zin, "melding": f"{zin} Dit was niet meer nodig; er is niets gewijzigd."}
        context["niet_vastgelegd"] = False
    return render(request, "beeld/besluit_conflict.html", context, status=409)


@require_http_methods(["GET", "HEAD", "POST"])
@recht(BEKIJK_DOSSIERS, REGISTREER_GS)
def gs_registratie(request: HttpRequest, nummer: str) -> HttpResponse:
    """Register from the minutes: who was there, who stepped aside, what was decided and why.

    What is registered is the day that was entered; when the members on the page are of another day, the page comes
    back (422) with those of that day and everything that was typed.
    """
    user = gebruiker(request)
    voorstel = _vind(user, nummer)
    if genomen := lezen.besluit_van(voorstel):
        return _al_geregistreerd(request, voorstel, genomen)
    if lezen.rol_bij(voorstel, user).kan != lezen.REGISTREREN:
        raise GeenRecht("Over dit voorstel valt nu geen besluit van GS te registreren. Bekijk hoe het staat.")
    gekozen = VergaderdatumForm(request.POST if request.method == "POST" else _datumvraag(request))
    if request.method != "POST" or request.POST.get("daad") == LEDEN:
        return _toon_leden(request, voorstel, gekozen)
    return _registreer_gs(request, voorstel, gekozen)


def _registreer_gs(request: HttpRequest, voorstel: Any, gekozen: VergaderdatumForm) -> HttpResponse:
    """Register what was sent, for the day that was entered."""
    if not gekozen.is_valid():
        form = GSBesluitForm(request.POST, leden=_getoonde_leden(request), mondeling=voorstel.mondeling)
        form.is_valid()
        for fout in gekozen.errors["datum"]:
            form.add_error(None, f"Datum van de vergadering: {fout}")
        return _toon_gs(request, voorstel, gekozen, form, _getoonde_dag(request), status=400)
    datum = gekozen.cleaned_data["datum"]
    leden = lezen.leden_op(datum)
    form = GSBesluitForm(gs_invoer(request.POST, leden), leden=leden, mondeling=voorstel.mondeling)
    goed = form.is_valid()
    if _getoonde_dag(request) != datum:
        form.add_error(
            None,
            f"De leden op de pagina waren niet die van {datum_lang(datum)}; nu staan die er wel. "
            "Kijk na wie aanwezig was en registreer daarna.",
        )
        return _toon_gs(request, voorstel, gekozen, form, datum, status=422)
    if not goed:
        return _toon_gs(request, voorstel, gekozen, form, datum, status=400)
    try:
        genomen = besluiten.registreer_gs_besluit(
            voorstel_id=voorstel.pk, gs=form.gs_besluit(datum), door=gebruiker(request)
        )
    except Weigering as fout:
        if eerder := lezen.besluit_van(voorstel):
            return _al_geregistreerd(request, voorstel, eerder)
        return _toon_gs(request, voorstel, gekozen, form, datum, status=zet_fout(form, fout))
    messages.success(
        request, f"Besluit {genomen.nummer} van GS over voorstel {voorstel.nummer} is geregistreerd."
    )
    return redirect("besluiten")


def _toon_leden(request: HttpRequest, voorstel: Any, gekozen: VergaderdatumForm) -> HttpResponse:
    """The members of the day that was asked for, with what was typed already; without a day, no members."""
    datum = gekozen.cleaned_data["datum"] if gekozen.is_valid() else None
    leden = lezen.leden_op(datum) if datum else []
    beginstand: dict[str, Any] = {naam: request.POST.get(naam, "") for naam in GSBesluitForm.base_fields}
    beginstand["teruggetreden"] = request.POST.getlist("teruggetreden")
    eerder = request.POST.getlist("aanwezig")
    beginstand["aanwezig"] = eerder or (sorted(lezen.aanwezig_op(datum)) if datum else [])
    form = GSBesluitForm(leden=leden, mondeling=voorstel.mondeling, initial=beginstand)
    return _toon_gs(request, voorstel, gekozen, form, datum)


def _getoonde_dag(request: HttpRequest) -> dt.date | None:
    """The day whose members stood on the page that was sent; None when it does not say."""
    return als_datum(request.POST.get("leden_van"))


def _getoonde_leden(request: HttpRequest) -> list[lezen.Lid]:
    dag = _getoonde_dag(request)
    return lezen.leden_op(dag) if dag else []


def _al_geregistreerd(request: HttpRequest, voorstel: Any, genomen: Any) -> HttpResponse:
    """409: this was decided or registered already, by whom and when."""
    user = gebruiker(request)
    wie = "U hebt" if genomen.geregistreerd_door_id == user.pk else f"{genomen.geregistreerd_door.naam} heeft"
    op = lezen.vastgelegd_op(user, voorstel)
    context = {
        "voorstel": voorstel,
        "kop": "Dit besluit is al geregistreerd",
        "melding": (
            f"{wie} besluit {genomen.nummer} over voorstel {voorstel.nummer} al geregistreerd"
            f"{f' op {tijdstip(op)}' if op else ''}. Er is nu niets gewijzigd."
        ),
        "genomen": genomen,
    }
    return render(request, "beeld/besluit_conflict.html", context, status=409)


def _datumvraag(request: HttpRequest) -> dict[str, Any]:
    return {"datum": request.GET.get("datum") or clock.vandaag().isoformat()}


def _toon_gs(
    request: HttpRequest,
    voorstel: Any,
    gekozen: VergaderdatumForm,
    form: GSBesluitForm,
    datum: dt.date | None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "voorstel": voorstel,
        "dossier": voorstel.dossier,
        "stap": staptitel(voorstel),
        "datumform": gekozen,
        "form": form,
        "datum": datum,
    }
    return render(request, "beeld/gs_registratie.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@recht(BEKIJK_DOSSIERS, REGISTREER_CDK)
def cdk_registratie(request: HttpRequest, nummer: str) -> HttpResponse:
    """Register what the cdK decided in the closed room, by the cabinet."""
    user = gebruiker(request)
    voorstel = _vind(user, nummer)
    genomen = lezen.besluit_van(voorstel) if voorstel.dossier.besloten else None
    if genomen and voorstel.opgesteld_door_id != user.pk:
        return _al_geregistreerd(request, voorstel, genomen)
    if not voorstel.dossier.besloten or lezen.rol_bij(voorstel, user).kan != lezen.REGISTREREN:
        raise GeenRecht("Over dit voorstel valt nu geen besluit van de commissaris te registreren.")
    status = 200
    form = CdkBesluitForm(
        request.POST or None, mondeling=voorstel.mondeling, initial={"datum": clock.vandaag()}
    )
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                nieuw = besluiten.registreer_cdk_besluit(
                    voorstel_id=voorstel.pk, cdk=form.cdk_besluit(), door=user
                )
            except Weigering as fout:
                status = zet_fout(form, fout)
            else:
                messages.success(request, f"Besluit {nieuw.nummer} van de commissaris is geregistreerd.")
                return redirect("besluiten")
    context = {"voorstel": voorstel, "dossier": voorstel.dossier, "stap": staptitel(voorstel), "form": form}
    return render(request, "beeld/cdk_registratie.html", context, status=status)
