"""Laying down a version of the spending room that GS decided on (Gemeentewet 208 lid 5). Never overwritten."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from interventieladder.models import Bestedingsruimte, Collegebesluit
from interventieladder.selectors.goedkeuringsplicht import plichtgrond_van
from interventieladder.services.begrotingsjaren import eis_jaar
from interventieladder.services.collegebesluiten import Notulen, leg_collegebesluit_vast, uit_de_notulen
from interventieladder.services.ladders.aanbieding import eis_overheid
from interventieladder.services.slot import eis_datum_tot_vandaag, eis_tekst
from toezicht.core import clock, logboek, rollen
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.organisaties.models import Overheid
from toezicht.organisaties.opvolging import zelfde_overheid

GRONDSLAG = "Gemeentewet 208, vijfde lid"
HEEL = Decimal(100)
MAX_POSTEN = 60
DAG = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Vrijpost:
    """A post that GS set free; without `bedrag` (euro) without a limit."""

    naam: str
    bedrag: Decimal | None = None


@dataclass(frozen=True, slots=True)
class NieuweRuimte:
    """What GS decided. Amounts in euro; in force from `geldig_van` to the end of the year, or the next version."""

    overheid_id: int
    jaar: int
    basis_bedrag: Decimal
    basis: str
    geldig_van: dt.date
    notulen: Notulen
    verzonden_op: dt.date
    reden: str
    percentage: Decimal = HEEL
    toevoeging: Decimal = Decimal(0)
    posten: Sequence[Vrijpost] = ()


@transaction.atomic
def leg_ruimte_vast(*, nieuw: NieuweRuimte, door: User) -> Bestedingsruimte:
    """Register a version as GS decided it; the version before it ends the day before.

    Only by the GS-secretariaat. Raises `Weigering` on bad data, `Conflict` when it would not come last.
    """
    if not door.has_perm(rollen.REGISTREER_GS):
        raise GeenRecht("Alleen het GS-secretariaat registreert wat GS over de bestedingsruimte besloten.")
    overheid = eis_overheid(nieuw.overheid_id)
    _eis_ruimte(nieuw)
    # One version at a time; what only refers to the row goes on.
    list(Overheid.objects.select_for_update(no_key=True).filter(pk=overheid.pk))
    vorige = (
        Bestedingsruimte.objects.select_for_update()
        .filter(overheid__in=zelfde_overheid(overheid.pk), jaar=nieuw.jaar)
        .order_by("-versie")
        .first()
    )
    if vorige is not None:
        _eindig(vorige, nieuw)
    besluit = _besluit(nieuw, overheid, door)
    ruimte = Bestedingsruimte.objects.create(
        overheid=overheid,
        jaar=nieuw.jaar,
        versie=vorige.versie + 1 if vorige else 1,
        grondslag=GRONDSLAG,
        basis_bedrag=nieuw.basis_bedrag,
        basis=nieuw.basis.strip(),
        percentage=nieuw.percentage,
        toevoeging=nieuw.toevoeging,
        posten=[
            {"naam": p.naam.strip(), "bedrag": str(p.bedrag) if p.bedrag is not None else ""}
            for p in nieuw.posten
        ],
        geldig_van=nieuw.geldig_van,
        geldig_tot=dt.date(nieuw.jaar, 12, 31),
        collegebesluit=besluit,
        besluit=besluit.nummer,
        besloten_op=besluit.besloten_op,
        verzonden_op=nieuw.verzonden_op,
        reden=nieuw.reden.strip(),
        vastgelegd_door=door,
        vastgelegd_op=clock.nu(),
    )
    _log(ruimte, overheid, door)
    return ruimte


def _besluit(nieuw: NieuweRuimte, overheid: Overheid, door: User) -> Collegebesluit:
    besluit = leg_collegebesluit_vast(
        notulen=nieuw.notulen,
        overheid=overheid,
        onderwerp=f"Bestedingsruimte {nieuw.jaar} (Gw 208 lid 5)",
        opsteller_id=None,
        voorgesteld_op=None,
        door=door,
    )
    if nieuw.verzonden_op < besluit.besloten_op:
        raise Weigering("Verzenden kan niet vóór het besluit. Controleer beide dagen.", veld="verzonden_op")
    return besluit


def _eis_ruimte(nieuw: NieuweRuimte) -> None:
    eis_jaar(nieuw.jaar)
    for veld, wat in (
        ("basis", "in waarop het bedrag berust"),
        ("reden", "de reden in"),
    ):
        eis_tekst(getattr(nieuw, veld), veld=veld, wat=wat)
    _eis_bedragen(nieuw)
    eis_datum_tot_vandaag(nieuw.verzonden_op, veld="verzonden_op", wat="dag van verzending")
    if nieuw.geldig_van.year != nieuw.jaar or nieuw.geldig_van < nieuw.verzonden_op:
        raise Weigering(
            f"De ruimte gaat in op een dag in {nieuw.jaar}, niet eerder dan de verzending.", veld="geldig_van"
        )
    if plichtgrond_van(nieuw.overheid_id, nieuw.jaar, clock.vandaag()) == "":
        raise Weigering(f"Voor {nieuw.jaar} geldt geen preventief toezicht.", veld="jaar")


def _eis_bedragen(nieuw: NieuweRuimte) -> None:
    bedragen = [
        nieuw.basis_bedrag,
        nieuw.toevoeging,
        *(p.bedrag for p in nieuw.posten if p.bedrag is not None),
    ]
    if any(not b.is_finite() or not 0 <= b < Decimal(10) ** 12 for b in bedragen):
        raise Weigering("Geef bedragen van nul of hoger, in euro.", veld="basis_bedrag")
    if not (nieuw.percentage.is_finite() and 0 <= nieuw.percentage <= HEEL):
        raise Weigering("Geef een percentage van 0 tot en met 100.", veld="percentage")
    namen = [p.naam.strip().casefold() for p in nieuw.posten]
    if len(namen) > MAX_POSTEN or "" in namen or len(set(namen)) < len(namen):
        raise Weigering("Noem elke vrijgegeven post één keer, met een naam.", veld="posten")


def _eindig(vorige: Bestedingsruimte, nieuw: NieuweRuimte) -> None:
    if nieuw.geldig_van <= vorige.geldig_van:
        raise Conflict(
            f"Er geldt al versie {vorige.versie} vanaf {vorige.geldig_van:%d-%m-%Y}. "
            "Een nieuwe versie gaat later in; eerdere versies blijven staan.",
            veld="geldig_van",
        )
    vorige.geldig_tot = min(vorige.geldig_tot, nieuw.geldig_van - DAG)
    vorige.save(update_fields=["geldig_tot"])


def _log(ruimte: Bestedingsruimte, overheid: Overheid, door: User) -> None:
    logboek.schrijf(
        onderwerp=logboek.Onderwerp("bestedingsruimte", f"{overheid.code}-{ruimte.jaar}", overheid.code),
        handeling="bestedingsruimte_vastgelegd",
        door=door,
        namens="Gedeputeerde Staten",
        naar=f"versie {ruimte.versie}",
        reden=ruimte.reden,
        gebeurd_op=min(ruimte.verzonden_op, clock.vandaag()),
        gegevens={
            "versie": ruimte.versie,
            "plafond": str(ruimte.plafond),
            "percentage": str(ruimte.percentage),
            "geldig_van": ruimte.geldig_van,
            "besluit": ruimte.besluit,
            **(uit_de_notulen(ruimte.collegebesluit) if ruimte.collegebesluit else {}),
        },
    )
