"""Writing, reading and verifying the logboek (design D6; ADR 0006).

Each subject has its own numbered chain, so writers of different subjects never wait for each other.
`verzegel` closes all heads that moved in a seal; seals chain too, so a cut-off tail is found.

`gegevens` is a *patch*: the facts of the subject that this line changed. Laying the patches of a
subject over each other, in order of `gebeurd_op`, gives its state on a date (`stand_op`).
"""

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import F

from toezicht.core import clock
from toezicht.core.models import Logboekketen, Logboekregel, Logboekzegel

if TYPE_CHECKING:
    from toezicht.core.models import User

GEEN_HASH = "0" * 64
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
        regel.save(force_insert=True)
        Logboekketen.objects.filter(keten=onderwerp.keten).update(hash=regel.hash)
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


def _plain(value: Any) -> Any:
    """The same value as JSON will give it back: dates and decimals become text."""
    return json.loads(json.dumps(value, default=str, ensure_ascii=False))


def canoniek(value: Any) -> bytes:
    """The one way to write a JSON value as bytes: sorted keys, no spaces, UTF-8."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str).encode()


def bereken_hash(regel: Logboekregel) -> str:
    """SHA-256 (hex) over the hash of the line before and every field of this one."""
    inhoud = [
        regel.vorige_hash,
        regel.keten,
        regel.volgnummer,
        regel.onderwerp_soort,
        regel.onderwerp_id,
        regel.overheid_code,
        regel.handeling,
        regel.van,
        regel.naar,
        regel.reden,
        regel.gegevens,
        regel.door_id,
        regel.door_naam,
        regel.namens,
        regel.gebeurd_op.isoformat(),
        regel.vastgelegd_op.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        regel.vertrouwelijkheid,
        regel.correlatie,
    ]
    return hashlib.sha256(canoniek(inhoud)).hexdigest()


def stand_op(
    *, soort: str, peildatum: dt.date, kennisdatum: dt.datetime, overheid_code: str = ""
) -> dict[str, dict[str, Any]]:
    """State of every subject of `soort` as it was on `peildatum`, knowing what we knew at `kennisdatum`.

    Returns {subject id: facts}. Lines whose fact is later, or that were recorded later, do not count.
    """
    regels = Logboekregel.objects.filter(
        onderwerp_soort=soort, gebeurd_op__lte=peildatum, vastgelegd_op__lte=kennisdatum
    )
    if overheid_code:
        regels = regels.filter(overheid_code=overheid_code)
    standen: dict[str, dict[str, Any]] = {}
    for onderwerp_id, gegevens in (
        regels.order_by("gebeurd_op", "vastgelegd_op", "id").values_list("onderwerp_id", "gegevens").iterator()
    ):
        standen.setdefault(onderwerp_id, {}).update(gegevens)
    return standen


@transaction.atomic
def verzegel() -> Logboekzegel | None:
    """Close all heads that moved since the last seal in a new seal; None when nothing moved."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x10C_B0E])
    koppen = {
        keten: [nummer, kop]
        for keten, nummer, kop in Logboekketen.objects.select_for_update()
        .filter(volgnummer__gt=F("verzegeld_volgnummer"))
        .order_by("keten")
        .values_list("keten", "volgnummer", "hash")
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


def bereken_zegel_hash(zegel: Logboekzegel) -> str:
    """SHA-256 (hex) over the seal before and the heads in this one."""
    inhoud = [
        zegel.vorige_hash,
        zegel.volgnummer,
        zegel.gemaakt_op.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        zegel.koppen,
    ]
    return hashlib.sha256(canoniek(inhoud)).hexdigest()


@dataclass(frozen=True, slots=True)
class Controle:
    """Outcome of a verification. `eerste_fout` is empty when all is well."""

    regels: int
    ketens: int
    zegels: int
    eerste_fout: str = ""
    regel_id: int | None = None


def controleer() -> Controle:
    """Walk all chains and seals; names the first line (in order of chain and number) that is wrong.

    Found are: a changed field, a removed or inserted line, a line moved to another chain, a cut-off
    tail below a seal or below the head, a changed seal.
    """
    koppen = {k.keten: k for k in Logboekketen.objects.all().iterator()}
    gezien: dict[str, tuple[int, str]] = {}
    verzegeld = _sealed_hashes()
    aantal = 0
    for regel in Logboekregel.objects.order_by("keten", "volgnummer").iterator(chunk_size=5000):
        aantal += 1
        nummer, vorige = gezien.get(regel.keten, (0, GEEN_HASH))
        fout = _wrong(regel, nummer, vorige, verzegeld.get((regel.keten, regel.volgnummer)))
        if fout:
            return Controle(aantal, len(gezien), 0, f"{regel.keten} regel {regel.volgnummer}: {fout}", regel.pk)
        gezien[regel.keten] = (regel.volgnummer, regel.hash)
    for keten, kop in sorted(koppen.items()):
        if gezien.get(keten, (0, GEEN_HASH)) != (kop.volgnummer, kop.hash):
            return Controle(aantal, len(gezien), 0, f"{keten}: de keten is korter dan de kop aangeeft ({kop.volgnummer})")
    for keten, nummer in sorted(verzegeld):
        if gezien.get(keten, (0, ""))[0] < nummer:
            return Controle(aantal, len(gezien), 0, f"{keten}: regel {nummer} is verzegeld maar ontbreekt")
    fout, zegels = _check_seals()
    return Controle(aantal, len(gezien), zegels, fout)


def _sealed_hashes() -> dict[tuple[str, int], str]:
    return {
        (keten, nummer): kop
        for koppen in Logboekzegel.objects.values_list("koppen", flat=True).iterator()
        for keten, (nummer, kop) in koppen.items()
    }


def _wrong(regel: Logboekregel, nummer: int, vorige: str, verzegeld: str | None) -> str:
    if regel.volgnummer != nummer + 1:
        return f"verwacht was nummer {nummer + 1}; er ontbreekt een regel"
    if regel.vorige_hash != vorige:
        return "sluit niet aan op de regel ervoor"
    if bereken_hash(regel) != regel.hash:
        return "de inhoud past niet bij de hash"
    if verzegeld is not None and verzegeld != regel.hash:
        return "wijkt af van het zegel"
    return ""


def _check_seals() -> tuple[str, int]:
    vorige, aantal = GEEN_HASH, 0
    for zegel in Logboekzegel.objects.order_by("volgnummer").iterator():
        aantal += 1
        if zegel.volgnummer != aantal or zegel.vorige_hash != vorige or bereken_zegel_hash(zegel) != zegel.hash:
            return f"zegel {zegel.volgnummer} klopt niet", aantal
        vorige = zegel.hash
    return "", aantal
