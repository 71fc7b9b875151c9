"""Recording the dated facts that guards read: assessments, agreements, urgency."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from interventieladder.models import Afspraak, Beoordeling, Spoedvaststelling, Stuk
from interventieladder.models.feiten import UITKOMSTEN, AfspraakStatus, SpoedReden
from interventieladder.services.slot import (
    NietGevonden,
    eis_datum_tot_vandaag,
    eis_tekst,
    log,
    neem_dossier,
    neem_open_dossier,
)
from interventieladder.services.verificatie import verifieer
from toezicht.core import clock, rollen
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User


@transaction.atomic
def leg_beoordeling_vast(
    *,
    dossier_id: int,
    soort: str,
    uitkomst: str,
    toelichting: str,
    door: User,
    datum: dt.date | None = None,
    stuk_ids: Sequence[int] = (),
) -> Beoordeling:
    """Record one assessment on the running rung; the outcome must fit its kind. `datum` default today."""
    dossier = neem_open_dossier(dossier_id, door)
    if uitkomst not in UITKOMSTEN.get(soort, ()):
        raise Weigering("Deze uitkomst past niet bij deze beoordeling. Kies uit de lijst.", veld="uitkomst")
    datum = datum or clock.vandaag()
    eis_datum_tot_vandaag(datum, veld="datum", wat="datum van de beoordeling")
    stap = dossier.stappen.get(tot__isnull=True)
    if datum < stap.van:
        raise Weigering("De beoordeling ligt vóór het begin van deze trede.", veld="datum")
    beoordeling = Beoordeling.objects.create(
        dossier=dossier,
        stap=stap,
        soort=soort,
        uitkomst=uitkomst,
        datum=datum,
        toelichting=eis_tekst(toelichting, veld="toelichting", wat="de toelichting in"),
        opgesteld_door=door,
    )
    beoordeling.stukken.set(Stuk.objects.filter(dossier=dossier, pk__in=stuk_ids))
    _log_beoordeling(beoordeling, "beoordeling_vastgelegd", door=door, gebeurd_op=datum)
    return beoordeling


@transaction.atomic
def verifieer_beoordeling(*, beoordeling_id: int, door: User) -> Beoordeling:
    """Confirm an assessment as a second person (I4: never its author, never the behandelaar)."""
    dossier_id = Beoordeling.objects.filter(pk=beoordeling_id).values_list("dossier_id", flat=True).first()
    if dossier_id is None:
        raise NietGevonden("Deze beoordeling bestaat niet, of u mag haar niet zien.")
    dossier = neem_dossier(dossier_id, door)
    beoordeling = Beoordeling.objects.get(pk=beoordeling_id)
    beoordeling.dossier = dossier
    verifieer(beoordeling, dossier, door, maker_id=beoordeling.opgesteld_door_id)
    _log_beoordeling(beoordeling, "beoordeling_geverifieerd", door=door)
    return beoordeling


def _log_beoordeling(
    beoordeling: Beoordeling, handeling: str, *, door: User, gebeurd_op: dt.date | None = None
) -> None:
    log(
        beoordeling.dossier,
        handeling,
        door=door,
        soort="beoordeling",
        onderwerp_id=beoordeling.pk,
        gebeurd_op=gebeurd_op,
        naar=beoordeling.uitkomst,
        reden=beoordeling.toelichting,
        gegevens={
            "soort": beoordeling.soort,
            "uitkomst": beoordeling.uitkomst,
            "datum": beoordeling.datum,
            "geverifieerd": beoordeling.geverifieerd_op is not None,
        },
    )


@transaction.atomic
def maak_afspraak(
    *, dossier_id: int, actie: str, eigenaar: str, gereed_op: dt.date, bewijs: str, door: User
) -> Afspraak:
    """Record one agreement: who does what, when, and with which evidence."""
    dossier = neem_open_dossier(dossier_id, door)
    vandaag = clock.vandaag()
    if gereed_op <= vandaag:
        raise Weigering("Kies een datum in de toekomst waarop de afspraak klaar is.", veld="gereed_op")
    afspraak = Afspraak.objects.create(
        dossier=dossier,
        trede=dossier.trede,
        actie=eis_tekst(actie, veld="actie", wat="de actie in"),
        eigenaar=eis_tekst(eigenaar, veld="eigenaar", wat="in wie de afspraak uitvoert"),
        gereed_op=gereed_op,
        bewijs=eis_tekst(bewijs, veld="bewijs", wat="het gevraagde bewijs in"),
        vastgelegd_op=vandaag,
    )
    _log_afspraak(afspraak, "afspraak_gemaakt", door=door)
    return afspraak


@transaction.atomic
def zet_afspraakstatus(
    *, afspraak_id: int, status: str, toelichting: str, door: User, op: dt.date | None = None
) -> Afspraak:
    """Record that an agreement was kept, failed or refused, with the day and why."""
    dossier_id = Afspraak.objects.filter(pk=afspraak_id).values_list("dossier_id", flat=True).first()
    if dossier_id is None:
        raise NietGevonden("Deze afspraak bestaat niet, of u mag haar niet zien.")
    dossier = neem_open_dossier(dossier_id, door)
    afspraak = Afspraak.objects.get(pk=afspraak_id)
    afspraak.dossier = dossier
    if status not in AfspraakStatus.values or status == AfspraakStatus.OPEN:
        raise Weigering("Kies: nagekomen, niet nagekomen of geweigerd.", veld="status")
    op = op or clock.vandaag()
    eis_datum_tot_vandaag(op, veld="op", wat="datum")
    if status == AfspraakStatus.NIET_NAGEKOMEN and op <= afspraak.gereed_op:
        raise Weigering(
            f"De afspraak hoeft pas op {afspraak.gereed_op:%d-%m-%Y} klaar te zijn; niet nagekomen kan daarna.",
            veld="status",
        )
    afspraak.status, afspraak.status_op = status, op
    afspraak.status_toelichting = eis_tekst(toelichting, veld="toelichting", wat="de toelichting in")
    afspraak.save(update_fields=["status", "status_op", "status_toelichting"])
    _log_afspraak(afspraak, f"afspraak_{status}", door=door, gebeurd_op=op, reden=afspraak.status_toelichting)
    return afspraak


def _log_afspraak(
    afspraak: Afspraak, handeling: str, *, door: User, gebeurd_op: dt.date | None = None, reden: str = ""
) -> None:
    log(
        afspraak.dossier,
        handeling,
        door=door,
        soort="afspraak",
        onderwerp_id=afspraak.pk,
        gebeurd_op=gebeurd_op,
        naar=afspraak.status,
        reden=reden or afspraak.actie,
        gegevens={
            "actie": afspraak.actie,
            "eigenaar": afspraak.eigenaar,
            "gereed_op": afspraak.gereed_op,
            "status": afspraak.status,
        },
    )


@transaction.atomic
def stel_spoed_vast(
    *, dossier_id: int, reden: str, toelichting: str, gebeld: str, door: User
) -> Spoedvaststelling:
    """Establish urgency; only the gedeputeerde (or GS) may. It never lowers the level of the decision.

    In the room of the cdK the cabinet records that the cdK did.
    """
    dossier = neem_dossier(dossier_id, door)
    if not door.has_perm(rollen.REGISTREER_CDK if dossier.besloten else rollen.BESLIS_GEDEPUTEERDE):
        raise GeenRecht("Alleen de gedeputeerde stelt spoed vast.")
    if dossier.gesloten:
        raise Conflict(f"Dossier {dossier.nummer} is gesloten; daarin verandert niets meer.")
    if reden not in SpoedReden.values:
        raise Weigering("Kies een reden voor spoed uit de lijst.", veld="reden")
    spoed = Spoedvaststelling.objects.create(
        dossier=dossier,
        reden=reden,
        toelichting=eis_tekst(toelichting, veld="toelichting", wat="de toelichting in"),
        gebeld=eis_tekst(gebeld, veld="gebeld", wat="in wie is gebeld, en wanneer"),
        vastgesteld_door=door,
        vastgesteld_op=clock.vandaag(),
    )
    log(dossier, "spoed_vastgesteld", door=door, naar=reden, reden=spoed.toelichting)
    return spoed


def eerste_open_afspraak(dossier_id: int) -> int:
    """The open agreement that was recorded first."""
    return int(
        Afspraak.objects.filter(dossier_id=dossier_id, status=AfspraakStatus.OPEN)
        .order_by("id")
        .values_list("pk", flat=True)[0]
    )
