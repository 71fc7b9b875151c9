"""Readings across the apps for pages. Read only."""

from dataclasses import dataclass

from toezicht.core.models import User


@dataclass(frozen=True, slots=True)
class Telling:
    """A number beside an entry of the navigation; `urgent` when something in it is over its term."""

    aantal: int
    urgent: bool = False


def tellingen(user: User) -> dict[str, Telling]:
    """What waits for this user, by url name of the navigation entry (`werkvoorraad`, `signalen`, …)."""
    return {}
