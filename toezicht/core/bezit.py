"""What stands on somebody's name, and handing it to another before an account closes (design 4.5).

Core does not know the later apps: each says from `AppConfig.ready` what of its own has an owner.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from toezicht.core.fouten import Weigering
from toezicht.core.gezondheid import registreer_controle
from toezicht.core.mensen import met_recht
from toezicht.core.models import User
from toezicht.core.woorden import hoeveel


@dataclass(frozen=True, slots=True)
class Bezitsoort:
    """A kind of thing with an owner. `enkel` and `naam` for one and more ("dossiers als behandelaar").

    `van` gives what stands on a name, as people call it; `geef_door(van, naar, door, reden)` moves all of it, with
    its lines in the logboek; `recht` is what the new owner must be able to.
    """

    code: str
    enkel: str
    naam: str
    recht: str
    van: Callable[[User], list[str]]
    geef_door: Callable[[User, User, User, str], None]

    def hoeveel(self, wat: Sequence[str]) -> str:
        """*1 dossier als behandelaar*, *3 dossiers als behandelaar*."""
        return hoeveel(len(wat), self.enkel, self.naam)


@dataclass(frozen=True, slots=True)
class Bezit:
    """What one person has of one kind, and who could take it over: (account, name)."""

    soort: Bezitsoort
    wat: list[str]
    kandidaten: list[tuple[int, str]]


_soorten: dict[str, Bezitsoort] = {}
_bij_sluiten: list[Callable[[User], None]] = []


def registreer_bezit(soort: Bezitsoort) -> None:
    """Make a kind known (or replace the one of that code)."""
    _soorten[soort.code] = soort


def registreer_bij_sluiten(functie: Callable[[User], None]) -> None:
    """What an app does besides when an account closes, for what beheer may not see."""
    _bij_sluiten.append(functie)


def bezit_van(user: User) -> list[Bezit]:
    """Everything that stands on this name, per kind; kinds without anything are left out."""
    gevonden = [(soort, soort.van(user)) for soort in _soorten.values()]
    return [
        Bezit(
            soort,
            wat,
            [
                (ander.pk, ander.naam)
                for ander in met_recht(soort.recht).exclude(pk=user.pk).order_by("last_name", "pk")
            ],
        )
        for soort, wat in gevonden
        if wat
    ]


def draag_alles_over(*, van: User, opvolgers: Mapping[str, int], door: User, reden: str) -> None:
    """Move everything that stands on a name to the one chosen per kind; inside the transaction of the caller.

    `Weigering` with the field of the kind when nobody was chosen for it, or somebody who cannot take it.
    """
    for bezit in bezit_van(van):
        soort, gekozen = bezit.soort, opvolgers.get(bezit.soort.code)
        if gekozen is None:
            raise Weigering(
                f"Kies wie dit overneemt: {soort.hoeveel(bezit.wat)}.", veld=f"opvolger_{soort.code}"
            )
        if gekozen not in dict(bezit.kandidaten):
            raise Weigering(
                "Kies iemand met een open account en het recht daarvoor.", veld=f"opvolger_{soort.code}"
            )
        soort.geef_door(van, User.objects.get(pk=gekozen), door, reden)
    for functie in _bij_sluiten:
        functie(van)


def controle_bezit() -> tuple[bool, str]:
    """Health check: nothing stands on the name of a closed account."""
    open_ = [
        f"{user.naam}: {soort.hoeveel(wat)}"
        for user in User.objects.filter(is_active=False).order_by("pk")
        for soort in _soorten.values()
        if (wat := soort.van(user))
    ]
    if open_:
        return False, f"Op naam van een gesloten account staan nog: {'; '.join(open_[:10])}. Wijs ze toe."
    return True, "Niets staat op naam van een gesloten account."


registreer_controle("bezit", controle_bezit)
