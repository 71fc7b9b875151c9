"""Taking the lock on a line of the register."""

import datetime as dt
from typing import TYPE_CHECKING

from toezicht.core.fouten import Weigering
from toezicht.core.models import User
from toezicht.core.vaste_vragen import Gat, vast
from toezicht.mandaten.models import Afwezigheid, Belang, Mandaat, Vervangregel
from toezicht.mandaten.selectors import Bevoegde, Vraag, bevoegdheid

if TYPE_CHECKING:
    from django.db.models import QuerySet


class RegelOnbekend(Weigering):
    """That line does not exist."""

    status = 404

    def __init__(self) -> None:
        super().__init__("Deze regel staat niet in het register. Ververs de pagina.")


def neem_mandaat(mandaat_id: int) -> Mandaat:
    """The mandate with its row locked until commit: who decides on it and who ends it take turns."""
    gevonden = _op_slot.eerste(mandaat=mandaat_id)
    if gevonden is None:
        raise RegelOnbekend
    return gevonden


@vast
def _op_slot(mandaat: Gat) -> "QuerySet[Mandaat]":
    """A line of mandate with its row locked."""
    return Mandaat.objects.select_for_update(no_key=True).filter(pk=mandaat)


def neem_bevoegdheid(
    gebruiker: User, vraag: Vraag, op: dt.date, *, niet: int | None = None
) -> Bevoegde | None:
    """On what this account may decide this, with that line locked until commit; None when it may not (Awb 10:1).

    Whoever ends the line meanwhile waits until the decision stands, or came before it: then it no longer counts.
    """
    gevonden = bevoegdheid(gebruiker, vraag, op, niet=niet)
    if gevonden is None or not neem_mandaat(gevonden.mandaat.pk).geldt_op(op):
        return None
    return gevonden


def neem_vervangregel(regel_id: int) -> Vervangregel:
    """The line of replacement with its row locked until commit."""
    regels = Vervangregel.objects.select_for_update(of=("self",)).select_related("voor", "door")
    gevonden = regels.filter(pk=regel_id).first()
    if gevonden is None:
        raise RegelOnbekend
    return gevonden


def neem_afwezigheid(pk: int) -> Afwezigheid:
    """The days of absence with their row locked until commit."""
    gevonden = Afwezigheid.objects.select_for_update(of=("self",)).select_related("gebruiker").filter(pk=pk)
    if (rij := gevonden.first()) is None:
        raise RegelOnbekend
    return rij


def neem_belang(pk: int) -> Belang:
    """The declared interest with its row locked until commit."""
    gevonden = Belang.objects.select_for_update(of=("self",)).select_related("gebruiker", "overheid")
    if (rij := gevonden.filter(pk=pk).first()) is None:
        raise RegelOnbekend
    return rij
