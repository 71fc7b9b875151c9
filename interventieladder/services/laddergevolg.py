"""What a ladder of its own adds to a step or a fact: terms that start, values that follow."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from interventieladder.models import Dossier, Feit, Verzendcorrectie, Verzending, Voorstel
from toezicht.core.models import User
from toezicht.core.transitions import Overgang


@dataclass(frozen=True, slots=True)
class Stapgevolg:
    """A step that was just taken: the case is moved in memory, its new stay exists, nothing is saved yet.

    `datum` is the business date of the step; `door` None is the clock.
    """

    dossier: Dossier
    regels: Overgang
    voorstel: Voorstel | None
    van: str
    datum: dt.date
    door: User | None


_NA_STAP: dict[str, Callable[[Stapgevolg], Iterable[str]]] = {}
_NA_FEIT: dict[str, Callable[[Dossier, Feit, User], None]] = {}

_NA_VERZENDING: dict[str, list[Callable[[Dossier, Verzending, User], None]]] = {}
_NA_CORRECTIE: dict[str, Callable[[Verzendcorrectie, dt.date, User], None]] = {}


def na_stap(ladder: str, functie: Callable[[Stapgevolg], Iterable[str]]) -> None:
    """Register what follows from every step of a ladder; gives the names of dossier fields it changed."""
    _NA_STAP[ladder] = functie


def na_feit(ladder: str, functie: Callable[[Dossier, Feit, User], None]) -> None:
    """Register what follows from every fact recorded in a dossier of a ladder (a term that starts, …)."""
    _NA_FEIT[ladder] = functie


def na_verzending(ladder: str, functie: Callable[[Dossier, Verzending, User], None]) -> None:
    """Register what follows when a letter reached its addressee first (a notice that starts a standstill, …).

    A ladder may register several: each looks at the letters it is about.
    """
    _NA_VERZENDING.setdefault(ladder, []).append(functie)


def na_correctie(ladder: str, functie: Callable[[Verzendcorrectie, dt.date, User], None]) -> None:
    """Register what follows when the day turns out another than the date given, on which the letter was thought
    to have reached its addressee."""
    _NA_CORRECTIE[ladder] = functie


def gevolg_na_stap(gevolg: Stapgevolg) -> list[str]:
    """Do what the ladder of this dossier asks after a step."""
    functie = _NA_STAP.get(gevolg.dossier.ladder)
    return list(functie(gevolg)) if functie else []


def gevolg_na_feit(dossier: Dossier, feit: Feit, door: User) -> None:
    """Do what the ladder of this dossier asks after a fact."""
    if functie := _NA_FEIT.get(dossier.ladder):
        functie(dossier, feit, door)


def gevolg_na_verzending(dossier: Dossier, verzending: Verzending, door: User) -> None:
    """Do what the ladder of this dossier asks when a letter went to the one it is addressed to."""
    for functie in _NA_VERZENDING.get(dossier.ladder, ()):
        functie(dossier, verzending, door)


def gevolg_na_correctie(correctie: Verzendcorrectie, van: dt.date, door: User) -> None:
    """Do what the ladder of this dossier asks when the day a letter went to its addressee was not `van`."""
    if functie := _NA_CORRECTIE.get(correctie.verzending.brief.dossier.ladder):
        functie(correctie, van, door)
