"""The OpenAPI description as a page: what there is, what it asks, what it gives, with an example of each."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from toezicht.api.beschrijving import operaties
from toezicht.core.rollen import BEKIJK_OVERHEDEN
from toezicht.core.toegang import recht

Beschrijving = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Veld:
    """A parameter or field. `soort` in words; `waar` for a parameter."""

    naam: str
    soort: str
    uitleg: str
    verplicht: bool
    waar: str = ""


@dataclass(frozen=True, slots=True)
class Operatie:
    """One thing that can be done."""

    id: str
    methode: str
    pad: str
    titel: str
    uitleg: str
    parameters: list[Veld]
    velden: list[Veld]
    invoer: str
    uitvoer: str
    antwoorden: list[tuple[str, str]]


@require_safe
@recht(BEKIJK_OVERHEDEN)  # what every role holds
def documentatie(request: HttpRequest) -> HttpResponse:
    """The page."""
    context = {"groepen": groepen(), "openapi": reverse("api:openapi-json")}
    return render(request, "api/documentatie.html", context)


@cache
def groepen() -> list[tuple[str, list[Operatie]]]:
    """Operations by part, in the order of the description; drawn once: it changes with the program only."""
    from toezicht.api.api import api  # the addresses of the API import this page

    schema: Beschrijving = api.get_openapi_schema(path_prefix="/api/v1/")
    per: dict[str, list[Operatie]] = {}
    for pad, methode, operatie in operaties(schema):
        per.setdefault(operatie["tags"][0], []).append(_operatie(pad, methode, operatie, schema))
    return list(per.items())


_WAAR = {"path": "in het adres", "query": "in de vraag", "header": "in de kop"}


def _operatie(pad: str, methode: str, operatie: Beschrijving, schema: Beschrijving) -> Operatie:
    invoer = _inhoud(operatie.get("requestBody", {}), schema)
    goed = next(antwoord for status, antwoord in operatie["responses"].items() if int(status) < 300)
    return Operatie(
        id=operatie["operationId"],
        methode=methode.upper(),
        pad=pad,
        titel=operatie["summary"],
        uitleg=operatie.get("description", ""),
        parameters=[
            Veld(p["name"], _soort(p["schema"]), _uitleg(p), p.get("required", False), _WAAR[p["in"]])
            for p in operatie.get("parameters", [])
        ],
        velden=_velden(invoer),
        invoer=_voorbeeld_in_json(invoer, schema),
        uitvoer=_voorbeeld_in_json(_inhoud(goed, schema), schema),
        antwoorden=sorted((str(status), a["description"]) for status, a in operatie["responses"].items()),
    )


def _inhoud(deel: Beschrijving, schema: Beschrijving) -> Beschrijving:
    inhoud: Beschrijving = next(iter(deel.get("content", {}).values()), {})
    return _volg(inhoud.get("schema", {}), schema)


def _volg(deel: Beschrijving, schema: Beschrijving) -> Beschrijving:
    """What a reference leads to."""
    if "$ref" not in deel:
        return deel
    gevonden: Beschrijving = schema["components"]["schemas"][deel["$ref"].rsplit("/", 1)[-1]]
    return gevonden


def _velden(deel: Beschrijving) -> list[Veld]:
    verplicht = deel.get("required", [])
    return [
        Veld(naam, _soort(veld), veld.get("description", ""), naam in verplicht)
        for naam, veld in deel.get("properties", {}).items()
    ]


def _uitleg(parameter: Beschrijving) -> str:
    return str(parameter.get("description") or parameter["schema"].get("description", ""))


_SOORTEN = {"string": "tekst", "integer": "geheel getal", "boolean": "true of false", "array": "lijst"}
_VORMEN = {"date": "datum", "date-time": "tijdstip met tijdzone"}


def _soort(veld: Beschrijving) -> str:
    keuzes = [keuze for keuze in veld.get("anyOf", [veld]) if keuze.get("type") != "null"]
    eerste = keuzes[0] if keuzes else {}
    return _VORMEN.get(eerste.get("format", "")) or _SOORTEN.get(eerste.get("type", ""), "object")


def _voorbeeld_in_json(deel: Beschrijving, schema: Beschrijving) -> str:
    return json.dumps(voorbeeld(deel, schema), ensure_ascii=False, indent=2) if deel else ""


def voorbeeld(deel: Beschrijving, schema: Beschrijving) -> Any:
    """An example of what a schema describes, from the examples at its fields."""
    deel = _volg(deel, schema)
    if deel.get("examples"):
        return deel["examples"][0]
    if "properties" in deel:
        return {naam: voorbeeld(veld, schema) for naam, veld in deel["properties"].items()}
    if deel.get("type") == "array":
        return [voorbeeld(deel["items"], schema)]
    if "anyOf" in deel:
        return voorbeeld(deel["anyOf"][0], schema)
    return deel.get("default", "…")
