"""What every answer under `/api/` carries: the version of the API, and errors as problems, also those of Django."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from toezicht.api.fouten import PROBLEEM, probleem
from toezicht.api.toegang import BEGIN

VERSIE = "1.0.0"
_MELDINGEN: dict[int, str] = {
    400: "Het verzoek kan niet worden gelezen.",
    404: "Dit adres bestaat niet. Kijk in /api/v1/openapi.json welke er zijn.",
    405: "Dit kan niet op dit adres. Kijk in /api/v1/openapi.json wat er wel kan.",
    413: "Het verzoek is te groot.",
}


class ApiTussenlaag:
    """Outside `/api/v1/` it only makes a problem of an address below `/api/` that does not exist."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        uit = self.get_response(request)
        pad = request.path_info
        if not pad.startswith(BEGIN) and not (uit.status_code == 404 and pad.startswith("/api/")):
            return uit
        if uit.status_code >= 400 and not uit.headers.get("Content-Type", "").startswith(PROBLEEM):
            zin = _MELDINGEN.get(uit.status_code, "Er ging bij ons iets mis. Probeer het later opnieuw.")
            anders = probleem(uit.status_code, zin)
            if "Allow" in uit.headers:
                anders.headers["Allow"] = uit.headers["Allow"]
            uit = anders
        uit.headers["API-Version"] = VERSIE
        return uit
