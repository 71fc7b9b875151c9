"""The order of tests that proposes a regime, computed and explained; people decide (finance.md 1.5, 1.10).

1 on time? 2 budget T in balance? 3 last year of the multi-year forecast? 4 plausible? 5 accounts of T-2 on time?
Pure: what the dossier holds goes in, questions with answers and an advice come out. Nothing here decides anything.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from interventieladder.financieel.kalender import (
    Jaarkalender,
    kent_goedkeuring,
    uiterste_dag,
    uitleg_uiterste_dag,
)
from toezicht.core.termijnen import Weekendregel
from toezicht.core.termijnen.rekenen import datum_voluit
from toezicht.core.woorden import euro

JAREN = ("t", "t1", "t2", "t3")
"""Budget year T and the three years of the multi-year forecast after it."""


class Antwoord(StrEnum):
    """The answer to one question of the order of tests."""

    JA = "ja"
    NEE = "nee"
    ONBEKEND = "onbekend"


class Advies(StrEnum):
    """What the answers lead to. Preventief because of lateness is only ever a possibility (203 lid 2: "kunnen")."""

    NOG_NIET = "nog_niet"
    REPRESSIEF = "repressief"
    PREVENTIEF_LID1 = "preventief_lid1"
    OORDEEL_NODIG = "oordeel_nodig"


ADVIES_IN_WOORDEN = {
    Advies.NOG_NIET: "Nog geen voorstel: er ontbreken gegevens",
    Advies.REPRESSIEF: "Repressief toezicht",
    Advies.PREVENTIEF_LID1: "Preventief toezicht (artikel 203 lid 1)",
    Advies.OORDEEL_NODIG: "Oordeel nodig: is het herstel van het evenwicht aannemelijk?",
}


@dataclass(frozen=True, slots=True)
class Ontvangst:
    """That something was sent to us and when it came; what counts is the sending."""

    verzonden_op: dt.date
    ontvangen_op: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Saldi:
    """Structural balance per year in euros as the organisation states it, and our corrections; T to T+3."""

    opgave: tuple[Decimal, ...]
    correcties: tuple[Decimal, ...]

    @property
    def saldi(self) -> tuple[Decimal, ...]:
        """Structural and real balance: what GS look at."""
        return tuple(o + c for o, c in zip(self.opgave, self.correcties, strict=True))

    @property
    def jaar_van_evenwicht(self) -> int | None:
        """0 for T … 3 for T+3: the first year from which the balance stays; None when the last year has none."""
        eerste = None
        for plek, saldo in enumerate(self.saldi):
            if saldo < 0:
                eerste = None
            elif eerste is None:
                eerste = plek
        return eerste

    @classmethod
    def uit(cls, waarden: dict[str, Any]) -> "Saldi":
        """From the values of a fact `saldo` (decimal strings)."""
        return cls(
            tuple(Decimal(waarden[f"saldo_{j}"]) for j in JAREN),
            tuple(Decimal(waarden.get(f"correctie_{j}") or 0) for j in JAREN),
        )


@dataclass(frozen=True, slots=True)
class Gegevens:
    """What is known of one budget year of a body of kind `soort` (`OverheidSoort`).

    `aannemelijk` is the judgement of the officer, None while there is none.

    That no accounts were recorded does not say that none came: that is known once somebody looked
    (`rekening_ontbreekt`).
    """

    kalender: Jaarkalender
    regel: Weekendregel
    vandaag: dt.date
    soort: str = "gemeente"
    begroting: Ontvangst | None = None
    jaarrekening: Ontvangst | None = None
    rekening_ontbreekt: bool = False
    saldi: Saldi | None = None
    aannemelijk: bool | None = None

    @property
    def evenwicht(self) -> str:
        """The article that asks balance of this kind of body."""
        if not kent_goedkeuring(self.soort):
            return "Waterschapswet 99 lid 3"
        return (
            "Gemeentewet 189 lid 2 (Wgr 35 lid 6)"
            if self.soort.startswith("gr_")
            else "Gemeentewet 189 lid 2"
        )

    @property
    def herstel(self) -> str:
        """The articles on balance that comes later; lid 1 of 203 where it exists."""
        return f"{self.evenwicht} en 203 lid 1" if kent_goedkeuring(self.soort) else self.evenwicht


@dataclass(frozen=True, slots=True)
class Vraag:
    """One question with its answer, why, and on which ground."""

    nummer: int
    vraag: str
    antwoord: Antwoord
    uitleg: str
    grondslag: str


@dataclass(frozen=True, slots=True)
class Toetsing:
    """The order of tests gone through. `procedureel`: the grounds of lateness on which GS may (not must) act."""

    vragen: tuple[Vraag, ...]
    advies: Advies
    uitleg: str
    procedureel: tuple[str, ...]

    @property
    def kop(self) -> str:
        """The advice in words."""
        return ADVIES_IN_WOORDEN[self.advies]

    def vraag(self, nummer: int) -> Vraag:
        """The question with this number, 1 to 5."""
        return self.vragen[nummer - 1]


def op_tijd(ontvangst: Ontvangst | None, voor: dt.date, regel: Weekendregel, vandaag: dt.date) -> Antwoord:
    """Whether it was sent in time; what was not sent at all is late once its last day has passed."""
    uiterlijk = uiterste_dag(voor, regel)
    if ontvangst is not None:
        return Antwoord.JA if ontvangst.verzonden_op <= uiterlijk else Antwoord.NEE
    return Antwoord.NEE if vandaag > uiterlijk else Antwoord.ONBEKEND


def toets(g: Gegevens) -> Toetsing:
    """Go through the five questions in the order of practice, and explain what they lead to."""
    k = g.kalender
    vragen = (
        _tijdig(1, f"Begroting {k.jaar} op tijd?", g, g.begroting, k.begroting_voor, k.begroting_grondslag),
        _begrotingsjaar(g),
        _laatste_jaar(g),
        _aannemelijk(g),
        _rekening(g),
    )
    advies, uitleg = _advies(g, vragen)
    return Toetsing(vragen, advies, uitleg, _procedureel(g, vragen))


def _tijdig(
    nummer: int, vraag: str, g: Gegevens, ontvangst: Ontvangst | None, voor: dt.date, grondslag: str
) -> Vraag:
    antwoord = op_tijd(ontvangst, voor, g.regel, g.vandaag)
    regel = uitleg_uiterste_dag(voor, g.regel, grondslag)
    if ontvangst is None:
        feit = "Nog niets ontvangen."
    else:
        feit = f"Verzonden op {datum_voluit(ontvangst.verzonden_op)}"
        feit += f", ontvangen op {datum_voluit(ontvangst.ontvangen_op)}." if ontvangst.ontvangen_op else "."
    return Vraag(nummer, vraag, antwoord, f"{feit} {regel}", grondslag)


def _rekening(g: Gegevens) -> Vraag:
    k = g.kalender
    vraag = f"Jaarrekening {k.jaar - 2} op tijd?"
    if g.jaarrekening is None and not g.rekening_ontbreekt:
        uitleg = uitleg_uiterste_dag(k.jaarrekening_voor, g.regel, k.jaarrekening_grondslag)
        return Vraag(5, vraag, Antwoord.ONBEKEND, f"Nog niet vastgelegd. {uitleg}", k.jaarrekening_grondslag)
    return _tijdig(5, vraag, g, g.jaarrekening, k.jaarrekening_voor, k.jaarrekening_grondslag)


def _begrotingsjaar(g: Gegevens) -> Vraag:
    vraag, grond = f"Begroting {g.kalender.jaar} structureel en reëel in evenwicht?", g.evenwicht
    if g.saldi is None:
        return Vraag(2, vraag, Antwoord.ONBEKEND, "De cijfers zijn nog niet beoordeeld.", grond)
    saldo = g.saldi.saldi[0]
    antwoord = Antwoord.JA if saldo >= 0 else Antwoord.NEE
    return Vraag(2, vraag, antwoord, f"Structureel en reëel saldo {euro(saldo)}{_correctie(g, 0)}.", grond)


def _laatste_jaar(g: Gegevens) -> Vraag:
    jaar = g.kalender.jaar + 3
    vraag, grond = f"Uiterlijk in {jaar} weer in evenwicht?", g.herstel
    if g.saldi is None:
        return Vraag(3, vraag, Antwoord.ONBEKEND, "De cijfers zijn nog niet beoordeeld.", grond)
    if (plek := g.saldi.jaar_van_evenwicht) is None:
        tekst = f"Saldo {jaar}: {euro(g.saldi.saldi[3])}{_correctie(g, 3)}."
        return Vraag(3, vraag, Antwoord.NEE, tekst, grond)
    return Vraag(3, vraag, Antwoord.JA, f"In evenwicht vanaf {g.kalender.jaar + plek}.", grond)


def _correctie(g: Gegevens, plek: int) -> str:
    correctie = g.saldi.correcties[plek] if g.saldi else Decimal(0)
    return f", met {euro(correctie)} aan correcties" if correctie else ""


def _aannemelijk(g: Gegevens) -> Vraag:
    vraag, grond = "Is dat herstel aannemelijk?", g.herstel
    if g.saldi is not None and g.saldi.saldi[0] >= 0:
        return Vraag(4, vraag, Antwoord.JA, "Niet nodig: het begrotingsjaar zelf is in evenwicht.", grond)
    if g.saldi is not None and g.saldi.jaar_van_evenwicht is None:
        return Vraag(4, vraag, Antwoord.NEE, "De meerjarenraming laat geen herstel zien.", grond)
    if g.aannemelijk is None:
        return Vraag(4, vraag, Antwoord.ONBEKEND, "Dit is een oordeel: het programma geeft het niet.", grond)
    antwoord = Antwoord.JA if g.aannemelijk else Antwoord.NEE
    return Vraag(4, vraag, antwoord, "Oordeel van de toezichthouder in het dossier.", grond)


def _advies(g: Gegevens, vragen: tuple[Vraag, ...]) -> tuple[Advies, str]:
    if g.saldi is None:
        return Advies.NOG_NIET, "Zonder beoordeelde cijfers is er geen voorstel."
    if vragen[1].antwoord is Antwoord.JA:
        return Advies.REPRESSIEF, "Het begrotingsjaar is structureel en reëel in evenwicht."
    if vragen[3].antwoord is Antwoord.JA:
        return Advies.REPRESSIEF, "Niet in evenwicht, wel aannemelijk hersteld binnen de meerjarenraming."
    if vragen[3].antwoord is Antwoord.ONBEKEND:
        return (
            Advies.OORDEEL_NODIG,
            "De meerjarenraming laat herstel zien; of dat aannemelijk is, beoordeelt u.",
        )
    if not kent_goedkeuring(g.soort):
        return (
            Advies.REPRESSIEF,
            "Niet in evenwicht, maar de Waterschapswet kent geen goedkeuring van de begroting zoals artikel 203.",
        )
    return (
        Advies.PREVENTIEF_LID1,
        "Niet in evenwicht en geen aannemelijk herstel: dan geldt goedkeuring van de begroting.",
    )


def _procedureel(g: Gegevens, vragen: tuple[Vraag, ...]) -> tuple[str, ...]:
    """The grounds of 203 lid 2, procedural: never a judgement on the finances. None for a waterschap."""
    if not kent_goedkeuring(g.soort):
        return ()
    uit = []
    if vragen[0].antwoord is Antwoord.NEE:
        uit.append(f"begroting {g.kalender.jaar} te laat (artikel 203 lid 2 onder a)")
    if vragen[4].antwoord is Antwoord.NEE:
        uit.append(f"jaarrekening {g.kalender.jaar - 2} te laat (artikel 203 lid 2 onder b)")
    return tuple(uit)
