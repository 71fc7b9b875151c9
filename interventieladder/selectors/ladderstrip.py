"""The ladder across the page of a dossier: past with dates, present with its term, what can be next."""

import datetime as dt
from dataclasses import dataclass, replace

from interventieladder.beleid import Weergavetrede
from interventieladder.models import (
    Dossier,
    Ladderstap,
    Termijn,
)
from interventieladder.models.termijn import TermijnStatus
from interventieladder.selectors import watkannu
from interventieladder.selectors.ladderadvies import ladderadvies
from interventieladder.selectors.watkannu import Stapkaart
from interventieladder.treden import Stand, hoogte
from toezicht.core import clock
from toezicht.core.templatetags.weergave import MAANDEN_KORT

BESLIST_CDK = "de commissaris"
VOORRANG = ("nu", "mogelijk", "past", "toekomst")
BESLIST: dict[str, str] = {"gs": "GS"}


@dataclass(frozen=True, slots=True)
class Trede:
    """One rung of the strip. `status`: past, nu, mogelijk or toekomst; `regels`: short texts under it."""

    code: str
    naam: str
    status: str
    regels: list[str]


def kort(dag: dt.date | None) -> str:
    """*11 nov 2026*: a date that fits in a box of the strip."""
    return f"{dag.day} {MAANDEN_KORT[dag.month - 1]} {dag.year}" if dag else ""


def periode(van: dt.date, tot: dt.date | None) -> str:
    """*31 aug – 7 okt 2026*; the year once where both lie in it."""
    if tot is None or van == tot:
        return kort(van)
    begin = kort(van).removesuffix(f" {van.year}") if van.year == tot.year else kort(van)
    return f"{begin} – {kort(tot)}"


def strip(dossier: Dossier, kaarten: list[Stapkaart]) -> list[Trede]:
    """T0 to T6: past with dates, present with its term, next possible, future with who decides."""
    if not dossier.generiek:
        return _planstrip(dossier, kaarten)
    mogelijk = watkannu.omhoog(kaarten, dossier.trede)
    eerste = Trede("T0", "Regulier", "past", [f"tot {kort(dossier.geopend_op)}"])
    if dossier.regime.treden:
        return [eerste, *_samengevoegd(dossier, mogelijk)]
    return [
        eerste,
        *(_samen(w, [_trede(dossier, c, mogelijk) for c in w.codes]) for w in dossier.beleid.trap()),
    ]


def _samen(weergave: Weergavetrede, leden: list[Trede]) -> Trede:
    """One place on the strip; where the province gives two rungs one number, the one that matters now speaks."""
    if len(leden) == 1:
        return leden[0]
    spreekt = min(reversed(leden), key=lambda t: VOORRANG.index(t.status))
    if spreekt.status == "toekomst":
        spreekt = leden[0]
    return Trede(weergave.nummer, weergave.naam, spreekt.status, [spreekt.naam, *spreekt.regels])


def _samengevoegd(dossier: Dossier, mogelijk: set[str]) -> list[Trede]:
    """Rungs that the law of this organisation calls otherwise or takes together (ladder.md 2.5: T5 and T6)."""
    uit: list[Trede] = []
    for code in dossier.beleid.treden:
        trede, eigen = _trede(dossier, code, mogelijk), dossier.regime.treden.get(code)
        if eigen is not None:
            trede = replace(trede, code=eigen.nummer, naam=eigen.kort)
        if uit and uit[-1].code == trede.code:
            samen = {uit[-1].status, trede.status}
            status = next(s for s in VOORRANG if s in samen)
            uit[-1] = trede if trede.status == status else uit[-1]
        else:
            uit.append(trede)
    return uit


def _planstrip(dossier: Dossier, kaarten: list[Stapkaart]) -> list[Trede]:
    """The main line of another ladder; a state beside it is shown while the dossier is or was there.

    Where the line can end in one of several states, all of them stand in that place until it is known which.
    """
    plan = dossier.plan
    geweest = {s.trede for s in dossier.feiten.stappen} | {dossier.stand}
    mogelijk = {k.naar for k in kaarten if k.kan}
    uit: list[Trede] = []
    for code in plan.hoofdlijn:
        naam, anders = _splitsing(dossier, code)
        bekend = [c for c in (code, *anders) if c in geweest]
        if anders and not bekend:
            status = "mogelijk" if mogelijk & {code, *anders} else "toekomst"
            uit.append(Trede("", naam, status, []))
        else:
            uit += [_planstand(dossier, c, mogelijk) for c in bekend or [code]]
    buiten = [s for s in plan.standen.values if s in geweest and plan.plek(s) is None]
    return [*uit, *(_planstand(dossier, code, mogelijk) for code in buiten)]


def _splitsing(dossier: Dossier, code: str) -> tuple[str, tuple[str, ...]]:
    """The common name and the other states in the place of this one, as far as they exist for this organisation."""
    naam, anders = dossier.plan.splitsing.get(code, ("", ()))
    kan_nooit = ladderadvies(dossier).kan_nooit
    return naam, tuple(c for c in anders if c not in kan_nooit)


def _planstand(dossier: Dossier, code: str, mogelijk: set[str]) -> Trede:
    naam = dossier.plan.korte_naam(code)
    verblijven = [s for s in dossier.feiten.stappen if s.trede == code]
    if code == dossier.stand:
        if dossier.gesloten:
            return Trede("", naam, "nu", [f"op {kort(dossier.gesloten_op)}"])
        return Trede("", naam, "nu", _regels_nu(dossier, verblijven[-1]))
    if verblijven:
        return Trede("", naam, "past", [periode(verblijven[0].van, verblijven[-1].tot)])
    return Trede("", naam, "mogelijk" if code in mogelijk else "toekomst", [])


def _trede(dossier: Dossier, code: str, mogelijk: set[str]) -> Trede:
    beleid = dossier.beleid.treden[code]
    verblijven = [s for s in dossier.feiten.stappen if s.trede == code]
    lopend = verblijven[-1] if verblijven and verblijven[-1].tot is None else None
    if lopend is not None:
        return Trede(beleid.nummer, beleid.kort, "nu", _regels_nu(dossier, lopend))
    if verblijven:
        return Trede(beleid.nummer, beleid.kort, "past", _regels_voorbij(verblijven))
    wie = BESLIST_CDK if dossier.besloten else BESLIST.get(beleid.beslist, beleid.beslist)
    beslist = f"beslist: {wie}"
    if dossier.gesloten or hoogte(code) < hoogte(dossier.trede):
        regels = ["overgeslagen"] if hoogte(code) < hoogte(dossier.trede) else []
        return Trede(beleid.nummer, beleid.kort, "toekomst", regels)
    status = "mogelijk" if code in mogelijk else "toekomst"
    return Trede(beleid.nummer, beleid.kort, status, [beslist])


def _regels_nu(dossier: Dossier, stap: Ladderstap) -> list[str]:
    regels = [f"sinds {kort(dossier.trede_sinds or stap.van)}"]
    if stap.verlengingen:
        regels.append(f"verlengd: {stap.verlengingen} keer")
    if dossier.stand == Stand.OVERGEDRAGEN:
        return [*regels, f"overgedragen op {kort(dossier.overgedragen_op)}"]
    if dossier.stand == Stand.AANGEHOUDEN:
        return [*regels, f"aangehouden sinds {kort(dossier.aangehouden_op)}"]
    termijn = next((t for t in dossier.feiten.termijnen if _telt(t)), None)
    if termijn is not None and dossier.feiten.einden_te_kiezen(termijn):
        regels.append("termijn: kies de einddatum")
    elif termijn is not None:
        verstreken = termijn.effectief_einde < clock.vandaag()
        woord = "termijn verstreken" if verstreken else "termijn tot"
        regels.append(f"{woord} {kort(termijn.effectief_einde)}")
    return regels


def _telt(termijn: Termijn) -> bool:
    return termijn.status == TermijnStatus.LOOPT and termijn.regels.bewaakt


def _regels_voorbij(verblijven: list[Ladderstap]) -> list[str]:
    van, tot = verblijven[0].van, verblijven[-1].tot
    verlengd = max(s.verlengingen for s in verblijven)
    regels = [periode(van, tot)]
    return [*regels, f"verlengd: {verlengd} keer"] if verlengd else regels
