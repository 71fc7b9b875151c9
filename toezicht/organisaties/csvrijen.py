"""From bytes to typed rows: the CSV formats of docs/organisaties.md. No database here.

Every fault becomes a `Rijfout` with its line number and a Dutch sentence; nothing in a file can raise.
"""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from toezicht.organisaties.models import OverheidSoort
from toezicht.organisaties.rijen import (
    BESTAANDE_GEMEENTE,
    NIEUWE_GEMEENTE,
    Bestandsoort,
    DeelnameRij,
    HerindelingRij,
    Inhoud,
    OverheidRij,
    Rijfout,
)

MAX_BYTES = 20 * 1024 * 1024
MAX_INWONERS = 50_000_000

_CODE = re.compile(r"[A-Z]{2}[0-9]{2,10}")
_DATUM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_GETAL = re.compile(r"-?[0-9]{1,9}")
_OPPERVLAK = re.compile(r"(PV[0-9]{2}):[0-9]{1,3}%")
_INWONERS = re.compile(r"inwoners_((?:19|20)[0-9]{2})")
_TELLING = re.compile(r"gemeenten_(?:19|20)[0-9]{2}")
_ONZICHTBAAR = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SOORT_PER_VOORVOEGSEL = {
    "GM": OverheidSoort.GEMEENTE,
    "PV": OverheidSoort.PROVINCIE,
    "WS": OverheidSoort.WATERSCHAP,
}
_T = TypeVar("_T")


_VERPLICHT: Mapping[Bestandsoort, frozenset[str]] = {
    Bestandsoort.HERINDELINGEN: frozenset(
        ("datum", "soort", "oude_code", "oude_naam", "nieuwe_code", "nieuwe_naam", "provincie_oud")
    ),
    Bestandsoort.DEELNEMERS: frozenset(("regeling", "deelnemer", "van")),
    Bestandsoort.OVERHEDEN: frozenset(("code", "naam")),
}
_MAG: Mapping[Bestandsoort, frozenset[str]] = {
    Bestandsoort.HERINDELINGEN: frozenset(("provincie_nieuw", "gesplitst")),
    Bestandsoort.DEELNEMERS: frozenset(("tot",)),
    Bestandsoort.OVERHEDEN: frozenset(
        (
            "soort",
            "provincie",
            "provincies_naar_oppervlak",
            "geldig_van",
            "geldig_tot",
            "ingangsdatum",
            "email",
            "adres",
            "kolom",
            "rij",
            "afkorting",
        )
    ),
}


def lees(inhoud: bytes) -> Inhoud:
    """Read one file: UTF-8 with or without BOM, delimiter `;` or `,`, first line the header."""
    uit = Inhoud()
    tekst = decodeer(inhoud, uit.fouten)
    if tekst is None:
        return uit
    regels = records(tekst, uit.fouten)
    _, kop = next(regels, (1, []))
    kolommen = [naam.strip().lower() for naam in kop]
    uit.soort = _recognise(kolommen)
    if bezwaar := _header_fault(uit.soort, kolommen):
        uit.fouten.append(Rijfout(1, "kop", bezwaar))
        return uit
    gezien: dict[tuple[str, ...], int] = {}
    for nummer, cellen in regels:
        if len(cellen) != len(kolommen):
            uit.fouten.append(
                Rijfout(
                    nummer, cellen[0][:40], f"deze regel heeft {len(cellen)} velden, de kop {len(kolommen)}"
                )
            )
        else:
            _read_row(uit, Lezer(nummer, dict(zip(kolommen, cellen, strict=True))), gezien)
    if not gezien and not uit.fouten:
        uit.fouten.append(Rijfout(1, "bestand", "het bestand heeft een kop maar geen regels"))
    return uit


def decodeer(inhoud: bytes, fouten: list[Rijfout]) -> str | None:
    """The text of a file in UTF-8; None when it cannot be read, with the reason in `fouten`."""
    if len(inhoud) > MAX_BYTES:
        fouten.append(Rijfout(1, "bestand", f"het bestand is groter dan {MAX_BYTES // 1024 // 1024} MB"))
        return None
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        regel = inhoud.count(b"\n", 0, error.start) + 1
        fouten.append(Rijfout(regel, "bestand", "dit is geen UTF-8; sla het bestand op als CSV met UTF-8"))
        return None
    if vreemd := _ONZICHTBAAR.search(tekst):
        regel = tekst.count("\n", 0, vreemd.start()) + 1
        fouten.append(Rijfout(regel, "bestand", "hier staat een onzichtbaar stuurteken; verwijder het"))
        return None
    if not tekst.strip():
        fouten.append(Rijfout(1, "bestand", "het bestand is leeg"))
        return None
    return tekst


def records(tekst: str, fouten: list[Rijfout], scheiding: str = "") -> Iterator[tuple[int, list[str]]]:
    """(line on which the record begins, cells); empty lines are passed over.

    Without `scheiding` the first line tells whether it is `;` or `,`.
    """
    eerste = tekst.split("\n", 1)[0]
    gevonden = ";" if eerste.count(";") >= eerste.count(",") else ","
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=scheiding or gevonden, strict=True)
    begin = 1
    try:
        for cellen in lezer:
            if any(cel.strip() for cel in cellen):
                yield begin, cellen
            begin = lezer.line_num + 1
    except csv.Error:
        fouten.append(Rijfout(begin, "bestand", "de aanhalingstekens of de lengte van een veld kloppen niet"))


def _recognise(kolommen: list[str]) -> Bestandsoort:
    namen = set(kolommen)
    for soort in (Bestandsoort.HERINDELINGEN, Bestandsoort.DEELNEMERS):
        if len(namen & _VERPLICHT[soort]) >= len(_VERPLICHT[soort]) - 1:
            return soort
    return Bestandsoort.OVERHEDEN if "code" in namen else Bestandsoort.ONBEKEND


def _header_fault(soort: Bestandsoort, kolommen: list[str]) -> str:
    if soort is Bestandsoort.ONBEKEND:
        return "de kop hoort bij geen bekend bestand; de kolommen staan in docs/organisaties.md"
    if dubbel := sorted({naam for naam in kolommen if kolommen.count(naam) > 1}):
        return f"dubbele kolom: {', '.join(dubbel)[:200]}"
    if mist := sorted(_VERPLICHT[soort] - set(kolommen)):
        return f"verplichte kolom ontbreekt: {', '.join(mist)}"
    bekend = _VERPLICHT[soort] | _MAG[soort]
    if vreemd := [naam for naam in kolommen if naam not in bekend and not _counts(soort, naam)]:
        return f"onbekende kolom: {', '.join(naam or '(zonder naam)' for naam in vreemd)[:200]}"
    return ""


def _counts(soort: Bestandsoort, naam: str) -> bool:
    patroon_past = _INWONERS.fullmatch(naam) or _TELLING.fullmatch(naam)
    return soort is Bestandsoort.OVERHEDEN and patroon_past is not None


class Lezer:
    """Reads the cells of one row and remembers what was wrong with them."""

    def __init__(self, regel: int, cellen: dict[str, str]) -> None:
        self.regel = regel
        self.cellen = {kolom: cel.strip() for kolom, cel in cellen.items()}
        self.fouten: list[str] = []

    def tekst(self, kolom: str, maximum: int, *, verplicht: bool = False) -> str:
        """The cell as text."""
        waarde = self.cellen.get(kolom, "")
        if verplicht and not waarde:
            self.fouten.append(f"{kolom} is leeg")
        if len(waarde) > maximum:
            self.fouten.append(f"{kolom} is langer dan {maximum} tekens")
        return waarde

    def code(self, kolom: str) -> str:
        """The code of an organisation."""
        waarde = self.cellen.get(kolom, "").upper()
        if not _CODE.fullmatch(waarde):
            self.fouten.append(f"{kolom} ‘{waarde[:20]}’ is geen code zoals GM0363, PV27, WS0155 of GR0001")
        return waarde

    def datum(self, kolom: str) -> dt.date | None:
        """A date, or None for an empty cell."""
        waarde = self.cellen.get(kolom, "")
        if not waarde:
            return None
        try:
            datum = dt.date.fromisoformat(waarde) if _DATUM.fullmatch(waarde) else None
        except ValueError:
            datum = None
        if datum is None or not 1800 <= datum.year <= 2200:
            self.fouten.append(f"{kolom} ‘{waarde[:20]}’ is geen datum; schrijf jjjj-mm-dd")
            return None
        return datum

    def verplichte_datum(self, kolom: str) -> dt.date:
        """A date; an empty cell is a fault."""
        datum = self.datum(kolom)
        if datum is None and not self.cellen.get(kolom):
            self.fouten.append(f"{kolom} is leeg")
        return datum or dt.date.min

    def getal(self, kolom: str, maximum: int, *, minimum: int = 0) -> int | None:
        """A whole number, or None for an empty cell."""
        waarde = self.cellen.get(kolom, "")
        if not waarde:
            return None
        if not _GETAL.fullmatch(waarde):
            self.fouten.append(
                f"{kolom} ‘{waarde[:20]}’ is geen heel getal; schrijf alleen cijfers, zonder punten"
            )
            return None
        getal = int(waarde)
        if getal < minimum:
            reden = f"is negatief ({getal})" if minimum == 0 else f"is kleiner dan {minimum} ({getal})"
            self.fouten.append(f"{kolom} {reden}")
        elif getal > maximum:
            self.fouten.append(f"{kolom} is groter dan {maximum} ({getal})")
        return getal

    def periode(self, van: dt.date | None, tot: dt.date | None) -> None:
        """The end lies after the beginning."""
        if van and tot and tot <= van:
            self.fouten.append(f"het einde ({tot}) ligt niet na het begin ({van})")


def _read_row(uit: Inhoud, lezer: Lezer, gezien: dict[tuple[str, ...], int]) -> None:
    """Read one row into the list of its kind, or its faults into `uit.fouten`."""
    if uit.soort is Bestandsoort.HERINDELINGEN:
        herindeling = _herindeling(lezer)
        _keep(
            uit, lezer, herindeling, uit.herindelingen, gezien,
            (herindeling.oude_code, herindeling.nieuwe_code, str(herindeling.datum)),
        )  # fmt: skip
    elif uit.soort is Bestandsoort.DEELNEMERS:
        deelname = _deelname(lezer)
        _keep(
            uit, lezer, deelname, uit.deelnemers, gezien,
            (deelname.regeling, deelname.deelnemer, str(deelname.van)),
        )  # fmt: skip
    else:
        overheid = _overheid(lezer)
        _keep(uit, lezer, overheid, uit.overheden, gezien, (overheid.code,))


def _keep(
    uit: Inhoud,
    lezer: Lezer,
    rij: _T,
    lijst: list[_T],
    gezien: dict[tuple[str, ...], int],
    sleutel: tuple[str, ...],
) -> None:
    if sleutel in gezien:
        lezer.fouten.append(
            f"{' '.join(sleutel)[:60]} staat dubbel; de eerste keer op regel {gezien[sleutel]}"
        )
    gezien.setdefault(sleutel, lezer.regel)
    if lezer.fouten:
        uit.fouten.append(Rijfout(lezer.regel, sleutel[0][:40], "; ".join(lezer.fouten)))
    else:
        lijst.append(rij)


def _overheid(lezer: Lezer) -> OverheidRij:
    code = lezer.code("code")
    van, tot = lezer.datum("geldig_van"), lezer.datum("geldig_tot")
    lezer.periode(van, tot)
    return OverheidRij(
        regel=lezer.regel,
        code=code,
        naam=lezer.tekst("naam", 200, verplicht=True),
        soort=_soort(lezer, code),
        provincie=_provincie(lezer),
        geldig_van=van,
        geldig_tot=tot,
        ingangsdatum=lezer.datum("ingangsdatum"),
        email=_email(lezer),
        adres="\n".join(deel.strip() for deel in lezer.tekst("adres", 500).split("|")),
        kolom=lezer.getal("kolom", 99),
        rij=lezer.getal("rij", 99),
        inwoners=_inwoners(lezer),
    )


def _soort(lezer: Lezer, code: str) -> str:
    """From the column, else from the code's prefix; the two may not disagree."""
    soort = lezer.cellen.get("soort", "").lower()
    vast = _SOORT_PER_VOORVOEGSEL.get(code[:2])
    if not soort and vast:
        return vast.value
    if soort not in OverheidSoort.values:
        lezer.fouten.append(
            f"soort ‘{soort[:40]}’ bestaat niet; kies uit {', '.join(OverheidSoort.values)}"
            if soort
            else f"soort ontbreekt; uit {code[:2]} volgt zij niet"
        )
    elif (vast and soort != vast) or (not vast and not soort.startswith("gr_")):
        lezer.fouten.append(f"soort {soort} past niet bij code {code}")
    return soort


def _provincie(lezer: Lezer) -> str:
    """The province; for a body in several provinces the one with the largest part of its area."""
    if lezer.cellen.get("provincie"):
        return lezer.code("provincie")
    oppervlak = lezer.cellen.get("provincies_naar_oppervlak", "").split()
    delen = [_OPPERVLAK.fullmatch(deel) for deel in oppervlak]
    if not all(delen):
        lezer.fouten.append("provincies_naar_oppervlak heeft niet de vorm PV27:66% PV26:34%")
        return ""
    return next((deel.group(1) for deel in delen if deel), "")


def _email(lezer: Lezer) -> str:
    email = lezer.tekst("email", 254)
    try:
        if email:
            validate_email(email)
    except ValidationError:
        lezer.fouten.append(f"email ‘{email[:60]}’ is geen e-mailadres")
    return email


def _inwoners(lezer: Lezer) -> dict[int, int]:
    jaren = {int(vondst.group(1)): kolom for kolom in lezer.cellen if (vondst := _INWONERS.fullmatch(kolom))}
    aantallen = {jaar: lezer.getal(kolom, MAX_INWONERS) for jaar, kolom in sorted(jaren.items())}
    return {jaar: aantal for jaar, aantal in aantallen.items() if aantal is not None}


def _herindeling(lezer: Lezer) -> HerindelingRij:
    soort = lezer.cellen.get("soort", "").lower()
    if soort not in NIEUWE_GEMEENTE + BESTAANDE_GEMEENTE:
        lezer.fouten.append(
            f"soort ‘{soort[:60]}’ is onbekend; kies uit: {'; '.join(NIEUWE_GEMEENTE + BESTAANDE_GEMEENTE)}"
        )
    rij = HerindelingRij(
        regel=lezer.regel,
        datum=lezer.verplichte_datum("datum"),
        soort=soort,
        oude_code=lezer.code("oude_code"),
        oude_naam=lezer.tekst("oude_naam", 200, verplicht=True),
        nieuwe_code=lezer.code("nieuwe_code"),
        nieuwe_naam=lezer.tekst("nieuwe_naam", 200, verplicht=True),
        provincie_oud=lezer.code("provincie_oud"),
        gesplitst=_one_of(lezer, "gesplitst", {"": False, "nee": False, "ja": True}),
    )
    if not {rij.oude_code[:2], rij.nieuwe_code[:2]} <= {"GM"}:
        lezer.fouten.append("een herindeling gaat over gemeenten (codes die met GM beginnen)")
    if rij.oude_code == rij.nieuwe_code:
        lezer.fouten.append("oude_code en nieuwe_code zijn gelijk")
    return rij


def _one_of(lezer: Lezer, kolom: str, keuzes: Mapping[str, bool]) -> bool:
    waarde = lezer.cellen.get(kolom, "").lower()
    if waarde not in keuzes:
        lezer.fouten.append(f"{kolom} ‘{waarde[:20]}’ moet ja of nee zijn")
    return keuzes.get(waarde, False)


def _deelname(lezer: Lezer) -> DeelnameRij:
    van, tot = lezer.verplichte_datum("van"), lezer.datum("tot")
    lezer.periode(van, tot)
    return DeelnameRij(lezer.regel, lezer.code("regeling"), lezer.code("deelnemer"), van, tot)
