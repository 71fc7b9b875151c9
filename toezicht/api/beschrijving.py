"""What the OpenAPI description says beyond the types: which errors, which heads, who may call, in Dutch."""

from collections.abc import Iterator
from typing import Any

from ninja import Field, NinjaAPI, Schema

from toezicht.api.fouten import PROBLEEM, Probleem
from toezicht.core.fouten import GeenRecht
from toezicht.core.models import User

_LEZEN = frozenset({401, 403, 404, 422})
_MAKEN = frozenset({400, 401, 403, 404, 409, 422})
_WIJZIGEN = frozenset({401, 403, 404, 409, 412, 422, 428})

Antwoorden = dict[Any, Any]


def lezend(schema: type[Schema]) -> Antwoorden:
    """The answers of reading."""
    return {200: schema, _LEZEN: Probleem}


def makend(schema: type[Schema], meer: Antwoorden | None = None) -> Antwoorden:
    """The answers of creating something."""
    return {201: schema, **(meer or {}), _MAKEN: Probleem}


def wijzigend(schema: type[Schema], *, status: int = 200) -> Antwoorden:
    """The answers of changing something that exists."""
    return {status: schema, _WIJZIGEN: Probleem}


def veld(omschrijving: str, voorbeeld: Any, default: Any = ..., **meer: Any) -> Any:
    """A field with its description and one example."""
    return Field(default, description=omschrijving, examples=[voorbeeld], **meer)


def lezer(user: User, recht: str, wat: str) -> User:
    """The account, when it holds the right to read `wat`. `GeenRecht`."""
    if not user.has_perm(recht):
        raise GeenRecht(f"U mag geen {wat} lezen. Vraag uw beheerder om de juiste rol.")
    return user


_KOPPEN: dict[str, dict[str, Any]] = {
    "API-Version": {"description": "versie van de API", "schema": {"type": "string", "examples": ["1.0.0"]}},
    "ETag": {
        "description": "versie van wat er staat; geef hem terug in If-Match",
        "schema": {"type": "string"},
    },
    "Link": {
        "description": "adressen van de volgende en vorige pagina (rel=next, rel=prev)",
        "schema": {"type": "string"},
    },
    "Location": {"description": "adres van wat is gemaakt", "schema": {"type": "string"}},
}
_FOUTZINNEN: dict[str, str] = {
    "400": "De kop Idempotency-Key ontbreekt of klopt niet.",
    "401": "Er is geen geldige toegangssleutel of sessie.",
    "403": "Het account of de sleutel mag dit niet.",
    "404": "Dit bestaat niet, of u mag het niet zien.",
    "409": "Iemand was u voor, of de stap kan vanaf hier niet.",
    "412": "De versie in If-Match is niet meer de laatste.",
    "422": "De invoer klopt niet, of een voorwaarde is niet gehaald (zie bezwaren).",
    "428": "De kop If-Match ontbreekt.",
}
_IN_HET_ADRES = {
    "nummer": "nummer zoals de lijst het geeft",
    "code": "code van de overheid",
    "afspraak": "kenmerk van de afspraak",
}
_GOEDZINNEN: dict[str, str] = {"200": "Gelukt.", "201": "Gemaakt.", "202": "Ontvangen."}


def werk_bij(schema: dict[str, Any]) -> dict[str, Any]:
    """The description of ninja with what it does not know: kinds of content, heads, words."""
    schema["servers"] = [{"url": "/", "description": "deze installatie"}]
    for _, _, operatie in operaties(schema):
        for parameter in operatie.get("parameters", []):
            if parameter["in"] == "path":
                parameter["description"] = _IN_HET_ADRES[parameter["name"]]
        for status, antwoord in operatie["responses"].items():
            _werk_antwoord_bij(str(status), antwoord, schema)
    return schema


def _werk_antwoord_bij(status: str, antwoord: dict[str, Any], schema: dict[str, Any]) -> None:
    fout = status >= "400"
    antwoord["description"] = (_FOUTZINNEN if fout else _GOEDZINNEN).get(status, antwoord["description"])
    if fout:
        antwoord["content"] = {PROBLEEM: next(iter(antwoord["content"].values()))}
    namen = ["API-Version"] if fout else _koppen_van(antwoord, status, schema)
    antwoord["headers"] = {naam: _KOPPEN[naam] for naam in namen}


def _koppen_van(antwoord: dict[str, Any], status: str, schema: dict[str, Any]) -> list[str]:
    ref = next(iter(antwoord["content"].values()))["schema"].get("$ref", "")
    velden = schema["components"]["schemas"].get(ref.rsplit("/", 1)[-1], {}).get("properties", {})
    namen = ["API-Version"]
    if "resultaten" in velden:
        namen.append("Link")
    if "versie" in velden:
        namen.append("ETag")
    return [*namen, "Location"] if status == "201" else namen


def operaties(schema: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Every (address, method, operation) of a description."""
    for pad, methoden in schema["paths"].items():
        for methode, operatie in methoden.items():
            yield pad, methode, operatie


class Api(NinjaAPI):
    """Names operations by their function, and completes the description."""

    def get_openapi_operation_id(self, operation: Any) -> str:
        """The name of the function: unique, and readable in a client that is generated."""
        return str(operation.view_func.__name__)

    def get_openapi_schema(self, *args: Any, **kwargs: Any) -> Any:
        """The whole description."""
        return werk_bij(super().get_openapi_schema(*args, **kwargs))
