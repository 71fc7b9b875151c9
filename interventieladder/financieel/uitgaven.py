"""What may be spent while the budget is not approved, in the order of the law (Gemeentewet 193 and 208)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from interventieladder.financieel.bedragen import euro


class Vrijval(StrEnum):
    """Why no consent is needed; or that it is."""

    EERDER_AANGEGAAN = "eerder_aangegaan"
    VERPLICHT = "verplicht"
    VRIJE_POST = "vrije_post"
    PLAFOND = "plafond"
    TOESTEMMING_NODIG = "toestemming_nodig"


NAAM: Mapping[str, str] = {
    Vrijval.EERDER_AANGEGAAN: "Verplichting van vóór het begrotingsjaar",
    Vrijval.VERPLICHT: "Verplichte uitgave (Gemeentewet 193)",
    Vrijval.VRIJE_POST: "Vrijgegeven post (Gemeentewet 208, vijfde lid)",
    Vrijval.PLAFOND: "Binnen het plafond (Gemeentewet 208, vijfde lid)",
    Vrijval.TOESTEMMING_NODIG: "Toestemming nodig (Gemeentewet 208, eerste lid)",
}


@dataclass(frozen=True, slots=True)
class Uitgave:
    """An obligation the college wants to enter into. `bedrag` in euro, more than nothing."""

    bedrag: Decimal
    post: str = ""
    eerder_aangegaan: bool = False
    verplicht: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """A post that GS set free; `bedrag` None is without a limit of its own. `gebruikt` counts against it."""

    naam: str
    bedrag: Decimal | None = None
    gebruikt: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Vrijeruimte:
    """The version in force: the ceiling, what was spent within it, and the free posts."""

    plafond: Decimal
    gebruikt: Decimal = Decimal(0)
    posten: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True)
class Oordeel:
    """The outcome and every test in the order of the law, as Dutch sentences."""

    uitkomst: Vrijval
    stappen: tuple[str, ...]

    @property
    def vrij(self) -> bool:
        """Whether the college may go ahead without consent."""
        return self.uitkomst is not Vrijval.TOESTEMMING_NODIG


def beoordeel(uitgave: Uitgave, ruimte: Vrijeruimte | None) -> Oordeel:
    """Is consent needed? Older obligation, mandatory, free post, ceiling: the first that fits counts."""
    stappen: list[str] = []
    for uitkomst, past, zin in _toetsen(uitgave, ruimte):
        stappen.append(zin)
        if past:
            return Oordeel(uitkomst, tuple(stappen))
    stappen.append(f"Voor {euro(uitgave.bedrag)} is toestemming van Gedeputeerde Staten nodig.")
    return Oordeel(Vrijval.TOESTEMMING_NODIG, tuple(stappen))


def _toetsen(uitgave: Uitgave, ruimte: Vrijeruimte | None) -> list[tuple[Vrijval, bool, str]]:
    eerder = "De verplichting is vóór het begrotingsjaar aangegaan: vrij."
    geen_eerder = "De verplichting is niet vóór het begrotingsjaar aangegaan."
    plicht = "De uitgave is verplicht (Gemeentewet 193): vrij."
    geen_plicht = "De uitgave is niet verplicht (Gemeentewet 193)."
    return [
        (
            Vrijval.EERDER_AANGEGAAN,
            uitgave.eerder_aangegaan,
            eerder if uitgave.eerder_aangegaan else geen_eerder,
        ),
        (Vrijval.VERPLICHT, uitgave.verplicht, plicht if uitgave.verplicht else geen_plicht),
        (Vrijval.VRIJE_POST, *_post(uitgave, ruimte)),
        (Vrijval.PLAFOND, *_plafond(uitgave, ruimte)),
    ]


def _post(uitgave: Uitgave, ruimte: Vrijeruimte | None) -> tuple[bool, str]:
    naam = uitgave.post.strip().casefold()
    post = next((p for p in ruimte.posten if p.naam.strip().casefold() == naam), None) if ruimte else None
    if post is None:
        return False, "De post is niet vrijgegeven."
    if post.bedrag is None:
        return True, f"Post “{post.naam}” is zonder grens vrijgegeven: vrij."
    over = post.bedrag - post.gebruikt
    past = uitgave.bedrag <= over
    oordeel = "vrij" if past else f"{euro(uitgave.bedrag)} past daar niet in"
    return (
        past,
        f"Post “{post.naam}” is vrijgegeven tot {euro(post.bedrag)}, nog {euro(over)} over: {oordeel}.",
    )


def _plafond(uitgave: Uitgave, ruimte: Vrijeruimte | None) -> tuple[bool, str]:
    if ruimte is None:
        return False, "Er geldt op die dag geen bestedingsruimte."
    over = ruimte.plafond - ruimte.gebruikt
    past = uitgave.bedrag <= over
    oordeel = "vrij" if past else f"{euro(uitgave.bedrag)} past daar niet in"
    return past, f"Van het plafond van {euro(ruimte.plafond)} is {euro(over)} over: {oordeel}."
