"""Deciding: by one person at the right level, or registered from a meeting of GS (ladder.md 5.2)."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from interventieladder.models import (
    Agendapunt,
    Besluit,
    Brief,
    Dossier,
    GSLid,
    Nummerreeks,
    Voorstel,
)
from interventieladder.models.besluit import BesluitUitkomst
from interventieladder.models.stukken import BriefStatus
from interventieladder.models.voorstelrechten import gs_kunnen, vraag_over
from interventieladder.selectors.beslissers import waarom_niet_bevoegd
from interventieladder.services.agendapunten import (
    besluitnummer_bezet,
    bewaar,
    eis_besluitnummer_vrij,
    eis_nummer_vrij,
    haal_van_agenda,
    open_punt,
    schrijf_terugtredingen,
    sluit,
    waar,
    zet_op,
)
from interventieladder.services.schriftelijk import eis_besloten, houd_procedure
from interventieladder.services.slot import eis_datum_tot_vandaag, eis_tekst, log, meld, neem_voorstel
from interventieladder.services.terugtreden import eis_teruggetreden
from interventieladder.services.toetsers import eis_niet_opsteller
from interventieladder.services.vergaderingen import (
    eis_quorum_voor,
    eis_secretariaat,
    houd,
    neem_of_maak,
    neem_vergadering,
)
from interventieladder.services.versies import eis_versie
from interventieladder.services.zegel import eis_gelezen, eis_ongewijzigd
from interventieladder.treden import Niveau
from toezicht.core import clock, rollen
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.core.transitions import run_transition
from toezicht.core.woorden import klein
from toezicht.mandaten.models import MACHTIGING
from toezicht.mandaten.selectors import Bevoegde, belang_van
from toezicht.mandaten.slot import neem_bevoegdheid

GS_NAAM, CDK_NAAM = "Gedeputeerde Staten", "de commissaris van de Koning"
GOED, AF = BesluitUitkomst.GOEDGEKEURD, BesluitUitkomst.AFGEWEZEN


@transaction.atomic
def beslis(
    *,
    voorstel_id: int,
    goedkeuren: bool,
    door: User,
    zegel: str,
    reden: str = "",
    versies: Collection[str] | None = None,
) -> Besluit:
    """Approve or refuse as the person at the deciding level, on the bundle with hash `zegel` that was shown.

    With `versies` the proposal must be one of these first, as in `eis_voorstel`.
    Never for what only GS may decide. Raises `GeenRecht` (drafter, wrong level, no authorisation, conflict of
    interest), `Conflict` (already decided, bundle changed), `Weigering` (refusal without a reason).
    """
    dossier, voorstel = neem_voorstel(voorstel_id, door)
    if versies is not None:
        eis_versie(voorstel, versies, zegel=zegel)
    eis_niet_opsteller(voorstel, door)
    vandaag = clock.vandaag()
    bevoegd = _eis_bevoegd(voorstel, dossier, door, vandaag)
    if not goedkeuren:
        reden = eis_tekst(reden, veld="reden", wat="in waarom u afwijst")
    run_transition(voorstel, "stel_vast" if goedkeuren else "wijs_af", door=door, datum=vandaag)
    eis_gelezen(voorstel, zegel)
    eis_ongewijzigd(voorstel)
    niveau = Niveau.GEDEPUTEERDE if voorstel.niveau == Niveau.GS_OF_GEMACHTIGDE else voorstel.niveau
    besluit = Besluit(
        voorstel=voorstel,
        nummer=f"B-{vandaag.year}-{Nummerreeks.volgende(f'besluit-{vandaag.year}'):04d}",
        uitkomst=GOED if goedkeuren else AF,
        niveau=niveau,
        besloten_op=vandaag,
        besloten_door=door,
        geregistreerd_door=door,
        machtiging=bevoegd.mandaat.grondslag if voorstel.niveau == MACHTIGING else "",
        mandaat=bevoegd.mandaat,
        namens=bevoegd.namens,
        reden=reden,
    )
    haal_van_agenda(
        voorstel, reden=f"{door.naam} besloot zelf, op grond van {bevoegd.mandaat.grondslag}.", door=door
    )
    return _leg_vast(besluit, voorstel, dossier, door)


def _eis_bevoegd(voorstel: Voorstel, dossier: Dossier, door: User, op: dt.date) -> Bevoegde:
    """Competence is tested on the day of deciding; gives the line of the register, locked (Awb 10:1)."""
    if voorstel.niveau == Niveau.GS:
        raise GeenRecht(
            "Dit besluit neemt het college van GS in vergadering; het secretariaat registreert het."
        )
    if voorstel.niveau == Niveau.CDK_BESLUIT:
        raise GeenRecht("Dit besluit neemt de commissaris van de Koning; het kabinet registreert het.")
    if belang := belang_van(door.pk, dossier.overheid_id, op):
        raise GeenRecht(
            f"U hebt een belang bij {dossier.overheid.naam} opgegeven ({belang}). Een ander beslist."
        )
    bevoegd = neem_bevoegdheid(door, vraag_over(voorstel), op, niet=voorstel.opgesteld_door_id)
    if bevoegd is None:
        raise GeenRecht(waarom_niet_bevoegd(voorstel))
    return bevoegd


def _leg_vast(
    besluit: Besluit, voorstel: Voorstel, dossier: Dossier, door: User, teruggetreden: Sequence[GSLid] = ()
) -> Besluit:
    besluit.opgesteld_door = voorstel.opgesteld_door
    besluit.zegel = voorstel.zegel
    eis_besluitnummer_vrij(besluit.nummer)
    try:
        with transaction.atomic():
            besluit.save(force_insert=True)
    except IntegrityError as fout:
        if "besluit_nummer" in str(fout):
            raise besluitnummer_bezet() from fout
        raise
    if teruggetreden:
        besluit.teruggetreden.set(teruggetreden)
    voorstel.bij, voorstel.naar_gs = [], False
    voorstel.save(update_fields=["status", "bij", "naar_gs"])
    if besluit.uitkomst == GOED and voorstel.stap in dossier.plan.stap_bij_verzending:
        Brief.objects.filter(voorstel=voorstel, status=BriefStatus.CONCEPT).update(status=BriefStatus.KLAAR)
    _maak_bekend(besluit, voorstel, dossier, door)
    return besluit


def _maak_bekend(besluit: Besluit, voorstel: Voorstel, dossier: Dossier, door: User) -> None:
    """The line in the logboek, and a message to drafter and behandelaar."""
    collectief = {Niveau.GS.value: GS_NAAM, Niveau.CDK_BESLUIT.value: CDK_NAAM}
    wie = collectief.get(besluit.niveau, door.naam)
    log(
        dossier,
        f"besluit_{besluit.uitkomst}",
        door=door,
        namens=_namens(besluit) or collectief.get(besluit.niveau, ""),
        soort="voorstel",
        onderwerp_id=voorstel.pk,
        naar=voorstel.status,
        reden=besluit.reden,
        gebeurd_op=besluit.besloten_op,
        gegevens={
            "nummer": voorstel.nummer,
            "stap": voorstel.stap,
            "status": voorstel.status,
            "niveau": besluit.niveau,
            "besluit_nummer": besluit.nummer,
            "besloten_op": besluit.besloten_op,
            "besloten_door": wie,
            "mondeling": besluit.mondeling_op is not None,
            "zegel": besluit.zegel,
            "mandaat": besluit.mandaat_id,
        },
    )
    for ontvanger in {voorstel.opgesteld_door, dossier.behandelaar}:
        meld(
            dossier,
            sleutel=f"besluit:{besluit.nummer}:{ontvanger.pk}",
            ontvanger=ontvanger,
            onderwerp=f"Voorstel {voorstel.nummer}: {klein(besluit.get_uitkomst_display())}",
            tekst=f"{wie} besloot over {dossier.overheid.naam}: {dossier.titel}. {besluit.reden}".strip(),
        )


def _namens(besluit: Besluit) -> str:
    """In whose name it was decided: GS where they authorised (Pw 166), and who was replaced."""
    namen = [GS_NAAM] if besluit.machtiging else []
    if besluit.namens is not None:
        namen.append(besluit.namens.naam)
    return ", voor ".join(namen)


@dataclass(frozen=True, slots=True)
class GSBesluit:
    """What the secretariaat registers from the minutes."""

    datum: dt.date
    agendapunt: str
    nummer: str
    aanwezig_ids: Sequence[int]
    teruggetreden_ids: Sequence[int] = ()
    goedkeuren: bool = True
    reden: str = ""
    mondeling_op: dt.datetime | None = None
    mondeling_wijze: str = ""
    vergadering_id: int | None = None
    """The meeting on whose agenda it stood; without it, the meeting of that day."""


@transaction.atomic
def registreer_gs_besluit(*, voorstel_id: int, gs: GSBesluit, door: User) -> Besluit:
    """Register what GS decided in meeting: date, item, number, who was present, who stepped aside.

    The one way to a decision of GS. It closes the item on which the proposal stood; when it stood on no agenda
    beforehand, the meeting and the item are recorded along. Only by the GS-secretariaat; the drafter and members
    with an interest must have stepped aside; at least half of the members in office were present (Pw 56).
    """
    dossier, voorstel = neem_voorstel(voorstel_id, door)
    eis_secretariaat(door)
    if not gs_kunnen(voorstel):
        raise Weigering("Over dit voorstel beslissen GS niet; zie het niveau bij het voorstel.")
    eis_datum_tot_vandaag(gs.datum, veld="datum", wat="vergaderdatum")
    if voorstel.ingediend_op is None or gs.datum < clock.lokaal(voorstel.ingediend_op).date():
        raise Weigering("De vergadering was vóór het indienen van dit voorstel.", veld="datum")
    if not gs.goedkeuren:
        eis_tekst(gs.reden, veld="reden", wat="de reden van de afwijzing in")
    punt = _agendapunt(voorstel, gs, door)
    teruggetreden = _teruggetreden(punt, gs)
    _eis_vergaderd(gs, punt, dossier, teruggetreden, door)
    run_transition(voorstel, "stel_vast" if gs.goedkeuren else "wijs_af", door=door, datum=clock.vandaag())
    eis_ongewijzigd(voorstel)
    besluit = Besluit(
        voorstel=voorstel,
        nummer=eis_tekst(gs.nummer, veld="nummer", wat="het besluitnummer in"),
        uitkomst=GOED if gs.goedkeuren else AF,
        niveau=Niveau.GS,
        besloten_op=gs.datum,
        geregistreerd_door=door,
        vergadering=punt.vergadering,
        agendapunt=punt.nummer,
        reden=gs.reden.strip(),
        **_mondeling(voorstel, gs.datum, gs.mondeling_op, gs.mondeling_wijze),
    )
    _leg_vast(besluit, voorstel, dossier, door, teruggetreden)
    schrijf_terugtredingen(punt, teruggetreden, door)
    sluit(punt, besluit.uitkomst, op=gs.datum, toelichting=gs.reden, besluit=besluit, door=door)
    return besluit


def _agendapunt(voorstel: Voorstel, gs: GSBesluit, door: User) -> Agendapunt:
    """The item of the proposal in that meeting, both locked; made when it stood on no agenda beforehand."""
    nummer = eis_tekst(gs.agendapunt, veld="agendapunt", wat="het agendapunt in")
    gepland = Agendapunt.objects.filter(voorstel=voorstel, uitkomst="").select_related("vergadering").first()
    if gs.vergadering_id is not None:
        vergadering = neem_vergadering(gs.vergadering_id)
    elif gepland is not None and gepland.vergadering.datum == gs.datum:
        vergadering = neem_vergadering(gepland.vergadering_id)
    else:
        vergadering = neem_of_maak(gs.datum, door)
    punt = open_punt(voorstel)
    if punt is None:
        punt = zet_op(vergadering, voorstel, door=door, nummer=nummer)
    elif punt.vergadering_id != vergadering.pk:
        raise Conflict(
            f"Voorstel {voorstel.nummer} staat op een andere agenda: {waar(punt)}. Registreer de uitkomst daar, "
            "of haal het eerst van die agenda."
        )
    elif punt.nummer != nummer:
        eis_nummer_vrij(vergadering, nummer)
        punt.nummer = nummer
        bewaar(punt, "nummer")
    punt.vergadering = vergadering
    return punt


def _teruggetreden(punt: Agendapunt, gs: GSBesluit) -> list[GSLid]:
    """Who stepped aside: as the minutes say; in the written procedure who did so before the answers came."""
    if punt.vergadering.schriftelijk:
        return list(GSLid.objects.filter(pk__in=punt.terugtredingen.values("lid")))
    return list(GSLid.objects.filter(pk__in=gs.teruggetreden_ids))


def _eis_vergaderd(
    gs: GSBesluit, punt: Agendapunt, dossier: Dossier, teruggetreden: Sequence[GSLid], door: User
) -> None:
    """The meeting could decide this: quorum, or in the written procedure the answers; nobody with an interest."""
    vergadering = punt.vergadering
    if vergadering.schriftelijk:
        eis_besloten(punt, dossier, goedkeuren=gs.goedkeuren, datum=gs.datum)
        houd_procedure(vergadering)
        return
    if vergadering.datum != gs.datum:
        raise Weigering("De datum van het besluit is de dag van de vergadering.", veld="datum")
    houd(vergadering, gs.aanwezig_ids, door)
    eis_quorum_voor(punt, vergadering)
    eis_teruggetreden(
        aanwezig=set(gs.aanwezig_ids),
        weg={lid.pk for lid in teruggetreden},
        opsteller_id=punt.voorstel.opgesteld_door_id,
        overheid=dossier.overheid,
        op=gs.datum,
    )


def _mondeling(
    voorstel: Voorstel, datum: dt.date, moment: dt.datetime | None, wijze: str
) -> dict[str, dt.datetime | str]:
    """When and how an oral decision was taken; asked where the proposal says so, else refused (Gw 124 lid 2)."""
    if not voorstel.mondeling:
        if moment is not None or wijze.strip():
            raise Weigering("Dit voorstel vraagt een schriftelijk besluit.", veld="mondeling_op")
        return {}
    if moment is None or clock.lokaal(moment).date() != datum or moment > clock.nu():
        raise Weigering(
            "Vul in hoe laat op de dag van het besluit mondeling is besloten.", veld="mondeling_op"
        )
    hoe = eis_tekst(wijze, veld="mondeling_wijze", wat="in hoe en met wie mondeling is besloten")
    return {"mondeling_op": moment, "mondeling_wijze": hoe}


@dataclass(frozen=True, slots=True)
class CdkBesluit:
    """What the cabinet registers of a decision of the cdK."""

    datum: dt.date
    nummer: str
    goedkeuren: bool = True
    reden: str = ""
    mondeling_op: dt.datetime | None = None
    mondeling_wijze: str = ""


@transaction.atomic
def registreer_cdk_besluit(*, voorstel_id: int, cdk: CdkBesluit, door: User) -> Besluit:
    """Register what the cdK decided in the closed room, in the place of GS (Gw 124 lid 1).

    Only by the cabinet, never by the drafter. Raises `GeenRecht`, `Weigering` on bad data, `Conflict` when it was
    decided or the bundle changed meanwhile.
    """
    dossier, voorstel = neem_voorstel(voorstel_id, door)
    if not door.has_perm(rollen.REGISTREER_CDK):
        raise GeenRecht("Alleen het kabinet registreert besluiten van de commissaris van de Koning.")
    eis_niet_opsteller(voorstel, door)
    if voorstel.niveau != Niveau.CDK_BESLUIT:
        raise Weigering("Over dit voorstel beslist de commissaris niet; zie het niveau bij het voorstel.")
    eis_datum_tot_vandaag(cdk.datum, veld="datum", wat="datum van het besluit")
    if voorstel.ingediend_op is None or cdk.datum < clock.lokaal(voorstel.ingediend_op).date():
        raise Weigering("Het besluit is van vóór het indienen van dit voorstel.", veld="datum")
    if not cdk.goedkeuren:
        eis_tekst(cdk.reden, veld="reden", wat="de reden van de afwijzing in")
    run_transition(voorstel, "stel_vast" if cdk.goedkeuren else "wijs_af", door=door, datum=clock.vandaag())
    eis_ongewijzigd(voorstel)
    besluit = Besluit(
        voorstel=voorstel,
        nummer=eis_tekst(cdk.nummer, veld="nummer", wat="het besluitnummer in"),
        uitkomst=GOED if cdk.goedkeuren else AF,
        niveau=Niveau.CDK_BESLUIT,
        besloten_op=cdk.datum,
        geregistreerd_door=door,
        reden=cdk.reden.strip(),
        **_mondeling(voorstel, cdk.datum, cdk.mondeling_op, cdk.mondeling_wijze),
    )
    return _leg_vast(besluit, voorstel, dossier, door)
