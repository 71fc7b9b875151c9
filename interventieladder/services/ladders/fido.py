"""Kasgeldlimiet and renterisiconorm: an exemption ends by itself after its last day (Wet fido 4, 6)."""

import datetime as dt

from interventieladder.services import termijnen
from interventieladder.services.klok import registreer_na_termijn
from interventieladder.services.laddergevolg import Stapgevolg, na_stap
from interventieladder.services.laddertermijnen import begin_termijn
from interventieladder.standen.fido import KASGELD, RENTERISICO, TERMIJN_ONTHEFFING

DAG = dt.timedelta(days=1)


def _na_stap(gevolg: Stapgevolg) -> list[str]:
    dossier = gevolg.dossier
    if gevolg.regels.stap == "verleen_ontheffing":
        feit = dossier.feiten.feit("ontheffing")
        if feit is not None:
            einde = dt.date.fromisoformat(feit.waarden["tot_en_met"])
            begin_termijn(
                dossier,
                TERMIJN_ONTHEFFING,
                tot_en_met=einde,
                start=min(gevolg.datum, einde - DAG),
                door=gevolg.door,
            )
    elif gevolg.regels.stap == "laat_ontheffing_verlopen":
        termijnen.stop_soort(
            dossier, soort=TERMIJN_ONTHEFFING, op=gevolg.datum, reden="ontheffing verlopen", door=None
        )
    return []


for _plan in (KASGELD, RENTERISICO):
    na_stap(_plan.code, _na_stap)
    registreer_na_termijn(_plan.code, TERMIJN_ONTHEFFING, "laat_ontheffing_verlopen")
