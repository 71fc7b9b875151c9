"""Registering from the minutes what GS decided outside the proposals of a ladder (ladder.md 5.2)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from interventieladder.guards.zaak import dag
from interventieladder.models import Collegebesluit, GSLid
from interventieladder.models.vergadering import VergaderStatus
from interventieladder.services.agendapunten import (
    besluitnummer_bezet,
    eis_besluitnummer_vrij,
    eis_nummer_vrij,
)
from interventieladder.services.slot import eis_tekst
from interventieladder.services.terugtreden import eis_teruggetreden
from interventieladder.services.vergaderingen import eis_quorum, eis_secretariaat, neem_vergadering, noem
from toezicht.core import clock
from toezicht.core.fouten import Weigering
from toezicht.core.models import User
from toezicht.organisaties.models import Overheid

MAX_ONDERWERP = 200


@dataclass(frozen=True, slots=True)
class Notulen:
    """What the minutes say: the held meeting, its item, the number, who stepped aside."""

    vergadering_id: int
    agendapunt: str
    nummer: str
    teruggetreden_ids: Sequence[int] = ()


@transaction.atomic
def leg_collegebesluit_vast(
    *,
    notulen: Notulen,
    overheid: Overheid,
    onderwerp: str,
    opsteller_id: int | None,
    voorgesteld_op: dt.date | None,
    door: User,
) -> Collegebesluit:
    """Register it with its meeting, called by the act it is about, which has the locks of its own rows.

    Only by the GS-secretariaat. Raises `Weigering` when the meeting was not held, had no quorum, was before the
    proposal, or when somebody with an interest did not step aside; `Conflict` when item or number is taken.
    """
    eis_secretariaat(door)
    vergadering = neem_vergadering(notulen.vergadering_id)
    if vergadering.schriftelijk or vergadering.status != VergaderStatus.GEHOUDEN:
        raise Weigering(
            f"Leg eerst bij {noem(vergadering)} vast wie aanwezig was. Kies daarna die vergadering.",
            veld="vergadering",
        )
    if voorgesteld_op is not None and vergadering.datum < voorgesteld_op:
        raise Weigering(
            f"Dit is voorgesteld op {dag(voorgesteld_op)}, na die vergadering.", veld="vergadering"
        )
    eis_quorum(vergadering)
    aanwezig = set(vergadering.aanwezigheden.values_list("lid_id", flat=True))
    eis_teruggetreden(
        aanwezig=aanwezig,
        weg=set(notulen.teruggetreden_ids),
        opsteller_id=opsteller_id,
        overheid=overheid,
        op=vergadering.datum,
    )
    nummer = eis_tekst(notulen.nummer, veld="nummer", wat="het besluitnummer in")
    punt = eis_tekst(notulen.agendapunt, veld="agendapunt", wat="het agendapunt in")
    eis_nummer_vrij(vergadering, punt)
    besluit = Collegebesluit(
        vergadering=vergadering,
        agendapunt=punt,
        nummer=nummer,
        overheid=overheid,
        onderwerp=onderwerp[:MAX_ONDERWERP],
        geregistreerd_door=door,
        geregistreerd_op=clock.nu(),
    )
    _bewaar(besluit)
    besluit.teruggetreden.set(GSLid.objects.filter(pk__in=notulen.teruggetreden_ids))
    return besluit


def _bewaar(besluit: Collegebesluit) -> None:
    eis_besluitnummer_vrij(besluit.nummer)
    try:
        with transaction.atomic():
            besluit.save(force_insert=True)
    except IntegrityError as fout:
        if "nummer" not in str(fout):
            raise
        raise besluitnummer_bezet() from fout


def uit_de_notulen(besluit: Collegebesluit) -> dict[str, object]:
    """What the logboek keeps of it."""
    return {
        "besluit_nummer": besluit.nummer,
        "besloten_op": besluit.besloten_op,
        "agendapunt": besluit.agendapunt,
        "teruggetreden": list(besluit.teruggetreden.order_by("naam").values_list("naam", flat=True)),
    }
