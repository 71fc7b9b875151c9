"""Creating once: a request with a key that was used before gets the answer of the first time."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from ninja.params.functions import Header

from toezicht.api.models import Idempotentie
from toezicht.core import clock
from toezicht.core.fouten import Weigering
from toezicht.core.models import User
from toezicht.core.toegang import gebruiker

BEWAARD = dt.timedelta(hours=24)
_SLEUTEL = re.compile(r"[\x21-\x7e]{1,100}")
_KOPPEN = ("Content-Type", "ETag", "Location")
HERHAALD = "Idempotency-Replayed"
IDEMPOTENCY_KEY = Header(
    "",
    alias="Idempotency-Key",
    description="een sleutel die u zelf kiest, nieuw per aanmaak; hetzelfde verzoek ermee maakt niets dubbel",
    max_length=500,
    example="0b2f6a52-6f0c-4c9e-9d0e-3f6f3a0a7c11",
)


class SleutelOntbreekt(Weigering):
    """A creation without a key."""

    status = 400


class AnderVerzoek(Weigering):
    """The key was used for another request."""


def eenmaal(request: HttpRequest, sleutel: str, doe: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer of `doe`, which creates something, or that of the first time with this key (kept 24 hours).

    All in one transaction: when `doe` refuses, the key is free again. Two at once: the second waits for the first.
    Raises `SleutelOntbreekt` (400), `AnderVerzoek` (422).
    """
    if not _SLEUTEL.fullmatch(sleutel):
        raise SleutelOntbreekt(
            "Geef in de kop Idempotency-Key een eigen sleutel van 1 tot 100 tekens zonder spaties, bijvoorbeeld "
            "een UUID. Zo maakt een herhaald verzoek niets dubbel."
        )
    user, verzoek = gebruiker(request), _afdruk(request)
    with transaction.atomic():
        pk = _claim(user, sleutel, verzoek)
        if pk is None:
            return _eerder(Idempotentie.objects.get(account=user, sleutel=sleutel), verzoek)
        uit = doe()
        koppen = {naam: uit.headers[naam] for naam in _KOPPEN if naam in uit.headers}
        Idempotentie.objects.filter(pk=pk).update(
            status=uit.status_code, koppen=koppen, inhoud=uit.content.decode()
        )
    return uit


def _afdruk(request: HttpRequest) -> str:
    delen = (request.method or "", request.path, hashlib.sha256(request.body).hexdigest())
    return hashlib.sha256("\n".join(delen).encode()).hexdigest()


def _claim(user: User, sleutel: str, verzoek: str) -> int | None:
    """The row for this key, which waits for another request with it; None when it was used before."""
    nu = clock.nu()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO api_idempotentie AS i (account_id, sleutel, verzoek, status, koppen, inhoud, gemaakt_op) "
            "VALUES (%s, %s, %s, 0, %s, '', %s) ON CONFLICT (account_id, sleutel) DO UPDATE "
            "SET verzoek = EXCLUDED.verzoek, gemaakt_op = EXCLUDED.gemaakt_op WHERE i.gemaakt_op < %s "
            "RETURNING id",
            [user.pk, sleutel, verzoek, json.dumps({}), nu, nu - BEWAARD],
        )
        rij = cursor.fetchone()
    return int(rij[0]) if rij else None


def _eerder(rij: Idempotentie, verzoek: str) -> HttpResponse:
    if rij.verzoek != verzoek:
        raise AnderVerzoek(
            "Deze Idempotency-Key is al gebruikt voor een ander verzoek. Kies voor elke aanmaak een nieuwe sleutel."
        )
    uit = HttpResponse(rij.inhoud, status=rij.status)
    for naam, waarde in rij.koppen.items():
        uit.headers[naam] = waarde
    uit.headers[HERHAALD] = "true"
    return uit


def ruim_op() -> int:
    """Forget the answers that are older than a day; how many."""
    aantal, _ = Idempotentie.objects.filter(gemaakt_op__lt=clock.nu() - BEWAARD).delete()
    return aantal
