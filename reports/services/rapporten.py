"""Ordering and making reports. The row is the queue: a worker claims it, a sweep frees what is stuck."""

import datetime as dt
import logging
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.db.models import F, Max, Q
from django.urls import reverse

from reports import snapshot as snapshots
from reports import tekenen
from reports.models import Rapport, Rapportsoort, Rapportstatus, Schemaronde
from reports.perioden import lees_periode
from reports.services.stand import werk_ronde_bij
from reports.services.vraag import Vraag, lees_vraag
from toezicht.core import berichten, clock, logboek, rollen
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.core.pdf import aantal_paginas
from toezicht.core.queue import enqueue_after_commit
from toezicht.organisaties.models import Overheid

logger = logging.getLogger(__name__)

WACHTTIJDEN = (dt.timedelta(minutes=1), dt.timedelta(minutes=10))
MAX_POGINGEN = len(WACHTTIJDEN) + 1
VASTGELOPEN_NA = dt.timedelta(minutes=5)
TAAK = "reports.maak_rapport"

# -- ordering ----------------------------------------------------------------------------------------


@transaction.atomic
def vraag_rapport(
    *,
    soort: str,
    peildatum: dt.date,
    by: User,
    overheid_code: str = "",
    kennisdatum: dt.date | None = None,
    reden: str = "",
) -> Rapport:
    """Put a report in the queue; a worker makes it and the asker hears when it is done.

    `GeenRecht` without the right; `Weigering` for an impossible question, and when the report is there
    already and no reason for a new version is given.
    """
    _mag_draaien(by)
    vraag = lees_vraag(soort, overheid_code, peildatum, kennisdatum)
    rapport = _nieuwe_rij(vraag, reden=reden.strip(), by=by, status=Rapportstatus.GEPLAND)
    enqueue_after_commit(TAAK, rapport.pk)
    return rapport


@transaction.atomic
def vraag_nieuwe_versie(*, rapport_id: int, reden: str, by: User) -> Rapport:
    """Make a report again: a failed one gets new tries, of a finished one a new version is made with a
    reason, as known now; the old version stays. `Conflict` while it is still being made."""
    _mag_draaien(by)
    oud = Rapport.objects.select_for_update().get(pk=rapport_id)
    if oud.status in {Rapportstatus.GEPLAND, Rapportstatus.BEZIG}:
        raise Conflict("Dit rapport wordt nog gemaakt. Wacht tot het klaar is en ververs de pagina.")
    if oud.status == Rapportstatus.MISLUKT:
        return _opnieuw_proberen(oud, reden=reden.strip(), by=by)
    if not reden.strip():
        raise Weigering(
            "Schrijf waarom u een nieuwe versie wilt. De reden blijft bij het rapport staan.", veld="reden"
        )
    vraag = Vraag(oud.soort, oud.overheid, oud.omvang, clock.nu())
    rapport = _nieuwe_rij(vraag, reden=reden.strip(), by=by, status=Rapportstatus.GEPLAND)
    enqueue_after_commit(TAAK, rapport.pk)
    return rapport


def _opnieuw_proberen(rapport: Rapport, *, reden: str, by: User) -> Rapport:
    rapport.status, rapport.pogingen, rapport.niet_voor = Rapportstatus.GEPLAND, 0, clock.nu()
    rapport.save(update_fields=["status", "pogingen", "niet_voor"])
    _schrijf(rapport, "rapport_opnieuw_geprobeerd", door=by, reden=reden, van=Rapportstatus.MISLUKT)
    werk_ronde_bij(ronde_id=rapport.ronde_id)
    enqueue_after_commit(TAAK, rapport.pk)
    return rapport


def maak_nu(
    *,
    soort: str,
    peildatum: dt.date,
    overheid_code: str = "",
    kennisdatum: dt.date | None = None,
    reden: str = "",
    by: User | None = None,
) -> Rapport:
    """Make a report while the caller waits.

    When the facts are the same as in a version that is there already, and no reason for a new one is given,
    that version is the answer: the same facts are the same report. Raises `Weigering` for an impossible
    question, and whatever went wrong while making it.
    """
    if by is not None:
        _mag_draaien(by)
    vraag = lees_vraag(soort, overheid_code, peildatum, kennisdatum)
    feiten = snapshots.maak_feiten(soort, vraag.blik)
    gelijk = _zelfde_feiten(vraag, snapshots.sha256(feiten))
    if gelijk is not None and not reden.strip():
        return gelijk
    waarom = reden.strip() or "De feiten zijn anders dan in de vorige versie."
    rapport = _nieuwe_rij(vraag, reden=waarom, by=by, status=Rapportstatus.BEZIG)
    _produceer(rapport, feiten)
    return Rapport.objects.select_related("overheid").get(pk=rapport.pk)


def _zelfde_feiten(vraag: Vraag, som: str) -> Rapport | None:
    return (
        Rapport.objects.van(vraag.soort, vraag.overheid_code, vraag.periode.code)
        .select_related("overheid")
        .filter(
            status=Rapportstatus.KLAAR,
            feiten_sha256=som,
            sjabloon_versie=tekenen.sjabloon_versie(vraag.soort),
        )
        .order_by("versie")
        .last()
    )


def _mag_draaien(by: User) -> None:
    if not by.has_perm(rollen.DRAAI_RAPPORT):
        raise GeenRecht("U mag geen rapporten laten maken. Vraag het een toezichthouder of de coördinator.")


@transaction.atomic
def _nieuwe_rij(
    vraag: Vraag, *, reden: str, by: User | None, status: str, ronde: Schemaronde | None = None
) -> Rapport:
    """The next version of this report. Two who ask at once wait for each other here."""
    with connection.cursor() as cursor:
        sleutel = f"rapport:{vraag.soort}:{vraag.overheid_code}:{vraag.periode.code}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [sleutel])
    alle = Rapport.objects.van(vraag.soort, vraag.overheid_code, vraag.periode.code)
    versie = int(alle.aggregate(hoogste=Max("versie"))["hoogste"] or 0) + 1
    if versie > 1 and not reden:
        raise Weigering(
            "Dit rapport is er al. Schrijf waarom u een nieuwe versie wilt; de oude blijft bewaard.",
            veld="reden",
        )
    nu = clock.nu()
    rapport = Rapport.objects.create(
        soort=vraag.soort,
        overheid=vraag.overheid,
        overheid_code=vraag.overheid_code,
        peildatum=vraag.periode.tot,
        kennisdatum=vraag.kennisdatum,
        periode=vraag.periode.code,
        versie=versie,
        reden=reden if versie > 1 else "",
        ronde=ronde,
        gevraagd_door=by,
        gevraagd_op=nu,
        niet_voor=nu,
        status=status,
        gestart_op=nu if status == Rapportstatus.BEZIG else None,
        pogingen=1 if status == Rapportstatus.BEZIG else 0,
    )
    _schrijf(rapport, "rapport_gevraagd", door=by, reden=reden if versie > 1 else "")
    return rapport


@transaction.atomic
def vraag_namens_schema(*, ronde: Schemaronde, overheid: Overheid | None) -> Rapport:
    """Order one report of a round, as known at the moment the round was due: late or in time, the same."""
    vraag = Vraag(ronde.schema.soort, overheid, lees_periode(ronde.periode), ronde.gepland_op)
    reden = f"Gemaakt door het schema “{ronde.schema.naam}”."
    rapport = _nieuwe_rij(vraag, reden=reden, by=None, status=Rapportstatus.GEPLAND, ronde=ronde)
    enqueue_after_commit(TAAK, rapport.pk)
    return rapport


# -- making ------------------------------------------------------------------------------------------


def maak_rapport(*, rapport_id: int) -> bool:
    """Make one report. Safe to call twice: only the caller that claims the row works.

    A row whose maker died may be claimed again after `VASTGELOPEN_NA`. Returns False when there was nothing
    to claim. A failure puts the row back with a wait, or on `mislukt` after the last try, and is raised.
    """
    nu = clock.nu()
    rijp = Q(status=Rapportstatus.GEPLAND, niet_voor__lte=nu)
    verlaten = Q(status=Rapportstatus.BEZIG, gestart_op__lt=nu - VASTGELOPEN_NA, pogingen__lt=MAX_POGINGEN)
    geclaimd = Rapport.objects.filter(rijp | verlaten, pk=rapport_id).update(
        status=Rapportstatus.BEZIG, gestart_op=nu, pogingen=F("pogingen") + 1
    )
    if not geclaimd:
        return False
    return _produceer(Rapport.objects.select_related("overheid", "gevraagd_door").get(pk=rapport_id))


def _produceer(rapport: Rapport, feiten: dict[str, Any] | None = None) -> bool:
    """Snapshot, draw, keep. False when another maker took the row over in the meantime."""
    try:
        if rapport.snapshot is None:
            _bevries(rapport, feiten)
        inhoud = tekenen.teken(rapport.snapshot or {})
        return _leg_vast(rapport, inhoud)
    except Exception as fout:
        _na_fout(rapport, fout)
        raise


def _bevries(rapport: Rapport, feiten: dict[str, Any] | None) -> None:
    """Take the snapshot once; a second try after a failure draws from the same facts."""
    vraag = Vraag(rapport.soort, rapport.overheid, rapport.omvang, rapport.kennisdatum)
    feiten = feiten or snapshots.maak_feiten(rapport.soort, vraag.blik)
    rapport.snapshot = {
        "kop": {
            "kenmerk": f"IBT-{rapport.peildatum.year}-R{rapport.pk:04}",
            "versie": rapport.versie,
            "kennisdatum": clock.lokaal(rapport.kennisdatum).date().isoformat(),
        },
        "feiten": feiten,
    }
    rapport.snapshot_sha256 = snapshots.sha256(rapport.snapshot)
    rapport.feiten_sha256 = snapshots.sha256(feiten)
    _mijn(rapport).update(
        snapshot=rapport.snapshot,
        snapshot_sha256=rapport.snapshot_sha256,
        feiten_sha256=rapport.feiten_sha256,
    )


def _mijn(rapport: Rapport) -> Any:
    """The row, as long as this claim is still the last one."""
    return Rapport.objects.filter(pk=rapport.pk, status=Rapportstatus.BEZIG, pogingen=rapport.pogingen)


@transaction.atomic
def _leg_vast(rapport: Rapport, inhoud: bytes) -> bool:
    """Keep the file and finish the row, together. A file left behind by a maker that died is overwritten."""
    if not _mijn(rapport).select_for_update().exists():
        logger.warning("Report %s was taken over by another maker", rapport.pk)
        return False
    opslag = rapport.bestand.storage
    naam = str(PurePosixPath("rapporten") / str(rapport.peildatum.year) / rapport.bestandsnaam)
    opslag.delete(naam)
    rapport.bestand.name = opslag.save(naam, ContentFile(inhoud))
    rapport.sha256 = tekenen.sha256(inhoud)
    rapport.paginas = aantal_paginas(inhoud)
    rapport.sjabloon_versie = tekenen.sjabloon_versie(rapport.soort)
    rapport.status, rapport.klaar_op, rapport.laatste_fout = Rapportstatus.KLAAR, clock.nu(), ""
    rapport.save(
        update_fields=[
            "bestand",
            "sha256",
            "paginas",
            "sjabloon_versie",
            "status",
            "klaar_op",
            "laatste_fout",
        ]
    )
    _schrijf(rapport, "rapport_gemaakt", van=Rapportstatus.BEZIG)
    _bericht(rapport, "is klaar", "U kunt het lezen en opslaan:")
    werk_ronde_bij(ronde_id=rapport.ronde_id)
    return True


@transaction.atomic
def _na_fout(rapport: Rapport, fout: Exception) -> None:
    """The row is the queue: back for a later sweep, or given up where people see it."""
    if _mijn(rapport).select_for_update().exists():
        zet_terug(rapport, f"{type(fout).__name__}: {fout}"[:2000])


def zet_terug(rapport: Rapport, melding: str) -> None:
    """Give a claimed row back with a wait, or give up after the last try; the caller holds its lock."""
    opgegeven = rapport.pogingen >= MAX_POGINGEN
    rapport.status = Rapportstatus.MISLUKT if opgegeven else Rapportstatus.GEPLAND
    rapport.niet_voor = clock.nu() + (dt.timedelta() if opgegeven else WACHTTIJDEN[rapport.pogingen - 1])
    rapport.laatste_fout = melding
    rapport.save(update_fields=["status", "niet_voor", "laatste_fout"])
    if opgegeven:
        _schrijf(rapport, "rapport_mislukt", van=Rapportstatus.BEZIG, reden=melding[:300])
        _bericht(rapport, "is mislukt", "Bekijk wat er misging en probeer het opnieuw:")
        werk_ronde_bij(ronde_id=rapport.ronde_id)


# -- around it ---------------------------------------------------------------------------------------


@transaction.atomic
def noteer_lezen(*, rapport: Rapport, by: User) -> None:
    """Note that somebody opened the file of a report for the house: it counts signals and names people."""
    if rapport.soort == Rapportsoort.KWARTAALDASHBOARD:
        _schrijf(rapport, "rapport_gelezen", door=by)


def _schrijf(
    rapport: Rapport, handeling: str, *, door: User | None = None, van: str = "", reden: str = ""
) -> None:
    logboek.schrijf(
        onderwerp=logboek.Onderwerp("rapport", str(rapport.pk), rapport.overheid_code),
        handeling=handeling,
        door=door,
        van=van,
        naar=rapport.status,
        reden=reden,
        gegevens={
            "soort": rapport.soort,
            "periode": rapport.periode,
            "overheid": rapport.overheid_code,
            "versie": rapport.versie,
            "sha256": rapport.sha256,
        },
    )


def _adres(rapport: Rapport) -> str:
    return settings.SITE_URL + reverse("rapport", args=[rapport.pk])


def _bericht(rapport: Rapport, wat: str, tekst: str) -> None:
    """Tell who asked for it, when a mail can reach that person; the page shows it to everybody."""
    vrager = rapport.gevraagd_door
    if vrager and vrager.email:
        berichten.plaats_bericht(
            sleutel=f"rapport:{rapport.pk}:{rapport.status}:{rapport.pogingen}",
            onderwerp=f"{rapport.titel} {wat}",
            tekst=f"Het rapport {rapport} {wat}.\n\n{tekst}\n{_adres(rapport)}\n",
            ontvanger=vrager,
        )
