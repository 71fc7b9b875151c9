"""From a start date and a length to an end date, with the explanation (Algemene termijnenwet art. 1-5)."""

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from toezicht.core.termijnen.kalender import (
    LID_GOEDE_VRIJDAG,
    LID_KB,
    Feestdag,
    Kalender,
    OngeldigeTermijn,
    eis_datum,
    standaard_kalender,
)

ART_1 = "Algemene termijnenwet art. 1, eerste lid"
ART_2 = "Algemene termijnenwet art. 2"
ART_4 = "Algemene termijnenwet art. 4, onder a"
ART_5 = "Algemene termijnenwet art. 5"

KORTSTE_TERMIJN_ART_2 = 3  # days
WERKDAGEN_ART_2 = 2
HERINNERING_VOORAF = (14, 7, 1)  # days before the end

_NIET_VRIJ = "Geen zaterdag, zondag of feestdag: blijft staan"
_EEN_DAG = dt.timedelta(days=1)
_DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


class Eenheid(StrEnum):
    """What a term is counted in."""

    DAGEN = "dagen"
    WEKEN = "weken"
    MAANDEN = "maanden"


class Basis(StrEnum):
    """Where the term is set: it decides whether the Algemene termijnenwet governs it (art. 1 and 5)."""

    WET = "wet"
    AMVB = "amvb"
    VERORDENING = "verordening"
    BESLUIT_GS = "besluit_gs"
    BRIEF = "brief"

    @property
    def omschrijving(self) -> str:
        """In words, for forms and explanations."""
        return {
            Basis.WET: "wet",
            Basis.AMVB: "algemene maatregel van bestuur",
            Basis.VERORDENING: "verordening",
            Basis.BESLUIT_GS: "besluit van Gedeputeerde Staten",
            Basis.BRIEF: "brief",
        }[self]

    @property
    def onder_atw(self) -> bool:
        """Whether the Algemene termijnenwet governs by itself."""
        return self in {Basis.WET, Basis.AMVB}


_ENKELVOUD = {Eenheid.DAGEN: "dag", Eenheid.WEKEN: "week", Eenheid.MAANDEN: "maand"}
_GRENS_ART_4 = {Eenheid.DAGEN: 90, Eenheid.WEKEN: 12, Eenheid.MAANDEN: 3}  # more than this: no extension


@dataclass(frozen=True, slots=True)
class Lengte:
    """A length as the source words it: 4 weeks is not 28 days for art. 4, nor 3 months 90 days.

    `Lengte(6, Eenheid.WEKEN)`, `Lengte(6, "weken")` and `Lengte.weken(6)` are the same. Raises
    `OngeldigeTermijn` for less than one, `ValueError` for an unknown unit.
    """

    aantal: int
    eenheid: Eenheid

    def __post_init__(self) -> None:
        if isinstance(self.aantal, bool) or not isinstance(self.aantal, int):
            raise TypeError("a length is a whole number")
        object.__setattr__(self, "eenheid", Eenheid(self.eenheid))
        if self.aantal < 1:
            raise OngeldigeTermijn("Geef als lengte een heel getal van 1 of hoger.", veld="aantal")

    @classmethod
    def dagen(cls, aantal: int) -> "Lengte":
        """So many days."""
        return cls(aantal, Eenheid.DAGEN)

    @classmethod
    def weken(cls, aantal: int) -> "Lengte":
        """So many weeks."""
        return cls(aantal, Eenheid.WEKEN)

    @classmethod
    def maanden(cls, aantal: int) -> "Lengte":
        """So many months."""
        return cls(aantal, Eenheid.MAANDEN)

    def __str__(self) -> str:
        return f"{self.aantal} {_ENKELVOUD[self.eenheid] if self.aantal == 1 else self.eenheid.value}"

    @property
    def uitgezonderd(self) -> bool:
        """More than 90 days, 12 weeks or 3 months: the Algemene termijnenwet does not apply (art. 4)."""
        return self.aantal > _GRENS_ART_4[self.eenheid]

    @property
    def minimum_werkdagen(self) -> bool:
        """Three days or more: two working days must lie within (art. 2)."""
        return self.eenheid is not Eenheid.DAGEN or self.aantal >= KORTSTE_TERMIJN_ART_2


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """The end before and after the Algemene termijnenwet, and how it was found.

    `stappen` are Dutch sentences in order; `toegepast` names the articles that changed the end or kept
    it where it is; `kalender_versie` names the holiday data.
    """

    ruw_einde: dt.date
    effectief_einde: dt.date
    stappen: tuple[str, ...]
    kalender_versie: str
    toegepast: tuple[str, ...]

    @property
    def verschoven(self) -> bool:
        """Whether the end moved."""
        return self.effectief_einde != self.ruw_einde


@dataclass(slots=True)
class Verslag:
    """Sentences and articles, gathered while computing; an article is named once."""

    stappen: list[str]
    toegepast: dict[str, None] = field(default_factory=dict)

    def noteer(self, zin: str, *artikelen: str) -> None:
        self.stappen.append(f"{zin} ({_opsomming(artikelen)})" if artikelen else zin)
        self.toegepast.update(dict.fromkeys(artikelen))


def datum_voluit(datum: dt.date) -> str:
    """A date in Dutch words: "vrijdag 22 mei 2026"."""
    return f"{_DAGEN[datum.weekday()]} {datum.day} {_MAANDEN[datum.month - 1]} {datum.year}"


def bereken(
    start: dt.date,
    lengte: Lengte,
    basis: Basis,
    *,
    overeenkomstig: bool = False,
    kalender: Kalender | None = None,
    gebeurtenis: str = "Begin",
) -> Uitkomst:
    """When does a term end that begins the day after `start`?

    Rolls for `wet` and `amvb` (Algemene termijnenwet art. 1, 2 and 5); for the other bases only with
    `overeenkomstig`, and then with the exceptions of art. 4 too. `gebeurtenis` opens the explanation
    ("Brief verzonden"). Without `kalender`: the standard one. Raises `OngeldigeTermijn` before 2014 or
    beyond the year 9999.
    """
    dagen_vrij = kalender or standaard_kalender()
    eis_datum(start)
    try:
        ruw = tel_op(start, lengte)
        verslag = Verslag(begin_zinnen(start, lengte, ruw, gebeurtenis))
        einde = rond_af(
            start, ruw, (lengte,), basis, overeenkomstig=overeenkomstig, kalender=dagen_vrij, verslag=verslag
        )
    except OverflowError as fout:
        raise OngeldigeTermijn(
            "Kies een kortere termijn: deze eindigt na het jaar 9999.", veld="aantal"
        ) from fout
    return Uitkomst(ruw, einde, tuple(verslag.stappen), dagen_vrij.versie, tuple(verslag.toegepast))


def rond_af(
    start: dt.date,
    ruw: dt.date,
    lengtes: Sequence[Lengte],
    basis: Basis,
    *,
    overeenkomstig: bool,
    kalender: Kalender,
    verslag: Verslag,
    geschorst: Sequence[tuple[dt.date, dt.date]] = (),
) -> dt.date:
    """The effective end of a counted term: what the Algemene termijnenwet does with its raw end.

    `lengtes` are the length and its extensions (art. 4 looks at all of them together); days in `geschorst`
    (from, up to but not including) are no days of the term, so they are not working days in it (art. 2).
    """
    if not (basis.onder_atw or overeenkomstig):
        reden = f"voor een termijn in een {basis.omschrijving} geldt de Algemene termijnenwet niet"
        _blijft_staan(ruw, kalender, verslag, reden)
        return ruw
    if grens := _uitgezonderd(lengtes):
        _meld_uitzondering(ruw, grens, kalender, verslag)
        return ruw
    kort = not any(lengte.minimum_werkdagen for lengte in lengtes)
    einde = _verleng(start, ruw, kort, kalender, verslag, geschorst)
    _meld_slot(ruw, einde, basis, verslag)
    _meld_onbekende_jaren(ruw, einde, kalender, verslag)
    return einde


def _uitgezonderd(lengtes: Sequence[Lengte]) -> Eenheid | None:
    """The unit whose bound of art. 4 is passed; lengths in different units add up as parts of their bounds."""
    delen = sum(Fraction(lengte.aantal, _GRENS_ART_4[lengte.eenheid]) for lengte in lengtes)
    return lengtes[0].eenheid if delen > 1 else None


def laatste_dag_voor(datum: dt.date) -> dt.date:
    """The last day, to its end, for something due *before* a fixed date: "vóór 15 juli" is 14 July.

    Does not roll: a fixed date is no term (docs/termijnen.md). Raises `OngeldigeTermijn` before 2014.
    """
    eis_datum(datum, "datum")
    return datum - _EEN_DAG


def herinneringen(start: dt.date, eind: dt.date) -> list[dt.date]:
    """Days to remind on: half-way, 14, 7 and 1 day before the end, and the day after it; earliest first.

    Points that fall on or before `start` are left out, so a short term gets fewer. Raises
    `OngeldigeTermijn` when the end is not after the start.
    """
    return sorted({punt for _, punt in herinneringspunten(start, eind)})


def herinneringspunten(
    start: dt.date, eind: dt.date, vooraf: Sequence[int] = HERINNERING_VOORAF
) -> list[tuple[str, dt.date]]:
    """As `herinneringen`, each with its name: "helft", "-14" … "-1" and "+1"; earliest first.

    `vooraf`: days before the end. Raises `OngeldigeTermijn` when the end is not after the start.
    """
    eis_datum(start)
    if eind <= start:
        raise OngeldigeTermijn("De termijn moet eindigen na de begindatum.", veld="eind")
    if eind == dt.date.max:
        raise OngeldigeTermijn("Kies een kortere termijn: na deze dag bestaat geen datum meer.", veld="eind")
    punten = [("helft", start + (eind - start) // 2), ("+1", eind + _EEN_DAG)]
    punten += [(f"-{dagen}", eind - dt.timedelta(days=dagen)) for dagen in vooraf]
    return sorted(((naam, punt) for naam, punt in punten if punt > start), key=lambda paar: paar[1])


def tel_op(start: dt.date, lengte: Lengte) -> dt.date:
    """The last day by counting only. The day of the event is not counted; months go by the ultimo rule."""
    if lengte.eenheid is Eenheid.DAGEN:
        return start + dt.timedelta(days=lengte.aantal)
    if lengte.eenheid is Eenheid.WEKEN:
        return start + dt.timedelta(weeks=lengte.aantal)
    jaar, maand = divmod(start.year * 12 + start.month - 1 + lengte.aantal, 12)
    if jaar > dt.MAXYEAR:
        raise OverflowError
    return dt.date(jaar, maand + 1, min(start.day, calendar.monthrange(jaar, maand + 1)[1]))


def begin_zinnen(start: dt.date, lengte: Lengte, ruw: dt.date, gebeurtenis: str) -> list[str]:
    """The sentences that are the same for every term."""
    telling = f"{lengte} → {datum_voluit(ruw)}"
    if lengte.eenheid is Eenheid.MAANDEN and ruw.day != start.day:
        telling += f", de laatste dag van de maand, want {_MAANDEN[ruw.month - 1]} heeft geen dag {start.day}"
    return [f"{gebeurtenis} op {datum_voluit(start)}", "De termijn begint de dag erna", telling]


def _wat(datum: dt.date, feestdag: Feestdag | None) -> str:
    """A free day and why it is free, as the first half of a sentence."""
    dag = datum_voluit(datum).capitalize()
    if feestdag is None:
        return f"{dag} valt in het weekend"
    if feestdag.grondslag == LID_KB:
        return f"{dag} ({feestdag.naam}) is bij koninklijk besluit gelijkgesteld met een feestdag"
    if feestdag.grondslag == LID_GOEDE_VRIJDAG:
        return f"{dag} is Goede Vrijdag, gelijkgesteld met een feestdag"
    return f"{dag} is {feestdag.naam}"


def _verleng(
    start: dt.date,
    ruw: dt.date,
    kort: bool,
    kalender: Kalender,
    verslag: Verslag,
    geschorst: Sequence[tuple[dt.date, dt.date]],
) -> dt.date:
    """Apply art. 1 and then art. 2. The order does not matter for the date, only for the explanation."""
    einde = ruw
    while kalender.is_vrij(einde) is not None:
        feestdag = kalender.feestdag(einde)
        verslag.noteer(
            f"{_wat(einde, feestdag)}: schuift op", ART_1, *([feestdag.grondslag] if feestdag else [])
        )
        einde += _EEN_DAG
    if not kort and not _genoeg_werkdagen(start, einde, kalender, geschorst):
        verslag.noteer(
            f"Tot en met {datum_voluit(einde)} is maar 1 dag geen zaterdag, zondag of feestdag, "
            "en dat moeten er ten minste twee zijn: de termijn wordt langer",
            ART_2,
        )
        einde = _tweede_werkdag(einde, kalender, verslag)
    return einde


def _genoeg_werkdagen(
    start: dt.date, einde: dt.date, kalender: Kalender, geschorst: Sequence[tuple[dt.date, dt.date]]
) -> bool:
    """Whether the term holds the working days that art. 2 asks; looks no further than it must."""
    gevonden, dag = 0, start
    while dag < einde and gevonden < WERKDAGEN_ART_2:
        dag += _EEN_DAG
        telt = not any(van <= dag < tot for van, tot in geschorst)
        gevonden += telt and kalender.is_vrij(dag) is None
    return gevonden >= WERKDAGEN_ART_2


def _tweede_werkdag(einde: dt.date, kalender: Kalender, verslag: Verslag) -> dt.date:
    """The next working day after `einde`, which is itself the first one within the term."""
    einde += _EEN_DAG
    while kalender.is_vrij(einde) is not None:
        feestdag = kalender.feestdag(einde)
        verslag.noteer(
            f"{_wat(einde, feestdag)}: telt niet mee", ART_2, *([feestdag.grondslag] if feestdag else [])
        )
        einde += _EEN_DAG
    return einde


def _blijft_staan(ruw: dt.date, kalender: Kalender, verslag: Verslag, reden: str, *artikelen: str) -> None:
    """Say that the end does not move; the reason only when it would have moved otherwise."""
    if kalender.is_vrij(ruw) is None:
        verslag.noteer(_NIET_VRIJ)
    else:
        verslag.noteer(f"{_wat(ruw, kalender.feestdag(ruw))}, maar {reden}: blijft staan", *artikelen)


def _meld_uitzondering(ruw: dt.date, eenheid: Eenheid, kalender: Kalender, verslag: Verslag) -> None:
    """Art. 4: nothing moves. The article counts as applied even where nothing would have moved."""
    grens = _GRENS_ART_4[eenheid]
    reden = f"voor een termijn van meer dan {grens} {eenheid.value} geldt de Algemene termijnenwet niet"
    _blijft_staan(ruw, kalender, verslag, reden, ART_4)
    verslag.toegepast[ART_4] = None


def _meld_slot(ruw: dt.date, einde: dt.date, basis: Basis, verslag: Verslag) -> None:
    """The end, and why the law governed where that is not plain: by art. 5, or by the province's choice."""
    if einde == ruw:
        verslag.noteer(_NIET_VRIJ)
        return
    if basis is Basis.AMVB:
        verslag.noteer("De wet geldt ook voor een termijn in een algemene maatregel van bestuur", ART_5)
    elif not basis.onder_atw:
        verslag.noteer(
            f"De Algemene termijnenwet is overeenkomstig toegepast op een termijn in een {basis.omschrijving}"
        )
    verslag.noteer(f"De termijn eindigt op {datum_voluit(einde)}")


def _meld_onbekende_jaren(ruw: dt.date, einde: dt.date, kalender: Kalender, verslag: Verslag) -> None:
    """Warn when the KB days around the end are not known: a later decree may move it."""
    onbekend = sorted({ruw.year, einde.year} - kalender.kb_jaren)
    if onbekend:
        jaren = " en ".join(str(jaar) for jaar in onbekend)
        verslag.noteer(
            f"Let op: van {jaren} zijn de bij koninklijk besluit gelijkgestelde dagen hier niet bekend; "
            "controleer de einddatum"
        )


def _opsomming(delen: tuple[str, ...]) -> str:
    """ "Algemene termijnenwet art. 1, eerste lid, en art. 3, derde lid": the law is named once."""
    wet = "Algemene termijnenwet "
    return ", en ".join([delen[0], *(deel.removeprefix(wet) for deel in delen[1:])])
