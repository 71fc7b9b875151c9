"""What a decider reads about a budget: the regime that is advised with its ground, and the balances per year."""

from dataclasses import dataclass
from typing import Any

from interventieladder.financieel.regimetoets import Saldi
from interventieladder.models import Dossier, Voorstel
from interventieladder.models.begrotingsjaar import Regimegrond
from interventieladder.selectors.begrotingsblok import Saldoregel, saldoregels
from interventieladder.standen.begrotingsregime import PLAN

PREVENTIEF, REPRESSIEF = "preventief toezicht", "repressief toezicht"
ADVIEZEN: dict[str, tuple[str, str]] = {
    "repressief": (REPRESSIEF, str(Regimegrond.GEEN_BESLUIT_NODIG.label)),
    "preventief_lid1": (PREVENTIEF, str(Regimegrond.LID1.label)),
    "preventief_lid2": (PREVENTIEF, str(Regimegrond.LID2.label)),
    "twijfel": ("nog geen regime", "Twijfel: er is bestuurlijk overleg nodig"),
}
"""What a conclusion advises, and on what ground (Gemeentewet 203)."""
VAN_STAP = {
    "leg_te_laat_voor": "preventief_lid2",
    "stel_repressief_vast": "repressief",
    "stel_preventief_lid1_vast": "preventief_lid1",
    "stel_preventief_lid2_vast": "preventief_lid2",
}
"""Steps that say themselves which regime they are about; the others follow the judgement of the officer."""
TEGENADVIES = "leg_voor_aan_gs"
"""The step whose refusal by the deputy goes along to GS as a contrary advice (finance.md 6, S9)."""


@dataclass(frozen=True, slots=True)
class Regimeadvies:
    """The advice about one budget year, from the facts that were sealed with the proposal. Balances in euros."""

    jaar: int
    regime: str
    grond: str
    motivering: str
    saldi: list[Saldoregel]


def regimeadvies(voorstel: Voorstel) -> Regimeadvies | None:
    """The advice in a submitted proposal about the regime; None elsewhere, or where no regime is advised."""
    dossier: Dossier = voorstel.dossier
    if dossier.ladder != PLAN.code:
        return None
    feiten = voorstel.zegel_inhoud.get("feiten", {})
    oordeel = _waarden(feiten, "oordeel")
    conclusie = VAN_STAP.get(voorstel.stap) or str(oordeel.get("conclusie", ""))
    if conclusie not in ADVIEZEN:
        return None
    regime, grond = ADVIEZEN[conclusie]
    saldo, jaar = _waarden(feiten, "saldo"), dossier.begrotingsjaar.jaar
    return Regimeadvies(
        jaar=jaar,
        regime=regime,
        grond=grond,
        motivering=str(oordeel.get("motivering", "")),
        saldi=saldoregels(jaar, Saldi.uit(saldo)) if saldo else [],
    )


def _waarden(feiten: dict[str, Any], soort: str) -> dict[str, Any]:
    return dict(feiten.get(soort, {}).get("waarden", {}))
