"""A supplement from the municipal fund, as plain data (finance.md 1.8; Fvw 12, Bfv 2001 19-24)."""

from django.db.models import TextChoices

from interventieladder.financieel.kader import alarm
from interventieladder.standen.plan import BEDRAG, GETAL, JA_NEE, KEUZE, Feitsoort, Feitveld, Ladderplan
from interventieladder.termijnsoorten import Gevolg, Startgebeurtenis, Termijnsoort, registreer
from toezicht.core import rollen
from toezicht.core.termijnen import Basis


class Stand(TextChoices):
    """Where the application stands."""

    VERWACHT = "aanvraag_verwacht", "Aanvraag verwacht"
    AANGEVRAAGD = "aangevraagd", "Aangevraagd"
    VERSLAG = "verslag_uitgebracht", "Verslag van GS uitgebracht"
    INSPECTIE = "inspectie", "Inspectie"
    TOEGEKEND = "toegekend", "Aanvullende uitkering toegekend"
    AFGEWEZEN = "afgewezen", "Aanvraag afgewezen"
    NIET_OP_TIJD = "niet_op_tijd", "Niet op tijd aangevraagd"
    NIET_AANGEVRAAGD = "niet_aangevraagd", "Niet aangevraagd"
    INGETROKKEN = "ingetrokken", "Ingetrokken door de raad"


S = Stand
TERMIJN_AANVRAAG, TERMIJN_VERSLAG, TERMIJN_BESLUIT = "aanvraag_art12", "verslag_art12", "besluit_art12"

registreer(
    Termijnsoort(
        TERMIJN_AANVRAAG,
        "Aanvraag artikel 12 door de raad",
        Startgebeurtenis.VASTE_DATUM,
        Basis.AMVB,
        "Besluit financiële verhouding 2001 art. 19",
        gevolg=Gevolg.BEVOEGDHEID_VERVALT,
        herinneringen=alarm(TERMIJN_AANVRAAG),
    ),
    Termijnsoort(
        TERMIJN_VERSLAG,
        "Verslag van GS aan de ministers",
        Startgebeurtenis.VASTE_DATUM,
        Basis.AMVB,
        "Besluit financiële verhouding 2001 art. 20",
        eigenaar=rollen.FINANCIEEL_TOEZICHTHOUDER,
        herinneringen=alarm(TERMIJN_VERSLAG),
        daad="Stel verslag op",
    ),
    Termijnsoort(
        TERMIJN_BESLUIT,
        "Besluit van de ministers",
        Startgebeurtenis.VASTE_DATUM,
        Basis.AMVB,
        "Besluit financiële verhouding 2001 art. 22",
        herinneringen=alarm(TERMIJN_BESLUIT),
    ),
)

PLAN = Ladderplan(
    code="artikel12",
    titel="Aanvullende uitkering (artikel 12)",
    standen=Stand,
    begin=S.VERWACHT.value,
    hoofdlijn=tuple(s.value for s in (S.VERWACHT, S.AANGEVRAAGD, S.VERSLAG, S.INSPECTIE, S.TOEGEKEND)),
    eind=tuple(s.value for s in (S.TOEGEKEND, S.AFGEWEZEN, S.NIET_AANGEVRAAGD, S.INGETROKKEN)),
    domein="financien",
    taak="artikel12",
    taaknaam="Artikel 12",
    grondslag="Financiële-verhoudingswet, artikel 12",
    onderdeel="uitkeringsjaar",
    te_openen=False,
    opent_met="artikel12_nieuw",
    stap_bij_verzending=("breng_verslag_uit",),
    kort={
        S.VERWACHT.value: "Verwacht",
        S.VERSLAG.value: "Verslag GS",
        S.TOEGEKEND.value: "Toegekend",
        S.AFGEWEZEN.value: "Afgewezen",
        S.NIET_OP_TIJD.value: "Te laat",
        S.NIET_AANGEVRAAGD.value: "Niet aangevraagd",
        S.INGETROKKEN.value: "Ingetrokken",
    },
    werk={
        S.NIET_OP_TIJD.value: ("Sluit", "Ga na of de raad echt niets verzond, en sluit het dossier"),
    },
    feitsoorten=(
        Feitsoort(
            "aanvraag",
            "Aanvraag van de raad",
            datumlabel="Dag van verzending door de raad",
            velden=(
                Feitveld("begroting_vastgesteld", "Vastgestelde begroting bijgevoegd", JA_NEE),
                Feitveld("afschrift", "Afschrift aan Gedeputeerde Staten ontvangen", JA_NEE),
                Feitveld("eerste_jaar", "Eerste jaar van aanvraag", JA_NEE),
            ),
            grondslag="Besluit financiële verhouding 2001 19",
            stuk=True,
        ),
        Feitsoort(
            "tekort",
            "Tekort en draagvlak",
            datumlabel="Dag van de opgave",
            velden=(
                Feitveld(
                    "saldo_t",
                    "Saldo in het uitkeringsjaar",
                    BEDRAG,
                    hint="Een tekort is negatief.",
                    per_jaar=("Saldo", 0),
                ),
                Feitveld("saldo_t1", "Saldo een jaar later", BEDRAG, verplicht=False, per_jaar=("Saldo", 1)),
                Feitveld("saldo_t2", "Saldo twee jaar later", BEDRAG, verplicht=False, per_jaar=("Saldo", 2)),
                Feitveld("saldo_t3", "Saldo drie jaar later", BEDRAG, verplicht=False, per_jaar=("Saldo", 3)),
                Feitveld("ozb_capaciteit", "OZB-capaciteit", BEDRAG),
                Feitveld("algemene_uitkering", "Algemene uitkering", BEDRAG),
                Feitveld("decentralisatie", "Decentralisatie-uitkeringen", BEDRAG),
                Feitveld("integratie", "Integratie-uitkeringen", BEDRAG),
            ),
            grondslag="Besluit financiële verhouding 2001 23",
            hint="De jaren erna zijn alleen nodig in het eerste jaar van aanvraag.",
            vier_ogen=True,
        ),
        Feitsoort(
            "redelijk_peil",
            "Eigen heffingen op redelijk peil",
            datumlabel="Dag van vaststelling",
            velden=(Feitveld("toelichting_peil", "OZB, afval en riool: hoe het peil is bereikt"),),
            grondslag="Besluit financiële verhouding 2001 24",
        ),
        Feitsoort(
            "inspectie_begonnen",
            "Inspectie begonnen",
            datumlabel="Dag van het bericht",
            velden=(Feitveld("kenmerk", "Kenmerk van het bericht"),),
            grondslag="Financiële-verhoudingswet 12",
        ),
        Feitsoort(
            "besluit_ministers",
            "Besluit van de ministers",
            datumlabel="Dag van het besluit",
            velden=(
                Feitveld(
                    "uitkomst",
                    "Wat de ministers besloten",
                    KEUZE,
                    keuzes=(("toegekend", "Toegekend"), ("afgewezen", "Afgewezen")),
                ),
                Feitveld("bedrag", "Bedrag", BEDRAG, verplicht=False),
                Feitveld(
                    "tot_jaar", "Vastgesteld tot en met jaar", GETAL, verplicht=False, grenzen=(2000, 2100)
                ),
                Feitveld("kenmerk", "Kenmerk van het besluit"),
            ),
            grondslag="Besluit financiële verhouding 2001 21 en 22",
            vier_ogen=True,
        ),
        Feitsoort(
            "intrekking",
            "Aanvraag ingetrokken",
            datumlabel="Dag van het raadsbesluit",
            grondslag="Besluit financiële verhouding 2001 19",
            stuk=True,
        ),
    ),
)
