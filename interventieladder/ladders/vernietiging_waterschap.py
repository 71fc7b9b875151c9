"""Annulment by GS of decisions of a waterschap as a machine (ladder.md 2.5)."""

from functools import partial

from interventieladder.guards import schorsing as sch
from interventieladder.guards import vernietiging as g
from interventieladder.guards import vernietiging_waterschap as w
from interventieladder.guards.besluitvorming import g_akkoord, g_jurist, g_motivering
from interventieladder.guards.feiten import alleen_de_klok, g_feit
from interventieladder.guards.mededelingen import g_documenten
from interventieladder.models import Dossier
from interventieladder.models.dossier import dossierklasse
from interventieladder.standen.vernietiging_waterschap import PLAN, S
from interventieladder.treden import Niveau
from toezicht.core import rollen
from toezicht.core.transitions import overgang

N = Niveau
GS = g_akkoord(N.GS)
COORDINATOR = g_akkoord(N.COORDINATOR)
stap = partial(overgang, "stand", recht=rollen.BEHANDEL_DOSSIER)

GS_KAN = [S.VATBAAR, S.STILSTAND_VOORBIJ]
DOOR_GS = [
    g_motivering,
    g_documenten("VW-L1", "L9"),
    w.g_kennisgeving,
    w.g_publicatie,
    g_jurist,
    w.g_geen_mandaat,
    GS,
]
"""How GS decide: reasons, the decision with its notice (Wsw 161), legal check, in meeting."""
VERNIETIGBAAR = [g.g_vatbaar, g.g_privaatrecht, g.g_geen_rechtsmiddel, g.g_overleg, w.g_overeenstemming]


@dossierklasse(PLAN.code)
class Waterschapsdossier(Dossier):
    """A decision of a waterschap that GS may suspend or annul themselves."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"

    @stap(
        rij="1",
        van=[S.GEMELD],
        naar=S.VATBAAR,
        titel="Vatbaar verklaren",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Waterschapswet 156; Awb 10:37-10:39",
        guards=[g.g_vatbaar, g.g_privaatrecht],
    )
    def toets_vatbaarheid(self) -> None: ...

    @stap(
        rij="2",
        van=[S.GEMELD],
        naar=S.NIET_VATBAAR,
        titel="Sluiten: niet vatbaar voor vernietiging",
        niveau=N.COORDINATOR,
        grondslag="Awb 10:37-10:39",
        documenten=["notitie"],
        guards=[g.g_niet_vatbaar, g_motivering, g_documenten("notitie"), COORDINATOR],
    )
    def sluit_niet_vatbaar(self) -> None: ...

    @stap(
        rij="3",
        van=[S.GEMELD, S.VATBAAR],
        naar=S.STILSTAND_VOORBIJ,
        titel="Stilstand eindigt",
        niveau=N.RECHTSWEGE,
        grondslag="Waterschapswet 158",
        recht=alleen_de_klok,
        termijnen=["stilstand"],
        guards=[w.g_stilstand_voorbij],
    )
    def stilstand_eindigt(self) -> None: ...

    @stap(
        rij="4",
        van=GS_KAN,
        naar=S.SCHORSING,
        titel="Schorsen",
        niveau=N.GS,
        grondslag="Waterschapswet 156; Awb 10:43 en 10:44",
        documenten=["VW-L1", "L9"],
        termijnen=["schorsing"],
        guards=[g.g_vatbaar, w.g_overeenstemming, *DOOR_GS],
    )
    def schors(self) -> None: ...

    @stap(
        rij="5",
        van=[S.SCHORSING],
        naar=S.SCHORSING_VERVALLEN,
        titel="Schorsing vervalt",
        niveau=N.RECHTSWEGE,
        grondslag="Awb 10:40 en 10:44",
        recht=alleen_de_klok,
        termijnen=["schorsing"],
        guards=[sch.g_schorsing_voorbij],
    )
    def schorsing_vervalt(self) -> None: ...

    @stap(
        rij="6",
        van=GS_KAN,
        naar=S.VERNIETIGD,
        titel="Vernietigen",
        niveau=N.GS,
        grondslag="Waterschapswet 156; Awb 10:35",
        documenten=["VW-L1", "L9"],
        termijnen=["privaatrecht", "beroep_vernietiging"],
        guards=[*VERNIETIGBAAR, *DOOR_GS],
    )
    @stap(
        rij="6",
        van=[S.SCHORSING],
        naar=S.VERNIETIGD,
        titel="Vernietigen",
        niveau=N.GS,
        grondslag="Waterschapswet 156; Awb 10:35 en 10:40",
        documenten=["VW-L1", "L9"],
        termijnen=["privaatrecht", "beroep_vernietiging"],
        guards=[*VERNIETIGBAAR, w.g_schorsing_tot, w.g_niet_vervallen_gs, *DOOR_GS],
    )
    def vernietig(self) -> None: ...

    @stap(
        rij="7",
        van=[S.VATBAAR, S.STILSTAND_VOORBIJ, S.SCHORSING, S.SCHORSING_VERVALLEN],
        naar=S.NIET_VERNIETIGD,
        titel="Niet vernietigen",
        niveau=N.GS,
        grondslag="Waterschapswet 156 en 158",
        documenten=["notitie"],
        guards=[g_motivering, g_documenten("notitie"), GS],
    )
    def vernietig_niet(self) -> None: ...

    @stap(
        rij="8",
        van=[S.VATBAAR, S.STILSTAND_VOORBIJ],
        naar=S.NAAR_MINISTER,
        titel="Voorleggen aan de minister",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Waterschapswet 164",
        guards=[w.g_oneens, w.g_kennisgeving_minister],
    )
    @stap(
        rij="8",
        van=[S.SCHORSING],
        naar=S.NAAR_MINISTER,
        titel="Voorleggen aan de minister",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Waterschapswet 164; Awb 10:44",
        guards=[w.g_oneens, w.g_kennisgeving_minister, w.g_schorsing_tot],
    )
    def leg_voor_aan_minister(self) -> None: ...

    @stap(
        rij="9",
        van=[S.NAAR_MINISTER],
        naar=S.VERNIETIGD,
        titel="Vernietigd bij koninklijk besluit",
        niveau=N.KROON,
        grondslag="Waterschapswet 164; Awb 10:40",
        termijnen=["beroep_vernietiging"],
        guards=[w.g_kb_vernietigd, w.g_niet_vervallen_kb],
    )
    def kb_vernietigt(self) -> None: ...

    @stap(
        rij="10",
        van=[S.NAAR_MINISTER],
        naar=S.NIET_VERNIETIGD,
        titel="Niet vernietigd bij koninklijk besluit",
        niveau=N.KROON,
        grondslag="Waterschapswet 164",
        guards=[w.g_kb_niet_vernietigd],
    )
    def kb_vernietigt_niet(self) -> None: ...

    @stap(
        rij="11",
        van=[S.VERNIETIGD],
        naar=S.BEROEP,
        titel="Beroep ingesteld",
        niveau=N.ORGANISATIE,
        grondslag="Waterschapswet 162",
        guards=[g_feit("beroep", "Beroep ingesteld", "Waterschapswet 162")],
    )
    def stelt_beroep_in(self) -> None: ...

    @stap(
        rij="12",
        van=[S.BEROEP],
        naar=S.AFGEROND,
        titel="Uitspraak verwerkt",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Awb 8:66",
        guards=[g_feit("uitspraak", "Uitspraak van de Afdeling", "Awb 8:66")],
    )
    def verwerk_uitspraak(self) -> None: ...

    @stap(
        rij="13",
        van=[S.VERNIETIGD],
        naar=S.AFGEROND,
        titel="Nieuw besluit genomen",
        niveau=N.ORGANISATIE,
        grondslag="Waterschapswet 163",
        guards=[g_feit("nieuw_besluit", "Nieuw besluit van het waterschap", "Waterschapswet 163")],
    )
    def neemt_nieuw_besluit(self) -> None: ...

    @stap(
        rij="14",
        van=[S.VERNIETIGD],
        naar=S.AFGEROND,
        titel="Afronden na de beroepstermijn",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Awb 6:7; Waterschapswet 162",
        termijnen=["beroep_vernietiging"],
        guards=[g.g_beroep_voorbij],
    )
    def sluit_na_beroepstermijn(self) -> None: ...
