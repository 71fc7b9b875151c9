"""What waits for one person on the ladder, with why, and how much it is."""

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple

from django.db.models import (
    Count,
    Max,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from interventieladder.catalogus import InzetStatus
from interventieladder.models import (
    Dossier,
)
from interventieladder.selectors.herindelingwerk import in_woorden as herindeling_in_woorden
from interventieladder.selectors.inzetwoorden import INZET_IN_WOORDEN
from interventieladder.selectors.werkbronnen import BRONNEN, bron
from interventieladder.selectors.werkoordelen import in_woorden as oordelen_in_woorden
from interventieladder.selectors.werkrij import Werk
from interventieladder.selectors.werkverdeling import in_woorden as verdelingen_in_woorden
from interventieladder.selectors.werkwoorden import IN_WOORDEN
from interventieladder.standen import GENERIEK
from interventieladder.treden import TREDEN
from toezicht.core import clock, rollen
from toezicht.core.models import User
from toezicht.core.vaste_vragen import rijen_van, tel

BUITEN_EEN_DOSSIER = {
    "herindelingen": herindeling_in_woorden,
    "oordelen": oordelen_in_woorden,
    "verdelingen": verdelingen_in_woorden,
}
ZWAAR = frozenset({"wachtend", "stukken", "dossiers", "oordelen"})
"""Sources that the database plans longer (one and a half to three milliseconds) than it runs them."""
MAX = 200
"""Rows read per source; the page says so when there are more."""


def werk_voor(user: User, *, team: bool = False) -> list[Werk]:
    """Everything on the ladder that waits for this account; `team` adds what waits for the colleagues."""
    if not user.has_perm(rollen.BEKIJK_DOSSIERS):
        return []
    gevonden: list[Werk] = []
    woorden = IN_WOORDEN | INZET_IN_WOORDEN | BUITEN_EEN_DOSSIER
    for naam in BRONNEN:
        maak = partial(_eerste_rijen, naam, user, team=team)
        gepland = naam in ZWAAR
        rijen = rijen_van(f"werk: {naam}", user, maak, bij=(team, user.rolcodes), gepland=gepland)
        gevonden += woorden[naam](rijen, user)
    return gevonden


def _eerste_rijen(naam: str, user: User, *, team: bool) -> "QuerySet[Any]":
    return bron(naam, user, team=team)[:MAX]


def aantallen(user: User) -> tuple[int, int, int]:
    """(rows of work, how many of them are over their date, proposals to check or decide), in one query."""
    if not user.has_perm(rollen.BEKIJK_DOSSIERS):
        return 0, 0, 0
    telling = tel("ladder", user, lambda: _telvraag(user), bij=user.rolcodes)
    bronnen = dict(zip(BRONNEN, telling, strict=False))
    return sum(bronnen.values()), sum(telling[len(bronnen) :]), bronnen.get("wachtend", 0)


def _telvraag(user: User) -> "QuerySet[User, tuple[Any, ...]]":
    """The sources, then what is late in them: one row of counts."""
    bronnen, vandaag = {naam: bron(naam, user, team=False) for naam in BRONNEN}, clock.vandaag()
    laat = [
        bronnen["termijnen"].filter(effectief_einde__lt=vandaag),
        bronnen["afspraken"].filter(gereed_op__lt=vandaag),
        bronnen["brieven"].filter(
            Q(besluit__schrift_op__isnull=True) | Q(besluit__schrift_op__lt=vandaag),
            besluit__verbruikt_op__lt=vandaag,
        ),
        bronnen["inzetten"].filter(
            Q(status=InzetStatus.GEPLAND, van__lt=vandaag)
            | Q(status=InzetStatus.LOPEND, tot__lt=vandaag)
            | Q(status=InzetStatus.LOPEND, tot__isnull=True, herinner_op__lt=vandaag)
        ),
        bronnen["inzetafspraken"].filter(uiterlijk__lt=vandaag),
        bronnen["herindelingen"].filter(
            Q(plandatum__lt=vandaag) | Q(plandatum__isnull=True, geldig_tot__lt=vandaag)
        ),
    ]
    vragen = [*bronnen.values(), *laat]
    return User.objects.filter(pk=user.pk).values_list(*(_teller(vraag) for vraag in vragen))


def _teller(vraag: "QuerySet[Any]") -> Coalesce:
    aantal = vraag.order_by().values(een=Value(1)).annotate(aantal=Count("pk")).values("aantal")
    return Coalesce(Subquery(aantal), 0)


class Opentelling(NamedTuple):
    """Open dossiers of one organisation, and the number of the highest rung of the general ladder, or empty."""

    open: int
    hoogste: str


def open_per_overheid(user: User, overheid_ids: Sequence[int]) -> dict[int, Opentelling]:
    """{id: (open dossiers, number of the highest rung)} for a list of organisations; one query.

    Every open dossier this account may see counts, on whatever ladder; the rung is of the general one, or empty.
    """
    rijen = (
        Dossier.objects.zichtbaar_voor(user)
        .open()
        .filter(overheid__in=overheid_ids)
        .order_by()
        .values_list("overheid")
        .annotate(aantal=Count("pk"), hoogste=Max("trede", filter=Q(ladder=GENERIEK)))
    )
    nummers = {trede.value: trede.label.split()[0] for trede in TREDEN}
    return {overheid: Opentelling(aantal, nummers.get(hoogste, "")) for overheid, aantal, hoogste in rijen}
