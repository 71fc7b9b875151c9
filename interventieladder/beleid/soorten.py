"""What one version of the beleidskader holds. Terms in whole weeks unless the name says otherwise."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from interventieladder.treden import Niveau
from toezicht.core.fouten import Weigering

OPKLIMMEND: tuple[str, ...] = tuple(Niveau.values)
"""Deciding levels from low to high."""


def hoogste_niveau(een: str, ander: str) -> str:
    """The heavier of two deciding levels."""
    return max(een, ander, key=OPKLIMMEND.index)


@dataclass(frozen=True, slots=True)
class Wetsbezwaar:
    """One break: which hard rule, what is wrong and how to mend it, and the article."""

    regel: str
    wat: str
    grondslag: str

    def __str__(self) -> str:
        return f"{self.wat} ({self.grondslag})"


@dataclass(frozen=True, slots=True)
class Tredebeleid:
    """How one province counts and names a rung, and the customary terms in weeks.

    `groep` is the name of the whole when two rungs share one number (T3a and T3b, or T5 and T6).
    """

    code: str
    nummer: str
    naam: str
    kort: str
    beslist: str
    termijn_weken: int = 0
    zienswijze_weken: int = 0
    groep: str = ""
    max_verlengingen: int | None = None

    @property
    def volledig(self) -> str:
        """Number and name: never a bare number (ladder.md 1.3)."""
        return f"{self.nummer} {self.naam}"


@dataclass(frozen=True, slots=True)
class Weergavetrede:
    """A rung as the province shows it: one number and name for one or more codes of the machine."""

    nummer: str
    naam: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taak:
    """A duty under supervision and the law it rests on."""

    code: str
    naam: str
    domein: str
    wet: str
    artikel: str
    orgaan: str
    bijlage_124b: bool = False

    @property
    def grondslag(self) -> str:
        """Law and article as a letter names them."""
        return f"{self.wet}, {self.artikel}"


@dataclass(frozen=True, slots=True)
class Contact:
    """Where the province can be reached, as its letters say it."""

    afdeling: str
    telefoon: str
    email: str
    website: str
    bezoekadres: str
    postadres: str


@dataclass(frozen=True, slots=True)
class Ondertekening:
    """Who signs for GS (Provinciewet 59a), and the functions of those who sign by mandate."""

    commissaris: str
    secretaris: str
    coordinator: str
    teamleider: str
    gedeputeerde: str
    toezichthouder: str = "toezichthouder"


@dataclass(frozen=True, slots=True)
class Reces:
    """A yearly recess in which no term should end, both days included (`mm-dd`)."""

    van: str
    tot: str
    naam: str

    def bevat(self, datum: dt.date) -> bool:
        """Whether the day falls in it, also over the turn of the year."""
        dag = f"{datum:%m-%d}"
        return self.van <= dag <= self.tot if self.van <= self.tot else dag >= self.van or dag <= self.tot


@dataclass(frozen=True, slots=True)
class Oordeel:
    """One value of the judgement scale. `rang` 0 is best; colour is never the only sign (icon and label)."""

    code: str
    label: str
    kleur: str
    icoon: str
    rang: int
    telt_als_onvoldoende: bool = False
    verschoonbaar: bool = False
    domein: str = ""


@dataclass(frozen=True, slots=True)
class Totaalbeeld:
    """From how many orange or red domains on, out of how many, a talk follows (P_tb_drempel)."""

    gesprek_bij: int
    domeinen: int


@dataclass(frozen=True, slots=True)
class Signaaldrempels:
    """When signals ask for a conversation, and how soon (ladder.md 4.3): thresholds, never a verdict.

    `licht_aantal` light signals in `licht_maanden` over `licht_domeinen` axes, or `zelfde_as` on one axis with
    more in the last `trend_maanden` than before; from `zwaar_aantal` heavy ones on a weighing, from `zwaar_gs`
    on in GS. Terms in weeks; a role lasts at most `rol_maanden`.
    """

    licht_aantal: int
    licht_maanden: int
    licht_domeinen: int
    zwaar_aantal: int
    zelfde_as: int = 2
    trend_maanden: int = 6
    zwaar_gs: int = 2
    licht_weken: int = 4
    zwaar_weken: int = 2
    rol_maanden: int = 12


@dataclass(frozen=True, slots=True)
class Huisvesting:
    """Thresholds of the housing ladder (ladder.md 2.1.4), persons or percent, and the scope of a decision."""

    drempel_personen: int
    drempel_procent: int
    fors_procent: int
    daling_procent: int
    opeenvolgend_t4: int
    scope: str


@dataclass(frozen=True, slots=True)
class GSAgenda:
    """When GS meet and how many days before that the papers close.

    `schriftelijk`: what decides in the urgent written procedure, on which the law is silent: `meerderheid` of the
    members in office, `alle` members answered, or `niet` when the province does not know it.
    """

    vergaderdag: str
    aanlevering_dagen: int
    zonder: tuple[dt.date, ...] = ()
    extra: tuple[dt.date, ...] = ()
    schriftelijk: str = "meerderheid"


@dataclass(frozen=True, slots=True)
class Feestdag:
    """A day equated with a holiday by royal decree (ATW 3 lid 3), with the decree."""

    datum: dt.date
    naam: str
    bron: str


@dataclass(frozen=True, slots=True)
class Verzendregister:
    """After how many days a sending whose proof is still to come is an alarm."""

    bewijs_dagen: int = 7


@dataclass(frozen=True, slots=True)
class Beleid:
    """One version of the policy."""

    versie: str
    naam: str
    geldig_van: dt.date
    atw_overeenkomstig: bool
    max_verlengingen: int
    recidive_maanden: int
    bewijs_max_weken: int
    nazorg_weken: int
    feitencheck_max_dagen: int
    t3b_direct: bool
    zienswijze_min_weken: int
    max_weken: int
    spoed_schrift_dagen: int
    afbouw: str
    vaste_datum: str
    domeinen: tuple[str, ...]
    afschrift_raad: tuple[str, ...]
    verkiezingen: tuple[dt.date, ...]
    reces: tuple[Reces, ...]
    schaal: tuple[Oordeel, ...]
    feestdagen: tuple[Feestdag, ...]
    contact: Contact
    ondertekening: Ondertekening
    totaalbeeld: Totaalbeeld
    signalen: Signaaldrempels
    huisvesting: Huisvesting
    gs: GSAgenda
    treden: Mapping[str, Tredebeleid] = field(hash=False)
    route: Mapping[str, tuple[str, ...]] = field(hash=False)
    besluit: Mapping[str, str] = field(hash=False)
    mandaat: Mapping[str, str] = field(hash=False)
    taken: Mapping[str, Taak] = field(hash=False)
    herindeling_vooruit_dagen: int = 60
    """How long before a herindeling its plan must be confirmed; may be left out of a version."""
    verzending: Verzendregister = Verzendregister()
    brieftekst: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    """Texts of the province for the blocks of its letters, per letter and block; else ours holds."""
    rechtsmiddel: Mapping[str, str] = field(default_factory=dict, hash=False)
    """What stands open against a letter where the law leaves it to the jurist."""

    def taak(self, code: str) -> Taak:
        """The duty with this code; refuses an unknown one."""
        gevonden = self.taken.get(code)
        if gevonden is None:
            raise Weigering(
                f"De taak “{code}” staat niet in het {self.naam}. Kies een taak uit de lijst.", veld="taak"
            )
        return gevonden

    def verlengingen(self, trede: str) -> int:
        """How often this rung may be prolonged (P_max_verleng): its own limit, or that of the policy."""
        eigen = self.treden[trede].max_verlengingen if trede in self.treden else None
        return self.max_verlengingen if eigen is None else eigen

    def beslisniveau(self, stap: str, van: str, verklaard: str) -> str:
        """Who decides this act from this rung. What the law gives to GS a version can only make heavier."""
        gekozen = self.besluit.get(f"{stap}.{van}") or self.besluit.get(stap)
        if gekozen is None:
            return verklaard
        wettelijk = verklaard in (Niveau.GS, Niveau.GS_OF_GEMACHTIGDE)
        return hoogste_niveau(gekozen, verklaard) if wettelijk else gekozen

    def schaal_voor(self, domein: str) -> Sequence[Oordeel]:
        """The judgement scale of a domain, best first: its own, or the general one."""
        eigen = [o for o in self.schaal if o.domein == domein]
        return sorted(eigen or (o for o in self.schaal if not o.domein), key=lambda o: o.rang)

    def trap(self) -> list[Weergavetrede]:
        """The rungs as this province counts them, from light to heavy."""
        uit = []
        for nummer, groep in groupby(self.treden.values(), key=lambda t: t.nummer):
            leden = list(groep)
            naam = leden[0].groep if len(leden) > 1 else leden[0].naam
            uit.append(Weergavetrede(nummer, naam, tuple(t.code for t in leden)))
        return uit
