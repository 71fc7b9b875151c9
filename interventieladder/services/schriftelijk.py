"""The urgent written procedure: what each member answered, and when the answers decide (ladder.md 2.7, 5.2).

The law says nothing of deciding outside a meeting, so how many must agree is policy (`gs.schriftelijk`): more than
half of the members in office, or all; or the province does not do it. Nobody may have asked for a meeting.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from interventieladder.beleid.agenda import ALLE, NIET
from interventieladder.models import (
    Aanwezigheid,
    Agendapunt,
    Dossier,
    GSLid,
    GSVergadering,
    SchriftelijkAntwoord,
    Voorstel,
)
from interventieladder.models.vergadering import Antwoord, Puntuitkomst, VergaderStatus, in_functie
from interventieladder.services.slot import NietGevonden, eis_tekst, log, neem_voorstel
from interventieladder.services.vergaderingen import eis_secretariaat, neem_vergadering
from toezicht.core import clock
from toezicht.core.fouten import Conflict, Weigering
from toezicht.core.models import User
from toezicht.mandaten.selectors import belang_van


@dataclass(frozen=True, slots=True)
class Procedurestand:
    """Where an item of the written procedure stands. `nodig`: how many must say the same.

    `uitkomst` is empty while it is undecided; `besloten_op` the moment of the answer that decided.
    """

    leden: int
    nodig: int
    akkoord: int
    niet_akkoord: int
    bespreken: tuple[str, ...]
    wachten_op: tuple[str, ...]
    uitkomst: str = ""
    besloten_op: dt.datetime | None = None

    @property
    def zin(self) -> str:
        """In one sentence, with what is still to come."""
        if self.bespreken:
            wie = ", ".join(self.bespreken)
            return f"{wie} wil dit in een vergadering bespreken: houd het punt aan tot een vergadering."
        if self.uitkomst:
            woord = "akkoord" if self.uitkomst == Puntuitkomst.GOEDGEKEURD else "niet akkoord"
            aantal = self.akkoord if woord == "akkoord" else self.niet_akkoord
            return f"{aantal} van de {self.leden} leden zijn {woord}: u kunt het besluit registreren."
        return f"{self.akkoord} akkoord, {self.niet_akkoord} niet akkoord; nodig zijn er {self.nodig}."


def stand(punt: Agendapunt, regel: str) -> Procedurestand:
    """What the answers on an item come to, under the policy `regel` (gs.schriftelijk)."""
    leden = list(in_functie(punt.vergadering.datum))
    weg = set(punt.terugtredingen.values_list("lid_id", flat=True))
    antwoorden = [
        a for a in punt.antwoorden.select_related("lid").order_by("op", "pk") if a.lid_id not in weg
    ]
    gaf = {a.lid_id for a in antwoorden}
    nodig = len(leden) // 2 + 1
    wachten = tuple(lid.naam for lid in leden if lid.pk not in gaf | weg)
    uitkomst, moment = _uitkomst(antwoorden, nodig, nog_niet=bool(wachten), regel=regel)
    return Procedurestand(
        leden=len(leden),
        nodig=nodig,
        akkoord=_aantal(antwoorden, Antwoord.AKKOORD),
        niet_akkoord=_aantal(antwoorden, Antwoord.NIET_AKKOORD),
        bespreken=tuple(a.lid.naam for a in antwoorden if a.antwoord == Antwoord.BESPREKEN),
        wachten_op=wachten,
        uitkomst=uitkomst,
        besloten_op=moment,
    )


def _aantal(antwoorden: Sequence[SchriftelijkAntwoord], antwoord: str) -> int:
    return len([a for a in antwoorden if a.antwoord == antwoord])


def _uitkomst(
    antwoorden: Sequence[SchriftelijkAntwoord], nodig: int, *, nog_niet: bool, regel: str
) -> tuple[str, dt.datetime | None]:
    """Outcome and the moment of the answer that made it; nothing once somebody asked for a meeting."""
    if _aantal(antwoorden, Antwoord.BESPREKEN) or (regel == ALLE and nog_niet):
        return "", None
    paren = ((Antwoord.AKKOORD, Puntuitkomst.GOEDGEKEURD), (Antwoord.NIET_AKKOORD, Puntuitkomst.AFGEWEZEN))
    for antwoord, uitkomst in paren:
        gelijk = [a for a in antwoorden if a.antwoord == antwoord]
        if len(gelijk) >= nodig:
            beslissend = antwoorden[-1] if regel == ALLE else gelijk[nodig - 1]
            return uitkomst, beslissend.op
    return "", None


def eis_toegestaan(dossier: Dossier) -> None:
    """Whether the policy of the dossier allows the written procedure at all."""
    if dossier.beleid.gs.schriftelijk == NIET:
        raise Weigering(
            f"Het {dossier.beleid.naam} kent geen schriftelijke procedure. Zet het op een vergadering."
        )


def eis_besloten(punt: Agendapunt, dossier: Dossier, *, goedkeuren: bool, datum: dt.date) -> None:
    """The answers decided this, on that day; else a `Weigering` that says what is missing."""
    nu = stand(punt, dossier.beleid.gs.schriftelijk)
    uitkomst = Puntuitkomst.GOEDGEKEURD if goedkeuren else Puntuitkomst.AFGEWEZEN
    if nu.uitkomst != uitkomst or nu.besloten_op is None:
        raise Weigering(f"De antwoorden van de leden dragen dit besluit niet. {nu.zin}", veld="uitkomst")
    if clock.lokaal(nu.besloten_op).date() != datum:
        raise Weigering(
            "De datum van het besluit is de dag van het antwoord waarmee het besluit viel.", veld="datum"
        )


@transaction.atomic
def leg_antwoord_vast(
    *, punt_id: int, lid_id: int, antwoord: str, op: dt.datetime, door: User, toelichting: str = ""
) -> SchriftelijkAntwoord:
    """Register what a member answered and when it came in; once per member and item.

    Refused for who is not in office, stepped aside, drafted the proposal or has an interest (Awb 2:4).
    """
    eis_secretariaat(door)
    dossier, voorstel, vergadering, punt = neem_punt(punt_id, door)
    if not vergadering.schriftelijk:
        raise Weigering("In een vergadering legt u de uitkomst per punt vast, geen antwoord per lid.")
    if not punt.open:
        raise Conflict(f"Punt {punt.nummer} is al afgehandeld. Ververs de pagina.")
    lid = in_functie(vergadering.datum).filter(pk=lid_id).first()
    if lid is None:
        raise Weigering("Kies een lid dat op die dag in functie was.", veld="lid")
    _eis_mag_antwoorden(lid, punt, voorstel, dossier, clock.lokaal(op).date())
    if antwoord not in Antwoord.values:
        raise Weigering("Kies wat het lid antwoordde.", veld="antwoord")
    if antwoord != Antwoord.AKKOORD:
        eis_tekst(toelichting, veld="toelichting", wat="in wat het lid erbij zei")
    if op > clock.nu() or clock.lokaal(op).date() < vergadering.datum:
        raise Weigering(
            "Het antwoord kwam na het rondsturen van de stukken en niet in de toekomst.", veld="op"
        )
    return _bewaar(punt, vergadering, dossier, lid, antwoord, op, toelichting.strip(), door)


def _eis_mag_antwoorden(
    lid: GSLid, punt: Agendapunt, voorstel: Voorstel, dossier: Dossier, op: dt.date
) -> None:
    """On the day of the answer: not who stepped aside, drafted it or has an interest (Awb 2:4)."""
    if punt.terugtredingen.filter(lid=lid).exists():
        raise Weigering(f"{lid.naam} is bij dit punt teruggetreden.", veld="lid")
    if lid.gebruiker_id is None:
        return
    if lid.gebruiker_id == voorstel.opgesteld_door_id:
        raise Weigering(f"{lid.naam} stelde het voorstel op en moet terugtreden.", veld="lid")
    if belang_van(lid.gebruiker_id, dossier.overheid_id, op):
        raise Weigering(
            f"{lid.naam} heeft een belang bij {dossier.overheid.naam} en moet terugtreden (Awb 2:4).",
            veld="lid",
        )


def _bewaar(
    punt: Agendapunt,
    vergadering: GSVergadering,
    dossier: Dossier,
    lid: GSLid,
    antwoord: str,
    op: dt.datetime,
    toelichting: str,
    door: User,
) -> SchriftelijkAntwoord:
    gegeven = SchriftelijkAntwoord(
        punt=punt,
        lid=lid,
        antwoord=antwoord,
        op=op,
        toelichting=toelichting,
        geregistreerd_door=door,
        geregistreerd_op=clock.nu(),
    )
    try:
        with transaction.atomic():
            gegeven.save(force_insert=True)
    except IntegrityError as fout:
        raise Conflict(f"Het antwoord van {lid.naam} is al vastgelegd.", veld="lid") from fout
    Aanwezigheid.objects.get_or_create(vergadering=vergadering, lid=lid)
    log(
        dossier,
        "schriftelijk_antwoord",
        door=door,
        soort="voorstel",
        onderwerp_id=punt.voorstel_id,
        namens=lid.naam,
        reden=toelichting,
        gebeurd_op=clock.lokaal(op).date(),
        gegevens={
            "nummer": punt.voorstel.nummer,
            "lid": lid.naam,
            "antwoord": gegeven.get_antwoord_display(),
            "agendapunt": punt.nummer,
        },
    )
    return gegeven


def neem_punt(punt_id: int, door: User) -> tuple[Dossier, Voorstel, GSVergadering, Agendapunt]:
    """Dossier, proposal, meeting and item, each locked, in that order."""
    bekend = Agendapunt.objects.filter(pk=punt_id).values_list("voorstel_id", "vergadering_id").first()
    if bekend is None:
        raise NietGevonden("Dit agendapunt bestaat niet, of u mag het niet zien.")
    dossier, voorstel = neem_voorstel(bekend[0], door)
    vergadering = neem_vergadering(bekend[1])
    punt = Agendapunt.objects.select_for_update(of=("self",)).get(pk=punt_id)
    punt.voorstel, punt.vergadering = voorstel, vergadering
    return dossier, voorstel, vergadering, punt


def houd_procedure(vergadering: GSVergadering) -> None:
    """The written procedure counts as held from its first decision on."""
    if vergadering.status == VergaderStatus.GEPLAND:
        vergadering.status = VergaderStatus.GEHOUDEN
        vergadering.save(update_fields=["status"])
