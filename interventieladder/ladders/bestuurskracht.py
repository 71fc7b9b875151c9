"""Bestuurskracht as a machine: signals, situatieschets, weighing, role, herevaluatie (ladder.md 4.3)."""

from functools import partial

from interventieladder.guards import bestuurskracht as g
from interventieladder.guards.besluitvorming import g_akkoord, g_motivering
from interventieladder.guards.feiten import alleen_de_klok
from interventieladder.guards.mededelingen import g_documenten
from interventieladder.models import Dossier
from interventieladder.models.dossier import dossierklasse
from interventieladder.standen.bestuurskracht import EVALUATIETERMIJN, PLAN, ROLTERMIJN, SCHETSTERMIJN, S
from interventieladder.treden import Niveau
from toezicht.core import rollen
from toezicht.core.transitions import overgang

N = Niveau
ROLNIVEAU = g_akkoord(g.niveau_rolkeuze)
TEAMLEIDER = g_akkoord(N.TEAMLEIDER)
stap = partial(overgang, "stand", recht=rollen.BEHANDEL_DOSSIER)
ROLGUARDS = [
    g.g_schets,
    g.g_geen_cdk,
    g.g_dragend,
    g.g_rolvoorstel,
    g.g_cdk_geinformeerd,
    g_motivering,
    g_documenten("notitie"),
    ROLNIVEAU,
]


@dossierklasse(PLAN.code)
class Bestuurskrachtdossier(Dossier):
    """The conversation with one organisation about its strength. Independent of any step on a ladder."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"

    @stap(
        rij="1",
        van=[S.VOLGEN],
        naar=S.SCHETS,
        titel="Situatieschets beginnen",
        niveau=N.TOEZICHTHOUDER,
        grondslag="ladder.md 4.3",
        termijnen=[SCHETSTERMIJN],
        guards=[g.g_aanleiding],
    )
    def begin_schets(self) -> None: ...

    @stap(
        rij="2",
        van=[S.SCHETS],
        naar=S.WEGING,
        titel="Voorleggen ter weging",
        niveau=N.TOEZICHTHOUDER,
        grondslag="ladder.md 4.3",
        termijnen=[SCHETSTERMIJN],
        guards=[g.g_schets, g.g_geen_cdk],
    )
    def leg_ter_weging(self) -> None: ...

    @stap(
        rij="3",
        van=[S.WEGING],
        naar=S.ROL,
        titel="Rol kiezen",
        niveau=g.niveau_rolkeuze,
        grondslag="ladder.md 4.3",
        documenten=["notitie"],
        termijnen=[ROLTERMIJN, EVALUATIETERMIJN],
        guards=ROLGUARDS,
    )
    @stap(
        rij="3",
        van=[S.HEREVALUATIE],
        naar=S.ROL,
        titel="Rol kiezen",
        niveau=g.niveau_rolkeuze,
        grondslag="ladder.md 4.3",
        documenten=["notitie"],
        termijnen=[ROLTERMIJN, EVALUATIETERMIJN],
        guards=[g.g_herevaluatie, *ROLGUARDS],
    )
    def kies_rol(self) -> None: ...

    @stap(
        rij="4",
        van=[S.ROL],
        naar=S.HEREVALUATIE,
        titel="Herevalueren",
        niveau=N.TOEZICHTHOUDER,
        grondslag="ladder.md 4.3",
        termijnen=[EVALUATIETERMIJN],
        guards=[g.g_reden_herevaluatie],
    )
    def herevalueer(self) -> None: ...

    @stap(
        rij="5",
        van=[S.ROL],
        naar=S.HEREVALUATIE,
        titel="Geldigheid van de rol eindigt",
        niveau=N.KLOK,
        grondslag="ladder.md 4.3",
        recht=alleen_de_klok,
        termijnen=[ROLTERMIJN],
        guards=[g.g_geldigheid_voorbij],
    )
    def geldigheid_eindigt(self) -> None: ...

    @stap(
        rij="6",
        van=[S.WEGING, S.HEREVALUATIE],
        naar=S.SCHETS,
        titel="Nieuwe situatieschets",
        niveau=N.TOEZICHTHOUDER,
        grondslag="ladder.md 4.3",
        termijnen=[SCHETSTERMIJN],
        guards=[g.g_aanleiding],
    )
    def herschrijf_schets(self) -> None: ...

    @stap(
        rij="7",
        van=[S.SCHETS, S.WEGING, S.HEREVALUATIE],
        naar=S.VOLGEN,
        titel="Terug naar volgen",
        niveau=N.TEAMLEIDER,
        grondslag="ladder.md 4.3; Awb 3:4",
        documenten=["notitie"],
        guards=[g.g_geen_patroon, g_motivering, g_documenten("notitie"), TEAMLEIDER],
    )
    def ga_terug_naar_volgen(self) -> None: ...

    @stap(
        rij="8",
        van=[S.VOLGEN, S.ROL, S.HEREVALUATIE],
        naar=S.BEEINDIGD,
        titel="Beëindigen",
        niveau=N.TEAMLEIDER,
        grondslag="ladder.md 4.3; Awb 3:4",
        documenten=["notitie"],
        guards=[g.g_geen_patroon, g_motivering, g_documenten("notitie"), TEAMLEIDER],
    )
    def beeindig(self) -> None: ...
