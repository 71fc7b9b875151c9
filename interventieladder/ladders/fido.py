"""Kasgeldlimiet and renterisiconorm as machines (finance.md 1.9): the same steps, each in the order of its article.

Article 4: the body comes with a plan by itself; until it is approved and carried out GS may give a direction and
ask consent. Article 6: first the direction, then the plan it asks, then consent.
"""

from functools import partial

from interventieladder.guards import fido as g
from interventieladder.guards.besluitvorming import g_akkoord, g_motivering
from interventieladder.guards.feiten import alleen_de_klok
from interventieladder.guards.fido import FIDO4, FIDO6
from interventieladder.guards.mededelingen import g_documenten
from interventieladder.models import Dossier
from interventieladder.models.dossier import dossierklasse
from interventieladder.standen.fido import KASGELD, RENTERISICO, TERMIJN_ONTHEFFING, S
from interventieladder.treden import Niveau
from toezicht.core import rollen
from toezicht.core.transitions import overgang

N = Niveau
stap = partial(overgang, "stand", recht=rollen.BEHANDEL_DOSSIER)
BRIEF = [g_motivering, g_documenten("FIN-L18")]
GS_BRIEF = [*BRIEF, g_akkoord(N.GS)]

# What a row is, whichever article it rests on; the articles differ in where it begins and what it asks.
overschreden = partial(
    stap,
    rij="1",
    van=[S.VOLGEN],
    naar=S.OVERSCHREDEN,
    titel="Overschrijding vaststellen",
    niveau=N.TOEZICHTHOUDER,
)
plan_ontvangen = partial(stap, rij="2", naar=S.PLAN, titel="Plan ontvangen", niveau=N.ORGANISATIE)
plan_goed = partial(
    stap,
    rij="3",
    van=[S.PLAN],
    naar=S.PLAN_GOED,
    titel="Plan goedkeuren",
    niveau=N.GS_OF_GEMACHTIGDE,
    documenten=["FIN-L18"],
)
plan_af = partial(
    stap,
    rij="4",
    van=[S.PLAN],
    titel="Goedkeuring van het plan onthouden",
    niveau=N.GS,
    grondslag="Awb 10:27, 10:30 en 10:3, tweede lid, onder c",
    documenten=["FIN-L18"],
    guards=[g.g_overleg, g.g_onthoudgrond, *GS_BRIEF],
)
aanwijzing = partial(
    stap,
    rij="5",
    van=[S.OVERSCHREDEN, S.PLAN, S.PLAN_GOED],
    naar=S.AANWIJZING,
    titel="Aanwijzing geven",
    niveau=N.GS,
    documenten=["FIN-L18"],
    guards=GS_BRIEF,
)
toestemming_eisen = partial(
    stap, rij="6", naar=S.TOESTEMMING, niveau=N.GS, documenten=["FIN-L18"], guards=GS_BRIEF
)
ontheffing = partial(
    stap,
    rij="7",
    van=[S.OVERSCHREDEN, S.PLAN],
    naar=S.ONTHEFFING,
    titel="Ontheffing verlenen",
    termijnen=[TERMIJN_ONTHEFFING],
    niveau=N.GS,
    documenten=["FIN-L18"],
)
ontheffing_voorbij = partial(
    overgang,
    "stand",
    rij="8",
    van=[S.ONTHEFFING],
    naar=S.OVERSCHREDEN,
    titel="Ontheffing verlopen",
    termijnen=[TERMIJN_ONTHEFFING],
    niveau=N.RECHTSWEGE,
    recht=alleen_de_klok,
)
uitgevoerd = partial(
    stap,
    rij="9",
    van=[S.PLAN_GOED, S.AANWIJZING, S.TOESTEMMING],
    naar=S.BEEINDIGD,
    titel="Beëindigen: plan uitgevoerd",
    niveau=N.TEAMLEIDER,
    documenten=["FIN-L18"],
)
niets_aan_de_hand = partial(stap, rij="10", van=[S.VOLGEN], naar=S.BEEINDIGD, niveau=N.TOEZICHTHOUDER)


@dossierklasse(KASGELD.code)
class Kasgelddossier(Dossier):
    """One body and its kasgeldlimiet."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"

    @overschreden(grondslag=f"{FIDO4}, eerste lid", guards=[g.g_derde_kwartaal])
    def stel_overschrijding_vast(self) -> None: ...

    @plan_ontvangen(
        van=[S.OVERSCHREDEN, S.AANWIJZING, S.TOESTEMMING], grondslag=FIDO4, guards=[g.g_plan(FIDO4)]
    )
    def ontvang_plan(self) -> None: ...

    @plan_goed(grondslag=FIDO4, guards=[g.g_plan(FIDO4), *BRIEF, g_akkoord(N.GS_OF_GEMACHTIGDE)])
    def keur_plan_goed(self) -> None: ...

    @plan_af(naar=S.OVERSCHREDEN)
    def keur_plan_af(self) -> None: ...

    @aanwijzing(grondslag=FIDO4)
    def geef_aanwijzing(self) -> None: ...

    @toestemming_eisen(
        van=[S.OVERSCHREDEN, S.PLAN, S.PLAN_GOED, S.AANWIJZING],
        titel="Toestemming eisen voor nieuwe korte leningen",
        grondslag=FIDO4,
    )
    def eis_toestemming(self) -> None: ...

    @ontheffing(grondslag=FIDO4, guards=[g.g_ontheffing(FIDO4), g.g_eerste_ontheffing, *GS_BRIEF])
    def verleen_ontheffing(self) -> None: ...

    @ontheffing_voorbij(grondslag=FIDO4, guards=[g.g_ontheffing_voorbij(FIDO4)])
    def laat_ontheffing_verlopen(self) -> None: ...

    @uitgevoerd(
        grondslag=FIDO4, guards=[g.g_kasgeld_binnen, g.g_plan_gevolgd(FIDO4), *BRIEF, g_akkoord(N.TEAMLEIDER)]
    )
    def beeindig(self) -> None: ...

    @niets_aan_de_hand(titel="Sluiten: binnen de limiet", grondslag=FIDO4, guards=[g.g_kasgeld_binnen])
    def sluit_binnen_limiet(self) -> None: ...


@dossierklasse(RENTERISICO.code)
class Renterisicodossier(Dossier):
    """One body and its renterisiconorm in one year."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"

    @overschreden(grondslag=f"{FIDO6}, eerste lid", guards=[g.g_renterisico_over])
    def stel_overschrijding_vast(self) -> None: ...

    @plan_ontvangen(van=[S.AANWIJZING, S.TOESTEMMING], grondslag=FIDO6, guards=[g.g_plan(FIDO6)])
    def ontvang_plan(self) -> None: ...

    @plan_goed(grondslag=FIDO6, guards=[g.g_plan(FIDO6), *BRIEF, g_akkoord(N.GS_OF_GEMACHTIGDE)])
    def keur_plan_goed(self) -> None: ...

    @plan_af(naar=S.AANWIJZING)
    def keur_plan_af(self) -> None: ...

    @aanwijzing(grondslag=FIDO6)
    def geef_aanwijzing(self) -> None: ...

    @toestemming_eisen(
        van=[S.PLAN, S.PLAN_GOED, S.AANWIJZING],
        titel="Toestemming eisen voor nieuwe leningen",
        grondslag=FIDO6,
    )
    def eis_toestemming(self) -> None: ...

    @ontheffing(grondslag=FIDO6, guards=[g.g_ontheffing(FIDO6), *GS_BRIEF])
    def verleen_ontheffing(self) -> None: ...

    @ontheffing_voorbij(grondslag=FIDO6, guards=[g.g_ontheffing_voorbij(FIDO6)])
    def laat_ontheffing_verlopen(self) -> None: ...

    @uitgevoerd(
        grondslag=FIDO6,
        guards=[g.g_renterisico_binnen, g.g_plan_gevolgd(FIDO6), *BRIEF, g_akkoord(N.TEAMLEIDER)],
    )
    def beeindig(self) -> None: ...

    @niets_aan_de_hand(titel="Sluiten: binnen de norm", grondslag=FIDO6, guards=[g.g_renterisico_binnen])
    def sluit_binnen_limiet(self) -> None: ...
