"""What a letter template is made of: named blocks, each with its standard text, and the remedy it names."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from django.db.models import TextChoices

from interventieladder import wettelijk

Veldsoort = Literal["tekst", "alinea", "lijst", "tabel", "datum", "keuze"]


class Rechtsmiddel(TextChoices):
    """What stands open against a letter (ladder.md 1.10). The jurist chooses where the law is not clear."""

    GEEN = "geen", "Geen: het is geen besluit waartegen bezwaar of beroep openstaat"
    BEZWAAR_GS = "bezwaar_gs", "Bezwaar bij Gedeputeerde Staten (Awb 7:1)"
    RECHTBANK = "rechtbank", "Beroep bij de rechtbank (Awb 8:1)"
    BEROEP_ABRVS = (
        wettelijk.BEROEP_ABRVS,
        "Beroep bij de Afdeling bestuursrechtspraak van de Raad van State",
    )
    JURIST_BEPAALT = wettelijk.JURIST_BEPAALT, "De jurist bepaalt het"
    REGIME = "regime", "Wat de wet van de indeplaatsstelling openstelt (`wettelijk.Regime`)"


TE_KIEZEN = (
    *(Rechtsmiddel.GEEN, Rechtsmiddel.BEZWAAR_GS),
    *(Rechtsmiddel.RECHTBANK, Rechtsmiddel.BEROEP_ABRVS),
)
"""What a jurist can choose."""
ZONDER_BEZWAAR = tuple(middel for middel in TE_KIEZEN if middel != Rechtsmiddel.BEZWAAR_GS)
"""What a jurist can choose about an approval: no objection stands open against it (Awb 7:1 lid 1 c)."""

CLAUSULES: dict[str, tuple[str, ...]] = {
    Rechtsmiddel.GEEN: (),
    Rechtsmiddel.BEZWAAR_GS: (
        "Bent u het niet eens met dit besluit, dan kunt u binnen zes weken na de dag van bekendmaking "
        "bezwaar maken. U stuurt het bezwaarschrift naar Gedeputeerde Staten van {provincie}, {postadres}. "
        "Het bevat uw naam en adres, de datum, een omschrijving van dit besluit en de gronden van het "
        "bezwaar, en het is ondertekend.",
        "Het bezwaar schorst dit besluit niet. Bij onverwijlde spoed kunt u de voorzieningenrechter van de "
        "rechtbank om een voorlopige voorziening vragen.",
    ),
    Rechtsmiddel.RECHTBANK: (
        "{Beroepsgerechtigden} kan binnen zes weken na de dag van bekendmaking van dit besluit beroep "
        "instellen bij de rechtbank in het rechtsgebied waar Gedeputeerde Staten van {provincie} zijn "
        "gevestigd.",
        "Het beroep schorst dit besluit niet. Bij onverwijlde spoed kan de voorzieningenrechter van de "
        "rechtbank om een voorlopige voorziening worden gevraagd.",
    ),
    Rechtsmiddel.BEROEP_ABRVS: (
        "{Beroepsgerechtigden} kan binnen zes weken na de dag van bekendmaking van dit besluit beroep "
        "instellen bij de Afdeling bestuursrechtspraak van de Raad van State, Postbus 20019, 2500 EA Den "
        "Haag.",
        "Het beroep schorst dit besluit niet. Bij onverwijlde spoed kan de voorzieningenrechter van de "
        "Afdeling om een voorlopige voorziening worden gevraagd.",
    ),
}
"""The clause per remedy, by paragraph, with fields of `context` (Awb 3:45, 6:5-6:8, 6:16, 8:1, 8:7, 8:81)."""


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column of a table. A date is stored as `jjjj-mm-dd`; a `getal` is a text printed to the right."""

    code: str
    label: str
    soort: Literal["tekst", "datum", "getal"] = "tekst"
    verplicht: bool = True


@dataclass(frozen=True, slots=True)
class Veld:
    """One block of a letter.

    Values: `tekst` and `alinea` a text (an empty line parts paragraphs), `lijst` a list of texts,
    `datum` an ISO date, `tabel` a list of rows, each a mapping from column code to text, `keuze` one of `keuzes`.
    `kop` is the heading in the letter, `tekst` the standard text (of a list: one item per line), `grondslag` the
    article or part of the specification that asks the block. A `datum` is printed as the sentence `tekst`. Where
    only the drafter knows, `tekst` is empty and `hint` asks it: unfilled the letter is refused.
    """

    code: str
    label: str
    soort: Veldsoort
    verplicht: bool = True
    hint: str = ""
    kolommen: tuple[Kolom, ...] = ()
    kop: str = ""
    tekst: str = ""
    grondslag: str = ""
    keuzes: tuple[tuple[str, str], ...] = ()
    maximum: int = 0
    """How many characters (of a table or list: rows) it holds when that is more than usual (`brieven.controle`)."""
    uiterlijk: bool = False
    """Of a `datum`: the last day for something, so it lies after the letter date."""
    zonder_termijn: str = ""
    """The standard text when the proposal sets no term, where that says something else; a text of the province
    speaks of the term and then does not count."""

    @property
    def uitleg(self) -> str:
        """What the form says under the block: the hint, and the article that asks it."""
        if not self.grondslag or self.grondslag.startswith("ladder.md"):
            return self.hint
        return f"{self.hint} Grondslag: {self.grondslag}.".strip()


@dataclass(frozen=True, slots=True)
class Termijnzin:
    """A sentence with the end date of a term, after block `na`; only when the step sets that term.

    `soort` is a kind of `TermijnSoort`; `tekst` holds `{datum}`. `stappen` empty: with every step.
    """

    na: str
    soort: str
    tekst: str
    stappen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Briefsjabloon:
    """One kind of letter. `eigen_opmaak`: it has a page template of its own, else its blocks are printed in order.

    `college_tekent`: signed by commissaris and secretaris whoever decided (Provinciewet 59a).
    """

    code: str
    blokken: tuple[Veld, ...]
    rechtsmiddel: str = Rechtsmiddel.GEEN
    te_kiezen: tuple[str, ...] = TE_KIEZEN
    onderwerp: str = ""
    termijnen: tuple[Termijnzin, ...] = ()
    eigen_opmaak: bool = False
    briefhoofd: bool = True
    college_tekent: bool = False
    aanhef: str = ""
    """How it greets; empty: as the organ of the dossier is greeted."""
    groet: bool = True
    ondertekend: bool = True
    """Whether GS, or who decided for them, sign it; a note or report is not signed."""

    @property
    def velden(self) -> tuple[Veld, ...]:
        """Everything the drafter fills in whatever the dossier, in the order of the form."""
        return self.velden_bij(self.rechtsmiddel)

    def velden_bij(self, rechtsmiddel: str) -> tuple[Veld, ...]:
        """Everything the drafter fills in where this remedy applies; the remedy itself when the jurist chooses."""
        keuze = (_keuze(self.te_kiezen),) if rechtsmiddel == Rechtsmiddel.JURIST_BEPAALT else ()
        hoofd = HOOFD if self.briefhoofd else HOOFD[1:]
        return (*self.blokken, *keuze, *hoofd, *((BIJLAGEN,) if self.briefhoofd else ()))


def alinea(
    code: str,
    label: str,
    hint: str = "",
    *,
    kop: str = "",
    tekst: str = "",
    grondslag: str = "",
    verplicht: bool = True,
) -> Veld:
    """A block of paragraphs."""
    return Veld(
        code, label, "alinea", verplicht=verplicht, hint=hint, kop=kop, tekst=tekst, grondslag=grondslag
    )


def blok(
    code: str,
    kop: str,
    tekst: str,
    grondslag: str = "",
    hint: str = "",
    *,
    zonder_termijn: str = "",
    maximum: int = 0,
) -> Veld:
    """A mandatory block of paragraphs whose heading is its name."""
    veld = alinea(code, kop, hint, kop=kop, tekst=tekst, grondslag=grondslag)
    return replace(veld, zonder_termijn=zonder_termijn, maximum=maximum)


def lijst(code: str, kop: str, hint: str, *regels: str, verplicht: bool = True, grondslag: str = "") -> Veld:
    """A numbered list; `regels` are its standard items."""
    return Veld(code, kop, "lijst", verplicht, hint, kop=kop, tekst="\n".join(regels), grondslag=grondslag)


def tabel(
    code: str, kop: str, hint: str, *kolommen: Kolom, verplicht: bool = True, grondslag: str = ""
) -> Veld:
    """A table."""
    return Veld(code, kop, "tabel", verplicht, hint, kolommen, kop=kop, grondslag=grondslag)


def datum(
    code: str, label: str, tekst: str, hint: str = "", *, grondslag: str = "", uiterlijk: bool = False
) -> Veld:
    """A mandatory date, printed as the sentence `tekst` with `{datum}`."""
    return Veld(code, label, "datum", hint=hint, tekst=tekst, grondslag=grondslag, uiterlijk=uiterlijk)


def peildatum(hint: str = "De dag waarop de feiten en cijfers in deze brief gelden.") -> Veld:
    """The day the facts hold."""
    return datum("peildatum", "Peildatum", "Deze feiten en cijfers gelden op {datum}.", hint)


ALLE_ANTWOORDEN = 1_000_000
"""Characters of the block with the zienswijzen: every answer goes in (Awb 3:46), however many there are."""
ALLE_KOSTEN = 500
"""Rows of the account of the costs: every line of the ledger goes in (`DATA_UPLOAD_MAX_NUMBER_FIELDS`)."""

HOOFD = (
    Veld("uw_kenmerk", "Uw kenmerk", "tekst", verplicht=False, hint="Het kenmerk dat de ontvanger gebruikt."),
    Veld("behandeld_door", "Behandeld door", "tekst", hint="Wie de ontvanger kan bellen of mailen."),
    Veld("telefoon", "Telefoon", "tekst"),
    Veld("email", "E-mail", "tekst"),
)
"""What the head of every letter says besides date, kenmerk and addressee."""

BIJLAGEN = Veld("bijlagen", "Bijlagen", "lijst", verplicht=False, hint="Eén bijlage per regel.")


@cache
def _keuze(uit: tuple[str, ...]) -> Veld:
    """The remedy as a choice of the jurist."""
    return Veld(
        "rechtsmiddel",
        "Rechtsmiddel",
        "keuze",
        hint="De jurist bepaalt wat tegen deze brief openstaat; het beleidskader kan dit vooraf vastleggen.",
        keuzes=tuple((middel, str(Rechtsmiddel(middel).label)) for middel in uit),
        grondslag="Awb 3:45",
    )
