"""`/dossiers`: the list, opening one, one with its terms and its time line."""

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router, Schema

from interventieladder.selectors import dossierpagina, lijsten
from interventieladder.selectors import dossiers as lezen
from interventieladder.selectors.tijdlijn import Tijdlijn, tijdlijn
from interventieladder.services.dossieropening import NieuwDossier, open_dossier
from interventieladder.standen import PLANNEN
from signalen.selectors.signalen import zichtbare_ids
from toezicht.api.antwoorden import Plaats, antwoord, lijstantwoord
from toezicht.api.beschrijving import lezend, lezer, makend, veld
from toezicht.api.herhaling import IDEMPOTENCY_KEY, eenmaal
from toezicht.api.invoer import Code, Datum, EenVan, Invoer, Kort, Tekst, Titel, schoon
from toezicht.api.overheden import overheid_id
from toezicht.api.paginering import Bladeren, lees, plaats
from toezicht.api.termijnen import Termijn
from toezicht.api.termijnen import beeld as termijnbeeld
from toezicht.core import rollen
from toezicht.core.bladeren import verpak
from toezicht.core.domeinen import DOMEINEN
from toezicht.core.fouten import Weigering
from toezicht.core.models import User
from toezicht.core.toegang import gebruiker

router = Router()
REGELS = 25


class Dossierrij(Schema):
    """One dossier on a line."""

    url: str = veld("adres in deze API", "/api/v1/dossiers/2026-0042")
    nummer: str = veld("dossiernummer", "2026-0042")
    titel: str = veld("titel", "Achterstand in de archiefzorg")
    overheid: str = veld("code van de overheid", "GM9907")
    overheid_naam: str = veld("naam van de overheid", "Duinrand")
    domein_naam: str = veld("domein in woorden", "Informatie en archief")
    stand: str = veld("waar het dossier staat", "t2")
    stand_naam: str = veld("de stand in woorden", "T2 Informatie opvragen en valideren")
    trede_naam: str = veld("de trede, kort", "T2 Valideren")
    trede_sinds: dt.date | None = veld("staat daar sinds", "2026-10-05")
    behandelaar: str = veld("naam van de behandelaar", "Noor Visser")
    gesloten_op: dt.date | None = veld("gesloten op", None)
    sluitreden: str = veld("waarom gesloten, in woorden", "")
    eerste_termijn: dt.date | None = veld("eerste lopende termijn eindigt op", "2026-11-02")
    eerste_termijn_naam: str = veld("welke termijn dat is", "Antwoord op het informatieverzoek")
    eerste_termijn_keuze: str = veld(
        "welke einddatums er zijn, zolang daaruit nog moet worden gekozen",
        "10 of 24 november 2026: kies de einddatum",
    )


class Dossierlijst(Schema):
    """One page."""

    volgende: str | None = veld("adres van de volgende pagina", None)
    vorige: str | None = veld("adres van de vorige pagina", None)
    resultaten: list[Dossierrij]


class Dossiervraag(Bladeren):
    """How to filter."""

    zoek: Kort = veld("begin van het nummer of deel van de titel", "archief", "")
    stand: Annotated[str, EenVan(*lijsten.STANDEN)] = veld("waar het dossier staat", "t2", "")
    ladder: Annotated[str, EenVan(*PLANNEN)] = veld("ladder", "generiek", "")
    domein: Annotated[str, EenVan(*DOMEINEN)] = veld("domein", "informatie_archief", "")
    overheid: Code = veld("code van de overheid", "GM9907", "")
    wie: Annotated[str, EenVan(lezen.MIJN, lezen.LEZER)] = veld(
        "mijn (u behandelt) of lezer (u leest tegen)", "mijn", ""
    )
    open: Annotated[str, EenVan(lezen.OPEN, lezen.GESLOTEN, lezen.ALLE)] = veld(
        "open, gesloten of alle", "open", ""
    )


class Gebeurtenis(Schema):
    """One line of the time line."""

    datum: dt.date = veld("de dag waarop het gebeurde", "2026-10-05")
    titel: str = veld("wat er gebeurde", "Dossier geopend")
    tekst: str = veld("de reden of toelichting", "")
    door: str = veld("wie het deed", "Noor Visser")


class Tijdlijnpagina(Schema):
    """One page of what happened, newest first."""

    volgende: str | None = veld("adres van wat daarvoor gebeurde", None)
    vorige: str | None = veld("altijd null: de nieuwste pagina heeft geen adres nodig", None)
    resultaten: list[Gebeurtenis]


class Dossier(Schema):
    """One dossier with its terms and the newest part of its time line."""

    url: str = veld("adres in deze API", "/api/v1/dossiers/2026-0042")
    nummer: str = veld("dossiernummer", "2026-0042")
    versie: str = veld("versie; geef haar als If-Match terug bij een stap", "3")
    titel: str = veld("titel", "Achterstand in de archiefzorg")
    omschrijving: str = veld("de feiten", "Er ligt 1,8 kilometer onbewerkt archief.")
    ladder: str = veld("ladder", "generiek")
    onderdeel: str = veld("jaar, besluit of wijziging op een ladder ernaast", "")
    overheid: str = veld("code van de overheid", "GM9907")
    overheid_naam: str = veld("naam van de overheid", "Duinrand")
    domein: str = veld("domein", "informatie_archief")
    taak: str = veld("taak uit het beleidskader", "archiefzorg")
    taak_naam: str = veld("taak in woorden", "Zorg voor archiefbescheiden")
    orgaan: str = veld("orgaan dat tekortschiet", "college")
    gevorderd: str = veld("wat de wet vordert", "resultaat")
    gebrek: str = veld("hoe het orgaan tekortschiet", "niet_naar_behoren")
    datum_feit: dt.date = veld("datum van het feit", "2026-06-01")
    geopend_op: dt.date = veld("geopend op", "2026-08-03")
    stand: str = veld("waar het dossier staat", "t2")
    stand_naam: str = veld("de stand in woorden", "T2 Informatie opvragen en valideren")
    trede: str = veld("laatste trede", "t2")
    trede_naam: str = veld("de trede, kort", "T2 Valideren")
    trede_sinds: dt.date | None = veld("staat daar sinds", "2026-10-05")
    behandelaar: str = veld("naam van de behandelaar", "Noor Visser")
    tweede_lezer: str = veld("naam van de tweede lezer", "Joost Bakker")
    beleid: str = veld("versie van het beleidskader", "2026-1")
    gesloten_op: dt.date | None = veld("gesloten op", None)
    sluitreden: str = veld("waarom gesloten", "")
    voorganger: str | None = veld("nummer van het eerdere dossier over deze taak", None)
    lopend_voorstel: str | None = veld("nummer van het voorstel dat loopt", "V-2026-0107")
    termijnen: list[Termijn] = veld("termijnen die lopen of zijn opgeschort", [])
    tijdlijn: Tijdlijnpagina


class Dossierinvoer(Invoer):
    """What is known when a dossier opens on the general ladder."""

    overheid: Code = veld("code van de overheid", "GM9907")
    taak: Code = veld("taak uit het beleidskader", "archiefzorg")
    titel: Titel = veld("titel, hoogstens 200 tekens", "Achterstand in de archiefzorg")
    omschrijving: Tekst = veld("de feiten, met bron", "Er ligt 1,8 kilometer onbewerkt archief.")
    datum_feit: Datum = veld("datum van het feit", "2026-06-01")
    orgaan: Code = veld("orgaan; leeg is dat van de taak", "college", "")
    gevorderd: Code = veld("beslissing, handeling of resultaat; mag later", "resultaat", "")
    gebrek: Code = veld("hoe het orgaan tekortschiet; mag later", "niet_naar_behoren", "")
    signalen: list[Code] = veld("nummers van signalen die hierbij horen", [], [], max_length=50)
    kamer: Code = veld("cdk: de besloten kamer van de commissaris; anders leeg", "", "")


def vind(user: User, nummer: str) -> Any:
    """The visible dossier with this number; 404 for any other. Typed loosely: its class stays in its app."""
    gevonden = lezen.vind(user, schoon(nummer))
    if gevonden is None:
        raise Http404
    return gevonden


def pk_en_ladder(user: User, nummer: str) -> tuple[int, str]:
    """Key and ladder of the visible dossier with this number; 404 for any other."""
    gevonden = lezen.pk_en_ladder(user, schoon(nummer))
    if gevonden is None:
        raise Http404
    return gevonden


def _adres(nummer: str) -> str:
    return reverse("api:lees_dossier", args=[nummer])


def _rij(rij: lezen.Dossierrij) -> dict[str, Any]:
    zelfde = (
        "nummer",
        "titel",
        "overheid_naam",
        "domein_naam",
        "stand",
        "stand_naam",
        "trede_naam",
        "trede_sinds",
        "behandelaar",
        "gesloten_op",
        "sluitreden",
    )
    return {naam: getattr(rij, naam) for naam in zelfde} | {
        "url": _adres(rij.nummer),
        "overheid": rij.overheid_code,
        "eerste_termijn": rij.termijn,
        "eerste_termijn_naam": rij.termijn_naam,
        "eerste_termijn_keuze": rij.termijn_keuze,
    }


@router.get("", response=lezend(Dossierlijst), url_name="lijst_dossiers", summary="Dossiers")
def lijst_dossiers(request: HttpRequest, vraag: Query[Dossiervraag]) -> HttpResponse:
    """Dossiers die u mag zien, het nieuwste eerst; zonder filter alleen open dossiers."""
    user = lezer(gebruiker(request), rollen.BEKIJK_DOSSIERS, "dossiers")
    filters = vraag.filters()
    pagina = lezen.lijst(user, lezen.Filter(**filters), **vraag.plek(), aantal=vraag.aantal)
    rijen = [_rij(rij) for rij in pagina.rijen]
    return lijstantwoord(request, Dossierlijst, rijen, plaats(pagina.volgende, pagina.vorige), vraag.hier())


@router.post("", response=makend(Dossier), url_name="open_dossier", summary="Open een dossier")
def open_een_dossier(
    request: HttpRequest, gegevens: Dossierinvoer, idempotency_key: str = IDEMPOTENCY_KEY
) -> HttpResponse:
    """Opent een dossier op de algemene ladder, op trede T1. Per taak van een overheid is er één open dossier."""
    user = gebruiker(request)

    def maak() -> str:
        velden = gegevens.dict()
        code, nummers = velden.pop("overheid"), velden.pop("signalen")
        nieuw = NieuwDossier(
            overheid_id=overheid_id(code, gegevens.datum_feit), signaal_ids=_signalen(user, nummers), **velden
        )
        return str(open_dossier(nieuw=nieuw, door=user).nummer)

    def toon(kenmerk: str) -> HttpResponse:
        return _volledig(user, vind(user, kenmerk), status=201)

    return eenmaal(request, idempotency_key, maak=maak, toon=toon)


def _signalen(user: User, nummers: Sequence[str]) -> list[int]:
    """Keys of signals by their numbers. `Weigering` for one that this account does not see."""
    nummers = list(dict.fromkeys(nummers))
    gevonden = zichtbare_ids(user, nummers)
    if onbekend := [nummer for nummer in nummers if nummer not in gevonden]:
        raise Weigering(f"Deze signalen bestaan niet: {', '.join(onbekend)}.", veld="signalen")
    return [gevonden[nummer] for nummer in nummers]


@router.get("/{nummer}", response=lezend(Dossier), url_name="lees_dossier", summary="Eén dossier")
def lees_dossier(request: HttpRequest, nummer: str) -> HttpResponse:
    """Eén dossier met zijn termijnen en het nieuwste deel van de tijdlijn. De ETag is de versie voor een stap."""
    user = lezer(gebruiker(request), rollen.BEKIJK_DOSSIERS, "dossiers")
    return _volledig(user, vind(user, nummer))


@router.get(
    "/{nummer}/tijdlijn",
    response=lezend(Tijdlijnpagina),
    url_name="lees_tijdlijn",
    summary="Tijdlijn van een dossier",
)
def lees_tijdlijn(request: HttpRequest, nummer: str, vraag: Query[Bladeren]) -> HttpResponse:
    """Wat er gebeurde, het nieuwste eerst; volg `volgende` voor wat daarvoor gebeurde."""
    user = lezer(gebruiker(request), rollen.BEKIJK_DOSSIERS, "dossiers")
    dossier = vind(user, nummer)
    lijn = tijdlijn(user, dossier, cursor=lees(vraag.na, "na"), aantal=vraag.aantal)
    verder = Plaats(verpak(lijn.ouder), "")
    return lijstantwoord(request, Tijdlijnpagina, _regels(lijn), verder, {"aantal": vraag.aantal})


def _regels(lijn: Tijdlijn) -> list[dict[str, Any]]:
    return [{"datum": r.datum, "titel": r.titel, "tekst": r.tekst, "door": r.door} for r in lijn.regels]


_ZELFDE = (
    *("nummer", "titel", "omschrijving", "ladder", "onderdeel", "domein", "taak", "orgaan", "gevorderd"),
    *("gebrek", "datum_feit", "geopend_op", "stand", "trede", "trede_sinds", "gesloten_op", "sluitreden"),
)


def _volledig(user: User, dossier: Any, *, status: int = 200) -> HttpResponse:
    lijn = tijdlijn(user, dossier, aantal=REGELS)
    voorstel = dossierpagina.lopend_voorstel(dossier)
    ouder = f"{reverse('api:lees_tijdlijn', args=[dossier.nummer])}?na={verpak(lijn.ouder)}"
    versie = str(dossier.versie)
    inhoud = {naam: getattr(dossier, naam) for naam in _ZELFDE} | {
        "url": _adres(dossier.nummer),
        "versie": versie,
        "overheid": dossier.overheid.code,
        "overheid_naam": dossier.overheid.naam,
        "taak_naam": dossier.taaknaam,
        "stand_naam": dossier.get_stand_display(),
        "trede_naam": dossier.tredenaam,
        "behandelaar": dossier.behandelaar.naam,
        "tweede_lezer": dossier.tweede_lezer.naam if dossier.tweede_lezer else "",
        "beleid": dossier.beleid_versie,
        "voorganger": dossier.voorganger.nummer if dossier.voorganger_id else None,
        "lopend_voorstel": voorstel.nummer if voorstel else None,
        "termijnen": [termijnbeeld(t) for t in lijsten.lopende_termijnen(dossier.pk)],
        "tijdlijn": {
            "volgende": ouder if lijn.ouder else None,
            "vorige": None,
            "resultaten": _regels(lijn),
        },
    }
    plek = _adres(dossier.nummer) if status == 201 else ""
    return antwoord(Dossier, inhoud, status=status, versie=versie, plek=plek)
