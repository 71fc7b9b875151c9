"""A strict JSON reader that remembers where everything stood.

The reader of the standard library accepts doubled keys and NaN, goes as deep as the stack, and forgets the
positions that an error about the content needs. This one refuses all that, and is bounded in size, depth
and number of values. Numbers become int or Decimal, never float.
"""

import json
import re
from bisect import bisect_right
from decimal import Decimal
from typing import NoReturn, Union

from signalen.cijfers.fouten import Bestandsfout, Iv3Geweigerd

MAX_BYTES = 20 * 1024 * 1024
MAX_DIEPTE = 12
MAX_WAARDEN = 500_000

_NIET_WIT = re.compile(r"[^ \t\n\r]")
_TEKST = re.compile(
    r'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+"',
)
_GETAL = re.compile(r"-?(?:0|[1-9][0-9]*+)(\.[0-9]++)?([eE][+-]?[0-9]++)?(?![0-9A-Za-z.+-])")
_WOORD = re.compile(r"[A-Za-z_+-][A-Za-z0-9_.]*+")
_MAX_CIJFERS = 30
_VASTE_WOORDEN: dict[str, bool | None] = {"true": True, "false": False, "null": None}

Waarde = Union["Voorwerp", "Lijst", str, int, Decimal, bool, None]


class Voorwerp(dict[str, Waarde]):
    """A JSON object; `plaats` is its offset in the text, `plaatsen` those of the values."""

    __slots__ = ("plaats", "plaatsen")

    def __init__(self, plaats: int) -> None:
        super().__init__()
        self.plaats = plaats
        self.plaatsen: dict[str, int] = {}


class Lijst(list[Waarde]):
    """A JSON array; `plaats` is its offset in the text, `plaatsen` those of the items."""

    __slots__ = ("plaats", "plaatsen")

    def __init__(self, plaats: int) -> None:
        super().__init__()
        self.plaats = plaats
        self.plaatsen: list[int] = []


class Tekstplaatsen:
    """Turns an offset into a line number (from 1)."""

    def __init__(self, tekst: str) -> None:
        self._einden = [match.start() for match in re.finditer("\n", tekst)]

    def regel(self, plaats: int) -> int:
        """The line on which `plaats` lies."""
        return bisect_right(self._einden, plaats - 1) + 1


def ontleed(inhoud: bytes) -> tuple[Waarde, Tekstplaatsen]:
    """Read UTF-8 JSON; returns the value and the line finder. Raises Iv3Geweigerd with the line."""
    tekst = _als_tekst(inhoud)
    plaatsen = Tekstplaatsen(tekst)
    lezer = _Lezer(tekst, plaatsen)
    return lezer.alles(), plaatsen


def _weiger(regel: int, reden: str) -> NoReturn:
    raise Iv3Geweigerd([Bestandsfout(regel, "", reden)])


def _als_tekst(inhoud: bytes) -> str:
    if len(inhoud) > MAX_BYTES:
        _weiger(1, f"het bestand is groter dan {MAX_BYTES // 2**20} MB; zo groot is een Iv3-bestand niet.")
    if inhoud.startswith((b"\xff\xfe", b"\xfe\xff")):
        _weiger(1, "het bestand is in UTF-16 opgeslagen; sla het op in UTF-8.")
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError as fout:
        regel = inhoud.count(b"\n", 0, fout.start) + 1
        _weiger(regel, "het bestand is niet in UTF-8 opgeslagen: hier staat een teken dat niet te lezen is.")
    if not tekst.strip(" \t\n\r\x00"):
        _weiger(1, "het bestand is leeg.")
    return tekst


class _Lezer:
    """Recursive descent over `tekst`; `_hier` is the offset of the next character to read."""

    def __init__(self, tekst: str, plaatsen: Tekstplaatsen) -> None:
        self._tekst = tekst
        self._plaatsen = plaatsen
        self._hier = 0
        self._aantal = 0

    def alles(self) -> Waarde:
        """The whole text as one value."""
        self._wit()
        waarde = self._waarde(0)
        self._wit()
        if self._hier < len(self._tekst):
            self._fout("na het einde van de gegevens staat nog tekst.")
        return waarde

    def _fout(self, reden: str, plaats: int | None = None) -> NoReturn:
        plek = self._hier if plaats is None else plaats
        _weiger(self._plaatsen.regel(plek), reden)

    def _wit(self) -> None:
        match = _NIET_WIT.search(self._tekst, self._hier)
        self._hier = match.start() if match else len(self._tekst)

    def _teken(self) -> str:
        return self._tekst[self._hier : self._hier + 1]

    def _waarde(self, diepte: int) -> Waarde:
        self._aantal += 1
        if self._aantal > MAX_WAARDEN:
            self._fout(f"het bestand bevat meer dan {MAX_WAARDEN} waarden.")
        if diepte > MAX_DIEPTE:
            self._fout(f"de gegevens zijn dieper dan {MAX_DIEPTE} lagen genest.")
        teken = self._teken()
        if teken == "{":
            return self._object(diepte)
        if teken == "[":
            return self._lijst(diepte)
        if teken == '"':
            return self._tekstwaarde()
        return self._getal_of_woord()

    def _object(self, diepte: int) -> Voorwerp:
        gevonden = Voorwerp(self._hier)
        self._hier += 1
        self._wit()
        if self._sluit("}"):
            return gevonden
        while True:
            self._paar(gevonden, diepte)
            if not self._verder("}"):
                return gevonden

    def _paar(self, doel: Voorwerp, diepte: int) -> None:
        """One key with its value; stands at the key."""
        plaats = self._hier
        if self._teken() != '"':
            self._fout("hier wordt een sleutel tussen dubbele aanhalingstekens verwacht.")
        sleutel = self._tekstwaarde()
        if sleutel in doel:
            self._fout(f"de sleutel ‘{sleutel[:60]}’ komt twee keer voor in hetzelfde onderdeel.", plaats)
        self._wit()
        if not self._sluit(":"):
            self._fout(f"na de sleutel ‘{sleutel[:60]}’ ontbreekt een dubbele punt.")
        self._wit()
        doel.plaatsen[sleutel] = self._hier
        doel[sleutel] = self._waarde(diepte + 1)

    def _lijst(self, diepte: int) -> Lijst:
        gevonden = Lijst(self._hier)
        self._hier += 1
        self._wit()
        if self._sluit("]"):
            return gevonden
        while True:
            gevonden.plaatsen.append(self._hier)
            gevonden.append(self._waarde(diepte + 1))
            if not self._verder("]"):
                return gevonden

    def _sluit(self, teken: str) -> bool:
        """Take `teken` when it stands here."""
        if self._teken() != teken:
            return False
        self._hier += 1
        return True

    def _verder(self, einde: str) -> bool:
        """After an item: True when a comma and another item follow, False at the end."""
        self._wit()
        if self._sluit(einde):
            return False
        if not self._sluit(","):
            if not self._teken():
                self._fout("het bestand houdt midden in de gegevens op.")
            self._fout(f"hier wordt een komma of ‘{einde}’ verwacht.")
        self._wit()
        if self._teken() == einde:
            self._fout(f"na de laatste komma ontbreekt een waarde (vóór ‘{einde}’).")
        return True

    def _tekstwaarde(self) -> str:
        match = _TEKST.match(self._tekst, self._hier)
        if match is None:
            self._fout("deze tekst is niet goed afgesloten of bevat een ongeldig teken.")
        plaats, self._hier = self._hier, match.end()
        rauw = match.group()
        if "\\" not in rauw:
            return rauw[1:-1]
        tekst: str = json.loads(rauw)
        if any(teken == "\x00" or "\ud800" <= teken <= "\udfff" for teken in tekst):
            self._fout("deze tekst bevat een teken dat niet bestaat.", plaats)
        return tekst

    def _getal_of_woord(self) -> int | Decimal | bool | None:
        match = _GETAL.match(self._tekst, self._hier)
        if match is None:
            return self._woord()
        rauw = match.group()
        if len(rauw) > _MAX_CIJFERS:
            self._fout("dit getal is te lang.")
        self._hier = match.end()
        return Decimal(rauw) if match.group(1) or match.group(2) else int(rauw)

    def _woord(self) -> bool | None:
        match = _WOORD.match(self._tekst, self._hier)
        woord = match.group() if match else ""
        if woord not in _VASTE_WOORDEN:
            self._geen_waarde(woord)
        self._hier += len(woord)
        return _VASTE_WOORDEN[woord]

    def _geen_waarde(self, woord: str) -> NoReturn:
        if woord.lstrip("+-") in {"NaN", "Infinity"}:
            self._fout(f"‘{woord}’ is geen getal.")
        if not self._teken():
            self._fout("het bestand houdt midden in de gegevens op.")
        begin = self._tekst[self._hier : self._hier + 20].splitlines()[0]
        self._fout(f"‘{begin}’ is geen geldige waarde.")
