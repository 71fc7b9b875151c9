"""Reads over deliveries of housing figures: which wait, and what one of them would change."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from signalen.models import (
    Beginstand,
    Halfjaar,
    Herverdeling,
    Huisvestinglevering,
    Realisatie,
    Saldodeel,
    Taakstelling,
)
from toezicht.core import rollen
from toezicht.core.models import User
from toezicht.core.vaste_vragen import rijen_van

if TYPE_CHECKING:
    from django.db.models import QuerySet

MAX = 30
MAX_RIJEN = 500


@dataclass(frozen=True, slots=True)
class Leveringrij:
    """A delivery in the list. `mag_oordelen`: this user can be its second person."""

    id: int
    bestandsnaam: str
    stand: str
    geladen_op: dt.datetime
    geladen_door: str
    beoordeeld_op: dt.datetime | None
    beoordeeld_door: str
    toelichting: str
    regels: int
    mag_oordelen: bool


@dataclass(frozen=True, slots=True)
class Cijferregel:
    """One row of a delivery in words."""

    soort: str
    halfjaar: str
    gemeente: str
    wat: str
    bron: str
    reden: str


def leveringen(user: User) -> list[Leveringrij]:
    """The newest deliveries, those that wait first."""
    rijen = (
        Huisvestinglevering.objects.zichtbaar_voor(user)
        .select_related("geladen_door", "vastgesteld_door")
        .order_by("-pk")[:MAX]
    )
    return sorted((_rij(levering, user) for levering in rijen), key=lambda r: r.beoordeeld_op is not None)


def levering(user: User, pk: int) -> Leveringrij | None:
    """One delivery, or None when it does not exist or may not be seen."""
    gevonden = (
        Huisvestinglevering.objects.zichtbaar_voor(user)
        .select_related("geladen_door", "vastgesteld_door")
        .filter(pk=pk)
        .first()
    )
    return _rij(gevonden, user) if gevonden else None


def wachtend(user: User) -> int:
    """How many deliveries wait for a second person."""
    return Huisvestinglevering.objects.zichtbaar_voor(user).wachtend().count()


def vast_te_stellen(user: User) -> "QuerySet[Huisvestinglevering]":
    """Deliveries that wait for this account as second person: never those it loaded itself, oldest first."""
    if not user.has_perm(rollen.STEL_HUISVESTING_VAST):
        return Huisvestinglevering.objects.none()
    wachten = Huisvestinglevering.objects.zichtbaar_voor(user).wachtend().select_related("geladen_door")
    return wachten.exclude(geladen_door=user).order_by("pk")


def vast_te_stellen_voor(user: User) -> list[Leveringrij]:
    """The same as rows."""
    rijen = rijen_van("huisvestingleveringen", user, lambda: vast_te_stellen(user)[:MAX])
    return [_rij(levering, user) for levering in rijen]


def _rij(gevonden: Huisvestinglevering, user: User) -> Leveringrij:
    return Leveringrij(
        id=gevonden.pk,
        bestandsnaam=gevonden.bestandsnaam,
        stand=gevonden.stand,
        geladen_op=gevonden.geladen_op,
        geladen_door=gevonden.geladen_door.naam if gevonden.geladen_door else "het systeem",
        beoordeeld_op=gevonden.beoordeeld_op,
        beoordeeld_door=gevonden.vastgesteld_door.naam if gevonden.vastgesteld_door else "",
        toelichting=gevonden.toelichting,
        regels=gevonden.regels,
        mag_oordelen=gevonden.beoordeeld_op is None
        and gevonden.geladen_door_id != user.pk
        and user.has_perm(rollen.STEL_HUISVESTING_VAST),
    )


def regels_van(pk: int) -> list[Cijferregel]:
    """What a delivery says, row by row, in the order of its kinds; six queries."""
    uit = [
        _regel("Landelijk", r, "", f"{r.vg} te huisvesten bij {r.inwoners_nederland} inwoners")
        for r in _rijen(Halfjaar, pk)
    ]
    uit += [
        _regel("Taakstelling", r, r.overheid.naam, _taak(r)) for r in _rijen(Taakstelling, pk, "overheid")
    ]
    uit += [
        _regel("Beginstand", r, r.overheid.naam, _saldo(r.saldo)) for r in _rijen(Beginstand, pk, "overheid")
    ]
    uit += [
        _regel("Saldodeel", r, r.voorganger.naam, f"{_saldo(r.aantal)} naar {r.opvolger.naam}")
        for r in _rijen(Saldodeel, pk, "voorganger", "opvolger")
    ]
    uit += [
        _regel("Herverdeling", r, r.van.naam, f"{r.aantal} naar {r.naar.naam}")
        for r in _rijen(Herverdeling, pk, "van", "naar")
    ]
    uit += [
        _regel(
            r.get_correctiegrond_display() if r.correctiegrond else "Realisatie",
            r,
            r.overheid.naam,
            _gemeten(r),
        )
        for r in _rijen(Realisatie, pk, "overheid")
    ]
    return uit[:MAX_RIJEN]


def _rijen(model: Any, pk: int, *met: str) -> Any:
    return model.objects.filter(levering=pk).select_related(*met).order_by("jaar", "helft", "pk")


def _regel(soort: str, rij: Any, gemeente: str, wat: str) -> Cijferregel:
    return Cijferregel(soort, rij.periode.code, gemeente, wat, rij.bron, getattr(rij, "reden", ""))


def _taak(rij: Taakstelling) -> str:
    if rij.berekend is None or rij.berekend == rij.aantal:
        return str(rij.aantal)
    return f"{rij.aantal} (berekend: {rij.berekend})"


def _saldo(saldo: int) -> str:
    return f"voorsprong van {-saldo}" if saldo < 0 else f"achterstand van {saldo}"


def _gemeten(rij: Realisatie) -> str:
    return (
        f"{rij.aantal} gehuisvest, gemeten op {rij.peildatum.day}-{rij.peildatum.month}-{rij.peildatum.year}"
    )
