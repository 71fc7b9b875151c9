"""`/signalen`: list, register, read and weigh."""

import datetime as dt
from typing import Annotated, Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Field, Query, Router, Schema

from signalen.keuzes import Ernst, Status, Vertrouwelijkheid
from signalen.selectors import detail as lees_een
from signalen.selectors import signalen as lezen
from signalen.services import signalen as service
from signalen.services.slot import eis_versie
from toezicht.api.antwoorden import antwoord, lijstantwoord
from toezicht.api.beschrijving import lezend, lezer, makend, veld, wijzigend
from toezicht.api.herhaling import IDEMPOTENCY_KEY, eenmaal
from toezicht.api.invoer import Code, Datum, EenVan, Invoer, Kort, Tekst, Titel, schoon
from toezicht.api.overheden import overheid_id
from toezicht.api.paginering import Bladeren, plaats
from toezicht.api.versies import IF_MATCH, verwacht
from toezicht.core import rollen
from toezicht.core.domeinen import DOMEINEN
from toezicht.core.models import User
from toezicht.core.toegang import gebruiker

router = Router()

_ZELFDE = (
    *("nummer", "titel", "soort", "overheid_naam", "domein", "ernst", "bron", "status", "datum_feit"),
    *("kennisname_op", "geldig_tot", "betrouwbaarheid", "vertrouwelijkheid", "weging"),
)
"""Fields that the API names as the selector does."""
_BESLOTEN = "besloten"
"""What is remembered of a signal that its reporter may not see: not its number."""


class Overzicht(Schema):
    """One signal on one line."""

    url: str = veld("adres in deze API", "/api/v1/signalen/S-2026-0031")
    nummer: str = veld("nummer", "S-2026-0031")
    titel: str = veld("titel", "Dozen in de kelder")
    soort: str = veld("code van de soort", "IBT-OVERIG")
    overheid: str = veld("code van de overheid", "GM9907")
    overheid_naam: str = veld("naam van de overheid", "Duinrand")
    domein: str = veld("domein", "informatie_archief")
    as_: str = Field(
        serialization_alias="as", description="as a–g van bestuurskracht", examples=["a"], default=""
    )
    ernst: str = veld("licht of zwaar", "licht")
    bron: str = veld("waar het vandaan komt", "regiomanager")
    status: str = veld("waar het staat", "nieuw")
    datum_feit: dt.date = veld("datum van het feit", "2026-06-01")
    kennisname_op: dt.date = veld("de provincie weet het sinds", "2026-06-10")
    geldig_tot: dt.date | None = veld("telt mee tot", "2027-06-01")
    betrouwbaarheid: str = veld("A, B of C", "B")
    vertrouwelijkheid: str = veld("wie het mag lezen", "intern")
    weging: int = veld("hoeveel het signaal vandaag nog meetelt, 0-100", 100)


class Bewijs(Schema):
    """One evidence file."""

    url: str = veld(
        "adres van het bestand op de pagina’s: vraagt een sessie, geen sleutel",
        "/signalen/S-2026-0031/bewijs/7/",
    )
    naam: str = veld("bestandsnaam", "bewijs.pdf")
    mediatype: str = veld("soort bestand", "application/pdf")
    grootte: int = veld("grootte in bytes", 20480)
    sha256: str = veld("hash van het bestand", "9f86d081884c7d65")


class Volledig(Overzicht):
    """One signal with all it carries."""

    versie: str = veld("versie; geef haar als If-Match terug", "c0ffee")
    toelichting: str = veld("toelichting", "")
    gemeld_op: dt.datetime = veld("geregistreerd op", "2026-06-10T09:30:00+02:00")
    gewogen_op: dt.date | None = veld("gewogen op", None)
    weging_reden: str = veld("wat er is nagegaan", "")
    samengevoegd_in: str = veld("nummer van het signaal waarin het is opgegaan", "")
    bewijsstukken: list[Bewijs] = veld("bestanden", [])


class Lijst(Schema):
    """One page; `volgende` and `vorige` are addresses or null."""

    volgende: str | None = veld("adres van de volgende pagina", None)
    vorige: str | None = veld("adres van de vorige pagina", None)
    resultaten: list[Overzicht]


class Vraag(Bladeren):
    """How to filter."""

    status: Annotated[str, EenVan(lezen.ALLE_LOPENDE, *Status)] = veld(
        "waar het staat, of lopend", "te_wegen", ""
    )
    ernst: Annotated[str, EenVan(*Ernst)] = veld("licht of zwaar", "zwaar", "")
    domein: Annotated[str, EenVan(*DOMEINEN)] = veld("domein", "informatie_archief", "")
    overheid: Code = veld("code van de overheid", "GM9907", "")
    zoek: Kort = veld("woorden die erin voorkomen", "archief", "")


class NieuwSignaal(Invoer):
    """What a new signal needs."""

    overheid: Code = veld("code van de overheid", "GM9907")
    soort: Code = veld("code van de soort", "IBT-OVERIG")
    domein: Code = veld("domein", "informatie_archief")
    ernst: Code = veld("licht of zwaar", "licht")
    titel: Titel = veld("titel, hoogstens 200 tekens", "Dozen in de kelder")
    toelichting: Tekst = veld("toelichting", "", "")
    bron: Code = veld("waar het vandaan komt", "regiomanager")
    datum_feit: Datum = veld("datum van het feit", "2026-06-01")
    kennisname_op: Datum = veld("de provincie weet het sinds", "2026-06-10")
    betrouwbaarheid: Code = veld("A, B of C", "B")
    vertrouwelijkheid: Code = veld("wie het mag lezen", "intern", Vertrouwelijkheid.INTERN.value)


class Weging(Invoer):
    """The outcome of checking a signal."""

    uitkomst: Code = veld("actief of ongegrond", "actief")
    reden: Tekst = veld("wat u hebt nagegaan en wat bleek", "Nagegaan bij de archivaris.")
    betrouwbaarheid: Code = veld("A, B of C; leeg blijft wat er stond", "A", "")


class Ontvangen(Schema):
    """A signal that its reporter may not see again."""

    detail: str = veld("wat ermee gebeurt", "Het signaal is vastgelegd in de besloten ruimte.")


def _lezer(request: HttpRequest) -> User:
    return lezer(gebruiker(request), rollen.BEKIJK_SIGNALEN, "signalen")


def _adres(nummer: str) -> str:
    return reverse("api:lees_signaal", args=[nummer])


def _overzicht(rij: lezen.SignaalKort) -> dict[str, Any]:
    uit = {naam: getattr(rij, naam) for naam in _ZELFDE}
    return uit | {"url": _adres(rij.nummer), "overheid": rij.overheid_code, "as_": rij.as_letter}


def _volledig(signaal: lees_een.SignaalDetail, *, status: int = 200) -> HttpResponse:
    nummer = signaal.kort.nummer
    zelfde = ("versie", "toelichting", "gemeld_op", "gewogen_op", "weging_reden", "samengevoegd_in")
    inhoud = _overzicht(signaal.kort) | {naam: getattr(signaal, naam) for naam in zelfde}
    inhoud["bewijsstukken"] = [
        stuk | {"url": reverse("bewijsstuk", args=[nummer, stuk["id"]])} for stuk in signaal.bewijsstukken
    ]
    plek = _adres(nummer) if status == 201 else ""
    return antwoord(Volledig, inhoud, status=status, versie=signaal.versie, plek=plek)


def _vind(user: User, nummer: str) -> lees_een.SignaalDetail:
    signaal = lees_een.detail(user, schoon(nummer)[:20])
    if signaal is None:
        raise Http404
    return signaal


@router.get("", response=lezend(Lijst), by_alias=True, url_name="lijst_signalen", summary="Signalen")
def lijst_signalen(request: HttpRequest, vraag: Query[Vraag]) -> HttpResponse:
    """Signalen die u mag zien, de nieuwste kennis eerst; volg `volgende` voor de volgende pagina."""
    user = _lezer(request)
    filters = vraag.filters()
    pagina = lezen.lijst(user, lezen.Filter(**filters), **vraag.plek(), aantal=vraag.aantal)
    rijen = [_overzicht(rij) for rij in pagina.rijen]
    return lijstantwoord(request, Lijst, rijen, plaats(pagina.volgende, pagina.vorige), vraag.hier())


@router.post(
    "",
    response=makend(Volledig, {202: Ontvangen}),
    by_alias=True,
    url_name="nieuw_signaal",
    summary="Registreer een signaal",
)
def registreer_signaal(
    request: HttpRequest, gegevens: NieuwSignaal, idempotency_key: str = IDEMPOTENCY_KEY
) -> HttpResponse:
    """Registreert een signaal. Eén dat de melder niet meer mag zien (cdK) geeft 202, zonder nummer."""
    user = gebruiker(request)

    def maak() -> str:
        velden = gegevens.dict()
        pk = overheid_id(velden.pop("overheid"), gegevens.datum_feit)
        signaal = service.registreer_signaal(overheid_id=pk, door=user, **velden)
        return signaal.nummer if lees_een.vind(user, signaal.nummer) else _BESLOTEN

    def toon(kenmerk: str) -> HttpResponse:
        if kenmerk != _BESLOTEN:
            return _volledig(_vind(user, kenmerk), status=201)
        zin = "Het signaal is vastgelegd in de besloten ruimte van de commissaris van de Koning."
        return antwoord(Ontvangen, {"detail": zin}, status=202)

    return eenmaal(request, idempotency_key, maak=maak, toon=toon)


@router.get(
    "/{nummer}", response=lezend(Volledig), by_alias=True, url_name="lees_signaal", summary="Eén signaal"
)
def lees_signaal(request: HttpRequest, nummer: str) -> HttpResponse:
    """Eén signaal dat u mag zien. De ETag is de versie voor een weging."""
    return _volledig(_vind(_lezer(request), nummer))


@router.post(
    "/{nummer}/wegingen",
    response=wijzigend(Volledig, status=201),
    by_alias=True,
    url_name="weeg_signaal",
    summary="Weeg een signaal",
)
def weeg_signaal(
    request: HttpRequest, nummer: str, gegevens: Weging, if_match: str = IF_MATCH
) -> HttpResponse:
    """Weegt een signaal dat op weging wacht, of verklaart een actief signaal ongegrond."""
    user, gelezen = _lezer(request), verwacht(if_match)
    pk = _vind(user, nummer).kort.id
    with transaction.atomic():
        eis_versie(pk, user, gelezen)
        service.weeg(signaal_id=pk, door=user, **gegevens.dict())
    return _volledig(_vind(user, nummer), status=201)


@router.post(
    "/{nummer}/behandeling",
    response=wijzigend(Volledig),
    by_alias=True,
    url_name="neem_signaal_in_behandeling",
    summary="Neem een signaal in behandeling",
)
def neem_signaal_in_behandeling(request: HttpRequest, nummer: str, if_match: str = IF_MATCH) -> HttpResponse:
    """U gaat het signaal nagaan; daarna wacht het op uw weging."""
    user, gelezen = _lezer(request), verwacht(if_match)
    pk = _vind(user, nummer).kort.id
    with transaction.atomic():
        eis_versie(pk, user, gelezen)
        service.neem_in_behandeling(signaal_id=pk, door=user)
    return _volledig(_vind(user, nummer))
