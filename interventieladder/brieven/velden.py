"""Which blocks each letter holds: the mandatory content of ladder.md 1.10 as data that can be checked."""

from dataclasses import dataclass
from typing import Literal

Veldsoort = Literal["tekst", "alinea", "lijst", "tabel", "datum"]


@dataclass(frozen=True, slots=True)
class Kolom:
    """One column of a table. A date is stored as `jjjj-mm-dd`."""

    code: str
    label: str
    soort: Literal["tekst", "datum"] = "tekst"
    verplicht: bool = True


@dataclass(frozen=True, slots=True)
class Veld:
    """One block of a letter.

    Values: `tekst` and `alinea` a text (an empty line parts paragraphs), `lijst` a list of texts,
    `datum` an ISO date, `tabel` a list of rows, each a mapping from column code to text.
    """

    code: str
    label: str
    soort: Veldsoort
    verplicht: bool = True
    hint: str = ""
    kolommen: tuple[Kolom, ...] = ()


def _alinea(code: str, label: str, hint: str = "", *, verplicht: bool = True) -> Veld:
    return Veld(code, label, "alinea", verplicht, hint)


def _peildatum(hint: str = "De dag waarop de feiten en cijfers in deze brief gelden.") -> Veld:
    return Veld("peildatum", "Peildatum", "datum", hint=hint)


HOOFD = (
    Veld("uw_kenmerk", "Uw kenmerk", "tekst", verplicht=False, hint="Het kenmerk dat de ontvanger gebruikt."),
    Veld("behandeld_door", "Behandeld door", "tekst", hint="Wie de ontvanger kan bellen of mailen."),
    Veld("telefoon", "Telefoon", "tekst"),
    Veld("email", "E-mail", "tekst"),
)
"""What the head of every letter says besides date, kenmerk and addressee."""

BIJLAGEN = Veld("bijlagen", "Bijlagen", "lijst", verplicht=False, hint="Eén bijlage per regel.")

AFSPRAKEN = Veld(
    "afspraken",
    "Afspraken",
    "tabel",
    hint="Wie doet wat, wanneer is het klaar en waaruit blijkt dat.",
    kolommen=(
        Kolom("actie", "Actie"),
        Kolom("eigenaar", "Verantwoordelijke"),
        Kolom("gereed_op", "Gereed op", "datum"),
        Kolom("bewijs", "Bewijs"),
    ),
)

TREDE = _alinea("trede", "Plaats op de ladder", "Noem altijd nummer en naam van de trede.")

_AFSPRAKENBRIEF = (
    _alinea("gesprek", "Het gesprek", "Wanneer is gesproken, en door wie."),
    _alinea("bevindingen", "Wat wij vaststelden", "Feiten en cijfers, zonder oordeel over personen."),
    _peildatum(),
    AFSPRAKEN,
    _alinea("rapportage", "Voortgang", "Hoe vaak en in welke vorm u over de voortgang hoort."),
    TREDE,
    _alinea("vervolg", "Vervolg", "Wat er gebeurt als de afspraken wel en niet worden nagekomen."),
)

_INFORMATIEVERZOEK = (
    _alinea("aanleiding", "Aanleiding", "Waarom u deze informatie vraagt."),
    _alinea("grondslag", "Grondslag", "Het wetsartikel of de verordening waarop het verzoek rust."),
    Veld("vragen", "Vragen", "lijst", hint="Eén vraag per regel; de brief nummert ze."),
    _alinea("wijze", "Wijze van aanleveren", "In welke vorm en langs welke weg het antwoord komt."),
    _alinea("gevolg", "Als een antwoord uitblijft", "Wat u doet als u niets ontvangt."),
)

_VOORTGANG = (
    _alinea("voortgang", "Voortgang", "Wat bereikt is, met cijfers."),
    _peildatum(),
    _alinea("besluit", "Wat is besloten", "Verlengen of afronden."),
    _alinea("motivering", "Waarom", "Waarom verlengen redelijk is, of waarom het dossier dicht kan."),
    _alinea(
        "laatste_keer", "Hoeveelste verlenging", "Of dit de laatste verlenging is. Leeg bij afronding.",
        verplicht=False,
    ),
    TREDE,
    _alinea("vervolg", "Vervolg"),
)  # fmt: skip

_VOORNEMEN = (
    _alinea("voornemen", "Het voornemen", "Grondslag, namens wie, ten laste van wie, en waarin u voorziet."),
    _alinea("wettelijke_taak", "Wettelijke taak", "Welke wet wat aan wie opdraagt."),
    _alinea("feiten", "Feiten", "Feiten en cijfers met hun datum."),
    _peildatum(),
    Veld(
        "eerdere_stappen",
        "Eerdere stappen",
        "tabel",
        hint="Treden, brieven en gesprekken tot nu toe.",
        kolommen=(Kolom("datum", "Datum", "datum"), Kolom("stap", "Wat er gebeurde")),
    ),
    _alinea("beoordeling", "Beoordeling", "Waarom de taak niet, niet tijdig of niet naar behoren is gedaan."),
    _alinea("lichter_middel", "Lichter middel", "Waarom een lichter middel niet volstaat."),
    _alinea("beleidsvrijheid", "Geen beleidsvrijheid", "Waarom dit geen eigen beleidskeuze is."),
    _alinea("verwachting", "Wat wij van u verwachten", "Wat op de einddatum bereikt moet zijn."),
    Veld(
        "deelresultaten",
        "Tussenstappen",
        "tabel",
        verplicht=False,
        hint="Tussenresultaten met een eigen datum. Zonder datum geldt de einddatum.",
        kolommen=(
            Kolom("resultaat", "Tussenresultaat"),
            Kolom("uiterlijk", "Uiterlijk", "datum", verplicht=False),
            Kolom("bewijs", "Waaruit dat blijkt", verplicht=False),
        ),
    ),
    _alinea("zienswijze", "Zienswijze", "Hoe en waar de ontvanger kan reageren."),
    _alinea("vervolg", "Vervolg", "Wat er gebeurt als de ontvanger wel en niet voldoet."),
    _alinea("kosten", "Kosten", "Voor wie de kosten zijn."),
    _alinea("publicatie", "Bekendmaking en afschrift", "Mededeling in het provinciaal blad en afschriften."),
)

_KENNISGEVING = (
    Veld("soort", "Soort mededeling", "tekst", hint="Bijvoorbeeld: Voornemen tot indeplaatsstelling."),
    Veld("organisatie", "Organisatie", "tekst"),
    Veld("taak", "Taak", "tekst"),
    _alinea("inhoud", "Inhoud", "Wat Gedeputeerde Staten willen, besloten of introkken."),
    _alinea("inzage", "Waar te lezen", "Adres of internetpagina waar de stukken te lezen zijn."),
)

_BEEINDIGING = (
    Veld("vastgesteld_op", "Vastgesteld op", "datum", hint="De dag waarop u de feiten vaststelde."),
    _alinea(
        "feiten", "Feiten", "Waaruit blijkt dat aan de taak is voldaan, of waarom verder gaan niet past."
    ),
    _alinea("besluit", "Wat is besloten", "Afzien, intrekken, sluiten of afschalen, met het artikel."),
    TREDE,
    _alinea("nazorg", "Nazorg", "Wanneer u nog eens kijkt, of waarom dat niet nodig is."),
)

VELDEN: dict[str, tuple[Veld, ...]] = {
    "L2": (*_INFORMATIEVERZOEK, *HOOFD, BIJLAGEN),
    "L5": (*_AFSPRAKENBRIEF, *HOOFD, BIJLAGEN),
    "L5b": (*_AFSPRAKENBRIEF, *HOOFD, BIJLAGEN),
    "L6": (*_VOORTGANG, *HOOFD, BIJLAGEN),
    "L7": (*_VOORNEMEN, *HOOFD, BIJLAGEN),
    "L9": (*_KENNISGEVING, *HOOFD[1:]),
    "L10": (*_BEEINDIGING, *HOOFD, BIJLAGEN),
}
"""The blocks per letter kind, in the order of the form."""
