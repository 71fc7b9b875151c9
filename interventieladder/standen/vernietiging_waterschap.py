"""Suspension and annulment of decisions of a waterschap by GS themselves (ladder.md 2.5)."""

from django.db.models import TextChoices

from interventieladder.standen.plan import DATUM, KEUZE, Feitsoort, Feitveld, Ladderplan, LosseBrief
from interventieladder.standen.vernietiging import (
    OVERLEG,
    RECHTSMIDDEL,
    UITSPRAAK,
    VATBAARHEID,
    beroep,
    kb,
    nieuw_besluit,
)


class Stand(TextChoices):
    """Where the annulment by GS stands."""

    GEMELD = "gemeld", "Gemeld"
    VATBAAR = "vatbaar", "Vatbaar voor vernietiging"
    STILSTAND_VOORBIJ = "stilstand_voorbij", "Stilstand voorbij"
    SCHORSING = "schorsing", "Geschorst door Gedeputeerde Staten"
    SCHORSING_VERVALLEN = "schorsing_vervallen", "Schorsing vervallen"
    NAAR_MINISTER = "naar_minister", "Voorgelegd aan de minister"
    VERNIETIGD = "vernietigd", "Vernietigd"
    BEROEP = "beroep", "Beroep bij de Afdeling bestuursrechtspraak"
    NIET_VATBAAR = "niet_vatbaar", "Niet vatbaar voor vernietiging"
    NIET_VERNIETIGD = "niet_vernietigd", "Niet vernietigd"
    AFGEROND = "afgerond", "Afgerond"


S = Stand

PLAN = Ladderplan(
    code="vernietiging_waterschap",
    titel="Vernietiging van waterschapsbesluiten",
    standen=Stand,
    begin=S.GEMELD.value,
    hoofdlijn=tuple(s.value for s in (S.GEMELD, S.VATBAAR, S.SCHORSING, S.VERNIETIGD, S.AFGEROND)),
    eind=(S.NIET_VATBAAR.value, S.NIET_VERNIETIGD.value, S.AFGEROND.value),
    domein="water",
    taak="vernietiging_ws",
    taaknaam="Vernietiging van waterschapsbesluiten",
    grondslag="Waterschapswet 156-164; Awb 10:33-10:45",
    onderdeel="om welk besluit het gaat",
    te_openen=False,
    eigen_zaak=True,
    kort={
        S.VATBAAR.value: "Vatbaar",
        S.SCHORSING.value: "Schorsing",
        S.VERNIETIGD.value: "Vernietiging",
        S.NAAR_MINISTER.value: "Minister",
        S.BEROEP.value: "Beroep",
        S.NIET_VATBAAR.value: "Niet vatbaar",
    },
    werk={
        S.GEMELD.value: ("Toets", "Toets of het besluit vatbaar is voor vernietiging"),
        S.VATBAAR.value: ("Bepaal vervolg", "Voer overleg en leg GS een besluit voor"),
        S.STILSTAND_VOORBIJ.value: (
            "Bepaal vervolg",
            "De uitvoering is vrij; leg GS een besluit voor of sluit",
        ),
        S.SCHORSING_VERVALLEN.value: ("Sluit", "Leg vast dat niet wordt vernietigd"),
        S.NAAR_MINISTER.value: ("Volg", "Leg het koninklijk besluit vast"),
        S.VERNIETIGD.value: ("Volg", "Leg het nieuwe besluit of het beroep vast"),
        S.BEROEP.value: ("Volg", "Leg de uitspraak van de Afdeling vast"),
    },
    losse_brieven=(LosseBrief("L1"), LosseBrief("L18")),
    feitsoorten=(
        Feitsoort(
            "melding_voorzitter",
            "Melding van de voorzitter",
            datumlabel="Dagtekening van de melding",
            velden=(
                Feitveld("bekend_op", "Dag waarop de voorzitter het besluit kende", DATUM),
                Feitveld("ontvangen_op", "Dag waarop wij de melding ontvingen", DATUM),
            ),
            grondslag="Waterschapswet 158",
            hint="Twee dagen na kennisname. Vanaf de dagtekening staat de uitvoering vier weken stil.",
        ),
        Feitsoort(
            "antwoord_gs",
            "Antwoord van GS aan de voorzitter",
            datumlabel="Dag van het antwoord",
            velden=(
                Feitveld(
                    "uitkomst",
                    "Wat GS antwoorden",
                    KEUZE,
                    keuzes=(
                        ("geen_redenen", "geen redenen voor schorsing of vernietiging"),
                        ("in_onderzoek", "GS onderzoeken het besluit"),
                    ),
                ),
            ),
            grondslag="Waterschapswet 158",
            hint="Zien GS geen redenen, dan eindigt de stilstand op deze dag.",
        ),
        VATBAARHEID,
        RECHTSMIDDEL,
        OVERLEG,
        Feitsoort(
            "overeenstemming",
            "Overeenstemming met de andere provincies",
            datumlabel="Dag van het overleg van de colleges",
            velden=(
                Feitveld(
                    "uitkomst",
                    "Uitkomst",
                    KEUZE,
                    keuzes=(("eens", "overeenstemming"), ("oneens", "geen overeenstemming")),
                ),
                Feitveld("colleges", "Welke colleges van GS"),
            ),
            grondslag="Waterschapswet 164",
            vier_ogen=True,
        ),
        Feitsoort(
            "kennisgeving_minister",
            "Schriftelijke kennisgeving aan de minister",
            datumlabel="Dag van de kennisgeving",
            velden=(Feitveld("kenmerk", "Kenmerk van de brief"),),
            grondslag="Waterschapswet 164",
            stuk=True,
        ),
        kb(
            "kb_waterschap",
            "Koninklijk besluit over de vernietiging",
            "Waterschapswet 164",
            Feitveld(
                "uitkomst",
                "Wat is besloten",
                KEUZE,
                keuzes=(("vernietigd", "vernietigd"), ("niet_vernietigd", "niet vernietigd")),
            ),
            Feitveld(
                "bekend_op", "Dag van bekendmaking", DATUM, hint="Deze dag start de termijn voor beroep."
            ),
        ),
        Feitsoort(
            "besluit_bekend",
            "Bekendmaking van het besluit van GS",
            datumlabel="Dag van bekendmaking",
            velden=(Feitveld("geschorst_tot", "Geschorst tot en met", DATUM, verplicht=False),),
            grondslag="Waterschapswet 161; Awb 10:44",
            hint="Bij een schorsing: tot wanneer, ten hoogste een jaar. Na vernietiging start zo het beroep.",
        ),
        nieuw_besluit("Waterschapswet 163"),
        beroep("Waterschapswet 162"),
        UITSPRAAK,
    ),
)
