"""Split municipalities of which the housing balance waits for a person to divide it."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Case, Exists, OuterRef, Q, When
from django.db.models.functions import ExtractYear

from signalen.cijfers.huisvesting.perioden import EERSTE_HELFT
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
    dag = _met_halfjaar().filter(
        datum__lte=clock.vandaag(), voorganger__provincie__code=settings.PROVINCIE_CODE
    )
    eerste = dag.filter(
        Exists(samen.filter(pk__gt=OuterRef("pk"))), ~Exists(samen.filter(pk__lt=OuterRef("pk")))
    )
    wacht = eerste.filter(
        Exists(
            Taakstelling.objects.filter(
                levering__vastgesteld=True,
                overheid=OuterRef("voorganger"),
                jaar=OuterRef("vorig_jaar"),
                helft=OuterRef("vorige_helft"),
            )
        ),
        ~Exists(
            Saldodeel.objects.niet_geweigerd().filter(_dat_halfjaar(), voorganger=OuterRef("voorganger"))
        ),
        Exists(_zonder_beginstand()),
    )
    return wacht.select_related("voorganger").order_by("datum", "pk")


def _zonder_beginstand() -> "QuerySet[Opvolging]":
    """Successors of the same municipality on that day without an established beginstand."""
    zelfde = _met_halfjaar().filter(voorganger=OuterRef("voorganger"), datum=OuterRef("datum"))
    eigen = Beginstand.objects.filter(
        _dat_halfjaar(), levering__vastgesteld=True, overheid=OuterRef("opvolger")
    )
    return zelfde.filter(~Exists(eigen))


def _met_halfjaar() -> "QuerySet[Opvolging]":
    """With the half-year of the day and the one before, as `periode_op` and `Periode.vorige` have them."""
    jaar, eerste = ExtractYear("datum"), Q(datum__month__lte=EERSTE_HELFT)
    return Opvolging.objects.annotate(
        jaar=jaar,
        helft=Case(When(eerste, then=1), default=2),
        vorig_jaar=Case(When(eerste, then=jaar - 1), default=jaar),
        vorige_helft=Case(When(eerste, then=2), default=1),
    )


def _dat_halfjaar() -> Q:
    return Q(jaar=OuterRef("jaar"), helft=OuterRef("helft"))
