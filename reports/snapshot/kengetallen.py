"""The six kengetallen and the bands provinces read them by. Plain data (finance.md 2.1, 2.2).

Signaleringswaarden are no norms: they tell where to look, in combination (finance.md 2.2). Band A is
low, B middle, C high risk; a value on the limit lies in B.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kengetal:
    """A kengetal with the limits between its bands, in percent. `hoog_is_goed` turns the bands round."""

    code: str
    naam: str
    grens_ab: float
    grens_bc: float
    hoog_is_goed: bool = False


KENGETALLEN = (
    Kengetal("fk.1", "Netto schuldquote", 90, 130),
    Kengetal("fk.2", "Netto schuldquote, gecorrigeerd voor leningen", 90, 130),
    Kengetal("fk.3", "Solvabiliteitsratio", 50, 20, hoog_is_goed=True),
    Kengetal("fk.4", "Structurele exploitatieruimte", 0, 0, hoog_is_goed=True),
    Kengetal("fk.5", "Grondexploitatie", 20, 35),
    Kengetal("fk.6", "Belastingcapaciteit", 95, 105),
)

BANDNAMEN = {"A": "laag risico", "B": "gemiddeld risico", "C": "hoog risico"}
BRON = "Iv3-levering van de gemeente aan het CBS"
GRONDSLAG = (
    "artikel 11 Besluit begroting en verantwoording; signaleringswaarden van de gezamenlijke provincies"
)
HERKOMSTEN = {
    "berekend": "berekend uit de Iv3-levering",
    "opgegeven": "opgegeven door de gemeente",
    "niet_te_beoordelen": "niet te beoordelen",
}
