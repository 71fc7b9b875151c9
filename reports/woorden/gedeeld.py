"""Words that both reports use."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from reports.perioden import MAANDEN
from reports.snapshot.bronnen import in_woorden
from reports.snapshot.hash import sha256

TELWOORDEN = (
    *("nul", "een", "twee", "drie", "vier", "vijf", "zes"),
    *("zeven", "acht", "negen", "tien", "elf", "twaalf"),
)
T0 = {"code": "t0", "nummer": "T0", "naam": "Regulier toezicht", "kort": "Regulier", "hoogte": 0}
AANTAL_TREDEN = 8


def rondom(snapshot: Mapping[str, Any], eigen: Mapping[str, Any]) -> dict[str, Any]:
    """Title, running heads, cover and check number."""
    kop, feiten = snapshot["kop"], snapshot["feiten"]
    peildatum, bekend = in_woorden(feiten["peildatum"]), in_woorden(kop["kennisdatum"])
    controlegetal = sha256(snapshot)
    return {
        "provincie": feiten["provincie"]["naam"],
        "titel": f"{eigen['soortnaam']} {eigen['onderwerp']}, {peildatum}",
        "kop_links": f"{eigen['soortnaam']} · {eigen['onderwerp']}",
        "kop_rechts": f"peildatum {peildatum}",
        "voet": f"Provincie {feiten['provincie']['naam']} · {kop['kenmerk']} versie {kop['versie']}",
        "gemaakt_op": kop["kennisdatum"],
        "peildatum": peildatum,
        "bekend": bekend,
        "periode": feiten["periode"]["naam"],
        "kenmerk": kop["kenmerk"],
        "versie": kop["versie"],
        "controlegetal": controlegetal,
        "controlegetal_kort": in_groepen(controlegetal[:16]) + " … " + controlegetal[-4:],
    }


def in_groepen(tekst: str, per: int = 4) -> str:
    """7f3c 11d0 9be2."""
    return " ".join(tekst[plek : plek + per] for plek in range(0, len(tekst), per))


def telwoord(aantal: int) -> str:
    """The number in words up to twelve."""
    return TELWOORDEN[aantal] if aantal < len(TELWOORDEN) else str(aantal)


def hoofdletter(zin: str) -> str:
    """The sentence with a capital."""
    return zin[:1].upper() + zin[1:]


def opsomming(delen: Sequence[str]) -> str:
    """a, b en c."""
    return delen[0] if len(delen) == 1 else f"{', '.join(delen[:-1])} en {delen[-1]}" if delen else ""


def meervoud(aantal: int, een: str, meer: str) -> str:
    """'één dossier' or 'drie dossiers'."""
    return f"één {een}" if aantal == 1 else f"{telwoord(aantal)} {meer}"


def datum_kort(iso: Any) -> str:
    """14 sep 2026, where there is little room."""
    if not iso:
        return "–"
    dag = dt.date.fromisoformat(str(iso)[:10])
    return f"{dag.day} {MAANDEN[dag.month - 1][:3]} {dag.year}"


def datum(iso: Any) -> str:
    """An ISO date as people say it; a dash without one."""
    return in_woorden(str(iso)) if iso else "–"
