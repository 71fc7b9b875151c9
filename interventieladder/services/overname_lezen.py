"""From the bytes of a CSV file to dossiers of a source (docs/overname.md). No database here.

One row per dossier, and rows for its steps, letters, terms, documents, assessments, agreements, facts and data of
its own that carry the same `zaaknummer`. Every fault names its row and column; nothing in a file can raise.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from interventieladder.services.overname_gegevens import (
    Bronafspraak,
    Bronbeoordeling,
    Bronbesluit,
    Bronbrief,
    Bronfeit,
    Bronstuk,
    Brontermijn,
    Bronzaak,
    Overnamefout,
    Overnamegegevens,
    Verblijf,
)
from interventieladder.standen import GENERIEK

MAX_BYTES = 1024 * 1024
MAX_DOSSIERS = 500
MAX_RIJEN = 10_000
MAX_CEL = 10_000

RIJSOORTEN: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    soort: (frozenset(moet.split()), frozenset(mag.split()))
    for soort, moet, mag in (
        (
            "dossier",
            "bron overheid titel omschrijving datum",
            "bronsoort ladder taak onderdeel orgaan gevorderd gebrek behandelaar zaakadres",
        ),
        ("stap", "trede van", "tot niveau nummer besloten_op door machtiging"),
        ("brief", "soort titel geadresseerde datum", "nummer documentnummer documentadres"),
        ("termijn", "soort datum", "weken einde keuze reden"),
        (
            "stuk",
            "soort titel datum",
            "ontvangen akkoord geverifieerd documentnummer documentadres",
        ),
        ("beoordeling", "soort uitkomst datum toelichting", "door geverifieerd"),
        ("afspraak", "titel door datum toelichting", "uitkomst tot"),
        ("feit", "soort datum", "waarden toelichting"),
        ("zaak", "waarden", ""),
    )
}
"""Per kind of row the columns it must fill and those it may; `rij` and `zaaknummer` on every row."""

KOLOMMEN = ("rij", "zaaknummer", *sorted({k for moet, mag in RIJSOORTEN.values() for k in moet | mag}))
DATUMS = ("datum", "van", "tot", "besloten_op", "einde", "ontvangen", "akkoord", "geverifieerd")
_DATUM = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})-(\d{1,2})-(\d{4})")
_ONZICHTBAAR = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
PLAATSEN = ("stappen", "brieven", "termijnen", "stukken", "beoordelingen", "afspraken", "feiten", "zaken")


def lees(inhoud: bytes, fouten: list[Overnamefout]) -> list[Overnamegegevens]:
    """The dossiers in the file, as far as they could be read; what could not goes to `fouten`."""
    if len(inhoud) > MAX_BYTES:
        fouten.append(Overnamefout(0, "", "Het bestand is groter dan 1 MB. Splits het."))
        return []
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        fouten.append(Overnamefout(0, "", "Het bestand is geen UTF-8. Bewaar het als “CSV UTF-8”."))
        return []
    rijen = _rijen(tekst, fouten)
    zaken: dict[str, dict[str, Any]] = {}
    for nummer, rij in rijen:
        if rij["rij"] == "dossier":
            _begin_zaak(nummer, rij, zaken, fouten)
    for nummer, rij in rijen:
        if rij["rij"] != "dossier":
            _voeg_deel_toe(nummer, rij, zaken, fouten)
    if len(zaken) > MAX_DOSSIERS:
        fouten.append(Overnamefout(0, "", f"Neem ten hoogste {MAX_DOSSIERS} dossiers per bestand over."))
        return []
    return [Overnamegegevens(**zaak) for zaak in zaken.values()]


def _rijen(tekst: str, fouten: list[Overnamefout]) -> list[tuple[int, dict[str, str]]]:
    """(line number, cells by column) of every row that has the right shape."""
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=";", strict=True)
    uit: list[tuple[int, dict[str, str]]] = []
    try:
        kop = [cel.strip().lower() for cel in next(lezer, [])]
        if not _kop_klopt(kop, fouten):
            return []
        for cellen in lezer:
            if not any(cel.strip() for cel in cellen):
                continue
            rij = _rij(lezer.line_num, kop, cellen, fouten)
            if rij is not None:
                uit.append((lezer.line_num, rij))
            if len(uit) > MAX_RIJEN:
                fouten.append(Overnamefout(lezer.line_num, "", f"Meer dan {MAX_RIJEN} rijen. Splits het."))
                return []
    except csv.Error as fout:
        fouten.append(Overnamefout(lezer.line_num, "", f"Deze regel is geen geldige CSV ({fout})."))
    return uit


def _kop_klopt(kop: list[str], fouten: list[Overnamefout]) -> bool:
    if "rij" not in kop or "zaaknummer" not in kop:
        fouten.append(
            Overnamefout(
                1, "rij", "De eerste regel heeft de kolommen “rij” en “zaaknummer”, met “;” ertussen."
            )
        )
        return False
    vreemd = [kolom for kolom in kop if kolom and kolom not in KOLOMMEN]
    dubbel = {kolom for kolom in kop if kolom and kop.count(kolom) > 1}
    fouten += [Overnamefout(1, kolom, f"De kolom “{kolom}” is niet bekend.") for kolom in vreemd]
    fouten += [Overnamefout(1, kolom, f"De kolom “{kolom}” staat er twee keer.") for kolom in sorted(dubbel)]
    return not (vreemd or dubbel)


def _rij(nummer: int, kop: list[str], cellen: list[str], fouten: list[Overnamefout]) -> dict[str, str] | None:
    if len(cellen) > len(kop):
        fouten.append(Overnamefout(nummer, "", "Deze rij heeft meer cellen dan de eerste regel."))
        return None
    rij = dict.fromkeys(KOLOMMEN, "")
    for kolom, cel in zip(kop, cellen, strict=False):
        if kolom:
            rij[kolom] = _ONZICHTBAAR.sub("", cel).strip()
    soort = rij["rij"] = rij["rij"].lower()
    if soort not in RIJSOORTEN:
        tekst = f"“{soort}” is geen soort rij. Kies: {', '.join(RIJSOORTEN)}."
        fouten.append(Overnamefout(nummer, "rij", tekst))
        return None
    mis = [*_cellen(nummer, rij)]
    fouten += mis
    return None if mis else rij


def _cellen(nummer: int, rij: dict[str, str]) -> Iterator[Overnamefout]:
    """What this kind of row must hold, may hold, and does not have."""
    soort = rij["rij"]
    moet, mag = RIJSOORTEN[soort]
    for kolom, waarde in rij.items():
        if not waarde and kolom in {*moet, "zaaknummer"}:
            yield Overnamefout(nummer, kolom, f"Vul bij een rij “{soort}” de kolom “{kolom}” in.")
        if waarde and kolom not in {"rij", "zaaknummer", *moet, *mag}:
            yield Overnamefout(
                nummer, kolom, f"De kolom “{kolom}” hoort niet bij een rij “{soort}”. Laat haar leeg."
            )
        if len(waarde) > MAX_CEL:
            yield Overnamefout(nummer, kolom, f"Houd deze cel op hoogstens {MAX_CEL} tekens.")


def _begin_zaak(
    nummer: int, rij: dict[str, str], zaken: dict[str, dict[str, Any]], fouten: list[Overnamefout]
) -> None:
    sleutel = rij["zaaknummer"]
    if sleutel in zaken:
        fouten.append(Overnamefout(nummer, "zaaknummer", f"Zaak {sleutel} staat er twee keer."))
        return
    datum = _datum(nummer, "datum", rij["datum"], fouten)
    if datum is None:
        return
    velden = ("bron", "zaaknummer", "overheid", "titel", "omschrijving", "taak", "onderdeel", "orgaan")
    zaken[sleutel] = {
        **{veld: rij[veld] for veld in (*velden, "gevorderd", "gebrek", "behandelaar", "zaakadres")},
        "ladder": rij["ladder"] or GENERIEK,
        "bronsoort": rij["bronsoort"] or "bron_systeem",
        "datum": datum,
        "rij": nummer,
        **{plaats: [] for plaats in PLAATSEN},
    }


def _voeg_deel_toe(
    nummer: int, rij: dict[str, str], zaken: dict[str, dict[str, Any]], fouten: list[Overnamefout]
) -> None:
    zaak = zaken.get(rij["zaaknummer"])
    if zaak is None:
        tekst = f"Er is geen (leesbare) rij “dossier” met zaaknummer {rij['zaaknummer']}."
        fouten.append(Overnamefout(nummer, "zaaknummer", tekst))
        return
    before = len(fouten)
    datums = {kolom: _datum(nummer, kolom, rij[kolom], fouten) for kolom in DATUMS if rij[kolom]}
    plaats, maak = _DELEN[rij["rij"]]
    if len(fouten) == before:
        deel = maak(nummer, rij, datums, fouten)
        if deel is not None:
            zaak[plaats].append(deel)


def _datum(nummer: int, kolom: str, cel: str, fouten: list[Overnamefout]) -> dt.date | None:
    """2024-05-31 or 31-5-2024."""
    gevonden = _DATUM.fullmatch(cel)
    try:
        if gevonden:
            jaar, maand, dag, d, m, j = gevonden.groups()
            return dt.date(int(jaar or j), int(maand or m), int(dag or d))
    except ValueError:
        pass
    fouten.append(Overnamefout(nummer, kolom, f"“{cel[:40]}” is geen datum (2024-05-31 of 31-5-2024)."))
    return None


Datums = dict[str, Any]
Maker = Callable[[int, dict[str, str], Datums, list[Overnamefout]], Any]


def _maak_stap(nummer: int, rij: dict[str, str], d: Datums, fouten: list[Overnamefout]) -> Verblijf | None:
    besluit = None
    if any(rij[kolom] for kolom in ("niveau", "nummer", "besloten_op", "door", "machtiging")):
        if not rij["niveau"]:
            fouten.append(Overnamefout(nummer, "niveau", "Geef het niveau dat besloot."))
            return None
        besluit = Bronbesluit(
            niveau=rij["niveau"],
            besloten_op=d.get("besloten_op") or d["van"],
            nummer=rij["nummer"],
            door=rij["door"],
            machtiging=rij["machtiging"],
        )
    return Verblijf(trede=rij["trede"], van=d["van"], tot=d.get("tot"), besluit=besluit, rij=nummer)


def _maak_termijn(
    nummer: int, rij: dict[str, str], d: Datums, fouten: list[Overnamefout]
) -> Brontermijn | None:
    if not re.fullmatch(r"\d{0,3}", rij["weken"]):
        fouten.append(Overnamefout(nummer, "weken", "Geef de lengte in hele weken."))
        return None
    keuze, reden = rij["keuze"], rij["reden"]
    return Brontermijn(
        rij["soort"], d["datum"], int(rij["weken"] or 0), d.get("einde"), keuze, reden, rij=nummer
    )


def _maak_feit(nummer: int, rij: dict[str, str], d: Datums, fouten: list[Overnamefout]) -> Bronfeit | None:
    waarden = _waarden(nummer, rij, fouten)
    if waarden is None:
        return None
    return Bronfeit(rij["soort"], d["datum"], waarden, rij["toelichting"], rij=nummer)


def _maak_zaak(nummer: int, rij: dict[str, str], d: Datums, fouten: list[Overnamefout]) -> Bronzaak | None:
    waarden = _waarden(nummer, rij, fouten)
    return None if waarden is None else Bronzaak(waarden, rij=nummer)


def _waarden(nummer: int, rij: dict[str, str], fouten: list[Overnamefout]) -> dict[str, str] | None:
    """`naam=waarde`, apart by `|`; each name once."""
    waarden: dict[str, str] = {}
    for stuk in filter(None, (deel.strip() for deel in rij["waarden"].split("|"))):
        naam, teken, waarde = stuk.partition("=")
        if not teken:
            fouten.append(Overnamefout(nummer, "waarden", f"“{stuk[:40]}” is niet van de vorm naam=waarde."))
            return None
        if naam.strip() in waarden:
            fouten.append(Overnamefout(nummer, "waarden", f"“{naam.strip()[:40]}” staat er twee keer."))
            return None
        waarden[naam.strip()] = waarde.strip()
    return waarden


def _tekstvelden(*namen: str) -> Callable[[dict[str, str]], dict[str, str]]:
    return lambda rij: {naam: rij[naam] for naam in namen}


def _maker(klasse: type[Any], teksten: tuple[str, ...], datums: tuple[str, ...]) -> Maker:
    lees_teksten = _tekstvelden(*teksten)

    def maak(nummer: int, rij: dict[str, str], d: Datums, fouten: list[Overnamefout]) -> Any:
        gevuld = {naam: waarde for naam, waarde in lees_teksten(rij).items() if waarde}
        return klasse(**gevuld, **{naam: d[naam] for naam in datums if naam in d}, rij=nummer)

    return maak


_DOCUMENT = ("documentnummer", "documentadres")
_DELEN: dict[str, tuple[str, Maker]] = {
    "stap": ("stappen", _maak_stap),
    "brief": (
        "brieven",
        _maker(Bronbrief, ("soort", "titel", "geadresseerde", "nummer", *_DOCUMENT), ("datum",)),
    ),
    "termijn": ("termijnen", _maak_termijn),
    "stuk": (
        "stukken",
        _maker(Bronstuk, ("soort", "titel", *_DOCUMENT), ("datum", "ontvangen", "akkoord", "geverifieerd")),
    ),
    "beoordeling": (
        "beoordelingen",
        _maker(Bronbeoordeling, ("soort", "uitkomst", "toelichting", "door"), ("datum", "geverifieerd")),
    ),
    "afspraak": (
        "afspraken",
        _maker(Bronafspraak, ("titel", "door", "toelichting", "uitkomst"), ("datum", "tot")),
    ),
    "feit": ("feiten", _maak_feit),
    "zaak": ("zaken", _maak_zaak),
}
