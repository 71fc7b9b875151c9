"""The kinds of terms: what starts them, what they are set in, who watches them, what their end does. Plain data.

A ladder adds its own kinds with `registreer` when its module is imported. Lengths are policy or law and come with
each term; here stands what holds for every term of a kind.
"""

from dataclasses import dataclass
from enum import StrEnum

from toezicht.core import rollen
from toezicht.core.termijnen import Basis, Lengte


class Startgebeurtenis(StrEnum):
    """What makes a term begin (the day after it)."""

    VERZONDEN = "verzonden"
    ONTVANGEN = "ontvangen"
    BEKEND = "bekend"
    BESLOTEN = "besloten"
    VASTE_DATUM = "vaste_datum"

    @property
    def zin(self) -> str:
        """How the explanation of a term opens, before "op vrijdag 22 mei"."""
        return {
            Startgebeurtenis.VERZONDEN: "Brief verzonden",
            Startgebeurtenis.ONTVANGEN: "Stuk ontvangen",
            Startgebeurtenis.BEKEND: "Bekend geworden",
            Startgebeurtenis.BESLOTEN: "Besloten",
            Startgebeurtenis.VASTE_DATUM: "Vastgelegd",
        }[self]


class Gevolg(StrEnum):
    """What happens when the end passes and nothing stopped the term."""

    ALARM = "alarm"
    """Somebody must act: the term is red until they did."""
    VAN_RECHTSWEGE = "van_rechtswege"
    """The law itself decides: the ladder runs `Termijnsoort.overgang`."""
    BEVOEGDHEID_VERVALT = "bevoegdheid_vervalt"
    """What could be done within the term can no longer be done."""
    GEEN = "geen"
    """Nothing, the other party's term: an appeal that was not lodged."""


@dataclass(frozen=True, slots=True)
class Verlengbaar:
    """The legal limit of extending: how often, how long in all (`None`: no limit), and the article."""

    keren: int
    totaal: Lengte | None
    grondslag: str


@dataclass(frozen=True, slots=True)
class Termijnsoort:
    """A kind of term.

    `eigenaar` is the role that acts on it, empty for the behandelaar of the dossier. `verlenging`: `None` when it
    cannot be extended (a term in a letter gets a new letter). `opschortgronden`: the grounds on which it can be
    suspended, empty for never; `opschortrecht` the right that takes. `volgt_aanhouding`: it stands still while the
    dossier is on hold. `loopt_door`: it does not stop when the dossier leaves its rung or closes. `bewaakt`: we
    remind of it and count it as late. `herinneringen`: days before the end, instead of those of ladder.md 1.9.
    """

    code: str
    naam: str
    start: Startgebeurtenis
    basis: Basis
    grondslag: str
    eigenaar: str = ""
    verlenging: Verlengbaar | None = None
    opschortgronden: tuple[str, ...] = ()
    opschortrecht: str = ""
    volgt_aanhouding: bool = False
    loopt_door: bool = False
    bewaakt: bool = True
    gevolg: Gevolg = Gevolg.ALARM
    overgang: str = ""
    herinneringen: tuple[int, ...] | None = None
    daad: str = ""
    """What we ourselves must do within it, as a button says it; empty when another party must act."""
    pagina: str = ""
    """The name of the page of the dossier where that is done; empty for the dossier itself."""
    extern: bool = False
    """Set by another body: we never move its end by analogy with the Algemene termijnenwet."""

    def __post_init__(self) -> None:
        if not self.code or len(self.code) > MAX_CODE:
            raise ValueError(f"a code has 1 to {MAX_CODE} characters: {self.code!r}")
        if not self.grondslag:
            raise ValueError(f"{self.code}: name the article or the policy it rests on")
        if (self.gevolg is Gevolg.VAN_RECHTSWEGE) != bool(self.overgang):
            raise ValueError(
                f"{self.code}: name the transition when, and only when, the law decides by itself"
            )


MAX_CODE = 20
AANHOUDING = "dossier aangehouden"
OP_SCHRIFT = "op_schrift"
_SOORTEN: dict[str, Termijnsoort] = {}


def registreer(*soorten: Termijnsoort) -> None:
    """Make kinds known. The same kind twice is harmless, another one under the same code a `ValueError`."""
    for soort in soorten:
        if _SOORTEN.setdefault(soort.code, soort) != soort:
            raise ValueError(f"termijnsoort {soort.code} is already another one")


def soort_van(code: str) -> Termijnsoort:
    """The kind with this code; raises `KeyError` for one that no ladder registered."""
    return _SOORTEN[code]


def soort_of_onbekend(code: str) -> Termijnsoort:
    """As `soort_van`; of a ladder that is no longer there a kind that can neither be extended nor suspended."""
    onbekend = Termijnsoort(code, naam_van(code), Startgebeurtenis.BEKEND, Basis.WET, "niet meer bekend")
    return _SOORTEN.get(code, onbekend)


def naam_van(code: str) -> str:
    """Its name for people; the code as words when its ladder is no longer there."""
    soort = _SOORTEN.get(code)
    return soort.naam if soort else code.replace("_", " ").capitalize()


def alle_soorten() -> tuple[Termijnsoort, ...]:
    """Every registered kind, in order of registration."""
    return tuple(_SOORTEN.values())


def onbewaakte_codes() -> tuple[str, ...]:
    """Kinds nobody here has to act on: they are shown, not reminded of and never late."""
    return tuple(code for code, soort in _SOORTEN.items() if not soort.bewaakt)


def doorlopende_codes() -> tuple[str, ...]:
    """Kinds that run on when the dossier leaves the rung or closes."""
    return tuple(code for code, soort in _SOORTEN.items() if soort.loopt_door)


def rechtswege_codes() -> tuple[str, ...]:
    """Kinds at whose end the law itself decides."""
    return tuple(code for code, soort in _SOORTEN.items() if soort.gevolg is Gevolg.VAN_RECHTSWEGE)


def aanhoudbare_codes() -> tuple[str, ...]:
    """Kinds that stand still while the dossier is on hold."""
    return tuple(code for code, soort in _SOORTEN.items() if soort.volgt_aanhouding)


def _brieftermijn(
    code: str, naam: str, grondslag: str, *, basis: Basis = Basis.BRIEF, eigenaar: str = "", daad: str = ""
) -> Termijnsoort:
    """A term that we set ourselves in a letter: no law limits extending or suspending it."""
    return Termijnsoort(
        code,
        naam,
        Startgebeurtenis.VERZONDEN,
        basis,
        grondslag,
        eigenaar=eigenaar,
        daad=daad,
        opschortgronden=(AANHOUDING,),
        volgt_aanhouding=True,
    )


registreer(
    _brieftermijn("antwoord", "Antwoord op het informatieverzoek", "Gemeentewet art. 118"),
    _brieftermijn("afspraken", "Nakomen van de afspraken", "Beleidskader van de provincie"),
    _brieftermijn("zienswijze", "Zienswijze", "Awb art. 4:8"),
    _brieftermijn("resultaat", "Resultaat van het voornemen", "Beleidskader van de provincie"),
    _brieftermijn(
        "begunstiging", "Begunstigingstermijn", "Gemeentewet art. 124, tweede lid", basis=Basis.BESLUIT_GS
    ),
    _brieftermijn(
        "deelresultaat",
        "Tussenresultaat uit het besluit",
        "Gemeentewet art. 124, derde lid",
        basis=Basis.BESLUIT_GS,
    ),
    _brieftermijn(
        "heroverweging",
        "Herbeoordeling van de aanhouding",
        "Beleidskader van de provincie",
        daad="Herbeoordeel",
    ),
    _brieftermijn("nazorg", "Nazorgcontrole", "Beleidskader van de provincie", daad="Controleer"),
    Termijnsoort(
        "minister",
        "Termijn van de minister",
        Startgebeurtenis.ONTVANGEN,
        Basis.BRIEF,
        "Gemeentewet art. 124a",
        loopt_door=True,
        gevolg=Gevolg.BEVOEGDHEID_VERVALT,
        extern=True,
        daad="Bepaal vervolg",
    ),
    Termijnsoort(
        OP_SCHRIFT,
        "Mondeling besluit op schrift stellen",
        Startgebeurtenis.BESLOTEN,
        Basis.BESLUIT_GS,
        "Gemeentewet art. 124, tweede lid",
        loopt_door=True,
        daad="Stel op schrift",
        pagina="dossier_schrift",
    ),
    Termijnsoort(
        "beroep",
        "Beroepstermijn",
        Startgebeurtenis.BEKEND,
        Basis.WET,
        "Awb art. 6:7 en 6:8",
        eigenaar=rollen.JURIST,
        loopt_door=True,
        bewaakt=False,
        gevolg=Gevolg.GEEN,
    ),
)
