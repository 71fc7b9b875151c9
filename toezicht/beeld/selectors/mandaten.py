"""The register of mandates as pages show it: rows in words (ladder.md 5.2)."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from toezicht.core import clock, rollen
from toezicht.core.domeinen import DOMEINEN
from toezicht.core.mensen import met_recht
from toezicht.core.models import User
from toezicht.core.woorden import euro
from toezicht.mandaten.handelingen import NIVEAUS, handelingen, naam_van
from toezicht.mandaten.models import (
    Afwezigheid,
    Belang,
    Mandaat,
    RegelStatus,
    Vervangregel,
)
from toezicht.organisaties.models import OverheidSoort

ROLNAMEN = {rol.code: rol.naam for rol in rollen.ROLLEN}
INGEBRUIKNAME = "Overgenomen bij de ingebruikname"
"""The ground of the lines every installation begins with: to be replaced by the decision of the province."""


@dataclass(frozen=True, slots=True)
class Mandaatrij:
    """A mandate in words. `toestand` is geldt, komt, voorbij, concept or vervallen."""

    id: int
    wie: str
    wat: str
    bereik: str
    van: dt.date
    tot: dt.date | None
    grondslag: str
    onder: str
    toestand: str
    ingebruikname: bool


@dataclass(frozen=True, slots=True)
class Vervangrij:
    """A line of replacement in words."""

    id: int
    voor: str
    door: str
    volgorde: int
    domein: str
    van: dt.date
    tot: dt.date | None
    grondslag: str
    toestand: str


@dataclass(frozen=True, slots=True)
class Register:
    """All of it. `concept` counts what waits for a second person."""

    mandaten: list[Mandaatrij]
    voorbij: list[Mandaatrij]
    vervanging: list[Vervangrij]
    afwezig: list[Afwezigheid]
    belangen: list[Belang]
    concept: int


def register(user: User) -> Register:
    """The register on this day: what counts, what comes and what waits, then what is over; five queries.

    Interests are shown with their words to who may enter them for others; somebody else sees the own ones.
    """
    mandaten = Mandaat.objects.select_related("gebruiker", "overheid", "boven__gebruiker")
    rijen = [mandaatrij(m) for m in mandaten.order_by("niveau", "ladder", "handeling", "van", "pk")]
    regels = Vervangregel.objects.exclude(status=RegelStatus.VERVALLEN).select_related("voor", "door")
    vervanging = [vervangrij(r) for r in regels.filter(_nog()).order_by("voor__last_name", "volgorde")]
    levend = [rij for rij in rijen if rij.toestand in ("geldt", "komt", "concept")]
    belangen = Belang.objects.filter(_nog()).select_related("gebruiker", "overheid")
    if not user.has_perm(rollen.MELD_AFWEZIG):
        belangen = belangen.filter(gebruiker=user)
    afwezig = Afwezigheid.objects.filter(_nog()).select_related("gebruiker")
    return Register(
        levend,
        [rij for rij in rijen if rij not in levend],
        vervanging,
        list(afwezig),
        list(belangen.order_by("gebruiker__last_name", "van")),
        sum(r.toestand == "concept" for r in levend) + sum(r.toestand == "concept" for r in vervanging),
    )


def _nog() -> Q:
    return Q(tot__isnull=True) | Q(tot__gt=clock.vandaag())


def mandaatrij(m: Mandaat) -> Mandaatrij:
    """One mandate in words."""
    return Mandaatrij(
        m.pk,
        houder(m),
        f"{naam_van(m.handeling, m.ladder)}, op het niveau {NIVEAUS.get(m.niveau, m.niveau)}",
        _bereik(m),
        m.van,
        m.tot,
        m.grondslag,
        f"onder het mandaat van {houder(m.boven)}" if m.boven else "",
        _toestand(m),
        m.opgesteld_door_id is None and m.grondslag == INGEBRUIKNAME,
    )


def houder(m: Mandaat) -> str:
    """The person, or the function, that holds it."""
    return m.gebruiker.naam if m.gebruiker else ROLNAMEN.get(m.functie, m.functie)


def vervangrij(r: Vervangregel) -> Vervangrij:
    """One line of replacement in words."""
    domein = DOMEINEN.get(r.domein, "alle domeinen")
    return Vervangrij(
        r.pk, r.voor.naam, r.door.naam, r.volgorde, domein, r.van, r.tot, r.grondslag, _toestand(r)
    )


def _bereik(m: Mandaat) -> str:
    ladders = {h.ladder: h.ladder_naam for h in handelingen()}
    delen = [
        ladders.get(m.ladder, m.ladder),
        DOMEINEN.get(m.domein, m.domein),
        str(OverheidSoort(m.overheidssoort).label) if m.overheidssoort else "",
        m.overheid.naam if m.overheid else "",
        f"tot en met {euro(m.bedrag_tot)}" if m.bedrag_tot is not None else "",
    ]
    return ", ".join(deel for deel in delen if deel) or "alles"


def _toestand(regel: Mandaat | Vervangregel) -> str:
    vandaag = clock.vandaag()
    if regel.status != RegelStatus.VASTGESTELD:
        return str(regel.status)
    if regel.geldt_op(vandaag):
        return "geldt"
    return "komt" if regel.van > vandaag else "voorbij"


def kandidaten(recht: str) -> list[tuple[int, str]]:
    """Open accounts with a right, as choices; one query."""
    return [(wie.pk, _met_functie(wie)) for wie in met_recht(recht).order_by("last_name", "pk")]


def _met_functie(wie: User) -> str:
    return f"{wie.naam} ({wie.functie})" if wie.functie else wie.naam


def handelingkeuzes() -> list[tuple[str, list[tuple[str, str]]]]:
    """The acts that can be mandated, per ladder: *ladder:act*."""
    per_ladder: dict[str, list[tuple[str, str]]] = {}
    for h in handelingen():
        if not h.nooit:
            per_ladder.setdefault(h.ladder_naam, []).append((f"{h.ladder}:{h.code}", h.naam))
    return list(per_ladder.items())


def nooit_te_mandateren() -> list[tuple[str, list[str]]]:
    """What only GS decide, per ladder: said on the page, so that nobody looks for it in the list."""
    per_ladder: dict[str, list[str]] = {}
    for h in handelingen():
        if h.nooit:
            per_ladder.setdefault(h.ladder_naam, []).append(h.naam)
    return list(per_ladder.items())
