"""The yearly letter about a budget: to a gemeente, a regeling, or a waterschap (finance.md 5, L2, L19, L20)."""

from dataclasses import replace

from interventieladder.briefsjablonen.soorten import Kolom, Veld, alinea, blok, tabel

EVENWICHT = tabel(
    "evenwicht",
    "Structureel en reëel evenwicht",
    "In euro; per jaar van het begrotingsjaar en de meerjarenraming. Elke correctie met haar reden.",
    Kolom("regel", "Regel"),
    *(
        Kolom(code, naam, "getal", verplicht=False)
        for code, naam in (("t", "T"), ("t1", "T+1"), ("t2", "T+2"), ("t3", "T+3"))
    ),
    verplicht=False,
    grondslag="Gw 189 lid 2",
)
KENGETALLEN = tabel(
    "kengetallen",
    "Kengetallen",
    "Met het oordeel in woorden: A, B of C.",
    Kolom("kengetal", "Kengetal"),
    Kolom("waarde", "Waarde", "getal"),
    Kolom("oordeel", "Oordeel", verplicht=False),
    verplicht=False,
    grondslag="BBV 11 lid 2 onder d",
)


def _oordeel(grondslag: str) -> Veld:
    hint = "Is het saldo reëel? Noem elke correctie met reden."
    return blok("oordeel", "Ons oordeel", "{Waarom_nu}", grondslag, hint)


_BEVINDINGEN = (
    KENGETALLEN,
    blok(
        "bevindingen",
        "Bevindingen per onderwerp",
        "{Omschrijving}",
        hint="Sociaal domein, taakstellingen, kapitaalgoederen, grond, weerstandsvermogen, regelingen, Iv3.",
    ),
    tabel(
        "aandachtspunten",
        "Aandachtspunten voor volgend jaar",
        "Elk punt met eigenaar en dag.",
        Kolom("punt", "Aandachtspunt"),
        Kolom("eigenaar", "Verantwoordelijke"),
        Kolom("uiterlijk", "Uiterlijk", "datum", verplicht=False),
        verplicht=False,
    ),
)
_TOEZICHTBRIEF = (
    EVENWICHT,
    _oordeel("Gw 203 lid 1"),
    *_BEVINDINGEN,
    blok(
        "gevolg",
        "Wat dit betekent",
        "Uw begroting en de wijzigingen daarvan hoeven wij dit begrotingsjaar niet vooraf goed te keuren. "
        "Wij volgen de uitvoering wel.",
        "Gw 203",
    ),
    alinea(
        "overig",
        "Verordeningen en jaarrekening",
        "Opmerkingen bij de verordeningen van artikel 212 en 213 en de jaarrekening.",
        kop="Verordeningen en jaarrekening",
        grondslag="Gw 212, 213, 214",
        verplicht=False,
    ),
)


def toezichtbrief(vervolg: str) -> tuple[Veld, ...]:
    return (
        blok("conclusie", "Conclusie", f"{vervolg} {{Gevraagd}}", "Gw 203 lid 4"),
        blok(
            "ontvangst",
            "Vaststelling en ontvangst",
            "Wij hebben de begroting {onderdeel} van {organisatie} ontvangen.",
            "Gw 190, 191",
            "Wanneer vastgesteld, verzonden en ontvangen, en of dat op tijd was.",
        ),
        *_TOEZICHTBRIEF,
    )


WATERSCHAP = (
    blok(
        "conclusie",
        "Conclusie",
        "Wij hebben de begroting {onderdeel} van {organisatie} beoordeeld. {Gevraagd}",
        "Waterschapswet 99 lid 3",
    ),
    blok(
        "ontvangst",
        "Vaststelling en ontvangst",
        "Wij hebben de begroting {onderdeel} van {organisatie} ontvangen.",
        "Waterschapswet 101",
        "Wanneer vastgesteld, verzonden en ontvangen, en of dat op tijd was.",
    ),
    replace(EVENWICHT, grondslag="Waterschapswet 99 lid 3"),
    _oordeel("Waterschapswet 99 lid 3"),
    *_BEVINDINGEN,
    blok(
        "gevolg",
        "Wat dit betekent",
        "De begroting van een waterschap en de wijzigingen daarvan behoeven onze goedkeuring niet. Wij "
        "volgen de uitvoering en vragen u zo nodig om inlichtingen.",
        "Waterschapswet 99, 109c",
    ),
)
"""No regime of approval exists for a waterschap (finance.md 1.4): assessment, letter and intervention."""

REPRESSIEF = "Over het begrotingsjaar {onderdeel} geldt voor {organisatie} repressief toezicht."
