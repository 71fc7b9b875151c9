"""`/inzet`: what the province does for organisations outside the ladder, and the follow-ups of it."""

from typing import Annotated

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from interventieladder.catalogus import SOORTEN, InzetStatus
from interventieladder.selectors import inzet as lezen
from interventieladder.services import inzet as service
from interventieladder.services.versies import eis_inzetafspraak
from toezicht.api import inzetbeeld as beeld
from toezicht.api.accounts import account_id
from toezicht.api.antwoorden import lijstantwoord
from toezicht.api.beschrijving import lezend, lezer, makend, veld, wijzigend
from toezicht.api.herhaling import IDEMPOTENCY_KEY, eenmaal
from toezicht.api.invoer import Bedrag, Code, Datum, EenVan, Invoer, Kort, Tekst, Titel, pk_van
from toezicht.api.inzetbeeld import Inzet, Inzetafspraak, Inzetrij
from toezicht.api.overheden import overheid_ids
from toezicht.api.paginering import Bladeren, plaats
from toezicht.api.versies import IF_MATCH, verwacht
from toezicht.api.versies import nummer as versienummer
from toezicht.core import rollen
from toezicht.core.models import User
from toezicht.core.toegang import gebruiker

router = Router()


class Inzetlijst(Schema):
    """One page."""

    volgende: str | None = veld("adres van de volgende pagina", None)
    vorige: str | None = veld("adres van de vorige pagina", None)
    resultaten: list[Inzetrij]


class Inzetvraag(Bladeren):
    """How to filter."""

    zoek: Kort = veld("begin van het nummer, of deel van onderwerp of partner", "archief", "")
    overheid: Code = veld("code van de overheid", "GM9907", "")
    soort: Annotated[str, EenVan(*SOORTEN)] = veld("soort inzet", "jaargesprek", "")
    status: Annotated[str, EenVan(lezen.OPEN, *InzetStatus)] = veld(
        "gepland, lopend, afgerond, afgezegd of open", "open", ""
    )
    wie: Annotated[str, EenVan(lezen.MIJN)] = veld("mijn: uw eigen inzet en afspraken", "mijn", "")
    van: Datum | None = veld("vond plaats na deze dag", "2026-01-01", None)
    tot: Datum | None = veld("vond plaats vóór deze dag", "2026-12-31", None)


class Inzetafspraakinvoer(Invoer):
    """A follow-up."""

    wat: Kort = veld("wat er gebeurt", "Verslag bespreken met de griffier")
    eigenaar: Code = veld("gebruikersnaam van een collega; leeg bent u zelf", "noor", "")
    uiterlijk: Datum = veld("uiterlijk op", "2026-12-15")


class Inzetgegevens(Invoer):
    """What an inzet says."""

    soort: Code = veld("soort inzet", "jaargesprek")
    onderwerp: Titel = veld("onderwerp, hoogstens 200 tekens", "Jaargesprek over de begroting")
    overheden: list[Code] = veld("codes van een of meer overheden", ["GM9907"], max_length=400)
    van: Datum = veld("begint op", "2026-11-10")
    tot: Datum | None = veld("tot en met", None, None)
    omschrijving: Tekst = veld("omschrijving", "", "")
    eigenaar: Code = veld("gebruikersnaam van een collega; leeg bent u zelf", "noor", "")
    bedrag: Bedrag | None = veld("bedrag in euro, als tekst, bij een subsidie", None, None)
    partner: Kort = veld("partner", "", "")
    vertrouwelijkheid: Code = veld("intern of vertrouwelijk", "intern", "intern")
    herinner_op: Datum | None = veld("herinnering aan de eigenaar; leeg volgt uit de soort", None, None)


class Inzetinvoer(Inzetgegevens):
    """A new inzet."""

    resultaat: Tekst = veld("wat er is besproken; verplicht bij een contactmoment", "", "")
    afspraken: list[Inzetafspraakinvoer] = veld("afspraken die volgen", [], [], max_length=20)


class Inzetwijziging(Inzetgegevens):
    """A change of an open inzet, with its reason."""

    reden: Tekst = veld("waarom u wijzigt", "De datum is verzet.")


class Resultaatinvoer(Invoer):
    """What came out."""

    resultaat: Tekst = veld("wat het heeft opgeleverd", "Het verslag is toegelicht.")
    op: Datum | None = veld("op welke dag; leeg is vandaag", "2026-11-10", None)


class Afzeginvoer(Invoer):
    """Why it does not happen."""

    reden: Tekst = veld("de reden", "De gemeente vroeg om uitstel.")


def _lezer(request: HttpRequest) -> User:
    return lezer(gebruiker(request), rollen.BEKIJK_INZET, "inzet")


def _gegevens(invoer: Inzetgegevens, user: User) -> service.Inzetgegevens:
    velden = invoer.dict(include=set(Inzetgegevens.model_fields))
    codes, eigenaar = velden.pop("overheden"), velden.pop("eigenaar")
    return service.Inzetgegevens(
        **velden,
        overheid_ids=overheid_ids(codes, invoer.van, veldnaam="overheden"),
        eigenaar_id=_eigenaar(eigenaar, user, "eigenaar"),
    )


def _eigenaar(gebruikersnaam: str, user: User, veldnaam: str) -> int:
    return account_id(gebruikersnaam, veld=veldnaam) if gebruikersnaam else user.pk


def _afspraak(invoer: Inzetafspraakinvoer, user: User) -> service.NieuweAfspraak:
    eigenaar = _eigenaar(invoer.eigenaar, user, "afspraak_eigenaar")
    return service.NieuweAfspraak(wat=invoer.wat, eigenaar_id=eigenaar, uiterlijk=invoer.uiterlijk)


@router.get("", response=lezend(Inzetlijst), url_name="lijst_inzet", summary="Inzet")
def lijst_inzet(request: HttpRequest, vraag: Query[Inzetvraag]) -> HttpResponse:
    """Inzet die u mag zien, de laatst geregistreerde eerst."""
    user = _lezer(request)
    filters = vraag.filters()
    pagina = lezen.lijst(user, lezen.Inzetfilter(**filters), **vraag.plek(), aantal=vraag.aantal)
    rijen = [beeld.rij(rij) for rij in pagina.rijen]
    return lijstantwoord(request, Inzetlijst, rijen, plaats(pagina.volgende, pagina.vorige), vraag.hier())


@router.post("", response=makend(Inzet), url_name="nieuwe_inzet", summary="Registreer inzet")
def registreer_inzet(
    request: HttpRequest, gegevens: Inzetinvoer, idempotency_key: str = IDEMPOTENCY_KEY
) -> HttpResponse:
    """Registreert inzet voor een of meer overheden. Een contactmoment legt u achteraf vast, met het resultaat."""
    user = _lezer(request)

    def maak() -> str:
        gemaakt = service.registreer_inzet(
            gegevens=_gegevens(gegevens, user),
            door=user,
            resultaat=gegevens.resultaat,
            afspraken=[_afspraak(afspraak, user) for afspraak in gegevens.afspraken],
        )
        return str(gemaakt.nummer)

    def toon(kenmerk: str) -> HttpResponse:
        return beeld.volledig(beeld.vind(user, kenmerk), status=201)

    return eenmaal(request, idempotency_key, maak=maak, toon=toon)


@router.get("/{nummer}", response=lezend(Inzet), url_name="lees_inzet", summary="Eén inzet")
def lees_inzet(request: HttpRequest, nummer: str) -> HttpResponse:
    """Eén inzet met haar afspraken. De ETag is de versie voor een wijziging."""
    return beeld.volledig(beeld.vind(_lezer(request), nummer))


@router.put("/{nummer}", response=wijzigend(Inzet), url_name="wijzig_inzet", summary="Wijzig inzet")
def wijzig_inzet(
    request: HttpRequest, nummer: str, gegevens: Inzetwijziging, if_match: str = IF_MATCH
) -> HttpResponse:
    """Vervangt de gegevens van inzet die gepland is of loopt; wat er stond blijft in het logboek."""
    user, gelezen = _lezer(request), verwacht(if_match)
    service.wijzig_inzet(
        inzet_id=beeld.vind(user, nummer).pk,
        gegevens=_gegevens(gegevens, user),
        versie=versienummer(gelezen),
        reden=gegevens.reden,
        door=user,
    )
    return beeld.volledig(beeld.vind(user, nummer))


@router.post("/{nummer}/start", response=wijzigend(Inzet), url_name="start_inzet", summary="Start inzet")
def start_inzet(request: HttpRequest, nummer: str, if_match: str = IF_MATCH) -> HttpResponse:
    """De inzet is begonnen."""
    user, gelezen = _lezer(request), verwacht(if_match)
    service.start_inzet(inzet_id=beeld.vind(user, nummer).pk, versie=versienummer(gelezen), door=user)
    return beeld.volledig(beeld.vind(user, nummer))


@router.post(
    "/{nummer}/afronding", response=wijzigend(Inzet), url_name="rond_inzet_af", summary="Rond inzet af"
)
def rond_inzet_af(
    request: HttpRequest, nummer: str, gegevens: Resultaatinvoer, if_match: str = IF_MATCH
) -> HttpResponse:
    """Sluit de inzet met wat zij heeft opgeleverd; open afspraken blijven staan."""
    user, gelezen = _lezer(request), verwacht(if_match)
    service.rond_inzet_af(
        inzet_id=beeld.vind(user, nummer).pk,
        versie=versienummer(gelezen),
        door=user,
        **gegevens.dict(),
    )
    return beeld.volledig(beeld.vind(user, nummer))


@router.post(
    "/{nummer}/afzegging", response=wijzigend(Inzet), url_name="zeg_inzet_af", summary="Zeg inzet af"
)
def zeg_inzet_af(
    request: HttpRequest, nummer: str, gegevens: Afzeginvoer, if_match: str = IF_MATCH
) -> HttpResponse:
    """De inzet gaat niet door of stopt halverwege."""
    user, gelezen = _lezer(request), verwacht(if_match)
    service.zeg_inzet_af(
        inzet_id=beeld.vind(user, nummer).pk,
        versie=versienummer(gelezen),
        door=user,
        reden=gegevens.reden,
    )
    return beeld.volledig(beeld.vind(user, nummer))


@router.post(
    "/{nummer}/afspraken",
    response=makend(Inzetafspraak),
    url_name="nieuwe_inzetafspraak",
    summary="Leg een afspraak bij inzet vast",
)
def maak_inzetafspraak(
    request: HttpRequest, nummer: str, gegevens: Inzetafspraakinvoer, idempotency_key: str = IDEMPOTENCY_KEY
) -> HttpResponse:
    """Legt vast wat er op de inzet volgt: wat, door wie van ons en wanneer."""
    user = _lezer(request)

    def maak() -> str:
        inzet = beeld.vind(user, nummer)
        gemaakt = service.maak_inzetafspraak(inzet_id=inzet.pk, afspraak=_afspraak(gegevens, user), door=user)
        return str(gemaakt.pk)

    def toon(kenmerk: str) -> HttpResponse:
        return beeld.een_afspraak(beeld.vind(user, nummer), pk_van(kenmerk), status=201)

    return eenmaal(request, idempotency_key, maak=maak, toon=toon)


@router.get(
    "/{nummer}/afspraken/{afspraak}",
    response=lezend(Inzetafspraak),
    url_name="lees_inzetafspraak",
    summary="Eén afspraak bij inzet",
)
def lees_inzetafspraak(request: HttpRequest, nummer: str, afspraak: str) -> HttpResponse:
    """Eén afspraak bij inzet."""
    return beeld.een_afspraak(beeld.vind(_lezer(request), nummer), pk_van(afspraak))


@router.post(
    "/{nummer}/afspraken/{afspraak}/afronding",
    response=wijzigend(Inzetafspraak),
    url_name="rond_inzetafspraak_af",
    summary="Rond een afspraak bij inzet af",
)
def rond_inzetafspraak_af(
    request: HttpRequest, nummer: str, afspraak: str, gegevens: Resultaatinvoer, if_match: str = IF_MATCH
) -> HttpResponse:
    """Legt vast wat er van de afspraak kwam: door de eigenaar, of wie inzet registreert."""
    user, gelezen, pk = _lezer(request), verwacht(if_match), pk_van(afspraak)
    inzet = beeld.vind(user, nummer)
    with transaction.atomic():
        eis_inzetafspraak(inzet.pk, pk, user, gelezen)
        service.rond_inzetafspraak_af(afspraak_id=pk, door=user, **gegevens.dict())
    return beeld.een_afspraak(inzet, pk)
