"""Which law governs stepping in, per kind of organisation and duty, and whom it says must be told. Plain data.

One table for copies and notices (ladder.md 1.5, 2.5, 2.6): guards, addressees and pages read it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

CONTROLEREND, DEELNEMERS, ANDERE_GS, BLAD = "controlerend", "deelnemers", "andere_gs", "blad"
"""Who is told: the body that controls the organ addressed (raad, algemeen bestuur; the college or dagelijks
bestuur where that body itself is addressed), the raden of all that take part, the GS of the other provinces, and
everybody by a notice in the provinciaal blad."""


BEROEP_ABRVS, JURIST_BEPAALT = "beroep_abrvs", "jurist_bepaalt"
"""What stands open against stepping in: an appeal the annexes of the Awb name, or what the jurist lays down."""
BELANGHEBBENDE = "een belanghebbende"


BRIEF_VAN_TREDE: Mapping[str, str] = {"L2": "t2", "L5": "t3a", "L5b": "t3b"}
"""The letter of each light rung: no law asks a copy of it, the policy may (P_cc_raad)."""


@dataclass(frozen=True, slots=True)
class Mededeling:
    """One copy or notice: with which document, to whom, on which article. `wet` False: policy of the province."""

    document: str
    ontvanger: str
    grondslag: str
    wet: bool = True


@dataclass(frozen=True, slots=True)
class Tredewoord:
    """How a rung is called where the law cuts it otherwise: number, name, short name."""

    nummer: str
    naam: str
    kort: str


@dataclass(frozen=True, slots=True)
class Regime:
    """One law of stepping in. `alleen_beslissingen`: the law speaks of decisions only, not of acts or results.

    `organen` are those in whose place GS may act (empty: every organ of the organisation); `kosten` who
    pays when that is not the organisation itself (Gw 124 lid 1; Wgr 32b and 32e; Waterschapswet 60);
    `medewerking` the article on which the organisation helps with the execution; `rechtsmiddel` what stands open
    against stepping in, for `beroepsgerechtigden` (Awb bijlage 1 and 2).
    """

    code: str
    grondslag: str
    mededelingen: tuple[Mededeling, ...]
    kosten: str = ""
    organen: tuple[str, ...] = ()
    alleen_beslissingen: bool = False
    medewerking: str = "de artikelen 32b tot en met 32j van de Wet gemeenschappelijke regelingen"
    rechtsmiddel: str = BEROEP_ABRVS
    beroepsgerechtigden: str = "het bestuur van de regeling"
    treden: Mapping[str, Tredewoord] = field(default_factory=dict, hash=False)

    def bij(self, document: str) -> list[Mededeling]:
        """The copies and notices that go with a document."""
        return [m for m in self.mededelingen if m.document == document]

    def te_melden(self, document: str, *, trede: str, gekozen: Collection[str]) -> list[Mededeling]:
        """As `bij`, for a dossier on `trede` under a policy that chose to copy the letters of the rungs `gekozen`.

        The letter of a light rung, and L6 that prolongs one, is copied on those rungs only.
        """
        if document in BRIEF_VAN_TREDE:
            licht = BRIEF_VAN_TREDE[document]
        elif document == "L6":
            licht = trede if trede in BRIEF_VAN_TREDE.values() else ""
        else:
            return self.bij(document)
        return self.bij("L5b") if licht in gekozen else []

    def kennisgeving(self, *documenten: str) -> Mededeling | None:
        """The notice one of these documents asks, or None where neither law nor policy asks one."""
        return next((m for m in self.mededelingen if m.ontvanger == BLAD and m.document in documenten), None)


BELEID = "beleid van de provincie"


def _mededelingen(ontvanger: str, wet: str, *extra: Mededeling) -> tuple[Mededeling, ...]:
    """Copy and notice of voornemen (L7) and besluit (L8) by law; a longer term and the end of it by policy."""
    return (
        Mededeling("L7", ontvanger, wet),
        Mededeling("L7", BLAD, wet),
        Mededeling("L8", ontvanger, wet),
        Mededeling("L8", BLAD, wet),
        Mededeling("L5b", ontvanger, BELEID, wet=False),
        Mededeling("L6b", ontvanger, BELEID, wet=False),
        Mededeling("L10", ontvanger, BELEID, wet=False),
        Mededeling("L10", BLAD, BELEID, wet=False),
        *extra,
    )


_WGR_29 = tuple(Mededeling(d, ANDERE_GS, "Wet gemeenschappelijke regelingen 29") for d in ("L7", "L8", "L10"))
_WSW_164 = tuple(Mededeling(d, ANDERE_GS, "Waterschapswet 164", wet=False) for d in ("L7", "L8", "L10"))

GEMEENTE = Regime(
    "gemeente",
    "Gemeentewet 124",
    _mededelingen(CONTROLEREND, "Gemeentewet 124 lid 4"),
    medewerking="artikel 124g van de Gemeentewet",
    beroepsgerechtigden="de raad, het college of de burgemeester",
)
REGELING = Regime(
    "regeling",
    "Wet gemeenschappelijke regelingen 32b",
    _mededelingen(DEELNEMERS, "Wet gemeenschappelijke regelingen 32b lid 4", *_WGR_29),
)
GEMEENSCHAPPELIJK_ORGAAN = Regime(
    "gemeenschappelijk_orgaan",
    "Wet gemeenschappelijke regelingen 32b en 32e",
    _mededelingen(DEELNEMERS, "Wet gemeenschappelijke regelingen 32b lid 4", *_WGR_29),
    kosten="de deelnemende gemeenten",
)
WATERSCHAP_ARCHIEF = Regime(
    "waterschap_archief",
    "Archiefwet 1995 38; Gemeentewet 124",
    _mededelingen(CONTROLEREND, "Archiefwet 1995 38; Gemeentewet 124 lid 4", *_WSW_164),
    organen=("db",),
    medewerking="artikel 38 van de Archiefwet 1995 in samenhang met artikel 124g van de Gemeentewet",
    beroepsgerechtigden="het algemeen bestuur of het dagelijks bestuur",
)
WATERSCHAP = Regime(
    "waterschap",
    "Waterschapswet 60 lid 2 en 3",
    (
        *(Mededeling(d, CONTROLEREND, BELEID, wet=False) for d in ("L5b", "L6b", "L7", "L8", "L10")),
        *_WSW_164,
    ),
    organen=("db",),
    alleen_beslissingen=True,
    medewerking="artikel 60 van de Waterschapswet",
    rechtsmiddel=JURIST_BEPAALT,  # Waterschapswet 60 is not in the annexes of the Awb (ladder.md 2.5)
    beroepsgerechtigden=BELANGHEBBENDE,
    treden={
        "t4": Tredewoord("T4", "T4 Schriftelijke termijnstelling aan het dagelijks bestuur", "Termijn"),
        "t5": Tredewoord("T5/T6", "T5/T6 Voorzien namens het dagelijks bestuur", "Voorzien"),
        "t6": Tredewoord("T5/T6", "T5/T6 Voorzien namens het dagelijks bestuur", "Voorzien"),
    },
)
REGIMES: dict[str, Regime] = {
    r.code: r for r in (GEMEENTE, REGELING, GEMEENSCHAPPELIJK_ORGAAN, WATERSCHAP_ARCHIEF, WATERSCHAP)
}
"""Every regime by code."""


def regime_van(soort: str, wet: str) -> Regime:
    """The regime of an organisation of this kind (`OverheidSoort`) for a duty under `wet`."""
    if soort == "waterschap":
        return WATERSCHAP_ARCHIEF if wet.startswith("Archiefwet") else WATERSCHAP
    if soort == "gr_gemeenschappelijk_orgaan":
        return GEMEENSCHAPPELIJK_ORGAAN
    return REGELING if soort.startswith("gr_") else GEMEENTE
