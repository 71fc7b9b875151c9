"""Is the program well? A list of checks that the page and `manage.py gezondheid` show alike.

A check is a function without arguments that gives (good, Dutch explanation). It reads, never repairs, and is
bounded in time. Later apps add their own from `AppConfig.ready`.
"""

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import redis
from celery import current_app
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Exists, F, OuterRef

from toezicht.core import clock
from toezicht.core.berichten import VASTGELOPEN_NA
from toezicht.core.hartslag import BEAT
from toezicht.core.models import Bericht, BerichtStatus, Hartslag, Logboekketen, Logboekregel

Controlefunctie = Callable[[], tuple[bool, str]]

STILTE = dt.timedelta(minutes=3)
ACHTERSTAND = dt.timedelta(minutes=15)
ONVERZEGELD = dt.timedelta(hours=1)
VRIJE_RUIMTE = 1024**3
VRIJ_DEEL = 0.05

_controles: dict[str, Controlefunctie] = {}


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What one check found."""

    naam: str
    goed: bool
    toelichting: str

    def als_json(self) -> dict[str, str]:
        """The shape of `manage.py gezondheid --json`."""
        uitkomst = "goed" if self.goed else "fout"
        return {"naam": self.naam, "uitkomst": uitkomst, "toelichting": self.toelichting}


def registreer_controle(naam: str, functie: Controlefunctie) -> None:
    """Add a check (or replace the one of that name). `functie()` gives (good, Dutch explanation)."""
    _controles[naam] = functie


def controleer_gezondheid() -> list[Uitkomst]:
    """Run all checks; one that breaks counts as a fault and does not stop the others."""
    return [_voer_uit(naam, functie) for naam, functie in _controles.items()]


def _voer_uit(naam: str, functie: Controlefunctie) -> Uitkomst:
    try:
        goed, toelichting = functie()
    except Exception as fout:  # noqa: BLE001 - a check that breaks is a finding, whatever broke
        melding = str(fout).strip().partition("\n")[0]
        return Uitkomst(
            naam, goed=False, toelichting=f"Niet te controleren: {type(fout).__name__}: {melding}"
        )
    return Uitkomst(naam, goed, toelichting)


def _database() -> tuple[bool, str]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        row = cursor.fetchone()
    return True, f"PostgreSQL {row[0] if row else ''}"


def _migraties() -> tuple[bool, str]:
    uitvoerder = MigrationExecutor(connection)
    open_ = [
        f"{m.app_label} {m.name}" for m, _ in uitvoerder.migration_plan(uitvoerder.loader.graph.leaf_nodes())
    ]
    if open_:
        return False, f"Nog uit te voeren met manage.py migrate: {', '.join(open_[:5])}"
    return True, "Het schema is bij"


def _broker() -> tuple[bool, str]:
    client = redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=2)
    try:
        client.ping()
    except redis.RedisError as fout:
        return False, f"Niet bereikbaar: {fout}. Stappen lukken wel; berichten en rapporten wachten."
    finally:
        client.close()
    return True, "Bereikbaar"


def _worker() -> tuple[bool, str]:
    antwoorden = current_app.control.ping(timeout=1.0)
    namen = sorted(naam for antwoord in antwoorden or [] for naam in antwoord)
    if not namen:
        return False, "Er antwoordt geen worker. Berichten en rapporten blijven liggen."
    return True, f"{len(namen)} aan het werk: {', '.join(namen)}"


def _beat() -> tuple[bool, str]:
    hartslag = Hartslag.objects.filter(naam=BEAT).first()
    if hartslag is None:
        return False, "Er is nog nooit een tik geweest. Draait beat?"
    stil = clock.nu() - hartslag.laatste_op
    moment = f"{clock.lokaal(hartslag.laatste_op):%d-%m-%Y %H:%M:%S}"
    if stil > STILTE:
        return False, f"De laatste tik was op {moment}. Draaien beat en een worker?"
    return True, f"Laatste tik op {moment}"


def _berichten() -> tuple[bool, str]:
    moment = clock.nu()
    rijen = Bericht.objects.all()
    mislukt = rijen.filter(status=BerichtStatus.MISLUKT).count()
    vast = rijen.filter(status=BerichtStatus.BEZIG, gestart_op__lt=moment - VASTGELOPEN_NA).count()
    laat = rijen.filter(status=BerichtStatus.GEPLAND, niet_voor__lt=moment - ACHTERSTAND).count()
    toelichting = f"{mislukt} mislukt, {vast} vastgelopen, {laat} te laat"
    return not (mislukt or vast or laat), toelichting


def _schijf() -> tuple[bool, str]:
    plaatsen = {Path(settings.VAR_DIR), Path(settings.MEDIA_ROOT)}
    krap, regels = False, []
    for plaats in sorted(plaatsen):
        bestaand = next(deel for deel in (plaats, *plaats.parents) if deel.exists())
        gebruik = shutil.disk_usage(bestaand)
        krap = krap or gebruik.free < VRIJE_RUIMTE or gebruik.free < VRIJ_DEEL * gebruik.total
        regels.append(f"{plaats.name}: {gebruik.free / 1024**3:.1f} GB vrij".replace(".", ","))
    return not krap, "; ".join(regels)


def _logboekzegel() -> tuple[bool, str]:
    oudste_open = Logboekregel.objects.filter(
        keten=OuterRef("keten"),
        volgnummer=OuterRef("verzegeld_volgnummer") + 1,
        vastgelegd_op__lt=clock.nu() - ONVERZEGELD,
    )
    te_laat = Logboekketen.objects.filter(
        Exists(oudste_open), volgnummer__gt=F("verzegeld_volgnummer")
    ).count()
    if te_laat:
        return False, f"{te_laat} ketens hebben regels van meer dan een uur oud zonder zegel"
    return True, "Alle regels van meer dan een uur oud zijn verzegeld"


for _naam, _functie in (
    ("database", _database),
    ("migraties", _migraties),
    ("broker", _broker),
    ("worker", _worker),
    ("beat", _beat),
    ("berichten", _berichten),
    ("logboekzegel", _logboekzegel),
    ("schijf", _schijf),
):
    registreer_controle(_naam, _functie)
