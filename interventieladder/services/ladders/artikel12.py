"""Artikel 12: opening a year with its first date, and the dates that follow from each step (Bfv 2001 19-22)."""

import datetime as dt

from django.db import transaction

from interventieladder.models import Dossier
from interventieladder.services import termijnen
from interventieladder.services.begrotingsjaren import eis_jaar
from interventieladder.services.dossieropening import open_op_ladder
from interventieladder.services.klok import registreer_na_termijn
from interventieladder.services.laddergevolg import Stapgevolg, na_stap
from interventieladder.services.ladders.aanbieding import meld_rechtswege
from interventieladder.services.laddertermijnen import begin_termijn
from interventieladder.standen.artikel12 import PLAN, TERMIJN_AANVRAAG, TERMIJN_BESLUIT, TERMIJN_VERSLAG
from interventieladder.treden import Orgaan
from toezicht.core import clock
from toezicht.core.fouten import Weigering
from toezicht.core.models import User
from toezicht.organisaties.models import Overheid, OverheidSoort

AANVRAAG_VOOR, VERSLAG_VOOR, BESLUIT_VOOR = (12, 1), (2, 15), (6, 1)
"""Month and day of the law: before 1 December T-1, before 15 February T, before 1 June T+1."""


@transaction.atomic
def open_artikel12(
    *,
    overheid_id: int,
    jaar: int,
    omschrijving: str,
    datum_feit: dt.date,
    door: User,
    behandelaar: User | None = None,
) -> Dossier:
    """Open the year `jaar` (T) of a municipality; the raad can apply until 1 December of the year before.

    Raises `Weigering` for another kind of body or a year that cannot be, `Conflict` when it is open, `GeenRecht`.
    """
    eis_jaar(jaar)
    overheid = Overheid.objects.filter(pk=overheid_id).first()
    if overheid is None or overheid.soort != OverheidSoort.GEMEENTE:
        raise Weigering("Artikel 12 geldt voor gemeenten. Kies een gemeente.", veld="overheid")
    dossier = open_op_ladder(
        ladder=PLAN.code,
        overheid_id=overheid_id,
        onderdeel=str(jaar),
        orgaan=Orgaan.RAAD,
        titel=f"Aanvullende uitkering {jaar}",
        omschrijving=omschrijving,
        datum_feit=datum_feit,
        door=door,
        behandelaar=behandelaar,
    )
    voor = dt.date(jaar - 1, *AANVRAAG_VOOR)
    begin_termijn(
        dossier, TERMIJN_AANVRAAG, voor=voor, start=min(clock.vandaag(), datum_feit, _voor(voor)), door=door
    )
    return dossier


def _voor(dag: dt.date) -> dt.date:
    """A day on which a term that ends before `dag` can have begun."""
    return dag - dt.timedelta(days=2)


def _na_stap(gevolg: Stapgevolg) -> list[str]:
    dossier, stap = gevolg.dossier, gevolg.regels.stap
    jaar = int(dossier.onderdeel)
    if stap == "ontvang_aanvraag":
        _stop(gevolg, TERMIJN_AANVRAAG, "aanvraag ontvangen")
        _start(gevolg, TERMIJN_VERSLAG, dt.date(jaar, *VERSLAG_VOOR))
    elif stap == "laat_aanvraag_vervallen":
        _stop(gevolg, TERMIJN_AANVRAAG, "niet op tijd aangevraagd")
        meld_rechtswege(
            dossier,
            TERMIJN_AANVRAAG,
            gevolg.datum,
            oorzaak=f"De raad van {dossier.overheid.naam} heeft niet op tijd een aanvraag gedaan",
        )
    elif stap == "breng_verslag_uit":
        _stop(gevolg, TERMIJN_VERSLAG, "verslag verzonden")
        _start(gevolg, TERMIJN_BESLUIT, dt.date(jaar + 1, *BESLUIT_VOOR))
    return []


def _stop(gevolg: Stapgevolg, soort: str, reden: str) -> None:
    termijnen.stop_soort(gevolg.dossier, soort=soort, op=gevolg.datum, reden=reden, door=gevolg.door)


def _start(gevolg: Stapgevolg, soort: str, voor: dt.date) -> None:
    begin_termijn(gevolg.dossier, soort, voor=voor, start=min(gevolg.datum, _voor(voor)), door=gevolg.door)


na_stap(PLAN.code, _na_stap)
registreer_na_termijn(PLAN.code, TERMIJN_AANVRAAG, "laat_aanvraag_vervallen")
