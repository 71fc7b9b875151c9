"""Moving a dossier along its ladder: through the door, with its decision, consequences, line and messages."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from django.db import transaction

from interventieladder.models import Besluit, Brief, Dossier, Voorstel
from interventieladder.models.stukken import BriefStatus
from interventieladder.models.voorstel import VoorstelStatus
from interventieladder.services.brieffeiten import eis_actueel, eis_uiterste_dagen
from interventieladder.services.gevolgen import volg_overgang
from interventieladder.services.slot import (
    bewaar_dossier,
    dossierfeiten,
    log,
    meld,
    neem_open_dossier,
)
from interventieladder.services.zegel import eis_ongewijzigd
from interventieladder.treden import (
    DIRECT,
    VANZELF,
    Niveau,
)
from toezicht.core import clock, logboek
from toezicht.core.fouten import Conflict, Weigering
from toezicht.core.models import User
from toezicht.core.transitions import Overgang, run_transition
from toezicht.core.vaste_vragen import Gat, vast
from toezicht.core.woorden import klein

if TYPE_CHECKING:
    from django.db.models import QuerySet


@transaction.atomic
def zet_stap(*, dossier_id: int, stap: str, door: User, versie: int | None = None) -> Dossier:
    """Take one step on the ladder, with the decision that allows it.

    Needs the approved proposal for exactly this step, unchanged since it was sealed. Raises
    `OvergangNietMogelijk` or `Conflict` (409), `GeenRecht` (403), `OvergangGeweigerd` (422 with all objections).
    """
    dossier = neem_open_dossier(dossier_id, door, versie=versie)
    if stap in dossier.plan.stap_bij_verzending:
        raise Weigering(
            "Deze stap zet u door de verzending van de brief te registreren: de wet kijkt naar de verzending, "
            "niet naar het besluit."
        )
    vandaag = clock.vandaag()
    voorstel = _vastgesteld.eerste(dossier=dossier, stap=stap)
    if voorstel is not None:
        voorstel.dossier = dossier  # read and locked already
    verplaats(dossier, stap, voorstel=voorstel, door=door, datum=vandaag)
    return dossier


@vast
def _vastgesteld(dossier: Gat, stap: Gat) -> "QuerySet[Voorstel]":
    """The approved proposal for a step; a constraint allows one."""
    alle = Voorstel.objects.select_related("besluit__besloten_door", "besluit__vergadering", "opgesteld_door")
    return alle.filter(dossier=dossier, stap=stap, status=VoorstelStatus.VASTGESTELD).order_by("pk")[:1]


def verplaats(
    dossier: Dossier,
    stap: str,
    *,
    voorstel: Voorstel | None,
    door: User | None,
    datum: dt.date,
    zonder: Collection[str] = (),
) -> Overgang:
    """Move a dossier whose row is locked: through the door, with its consequences, line and messages.

    `door` None is the clock; `datum` is the business date: for the clock the day of the law, for a step by
    sending the day of sending. A step that a level decides needs its proposal, whatever its guards say. `zonder`
    are facts under its letters that may have changed, as in `eis_actueel`.
    """
    dossier.__dict__.pop("feiten", None)  # read anew under the lock
    with logboek.samen():
        return _verplaats(dossier, stap, voorstel=voorstel, door=door, datum=datum, zonder=zonder)


def _verplaats(
    dossier: Dossier,
    stap: str,
    *,
    voorstel: Voorstel | None,
    door: User | None,
    datum: dt.date,
    zonder: Collection[str],
) -> Overgang:
    van = dossier.stand
    regels = run_transition(
        dossier,
        stap,
        door=door,
        datum=datum,
        voorstel=voorstel,
        zacht_gemotiveerd=bool(voorstel and voorstel.zachte_motivering.strip()),
    )
    niveau = regels.niveau_voor(dossier)
    if voorstel is None and niveau not in (*DIRECT, *VANZELF):
        raise Conflict(f"Voor “{regels.titel}” is een besluit nodig van {Niveau(niveau).label}.")
    if voorstel is not None and door is not None:
        brieven = dossier.feiten.brieven_van_voorstel(voorstel)
        eis_ongewijzigd(voorstel, brieven)
        eis_actueel(brieven, dossier, voorstel, zonder=zonder)
        eis_uiterste_dagen(brieven, datum)
        _verbruik(voorstel, brieven, door=door, vandaag=datum)
    velden = volg_overgang(dossier, regels, voorstel, van=van, vandaag=datum, door=door)
    bewaar_dossier(dossier, "stand", *velden)
    log(
        dossier,
        stap,
        door=door,
        van=van,
        naar=dossier.stand,
        reden=voorstel.gevraagd if voorstel else "",
        gebeurd_op=datum,
        gegevens={**dossierfeiten(dossier), "besluit": voorstel.besluit.nummer if voorstel else ""},
    )
    _bericht_na_stap(dossier, regels, voorstel)
    return regels


def _verbruik(voorstel: Voorstel, brieven: Sequence[Brief], *, door: User, vandaag: dt.date) -> None:
    """A decision counts once: mark it used, and its letters ready to send."""
    besluit: Besluit = voorstel.besluit
    besluit.verbruikt_op = vandaag
    besluit.save(update_fields=["verbruikt_op"])
    verzender_zet = voorstel.stap in voorstel.dossier.plan.stap_bij_verzending
    run_transition(voorstel, "voer_uit", door=None if verzender_zet else door, datum=vandaag)
    voorstel.save(update_fields=["status"])
    log(
        voorstel.dossier,
        "voorstel_uitgevoerd",
        door=door,
        soort="voorstel",
        onderwerp_id=voorstel.pk,
        naar=voorstel.status,
        gegevens={"status": voorstel.status},
    )
    if any(brief.status == BriefStatus.CONCEPT for brief in brieven):
        Brief.objects.filter(voorstel=voorstel, status=BriefStatus.CONCEPT).update(status=BriefStatus.KLAAR)


def _bericht_na_stap(dossier: Dossier, regels: Overgang, voorstel: Voorstel | None) -> None:
    ontvangers = {dossier.behandelaar}
    if voorstel is not None:
        ontvangers.add(voorstel.opgesteld_door)
        if regels.niveau_voor(dossier) == Niveau.GEDEPUTEERDE and voorstel.besluit.besloten_door:
            ontvangers.add(voorstel.besluit.besloten_door)
    for ontvanger in sorted(ontvangers, key=lambda u: u.pk):
        meld(
            dossier,
            sleutel=f"stap:{dossier.pk}:{dossier.versie}:{ontvanger.pk}",
            ontvanger=ontvanger,
            onderwerp=f"{dossier.nummer}: {klein(regels.titel)}",
            tekst=(
                f"Dossier {dossier.nummer} van {dossier.overheid.naam} staat nu op {dossier.get_stand_display()}.\n"
                + (
                    "Registreer de verzending van de brieven: de termijn loopt pas vanaf verzending."
                    if voorstel is not None
                    else "Bekijk in het dossier wat nu kan."
                )
            ),
        )
