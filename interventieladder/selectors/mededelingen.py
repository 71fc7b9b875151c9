"""Who is told of a voornemen, a besluit and its end: the table of `interventieladder.wettelijk` in words."""

from dataclasses import dataclass

from interventieladder.models import Dossier
from interventieladder.wettelijk import ANDERE_GS, BLAD, CONTROLEREND, DEELNEMERS

ONTVANGER = {
    CONTROLEREND: "afschrift aan het controlerend orgaan",
    DEELNEMERS: "afschrift aan de raden van alle deelnemers",
    ANDERE_GS: "afschrift aan Gedeputeerde Staten van de andere provincies",
    BLAD: "kennisgeving in het provinciaal blad",
}
WAT = {"L7": "Voornemen", "L8": "Besluit", "L10": "Beëindiging"}


@dataclass(frozen=True, slots=True)
class Mededelingrij:
    """What is told to whom with one document, and on which ground."""

    wat: str
    aan: str
    grondslag: str


def mededelingen(dossier: Dossier) -> list[Mededelingrij]:
    """The rows of this organisation and duty, by document."""
    return [
        Mededelingrij(wat, ONTVANGER[m.ontvanger], m.grondslag)
        for document, wat in WAT.items()
        for m in dossier.regime.bij(document)
    ]
