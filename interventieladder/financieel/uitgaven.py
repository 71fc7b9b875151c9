"""What may be spent while the budget is not approved (Gemeentewet 208), and what practice adds (193).

Free posts and the ceiling of lid 5 are law. That older and mandatory obligations need no consent is a choice of the
province, in `kader.toml`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from interventieladder.financieel.kader import kader
from toezicht.core.woorden import euro


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


def beoordeel(
    uitgave: Uitgave, ruimte: Vrijeruimte | None, *, werkwijze: Collection[str] | None = None
) -> Oordeel:
    """Is consent needed? Older obligation, mandatory, free post, ceiling: the first that fits counts.

    `werkwijze` names what the province holds free by practice; without it what `kader.toml` says.
    """
    if werkwijze is None:
        werkwijze = kader().vrij_zonder_toestemming
    stappen: list[str] = []
    for uitkomst, past, zin in _toetsen(uitgave, ruimte, werkwijze):
        stappen.append(zin)
        if past:
            return Oordeel(uitkomst, tuple(stappen))
    stappen.append(f"Voor {euro(uitgave.bedrag)} is toestemming van Gedeputeerde Staten nodig.")
    return Oordeel(Vrijval.TOESTEMMING_NODIG, tuple(stappen))


def _toetsen(
    uitgave: Uitgave, ruimte: Vrijeruimte | None, werkwijze: Collection[str]
) -> list[tuple[Vrijval, bool, str]]:
    eerder = _werkwijze(
        Vrijval.EERDER_AANGEGAAN, uitgave.eerder_aangegaan, "vóór het begrotingsjaar aangegaan", werkwijze
    )
    plicht = _werkwijze(Vrijval.VERPLICHT, uitgave.verplicht, "verplicht (Gemeentewet 193)", werkwijze)
    return [
        (Vrijval.EERDER_AANGEGAAN, *eerder),
        (Vrijval.VERPLICHT, *plicht),
        (Vrijval.VRIJE_POST, *_post(uitgave, ruimte)),
        (Vrijval.PLAFOND, *_plafond(uitgave, ruimte)),
    ]


def _werkwijze(soort: Vrijval, is_zo: bool, wat: str, werkwijze: Collection[str]) -> tuple[bool, str]:
    """Free by practice, not by law: only where the province says so."""
    if not is_zo:
        return False, f"De verplichting is niet {wat}."
    if soort not in werkwijze:
        return (
            False,
            f"De verplichting is {wat}, maar dat is volgens de werkwijze van de provincie niet vrij.",
        )
    return True, f"De verplichting is {wat}: vrij (werkwijze van de provincie)."


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
