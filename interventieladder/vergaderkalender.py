"""Which meetings of GS still fit before a term ends, and until when papers can be handed in. Pure dates.

The weekday of the meeting and the days its papers close before it are practice of a province; the defaults here
hold until its policy says otherwise.
"""

import datetime as dt
from dataclasses import dataclass

from toezicht.core.termijnen import datum_voluit

DINSDAG = 1


@dataclass(frozen=True, slots=True)
class Vergaderritme:
    """GS meet every week on `weekdag` (0 is Monday) and on `extra`, not on `zonder`; papers close days before."""

    weekdag: int = DINSDAG
    indiendagen: int = 8
    extra: tuple[dt.date, ...] = ()
    zonder: tuple[dt.date, ...] = ()

    def vergaderingen(self, van: dt.date, tot: dt.date) -> list[dt.date]:
        """The days on which GS meet from `van` up to and including `tot`."""
        eerste = van + dt.timedelta(days=(self.weekdag - van.weekday()) % 7)
        vast = (eerste + dt.timedelta(weeks=n) for n in range(max(0, (tot - eerste).days // 7 + 1)))
        return sorted({*vast, *(d for d in self.extra if van <= d <= tot)} - set(self.zonder))


RITME = Vergaderritme()


@dataclass(frozen=True, slots=True)
class Vergaderkans:
    """A meeting before the end of a term. `indienen_tot`: last day on which papers can be handed in."""

    vergadering: dt.date
    indienen_tot: dt.date
    gemist: bool


@dataclass(frozen=True, slots=True)
class Haalbaarheid:
    """What is still possible before the last day `einde`, as it looks on `vandaag`."""

    einde: dt.date
    kansen: tuple[Vergaderkans, ...]
    vandaag: dt.date

    @property
    def indienen_tot(self) -> dt.date | None:
        """The last day on which papers can still be handed in for an ordinary meeting; None when none is left."""
        return max((k.indienen_tot for k in self.kansen if not k.gemist), default=None)

    @property
    def gewoon_kan(self) -> bool:
        """Whether an ordinary meeting can still be reached."""
        return any(not k.gemist for k in self.kansen)

    @property
    def voorbij(self) -> bool:
        """Whether the term itself has passed."""
        return self.vandaag > self.einde

    @property
    def spoed(self) -> bool:
        """The ordinary way is closed and the term still runs: only the urgent written procedure is left."""
        return not self.gewoon_kan and not self.voorbij

    @property
    def dagen(self) -> int:
        """Days left, the last one included as 0; negative once it has passed."""
        return (self.einde - self.vandaag).days


def haalbaarheid(
    *, bekend: dt.date, einde: dt.date, vandaag: dt.date, ritme: Vergaderritme = RITME
) -> Haalbaarheid:
    """The ordinary meetings after `bekend` up to and including `einde`, as they look on `vandaag`."""
    kansen = []
    for dag in ritme.vergaderingen(bekend + dt.timedelta(days=1), einde):
        sluit = dag - dt.timedelta(days=ritme.indiendagen)
        kansen.append(Vergaderkans(dag, sluit, gemist=vandaag > sluit))
    return Haalbaarheid(einde, tuple(kansen), vandaag)


def advies_tien_dagen(h: Haalbaarheid) -> str:
    """What to do now about the ten days of Gemeentewet 273a, in one sentence."""
    if h.voorbij:
        return (
            "De tien dagen zijn voorbij: stilstand kan niet meer, een algemene brief buiten de termijn wel."
        )
    if h.indienen_tot is not None:
        return f"Dien de stukken uiterlijk {datum_voluit(h.indienen_tot)} in voor de vergadering van GS."
    return (
        "Geen gewone vergadering meer haalbaar: vraag de provinciesecretaris om de schriftelijke spoedprocedure, "
        f"zodat GS uiterlijk {datum_voluit(h.einde)} besluiten en de mededeling die dag uitgaat."
    )


def eerstvolgende(vandaag: dt.date, ritme: Vergaderritme = RITME) -> Vergaderkans:
    """The first meeting for which papers can still be handed in."""
    eerste = vandaag + dt.timedelta(days=ritme.indiendagen)
    open_ = ritme.vergaderingen(eerste, eerste + dt.timedelta(weeks=26))
    dag = open_[0] if open_ else eerste
    return Vergaderkans(dag, dag - dt.timedelta(days=ritme.indiendagen), gemist=False)
