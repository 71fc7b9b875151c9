"""Entering, handing in, adopting and withdrawing a version of the beleidskader (D12; Awb 4:81)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q

from interventieladder import beleid as inhoud_van
from interventieladder.models import Beleidskader, Dossier
from interventieladder.models.beleidskader import BeleidStatus
from interventieladder.services.slot import NietGevonden, eis_tekst
from toezicht.core import clock, logboek, rollen
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.core.transitions import run_transition

MAX_KENMERK = 60


@transaction.atomic
def stel_op(*, inhoud: Mapping[str, Any], door: User) -> Beleidskader:
    """Enter a version as a draft, from a reviewed file; the same file again gives the draft that is there.

    Refused (422) when the content cannot be read or breaks the law, with every reason; (409) when another
    content already has this version name.
    """
    if not door.has_perm(rollen.STEL_BELEID_OP):
        raise GeenRecht("U mag geen beleidskader opstellen. Vraag het functioneel beheer.")
    inhoud = inhoud_van.normaal(inhoud)
    kader = inhoud_van.lees(inhoud)
    inhoud_van.eis_wettig(kader)
    sha256 = inhoud_van.hash_van(inhoud)
    nieuw, gemaakt = Beleidskader.objects.get_or_create(
        versie=kader.versie,
        defaults={
            "naam": kader.naam,
            "bereik": ",".join(sorted(kader.domeinen)),
            "geldig_van": kader.geldig_van,
            "inhoud": inhoud,
            "route": inhoud["route"],
            "sha256": sha256,
            "opgesteld_door": door,
            "opgesteld_op": clock.nu(),
        },
    )
    if gemaakt:
        _log(nieuw, "beleid_opgesteld", door)
    elif nieuw.sha256 != sha256:
        raise Conflict(
            f"Versie {kader.versie} bestaat al met een andere inhoud. Geef het bestand een nieuwe versienaam.",
            veld="bestand",
        )
    elif nieuw.status == BeleidStatus.INGETROKKEN:
        raise Conflict(
            f"Versie {kader.versie} is ingetrokken. Geef het bestand een nieuwe versienaam.", veld="bestand"
        )
    return nieuw


@transaction.atomic
def dien_in(*, versie: str, door: User) -> Beleidskader:
    """Hand a draft in for adoption (only who entered it)."""
    kader = _neem(versie, door)
    run_transition(kader, "dien_in", door=door, datum=clock.vandaag())
    kader.reden = ""
    kader.save(update_fields=["status", "reden"])
    _log(kader, "beleid_ingediend", door)
    return kader


@transaction.atomic
def geef_terug(*, versie: str, reden: str, door: User) -> Beleidskader:
    """Back to a draft, with what should be different (never by who entered it)."""
    kader = _neem(versie, door)
    kader.reden = eis_tekst(reden, veld="reden", wat="in wat anders moet")
    run_transition(kader, "geef_terug", door=door, datum=clock.vandaag())
    kader.save(update_fields=["status", "reden"])
    _log(kader, "beleid_teruggegeven", door, reden=kader.reden)
    return kader


@transaction.atomic
def stel_vast(
    *, versie: str, kenmerk: str, besloten_op: dt.date, door: User, sha256: str = ""
) -> Beleidskader:
    """Record that GS adopted this version; it holds from its date on and replaces the one of the same domains.

    `sha256` is the content the page showed. Raises `GeenRecht` for who entered it, `OvergangGeweigerd` with
    every objection, `Conflict` when somebody was first or another version starts on the same day.
    """
    kader = _neem(versie, door)
    if kader.opgesteld_door_id == door.pk:
        raise GeenRecht("U hebt deze versie zelf opgesteld. Een ander moet haar vaststellen.")
    if sha256 and sha256 != kader.sha256:
        raise Conflict("Dit is niet meer de inhoud die u las. Ververs de pagina en lees haar opnieuw.")
    kenmerk = eis_tekst(kenmerk, veld="kenmerk", wat="het kenmerk van het GS-besluit in")
    if len(kenmerk) > MAX_KENMERK:
        raise Weigering(f"Houd het kenmerk op hoogstens {MAX_KENMERK} tekens.", veld="kenmerk")
    kader.besluit_kenmerk, kader.vastgesteld_op = kenmerk, besloten_op
    run_transition(kader, "stel_vast", door=door, datum=clock.vandaag())
    if _vaste().filter(bereik=kader.bereik, geldig_van=kader.geldig_van).exists():
        raise Conflict(
            f"Vanaf {kader.geldig_van:%d-%m-%Y} geldt al een andere versie voor dezelfde domeinen. "
            "Trek een van beide in, of kies een andere ingangsdatum."
        )
    kader.vastgesteld_door = door
    kader.save(update_fields=["status", "besluit_kenmerk", "vastgesteld_op", "vastgesteld_door"])
    _log(kader, "beleid_vastgesteld", door)
    _vervang_door(kader, door)
    return kader


def _vervang_door(nieuw: Beleidskader, door: User) -> None:
    """Older versions whose domains the new one covers end the day it begins."""
    for oud in _vaste().filter(status=BeleidStatus.VASTGESTELD, geldig_van__lt=nieuw.geldig_van):
        zelfde = oud.domeinen <= nieuw.domeinen if oud.bereik else not nieuw.bereik
        if zelfde and oud.pk != nieuw.pk:
            run_transition(oud, "vervang", door=door, datum=clock.vandaag())
            oud.geldig_tot, oud.vervangen_door = nieuw.geldig_van, nieuw
            oud.save(update_fields=["status", "geldig_tot", "vervangen_door"])
            _log(oud, "beleid_vervangen", door, naar=nieuw.versie)


@transaction.atomic
def trek_in(*, versie: str, reden: str, door: User) -> Beleidskader:
    """Withdraw a draft, or an adopted version that is not in force yet and on which no dossier rests.

    What it had replaced holds again without end.
    """
    kader = _neem(versie, door)
    reden = eis_tekst(reden, veld="reden", wat="de reden in")
    if kader.status == BeleidStatus.VASTGESTELD:
        _eis_nog_niet_gebruikt(kader)
    run_transition(kader, "trek_in", door=door, datum=clock.vandaag())
    kader.reden = reden
    kader.save(update_fields=["status", "reden"])
    _log(kader, "beleid_ingetrokken", door, reden=reden)
    for oud in Beleidskader.objects.filter(vervangen_door=kader, status=BeleidStatus.VERVANGEN):
        run_transition(oud, "herleef", door=door, datum=clock.vandaag())
        oud.geldig_tot, oud.vervangen_door = None, None
        oud.save(update_fields=["status", "geldig_tot", "vervangen_door"])
        _log(oud, "beleid_herleefd", door)
    return kader


def _eis_nog_niet_gebruikt(kader: Beleidskader) -> None:
    aantal = Dossier.objects.filter(beleid_versie=kader.versie).count()
    if aantal or kader.geldig_van <= clock.vandaag():
        waarom = f"er rusten {aantal} dossiers op" if aantal else "deze versie is al in werking"
        raise Conflict(f"Intrekken kan niet meer: {waarom}. Stel een nieuwe versie vast die haar vervangt.")


def _vaste() -> Any:
    return Beleidskader.objects.filter(status__in=(BeleidStatus.VASTGESTELD, BeleidStatus.VERVANGEN))


def _neem(versie: str, door: User) -> Beleidskader:
    """The version, with its row and all adopted ones locked in one order: adopting is one at a time."""
    if not door.has_perm(rollen.BEKIJK_BELEID):
        raise NietGevonden("Dit beleidskader bestaat niet, of u mag het niet zien.")
    rijen = (
        Beleidskader.objects.select_for_update(of=("self",))
        .filter(Q(versie=versie) | Q(status=BeleidStatus.VASTGESTELD))
        .order_by("pk")
    )
    kader = next((rij for rij in rijen if rij.versie == versie), None)
    if kader is None:
        raise NietGevonden("Dit beleidskader bestaat niet, of u mag het niet zien.")
    return kader


def _log(
    kader: Beleidskader,
    handeling: str,
    door: User,
    *,
    naar: str = "",
    reden: str = "",
) -> None:
    logboek.schrijf(
        onderwerp=logboek.Onderwerp("beleidskader", str(kader.pk)),
        handeling=handeling,
        door=door,
        naar=naar or kader.status,
        reden=reden,
        gegevens={
            "versie": kader.versie,
            "naam": kader.naam,
            "bereik": kader.bereik,
            "geldig_van": kader.geldig_van,
            "geldig_tot": kader.geldig_tot,
            "status": kader.status,
            "sha256": kader.sha256,
            "besluit_kenmerk": kader.besluit_kenmerk,
            "vastgesteld_op": kader.vastgesteld_op,
        },
    )
