"""Approval of a budget or an amendment under preventive supervision, as plain data (finance.md 1.6; Awb 10:25)."""

from django.db.models import TextChoices

from interventieladder.financieel.kader import alarm
from interventieladder.standen.plan import KEUZE, Feitsoort, Feitveld, Ladderplan, LosseBrief
from interventieladder.termijnsoorten import Gevolg, Startgebeurtenis, Termijnsoort, Verlengbaar, registreer
from toezicht.core import rollen
from toezicht.core.termijnen import Basis, Lengte

BESLISTERMIJN = Lengte.weken(13)
"""Awb 10:31, eerste lid; more than twelve weeks, so no day moves it (Algemene termijnenwet 4)."""
VERDAGING_WEKEN = 13
"""Awb 10:31, tweede lid: once, at most."""
MEDEDELING = Lengte.weken(2)
"""Awb 4:20c."""
WERKING_DAGEN = 3
"""Awb 4:20b: in force on the third day after the term ended."""


class Stand(TextChoices):
    """Where the approval stands."""

    TER_GOEDKEURING = "ter_goedkeuring", "Ter goedkeuring"
    WACHT = "wacht_op_begroting", "Wacht op de goedkeuring van de begroting"
    VERDAAGD = "verdaagd", "Verdaagd"
    OVERLEG = "overleg_aangeboden", "Overleg aangeboden"
    GOEDGEKEURD = "goedgekeurd", "Goedgekeurd"
    GEDEELTELIJK = "gedeeltelijk_goedgekeurd", "Gedeeltelijk goedgekeurd"
    ONTHOUDEN = "onthouden", "Goedkeuring onthouden"
    VAN_RECHTSWEGE = "van_rechtswege", "Van rechtswege goedgekeurd"
    BEKENDGEMAAKT = "bekendgemaakt", "Van rechtswege goedgekeurd en bekendgemaakt"
    VRIJGESTELD = "vrijgesteld", "Vrijgesteld van goedkeuring"
    INGETROKKEN = "ingetrokken", "Ingetrokken door de organisatie"
    VERVALLEN = "vervallen", "Termijn kan niet beginnen"


S = Stand

GRONDEN = (
    ("strijd_met_het_recht", "Strijd met het recht"),
    ("algemeen_financieel_belang", "Strijd met het algemene financiële belang"),
)
"""The only grounds to withhold approval (Gemeentewet 206)."""

TERMIJN = "goedkeuring"
TERMIJN_MEDEDELING = "mededeling"

registreer(
    Termijnsoort(
        TERMIJN,
        "Beslissen over goedkeuring",
        Startgebeurtenis.VERZONDEN,
        Basis.WET,
        "Awb art. 10:31, eerste lid",
        eigenaar=rollen.FINANCIEEL_TOEZICHTHOUDER,
        verlenging=Verlengbaar(1, Lengte.weken(VERDAGING_WEKEN), "Awb art. 10:31, tweede lid"),
        opschortgronden=("wettelijke grond",),
        opschortrecht=rollen.TOETS_JURIDISCH,
        gevolg=Gevolg.VAN_RECHTSWEGE,
        overgang="keur_goed_van_rechtswege",
        herinneringen=alarm(TERMIJN),
        daad="Bereid besluit voor",
    ),
    Termijnsoort(
        TERMIJN_MEDEDELING,
        "Besluit van rechtswege bekendmaken",
        Startgebeurtenis.VASTE_DATUM,
        Basis.WET,
        "Awb art. 4:20c",
        eigenaar=rollen.FINANCIEEL_TOEZICHTHOUDER,
        herinneringen=alarm(TERMIJN_MEDEDELING),
        daad="Maak bekend",
    ),
)

PLAN = Ladderplan(
    code="goedkeuring",
    titel="Goedkeuring van begroting of wijziging",
    standen=Stand,
    begin=S.TER_GOEDKEURING.value,
    hoofdlijn=tuple(s.value for s in (S.TER_GOEDKEURING, S.VERDAAGD, S.OVERLEG, S.GOEDGEKEURD)),
    eind=tuple(
        s.value
        for s in (
            S.GOEDGEKEURD,
            S.GEDEELTELIJK,
            S.ONTHOUDEN,
            S.BEKENDGEMAAKT,
            S.VRIJGESTELD,
            S.INGETROKKEN,
            S.VERVALLEN,
        )
    ),
    domein="financien",
    taak="goedkeuring",
    taaknaam="Goedkeuring",
    grondslag="Gemeentewet, artikel 203 en 207",
    onderdeel="welke begroting of wijziging",
    te_openen=False,
    eigen_zaak=True,
    opent_met="goedkeuring_nieuw",
    stap_bij_verzending=("verdaag", "besluit_goedkeuren", "besluit_gedeeltelijk", "besluit_onthouden"),
    kort={
        S.TER_GOEDKEURING.value: "Beoordelen",
        S.WACHT.value: "Wacht op begroting",
        S.OVERLEG.value: "Overleg",
        S.GEDEELTELIJK.value: "Gedeeltelijk",
        S.ONTHOUDEN.value: "Onthouden",
        S.VAN_RECHTSWEGE.value: "Van rechtswege",
        S.BEKENDGEMAAKT.value: "Bekendgemaakt",
        S.INGETROKKEN.value: "Ingetrokken",
        S.VERVALLEN.value: "Niet begonnen",
    },
    werk={
        S.WACHT.value: ("Volg", "De termijn begint pas als de begroting is goedgekeurd"),
        S.VAN_RECHTSWEGE.value: ("Maak bekend", "Maak bekend dat de goedkeuring van rechtswege is gegeven"),
    },
    losse_brieven=(
        LosseBrief("FIN-L6", standen=(S.WACHT, S.TER_GOEDKEURING, S.VERDAAGD, S.OVERLEG)),
        LosseBrief(
            "FIN-L8",
            standen=(S.TER_GOEDKEURING, S.VERDAAGD, S.OVERLEG),
            feit="overleg_aangeboden",
        ),
        LosseBrief("FIN-L11", standen=(S.VAN_RECHTSWEGE,), feit="mededeling_verzonden"),
    ),
    feitsoorten=(
        Feitsoort(
            "overleg_aangeboden",
            "Overleg aangeboden",
            datumlabel="Dag waarop het overleg is aangeboden",
            velden=(Feitveld("gevoerd", "Wat er van het overleg kwam", verplicht=False),),
            grondslag="Awb 10:30",
            stuk=True,
            hint="Zonder aangeboden overleg kan goedkeuring niet worden onthouden. Stelt u de "
            "uitnodiging hier op, dan volgt dit uit de verzending.",
        ),
        Feitsoort(
            "onthoudingsgrond",
            "Grond om goedkeuring te onthouden",
            datumlabel="Dag van vaststelling",
            velden=(
                Feitveld("grond", "Grond", KEUZE, keuzes=GRONDEN),
                Feitveld("motivering", "Waaruit blijkt dat?"),
            ),
            grondslag="Gemeentewet 206",
            vier_ogen=True,
        ),
        Feitsoort(
            "deelbaarheid",
            "Deel kan afzonderlijk in werking treden",
            datumlabel="Dag van vaststelling",
            velden=(Feitveld("deel", "Welk deel, en waarom dat zelfstandig kan werken"),),
            grondslag="Awb 10:29, eerste lid",
        ),
        Feitsoort(
            "vrijgestelde_soorten",
            "Vrijgestelde soorten wijzigingen",
            datumlabel="Dag van vaststelling",
            velden=(Feitveld("soorten", "Welke soorten wijzigingen geen goedkeuring meer vragen"),),
            grondslag="Gemeentewet 207, tweede lid",
            hint="Geldt alleen als Gedeputeerde Staten de begroting bij besluit goedkeuren.",
        ),
        Feitsoort(
            "valt_onder_vrijstelling",
            "Wijziging valt onder een vrijstelling",
            datumlabel="Dag van vaststelling",
            velden=(Feitveld("vrijstelling", "Onder welke vrijgestelde soort"),),
            grondslag="Gemeentewet 207, tweede lid",
            vier_ogen=True,
        ),
        Feitsoort(
            "mededeling_verzonden",
            "Goedkeuring van rechtswege bekendgemaakt",
            datumlabel="Dag van verzending",
            grondslag="Awb 4:20c",
            stuk=True,
            hint="De mededeling zegt dat het besluit van rechtswege is genomen. Stelt u haar hier op, "
            "dan volgt dit uit de verzending.",
        ),
        Feitsoort(
            "intrekking",
            "Ingetrokken door de organisatie",
            datumlabel="Dag van het besluit",
            grondslag="Gemeentewet 192",
            stuk=True,
        ),
        Feitsoort(
            "opnieuw_gevraagd",
            "Gevraagd opnieuw aan te bieden",
            datumlabel="Dag van de brief",
            grondslag="Gemeentewet 207, eerste lid",
            stuk=True,
        ),
    ),
)
