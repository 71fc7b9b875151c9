"""The check number of a snapshot."""

import hashlib
from collections.abc import Mapping
from typing import Any

from toezicht.core.logboek import canoniek


def sha256(waarde: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of the canonical JSON."""
    return hashlib.sha256(canoniek(waarde)).hexdigest()
