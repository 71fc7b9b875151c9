"""Lists by cursor for the HTTP API: proposals, terms, agreements, roles. Only what the account may see."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interventieladder.models import Afspraak, Rolkeuze, Termijn, Voorstel
from interventieladder.models.dossier import kamer_open_voor
from interventieladder.models.feiten import AfspraakStatus
from interventieladder.models.termijn import LEVEND, TermijnStatus
from interventieladder.models.voorstel import VoorstelStatus
from interventieladder.selectors.dossiers import zichtbare_voorstellen
from interventieladder.selectors.werkbronnen import wachtende_voorstellen
from interventieladder.standen import PLANNEN
from interventieladder.termijnsoorten import alle_soorten
from toezicht.core.bladeren import Blad, blader
from toezicht.core.models import User
from toezicht.core.vaste_vragen import Gat, vast

if TYPE_CHECKING:
    from django.db.models import QuerySet

STANDEN = tuple(dict.fromkeys(stand for plan in PLANNEN.values() for stand in plan.standen.values))
VOORSTELSTATUSSEN, AFSPRAAKSTATUSSEN = tuple(VoorstelStatus.values), tuple(AfspraakStatus.values)
TERMIJNSTATUSSEN, TERMIJNSOORTEN = tuple(TermijnStatus.values), tuple(s.code for s in alle_soorten())
"""What can be filtered on."""

_ZAAK = ("dossier__overheid",)


@dataclass(frozen=True, slots=True)
class Plek:
    """Where in a list: after cursor `na` or before `voor`, and how many rows."""

    na: str = ""
    voor: str = ""
    aantal: int = 25


@dataclass(frozen=True, slots=True)
class Voorstelfilter:
    """Which proposals; empty does not filter. `wacht_op_mij`: what this account can check, decide or register."""

    status: str = ""
    dossier: str = ""
    overheid: str = ""
    wacht_op_mij: bool = False


def voorstellen(user: User, filter_: Voorstelfilter, plek: Plek) -> Blad[Voorstel]:
    """Proposals, newest first; one query."""
    rijen = zichtbare_voorstellen(user).select_related(
        "opgesteld_door", "dossier__overheid", "dossier__tweede_lezer"
    )
    if filter_.wacht_op_mij:
        rijen = rijen.filter(pk__in=wachtende_voorstellen(user).order_by().values("pk"))
    gelijk = {
        "status": filter_.status,
        "dossier__nummer": filter_.dossier,
        "dossier__overheid__code": filter_.overheid,
    }
    rijen = rijen.filter(**{veld: waarde for veld, waarde in gelijk.items() if waarde})
    rijen = rijen.defer("zegel_inhoud", "dossier__omschrijving")
    return blader(rijen, na=plek.na, voor=plek.voor, aantal=plek.aantal, aflopend=True)


@dataclass(frozen=True, slots=True)
class Termijnfilter:
    """Which terms; empty does not filter. `tot`: those that end on that day at the latest."""

    status: str = ""
    soort: str = ""
    dossier: str = ""
    overheid: str = ""
    tot: dt.date | None = None


def termijnen(user: User, filter_: Termijnfilter, plek: Plek) -> Blad[Termijn]:
    """Terms of visible dossiers, the first to end first; one query."""
    rijen = Termijn.objects.filter(kamer_open_voor(user, "dossier__")).select_related(*_ZAAK, "overgenomen")
    gelijk = {
        "status": filter_.status,
        "soort": filter_.soort,
        "dossier__nummer": filter_.dossier,
        "dossier__overheid__code": filter_.overheid,
        "effectief_einde__lte": filter_.tot,
    }
    rijen = rijen.filter(**{veld: waarde for veld, waarde in gelijk.items() if waarde})
    return blader(
        rijen.defer("dossier__omschrijving"),
        veld="effectief_einde",
        lees=dt.date.fromisoformat,
        na=plek.na,
        voor=plek.voor,
        aantal=plek.aantal,
    )


def lopende_termijnen(dossier_id: int) -> list[Termijn]:
    """Terms of one dossier that still wait for something, the first to end first."""
    return _lopende_termijnen(dossier=dossier_id)


@vast
def _lopende_termijnen(dossier: Gat) -> "QuerySet[Termijn]":
    """Terms that run or are suspended, the first to end first."""
    lopend = Termijn.objects.filter(dossier=dossier, status__in=LEVEND).select_related("overgenomen")
    return lopend.order_by("effectief_einde", "pk")


def _afspraken(user: User) -> "QuerySet[Afspraak]":
    return Afspraak.objects.filter(kamer_open_voor(user, "dossier__")).select_related(*_ZAAK)


def afspraken(user: User, plek: Plek, *, status: str = "", dossier: str = "") -> Blad[Afspraak]:
    """Agreements of visible dossiers, the first to be ready first; one query."""
    gelijk = {"status": status, "dossier__nummer": dossier}
    rijen = _afspraken(user).filter(**{veld: waarde for veld, waarde in gelijk.items() if waarde})
    return blader(
        rijen.defer("dossier__omschrijving"),
        veld="gereed_op",
        lees=dt.date.fromisoformat,
        na=plek.na,
        voor=plek.voor,
        aantal=plek.aantal,
    )


def afspraak(user: User, dossier_id: int, afspraak_id: int) -> Afspraak | None:
    """One agreement of a dossier, if this account may know of it."""
    return _afspraken(user).filter(dossier=dossier_id, pk=afspraak_id).first()


def rolkeuzes(user: User, plek: Plek, *, overheid: str = "", geldig: bool = False) -> Blad[Rolkeuze]:
    """Roles that were chosen, newest first; `geldig`: only those that were not ended. One query."""
    rijen = Rolkeuze.objects.filter(kamer_open_voor(user, "dossier__")).select_related(
        "dossier__overheid", "besluit"
    )
    if overheid:
        rijen = rijen.filter(dossier__overheid__code=overheid)
    if geldig:
        rijen = rijen.filter(beeindigd_op__isnull=True)
    rijen = rijen.defer("dossier__omschrijving")
    return blader(rijen, na=plek.na, voor=plek.voor, aantal=plek.aantal, aflopend=True)
