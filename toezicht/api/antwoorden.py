"""Answers: JSON by a schema, with the version of what is shown and the pages beside it in the head."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from ninja import Schema

JSON = "application/json; charset=utf-8"


def antwoord(
    schema: type[Schema], inhoud: Any, *, status: int = 200, versie: str = "", plek: str = ""
) -> HttpResponse:
    """`inhoud` as `schema` describes it. `versie` becomes the ETag, `plek` the Location of what was made."""
    tekst = schema.model_validate(inhoud).model_dump_json(by_alias=True)
    uit = HttpResponse(tekst, status=status, content_type=JSON)
    if versie:
        uit.headers["ETag"] = f'"{versie}"'
    if plek:
        uit.headers["Location"] = plek
    return uit


class Plaats(NamedTuple):
    """Cursors of the pages beside this one; empty at the end."""

    volgende: str
    vorige: str


def lijstantwoord(
    request: HttpRequest,
    schema: type[Schema],
    rijen: list[Any],
    plaats: Plaats,
    vraag: Mapping[str, Any],
) -> HttpResponse:
    """One page of a list, with `volgende` and `vorige` as addresses in the body and in the Link header."""
    hier = {naam: waarde for naam, waarde in vraag.items() if waarde not in ("", None)}
    adressen = {
        "volgende": _adres(request.path, hier, "na", plaats.volgende),
        "vorige": _adres(request.path, hier, "voor", plaats.vorige),
    }
    uit = antwoord(schema, {**adressen, "resultaten": rijen})
    namen = (("volgende", "next"), ("vorige", "prev"))
    if links := [f'<{adressen[naam]}>; rel="{rel}"' for naam, rel in namen if adressen[naam]]:
        uit.headers["Link"] = ", ".join(links)
    return uit


def _adres(pad: str, vraag: Mapping[str, Any], richting: str, cursor: str) -> str | None:
    return f"{pad}?{urlencode({**vraag, richting: cursor})}" if cursor else None
