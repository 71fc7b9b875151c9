"""Watching what runs: reminders of terms (ladder.md 1.9), and proposals that nobody can act on (design 4.5)."""

import datetime as dt

from django.db import transaction

from interventieladder.models import Termijn, Voorstel
from interventieladder.models.termijn import TermijnStatus
from interventieladder.services.slot import meld
from interventieladder.services.voorstellen import ACTIEF, wie_is_aan_zet
from interventieladder.termijnsoorten import onbewaakte_codes
from interventieladder.treden import Stand, hoogte
from toezicht.core import clock, rollen
from toezicht.core.models import User
from toezicht.core.termijnen.rekenen import datum_voluit, herinneringen

INHAALDAGEN = 7
"""A reminder that could not go out on its day is still sent this many days later, not after."""

WEEK = dt.timedelta(days=7)


def herinner() -> int:
    """Place the reminders that are due by today, each once for ever; returns how many were new."""
    vandaag = clock.vandaag()
    lopend = Termijn.objects.filter(status=TermijnStatus.LOOPT).exclude(soort__in=onbewaakte_codes())
    coordinatoren = list(
        User.objects.filter(is_active=True, groups__name=rollen.COORDINATOR).distinct().order_by("pk")
    )
    return sum(
        _herinner_aan(termijn, vandaag, coordinatoren)
        for termijn in lopend.select_related("dossier__overheid", "dossier__behandelaar", "stap").iterator()
    )


def _punten(termijn: Termijn, vandaag: dt.date) -> list[dt.date]:
    """Reminder days of this term that are due: those of ladder.md 1.9, and after the end every week."""
    punten = herinneringen(termijn.start, termijn.effectief_einde)
    wekelijks = termijn.effectief_einde + WEEK
    while wekelijks <= vandaag:
        punten.append(wekelijks)
        wekelijks += WEEK
    return [punt for punt in punten if vandaag - dt.timedelta(days=INHAALDAGEN) < punt <= vandaag]


@transaction.atomic
def _herinner_aan(termijn: Termijn, vandaag: dt.date, coordinatoren: list[User]) -> int:
    geplaatst = 0
    for punt in _punten(termijn, vandaag):
        ontvangers = {termijn.dossier.behandelaar}
        if punt > termijn.effectief_einde or hoogte(termijn.stap.trede) >= hoogte(Stand.T4):
            ontvangers.update(coordinatoren if not termijn.dossier.besloten else ())
        for ontvanger in sorted(ontvangers, key=lambda u: u.pk):
            geplaatst += meld(
                termijn.dossier,
                sleutel=f"termijn:{termijn.pk}:{punt.isoformat()}:{ontvanger.pk}",
                ontvanger=ontvanger,
                onderwerp=_onderwerp(termijn, vandaag),
                tekst=(
                    f"Dossier {termijn.dossier.nummer} van {termijn.dossier.overheid.naam}: "
                    f"{termijn.dossier.titel}.\n{termijn.get_soort_display()}: uiterlijk "
                    f"{datum_voluit(termijn.effectief_einde)}."
                ),
            )
    return geplaatst


def _onderwerp(termijn: Termijn, vandaag: dt.date) -> str:
    dagen = (termijn.effectief_einde - vandaag).days
    if dagen < 0:
        wanneer = "is verstreken"
    elif dagen == 0:
        wanneer = "eindigt vandaag"
    else:
        wanneer = f"eindigt over {dagen} {'dag' if dagen == 1 else 'dagen'}"
    return f"{termijn.dossier.nummer}: termijn {wanneer}"


def controle_voorstellen() -> tuple[bool, str]:
    """Health check: every proposal under way has somebody who can act on it today.

    Dossiers in the room of the cdK are left out: beheer does not know that they exist.
    """
    verweesd = [
        voorstel.nummer
        for voorstel in Voorstel.objects.filter(status__in=ACTIEF, dossier__kamer="").select_related(
            "dossier__tweede_lezer"
        )
        if not wie_is_aan_zet(voorstel)
    ]
    if verweesd:
        return False, f"Niemand kan nu iets doen met {', '.join(verweesd)}. Geef een account de juiste rol."
    return True, "Elk lopend voorstel heeft iemand die aan zet is."


def controle_termijnen() -> tuple[bool, str]:
    """Health check: no running term of a dossier whose behandelaar cannot log in any more."""
    zonder = (
        Termijn.objects.filter(
            status=TermijnStatus.LOOPT, dossier__kamer="", dossier__behandelaar__is_active=False
        )
        .exclude(soort__in=onbewaakte_codes())
        .values_list("dossier__nummer", flat=True)
        .distinct()
        .order_by("dossier__nummer")
    )
    nummers = list(zonder[:20])
    if nummers:
        return False, f"De behandelaar heeft geen open account: {', '.join(nummers)}. Wijs de dossiers toe."
    return True, "Elke lopende termijn heeft een behandelaar met een open account."
