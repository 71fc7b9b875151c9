"""The ten days of a dossier on annulment as the page shows them: what still fits, and what to do now."""

import datetime as dt
from dataclasses import dataclass

from interventieladder.models import Dossier, Termijn
from interventieladder.models.termijn import LEVEND
from interventieladder.standen.vernietiging import PLAN
from interventieladder.standen.vernietiging_termijnen import MEDEDELING
from interventieladder.vergaderkalender import RITME, Haalbaarheid, haalbaarheid
from toezicht.core import clock
from toezicht.core.templatetags.weergave import datum_lang


@dataclass(frozen=True, slots=True)
class TienDagen:
    """The running ten days: since when, what meetings fit, and what to do. `kleur`: rood or amber."""

    bekend: dt.date
    bewijs: str
    haalbaar: Haalbaarheid
    advies: str
    termijn: Termijn

    @property
    def kleur(self) -> str:
        """Red once the last ordinary way of handing in was missed; amber while it is open: it is never calm."""
        return "amber" if self.haalbaar.gewoon_kan else "rood"


def tien_dagen(dossier: Dossier) -> TienDagen | None:
    """The picture of the running ten days of Gemeentewet 273a; None when they do not run."""
    if dossier.ladder != PLAN.code or dossier.gesloten:
        return None
    lopend = next((t for t in dossier.feiten.termijnen if t.soort == MEDEDELING and t.status in LEVEND), None)
    if lopend is None:
        return None
    kennis = dossier.feiten.feit("kennisname")
    haalbaar = haalbaarheid(
        bekend=lopend.start, einde=lopend.effectief_einde, vandaag=clock.vandaag(), ritme=RITME
    )
    bewijs = str(kennis.waarden["bewijs"]) if kennis else ""
    return TienDagen(lopend.start, bewijs, haalbaar, _advies(haalbaar), lopend)


def _advies(h: Haalbaarheid) -> str:
    """What to do now, in one sentence."""
    if h.voorbij:
        return "De tien dagen zijn voorbij: de stilstand kan niet meer. Een algemene brief buiten de termijn kan wel."
    if h.gewoon_kan:
        laatste = max(k.indienen_tot for k in h.kansen if not k.gemist)
        return f"Dien de stukken uiterlijk {datum_lang(laatste)} in voor de vergadering van GS."
    return (
        "Geen gewone vergadering meer haalbaar: vraag de provinciesecretaris om de schriftelijke spoedprocedure, "
        f"zodat GS uiterlijk {datum_lang(h.einde)} besluiten en de mededeling die dag uitgaat."
    )
