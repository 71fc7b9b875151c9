"""What a municipality that came from a herindeling has from its predecessors: signals, housing balance, finances.

Nothing is moved: a signal, a half-year, a delivery stays on the code it was about, so statistics of old years do
not change. Only what went into it as a whole counts; of a split predecessor a person divides.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from signalen.cijfers.bestand import JAARREKENING, PERIODEN, Iv3Bestand, Post, Stand
from signalen.cijfers.kengetallen import HERBEREKENBAAR, NAMEN, bereken
from signalen.models import CijferSet
from toezicht.core.models import User
from toezicht.organisaties.models import Opvolging, Overheid
from toezicht.organisaties.opvolging import Schakel, gehele_voorgangers, opvolgketen


def eigen_en_voorgangers(code: str, peildatum: dt.date) -> list[int]:
    """Keys of the organisation with this code and of all that went into it as a whole by `peildatum`."""
    over = Opvolging.objects.filter(opvolger__code=code, datum__lte=peildatum, gesplitst=False)
    eerste = Overheid.objects.filter(Q(code=code) | Q(pk__in=over.values("voorganger")))
    ids = {pk: rij_code == code for pk, rij_code in eerste.values_list("pk", "code")}
    oud = [pk for pk, eigen in ids.items() if not eigen]
    verder = gehele_voorgangers(oud, peildatum) if oud else {}
    return [*ids, *(pk for rijen in verder.values() for pk in rijen)]


def telt_voor(overheid_ids: Collection[int], peildatum: dt.date) -> dict[int, int]:
    """{organisation: for which of these it counts}: each for itself, a whole predecessor for its successor."""
    uit = dict(zip(overheid_ids, overheid_ids, strict=True))
    for opvolger, voorgangers in gehele_voorgangers(overheid_ids, peildatum).items():
        for oud in voorgangers:
            uit.setdefault(oud, opvolger)
    return uit


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
    """The kengetallen of one year: of all predecessors summed, or of one of them (`naam`).

    In a year before a predecessor came from others itself, `naam` says of whom the sum is instead.
    """

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
    structurele ruimte) cannot be added and has no value. For a year in which a predecessor had not begun, those it
    came from itself count. None without predecessors by `op`.
    """
    keten = opvolgketen([overheid_id], op)
    eerste = [schakel for schakel in keten if schakel.opvolger_id == overheid_id]
    if not eerste:
        return None
    sets = CijferSet.objects.all() if user is None else CijferSet.objects.zichtbaar_voor(user)
    per_jaar: dict[int, dict[int, Iv3Bestand]] = defaultdict(dict)
    ids = {schakel.voorganger_id for schakel in keten}
    for cijfers in sets.filter(overheid__in=ids, periode=JAARREKENING).actueel(ontvangen_tot):
        per_jaar[cijfers.boekjaar][cijfers.overheid_id] = _bestand(cijfers)
    namen = {schakel.voorganger_id: schakel.voorganger for schakel in eerste}
    gesplitst = tuple(dict.fromkeys(schakel.voorganger for schakel in eerste if schakel.gesplitst))
    jaren = _los(per_jaar, namen) if gesplitst else _samen(per_jaar, eerste, keten)
    return Voorgangerscijfers(
        tuple(namen.values()), gesplitst, tuple(jaren[: JAREN * max(1, len(gesplitst) * 2)])
    )


def _samen(
    per_jaar: Mapping[int, Mapping[int, Iv3Bestand]], eerste: Sequence[Schakel], keten: Sequence[Schakel]
) -> list[Jaarsom]:
    """Years of which everybody of that year delivered, newest first."""
    uit = []
    for jaar in sorted(per_jaar, reverse=True):
        leden: dict[int, str] | None = {}
        for schakel in eerste:
            van = _leden(schakel, jaar, keten)
            leden = None if van is None or leden is None else leden | van
        if leden is not None and leden.keys() <= per_jaar[jaar].keys():
            naam = "" if leden.keys() == {s.voorganger_id for s in eerste} else " en ".join(leden.values())
            uit.append(Jaarsom(jaar, naam, _reken(tel_op([per_jaar[jaar][pk] for pk in leden]))))
    return uit


def _leden(schakel: Schakel, jaar: int, keten: Sequence[Schakel]) -> dict[int, str] | None:
    """Who kept the accounts of this predecessor in `jaar`, with their names; None when one was split since."""
    later = [s for s in keten if s.opvolger_id == schakel.voorganger_id and s.datum.year > jaar]
    if any(s.gesplitst for s in later):
        return None
    bestond = not later or schakel.vanaf.year <= jaar
    uit = {schakel.voorganger_id: schakel.voorganger} if bestond else {}
    for eerder in later:
        van = _leden(eerder, jaar, keten)
        if van is None:
            return None
        uit |= van
    return uit


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
