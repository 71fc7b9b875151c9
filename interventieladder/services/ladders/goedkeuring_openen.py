"""Opening a dossier of approval: what was offered, for which year, and when it was sent."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction

from interventieladder.models import Dossier, Goedkeuring
from interventieladder.models.goedkeuring import (
    OPNIEUW,
    GoedkeuringSoort,
    Plichtgrond,
    begroting_van,
    onderdeel_van,
)
from interventieladder.selectors.goedkeuringsplicht import plichtgrond_van
from interventieladder.services.begrotingsjaren import eis_jaar
from interventieladder.services.dossieropening import open_op_ladder
from interventieladder.services.ladders.aanbieding import (
    eis_dagen,
    eis_overheid,
    orgaan_van,
)
from interventieladder.services.ladders.goedkeuring import begin_beslistermijn
from interventieladder.services.slot import eis_tekst
from interventieladder.services.stapzetting import verplaats
from interventieladder.services.termijnversies import sluit_dossier
from interventieladder.standen.goedkeuring import (
    PLAN,
)
from interventieladder.treden import Orgaan
from toezicht.core import clock
from toezicht.core.fouten import Conflict, Weigering
from toezicht.core.models import User
from toezicht.core.woorden import klein
from toezicht.organisaties.models import Overheid
from toezicht.organisaties.opvolging import zelfde_overheid

MAX_WIJZIGING = 999


@dataclass(frozen=True, slots=True)
class Aanbieding:
    """What the organisation offers. `verzonden_op` starts the thirteen weeks; `bedrag` in euro, of an amendment."""

    overheid_id: int
    soort: str
    jaar: int
    raadsbesluit_op: dt.date
    raadsbesluit: str
    verzonden_op: dt.date
    ontvangen_op: dt.date
    volgnummer: int = 0
    plichtgrond: str = ""
    bedrag: Decimal | None = None
    omschrijving: str = ""


@transaction.atomic
def open_goedkeuring(*, nieuw: Aanbieding, door: User, behandelaar: User | None = None) -> Dossier:
    """Open the approval of a budget or amendment; its term runs at once, or waits for the budget (207 lid 1).

    Raises `Weigering` on bad data or where no approval is needed, `Conflict` when offered before, `GeenRecht`.
    """
    overheid = eis_overheid(nieuw.overheid_id)
    grond = eis_aanbieding(nieuw)
    begroting = _slot_op_begroting(nieuw)
    onderdeel = onderdeel_van(nieuw.soort, nieuw.jaar, nieuw.volgnummer)
    eis_nieuw_stuk(nieuw, onderdeel)
    dossier = open_op_ladder(
        ladder=PLAN.code,
        overheid_id=overheid.pk,
        onderdeel=onderdeel,
        orgaan=orgaan_van(overheid, Orgaan.RAAD),
        titel=f"Goedkeuring {onderdeel}",
        omschrijving=nieuw.omschrijving.strip() or _omschrijving(nieuw, overheid),
        datum_feit=nieuw.verzonden_op,
        door=door,
        behandelaar=behandelaar,
    )
    dossier.goedkeuring = leg_aan(dossier, nieuw, grond)
    if nieuw.soort == GoedkeuringSoort.WIJZIGING and not (begroting and begroting.werkt):
        verplaats(dossier, "wacht_op_begroting", voorstel=None, door=None, datum=clock.vandaag())
    else:
        begin_beslistermijn(dossier.goedkeuring, dossier, nieuw.verzonden_op, door)
    return dossier


def eis_aanbieding(nieuw: Aanbieding) -> str:
    """Everything that can be wrong in what was filled in; gives the ground for approval."""
    eis_jaar(nieuw.jaar)
    if nieuw.soort not in GoedkeuringSoort.values:
        raise Weigering("Kies begroting of wijziging.", veld="soort")
    wijziging = nieuw.soort == GoedkeuringSoort.WIJZIGING
    if wijziging and not 1 <= nieuw.volgnummer <= MAX_WIJZIGING:
        raise Weigering("Geef het nummer van de wijziging: 1 of hoger.", veld="volgnummer")
    if not wijziging and nieuw.volgnummer:
        raise Weigering("Een begroting heeft geen volgnummer. Laat het leeg.", veld="volgnummer")
    eis_tekst(nieuw.raadsbesluit, veld="raadsbesluit", wat="het nummer van het besluit in")
    eis_dagen(
        verzonden_op=nieuw.verzonden_op, ontvangen_op=nieuw.ontvangen_op, besloten_op=nieuw.raadsbesluit_op
    )
    bekend = plichtgrond_van(nieuw.overheid_id, nieuw.jaar, clock.vandaag())
    if bekend == "":
        raise Weigering(
            f"Voor {nieuw.jaar} geldt geen preventief toezicht: goedkeuring is niet nodig.",
            veld="plichtgrond",
        )
    grond = bekend or nieuw.plichtgrond
    if grond not in Plichtgrond.values:
        raise Weigering("Kies waarom goedkeuring nodig is.", veld="plichtgrond")
    return grond


def _slot_op_begroting(nieuw: Aanbieding) -> Goedkeuring | None:
    """The budget of the year, its dossier locked: approving it and offering an amendment do not cross."""
    begroting = begroting_van(nieuw.overheid_id, nieuw.jaar)
    if begroting is None or nieuw.soort != GoedkeuringSoort.WIJZIGING:
        return None
    sluit_dossier(begroting.dossier_id)
    begroting.refresh_from_db()
    return begroting


def eis_nieuw_stuk(nieuw: Aanbieding, onderdeel: str) -> None:
    """What was approved or runs is not offered again; what was refused or withdrawn may be."""
    eerder = (
        Goedkeuring.objects.filter(
            overheid__in=zelfde_overheid(nieuw.overheid_id),
            soort=nieuw.soort,
            jaar=nieuw.jaar,
            volgnummer=nieuw.volgnummer,
        )
        .exclude(uitkomst__in=OPNIEUW)
        .select_related("dossier")
        .first()
    )
    if eerder is not None:
        raise Conflict(
            f"De {onderdeel} is al aangeboden, in dossier {eerder.dossier.nummer} "
            f"({klein(eerder.dossier.get_stand_display())}). Werk daarin verder."
        )


def _omschrijving(nieuw: Aanbieding, overheid: Overheid) -> str:
    return (
        f"{overheid.naam} stelde op {nieuw.raadsbesluit_op:%d-%m-%Y} vast (besluit {nieuw.raadsbesluit}) "
        f"en verzond op {nieuw.verzonden_op:%d-%m-%Y} ter goedkeuring."
    )


def leg_aan(dossier: Dossier, nieuw: Aanbieding, grond: str) -> Goedkeuring:
    """The row of what is offered, beside its dossier. Raises `Conflict` when somebody was first."""
    zaak = Goedkeuring(
        dossier=dossier,
        overheid_id=nieuw.overheid_id,
        soort=nieuw.soort,
        jaar=nieuw.jaar,
        volgnummer=nieuw.volgnummer,
        plichtgrond=grond,
        raadsbesluit_op=nieuw.raadsbesluit_op,
        raadsbesluit=nieuw.raadsbesluit.strip(),
        bedrag=nieuw.bedrag,
        verzonden_op=nieuw.verzonden_op,
        aangeboden_op=nieuw.ontvangen_op,
    )
    try:
        with transaction.atomic():
            zaak.save(force_insert=True)
    except IntegrityError as fout:
        if "goedkeuring_eenmaal_per_stuk" not in str(fout):
            raise
        raise Conflict(f"De {zaak} is intussen al aangeboden. Ververs de lijst.") from fout
    return zaak
