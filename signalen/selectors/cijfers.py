"""Reads over figures: the kengetallen of one organisation, with band, history and passport."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q

from signalen.cijfers.beoordeling import beoordeling, op_een_decimaal
from signalen.cijfers.bestand import BEGROTING, JAARREKENING, PERIODEN, Iv3Bestand
from signalen.cijfers.kengetallen import HERBEREKENBAAR, HERBEREKEND, NAMEN, OPGAVE
from signalen.cijfers.signalering import Eerder
from signalen.models import CijferSet, Kengetal
from toezicht.core.models import User

_SOORT = {BEGROTING: "Beg", JAARREKENING: "Rek"}


@dataclass(frozen=True, slots=True)
class Punt:
    """One year of a history; `waarde` in percent or None."""

    boekjaar: int
    waarde: Decimal | None
    band: str


@dataclass(frozen=True, slots=True)
class Grenzen:
    """Signaleringswaarden in percent; from `laag` to `hoog` is band B, `gunstig` names the side of A."""

    laag: Decimal
    hoog: Decimal
    gunstig: str


@dataclass(frozen=True, slots=True)
class KengetalBeeld:
    """A kengetal as a page shows it. `waarde` and `opgave` in percent, `historie` oldest first.

    `herkomst` is herberekend or opgave; `reden` says why there is no value; `paspoort` explains the value.
    """

    code: str
    naam: str
    boekjaar: int
    periode: int
    periode_naam: str
    verslagperiode: str
    levering: int
    bestandsnaam: str
    waarde: Decimal | None
    band: str
    herkomst: str
    reden: str
    opgave: Decimal | None
    meerjarig: tuple[tuple[str, Decimal], ...]
    paspoort: Mapping[str, Any]
    grenzen: Grenzen
    historie: tuple[Punt, ...]
    vorige_band: str

    @property
    def getoond(self) -> Decimal | None:
        """On one decimal, as people see it."""
        return None if self.waarde is None else op_een_decimaal(self.waarde)


def kengetallen_van(
    overheid_id: int,
    *,
    periode: int = JAARREKENING,
    user: User | None = None,
    ontvangen_tot: dt.date | None = None,
) -> tuple[KengetalBeeld, ...]:
    """The six kengetallen of the latest delivery of that kind, in order; empty without deliveries.

    `periode` 5 is the jaarrekening, 0 the begroting. `user` None is the system (a report); for an account
    without the right to see figures the answer is empty. `ontvangen_tot`: only what had come in by that day.
    Two queries.
    """
    sets = CijferSet.objects.all() if user is None else CijferSet.objects.zichtbaar_voor(user)
    per_id = {
        cijferset.pk: cijferset
        for cijferset in sets.filter(overheid_id=overheid_id, periode=periode)
        .actueel(ontvangen_tot)
        .defer("inhoud", "controles")
        .order_by("boekjaar")
    }
    if not per_id:
        return ()
    rijen: dict[int, list[Kengetal]] = defaultdict(list)
    for kengetal in Kengetal.objects.filter(cijferset__in=per_id):
        rijen[kengetal.cijferset_id].append(kengetal)
    laatste = list(per_id.values())[-1]
    return tuple(_beeld(code, laatste, rijen, list(per_id.values())) for code in NAMEN)


def _eigen_periode(cijferset: CijferSet) -> str:
    soort = _SOORT.get(cijferset.periode)
    return f"{soort}_{cijferset.boekjaar}" if soort else ""


def _zoek(rijen: Sequence[Kengetal], code: str, herkomst: str, periode: str) -> Kengetal | None:
    return next(
        (r for r in rijen if (r.code, r.herkomst, r.verslagperiode) == (code, herkomst, periode)), None
    )


def _maatgevend(cijferset: CijferSet, rijen: Sequence[Kengetal], code: str) -> Kengetal:
    """The value that is judged: recomputed where that is possible by its nature, else as reported.

    Every delivery has this row, if need be without a value (services.cijfers).
    """
    sleutel = (code, HERBEREKEND if code in HERBEREKENBAAR else OPGAVE, _eigen_periode(cijferset))
    return next(rij for rij in rijen if (rij.code, rij.herkomst, rij.verslagperiode) == sleutel)


def _beeld(
    code: str, laatste: CijferSet, rijen: Mapping[int, list[Kengetal]], sets: Sequence[CijferSet]
) -> KengetalBeeld:
    historie = tuple(_punt(cijferset, rijen.get(cijferset.pk, []), code) for cijferset in sets)
    eigen = rijen.get(laatste.pk, [])
    kengetal = _maatgevend(laatste, eigen, code)
    opgave = _zoek(eigen, code, OPGAVE, _eigen_periode(laatste))
    vorige = next((p.band for p in historie if p.boekjaar == laatste.boekjaar - 1), "")
    grens = beoordeling(laatste.beoordelingsversie).grenzen[code]
    return KengetalBeeld(
        code=code,
        naam=NAMEN[code],
        boekjaar=laatste.boekjaar,
        periode=laatste.periode,
        periode_naam=PERIODEN[laatste.periode],
        verslagperiode=_eigen_periode(laatste),
        levering=laatste.volgnummer,
        bestandsnaam=laatste.bestandsnaam,
        waarde=kengetal.waarde,
        band=kengetal.band,
        herkomst=kengetal.herkomst,
        reden=kengetal.reden,
        opgave=opgave.waarde if opgave else None,
        meerjarig=_meerjarig(eigen, code),
        paspoort=kengetal.paspoort,
        grenzen=Grenzen(grens.laag, grens.hoog, grens.gunstig),
        historie=historie,
        vorige_band=vorige,
    )


def _punt(cijferset: CijferSet, rijen: Sequence[Kengetal], code: str) -> Punt:
    kengetal = _maatgevend(cijferset, rijen, code)
    return Punt(cijferset.boekjaar, kengetal.waarde, kengetal.band)


def _meerjarig(rijen: Sequence[Kengetal], code: str) -> tuple[tuple[str, Decimal], ...]:
    """The years of the meerjarenraming as reported, in order."""
    return tuple(
        (rij.verslagperiode, rij.waarde)
        for rij in sorted(rijen, key=lambda rij: rij.verslagperiode)
        if rij.code == code and rij.verslagperiode.startswith("MJR_") and rij.waarde is not None
    )


def eerdere_kengetallen(bestand: Iv3Bestand) -> dict[str, list[Eerder]]:
    """Per kengetal the judged values of earlier years of the same kind of delivery, last delivery each."""
    soort = _SOORT.get(bestand.periode)
    if soort is None:
        return {}
    sets = CijferSet.objects.filter(
        overheid__code=bestand.overheid_code, periode=bestand.periode, boekjaar__lt=bestand.boekjaar
    ).actueel()
    rijen = Kengetal.objects.filter(
        Q(code__in=HERBEREKENBAAR, herkomst=HERBEREKEND) | (~Q(code__in=HERBEREKENBAAR) & Q(herkomst=OPGAVE)),
        cijferset__in=sets,
    ).values_list("code", "verslagperiode", "waarde", "band", "cijferset__boekjaar")
    per_code: dict[str, list[Eerder]] = defaultdict(list)
    for code, verslagperiode, waarde, band, boekjaar in rijen:
        if verslagperiode == f"{soort}_{boekjaar}":
            per_code[code].append(Eerder(boekjaar, waarde, band))
    return per_code
