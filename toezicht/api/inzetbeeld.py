"""Inzet as the API shows it."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from ninja import Schema

from interventieladder.selectors import inzet as lezen
from interventieladder.services.versies import versie_van_inzetafspraak
from toezicht.api.antwoorden import antwoord
from toezicht.api.beschrijving import veld
from toezicht.api.invoer import schoon
from toezicht.core.models import User


class Inzetrij(Schema):
    """One inzet on a line."""

    url: str = veld("adres in deze API", "/api/v1/inzet/I-2026-0012")
    nummer: str = veld("nummer", "I-2026-0012")
    soort_naam: str = veld("soort in woorden", "Jaargesprek")
    rol_naam: str = veld("in welke rol de provincie handelt", "Toezichthouder")
    onderwerp: str = veld("onderwerp", "Jaargesprek over de begroting")
    overheden: list[str] = veld("namen van de overheden", ["Duinrand"])
    van: dt.date = veld("begint op", "2026-11-10")
    tot: dt.date | None = veld("tot en met", None)
    bedrag: Decimal | None = veld("bedrag in euro", "25000.00")
    status: str = veld("gepland, lopend, afgerond of afgezegd", "gepland")
    eigenaar: str = veld("naam van de eigenaar", "Noor Visser")
    resultaat: str = veld("wat het heeft opgeleverd, of waarom het is afgezegd", "")
    vertrouwelijk: bool = veld("alleen voor toezicht en gedeputeerde", False)
    vervolg: dt.date | None = veld("eerste open afspraak is uiterlijk op", None)


class Inzetafspraak(Schema):
    """One follow-up."""

    url: str = veld("adres in deze API", "/api/v1/inzet/I-2026-0012/afspraken/4")
    id: str = veld("kenmerk", "4")
    versie: str = veld("versie; geef haar als If-Match terug", "91ce")
    wat: str = veld("wat er gebeurt", "Verslag bespreken met de griffier")
    eigenaar: str = veld("gebruikersnaam van de eigenaar", "noor")
    eigenaar_naam: str = veld("naam van de eigenaar", "Noor Visser")
    uiterlijk: dt.date = veld("uiterlijk op", "2026-12-15")
    gedaan_op: dt.date | None = veld("gedaan op", None)
    resultaat: str = veld("wat ervan kwam", "")


class Inzet(Schema):
    """One inzet with its follow-ups."""

    url: str = veld("adres in deze API", "/api/v1/inzet/I-2026-0012")
    nummer: str = veld("nummer", "I-2026-0012")
    versie: str = veld("versie; geef haar als If-Match terug", "2")
    soort: str = veld("soort inzet", "jaargesprek")
    onderwerp: str = veld("onderwerp", "Jaargesprek over de begroting")
    omschrijving: str = veld("omschrijving", "")
    overheden: list[str] = veld("codes van de overheden", ["GM9907"])
    van: dt.date = veld("begint op", "2026-11-10")
    tot: dt.date | None = veld("tot en met", None)
    bedrag: Decimal | None = veld("bedrag in euro", "25000.00")
    partner: str = veld("partner", "")
    eigenaar: str = veld("gebruikersnaam van de eigenaar", "noor")
    eigenaar_naam: str = veld("naam van de eigenaar", "Noor Visser")
    vertrouwelijkheid: str = veld("intern of vertrouwelijk", "intern")
    status: str = veld("gepland, lopend, afgerond of afgezegd", "gepland")
    herinner_op: dt.date = veld("herinnering aan de eigenaar", "2026-11-10")
    resultaat: str = veld("wat het heeft opgeleverd, of waarom het is afgezegd", "")
    gesloten_op: dt.date | None = veld("gesloten op", None)
    afspraken: list[Inzetafspraak] = veld("afspraken die volgen", [])


def vind(user: User, nummer: str) -> Any:
    """The visible inzet with this number; 404 for any other. Typed loosely: its class stays in its app."""
    gevonden = lezen.vind(user, schoon(nummer))
    if gevonden is None:
        raise Http404
    return gevonden


def _adres(nummer: str) -> str:
    return reverse("api:lees_inzet", args=[nummer])


def rij(gelezen: lezen.Inzetrij) -> dict[str, Any]:
    """An inzet on a line."""
    anders = {"url": _adres(gelezen.nummer), "overheden": list(gelezen.overheden)}
    zelfde = set(Inzetrij.model_fields) - set(anders)
    return {naam: getattr(gelezen, naam) for naam in zelfde} | anders


def volledig(inzet: Any, *, status: int = 200) -> HttpResponse:
    """One inzet with its follow-ups, and its version in the ETag."""
    versie = str(inzet.versie)
    anders = {
        "url": _adres(inzet.nummer),
        "versie": versie,
        "overheden": [overheid.code for overheid in inzet.overheden.order_by("code")],
        "eigenaar": inzet.eigenaar.username,
        "eigenaar_naam": inzet.eigenaar.naam,
        "afspraken": [_afspraak(inzet, afspraak) for afspraak in lezen.afspraken_van(inzet)],
    }
    zelfde = set(Inzet.model_fields) - set(anders)
    inhoud = {naam: getattr(inzet, naam) for naam in zelfde} | anders
    plek = _adres(inzet.nummer) if status == 201 else ""
    return antwoord(Inzet, inhoud, status=status, versie=versie, plek=plek)


def _afspraak(inzet: Any, afspraak: Any) -> dict[str, Any]:
    return {naam: getattr(afspraak, naam) for naam in ("wat", "uiterlijk", "gedaan_op", "resultaat")} | {
        "url": reverse("api:lees_inzetafspraak", args=[inzet.nummer, str(afspraak.pk)]),
        "id": str(afspraak.pk),
        "versie": versie_van_inzetafspraak(afspraak),
        "eigenaar": afspraak.eigenaar.username,
        "eigenaar_naam": afspraak.eigenaar.naam,
    }


def een_afspraak(inzet: Any, pk: int, *, status: int = 200) -> HttpResponse:
    """One follow-up of an inzet that may be seen; 404 for any other."""
    gevonden = next((a for a in lezen.afspraken_van(inzet) if a.pk == pk), None)
    if gevonden is None:
        raise Http404
    inhoud = _afspraak(inzet, gevonden)
    plek = inhoud["url"] if status == 201 else ""
    return antwoord(Inzetafspraak, inhoud, status=status, versie=inhoud["versie"], plek=plek)
