"""How a line and a seal become a hash. Changing anything here breaks every chain ever written."""

import datetime as dt
import hashlib
import json
from typing import Any

from toezicht.core.models import Logboekregel, Logboekzegel

GEEN_HASH = "0" * 64


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


def bereken_zegel_hash(zegel: Logboekzegel) -> str:
    """SHA-256 (hex) over the seal before and the heads in this one."""
    inhoud = [
        zegel.vorige_hash,
        zegel.volgnummer,
        zegel.gemaakt_op.astimezone(dt.UTC).isoformat(timespec="microseconds"),
        zegel.koppen,
    ]
    return hashlib.sha256(canoniek(inhoud)).hexdigest()
