"""Guards of a dossier that was taken over: past steps rest on facts of the source, never on nothing."""

from typing import Any

from interventieladder.guards.besluitvorming import niveau_past
from interventieladder.guards.mededelingen import gevraagd
from interventieladder.guards.zaak import dag
from interventieladder.treden import DIRECT, DOCUMENTEN, Niveau
from toezicht.core.transitions import Toets, guard, machine_van

_GROND = "Awb 3:2; design.md 4"


@guard("G-OVERNAME", "Overname bevestigd door een ander", _GROND, herstel="overname")
def g_overname(t: Toets) -> str | None:
    """A second person confirmed what was taken over."""
    overname = t.zaak.feiten.overname
    if overname.te_bevestigen:
        return f"De overname uit {overname.bron} is nog niet door een ander bevestigd; eerder kan geen stap."
    op, wie = overname.bevestigd_op, overname.bevestigd_door
    t.bewijs["G-OVERNAME"] = f"bevestigd door {wie.naam} op {dag(op)}"
    return None


@guard("G-OVERNAME-BESLUIT", "Eerdere besluiten overgenomen", _GROND, herstel="overname_aanvullen:besluit")
def g_besluiten_overgenomen(t: Toets) -> str | None:
    """Every stay that a level decided on has that decision on record, at that level."""
    mist = [f"{stap.get_trede_display()} ({Niveau(niveau).label})" for stap, niveau in zonder_besluit(t.zaak)]
    if mist:
        return f"Het besluit is niet overgenomen van: {', '.join(mist)}. Vul aan wie wanneer besloot."
    t.bewijs["G-OVERNAME-BESLUIT"] = f"{len(t.zaak.feiten.overgenomen_besluiten)} besluiten, met verwijzing"
    return None


OVERNAMEGUARDS = (g_overname, g_besluiten_overgenomen)


def regels_van(zaak: Any, stap: Any, vorige: Any) -> Any:
    """The declaration of the step with which a stay began, or None."""
    van = vorige.trede if vorige else ""
    for regels in machine_van(type(zaak)).overgangen:
        if regels.stap == stap.overgang and (not van or regels.van == van):
            return regels
    return None


def zonder_besluit(zaak: Any) -> list[tuple[Any, str]]:
    """(stay, level that was asked) of each taken-over stay whose decision is not on record at the right level."""
    uit, vorige = [], None
    for stap in zaak.feiten.stappen:
        regels = regels_van(zaak, stap, vorige)
        vorige = stap
        if not stap.bron or regels is None:
            continue
        niveau = regels.niveau_voor(zaak)
        besluit = zaak.feiten.overgenomen_besluiten.get(stap.pk)
        if vraagt_besluit(niveau) and not (besluit and past_bij(zaak, regels, besluit)):
            uit.append((stap, niveau))
    return uit


def vraagt_besluit(niveau: str) -> bool:
    """Whether a step at this level rests on a decision of ours."""
    return niveau not in (*DIRECT, Niveau.RECHTSWEGE)


def past_bij(zaak: Any, regels: Any, besluit: Any) -> bool:
    """Whether a decision of the source fits a step: at its declared level, or at the one the policy names."""
    verklaard = regels.niveau_voor(zaak)
    niveaus = {verklaard, zaak.beslisniveau(regels.stap, regels.van, verklaard)}
    return any(niveau_past(besluit, niveau) for niveau in niveaus)


def besluit_past(zaak: Any, stap: Any, besluit: Any) -> bool:
    """The same, for the step with which a stay began."""
    stappen = zaak.feiten.stappen
    plek = [s.pk for s in stappen].index(stap.pk)
    regels = regels_van(zaak, stap, stappen[plek - 1] if plek else None)
    return regels is not None and past_bij(zaak, regels, besluit)


def brief_ontbreekt(zaak: Any, stap: Any) -> list[str]:
    """Kinds of letters to the organ that the step to this taken-over stay asks and that are not on record."""
    stappen = zaak.feiten.stappen
    plek = [s.pk for s in stappen].index(stap.pk)
    regels = regels_van(zaak, stap, stappen[plek - 1] if plek else None)
    if regels is None:
        return []
    aanwezig = {brief.soort for brief in zaak.feiten.overgenomen_brieven if brief.stap_id == stap.pk}
    return [s for s in gevraagd(zaak, regels.documenten) if DOCUMENTEN[s].naar_orgaan and s not in aanwezig]
