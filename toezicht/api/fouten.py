"""Refusals and errors as `application/problem+json` (RFC 9457), in Dutch: which rule, its article, what to do."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import Field, NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from interventieladder.services.zegel import BundelGewijzigd
from toezicht.api.herhaling import AnderVerzoek, SleutelOntbreekt
from toezicht.api.toegang import BuitenBereik
from toezicht.api.versies import VersieOntbreekt
from toezicht.core.fouten import Conflict, GeenRecht, Verouderd, Weigering
from toezicht.core.transitions import OvergangGeweigerd, OvergangNietMogelijk, grond_in_woorden

PROBLEEM = "application/problem+json"
TITELS: dict[int, str] = {
    HTTPStatus.BAD_REQUEST: "Onjuist verzoek",
    HTTPStatus.UNAUTHORIZED: "Niet ingelogd",
    HTTPStatus.FORBIDDEN: "Geen recht",
    HTTPStatus.NOT_FOUND: "Niet gevonden",
    HTTPStatus.METHOD_NOT_ALLOWED: "Kan niet op dit adres",
    HTTPStatus.CONFLICT: "Conflict",
    HTTPStatus.PRECONDITION_FAILED: "Intussen gewijzigd",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Te groot",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Kan niet worden verwerkt",
    HTTPStatus.PRECONDITION_REQUIRED: "Versie ontbreekt",
}

CODES: tuple[tuple[type[Weigering], str], ...] = (
    (OvergangGeweigerd, "stap_geweigerd"),
    (OvergangNietMogelijk, "stap_niet_mogelijk"),
    (BundelGewijzigd, "bundel_gewijzigd"),
    (Verouderd, "verouderd"),
    (BuitenBereik, "buiten_bereik"),
    (VersieOntbreekt, "versie_ontbreekt"),
    (SleutelOntbreekt, "sleutel_ontbreekt"),
    (AnderVerzoek, "ander_verzoek"),
    (Conflict, "conflict"),
    (GeenRecht, "geen_recht"),
)
"""The name of a refusal for programs; the first that fits."""
CODE_PER_STATUS: dict[int, str] = {
    HTTPStatus.BAD_REQUEST: "ongeldig",
    HTTPStatus.NOT_FOUND: "niet_gevonden",
    HTTPStatus.METHOD_NOT_ALLOWED: "kan_hier_niet",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "te_groot",
    HTTPStatus.UNPROCESSABLE_ENTITY: "geweigerd",
}
"""The name of what has no name of its own."""

_MELDINGEN: dict[str, str] = {
    "missing": "Dit veld ontbreekt.",
    "extra_forbidden": "Dit veld bestaat niet.",
    "string_type": "Hier hoort tekst.",
    "string_too_long": "Deze tekst is te lang.",
    "string_too_short": "Deze tekst is te kort.",
    "string_pattern_mismatch": "Deze waarde heeft niet de goede vorm.",
    "date_parsing": "Hier hoort een datum als 2026-11-24.",
    "date_type": "Hier hoort een datum als 2026-11-24.",
    "moment": "Hier hoort een tijdstip met tijdzone, zoals 2026-11-24T10:00:00+01:00.",
    "jaar": "Kies een datum tussen 1900 en 2200.",
    "bedrag": "Hier hoort een bedrag als tekst, zoals 25000.00.",
    "literal_error": "Deze waarde bestaat niet.",
    "enum": "Deze waarde bestaat niet.",
    "int_parsing": "Hier hoort een geheel getal.",
    "int_type": "Hier hoort een geheel getal.",
    "greater_than_equal": "Dit getal is te klein.",
    "less_than_equal": "Dit getal is te groot.",
    "bool_type": "Hier hoort true of false.",
    "list_type": "Hier hoort een lijst.",
    "too_long": "Deze lijst is te lang.",
    "too_short": "Deze lijst is te kort.",
    "json_invalid": "Dit is geen geldige JSON.",
}


class Veldfout(Schema):
    """What is wrong with one field."""

    veld: str = Field(description="naam van het veld", examples=["datum_feit"])
    melding: str = Field(description="wat er mis is", examples=["Hier hoort een datum als 2026-11-24."])


class Bezwaar(Schema):
    """One guard that says no."""

    code: str = Field(description="code van de voorwaarde", examples=["G-WEGING"])
    titel: str = Field(description="de voorwaarde in woorden", examples=["Signaal gewogen"])
    melding: str = Field(description="wat er ontbreekt en wat u kunt doen")
    grondslag: str = Field(description="het artikel waarop de voorwaarde rust", examples=["Awb 3:2"])
    hard: bool = Field(description="false: een motivering in het voorstel kan dit opzijzetten")
    fase: str = Field(description="vanaf wanneer dit kan bestaan: dossier, voorstel of besluit")


class Probleem(Schema):
    """A problem (RFC 9457)."""

    type: str = Field(description="altijd about:blank", examples=["about:blank"])
    title: str = Field(description="soort probleem", examples=["Kan niet worden verwerkt"])
    status: int = Field(description="de HTTP-status", examples=[422])
    detail: str = Field(description="wat er mis is en wat u kunt doen")
    code: str | None = Field(None, description="naam voor programma’s", examples=["stap_geweigerd"])
    velden: list[Veldfout] | None = Field(None, description="per veld wat er mis is")
    bezwaren: list[Bezwaar] | None = Field(None, description="elke voorwaarde die niet is gehaald")
    wijzigingen: list[str] | None = Field(None, description="wat er sinds de verzegeling is gewijzigd")


def probleem(
    status: int,
    melding: str,
    *,
    velden: Iterable[Mapping[str, str]] = (),
    kop: str = "",
    **meer: Any,
) -> HttpResponse:
    """One problem: `type`, `title`, `status`, `detail`; `velden` (name, message) and `meer` where there are any."""
    inhoud: dict[str, Any] = {
        "type": "about:blank",
        "title": TITELS.get(status, "Fout"),
        "status": status,
        "detail": melding,
    }
    if lijst := [dict(veld) for veld in velden]:
        inhoud["velden"] = lijst
    inhoud |= {naam: waarde for naam, waarde in meer.items() if waarde}
    if anders := CODE_PER_STATUS.get(status):
        inhoud.setdefault("code", anders)
    antwoord = JsonResponse(inhoud, status=status, json_dumps_params={"ensure_ascii": False})
    antwoord.headers["Content-Type"] = f"{PROBLEEM}; charset=utf-8"
    if kop:
        antwoord.headers["WWW-Authenticate"] = kop
    return antwoord


def registreer_fouten(api: NinjaAPI) -> None:
    """Teach `api` to answer every error as a problem."""
    api.add_exception_handler(Weigering, _weigering)
    api.add_exception_handler(ValidationError, _ongeldig)
    api.add_exception_handler(AuthenticationError, _niet_ingelogd)
    api.add_exception_handler(HttpError, _http)
    api.add_exception_handler(PermissionDenied, _geen_recht)
    api.add_exception_handler(Http404, _niet_gevonden)


def _weigering(request: HttpRequest, fout: Weigering | type[Weigering]) -> HttpResponse:
    assert isinstance(fout, Weigering)  # noqa: S101 - ninja hands over the instance
    velden = [{"veld": fout.veld, "melding": fout.melding}] if fout.veld else []
    status = HTTPStatus.PRECONDITION_FAILED if isinstance(fout, Verouderd) else fout.status
    code = next((code for klasse, code in CODES if isinstance(fout, klasse)), "")
    wijzigingen = fout.wijzigingen if isinstance(fout, BundelGewijzigd) else []
    return probleem(
        status, fout.melding, velden=velden, code=code, bezwaren=_bezwaren(fout), wijzigingen=wijzigingen
    )


def _bezwaren(fout: Weigering) -> list[dict[str, Any]]:
    if not isinstance(fout, OvergangGeweigerd):
        return []
    return [
        {
            "code": bezwaar.code,
            "titel": bezwaar.titel or bezwaar.code,
            "melding": bezwaar.wat,
            "grondslag": grond_in_woorden(bezwaar.grondslag),
            "hard": bezwaar.hard,
            "fase": bezwaar.fase,
        }
        for bezwaar in fout.bezwaren
    ]


def _ongeldig(request: HttpRequest, fout: ValidationError | type[ValidationError]) -> HttpResponse:
    assert isinstance(fout, ValidationError)  # noqa: S101 - ninja hands over the instance
    velden = [
        {
            "veld": ".".join(str(deel) for deel in regel["loc"][1:] if deel not in ("gegevens", "vraag"))
            or str(regel["loc"][0]),
            "melding": _MELDINGEN.get(regel["type"], "Deze waarde is niet geldig."),
        }
        for regel in fout.errors
    ]
    return probleem(
        422,
        "Niet alle velden zijn goed ingevuld. Verbeter ze en probeer het opnieuw.",
        velden=velden,
        code="ongeldig",
    )


def _niet_ingelogd(request: HttpRequest, fout: Exception | type[Exception]) -> HttpResponse:
    eigen = getattr(fout, "message", "")
    zin = eigen if eigen and "sleutel" in eigen else "Log eerst in, of stuur een toegangssleutel mee."
    return probleem(401, zin, kop="Bearer", code="niet_ingelogd")


def _http(request: HttpRequest, fout: HttpError | type[HttpError]) -> HttpResponse:
    assert isinstance(fout, HttpError)  # noqa: S101 - ninja hands over the instance
    if fout.status_code == HTTPStatus.FORBIDDEN:
        return probleem(
            403,
            "De beveiligingscode (CSRF) ontbreekt of klopt niet. Haal de pagina opnieuw op.",
            code="csrf",
        )
    return probleem(
        422, "Het verzoek kan niet worden gelezen. Controleer of de inhoud geldige JSON is.", code="ongeldig"
    )


def _geen_recht(request: HttpRequest, fout: Exception | type[Exception]) -> HttpResponse:
    zin = "U hebt hier geen recht toe. Vraag uw beheerder om de juiste rol."
    return probleem(403, zin, code="geen_recht")


def _niet_gevonden(request: HttpRequest, fout: Exception | type[Exception]) -> HttpResponse:
    return probleem(404, "Dit bestaat niet of u mag het niet zien.")
