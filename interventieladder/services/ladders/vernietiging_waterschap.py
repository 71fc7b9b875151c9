"""What GS themselves decide about a waterschap: made known, answered, and by royal decree (ladder.md 2.5)."""

import datetime as dt
from collections.abc import Iterable

from interventieladder.guards.schorsing import uiterste_schorsing
from interventieladder.models import Dossier, Feit
from interventieladder.services.klok import Klokstap, na_termijn, registreer_klokstap
from interventieladder.services.laddergevolg import Stapgevolg, na_correctie, na_feit, na_stap, na_verzending
from interventieladder.services.ladders.vernietiging import (
    GESCHORST,
    Rijp,
    bekendgemaakt,
    schorsing_voorbij,
    volg_correctie,
    volg_feit,
    volg_rechtsmiddel,
    volg_stap,
    volg_verzending,
)
from interventieladder.services.laddertermijnen import begin_termijn, levend, start_bij_feit, telt
from interventieladder.standen.vernietiging_termijnen import (
    BEROEPSTERMIJN,
    KB_BEKEND,
    SCHORSING,
    STILSTAND,
    ZES_WEKEN,
)
from interventieladder.standen.vernietiging_waterschap import PLAN, S
from toezicht.core.fouten import Conflict, Weigering
from toezicht.core.models import User

STAAT_STIL = (S.GEMELD, S.VATBAAR)
SCHORSING_BEKEND, BESLUIT_BEKEND = "Schorsing bekendgemaakt", "Besluit bekendgemaakt"
"""What starts a term, in the words of its explanation."""
VERNIETIGD = (S.VERNIETIGD, S.BEROEP)


# -- facts -------------------------------------------------------------------------------------------


def _besluit_bekend(dossier: Dossier, feit: Feit, door: User) -> None:
    """GS made their own decision known: the suspension gets its last day, an annulment its time for appeal."""
    tot = feit.waarden.get("geschorst_tot")
    if feit.vervangt is not None and bool(feit.vervangt.waarden.get("geschorst_tot")) != bool(tot):
        raise Weigering(
            "Deze bekendmaking gaat over een ander besluit. Corrigeer alleen de datums.", veld="geschorst_tot"
        )
    if tot:
        _schorsing_bekend(dossier, feit, dt.date.fromisoformat(tot), door)
    elif dossier.stand == S.SCHORSING:
        raise Weigering("Vul in tot en met welke dag het besluit is geschorst.", veld="geschorst_tot")
    else:
        _vernietiging_bekend(dossier, feit, door)


def _schorsing_bekend(dossier: Dossier, feit: Feit, tot: dt.date, door: User) -> None:
    """From its announcement to the day it names, a year at most; it begins once, and only a correction moves it."""
    if tot < feit.datum:
        raise Weigering("De schorsing kan niet eindigen vóór de bekendmaking.", veld="geschorst_tot")
    if tot > uiterste_schorsing(feit.datum):
        raise Weigering(
            "Een schorsing duurt ten hoogste een jaar (Awb 10:44). Kies een dag tot en met "
            f"{uiterste_schorsing(feit.datum):%d-%m-%Y}.",
            veld="geschorst_tot",
        )
    if feit.vervangt_id is None:
        eerder = [f for f in dossier.feiten.feiten_van(feit.soort) if f.waarden.get("geschorst_tot")]
        _eis_eerste(dossier, S.SCHORSING, "Schorsen", al=len(eerder) > 1)
    elif dossier.stand not in GESCHORST or levend(dossier, SCHORSING) is None:
        return
    begin_termijn(
        dossier,
        SCHORSING,
        start=feit.datum,
        tot_en_met=tot,
        door=door,
        gebeurtenis=SCHORSING_BEKEND,
    )
    uitspraak = dossier.feiten.feit("rechtsmiddel")
    if uitspraak is not None and uitspraak.datum >= feit.datum:
        volg_rechtsmiddel(dossier, uitspraak, door)


def _vernietiging_bekend(dossier: Dossier, feit: Feit, door: User) -> None:
    """The day after the announcement the six weeks for appeal begin (Awb 6:8)."""
    if feit.vervangt_id is None:
        al = levend(dossier, BEROEPSTERMIJN) is not None
        _eis_eerste(dossier, S.VERNIETIGD, "Vernietigen", al=al)
    elif dossier.stand not in VERNIETIGD:
        return
    start_bij_feit(
        dossier,
        feit,
        soort=BEROEPSTERMIJN,
        lengte=ZES_WEKEN,
        door=door,
        gebeurtenis=BESLUIT_BEKEND,
    )


def _eis_eerste(dossier: Dossier, stand: str, stap: str, *, al: bool) -> None:
    """A decision is made known after it was taken, and once; `al`: it was recorded before."""
    if dossier.stand != stand:
        raise Weigering(f"Leg de bekendmaking vast nadat de stap “{stap}” is gezet.", veld="datum")
    if al:
        raise Conflict("De bekendmaking is al vastgelegd. Corrigeer haar als een datum niet klopt.")


def _kb_bekend(dossier: Dossier, feit: Feit, door: User) -> None:
    """Its announcement starts the appeal, so it has taken place; corrected afterwards, the appeal moves along."""
    bekend = bekendgemaakt(feit)
    if telt(feit) and feit.vervangt_id is not None and dossier.stand in VERNIETIGD:
        start_bij_feit(dossier, feit, soort=BEROEPSTERMIJN, lengte=ZES_WEKEN, start=bekend, door=door)


def _antwoord(dossier: Dossier, feit: Feit, door: User) -> None:
    """GS answer a report of the voorzitter; the clock reads the answer (Waterschapswet 158)."""
    melding = dossier.feiten.feit("melding_voorzitter")
    if melding is None or feit.datum < melding.datum:
        raise Weigering(
            "GS antwoorden op de melding van de voorzitter. Leg die eerst vast, of controleer de datum.",
            veld="datum",
        )


_NA_FEIT = {
    "antwoord_gs": _antwoord,
    "besluit_bekend": _besluit_bekend,
    "kb_waterschap": _kb_bekend,
}


def _volg_feit(dossier: Dossier, feit: Feit, door: User) -> None:
    _NA_FEIT.get(feit.soort, volg_feit)(dossier, feit, door)


# -- steps -------------------------------------------------------------------------------------------


def _volg_stap(gevolg: Stapgevolg) -> Iterable[str]:
    """As on the other ladder; an annulment by royal decree opens the appeal on the day it was made known."""
    volg_stap(gevolg)
    feit = gevolg.dossier.feiten.feit("kb_waterschap")
    if gevolg.regels.stap == "kb_vernietigt" and feit is not None:
        begin_termijn(
            gevolg.dossier,
            BEROEPSTERMIJN,
            start=dt.date.fromisoformat(feit.waarden["bekend_op"]),
            lengte=ZES_WEKEN,
            door=gevolg.door,
            gebeurtenis=KB_BEKEND,
        )
    return ()


# -- the clock ---------------------------------------------------------------------------------------


def _stilstand_voorbij(dag: dt.date) -> Rijp:
    """Four weeks after the report, or sooner: on the day GS answered that there are no reasons."""
    rijp = dict(na_termijn(PLAN.code, STILSTAND, STAAT_STIL)(dag))
    staan_stil = Dossier.objects.filter(
        ladder=PLAN.code,
        stand__in=STAAT_STIL,
        gesloten_op__isnull=True,
        termijnen__soort=STILSTAND,
        termijnen__status="loopt",
        losse_feiten__soort="antwoord_gs",
    ).distinct()
    for dossier in staan_stil:
        feit = dossier.feiten.feit("antwoord_gs", tot=dag)
        if feit is not None and feit.waarden["uitkomst"] == "geen_redenen":
            rijp[dossier.pk] = min(feit.datum, rijp.get(dossier.pk, feit.datum))
    return sorted(rijp.items())


na_feit(PLAN.code, _volg_feit)
na_stap(PLAN.code, _volg_stap)
na_verzending(PLAN.code, volg_verzending)
na_correctie(PLAN.code, volg_correctie)
registreer_klokstap(Klokstap(PLAN.code, "stilstand_eindigt", _stilstand_voorbij))
registreer_klokstap(Klokstap(PLAN.code, "schorsing_vervalt", schorsing_voorbij(PLAN.code, S.SCHORSING)))
