"""Wet arhi artikel 8: the province prepares a merger of municipalities, as a last resort (ladder.md 2.8)."""

from django.db.models import TextChoices

from interventieladder import termijnsoorten
from interventieladder.standen.plan import DATUM, KEUZE, TEKST, Feitsoort, Feitveld, Ladderplan
from interventieladder.termijnsoorten import Startgebeurtenis, Termijnsoort
from toezicht.core.termijnen import Basis, Lengte


class Stand(TextChoices):
    """Where the procedure stands."""

    OVERLEG = "overleg", "Open overleg"
    ONTWERP = "ontwerp", "Herindelingsontwerp voorbereiden"
    ZIENSWIJZEN = "zienswijzen", "Ontwerp ter inzage, zienswijzen van de raden"
    ADVIES = "advies", "Herindelingsadvies voorbereiden"
    BIJ_MINISTER = "bij_minister", "Advies bij de minister"
    WETSVOORSTEL = "wetsvoorstel", "Wetsvoorstel"
    HERINGEDEELD = "heringedeeld", "Heringedeeld"
    GESTAAKT = "gestaakt", "Gestaakt"
    OVERGENOMEN = "overgenomen", "Overgenomen door de minister"


S = Stand

OVERLEG, ONTWERP, ZIENSWIJZE, ADVIES, MINISTER = (
    "a8_overleg",
    "a8_ontwerp",
    "a8_zienswijze",
    "a8_advies",
    "a8_minister",
)
LENGTE = {
    OVERLEG: Lengte.maanden(6),
    ONTWERP: Lengte.maanden(3),
    ZIENSWIJZE: Lengte.maanden(3),
    ADVIES: Lengte.maanden(4),
    MINISTER: Lengte.maanden(4),
}
"""The longest time of each part (Wet arhi 8, 11). The guards read the end of the term, weekends included."""


def _termijn(code: str, naam: str, start: Startgebeurtenis, daad: str = "") -> Termijnsoort:
    """A longest time that the law sets: it is watched, and nothing happens by itself when it passes."""
    return Termijnsoort(code, naam, start, Basis.WET, "Wet arhi artikel 8", daad=daad)


termijnsoorten.registreer(
    _termijn(OVERLEG, "Overleg met de gemeenten", Startgebeurtenis.BESLOTEN, "Voer overleg"),
    _termijn(ONTWERP, "Vaststellen van het herindelingsontwerp", Startgebeurtenis.BESLOTEN, "Bereid voor"),
    _termijn(ZIENSWIJZE, "Zienswijzen van de raden", Startgebeurtenis.ONTVANGEN),
    _termijn(ADVIES, "Advies van Provinciale Staten", Startgebeurtenis.BESLOTEN),
    _termijn(MINISTER, "Voorstel van de minister", Startgebeurtenis.VERZONDEN),
)

PLAN = Ladderplan(
    code="artikel8",
    titel="Herindeling op initiatief van de provincie",
    standen=Stand,
    begin=S.OVERLEG.value,
    hoofdlijn=tuple(
        s.value
        for s in (
            S.OVERLEG,
            S.ONTWERP,
            S.ZIENSWIJZEN,
            S.ADVIES,
            S.BIJ_MINISTER,
            S.WETSVOORSTEL,
            S.HERINGEDEELD,
        )
    ),
    eind=(S.HERINGEDEELD.value, S.GESTAAKT.value, S.OVERGENOMEN.value),
    domein="bestuurskracht",
    taak="artikel8",
    taaknaam="Herindeling (artikel 8 Wet arhi)",
    grondslag="Wet algemene regels herindeling, artikel 8",
    onderdeel="om welke gemeenten het gaat",
    kort={
        S.ONTWERP.value: "Ontwerp",
        S.ZIENSWIJZEN.value: "Zienswijzen",
        S.ADVIES.value: "Advies",
        S.BIJ_MINISTER.value: "Minister",
    },
    werk={
        S.OVERLEG.value: ("Leg vast", "Leg vast wanneer het overleg is geopend en hoe het verloopt"),
        S.ONTWERP.value: ("Bereid voor", "Bereid het herindelingsontwerp met verslag van het overleg voor"),
        S.ZIENSWIJZEN.value: ("Volg", "Leg terinzagelegging en zienswijzen van de raden vast"),
        S.ADVIES.value: ("Bereid voor", "Bereid het advies voor Provinciale Staten voor"),
        S.BIJ_MINISTER.value: ("Volg", "Leg vast wat de minister doet"),
        S.WETSVOORSTEL.value: ("Volg", "Leg de wet en de datum van herindeling vast"),
    },
    feitsoorten=(
        Feitsoort(
            "overleg_geopend",
            "Overleg geopend",
            datumlabel="Dag waarop GS het overleg openden",
            velden=(Feitveld("gemeenten", "Betrokken gemeenten", TEKST),),
            grondslag="Wet arhi 8",
            hint="Het overleg duurt ten hoogste zes maanden.",
        ),
        Feitsoort(
            "overleg_afgesloten",
            "Overleg afgesloten",
            datumlabel="Dag waarop het overleg eindigde",
            velden=(
                Feitveld(
                    "uitkomst",
                    "Uitkomst",
                    KEUZE,
                    keuzes=(
                        ("geen_overeenstemming", "Geen overeenstemming"),
                        ("overeenstemming", "Overeenstemming"),
                    ),
                ),
            ),
            grondslag="Wet arhi 8",
            stuk=True,
            hint="Voeg eerst het verslag van het overleg als stuk toe.",
        ),
        Feitsoort(
            "ontvangst_raden",
            "Ontwerp ontvangen door de raden",
            datumlabel="Dag van ontvangst",
            grondslag="Wet arhi 8",
            hint="Vanaf deze dag heeft elke raad drie maanden voor een zienswijze.",
        ),
        Feitsoort(
            "terinzagelegging",
            "Terinzagelegging",
            datumlabel="Eerste dag van de terinzagelegging",
            grondslag="Wet arhi 8",
            hint="Binnen twee weken na ontvangst, acht weken lang.",
        ),
        Feitsoort(
            "zienswijzen_binnen",
            "Zienswijzen van alle raden ontvangen",
            datumlabel="Dag waarop de laatste zienswijze binnenkwam",
            grondslag="Wet arhi 8",
            stuk=True,
        ),
        Feitsoort(
            "besluit_ps",
            "Besluit van Provinciale Staten",
            datumlabel="Dag van het besluit",
            velden=(
                Feitveld(
                    "uitkomst",
                    "Wat PS besloten",
                    KEUZE,
                    keuzes=(
                        ("vastgesteld", "Advies vastgesteld"),
                        ("niet_vastgesteld", "Advies niet vastgesteld"),
                    ),
                ),
                Feitveld("nummer", "Nummer van het besluit"),
            ),
            grondslag="Wet arhi 8",
            vier_ogen=True,
        ),
        Feitsoort(
            "besluit_minister",
            "Besluit van de minister",
            datumlabel="Dag van het bericht",
            velden=(
                Feitveld(
                    "uitkomst",
                    "Wat de minister besloot",
                    KEUZE,
                    keuzes=(
                        ("naar_ministerraad", "Voorstel naar de ministerraad"),
                        ("niet_overgenomen", "Advies niet overgenomen"),
                        ("neemt_over", "Minister neemt de voorbereiding over (artikel 12)"),
                    ),
                ),
                Feitveld("kenmerk", "Kenmerk van het bericht"),
            ),
            grondslag="Wet arhi 10, 11 en 12",
            vier_ogen=True,
        ),
        Feitsoort(
            "wet",
            "Wet in het Staatsblad",
            datumlabel="Dag van plaatsing",
            velden=(
                Feitveld("staatsblad", "Nummer van het Staatsblad"),
                Feitveld("herindelingsdatum", "Datum van herindeling", DATUM, hint="Een 1 januari."),
            ),
            grondslag="Wet arhi 1",
            vier_ogen=True,
        ),
    ),
)
