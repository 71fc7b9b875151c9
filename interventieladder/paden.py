"""Where files of a dossier lie below the media root: by the month of the one clock, with a random part.

The random part makes names unguessable and keeps a rolled-back act from standing in the way of the next.
"""

import secrets
from typing import Any

from toezicht.core import clock


def plaats_van_stuk(stuk: Any, naam: str) -> str:
    """Path of a paper that came in."""
    return f"stukken/{clock.vandaag():%Y/%m}/{secrets.token_hex(6)}/{naam}"


def plaats_van_brief(brief: Any, naam: str) -> str:
    """Path of an outgoing document."""
    return f"brieven/{clock.vandaag():%Y/%m}/{secrets.token_hex(6)}/{naam}"
