"""Writing, reading and verifying the logboek (design D6; ADR 0006).

Each subject has its own numbered chain, so writers of different subjects never wait for each other.
`verzegel` closes all heads that moved in a seal; seals chain too, so a cut-off tail is found.

`gegevens` is a *patch*: the facts of the subject that this line changed. Laying the patches of a
subject over each other, in order of `gebeurd_op`, gives its state on a date (`stand_op`).
"""

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import F

from toezicht.core import clock
from toezicht.core.logboekcontrole import Controle, controleer
from toezicht.core.loghash import GEEN_HASH, bereken_hash, bereken_zegel_hash, canoniek
from toezicht.core.models import Logboekketen, Logboekregel, Logboekzegel

if TYPE_CHECKING:
    from toezicht.core.models import User

_ZEGELSLOT = 0x10C_B0E  # advisory lock: one seal is made at a time
__all__ = [
    "GEEN_HASH",
    "SYSTEEM",
    "Controle",
    "Onderwerp",
    "bereken_hash",
    "canoniek",
    "controleer",
    "correlatie",
    "met_correlatie",
    "schrijf",
    "stand_op",
    "verzegel",
    "verzegel_alles",
]

SYSTEEM = "het systeem"

correlatie: ContextVar[str] = ContextVar("correlatie", default="")


@dataclass(frozen=True, slots=True)
class Onderwerp:
    """What a line is about. `overheid_code` lets a page and a report gather all lines of one organisation."""

    soort: str
    id: str
    overheid_code: str = ""

    @property
    def keten(self) -> str:
        """Name of the chain."""
        return f"{self.soort}:{self.id}"


BESLOTEN = "_cdk"
"""Ends the kind of a subject in the closed room of the cdK, so that no open chain or replay holds it."""


@contextmanager
def met_correlatie(kenmerk: str) -> Iterator[None]:
    """All lines written within carry `kenmerk`: one request or one task is one act."""
    token = correlatie.set(kenmerk)
    try:
        yield
    finally:
        correlatie.reset(token)


def schrijf(
    *,
    onderwerp: Onderwerp,
    handeling: str,
    door: "User | None",
    namens: str = "",
    van: str = "",
    naar: str = "",
    reden: str = "",
    gegevens: Mapping[str, Any] | None = None,
    gebeurd_op: dt.date | None = None,
    vertrouwelijkheid: str = "intern",
) -> Logboekregel:
    """Append one line to the chain of `onderwerp`; must run inside the transaction of the act.

    `door` None means the system itself. `gebeurd_op` is the day it was true in the world (default today);
    the moment of recording is always the clock's. Two statements: the head (which waits for another
    writer of the same subject) and the line.
    """
    moment = clock.nu()
    regel = Logboekregel(
        keten=onderwerp.keten,
        onderwerp_soort=onderwerp.soort,
        onderwerp_id=onderwerp.id,
        overheid_code=onderwerp.overheid_code,
        handeling=handeling,
        van=van,
        naar=naar,
        reden=reden,
        gegevens=_plain(gegevens or {}),
        door_id=door.pk if door else None,
        door_naam=door.naam if door else SYSTEEM,
        namens=namens,
        gebeurd_op=gebeurd_op or moment.date(),
        vastgelegd_op=moment,
        vertrouwelijkheid=vertrouwelijkheid,
        correlatie=correlatie.get(),
    )
    with transaction.atomic(savepoint=False):
        regel.volgnummer, regel.vorige_hash = _next_in_chain(onderwerp.keten)
        regel.hash = bereken_hash(regel)
        _insert(regel)
    return regel


def _next_in_chain(keten: str) -> tuple[int, str]:
    """Take the head's lock, move it up one; gives the new number and the hash of the line before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_logboekketen AS k (keten, volgnummer, hash, verzegeld_volgnummer) "
            "VALUES (%s, 1, %s, 0) ON CONFLICT (keten) DO UPDATE SET volgnummer = k.volgnummer + 1 "
            "RETURNING volgnummer, hash",
            [keten, GEEN_HASH],
        )
        row = cursor.fetchone()
    assert row is not None  # noqa: S101 - RETURNING of an upsert always gives a row
    return int(row[0]), str(row[1])


def _insert(regel: Logboekregel) -> None:
    """Write the line and its hash on the head in one statement; sets the line's primary key."""
    velden = [veld for veld in Logboekregel._meta.local_concrete_fields if not veld.primary_key]
    kolommen = ", ".join(connection.ops.quote_name(veld.attname) for veld in velden)
    plaatsen = ", ".join(["%s"] * len(velden))
    with connection.cursor() as cursor:
        cursor.execute(
            # S608: only names of our own columns are put into the text.
            "WITH kop AS (UPDATE core_logboekketen SET hash = %s WHERE keten = %s) "  # noqa: S608 - see above
            f"INSERT INTO core_logboekregel ({kolommen}) VALUES ({plaatsen}) RETURNING id",
            [
                regel.hash,
                regel.keten,
                *(veld.get_db_prep_save(getattr(regel, veld.attname), connection) for veld in velden),
            ],
        )
        row = cursor.fetchone()
    assert row is not None  # noqa: S101 - RETURNING of an insert always gives a row
    regel.pk = int(row[0])
    regel._state.adding = False


def _plain(value: Any) -> Any:
    """The same value as JSON will give it back: dates and decimals become text."""
    return json.loads(json.dumps(value, default=str, ensure_ascii=False))


def stand_op(
    *,
    soort: str,
    peildatum: dt.date,
    kennisdatum: dt.datetime,
    overheid_code: str = "",
    onderwerp_ids: Sequence[str] | None = None,
) -> dict[str, dict[str, Any]]:
    """State of every subject of `soort` as it was on `peildatum`, knowing what we knew at `kennisdatum`.

    Returns {subject id: facts}. Lines whose fact is later, or that were recorded later, do not count.
    `onderwerp_ids` reads these subjects only.
    """
    regels = Logboekregel.objects.filter(
        onderwerp_soort=soort, gebeurd_op__lte=peildatum, vastgelegd_op__lte=kennisdatum
    )
    if overheid_code:
        regels = regels.filter(overheid_code=overheid_code)
    if onderwerp_ids is not None:
        regels = regels.filter(keten__in=[f"{soort}:{pk}" for pk in onderwerp_ids])
    standen: dict[str, dict[str, Any]] = {}
    for onderwerp_id, gegevens in (
        regels.order_by("gebeurd_op", "vastgelegd_op", "id")
        .values_list("onderwerp_id", "gegevens")
        .iterator()
    ):
        standen.setdefault(onderwerp_id, {}).update(gegevens)
    return standen


KOPPEN_PER_ZEGEL = 20_000


@transaction.atomic
def verzegel() -> Logboekzegel | None:
    """Close heads that moved since the last seal in a new seal, the first 20,000; None when nothing moved.

    Heads that somebody is writing to now wait for the next seal: waiting for them here, with other heads
    locked, would deadlock with an act that logs on two subjects.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ZEGELSLOT])
    koppen = {
        keten: [nummer, kop]
        for keten, nummer, kop in Logboekketen.objects.select_for_update(skip_locked=True)
        .filter(volgnummer__gt=F("verzegeld_volgnummer"))
        .order_by("keten")
        .values_list("keten", "volgnummer", "hash")[:KOPPEN_PER_ZEGEL]
    }
    if not koppen:
        return None
    vorige = Logboekzegel.objects.order_by("-volgnummer").first()
    zegel = Logboekzegel(
        volgnummer=vorige.volgnummer + 1 if vorige else 1,
        gemaakt_op=clock.nu(),
        koppen=koppen,
        vorige_hash=vorige.hash if vorige else GEEN_HASH,
    )
    zegel.hash = bereken_zegel_hash(zegel)
    zegel.save(force_insert=True)
    Logboekketen.objects.filter(keten__in=koppen).update(verzegeld_volgnummer=F("volgnummer"))
    return zegel


def verzegel_alles() -> int:
    """Seal until nothing is left to seal; returns how many seals were made."""
    aantal = 0
    while verzegel() is not None:
        aantal += 1
    return aantal
