"""Loading organisations from files: dry run, faults per row, idempotent, every change in the logboek."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from django.db import connection, transaction

from toezicht.organisaties import csvrijen
from toezicht.organisaties.bijwerken import OnjuisteRij, Overheden, Stand
from toezicht.organisaties.models import OverheidSoort
from toezicht.organisaties.rijen import Bestandsoort, DeelnameRij, HerindelingRij, Inhoud, OverheidRij
from toezicht.organisaties.verbanden import Deelnemers, Herindelingen
from toezicht.organisaties.verslag import Bestandverslag, Laadverslag, Regelverslag, Uitkomst

if TYPE_CHECKING:
    from toezicht.core.models import User

_DATA = Path(__file__).resolve().parent / "data"
_LOAD_LOCK = 0x0E_1A_DE_17
_VOLGORDE = tuple(Bestandsoort)
_R = TypeVar("_R", OverheidRij, HerindelingRij, DeelnameRij)


@dataclass(frozen=True, slots=True)
class Bronbestand:
    """A file to load: its name, its bytes, and the source to show with figures (default the name)."""

    naam: str
    inhoud: bytes
    bron: str = ""

    @classmethod
    def lees(cls, pad: Path, bron: str = "") -> "Bronbestand":
        """Read a file from disk; one byte more than allowed is enough to refuse it. Raises `OSError`."""
        with pad.open("rb") as bestand:
            return cls(pad.name, bestand.read(csvrijen.MAX_BYTES + 1), bron)


def referentieset() -> list[Bronbestand]:
    """The facts the project carries: provinces, gemeenten 2026, waterschappen, herindelingen since 2013."""
    cbs = "CBS, 1 januari 2026"
    return [
        Bronbestand.lees(_DATA / "provincies.csv", cbs),
        Bronbestand.lees(_DATA / "gemeenten-2026.csv", cbs),
        Bronbestand.lees(_DATA / "waterschappen.csv", cbs),
        Bronbestand.lees(_DATA / "tegels-noord-holland.csv"),
        Bronbestand.lees(_DATA / "herindelingen.csv", "CBS"),
    ]


def voorbeeldland() -> list[Bronbestand]:
    """The fictional province PV99 of demo and tests."""
    return [
        Bronbestand.lees(_DATA / "voorbeeldland.csv", "fictief"),
        Bronbestand.lees(_DATA / "voorbeeldland-deelnemers.csv", "fictief"),
    ]


@transaction.atomic
def laad_organisaties(
    *, bestanden: Sequence[Bronbestand] | None = None, door: "User | None", proef: bool = False
) -> Laadverslag:
    """Load files (default the reference set) and report per row: nieuw, gewijzigd, ongewijzigd or fout.

    Files are taken in the order provinces, other organisations, herindelingen, participants. Of a file with
    any fault nothing is stored; the other files are. With `proef` nothing is stored at all, while later files
    still see what earlier ones would have brought. Loading the same file again changes nothing. `door` None
    means the system. Never raises on content: what is wrong stands in the report.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOAD_LOCK])
    gelezen = [(bestand, csvrijen.lees(bestand.inhoud)) for bestand in (bestanden or referentieset())]
    gelezen.sort(key=lambda paar: _rank(paar[1]))
    begindata = _begin_dates(inhoud for _, inhoud in gelezen)
    verslagen = [_load_one(bestand, inhoud, begindata, door=door, proef=proef) for bestand, inhoud in gelezen]
    if proef:
        transaction.set_rollback(True)
    return Laadverslag(proef=proef, bestanden=tuple(verslagen))


def _rank(inhoud: Inhoud) -> tuple[int, bool]:
    heeft_provincies = any(rij.soort == OverheidSoort.PROVINCIE for rij in inhoud.overheden)
    return _VOLGORDE.index(inhoud.soort), not heeft_provincies


def _begin_dates(inhouden: Iterable[Inhoud]) -> Mapping[str, dt.date]:
    """Codes that began by a herindeling in the same load: they start on that day, not at the default."""
    return {
        rij.nieuwe_code: rij.datum
        for inhoud in inhouden
        for rij in inhoud.herindelingen
        if rij.opvolger_is_nieuw
    }


def _load_one(
    bestand: Bronbestand,
    inhoud: Inhoud,
    begindata: Mapping[str, dt.date],
    *,
    door: "User | None",
    proef: bool,
) -> Bestandverslag:
    """Plan every row, and store the file when none is refused."""
    stand = Stand(begindata)
    regels = [Regelverslag(fout.regel, fout.sleutel, Uitkomst.FOUT, fout.reden) for fout in inhoud.fouten]
    regels += _plan_all(stand, inhoud, bestand.bron or bestand.naam[:120])
    goed = all(regel.uitkomst is not Uitkomst.FOUT for regel in regels)
    if goed:
        stand.wijzigingen.bewaar(door=door)
    return Bestandverslag(
        bestand=bestand.naam,
        soort=inhoud.soort,
        sha256=hashlib.sha256(bestand.inhoud).hexdigest(),
        opgeslagen=goed and not proef,
        regels=tuple(sorted(regels, key=lambda regel: regel.regel)),
    )


def _plan_all(stand: Stand, inhoud: Inhoud, bron: str) -> list[Regelverslag]:
    if inhoud.soort is Bestandsoort.HERINDELINGEN:
        herindelingen = Herindelingen(stand, inhoud.herindelingen)
        regels = [_plan(herindelingen.plan, rij, rij.oude_code) for rij in inhoud.herindelingen]
        herindelingen.rond_af()
        return regels
    if inhoud.soort is Bestandsoort.DEELNEMERS:
        deelnemers = Deelnemers(stand)
        return [_plan(deelnemers.plan, rij, f"{rij.regeling} {rij.deelnemer}") for rij in inhoud.deelnemers]
    stand.lees_inwoners(jaar for rij in inhoud.overheden for jaar in rij.inwoners)
    overheden = Overheden(stand, bron)
    provincies_eerst = sorted(inhoud.overheden, key=lambda rij: rij.soort != OverheidSoort.PROVINCIE)
    return [_plan(overheden.plan, rij, rij.code) for rij in provincies_eerst]


def _plan(plan: Callable[[_R], Regelverslag], rij: _R, sleutel: str) -> Regelverslag:
    try:
        return plan(rij)
    except OnjuisteRij as error:
        return Regelverslag(rij.regel, sleutel, Uitkomst.FOUT, str(error))
