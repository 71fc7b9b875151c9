"""The calendar in force, and changing its table of equated days: propose, and a second person confirms.

The days the program carries (`feestdagen_kb.csv`) are the base; what the province adds or withdraws lies over it.
What a confirmed change does to running terms is the ladder's (`interventieladder.services.herberekening`).
"""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from toezicht.core import clock, logboek, rollen
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.core.models.kalender import Kalenderversie, Kalenderwijziging, WijzigingSoort, WijzigingStatus
from toezicht.core.termijnen import Kalender, KBDag, standaard_kalender
from toezicht.core.termijnen.kalender import eis_datum, feestdagen, kalender
from toezicht.core.vaste_vragen import vast

if TYPE_CHECKING:
    from django.db.models import QuerySet

LAATSTE_JAAR = 2100


def geldende_kalender() -> Kalender:
    """The calendar in force now; one small query. Equal tables are the same object per process."""
    return _opgebouwd(tuple(_bevestigde_wijzigingen()))


@vast
def _bevestigde_wijzigingen() -> "QuerySet[Kalenderwijziging, tuple[str, dt.date, str, str]]":
    """What was confirmed, in order of confirming: the last word on a day counts."""
    bevestigd = Kalenderwijziging.objects.filter(status=WijzigingStatus.BEVESTIGD)
    return bevestigd.order_by("afgedaan_op", "pk").values_list("soort", "datum", "naam", "bron")


@lru_cache(maxsize=8)
def _opgebouwd(wijzigingen: tuple[tuple[str, dt.date, str, str], ...]) -> Kalender:
    if not wijzigingen:
        return standaard_kalender()
    return _met(standaard_kalender(), wijzigingen)


def _met(basis: Kalender, wijzigingen: Iterable[tuple[str, dt.date, str, str]]) -> Kalender:
    dagen = {dag.datum: dag for dag in basis.kb_dagen}
    for soort, datum, naam, bron in wijzigingen:
        if soort == WijzigingSoort.TOEVOEGEN:
            dagen[datum] = KBDag(datum, naam, bron)
        else:
            dagen.pop(datum, None)
    return kalender(kb_dagen=dagen.values())


def kalender_met(wijziging: Kalenderwijziging) -> Kalender:
    """The calendar in force as it would be with this change."""
    return _met(geldende_kalender(), [(wijziging.soort, wijziging.datum, wijziging.naam, wijziging.bron)])


@transaction.atomic
def stel_wijziging_voor(
    *, soort: str, datum: dt.date, naam: str, bron: str, reden: str, door: User
) -> Kalenderwijziging:
    """Propose to add or withdraw an equated day.

    Raises `GeenRecht`; `Weigering` for an unknown kind, a day that is a holiday by law or outside 2014-2100, a
    day that is in the table already (or is not, for withdrawing), or a text that is missing; `Conflict` when a
    change for that day is proposed already.
    """
    _eis_recht(door)
    if soort not in WijzigingSoort.values:
        raise Weigering("Kies of de dag erbij komt of vervalt.", veld="soort")
    teksten = {"naam": naam.strip(), "bron": bron.strip(), "reden": reden.strip()}
    for veld, tekst in teksten.items():
        if not tekst or not tekst.isprintable():
            raise Weigering(f"Vul de {veld} in, op één regel.", veld=veld)
    _eis_dag(soort, datum)
    try:
        with transaction.atomic():
            wijziging = Kalenderwijziging.objects.create(
                soort=soort, datum=datum, voorgesteld_door=door, voorgesteld_op=clock.nu(), **teksten
            )
    except IntegrityError as fout:
        raise Conflict(
            f"Voor {datum:%d-%m-%Y} ligt al een wijziging klaar. Laat die eerst bevestigen of vervallen."
        ) from fout
    _log(wijziging, "kalender_voorgesteld", door)
    return wijziging


def _eis_dag(soort: str, datum: dt.date) -> None:
    eis_datum(datum, "datum")
    if datum.year > LAATSTE_JAAR:
        raise Weigering(f"Kies een datum tot en met {LAATSTE_JAAR}.", veld="datum")
    in_tabel = datum in {dag.datum for dag in geldende_kalender().kb_dagen}
    if soort == WijzigingSoort.INTREKKEN:
        if not in_tabel:
            raise Weigering("Deze dag staat niet in de lijst van gelijkgestelde dagen.", veld="datum")
        return
    if in_tabel:
        raise Weigering("Deze dag staat al in de lijst van gelijkgestelde dagen.", veld="datum")
    if wettelijk := feestdagen(datum.year).get(datum):
        raise Weigering(f"Deze dag is al een feestdag volgens de wet: {wettelijk.naam}.", veld="datum")


@transaction.atomic
def bevestig_wijziging(*, wijziging_id: int, door: User) -> Kalenderversie:
    """Put a proposed change in force, as a second person; gives the new version of the calendar.

    Raises `GeenRecht` for the proposer himself, `Conflict` when it is no longer proposed.
    """
    wijziging = _neem(wijziging_id, door)
    if wijziging.voorgesteld_door_id == door.pk:
        raise GeenRecht("U hebt deze wijziging zelf voorgesteld. Laat een collega haar bevestigen.")
    _eis_dag(wijziging.soort, wijziging.datum)
    _doe_af(wijziging, WijzigingStatus.BEVESTIGD, door)
    nieuw = geldende_kalender()
    versie = Kalenderversie.objects.create(
        versie=nieuw.versie,
        dagen=[[dag.datum.isoformat(), dag.naam, dag.bron] for dag in nieuw.kb_dagen],
        vanaf=clock.nu(),
        wijziging=wijziging,
    )
    _log(wijziging, "kalender_bevestigd", door, versie=versie.versie)
    return versie


@transaction.atomic
def laat_vervallen(*, wijziging_id: int, door: User) -> None:
    """Drop a proposed change, one's own or another's. Raises `Conflict` when it is no longer proposed."""
    wijziging = _neem(wijziging_id, door)
    _doe_af(wijziging, WijzigingStatus.VERVALLEN, door)
    _log(wijziging, "kalender_vervallen", door)


def _neem(wijziging_id: int, door: User) -> Kalenderwijziging:
    _eis_recht(door)
    wijziging = Kalenderwijziging.objects.select_for_update().filter(pk=wijziging_id).first()
    if wijziging is None:
        raise Weigering("Deze wijziging bestaat niet.")
    if wijziging.status != WijzigingStatus.VOORGESTELD:
        raise Conflict(f"Deze wijziging is al {wijziging.get_status_display().lower()}.")
    return wijziging


def _doe_af(wijziging: Kalenderwijziging, status: str, door: User) -> None:
    wijziging.status, wijziging.afgedaan_door, wijziging.afgedaan_op = status, door, clock.nu()
    wijziging.save(update_fields=["status", "afgedaan_door", "afgedaan_op"])


def _eis_recht(door: User) -> None:
    if not door.has_perm(rollen.BEHEER_KALENDER):
        raise GeenRecht("U mag de feestdagen niet wijzigen. Vraag de beheerder of de coördinator.")


def _log(wijziging: Kalenderwijziging, handeling: str, door: User, **meer: str) -> None:
    logboek.schrijf(
        onderwerp=logboek.Onderwerp("kalenderwijziging", str(wijziging.pk)),
        handeling=handeling,
        door=door,
        reden=wijziging.reden,
        gegevens={
            "soort": wijziging.soort,
            "datum": wijziging.datum,
            "dag": wijziging.naam,
            "bron": wijziging.bron,
            "status": wijziging.status,
            **meer,
        },
    )
