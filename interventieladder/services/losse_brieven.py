"""Letters of the behandelaar without a proposal: they decide nothing; sending one can be a fact of the ladder."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from interventieladder import brieven as opmaak
from interventieladder.brieven.feiten import feiten_van
from interventieladder.models import Brief, Dossier, Verzending
from interventieladder.models.stukken import BriefStatus, Kanaal
from interventieladder.services.brieven import eis_onderwerp, log_brief
from interventieladder.services.losse_feiten import leg_feit_vast, verzet_feit
from interventieladder.services.slot import NietGevonden, neem_dossier, neem_open_dossier
from interventieladder.standen import LosseBrief
from interventieladder.treden import DOCUMENTEN
from toezicht.core import rollen
from toezicht.core.fouten import Conflict, GeenRecht, Weigering
from toezicht.core.models import User

NIET_NAAR_BUITEN = (Kanaal.PROVINCIAAL_BLAD, Kanaal.DOSSIER)
BEWIJS_VOLGT = "volgt; zie het verzendregister"


def soorten_van(dossier: Dossier) -> tuple[str, ...]:
    """The kinds of letters that need no proposal in this dossier as it stands."""
    return tuple(brief.soort for brief in dossier.plan.losse_brieven_in(dossier.stand))


@transaction.atomic
def stel_op(
    *,
    dossier_id: int,
    soort: str,
    onderwerp: str,
    velden: Mapping[str, Any],
    door: User,
    brief_id: int | None = None,
) -> Brief:
    """Make a letter without a proposal, or change one that did not leave yet (`brief_id`). It is ready to be sent.

    Raises `Weigering` for a kind that needs a proposal here or a block that is not right, `Conflict` once it left
    or in a closed dossier, `GeenRecht` for who does not work on dossiers.
    """
    dossier = neem_open_dossier(dossier_id, door)
    if dossier.plan.losse_brief(soort) is None:
        raise Weigering("Deze brief hoort hier bij een voorstel. Kies een brief uit de lijst.", veld="soort")
    eis_past_nog(dossier, soort)
    schoon = opmaak.controleer_velden(soort, velden, dossier=dossier)
    brief = Brief(dossier=dossier, soort=soort) if brief_id is None else _neem(dossier, brief_id, soort)
    nieuw = brief.pk is None
    brief.onderwerp, brief.velden = eis_onderwerp(onderwerp), schoon
    brief.geadresseerden = opmaak.standaard_geadresseerden(soort, dossier)
    brief.feiten = feiten_van(soort, dossier, None)
    brief.status = BriefStatus.KLAAR
    brief.save()
    log_brief(brief, "losse_brief_opgesteld" if nieuw else "losse_brief_gewijzigd", door=door)
    return brief


@transaction.atomic
def verwijder(*, dossier_id: int, brief_id: int, door: User) -> None:
    """Take back a letter that did not leave yet, also when the dossier was closed; the row stays as lapsed."""
    dossier = neem_dossier(dossier_id, door)
    eis_behandelt(door)
    brief = _neem(dossier, brief_id)
    brief.status = BriefStatus.VERVALLEN
    brief.save(update_fields=["status"])
    log_brief(brief, "brief_vervallen", door=door)


def _neem(dossier: Dossier, brief_id: int, soort: str = "") -> Brief:
    """A letter of this dossier without a proposal that can still change; the lock on the dossier holds it."""
    brief = Brief.objects.filter(dossier=dossier, voorstel__isnull=True, pk=brief_id).first()
    if brief is None or brief.status == BriefStatus.VERVALLEN or (soort and brief.soort != soort):
        raise NietGevonden("Deze brief bestaat niet meer. Ververs de pagina.")
    if brief.briefdatum is not None:
        raise Conflict("Deze brief is al verzonden; hij verandert niet meer. Stel zo nodig een nieuwe op.")
    brief.dossier = dossier
    return brief


def eis_behandelt(door: User) -> None:
    """Sending and correcting a letter without a proposal is for who works on dossiers."""
    if not door.has_perm(rollen.BEHANDEL_DOSSIER):
        raise GeenRecht("Een brief zonder voorstel verstuurt wie het dossier behandelt.")


def eis_past_nog(dossier: Dossier, soort: str) -> None:
    """A letter says what is true where the dossier stands: it does not leave when that changed."""
    if soort not in soorten_van(dossier):
        raise Conflict(
            f"{DOCUMENTEN[soort].naam} past niet bij waar het dossier staat ({dossier.plan.naam(dossier.stand)}). "
            "Trek de brief in als hij niet meer nodig is."
        )


def eis_kanaal(kanaal: str) -> None:
    """It goes to somebody outside: the gazette and the dossier are no way to get there."""
    if kanaal in NIET_NAAR_BUITEN:
        raise Weigering("Kies hoe de brief is verzonden: e-mail, post of berichtenbox.", veld="kanaal")


def eis_verzenddag(dossier: Dossier, op: dt.date) -> None:
    """A letter cannot have left before there was a dossier about it."""
    if op < dossier.geopend_op:
        raise Weigering(
            f"De brief kan niet zijn verzonden voordat het dossier bestond ({dossier.geopend_op:%d-%m-%Y}).",
            veld="verzonden_op",
        )


def volg_verzending(dossier: Dossier, verzending: Verzending, door: User) -> None:
    """What the ladder asks to know of a letter that went to its addressee, so that nobody types it twice."""
    brief = verzending.brief
    regels = dossier.plan.losse_brief(brief.soort)
    if regels is None or not regels.feit or dossier.gesloten:
        return
    leg_feit_vast(
        dossier_id=dossier.pk,
        soort=regels.feit,
        datum=verzending.verzonden_op,
        waarden=_waarden(dossier, regels, verzending),
        toelichting=f"{DOCUMENTEN[brief.soort].naam} {brief.kenmerk}, verzonden aan {verzending.geadresseerde}.",
        brief=brief,
        door=door,
    )


def volgend_feit(brief: Brief) -> str:
    """The name of the fact that its sending will record; empty when none follows."""
    regels = brief.dossier.plan.losse_brief(brief.soort)
    soort = brief.dossier.plan.feitsoort(regels.feit) if regels else None
    return "" if soort is None or brief.briefdatum or brief.dossier.gesloten else soort.naam


def _waarden(dossier: Dossier, regels: LosseBrief, verzending: Verzending) -> dict[str, str]:
    """What the letter is, with channel and proof where the kind of fact asks them."""
    soort = dossier.plan.feitsoort(regels.feit)
    uit_zending = {"kanaal": verzending.kanaal, "bewijs": verzending.bewijs or BEWIJS_VOLGT}
    gevraagd = {veld.naam for veld in soort.velden} if soort else set()
    return {**regels.waarden, **{naam: w for naam, w in uit_zending.items() if naam in gevraagd}}


def volg_correctie(verzending: Verzending, op: dt.date, reden: str, door: User) -> None:
    """The fact that followed from the sending, on its right day."""
    feit = verzending.brief.losse_feiten.filter(vervangen_door__isnull=True).first()
    verzet_feit(feit, op, reden=reden, door=door)
