"""Fictional Iv3 files for Voorbeeldland: consistent books that pass every control, the same each time.

Built from the accounts of one invented municipality (in thousands of euros), scaled; the solvency is set by
moving between reserves and long-term debt, the result by the general grant.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from signalen.cijfers.kengetallen import HERBEREKEND, bereken
from signalen.cijfers.lezen import lees

_Posten = dict[tuple[str, str], int]

_LASTEN = """
0.1 1.1 2600|0.1 3.8 900|0.4 1.1 9800|0.4 3.8 4900|0.4 7.3 700|0.5 5.1 1450|0.62 3.8 350|1.1 4.3.3 3300
2.1 3.8 4930|2.1 7.3 2400|2.1 7.4 520|4.2 3.8 900|4.2 7.3 1500|5.2 3.8 1800|5.7 3.8 2900|6.1 4.3.8 2700
6.3 4.1.1 14200|6.3 3.8 900|6.4 4.3.3 4100|6.5 3.8 1500|6.60 3.4.1 1300|6.711 3.4.1 4200|6.712 3.4.1 4800
6.751 3.4.1 7800|6.752 3.4.1 7000|6.761 3.4.1 5300|7.1 4.3.3 2300|7.2 3.8 1500|7.2 7.3 900|7.2 7.2 400
7.3 3.8 4600|8.1 3.8 1400|8.2 3.8 2500|8.3 1.1 1900|0.10 7.1 1200
"""
_BATEN = """
0.5 5.1 120|0.5 5.2 380|0.5 7.4 520|0.61 2.2.1 6900|0.62 2.2.1 4600|0.64 2.2.1 900|0.8 3.1 1850|2.2 3.7 600
6.3 4.3.1 12800|6.5 4.3.1 300|7.2 3.7 3300|7.3 3.7 5100|8.2 3.1 2700|8.2 7.5 900|8.3 3.7 1600|0.10 7.1 2500
"""
_DEBET = "A124 3.8 5200|A123 3.8 1800|P111 7.1 2500|P12 3.8 600|P133 6.1 6000|A221a 6.1 300|A213 7.5 900"
_CREDIT = "P112 7.1 1200|P12 7.2 400|P133 6.1 10000|P213 6.1 250"
_PRIMO = {
    "A121": 9000,
    "A123": 42000,
    "A124": 61000,
    "A1311": 1500,
    "A1321": 5500,
    "A213": 12500,
    "A221a": 1800,
    "A224": 3100,
    "A23": 2600,
    "A29d": 900,
    "P112": 9200,
    "P12": 8600,
    "P213": 8900,
    "P29d": 3700,
}
_UITKERING = ("0.7", "4.3.1")
_TOT_EN_MET_2024 = {
    "6.60": "6.6",
    "6.711": "6.71a",
    "6.712": "6.71b",
    "6.751": "6.72a",
    "6.752": "6.72b",
    "6.761": "6.73a",
    "A221a": "A221",
}
_TOT_EN_MET_2022 = {
    **_TOT_EN_MET_2024,
    "6.711": "6.71",
    "6.712": "6.71",
    "6.751": "6.72",
    "6.752": "6.72",
    "6.761": "6.72",
}


def jaarrekening(
    *,
    code: str,
    naam: str,
    jaar: int,
    solvabiliteit: Decimal,
    schaal: Decimal = Decimal(1),
    resultaat: int = 500,
    fk4: str = "0.6",
    fk6: str = "98.5",
) -> dict[str, Any]:
    """Annual accounts; `solvabiliteit` in percent (5-70), `resultaat` in thousands before scaling.

    `schaal` 1 is a municipality of some 35,000 inhabitants; `fk4` and `fk6` are what it reports itself.
    """
    lasten, baten = _boeken(_LASTEN, schaal, jaar), _boeken(_BATEN, schaal, jaar)
    debet, credit = _boeken(_DEBET, schaal, jaar), _boeken(_CREDIT, schaal, jaar)
    _schrijf_af(lasten, credit)
    saldo = _euro(resultaat, schaal)
    baten[_UITKERING] = sum(lasten.values()) - sum(baten.values()) + saldo
    _boek_resultaat(lasten, baten, debet, credit, saldo)
    _sluit_kas(lasten, baten, debet, credit)
    primo = _openingsbalans(debet, credit, solvabiliteit, schaal, jaar)
    ultimo = _slotbalans(primo, debet, credit)
    standen = [("1 januari", primo), (f"31-12-{jaar}", ultimo)]
    data: dict[str, Any] = {
        "lasten": _rijen(lasten, "taakveld"),
        "baten": _rijen(baten, "taakveld"),
        "balans_lasten": _rijen(debet, "balanscode"),
        "balans_baten": _rijen(credit, "balanscode"),
        "balans_standen": [
            {"balanscode": balanscode, "standper": standper, "bedrag": bedrag}
            for standper, stand in standen
            for balanscode, bedrag in sorted(stand.items())
            if bedrag
        ],
    }
    bestand = _bestand(code, naam, jaar, 5, f"{jaar + 1}-07-10T10:15:00+02:00", data)
    periode = f"Rek_{jaar}"
    eigen = {k.code: str(k.getoond) for k in bereken(lees(als_bytes(bestand))) if k.herkomst == HERBEREKEND}
    data["kengetallen"] = _kengetallen(periode, {**eigen, "fk.4": fk4, "fk.6": fk6})
    return bestand


def begroting(
    *,
    code: str,
    naam: str,
    jaar: int,
    fk4: Sequence[str],
    schaal: Decimal = Decimal(1),
    kengetallen: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """A budget; `fk4` has the structural room of the year and the three after it, in percent.

    `kengetallen`: what else the municipality reports over the budget year, by code.
    """
    groei = schaal * Decimal("1.03")
    lasten, baten = _boeken(_LASTEN, groei, jaar), _boeken(_BATEN, groei, jaar)
    del baten["8.2", "7.5"]
    tekort = int(sum(lasten.values()) * Decimal(fk4[0]) / 100)
    baten[_UITKERING] = sum(lasten.values()) - sum(baten.values()) + tekort
    (lasten if tekort >= 0 else baten)["0.11", "7.1"] = abs(tekort)
    opgave = _kengetallen(f"Beg_{jaar}", {"fk.6": "98.5", **(kengetallen or {}), "fk.4": fk4[0]})
    for jaren, waarde in enumerate(fk4[1:4], start=1):
        opgave += _kengetallen(f"MJR_{jaar + jaren}", {"fk.4": waarde})
    data = {
        "lasten": _rijen(lasten, "taakveld"),
        "baten": _rijen(baten, "taakveld"),
        "balans_lasten": [],
        "balans_baten": [],
        "balans_standen": [],
        "kengetallen": opgave,
    }
    return _bestand(code, naam, jaar, 0, f"{jaar - 1}-11-13T16:40:00+01:00", data)


def als_bytes(bestand: Mapping[str, Any]) -> bytes:
    """The file as it would be delivered."""
    return json.dumps(bestand, ensure_ascii=False, indent=1).encode()


def bestandsnaam(bestand: Mapping[str, Any]) -> str:
    """A name that tells whose file it is: iv3_Gemeente_9901_2025_5.json."""
    kop = bestand["metadata"]
    return f"iv3_Gemeente_{kop['overheidsnummer']}_{kop['boekjaar']}_{kop['periode']}.json"


def voorbeeldland(gemeenten: Iterable[tuple[str, str, int]]) -> Iterator[dict[str, Any]]:
    """For each (code, naam, inwoners): accounts of 2024 and 2025 and the budget of 2026, without a signal.

    Solvency lies between 24% and 48%, each municipality its own level, hardly moving.
    """
    for code, naam, inwoners in gemeenten:
        nummer, schaal = int(code[-2:]), schaal_van(inwoners)
        niveau = Decimal(24 + nummer * 7 % 25)
        stap = Decimal(nummer % 5 - 2) / 10
        ruimte = [str(Decimal(nummer * 3 % 17 + n) / 10 + Decimal("0.1")) for n in range(4)]
        for jaar, waarde in ((2024, niveau), (2025, niveau + stap)):
            yield jaarrekening(
                code=code, naam=naam, jaar=jaar, solvabiliteit=waarde, schaal=schaal, fk4=ruimte[0]
            )
        yield begroting(code=code, naam=naam, jaar=2026, fk4=ruimte, schaal=schaal)


def schaal_van(inwoners: int) -> Decimal:
    """The scale of a municipality of that size."""
    return (Decimal(inwoners) / 35_000).quantize(Decimal("0.001"))


def _euro(duizenden: int, schaal: Decimal) -> int:
    return int(duizenden * schaal) * 1000


def _boeken(tekst: str, schaal: Decimal, jaar: int) -> _Posten:
    """Rows `code category thousands`, scaled, with the codes of the year."""
    posten: _Posten = defaultdict(int)
    for rij in tekst.strip().replace("\n", "|").split("|"):
        code, categorie, duizenden = rij.split()
        posten[_code(code, jaar), categorie] += _euro(int(duizenden), schaal)
    return posten


def _code(code: str, jaar: int) -> str:
    if jaar > 2024:
        return code
    return (_TOT_EN_MET_2024 if jaar > 2022 else _TOT_EN_MET_2022).get(code, code)


def _schrijf_af(lasten: _Posten, credit: _Posten) -> None:
    """Depreciation on the taakvelden comes off roads and buildings."""
    totaal = sum(bedrag for (_, categorie), bedrag in lasten.items() if categorie == "7.3")
    credit["A124", "7.3"] = totaal * 7 // 10
    credit["A123", "7.3"] = totaal - credit["A124", "7.3"]


def _boek_resultaat(lasten: _Posten, baten: _Posten, debet: _Posten, credit: _Posten, saldo: int) -> None:
    """A surplus is the closing cost and adds to equity; a deficit the reverse."""
    if saldo >= 0:
        lasten["0.11", "7.1"] = credit["P114", "7.1"] = saldo
    else:
        baten["0.11", "7.1"] = debet["P114", "7.1"] = -saldo


def _sluit_kas(lasten: _Posten, baten: _Posten, debet: _Posten, credit: _Posten) -> None:
    """Cash takes the rest, so that the non-financial and the financial account agree."""

    def lopend(posten: _Posten) -> int:
        return sum(bedrag for (_, categorie), bedrag in posten.items() if categorie[0] in "12345")

    niet_financieel = lopend(baten) + lopend(credit) - lopend(lasten) - lopend(debet)
    financieel = sum(
        teken * bedrag
        for teken, posten in ((1, debet), (-1, credit))
        for (_, categorie), bedrag in posten.items()
        if categorie == "6.1"
    )
    kas = niet_financieel - financieel
    (debet if kas >= 0 else credit)["A23", "6.1"] += abs(kas)


def _openingsbalans(
    debet: _Posten, credit: _Posten, solvabiliteit: Decimal, schaal: Decimal, jaar: int
) -> dict[str, int]:
    """Balances at the begin such that equity at the end is `solvabiliteit` percent of the whole."""
    primo = {_code(code, jaar): _euro(bedrag, schaal) for code, bedrag in _PRIMO.items()}
    slot = _slotbalans(primo, debet, credit)
    totaal = sum(bedrag for code, bedrag in slot.items() if code[0] == "A")
    eigen = sum(slot.get(code, 0) for code in ("P111", "P112", "P114"))
    primo["P111"] = int(totaal * solvabiliteit / 100) - eigen
    activa = sum(bedrag for code, bedrag in primo.items() if code[0] == "A")
    primo["P133"] = activa - sum(bedrag for code, bedrag in primo.items() if code[0] == "P")
    return primo


def _slotbalans(primo: Mapping[str, int], debet: _Posten, credit: _Posten) -> dict[str, int]:
    slot: dict[str, int] = defaultdict(int, primo)
    for teken, posten in ((1, debet), (-1, credit)):
        for (code, _), bedrag in posten.items():
            slot[code] += teken * bedrag * (1 if code[0] == "A" else -1)
    return slot


def _rijen(posten: _Posten, sleutel: str) -> list[dict[str, Any]]:
    return [
        {sleutel: code, "categorie": categorie, "bedrag": bedrag}
        for (code, categorie), bedrag in posten.items()
        if bedrag
    ]


def _kengetallen(periode: str, waarden: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {"verslagperiode": periode, "kengetal": code, "waarde": waarde.replace(".", ",")}
        for code, waarde in sorted(waarden.items())
    ]


def _bestand(
    code: str, naam: str, jaar: int, periode: int, datum: str, data: dict[str, Any]
) -> dict[str, Any]:
    return {
        "metadata": {
            "overheidslaag": "Gemeente",
            "overheidsnummer": code.removeprefix("GM"),
            "overheidsnaam": naam,
            "boekjaar": jaar,
            "periode": periode,
            "status": "Realisatie" if periode else "Begroting",
            "datum": datum,
            "details_openbaar": False,
            "financieel_pakket": "VOORBEELD",
            "export_software": "VOORBEELD",
        },
        "contact": {"naam": "A. Voorbeeld", "email": "iv3@voorbeeldland.example", "telefoon": "0000000000"},
        "data": data,
    }
