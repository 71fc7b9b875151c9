"""`/voorstellen/{nummer}/besluit`: deciding as a person, or registering what GS or the cdK decided."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router, Schema

from interventieladder.selectors import besluiten as lezen
from interventieladder.services import besluiten as service
from interventieladder.services.versies import eis_voorstel
from toezicht.api import voorstelbeeld
from toezicht.api.antwoorden import antwoord
from toezicht.api.beschrijving import lezend, lezer, veld, wijzigend
from toezicht.api.invoer import (
    Besluitnummer,
    Datum,
    Id,
    Invoer,
    JaNee,
    Kort,
    Moment,
    Puntnummer,
    Tekst,
    Zoekvraag,
)
from toezicht.api.versies import IF_MATCH, verwacht
from toezicht.core import clock, rollen
from toezicht.core.fouten import Weigering
from toezicht.core.models import User
from toezicht.core.toegang import gebruiker

router = Router()
leden = Router()


class Besluit(Schema):
    """The decision on a proposal."""

    url: str = veld("adres in deze API", "/api/v1/voorstellen/V-2026-0107/besluit")
    nummer: str = veld("besluitnummer", "B-2026-0031")
    voorstel: str = veld("nummer van het voorstel", "V-2026-0107")
    uitkomst: str = veld("goedgekeurd of afgewezen", "goedgekeurd")
    niveau: str = veld("wie besloot", "teamleider")
    besloten_op: dt.date = veld("besloten op", "2026-10-07")
    besloten_door: str = veld("naam van wie besloot; leeg bij GS en de commissaris", "Tess Dekker")
    namens: str = veld("voor wie de vervanger besloot", "")
    geregistreerd_door: str = veld("naam van wie het vastlegde", "Tess Dekker")
    machtiging: str = veld("machtiging of mandaat", "")
    reden: str = veld("reden", "")
    vergadering: dt.date | None = veld("dag van de vergadering van GS", None)
    agendapunt: str = veld("agendapunt in die vergadering", "")
    aanwezig: list[str] = veld("wie aanwezig was", [])
    teruggetreden: list[str] = veld("wie terugtrad", [])
    mondeling_op: dt.datetime | None = veld("mondeling genomen op", None)
    zegel: str = veld("hash van de versie waarover is besloten", "5e88489")
    stap_gezet_op: dt.date | None = veld("de stap is gezet op", None)


class Vergadering(Invoer):
    """The meeting of GS, from the minutes."""

    datum: Datum = veld("dag van de vergadering", "2026-10-06")
    agendapunt: Puntnummer = veld("agendapunt, hoogstens 20 tekens", "12")
    nummer: Besluitnummer = veld("besluitnummer, hoogstens 40 tekens", "GS-2026-0412")
    aanwezig: list[Id] = veld("kenmerken van wie aanwezig was", ["1", "2", "3"], max_length=50)
    teruggetreden: list[Id] = veld("kenmerken van wie terugtrad", [], [], max_length=50)


class Cdkbesluit(Invoer):
    """What the commissaris decided."""

    datum: Datum = veld("dag van het besluit", "2026-10-06")
    nummer: Besluitnummer = veld("besluitnummer, hoogstens 40 tekens", "CDK-B-12")


class Besluitinvoer(Invoer):
    """A decision. `vergadering` registers one of GS, `cdk` one of the commissaris; without both you decide."""

    goedkeuren: JaNee = veld("true: goedgekeurd; false: afgewezen", True)
    zegel: Kort = veld(
        "het zegel van de versie die u las; verplicht als u zelf beslist, en vergeleken als u het geeft",
        "5e88489",
        "",
    )
    reden: Tekst = veld("reden; verplicht bij afwijzen", "", "")
    vergadering: Vergadering | None = veld("registreer een besluit van GS", None, None)
    cdk: Cdkbesluit | None = veld("registreer een besluit van de commissaris", None, None)
    mondeling_op: Moment | None = veld(
        "mondeling genomen op, met tijdzone; alleen met vergadering of cdk", None, None
    )
    mondeling_wijze: Kort = veld(
        "hoe en met wie mondeling is besloten; alleen met vergadering of cdk", "", ""
    )


class GSLid(Schema):
    """A member of GS."""

    id: str = veld("kenmerk", "1")
    naam: str = veld("naam", "A. Aalbers")
    functie: str = veld("functie", "gedeputeerde")


class GSLeden(Schema):
    """Members in office on a day."""

    resultaten: list[GSLid]


class Ledenvraag(Zoekvraag):
    """On which day."""

    datum: Datum | None = veld("in functie op deze dag; leeg is vandaag", "2026-10-06", None)


def _adres(nummer: str) -> str:
    return reverse("api:lees_besluit", args=[nummer])


def _beeld(voorstel: Any, *, status: int = 200) -> HttpResponse:
    besluit: Any = lezen.besluit_van(voorstel)
    if besluit is None:
        raise Http404
    vergadering = besluit.vergadering
    zelfde = ("nummer", "uitkomst", "niveau", "besloten_op", "machtiging", "reden", "agendapunt", "zegel")
    inhoud = {naam: getattr(besluit, naam) for naam in (*zelfde, "mondeling_op")} | {
        "url": _adres(voorstel.nummer),
        "voorstel": voorstel.nummer,
        "besloten_door": besluit.besloten_door.naam if besluit.besloten_door else "",
        "namens": besluit.namens.naam if besluit.namens else "",
        "geregistreerd_door": besluit.geregistreerd_door.naam,
        "vergadering": vergadering.datum if vergadering else None,
        "aanwezig": [a.lid.naam for a in vergadering.aanwezigheden.all()] if vergadering else [],
        "teruggetreden": [lid.naam for lid in besluit.teruggetreden.all()],
        "stap_gezet_op": besluit.verbruikt_op,
    }
    plek = _adres(voorstel.nummer) if status == 201 else ""
    return antwoord(Besluit, inhoud, status=status, plek=plek)


@router.get("/{nummer}/besluit", response=lezend(Besluit), url_name="lees_besluit", summary="Het besluit")
def lees_besluit(request: HttpRequest, nummer: str) -> HttpResponse:
    """Het besluit over een voorstel; 404 zolang er niet is besloten."""
    user = lezer(gebruiker(request), rollen.BEKIJK_DOSSIERS, "dossiers")
    return _beeld(voorstelbeeld.vind(user, nummer))


@router.post(
    "/{nummer}/besluit",
    response=wijzigend(Besluit, status=201),
    url_name="beslis",
    summary="Beslis of registreer",
)
def beslis(
    request: HttpRequest, nummer: str, gegevens: Besluitinvoer, if_match: str = IF_MATCH
) -> HttpResponse:
    """Besluit als wie daartoe bevoegd is, of registreer wat GS of de commissaris besloten. Nooit de opsteller."""
    user = lezer(gebruiker(request), rollen.BEKIJK_DOSSIERS, "dossiers")
    gelezen, pk = verwacht(if_match), voorstelbeeld.vind_pk(user, nummer)
    _eis_een_besluit(gegevens)
    if gegevens.vergadering is not None or gegevens.cdk is not None:
        with transaction.atomic():
            eis_voorstel(pk, user, gelezen, zegel=gegevens.zegel)
            _registreer(user, pk, gegevens)
    else:
        service.beslis(
            voorstel_id=pk,
            goedkeuren=gegevens.goedkeuren,
            door=user,
            zegel=gegevens.zegel,
            reden=gegevens.reden,
            versies=gelezen,
        )
    return _beeld(voorstelbeeld.vind(user, nummer), status=201)


def _eis_een_besluit(gegevens: Besluitinvoer) -> None:
    """One decision, by one: nothing that was sent is left aside in silence."""
    if gegevens.vergadering is not None and gegevens.cdk is not None:
        raise Weigering("Een besluit is van GS of van de commissaris: geef één van beide.", veld="cdk")
    if gegevens.vergadering is not None or gegevens.cdk is not None:
        return
    if gegevens.mondeling_op is not None or gegevens.mondeling_wijze.strip():
        raise Weigering(
            "Alleen een besluit van GS of de commissaris kan mondeling zijn: geef vergadering of cdk.",
            veld="mondeling_op",
        )
    if not gegevens.zegel:
        raise Weigering("Geef het zegel van de versie die u las; het staat bij het voorstel.", veld="zegel")


def _registreer(user: User, voorstel_id: int, gegevens: Besluitinvoer) -> None:
    """Hand what was sent to the service for who decided: GS or the commissaris."""
    samen: dict[str, Any] = {
        "goedkeuren": gegevens.goedkeuren,
        "reden": gegevens.reden,
        "mondeling_op": gegevens.mondeling_op,
        "mondeling_wijze": gegevens.mondeling_wijze,
    }
    if gs := gegevens.vergadering:
        uit_notulen = service.GSBesluit(
            datum=gs.datum,
            agendapunt=gs.agendapunt,
            nummer=gs.nummer,
            aanwezig_ids=[int(pk) for pk in gs.aanwezig],
            teruggetreden_ids=[int(pk) for pk in gs.teruggetreden],
            **samen,
        )
        service.registreer_gs_besluit(voorstel_id=voorstel_id, gs=uit_notulen, door=user)
    elif cdk := gegevens.cdk:
        besluit = service.CdkBesluit(datum=cdk.datum, nummer=cdk.nummer, **samen)
        service.registreer_cdk_besluit(voorstel_id=voorstel_id, cdk=besluit, door=user)


@leden.get("", response=lezend(GSLeden), url_name="lijst_gs_leden", summary="Leden van Gedeputeerde Staten")
def lijst_gs_leden(request: HttpRequest, vraag: Query[Ledenvraag]) -> HttpResponse:
    """Wie op een dag in functie was: hun kenmerken vraagt de registratie van een besluit van GS."""
    lezer(gebruiker(request), rollen.BEKIJK_DOSSIERS, "dossiers")
    rijen = lezen.leden_op(vraag.datum or clock.vandaag())
    return antwoord(
        GSLeden, {"resultaten": [{"id": str(r.id), "naam": r.naam, "functie": r.functie} for r in rijen]}
    )
