"""The one door for state machines: declaring, checking and running transitions (design D2, D3).

The only module that knows django-fsm. A transition is a declaration without a body; it carries its
ground, the level that decides, its documents and its guards. `run_transition` is the only way to run
one: it collects **all** objections, and the page *wat kan nu* shows the same list.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Model
from django_fsm import GET_STATE, FSMField, transition  # noqa: TID251 - this is the one door

from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User

__all__ = [
    "BESLUIT",
    "DOSSIER",
    "GET_STATE",
    "VOORSTEL",
    "Bezwaar",
    "FSMField",
    "Guard",
    "Machine",
    "Mist",
    "Mogelijkheid",
    "Overgang",
    "OvergangGeweigerd",
    "OvergangNietMogelijk",
    "Toets",
    "grond_in_woorden",
    "guard",
    "guards_van",
    "machine_van",
    "mogelijkheden",
    "overgang",
    "overgang_van",
    "run_transition",
    "toets_overgang",
]

F = TypeVar("F", bound=Callable[..., None])

DOSSIER, VOORSTEL, BESLUIT = "dossier", "voorstel", "besluit"
"""From when a guard's fact can exist: the case file, the drafted proposal, the decision."""


@dataclass(frozen=True, slots=True)
class Bezwaar:
    """Why a step is not allowed: what is missing, on which ground, and where to mend it."""

    code: str
    wat: str
    grondslag: str
    hard: bool = True
    herstel: str = ""
    fase: str = DOSSIER
    titel: str = ""
    """The condition in words, for who does not see the list of guards."""


class Mist(str):
    """What is missing, with the form or place that mends just that (`herstel`; empty: only time or others can).

    For a guard that asks more than one thing: the button beside the sentence must offer what the sentence names.
    """

    herstel: str

    def __new__(cls, zin: str, herstel: str) -> "Mist":
        """`herstel` as in `guard`."""
        mist = super().__new__(cls, zin)
        mist.herstel = herstel
        return mist


@dataclass(slots=True)
class Toets:
    """What a guard may look at: the case, the proposal or None, who acts, and the business date.

    `bewijs` collects the fact each met guard rested on, by guard code, to show beside its tick.
    """

    zaak: Any
    voorstel: Any
    door: User | None
    datum: dt.date
    bewijs: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Guard:
    """A named condition. Calling it gives nothing or a `Bezwaar`; it reads dated facts, never a checkbox."""

    code: str
    titel: str
    grondslag: str
    functie: Callable[[Toets], str | None]
    hard: bool = True
    herstel: str = ""
    fase: str = DOSSIER

    def __call__(self, toets: Toets) -> Bezwaar | None:
        """The objection, or None when the condition is met."""
        wat = self.functie(toets)
        if not wat:
            return None
        herstel = wat.herstel if isinstance(wat, Mist) else self.herstel
        return Bezwaar(self.code, str(wat), self.grondslag, self.hard, herstel, self.fase, self.titel)


def guard(
    code: str, titel: str, grondslag: str, *, hard: bool = True, herstel: str = "", fase: str = DOSSIER
) -> Callable[[Callable[[Toets], str | None]], Guard]:
    """Make a guard of a function that returns what is missing (a Dutch sentence), or None.

    `herstel` names the form on the dossier page where the user can mend it. `fase` says from when the
    fact can exist: before a proposal is drafted, in the proposal, or only once it was decided.
    """

    def maak(functie: Callable[[Toets], str | None]) -> Guard:
        return Guard(code, titel, grondslag, functie, hard, herstel, fase)

    return maak


@dataclass(frozen=True, slots=True)
class Overgang:
    """The declaration of one transition. `niveau` is who decides; a function where it depends on the case.

    `termijnen` are the kinds of terms that begin with it or within which it must be taken, for people to read.
    """

    stap: str
    van: str
    naar: tuple[str, ...]
    titel: str
    niveau: str | Callable[[Any], str]
    grondslag: str
    documenten: tuple[str, ...] = ()
    guards: tuple[Guard, ...] = ()
    rij: str = ""
    recht: str | Callable[[Any, User], bool] = ""
    termijnen: tuple[str, ...] = ()

    def niveau_voor(self, zaak: Any) -> str:
        """The level that decides for this case; a case with `beslisniveau` may ask a heavier one (policy)."""
        niveau = self.niveau(zaak) if callable(self.niveau) else self.niveau
        volgens_beleid = getattr(zaak, "beslisniveau", None)
        return str(volgens_beleid(self.stap, self.van, niveau)) if volgens_beleid else niveau


def grond_in_woorden(grondslag: str) -> str:
    """The articles of a ground, for people: where it rests on our own policy it says so.

    A ground lists articles and places in the specification, apart by semicolons ("Awb 3:4; ladder.md 1.8").
    """
    delen = [deel.strip() for deel in grondslag.split(";")]
    wetten = [
        deel for deel in delen if deel and not deel.startswith(("ladder.md", "finance.md", "design.md"))
    ]
    return "; ".join(wetten) or "werkwijze van de provincie"


class OvergangNietMogelijk(Conflict):
    """The case does not stand where this step begins: usually somebody else was first."""


class OvergangGeweigerd(Weigering):
    """Guards say no; `bezwaren` holds every objection."""

    def __init__(self, titel: str, bezwaren: Sequence[Bezwaar]) -> None:
        punten = " ".join(f"{b.wat} ({grond_in_woorden(b.grondslag)})" for b in bezwaren)
        super().__init__(f"De stap “{titel}” kan nog niet. {punten}")
        self.bezwaren = tuple(bezwaren)


def overgang(
    veld: FSMField | str,
    *,
    van: Sequence[str],
    naar: str | GET_STATE,
    titel: str,
    niveau: str | Callable[[Any], str],
    grondslag: str,
    recht: str | Callable[[Any, User], bool],
    documenten: Sequence[str] = (),
    guards: Sequence[Guard] = (),
    rij: str = "",
    termijnen: Sequence[str] = (),
) -> Callable[[F], F]:
    """Declare a transition. Nothing has a default that could open it to everyone by accident.

    May be stacked on one method to give different sources a different level. The body stays empty.
    """

    def versier(methode: F) -> F:
        for bron in van:
            regels = Overgang(
                stap=methode.__name__,
                van=bron,
                naar=tuple(str(s) for s in naar.allowed_states) if isinstance(naar, GET_STATE) else (naar,),
                titel=titel,
                niveau=niveau,
                grondslag=grondslag,
                documenten=tuple(documenten),
                guards=tuple(guards),
                rij=rij,
                recht=recht,
                termijnen=tuple(termijnen),
            )
            fsm_recht: Any = recht  # django-fsm types the user wider than our own User
            methode = transition(veld, bron, naar, permission=fsm_recht, custom={"regels": regels})(methode)
        return methode

    return versier


def _declared(model: type[Model], stap: str, stand: str) -> Overgang | None:
    methode = getattr(model, stap, None)
    meta = getattr(methode, "_django_fsm", None)
    if meta is None:
        return None
    gevonden = meta.transitions.get(stand)
    return gevonden.custom["regels"] if gevonden else None


def _fsm_field(model: type[Model]) -> str:
    return str(next(f.name for f in model._meta.get_fields() if isinstance(f, FSMField)))


def _stand(zaak: Model) -> str:
    return str(getattr(zaak, _fsm_field(type(zaak))))


def overgang_van(zaak: Model, stap: str) -> Overgang:
    """The declaration of `stap` from where the case stands; refuses with a conflict when there is none."""
    gevonden = _declared(type(zaak), stap, _stand(zaak))
    if gevonden is None:
        naam = zaak._meta.verbose_name
        display = getattr(zaak, f"get_{_fsm_field(type(zaak))}_display")()
        raise OvergangNietMogelijk(
            f"Dit kan niet meer: het {naam} staat nu op “{display}”. "
            "Ververs de pagina en kijk wat er is gebeurd."
        )
    return gevonden


def toets_overgang(
    regels: Overgang, toets: Toets, fasen: Sequence[str] = (DOSSIER, VOORSTEL, BESLUIT)
) -> list[Bezwaar]:
    """All objections against one transition, hard and soft, in the order of its guards.

    `fasen` limits the check to facts that can exist by now.
    """
    return [bezwaar for g in guards_van(regels, toets.zaak) if g.fase in fasen and (bezwaar := g(toets))]


def guards_van(regels: Overgang, zaak: Any) -> tuple[Guard, ...]:
    """The guards of a step for this case: what the case itself asks of every step first, then its own."""
    return (*getattr(zaak, "zaakguards", ()), *regels.guards)


def mag(regels: Overgang, zaak: Model, door: User) -> bool:
    """Whether this user has the right that the transition demands."""
    return regels.recht(zaak, door) if callable(regels.recht) else door.has_perm(regels.recht)


def run_transition(
    zaak: Model,
    stap: str,
    *,
    door: User | None,
    datum: dt.date,
    voorstel: Any = None,
    zacht_gemotiveerd: bool = False,
) -> Overgang:
    """Check state, right and every guard, then move the case (in memory: the caller saves).

    `door` None is the system (timers with legal effect). Soft objections pass only with
    `zacht_gemotiveerd`. Raises `OvergangNietMogelijk` (409), `GeenRecht` (403), `OvergangGeweigerd` (422).
    """
    regels = overgang_van(zaak, stap)
    if door is not None and not mag(regels, zaak, door):
        raise GeenRecht(f"U hebt niet het recht voor “{regels.titel}”. Vraag uw coördinator wie dit mag.")
    bezwaren = toets_overgang(regels, Toets(zaak, voorstel, door, datum))
    tegen = [b for b in bezwaren if b.hard or not zacht_gemotiveerd]
    if tegen:
        raise OvergangGeweigerd(regels.titel, tegen)
    getattr(zaak, stap)()
    return regels


@dataclass(frozen=True, slots=True)
class Mogelijkheid:
    """One step from where the case stands, with every guard: met (with its evidence) or not."""

    overgang: Overgang
    niveau: str
    bezwaren: tuple[Bezwaar, ...]
    bewijs: dict[str, str]
    recht: bool

    @property
    def kan(self) -> bool:
        """No hard objection from the case file stands in the way of drafting the proposal."""
        return not any(b.hard and b.fase == DOSSIER for b in self.bezwaren)


def mogelijkheden(zaak: Model, *, door: User, datum: dt.date, voorstel: Any = None) -> list[Mogelijkheid]:
    """Every declared step from where the case stands, in the order of declaration, with its objections."""
    uit = []
    for regels in machine_van(type(zaak)).vanuit(_stand(zaak)):
        toets = Toets(zaak, voorstel, door, datum)
        bezwaren = tuple(toets_overgang(regels, toets))
        uit.append(
            Mogelijkheid(regels, regels.niveau_voor(zaak), bezwaren, toets.bewijs, mag(regels, zaak, door))
        )
    return uit


@dataclass(frozen=True, slots=True)
class Machine:
    """A whole state machine as declared: for the ladder check, the drawing and the full-table test."""

    model: type[Model]
    toestanden: tuple[tuple[str, str], ...]
    overgangen: tuple[Overgang, ...]
    begin: str

    def vanuit(self, stand: str) -> Iterator[Overgang]:
        """Transitions that begin in `stand`."""
        return (o for o in self.overgangen if o.van == stand)


def machine_van(model: type[Model]) -> Machine:
    """Read the machine of `model` from its declarations."""
    gevonden = _machines.get(model)
    if gevonden is None:
        gevonden = _machines[model] = _read_machine(model)
    return gevonden


_machines: dict[type[Model], Machine] = {}


def _table_order(toestanden: Sequence[tuple[str, str]]) -> Callable[[Overgang], tuple[int, int]]:
    """By state as declared, then by row of the table in the source."""
    plek = {str(code): nummer for nummer, (code, _) in enumerate(toestanden)}
    return lambda o: (plek[o.van], int(o.rij or 0))


def _read_machine(model: type[Model]) -> Machine:
    """States come from the field, or from the model when several machines share a table."""
    veld: Any = model._meta.get_field(_fsm_field(model))
    eigen = getattr(model, "machine_toestanden", None)
    toestanden, begin = eigen() if eigen else (veld.choices or (), veld.get_default())
    overgangen: list[Overgang] = []
    for klasse in reversed(model.__mro__):
        for waarde in vars(klasse).values():
            meta = getattr(waarde, "_django_fsm", None)
            if meta is not None:
                overgangen.extend(t.custom["regels"] for t in meta.transitions.values())
    return Machine(
        model=model,
        toestanden=tuple((str(code), str(naam)) for code, naam in toestanden),
        overgangen=tuple(sorted(overgangen, key=_table_order(toestanden))),
        begin=str(begin),
    )
