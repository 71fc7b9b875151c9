"""Pages of a list by the place of a neighbour, never by counting: the last page costs what the first does."""

import base64
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from django.db.models import Model, Q

from toezicht.core.vaste_vragen import Gat, Gebouwd

if TYPE_CHECKING:
    from django.db.models import QuerySet

M = TypeVar("M", bound=Model)
_TUSSEN = "|"
_MAX_PK = 19  # digits of the largest key


@dataclass(frozen=True, slots=True)
class Blad(Generic[M]):
    """One page. `volgende` and `vorige` are cursors; empty at the end."""

    rijen: list[M]
    volgende: str = ""
    vorige: str = ""


def blader(
    rijen: "QuerySet[M]",
    *,
    na: str = "",
    voor: str = "",
    aantal: int,
    veld: str = "",
    lees: Callable[[str], Any] = str,
    aflopend: bool = False,
) -> Blad[M]:
    """The page after cursor `na` or before cursor `voor`, in order of `veld` (if any) and then of key; one query.

    `lees` makes the value of `veld` of its text in the cursor. A cursor that nobody gave out shows the first page.
    """
    zicht = _zicht(na, voor, veld, lees, aflopend)
    return _als_blad(list(_stuk(rijen, zicht, veld, zicht.plek, aantal)), zicht, veld, aantal)


def blader_bewaard(
    rijen: Callable[[], "QuerySet[M]"],
    vraag: "Callable[[Callable[[], QuerySet[M]], Hashable], Gebouwd[M]]",
    *,
    na: str = "",
    voor: str = "",
    aantal: int,
    veld: str,
    lees: Callable[[str], Any] = str,
    aflopend: bool = False,
    gaten: Mapping[str, Any],
) -> Blad[M]:
    """As `blader`, with SQL that is built once (ADR 0017): `vraag` keeps what the first argument builds.

    It keeps it under its second argument besides: which way and how many. `gaten` are the values of the holes in
    `rijen`; those of the place in the list are filled in here.
    """
    zicht = _zicht(na, voor, veld, lees, aflopend)
    plek = (Gat("waarde"), Gat("pk")) if zicht.plek else None
    gebouwd = vraag(
        lambda: _stuk(rijen(), zicht, veld, plek, aantal), (bool(plek), zicht.terug, zicht.omlaag, aantal)
    )
    waarde, pk = zicht.plek or (None, None)
    return _als_blad(gebouwd.draai({**gaten, "waarde": waarde, "pk": pk}), zicht, veld, aantal)


class _Zicht(NamedTuple):
    """Where a page begins and which way it goes; `terug`: read backwards from there."""

    plek: tuple[Any, int] | None
    terug: bool
    omlaag: bool


def _zicht(na: str, voor: str, veld: str, lees: Callable[[str], Any], aflopend: bool) -> _Zicht:
    plek = _lees_cursor(na or voor, veld, lees)
    terug = bool(plek and not na)
    return _Zicht(plek, terug, aflopend != terug)


def _stuk(
    rijen: "QuerySet[M]", zicht: _Zicht, veld: str, plek: tuple[Any, Any] | None, aantal: int
) -> "QuerySet[M]":
    """One row more than the page, so that it is known whether there are more."""
    if plek:
        rijen = rijen.filter(_voorbij(veld, *plek, richting="lt" if zicht.omlaag else "gt"))
    teken = "-" if zicht.omlaag else ""
    volgorde = [f"{teken}{naam}" for naam in (veld, "pk") if naam]
    return rijen.order_by(*volgorde)[: aantal + 1]


def _als_blad(gevonden: list[M], zicht: _Zicht, veld: str, aantal: int) -> Blad[M]:
    meer, gevonden = len(gevonden) > aantal, gevonden[:aantal]
    if zicht.terug:
        gevonden.reverse()
    if not gevonden:
        return Blad([])
    verder, eerder = (True, meer) if zicht.terug else (meer, zicht.plek is not None)
    return Blad(
        gevonden, _cursor(gevonden[-1], veld) if verder else "", _cursor(gevonden[0], veld) if eerder else ""
    )


def verpak(cursor: str) -> str:
    """A cursor as a caller from outside gets it: opaque, so that what it stands for may change."""
    return base64.urlsafe_b64encode(cursor.encode()).decode().rstrip("=") if cursor else ""


def _voorbij(veld: str, waarde: Any, pk: Any, *, richting: str) -> Q:
    """Strictly past a place; the first condition is the one an index can use."""
    if not veld:
        return Q(**{f"pk__{richting}": pk})
    verder = Q(**{f"{veld}__{richting}": waarde}) | Q(**{veld: waarde, f"pk__{richting}": pk})
    return Q(**{f"{veld}__{richting}e": waarde}) & verder


def _cursor(rij: Model, veld: str) -> str:
    return f"{getattr(rij, veld)}{_TUSSEN}{rij.pk}" if veld else str(rij.pk)


def _lees_cursor(cursor: str, veld: str, lees: Callable[[str], Any]) -> tuple[Any, int] | None:
    tekst, _, pk = cursor.rpartition(_TUSSEN)
    if not (pk.isascii() and pk.isdigit() and len(pk) < _MAX_PK) or bool(tekst) != bool(veld):
        return None
    try:
        return (lees(tekst) if veld else "", int(pk))
    except ValueError:
        return None
