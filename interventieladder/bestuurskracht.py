"""From counting signals to a proposal: which rule of ladder.md 4.3 applies, in words. No rule gives a verdict."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from interventieladder.treden import Niveau
from interventieladder.vergaderkalender import RITME, Vergaderritme, eerstvolgende
from signalen.selectors.bestuurskracht import Tellend
from toezicht.core.woorden import in_maanden

if TYPE_CHECKING:
    from interventieladder.beleid.soorten import Signaaldrempels


class Regel(StrEnum):
    """Which row of the table of thresholds applies."""

    GEEN = "geen"
    VOLGEN = "volgen"
    PATROON = "patroon"
    ZWAAR = "zwaar"
    GS = "gs"


@dataclass(frozen=True, slots=True)
class Patroon:
    """What the signals amount to: rule, sentence, who decides on a role, and until when that is asked."""

    regel: Regel
    zin: str
    niveau: str
    sinds: dt.date | None
    uiterlijk: dt.date | None
    dragend: tuple[Tellend, ...]

    @property
    def niveau_naam(self) -> str:
        """Who decides, in words."""
        return str(Niveau(self.niveau).label)

    @property
    def vraagt_schets(self) -> bool:
        """Whether a situatieschets is proposed."""
        return self.regel in (Regel.PATROON, Regel.ZWAAR, Regel.GS)


def vind_patroon(
    signalen: Sequence[Tellend],
    peildatum: dt.date,
    drempels: "Signaaldrempels",
    *,
    vanaf_t3b: bool = False,
    ritme: Vergaderritme = RITME,
) -> Patroon:
    """The heaviest rule that the counting signals of one organisation meet (ladder.md 4.3).

    `vanaf_t3b`: the organisation has an open dossier on T3b or higher.
    """
    zwaar = tuple(s for s in signalen if s.zwaar)
    licht = _recent(signalen, peildatum, drempels.licht_maanden)
    if zwaar and (len(zwaar) >= drempels.zwaar_gs or vanaf_t3b):
        return _gs(zwaar, peildatum, ritme, vanaf_t3b=vanaf_t3b)
    if len(zwaar) >= drempels.zwaar_aantal:
        sinds = max(s.kennisname_op for s in zwaar)
        tot = sinds + dt.timedelta(weeks=drempels.zwaar_weken)
        zin = "Een zwaar signaal vraagt een korte situatieschets en een bestuurlijke weging."
        return Patroon(Regel.ZWAAR, zin, Niveau.GEDEPUTEERDE, sinds, tot, zwaar)
    if gevonden := _licht_patroon(licht, peildatum, drempels):
        zin, dragend = gevonden
        sinds = max(s.kennisname_op for s in dragend)
        tot = sinds + dt.timedelta(weeks=drempels.licht_weken)
        return Patroon(Regel.PATROON, zin, Niveau.TEAMLEIDER, sinds, tot, dragend)
    if licht:
        zin = f"{_aantal(len(licht))}: volgen en noemen in het accountgesprek, per kwartaal."
        return Patroon(Regel.VOLGEN, zin, Niveau.TEAMLEIDER, None, None, licht)
    return Patroon(Regel.GEEN, "Geen signalen die meetellen.", Niveau.TEAMLEIDER, None, None, ())


def _aantal(aantal: int) -> str:
    return "Eén licht signaal" if aantal == 1 else f"{aantal} lichte signalen"


def _gs(zwaar: tuple[Tellend, ...], peildatum: dt.date, ritme: Vergaderritme, *, vanaf_t3b: bool) -> Patroon:
    waarom = f"{len(zwaar)} zware signalen" if len(zwaar) > 1 else "Een zwaar signaal"
    naast = " naast een dossier op T3b of hoger" if vanaf_t3b else ""
    zin = f"{waarom}{naast}: bespreking in Gedeputeerde Staten; de commissaris van de Koning wordt geïnformeerd."
    kans = eerstvolgende(peildatum, ritme)
    return Patroon(Regel.GS, zin, Niveau.GS, max(s.kennisname_op for s in zwaar), kans.vergadering, zwaar)


def _recent(signalen: Sequence[Tellend], peildatum: dt.date, maanden: int) -> tuple[Tellend, ...]:
    vanaf = _maanden_terug(peildatum, maanden)
    return tuple(s for s in signalen if not s.zwaar and s.datum_feit > vanaf)


def _maanden_terug(dag: dt.date, maanden: int) -> dt.date:
    jaar, maand = divmod(dag.year * 12 + dag.month - 1 - maanden, 12)
    laatste = (dt.date(jaar + (maand == 11), (maand + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(jaar, maand + 1, min(dag.day, laatste))


def _licht_patroon(
    licht: tuple[Tellend, ...], peildatum: dt.date, drempels: "Signaaldrempels"
) -> tuple[str, tuple[Tellend, ...]] | None:
    """Several light ones over axes, or on one axis with a rising trend."""
    assen = Counter(s.as_letter for s in licht)
    if len(licht) >= drempels.licht_aantal and len(assen) >= drempels.licht_domeinen:
        zin = f"{len(licht)} lichte signalen in {in_maanden(drempels.licht_maanden)} over {len(assen)} assen."
        return f"{zin} Dat is een patroon: maak een situatieschets met roladvies.", licht
    grens = _maanden_terug(peildatum, drempels.trend_maanden)
    for letter, aantal in sorted(assen.items()):
        eigen = tuple(s for s in licht if s.as_letter == letter)
        nieuw = sum(s.datum_feit > grens for s in eigen)
        if aantal >= drempels.zelfde_as and nieuw > aantal - nieuw:
            zin = f"{aantal} lichte signalen op de as {eigen[0].as_naam.lower()}, en het worden er meer."
            return f"{zin} Dat is een patroon: maak een situatieschets met roladvies.", eigen
    return None
