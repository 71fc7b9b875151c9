"""Versions of what has no counter of its own, and writing only on the version that was read.

For a caller that hands back what it read (the HTTP API: `If-Match`). `eis_…` takes the lock of the row and so must
run in the transaction of the act that follows; the act then finds its rows locked already.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from interventieladder.models import Afspraak, Brief, Inzet, InzetAfspraak, Voorstel
from interventieladder.models.stukken import BriefStatus
from interventieladder.services.slot import NietGevonden, neem_dossier, neem_voorstel
from interventieladder.services.voorstellen import stempel
from interventieladder.services.zegel import bereken_zegel, eis_gelezen
from toezicht.core.fouten import Verouderd
from toezicht.core.models import User
from toezicht.core.vaste_vragen import Gat, vast

if TYPE_CHECKING:
    from django.db.models import QuerySet

LENGTE = 32  # characters of a hash that are plenty to tell versions apart
_GEWIJZIGD = "is intussen gewijzigd. Haal het opnieuw op, kijk wat anders is en doe het dan opnieuw."


def versie_van_voorstel(voorstel: Voorstel) -> str:
    """A hash over text, evidence, letters, state, checks done and seal of a proposal; two queries."""
    inhoud = {
        "stempel": stempel(voorstel),
        "status": voorstel.status,
        "getoetst": voorstel.getoetst,
        "zegel": voorstel.zegel,
        "retour": voorstel.retour_reden,
        "brieven": [list(rij) for rij in _brieven(voorstel=voorstel)],
    }
    return bereken_zegel(inhoud)[:LENGTE]


@vast
def _brieven(voorstel: Gat) -> "QuerySet[Brief, tuple[Any, ...]]":
    """What of the letters of a proposal can change."""
    alle = Brief.objects.filter(voorstel=voorstel).exclude(status=BriefStatus.VERVALLEN).order_by("pk")
    return alle.values_list("pk", "onderwerp", "velden", "geadresseerden", "sha256")


def eis_voorstel(voorstel_id: int, door: User, verwacht: Collection[str], *, zegel: str = "") -> None:
    """Lock a proposal; `Verouderd` when it is no longer one of the versions `verwacht` or has not this `zegel`."""
    _, voorstel = neem_voorstel(voorstel_id, door)
    eis_versie(voorstel, verwacht, zegel=zegel)


def eis_versie(voorstel: Voorstel, verwacht: Collection[str], *, zegel: str = "") -> None:
    """As `eis_voorstel`, of a proposal whose row is locked already."""
    if versie_van_voorstel(voorstel) not in verwacht:
        raise Verouderd(f"Voorstel {voorstel.nummer} {_GEWIJZIGD}")
    if zegel:
        eis_gelezen(voorstel, zegel)


def versie_van_afspraak(afspraak: Afspraak) -> str:
    """A hash over what of an agreement can change."""
    op = afspraak.status_op.isoformat() if afspraak.status_op else ""
    return bereken_zegel(
        {"id": afspraak.pk, "status": afspraak.status, "op": op, "tekst": afspraak.status_toelichting}
    )[:LENGTE]


def eis_afspraak(dossier_id: int, afspraak_id: int, door: User, verwacht: Collection[str]) -> None:
    """Lock the dossier of an agreement, which is where all its writers meet; `Verouderd` as in `eis_voorstel`."""
    neem_dossier(dossier_id, door)
    afspraak = Afspraak.objects.filter(dossier=dossier_id, pk=afspraak_id).first()
    if afspraak is None:
        raise NietGevonden("Deze afspraak bestaat niet, of u mag haar niet zien.")
    if versie_van_afspraak(afspraak) not in verwacht:
        raise Verouderd(f"Deze afspraak {_GEWIJZIGD}")


def versie_van_inzetafspraak(afspraak: InzetAfspraak) -> str:
    """A hash over what of a follow-up can change."""
    op = afspraak.gedaan_op.isoformat() if afspraak.gedaan_op else ""
    return bereken_zegel(
        {"id": afspraak.pk, "eigenaar": afspraak.eigenaar_id, "op": op, "resultaat": afspraak.resultaat}
    )[:LENGTE]


def eis_inzetafspraak(inzet_id: int, afspraak_id: int, door: User, verwacht: Collection[str]) -> None:
    """Lock the inzet of a follow-up; `Verouderd` as in `eis_voorstel`."""
    inzet = Inzet.objects.zichtbaar_voor(door).select_for_update(of=("self",)).filter(pk=inzet_id).first()
    afspraak = InzetAfspraak.objects.filter(inzet=inzet, pk=afspraak_id).first() if inzet else None
    if afspraak is None:
        raise NietGevonden("Deze afspraak bestaat niet, of u mag haar niet zien.")
    if versie_van_inzetafspraak(afspraak) not in verwacht:
        raise Verouderd(f"Deze afspraak {_GEWIJZIGD}")
