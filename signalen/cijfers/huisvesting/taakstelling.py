"""How many people a municipality must house in a half-year (Huisvestingswet 2014 article 29). Exact integers."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


def bereken_taakstelling(vg: int, inwoners: int, nederland: int) -> int:
    """`vg` × (inhabitants of the municipality ÷ of the Netherlands), rounded up to a whole person.

    In whole numbers, so that no floating point can move an exact outcome up. `ValueError` without a country.
    """
    if nederland <= 0:
        raise ValueError("Het inwonertal van Nederland moet groter zijn dan nul.")
    return -(-vg * inwoners // nederland)


@dataclass(frozen=True, slots=True)
class Somcontrole:
    """Whether the taakstellingen together fit the national share of these municipalities.

    Each rounds up by less than one, so the sum lies at or above the share and less than one per municipality
    over it. `aandeel` is exact.
    """

    som: int
    aandeel: Fraction
    gemeenten: int

    @property
    def laagste(self) -> int:
        """The smallest sum that can be right."""
        return -(-self.aandeel.numerator // self.aandeel.denominator)

    @property
    def hoogste(self) -> int:
        """The largest sum that can be right."""
        ruimte = self.aandeel + self.gemeenten
        return max(self.laagste, -(-ruimte.numerator // ruimte.denominator) - 1)

    @property
    def klopt(self) -> bool:
        """Whether the sum can be right."""
        return self.laagste <= self.som <= self.hoogste

    @property
    def uitleg(self) -> str:
        """The check in one Dutch sentence."""
        oordeel = "klopt" if self.klopt else "klopt niet"
        return (
            f"De som van {self.gemeenten} taakstellingen is {self.som}; naar het landelijke aandeel hoort die "
            f"tussen {self.laagste} en {self.hoogste} te liggen: dat {oordeel}."
        )


def controleer_som(*, vg: int, nederland: int, rijen: Sequence[tuple[int, int]]) -> Somcontrole:
    """Check (taakstelling, inhabitants) of all municipalities of one half-year against the national number."""
    inwoners = sum(aantal for _, aantal in rijen)
    return Somcontrole(
        som=sum(taak for taak, _ in rijen), aandeel=Fraction(vg * inwoners, nederland), gemeenten=len(rijen)
    )
