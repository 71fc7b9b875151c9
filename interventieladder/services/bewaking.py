"""Watching what runs: reminders of terms (ladder.md 1.9), and proposals that nobody can act on (design 4.5)."""

import datetime as dt

from django.db import transaction

from interventieladder.models import Termijn, Voorstel
from interventieladder.models.termijn import TermijnStatus
from interventieladder.services.voorstellen import ACTIEF, wie_is_aan_zet
from interventieladder.termijnsoorten import Gevolg, onbewaakte_codes, rechtswege_codes
from interventieladder.treden import Stand, hoogte
from toezicht.core import clock, rollen
from toezicht.core.berichten import plaats_bericht
from toezicht.core.models import User
from toezicht.core.termijnen.rekenen import datum_voluit, herinneringen

INHAALDAGEN = 7
"""A reminder that could not go out on its day is still sent this many days later, not after."""

DAG, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)


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
    eigen = termijn.regels.herinneringen
    if eigen is None:
        punten = herinneringen(termijn.start, termijn.effectief_einde)
    else:
        vooraf = [termijn.effectief_einde - dt.timedelta(days=dagen) for dagen in eigen]
        punten = [punt for punt in vooraf if punt > termijn.start] + [termijn.effectief_einde + DAG]
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
        if punt > termijn.effectief_einde or _zwaar(termijn):
            ontvangers.update(coordinatoren)
        for ontvanger in sorted(ontvangers, key=lambda u: u.pk):
            geplaatst += (
                plaats_bericht(
                    sleutel=f"termijn:{termijn.pk}:{punt.isoformat()}:{ontvanger.pk}",
                    ontvanger=ontvanger,
                    onderwerp=_onderwerp(termijn, vandaag),
                    tekst=(
                        f"Dossier {termijn.dossier.nummer} van {termijn.dossier.overheid.naam}: "
                        f"{termijn.dossier.titel}.\n{termijn.get_soort_display()}: uiterlijk "
                        f"{datum_voluit(termijn.effectief_einde)}."
                    ),
                )
                is not None
            )
    return geplaatst


def _zwaar(termijn: Termijn) -> bool:
    """Whether the coördinator hears of it before the end: a heavy rung, or an end with an effect in law."""
    gevolg = termijn.regels.gevolg in (Gevolg.VAN_RECHTSWEGE, Gevolg.BEVOEGDHEID_VERVALT)
    return gevolg or hoogte(termijn.stap.trede) >= hoogte(Stand.T4)


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
    """Health check: every proposal under way has somebody who can act on it today."""
    verweesd = [
        voorstel.nummer
        for voorstel in Voorstel.objects.filter(status__in=ACTIEF).select_related("dossier__tweede_lezer")
        if not wie_is_aan_zet(voorstel)
    ]
    if verweesd:
        return False, f"Niemand kan nu iets doen met {', '.join(verweesd)}. Geef een account de juiste rol."
    return True, "Elk lopend voorstel heeft iemand die aan zet is."


def controle_termijnen() -> tuple[bool, str]:
    """Health check: no running term of a dossier whose behandelaar cannot log in any more."""
    zonder = (
        Termijn.objects.filter(status=TermijnStatus.LOOPT, dossier__behandelaar__is_active=False)
        .exclude(soort__in=onbewaakte_codes())
        .values_list("dossier__nummer", flat=True)
        .distinct()
        .order_by("dossier__nummer")
    )
    nummers = list(zonder[:20])
    if nummers:
        return False, f"De behandelaar heeft geen open account: {', '.join(nummers)}. Wijs de dossiers toe."
    return True, "Elke lopende termijn heeft een behandelaar met een open account."


def controle_beslistermijnen() -> tuple[bool, str]:
    """Health check: where silence decides, the clock has done its work and somebody can still decide and send."""
    open_ = Termijn.objects.filter(
        status=TermijnStatus.LOOPT, soort__in=rechtswege_codes(), dossier__gesloten_op__isnull=True
    )
    blijven_staan = list(
        open_.filter(effectief_einde__lt=clock.vandaag() - DAG)
        .values_list("dossier__nummer", flat=True)
        .order_by("dossier__nummer")[:20]
    )
    if blijven_staan:
        return (
            False,
            f"De klok heeft nog niet verwerkt: {', '.join(blijven_staan)}. Kijk of de taken draaien.",
        )
    zonder = [
        wat
        for recht, wat in (
            (rollen.REGISTREER_GS, "een GS-besluit registreren"),
            (rollen.VERZEND, "verzenden"),
        )
        if open_.exists() and not _iemand_met(recht)
    ]
    if zonder:
        return False, f"Er loopt een termijn waarna de wet beslist, en niemand kan {' of '.join(zonder)}."
    return True, "Waar zwijgen gevolgen heeft, loopt de klok en kan iemand beslissen en verzenden."


def _iemand_met(recht: str) -> bool:
    app, codenaam = recht.split(".")
    return User.objects.filter(
        is_active=True,
        groups__permissions__codename=codenaam,
        groups__permissions__content_type__app_label=app,
    ).exists()
