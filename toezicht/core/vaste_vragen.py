"""Queries whose SQL is built once and run again and again with other values (ADR 0017).

Building a query costs Django three to ten times what running it does (`bin/bench`), and the guards, the pages
of a dossier and the start page ask the same dozens each time. Only the SQL is kept, never an answer.

Two kinds. `vast` is for a question about one case: what differs from time to time is a `Gat`. `vraag_van` is
for a question that follows from who asks: kept under the account, its rights and the day. The only module that
looks inside a query of Django.
"""

import datetime as dt
import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cached_property
from inspect import signature
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, cast
from weakref import WeakKeyDictionary

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import (
    BooleanField,
    Expression,
    F,
    Field,
    Func,
    Model,
    Q,
    QuerySet,
    prefetch_related_objects,
)
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError

from toezicht.core import clock

if TYPE_CHECKING:
    from toezicht.core.models import User

R = TypeVar("R")

MAX_VRAGEN = 2048
"""Queries per person kept in one process; beyond it all are dropped and built anew."""
MAX_GEPLAND = 96
"""Statements whose plan the server keeps for one connection; the heaviest takes a megabyte and a quarter."""

MAX_NAGEGAAN = 2
"""How often the tests build a kept query anew, to see that it is still what it would be."""


class Gat(Expression):
    """A place in a query for a value that is given when it runs. `output_field` where the type must be known."""

    def __init__(self, naam: str, output_field: "Field[Any, Any] | None" = None) -> None:
        super().__init__(output_field=output_field)
        self.naam, self.soort = naam, output_field

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list["Gat"]]:  # type: ignore[override]  # the value comes later
        """A placeholder, with the hole itself as its value."""
        return "%s", [self]


def een_van(veld: str, lijst: Gat) -> Q:
    """Whether the field equals one of a list that is given when the query runs.

    As an array, so that the SQL is the same however many there are.
    """
    return Q(
        Func(
            F(veld),
            lijst,
            template="%(expressions)s)",
            arg_joiner=" = ANY(",
            output_field=BooleanField(),
        )
    )


class _Compiler:
    """The compiler of a query that was built: runs its SQL with these values, and reads the rows as ever."""

    def __init__(self, gebouwd: "Gebouwd[Any]", gaten: Mapping[str, Any]) -> None:
        self._gebouwd, self._gaten = gebouwd, gaten

    def __getattr__(self, naam: str) -> Any:
        return getattr(self._gebouwd.compiler, naam)

    def execute_sql(self, *_: Any, **__: Any) -> list[Any]:
        """All rows, in one piece."""
        compiler = self._gebouwd.compiler
        rijen = self._gebouwd.haal_op(self._gaten)
        # A column that only sorts stands behind the others.
        return [[rij[: compiler.col_count] for rij in rijen] if compiler.has_extra_select else rijen]

    def results_iter(self, results: Any = None, **opties: Any) -> Iterable[Any]:
        """Rows with their values converted."""
        gelezen = self.execute_sql() if results is None else results
        rijen: Iterable[Any] = self._gebouwd.compiler.results_iter(gelezen, **opties)
        return rijen


class _Query:
    """The query of a query set, with a compiler that has done its work."""

    def __init__(self, query: Any, compiler: _Compiler) -> None:
        self._query, self._compiler = query, compiler

    def __getattr__(self, naam: str) -> Any:
        return getattr(self._query, naam)

    def get_compiler(self, *_: Any, **__: Any) -> _Compiler:
        """The finished one, whatever is asked."""
        return self._compiler


def _eenmaal(reken: Callable[[Any], R]) -> Callable[[Any], R]:
    """`reken`, asked once: what came out is given again whatever is asked."""
    uitkomst: list[R] = []

    def lees(vraag: Any) -> R:
        if not uitkomst:
            uitkomst.append(reken(vraag))
        return uitkomst[0]

    return lees


_gereed: WeakKeyDictionary[Any, OrderedDict[str, None]] = WeakKeyDictionary()
"""Names of the statements that the server has planned, by connection; the one used longest ago in front."""


class Gebouwd(Generic[R]):
    """The SQL of one query set, and how its rows become objects.

    With `gepland`, a name for people, the server keeps its plan too (PREPARE): for what is asked often enough to
    be worth the memory.
    """

    def __init__(self, rijen: "QuerySet[Any, R]", *, gepland: str = "") -> None:
        self._rijen: Any = rijen
        self.compiler: Any = rijen.query.get_compiler(using=rijen.db)
        try:
            self.sql, self.waarden = self.compiler.as_sql()
        except EmptyResultSet:
            self.sql, self.waarden = "", ()  # no row can meet it: what this account may not see
        # The columns are the same each time, and so is how their values are read.
        self.compiler.get_converters = _eenmaal(self.compiler.get_converters)
        self._nagegaan = 0
        self._leesbaar = re.sub(r"\W+", "_", gepland).strip("_")[:40]
        self._naam = ""

    def ga_na(self, bouw: "Callable[[], QuerySet[Any, R]]") -> None:
        """In the tests: built anew it is the same, else `AssertionError`: it follows from more than its key."""
        if not settings.VASTE_VRAGEN_NAGAAN or self._nagegaan == MAX_NAGEGAAN:
            return
        self._nagegaan += 1
        nu = Gebouwd(bouw())
        if nu._in_woorden != self._in_woorden:
            raise AssertionError(f"a kept query is not what it would be now: {nu._in_woorden}")

    @property
    def _in_woorden(self) -> str:
        """The SQL with its values; not all of them (JSON) can be compared themselves."""
        return f"{self.sql} {[w.naam if isinstance(w, Gat) else w for w in self.waarden]!r}"

    def draai(self, gaten: Mapping[str, Any]) -> list[R]:
        """The rows now. Raises `KeyError` for a hole without a value."""
        if not self.sql:
            return []
        query = _Query(self._rijen.query, _Compiler(self, gaten))
        rijen: Any = QuerySet(self._rijen.model, query=cast("Any", query), using=self._rijen.db)
        rijen._fields = self._rijen._fields
        gelezen = list(self._rijen._iterable_class(rijen))
        if gelezen and self._rijen._prefetch_related_lookups:
            prefetch_related_objects(gelezen, *self._rijen._prefetch_related_lookups)
        return gelezen

    def eerste(self, gaten: Mapping[str, Any]) -> R | None:
        """The first row, or None. The query says how many rows it reads."""
        return next(iter(self.draai(gaten)), None)

    def haal_op(self, gaten: Mapping[str, Any]) -> list[Any]:
        """The rows as the database gives them."""
        verbinding = connections[self.compiler.using]
        if self._rijen.query.select_for_update and not verbinding.in_atomic_block:
            raise TransactionManagementError("a row is locked within a transaction")
        with verbinding.cursor() as cursor:
            if self._leesbaar:
                self._plan(verbinding.connection)
                namen = self._namen
                invul = f"({', '.join(['%s'] * len(namen))})" if namen else ""
                cursor.execute(f"EXECUTE {self._naam}{invul}", [gaten[naam] for naam in namen])
            else:
                cursor.execute(self.sql, [gaten[w.naam] if isinstance(w, Gat) else w for w in self.waarden])
            return list(cursor.fetchall())

    @cached_property
    def _namen(self) -> list[str]:
        """The holes, each once, in the order in which the statement of the server takes their values."""
        return list(dict.fromkeys(w.naam for w in self.waarden if isinstance(w, Gat)))

    def _plan(self, verbinding: Any) -> None:
        """Have the server plan this once per connection; the one used longest ago makes place.

        Named after all of its text: accounts for whom it is the same share one plan.
        """
        gereed = _gereed.setdefault(verbinding, OrderedDict())
        if self._naam in gereed:
            gereed.move_to_end(self._naam)
            return
        with verbinding.cursor() as cursor:
            tekst = self._tekst(cursor)
            self._naam = f"{self._leesbaar}_{hashlib.sha256(tekst.encode()).hexdigest()[:20]}"
            if self._naam not in gereed:
                if len(gereed) >= MAX_GEPLAND:
                    cursor.execute(f"DEALLOCATE {gereed.popitem(last=False)[0]}")
                cursor.execute(f"PREPARE {self._naam} AS {tekst}")
        gereed[self._naam] = None
        gereed.move_to_end(self._naam)

    def _tekst(self, cursor: Any) -> str:
        """The statement with its values written out, and its holes as the server counts them."""
        merken = {naam: f"<gat {naam}>" for naam in self._namen}
        waarden = [merken[w.naam] if isinstance(w, Gat) else w for w in self.waarden]
        tekst: str = cursor.mogrify(self.sql, waarden)
        for nummer, (naam, merk) in enumerate(merken.items(), 1):
            tekst = tekst.replace(f"'{merk}'", f"${nummer}{self._soort_van(naam)}")
        return tekst

    def _soort_van(self, naam: str) -> str:
        """The type of a hole that says what it is; of another the server takes what its first place asks."""
        gaten = (w for w in self.waarden if isinstance(w, Gat) and w.naam == naam)
        veld = next((gat.soort for gat in gaten if gat.soort is not None), None)
        return f"::{veld.db_type(self.compiler.connection)}" if veld else ""


class Vast(Generic[R]):
    """A question about one case; see `vast`."""

    def __init__(self, bouw: "Callable[..., QuerySet[Any, R]]") -> None:
        self._bouw, self.__doc__ = bouw, bouw.__doc__
        self._gaten = {naam: Gat(naam) for naam in signature(bouw).parameters}
        self._gebouwd: Gebouwd[R] | None = None

    def __call__(self, **gaten: object) -> list[R]:
        """The rows for these values; an object counts for its key. Raises `KeyError` when a value is missing."""
        if self._gebouwd is None:
            self._gebouwd = self._bouw_eens()
        else:
            self._gebouwd.ga_na(lambda: self._bouw(**self._gaten))
        return self._gebouwd.draai({n: w.pk if isinstance(w, Model) else w for n, w in gaten.items()})

    def eerste(self, **gaten: object) -> R | None:
        """The first row, or None. The query says how many rows it reads."""
        return next(iter(self(**gaten)), None)

    def _bouw_eens(self) -> Gebouwd[R]:
        gebouwd = Gebouwd(self._bouw(**self._gaten), gepland=self._bouw.__name__)
        if any(isinstance(waarde, dt.date) for waarde in gebouwd.waarden):
            raise TypeError(f"{self._bouw.__qualname__}: a day in a query that is built once must be a hole")
        return gebouwd


def vast(bouw: "Callable[..., QuerySet[Any, R]]") -> Vast[R]:
    """Decorate a function that builds a query set: its parameters become holes (`Gat`).

    It is called once per process, so it may look at nothing that changes: no clock, no setting, no row. A date
    in the query that is no hole is refused.
    """
    return Vast(bouw)


class _Sleutel(NamedTuple):
    """All that a question of a person may follow from."""

    naam: str
    user_id: int
    rechten: frozenset[str]
    dag: dt.date
    bij: Hashable


_vragen: dict[_Sleutel, Gebouwd[Any]] = {}


def vraag_van(
    naam: str,
    user: "User",
    maak: "Callable[[], QuerySet[Any, R]]",
    *,
    bij: Hashable = None,
    gepland: bool = False,
) -> Gebouwd[R]:
    """The built query of `maak`, kept under `naam`, the account, its rights, the day and `bij`.

    `gepland` also has the server keep its plan: for what is asked often and takes longer to plan than to run.

    So `maak` may look at nothing else: policy that may change during the day is read by the database itself. What
    follows from roles rather than rights puts `user.rolcodes` in `bij`.
    """
    sleutel = _Sleutel(naam, user.pk, frozenset(user.get_all_permissions()), clock.vandaag(), bij)
    vraag = _vragen.get(sleutel)
    if vraag is None:
        if len(_vragen) >= MAX_VRAGEN:
            _vragen.clear()
        vraag = _vragen[sleutel] = Gebouwd(maak(), gepland=naam if gepland else "")
    else:
        vraag.ga_na(maak)
    return vraag


def rijen_van(
    naam: str,
    user: "User",
    maak: "Callable[[], QuerySet[Any, R]]",
    *,
    bij: Hashable = None,
    gepland: bool = False,
) -> list[R]:
    """The rows of a question of a person, as `vraag_van` keeps it."""
    return vraag_van(naam, user, maak, bij=bij, gepland=gepland).draai({})


def tel(
    naam: str,
    user: "User",
    maak: "Callable[[], QuerySet[Any, tuple[Any, ...]]]",
    *,
    bij: Hashable = None,
) -> list[int]:
    """The one row of numbers that the query of `maak` gives; one query, planned once: it stands on every page."""
    rij = next(iter(vraag_van(naam, user, maak, bij=bij, gepland=True).draai({})), ())
    return [int(waarde or 0) for waarde in rij]
