"""Split municipalities of which the housing balance waits for a person to divide it."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import ExtractMonth, ExtractYear

from signalen.models import Beginstand, Saldodeel, Taakstelling
from toezicht.core import clock, rollen
from toezicht.core.models import User
from toezicht.organisaties.models import Opvolging

if TYPE_CHECKING:
    from django.db.models import QuerySet


def te_verdelen_rijen(user: User) -> "QuerySet[Opvolging]":
    """Per municipality that went into several, one row while its balance was not divided; longest ago first.

    Only of ours, from its day on, and with an established task in the half-year before. A division that waits for
    a second person is theirs; with an established beginstand of every successor there is nothing left to divide.
    """
    if not user.has_perms((rollen.LAAD_HUISVESTING, rollen.BEKIJK_DOSSIERS)):
        return Opvolging.objects.none()
    samen = Opvolging.objects.filter(voorganger=OuterRef("voorganger"), datum=OuterRef("datum"))
    dag = Opvolging.objects.annotate(jaar=ExtractYear("datum"), maand=ExtractMonth("datum")).filter(
        datum__lte=clock.vandaag(), voorganger__provincie__code=settings.PROVINCIE_CODE
    )
    eerste = dag.filter(
        Exists(samen.filter(pk__gt=OuterRef("pk"))), ~Exists(samen.filter(pk__lt=OuterRef("pk")))
    )
    wacht = eerste.filter(
        _ervoor(Taakstelling.objects.filter(levering__vastgesteld=True), "voorganger"),
        ~_erin(Saldodeel.objects.niet_geweigerd().filter(voorganger=OuterRef("voorganger"))),
        Exists(_zonder_beginstand()),
    )
    return wacht.select_related("voorganger").order_by("datum", "pk")


def _zonder_beginstand() -> "QuerySet[Opvolging]":
    """Successors of the same municipality on that day without an established beginstand."""
    rijen = Opvolging.objects.annotate(jaar=ExtractYear("datum"), maand=ExtractMonth("datum"))
    zelfde = rijen.filter(voorganger=OuterRef("voorganger"), datum=OuterRef("datum"))
    return zelfde.filter(
        ~_erin(Beginstand.objects.filter(levering__vastgesteld=True, overheid=OuterRef("opvolger")))
    )


def _erin(rijen: Any) -> Q:
    """Whether there is such a row for the half-year in which the day falls."""
    dit_jaar = rijen.filter(jaar=OuterRef("jaar"))
    return Q(Exists(dit_jaar.filter(helft=1)), maand__lte=6) | Q(
        Exists(dit_jaar.filter(helft=2)), maand__gt=6
    )


def _ervoor(rijen: Any, veld: str) -> Q:
    """Whether the organisation in `veld` has such a row for the half-year before."""
    eigen = rijen.filter(overheid=OuterRef(veld))
    eerste = eigen.filter(jaar=OuterRef("jaar") - 1, helft=2)
    return Q(Exists(eerste), maand__lte=6) | Q(
        Exists(eigen.filter(jaar=OuterRef("jaar"), helft=1)), maand__gt=6
    )
