"""How the hearing of an organisation stands, as plain data for the page of a dossier (Awb 4:8, 4:9)."""

import datetime as dt
from dataclasses import dataclass, replace

from interventieladder.models import Dossier, Stuk, Termijn, Zienswijze
from interventieladder.models.termijn import TermijnSoort
from toezicht.core import clock, rollen
from toezicht.core.models import User


@dataclass(frozen=True, slots=True)
class Zienswijzerij:
    """One zienswijze, whether it came too late, and how many of its points wait for an answer.

    `eerder`: it is about an earlier voornemen, and asks nothing any more.
    """

    zienswijze: Zienswijze
    te_laat: bool
    weegt_mee: bool
    punten: int
    nog: int
    eerder: bool = False

    @property
    def te_kiezen(self) -> bool:
        """Late, and nobody said whether it is weighed."""
        return self.te_laat and self.zienswijze.meegewogen is None


@dataclass(frozen=True, slots=True)
class Zienswijzekaart:
    """The invitation, what came, and what this user may do. `geen`: when it was found that nothing came."""

    termijn: Termijn
    loopt: bool
    rijen: list[Zienswijzerij]
    los: list[Stuk]
    geen: Zienswijze | None
    mag: bool
    mag_geen: bool


def zienswijzekaart(dossier: Dossier, user: User) -> Zienswijzekaart | None:
    """The hearing about the newest voornemen; None where none was sent. No query where there is no such term."""
    termijn = dossier.feiten.laatste_termijn(TermijnSoort.ZIENSWIJZE)
    if termijn is None:
        return None
    einde, vandaag = termijn.effectief_einde, clock.vandaag()
    dezer = dossier.feiten.zienswijzen_van_voornemen
    alle = [z for z in dossier.feiten.zienswijzen if not z.is_geen]
    rijen = [replace(zienswijzerij(z, einde), eerder=z not in dezer) for z in alle]
    geen = next((z for z in reversed(dezer) if z.is_geen and z.ontvangen_op > einde), None)
    iets = any(not z.is_geen for z in dezer)
    los = dossier.feiten.zienswijzen_uit_stukken
    mag = not dossier.gesloten and user.has_perm(rollen.BEHANDEL_DOSSIER)
    return Zienswijzekaart(
        termijn=termijn,
        loopt=vandaag <= einde,
        rijen=rijen,
        los=los,
        geen=geen if not iets else None,
        mag=mag,
        mag_geen=mag and vandaag > einde and geen is None and not iets and not los,
    )


def zienswijzerij(zienswijze: Zienswijze, einde: dt.date | None) -> Zienswijzerij:
    """One zienswijze as the page shows it; `einde` is the last day of its term."""
    return Zienswijzerij(
        zienswijze=zienswijze,
        te_laat=zienswijze.te_laat(einde),
        weegt_mee=zienswijze.weegt_mee(einde),
        punten=len(zienswijze.puntenlijst),
        nog=len(zienswijze.open_punten),
    )
