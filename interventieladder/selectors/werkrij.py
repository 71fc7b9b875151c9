"""One row of the werkvoorraad as plain data."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from interventieladder.models import Dossier
from toezicht.core.domeinen import DOMEINEN
from toezicht.core.models import User

BESLISSEN, CONTROLEREN, VERSTUREN = "beslissen", "controleren", "versturen"


@dataclass(frozen=True, slots=True)
class Werk:
    """One thing to do. `pagina` and `sleutel` name where: besluit, voorstel, dossier or inzet, and its number.

    `datum` is the day it is due; without one `sinds` says how long it waits. `plek`: 0 (T0) to 7 (T6) or None.
    """

    groep: str
    overheid: str
    onderwerp: str
    waarom: str
    daad: str
    pagina: str
    sleutel: str
    domein: str
    trede: str
    plek: int | None
    datum: dt.date | None = None
    sinds: dt.date | None = None
    anker: str = ""
    bij: str = ""
    uitleg: Sequence[str] = ()


def werkrij(dossier: Dossier, **wat: Any) -> Werk:
    """A row about this dossier; `wat` holds the rest of `Werk`."""
    return Werk(
        overheid=dossier.overheid.naam,
        domein=DOMEINEN.get(dossier.domein, dossier.domein),
        trede=dossier.tredenaam,
        plek=dossier.plek,
        **{"pagina": "dossier", "sleutel": dossier.nummer, **wat},
    )


def naam_bij(dossier: Dossier, user: User) -> str:
    """Whose dossier it is, for who looks at the whole team."""
    return "" if dossier.behandelaar_id == user.pk else f" Behandelaar: {dossier.behandelaar.naam}."
