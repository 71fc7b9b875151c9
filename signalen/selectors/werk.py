"""What waits for one person among the signals, and what is new."""

import datetime as dt

from django.db.models import Count, Q

from signalen.keuzes import LOPEND, HerwegingStatus, Status
from signalen.models import Herweging, Signaal
from signalen.selectors.signalen import SignaalKort, korte_lijst, rijen
from toezicht.core import rollen
from toezicht.core.models import User

TE_DOEN = (Status.NIEUW, Status.TE_WEGEN)
MAX = 100


def _vrij(user: User) -> Q:
    """Not taken by somebody else."""
    return Q(behandelaar__isnull=True) | Q(behandelaar=user)


def te_wegen_voor(user: User, *, team: bool = False, aantal: int = MAX) -> list[SignaalKort]:
    """Signals to weigh that nobody else took (with `team`: all), the longest known first."""
    if not user.has_perm(rollen.WEEG_SIGNAAL):
        return []
    wachtend = rijen(user).filter(Q() if team else _vrij(user), status__in=TE_DOEN)
    return korte_lijst(wachtend.order_by("kennisname_op", "id")[:aantal])


def nieuw_sinds(user: User, sinds: dt.date, aantal: int = 5) -> list[SignaalKort]:
    """Signals that became known on or after a day, newest first."""
    return korte_lijst(
        rijen(user).filter(kennisname_op__gte=sinds).order_by("-kennisname_op", "-id")[:aantal]
    )


def aantallen(user: User) -> tuple[int, int]:
    """(signals that wait to be weighed, rows of work for this account), in at most two queries."""
    open_ = Signaal.objects.zichtbaar_voor(user).filter(status__in=TE_DOEN)
    telling = open_.order_by().aggregate(alle=Count("pk"), vrij=Count("pk", filter=_vrij(user)))
    werk = telling["vrij"] if user.has_perm(rollen.WEEG_SIGNAAL) else 0
    if user.has_perm(rollen.WEEG_MEE):
        signalen = Signaal.objects.zichtbaar_voor(user).filter(status__in=LOPEND)
        werk += (
            Herweging.objects.filter(status=HerwegingStatus.VOORGESTELD, signaal__in=signalen)
            .exclude(voorgesteld_door=user)
            .count()
        )
    return telling["alle"], werk
