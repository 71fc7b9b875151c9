"""The questions behind `Feiten`: the lists of one dossier, built once per process (ADR 0017)."""

from typing import TYPE_CHECKING

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from interventieladder.models.besluit import Besluit
from interventieladder.models.bestuurskracht import Herevaluatietaak, Rolkeuze, Situatieschets
from interventieladder.models.feit import Feit
from interventieladder.models.feiten import Afspraak, Beoordeling, Spoedvaststelling
from interventieladder.models.kosten import Kostenregel
from interventieladder.models.ladderstap import Ladderstap
from interventieladder.models.overname import OvergenomenBesluit, OvergenomenBrief, OvergenomenTermijn
from interventieladder.models.stukken import Brief, BriefStatus, Stuk, Verzending
from interventieladder.models.termijn import Termijn
from interventieladder.models.verschuiving import Verschuiving, VerschuivingStatus
from interventieladder.models.voorstel import Paraaf, Voorstel
from interventieladder.models.zienswijze import Zienswijze, ZienswijzePunt
from toezicht.core.vaste_vragen import Gat, vast

if TYPE_CHECKING:
    from django.db.models import QuerySet


@vast
def stappen(dossier: Gat) -> "QuerySet[Ladderstap]":
    """Stays on rungs, oldest first."""
    return Ladderstap.objects.filter(dossier=dossier).order_by("volgnummer")


@vast
def beoordelingen(dossier: Gat) -> "QuerySet[Beoordeling]":
    """Assessments, oldest first, with the titles of the papers each rests on."""
    alle = Beoordeling.objects.filter(dossier=dossier).select_related("opgesteld_door", "geverifieerd_door")
    titels = ArrayAgg("stukken__titel", filter=Q(stukken__isnull=False), default=Value([]))
    return alle.annotate(stuktitels=titels).order_by("datum", "id")


@vast
def overgenomen_besluiten(dossier: Gat) -> "QuerySet[OvergenomenBesluit]":
    """Decisions of the source of a takeover."""
    return OvergenomenBesluit.objects.filter(stap__dossier=dossier)


@vast
def overgenomen_brieven(dossier: Gat) -> "QuerySet[OvergenomenBrief]":
    """Letters of the source of a takeover, oldest first."""
    return OvergenomenBrief.objects.filter(stap__dossier=dossier)


@vast
def overgenomen_termijnen(dossier: Gat) -> "QuerySet[OvergenomenTermijn]":
    """Terms of the source of a takeover."""
    alle = OvergenomenTermijn.objects.filter(termijn__dossier=dossier)
    return alle.select_related("termijn", "gekozen_door")


@vast
def losse_feiten(dossier: Gat) -> "QuerySet[Feit]":
    """Facts of the ladder's own kinds that were not replaced, oldest first."""
    alle = Feit.objects.filter(dossier=dossier, vervangen_door__isnull=True)
    return alle.select_related("vastgelegd_door", "geverifieerd_door", "stuk", "brief").order_by(
        "datum", "id"
    )


@vast
def stukken(dossier: Gat) -> "QuerySet[Stuk]":
    """Papers that were not replaced, oldest first."""
    return Stuk.objects.filter(dossier=dossier, vervangen_door__isnull=True).order_by("datum", "id")


@vast
def zienswijzen(dossier: Gat) -> "QuerySet[Zienswijze]":
    """Views on the voornemen, and that none came, oldest first."""
    alle = Zienswijze.objects.filter(dossier=dossier)
    return alle.select_related("stuk", "vastgelegd_door").order_by("ontvangen_op", "id")


@vast
def zienswijzepunten(dossier: Gat) -> "QuerySet[ZienswijzePunt]":
    """The points of all views, with who answered."""
    alle = ZienswijzePunt.objects.filter(zienswijze__dossier=dossier)
    return alle.select_related("beantwoord_door").order_by("zienswijze", "nummer")


@vast
def termijnen(dossier: Gat) -> "QuerySet[Termijn]":
    """All versions of all terms; `verschuift` when a new end waits for a yes (`Verschuiving`)."""
    wachtend = Verschuiving.objects.filter(termijn=OuterRef("pk"), status=VerschuivingStatus.TE_BEVESTIGEN)
    alle = Termijn.objects.filter(dossier=dossier).annotate(verschuift=Exists(wachtend))
    return alle.order_by("effectief_einde", "id")


@vast
def afspraken(dossier: Gat) -> "QuerySet[Afspraak]":
    """Agreements."""
    return Afspraak.objects.filter(dossier=dossier).order_by("gereed_op", "id")


@vast
def brieven(dossier: Gat) -> "QuerySet[Brief]":
    """Outgoing documents that still count, with the day on which the last addressee was sent to."""
    verzonden = Verzending.objects.filter(brief=OuterRef("pk")).order_by().values("brief")
    laatst = verzonden.annotate(dag=Max(Coalesce("verbeterd_op", "verzonden_op"))).values("dag")
    alle = Brief.objects.filter(dossier=dossier).exclude(status=BriefStatus.VERVALLEN)
    return alle.select_related("voorstel").annotate(laatst_verzonden=Subquery(laatst)).order_by("id")


@vast
def verzendingen(dossier: Gat) -> "QuerySet[Verzending]":
    """Everything that went out."""
    return Verzending.objects.filter(brief__dossier=dossier)


@vast
def parafen(dossier: Gat) -> "QuerySet[Paraaf]":
    """Checks of all proposals."""
    return Paraaf.objects.filter(voorstel__dossier=dossier).select_related("door")


@vast
def spoed(dossier: Gat) -> "QuerySet[Spoedvaststelling]":
    """Establishments of urgency."""
    return Spoedvaststelling.objects.filter(dossier=dossier).select_related("vastgesteld_door")


@vast
def besluiten(dossier: Gat) -> "QuerySet[Besluit]":
    """Decisions, oldest first, with their proposal."""
    alle = Besluit.objects.filter(voorstel__dossier=dossier).select_related("voorstel")
    return alle.order_by("besloten_op", "id")


@vast
def kosten(dossier: Gat) -> "QuerySet[Kostenregel]":
    """Cost lines that were not replaced, oldest first."""
    alle = Kostenregel.objects.filter(dossier=dossier, vervangen_door__isnull=True)
    return alle.select_related("vastgelegd_door", "factuur").order_by("datum", "id")


@vast
def mondeling(dossier: Gat) -> "QuerySet[Voorstel]":
    """The proposal that was decided orally, carried out, and is not in writing yet."""
    wacht = Voorstel.objects.select_related("besluit").filter(
        dossier=dossier,
        besluit__mondeling_op__isnull=False,
        besluit__verbruikt_op__isnull=False,
        besluit__schrift_op__isnull=True,
    )
    return wacht.order_by("pk")[:1]


@vast
def schets(dossier: Gat) -> "QuerySet[Situatieschets]":
    """The newest adopted situatieschets."""
    return Situatieschets.objects.filter(dossier=dossier, vastgesteld_op__isnull=False).order_by("-versie")[
        :1
    ]


@vast
def rolkeuze(dossier: Gat) -> "QuerySet[Rolkeuze]":
    """The role in force."""
    return Rolkeuze.objects.filter(dossier=dossier, beeindigd_op__isnull=True)[:1]


@vast
def open_taken(dossier: Gat) -> "QuerySet[Herevaluatietaak]":
    """What asks a herevaluatie."""
    return Herevaluatietaak.objects.filter(dossier=dossier, afgehandeld_op__isnull=True).order_by("pk")
