"""Housing balances of split municipalities that wait for a division, as rows of the werkvoorraad."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from interventieladder.selectors.werkrij import CONTROLEREN, Werk
from signalen.selectors.huisvestingverdeling import te_verdelen_rijen
from toezicht.core.domeinen import DOMEINEN, HUISVESTING
from toezicht.core.models import User
from toezicht.organisaties.models import Opvolging

if TYPE_CHECKING:
    from django.db.models import QuerySet


def verdelingen(user: User, team: bool) -> "QuerySet[Opvolging]":
    """Balances to divide, for who loads housing figures: nobody has them alone."""
    del team
    return te_verdelen_rijen(user)


def in_woorden(gevonden: Iterable[Opvolging], user: User) -> list[Werk]:
    """The rows of the werkvoorraad."""
    del user
    return [
        Werk(
            groep=CONTROLEREN,
            overheid=rij.voorganger.naam,
            onderwerp="saldo huisvesting verdelen",
            waarom=(
                f"{rij.voorganger.naam} ging op {rij.datum:%d-%m-%Y} over in meer gemeenten. Zolang het saldo niet "
                "is verdeeld, telt het bij geen van de opvolgers."
            ),
            daad="Verdeel",
            pagina="herindeling_huisvesting",
            sleutel=f"{rij.voorganger.code}-{rij.datum}",
            domein=DOMEINEN[HUISVESTING],
            trede="Herindeling",
            plek=None,
            sinds=rij.datum,
        )
        for rij in gevonden
    ]
