"""From a TOML file or stored JSON to a `Beleid`, and back. Every wrong part is refused with where it stands."""

import datetime as dt
import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

from interventieladder.beleid import soorten as s
from interventieladder.beleid.brieven import bezwaren_tegen_brieven
from interventieladder.beleid.harde_regels import eis_geen_wetsleutels
from interventieladder.treden import TREDEN
from toezicht.core.fouten import Weigering

DATA = Path(__file__).parents[1] / "beleidsdata"
MAX_BYTES = 200_000
TYPEN = (str, int, bool, dt.date)
WOORDEN = {
    str: "een tekst",
    int: "een geheel getal",
    bool: "true of false",
    dt.date: "een datum (jjjj-mm-dd)",
}
T = TypeVar("T")

Inhoud = Mapping[str, Any]


class BeleidFout(Weigering):
    """The text is no beleidskader; says in which part and what is wrong."""

    def __init__(self, waar: str, wat: str) -> None:
        super().__init__(f"{waar}: {wat}", veld="bestand")


def normaal(waarde: Any) -> Any:
    """The same content as JSON can hold it: dates as ISO text, tables and lists of their own."""
    if isinstance(waarde, Mapping):
        return {str(sleutel): normaal(deel) for sleutel, deel in waarde.items()}
    if isinstance(waarde, (list, tuple)):
        return [normaal(deel) for deel in waarde]
    return waarde.isoformat() if isinstance(waarde, dt.date) else waarde


def canoniek(inhoud: Inhoud) -> bytes:
    """The bytes a version is identified by: the order of keys does not count, the order of lists does."""
    return json.dumps(normaal(inhoud), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def hash_van(inhoud: Inhoud) -> str:
    """SHA-256 of the canonical content, in hexadecimal."""
    return hashlib.sha256(canoniek(inhoud)).hexdigest()


def lees_toml(tekst: str | bytes) -> dict[str, Any]:
    """The content of a file as JSON can hold it; refuses what is no TOML, too long, or no UTF-8."""
    if len(tekst) > MAX_BYTES:
        raise BeleidFout("Bestand", "is te groot voor een beleidskader (meer dan 200 kB).")
    try:
        ruw = tomllib.loads(tekst.decode("utf-8") if isinstance(tekst, bytes) else tekst)
    except UnicodeDecodeError as fout:
        raise BeleidFout("Bestand", "is geen tekst in UTF-8. Sla het op als UTF-8.") from fout
    except tomllib.TOMLDecodeError as fout:
        raise BeleidFout("Bestand", f"is geen geldige TOML ({fout}).") from fout
    inhoud: dict[str, Any] = normaal(ruw)
    return inhoud


def _waarde(soort: type, waarde: Any, waar: str) -> Any:
    if soort is dt.date and isinstance(waarde, str):
        try:
            return dt.date.fromisoformat(waarde)
        except ValueError as fout:
            raise BeleidFout(waar, f"“{waarde}” is geen bestaande datum (jjjj-mm-dd).") from fout
    if type(waarde) is not soort:
        raise BeleidFout(waar, f"geef {WOORDEN[soort]}.")
    if isinstance(waarde, int) and not 0 <= waarde <= 1000:
        raise BeleidFout(waar, "geef een getal van 0 tot en met 1000.")
    if isinstance(waarde, str) and "\x00" in waarde:
        raise BeleidFout(waar, "bevat een teken dat niet mag.")
    return waarde


def _tabel(ruw: Any, waar: str) -> Inhoud:
    if not isinstance(ruw, Mapping):
        raise BeleidFout(waar, "hier hoort een tabel te staan.")
    return ruw


def _rijen(ruw: Any, waar: str) -> Sequence[Any]:
    if not isinstance(ruw, (list, tuple)):
        raise BeleidFout(waar, "hier hoort een lijst te staan.")
    return ruw


def _lijst(soort: type, ruw: Any, waar: str) -> tuple[Any, ...]:
    return tuple(_waarde(soort, deel, f"{waar}, nr. {nr}") for nr, deel in enumerate(_rijen(ruw, waar), 1))


def _deel(cls: type[T], ruw: Any, waar: str, **vast: Any) -> T:
    """One dataclass from one table: no unknown key, none missing, each of its kind."""
    tabel = _tabel(ruw, waar)
    kent = {f.name: f for f in fields(cls) if f.name not in vast}  # type: ignore[arg-type]
    if onbekend := sorted(set(tabel) - set(kent)):
        raise BeleidFout(waar, f"onbekend onderdeel “{onbekend[0]}”. Kijk in docs/beleidskader.md.")
    waarden: dict[str, Any] = dict(vast)
    for naam, veld in kent.items():
        if naam not in tabel:
            if veld.default is MISSING:
                raise BeleidFout(waar, f"“{naam}” ontbreekt.")
            continue
        soort = veld.type if veld.type in TYPEN else get_args(veld.type)[0]  # `tuple[x, ...]`, `x | None`
        lees_een = _lijst if get_origin(veld.type) is tuple else _waarde
        waarden[naam] = lees_een(soort, tabel[naam], f"{waar}, {naam}")
    return cls(**waarden)


def _delen(cls: type[T], ruw: Any, waar: str) -> tuple[T, ...]:
    return tuple(_deel(cls, deel, f"{waar} {nr}") for nr, deel in enumerate(_rijen(ruw, waar), 1))


def _woordenboek(ruw: Any, waar: str) -> dict[str, str]:
    return {code: _waarde(str, waarde, f"{waar}, {code}") for code, waarde in _tabel(ruw, waar).items()}


LIJSTEN = {"domeinen": str, "afschrift_raad": str, "verkiezingen": dt.date}
TABELLEN: dict[str, type] = {
    "contact": s.Contact,
    "ondertekening": s.Ondertekening,
    "totaalbeeld": s.Totaalbeeld,
    "signalen": s.Signaaldrempels,
    "huisvesting": s.Huisvesting,
    "gs": s.GSAgenda,
    "verzending": s.Verzendregister,
}
SAMEN = {"reces": ("reces", s.Reces), "schaal": ("schaal", s.Oordeel), "feestdag": ("feestdagen", s.Feestdag)}
WEGGELATEN = {
    "domeinen",
    "verkiezingen",
    "reces",
    "feestdag",
    "besluit",
    "verzending",
    "brieftekst",
    "rechtsmiddel",
    "herindeling_vooruit_dagen",
}
"""Parts that may be left out: then empty, or the value of the program."""
EIGEN = {"trede", "taak", "route", "besluit", "mandaat", "brieftekst", "rechtsmiddel"}


def lees(inhoud: Inhoud) -> s.Beleid:
    """The policy in this content; refuses unknown, missing and wrong parts. Breaks of the law: `eis_wettig`."""
    eis_geen_wetsleutels(inhoud)
    los = {f.name: f.type for f in fields(s.Beleid) if f.type in TYPEN}
    kent = {*los, *LIJSTEN, *TABELLEN, *SAMEN, *EIGEN}
    if onbekend := sorted(set(inhoud) - kent):
        raise BeleidFout("Bestand", f"onbekend onderdeel “{onbekend[0]}”. Kijk in docs/beleidskader.md.")
    if mist := sorted(kent - WEGGELATEN - set(inhoud)):
        raise BeleidFout("Bestand", f"“{mist[0]}” ontbreekt.")
    delen: dict[str, Any] = {
        naam: _waarde(soort, inhoud[naam], naam) for naam, soort in los.items() if naam in inhoud
    }
    delen |= {naam: _lijst(soort, inhoud.get(naam, []), naam) for naam, soort in LIJSTEN.items()}
    delen |= {naam: _deel(cls, inhoud.get(naam, {}), naam) for naam, cls in TABELLEN.items()}
    delen |= {veld: _delen(cls, inhoud.get(naam, []), naam) for naam, (veld, cls) in SAMEN.items()}
    return s.Beleid(
        **delen,
        treden={
            code: _deel(s.Tredebeleid, waarden, f"trede {code}", code=code)
            for code, waarden in sorted(_tabel(inhoud["trede"], "trede").items(), key=_hoogte)
        },
        taken=_op_code(_delen(s.Taak, inhoud["taak"], "taak")),
        route={
            niveau: _lijst(str, wie, f"route, {niveau}")
            for niveau, wie in _tabel(inhoud["route"], "route").items()
        },
        besluit=_woordenboek(inhoud.get("besluit", {}), "besluit"),
        mandaat=_woordenboek(inhoud["mandaat"], "mandaat"),
        **_brieven(inhoud),
    )


def _brieven(inhoud: Inhoud) -> dict[str, Any]:
    """Texts and remedies of letters, each checked against the template of its letter."""
    teksten = {
        soort: _woordenboek(blokken, f"brieftekst {soort}")
        for soort, blokken in _tabel(inhoud.get("brieftekst", {}), "brieftekst").items()
    }
    rechtsmiddel = _woordenboek(inhoud.get("rechtsmiddel", {}), "rechtsmiddel")
    for waar, wat in bezwaren_tegen_brieven(teksten, rechtsmiddel):
        raise BeleidFout(waar, wat)
    return {"brieftekst": teksten, "rechtsmiddel": rechtsmiddel}


def _hoogte(paar: tuple[str, Any]) -> tuple[int, str]:
    """Rungs from light to heavy, however the database kept the keys; unknown ones last."""
    codes = [t.value for t in TREDEN]
    return codes.index(paar[0]) if paar[0] in codes else len(codes), paar[0]


def _op_code(taken: Iterable[s.Taak]) -> dict[str, s.Taak]:
    uit: dict[str, s.Taak] = {}
    for taak in taken:
        if taak.code in uit:
            raise BeleidFout("taak", f"de code “{taak.code}” staat er tweemaal in.")
        uit[taak.code] = taak
    return uit


@cache
def meegeleverd() -> Mapping[str, Inhoud]:
    """The examples that come with the program, by version; loaded with `beleid_laden` or on the page."""
    paden = sorted(DATA.glob("*.toml"))
    gelezen = (lees_toml(pad.read_bytes()) for pad in paden)
    return {str(inhoud["versie"]): inhoud for inhoud in gelezen}


# -- back to a file ----------------------------------------------------------------------------------

ONDERDELEN: dict[str, type] = {
    **TABELLEN,
    "trede": s.Tredebeleid,
    "taak": s.Taak,
    **{naam: cls for naam, (_, cls) in SAMEN.items()},
}
BOVEN = (*(f.name for f in fields(s.Beleid) if f.type in TYPEN), *LIJSTEN)
ONDER = (
    *("trede", "besluit", "route", "mandaat", "reces", "schaal", *TABELLEN),
    *("rechtsmiddel", "brieftekst", "feestdag", "taak"),
)


def geordend(inhoud: Inhoud) -> dict[str, Any]:
    """The same content in the order people read it; the database keeps no order of keys."""
    uit = {}
    for naam in dict.fromkeys([*BOVEN, *ONDER, *inhoud]):
        if naam not in inhoud:
            continue
        waarde, cls = inhoud[naam], ONDERDELEN.get(naam)
        if naam == "trede":
            waarde = {code: _volgorde(deel, cls) for code, deel in sorted(waarde.items(), key=_hoogte)}
        elif isinstance(waarde, list):
            waarde = [_volgorde(deel, cls) if isinstance(deel, Mapping) else deel for deel in waarde]
        elif isinstance(waarde, Mapping):
            waarde = _volgorde(waarde, cls)
        uit[naam] = waarde
    return uit


def _volgorde(tabel: Inhoud, cls: Any) -> dict[str, Any]:
    namen = [f.name for f in fields(cls)] if cls else sorted(tabel)
    return {naam: tabel[naam] for naam in dict.fromkeys([*namen, *tabel]) if naam in tabel}


def naar_toml(inhoud: Inhoud) -> str:
    """The content as one file that `lees_toml` reads back to the same hash."""
    inhoud = geordend(inhoud)
    los = {k: v for k, v in inhoud.items() if not isinstance(v, Mapping) and not _van_tabellen(v)}
    regels = [f"{sleutel} = {_toml(waarde)}" for sleutel, waarde in los.items()]
    for sleutel, waarde in inhoud.items():
        if isinstance(waarde, Mapping):
            regels += _tabelregels(sleutel, waarde)
        elif _van_tabellen(waarde):
            for deel in waarde:
                regels += ["", f"[[{sleutel}]]", *(f"{k} = {_toml(v)}" for k, v in deel.items())]
    return "\n".join(regels) + "\n"


def _van_tabellen(waarde: Any) -> bool:
    return isinstance(waarde, list) and bool(waarde) and all(isinstance(deel, Mapping) for deel in waarde)


def _tabelregels(naam: str, tabel: Inhoud) -> list[str]:
    if tabel and all(isinstance(deel, Mapping) for deel in tabel.values()):
        return [regel for code, deel in tabel.items() for regel in _tabelregels(f"{naam}.{code}", deel)]
    return ["", f"[{naam}]", *(f"{_sleutel(k)} = {_toml(v)}" for k, v in tabel.items())]


def _sleutel(naam: str) -> str:
    return naam if naam.isascii() and naam.replace("_", "").isalnum() else json.dumps(naam)


def _toml(waarde: Any) -> str:
    if isinstance(waarde, bool):
        return "true" if waarde else "false"
    if isinstance(waarde, list):
        return f"[{', '.join(_toml(deel) for deel in waarde)}]"
    if isinstance(waarde, str):
        return json.dumps(waarde, ensure_ascii=False).replace("\x7f", "\\u007f")
    return str(waarde)
