"""Proposals: drafting, sealing, checking, sending back (ladder.md 5.2)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

from django.db import transaction

from interventieladder.guards.voorstelvelden import gevraagde_velden
from interventieladder.models import Brief, Dossier, Nummerreeks, Paraaf, Stuk, Voorstel
from interventieladder.models.stukken import BriefStatus
from interventieladder.models.voorstel import LOPEND, VoorstelStatus
from interventieladder.selectors.beslissers import beslissers, wie_is_aan_zet
from interventieladder.selectors.voorstelpagina import regels_van
from interventieladder.services.agendapunten import haal_van_agenda
from interventieladder.services.brieffeiten import eis_actueel
from interventieladder.services.slot import (
    eis_tekst,
    log,
    meld,
    neem_open_dossier,
    neem_voorstel,
    voorstelfeiten,
)
from interventieladder.services.toetsers import eis_mag_toetsen
from interventieladder.services.zegel import (
    bereken_zegel,
    bewijs_bij,
    bundel,
    eis_gelezen,
    eis_ongewijzigd,
    verschillen,
)
from interventieladder.treden import DIRECT, VANZELF, Sluitreden
from toezicht.core import clock
from toezicht.core.fouten import Conflict, GeenRecht, Verouderd, Weigering
from toezicht.core.models import User
from toezicht.core.transitions import (
    DOSSIER,
    VOORSTEL,
    OvergangGeweigerd,
    Toets,
    overgang_van,
    run_transition,
    toets_overgang,
)

ACTIEF = (VoorstelStatus.TER_TOETSING, VoorstelStatus.TER_BESLUIT)


@dataclass(frozen=True, slots=True)
class Voorsteltekst:
    """The words and numbers of a proposal. Terms in whole weeks."""

    gevraagd: str = ""
    waarom_nu: str = ""
    lichter_middel: str = ""
    beleidsruimte: str = ""
    noodzaak_uitvraag: str = ""
    gevolg_ja: str = ""
    gevolg_nee: str = ""
    zachte_motivering: str = ""
    termijn_weken: int | None = None
    zienswijze_weken: int | None = None
    herbeoordeling_op: dt.date | None = None
    nazorg_op: dt.date | None = None
    sluitreden: str = ""
    mondeling: bool = False
    embargo_tot: dt.datetime | None = None


VELDEN = tuple(f.name for f in fields(Voorsteltekst))


@transaction.atomic
def stel_op(
    *, dossier_id: int, stap: str, tekst: Voorsteltekst, door: User, stuk_ids: Sequence[int] | None = None
) -> Voorstel:
    """Draft a proposal for one step. `stuk_ids` None takes all papers of the dossier as evidence.

    Refused (422) with every objection from the case file that stands in the way, (409) when another
    proposal is under way. The drafter may never check or decide it (I4).
    """
    dossier = neem_open_dossier(dossier_id, door)
    regels = overgang_van(dossier, stap)
    if regels.niveau_voor(dossier) in (*DIRECT, *VANZELF):
        raise Weigering("Voor deze stap is geen voorstel nodig.")
    lopend = dossier.voorstellen.filter(status__in=LOPEND).first()
    if lopend:
        raise Conflict(
            f"Er loopt al voorstel {lopend.nummer} in dit dossier. Rond dat eerst af of trek het in."
        )
    bezwaren = toets_overgang(regels, Toets(dossier, None, door, clock.vandaag()), [DOSSIER])
    if hard := [b for b in bezwaren if b.hard]:
        raise OvergangGeweigerd(regels.titel, hard)
    vandaag = clock.vandaag()
    voorstel = Voorstel(
        dossier=dossier,
        nummer=_nummer(dossier, vandaag.year),
        stap=stap,
        van=dossier.stand,
        niveau=regels.niveau_voor(dossier),
        beleid_versie=dossier.beleid_versie,
        opgesteld_door=door,
        opgesteld_op=clock.nu(),
    )
    _vul(voorstel, tekst)
    voorstel.save(force_insert=True)
    _koppel_stukken(voorstel, stuk_ids)
    _log(voorstel, "voorstel_opgesteld", door=door, reden=voorstel.gevraagd)
    return voorstel


def _nummer(dossier: Dossier, jaar: int) -> str:
    """The next number; the room of the cdK has a series of its own."""
    letter, reeks = ("VC", "voorstel-cdk") if dossier.besloten else ("V", "voorstel")
    return f"{letter}-{jaar}-{Nummerreeks.volgende(f'{reeks}-{jaar}'):04d}"


def _vul(voorstel: Voorstel, tekst: Voorsteltekst) -> None:
    """Take over the text; a field that no guard of the step looks at would reach the decision unchecked."""
    gevraagd = gevraagde_velden(regels_van(voorstel))
    for veld, waarde in asdict(tekst).items():
        gevuld = bool(waarde.strip()) if isinstance(waarde, str) else bool(waarde)
        if gevuld and veld not in gevraagd:
            raise Weigering("Deze stap vraagt dit veld niet. Laat het leeg.", veld=veld)
    for veld in ("termijn_weken", "zienswijze_weken"):
        weken = getattr(tekst, veld)
        hoogstens = voorstel.dossier.beleid.max_weken
        if weken is not None and not 1 <= weken <= hoogstens:
            raise Weigering(f"Kies een termijn van 1 tot en met {hoogstens} weken.", veld=veld)
    if tekst.sluitreden and tekst.sluitreden not in Sluitreden.values:
        raise Weigering("Kies een sluitreden uit de lijst.", veld="sluitreden")
    for veld, waarde in asdict(tekst).items():
        setattr(voorstel, veld, waarde.strip() if isinstance(waarde, str) else waarde)


def _koppel_stukken(voorstel: Voorstel, stuk_ids: Sequence[int] | None) -> None:
    stukken = Stuk.objects.filter(dossier=voorstel.dossier, vervangen_door__isnull=True)
    if stuk_ids is not None:
        stukken = stukken.filter(pk__in=stuk_ids)
    voorstel.bewijsstukken.set(stukken)


@transaction.atomic
def wijzig(
    *,
    voorstel_id: int,
    tekst: Voorsteltekst,
    door: User,
    stuk_ids: Sequence[int] | None = None,
    gezien: str = "",
) -> Voorstel:
    """Change a draft (only the drafter, only as concept; take a submitted one back first).

    `gezien` is the `stempel` of the text that was on the page; when given and no longer the one, a `Conflict`, so
    that an older tab never overwrites silently.
    """
    _, voorstel = neem_voorstel(voorstel_id, door)
    eis_concept(voorstel, door)
    if gezien and gezien != stempel(voorstel):
        raise Verouderd(
            f"Iemand was u voor: concept {voorstel.nummer} is intussen gewijzigd, misschien door uzelf in een "
            "ander tabblad. Uw tekst staat hieronder en is nog niet bewaard. Vergelijk en bewaar opnieuw."
        )
    _vul(voorstel, tekst)
    voorstel.save(update_fields=list(VELDEN))
    _koppel_stukken(voorstel, stuk_ids)
    return voorstel


def stempel(voorstel: Voorstel) -> str:
    """A hash (hex) of the version, words, numbers and evidence of a draft: what a page hands back when it saves."""
    inhoud = {veld: str(getattr(voorstel, veld) or "") for veld in VELDEN}
    stukken = sorted(bewijs_bij(voorstel=voorstel))
    return bereken_zegel({"versie": voorstel.versie, "tekst": inhoud, "stukken": stukken})


def eis_concept(voorstel: Voorstel, door: User) -> None:
    """Only the drafter changes a proposal and its letters, and only while it is a draft."""
    if voorstel.opgesteld_door_id != door.pk:
        raise GeenRecht("Alleen de opsteller wijzigt het voorstel.")
    if voorstel.status != VoorstelStatus.CONCEPT:
        raise Conflict("Dit voorstel is ingediend en verzegeld. Haal het eerst terug om het te wijzigen.")


@transaction.atomic
def dien_in(*, voorstel_id: int, door: User) -> Voorstel:
    """Seal the proposal and send it along its route; all guards that can be met by now must be.

    Raises `OvergangGeweigerd` with every objection, soft ones too unless they are motivated.
    """
    dossier, voorstel = neem_voorstel(voorstel_id, door)
    if dossier.stand != voorstel.van:
        raise Conflict(
            f"Het dossier staat inmiddels op {dossier.get_stand_display()}. Trek dit voorstel in en maak een nieuw."
        )
    regels = overgang_van(dossier, voorstel.stap)
    bezwaren = toets_overgang(regels, Toets(dossier, voorstel, door, clock.vandaag()), [DOSSIER, VOORSTEL])
    gemotiveerd = bool(voorstel.zachte_motivering)
    if tegen := [b for b in bezwaren if b.hard or not gemotiveerd]:
        raise OvergangGeweigerd(regels.titel, tegen)
    brieven = voorstel.brieven.exclude(status=BriefStatus.VERVALLEN)
    eis_actueel(brieven, dossier, voorstel)
    run_transition(voorstel, "dien_in", door=door, datum=clock.vandaag())
    voorstel.bedrag = dossier.bedrag
    inhoud = bundel(voorstel, brieven)
    voorstel.wijzigingen = verschillen(voorstel.zegel_inhoud, inhoud) if voorstel.zegel_inhoud else []
    voorstel.vorige_inhoud = voorstel.zegel_inhoud
    voorstel.zegel_inhoud, voorstel.zegel = inhoud, bereken_zegel(inhoud)
    voorstel.ingediend_op, voorstel.retour_reden = clock.nu(), ""
    voorstel.save(
        update_fields=[
            "status",
            "wijzigingen",
            "vorige_inhoud",
            "zegel_inhoud",
            "zegel",
            "ingediend_op",
            "retour_reden",
            "bedrag",
        ]
    )
    _log(voorstel, "voorstel_ingediend", door=door)
    bericht_aan_zet(voorstel)
    return voorstel


@transaction.atomic
def parafeer(*, voorstel_id: int, door: User, opmerking: str = "", zegel: str = "") -> Voorstel:
    """Agree as the check whose turn it is (second reader, jurist, portefeuillehouder), on the sealed bundle.

    `zegel` is the hash of the bundle that was shown; when given and no longer the one, a `Conflict`.
    """
    _, voorstel = neem_voorstel(voorstel_id, door)
    onderdeel = voorstel.aan_zet
    eis_mag_toetsen(voorstel, door)
    run_transition(voorstel, "parafeer", door=door, datum=clock.vandaag())
    if zegel:
        eis_gelezen(voorstel, zegel)
    eis_ongewijzigd(voorstel)
    voorstel.getoetst += 1
    _paraaf(voorstel, onderdeel, door, akkoord=True, opmerking=opmerking)
    voorstel.save(update_fields=["status", "getoetst"])
    _log(voorstel, f"akkoord_{onderdeel}", door=door, reden=opmerking)
    bericht_aan_zet(voorstel)
    return voorstel


def _paraaf(voorstel: Voorstel, onderdeel: str, door: User, *, akkoord: bool, opmerking: str) -> None:
    Paraaf.objects.create(
        voorstel=voorstel,
        versie=voorstel.versie,
        onderdeel=onderdeel or "beslisser",
        akkoord=akkoord,
        opmerking=opmerking.strip(),
        door=door,
        opgesteld_door=voorstel.opgesteld_door,
        op=clock.vandaag(),
        zegel=voorstel.zegel,
    )


@transaction.atomic
def geef_retour(*, voorstel_id: int, vraag: str, door: User) -> Voorstel:
    """Send it back with a question; nothing is decided and no term starts (SC7)."""
    _, voorstel = neem_voorstel(voorstel_id, door)
    vraag = eis_tekst(vraag, veld="vraag", wat="in wat u nog wilt weten of anders wilt zien")
    eis_mag_toetsen(voorstel, door)
    onderdeel = voorstel.aan_zet
    run_transition(voorstel, "geef_retour", door=door, datum=clock.vandaag())
    _paraaf(voorstel, onderdeel, door, akkoord=False, opmerking=vraag)
    _naar_opsteller(voorstel, vraag, door, van_agenda=f"Terug met vraag: {vraag}")
    _log(voorstel, "voorstel_retour", door=door, reden=vraag)
    meld(
        voorstel.dossier,
        sleutel=f"retour:{voorstel.pk}:{voorstel.versie}",
        ontvanger=voorstel.opgesteld_door,
        onderwerp=f"Voorstel {voorstel.nummer} is terug met een vraag",
        tekst=f"{door.naam} vraagt: {vraag}",
    )
    return voorstel


def _naar_opsteller(voorstel: Voorstel, vraag: str, door: User | None, *, van_agenda: str) -> None:
    haal_van_agenda(voorstel, reden=van_agenda, door=door)
    voorstel.retour_reden = vraag
    if not voorstel.opgesteld_door.is_active and voorstel.dossier.behandelaar != door:
        voorstel.opgesteld_door = voorstel.dossier.behandelaar  # who drafted it left: somebody must mend it
    voorstel.save(update_fields=["status", "retour_reden", "opgesteld_door"])


@transaction.atomic
def haal_terug(*, voorstel_id: int, door: User) -> Voorstel:
    """Back to a draft of the next version; earlier approvals of the old version lapse."""
    _, voorstel = neem_voorstel(voorstel_id, door)
    run_transition(voorstel, "haal_terug", door=door, datum=clock.vandaag())
    haal_van_agenda(voorstel, reden="De opsteller haalde het voorstel terug.", door=door)
    voorstel.versie += 1
    voorstel.getoetst = 0
    voorstel.bij, voorstel.naar_gs = [], False
    voorstel.save(update_fields=["status", "versie", "getoetst", "bij", "naar_gs"])
    _log(voorstel, "voorstel_teruggehaald", door=door)
    return voorstel


@transaction.atomic
def trek_in(*, voorstel_id: int, reden: str, door: User) -> Voorstel:
    """Withdraw a proposal that was not decided on."""
    _, voorstel = neem_voorstel(voorstel_id, door)
    reden = eis_tekst(reden, veld="reden", wat="de reden in")
    run_transition(voorstel, "trek_in", door=door, datum=clock.vandaag())
    _beeindig(voorstel, f"Het voorstel is ingetrokken: {reden}", door)
    _log(voorstel, "voorstel_ingetrokken", door=door, reden=reden)
    return voorstel


@transaction.atomic
def laat_vervallen(*, voorstel_id: int, reden: str, door: User) -> Voorstel:
    """Let an approved proposal lapse that was not used, for instance because the bundle changed."""
    _, voorstel = neem_voorstel(voorstel_id, door)
    reden = eis_tekst(reden, veld="reden", wat="de reden in")
    run_transition(voorstel, "laat_vervallen", door=door, datum=clock.vandaag())
    _beeindig(voorstel, f"Het voorstel verviel: {reden}", door)
    _log(voorstel, "voorstel_vervallen", door=door, reden=reden)
    return voorstel


def zet_om(voorstel: Voorstel, stap: str, *, reden: str, door: User | None) -> None:
    """Send back, withdraw or let lapse a locked proposal of which the law moved the case: no right is asked.

    `stap` is `geef_retour`, `trek_in` or `laat_vervallen`; the caller logs and tells.
    """
    run_transition(voorstel, stap, door=None, datum=clock.vandaag())
    if stap == "geef_retour":
        _naar_opsteller(voorstel, reden, door, van_agenda=reden)
    else:
        _beeindig(voorstel, reden, door)


def _beeindig(voorstel: Voorstel, reden: str, door: User | None) -> None:
    haal_van_agenda(voorstel, reden=reden, door=door)
    voorstel.save(update_fields=["status"])
    Brief.objects.filter(voorstel=voorstel).exclude(status=BriefStatus.VERZONDEN).update(
        status=BriefStatus.VERVALLEN
    )


def _log(voorstel: Voorstel, handeling: str, *, door: User, reden: str = "") -> None:
    log(
        voorstel.dossier,
        handeling,
        door=door,
        soort="voorstel",
        onderwerp_id=voorstel.pk,
        reden=reden,
        naar=voorstel.status,
        gegevens=voorstelfeiten(voorstel),
    )


def leg_bij(voorstel: Voorstel) -> None:
    """Keep who the decision is put before: the route it was sent along, never a right for a later day."""
    if voorstel.status != VoorstelStatus.TER_BESLUIT:
        return
    nu = beslissers(voorstel)
    voorstel.bij, voorstel.naar_gs = nu.als_json(), nu.naar_gs
    voorstel.save(update_fields=["bij", "naar_gs"])


def bericht_aan_zet(voorstel: Voorstel) -> None:
    """Tell those whose turn it is; the second reader of the dossier before all readers."""
    leg_bij(voorstel)
    for gebruiker in wie_is_aan_zet(voorstel):
        meld(
            voorstel.dossier,
            sleutel=f"aan_zet:{voorstel.pk}:{voorstel.versie}:{voorstel.getoetst}:{gebruiker.pk}",
            ontvanger=gebruiker,
            onderwerp=f"Voorstel {voorstel.nummer} wacht op u",
            tekst=(
                f"{voorstel.dossier.overheid.naam}: {voorstel.dossier.titel}.\nGevraagd: {voorstel.gevraagd}"
            ),
        )


def zegel_van(voorstel_id: int) -> str:
    """The hash of the bundle as it was sealed: what a decider hands back with the decision."""
    return str(Voorstel.objects.values_list("zegel", flat=True).get(pk=voorstel_id))


def tekst_van(voorstel_id: int) -> dict[str, Any]:
    """The words and numbers of a proposal as they stand, to change some of them."""
    voorstel = Voorstel.objects.get(pk=voorstel_id)
    return {veld: getattr(voorstel, veld) for veld in VELDEN}
