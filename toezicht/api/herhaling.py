"""Creating once: a request with a key that was used before is shown what the first one made."""

import datetime as dt
import hashlib
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


def eenmaal(
    request: HttpRequest, sleutel: str, *, maak: Callable[[], str], toon: Callable[[str], HttpResponse]
) -> HttpResponse:
    """What `maak` created, as `toon` answers it; again with this key (kept 24 hours) only `toon`.

    `maak` gives by which `toon` finds it back for this account: an answer is never kept, so that who may no longer
    see what was made does not get it by asking again. All in one transaction: when `maak` refuses, the key is free
    again. Two at once: the second waits for the first. Raises `SleutelOntbreekt` (400), `AnderVerzoek` (422).
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
            return _weer(Idempotentie.objects.get(account=user, sleutel=sleutel), verzoek, toon)
        kenmerk = maak()
        Idempotentie.objects.filter(pk=pk).update(kenmerk=kenmerk)
        return toon(kenmerk)


def _afdruk(request: HttpRequest) -> str:
    delen = (request.method or "", request.path, hashlib.sha256(request.body).hexdigest())
    return hashlib.sha256("\n".join(delen).encode()).hexdigest()


def _claim(user: User, sleutel: str, verzoek: str) -> int | None:
    """The row for this key, which waits for another request with it; None when it was used before."""
    nu = clock.nu()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO api_idempotentie AS i (account_id, sleutel, verzoek, kenmerk, gemaakt_op) "
            "VALUES (%s, %s, %s, '', %s) ON CONFLICT (account_id, sleutel) DO UPDATE "
            "SET verzoek = EXCLUDED.verzoek, gemaakt_op = EXCLUDED.gemaakt_op WHERE i.gemaakt_op < %s "
            "RETURNING id",
            [user.pk, sleutel, verzoek, nu, nu - BEWAARD],
        )
        rij = cursor.fetchone()
    return int(rij[0]) if rij else None


def _weer(rij: Idempotentie, verzoek: str, toon: Callable[[str], HttpResponse]) -> HttpResponse:
    if rij.verzoek != verzoek:
        raise AnderVerzoek(
            "Deze Idempotency-Key is al gebruikt voor een ander verzoek. Kies voor elke aanmaak een nieuwe sleutel."
        )
    uit = toon(rij.kenmerk)
    uit.headers[HERHAALD] = "true"
    return uit


def ruim_op() -> int:
    """Forget the keys that are older than a day; how many."""
    aantal, _ = Idempotentie.objects.filter(gemaakt_op__lt=clock.nu() - BEWAARD).delete()
    return aantal
