"""Meetings of GS: planning them, who was present, no quorum and the second meeting (Pw 53-59; ladder.md 5.2)."""

import datetime as dt
from collections.abc import Iterable

from django.db import IntegrityError, transaction

from interventieladder.guards.zaak import dag
from interventieladder.models import Aanwezigheid, Agendapunt, GSLid, GSVergadering, Voorstel
from interventieladder.models.vergadering import Puntuitkomst, VergaderSoort, VergaderStatus, in_functie
from interventieladder.services.agendapunten import sluit, zet_op
from interventieladder.services.slot import NietGevonden, eis_datum_tot_vandaag, eis_tekst, neem_voorstel
from toezicht.core import clock, logboek, rollen
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User

EEN_JAAR = dt.timedelta(days=366)
GEEN_QUORUM = "Er waren te weinig leden om te beslissen (Provinciewet 56)."


def eis_secretariaat(door: User) -> None:
    """Only the secretariaat keeps the agenda and registers what GS decided."""
    if not door.has_perm(rollen.REGISTREER_GS):
        raise GeenRecht(
            "Alleen het GS-secretariaat beheert de agenda en registreert besluiten van Gedeputeerde Staten."
        )


def neem_vergadering(vergadering_id: int) -> GSVergadering:
    """The meeting with its row locked until commit; the lock comes after dossier and proposal."""
    gevonden = GSVergadering.objects.select_for_update().filter(pk=vergadering_id).first()
    if gevonden is None:
        raise NietGevonden("Deze vergadering bestaat niet.")
    return gevonden


def noem(vergadering: GSVergadering) -> str:
    """The meeting in a sentence: *de gewone vergadering van 10 november 2026*."""
    naam = {
        VergaderSoort.GEWOON: "de vergadering",
        VergaderSoort.TWEEDE: "de tweede vergadering",
        VergaderSoort.SCHRIFTELIJK: "de schriftelijke procedure",
    }[VergaderSoort(vergadering.soort)]
    return f"{naam} van {dag(vergadering.datum)}"


@transaction.atomic
def plan_vergadering(*, datum: dt.date, soort: str, door: User) -> GSVergadering:
    """A meeting on a day, of a kind; a second meeting only follows one without quorum (`stel_geen_quorum_vast`).

    Raises `Conflict` when there is one of that kind on that day, `Weigering` more than a year ahead.
    """
    eis_secretariaat(door)
    if soort not in (VergaderSoort.GEWOON, VergaderSoort.SCHRIFTELIJK):
        raise Weigering(
            "Een tweede vergadering volgt op een met te weinig leden. Leg dat bij die vergadering vast.",
            veld="soort",
        )
    if datum > clock.vandaag() + EEN_JAAR:
        raise Weigering("Kies een dag binnen een jaar.", veld="datum")
    return _maak(datum, soort, door)


def _maak(datum: dt.date, soort: str, door: User, na: GSVergadering | None = None) -> GSVergadering:
    vergadering = GSVergadering(
        datum=datum, soort=soort, na=na, geregistreerd_door=door, geregistreerd_op=clock.nu()
    )
    try:
        with transaction.atomic():
            vergadering.save(force_insert=True)
    except IntegrityError as fout:
        wat = vergadering.get_soort_display().lower()
        raise Conflict(f"Er is al een {wat} op {dag(datum)}. Open die.", veld="datum") from fout
    _log(vergadering, "vergadering_gepland", door)
    return vergadering


def verzet(vergadering: GSVergadering, datum: dt.date, door: User) -> None:
    """Another day for the locked meeting, which is still being prepared; the written procedure keeps its day.

    Raises `Conflict` when there is one of that kind on that day or it was held, `Weigering` before the first
    meeting that a second one follows, or more than a year ahead.
    """
    if vergadering.schriftelijk or not vergadering.open_voor_agenda:
        raise Conflict(f"{noem(vergadering).capitalize()} krijgt geen andere dag meer. Ververs de pagina.")
    if datum > clock.vandaag() + EEN_JAAR:
        raise Weigering("Kies een dag binnen een jaar.", veld="datum")
    if vergadering.na is not None and datum < vergadering.na.datum:
        raise Weigering("De tweede vergadering is op of na de dag van de eerste.", veld="datum")
    vergadering.datum = datum
    try:
        with transaction.atomic():
            vergadering.save(update_fields=["datum"])
    except IntegrityError as fout:
        wat = vergadering.get_soort_display().lower()
        raise Conflict(f"Er is al een {wat} op {dag(datum)}. Open die.", veld="datum") from fout
    _log(vergadering, "vergadering_verzet", door)


def neem_of_maak(datum: dt.date, door: User) -> GSVergadering:
    """The ordinary meeting of a day, locked; made when the secretariaat registers without an agenda beforehand."""
    bestaand = GSVergadering.objects.filter(datum=datum, soort=VergaderSoort.GEWOON).exclude(
        status=VergaderStatus.VERVALLEN
    )
    gevonden = bestaand.select_for_update().first()
    if gevonden is not None:
        return gevonden
    try:
        return _maak(datum, VergaderSoort.GEWOON, door)
    except Conflict:
        return bestaand.select_for_update().get()


@transaction.atomic
def leg_aanwezigheid_vast(*, vergadering_id: int, aanwezig_ids: Iterable[int], door: User) -> GSVergadering:
    """Who was present, from the minutes: the meeting was held. May be corrected until a decision rests on it."""
    eis_secretariaat(door)
    vergadering = neem_vergadering(vergadering_id)
    if vergadering.schriftelijk:
        raise Weigering("In een schriftelijke procedure legt u per lid het antwoord vast.")
    houd(vergadering, aanwezig_ids, door)
    return vergadering


def houd(vergadering: GSVergadering, aanwezig_ids: Iterable[int], door: User) -> None:
    """The locked meeting was held with these members; a meeting that was held must name the same people."""
    eis_datum_tot_vandaag(vergadering.datum, veld="datum", wat="vergaderdatum")
    leden = list(in_functie(vergadering.datum))
    aanwezig = set(aanwezig_ids)
    if not aanwezig <= {lid.pk for lid in leden}:
        raise Weigering("Kies als aanwezigen alleen leden die op die dag in functie waren.", veld="aanwezig")
    tweede = vergadering.soort == VergaderSoort.TWEEDE
    if not aanwezig or (not tweede and not is_quorum(aanwezig, leden)):
        raise Weigering(_te_weinig(leden), veld="aanwezig")
    if vergadering.status == VergaderStatus.GEPLAND:
        _schrijf_aanwezigheid(vergadering, aanwezig)
        vergadering.status = VergaderStatus.GEHOUDEN
        vergadering.save(update_fields=["status"])
        _log(vergadering, "vergadering_gehouden", door)
        return
    if vergadering.status != VergaderStatus.GEHOUDEN:
        raise Conflict(f"{noem(vergadering).capitalize()} ging niet door.", veld="datum")
    if set(vergadering.aanwezigheden.values_list("lid_id", flat=True)) == aanwezig:
        return
    if vergadering.besluiten.exists() or vergadering.andere_besluiten.exists():
        raise Conflict(_andere_aanwezigen(vergadering), veld="aanwezig")
    vergadering.aanwezigheden.all().delete()
    _schrijf_aanwezigheid(vergadering, aanwezig)
    _log(vergadering, "vergadering_aanwezigheid_verbeterd", door)


def is_quorum(aanwezig: set[int], leden: list[GSLid]) -> bool:
    """At least half of the members in office (Pw 56 lid 1)."""
    return bool(aanwezig) and len(aanwezig) * 2 >= len(leden)


def eis_quorum_voor(punt: Agendapunt, vergadering: GSVergadering) -> None:
    """In a second meeting only what the first was called for goes without quorum (Pw 56 lid 3)."""
    if vergadering.soort != VergaderSoort.TWEEDE:
        return
    van_de_eerste = punt.vervolg_op_id and Agendapunt.objects.filter(
        pk=punt.vervolg_op_id, vergadering_id=vergadering.na_id
    )
    if van_de_eerste and van_de_eerste.exists():
        return
    eis_quorum(vergadering)


def eis_quorum(vergadering: GSVergadering) -> None:
    """Enough members were present for what was on no agenda of a first meeting (Pw 56 lid 1, 3)."""
    leden = list(in_functie(vergadering.datum))
    if not is_quorum(set(vergadering.aanwezigheden.values_list("lid_id", flat=True)), leden):
        raise Weigering(
            f"{_te_weinig(leden)} Dit punt stond niet op de agenda van de eerste vergadering.",
            veld="aanwezig",
        )


def _te_weinig(leden: list[GSLid]) -> str:
    return f"Minstens de helft van de {len(leden)} leden moet aanwezig zijn geweest (Provinciewet 56)."


def _schrijf_aanwezigheid(vergadering: GSVergadering, aanwezig: Iterable[int]) -> None:
    Aanwezigheid.objects.bulk_create(
        Aanwezigheid(vergadering=vergadering, lid_id=pk) for pk in sorted(aanwezig)
    )


def _andere_aanwezigen(vergadering: GSVergadering) -> str:
    """Who was recorded as present by whoever was first, and what to do about it."""
    namen = ", ".join(vergadering.aanwezigheden.order_by("lid__naam").values_list("lid__naam", flat=True))
    return (
        f"Bij een eerder besluit van {noem(vergadering)} zijn als aanwezigen vastgelegd: "
        f"{namen}. Kies dezelfde leden; klopt die niet, overleg dan met {vergadering.geregistreerd_door.naam}."
    )


@transaction.atomic
def stel_geen_quorum_vast(
    *, vergadering_id: int, aanwezig_ids: Iterable[int], tweede_op: dt.date, door: User
) -> GSVergadering:
    """Too few members came: nothing was decided, and the items go to a second meeting (Pw 56 lid 2).

    Gives the second meeting. Refused when there was a quorum, or when the meeting was held.
    """
    eis_secretariaat(door)
    bekend = _neem_voorstellen_op(vergadering_id, door)
    vergadering = neem_vergadering(vergadering_id)
    if vergadering.soort != VergaderSoort.GEWOON or vergadering.status != VergaderStatus.GEPLAND:
        raise Conflict("Alleen een gewone vergadering die nog niet is gehouden, kan zonder quorum eindigen.")
    eis_datum_tot_vandaag(vergadering.datum, veld="aanwezig", wat="vergaderdatum")
    if tweede_op < vergadering.datum:
        raise Weigering("De tweede vergadering is op of na de dag van de eerste.", veld="tweede_op")
    leden, aanwezig = list(in_functie(vergadering.datum)), set(aanwezig_ids)
    if not aanwezig <= {lid.pk for lid in leden}:
        raise Weigering("Kies als aanwezigen alleen leden die op die dag in functie waren.", veld="aanwezig")
    if is_quorum(aanwezig, leden):
        raise Weigering("Er waren genoeg leden: leg vast wie aanwezig was.", veld="aanwezig")
    _schrijf_aanwezigheid(vergadering, aanwezig)
    vergadering.status = VergaderStatus.GEEN_QUORUM
    vergadering.save(update_fields=["status"])
    _log(vergadering, "vergadering_geen_quorum", door)
    tweede = _maak(tweede_op, VergaderSoort.TWEEDE, door, na=vergadering)
    punten = _open_punten(vergadering)
    if {punt.voorstel_id for punt in punten} != bekend:
        raise Conflict("De agenda is intussen gewijzigd. Ververs de pagina en leg het opnieuw vast.")
    for punt in punten:
        sluit(punt, Puntuitkomst.AANGEHOUDEN, op=vergadering.datum, toelichting=GEEN_QUORUM, door=door)
        zet_op(tweede, punt.voorstel, door=door, nummer=punt.nummer, vervolg_op=punt)
    return tweede


def _neem_voorstellen_op(vergadering_id: int, door: User) -> set[int]:
    """The proposals of the open items, dossiers and proposals locked before the meeting, in one order for all."""
    punten = Agendapunt.objects.filter(vergadering=vergadering_id, uitkomst="")
    bekend = set(punten.values_list("voorstel", flat=True))
    for pk in Voorstel.objects.filter(pk__in=bekend).order_by("dossier", "pk").values_list("pk", flat=True):
        neem_voorstel(pk, door)
    return bekend


def _open_punten(vergadering: GSVergadering) -> list[Agendapunt]:
    punten = vergadering.punten.select_for_update(of=("self",)).filter(uitkomst="")
    return list(punten.select_related("voorstel__dossier__overheid").order_by("volgorde", "pk"))


@transaction.atomic
def laat_vergadering_vervallen(*, vergadering_id: int, reden: str, door: User) -> GSVergadering:
    """A planned meeting will not be held; its open items wait for another agenda."""
    eis_secretariaat(door)
    vergadering = neem_vergadering(vergadering_id)
    reden = eis_tekst(reden, veld="reden", wat="in waarom de vergadering niet doorgaat")
    if vergadering.status != VergaderStatus.GEPLAND:
        raise Conflict(f"{noem(vergadering).capitalize()} is al gehouden of ging al niet door.")
    for punt in _open_punten(vergadering):
        sluit(
            punt,
            Puntuitkomst.AFGEVOERD,
            op=clock.vandaag(),
            toelichting=f"{noem(vergadering).capitalize()} gaat niet door: {reden}",
            door=door,
        )
    vergadering.status, vergadering.reden = VergaderStatus.VERVALLEN, reden
    vergadering.save(update_fields=["status", "reden"])
    _log(vergadering, "vergadering_vervallen", door, reden=reden)
    return vergadering


def _log(vergadering: GSVergadering, handeling: str, door: User, *, reden: str = "") -> None:
    logboek.schrijf(
        onderwerp=logboek.Onderwerp("vergadering", str(vergadering.pk)),
        handeling=handeling,
        door=door,
        reden=reden,
        gebeurd_op=min(vergadering.datum, clock.vandaag()),
        gegevens={
            "datum": vergadering.datum,
            "soort": vergadering.soort,
            "status": vergadering.status,
            "aanwezig": list(
                vergadering.aanwezigheden.order_by("lid__naam").values_list("lid__naam", flat=True)
            ),
        },
    )
