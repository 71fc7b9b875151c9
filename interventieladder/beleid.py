"""Policy as data: steps, terms, routes and duties of one version of the beleidskader (design D12).

A dossier keeps the version it was opened under. The law (guards, levels that only GS can hold) is code.
"""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from toezicht.core.fouten import Weigering

DATA = Path(__file__).parent / "beleidsdata"


@dataclass(frozen=True, slots=True)
class Tredebeleid:
    """How one province counts and names a rung, and the customary terms in weeks."""

    code: str
    nummer: str
    naam: str
    kort: str
    beslist: str
    termijn_weken: int = 0
    zienswijze_weken: int = 0

    @property
    def volledig(self) -> str:
        """Number and name: never a bare number (ladder.md 1.3)."""
        return f"{self.nummer} {self.naam}"


@dataclass(frozen=True, slots=True)
class Taak:
    """A duty under supervision and the law it rests on."""

    code: str
    naam: str
    domein: str
    wet: str
    artikel: str
    orgaan: str
    bijlage_124b: bool = False

    @property
    def grondslag(self) -> str:
        """Law and article as a letter names them."""
        return f"{self.wet}, {self.artikel}"


@dataclass(frozen=True, slots=True)
class Contact:
    """Where the province can be reached, as its letters say it."""

    afdeling: str
    telefoon: str
    email: str
    website: str
    bezoekadres: str
    postadres: str


@dataclass(frozen=True, slots=True)
class Ondertekening:
    """Who signs for GS (Provinciewet 59a), and the functions of those who sign by mandate."""

    commissaris: str
    secretaris: str
    coordinator: str
    teamleider: str
    gedeputeerde: str


@dataclass(frozen=True, slots=True)
class Bestuurskrachtbeleid:
    """When signals ask for a conversation, and how soon (ladder.md 4.3): thresholds, never a verdict.

    `licht_aantal` light signals in `licht_maanden` over `licht_assen` axes, or `zelfde_as` on one axis with more in
    the last `trend_maanden` than before; `zwaar_gs` heavy ones go to GS. Terms in weeks; a role lasts at most
    `rol_maanden`.
    """

    licht_aantal: int = 3
    licht_maanden: int = 12
    licht_assen: int = 2
    zelfde_as: int = 2
    trend_maanden: int = 6
    zwaar_gs: int = 2
    licht_weken: int = 4
    zwaar_weken: int = 2
    rol_maanden: int = 12


@dataclass(frozen=True, slots=True)
class Beleid:
    """One version of the policy."""

    versie: str
    naam: str
    geldig_van: dt.date
    atw_overeenkomstig: bool
    max_verlengingen: int
    recidive_maanden: int
    bewijs_max_weken: int
    nazorg_weken: int
    feitencheck_max_dagen: int
    t3b_direct: bool
    afschrift_raad: tuple[str, ...]
    verkiezingen: tuple[dt.date, ...]
    contact: Contact
    ondertekening: Ondertekening
    treden: Mapping[str, Tredebeleid] = field(hash=False)
    route: Mapping[str, tuple[str, ...]] = field(hash=False)
    taken: Mapping[str, Taak] = field(hash=False)
    bestuurskracht: Bestuurskrachtbeleid = Bestuurskrachtbeleid()

    def taak(self, code: str) -> Taak:
        """The duty with this code; refuses an unknown one."""
        gevonden = self.taken.get(code)
        if gevonden is None:
            raise Weigering(
                f"De taak “{code}” staat niet in het {self.naam}. Kies een taak uit de lijst.", veld="taak"
            )
        return gevonden


def _lees(pad: Path) -> Beleid:
    ruw: dict[str, Any] = tomllib.loads(pad.read_text(encoding="utf-8"))
    treden = {code: Tredebeleid(code=code, **waarden) for code, waarden in ruw.pop("trede").items()}
    taken = {taak["code"]: Taak(**taak) for taak in ruw.pop("taak")}
    route = {niveau: tuple(wie) for niveau, wie in ruw.pop("route").items()}
    vast = {
        "afschrift_raad": tuple(ruw["afschrift_raad"]),
        "verkiezingen": tuple(ruw["verkiezingen"]),
        "contact": Contact(**ruw["contact"]),
        "ondertekening": Ondertekening(**ruw["ondertekening"]),
    }
    return Beleid(**{**ruw, **vast}, treden=treden, route=route, taken=taken)


@cache
def versies() -> Mapping[str, Beleid]:
    """All versions the program carries, by version name."""
    return {beleid.versie: beleid for beleid in map(_lees, sorted(DATA.glob("*.toml")))}


def beleid(versie: str) -> Beleid:
    """The version a dossier was opened under."""
    return versies()[versie]


def geldend(datum: dt.date) -> Beleid:
    """The version in force on `datum`; refuses when there was none yet."""
    kandidaten = [b for b in versies().values() if b.geldig_van <= datum]
    if not kandidaten:
        raise Weigering(f"Op {datum:%d-%m-%Y} gold nog geen beleidskader. Kies een latere datum.")
    return max(kandidaten, key=lambda b: b.geldig_van)
