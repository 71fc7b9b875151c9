"""What the facts of a ladder say about its next steps: which follows the advice, which deviates, which is past."""

from collections.abc import Callable
from dataclasses import dataclass

from interventieladder.financieel.regimetoets import Advies
from interventieladder.guards.begrotingsregime import historisch, toetsing_van
from interventieladder.guards.nieuwe_gemeente import ontstaan_in_jaar
from interventieladder.models import Dossier
from interventieladder.standen import begrotingsregime as br
from toezicht.core import clock
from toezicht.core.templatetags.weergave import datum


@dataclass(frozen=True, slots=True)
class Ladderadvies:
    """`volgt` are the steps that follow what is recorded, `tegen` those that deviate from it, `bron` says what.

    `achteraf` register what happened before: never the first thing to do. `vervalt` are those that have no use
    in this dossier. `kan_nooit` are states that do not exist for this organisation. Nothing here forbids a
    step: the guards do.
    """

    volgt: tuple[str, ...] = ()
    tegen: tuple[str, ...] = ()
    bron: str = ""
    achteraf: tuple[str, ...] = ()
    vervalt: tuple[str, ...] = ()
    kan_nooit: tuple[str, ...] = ()

    def afwijking(self, stap: str) -> str:
        """The sentence at a step that deviates from what is recorded; empty at all others."""
        return f"Wijkt af van {self.bron}." if stap in self.tegen else ""


REGIMESTAP = {
    "repressief": "stel_repressief_vast",
    "preventief_lid1": "stel_preventief_lid1_vast",
    "preventief_lid2": "stel_preventief_lid2_vast",
}
OVERNEMEN = ("neem_repressief_over", "neem_lid1_over", "neem_lid2_over")


def _begrotingsregime(dossier: Dossier) -> Ladderadvies:
    """The judgement of the officer; without one (or in doubt) what the order of tests leads to (finance.md)."""
    if not dossier.begrotingsjaar.kent_goedkeuring:
        return Ladderadvies(kan_nooit=tuple(br.PREVENTIEF))
    if dossier.stand == br.S.WACHT and not historisch(dossier):
        return Ladderadvies(vervalt=OVERNEMEN)
    if dossier.stand == br.S.REPRESSIEF:
        return _na_besluit(dossier)
    if dossier.stand == br.S.PREVENTIEF_LID2:
        return Ladderadvies(vervalt=_voor_nieuwe(dossier))
    if dossier.stand != br.S.VOORSTEL_GS:
        return Ladderadvies()
    conclusie, bron = _conclusie(dossier)
    if conclusie not in REGIMESTAP:
        return Ladderadvies()
    volgt = REGIMESTAP[conclusie]
    tegen = tuple(s for s in REGIMESTAP.values() if s != volgt)
    return Ladderadvies(volgt=(volgt,), tegen=tegen, bron=bron)


def _na_besluit(dossier: Dossier) -> Ladderadvies:
    """Made repressief by the law: a letter can follow, or a decision of before be registered; else neither."""
    if not dossier.begrotingsjaar.van_rechtswege:
        return Ladderadvies(vervalt=(*REGIMESTAP.values(), *_voor_nieuwe(dossier)))
    volgt, *eerder = REGIMESTAP.values()
    return Ladderadvies(volgt=(volgt,), achteraf=tuple(eerder), vervalt=_voor_nieuwe(dossier))


def _voor_nieuwe(dossier: Dossier) -> tuple[str, ...]:
    """What only a gemeente asks that came to be in this year (Wet arhi 47 lid 2)."""
    return () if ontstaan_in_jaar(dossier) else ("laat_uitgaven_toe",)


def _conclusie(dossier: Dossier) -> tuple[str, str]:
    oordeel, vandaag = dossier.feiten.feit("oordeel"), clock.vandaag()
    if oordeel is not None and oordeel.waarden["conclusie"] in REGIMESTAP:
        conclusie = oordeel.waarden["conclusie"]
        woorden = dict(br.CONCLUSIES)[conclusie]
        return conclusie, f"het oordeel van {datum(oordeel.datum)} ({woorden[:1].lower()}{woorden[1:]})"
    advies = toetsing_van(dossier, vandaag).advies
    woorden = {Advies.REPRESSIEF: "repressief", Advies.PREVENTIEF_LID1: "preventief, lid 1"}.get(advies, "")
    return advies.value, f"het rekenvoorstel ({woorden})"


ADVIEZEN: dict[str, Callable[[Dossier], Ladderadvies]] = {br.PLAN.code: _begrotingsregime}
"""Per ladder whose facts say something about its next step."""


def ladderadvies(dossier: Dossier) -> Ladderadvies:
    """What the facts of this dossier say about its steps; empty where the ladder has nothing to say."""
    maak = ADVIEZEN.get(dossier.ladder)
    return maak(dossier) if maak else Ladderadvies()
