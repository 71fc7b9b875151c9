"""The items of an agenda: putting one on it, closing it with its outcome. Called within an act that has the locks.

Order of locks: dossier, proposal, meeting, item, number of the decision.
"""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import IntegrityError, connection, transaction
from django.db.models import Max

from interventieladder.guards.zaak import dag
from interventieladder.models import (
    Agendapunt,
    Besluit,
    Collegebesluit,
    GSLid,
    GSVergadering,
    Terugtreding,
    Voorstel,
)
from interventieladder.models.vergadering import Puntuitkomst
from interventieladder.services.slot import log, voorstelfeiten
from toezicht.core import clock
from toezicht.core.fouten import Conflict
from toezicht.core.models import User
from toezicht.core.vaste_vragen import Gat, vast

if TYPE_CHECKING:
    from django.db.models import QuerySet


def open_punt(voorstel: Voorstel) -> Agendapunt | None:
    """The open item of the locked proposal, its row locked; None when it stands on no agenda."""
    punt = _open_punt.eerste(voorstel=voorstel)
    if punt is not None:
        punt.voorstel = voorstel
    return punt


@vast
def _open_punt(voorstel: Gat) -> "QuerySet[Agendapunt]":
    """The open item of a proposal with its row locked; a constraint allows one."""
    punten = Agendapunt.objects.select_for_update(of=("self",)).select_related("vergadering")
    return punten.filter(voorstel=voorstel, uitkomst="").order_by("pk")


def zet_op(
    vergadering: GSVergadering,
    voorstel: Voorstel,
    *,
    door: User,
    nummer: str = "",
    vervolg_op: Agendapunt | None = None,
) -> Agendapunt:
    """A new item at the end of the agenda of a locked meeting; `nummer` empty takes the next.

    Raises `Conflict` when the number or the proposal is on an agenda already.
    """
    if nummer.strip():
        eis_nummer_vrij(vergadering, nummer)
    hoogste = vergadering.punten.aggregate(hoogste=Max("volgorde"))["hoogste"] or 0
    punt = Agendapunt(
        vergadering=vergadering,
        voorstel=voorstel,
        volgorde=hoogste + 1,
        nummer=nummer.strip() or _vrij_nummer(vergadering, hoogste + 1),
        zegel=voorstel.zegel,
        vervolg_op=vervolg_op,
        geagendeerd_door=door,
        geagendeerd_op=clock.nu(),
    )
    bewaar(punt, nieuw=True)
    _log(punt, "voorstel_geagendeerd", door)
    return punt


def eis_nummer_vrij(vergadering: GSVergadering, nummer: str) -> None:
    """`Conflict` when another decision of the locked meeting has this item, of a proposal or not."""
    punten = vergadering.punten.exclude(uitkomst=Puntuitkomst.AFGEVOERD)
    if (
        punten.filter(nummer=nummer.strip()).exists()
        or vergadering.andere_besluiten.filter(agendapunt=nummer.strip()).exists()
    ):
        raise Conflict(_bezet(nummer.strip()), veld="agendapunt")


def eis_besluitnummer_vrij(nummer: str) -> None:
    """`Conflict` when another decision has this number, of a proposal or not.

    Whoever registers the same number at the same moment, in whatever meeting, waits here until the first has ended:
    the two kinds of decision lie in two tables, so no constraint of the database holds one number to both.
    """
    _houd_besluitnummer(nummer)
    if _met_besluitnummer(nummer=nummer):
        raise besluitnummer_bezet()


def _houd_besluitnummer(nummer: str) -> None:
    """Keep the number to this transaction; the last lock of an act, after dossier, proposal, meeting and item."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"besluitnummer:{nummer}"])


@vast
def _met_besluitnummer(nummer: Gat) -> "QuerySet[Besluit, str]":
    """Decisions of either kind with this number, which each kind has once."""
    ander = Collegebesluit.objects.filter(nummer=nummer).order_by().values_list("nummer", flat=True)
    eigen = Besluit.objects.filter(nummer=nummer).order_by().values_list("nummer", flat=True)
    return eigen.union(ander, all=True)


def besluitnummer_bezet() -> Conflict:
    """What is said when the number is taken, also when the database is first to see it."""
    return Conflict("Dit besluitnummer bestaat al. Controleer het nummer.", veld="nummer")


def _bezet(nummer: str) -> str:
    return f"Bij agendapunt {nummer} van die dag hoort al een ander voorstel. Kijk het nummer na."


def _vrij_nummer(vergadering: GSVergadering, vanaf: int) -> str:
    bezet = set(vergadering.punten.exclude(uitkomst=Puntuitkomst.AFGEVOERD).values_list("nummer", flat=True))
    return next(str(n) for n in range(vanaf, vanaf + len(bezet) + 1) if str(n) not in bezet)


def bewaar(punt: Agendapunt, *velden: str, nieuw: bool = False) -> None:
    """Save an item; what the database refuses as told in words."""
    try:
        with transaction.atomic():
            punt.save(force_insert=nieuw, update_fields=None if nieuw else velden)
    except IntegrityError as fout:
        if "agendapunt_nummer_eenmaal" in str(fout):
            raise Conflict(_bezet(punt.nummer), veld="agendapunt") from fout
        if "een_open_per_voorstel" in str(fout):
            raise Conflict(
                f"Voorstel {punt.voorstel.nummer} staat al op een agenda. Ververs de pagina."
            ) from fout
        raise


def sluit(
    punt: Agendapunt,
    uitkomst: str,
    *,
    op: dt.date,
    door: User | None,
    toelichting: str = "",
    besluit: Besluit | None = None,
) -> None:
    """The outcome of a locked item, once for ever (`op`: business date; `door` None: the law moved its case)."""
    punt.uitkomst, punt.uitkomst_op = uitkomst, op
    punt.toelichting, punt.besluit = toelichting.strip(), besluit
    punt.afgehandeld_door, punt.afgehandeld_op = door, clock.nu()
    punt.save(
        update_fields=[
            "uitkomst",
            "uitkomst_op",
            "toelichting",
            "besluit",
            "afgehandeld_door",
            "afgehandeld_op",
        ]
    )
    if besluit is None:
        _log(punt, f"agendapunt_{uitkomst}", door, reden=punt.toelichting)


def haal_van_agenda(voorstel: Voorstel, *, reden: str, door: User | None) -> None:
    """Close the open item, if any, of a locked proposal that no longer waits for GS."""
    punt = open_punt(voorstel)
    if punt is not None:
        sluit(punt, Puntuitkomst.AFGEVOERD, op=clock.vandaag(), toelichting=reden, door=door)


def schrijf_terugtredingen(punt: Agendapunt, leden: Sequence[GSLid], door: User) -> None:
    """Who stepped aside at an open item, as the minutes say: what was announced before is brought in line."""
    Terugtreding.objects.filter(punt=punt).exclude(lid__in=leden).delete()
    bekend = set(Terugtreding.objects.filter(punt=punt).values_list("lid_id", flat=True))
    Terugtreding.objects.bulk_create(
        Terugtreding(punt=punt, lid=lid, geregistreerd_door=door, geregistreerd_op=clock.nu())
        for lid in leden
        if lid.pk not in bekend
    )


def waar(punt: Agendapunt) -> str:
    """Where an item stands, in a sentence: *agendapunt 3 van 10 november 2026*."""
    return f"agendapunt {punt.nummer} van {dag(punt.vergadering.datum)}"


def _log(punt: Agendapunt, handeling: str, door: User | None, *, reden: str = "") -> None:
    voorstel, vergadering = punt.voorstel, punt.vergadering
    log(
        voorstel.dossier,
        handeling,
        door=door,
        soort="voorstel",
        onderwerp_id=voorstel.pk,
        naar=voorstel.status,
        reden=reden,
        gegevens={
            **voorstelfeiten(voorstel),
            "agendapunt": punt.nummer,
            "vergadering": vergadering.datum,
            "soort_vergadering": vergadering.soort,
        },
    )
