"""The agenda of GS as the secretariaat keeps it: items, order, who steps aside, outcomes (ladder.md 5.1 R19)."""

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from interventieladder.guards.zaak import dag
from interventieladder.models import Agendapunt, GSVergadering, Terugtreding, Voorstel
from interventieladder.models.vergadering import Puntuitkomst, VergaderStatus, in_functie
from interventieladder.models.voorstel import VoorstelStatus
from interventieladder.models.voorstelrechten import gs_kunnen
from interventieladder.services.agendapunten import bewaar, eis_nummer_vrij, open_punt, sluit, waar, zet_op
from interventieladder.services.besluiten import GSBesluit, registreer_gs_besluit
from interventieladder.services.schriftelijk import eis_toegestaan, neem_punt, stand
from interventieladder.services.slot import eis_tekst, meld, neem_voorstel
from interventieladder.services.vergaderingen import eis_secretariaat, neem_vergadering, noem, verzet
from toezicht.core import clock
from toezicht.core.fouten import Conflict, Weigering
from toezicht.core.models import User


@transaction.atomic
def agendeer(*, vergadering_id: int, voorstel_ids: Iterable[int], door: User) -> list[Agendapunt]:
    """Put proposals that wait for GS on the agenda, in this order; all of them or none.

    Raises `Conflict` when one stands on an agenda already or the meeting is no longer being prepared.
    """
    eis_secretariaat(door)
    volgorde = list(dict.fromkeys(voorstel_ids))
    if not volgorde:
        raise Weigering("Kies ten minste één voorstel.", veld="voorstellen")
    # Locked in one order of dossiers whatever the order asked, so that two secretaries never wait for each other.
    paren = Voorstel.objects.filter(pk__in=volgorde).values_list("dossier_id", "pk")
    genomen = {pk: neem_voorstel(pk, door)[1] for _, pk in sorted(paren)}
    vergadering = neem_vergadering(vergadering_id)
    _eis_in_voorbereiding(vergadering)
    punten = []
    for pk in volgorde:
        voorstel = genomen.get(pk)
        if voorstel is None:
            raise Weigering("Dit voorstel bestaat niet. Ververs de pagina.", veld="voorstellen")
        _eis_wacht_op_gs(voorstel, vergadering)
        punten.append(zet_op(vergadering, voorstel, door=door))
        _bericht(punten[-1], f"staat op de agenda van GS: {noem(vergadering)}, punt {punten[-1].nummer}")
    return punten


def _eis_in_voorbereiding(vergadering: GSVergadering) -> None:
    if not vergadering.open_voor_agenda:
        raise Conflict(
            f"{noem(vergadering).capitalize()} is al gehouden of gaat niet door. Kies een andere vergadering."
        )


def _eis_wacht_op_gs(voorstel: Voorstel, vergadering: GSVergadering) -> None:
    if not gs_kunnen(voorstel):
        raise Weigering(f"Over voorstel {voorstel.nummer} beslissen GS niet.", veld="voorstellen")
    if voorstel.status != VoorstelStatus.TER_BESLUIT:
        stand_nu = voorstel.get_status_display().lower()
        raise Conflict(f"Voorstel {voorstel.nummer} wacht niet op GS ({stand_nu}).", veld="voorstellen")
    if (punt := open_punt(voorstel)) is not None:
        raise Conflict(f"Voorstel {voorstel.nummer} staat al op de agenda: {waar(punt)}.", veld="voorstellen")
    _eis_ingediend_voor(voorstel, vergadering.datum, veld="voorstellen")
    if vergadering.schriftelijk:
        eis_toegestaan(voorstel.dossier)


def _eis_ingediend_voor(voorstel: Voorstel, datum: dt.date, veld: str = "datum") -> None:
    ingediend = voorstel.ingediend_op
    if ingediend is None or datum < clock.lokaal(ingediend).date():
        raise Weigering(f"Voorstel {voorstel.nummer} is ingediend na die vergadering.", veld=veld)


@transaction.atomic
def verzet_vergadering(*, vergadering_id: int, datum: dt.date, door: User) -> GSVergadering:
    """Give a meeting in preparation another day; its agenda goes along, and who drafted an item hears it.

    Raises `Weigering` when a proposal on it was submitted after the new day, and what `verzet` raises.
    """
    eis_secretariaat(door)
    vergadering = neem_vergadering(vergadering_id)
    if datum == vergadering.datum:
        return vergadering
    punten = vergadering.punten.filter(uitkomst="").select_related("voorstel__dossier__overheid")
    punten = punten.select_related(
        "voorstel__opgesteld_door", "voorstel__dossier__behandelaar", "vervolg_op__vergadering"
    )
    for punt in punten:
        _eis_ingediend_voor(punt.voorstel, datum)
        if punt.vervolg_op is not None and datum < punt.vervolg_op.vergadering.datum:
            raise Weigering(f"Punt {punt.nummer} is aangehouden in een latere vergadering.", veld="datum")
    verzet(vergadering, datum, door)
    for punt in punten:
        zin = f"wordt behandeld in {noem(vergadering)}: die is verzet"
        _bericht(punt, zin, soort=f"verzet-{datum:%Y%m%d}")
    return vergadering


@transaction.atomic
def voer_af(*, punt_id: int, reden: str, door: User) -> Agendapunt:
    """Take an item off the agenda before the meeting; the proposal waits for another one."""
    eis_secretariaat(door)
    _, _, vergadering, punt = neem_punt(punt_id, door)
    reden = eis_tekst(reden, veld="reden", wat="in waarom het van de agenda gaat")
    _eis_open(punt)
    sluit(punt, Puntuitkomst.AFGEVOERD, op=clock.vandaag(), toelichting=reden, door=door)
    _bericht(punt, f"is van de agenda gehaald ({noem(vergadering)}): {reden}")
    return punt


def _eis_open(punt: Agendapunt) -> None:
    if not punt.open:
        raise Conflict(
            f"Punt {punt.nummer} heeft al een uitkomst: {punt.get_uitkomst_display().lower()}. Ververs de pagina."
        )


@transaction.atomic
def herschik(*, vergadering_id: int, punt_ids: Sequence[int], door: User) -> None:
    """The open items in a new order, with the numbers that are free.

    `Conflict` when others were added or taken off meanwhile.
    """
    eis_secretariaat(door)
    vergadering = neem_vergadering(vergadering_id)
    _eis_in_voorbereiding(vergadering)
    punten = {p.pk: p for p in vergadering.punten.select_for_update().filter(uitkomst="")}
    if set(punten) != set(punt_ids) or len(punt_ids) != len(punten):
        raise Conflict("De agenda is intussen gewijzigd. Ververs de pagina en kies de volgorde opnieuw.")
    rij = [punten[pk] for pk in punt_ids]
    for punt in rij:
        punt.nummer = f"~{punt.pk}"  # out of the way: numbers are unique at every moment
    Agendapunt.objects.bulk_update(rij, ["nummer"])
    # What was dealt with keeps its place and number.
    klaar = list(vergadering.punten.exclude(uitkomst="").values_list("volgorde", "nummer", "uitkomst"))
    bezet = {nummer for _, nummer, uitkomst in klaar if uitkomst != Puntuitkomst.AFGEVOERD}
    vrij = (n for n in itertools.count(1) if str(n) not in bezet)
    for plek, punt in zip(itertools.count(max((v for v, _, _ in klaar), default=0) + 1), rij, strict=False):
        punt.volgorde, punt.nummer = plek, str(next(vrij))
    Agendapunt.objects.bulk_update(rij, ["volgorde", "nummer"])


@transaction.atomic
def leg_terugtreding_vast(*, punt_id: int, lid_id: int, reden: str, door: User) -> Terugtreding:
    """A member steps aside at this item, known before the meeting (Awb 2:4); again is harmless."""
    eis_secretariaat(door)
    _, _, vergadering, punt = neem_punt(punt_id, door)
    _eis_open(punt)
    if not in_functie(vergadering.datum).filter(pk=lid_id).exists():
        raise Weigering("Kies een lid dat op die dag in functie is.", veld="lid")
    if punt.antwoorden.filter(lid_id=lid_id).exists():
        raise Conflict("Dit lid heeft al schriftelijk geantwoord en kan niet meer terugtreden.", veld="lid")
    terug, _ = Terugtreding.objects.get_or_create(
        punt=punt,
        lid_id=lid_id,
        defaults={
            "reden": reden.strip(),
            "geregistreerd_door": door,
            "geregistreerd_op": clock.nu(),
        },
    )
    return terug


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What the minutes say of one item. `agendapunt` empty keeps its number; `naar_id`: where it goes on."""

    uitkomst: str
    nummer: str = ""
    agendapunt: str = ""
    teruggetreden_ids: Sequence[int] = ()
    reden: str = ""
    naar_id: int | None = None
    mondeling_op: dt.datetime | None = None
    mondeling_wijze: str = ""


@transaction.atomic
def registreer_uitkomst(*, punt_id: int, uitkomst: Uitkomst, door: User) -> Agendapunt:
    """Register from the minutes what became of one item: approved, refused, or held over to a next meeting.

    Raises `Conflict` when it has an outcome already, `Weigering` when the attendance is not recorded yet.
    """
    eis_secretariaat(door)
    _, voorstel, vergadering, punt = neem_punt(punt_id, door)
    _eis_open(punt)
    if uitkomst.uitkomst == Puntuitkomst.AANGEHOUDEN:
        _houd_aan(punt, vergadering, uitkomst, door)
        return punt
    if uitkomst.uitkomst not in (Puntuitkomst.GOEDGEKEURD, Puntuitkomst.AFGEWEZEN):
        raise Weigering("Kies wat Gedeputeerde Staten besloten.", veld="uitkomst")
    if not vergadering.schriftelijk:
        _eis_gehouden(vergadering)
    registreer_gs_besluit(voorstel_id=voorstel.pk, gs=_uit_de_notulen(punt, vergadering, uitkomst), door=door)
    return Agendapunt.objects.select_related("besluit", "voorstel").get(pk=punt.pk)


def _eis_gehouden(vergadering: GSVergadering) -> None:
    if vergadering.status != VergaderStatus.GEHOUDEN:
        raise Weigering(f"Leg eerst vast wie in {noem(vergadering)} aanwezig was.", veld="aanwezig")


def _uit_de_notulen(punt: Agendapunt, vergadering: GSVergadering, uitkomst: Uitkomst) -> GSBesluit:
    datum = vergadering.datum
    if vergadering.schriftelijk:
        moment = stand(punt, punt.voorstel.dossier.beleid.gs.schriftelijk).besloten_op
        datum = clock.lokaal(moment).date() if moment else datum
    return GSBesluit(
        datum=datum,
        agendapunt=uitkomst.agendapunt.strip() or punt.nummer,
        nummer=uitkomst.nummer,
        aanwezig_ids=list(vergadering.aanwezigheden.values_list("lid_id", flat=True)),
        teruggetreden_ids=uitkomst.teruggetreden_ids,
        goedkeuren=uitkomst.uitkomst == Puntuitkomst.GOEDGEKEURD,
        reden=uitkomst.reden,
        mondeling_op=uitkomst.mondeling_op,
        mondeling_wijze=uitkomst.mondeling_wijze,
        vergadering_id=vergadering.pk,
    )


def _houd_aan(punt: Agendapunt, vergadering: GSVergadering, uitkomst: Uitkomst, door: User) -> None:
    """Not decided: to the agenda of a next meeting, or back to what waits for one."""
    reden = eis_tekst(uitkomst.reden, veld="reden", wat="in waarom het wordt aangehouden")
    if not vergadering.schriftelijk:
        _eis_gehouden(vergadering)
    nummer = uitkomst.agendapunt.strip()
    if nummer and nummer != punt.nummer:
        eis_nummer_vrij(vergadering, nummer)
        punt.nummer = nummer
        bewaar(punt, "nummer")
    op = clock.vandaag() if vergadering.schriftelijk else vergadering.datum
    volgende = neem_vergadering(uitkomst.naar_id) if uitkomst.naar_id else None
    sluit(punt, Puntuitkomst.AANGEHOUDEN, op=op, toelichting=reden, door=door)
    zin = "is aangehouden en wacht op een volgende vergadering"
    if volgende is not None:
        _eis_in_voorbereiding(volgende)
        if volgende.datum < vergadering.datum:
            raise Weigering("Kies een vergadering na deze.", veld="naar")
        nieuw = zet_op(volgende, punt.voorstel, door=door, vervolg_op=punt)
        zin = f"is aangehouden tot {dag(volgende.datum)}, punt {nieuw.nummer}"
    _bericht(punt, f"{zin}: {reden}")


def _bericht(punt: Agendapunt, zin: str, soort: str = "") -> None:
    """Tell drafter and behandelaar, once of each outcome, or of each `soort`."""
    voorstel, dossier = punt.voorstel, punt.voorstel.dossier
    for ontvanger in {voorstel.opgesteld_door, dossier.behandelaar}:
        meld(
            dossier,
            sleutel=f"agenda:{punt.pk}:{soort or punt.uitkomst or 'op'}:{ontvanger.pk}",
            ontvanger=ontvanger,
            onderwerp=f"Voorstel {voorstel.nummer} {zin}"[:150],
            tekst=f"{dossier.overheid.naam}: {dossier.titel}.\nVoorstel {voorstel.nummer} {zin}.",
        )
