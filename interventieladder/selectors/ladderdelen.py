"""What the page of a dossier shows only on its own ladder: a template and its data, per ladder."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from interventieladder.models import Dossier
from interventieladder.selectors.bestuurskracht import bestuurskrachtdeel
from interventieladder.selectors.vernietiging import vernietigingsdeel
from interventieladder.standen import bestuurskracht, vernietiging, vernietiging_waterschap
from toezicht.core.models import User


@dataclass(frozen=True, slots=True)
class Ladderdeel:
    """A part of the page: `inhoud` is `deel` in the template."""

    sjabloon: str
    inhoud: Any


_DELEN: dict[str, tuple[str, Callable[[Dossier, User], Any]]] = {
    vernietiging.PLAN.code: ("interventieladder/_vernietiging.html", vernietigingsdeel),
    vernietiging_waterschap.PLAN.code: ("interventieladder/_vernietiging.html", vernietigingsdeel),
    bestuurskracht.PLAN.code: ("interventieladder/_bestuurskracht.html", bestuurskrachtdeel),
}


def ladderdeel(dossier: Dossier, user: User) -> Ladderdeel | None:
    """The part of this dossier's ladder, or None where it has none."""
    if (gevonden := _DELEN.get(dossier.ladder)) is None:
        return None
    sjabloon, maak = gevonden
    return Ladderdeel(sjabloon, maak(dossier, user))
