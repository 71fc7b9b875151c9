"""What is known of a dossier that began elsewhere: plain data, as a form or a file gives it.

Every part carries `rij`, the line of the file it came from (0 from a form), so that a fault names its place.
Field names are the columns of docs/overname.md.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from interventieladder.standen import GENERIEK
from toezicht.core.fouten import Weigering


@dataclass(frozen=True, slots=True)
class Overnamefout:
    """One thing that is wrong: where (`rij` 0: not in a file), in which column, and what to do."""

    rij: int
    kolom: str
    tekst: str


class OvernameGeweigerd(Weigering):
    """The takeover holds contradictions; `fouten` has all of them."""

    def __init__(self, fouten: Sequence[Overnamefout]) -> None:
        super().__init__(" ".join(fout.tekst for fout in fouten), veld=fouten[0].kolom)
        self.fouten = tuple(fouten)


@dataclass(frozen=True, slots=True)
class Bronbesluit:
    """The decision with which a stay began: level, day, reference, and who decided according to the source."""

    niveau: str
    besloten_op: dt.date
    nummer: str = ""
    door: str = ""
    machtiging: str = ""


@dataclass(frozen=True, slots=True)
class Verblijf:
    """One stay on one rung; only the last one, where the dossier stands now, has no end."""

    trede: str
    van: dt.date
    tot: dt.date | None = None
    besluit: Bronbesluit | None = None
    rij: int = 0


@dataclass(frozen=True, slots=True)
class Bronbrief:
    """A letter that went out: kind (L2, L5, …), to whom, when."""

    soort: str
    titel: str
    geadresseerde: str
    datum: dt.date
    nummer: str = ""
    documentnummer: str = ""
    documentadres: str = ""
    rij: int = 0


@dataclass(frozen=True, slots=True)
class Brontermijn:
    """A running term: first day before it, length in weeks (0: the law's), and the end the letter named, if any."""

    soort: str
    datum: dt.date
    weken: int
    einde: dt.date | None = None
    keuze: str = ""
    reden: str = ""
    rij: int = 0


@dataclass(frozen=True, slots=True)
class Bronstuk:
    """A document that stays in the source: its kind, day and where it can be found."""

    soort: str
    titel: str
    datum: dt.date
    ontvangen: dt.date | None = None
    akkoord: dt.date | None = None
    geverifieerd: dt.date | None = None
    documentnummer: str = ""
    documentadres: str = ""
    rij: int = 0


@dataclass(frozen=True, slots=True)
class Bronbeoordeling:
    """An assessment that was made: kind, outcome, day, by whom; `geverifieerd` when a second person saw it."""

    soort: str
    uitkomst: str
    datum: dt.date
    toelichting: str
    door: str = ""
    geverifieerd: dt.date | None = None
    rij: int = 0


@dataclass(frozen=True, slots=True)
class Bronafspraak:
    """An agreement: what, who, by when, which evidence; with its outcome and the day of that, if any."""

    titel: str
    door: str
    datum: dt.date
    toelichting: str
    uitkomst: str = "open"
    tot: dt.date | None = None
    rij: int = 0


@dataclass(frozen=True, slots=True)
class Bronfeit:
    """A dated fact of a ladder beside the general one, with the values its plan asks."""

    soort: str
    datum: dt.date
    waarden: Mapping[str, str] = field(default_factory=dict, hash=False)
    toelichting: str = ""
    rij: int = 0


@dataclass(frozen=True, slots=True)
class Bronzaak:
    """The data of its own that a dossier on some ladders rests on: which budget year, which decision."""

    waarden: Mapping[str, str] = field(default_factory=dict, hash=False)
    rij: int = 0


@dataclass(frozen=True, slots=True)
class Overnamegegevens:
    """One dossier of the source, whole. `overheid` is a code, `behandelaar` a user name (empty: who takes over)."""

    bron: str
    zaaknummer: str
    overheid: str
    titel: str
    omschrijving: str
    datum: dt.date
    stappen: Sequence[Verblijf]
    taak: str = ""
    ladder: str = GENERIEK
    onderdeel: str = ""
    orgaan: str = ""
    gevorderd: str = ""
    gebrek: str = ""
    bronsoort: str = "bron_systeem"
    zaakadres: str = ""
    behandelaar: str = ""
    brieven: Sequence[Bronbrief] = ()
    termijnen: Sequence[Brontermijn] = ()
    stukken: Sequence[Bronstuk] = ()
    beoordelingen: Sequence[Bronbeoordeling] = ()
    afspraken: Sequence[Bronafspraak] = ()
    feiten: Sequence[Bronfeit] = ()
    zaken: Sequence[Bronzaak] = ()
    rij: int = 0

    @property
    def bronnaam(self) -> str:
        """The source as it stands behind every fact: *Zaaksysteem, zaak Z-2024-001*."""
        return f"{self.bron.strip()}, zaak {self.zaaknummer.strip()}"[:200]
