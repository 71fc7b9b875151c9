"""Signals as they weigh for bestuurskracht (ladder.md 4): what counts, and what became of those once carried.

Integrity and disturbed relations (as g) and the closed levels never leave here: those go by the cdK.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from signalen.keuzes import As, Ernst, Status, Vertrouwelijkheid
from signalen.models import Signaal, SignaalQuerySet
from signalen.selectors.voorgangers import telt_voor
from toezicht.core.models import User

NIVEAUS = (Vertrouwelijkheid.OPENBAAR, Vertrouwelijkheid.INTERN, Vertrouwelijkheid.VERTROUWELIJK)


@dataclass(frozen=True, slots=True)
class Tellend:
    """A signal that counts. `weging` is 0-100: how much it still counts on the date that was asked."""

    id: int
    nummer: str
    titel: str
    overheid_id: int
    overheid_code: str
    as_letter: str
    ernst: str
    datum_feit: dt.date
    kennisname_op: dt.date
    geldig_tot: dt.date | None
    weging: int

    @property
    def zwaar(self) -> bool:
        """Whether it weighs heavy."""
        return self.ernst == Ernst.ZWAAR

    @property
    def as_naam(self) -> str:
        """The axis in words."""
        return str(As(self.as_letter).label)


def _open(user: User | None) -> SignaalQuerySet:
    """Without `user`: all that may carry a situatieschets; with one, what this account may see of those."""
    alle = Signaal.objects.zichtbaar_voor(user) if user else Signaal.objects.all()
    return alle.filter(vertrouwelijkheid__in=NIVEAUS).exclude(as_letter=As.INTEGRITEIT)


def tellend(
    peildatum: dt.date,
    *,
    overheid_ids: Collection[int] | None = None,
    user: User | None = None,
    oorspronkelijk: bool = False,
) -> list[Tellend]:
    """Signals that count on `peildatum` (no rumour, not unfounded, still valid), newest fact first.

    Those of a predecessor that went as a whole into one of `overheid_ids` count there, under its key (Wet arhi 44).
    `oorspronkelijk`: it is known that none of them came from another.
    """
    signalen = _open(user).telt_mee(peildatum)
    voor: dict[int, int] = {}
    if overheid_ids is not None:
        voor = {pk: pk for pk in overheid_ids} if oorspronkelijk else telt_voor(overheid_ids, peildatum)
        signalen = signalen.filter(overheid__in=list(voor))
    gelezen = signalen.select_related("overheid").defer("toelichting", "gegevens")
    return [
        _tellend(s, peildatum, voor.get(s.overheid_id, s.overheid_id))
        for s in gelezen.order_by("-datum_feit", "-id")
    ]


def _tellend(s: Signaal, peildatum: dt.date, overheid_id: int) -> Tellend:
    return Tellend(
        id=s.pk,
        nummer=s.nummer,
        titel=s.titel,
        overheid_id=overheid_id,
        overheid_code=s.overheid.code,
        as_letter=s.as_letter,
        ernst=s.ernst,
        datum_feit=s.datum_feit,
        kennisname_op=s.kennisname_op,
        geldig_tot=s.geldig_tot,
        weging=s.weegt_mee(peildatum),
    )


@dataclass(frozen=True, slots=True)
class Lot:
    """What became of a signal: whether it still counts, its weight, and why it no longer counts (in words)."""

    id: int
    nummer: str
    ernst: str
    telt: bool
    waarom: str


def lot_van(ids: Iterable[int], peildatum: dt.date) -> dict[int, Lot]:
    """The present state of signals that somebody leaned on, by id; one query."""
    gelezen = Signaal.objects.filter(pk__in=list(ids)).defer("toelichting", "gegevens", "titel")
    return {s.pk: Lot(s.pk, s.nummer, s.ernst, *_telt(s, peildatum)) for s in gelezen}


def _telt(s: Signaal, peildatum: dt.date) -> tuple[bool, str]:
    if s.as_letter == As.INTEGRITEIT or s.vertrouwelijkheid not in NIVEAUS:
        return False, "loopt via de commissaris van de Koning"
    if s.telt_op(peildatum):
        return True, ""
    if s.status == Status.ONGEGROND:
        return False, "is ongegrond verklaard"
    if s.status == Status.SAMENGEVOEGD:
        return False, "is samengevoegd met een ander signaal"
    if s.status == Status.AFGEHANDELD:
        return False, "is afgehandeld"
    return False, "is verlopen"
