"""The calendar of a budget year T: the days of the law, and what the province chose around them (finance.md 1.2).

Plain data and date arithmetic; no models. Law is code with its article, choices stand in `beleidsdata/financieel`.
"""

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from toezicht.core.termijnen import Weekendregel, standaard_kalender
from toezicht.core.termijnen.rekenen import datum_voluit

BESTAND = Path(__file__).parent.parent / "beleidsdata" / "financieel" / "begrotingsregime.toml"
DAG = dt.timedelta(days=1)
EERSTE_JAAR, LAATSTE_JAAR = 2016, 2099
"""Budget years that can be opened: the calendar of holidays begins in 2014."""


WATERSCHAP = "waterschap"
"""The kind of body (`OverheidSoort`) whose budget needs no approval."""


def kent_goedkeuring(soort: str) -> bool:
    """Whether the budget of this kind of body can come under approval (Gemeentewet 203; Wgr 35 lid 6).

    The Waterschapswet knows no such regime: assessment, letter and intervention, never preventief.
    """
    return soort != WATERSCHAP


@dataclass(frozen=True, slots=True)
class Regimebeleid:
    """What the province chooses around these days; days of the year as (month, day)."""

    herinner_op: tuple[tuple[int, int], ...]
    herinner_dagen_vooraf: tuple[int, ...]
    publicatie_voor: tuple[int, int]
    gr_begroting_voor: tuple[int, int]


def _maand_dag(tekst: str) -> tuple[int, int]:
    maand, dag = tekst.split("-")
    return int(maand), int(dag)


@cache
def regimebeleid() -> Regimebeleid:
    """The choices of the province."""
    ruw = tomllib.loads(BESTAND.read_text(encoding="utf-8"))
    return Regimebeleid(
        herinner_op=tuple(map(_maand_dag, ruw["herinner_op"])),
        herinner_dagen_vooraf=tuple(ruw["herinner_dagen_vooraf"]),
        publicatie_voor=_maand_dag(ruw["publicatie_voor"]),
        gr_begroting_voor=_maand_dag(ruw["gr_begroting_voor"]),
    )


@dataclass(frozen=True, slots=True)
class Jaarkalender:
    """The days of the law for one organisation and budget year. "Voor" days are the first that is too late."""

    jaar: int
    begroting_voor: dt.date
    begroting_grondslag: str
    jaarrekening_voor: dt.date
    jaarrekening_grondslag: str

    @property
    def begin(self) -> dt.date:
        """1 January T: a decision of article 203 was sent before it, or there is none (203 lid 3 and 4)."""
        return dt.date(self.jaar, 1, 1)

    @property
    def einde(self) -> dt.date:
        """1 January T+1: the regime has ended by itself."""
        return dt.date(self.jaar + 1, 1, 1)

    @property
    def minister_voor(self) -> dt.date:
        """1 February T: the reasoned notice to the minister has gone (205 lid 1)."""
        return dt.date(self.jaar, 2, 1)


def jaarkalender(jaar: int, soort: str, *, beleid: Regimebeleid | None = None) -> Jaarkalender:
    """The days of the law for budget year `jaar` of an organisation of kind `soort` (`OverheidSoort`).

    Gemeente: Gemeentewet 191 lid 2 and 200; GR: Wgr 34; waterschap: Waterschapswet 101 and 107.
    """
    vorig = jaar - 1
    if soort == WATERSCHAP:
        begroting, grond, rekening = dt.date(vorig, 12, 1), "Waterschapswet 101", "Waterschapswet 107"
    elif soort.startswith("gr_"):
        dag = (beleid or regimebeleid()).gr_begroting_voor
        begroting, grond, rekening = dt.date(vorig, *dag), "Wgr 34 lid 2", "Wgr 34 lid 4"
    else:
        begroting, grond, rekening = dt.date(vorig, 11, 15), "Gemeentewet 191 lid 2", "Gemeentewet 200"
    return Jaarkalender(jaar, begroting, grond, dt.date(vorig, 7, 15), rekening)


def uiterste_dag(voor: dt.date, regel: Weekendregel) -> dt.date:
    """The last day on which something due before `voor` is on time, under the rule for a fixed date."""
    laatste = voor - DAG
    return (
        standaard_kalender().eerstvolgende_werkdag(laatste)
        if regel is Weekendregel.VOLGENDE_WERKDAG
        else laatste
    )


def uitleg_uiterste_dag(voor: dt.date, regel: Weekendregel, grondslag: str) -> str:
    """How the last day follows from law and setting, in one or two sentences for page and letter."""
    laatste, uiterlijk = voor - DAG, uiterste_dag(voor, regel)
    zin = f"Verzonden vóór {datum_voluit(voor)} ({grondslag}): uiterlijk {datum_voluit(uiterlijk)}."
    vrij = standaard_kalender().is_vrij(laatste)
    if not vrij:
        return zin
    if uiterlijk == laatste:
        return f"{zin} Die dag is een {vrij}; bij een vaste datum blijft de dag staan (instelling: strikt)."
    return (
        f"{zin} {datum_voluit(laatste).capitalize()} is een {vrij}; een vaste datum schuift door naar de "
        "eerstvolgende werkdag (instelling: volgende werkdag)."
    )
