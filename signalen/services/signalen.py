"""Registering, weighing, merging and ending signals (ladder.md 4.2)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from signalen import catalogus
from signalen.keuzes import Betrouwbaarheid, Bron, Ernst, Status, Vertrouwelijkheid
from signalen.models import Bewijsstuk, Signaal, Signaalreeks
from signalen.services.bestanden import bewaar
from signalen.services.herwegingen import laat_vervallen
from signalen.services.slot import eis_tekst, feiten, log, meld_zwaar, neem_slot, nummer_voor_anderen
from toezicht.core import clock, domeinen, rollen
from toezicht.core.bestanden import toets_bestanden
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User
from toezicht.core.transitions import run_transition
from toezicht.organisaties.keuzes import een_onder_toezicht
from toezicht.organisaties.models import Overheid

if TYPE_CHECKING:
    from django.core.files.base import File

PER_VEEG = 5000

_NIVEAUS = list(Vertrouwelijkheid.values)


@transaction.atomic
def registreer_signaal(
    *,
    overheid_id: int,
    soort: str,
    domein: str,
    ernst: str,
    titel: str,
    toelichting: str,
    bron: str,
    datum_feit: dt.date,
    kennisname_op: dt.date,
    betrouwbaarheid: str,
    vertrouwelijkheid: str = Vertrouwelijkheid.INTERN,
    sleutel: str = "",
    door: User | None,
    gegevens: Mapping[str, Any] | None = None,
    bestanden: Sequence["File[bytes]"] = (),
) -> Signaal:
    """Register a signal as `nieuw`, with its evidence; a heavy one warns the coördinatoren.

    `soort` is a code of `signalen.catalogus`; `sleutel` names an automatic signal for ever: the same key
    again gives the signal that is there. `door` None is the system. Raises `GeenRecht` (403), `Weigering`
    with the field it is about (422), `BestandGeweigerd` (422).
    """
    if door is not None and not door.has_perm(rollen.REGISTREER_SIGNAAL):
        raise GeenRecht("U mag geen signalen registreren. Vraag een toezichthouder om het te doen.")
    if sleutel and (bestaand := _eerder(sleutel)):
        return bestaand
    titel = eis_tekst(titel, "titel", "Geef het signaal een titel.")
    _toets_keuzes(soort=soort, domein=domein, ernst=ernst, bron=bron, betrouwbaarheid=betrouwbaarheid)
    _toets_niveau(soort=soort, bron=bron, vertrouwelijkheid=vertrouwelijkheid)
    _toets_data(datum_feit=datum_feit, kennisname_op=kennisname_op)
    _toets_pers(bron=bron, betrouwbaarheid=betrouwbaarheid)
    overheid = _overheid_op(overheid_id, datum_feit)
    getoetst = toets_bestanden(bestanden)
    signaal = Signaal(
        nummer=_volgend_nummer(vertrouwelijkheid),
        soort=soort,
        overheid=overheid,
        overheid_naam=overheid.naam,
        domein=domein,
        as_letter=catalogus.SOORTEN[soort].as_letter,
        ernst=ernst,
        bron=bron,
        titel=titel[:200],
        toelichting=toelichting.strip(),
        datum_feit=datum_feit,
        kennisname_op=kennisname_op,
        betrouwbaarheid=betrouwbaarheid,
        vertrouwelijkheid=vertrouwelijkheid,
        geldig_tot=catalogus.geldig_tot(soort, ernst, datum_feit),
        gegevens=dict(gegevens or {}),
        sleutel=sleutel,
        gemeld_door=door,
        gemeld_op=clock.nu(),
    )
    signaal.save(force_insert=True)
    bewaar(signaal, getoetst, door)
    log(
        signaal,
        "signaal_geregistreerd",
        door=door,
        naar=signaal.status,
        gegevens=feiten(signaal),
        gebeurd_op=datum_feit,
    )
    meld_zwaar(signaal, aanleiding="geregistreerd")
    return signaal


def _eerder(sleutel: str) -> Signaal | None:
    """The signal with this key; whoever registers the same key at the same moment waits here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"signaal:{sleutel}"])
    return Signaal.objects.select_related("overheid").filter(sleutel=sleutel).first()


def _toets_keuzes(*, soort: str, domein: str, ernst: str, bron: str, betrouwbaarheid: str) -> None:
    """Each choice exists, and the weight is one this kind may start with."""
    for veld, waarde, keuzes in (
        ("soort", soort, catalogus.SOORTEN),
        ("domein", domein, domeinen.DOMEINEN),
        ("ernst", ernst, Ernst.values),
        ("bron", bron, Bron.values),
        ("betrouwbaarheid", betrouwbaarheid, Betrouwbaarheid.values),
    ):
        if waarde not in keuzes:
            raise Weigering(f"Kies een bestaande waarde voor {veld}; “{waarde}” ken ik niet.", veld=veld)
    gewoon = catalogus.SOORTEN[soort]
    if ernst not in gewoon.ernsten:
        raise Weigering(
            f"Een signaal van soort {soort} is {gewoon.ernst}. Registreer het zo en stel daarna een herweging"
            " voor; een collega beslist daarover.",
            veld="ernst",
        )


def _toets_niveau(*, soort: str, bron: str, vertrouwelijkheid: str) -> None:
    """Secret enough for the kind and the source: what is the cdK's never leaves that file (4.4)."""
    if vertrouwelijkheid not in _NIVEAUS:
        raise Weigering("Kies een bestaand niveau van vertrouwelijkheid.", veld="vertrouwelijkheid")
    minstens = catalogus.SOORTEN[soort].minstens
    if bron == Bron.CDK_AMBTSBEZOEK:
        minstens = Vertrouwelijkheid.CDK
    if _NIVEAUS.index(vertrouwelijkheid) < _NIVEAUS.index(minstens):
        raise Weigering(
            "Dit hoort in de besloten ruimte van de commissaris van de Koning. Kies dat niveau; u ziet het"
            " signaal daarna zelf niet meer.",
            veld="vertrouwelijkheid",
        )


def _toets_data(*, datum_feit: dt.date, kennisname_op: dt.date) -> None:
    """Fact, then knowledge of it, then today."""
    vandaag = clock.vandaag()
    if datum_feit > vandaag:
        raise Weigering("Het feit ligt in de toekomst. Vul de dag in waarop het gebeurde.", veld="datum_feit")
    if kennisname_op > vandaag:
        raise Weigering(
            "De kennisname ligt in de toekomst. Vul een dag tot en met vandaag in.", veld="kennisname_op"
        )
    if kennisname_op < datum_feit:
        raise Weigering(
            "De kennisname ligt vóór het feit. Controleer beide datums: het feit komt eerst.",
            veld="kennisname_op",
        )


def _toets_pers(*, bron: str, betrouwbaarheid: str) -> None:
    """A newspaper alone confirms nothing."""
    if bron == Bron.PERS and betrouwbaarheid < catalogus.PERS_HOOGSTENS:
        raise Weigering(
            "Een bericht in de pers is hoogstens aannemelijk (B). Kies B, of noem de bron die het bevestigt.",
            veld="betrouwbaarheid",
        )


def _overheid_op(overheid_id: int, datum_feit: dt.date) -> Overheid:
    """The organisation, if we supervise it and it existed on the day of the fact."""
    overheid = een_onder_toezicht(overheid_id)
    if overheid is None:
        raise Weigering("Kies een overheid uit de lijst.", veld="overheid")
    if not overheid.bestaat_op(datum_feit):
        raise Weigering(
            f"{overheid.naam} bestond niet op {datum_feit:%d-%m-%Y}. Kies de overheid die toen bestond.",
            veld="overheid",
        )
    return overheid


def _volgend_nummer(vertrouwelijkheid: str) -> str:
    """The next number of the year; the series row is locked until commit, so that no number is lost.

    The room of the cdK has its own series: a hole in the ordinary one would tell that something is there.
    """
    letter = "CDK" if vertrouwelijkheid == Vertrouwelijkheid.CDK else "S"
    reeks = f"{letter}-{clock.vandaag().year}"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {Signaalreeks._meta.db_table} AS r (reeks, laatste) VALUES (%s, 1) "  # noqa: S608 - a constant
            "ON CONFLICT (reeks) DO UPDATE SET laatste = r.laatste + 1 RETURNING laatste",
            [reeks],
        )
        row = cursor.fetchone()
    assert row is not None  # noqa: S101 - RETURNING of an upsert always gives a row
    return f"{reeks}-{row[0]:04d}"


@transaction.atomic
def neem_in_behandeling(*, signaal_id: int, door: User) -> Signaal:
    """`nieuw` → `te_wegen`: `door` is going to check it."""
    signaal = neem_slot(signaal_id, door)
    van = signaal.status
    run_transition(signaal, "neem_in_behandeling", door=door, datum=clock.vandaag())
    signaal.behandelaar = door
    signaal.save(update_fields=["status", "behandelaar"])
    log(
        signaal,
        "signaal_in_behandeling",
        door=door,
        van=van,
        naar=signaal.status,
        gegevens={"status": signaal.status},
    )
    return signaal


@transaction.atomic
def weeg(
    *, signaal_id: int, uitkomst: str, reden: str, door: User | None, betrouwbaarheid: str = ""
) -> Signaal:
    """Weigh a checked signal: `actief` (it counts) or `ongegrond` (it drops from every count).

    Also withdraws an active signal as `ongegrond`. `betrouwbaarheid` is what the check showed; empty leaves
    it. `door` None when a dossier that closes as unfounded does it. Raises `OvergangNietMogelijk` (409) when
    somebody else weighed it first.
    """
    stap = {Status.ACTIEF.value: "maak_actief", Status.ONGEGROND.value: "verklaar_ongegrond"}.get(uitkomst)
    if stap is None:
        raise Weigering("Kies als uitkomst actief of ongegrond.", veld="uitkomst")
    signaal = neem_slot(signaal_id, door)
    van, vandaag = signaal.status, clock.vandaag()
    run_transition(signaal, stap, door=door, datum=vandaag)
    reden = eis_tekst(reden, "reden", "Geef een reden: wat hebt u nagegaan en wat bleek?")
    if betrouwbaarheid:
        if betrouwbaarheid not in Betrouwbaarheid.values:
            raise Weigering("Kies een bestaande betrouwbaarheid: A, B of C.", veld="betrouwbaarheid")
        _toets_pers(bron=signaal.bron, betrouwbaarheid=betrouwbaarheid)
        signaal.betrouwbaarheid = betrouwbaarheid
    signaal.gewogen_door, signaal.gewogen_op, signaal.weging_reden = door, vandaag, reden
    if not signaal.loopt:
        signaal.afgerond_op = vandaag
        laat_vervallen(signaal)
    signaal.save(
        update_fields=[
            "status",
            "betrouwbaarheid",
            "gewogen_door",
            "gewogen_op",
            "weging_reden",
            "afgerond_op",
        ]
    )
    log(
        signaal,
        "signaal_gewogen",
        door=door,
        van=van,
        naar=signaal.status,
        reden=reden,
        gegevens={"status": signaal.status, "betrouwbaarheid": signaal.betrouwbaarheid},
    )
    return signaal


@transaction.atomic
def voeg_samen(*, signaal_id: int, doel_id: int, reden: str, door: User) -> Signaal:
    """Merge a signal into another about the same fact: the fact counts once, under the other number."""
    if signaal_id == doel_id:
        raise Weigering("Kies een ander signaal om mee samen te voegen.", veld="doel")
    sloten = {pk: neem_slot(pk, door) for pk in sorted((signaal_id, doel_id))}
    signaal, doel = sloten[signaal_id], sloten[doel_id]
    van, vandaag = signaal.status, clock.vandaag()
    if doel.overheid.code != signaal.overheid.code:
        raise Weigering("Kies een signaal over dezelfde overheid.", veld="doel")
    if not doel.loopt:
        raise Conflict(f"Signaal {doel.nummer} loopt niet meer. Kies een lopend signaal.", veld="doel")
    if signaal.dossier_id is not None and signaal.dossier_id != doel.dossier_id:
        raise Weigering(
            f"Dit signaal hoort bij een dossier en {doel.nummer} niet. Voeg ze andersom samen.", veld="doel"
        )
    run_transition(signaal, "voeg_samen", door=door, datum=vandaag)
    reden = eis_tekst(reden, "reden", "Geef een reden: waaruit blijkt dat dit hetzelfde feit is?")
    signaal.samengevoegd_in, signaal.afgerond_op = doel, vandaag
    laat_vervallen(signaal)
    signaal.save(update_fields=["status", "samengevoegd_in", "afgerond_op"])
    log(
        signaal,
        "signaal_samengevoegd",
        door=door,
        van=van,
        naar=signaal.status,
        reden=reden,
        gegevens={"status": signaal.status, "samengevoegd_in": nummer_voor_anderen(doel)},
    )
    log(doel, "signaal_neemt_op", door=door, reden=f"{nummer_voor_anderen(signaal)} is hetzelfde feit")
    return signaal


@transaction.atomic
def koppel_signaal(*, signaal_id: int, dossier_id: int, dossier_kenmerk: str, door: User | None) -> Signaal:
    """Couple a running signal to a dossier; called by the service that opens or fills the dossier.

    Twice the same is harmless; a signal of another dossier is a `Conflict`.
    """
    signaal = neem_slot(signaal_id, door)
    if door is not None and not door.has_perm(rollen.BEHANDEL_DOSSIER):
        raise GeenRecht("U mag geen signalen aan een dossier koppelen. Vraag de behandelaar van het dossier.")
    if signaal.dossier_id == dossier_id:
        return signaal
    if signaal.dossier_id is not None:
        raise Conflict(f"Signaal {signaal.nummer} hoort al bij een ander dossier.")
    if not signaal.loopt:
        raise Conflict(
            f"Signaal {signaal.nummer} is {signaal.get_status_display().lower()} en kan niet meer mee."
        )
    signaal.dossier_id = dossier_id
    signaal.save(update_fields=["dossier"])
    log(signaal, "signaal_gekoppeld", door=door, naar=dossier_kenmerk, gegevens={"dossier": dossier_id})
    return signaal


@transaction.atomic
def handel_af(*, signaal_id: int, reden: str, door: User | None) -> Signaal:
    """`actief` → `afgehandeld`: what it asked for was done. `door` None when a closing dossier does it."""
    signaal = neem_slot(signaal_id, door)
    van, vandaag = signaal.status, clock.vandaag()
    run_transition(signaal, "handel_af", door=door, datum=vandaag)
    reden = eis_tekst(reden, "reden", "Geef een reden: wat is er met het signaal gedaan?")
    signaal.afgerond_op = vandaag
    laat_vervallen(signaal)
    signaal.save(update_fields=["status", "afgerond_op"])
    log(
        signaal,
        "signaal_afgehandeld",
        door=door,
        van=van,
        naar=signaal.status,
        reden=reden,
        gegevens={"status": signaal.status},
    )
    return signaal


@transaction.atomic
def voeg_bewijs_toe(*, signaal_id: int, bestanden: Sequence["File[bytes]"], door: User) -> list[Bewijsstuk]:
    """Add evidence to a running signal. What it already has is not stored twice."""
    if not (door.has_perm(rollen.REGISTREER_SIGNAAL) or door.has_perm(rollen.WEEG_SIGNAAL)):
        raise GeenRecht("U mag geen bewijs toevoegen. Vraag een toezichthouder om het te doen.")
    signaal = neem_slot(signaal_id, door)
    if not signaal.loopt:
        raise Conflict(
            f"Signaal {signaal.nummer} is {signaal.get_status_display().lower()}; het dossier is dicht."
        )
    if not bestanden:
        raise Weigering("Kies eerst een bestand.", veld="bestanden")
    aanwezig = set(signaal.bewijsstukken.values_list("sha256", flat=True))
    nieuw = [stuk for stuk in toets_bestanden(bestanden) if stuk.sha256 not in aanwezig]
    if not nieuw:
        raise Weigering("Dit bestand hoort al bij het signaal.", veld="bestanden")
    bewaard = bewaar(signaal, nieuw, door)
    for stuk in bewaard:
        log(signaal, "bewijsstuk_toegevoegd", door=door, reden=stuk.naam)
    return bewaard


def laat_verlopen() -> int:
    """End every active signal whose time is over; returns how many. Safe to run twice and in parallel."""
    rijp = Signaal.objects.filter(status=Status.ACTIEF, geldig_tot__lte=clock.vandaag()).order_by("pk")
    return sum(_verloop(pk) for pk in list(rijp.values_list("pk", flat=True)[:PER_VEEG]))


@transaction.atomic
def _verloop(signaal_id: int) -> bool:
    vandaag = clock.vandaag()
    signaal = (
        Signaal.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("overheid")
        .filter(pk=signaal_id, status=Status.ACTIEF, geldig_tot__lte=vandaag)
        .first()
    )
    if signaal is None:
        return False
    van = signaal.status
    run_transition(signaal, "verloopt", door=None, datum=vandaag)
    signaal.afgerond_op = vandaag
    laat_vervallen(signaal)
    signaal.save(update_fields=["status", "afgerond_op"])
    log(
        signaal,
        "signaal_verlopen",
        door=None,
        van=van,
        naar=signaal.status,
        gegevens={"status": signaal.status},
        gebeurd_op=signaal.geldig_tot,
    )
    return True
