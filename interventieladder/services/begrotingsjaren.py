"""Opening budget years, and what is set beside the ladder: intensity, leniency (finance.md 1.2, 1.5)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction

from interventieladder.financieel.kalender import (
    EERSTE_JAAR,
    LAATSTE_JAAR,
    Jaarkalender,
    jaarkalender,
)
from interventieladder.models import Begrotingsjaar, Dossier
from interventieladder.models.begrotingsjaar import Intensiteit, JuridischRegime
from interventieladder.services.dossieropening import open_op_ladder
from interventieladder.services.laddertermijnen import begin_termijn
from interventieladder.services.slot import bewaar_dossier, eis_tekst, log, neem_open_dossier
from interventieladder.standen.begrotingsregime import PLAN
from interventieladder.treden import Orgaan, organen_van
from toezicht.core import clock, rollen
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.core.termijnen.rekenen import datum_voluit
from toezicht.organisaties.models import Overheid, OverheidSoort
from toezicht.organisaties.opvolging import zelfde_overheid

TERMIJN = "besluit_203"
"""The day before which we must have sent something (Gemeentewet 203 lid 3 and 4)."""
MET_BEGROTING = (
    OverheidSoort.GEMEENTE,
    OverheidSoort.GR_OPENBAAR_LICHAAM,
    OverheidSoort.GR_BEDRIJFSVOERINGSORGANISATIE,
    OverheidSoort.GR_GEMEENSCHAPPELIJK_ORGAAN,
)
"""Who gets a dossier at the yearly opening; a centrumregeling has no budget of its own."""


@dataclass(slots=True)
class Opening:
    """What the yearly opening did, or would do: organisations by name, in alphabetical order."""

    jaar: int
    proef: bool
    geopend: list[str] = field(default_factory=list)
    nummers: list[str] = field(default_factory=list)
    bestond: list[str] = field(default_factory=list)


def eis_jaar(jaar: int) -> int:
    """The year, when it has a calendar; raises `Weigering`."""
    if not EERSTE_JAAR <= jaar <= LAATSTE_JAAR:
        raise Weigering(f"Kies een begrotingsjaar van {EERSTE_JAAR} tot en met {LAATSTE_JAAR}.", veld="jaar")
    return jaar


@transaction.atomic
def open_jaar(*, jaar: int, door: User, proef: bool = False) -> Opening:
    """Open the dossiers of a budget year for every gemeente and GR under the province on 1 January of that year.

    Again is harmless: what is there stays. `proef` only tells. Raises `GeenRecht`, `Weigering`.
    """
    eis_jaar(jaar)
    if not door.has_perm(rollen.BEHANDEL_DOSSIER):
        raise GeenRecht("U mag geen dossiers openen.")
    uit = Opening(jaar, proef)
    jaren = Begrotingsjaar.objects.filter(jaar=jaar).values_list("overheid_id", "dossier__overheid_id")
    bestaand = {pk for paar in jaren for pk in paar}  # after a rename the dossier stands on the new code
    for overheid in _overheden(jaar):
        if overheid.pk in bestaand:
            uit.bestond.append(overheid.naam)
            continue
        uit.geopend.append(overheid.naam)
        if not proef:
            uit.nummers.append(
                open_begrotingsjaar(overheid_id=overheid.pk, jaar=jaar, door=door).dossier.nummer
            )
    return uit


def _overheden(jaar: int) -> Iterable[Overheid]:
    return (
        Overheid.objects.geldig_op(dt.date(jaar, 1, 1))
        .onder_toezicht_van(settings.PROVINCIE_CODE)
        .filter(soort__in=MET_BEGROTING)
        .order_by("naam", "code")
    )


@transaction.atomic
def open_begrotingsjaar(
    *, overheid_id: int, jaar: int, door: User, behandelaar: User | None = None
) -> Begrotingsjaar:
    """Open one budget year of one organisation; its days of the law are fixed now.

    Raises `GeenRecht`, `Weigering` on a year out of range or a body without a budget, `Conflict` when it is there.
    """
    overheid = eis_nieuw_jaar(Overheid.objects.select_for_update().filter(pk=overheid_id).first(), jaar)
    dossier = open_op_ladder(
        ladder=PLAN.code,
        overheid_id=overheid_id,
        titel=f"Begroting {jaar}",
        omschrijving=f"Toezicht op de begroting {jaar} van {overheid.naam}.",
        datum_feit=clock.vandaag(),
        onderdeel=str(jaar),
        door=door,
        behandelaar=behandelaar,
    )
    dossier.orgaan = orgaan_voor_begroting(overheid.soort)
    dossier.save(update_fields=["orgaan"])
    return _maak(dossier, overheid, jaarkalender(jaar, overheid.soort), door)


def eis_nieuw_jaar(overheid: Overheid | None, jaar: int) -> Overheid:
    """The organisation, when it has a budget and this year of it is new here. Raises `Weigering`, `Conflict`."""
    eis_jaar(jaar)
    if overheid is None or overheid.soort not in (*MET_BEGROTING, OverheidSoort.WATERSCHAP):
        raise Weigering("Kies een gemeente, waterschap of gemeenschappelijke regeling.", veld="overheid")
    if Begrotingsjaar.objects.filter(overheid__in=zelfde_overheid(overheid.pk), jaar=jaar).exists():
        raise Conflict(f"Begrotingsjaar {jaar} van {overheid.naam} is al geopend.")
    return overheid


def orgaan_voor_begroting(soort: str) -> str:
    """Letters about the budget go to the body that adopts it."""
    if soort == OverheidSoort.WATERSCHAP:
        return Orgaan.AB
    return organen_van(soort)[0]


def _maak(dossier: Dossier, overheid: Overheid, kalender: Jaarkalender, door: User) -> Begrotingsjaar:
    vandaag = clock.vandaag()
    jaar = leg_jaar_aan(dossier, overheid, kalender, intensiteit_sinds=min(vandaag, kalender.begin))
    if vandaag < kalender.begin and jaar.kent_goedkeuring:
        begin_termijn(dossier, TERMIJN, start=vandaag, voor=kalender.begin, door=door)
    return jaar


def leg_jaar_aan(
    dossier: Dossier, overheid: Overheid, kalender: Jaarkalender, **bekend: Any
) -> Begrotingsjaar:
    """The row of a budget year beside its dossier, with the days of the law; `bekend`: its regime, if known."""
    return Begrotingsjaar.objects.create(
        dossier=dossier,
        overheid=overheid,
        soort_overheid=overheid.soort,
        jaar=kalender.jaar,
        begin=kalender.begin,
        einde=kalender.einde,
        begroting_voor=kalender.begroting_voor,
        begroting_grondslag=kalender.begroting_grondslag,
        jaarrekening_voor=kalender.jaarrekening_voor,
        jaarrekening_grondslag=kalender.jaarrekening_grondslag,
        vaste_dag_regel=dossier.beleid.vaste_datum,
        **bekend,
    )


def neem_jaar(dossier_id: int, door: User, *, versie: int | None = None) -> tuple[Dossier, Begrotingsjaar]:
    """The dossier and its budget year, both locked; for work on it."""
    dossier = neem_open_dossier(dossier_id, door, versie=versie)
    jaar = Begrotingsjaar.objects.select_for_update(of=("self",)).filter(dossier=dossier).first()
    if jaar is None:
        raise Weigering("Dit dossier gaat niet over een begrotingsjaar.")
    return dossier, jaar


@transaction.atomic
def zet_intensiteit(
    *, dossier_id: int, intensiteit: str, reden: str, door: User, versie: int | None = None
) -> Begrotingsjaar:
    """Choose how closely we watch, apart from the legal regime; logged with the reason, also after deciding (S6).

    Raises `Weigering` on an unknown or unfitting label or without a reason, `Conflict` when nothing changes.
    """
    dossier, jaar = neem_jaar(dossier_id, door, versie=versie)
    if intensiteit not in Intensiteit.values:
        raise Weigering("Kies hoe intensief u volgt.", veld="intensiteit")
    if intensiteit == Intensiteit.AFGESLANKT and jaar.juridisch_regime != JuridischRegime.PREVENTIEF:
        raise Weigering("Afgeslankt preventief kan alleen bij preventief toezicht.", veld="intensiteit")
    if intensiteit == jaar.toezichtintensiteit:
        raise Conflict(f"De intensiteit is al “{jaar.get_toezichtintensiteit_display()}”.")
    reden = eis_tekst(reden, veld="reden", wat="de reden in")
    van = jaar.get_toezichtintensiteit_display()
    jaar.toezichtintensiteit, jaar.intensiteit_sinds = intensiteit, clock.vandaag()
    jaar.save(update_fields=["toezichtintensiteit", "intensiteit_sinds"])
    bewaar_dossier(dossier)
    log_jaar(
        dossier,
        jaar,
        "intensiteit_gewijzigd",
        door=door,
        van=van,
        naar=jaar.get_toezichtintensiteit_display(),
        reden=reden,
    )
    return jaar


@transaction.atomic
def zeg_coulance_toe(
    *, dossier_id: int, tot: dt.date, reden: str, door: User, versie: int | None = None
) -> Begrotingsjaar:
    """Tolerate lateness up to a day: not using lid 2 (203 lid 2 is a "kan"). The statutory date stays as it is.

    Only the coördinator or teamleider; the day lies after the statutory one and before 1 January T.
    """
    dossier, jaar = neem_jaar(dossier_id, door, versie=versie)
    if not door.has_perm(rollen.WIJS_TOE):
        raise GeenRecht("Coulance zegt de coördinator of de teamleider toe.")
    if not jaar.begroting_uiterlijk < tot < jaar.begin:
        raise Weigering(
            f"Kies een dag na {datum_voluit(jaar.begroting_uiterlijk)} en vóór {datum_voluit(jaar.begin)}: "
            "uitstel van de wettelijke dag kan niet, alleen niet optreden.",
            veld="tot",
        )
    jaar.coulance_tot, jaar.coulance_door = tot, door
    jaar.coulance_reden = eis_tekst(reden, veld="reden", wat="de reden in")
    jaar.save(update_fields=["coulance_tot", "coulance_reden", "coulance_door"])
    bewaar_dossier(dossier)
    log_jaar(dossier, jaar, "coulance_toegezegd", door=door, naar=tot.isoformat(), reden=reden)
    return jaar


def log_jaar(
    dossier: Dossier,
    jaar: Begrotingsjaar,
    handeling: str,
    *,
    door: User | None,
    van: str = "",
    naar: str = "",
    reden: str = "",
    gebeurd_op: dt.date | None = None,
) -> None:
    """One line about the budget year, with all that a reader at a date needs."""
    log(
        dossier,
        handeling,
        door=door,
        soort="begrotingsjaar",
        onderwerp_id=jaar.pk,
        van=van,
        naar=naar,
        reden=reden,
        gebeurd_op=gebeurd_op,
        gegevens={
            "jaar": jaar.jaar,
            "juridisch_regime": jaar.juridisch_regime,
            "regimegrond": jaar.regimegrond,
            "besloten_op": jaar.besloten_op,
            "verzonden_op": jaar.verzonden_op,
            "ingetrokken_op": jaar.ingetrokken_op,
            "toezichtintensiteit": jaar.toezichtintensiteit,
            "intensiteit_sinds": jaar.intensiteit_sinds,
            "coulance_tot": jaar.coulance_tot,
        },
    )
