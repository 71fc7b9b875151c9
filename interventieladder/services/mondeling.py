"""Putting an oral decision in writing: its documents, within P_spoed_schrift (Gw 124 lid 2; ladder.md 1.5)."""

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from interventieladder import brieven as opmaak
from interventieladder.guards.mededelingen import gevraagd
from interventieladder.ladders import machine_op
from interventieladder.models import Besluit, Brief, Dossier, Voorstel
from interventieladder.models.stukken import BriefStatus
from interventieladder.models.voorstel import VoorstelStatus
from interventieladder.services import termijnen
from interventieladder.services.slot import eis_datum_tot_vandaag, log, neem_voorstel
from interventieladder.treden import DOCUMENTEN
from toezicht.core import rollen
from toezicht.core.bestanden import toets_bestand
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.core.files.base import File


def te_schrijven(voorstel: Voorstel) -> list[str]:
    """The documents that the written decision needs, for this organisation and duty."""
    regels = [o for o in machine_op(voorstel.dossier.ladder).overgangen if o.stap == voorstel.stap]
    return gevraagd(voorstel.dossier, regels[0].documenten) if regels else []


@transaction.atomic
def stel_op_schrift(
    *, voorstel_id: int, datum: dt.date, bestanden: "Mapping[str, File[bytes]]", door: User
) -> Besluit:
    """Record the written text of a decision that was taken orally, with every document of its step.

    From then on the letters are ready to send, and the next step is free. Raises `Conflict` when the decision was
    not oral or is in writing already, `Weigering` for a date before the decision or a document that is missing.
    """
    dossier, voorstel = neem_voorstel(voorstel_id, door)
    if not door.has_perm(rollen.BEHANDEL_DOSSIER):
        raise GeenRecht("U mag geen besluit op schrift stellen. Vraag de behandelaar.")
    if voorstel.status != VoorstelStatus.UITGEVOERD or not voorstel.besluit.wacht_op_schrift:
        raise Conflict("Dit besluit hoeft niet (meer) op schrift te worden gesteld.")
    besluit = Besluit.objects.select_for_update().get(pk=voorstel.besluit.pk)
    eis_datum_tot_vandaag(datum, veld="datum", wat="datum van het geschreven besluit")
    if datum < besluit.besloten_op:
        raise Weigering("Het geschreven besluit kan niet van vóór het mondelinge besluit zijn.", veld="datum")
    for soort in te_schrijven(voorstel):
        _voeg_brief_toe(dossier, voorstel, soort, bestanden.get(soort))
    besluit.schrift_op, besluit.schrift_door = datum, door
    besluit.save(update_fields=["schrift_op", "schrift_door"])
    termijnen.stop_soort(dossier, soort="op_schrift", op=datum, reden="op schrift gesteld", door=door)
    log(
        dossier,
        "besluit_op_schrift",
        door=door,
        soort="voorstel",
        onderwerp_id=voorstel.pk,
        gebeurd_op=datum,
        naar=voorstel.status,
        gegevens={"nummer": voorstel.nummer, "besluit_nummer": besluit.nummer, "schrift_op": datum},
    )
    return besluit


def _voeg_brief_toe(dossier: Dossier, voorstel: Voorstel, soort: str, bestand: "File[bytes] | None") -> None:
    if bestand is None:
        raise Weigering(f"Voeg toe: {soort} {DOCUMENTEN[soort].naam}.", veld=soort)
    getoetst = toets_bestand(bestand)
    concept = voorstel.brieven.filter(soort=soort).exclude(status=BriefStatus.VERVALLEN)
    concept.update(
        status=BriefStatus.VERVALLEN
    )  # what was drafted beforehand makes way for the text as decided
    brief = Brief(
        dossier=dossier,
        voorstel=voorstel,
        soort=soort,
        onderwerp=DOCUMENTEN[soort].naam,
        geadresseerden=opmaak.standaard_geadresseerden(soort, dossier),
        status=BriefStatus.KLAAR,
        bestandsnaam=getoetst.naam,
        sha256=getoetst.sha256,
    )
    brief.bestand.save(getoetst.naam, getoetst.bestand, save=False)
    brief.save(force_insert=True)
