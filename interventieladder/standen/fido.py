"""Kasgeldlimiet and renterisiconorm, as plain data (finance.md 1.9, 2.3; Wet fido 4 and 6)."""

from django.db.models import TextChoices

from interventieladder.financieel.kader import alarm, kader
from interventieladder.standen.plan import (
    BEDRAG,
    DATUM,
    GETAL,
    JA_NEE,
    KEUZE,
    Feitsoort,
    Feitveld,
    Ladderplan,
    LosseBrief,
)
from interventieladder.termijnsoorten import Gevolg, Startgebeurtenis, Termijnsoort, registreer
from toezicht.core.termijnen import Basis

JAREN = (kader().fido[0].vanaf, 2100)
"""Years with limits: before the first row of the policy data there is nothing to test against."""


class Stand(TextChoices):
    """Where the body stands with a limit of the Wet fido."""

    VOLGEN = "volgen", "Cijfers volgen"
    OVERSCHREDEN = "overschreden", "Overschrijding vastgesteld"
    PLAN = "plan_ingediend", "Plan ingediend"
    PLAN_GOED = "plan_goedgekeurd", "Plan goedgekeurd"
    AANWIJZING = "aanwijzing", "Aanwijzing gegeven"
    TOESTEMMING = "toestemming_vereist", "Toestemming vereist voor leningen"
    ONTHEFFING = "ontheffing", "Ontheffing verleend"
    BEEINDIGD = "beeindigd", "Beëindigd"


S = Stand
TERMIJN_ONTHEFFING = "ontheffing_fido"
MAX_KWARTALEN_ONTHEFFING = 2
"""Wet fido 4: exemption from the kasgeldlimiet for at most two quarters."""

registreer(
    Termijnsoort(
        TERMIJN_ONTHEFFING,
        "Ontheffing",
        Startgebeurtenis.BESLOTEN,
        Basis.BESLUIT_GS,
        "Wet fido art. 4 en 6",
        gevolg=Gevolg.VAN_RECHTSWEGE,
        overgang="laat_ontheffing_verlopen",
        herinneringen=alarm(TERMIJN_ONTHEFFING),
        daad="Bepaal vervolg",
    )
)

KWARTALEN = tuple((str(n), f"{n}e kwartaal") for n in range(1, 5))


def _gemeen(grondslag: str) -> tuple[Feitsoort, ...]:
    """The facts that both limits know, each under its own article."""
    return (
        Feitsoort(
            "plan",
            "Plan ontvangen",
            datumlabel="Dag van ontvangst",
            velden=(Feitveld("rapportage", "Met de gevraagde rapportage", JA_NEE),),
            grondslag=grondslag,
            stuk=True,
        ),
        Feitsoort(
            "onthoudingsgrond",
            "Grond om het plan niet goed te keuren",
            datumlabel="Dag van vaststelling",
            velden=(Feitveld("motivering", "Waarom het plan niet voldoet"),),
            grondslag="Awb 10:27",
            vier_ogen=True,
        ),
        Feitsoort(
            "overleg_aangeboden",
            "Overleg aangeboden",
            datumlabel="Dag waarop het overleg is aangeboden",
            grondslag="Awb 10:30",
            stuk=True,
        ),
        Feitsoort(
            "plan_gevolgd",
            "Plan uitgevoerd",
            datumlabel="Dag van vaststelling",
            velden=(Feitveld("bevinding", "Waaruit dat blijkt"),),
            grondslag=grondslag,
            vier_ogen=True,
        ),
    )


_WERK = {
    S.VOLGEN.value: ("Leg vast", "Leg de cijfers vast en toets ze aan de limiet"),
    S.PLAN.value: ("Beoordeel", "Beoordeel het plan"),
    S.PLAN_GOED.value: ("Volg", "Volg of het plan wordt uitgevoerd"),
    S.AANWIJZING.value: ("Volg", "Volg of de aanwijzing wordt opgevolgd"),
    S.TOESTEMMING.value: ("Volg", "Volg of het plan wordt uitgevoerd"),
}


def _plan(
    code: str,
    titel: str,
    nummer: int,
    eigen: tuple[Feitsoort, ...],
    *,
    hoofdlijn: tuple[Stand, ...],
    na_overschrijding: tuple[str, str],
    onderdeel: str = "",
) -> Ladderplan:
    return Ladderplan(
        code=code,
        titel=titel,
        standen=Stand,
        begin=S.VOLGEN.value,
        hoofdlijn=tuple(s.value for s in hoofdlijn),
        eind=(S.BEEINDIGD.value,),
        domein="financien",
        taak=code,
        taaknaam=titel,
        grondslag=f"Wet financiering decentrale overheden, artikel {nummer}",
        onderdeel=onderdeel,
        kort={
            S.VOLGEN.value: "Volgen",
            S.OVERSCHREDEN.value: "Overschreden",
            S.PLAN.value: "Plan",
            S.PLAN_GOED.value: "Plan goed",
            S.AANWIJZING.value: "Aanwijzing",
            S.TOESTEMMING.value: "Toestemming",
        },
        werk={**_WERK, S.OVERSCHREDEN.value: na_overschrijding},
        losse_brieven=(LosseBrief("FIN-L8", standen=(S.PLAN,), feit="overleg_aangeboden"),),
        feitsoorten=(*eigen, *_gemeen(f"Wet fido {nummer}")),
    )


KASGELD = _plan(
    "kasgeldlimiet",
    "Kasgeldlimiet",
    4,
    (
        Feitsoort(
            "kwartaal",
            "Kwartaalcijfers",
            datumlabel="Laatste dag van het kwartaal",
            velden=(
                Feitveld("jaar", "Jaar", GETAL, grenzen=JAREN),
                Feitveld("kwartaal", "Kwartaal", KEUZE, keuzes=KWARTALEN),
                Feitveld("maand1", "Netto vlottende schuld, eerste maand", BEDRAG),
                Feitveld("maand2", "Netto vlottende schuld, tweede maand", BEDRAG),
                Feitveld("maand3", "Netto vlottende schuld, derde maand", BEDRAG),
                Feitveld("begrotingstotaal", "Begrotingstotaal op 1 januari", BEDRAG),
            ),
            grondslag="Uitvoeringsregeling Wet fido 2",
        ),
        Feitsoort(
            "ontheffing",
            "Ontheffing: duur",
            datumlabel="Eerste dag van de ontheffing",
            velden=(
                Feitveld("kwartalen", "Aantal kwartalen", KEUZE, keuzes=(("1", "1"), ("2", "2"))),
                Feitveld("tot_en_met", "Laatste dag van de ontheffing", DATUM),
            ),
            grondslag="Wet fido 4",
            toekomst=True,
        ),
    ),
    hoofdlijn=(S.VOLGEN, S.OVERSCHREDEN, S.PLAN, S.PLAN_GOED, S.BEEINDIGD),
    na_overschrijding=("Vraag", "Vraag het plan, of geef een aanwijzing"),
)

RENTERISICO = _plan(
    "renterisiconorm",
    "Renterisiconorm",
    6,
    (
        Feitsoort(
            "jaarcijfer",
            "Renterisico van een jaar",
            datumlabel="Dag van de opgave",
            velden=(
                Feitveld("jaar", "Jaar", GETAL, grenzen=JAREN),
                Feitveld("renteherziening", "Renteherzieningen", BEDRAG),
                Feitveld("aflossing", "Aflossingen", BEDRAG),
                Feitveld("begrotingstotaal", "Begrotingstotaal op 1 januari", BEDRAG),
            ),
            grondslag="Uitvoeringsregeling Wet fido 2 en 3",
        ),
        Feitsoort(
            "ontheffing",
            "Ontheffing: duur",
            datumlabel="Eerste dag van de ontheffing",
            velden=(Feitveld("tot_en_met", "Laatste dag van de ontheffing", DATUM),),
            grondslag="Wet fido 6",
            toekomst=True,
        ),
    ),
    hoofdlijn=(S.VOLGEN, S.OVERSCHREDEN, S.AANWIJZING, S.PLAN, S.PLAN_GOED, S.BEEINDIGD),
    na_overschrijding=("Leg voor", "Leg GS een aanwijzing voor, of een ontheffing"),
    onderdeel="begrotingsjaar",
)
