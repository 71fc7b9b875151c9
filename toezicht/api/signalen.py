"""`/signalen`: list, register, read and weigh."""

import datetime as dt
from typing import Any, Literal
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Field, Query, Router, Schema, Status

from signalen.keuzes import Vertrouwelijkheid
from signalen.selectors import detail as lees_een
from signalen.selectors import signalen as lezen
from signalen.services import signalen as service
from toezicht.core import rollen
from toezicht.core.fouten import GeenRecht
from toezicht.core.models import User
from toezicht.core.toegang import gebruiker
from toezicht.organisaties.models import Overheid

router = Router()

_ZELFDE = (
    "nummer",
    "titel",
    "soort",
    "overheid_naam",
    "domein",
    "ernst",
    "bron",
    "status",
    "datum_feit",
    "kennisname_op",
    "geldig_tot",
    "betrouwbaarheid",
    "vertrouwelijkheid",
    "weging",
)
"""Fields that the API names as the selector does."""


class Overzicht(Schema):
    """One signal on one line."""

    url: str
    nummer: str
    titel: str
    soort: str
    overheid: str
    overheid_naam: str
    domein: str
    as_: str = Field(serialization_alias="as", description="as a–g van bestuurskracht")
    ernst: str
    bron: str
    status: str
    datum_feit: dt.date
    kennisname_op: dt.date
    geldig_tot: dt.date | None
    betrouwbaarheid: str
    vertrouwelijkheid: str
    weging: int = Field(description="hoeveel het signaal vandaag nog meetelt, 0-100")


class Bewijs(Schema):
    """One evidence file."""

    url: str
    naam: str
    mediatype: str
    grootte: int
    sha256: str


class Volledig(Overzicht):
    """One signal with all it carries."""

    toelichting: str
    gemeld_op: dt.datetime
    gewogen_op: dt.date | None
    weging_reden: str
    samengevoegd_in: str
    bewijsstukken: list[Bewijs]


class Lijst(Schema):
    """One page; `volgende` and `vorige` are addresses or null."""

    volgende: str | None
    vorige: str | None
    resultaten: list[Overzicht]


class Vraag(Schema):
    """How to filter and where to go on."""

    status: str = ""
    ernst: str = ""
    domein: str = ""
    overheid: str = Field("", description="code, bijvoorbeeld GM9901")
    zoek: str = Field("", max_length=200)
    na: str = ""
    voor: str = ""
    aantal: int = Field(25, ge=1, le=lezen.MAX_PER_PAGINA)


class NieuwSignaal(Schema, extra="forbid"):
    """What a new signal needs."""

    overheid: str = Field(max_length=12, description="code, bijvoorbeeld GM9901")
    soort: str
    domein: str
    ernst: str
    titel: str = Field(max_length=200)
    toelichting: str = Field("", max_length=20_000)
    bron: str
    datum_feit: dt.date
    kennisname_op: dt.date
    betrouwbaarheid: str
    vertrouwelijkheid: str = Vertrouwelijkheid.INTERN.value


class Weging(Schema, extra="forbid"):
    """The outcome of checking a signal."""

    uitkomst: Literal["actief", "ongegrond"]
    reden: str = Field(max_length=20_000)
    betrouwbaarheid: str = ""


class Ontvangen(Schema):
    """A signal that its reporter may not see again."""

    detail: str


def _lezer(request: HttpRequest) -> User:
    user = gebruiker(request)
    if not user.has_perm(rollen.BEKIJK_SIGNALEN):
        raise GeenRecht("U mag geen signalen lezen. Vraag uw beheerder om de juiste rol.")
    return user


def _adres(nummer: str) -> str:
    return reverse("api:lees_signaal", args=[nummer])


def _overzicht(rij: lezen.SignaalKort) -> dict[str, Any]:
    velden = [
        "nummer",
        "titel",
        "soort",
        "overheid_naam",
        "domein",
        "ernst",
        "bron",
        "status",
        "datum_feit",
        "kennisname_op",
        "geldig_tot",
        "betrouwbaarheid",
        "vertrouwelijkheid",
        "weging",
    ]
    uit = {veld: getattr(rij, veld) for veld in velden}
    return uit | {"url": _adres(rij.nummer), "overheid": rij.overheid_code, "as_": rij.as_letter}


def _volledig(signaal: lees_een.SignaalDetail) -> dict[str, Any]:
    nummer = signaal.kort.nummer
    return _overzicht(signaal.kort) | {
        "toelichting": signaal.toelichting,
        "gemeld_op": signaal.gemeld_op,
        "gewogen_op": signaal.gewogen_op,
        "weging_reden": signaal.weging_reden,
        "samengevoegd_in": signaal.samengevoegd_in,
        "bewijsstukken": [
            stuk | {"url": reverse("bewijsstuk", args=[nummer, stuk["id"]])} for stuk in signaal.bewijsstukken
        ],
    }


def _lees(user: User, nummer: str) -> dict[str, Any]:
    signaal = lees_een.detail(user, nummer.replace("\x00", ""))
    if signaal is None:
        raise Http404
    return _volledig(signaal)


@router.get("", response=Lijst, by_alias=True, url_name="lijst_signalen", summary="Signalen")
def lijst_signalen(request: HttpRequest, vraag: Query[Vraag]) -> dict[str, Any]:
    """Signals you may see, newest knowledge first; follow `volgende` for the next page."""
    user = _lezer(request)
    gegevens = vraag.dict()
    plek = {naam: gegevens.pop(naam).replace("\x00", "") for naam in ("na", "voor")}
    aantal = gegevens.pop("aantal")
    filter_ = lezen.Filter(**{naam: waarde.replace("\x00", "") for naam, waarde in gegevens.items()})
    pagina = lezen.lijst(user, filter_, aantal=aantal, **plek)
    hier = {naam: waarde for naam, waarde in gegevens.items() if waarde} | {"aantal": aantal}
    basis = reverse("api:lijst_signalen")
    return {
        "volgende": f"{basis}?{urlencode(hier | {'na': pagina.volgende})}" if pagina.volgende else None,
        "vorige": f"{basis}?{urlencode(hier | {'voor': pagina.vorige})}" if pagina.vorige else None,
        "resultaten": [_overzicht(rij) for rij in pagina.rijen],
    }


@router.post(
    "",
    response={201: Volledig, 202: Ontvangen},
    by_alias=True,
    url_name="nieuw_signaal",
    summary="Registreer een signaal",
)
def registreer_signaal(
    request: HttpRequest, response: HttpResponse, gegevens: NieuwSignaal
) -> Status[dict[str, Any]]:
    """Register a signal. One that its reporter may not see again (cdK) answers 202 without its number."""
    user = gebruiker(request)
    velden = gegevens.dict()
    code = velden.pop("overheid").replace("\x00", "")
    overheden = Overheid.objects.filter(code=code).order_by("-geldig_van")
    toen = overheden.geldig_op(gegevens.datum_feit).first() or overheden.first()
    schoon: dict[str, Any] = {
        naam: waarde.replace("\x00", "") if isinstance(waarde, str) else waarde
        for naam, waarde in velden.items()
    }
    signaal = service.registreer_signaal(overheid_id=toen.pk if toen else 0, door=user, **schoon)
    gelezen = lees_een.detail(user, signaal.nummer)
    if gelezen is None:
        return Status(
            202,
            {"detail": "Het signaal is vastgelegd in de besloten ruimte van de commissaris van de Koning."},
        )
    response.headers["Location"] = _adres(signaal.nummer)
    return Status(201, _volledig(gelezen))


@router.get("/{nummer}", response=Volledig, by_alias=True, url_name="lees_signaal", summary="Eén signaal")
def lees_signaal(request: HttpRequest, nummer: str) -> dict[str, Any]:
    """One signal you may see."""
    return _lees(_lezer(request), nummer)


@router.post(
    "/{nummer}/wegingen",
    response={201: Volledig},
    by_alias=True,
    url_name="weeg_signaal",
    summary="Weeg een signaal",
)
def weeg_signaal(request: HttpRequest, nummer: str, gegevens: Weging) -> Status[dict[str, Any]]:
    """Weigh a signal that is *te wegen*, or withdraw an active one as unfounded."""
    user = _lezer(request)
    signaal = lees_een.detail(user, nummer.replace("\x00", ""))
    if signaal is None:
        raise Http404
    service.weeg(signaal_id=signaal.kort.id, door=user, **gegevens.dict())
    return Status(201, _lees(user, nummer))
