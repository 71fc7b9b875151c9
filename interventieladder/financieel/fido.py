"""Kasgeldlimiet and renterisiconorm (Wet fido 3, 4, 6): limits, and who is over them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from interventieladder.financieel.bedragen import cent, procent
from interventieladder.financieel.kader import fidonorm
from toezicht.core.woorden import euro

OPEENVOLGEND = 3
"""Quarters in a row over the limit before article 4 asks a plan."""
KWARTALEN = 4


def fidosoort(soort: str) -> str:
    """The kind of body as the regulation counts: every gemeenschappelijke regeling is one kind."""
    return "gr" if soort.startswith("gr_") else soort


@dataclass(frozen=True, slots=True)
class Limiet:
    """A limit in euro, and how it was found."""

    bedrag: Decimal
    uitleg: str


def kasgeldlimiet(*, soort: str, jaar: int, begrotingstotaal: Decimal) -> Limiet:
    """The limit of a year for a body of this kind (`OverheidSoort`); raises `KeyError` for a year without norm."""
    norm = fidonorm(jaar)
    return _limiet("Kasgeldlimiet", norm.kasgeld[fidosoort(soort)], begrotingstotaal, norm.kasgeld_minimum)


def renterisiconorm(*, soort: str, jaar: int, begrotingstotaal: Decimal) -> Limiet:
    """The norm of a year for a body of this kind; raises `KeyError` for a year without norm."""
    norm = fidonorm(jaar)
    return _limiet(
        "Renterisiconorm", norm.renterisico[fidosoort(soort)], begrotingstotaal, norm.renterisico_minimum
    )


def _limiet(naam: str, pct: Decimal, totaal: Decimal, minimum: Decimal) -> Limiet:
    berekend = cent(totaal * pct / 100)
    som = f"{naam}: {procent(pct)} van {euro(totaal)} is {euro(berekend)}"
    if berekend < minimum:
        return Limiet(minimum, f"{som}; het minimum van {euro(minimum)} geldt.")
    return Limiet(berekend, f"{som}.")


@dataclass(frozen=True, slots=True)
class Kwartaal:
    """Net floating debt (euro) at three month ends of one quarter, and the budget total of that year."""

    jaar: int
    kwartaal: int
    maanden: tuple[Decimal, Decimal, Decimal]
    begrotingstotaal: Decimal

    @property
    def plek(self) -> int:
        """Its place in the row of all quarters."""
        return self.jaar * KWARTALEN + self.kwartaal - 1

    @property
    def gemiddelde(self) -> Decimal:
        """The mean of the three month values."""
        return cent(sum(self.maanden, Decimal(0)) / 3)

    def __str__(self) -> str:
        return f"{self.kwartaal}e kwartaal {self.jaar}"


@dataclass(frozen=True, slots=True)
class Kwartaaltoets:
    """One quarter against its limit."""

    kwartaal: Kwartaal
    limiet: Limiet

    @property
    def overschreden(self) -> bool:
        """Whether the mean lies above the limit; equal is within."""
        return self.kwartaal.gemiddelde > self.limiet.bedrag

    @property
    def zin(self) -> str:
        """In words."""
        woord = "overschreden" if self.overschreden else "binnen de limiet"
        gemiddeld, limiet = euro(self.kwartaal.gemiddelde), euro(self.limiet.bedrag)
        return f"{self.kwartaal}: gemiddeld {gemiddeld}, limiet {limiet}: {woord}."


def toets_kwartalen(soort: str, kwartalen: Iterable[Kwartaal]) -> list[Kwartaaltoets]:
    """Every quarter against its limit, oldest first; of a quarter given twice the last one counts."""
    uniek = {k.plek: k for k in kwartalen}
    return [
        Kwartaaltoets(k, kasgeldlimiet(soort=soort, jaar=k.jaar, begrotingstotaal=k.begrotingstotaal))
        for _, k in sorted(uniek.items())
    ]


def opeenvolgend_overschreden(toetsen: Sequence[Kwartaaltoets]) -> int:
    """How many quarters in a row, up to the newest, were over the limit; a missing quarter breaks the row."""
    aantal, vorige = 0, None
    for toets in reversed(toetsen):
        aansluitend = vorige is None or toets.kwartaal.plek == vorige - 1
        if not (toets.overschreden and aansluitend):
            break
        aantal, vorige = aantal + 1, toets.kwartaal.plek
    return aantal
