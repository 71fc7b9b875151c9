"""Checking what somebody filled in for a letter: complete, of the right shape, and printable."""

import datetime as dt
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from interventieladder.brieven.velden import VELDEN, Veld, velden_van
from interventieladder.treden import DOCUMENTEN
from toezicht.core.fouten import Weigering

if TYPE_CHECKING:
    from interventieladder.models import Dossier

Rij = TypeVar("Rij")
MAX_TEKENS = {"tekst": 200, "alinea": 20_000}
MAX_REGEL = 1000
MAX_CEL = 300
MAX_RIJEN = 60
VROEGSTE, LAATSTE = dt.date(1990, 1, 1), dt.date(2100, 1, 1)
_RICHTING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of writing: a letter could read otherwise than it is stored."""


def controleer_velden(
    soort: str, velden: Mapping[str, Any], *, dossier: "Dossier | None" = None
) -> dict[str, Any]:
    """The fields of a letter, cleaned, as plain JSON values in the order of the form.

    Texts lose outer spaces, lists and tables their empty rows, dates become `jjjj-mm-dd`. Optional fields
    left out become empty. With `dossier` the blocks its own law adds count too (the remedy of L8). Raises
    `Weigering` (with `veld`) when a mandatory block is missing, a key does not belong to the letter, a value has
    the wrong shape or is too long, or a text holds control characters.
    """
    if soort not in VELDEN:
        raise Weigering("Voor dit document is geen sjabloon. Upload het bestand.", veld="soort")
    blokken = velden_van(soort, dossier) if dossier else VELDEN[soort]
    bekend = {veld.code for veld in blokken}
    for code in velden:
        if code not in bekend:
            raise Weigering(f"Het veld “{code}” hoort niet bij {DOCUMENTEN[soort].naam}.", veld=str(code))
    return {veld.code: _waarde(veld, velden.get(veld.code)) for veld in blokken}


def _waarde(veld: Veld, ruw: Any) -> Any:
    if veld.soort == "lijst":
        return _lijst(veld, ruw)
    if veld.soort == "tabel":
        return _tabel(veld, ruw)
    schoon = _cel(ruw, veld, veld.label, veld.maximum or MAX_TEKENS.get(veld.soort, MAX_TEKENS["tekst"]))
    if not schoon and veld.verplicht:
        raise Weigering(f"Vul het onderdeel “{veld.label}” in.", veld=veld.code)
    if veld.soort == "keuze" and schoon not in {code for code, _ in veld.keuzes}:
        raise Weigering(f"Kies bij “{veld.label}” uit de lijst.", veld=veld.code)
    return _datum(schoon, veld, veld.label) if veld.soort == "datum" else schoon


def _lijst(veld: Veld, ruw: Any) -> list[str]:
    regels = [_cel(regel, veld, veld.label, MAX_REGEL) for regel in _rijen(veld, ruw)]
    gevuld = [regel for regel in regels if regel]
    if not gevuld and veld.verplicht:
        raise Weigering(f"Zet ten minste één regel bij “{veld.label}”.", veld=veld.code)
    return _eis_aantal(veld, gevuld)


def _tabel(veld: Veld, ruw: Any) -> list[dict[str, str]]:
    gevuld = []
    for nummer, rij in enumerate(_rijen(veld, ruw), start=1):
        if not isinstance(rij, Mapping) or not set(rij) <= {kolom.code for kolom in veld.kolommen}:
            raise _verkeerde_vorm(veld)
        schoon = _rij(veld, nummer, rij)
        if schoon:
            gevuld.append(schoon)
    if not gevuld and veld.verplicht:
        raise Weigering(f"Zet ten minste één rij in de tabel “{veld.label}”.", veld=veld.code)
    return _eis_aantal(veld, gevuld)


def _rij(veld: Veld, nummer: int, rij: Mapping[str, Any]) -> dict[str, str]:
    """One row cleaned; empty when nothing was filled in."""
    waarden = {}
    for kolom in veld.kolommen:
        wat = f"{kolom.label}” in rij {nummer} van “{veld.label}"
        cel = _cel(rij.get(kolom.code), veld, wat, MAX_CEL)
        waarden[kolom.code] = _datum(cel, veld, wat) if kolom.soort == "datum" else cel
    if not any(waarden.values()):
        return {}
    for kolom in veld.kolommen:
        if kolom.verplicht and not waarden[kolom.code]:
            raise Weigering(
                f"Vul “{kolom.label}” in rij {nummer} van “{veld.label}” in, of maak de rij leeg.",
                veld=veld.code,
            )
    return waarden


def _rijen(veld: Veld, ruw: Any) -> list[Any]:
    if ruw is None or ruw == "":
        return []
    if not isinstance(ruw, list | tuple):
        raise _verkeerde_vorm(veld)
    return list(ruw)


def _eis_aantal(veld: Veld, gevuld: list[Rij]) -> list[Rij]:
    """The same rows, when they are not too many; an empty one does not count."""
    maximum = max_rijen(veld)
    if len(gevuld) > maximum:
        raise Weigering(f"“{veld.label}” kan ten hoogste {maximum} regels hebben.", veld=veld.code)
    return gevuld


def max_rijen(veld: Veld) -> int:
    """How many rows a table or list holds."""
    return veld.maximum or MAX_RIJEN


def _verkeerde_vorm(veld: Veld) -> Weigering:
    return Weigering(f"“{veld.label}” heeft niet de juiste vorm. Vul het opnieuw in.", veld=veld.code)


def _cel(ruw: Any, veld: Veld, wat: str, maximum: int) -> str:
    """A text of at most `maximum` characters without control characters, or an empty one."""
    if ruw is None:
        return ""
    if isinstance(ruw, dt.date):
        return ruw.isoformat()[:10]
    if not isinstance(ruw, str):
        raise _verkeerde_vorm(veld)
    tekst = unicodedata.normalize("NFC", ruw.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    tekst = tekst.strip()
    if veld.soort != "alinea":
        tekst = tekst.replace("\n", " ")
    if any(_onprintbaar(teken) for teken in tekst):
        raise Weigering(
            f"In “{wat}” staan tekens die niet in een brief kunnen. Typ de tekst daar opnieuw.",
            veld=veld.code,
        )
    if len(tekst) > maximum:
        raise Weigering(
            f"“{wat}” is te lang: {len(tekst)} tekens, ten hoogste {maximum}. Kort de tekst in.",
            veld=veld.code,
        )
    return tekst


def _onprintbaar(teken: str) -> bool:
    return (teken != "\n" and unicodedata.category(teken) in ("Cc", "Cs", "Co", "Cn")) or teken in _RICHTING


def _datum(tekst: str, veld: Veld, wat: str) -> str:
    if not tekst:
        return ""
    try:
        datum = dt.date.fromisoformat(tekst)
    except ValueError:
        datum = None
    if datum is None or not VROEGSTE <= datum <= LAATSTE:
        raise Weigering(f"Vul bij “{wat}” een bestaande datum in.", veld=veld.code)
    return datum.isoformat()
