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
ONTHOUDEN = "Awb 10:27, 10:30 en 10:3, tweede lid, onder c"


@dossierklasse(KASGELD.code)
class Kasgelddossier(Dossier):
    """One body and its kasgeldlimiet."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"

    @stap(
        rij="1",
        van=[S.VOLGEN],
        naar=S.OVERSCHREDEN,
        titel="Overschrijding vaststellen",
        niveau=N.TOEZICHTHOUDER,
        grondslag=f"{FIDO4}, eerste lid",
        guards=[g.g_derde_kwartaal],
    )
    def stel_overschrijding_vast(self) -> None: ...

    @stap(
        rij="2",
        van=[S.OVERSCHREDEN, S.AANWIJZING, S.TOESTEMMING],
        naar=S.PLAN,
        titel="Plan ontvangen",
        niveau=N.ORGANISATIE,
        grondslag=FIDO4,
        guards=[g.g_plan(FIDO4)],
    )
    def ontvang_plan(self) -> None: ...

    @stap(
        rij="3",
        van=[S.PLAN],
        naar=S.PLAN_GOED,
        titel="Plan goedkeuren",
        niveau=N.GS_OF_GEMACHTIGDE,
        grondslag=FIDO4,
        documenten=["FIN-L18"],
        guards=[g.g_plan(FIDO4), *BRIEF, g_akkoord(N.GS_OF_GEMACHTIGDE)],
    )
    def keur_plan_goed(self) -> None: ...

    @stap(
        rij="4",
        van=[S.PLAN],
        naar=S.OVERSCHREDEN,
        titel="Goedkeuring van het plan onthouden",
        niveau=N.GS,
        grondslag=ONTHOUDEN,
        documenten=["FIN-L18"],
        guards=[g.g_overleg, g.g_onthoudgrond, *GS_BRIEF],
    )
    def keur_plan_af(self) -> None: ...

    @stap(
        rij="5",
        van=[S.OVERSCHREDEN, S.PLAN, S.PLAN_GOED],
        naar=S.AANWIJZING,
        titel="Aanwijzing geven",
        niveau=N.GS,
        grondslag=FIDO4,
        documenten=["FIN-L18"],
        guards=GS_BRIEF,
    )
    def geef_aanwijzing(self) -> None: ...

    @stap(
        rij="6",
        van=[S.OVERSCHREDEN, S.PLAN, S.PLAN_GOED, S.AANWIJZING],
        naar=S.TOESTEMMING,
        titel="Toestemming eisen voor nieuwe korte leningen",
        niveau=N.GS,
        grondslag=FIDO4,
        documenten=["FIN-L18"],
        guards=GS_BRIEF,
    )
    def eis_toestemming(self) -> None: ...

    @stap(
        rij="7",
        van=[S.OVERSCHREDEN, S.PLAN],
        naar=S.ONTHEFFING,
        titel="Ontheffing verlenen",
        termijnen=[TERMIJN_ONTHEFFING],
        niveau=N.GS,
        grondslag=FIDO4,
        documenten=["FIN-L18"],
        guards=[g.g_ontheffing(FIDO4), g.g_eerste_ontheffing, *GS_BRIEF],
    )
    def verleen_ontheffing(self) -> None: ...

    @overgang(
        "stand",
        rij="8",
        van=[S.ONTHEFFING],
        naar=S.OVERSCHREDEN,
        titel="Ontheffing verlopen",
        termijnen=[TERMIJN_ONTHEFFING],
        niveau=N.RECHTSWEGE,
        recht=alleen_de_klok,
        grondslag=FIDO4,
        guards=[g.g_ontheffing_voorbij(FIDO4)],
    )
    def laat_ontheffing_verlopen(self) -> None: ...

    @stap(
        rij="9",
        van=[S.PLAN_GOED, S.AANWIJZING, S.TOESTEMMING],
        naar=S.BEEINDIGD,
        titel="Beëindigen: plan uitgevoerd",
        niveau=N.TEAMLEIDER,
        grondslag=FIDO4,
        documenten=["FIN-L18"],
        guards=[g.g_kasgeld_binnen, g.g_plan_gevolgd(FIDO4), *BRIEF, g_akkoord(N.TEAMLEIDER)],
    )
    def beeindig(self) -> None: ...

    @stap(
        rij="10",
        van=[S.VOLGEN],
        naar=S.BEEINDIGD,
        titel="Sluiten: binnen de limiet",
        niveau=N.TOEZICHTHOUDER,
        grondslag=FIDO4,
        guards=[g.g_kasgeld_binnen],
    )
    def sluit_binnen_limiet(self) -> None: ...


@dossierklasse(RENTERISICO.code)
class Renterisicodossier(Dossier):
    """One body and its renterisiconorm in one year."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"

    @stap(
        rij="1",
        van=[S.VOLGEN],
        naar=S.OVERSCHREDEN,
        titel="Overschrijding vaststellen",
        niveau=N.TOEZICHTHOUDER,
        grondslag=f"{FIDO6}, eerste lid",
        guards=[g.g_renterisico_over],
    )
    def stel_overschrijding_vast(self) -> None: ...

    @stap(
        rij="2",
        van=[S.AANWIJZING, S.TOESTEMMING],
        naar=S.PLAN,
        titel="Plan ontvangen",
        niveau=N.ORGANISATIE,
        grondslag=FIDO6,
        guards=[g.g_plan(FIDO6)],
    )
    def ontvang_plan(self) -> None: ...

    @stap(
        rij="3",
        van=[S.PLAN],
        naar=S.PLAN_GOED,
        titel="Plan goedkeuren",
        niveau=N.GS_OF_GEMACHTIGDE,
        grondslag=FIDO6,
        documenten=["FIN-L18"],
        guards=[g.g_plan(FIDO6), *BRIEF, g_akkoord(N.GS_OF_GEMACHTIGDE)],
    )
    def keur_plan_goed(self) -> None: ...

    @stap(
        rij="4",
        van=[S.PLAN],
        naar=S.AANWIJZING,
        titel="Goedkeuring van het plan onthouden",
        niveau=N.GS,
        grondslag=ONTHOUDEN,
        documenten=["FIN-L18"],
        guards=[g.g_overleg, g.g_onthoudgrond, *GS_BRIEF],
    )
    def keur_plan_af(self) -> None: ...

    @stap(
        rij="5",
        van=[S.OVERSCHREDEN, S.PLAN, S.PLAN_GOED],
        naar=S.AANWIJZING,
        titel="Aanwijzing geven",
        niveau=N.GS,
        grondslag=FIDO6,
        documenten=["FIN-L18"],
        guards=GS_BRIEF,
    )
    def geef_aanwijzing(self) -> None: ...

    @stap(
        rij="6",
        van=[S.PLAN, S.PLAN_GOED, S.AANWIJZING],
        naar=S.TOESTEMMING,
        titel="Toestemming eisen voor nieuwe leningen",
        niveau=N.GS,
        grondslag=FIDO6,
        documenten=["FIN-L18"],
        guards=GS_BRIEF,
    )
    def eis_toestemming(self) -> None: ...

    @stap(
        rij="7",
        van=[S.OVERSCHREDEN, S.PLAN],
        naar=S.ONTHEFFING,
        titel="Ontheffing verlenen",
        termijnen=[TERMIJN_ONTHEFFING],
        niveau=N.GS,
        grondslag=FIDO6,
        documenten=["FIN-L18"],
        guards=[g.g_ontheffing(FIDO6), *GS_BRIEF],
    )
    def verleen_ontheffing(self) -> None: ...

    @overgang(
        "stand",
        rij="8",
        van=[S.ONTHEFFING],
        naar=S.OVERSCHREDEN,
        titel="Ontheffing verlopen",
        termijnen=[TERMIJN_ONTHEFFING],
        niveau=N.RECHTSWEGE,
        recht=alleen_de_klok,
        grondslag=FIDO6,
        guards=[g.g_ontheffing_voorbij(FIDO6)],
    )
    def laat_ontheffing_verlopen(self) -> None: ...

    @stap(
        rij="9",
        van=[S.PLAN_GOED, S.AANWIJZING, S.TOESTEMMING],
        naar=S.BEEINDIGD,
        titel="Beëindigen: plan uitgevoerd",
        niveau=N.TEAMLEIDER,
        grondslag=FIDO6,
        documenten=["FIN-L18"],
        guards=[g.g_renterisico_binnen, g.g_plan_gevolgd(FIDO6), *BRIEF, g_akkoord(N.TEAMLEIDER)],
    )
    def beeindig(self) -> None: ...

    @stap(
        rij="10",
        van=[S.VOLGEN],
        naar=S.BEEINDIGD,
        titel="Sluiten: binnen de norm",
        niveau=N.TOEZICHTHOUDER,
        grondslag=FIDO6,
        guards=[g.g_renterisico_binnen],
    )
    def sluit_binnen_limiet(self) -> None: ...
