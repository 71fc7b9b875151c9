"""Overlay B: approval of designated decisions of a gemeente to be abolished (Wet arhi 21; finance.md 1.5)."""

from django.db.models import TextChoices

from interventieladder.standen.plan import DATUM, JA_NEE, KEUZE, TEKST, Feitsoort, Feitveld, Ladderplan


class Stand(TextChoices):
    """Where the overlay stands; it runs beside the regime of the budget year."""

    AANGEKONDIGD = "aangekondigd", "Opheffing aangekondigd"
    AANGEWEZEN = "aangewezen", "Besluiten aangewezen voor goedkeuring"
    HERINGEDEELD = "heringedeeld", "Geëindigd door de herindeling"
    DOOR_MINISTER = "beeindigd_minister", "Beëindigd door de minister"
    VERVALLEN = "vervallen", "Opheffing gaat niet door"


S = Stand
LOPEND = (S.AANGEKONDIGD, S.AANGEWEZEN)
CATEGORIEEN = (
    ("nieuwe_uitgaven", "Nieuwe of hogere uitgaven"),
    ("lagere_inkomsten", "Lagere inkomsten"),
    ("vermogen", "Vermindering van bezittingen"),
)
"""The kinds of decisions article 21 lets GS designate."""

PLAN = Ladderplan(
    code="arhi_toezicht",
    titel="Financieel toezicht bij herindeling",
    standen=Stand,
    begin=S.AANGEKONDIGD.value,
    hoofdlijn=tuple(s.value for s in (S.AANGEKONDIGD, S.AANGEWEZEN, S.HERINGEDEELD)),
    eind=tuple(s.value for s in (S.HERINGEDEELD, S.DOOR_MINISTER, S.VERVALLEN)),
    domein="financien",
    taak="arhi_toezicht",
    taaknaam="Goedkeuring bij herindeling (artikel 21 Wet arhi)",
    grondslag="Wet algemene regels herindeling, artikel 21",
    onderdeel="om welke herindeling het gaat",
    kort={
        S.AANGEKONDIGD.value: "Aangekondigd",
        S.AANGEWEZEN.value: "Aangewezen",
        S.HERINGEDEELD.value: "Heringedeeld",
        S.DOOR_MINISTER.value: "Minister",
        S.VERVALLEN.value: "Vervallen",
    },
    werk={
        S.AANGEKONDIGD.value: ("Bereid voor", "Bereid voor GS voor welke besluiten goedkeuring vragen"),
    },
    stap_bij_verzending=("wijs_besluiten_aan",),
    feitsoorten=(
        Feitsoort(
            "opheffing",
            "Opheffing in ontwerp, advies of wetsvoorstel",
            datumlabel="Dag van vaststelling of indiening",
            velden=(
                Feitveld(
                    "stuk",
                    "Waarin staat de opheffing",
                    KEUZE,
                    keuzes=(
                        ("ontwerp", "Herindelingsontwerp"),
                        ("advies", "Herindelingsadvies"),
                        ("wetsvoorstel", "Wetsvoorstel"),
                    ),
                ),
                Feitveld("opvolger", "Gemeente die in de plaats komt"),
            ),
            grondslag="Wet arhi 21",
            hint="Vanaf deze dag kunnen GS besluiten aanwijzen.",
        ),
        Feitsoort(
            "categorieen",
            "Aan te wijzen besluiten",
            datumlabel="Datum",
            velden=(
                *(Feitveld(code, naam, JA_NEE) for code, naam in CATEGORIEEN),
                Feitveld("afbakening", "Afbakening", TEKST, hint="Bijvoorbeeld vanaf welk bedrag."),
            ),
            grondslag="Wet arhi 21",
            hint="De grond is het financieel belang van de nieuwe gemeente.",
        ),
        Feitsoort(
            "herindeling",
            "Wet en datum van herindeling",
            datumlabel="Plaatsing in het Staatsblad",
            velden=(
                Feitveld("staatsblad", "Nummer van het Staatsblad"),
                Feitveld("ingang", "Datum van herindeling", DATUM, hint="Een 1 januari."),
            ),
            grondslag="Wet arhi 1",
            vier_ogen=True,
        ),
        Feitsoort(
            "besluit_minister",
            "Minister beëindigt de goedkeuring",
            datumlabel="Dag van het besluit",
            velden=(Feitveld("kenmerk", "Kenmerk"),),
            grondslag="Wet arhi 21",
            vier_ogen=True,
        ),
        Feitsoort(
            "opheffing_vervallen",
            "Opheffing gaat niet door",
            datumlabel="Dag waarop dat bleek",
            velden=(Feitveld("reden", "Waaruit dat blijkt"),),
            grondslag="Wet arhi 21",
            vier_ogen=True,
        ),
    ),
)
