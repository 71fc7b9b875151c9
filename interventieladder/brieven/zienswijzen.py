"""What a decision letter says about hearing the organisation: each point with our answer (Awb 3:46, 3:47, 4:8)."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from interventieladder.brieven import taal
from interventieladder.models.termijn import TermijnSoort
from interventieladder.models.zienswijze import Wijze
from toezicht.core.woorden import klein

if TYPE_CHECKING:
    from interventieladder.models import Dossier, Zienswijze


@dataclass(frozen=True, slots=True)
class Puntantwoord:
    """One point and our answer."""

    nummer: int
    tekst: str
    oordeel: str
    reactie: str


@dataclass(frozen=True, slots=True)
class Gehoord:
    """One zienswijze: from whom, when, how, and each point answered. `niet_gewogen`: why not, when it came late."""

    zin: str
    punten: list[Puntantwoord]
    niet_gewogen: str = ""


@dataclass(frozen=True, slots=True)
class Zienswijzeblok:
    """The block of the letter: one sentence about the invitation, then each zienswijze; or why there is none."""

    inleiding: str
    gehoord: list[Gehoord]


def zienswijzeblok(dossier: "Dossier") -> Zienswijzeblok:
    """The block as the facts stand now; the seal covers them, and after the decision they no longer change."""
    feiten = dossier.feiten
    termijn = feiten.laatste_termijn(TermijnSoort.ZIENSWIJZE)
    einde = termijn.effectief_einde if termijn else None
    gehoord = [_gehoord(z, einde) for z in feiten.zienswijzen_van_voornemen if not z.is_geen]
    return Zienswijzeblok(_inleiding(dossier, einde, bool(gehoord)), gehoord)


def _gehoord(z: "Zienswijze", einde: dt.date | None) -> Gehoord:
    dag = taal.dag(z.ontvangen_op)
    if z.wijze == Wijze.MONDELING:
        zin = f"Op {dag} gaf {z.gegeven_door} mondeling een zienswijze; daarvan is een verslag gemaakt."
    else:
        zin = f"Op {dag} ontvingen wij een zienswijze van {z.gegeven_door}."
    if z.te_laat(einde):
        zin = (
            f"{zin} Dat was na de termijn; {'toch weegt zij mee' if z.meegewogen else 'zij weegt niet mee'}."
        )
    if not z.weegt_mee(einde):
        return Gehoord(zin, [], z.meegewogen_reden)
    punten = [
        Puntantwoord(p.nummer, p.tekst, klein(p.get_oordeel_display()), p.reactie) for p in z.puntenlijst
    ]
    return Gehoord(zin, punten)


def _inleiding(dossier: "Dossier", einde: dt.date | None, iets: bool) -> str:
    """How the organisation was invited and that nothing came, or the ground on which it was not heard."""
    feiten = dossier.feiten
    if einde is not None:
        uitnodiging = (
            f"Wij hebben u gevraagd om tot en met {taal.dag(einde)}, schriftelijk of mondeling, "
            "een zienswijze op ons voornemen te geven."
        )
        if iets:
            return uitnodiging
        if any(z.is_geen and z.ontvangen_op > einde for z in feiten.zienswijzen_van_voornemen):
            return f"{uitnodiging} Wij ontvingen geen zienswijze."
    if not feiten.spoed:
        return ""
    spoed = feiten.spoed[-1]
    niet = (
        f"Wij hebben u niet {'verder ' if einde else ''}gehoord, omdat de vereiste spoed zich daartegen verzet "
        f"(artikel 4:11, onder a, van de Algemene wet bestuursrecht): {klein(spoed.get_reden_display())}."
    )
    return f"{niet} {spoed.toelichting}"


def als_tekst(dossier: "Dossier") -> str:
    """The same block as plain paragraphs, for a letter that holds it as one text."""
    blok = zienswijzeblok(dossier)
    alineas = [blok.inleiding]
    for g in blok.gehoord:
        alineas.append(f"{g.zin} {g.niet_gewogen}".strip())
        alineas += [
            f"{p.nummer}. {p.tekst}\nOns antwoord ({p.oordeel or 'nog te geven'}): {p.reactie}".strip()
            for p in g.punten
        ]
    return "\n\n".join(alinea for alinea in alineas if alinea)
