"""A decision on approval or consent that went out on another day than registered: what counted from it follows.

The law gives a term in which must be decided and sent; a day after it cannot be the day of a decision that stands.
"""

import datetime as dt

from interventieladder.models import Dossier, Goedkeuring, Termijn, Toestemming, Verzendcorrectie
from interventieladder.models.termijn import TermijnStatus
from interventieladder.services import termijnen
from interventieladder.services.laddergevolg import na_correctie
from interventieladder.services.ladders.goedkeuring import volg_begroting
from interventieladder.services.slot import log
from interventieladder.standen import goedkeuring, toestemming
from interventieladder.termijnsoorten import soort_van
from toezicht.core.fouten import Weigering
from toezicht.core.models import User

VERDAAG = "verdaag"


def _goedkeuring(correctie: Verzendcorrectie, van: dt.date, door: User) -> None:
    """The outcome, the appeal and the amendments that count from the day of sending follow; so does an adjournment.

    Raises `Weigering` for a day on which the law had decided already (Awb 10:31).
    """
    dossier, stap = _van(correctie)
    if stap not in goedkeuring.PLAN.stap_bij_verzending:
        return
    _eis_op_tijd(dossier, goedkeuring.TERMIJN, correctie.verzonden_op, voor_verdaging=stap == VERDAAG)
    zaak = Goedkeuring.objects.select_for_update(of=("self",)).get(dossier=dossier)
    if stap == VERDAAG:
        zaak.verdaagd_op = correctie.verzonden_op
        zaak.save(update_fields=["verdaagd_op"])
        _log(correctie, van, door)
        return
    zaak.uitkomst_op = correctie.verzonden_op
    zaak.save(update_fields=["uitkomst_op"])
    beroep = dossier.feiten.termijn("beroep")
    if beroep is not None and beroep.start == van:
        termijnen.corrigeer_start(
            termijn_id=beroep.pk, start=correctie.verzonden_op, reden=correctie.reden, door=door
        )
    _log(correctie, van, door)
    volg_begroting(zaak)


def _toestemming(correctie: Verzendcorrectie, van: dt.date, door: User) -> None:
    """The outcome follows. Raises `Weigering` for a day after the two months (Gemeentewet 208, third paragraph)."""
    dossier, stap = _van(correctie)
    if stap not in toestemming.PLAN.stap_bij_verzending:
        return
    _eis_op_tijd(dossier, toestemming.TERMIJN, correctie.verzonden_op)
    zaak = Toestemming.objects.select_for_update(of=("self",)).get(dossier=dossier)
    zaak.uitkomst_op = correctie.verzonden_op
    zaak.save(update_fields=["uitkomst_op"])
    _log(correctie, van, door)


def _van(correctie: Verzendcorrectie) -> tuple[Dossier, str]:
    brief = correctie.verzending.brief
    return brief.dossier, brief.voorstel.stap if brief.voorstel else ""


def _eis_op_tijd(dossier: Dossier, soort: str, op: dt.date, *, voor_verdaging: bool = False) -> None:
    """The day lies within the term in which had to be sent: for an adjournment the term as it was before it."""
    termijn: Termijn | None = dossier.feiten.laatste_termijn(soort)
    if voor_verdaging:
        eerder = dossier.termijnen.filter(soort=soort, status=TermijnStatus.VERLENGD)
        termijn = eerder.order_by("-pk").first() or termijn
    if termijn is not None and op > termijn.effectief_einde:
        raise Weigering(
            f"De termijn om te besluiten eindigde op {termijn.effectief_einde:%d-%m-%Y} "
            f"({soort_van(soort).grondslag}): met deze datum heeft de wet al beslist en houdt het besluit geen "
            "stand. Leg dit voor aan de jurist.",
            veld="verzonden_op",
        )


def _log(correctie: Verzendcorrectie, van: dt.date, door: User) -> None:
    log(
        correctie.verzending.brief.dossier,
        "beslisdag_gecorrigeerd",
        door=door,
        van=f"{van:%d-%m-%Y}",
        naar=f"{correctie.verzonden_op:%d-%m-%Y}",
        reden=correctie.reden,
        gegevens={"verzonden_op": correctie.verzonden_op},
    )


na_correctie(goedkeuring.PLAN.code, _goedkeuring)
na_correctie(toestemming.PLAN.code, _toestemming)
