"""What a ladder is made of, as plain data: its states, its dated facts and its words."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.db.models import TextChoices

DATUM, BEDRAG, GETAL, KEUZE, TEKST, JA_NEE = "datum", "bedrag", "getal", "keuze", "tekst", "ja_nee"
PERCENTAGE = "percentage"
"""Kinds of values in a fact: ISO date, euro (two decimals), whole number, one of `keuzes`, text, yes or no;
a percentage with one decimal."""


@dataclass(frozen=True, slots=True)
class Feitveld:
    """One value of a fact, as the form asks it.

    `keuzes` are (code, label) of a KEUZE; `grenzen` the lowest and highest value of a GETAL, both allowed.
    """

    naam: str
    label: str
    soort: str = TEKST
    verplicht: bool = True
    hint: str = ""
    keuzes: tuple[tuple[str, str], ...] = ()
    grenzen: tuple[int, int] = (0, 9999)
    per_jaar: tuple[str, int] | None = None
    """Of a value of the budget year or one after it: its name, and how many years after; `label` has no year."""

    def voor(self, onderdeel: str) -> "Feitveld":
        """With the real year in its label, where the part of the dossier is a budget year."""
        if self.per_jaar is None or not onderdeel.isdigit():
            return self
        naam, later = self.per_jaar
        return replace(self, label=f"{naam} {int(onderdeel) + later}")


def per_jaar(code: str, titel: str, *, verplicht: bool = True) -> tuple[Feitveld, ...]:
    """An amount of the budget year T and of each year of the multi-year forecast, T+1 to T+3."""
    jaren = (("t", "begrotingsjaar"), ("t1", "jaar + 1"), ("t2", "jaar + 2"), ("t3", "jaar + 3"))
    return tuple(
        Feitveld(f"{code}_{plek}", f"{titel} {jaar}", BEDRAG, verplicht=verplicht, per_jaar=(titel, later))
        for later, (plek, jaar) in enumerate(jaren)
    )


@dataclass(frozen=True, slots=True)
class Feitsoort:
    """A dated fact that guards of this ladder read.

    `datumlabel` says which day the fact is about; `vier_ogen` that it counts only after a second person
    verified it; `stuk` that it rests on a paper in the dossier; `toekomst` that its day may lie ahead.
    """

    code: str
    naam: str
    datumlabel: str = "Datum"
    velden: tuple[Feitveld, ...] = ()
    grondslag: str = ""
    hint: str = ""
    vier_ogen: bool = False
    stuk: bool = False
    toekomst: bool = False
    verzegeld: bool = False
    """Whether the newest one is part of what a decider approves (the sealed bundle of a proposal)."""
    recht: str = ""
    """Right to record it; empty: those who work on the dossier."""
    standen: tuple[str, ...] = ()
    """States in which the page offers to record it; empty: always. It can be recorded in every state."""
    domein: str = ""
    """Only in dossiers of this domain; empty: in every dossier on the ladder."""

    def voor(self, onderdeel: str) -> "Feitsoort":
        """As a dossier about this part (a budget year) asks it."""
        return replace(self, velden=tuple(veld.voor(onderdeel) for veld in self.velden))


@dataclass(frozen=True, slots=True)
class LosseBrief:
    """A letter that the behandelaar sends without a proposal: it decides nothing (ladder.md 1.10).

    Sending it to its addressee records the fact `feit` of the ladder with `waarden`, so that nobody types it twice;
    empty: no fact follows. It says what is true in the states `standen` alone; empty: in every state.
    """

    soort: str
    standen: tuple[str, ...] = ()
    feit: str = ""
    waarden: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Ladderplan:
    """One ladder: `standen` are its states, `hoofdlijn` those across the page from begin to end.

    `eind` are the states in which the dossier is closed; `kort` gives a short name per state for the strip;
    `werk` what is asked of the behandelaar in a state without a running term: (verb, sentence).
    """

    code: str
    titel: str
    standen: type[TextChoices]
    begin: str
    hoofdlijn: tuple[str, ...]
    eind: tuple[str, ...]
    domein: str = ""
    taak: str = ""
    taaknaam: str = ""
    grondslag: str = ""
    onderdeel: str = ""
    """What tells two dossiers of one organisation on this ladder apart, as the form asks it."""
    feitsoorten: tuple[Feitsoort, ...] = ()
    losse_brieven: tuple[LosseBrief, ...] = ()
    """Letters that need no proposal, in the order in which the page offers them."""
    splitsing: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict, hash=False)
    """Where the main line can end otherwise: per state on it the common name, and the states in its place."""
    kort: Mapping[str, str] = field(default_factory=dict, hash=False)
    werk: Mapping[str, tuple[str, str]] = field(default_factory=dict, hash=False)
    stap_bij_verzending: tuple[str, ...] = ()
    """Steps taken by sending their letter to the organ: the law looks at the sending, not at the decision."""
    opent_met: str = ""
    """The name of its own page for opening, where the general form does not do."""
    te_openen: bool = True
    """Whether a person opens it with the general form; False when a service of its own does."""
    eigen_zaak: bool = False
    """Whether the dossier rests on a row of its own (a decision, a budget year …) that opening makes with it."""

    def naam(self, stand: str) -> str:
        """The state in words."""
        return str(self.standen(stand).label) if stand in self.standen.values else stand

    def korte_naam(self, stand: str) -> str:
        """The state in the strip and in lists."""
        return self.kort.get(stand, self.naam(stand))

    def plek(self, stand: str) -> int | None:
        """Its place on the main line, from 0; None for a state beside it."""
        for plek, code in enumerate(self.hoofdlijn):
            if stand == code or stand in self.splitsing.get(code, ("", ()))[1]:
                return plek
        return None

    def feitsoort(self, code: str) -> Feitsoort | None:
        """The kind of fact with this code."""
        return next((f for f in self.feitsoorten if f.code == code), None)

    def losse_brief(self, soort: str) -> LosseBrief | None:
        """The letter of this kind, where it needs no proposal on this ladder."""
        return next((b for b in self.losse_brieven if b.soort == soort), None)

    def losse_brieven_in(self, stand: str) -> tuple[LosseBrief, ...]:
        """The letters that need no proposal and fit a dossier in this state; none once it is closed."""
        if stand in self.eind:
            return ()
        return tuple(b for b in self.losse_brieven if not b.standen or stand in b.standen)

    def feitsoorten_van(self, domein: str) -> tuple[Feitsoort, ...]:
        """The kinds of facts of a dossier in this domain."""
        return tuple(f for f in self.feitsoorten if f.domein in ("", domein))

    @property
    def tussen(self) -> tuple[str, ...]:
        """States in which the dossier is open."""
        return tuple(s for s in self.standen.values if s not in self.eind)
