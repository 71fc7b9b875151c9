"""Bestuurskracht: from signals to a role of the province, a machine of its own beside the ladder (ladder.md 4)."""

from django.db.models import TextChoices

from interventieladder import termijnsoorten
from interventieladder.standen.plan import DATUM, KEUZE, TEKST, Feitsoort, Feitveld, Ladderplan, LosseBrief
from interventieladder.termijnsoorten import Gevolg, Startgebeurtenis, Termijnsoort
from toezicht.core.termijnen import Basis


class Stand(TextChoices):
    """Where the conversation about bestuurskracht stands."""

    VOLGEN = "volgen_signalen", "Signalen volgen"
    SCHETS = "situatieschets", "Situatieschets maken"
    WEGING = "weging", "Weging van de rol"
    ROL = "rol_gekozen", "Rol gekozen"
    HEREVALUATIE = "herevaluatie", "Herevaluatie"
    BEEINDIGD = "beeindigd", "Beëindigd"


S = Stand


class Rol(TextChoices):
    """What the province does, from light to heavy (ladder.md 4.3)."""

    VOLGEN = "volgen", "Volgen"
    GESPREK = "gesprek", "Gesprek"
    ADVISEREN = "adviseren", "Adviseren en kennis delen"
    FACILITEREN = "faciliteren", "Faciliteren"
    REGISSEREN = "regisseren", "Regisseren"
    ARTIKEL_8 = "artikel_8", "Artikel 8 Wet arhi"


INSTRUMENTEN: dict[str, str] = {
    Rol.VOLGEN: "monitoring, regiomanager, dashboard",
    Rol.GESPREK: "ambtelijk of bestuurlijk overleg, werkbezoek",
    Rol.ADVISEREN: "bestuurskrachtscan, kennisbijeenkomst, advies over samenwerking of bedrijfsvoering",
    Rol.FACILITEREN: "herindelingsscan, procesbegeleider, verkenner",
    Rol.REGISSEREN: "verzoek met datum, onafhankelijk onderzoek, bericht aan de minister",
    Rol.ARTIKEL_8: "open overleg op initiatief van Gedeputeerde Staten",
}
"""What a role brings."""

BLOKKEN: tuple[tuple[str, str, str], ...] = (
    ("taken", "Wettelijke taken", "As a: feiten over de uitvoering van taken."),
    ("regio", "Regio", "As b: bijdrage aan regionale opgaven."),
    ("ambitie", "Lokale ambitie", "As c: maakt de gemeente haar plannen waar?"),
    ("overheden", "Andere overheden", "As d: verantwoording en samenwerking."),
    ("organisatie", "Organisatie", "As e: bezetting, sturing, bestuur."),
    ("financien", "Financiën", "As f: positie en ontwikkeling, met bron."),
    ("ladderstanden", "Stand op de ladders", "Lopende dossiers en hun trede."),
    ("eigen_inspanning", "Wat doet de gemeente zelf?", ""),
    ("regionaal_effect", "Effect op de regio", ""),
    ("anderen", "Wat doen anderen?", "Rijk, buurgemeenten, andere toezichthouders."),
    ("scenarios", "Scenario's", ""),
    ("roladvies", "Advies over de rol", "Welke rol, en waarom geen lichtere?"),
    ("publiciteit", "Publiciteit", ""),
)
"""The blocks of a situatieschets: field, title, hint. Two pages together."""
VERPLICHT = ("eigen_inspanning", "scenarios", "roladvies")
"""Blocks without which it cannot be adopted; of the axes and facts at least one is filled."""

SCHETSTERMIJN, ROLTERMIJN, EVALUATIETERMIJN = "bk_schets", "bk_rol", "bk_evaluatie"
_BELEID = "Beleidskader van de provincie"

termijnsoorten.registreer(
    Termijnsoort(
        SCHETSTERMIJN,
        "Situatieschets en weging",
        Startgebeurtenis.BEKEND,
        Basis.BRIEF,
        _BELEID,
        daad="Stel de schets op",
    ),
    Termijnsoort(
        ROLTERMIJN,
        "Geldigheid van de rol",
        Startgebeurtenis.BESLOTEN,
        Basis.BRIEF,
        _BELEID,
        gevolg=Gevolg.ALARM,
        herinneringen=(28, 14, 7, 1),
        daad="Bepaal vervolg",
    ),
    Termijnsoort(
        EVALUATIETERMIJN,
        "Evaluatie van de rol",
        Startgebeurtenis.BESLOTEN,
        Basis.BRIEF,
        _BELEID,
        daad="Evalueer",
    ),
)

PLAN = Ladderplan(
    code="bestuurskracht",
    titel="Bestuurskracht",
    standen=Stand,
    begin=S.VOLGEN.value,
    hoofdlijn=tuple(s.value for s in (S.VOLGEN, S.SCHETS, S.WEGING, S.ROL, S.HEREVALUATIE)),
    eind=(S.BEEINDIGD.value,),
    domein="bestuurskracht",
    taak="bestuurskracht",
    taaknaam="Bestuurskracht",
    grondslag="beleidskader van de provincie",
    kort={
        S.VOLGEN.value: "Volgen",
        S.SCHETS.value: "Situatieschets",
        S.WEGING.value: "Weging",
        S.ROL.value: "Rol",
    },
    werk={
        S.VOLGEN.value: ("Bekijk", "Volg de signalen; elk kwartaal in het accountgesprek"),
        S.SCHETS.value: ("Schrijf", "Schrijf de situatieschets en laat die vaststellen"),
        S.WEGING.value: ("Stel rol voor", "Leg een rol vast en leg die voor"),
        S.HEREVALUATIE.value: ("Herevalueer", "Bepaal of de rol blijft, verandert of eindigt"),
    },
    losse_brieven=(LosseBrief("L4"), LosseBrief("L18")),
    feitsoorten=(
        Feitsoort(
            "aanleiding",
            "Aanleiding buiten het patroon om",
            datumlabel="Dag van de aanleiding",
            velden=(Feitveld("reden", "Waarom nu een situatieschets?", TEKST),),
            hint="Bijvoorbeeld een verzoek van de gemeente. Drempels zijn geen oordeel; afwijken mag met reden.",
        ),
        Feitsoort(
            "rolvoorstel",
            "Voorstel voor een rol",
            datumlabel="Dag van het voorstel",
            velden=(
                Feitveld("rol", "Rol", KEUZE, keuzes=tuple((r.value, str(r.label)) for r in Rol)),
                Feitveld("motivering", "Waarom deze rol, en geen lichtere?", TEKST),
                Feitveld("geldig_tot", "Geldig tot en met", DATUM, hint="Ten hoogste twaalf maanden."),
                Feitveld("evaluatiedatum", "Evalueren op", DATUM),
            ),
            verzegeld=True,
        ),
        Feitsoort(
            "cdk_geinformeerd",
            "Commissaris van de Koning geïnformeerd",
            datumlabel="Dag",
            hint="Bij bespreking in Gedeputeerde Staten.",
        ),
        Feitsoort(
            "herevaluatie",
            "Uitkomst van de herevaluatie",
            datumlabel="Dag van de herevaluatie",
            velden=(
                Feitveld(
                    "uitkomst",
                    "Uitkomst",
                    KEUZE,
                    keuzes=(
                        ("blijft", "de rol blijft passend"),
                        ("anders", "een andere rol past beter"),
                        ("geen", "een rol is niet meer nodig"),
                    ),
                ),
                Feitveld("motivering", "Waarop rust dat?", TEKST),
            ),
        ),
    ),
)
