"""Refusals and errors as `application/problem+json` (RFC 9457), in Dutch."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from toezicht.core.fouten import Weigering

TITELS: dict[int, str] = {
    HTTPStatus.BAD_REQUEST: "Onjuist verzoek",
    HTTPStatus.UNAUTHORIZED: "Niet ingelogd",
    HTTPStatus.FORBIDDEN: "Geen recht",
    HTTPStatus.NOT_FOUND: "Niet gevonden",
    HTTPStatus.CONFLICT: "Conflict",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Kan niet worden verwerkt",
}

_MELDINGEN: dict[str, str] = {
    "missing": "Dit veld ontbreekt.",
    "extra_forbidden": "Dit veld bestaat niet.",
    "string_type": "Hier hoort tekst.",
    "string_too_long": "Deze tekst is te lang.",
    "string_too_short": "Deze tekst is te kort.",
    "date_from_datetime_parsing": "Hier hoort een datum als 2026-11-24.",
    "date_parsing": "Hier hoort een datum als 2026-11-24.",
    "date_type": "Hier hoort een datum als 2026-11-24.",
    "literal_error": "Deze waarde bestaat niet.",
    "enum": "Deze waarde bestaat niet.",
    "int_parsing": "Hier hoort een geheel getal.",
    "json_invalid": "Dit is geen geldige JSON.",
}


def probleem(
    status: int, melding: str, *, velden: Iterable[Mapping[str, str]] = (), kop: str = ""
) -> HttpResponse:
    """One problem: `type`, `title`, `status`, `detail`; `velden` (name, message) when fields are wrong."""
    inhoud: dict[str, Any] = {
        "type": "about:blank",
        "title": TITELS.get(status, "Fout"),
        "status": status,
        "detail": melding,
    }
    if lijst := [dict(veld) for veld in velden]:
        inhoud["velden"] = lijst
    antwoord = JsonResponse(inhoud, status=status, json_dumps_params={"ensure_ascii": False})
    antwoord.headers["Content-Type"] = "application/problem+json; charset=utf-8"
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
    return probleem(fout.status, fout.melding, velden=velden)


def _ongeldig(request: HttpRequest, fout: ValidationError | type[ValidationError]) -> HttpResponse:
    assert isinstance(fout, ValidationError)  # noqa: S101 - ninja hands over the instance
    velden = [
        {
            "veld": ".".join(str(deel) for deel in regel["loc"][1:] if deel != "gegevens")
            or str(regel["loc"][0]),
            "melding": _MELDINGEN.get(regel["type"], "Deze waarde is niet geldig."),
        }
        for regel in fout.errors
    ]
    return probleem(
        422, "Niet alle velden zijn goed ingevuld. Verbeter ze en probeer het opnieuw.", velden=velden
    )


def _niet_ingelogd(request: HttpRequest, fout: Exception | type[Exception]) -> HttpResponse:
    return probleem(401, "Log eerst in.", kop="Session")


def _http(request: HttpRequest, fout: HttpError | type[HttpError]) -> HttpResponse:
    assert isinstance(fout, HttpError)  # noqa: S101 - ninja hands over the instance
    status = fout.status_code
    if status == HTTPStatus.FORBIDDEN:
        return probleem(
            status, "De beveiligingscode (CSRF) ontbreekt of klopt niet. Haal de pagina opnieuw op."
        )
    return probleem(status, "Het verzoek kan niet worden gelezen. Controleer of de inhoud geldige JSON is.")


def _geen_recht(request: HttpRequest, fout: Exception | type[Exception]) -> HttpResponse:
    return probleem(403, "U hebt hier geen recht toe. Vraag uw beheerder om de juiste rol.")


def _niet_gevonden(request: HttpRequest, fout: Exception | type[Exception]) -> HttpResponse:
    return probleem(404, "Dit bestaat niet of u mag het niet zien.")
