"""What a municipality that came from a herindeling has from its predecessors: signals, housing balance, finances.

Nothing is moved: a signal, a half-year, a delivery stays on the code it was about, so statistics of old years do
not change. Only what went into it as a whole counts; of a split predecessor a person divides.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q

from signalen.cijfers.bestand import JAARREKENING, PERIODEN, Iv3Bestand, Post, Stand
from signalen.cijfers.kengetallen import HERBEREKENBAAR, NAMEN, bereken
from signalen.models import CijferSet
from toezicht.core.models import User
from toezicht.organisaties.models import Opvolging, Overheid

if TYPE_CHECKING:
    from django.db.models import QuerySet


def eigen_en_voorgangers(eigen: Q, via: Q, peildatum: dt.date) -> "QuerySet[Overheid, Any]":
    """Keys of organisations and of those that went into them as a whole by `peildatum`, as a subquery.

    `eigen` says which organisations, `via` the same of `opvolger` on an Opvolging.
    """
    over = Opvolging.objects.filter(via, datum__lte=peildatum, gesplitst=False).values("voorganger")
    return Overheid.objects.filter(eigen | Q(pk__in=over)).values("pk")


def opvolger_van(ids: Collection[int], peildatum: dt.date) -> "QuerySet[Opvolging]":
    """Of which organisations these are whole predecessors, as (voorganger, opvolger) rows."""
    rijen = Opvolging.objects.filter(opvolger__in=ids, datum__lte=peildatum, gesplitst=False)
    return rijen.exclude(voorganger=F("opvolger"))


@dataclass(frozen=True, slots=True)
class Somkengetal:
    """A kengetal of predecessors together, or of one; `waarde` in percent or None with a reason."""

    code: str
    naam: str
    waarde: Decimal | None
    band: str
    reden: str


@dataclass(frozen=True, slots=True)
class Jaarsom:
    """The kengetallen of one year: of all predecessors summed (`naam` empty), or of one of them."""

    boekjaar: int
    naam: str
    rijen: tuple[Somkengetal, ...]


@dataclass(frozen=True, slots=True)
class Voorgangerscijfers:
    """Finances from before a herindeling. `gesplitst`: who went into several, so that nothing is summed."""

    namen: tuple[str, ...]
    gesplitst: tuple[str, ...]
    jaren: tuple[Jaarsom, ...]

    @property
    def opgeteld(self) -> bool:
        """Whether the figures are sums of all predecessors."""
        return not self.gesplitst


JAREN = 3


def cijfers_van_voorgangers(
    overheid_id: int, *, op: dt.date, user: User | None, ontvangen_tot: dt.date | None = None
) -> Voorgangerscijfers | None:
    """The accounts of the predecessors: summed for years of which all delivered, else each by itself.

    Amounts are added and the kengetallen recomputed; what a municipality reports itself (belastingcapaciteit,
    structurele ruimte) cannot be added and has no value. None without predecessors by `op`. Two queries.
    """
    over = Opvolging.objects.filter(opvolger=overheid_id, datum__lte=op).select_related("voorganger")
    rijen = list(over.order_by("voorganger__naam", "pk"))
    if not rijen:
        return None
    namen = {rij.voorganger_id: rij.voorganger.naam for rij in rijen}
    sets = CijferSet.objects.all() if user is None else CijferSet.objects.zichtbaar_voor(user)
    per_jaar: dict[int, dict[int, Iv3Bestand]] = defaultdict(dict)
    for cijfers in sets.filter(overheid__in=namen, periode=JAARREKENING).actueel(ontvangen_tot):
        per_jaar[cijfers.boekjaar][cijfers.overheid_id] = _bestand(cijfers)
    gesplitst = tuple(dict.fromkeys(rij.voorganger.naam for rij in rijen if rij.gesplitst))
    jaren = _los(per_jaar, namen) if gesplitst else _samen(per_jaar, namen)
    return Voorgangerscijfers(
        tuple(namen.values()), gesplitst, tuple(jaren[: JAREN * max(1, len(gesplitst) * 2)])
    )


def _samen(per_jaar: Mapping[int, Mapping[int, Iv3Bestand]], namen: Mapping[int, str]) -> list[Jaarsom]:
    """Years of which every predecessor delivered, newest first."""
    volledig = [jaar for jaar, sets in per_jaar.items() if set(sets) == set(namen)]
    return [
        Jaarsom(jaar, "", _reken(tel_op(list(per_jaar[jaar].values())))) for jaar in sorted(volledig)[::-1]
    ]


def _los(per_jaar: Mapping[int, Mapping[int, Iv3Bestand]], namen: Mapping[int, str]) -> list[Jaarsom]:
    """The newest year of each predecessor, by name."""
    uit = []
    for pk, naam in namen.items():
        jaren = [jaar for jaar, sets in per_jaar.items() if pk in sets]
        if jaren:
            uit.append(Jaarsom(max(jaren), naam, _reken(per_jaar[max(jaren)][pk])))
    return uit


def _reken(bestand: Iv3Bestand) -> tuple[Somkengetal, ...]:
    return tuple(
        Somkengetal(k.code, NAMEN[k.code], k.waarde, k.band, _reden(k.code, k.reden))
        for k in bereken(bestand)
    )


def _reden(code: str, reden: str) -> str:
    return (
        reden
        if code in HERBEREKENBAAR or not reden
        else "Een opgave van de gemeente zelf laat zich niet optellen."
    )


def _bestand(cijfers: CijferSet) -> Iv3Bestand:
    """The rows of a delivery as they were kept."""
    inhoud = cijfers.inhoud

    def posten(naam: str) -> tuple[Post, ...]:
        return tuple(Post(*rij) for rij in inhoud[naam])

    return Iv3Bestand(
        overheidsnummer="",
        overheidsnaam="",
        boekjaar=cijfers.boekjaar,
        periode=cijfers.periode,
        status=cijfers.status,
        datum=cijfers.datum_bestand,
        lasten=posten("lasten"),
        baten=posten("baten"),
        balans_lasten=posten("balans_lasten"),
        balans_baten=posten("balans_baten"),
        standen=tuple(Stand(*rij) for rij in inhoud["balans_standen"]),
        opgaven=(),
    )


def tel_op(bestanden: Sequence[Iv3Bestand]) -> Iv3Bestand:
    """Deliveries of one year and kind as if they were of one municipality: every amount is added."""
    eerste = bestanden[0]
    return Iv3Bestand(
        overheidsnummer="",
        overheidsnaam="",
        boekjaar=eerste.boekjaar,
        periode=eerste.periode,
        status=eerste.status,
        datum=None,
        lasten=_posten(b.lasten for b in bestanden),
        baten=_posten(b.baten for b in bestanden),
        balans_lasten=_posten(b.balans_lasten for b in bestanden),
        balans_baten=_posten(b.balans_baten for b in bestanden),
        standen=_standen(b.standen for b in bestanden),
        opgaven=(),
    )


def _posten(delen: Iterable[tuple[Post, ...]]) -> tuple[Post, ...]:
    som: dict[tuple[str, str], int] = defaultdict(int)
    for deel in delen:
        for post in deel:
            som[post.code, post.categorie] += post.bedrag
    return tuple(Post(code, categorie, bedrag) for (code, categorie), bedrag in som.items())


def _standen(delen: Iterable[tuple[Stand, ...]]) -> tuple[Stand, ...]:
    som: dict[tuple[str, str], int] = defaultdict(int)
    for deel in delen:
        for stand in deel:
            som[stand.balanscode, stand.wanneer] += stand.bedrag
    return tuple(Stand(code, wanneer, bedrag) for (code, wanneer), bedrag in som.items())


BRON = f"Iv3 {PERIODEN[JAARREKENING].lower()}"
