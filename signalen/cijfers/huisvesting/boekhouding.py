"""The book-keeping of one half-year (ladder.md 2.1.2): a pure function that shows every step it takes."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from signalen.cijfers.huisvesting.perioden import Periode

HONDERD = Decimal(100)


@dataclass(frozen=True, slots=True)
class Rekenstap:
    """One line of the calculation: what, how, and what came out (persons, unless `eenheid` says per cent)."""

    naam: str
    som: str
    uitkomst: Decimal
    eenheid: str = "personen"


@dataclass(frozen=True, slots=True)
class Boeking:
    """What a half-year began with, what had to be done, what was done and what is left. Persons."""

    periode: Periode
    taakstelling: int
    herverdeling: int
    saldo_begin: int
    gehuisvest: int

    @property
    def achterstand_begin(self) -> int:
        """Carried from the half-year before, to be added."""
        return max(self.saldo_begin, 0)

    @property
    def voorsprong_begin(self) -> int:
        """Carried from the half-year before, to be taken off."""
        return max(-self.saldo_begin, 0)

    @property
    def eigen_taak(self) -> int:
        """The taakstelling as it is after redistribution (Huisvestingswet 29 lid 2): thresholds rest on it."""
        return self.taakstelling + self.herverdeling

    @property
    def opgave_totaal(self) -> int:
        """taakstelling + herverdeling + achterstand_begin − voorsprong_begin."""
        return self.eigen_taak + self.achterstand_begin - self.voorsprong_begin

    @property
    def saldo_eind(self) -> int:
        """opgave_totaal − gehuisvest: above zero achterstand, below zero voorsprong; carried on."""
        return self.opgave_totaal - self.gehuisvest

    @property
    def achterstand(self) -> int:
        """What is left to be done."""
        return max(self.saldo_eind, 0)

    @property
    def voorsprong(self) -> int:
        """What was done beforehand."""
        return max(-self.saldo_eind, 0)

    @property
    def realisatie_pct(self) -> Decimal:
        """gehuisvest ÷ opgave_totaal in per cent; 100 when there was nothing to do (opgave_totaal ≤ 0)."""
        if self.opgave_totaal <= 0:
            return HONDERD
        return Decimal(self.gehuisvest) * 100 / Decimal(self.opgave_totaal)

    @property
    def pct_getoond(self) -> Decimal:
        """In whole tenths, as people see it."""
        return self.realisatie_pct.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)

    @property
    def stappen(self) -> tuple[Rekenstap, ...]:
        """The calculation, step by step."""
        begin = (
            "voorsprong uit het vorige halfjaar"
            if self.saldo_begin < 0
            else "achterstand uit het vorige halfjaar"
        )
        over = "voorsprong" if self.saldo_eind < 0 else "achterstand"
        procent = (
            "er was niets te doen: 100"
            if self.opgave_totaal <= 0
            else f"{self.gehuisvest} ÷ {self.opgave_totaal} × 100"
        )
        return (
            Rekenstap(
                "Taak na herverdeling",
                f"taakstelling {self.taakstelling} {_met_teken(self.herverdeling)} herverdeling",
                Decimal(self.eigen_taak),
            ),
            Rekenstap(
                "Opgave totaal",
                f"{self.eigen_taak} {_met_teken(self.saldo_begin)} {begin}",
                Decimal(self.opgave_totaal),
            ),
            Rekenstap(
                f"Saldo aan het eind: {over}" if self.saldo_eind else "Saldo aan het eind",
                f"{self.opgave_totaal} − {self.gehuisvest} gehuisvest",
                Decimal(self.saldo_eind),
            ),
            Rekenstap("Realisatie", procent, self.pct_getoond, "procent"),
        )


def _met_teken(getal: int) -> str:
    return f"− {-getal}" if getal < 0 else f"+ {getal}"


def boek(
    *, periode: Periode, taakstelling: int, herverdeling: int, saldo_begin: int, gehuisvest: int
) -> Boeking:
    """Book one half-year. `saldo_begin` above zero is achterstand, below zero voorsprong.

    Raises `ValueError` on a negative taakstelling or number of housed: those are faults in the figures.
    """
    if taakstelling < 0 or gehuisvest < 0:
        raise ValueError("Taakstelling en gehuisvest kunnen niet negatief zijn.")
    return Boeking(periode, taakstelling, herverdeling, saldo_begin, gehuisvest)
