"""Writing, reading and verifying the logboek (design D6; ADR 0006).

Each subject has its own numbered chain, so writers of different subjects never wait for each other.
`verzegel` closes all heads that moved in a seal; seals chain too, so a cut-off tail is found.

`gegevens` is a *patch*: the facts of the subject that this line changed. Laying the patches of a
subject over each other, in order of `gebeurd_op`, gives its state on a date (`stand_op`).
"""

import datetime as dt
import json
from collections import Counter
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
    "samen",
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
    wachtend = _samen.get()
    if wachtend is None:
        _write([regel])
    else:
        wachtend.append(regel)
    return regel


_samen: ContextVar[list[Logboekregel] | None] = ContextVar("samen", default=None)


@contextmanager
def samen() -> Iterator[None]:
    """Lines written within go to the database together at the end, in their order: two statements for all.

    For one act with many lines, inside its transaction. An act that fails leaves nothing: do not catch an error
    within and go on. A line has no number, hash or key before the end. Within another `samen` the outer one writes.
    """
    if _samen.get() is not None:
        yield
        return
    regels: list[Logboekregel] = []
    token = _samen.set(regels)
    try:
        yield
    finally:
        _samen.reset(token)
    if regels:
        _write(regels)


def _write(regels: Sequence[Logboekregel]) -> None:
    """Number and chain the lines, and append them."""
    with transaction.atomic(savepoint=False):
        koppen = _move_heads(Counter(regel.keten for regel in regels))
        for regel in regels:
            nummer, regel.vorige_hash = koppen[regel.keten]
            regel.volgnummer = nummer + 1
            regel.hash = bereken_hash(regel)
            koppen[regel.keten] = regel.volgnummer, regel.hash
        _insert(regels, {keten: kop for keten, (_, kop) in koppen.items()})


def _move_heads(aantallen: Mapping[str, int]) -> dict[str, tuple[int, str]]:
    """Take the lock of each head and move it up; gives per chain the number and hash of the line before.

    In order of name, so that two acts with the same chains wait for each other and never in a circle.
    """
    ketens = sorted(aantallen)
    rijen = ", ".join(["(%s, %s, %s, 0)"] * len(ketens))
    with connection.cursor() as cursor:
        cursor.execute(
            # S608: only placeholders are put into the text.
            "INSERT INTO core_logboekketen AS k (keten, volgnummer, hash, verzegeld_volgnummer) "  # noqa: S608 - see above
            f"VALUES {rijen} ON CONFLICT (keten) DO UPDATE SET volgnummer = k.volgnummer + EXCLUDED.volgnummer "
            "RETURNING keten, volgnummer, hash",
            [waarde for keten in ketens for waarde in (keten, aantallen[keten], GEEN_HASH)],
        )
        return {str(keten): (int(nummer) - aantallen[keten], str(kop)) for keten, nummer, kop in cursor}


def _insert(regels: Sequence[Logboekregel], koppen: Mapping[str, str]) -> None:
    """Write the lines and the new hash of each head in one statement; sets the primary keys of the lines."""
    velden = [veld for veld in Logboekregel._meta.local_concrete_fields if not veld.primary_key]
    kolommen = ", ".join(connection.ops.quote_name(veld.attname) for veld in velden)
    plaatsen = ", ".join([f"({', '.join(['%s'] * len(velden))})"] * len(regels))
    nieuw = ", ".join(["(%s, %s)"] * len(koppen))
    waarden: list[Any] = [waarde for kop in koppen.items() for waarde in kop]
    for regel in regels:
        waarden += [veld.get_db_prep_save(getattr(regel, veld.attname), connection) for veld in velden]
    with connection.cursor() as cursor:
        cursor.execute(
            # S608: only placeholders and names of our own columns are put into the text.
            "WITH kop AS (UPDATE core_logboekketen AS k SET hash = n.hash "  # noqa: S608 - see above
            f"FROM (VALUES {nieuw}) AS n (keten, hash) WHERE k.keten = n.keten) "
            f"INSERT INTO core_logboekregel ({kolommen}) VALUES {plaatsen} RETURNING id",
            waarden,
        )
        sleutels = [int(row[0]) for row in cursor]
    for regel, sleutel in zip(regels, sleutels, strict=True):
        regel.pk = sleutel
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
