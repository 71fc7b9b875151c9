"""Consent to enter into an obligation before the budget is approved, as plain data (finance.md 1.7; Gw 208)."""

from django.db.models import TextChoices

from interventieladder.financieel.kader import alarm
from interventieladder.standen.goedkeuring import GRONDEN
from interventieladder.standen.plan import KEUZE, Feitsoort, Feitveld, Ladderplan
from interventieladder.termijnsoorten import Gevolg, Startgebeurtenis, Termijnsoort, registreer
from toezicht.core import rollen
from toezicht.core.termijnen import Basis, Lengte

BESLISTERMIJN = Lengte.maanden(2)
"""Gemeentewet 208, derde lid: from the sending of the request; rolls by the Algemene termijnenwet."""


class Stand(TextChoices):
    """Where the request stands."""

    AANGEVRAAGD = "aangevraagd", "Aangevraagd"
    VERLEEND = "verleend", "Toestemming verleend"
    GEWEIGERD = "geweigerd", "Toestemming geweigerd"
    VAN_RECHTSWEGE = "van_rechtswege", "Geacht te zijn verleend"
    BEVESTIGD = "bevestigd", "Geacht te zijn verleend, bevestigd"
    NIET_NODIG = "niet_nodig", "Toestemming niet nodig"
    INGETROKKEN = "ingetrokken", "Ingetrokken door de organisatie"


S = Stand
TERMIJN = "toestemming"
TERMIJN_BEVESTIGING = "bevestiging"

registreer(
    Termijnsoort(
        TERMIJN,
        "Beslissen over toestemming",
        Startgebeurtenis.VERZONDEN,
        Basis.WET,
        "Gemeentewet art. 208, derde lid",
        eigenaar=rollen.FINANCIEEL_TOEZICHTHOUDER,
        gevolg=Gevolg.VAN_RECHTSWEGE,
        overgang="verleen_van_rechtswege",
        herinneringen=alarm(TERMIJN),
        daad="Bereid besluit voor",
    ),
    Termijnsoort(
        TERMIJN_BEVESTIGING,
        "Toestemming van rechtswege bevestigen",
        Startgebeurtenis.VASTE_DATUM,
        Basis.BRIEF,
        "Werkwijze van de provincie",
        eigenaar=rollen.FINANCIEEL_TOEZICHTHOUDER,
        herinneringen=alarm(TERMIJN_BEVESTIGING),
        daad="Bevestig",
    ),
)

PLAN = Ladderplan(
    code="toestemming",
    titel="Toestemming voor een verplichting",
    standen=Stand,
    begin=S.AANGEVRAAGD.value,
    hoofdlijn=tuple(s.value for s in (S.AANGEVRAAGD, S.VERLEEND)),
    eind=tuple(s.value for s in (S.VERLEEND, S.GEWEIGERD, S.BEVESTIGD, S.NIET_NODIG, S.INGETROKKEN)),
    domein="financien",
    taak="toestemming",
    taaknaam="Toestemming",
    grondslag="Gemeentewet, artikel 208",
    onderdeel="welk verzoek",
    te_openen=False,
    eigen_zaak=True,
    opent_met="toestemming_nieuw",
    stap_bij_verzending=("besluit_verlenen", "besluit_weigeren"),
    kort={
        S.AANGEVRAAGD.value: "Beoordelen",
        S.VERLEEND.value: "Verleend",
        S.GEWEIGERD.value: "Geweigerd",
        S.VAN_RECHTSWEGE.value: "Van rechtswege",
        S.BEVESTIGD.value: "Bevestigd",
        S.NIET_NODIG.value: "Niet nodig",
        S.INGETROKKEN.value: "Ingetrokken",
    },
    werk={S.VAN_RECHTSWEGE.value: ("Bevestig", "Bevestig dat de toestemming geacht wordt te zijn verleend")},
    feitsoorten=(
        Feitsoort(
            "noodzaak",
            "Noodzaak beoordeeld",
            datumlabel="Dag van de beoordeling",
            velden=(
                Feitveld(
                    "oordeel",
                    "Oordeel",
                    KEUZE,
                    keuzes=(
                        ("onuitstelbaar_onontkoombaar", "Onuitstelbaar en onontkoombaar"),
                        ("binnen_herstelplan", "Past in het herstelplan"),
                        ("structureel_gedekt", "Structureel gedekt"),
                        ("niet_noodzakelijk", "Niet noodzakelijk"),
                    ),
                ),
                Feitveld("motivering", "Waaruit blijkt dat?"),
            ),
            grondslag="Gemeentewet 208, eerste lid",
        ),
        Feitsoort(
            "voorschriften",
            "Voorschriften bij de toestemming",
            datumlabel="Dag van vaststelling",
            velden=(Feitveld("tekst", "De voorschriften, zoals zij in het besluit staan"),),
            grondslag="Gemeentewet 208, vierde lid",
        ),
        Feitsoort(
            "weigeringsgrond",
            "Grond om toestemming te weigeren",
            datumlabel="Dag van vaststelling",
            velden=(
                Feitveld("grond", "Grond", KEUZE, keuzes=GRONDEN),
                Feitveld("motivering", "Waaruit blijkt dat?"),
            ),
            grondslag="Gemeentewet 208, tweede lid",
            vier_ogen=True,
        ),
        Feitsoort(
            "bevestiging_verzonden",
            "Bevestiging verzonden",
            datumlabel="Dag van verzending",
            grondslag="Gemeentewet 208, derde lid",
            stuk=True,
        ),
        Feitsoort(
            "intrekking",
            "Ingetrokken door de organisatie",
            datumlabel="Dag van het bericht",
            grondslag="Gemeentewet 208",
            stuk=True,
        ),
    ),
)
