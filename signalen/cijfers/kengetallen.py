"""The six kengetallen of BBV art. 11 lid 2 d: recomputed from Iv3 where that is possible, else as reported.

Recomputed: fk.1, fk.2, fk.3 and fk.5 (Regeling 9-7-2015, nr. 2015-0000387198). As reported: fk.4 (needs the
split in structural and incidental, BBV art. 19c and 23) and fk.6 (needs the tariffs). Each has a passport.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from signalen.cijfers.beoordeling import NIET_TE_BEOORDELEN, Beoordeling, beoordeling, op_een_decimaal
from signalen.cijfers.bestand import BEGROTING, JAARREKENING, PERIODEN, Iv3Bestand
from signalen.cijfers.codelijsten import codelijsten

REGELVERSIE = "2026-1"
HERBEREKEND, OPGAVE = "herberekend", "opgave"
NAMEN = {
    "fk.1": "Netto schuldquote",
    "fk.2": "Netto schuldquote gecorrigeerd voor alle verstrekte leningen",
    "fk.3": "Solvabiliteitsratio",
    "fk.4": "Structurele exploitatieruimte",
    "fk.5": "Grondexploitatie",
    "fk.6": "Belastingcapaciteit",
}
HERBEREKENBAAR = ("fk.1", "fk.2", "fk.3", "fk.5")
_ZES = Decimal("0.000001")
_NETTO = "(A + B + C - D - E - F - G) / H"
FORMULES = {"fk.1": _NETTO, "fk.2": _NETTO, "fk.3": "eigen vermogen / totaal passiva", "fk.5": "A213 / H"}


@dataclass(frozen=True, slots=True)
class Kengetal:
    """One value in percent; `waarde` None and band niet_te_beoordelen with a `reden` when there is none."""

    code: str
    verslagperiode: str
    herkomst: str
    waarde: Decimal | None
    band: str
    reden: str = ""
    paspoort: Mapping[str, Any] = field(default_factory=dict)

    @property
    def getoond(self) -> str | None:
        """The value on one decimal, as decimal string."""
        return None if self.waarde is None else str(op_een_decimaal(self.waarde))


@dataclass(frozen=True, slots=True)
class _Onderdeel:
    """A named part of a formula: which balance codes, with which sign."""

    letter: str
    omschrijving: str
    patronen: tuple[str, ...]
    teken: int = 1


_VASTE_SCHULD = ("P131", "P132", "P133", "P134", "P135*", "P136", "P137", "P138", "P140")
_UITZETTINGEN_LANG = ("A1332*",)
_LENINGEN = ("A1321", "A1322", "A1323", "A1331*")
_BUITEN_H = {"0.10", "0.11"}
_VERREKEND = {"7.4", "7.5"}


def bereken(bestand: Iv3Bestand, beleid: Beoordeling | None = None) -> tuple[Kengetal, ...]:
    """The six kengetallen of this delivery's own period, in order: the ones that are judged."""
    beleid = beleid or beoordeling()
    return tuple(_een(code, bestand, beleid) for code in NAMEN)


def opgaven(bestand: Iv3Bestand, beleid: Beoordeling | None = None) -> tuple[Kengetal, ...]:
    """Everything the municipality reported, in all reporting periods of the file."""
    beleid = beleid or beoordeling()
    return tuple(_opgave(o.code, o.verslagperiode, o.waarde, bestand, beleid) for o in bestand.opgaven)


def _een(code: str, bestand: Iv3Bestand, beleid: Beoordeling) -> Kengetal:
    if code in HERBEREKENBAAR:
        return _herberekend(code, bestand, beleid)
    periode = bestand.eigen_verslagperiode
    return _opgave(code, periode, bestand.opgave(code, periode), bestand, beleid)


def _opgave(
    code: str, verslagperiode: str, waarde: Decimal | None, bestand: Iv3Bestand, beleid: Beoordeling
) -> Kengetal:
    if waarde is None:
        periode = verslagperiode or PERIODEN[bestand.periode]
        reden = f"Het bestand bevat geen opgave van {code} over {periode}."
        return Kengetal(code, verslagperiode, OPGAVE, None, NIET_TE_BEOORDELEN, reden)
    paspoort = {
        "naam": NAMEN[code],
        "formule": "zoals de gemeente het opgeeft in het Iv3-bestand",
        "bron": _bron(bestand),
        **_oordeel(code, beleid),
    }
    return Kengetal(code, verslagperiode, OPGAVE, waarde, beleid.grenzen[code].band(waarde), "", paspoort)


def _herberekend(code: str, bestand: Iv3Bestand, beleid: Beoordeling) -> Kengetal:
    periode = bestand.eigen_verslagperiode
    reden = _waarom_niet(bestand) or _geen_noemer(code, bestand)
    if reden:
        return Kengetal(code, periode, HERBEREKEND, None, NIET_TE_BEOORDELEN, reden)
    teller, noemer, invoer = _solvabiliteit(bestand) if code == "fk.3" else _over_baten(code, bestand, beleid)
    waarde = (Decimal(100 * teller) / Decimal(noemer)).quantize(_ZES, rounding=ROUND_HALF_UP)
    paspoort = {
        "naam": NAMEN[code],
        "formule": FORMULES[code],
        "invoer": invoer,
        "teller": str(teller),
        "noemer": str(noemer),
        "eenheid": "procent; bedragen in euro’s",
        "bron": _bron(bestand),
        "regelversie": REGELVERSIE,
        **_oordeel(code, beleid),
        **({"let_op": _LET_OP[code]} if code in _LET_OP else {}),
    }
    return Kengetal(code, periode, HERBEREKEND, waarde, beleid.grenzen[code].band(waarde), "", paspoort)


_LET_OP = {"fk.5": "A213 bevat naast bouwgronden in exploitatie ook ander onderhanden werk: een benadering."}


def _bron(bestand: Iv3Bestand) -> str:
    return f"Iv3 {PERIODEN[bestand.periode]} {bestand.boekjaar}"


def _oordeel(code: str, beleid: Beoordeling) -> dict[str, Any]:
    grens = beleid.grenzen[code]
    return {
        "signaleringswaarden": {"laag": str(grens.laag), "hoog": str(grens.hoog), "gunstig": grens.gunstig},
        "beoordelingsversie": beleid.versie,
    }


def _waarom_niet(bestand: Iv3Bestand) -> str:
    """Why nothing can be recomputed from this delivery; empty when it can."""
    if bestand.periode not in {BEGROTING, JAARREKENING}:
        return "Een kwartaallevering bevat niet de hele balans en niet de baten van een heel jaar."
    ultimo = bestand.stand_per("ultimo")
    if not any(bedrag for code, bedrag in ultimo.items() if code[0] == "A"):
        return "Het bestand bevat geen balans ultimo (activa)."
    if not any(bedrag for code, bedrag in ultimo.items() if code[0] == "P"):
        return "Het bestand bevat geen balans ultimo (passiva)."
    return ""


def _geen_noemer(code: str, bestand: Iv3Bestand) -> str:
    if code == "fk.3":
        totaal = sum(bedrag for naam, bedrag in bestand.stand_per("ultimo").items() if naam[0] == "P")
        return "" if totaal > 0 else "Het totaal van de passiva is niet groter dan nul."
    return "" if _baten(bestand) > 0 else "De baten zonder reserves zijn niet groter dan nul."


def _baten(bestand: Iv3Bestand) -> int:
    """H: income of the taakvelden without mutations of reserves, result and settlements."""
    return sum(
        post.bedrag
        for post in bestand.baten
        if post.code not in _BUITEN_H and post.categorie not in _VERREKEND
    )


def _solvabiliteit(bestand: Iv3Bestand) -> tuple[int, int, list[dict[str, Any]]]:
    delen = (
        _Onderdeel(
            "eigen vermogen", "algemene reserve, bestemmingsreserves en saldo", ("P111", "P112", "P114")
        ),
        _Onderdeel("totaal passiva", "alle passiva ultimo", ("P*",)),
    )
    invoer = [_invoer(deel, bestand) for deel in delen]
    return int(invoer[0]["bedrag"]), int(invoer[1]["bedrag"]), invoer


def _over_baten(code: str, bestand: Iv3Bestand, beleid: Beoordeling) -> tuple[int, int, list[dict[str, Any]]]:
    delen = _grond() if code == "fk.5" else _schuld(code, beleid)
    invoer = [_invoer(deel, bestand) for deel in delen]
    teller = sum(deel.teken * int(rij["bedrag"]) for deel, rij in zip(delen, invoer, strict=True))
    baten = _baten(bestand)
    tekst = "baten taakvelden zonder 0.10 en 0.11 en zonder categorie 7.4 en 7.5"
    invoer.append({"onderdeel": "H", "omschrijving": tekst, "bedrag": str(baten), "codes": {}})
    return teller, baten, invoer


def _grond() -> tuple[_Onderdeel, ...]:
    return (_Onderdeel("A213", "onderhanden werk, waaronder bouwgronden in exploitatie", ("A213",)),)


def _schuld(code: str, beleid: Beoordeling) -> tuple[_Onderdeel, ...]:
    lang = _UITZETTINGEN_LANG + (_LENINGEN if code == "fk.2" else ())
    vast = _VASTE_SCHULD + (("P139",) if beleid.derivaten_meetellen else ())
    return (
        _Onderdeel("A", "vaste schulden", vast),
        _Onderdeel("B", "netto-vlottende schulden", ("P211*", "P212", "P213")),
        _Onderdeel("C", "overlopende passiva", ("P29*",)),
        _Onderdeel("D", "uitzettingen van een jaar of langer" + " en leningen" * (code == "fk.2"), lang, -1),
        _Onderdeel("E", "uitzettingen korter dan een jaar", ("A22*",), -1),
        _Onderdeel("F", "liquide middelen", ("A23",), -1),
        _Onderdeel("G", "overlopende activa", ("A29*",), -1),
    )


def _invoer(deel: _Onderdeel, bestand: Iv3Bestand) -> dict[str, Any]:
    """One line of the passport: the codes with an amount, and their sum."""
    ultimo = bestand.stand_per("ultimo")
    codes = {
        code: ultimo[code]
        for code in codelijsten(bestand.boekjaar).met_begin(*deel.patronen)
        if ultimo.get(code)
    }
    return {
        "onderdeel": deel.letter,
        "omschrijving": deel.omschrijving,
        "bedrag": str(sum(codes.values())),
        "codes": {code: str(bedrag) for code, bedrag in codes.items()},
    }
