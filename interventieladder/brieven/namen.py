"""Names in a text: whether it holds one, and putting a new one in its place; whole words only."""

import re
from collections.abc import Mapping
from typing import Any


def noemt(tekst: str, naam: str) -> bool:
    """Whether the text holds this name, not merely a longer word that begins or ends like it."""
    return _patroon(naam).search(tekst) is not None


def vervang(waarde: Any, namen: Mapping[str, str]) -> Any:
    """The same text, list or mapping with each old name replaced by its new one, in one pass.

    The longest name goes first, and a new name that stands there already stays: *Duinrand aan Zee* does not become
    *Duinrand aan Zee aan Zee*, *Ossendrecht* holds no *Oss*.
    """
    namen = {nieuw: nieuw for nieuw in namen.values() if nieuw} | dict(namen)
    return _vervang(waarde, _patroon(*sorted(namen, key=len, reverse=True)), namen) if namen else waarde


def met_namen(brief: Mapping[str, Any], namen: Mapping[str, str]) -> dict[str, Any]:
    """What a letter says, with new names in subject, text and addressees; a role is no name."""
    return {
        **brief,
        "onderwerp": vervang(brief["onderwerp"], namen)[:200],
        "velden": vervang(brief["velden"], namen),
        "geadresseerden": [
            {**g, "naam": vervang(g["naam"], namen), "adres": vervang(g["adres"], namen)}
            for g in brief["geadresseerden"]
        ],
    }


def _patroon(*namen: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(naam) for naam in namen)})(?!\w)")


def _vervang(waarde: Any, patroon: re.Pattern[str], namen: Mapping[str, str]) -> Any:
    if isinstance(waarde, str):
        return patroon.sub(lambda gevonden: namen[gevonden.group()], waarde)
    if isinstance(waarde, Mapping):
        return {code: _vervang(deel, patroon, namen) for code, deel in waarde.items()}
    return [_vervang(deel, patroon, namen) for deel in waarde]
