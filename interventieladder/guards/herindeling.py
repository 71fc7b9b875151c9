"""Guards about a dossier that went to another organisation by a herindeling (Wet arhi 44; ladder.md 10.6)."""

import datetime as dt

from interventieladder.guards.zaak import dag
from toezicht.core.transitions import Toets, guard

VOORNEMEN = "L7"


def voornemen_verzonden(t: Toets) -> dt.date | None:
    """The day on which the newest voornemen went to the organ addressed, here or by the source of a takeover."""
    feiten = t.zaak.feiten
    soorten = {brief.pk: brief.soort for brief in feiten.brieven}
    dagen = [
        v.verzenddatum
        for v in feiten.verzendingen
        if v.rol == "orgaan" and soorten.get(v.brief_id) == VOORNEMEN
    ]
    dagen += [b.verzonden_op for b in feiten.overgenomen_brieven if b.soort == VOORNEMEN and b.verzonden_op]
    return max(dagen, default=None)


def _naar_oud_bestuur(t: Toets) -> bool:
    """Whether the dossier went to its present organisation after the newest voornemen was sent."""
    sinds = t.zaak.overgegaan_op
    if sinds is None:
        return False
    verzonden = voornemen_verzonden(t)
    return verzonden is None or verzonden < sinds


@guard(
    "G-HERZONDEN",
    "Voornemen gezonden aan het huidige bestuur",
    "Wet arhi 44; Gemeentewet 124 lid 4; Awb 4:8",
)
def g_herzonden(t: Toets) -> str | None:
    """After a herindeling the T4 letter was sent anew to an organ of the present organisation before T5."""
    if not _naar_oud_bestuur(t):
        if t.zaak.overgegaan_op:
            t.bewijs["G-HERZONDEN"] = f"aan {t.zaak.overheid.naam}, sinds {dag(t.zaak.overgegaan_op)}"
        return None
    return (
        f"Het voornemen ging naar het bestuur van voor {dag(t.zaak.overgegaan_op)}. Zend het eerst opnieuw aan "
        f"{t.zaak.overheid.naam}; dat bestuur krijgt ook een termijn voor een zienswijze."
    )


@guard(
    "G-OVERGEGAAN",
    "Dossier overgegaan door herindeling",
    "Wet arhi 44; ladder.md 10.6 regel 10",
)
def g_overgegaan(t: Toets) -> str | None:
    """Only a voornemen that went to the organ of a predecessor is sent anew."""
    if not _naar_oud_bestuur(t):
        return "Opnieuw zenden kan alleen als het dossier na het voornemen door herindeling overging."
    t.bewijs["G-OVERGEGAAN"] = f"bij {t.zaak.overheid.naam} sinds {dag(t.zaak.overgegaan_op)}"
    return None
