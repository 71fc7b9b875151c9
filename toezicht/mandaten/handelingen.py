"""Which acts can stand in the register: told by the apps that know them (from `AppConfig.ready`)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from toezicht.core import rollen
from toezicht.mandaten.models import MACHTIGING

NIVEAUS: dict[str, str] = {
    "coordinator": "coördinator",
    "teamleider": "teamleider",
    "gedeputeerde": "gedeputeerde",
    MACHTIGING: "Gedeputeerde Staten, bij machtiging",
}
"""Levels at which somebody else than GS themselves can decide. What only GS decide has no line in the register."""

FUNCTIES: tuple[str, ...] = (
    rollen.COORDINATOR,
    rollen.TEAMLEIDER,
    rollen.DIRECTEUR,
    rollen.PROVINCIESECRETARIS,
    rollen.GEDEPUTEERDE,
)
"""Roles a mandate can be given to: those that decide (ladder.md 5.1). The others check, draft or register."""


@dataclass(frozen=True, slots=True)
class Handeling:
    """One act of one ladder. `niveaus` are those at which it can be decided; `nooit` why nobody can be mandated."""

    code: str
    ladder: str
    ladder_naam: str
    naam: str
    niveaus: tuple[str, ...]
    nooit: str = ""


_bronnen: list[Callable[[], Iterable[Handeling]]] = []


def registreer_handelingen(bron: Callable[[], Iterable[Handeling]]) -> None:
    """Make acts known; `bron` is read when first asked for."""
    _bronnen.append(bron)
    handelingen.cache_clear()


@cache
def handelingen() -> tuple[Handeling, ...]:
    """All acts, in the order of the ladders."""
    return tuple(handeling for bron in _bronnen for handeling in bron())


def met_code(code: str, ladder: str = "") -> list[Handeling]:
    """The acts of this name, on one ladder or on all."""
    return [h for h in handelingen() if h.code == code and ladder in ("", h.ladder)]


def naam_van(code: str, ladder: str = "") -> str:
    """An act in words; empty is every act."""
    if not code:
        return "alle handelingen"
    gevonden = met_code(code, ladder)
    return gevonden[0].naam if gevonden else code
