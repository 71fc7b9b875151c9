"""Writing only on what was read: `If-Match` on every change of something that exists (RFC 9110, 13.1.1)."""

import re

from ninja.params.functions import Header

from toezicht.core.fouten import Weigering

_MERK = re.compile(r'"([^"]*)"')
IF_MATCH = Header(
    "",
    alias="If-Match",
    description="de ETag van wat u las; ontbreekt hij, dan volgt 428, en is hij niet meer de laatste, dan 412",
    max_length=500,
    example='"7"',
)


class VersieOntbreekt(Weigering):
    """A change without saying on which version."""

    status = 428


def verwacht(if_match: str) -> frozenset[str]:
    """The versions the caller says to have read. `VersieOntbreekt` (428) without any; `*` names none."""
    if not if_match.strip() or if_match.strip() == "*":
        raise VersieOntbreekt(
            "Zeg in de kop If-Match welke versie u las: neem de ETag van uw laatste GET. "
            "Zo overschrijft u niets wat u niet zag."
        )
    return frozenset(_MERK.findall(if_match))


def nummer(gelezen: frozenset[str]) -> int:
    """The version as a number, for services that compare it themselves; -1 (no version) for anything else."""
    eerste = next(iter(gelezen), "") if len(gelezen) == 1 else ""
    return int(eerste) if eerste.isascii() and eerste.isdigit() and len(eerste) < 10 else -1
