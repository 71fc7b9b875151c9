"""Open decisions after a change of mandates, absence or accounts: who has them now (ladder.md 5.2; design 4.5).

A proposal keeps the route it was sent along; the day of deciding tests competence. So a change moves the proposal
to who may decide today, with a note, and a proposal nobody can act on raises an alarm.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from interventieladder.models import Dossier, Voorstel
from interventieladder.models.voorstel import VoorstelStatus
from interventieladder.models.voorstelrechten import PORTEFEUILLEHOUDER
from interventieladder.selectors.beslissers import Beslissers, beslissers, kan_verder
from interventieladder.services.oordeelbewaking import alarmeer_oordelen
from interventieladder.services.slot import log, meld
from interventieladder.services.voorstellen import ACTIEF, bericht_aan_zet
from interventieladder.treden import MANDAAT
from toezicht.core import clock, rollen
from toezicht.core.berichten import plaats_bericht
from toezicht.core.mensen import met_rol
from toezicht.core.models import User

GS = "de vergadering van Gedeputeerde Staten"
NIEMAND = "niemand"


@dataclass(frozen=True, slots=True)
class Omgeleid:
    """A proposal that lies with others than before. `overheid` is the name of the organisation."""

    nummer: str
    overheid: str
    van: str
    naar: str


def leid_om(*, door: User | None, aanleiding: str) -> list[Omgeleid]:
    """Put every open decision before who may take it today; gives those that moved, each with a line and a mail.

    Each proposal in a transaction of its own, dossier locked first. `door` None is the clock.
    """
    open_ = Voorstel.objects.filter(status=VoorstelStatus.TER_BESLUIT, niveau__in=MANDAAT).order_by("pk")
    gevonden = [_leid_een_om(pk, door, aanleiding) for pk in open_.values_list("pk", flat=True)]
    _meld_portefeuille()
    return [omgeleid for omgeleid in gevonden if omgeleid is not None]


@transaction.atomic
def _meld_portefeuille() -> None:
    """A mail to who has the portfolio of a check that waits and was not told of it yet: another holds it now."""
    wachtend = Voorstel.objects.filter(status=VoorstelStatus.TER_TOETSING)
    for voorstel in wachtend.select_related("dossier__overheid", "dossier__tweede_lezer").order_by("pk"):
        if voorstel.aan_zet == PORTEFEUILLEHOUDER:
            bericht_aan_zet(voorstel)


@transaction.atomic
def _leid_een_om(voorstel_id: int, door: User | None, aanleiding: str) -> Omgeleid | None:
    dossier_id = Voorstel.objects.values_list("dossier", flat=True).get(pk=voorstel_id)
    dossier = Dossier.objects.select_for_update(of=("self",)).select_related("overheid").get(pk=dossier_id)
    voorstel = Voorstel.objects.select_for_update(of=("self",)).get(pk=voorstel_id)
    voorstel.dossier = dossier
    if voorstel.status != VoorstelStatus.TER_BESLUIT:
        return None
    eerder, nu = _bij_wie(voorstel), beslissers(voorstel)
    if (voorstel.bij, voorstel.naar_gs) == (nu.als_json(), nu.naar_gs):
        return None
    had = {rij["id"] for rij in voorstel.bij}
    voorstel.bij, voorstel.naar_gs = nu.als_json(), nu.naar_gs
    voorstel.save(update_fields=["bij", "naar_gs"])
    omgeleid = Omgeleid(voorstel.nummer, dossier.overheid.naam, eerder, _naar_wie(nu))
    if omgeleid.van != omgeleid.naar:
        _schrijf(voorstel, omgeleid, door, aanleiding)
    _meld_nieuwe(voorstel, nu, had)
    return omgeleid if omgeleid.van != omgeleid.naar else None


def _schrijf(voorstel: Voorstel, omgeleid: Omgeleid, door: User | None, aanleiding: str) -> None:
    log(
        voorstel.dossier,
        "voorstel_omgeleid",
        door=door,
        soort="voorstel",
        onderwerp_id=voorstel.pk,
        reden=aanleiding,
        gegevens={"nummer": voorstel.nummer, "eerst_bij": omgeleid.van, "nu_bij": omgeleid.naar},
    )


def _meld_nieuwe(voorstel: Voorstel, nu: Beslissers, had: set[str]) -> None:
    """A mail to who did not have it before; once a day per person, however often the register changes."""
    for gebruiker in nu.mensen:
        if str(gebruiker.pk) not in had:
            meld(
                voorstel.dossier,
                sleutel=f"omgeleid:{voorstel.pk}:{voorstel.versie}:{clock.vandaag()}:{gebruiker.pk}",
                ontvanger=gebruiker,
                onderwerp=f"Voorstel {voorstel.nummer} wacht nu op u",
                tekst=(
                    f"{voorstel.dossier.overheid.naam}: {voorstel.dossier.titel}.\n"
                    f"Het lag bij een ander. Gevraagd: {voorstel.gevraagd}"
                ),
            )


def _bij_wie(voorstel: Voorstel) -> str:
    """Before whom it was put, in words, as the proposal keeps it."""
    if voorstel.naar_gs:
        return GS
    return ", ".join(_naam(rij["naam"], rij.get("namens", "")) for rij in voorstel.bij) or NIEMAND


def _naar_wie(nu: Beslissers) -> str:
    if nu.naar_gs:
        return GS
    namen = [_naam(b.gebruiker.naam, b.namens.naam if b.namens else "") for b in nu.gemandateerd]
    return ", ".join(namen) or NIEMAND


def _naam(wie: str, namens: str) -> str:
    return f"{wie} namens {namens}" if namens else wie


def proef(doe: Callable[[], object], op: dt.date) -> list[Omgeleid]:
    """Which open decisions a change would move, seen on the day it takes effect; nothing of the change stays.

    Raises what `doe` raises (a `Weigering`): a change that is refused has no consequences to show.
    """
    voor = _wie_op(op)
    with transaction.atomic():
        doe()
        na = _wie_op(op)
        transaction.set_rollback(True)
    namen = {
        v.pk: (v.nummer, v.dossier.overheid.naam)
        for v in Voorstel.objects.filter(pk__in=voor).select_related("dossier__overheid")
    }
    return [Omgeleid(*namen[pk], voor[pk], na[pk]) for pk in sorted(voor) if voor[pk] != na[pk]]


def _wie_op(op: dt.date) -> dict[int, str]:
    """Every open decision with who may take it on a day."""
    open_ = Voorstel.objects.filter(
        status=VoorstelStatus.TER_BESLUIT, niveau__in=MANDAAT, dossier__kamer=""
    ).select_related("dossier__overheid")
    return {voorstel.pk: _naar_wie(beslissers(voorstel, op)) for voorstel in open_}


def bewaak() -> int:
    """By the clock: move what the new day moves, and tell who can mend it of what nobody can act on."""
    omgeleid = leid_om(door=None, aanleiding="Mandaat, vervanging of afwezigheid op deze dag")
    return len(omgeleid) + _alarmeer() + alarmeer_oordelen()


def _waarover(voorstel: Voorstel, lezer: User) -> str:
    """What it is about, for who may read dossiers; beheer hears the number alone (ladder.md 5.1, R20)."""
    if not lezer.has_perm(rollen.BEKIJK_DOSSIERS):
        return ""
    return f"{voorstel.dossier.overheid.naam}: {voorstel.dossier.titel}.\n"


def _alarmeer() -> int:
    """Every day a mail to coördinatoren and beheerders per proposal without anybody who can act on it."""
    verweesd = [
        voorstel
        for voorstel in Voorstel.objects.filter(status__in=ACTIEF, dossier__kamer="").select_related(
            "dossier__overheid", "dossier__tweede_lezer"
        )
        if not kan_verder(voorstel)
    ]
    geplaatst = 0
    eigenaren = list(met_rol(rollen.COORDINATOR, rollen.BEHEERDER)) if verweesd else []
    for voorstel in verweesd:
        for eigenaar in eigenaren:
            geplaatst += (
                plaats_bericht(
                    sleutel=f"verweesd:{voorstel.pk}:{clock.vandaag()}:{eigenaar.pk}",
                    ontvanger=eigenaar,
                    onderwerp=f"Niemand kan iets doen met voorstel {voorstel.nummer}",
                    tekst=_waarover(voorstel, eigenaar)
                    + "Geef iemand de juiste rol, of leg een mandaat of vervanging vast in het mandaatregister.",
                )
                is not None
            )
    return geplaatst
