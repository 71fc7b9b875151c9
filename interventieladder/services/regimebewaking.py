"""Alarms long before 1 January, the rappel after the day of the law, the health check (finance.md 1.5, 6 S9)."""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from interventieladder.beleid.agenda import laatste_vergadering
from interventieladder.financieel.kalender import DAG, WATERSCHAP, regimebeleid
from interventieladder.models import Begrotingsjaar, Dossier, Termijn
from interventieladder.models.overname import OvernameStatus
from interventieladder.selectors.beleid import geldend
from interventieladder.services.laddertermijnen import begin_termijn
from interventieladder.standen.begrotingsregime import MET_REGIME, PLAN, VOOR_REGIME, S
from toezicht.core import clock, rollen
from toezicht.core.berichten import plaats_bericht
from toezicht.core.mensen import met_rol
from toezicht.core.models import User
from toezicht.core.termijnen import Lengte
from toezicht.core.termijnen.rekenen import datum_voluit
from toezicht.core.woorden import klein, nog_in_dagen

INHAALDAGEN = 7
"""A warning that could not go out on its day is still sent this many days later, not after."""
DICHTBIJ = dt.timedelta(days=14)
"""From so long before the last meeting of GS the leaders and the secretariaat are warned too."""
GEZONDHEID_VOORUIT = dt.timedelta(days=60)
MAX_REGELS = 40
ONBEVESTIGD = Q(dossier__overname__status=OvernameStatus.TE_BEVESTIGEN)
"""Taken over and not confirmed: the clock waits, and the health check of takeovers names them."""
LEIDING = (rollen.COORDINATOR, rollen.TEAMLEIDER, rollen.GS_SECRETARIAAT)


def bewaak() -> int:
    """Start the rappels and place the warnings that are due; again is harmless. Returns how many were new."""
    return rappelleer() + waarschuw()


# -- the rappel --------------------------------------------------------------------------------------


def rappelleer() -> int:
    """A task for every budget that was not sent when its last day has passed, once per year; how many were new."""
    vandaag = clock.vandaag()
    gerappelleerd = Termijn.objects.filter(dossier=OuterRef("dossier"), soort="rappel_begroting")
    wachtend = Begrotingsjaar.objects.filter(
        ~Exists(gerappelleerd),
        dossier__stand=S.WACHT,
        begroting_voor__lte=vandaag,
        begin__gt=vandaag,
    )
    return sum(
        _rappel(jaar.dossier_id) for jaar in wachtend.order_by("pk") if jaar.begroting_uiterlijk < vandaag
    )


@transaction.atomic
def _rappel(dossier_id: int) -> int:
    """Under the lock, so that two turns at once make one task."""
    dossier = (
        Dossier.objects.select_for_update(of=("self",))
        .select_related("overheid", "begrotingsjaar")
        .get(pk=dossier_id)
    )
    klaar = dossier.stand != S.WACHT or dossier.feiten.feit("inzending") is not None
    if klaar or dossier.termijnen.filter(soort="rappel_begroting").exists():
        return 0
    begin_termijn(
        dossier,
        "rappel_begroting",
        start=dossier.begrotingsjaar.begroting_uiterlijk,
        lengte=Lengte.dagen(1),
        gebeurtenis="Begroting niet ontvangen, uiterste dag",
        door=None,
    )
    return 1


# -- warnings before 1 January -----------------------------------------------------------------------


def vergadering_voor(jaar: int) -> dt.date:
    """The last meeting of GS before budget year `jaar`, under the policy in force."""
    return laatste_vergadering(geldend(clock.vandaag(), PLAN.domein), jaar - 1)


def waarschuwingsdagen(jaar: int, vergadering: dt.date) -> list[dt.date]:
    """The days on which we warn about a budget year: those of policy, before the last meeting, before 1 January."""
    beleid = regimebeleid()
    dagen = {dt.date(jaar - 1, *dag) for dag in beleid.herinner_op}
    for einde in (vergadering, dt.date(jaar, 1, 1)):
        dagen |= {einde - n * DAG for n in beleid.herinner_dagen_vooraf}
    return sorted(dagen)


def waarschuw() -> int:
    """One message per person and day of warning, with all budget years that are still open; how many were new."""
    vandaag = clock.vandaag()
    jaar = vandaag.year + 1
    vergadering = vergadering_voor(jaar)
    dagen = waarschuwingsdagen(jaar, vergadering)
    punt = max((d for d in dagen if vandaag - INHAALDAGEN * DAG < d <= vandaag), default=None)
    if punt is None:
        return 0
    wachtend = list(
        Begrotingsjaar.objects.filter(jaar=jaar, dossier__stand__in=VOOR_REGIME)
        .exclude(soort_overheid=WATERSCHAP)
        .select_related("dossier__behandelaar", "dossier__overheid")
        .order_by("dossier__behandelaar_id", "dossier__overheid__naam")
    )
    if not wachtend:
        return 0
    rijen_van: dict[User, list[Begrotingsjaar]] = {}
    for rij in wachtend:
        rijen_van.setdefault(rij.dossier.behandelaar, []).append(rij)
    rijen_van |= dict.fromkeys(_leiding(vandaag, vergadering), wachtend)
    return sum(_bericht(jaar, punt, vergadering, wie, rijen) for wie, rijen in rijen_van.items())


def _leiding(vandaag: dt.date, vergadering: dt.date) -> "QuerySet[User]":
    """The coördinator; from two weeks before the last meeting the teamleider and the secretariaat too (S9)."""
    dichtbij = vandaag >= vergadering - DICHTBIJ
    rollen_nu = LEIDING if dichtbij else (rollen.COORDINATOR,)
    return met_rol(*rollen_nu)


def _bericht(
    jaar: int, punt: dt.date, vergadering: dt.date, ontvanger: User, rijen: list[Begrotingsjaar]
) -> int:
    vandaag = clock.vandaag()
    nog = (dt.date(jaar - 1, 12, 31) - vandaag).days
    lijst = "\n".join(
        f"- {r.dossier.overheid.naam}: {klein(r.dossier.get_stand_display())} ({r.dossier.nummer})"
        for r in rijen[:MAX_REGELS]
    )
    meer = f"\n… en nog {len(rijen) - MAX_REGELS}" if len(rijen) > MAX_REGELS else ""
    gs = (
        f"De laatste vergadering van GS is op {datum_voluit(vergadering)}."
        if vandaag <= vergadering
        else "De laatste vergadering van GS van dit jaar is geweest."
    )
    geplaatst = plaats_bericht(
        sleutel=f"begrotingsjaar:{jaar}:{punt.isoformat()}:{ontvanger.pk}",
        ontvanger=ontvanger,
        onderwerp=f"Begroting {jaar}: laatste dag 31 december, {nog_in_dagen(nog)}, {len(rijen)} zonder besluit",
        tekst=(
            f"Van rechtswege repressief op 1 januari {jaar}, tenzij vóór die dag een brief is verzonden.\n{gs}\n\n"
            f"{lijst}{meer}"
        ),
    )
    return int(geplaatst is not None)


# -- health ------------------------------------------------------------------------------------------


def controle_begrotingsjaren() -> tuple[bool, str]:
    """Health check: somebody can act on every year that is near its end, and the clock left nothing behind."""
    vandaag = clock.vandaag()
    blijven_staan = _nummers(
        Begrotingsjaar.objects.filter(
            begin__lt=vandaag, dossier__stand__in=VOOR_REGIME, dossier__geopend_op__lt=F("begin")
        )
        .exclude(soort_overheid=WATERSCHAP)
        .exclude(ONBEVESTIGD)
        | Begrotingsjaar.objects.filter(einde__lt=vandaag, dossier__stand__in=MET_REGIME).exclude(ONBEVESTIGD)
    )
    if blijven_staan:
        return False, f"De stap van rechtswege is niet gezet: {blijven_staan}. Draait de werkrij?"
    wees = _nummers(
        Begrotingsjaar.objects.filter(
            begin__gt=vandaag,
            begin__lte=vandaag + GEZONDHEID_VOORUIT,
            dossier__stand__in=VOOR_REGIME,
            dossier__behandelaar__is_active=False,
        ).exclude(soort_overheid=WATERSCHAP)
    )
    if wees:
        return False, f"Niemand kan vóór 1 januari iets doen aan {wees}. Wijs de dossiers toe."
    return True, "Elk begrotingsjaar heeft een behandelaar; de klok is bij."


def _nummers(jaren: "QuerySet[Begrotingsjaar]") -> str:
    return ", ".join(jaren.order_by("dossier__nummer").values_list("dossier__nummer", flat=True)[:20])
