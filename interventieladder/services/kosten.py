"""The cost lines of the execution: recorded from the decision on, corrected by a new line (ladder.md 1.4 T6)."""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db import IntegrityError, transaction

from interventieladder.guards.zaak import dag
from interventieladder.models import Besluit, Dossier, Kostenregel, Stuk
from interventieladder.models.kosten import KostenSoort
from interventieladder.services.slot import (
    NietGevonden,
    eis_tekst,
    log,
    neem_open_dossier,
)
from interventieladder.treden import Stand
from toezicht.core import clock
from toezicht.core.fouten import Conflict, Weigering
from toezicht.core.models import User
from toezicht.core.woorden import in_de_toekomst

CENT = Decimal("0.01")
MAX_UREN, MAX_TARIEF, MAX_BEDRAG = Decimal(100_000), Decimal(100_000), Decimal(10) ** 10
MAX_OMSCHRIJVING = 200


@dataclass(frozen=True, slots=True)
class Kosten:
    """One cost in euro: `uren` and `tarief` for own hours, `bedrag` for all else."""

    datum: dt.date
    soort: str
    omschrijving: str
    uren: Decimal | None = None
    tarief: Decimal | None = None
    bedrag: Decimal | None = None
    btw: Decimal | None = None
    factuur_id: int | None = None


@transaction.atomic
def leg_kosten_vast(
    *,
    dossier_id: int,
    kosten: Kosten,
    door: User,
    vervangt_id: int | None = None,
    correctiereden: str = "",
) -> Kostenregel:
    """Record one cost on T6, or correct an earlier line (`vervangt_id`, with a reason; an amount of 0 cancels it).

    Raises `Weigering` on bad data, `Conflict` when the dossier is not on T6 or the line was corrected meanwhile.
    """
    dossier = neem_open_dossier(dossier_id, door)
    if dossier.trede != Stand.T6 or not dossier.generiek:
        raise Conflict("Kosten van de uitvoering legt u vast vanaf T6, de indeplaatstreding.")
    omschrijving = eis_tekst(kosten.omschrijving, veld="omschrijving", wat="in waarvoor de kosten zijn")
    if len(omschrijving) > MAX_OMSCHRIJVING:
        raise Weigering(f"Houd de omschrijving op hoogstens {MAX_OMSCHRIJVING} tekens.", veld="omschrijving")
    if zin := bezwaar_tegen_dag(dossier, kosten.datum):
        raise Weigering(zin, veld="datum")
    uren, tarief, bedrag = _bedragen(kosten)
    oud = _te_vervangen(dossier, vervangt_id)
    regel = Kostenregel(
        dossier=dossier,
        datum=kosten.datum,
        soort=kosten.soort,
        omschrijving=omschrijving,
        uren=uren,
        tarief=tarief,
        bedrag=bedrag,
        btw=_btw(kosten, bedrag),
        factuur=_factuur(dossier, kosten.factuur_id),
        vastgelegd_door=door,
        vastgelegd_op=clock.nu(),
        vervangt=oud,
        correctiereden=eis_tekst(correctiereden, veld="correctiereden", wat="de reden van de correctie in")
        if oud
        else "",
    )
    _bewaar(regel)
    dossier.__dict__.pop("feiten", None)
    _log(regel, door)
    return regel


def eerste_kostendag(dossier: Dossier) -> dt.date | None:
    """The day of the decision to act (T5): costs are charged from that decision on (Gw 124 lid 1, 124c).

    For a dossier taken over that of the source; None when its past shows no T5.
    """
    stap = next((s for s in reversed(dossier.feiten.stappen) if s.trede == Stand.T5), None)
    if stap is None:
        return None
    besluit = Besluit.objects.filter(voorstel=stap.voorstel_id).first() if stap.voorstel_id else None
    overgenomen = dossier.feiten.overgenomen_besluiten.get(stap.pk)
    eerder = besluit or overgenomen
    return eerder.besloten_op if eerder else stap.van


def bezwaar_tegen_dag(dossier: Dossier, datum: dt.date) -> str:
    """Why a cost cannot be of this day, as a Dutch sentence; empty when it can."""
    if datum > clock.vandaag():
        return in_de_toekomst("datum van de kosten")
    eerste = eerste_kostendag(dossier)
    if eerste is not None and datum < eerste:
        return (
            f"Kosten van vóór het besluit tot ingrijpen ({dag(eerste)}) komen niet "
            "ten laste van de organisatie. Kies die dag of een latere."
        )
    return ""


def _bedragen(kosten: Kosten) -> tuple[Decimal | None, Decimal | None, Decimal]:
    """(hours, rate, amount): own hours are multiplied and rounded to cents, the rest is taken as given."""
    if kosten.soort not in KostenSoort.values:
        raise Weigering("Kies de soort kosten uit de lijst.", veld="soort")
    if kosten.soort == KostenSoort.UREN:
        if kosten.bedrag is not None:
            raise Weigering("Geef bij uren het aantal en het tarief, geen bedrag.", veld="bedrag")
        uren = _getal(kosten.uren, "uren", "het aantal uren", MAX_UREN)
        tarief = _getal(kosten.tarief, "tarief", "het tarief per uur", MAX_TARIEF)
        return uren, tarief, (uren * tarief).quantize(CENT, ROUND_HALF_UP)
    if kosten.uren is not None or kosten.tarief is not None:
        raise Weigering("Uren en tarief horen bij de soort “eigen uren”. Geef een bedrag.", veld="soort")
    return None, None, _getal(kosten.bedrag, "bedrag", "het bedrag", MAX_BEDRAG, nul_mag=True)


def _btw(kosten: Kosten, bedrag: Decimal) -> Decimal | None:
    """The VAT within the amount, as the invoice has it; own hours have none."""
    if kosten.btw is None:
        return None
    if kosten.soort == KostenSoort.UREN:
        raise Weigering("Bij eigen uren hoort geen btw.", veld="btw")
    btw = _getal(kosten.btw, "btw", "de btw", MAX_BEDRAG, nul_mag=True)
    if btw > bedrag:
        raise Weigering("De btw kan niet meer zijn dan het bedrag.", veld="btw")
    return btw


def _getal(waarde: Decimal | None, veld: str, wat: str, grens: Decimal, *, nul_mag: bool = False) -> Decimal:
    if waarde is None or not waarde.is_finite():
        raise Weigering(f"Vul {wat} in.", veld=veld)
    if waarde < 0 or (waarde == 0 and not nul_mag) or waarde >= grens or waarde != waarde.quantize(CENT):
        raise Weigering(f"Geef {wat} als positief getal met hoogstens twee decimalen.", veld=veld)
    return waarde


def _factuur(dossier: Dossier, stuk_id: int | None) -> Stuk | None:
    if stuk_id is None:
        return None
    stuk = Stuk.objects.filter(dossier=dossier, pk=stuk_id).first()
    if stuk is None:
        raise Weigering("Kies een factuur uit dit dossier.", veld="factuur")
    return stuk


def _te_vervangen(dossier: Dossier, pk: int | None) -> Kostenregel | None:
    if pk is None:
        return None
    oud = Kostenregel.objects.select_for_update().filter(dossier=dossier, pk=pk).first()
    if oud is None:
        raise NietGevonden("De regel die u wilt corrigeren, bestaat niet in dit dossier.")
    return oud


def _bewaar(regel: Kostenregel) -> None:
    try:
        with transaction.atomic():
            regel.save(force_insert=True)
    except IntegrityError as fout:
        if "vervangt" not in str(fout):
            raise
        raise Conflict("Deze regel is intussen al gecorrigeerd. Ververs de pagina.") from fout


def _log(regel: Kostenregel, door: User) -> None:
    log(
        regel.dossier,
        "kosten_gecorrigeerd" if regel.vervangt_id else "kosten_vastgelegd",
        door=door,
        soort="kostenregel",
        onderwerp_id=regel.pk,
        gebeurd_op=regel.datum,
        naar=regel.soort,
        reden=regel.correctiereden or regel.omschrijving,
        gegevens={
            "soort": regel.soort,
            "omschrijving": regel.omschrijving,
            "bedrag": regel.bedrag,
            **({"btw": regel.btw} if regel.btw is not None else {}),
            "vervangt": regel.vervangt_id,
        },
    )
