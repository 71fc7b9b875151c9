"""Watching what runs: reminders of terms (ladder.md 1.9), and proposals that nobody can act on (design 4.5)."""

import datetime as dt
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from interventieladder.catalogus import OPEN_INZET, InzetStatus
from interventieladder.models import Inzet, InzetAfspraak, Overname, Termijn, Voorstel
from interventieladder.models.overname import OvernameStatus
from interventieladder.models.termijn import TermijnStatus
from interventieladder.selectors.beslissers import kan_verder
from interventieladder.selectors.verzendregister import in_alarm
from interventieladder.services.slot import meld
from interventieladder.services.voorstellen import ACTIEF
from interventieladder.termijnsoorten import Gevolg, onbewaakte_codes, rechtswege_codes
from interventieladder.treden import Stand, hoogte
from toezicht.core import clock, rollen
from toezicht.core.mensen import met_rol
from toezicht.core.models import User
from toezicht.core.termijnen.rekenen import HERINNERING_VOORAF, datum_voluit, herinneringspunten

INHAALDAGEN = 7
"""A reminder that could not go out on its day is still sent this many days later, not after."""

WEEK = dt.timedelta(days=7)
MELD_SECRETARIAAT = "-14"
"""At T4 and T5 the secretariat of the gedeputeerde hears a fortnight before the end (ladder.md 1.9)."""


@dataclass(slots=True)
class _Mensen:
    """Who holds a role today; each role is looked up once."""

    bekend: dict[str, list[User]] = field(default_factory=dict)

    def met_rol(self, rol: str) -> list[User]:
        """Accounts that can log in and hold this role."""
        if rol not in self.bekend:
            self.bekend[rol] = list(met_rol(rol))
        return self.bekend[rol]


def herinner() -> int:
    """Place the reminders that are due by today, each once for ever; returns how many were new.

    After days of downtime one term gives one reminder, the latest that was due, and nothing older than a week.
    """
    vandaag, mensen = clock.vandaag(), _Mensen()
    lopend = Termijn.objects.filter(status=TermijnStatus.LOOPT).exclude(soort__in=onbewaakte_codes())
    return sum(
        _herinner_aan(termijn, vandaag, mensen)
        for termijn in lopend.select_related(
            "dossier__overheid", "dossier__behandelaar", "stap", "vorige"
        ).iterator()
    )


def _punt(termijn: Termijn, vandaag: dt.date) -> tuple[str, dt.date] | None:
    """The latest reminder day that is due: those of the kind (ladder.md 1.9), and after the end every week."""
    einde = termijn.effectief_einde
    if einde <= termijn.start:
        return None
    vooraf = termijn.regels.herinneringen
    punten = herinneringspunten(termijn.start, einde, HERINNERING_VOORAF if vooraf is None else vooraf)
    weken = (vandaag - einde).days // WEEK.days
    if weken > 0:
        punten.append((f"week {weken}", einde + weken * WEEK))
    geweest = [punt for punt in punten if punt[1] <= vandaag]
    if not geweest or vandaag - dt.timedelta(days=INHAALDAGEN) >= geweest[-1][1]:
        return None
    return None if _hoort_bij_eerdere_versie(termijn, geweest[-1][1]) else geweest[-1]


def _hoort_bij_eerdere_versie(termijn: Termijn, dag: dt.date) -> bool:
    """A day before the end that had passed when this version came: the version before it reminded then."""
    vorige = termijn.vorige
    if vorige is None or vorige.gestopt_op is None or dag > termijn.effectief_einde:
        return False
    return dag <= vorige.gestopt_op


def _ontvangers(termijn: Termijn, punt: tuple[str, dt.date], mensen: _Mensen) -> list[User]:
    """The behandelaar and the role that owns the kind; on the heavy rungs and after the end the coördinator too."""
    naam, dag = punt
    trede = termijn.stap.trede
    ontvangers = {termijn.dossier.behandelaar, *mensen.met_rol(termijn.regels.eigenaar or "")}
    if dag > termijn.effectief_einde or _met_rechtsgevolg(termijn) or hoogte(trede) >= hoogte(Stand.T4):
        ontvangers.update(mensen.met_rol(rollen.COORDINATOR))
    if naam == MELD_SECRETARIAAT and trede in (Stand.T4, Stand.T5):
        ontvangers.update(mensen.met_rol(rollen.GS_SECRETARIAAT))
    return sorted(ontvangers, key=lambda user: user.pk)


@transaction.atomic
def _herinner_aan(termijn: Termijn, vandaag: dt.date, mensen: _Mensen) -> int:
    punt = _punt(termijn, vandaag)
    if punt is None:
        return 0
    # By the first version and the end: a recalculation that leaves the end alone reminds nobody again.
    sleutel = f"termijn:{termijn.wortel_pk}:{punt[0]}:{termijn.effectief_einde.isoformat()}"
    geplaatst = 0
    for ontvanger in _ontvangers(termijn, punt, mensen):
        geplaatst += meld(
            termijn.dossier,
            sleutel=f"{sleutel}:{ontvanger.pk}",
            ontvanger=ontvanger,
            onderwerp=_onderwerp(termijn, vandaag),
            tekst=(
                f"Dossier {termijn.dossier.nummer} van {termijn.dossier.overheid.naam}: "
                f"{termijn.dossier.titel}.\n{termijn.get_soort_display()}: uiterlijk "
                f"{datum_voluit(termijn.effectief_einde)}."
            ),
        )
    return geplaatst


def _met_rechtsgevolg(termijn: Termijn) -> bool:
    """Whether the law decides by itself, or a power is lost, when the term ends."""
    return termijn.regels.gevolg in (Gevolg.VAN_RECHTSWEGE, Gevolg.BEVOEGDHEID_VERVALT)


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
        if not kan_verder(voorstel)
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


def controle_beslistermijnen() -> tuple[bool, str]:
    """Health check: where silence decides, the clock has done its work and somebody can still decide and send."""
    open_ = Termijn.objects.filter(
        status=TermijnStatus.LOOPT, soort__in=rechtswege_codes(), dossier__gesloten_op__isnull=True
    )
    blijven_staan = list(
        open_.filter(effectief_einde__lt=clock.vandaag() - dt.timedelta(days=1))
        .exclude(dossier__overname__status=OvernameStatus.TE_BEVESTIGEN)  # `controle_overnames` names those
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


def controle_inzet() -> tuple[bool, str]:
    """Health check: every open inzet and every open follow-up has an owner who can log in."""
    open_afspraak = InzetAfspraak.objects.filter(
        inzet=OuterRef("pk"), gedaan_op__isnull=True, eigenaar__is_active=False
    ).exclude(inzet__status=InzetStatus.AFGEZEGD)
    verweesd = Inzet.objects.filter(
        Q(status__in=OPEN_INZET, eigenaar__is_active=False) | Q(Exists(open_afspraak))
    )
    nummers = list(verweesd.order_by("nummer").values_list("nummer", flat=True)[:20])
    if nummers:
        return False, f"Een eigenaar heeft geen open account: {', '.join(nummers)}. Geef de inzet een ander."
    return True, "Elke open inzet en elke open afspraak heeft een eigenaar met een open account."


def controle_verzendingen() -> tuple[bool, str]:
    """Health check: a letter that came back, or lacks its proof, has an owner who can log in and is not left lying.

    The owner is the behandelaar; after `ALARM_WACHT` days it is named here whoever it is.
    """
    buiten = in_alarm(clock.vandaag()).filter(brief__dossier__kamer="")
    lang = Q(verzonden_op__lt=clock.vandaag() - ALARM_WACHT)
    wees = Q(brief__dossier__behandelaar__is_active=False)
    nummers = list(
        buiten.filter(lang | wees)
        .order_by("brief__dossier__nummer")
        .values_list("brief__dossier__nummer", flat=True)
        .distinct()[:20]
    )
    if nummers:
        return False, (
            f"Een brief kwam terug of mist het bewijs van verzending: {', '.join(nummers)}. "
            "Open het verzendregister van het dossier, of wijs het dossier toe."
        )
    return True, "Geen brief bleef onbezorgd of zonder bewijs liggen."


ALARM_WACHT = dt.timedelta(days=14)
"""How long an alarm of the send register may lie with its owner before the health check names it."""

OVERNAME_WACHT = dt.timedelta(days=14)
"""How long a takeover may wait for a second person before somebody is told."""


def controle_overnames() -> tuple[bool, str]:
    """Health check: no takeover waits longer than two weeks for a second person (design 4.5).

    Nor one day longer once the law has decided: the clock takes no step on what nobody has confirmed.
    """
    rechtsdag = Termijn.objects.filter(
        status=TermijnStatus.LOOPT,
        soort__in=rechtswege_codes(),
        effectief_einde__lt=clock.vandaag(),
        dossier__gesloten_op__isnull=True,
        dossier__overname__status=OvernameStatus.TE_BEVESTIGEN,
    )
    beslist = list(
        rechtsdag.order_by("dossier__pk").values_list("dossier__nummer", flat=True).distinct()[:20]
    )
    if beslist:
        return False, (
            f"De wet heeft al beslist, de overname is niet bevestigd: {', '.join(beslist)}. "
            "Na de bevestiging zet de klok de stap met de dag van de wet."
        )
    grens = clock.vandaag() - OVERNAME_WACHT
    wachtend = Overname.objects.filter(status=OvernameStatus.TE_BEVESTIGEN, overgenomen_op__lt=grens)
    nummers = list(wachtend.order_by("pk").values_list("dossier__nummer", flat=True)[:20])
    if nummers:
        return False, f"Deze overnames wachten te lang op bevestiging: {', '.join(nummers)}."
    return True, "Geen overname wacht langer dan twee weken op bevestiging."
