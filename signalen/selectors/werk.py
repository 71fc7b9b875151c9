"""What waits for one person among the signals, and what is new."""

import datetime as dt
from typing import Any

from django.db.models import Count, IntegerField, Q, QuerySet, Subquery, Value

from signalen.catalogus import WEEGTERMIJN_DAGEN
from signalen.keuzes import LOPEND, HerwegingStatus, Status
from signalen.models import Herweging, Signaal
from signalen.selectors.huisvestingleveringen import vast_te_stellen
from signalen.selectors.signalen import SignaalKort, korte_lijst, rijen
from toezicht.core import clock, rollen
from toezicht.core.models import User
from toezicht.core.vaste_vragen import rijen_van, tel

TE_DOEN = (Status.NIEUW, Status.TE_WEGEN)
MAX = 100


def _vrij(user: User) -> Q:
    """Not taken by somebody else."""
    return Q(behandelaar__isnull=True) | Q(behandelaar=user)


def te_wegen_voor(user: User, *, team: bool = False) -> list[SignaalKort]:
    """Signals to weigh that nobody else took (with `team`: all), the longest known first; at most `MAX`."""
    if not user.has_perm(rollen.WEEG_SIGNAAL):
        return []
    hoogstens = MAX

    def wachtend() -> "QuerySet[Signaal]":
        gevonden = rijen(user).filter(Q() if team else _vrij(user), status__in=TE_DOEN)
        return gevonden.order_by("kennisname_op", "id")[:hoogstens]

    return korte_lijst(rijen_van("signalen te wegen", user, wachtend, bij=(team, hoogstens)))


def nieuw_sinds(user: User, sinds: dt.date, aantal: int = 5) -> list[SignaalKort]:
    """Signals that became known on or after a day, newest first."""

    def nieuw() -> "QuerySet[Signaal]":
        return rijen(user).filter(kennisname_op__gte=sinds).order_by("-kennisname_op", "-id")[:aantal]

    return korte_lijst(rijen_van("nieuwe signalen", user, nieuw, bij=(sinds, aantal)))


def aantallen(user: User) -> tuple[int, int, int]:
    """(signals to weigh, rows of work for this account, how many of those are over date), in one query.

    For who may read signals.
    """
    alle, eigen, laat, tweede, cijfers = tel("signalen", user, lambda: _telvraag(user)) or [0] * 5
    return alle, eigen + tweede + cijfers, laat


def _telvraag(user: User) -> "QuerySet[Signaal, tuple[Any, ...]]":
    """To weigh at all, by this account, over date of those; proposals to weigh again; figures to establish.

    The first three are counted while walking past what waits once.
    """
    open_ = Signaal.objects.zichtbaar_voor(user).filter(status__in=TE_DOEN)
    vrij = _vrij(user) if user.has_perm(rollen.WEEG_SIGNAAL) else Q(pk__in=[])
    lopend = Signaal.objects.zichtbaar_voor(user).filter(status__in=LOPEND)
    herwegingen = Herweging.objects.filter(status=HerwegingStatus.VOORGESTELD, signaal__in=lopend)
    herwegingen = herwegingen.exclude(voorgesteld_door=user)
    if not user.has_perm(rollen.WEEG_MEE):
        herwegingen = herwegingen.none()
    te_laat = Q(pk__in=[])
    for ernst, dagen in WEEGTERMIJN_DAGEN.items():
        te_laat |= Q(ernst=ernst, kennisname_op__lt=clock.vandaag() - dt.timedelta(days=dagen))
    geteld = open_.order_by().values(een=Value(1))
    return geteld.annotate(
        alle=Count("pk"), eigen=Count("pk", filter=vrij), laat=Count("pk", filter=vrij & te_laat)
    ).values_list("alle", "eigen", "laat", _teller(herwegingen), _teller(vast_te_stellen(user)))


def _teller(rijen: "QuerySet[Any]") -> Subquery:
    """Bare: anything around it would group the counts beside it, and no group is no row."""
    aantal = rijen.order_by().values(een=Value(1)).annotate(aantal=Count("pk")).values("aantal")
    return Subquery(aantal, output_field=IntegerField())
