"""Papers that come in or are made inside: receipt, file, verification."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from interventieladder.models import Dossier, Stuk, Zienswijze
from interventieladder.models.stukken import StukSoort
from interventieladder.models.termijn import TermijnSoort
from interventieladder.services import termijnen
from interventieladder.services.slot import (
    NietGevonden,
    eis_datum_tot_vandaag,
    eis_tekst,
    log,
    neem_dossier,
    neem_open_dossier,
)
from interventieladder.services.verificatie import verifieer
from toezicht.core import clock
from toezicht.core.bestanden import toets_bestand
from toezicht.core.fouten import Conflict, Weigering
from toezicht.core.models import User

if TYPE_CHECKING:
    from django.core.files.base import File

INKOMEND = (
    StukSoort.ANTWOORD,
    StukSoort.ZIENSWIJZE,
    StukSoort.VERBETERPLAN,
    StukSoort.WEIGERING_OVERLEG,
    StukSoort.UITSPRAAK,
)
"""Kinds that always come from outside and so have a receipt date."""


@dataclass(frozen=True, slots=True)
class NieuwStuk:
    """What is known of a paper besides its file."""

    soort: str
    titel: str
    datum: dt.date
    ontvangen_op: dt.date | None = None
    afzender: str = ""
    mondeling: bool = False
    ondertekend_op: dt.date | None = None
    kostenraming: Decimal | None = None
    vervangt_id: int | None = None


@transaction.atomic
def voeg_stuk_toe(*, dossier_id: int, nieuw: NieuwStuk, bestand: "File[bytes]", door: User) -> Stuk:
    """Add a paper with its file to the running rung; the file is judged by its content.

    A zienswijze comes in by `services.zienswijzen`, with its points; here only a better copy of one.
    """
    dossier = neem_open_dossier(dossier_id, door)
    if nieuw.soort == StukSoort.ZIENSWIJZE:
        _eis_betere_zienswijze(dossier, nieuw.vervangt_id)
    stuk = leg_stuk_vast(dossier, nieuw, bestand, door)
    if stuk.soort == StukSoort.ZIENSWIJZE:
        Zienswijze.objects.filter(stuk=stuk.vervangt_id).update(stuk=stuk)
    if stuk.soort == StukSoort.ANTWOORD and stuk.ontvangen_op:
        termijnen.stop_antwoord(
            dossier, soort=TermijnSoort.ANTWOORD, op=stuk.ontvangen_op, reden="antwoord ontvangen", door=door
        )
    return stuk


def _eis_betere_zienswijze(dossier: Dossier, vervangt_id: int | None) -> None:
    zienswijzen = dossier.stukken.filter(soort=StukSoort.ZIENSWIJZE)
    if vervangt_id is None or not zienswijzen.filter(pk=vervangt_id).exists():
        raise Weigering(
            "Registreer een zienswijze met “Registreer zienswijze” in het dossier; dan legt u ook de punten vast.",
            veld="soort",
        )


def leg_stuk_vast(dossier: Dossier, nieuw: NieuwStuk, bestand: "File[bytes]", door: User) -> Stuk:
    """Check, keep and log one paper; the caller holds the lock on the dossier."""
    _eis_geldig(nieuw)
    getoetst = toets_bestand(bestand)
    stuk = Stuk(
        dossier=dossier,
        stap=dossier.stappen.get(tot__isnull=True),
        soort=nieuw.soort,
        titel=nieuw.titel.strip(),
        datum=nieuw.datum,
        ontvangen_op=nieuw.ontvangen_op,
        afzender=nieuw.afzender.strip(),
        mondeling=nieuw.mondeling,
        ondertekend_op=nieuw.ondertekend_op,
        kostenraming=nieuw.kostenraming,
        bestandsnaam=getoetst.naam,
        sha256=getoetst.sha256,
        toegevoegd_door=door,
        toegevoegd_op=clock.nu(),
        vervangt=_te_vervangen(dossier, nieuw.vervangt_id),
    )
    stuk.bestand.save(getoetst.naam, getoetst.bestand, save=False)
    try:
        with transaction.atomic():
            stuk.save(force_insert=True)
    except Exception:
        stuk.bestand.storage.delete(stuk.bestand.name or "")
        raise
    _log(stuk, "stuk_toegevoegd", door=door, gebeurd_op=nieuw.ontvangen_op or nieuw.datum)
    return stuk


def _eis_geldig(nieuw: NieuwStuk) -> None:
    if nieuw.soort not in StukSoort.values:
        raise Weigering("Kies een soort stuk uit de lijst.", veld="soort")
    eis_tekst(nieuw.titel, veld="titel", wat="een titel in")
    eis_datum_tot_vandaag(nieuw.datum, veld="datum", wat="datum van het stuk")
    if nieuw.soort in INKOMEND and nieuw.ontvangen_op is None:
        raise Weigering("Vul in wanneer wij het stuk ontvingen.", veld="ontvangen_op")
    if nieuw.ontvangen_op is not None:
        eis_datum_tot_vandaag(nieuw.ontvangen_op, veld="ontvangen_op", wat="ontvangstdatum")
        if nieuw.ontvangen_op < nieuw.datum:
            raise Weigering("Een stuk kan niet zijn ontvangen voordat het bestond.", veld="ontvangen_op")
    if nieuw.ondertekend_op is not None:
        eis_datum_tot_vandaag(nieuw.ondertekend_op, veld="ondertekend_op", wat="datum van akkoord")
    if nieuw.kostenraming is not None and nieuw.kostenraming < 0:
        raise Weigering("Een kostenraming is nul of hoger.", veld="kostenraming")


def _te_vervangen(dossier: Dossier, stuk_id: int | None) -> Stuk | None:
    if stuk_id is None:
        return None
    oud = dossier.stukken.select_for_update(of=("self",)).filter(pk=stuk_id).first()
    if oud is None:
        raise NietGevonden("Het stuk dat u wilt vervangen, staat niet in dit dossier.")
    if Stuk.objects.filter(vervangt=oud).exists():
        raise Conflict("Dit stuk is al vervangen door een nieuwere versie. Vervang die.")
    return oud


@transaction.atomic
def verifieer_stuk(*, stuk_id: int, door: User) -> Stuk:
    """Confirm as a second person that the evidence is what it says (I4: not who added it, not the behandelaar)."""
    stuk = _neem_stuk(stuk_id, door)
    verifieer(stuk, stuk.dossier, door, maker_id=stuk.toegevoegd_door_id)
    _log(stuk, "stuk_geverifieerd", door=door)
    return stuk


def _neem_stuk(stuk_id: int, door: User) -> Stuk:
    """The paper, with the lock on its open dossier."""
    dossier_id = Stuk.objects.filter(pk=stuk_id).values_list("dossier_id", flat=True).first()
    if dossier_id is None:
        raise NietGevonden("Dit stuk bestaat niet, of u mag het niet zien.")
    dossier = neem_dossier(dossier_id, door)
    if dossier.gesloten_op is not None:
        raise Conflict(f"Dossier {dossier.nummer} is gesloten; daarin verandert niets meer.")
    stuk = Stuk.objects.get(pk=stuk_id)
    stuk.dossier = dossier
    return stuk


def _log(
    stuk: Stuk, handeling: str, *, door: User, gebeurd_op: dt.date | None = None, reden: str = ""
) -> None:
    log(
        stuk.dossier,
        handeling,
        door=door,
        soort="stuk",
        onderwerp_id=stuk.pk,
        gebeurd_op=gebeurd_op,
        reden=reden or stuk.titel,
        gegevens={
            "soort": stuk.soort,
            "richting": "in",
            "titel": stuk.titel,
            "datum": stuk.datum,
            "sha256": stuk.sha256,
        },
    )
