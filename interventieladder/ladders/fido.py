"""Kasgeldlimiet and renterisiconorm as machines (finance.md 1.9). One way of supervision, two limits."""

from functools import partial

from interventieladder.guards import fido as g
from interventieladder.guards.besluitvorming import g_akkoord, g_motivering
from interventieladder.guards.feiten import alleen_de_klok
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
FIDO = "Wet fido 4 en 6"


class Fidoladder:
    """The steps that both limits share."""

    @stap(
        rij="2",
        van=[S.OVERSCHREDEN, S.AANWIJZING, S.TOESTEMMING],
        naar=S.PLAN,
        titel="Plan ontvangen",
        niveau=N.ORGANISATIE,
        grondslag=FIDO,
        guards=[g.g_plan],
    )
    def ontvang_plan(self) -> None: ...

    @stap(
        rij="3",
        van=[S.PLAN],
        naar=S.PLAN_GOED,
        titel="Plan goedkeuren",
        niveau=N.GS_OF_GEMACHTIGDE,
        grondslag=FIDO,
        documenten=["FIN-L18"],
        guards=[g.g_plan, g_motivering, g_documenten("FIN-L18"), g_akkoord(N.GS_OF_GEMACHTIGDE)],
    )
    def keur_plan_goed(self) -> None: ...

    @stap(
        rij="4",
        van=[S.PLAN],
        naar=S.OVERSCHREDEN,
        titel="Goedkeuring van het plan onthouden",
        niveau=N.GS,
        grondslag="Awb 10:27, 10:30 en 10:3, tweede lid, onder c",
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
        grondslag=FIDO,
        documenten=["FIN-L18"],
        guards=GS_BRIEF,
    )
    def geef_aanwijzing(self) -> None: ...

    @stap(
        rij="6",
        van=[S.OVERSCHREDEN, S.PLAN, S.AANWIJZING],
        naar=S.TOESTEMMING,
        titel="Toestemming eisen voor nieuwe leningen",
        niveau=N.GS,
        grondslag=FIDO,
        documenten=["FIN-L18"],
        guards=GS_BRIEF,
    )
    def eis_toestemming(self) -> None: ...

    @overgang(
        "stand",
        rij="8",
        van=[S.ONTHEFFING],
        naar=S.OVERSCHREDEN,
        titel="Ontheffing verlopen",
        termijnen=[TERMIJN_ONTHEFFING],
        niveau=N.RECHTSWEGE,
        recht=alleen_de_klok,
        grondslag=FIDO,
        guards=[g.g_ontheffing_voorbij],
    )
    def laat_ontheffing_verlopen(self) -> None: ...


@dossierklasse(KASGELD.code)
class Kasgelddossier(Fidoladder, Dossier):
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
        grondslag="Wet fido 4, eerste lid",
        guards=[g.g_derde_kwartaal],
    )
    def stel_overschrijding_vast(self) -> None: ...

    @stap(
        rij="7",
        van=[S.OVERSCHREDEN, S.PLAN],
        naar=S.ONTHEFFING,
        titel="Ontheffing verlenen",
        termijnen=[TERMIJN_ONTHEFFING],
        niveau=N.GS,
        grondslag="Wet fido 4",
        documenten=["FIN-L18"],
        guards=[g.g_ontheffing, g.g_eerste_ontheffing, *GS_BRIEF],
    )
    def verleen_ontheffing(self) -> None: ...

    @stap(
        rij="9",
        van=[S.PLAN_GOED, S.AANWIJZING, S.TOESTEMMING],
        naar=S.BEEINDIGD,
        titel="Beëindigen: plan uitgevoerd",
        niveau=N.TEAMLEIDER,
        grondslag="Wet fido 4",
        documenten=["FIN-L18"],
        guards=[g.g_kasgeld_binnen, g.g_plan_gevolgd, *BRIEF, g_akkoord(N.TEAMLEIDER)],
    )
    def beeindig(self) -> None: ...

    @stap(
        rij="10",
        van=[S.VOLGEN],
        naar=S.BEEINDIGD,
        titel="Sluiten: binnen de limiet",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Wet fido 4",
        guards=[g.g_kasgeld_binnen],
    )
    def sluit_binnen_limiet(self) -> None: ...


@dossierklasse(RENTERISICO.code)
class Renterisicodossier(Fidoladder, Dossier):
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
        grondslag="Wet fido 6, eerste lid",
        guards=[g.g_renterisico_over],
    )
    def stel_overschrijding_vast(self) -> None: ...

    @stap(
        rij="7",
        van=[S.OVERSCHREDEN, S.PLAN],
        naar=S.ONTHEFFING,
        titel="Ontheffing verlenen",
        termijnen=[TERMIJN_ONTHEFFING],
        niveau=N.GS,
        grondslag="Wet fido 6",
        documenten=["FIN-L18"],
        guards=[g.g_ontheffing, *GS_BRIEF],
    )
    def verleen_ontheffing(self) -> None: ...

    @stap(
        rij="9",
        van=[S.PLAN_GOED, S.AANWIJZING, S.TOESTEMMING],
        naar=S.BEEINDIGD,
        titel="Beëindigen: plan uitgevoerd",
        niveau=N.TEAMLEIDER,
        grondslag="Wet fido 6",
        documenten=["FIN-L18"],
        guards=[g.g_renterisico_binnen, g.g_plan_gevolgd, *BRIEF, g_akkoord(N.TEAMLEIDER)],
    )
    def beeindig(self) -> None: ...

    @stap(
        rij="10",
        van=[S.VOLGEN],
        naar=S.BEEINDIGD,
        titel="Sluiten: binnen de norm",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Wet fido 6",
        guards=[g.g_renterisico_binnen],
    )
    def sluit_binnen_limiet(self) -> None: ...
