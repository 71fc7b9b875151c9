"""Excuses of a housing backlog that wait for a decision, and the one rule of who has the mandate for a row."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import DecimalField, Exists, OuterRef, Q, Value

from interventieladder.models import Verschoonbaarheid
from interventieladder.models.huisvesting import VERSCHOON
from interventieladder.selectors.werkrij import BESLISSEN, Werk
from interventieladder.standen import GENERIEK
from interventieladder.treden import MANDAAT, Niveau
from toezicht.core import clock, rollen
from toezicht.core.domeinen import DOMEINEN, HUISVESTING
from toezicht.core.models import User
from toezicht.mandaten.selectors import Vraag, dekkend, in_de_plaats

if TYPE_CHECKING:
    from django.db.models import QuerySet


def op_mandaat(user: User, vraag: Vraag, opsteller: str) -> Q:
    """Rows this account has a mandate for today, itself or for another; never in the place of who drafted it.

    `vraag` holds references to the rows, `opsteller` names their field. The same rule as `bevoegdheid`.
    """
    vandaag = clock.vandaag()
    eigen = dekkend(vraag, vandaag).filter(Q(gebruiker=user) | Q(functie__in=sorted(user.rolcodes)))
    if not user.heeft_rol(rollen.GEDEPUTEERDE):
        eigen = eigen.exclude(niveau=Niveau.GS_OF_GEMACHTIGDE)  # only a member of GS is authorised (Pw 166)
    plaats = in_de_plaats(user, vraag, vandaag).exclude(voor=OuterRef(opsteller))
    return (Q(Exists(eigen.order_by())) | Q(Exists(plaats))) & Q(niveau__in=MANDAAT)


def oordelen(user: User, team: bool) -> "QuerySet[Verschoonbaarheid]":
    """Excuses this account may decide today, or registers for GS; never its own. Longest waiting first."""
    del team  # who may decide it, whoever proposed it
    if not user.has_perm(rollen.BEKIJK_HUISVESTING):
        return Verschoonbaarheid.objects.none()
    waarden: dict[str, Any] = {
        "niveau": OuterRef("niveau"),
        "handeling": OuterRef("handeling"),
        "ladder": OuterRef("ladder"),
        "domein": OuterRef("domein"),
        "overheid": OuterRef("overheid"),
        "overheidssoort": OuterRef("overheid__soort"),
        "bedrag": OuterRef("bedrag"),
    }
    kan = op_mandaat(user, Vraag(**waarden), "voorgesteld_door")
    if user.has_perm(rollen.REGISTREER_GS):
        kan |= Q(niveau=Niveau.GS)
    open_ = Verschoonbaarheid.objects.filter(uitkomst="").exclude(voorgesteld_door=user)
    vast = open_.annotate(
        handeling=Value(VERSCHOON),
        ladder=Value(GENERIEK),
        domein=Value(HUISVESTING),
        bedrag=Value(None, output_field=DecimalField()),
    )
    return vast.filter(kan).select_related("overheid", "voorgesteld_door").order_by("voorgesteld_op", "pk")


def in_woorden(gevonden: Iterable[Verschoonbaarheid], user: User) -> list[Werk]:
    """The rows of the werkvoorraad."""
    del user
    return [
        Werk(
            groep=BESLISSEN,
            overheid=o.overheid.naam,
            onderwerp="verschoonbaarheid van de achterstand",
            waarom=(
                f"{o.voorgesteld_door.naam} noemt de achterstand verschoonbaar: "
                f"{o.get_grond_display().lower()}. Anders volgt {o.get_trede_display()}."
            ),
            daad="Registreer besluit" if o.niveau == Niveau.GS else "Beslis",
            pagina="huisvesting_overheid",
            sleutel=o.overheid.code,
            domein=DOMEINEN[HUISVESTING],
            trede="",
            plek=None,
            sinds=o.voorgesteld_op,
            anker="gronden",
        )
        for o in gevonden
    ]
