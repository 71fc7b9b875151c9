"""Guards of the choice of a role (ladder.md 4.3): on signals that count, an adopted situatieschets, a proposal."""

import datetime as dt
from typing import Any

from interventieladder.guards.feiten import plus
from interventieladder.guards.zaak import dag
from interventieladder.standen.bestuurskracht import ROLTERMIJN, Rol
from interventieladder.treden import Niveau
from toezicht.core import clock
from toezicht.core.transitions import Toets, guard

BELEID = "ladder.md 4.3"
_ZWAARTE = (Niveau.TEAMLEIDER, Niveau.GEDEPUTEERDE, Niveau.GS)


def niveau_rolkeuze(zaak: Any) -> str:
    """Who decides on a role: what the signals ask, and at least what the proposed role asks."""
    vandaag = clock.vandaag()
    gevraagd = [Niveau(zaak.feiten.patroon(vandaag).niveau)]
    voorstel = zaak.feiten.feit("rolvoorstel", tot=vandaag)
    rol = voorstel.waarden["rol"] if voorstel else ""
    if rol == Rol.ARTIKEL_8:
        gevraagd.append(Niveau.GS)
    elif rol == Rol.REGISSEREN:
        gevraagd.append(Niveau.GEDEPUTEERDE)
    return str(max(gevraagd, key=_ZWAARTE.index))


niveau_rolkeuze.niveaus = [n.value for n in _ZWAARTE]  # type: ignore[attr-defined]  # read by the drawing


@guard("G-AANLEIDING", "Patroon of een andere aanleiding", BELEID, herstel="feit:aanleiding")
def g_aanleiding(t: Toets) -> str | None:
    """The signals show a pattern, or a dated reason stands instead: thresholds propose, people decide."""
    patroon = t.zaak.feiten.patroon(t.datum)
    if patroon.vraagt_schets:
        t.bewijs["G-AANLEIDING"] = patroon.zin
        return None
    feit = t.zaak.feiten.feit("aanleiding", tot=t.datum)
    if feit is not None:
        t.bewijs["G-AANLEIDING"] = f"{dag(feit.datum)}: {feit.waarden['reden']}"
        return None
    return f"De signalen vragen geen situatieschets. {patroon.zin} Leg zo nodig een andere aanleiding vast."


@guard("G-SCHETS", "Situatieschets vastgesteld", BELEID)
def g_schets(t: Toets) -> str | None:
    """A situatieschets was adopted in or after the running stay on it."""
    schets = t.zaak.feiten.schets
    begin = max((s.van for s in t.zaak.feiten.stappen if s.trede == "situatieschets"), default=None)
    if schets is None or begin is None or schets.vastgesteld_op < begin:
        return "Schrijf de situatieschets en laat de teamleider die vaststellen."
    t.bewijs["G-SCHETS"] = f"versie {schets.versie}, vastgesteld op {dag(schets.vastgesteld_op)}"
    return None


@guard("G-DRAGEND", "Dragende signalen tellen nog", BELEID, hard=False)
def g_dragend(t: Toets) -> str | None:
    """What the situatieschets rests on still counts; a motivation may set this aside."""
    weg = [f"{lot.nummer} {lot.waarom}" for lot in t.zaak.feiten.lot.values() if not lot.telt]
    return f"De schets rust op signalen die niet meer tellen: {', '.join(weg)}." if weg else None


@guard("G-GEEN-CDK", "Geen signalen over integriteit of verhoudingen", "ladder.md 4.3 en 4.4")
def g_geen_cdk(t: Toets) -> str | None:
    """What belongs to the closed room of the cdK never carries a role: that file is the cdK's own."""
    schets = t.zaak.feiten.schets
    mee = [s for s in schets.gedragen if s["as"] == "g"] if schets else []
    lot = [x for x in t.zaak.feiten.lot.values() if "commissaris" in x.waarom]
    if mee or lot:
        return "De schets rust op een signaal dat via de commissaris van de Koning loopt. Maak een nieuwe schets."
    return None


@guard("G-ROLVOORSTEL", "Rol voorgesteld met reden en einddatum", BELEID, herstel="feit:rolvoorstel")
def g_rolvoorstel(t: Toets) -> str | None:
    """The proposed role has reasons, an end within a year, and a day of evaluation before it; of this stay."""
    feit = t.zaak.feiten.feit("rolvoorstel", tot=t.datum)
    stap = t.zaak.feiten.stap
    if feit is None or (stap is not None and feit.datum < stap.van):
        return "Leg in deze fase vast welke rol u voorstelt, waarom, en tot wanneer."
    tot = dt.date.fromisoformat(feit.waarden["geldig_tot"])
    evaluatie = dt.date.fromisoformat(feit.waarden["evaluatiedatum"])
    grens = plus(t.datum, maanden=t.zaak.beleid.signalen.rol_maanden)
    if not t.datum < tot <= min(grens, plus(t.datum, maanden=12)):
        return f"Een rol geldt ten hoogste twaalf maanden: kies een einddatum tot en met {dag(grens)}."
    if not t.datum <= evaluatie <= tot:
        return "De evaluatiedatum ligt in de periode waarin de rol geldt."
    t.bewijs["G-ROLVOORSTEL"] = f"{Rol(feit.waarden['rol']).label}, tot en met {dag(tot)}"
    return None


@guard("G-CDK-WEET", "Commissaris van de Koning geïnformeerd", BELEID, herstel="feit:cdk_geinformeerd")
def g_cdk_geinformeerd(t: Toets) -> str | None:
    """Where GS discuss it, the cdK was told in this round: after the situatieschets was begun."""
    if niveau_rolkeuze(t.zaak) != Niveau.GS:
        return None
    feit = t.zaak.feiten.feit("cdk_geinformeerd", tot=t.datum)
    begin = max((s.van for s in t.zaak.feiten.stappen if s.trede == "situatieschets"), default=None)
    if feit is None or (begin is not None and feit.datum < begin):
        return "Gedeputeerde Staten beslissen: informeer de commissaris van de Koning en leg dat vast."
    t.bewijs["G-CDK-WEET"] = dag(feit.datum)
    return None


@guard("G-REDEN-HEREVALUATIE", "Reden voor herevaluatie", BELEID)
def g_reden_herevaluatie(t: Toets) -> str | None:
    """A task asks it, or the day of evaluation has come."""
    if taken := t.zaak.feiten.open_taken:
        t.bewijs["G-REDEN-HEREVALUATIE"] = taken[0].reden
        return None
    rol = t.zaak.feiten.rolkeuze
    if rol is not None and t.datum >= rol.evaluatiedatum:
        t.bewijs["G-REDEN-HEREVALUATIE"] = f"evaluatiedatum {dag(rol.evaluatiedatum)}"
        return None
    weg = [lot.nummer for lot in t.zaak.feiten.lot.values() if not lot.telt]
    if weg:
        t.bewijs["G-REDEN-HEREVALUATIE"] = f"telt niet meer: {', '.join(weg)}"
        return None
    return "Er is nog geen reden: de evaluatiedatum is niet bereikt en de signalen dragen de rol nog."


@guard("G-GELDIGHEID", "Geldigheid van de rol voorbij", BELEID)
def g_geldigheid_voorbij(t: Toets) -> str | None:
    """The last day of the role has passed."""
    termijn = t.zaak.feiten.termijn(ROLTERMIJN)
    if termijn is None or t.datum <= termijn.effectief_einde:
        return "De rol geldt nog."
    t.bewijs["G-GELDIGHEID"] = f"geldig tot en met {dag(termijn.effectief_einde)}"
    return None


@guard("G-HEREVALUATIE", "Uitkomst van de herevaluatie", BELEID, herstel="feit:herevaluatie")
def g_herevaluatie(t: Toets) -> str | None:
    """The outcome was recorded in the running stay."""
    feit, stap = t.zaak.feiten.feit("herevaluatie", tot=t.datum), t.zaak.feiten.stap
    if feit is None or (stap is not None and feit.datum < stap.van):
        return "Leg de uitkomst van de herevaluatie vast."
    t.bewijs["G-HEREVALUATIE"] = dag(feit.datum)
    return None


@guard("G-GEEN-ZWAAR", "Geen zwaar signaal of patroon", BELEID, hard=False)
def g_geen_patroon(t: Toets) -> str | None:
    """Ending while a pattern stands needs a reason."""
    patroon = t.zaak.feiten.patroon(t.datum)
    return f"De signalen tonen nog een patroon. {patroon.zin}" if patroon.vraagt_schets else None
