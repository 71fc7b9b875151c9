"""Urgent spending before approval, and the liability of those who voted for it (finance.md 1.7; Gw 209, 210)."""

from django.db.models import TextChoices

from interventieladder.financieel.kader import alarm
from interventieladder.standen.plan import KEUZE, Feitsoort, Feitveld, Ladderplan
from interventieladder.termijnsoorten import Gevolg, Startgebeurtenis, Termijnsoort, registreer
from toezicht.core import rollen
from toezicht.core.termijnen import Basis, Lengte

AANSPRAKELIJKHEID = Lengte.maanden(1)
"""Gemeentewet 210, eerste lid: after withholding became final."""


class Stand(TextChoices):
    """Where the urgent decision stands."""

    ONTVANGEN = "ontvangen", "Spoedbesluit ontvangen"
    GEKOPPELD = "wacht_op_wijziging", "Wacht op de begrotingswijziging"
    GEDEKT = "gedekt", "Gedekt door een goedgekeurde wijziging"
    NIET_GEDEKT = "niet_gedekt", "Goedkeuring onthouden, nog niet onherroepelijk"
    AANSPRAKELIJKHEID = "aansprakelijkheid", "Maand voor aansprakelijkstelling loopt"
    AANGESPROKEN = "aangesproken", "Raadsleden aansprakelijk gesteld"
    AFGEZIEN = "afgezien", "Van aansprakelijkstelling afgezien"
    BEVOEGDHEID_WEG = "bevoegdheid_vervallen", "Bevoegdheid vervallen"
    VERVALLEN = "vervallen", "Vervallen: niemand aansprakelijk gesteld"


S = Stand
TERMIJN = "aansprakelijk"

registreer(
    Termijnsoort(
        TERMIJN,
        "Raadsleden aansprakelijk stellen",
        Startgebeurtenis.BEKEND,
        Basis.WET,
        "Gemeentewet art. 210, eerste lid",
        eigenaar=rollen.JURIST,
        gevolg=Gevolg.BEVOEGDHEID_VERVALT,
        herinneringen=alarm(TERMIJN),
        daad="Bereid besluit voor",
    )
)

PLAN = Ladderplan(
    code="spoeduitgave",
    titel="Dringende spoed: uitgave vóór goedkeuring",
    standen=Stand,
    begin=S.ONTVANGEN.value,
    hoofdlijn=tuple(s.value for s in (S.ONTVANGEN, S.GEKOPPELD, S.GEDEKT)),
    eind=tuple(s.value for s in (S.GEDEKT, S.AANGESPROKEN, S.AFGEZIEN, S.VERVALLEN)),
    domein="financien",
    taak="spoeduitgave",
    taaknaam="Dringende spoed",
    grondslag="Gemeentewet, artikel 209 en 210",
    onderdeel="welk raadsbesluit",
    te_openen=False,
    eigen_zaak=True,
    opent_met="spoeduitgave_nieuw",
    stap_bij_verzending=("stel_aansprakelijk",),
    kort={
        S.ONTVANGEN.value: "Ontvangen",
        S.GEKOPPELD.value: "Wacht op wijziging",
        S.GEDEKT.value: "Gedekt",
        S.NIET_GEDEKT.value: "Niet gedekt",
        S.AANSPRAKELIJKHEID.value: "Aansprakelijkheid",
        S.AANGESPROKEN.value: "Aangesproken",
        S.AFGEZIEN.value: "Afgezien",
        S.BEVOEGDHEID_WEG.value: "Bevoegdheid weg",
        S.VERVALLEN.value: "Vervallen",
    },
    werk={
        S.ONTVANGEN.value: ("Vul aan", "Leg de stemmen per raadslid vast en koppel de begrotingswijziging"),
        S.GEKOPPELD.value: ("Volg", "De begrotingswijziging bepaalt of de uitgave gedekt is"),
        S.BEVOEGDHEID_WEG.value: (
            "Sluit",
            "Ga na dat geen besluit op tijd is verzonden, en sluit het dossier",
        ),
        S.NIET_GEDEKT.value: ("Volg", "Leg vast wanneer de onthouding onherroepelijk is"),
    },
    feitsoorten=(
        Feitsoort(
            "onherroepelijk",
            "Onthouding onherroepelijk",
            datumlabel="Dag waarop de onthouding onherroepelijk werd",
            velden=(
                Feitveld(
                    "waardoor",
                    "Waardoor",
                    KEUZE,
                    keuzes=(
                        ("geen_beroep", "Beroepstermijn voorbij zonder beroep"),
                        ("uitspraak", "Uitspraak van de rechter"),
                        ("beroep_ingetrokken", "Beroep ingetrokken"),
                    ),
                ),
            ),
            grondslag="Gemeentewet 210, eerste lid",
            vier_ogen=True,
            hint="Tijdens beroep wacht de maand van artikel 210.",
        ),
    ),
)
