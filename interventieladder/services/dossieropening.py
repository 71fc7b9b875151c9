"""Opening a dossier, on the general ladder and on the ladders beside it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from interventieladder.beleid import Beleid, Taak
from interventieladder.ladders.generiek import GeneriekDossier
from interventieladder.models import Dossier, Ladderstap, Nummerreeks
from interventieladder.models.dossier import EEN_OPEN, klasse_van
from interventieladder.selectors import beleid as beleidskader
from interventieladder.services.slot import (
    dossierfeiten,
    eis_datum_tot_vandaag,
    eis_tekst,
    log,
)
from interventieladder.standen import GENERIEK, PLANNEN
from interventieladder.treden import (
    KAMER_CDK,
    Gebrek,
    Gevorderd,
    Orgaan,
    Stand,
    organen_van,
)
from signalen.services.signalen import koppel_signaal
from toezicht.core import clock, rollen
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.core.transitions import run_transition
from toezicht.organisaties.models import Overheid
from toezicht.organisaties.selectors import onder_toezicht


@dataclass(frozen=True, slots=True)
class NieuwDossier:
    """What is known when a dossier opens. `gevorderd` and `gebrek` may follow later, before T4."""

    overheid_id: int
    taak: str
    titel: str
    omschrijving: str
    datum_feit: dt.date
    orgaan: str = ""
    gevorderd: str = ""
    gebrek: str = ""
    signaal_ids: Sequence[int] = ()
    kamer: str = ""


@transaction.atomic
def open_dossier(*, nieuw: NieuwDossier, door: User) -> Dossier:
    """Open a dossier, couple its signals and put it on T1 (row 1).

    Raises `GeenRecht`, `Weigering` on bad data, `Conflict` when one is open on the same duty (I1).
    """
    if not door.has_perm(rollen.BEHANDEL_DOSSIER):
        raise GeenRecht("U mag geen dossier openen. Meld het als signaal.")
    _eis_kamer(nieuw, door)
    vandaag = clock.vandaag()
    dossier = _nieuw_dossier(nieuw, door, vandaag)
    regels = run_transition(dossier, "onderzoek_signaal", door=door, datum=vandaag)
    dossier.trede, dossier.trede_sinds = Stand.T1, vandaag
    insert_unique(dossier)
    Ladderstap.objects.create(
        dossier=dossier, trede=Stand.T1, volgnummer=1, van=vandaag, overgang="onderzoek_signaal"
    )
    log(
        dossier,
        "dossier_geopend",
        door=door,
        van=regels.van,
        naar=Stand.T1,
        reden=dossier.omschrijving,
        gegevens=dossierfeiten(dossier),
    )
    for signaal_id in nieuw.signaal_ids:
        koppel_signaal(
            signaal_id=signaal_id, dossier_id=dossier.pk, dossier_kenmerk=dossier.nummer, door=door
        )
    return dossier


def _eis_kamer(nieuw: NieuwDossier, door: User) -> None:
    """The room of the cdK is opened by its cabinet, for a duty of the burgemeester, without signals of GS.

    A signal that is coupled would tell its readers that the dossier exists.
    """
    if not nieuw.kamer:
        return
    if nieuw.kamer != KAMER_CDK or not door.has_perm(rollen.BEKIJK_CDK):
        raise GeenRecht("U mag geen dossier openen in een besloten kamer.")
    if nieuw.orgaan != Orgaan.BURGEMEESTER:
        raise Weigering("De commissaris treedt alleen op bij een taak van de burgemeester.", veld="orgaan")
    if nieuw.signaal_ids:
        raise Weigering("Een dossier in de besloten kamer heeft geen gekoppelde signalen.", veld="signaal")


def dossiernummer(kamer: str, jaar: int) -> str:
    """The next number; the room of the cdK has a series of its own, so that no gap tells of it."""
    if kamer == KAMER_CDK:
        return f"CDK-{jaar}-{Nummerreeks.volgende(f'dossier-cdk-{jaar}'):04d}"
    return f"{jaar}-{Nummerreeks.volgende(f'dossier-{jaar}'):04d}"


def _nieuw_dossier(nieuw: NieuwDossier, door: User, vandaag: dt.date) -> Dossier:
    """The dossier with everything checked that can be wrong in what was filled in; not saved yet."""
    titel = eis_tekst(nieuw.titel, veld="titel", wat="een titel in")
    omschrijving = eis_tekst(nieuw.omschrijving, veld="omschrijving", wat="de feiten in")
    eis_datum_tot_vandaag(nieuw.datum_feit, veld="datum_feit", wat="datum van het feit")
    taak, beleid = _taak(nieuw.taak, vandaag)
    overheid = _overheid(nieuw.overheid_id)
    _eis_grondslag(nieuw, overheid)
    return GeneriekDossier(
        nummer=dossiernummer(nieuw.kamer, vandaag.year),
        kamer=nieuw.kamer,
        titel=titel,
        overheid=overheid,
        domein=taak.domein,
        taak=taak.code,
        orgaan=nieuw.orgaan or taak.orgaan,
        gevorderd=nieuw.gevorderd,
        gebrek=nieuw.gebrek,
        omschrijving=omschrijving,
        datum_feit=nieuw.datum_feit,
        geopend_op=vandaag,
        beleid_versie=beleid.versie,
        behandelaar=door,
        voorganger=_voorganger(nieuw.overheid_id, taak.code, nieuw.kamer),
    )


def _taak(code: str, op: dt.date) -> tuple[Taak, Beleid]:
    """The duty with the version in force for its domain; refuses an unknown one."""
    for taak, beleid in beleidskader.geldende_taken(op):
        if taak.code == code:
            return taak, beleid
    kader = beleidskader.geldend(op)
    raise Weigering(
        f"De taak “{code}” staat niet in het {kader.naam}. Kies een taak uit de lijst.", veld="taak"
    )


MAX_TITEL = 200


MAX_ONDERDEEL = 60


def _eis_grondslag(nieuw: NieuwDossier, overheid: Overheid) -> None:
    """What is filled of the ground must exist and fit together (Gw 124 lid 1)."""
    if len(nieuw.titel.strip()) > MAX_TITEL:
        raise Weigering(f"Houd de titel op hoogstens {MAX_TITEL} tekens.", veld="titel")
    if nieuw.orgaan and nieuw.orgaan not in organen_van(overheid.soort):
        raise Weigering("Kies een orgaan van deze organisatie.", veld="orgaan")
    if nieuw.gevorderd and nieuw.gevorderd not in Gevorderd.values:
        raise Weigering("Kies een beslissing, een handeling of een resultaat.", veld="gevorderd")
    if nieuw.gebrek and nieuw.gebrek not in Gebrek.values:
        raise Weigering("Kies waarin de organisatie tekortschiet.", veld="gebrek")
    if nieuw.gebrek == "niet_tijdig" and nieuw.gevorderd != "resultaat":
        raise Weigering("“Niet tijdig” kan alleen bij een resultaat (Gemeentewet 124 lid 1).", veld="gebrek")


def _overheid(overheid_id: int) -> Overheid:
    """The organisation, if we supervise it; its successor gets the dossier once it ended (Wet arhi 44)."""
    gevonden = onder_toezicht().select_related("provincie").filter(pk=overheid_id).first()
    if gevonden is None:
        raise Weigering("Kies een overheid uit de lijst.", veld="overheid")
    if gevonden.geldig_tot is not None and gevonden.geldig_tot <= clock.vandaag():
        raise Weigering(
            f"{gevonden.naam} bestaat niet meer sinds {gevonden.geldig_tot:%d-%m-%Y}. "
            "Open het dossier bij de opvolger.",
            veld="overheid",
        )
    return gevonden


def _voorganger(overheid_id: int, taak: str, kamer: str) -> Dossier | None:
    return (
        Dossier.objects.generiek()
        .filter(overheid_id=overheid_id, taak=taak, kamer=kamer, gesloten_op__isnull=False)
        .order_by("-gesloten_op", "-id")
        .first()
    )


def insert_unique(dossier: Dossier) -> None:
    """Insert; the database holds one open dossier per organisation, domain, duty and room (I1).

    Rooms do not see each other: a conflict with a hidden dossier would tell that it exists.
    """
    try:
        with transaction.atomic():
            dossier.save(force_insert=True)
    except IntegrityError as fout:
        if EEN_OPEN not in str(fout):
            raise
        bestaand = Dossier.objects.open().zelfde_zaak(dossier).filter(kamer=dossier.kamer).first()
        kenmerk = bestaand.nummer if bestaand else "een ander dossier"
        raise Conflict(
            f"Over deze taak van {dossier.overheid.naam} loopt al dossier {kenmerk}. Koppel uw signaal daaraan."
        ) from fout


@transaction.atomic
def open_op_ladder(
    *,
    ladder: str,
    overheid_id: int,
    titel: str,
    omschrijving: str,
    datum_feit: dt.date,
    door: User,
    onderdeel: str = "",
    orgaan: str = "",
    domein: str = "",
    behandelaar: User | None = None,
) -> Dossier:
    """Open a dossier on a ladder beside the general one, at its first state; `orgaan` where the ladder asks it.

    `domein` where the case can lie in any; else that of the ladder. Raises `GeenRecht`, `Weigering` on bad data,
    `Conflict` when one is open on the same part of that organisation.
    """
    if not door.has_perm(rollen.BEHANDEL_DOSSIER):
        raise GeenRecht("U mag geen dossier openen. Meld het als signaal.")
    plan = PLANNEN.get(ladder)
    if plan is None or ladder == GENERIEK:
        raise Weigering("Kies een ladder uit de lijst.", veld="ladder")
    eis_datum_tot_vandaag(datum_feit, veld="datum_feit", wat="datum van het feit")
    onderdeel = eis_tekst(onderdeel, veld="onderdeel", wat=f"in: {plan.onderdeel}") if plan.onderdeel else ""
    titel = eis_tekst(titel, veld="titel", wat="een titel in")
    if len(titel) > MAX_TITEL or len(onderdeel) > MAX_ONDERDEEL:
        raise Weigering(f"Houd de titel op hoogstens {MAX_TITEL} tekens.", veld="titel")
    overheid = _overheid(overheid_id)
    if orgaan and orgaan not in organen_van(overheid.soort):
        raise Weigering("Kies een orgaan van deze organisatie.", veld="orgaan")
    vandaag = clock.vandaag()
    dossier = klasse_van(ladder)(
        ladder=ladder,
        onderdeel=onderdeel,
        nummer=f"{vandaag.year}-{Nummerreeks.volgende(f'dossier-{vandaag.year}'):04d}",
        titel=titel,
        overheid=overheid,
        domein=domein or plan.domein,
        taak=plan.taak,
        orgaan=orgaan,
        omschrijving=eis_tekst(omschrijving, veld="omschrijving", wat="de feiten in"),
        datum_feit=datum_feit,
        geopend_op=vandaag,
        beleid_versie=beleidskader.geldend(vandaag, domein or plan.domein).versie,
        behandelaar=behandelaar or door,
        stand=plan.begin,
        trede=plan.begin,
        trede_sinds=vandaag,
    )
    insert_unique(dossier)
    Ladderstap.objects.create(
        dossier=dossier, trede=plan.begin, volgnummer=1, van=vandaag, overgang="geopend"
    )
    log(
        dossier,
        "dossier_geopend",
        door=door,
        naar=plan.begin,
        reden=dossier.omschrijving,
        gegevens=dossierfeiten(dossier),
    )
    return dossier
