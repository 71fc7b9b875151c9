"""The numbers in the navigation: what waits for this user."""

from dataclasses import dataclass

from interventieladder.selectors import werk
from signalen.selectors import werk as signaalwerk
from toezicht.core import rollen
from toezicht.core.berichten import aandacht_nodig
from toezicht.core.models import User


@dataclass(frozen=True, slots=True)
class Telling:
    """A number beside an entry of the navigation; `urgent` when something in it is over its term."""

    aantal: int
    urgent: bool = False


def tellingen(user: User) -> dict[str, Telling]:
    """What waits for this user, by url name of the navigation entry. At most three queries.

    Figures beside an entry equal the rows on its page: the same sources are counted.
    """
    uit: dict[str, Telling] = {}
    signaalrijen = signalen_te_laat = 0
    if user.has_perm(rollen.BEKIJK_SIGNALEN):
        te_wegen, signaalrijen, signalen_te_laat = signaalwerk.aantallen(user)
        uit["signalen"] = Telling(te_wegen)
    if user.has_perm(rollen.BEKIJK_DOSSIERS):
        rijen, te_laat, besluiten = werk.aantallen(user)
        uit["werkvoorraad"] = Telling(rijen + signaalrijen, te_laat + signalen_te_laat > 0)
        uit["besluiten"] = Telling(besluiten)
    if user.has_perm(rollen.BEKIJK_GEZONDHEID):
        uit["gezondheid"] = Telling(aandacht_nodig().count())
    return uit
