"""Suspension and annulment by the Crown of decisions of a municipality or GR (ladder.md 2.7)."""

from django.db.models import TextChoices

from interventieladder.standen.plan import (
    DATUM,
    JA_NEE,
    KEUZE,
    TEKST,
    Feitsoort,
    Feitveld,
    Ladderplan,
    LosseBrief,
)


class Stand(TextChoices):
    """Where the route to suspension or annulment stands."""

    GEMELD = "gemeld", "Gemeld"
    VATBAAR = "vatbaar", "Vatbaar voor vernietiging"
    OVERLEG = "overleg", "Overleg met de organisatie"
    OVERWEGEN = "overwegen_medegedeeld", "Overweging medegedeeld"
    VOORGEDRAGEN = "voorgedragen", "Voorgedragen aan de minister"
    STILSTAND = "stilstand", "Uitvoering staat stil"
    STILSTAND_VOORBIJ = "stilstand_voorbij", "Stilstand voorbij"
    BUITEN_TERMIJN = "buiten_termijn", "Buiten termijn"
    ALGEMENE_BRIEF = "algemene_brief", "Algemene brief gestuurd"
    SCHORSING = "schorsing", "Geschorst bij koninklijk besluit"
    SCHORSING_VERVALLEN = "schorsing_vervallen", "Schorsing vervallen"
    VERNIETIGD = "vernietigd", "Vernietigd bij koninklijk besluit"
    NIEUW_BESLUIT = "nieuw_besluit", "Nieuw besluit gevraagd"
    IN_DE_PLAATS = "in_de_plaats", "In de plaats voorzien"
    GEEN_NIEUW_BESLUIT = "geen_nieuw_besluit", "Geen nieuw besluit nodig"
    BEROEP = "beroep", "Beroep bij de Afdeling bestuursrechtspraak"
    NIET_VATBAAR = "niet_vatbaar", "Niet vatbaar voor vernietiging"
    AFGEZIEN = "afgezien", "Afgezien van mededeling"
    NIET_VERNIETIGD = "niet_vernietigd", "Niet vernietigd"
    AFGEROND = "afgerond", "Afgerond"


S = Stand

VOOR_MEDEDELING = (S.GEMELD, S.VATBAAR, S.OVERLEG, S.OVERWEGEN)
"""States in which the ten days of Gemeentewet 273a run."""


class Bron(TextChoices):
    """How the decision came to the knowledge of GS."""

    BURGEMEESTER = "burgemeester", "melding van de burgemeester (Gemeentewet 273)"
    GS = "gs", "door Gedeputeerde Staten zelf opgemerkt (Gemeentewet 273a)"
    DERDE = "derde", "verzoek of melding van een derde"
    VOORZITTER = "voorzitter", "melding van de voorzitter (Waterschapswet 158)"


class Voorwerp(TextChoices):
    """What can be suspended or annulled (Gemeentewet 268)."""

    BESLUIT = "besluit", "besluit"
    MONDELING = "mondeling", "niet-schriftelijke beslissing, gericht op rechtsgevolg"
    PRIVAATRECHTELIJK = "privaatrechtelijk", "besluit tot een privaatrechtelijke rechtshandeling"


class Grond(TextChoices):
    """The only two grounds (Awb 10:35)."""

    RECHT = "recht", "strijd met het recht"
    ALGEMEEN_BELANG = "algemeen_belang", "strijd met het algemeen belang"


RECHTSMIDDELEN = (
    ("open", "bezwaar of beroep staat open of loopt"),
    ("geen", "geen bezwaar of beroep meer mogelijk, en niet ingesteld"),
    ("onherroepelijk", "onherroepelijk beslist"),
)

KENNISNAME = Feitsoort(
    "kennisname",
    "Kennisname door Gedeputeerde Staten",
    datumlabel="Dag waarop het besluit ter kennis van GS kwam",
    velden=(Feitveld("bewijs", "Waaruit blijkt deze dag?", TEKST, hint="E-mail, postregistratie, verslag."),),
    grondslag="Gemeentewet 273a lid 1",
    hint="Deze dag start de tien dagen. Ook een ambtenaar die namens GS kennisneemt, telt.",
)
VATBAARHEID = Feitsoort(
    "vatbaarheid",
    "Toets of het besluit vatbaar is voor vernietiging",
    datumlabel="Dag van de toets",
    velden=(
        Feitveld("goedkeuring", "Moet het besluit nog worden goedgekeurd?", JA_NEE),
        Feitveld("uitspraak", "Komt vernietiging in strijd met een uitspraak van de rechter?", JA_NEE),
        Feitveld("afweging", "Toelichting op de toets"),
    ),
    grondslag="Awb 10:37 en 10:38",
    vier_ogen=True,
)
RECHTSMIDDEL = Feitsoort(
    "rechtsmiddel",
    "Stand van bezwaar en beroep",
    datumlabel="Stand op",
    velden=(Feitveld("stand", "Bezwaar en beroep", KEUZE, keuzes=RECHTSMIDDELEN),),
    grondslag="Awb 10:38 lid 2 en 10:45",
    hint="Vernietigen kan niet zolang bezwaar of beroep openstaat of loopt; schorsen wel.",
)
OVERLEG = Feitsoort(
    "overleg",
    "Overleg met het bestuursorgaan",
    datumlabel="Dag van het overleg",
    velden=(Feitveld("uitkomst", "Wat besproken is"),),
    grondslag="Awb 10:41",
    hint="In elk geval vóór een vernietiging krijgt het orgaan gelegenheid tot overleg.",
)
VERVOLGDOSSIER = Feitsoort(
    "vervolgdossier",
    "Vervolg op de interventieladder",
    datumlabel="Dag waarop het vervolg begon",
    velden=(Feitveld("nummer", "Nummer van het dossier op de interventieladder"),),
    grondslag="Gemeentewet 124",
    hint="De termijn voor een nieuw besluit is gemist: open een dossier op de interventieladder.",
)
UITSPRAAK = Feitsoort(
    "uitspraak",
    "Uitspraak van de Afdeling bestuursrechtspraak",
    datumlabel="Dag van de uitspraak",
    velden=(Feitveld("dictum", "Wat de Afdeling besliste"),),
    grondslag="Awb 8:66",
    stuk=True,
)


def nieuw_besluit(grondslag: str) -> Feitsoort:
    """The new decision of the organisation, on the article of its own law."""
    return Feitsoort(
        "nieuw_besluit",
        "Nieuw besluit van de organisatie",
        datumlabel="Dag van het nieuwe besluit",
        velden=(Feitveld("nummer", "Nummer of naam van het besluit"),),
        grondslag=grondslag,
    )


def beroep(grondslag: str) -> Feitsoort:
    """Appeal against the annulment, on the article of the law that opens it."""
    return Feitsoort(
        "beroep",
        "Beroep ingesteld",
        datumlabel="Dag van het beroepschrift",
        velden=(Feitveld("wie", "Wie stelde beroep in?"),),
        grondslag=grondslag,
    )


def kb(code: str, naam: str, grondslag: str, *velden: Feitveld) -> Feitsoort:
    """A royal decree: its number and Staatsblad, verified by a second person."""
    return Feitsoort(
        code,
        naam,
        datumlabel="Dag van het koninklijk besluit",
        velden=(Feitveld("nummer", "Nummer van het KB"), Feitveld("staatsblad", "Staatsblad"), *velden),
        grondslag=grondslag,
        vier_ogen=True,
    )


PLAN = Ladderplan(
    code="vernietiging",
    titel="Schorsing en vernietiging",
    standen=Stand,
    begin=S.GEMELD.value,
    hoofdlijn=tuple(
        s.value
        for s in (S.GEMELD, S.VATBAAR, S.OVERLEG, S.VOORGEDRAGEN, S.STILSTAND, S.SCHORSING, S.VERNIETIGD)
    ),
    eind=(S.NIET_VATBAAR.value, S.AFGEZIEN.value, S.NIET_VERNIETIGD.value, S.AFGEROND.value),
    domein="bestuurskracht",
    taak="vernietiging",
    taaknaam="Schorsing en vernietiging",
    grondslag="Gemeentewet 268-281; Awb 10:33-10:45",
    onderdeel="om welk besluit het gaat",
    te_openen=False,
    eigen_zaak=True,
    opent_met="vernietiging_nieuw",
    kort={
        S.VATBAAR.value: "Vatbaar",
        S.OVERLEG.value: "Overleg",
        S.OVERWEGEN.value: "Overweging",
        S.VOORGEDRAGEN.value: "Voorgedragen",
        S.STILSTAND.value: "Stilstand",
        S.SCHORSING.value: "Schorsing",
        S.VERNIETIGD.value: "Vernietiging",
        S.BEROEP.value: "Beroep",
        S.NIET_VATBAAR.value: "Niet vatbaar",
    },
    werk={
        S.GEMELD.value: ("Toets", "Toets of het besluit vatbaar is voor vernietiging"),
        S.VATBAAR.value: ("Bepaal vervolg", "Voer overleg en leg GS een mededeling voor"),
        S.OVERLEG.value: ("Bepaal vervolg", "Leg GS een mededeling voor of zie ervan af"),
        S.OVERWEGEN.value: ("Bepaal vervolg", "Leg GS een mededeling voor of zie ervan af"),
        S.VOORGEDRAGEN.value: ("Verstuur", "Verstuur de mededeling en leg de dagtekening vast"),
        S.STILSTAND_VOORBIJ.value: ("Volg", "Leg vast wat de minister bericht"),
        S.BUITEN_TERMIJN.value: ("Bepaal vervolg", "Kies: een algemene brief, een ander middel of sluiten"),
        S.ALGEMENE_BRIEF.value: ("Volg", "Leg vast wat de minister bericht"),
        S.SCHORSING_VERVALLEN.value: ("Leg vast", "Leg vast dat de organisatie het bekendmaakte"),
        S.VERNIETIGD.value: ("Leg vast", "Leg vast wat op de vernietiging volgt"),
        S.IN_DE_PLAATS.value: ("Volg", "Wacht de beroepstermijn af"),
        S.GEEN_NIEUW_BESLUIT.value: ("Volg", "Wacht de beroepstermijn af"),
        S.BEROEP.value: ("Volg", "Leg de uitspraak van de Afdeling vast"),
    },
    losse_brieven=(LosseBrief("L1"), LosseBrief("L18")),
    feitsoorten=(
        KENNISNAME,
        Feitsoort(
            "melding_burgemeester",
            "Melding van de burgemeester",
            datumlabel="Dagtekening van de melding",
            velden=(
                Feitveld("bekend_op", "Dag waarop de burgemeester het besluit kende", DATUM),
                Feitveld("ontvangen_op", "Dag waarop wij de melding ontvingen", DATUM),
            ),
            grondslag="Gemeentewet 273",
            hint="Twee dagen na kennisname. Vanaf de dagtekening staat de uitvoering vier weken stil.",
        ),
        VATBAARHEID,
        RECHTSMIDDEL,
        OVERLEG,
        Feitsoort(
            "overweging",
            "Mededeling dat GS een voordracht overwegen",
            datumlabel="Dagtekening van de mededeling",
            grondslag="Gemeentewet 273a lid 3",
            hint="De uitvoering staat vanaf deze dag ten hoogste tien dagen stil.",
        ),
        Feitsoort(
            "mededeling",
            "Mededeling aan de minister",
            datumlabel="Dagtekening van de mededeling",
            velden=(Feitveld("kenmerk", "Kenmerk van de brief"),),
            grondslag="Gemeentewet 273a lid 1 en 2",
            hint="Wordt vanzelf vastgelegd als u de verzending van de brief aan de minister registreert.",
        ),
        Feitsoort(
            "bericht_minister",
            "Bericht van de minister",
            datumlabel="Dag van het bericht",
            velden=(
                Feitveld(
                    "uitkomst",
                    "Wat de minister bericht",
                    KEUZE,
                    keuzes=(
                        ("geen_redenen", "geen redenen voor schorsing of vernietiging"),
                        ("geen_voordracht", "geen voordracht tot vernietiging"),
                        ("voordracht", "voordracht aan de Kroon"),
                    ),
                ),
                Feitveld("kenmerk", "Kenmerk van het bericht"),
            ),
            grondslag="Gemeentewet 273a lid 2",
            vier_ogen=True,
        ),
        kb(
            "kb_schorsing",
            "Koninklijk besluit tot schorsing",
            "Gemeentewet 274; Awb 10:43 en 10:44",
            Feitveld("tot", "Geschorst tot en met", DATUM, hint="Ten hoogste een jaar."),
        ),
        kb(
            "kb_verlenging",
            "Koninklijk besluit tot verlenging van de schorsing",
            "Awb 10:44 lid 2",
            Feitveld("tot", "Geschorst tot en met", DATUM, hint="Samen ten hoogste een jaar."),
        ),
        kb(
            "kb_vernietiging",
            "Koninklijk besluit tot vernietiging",
            "Gemeentewet 268; Awb 10:35",
            Feitveld(
                "vervolg",
                "Wat op de vernietiging volgt",
                KEUZE,
                keuzes=(
                    ("nieuw_besluit", "de organisatie neemt een nieuw besluit"),
                    ("in_de_plaats", "het KB voorziet zelf (Gemeentewet 278a)"),
                    ("geen", "geen nieuw besluit"),
                ),
            ),
            Feitveld("besluit_voor", "Nieuw besluit uiterlijk op", DATUM, verplicht=False),
            Feitveld("bekend_op", "Dag van bekendmaking", DATUM),
        ),
        Feitsoort(
            "bekendmaking",
            "Bekendmaking door de organisatie dat niet is vernietigd",
            datumlabel="Dag van de bekendmaking",
            grondslag="Gemeentewet 273a-279",
        ),
        nieuw_besluit("Gemeentewet 278"),
        VERVOLGDOSSIER,
        beroep("Awb 8:5; bijlage 2"),
        UITSPRAAK,
    ),
)
