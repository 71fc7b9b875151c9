"""Suspension and annulment by the Crown as a machine (ladder.md 2.7)."""

from functools import partial

from interventieladder.guards import schorsing as sch
from interventieladder.guards import vernietiging as g
from interventieladder.guards.besluitvorming import g_akkoord, g_jurist, g_motivering
from interventieladder.guards.feiten import alleen_de_klok, g_feit
from interventieladder.guards.mededelingen import g_documenten
from interventieladder.ladders.na_vernietiging import NaVernietiging
from interventieladder.models import Dossier
from interventieladder.models.dossier import dossierklasse
from interventieladder.standen.vernietiging import PLAN, VOOR_MEDEDELING, S
from interventieladder.treden import Niveau
from toezicht.core import rollen
from toezicht.core.transitions import overgang

N = Niveau
GS = g_akkoord(N.GS)
GS_OF_GEMACHTIGDE = g_akkoord(N.GS_OF_GEMACHTIGDE)
COORDINATOR = g_akkoord(N.COORDINATOR)
TEAMLEIDER = g_akkoord(N.TEAMLEIDER)
stap = partial(overgang, "stand", recht=rollen.BEHANDEL_DOSSIER)

KB_KAN = [S.STILSTAND, S.STILSTAND_VOORBIJ, S.BUITEN_TERMIJN, S.ALGEMENE_BRIEF]
"""States in which the Crown may decide: its own power does not depend on our ten days."""
VERNIETIGBAAR = [
    g.g_vatbaar,
    g.g_privaatrecht,
    g.g_geen_rechtsmiddel,
    g.g_overleg,
]
"""What must hold before annulment (Awb 10:37-10:39, 10:41)."""


@dossierklasse(PLAN.code)
class Vernietigingsdossier(NaVernietiging, Dossier):
    """A decision that may be suspended or annulled by the Crown."""

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
        grondslag="Awb 10:35 en 10:37-10:39",
        termijnen=["mededeling_273a"],
        guards=[g.g_kennisname, g.g_vatbaar, g.g_privaatrecht],
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
        van=[S.VATBAAR],
        naar=S.OVERLEG,
        titel="Overleg met de organisatie gevoerd",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Awb 10:41",
        guards=[g.g_overleg],
    )
    def voer_overleg(self) -> None: ...

    @stap(
        rij="4",
        van=[S.VATBAAR, S.OVERLEG],
        naar=S.OVERWEGEN,
        titel="Meedelen dat GS een voordracht overwegen",
        niveau=N.GS_OF_GEMACHTIGDE,
        grondslag="Gemeentewet 273a lid 3",
        documenten=["L15"],
        termijnen=["mededeling_273a", "overweging"],
        guards=[
            g.g_lid_3,
            g.g_via_gs,
            g.g_tien_dagen,
            g_motivering,
            g_documenten("L15"),
            g.g_kennisgeving,
            GS_OF_GEMACHTIGDE,
        ],
    )
    def deel_overweging_mee(self) -> None: ...

    @stap(
        rij="5",
        van=[S.VATBAAR, S.OVERLEG, S.OVERWEGEN, S.BUITEN_TERMIJN],
        naar=S.VOORGEDRAGEN,
        titel="Mededeling aan de minister",
        niveau=N.GS,
        grondslag="Gemeentewet 273a lid 1",
        documenten=["L14"],
        termijnen=["mededeling_273a", "stilstand"],
        guards=[
            g.g_via_gs,
            g.g_tien_dagen,
            g_motivering,
            g_documenten("L14"),
            g.g_kennisgeving,
            g_jurist,
            GS,
        ],
    )
    def doe_mededeling(self) -> None: ...

    @stap(
        rij="6",
        van=[S.VATBAAR, S.OVERLEG, S.OVERWEGEN],
        naar=S.VOORGEDRAGEN,
        titel="Mededeling door de commissaris van de Koning",
        niveau=N.CDK,
        grondslag="Gemeentewet 273a",
        termijnen=["mededeling_273a", "stilstand"],
        guards=[g.g_besluit_burgemeester, g.g_mededeling_cdk],
    )
    def cdk_deed_mededeling(self) -> None: ...

    @stap(
        rij="7",
        van=[S.GEMELD, S.VATBAAR, S.OVERLEG],
        naar=S.STILSTAND,
        titel="Melding met advies doorzenden aan de minister",
        niveau=N.GS,
        grondslag="Gemeentewet 273 lid 2",
        documenten=["L14"],
        termijnen=["doorzending_273", "stilstand"],
        guards=[
            g.g_melding,
            g.g_doorzenden_op_tijd,
            g_motivering,
            g_documenten("L14"),
            g.g_kennisgeving,
            g_jurist,
            GS,
        ],
    )
    def zend_melding_door(self) -> None: ...

    @stap(
        rij="8",
        van=[S.VOORGEDRAGEN],
        naar=S.STILSTAND,
        titel="Stilstand vastleggen",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Gemeentewet 273a lid 2",
        termijnen=["mededeling_273a", "stilstand"],
        guards=[g.g_mededeling],
    )
    def leg_stilstand_vast(self) -> None: ...

    @stap(
        rij="9",
        van=[S.VOORGEDRAGEN, S.STILSTAND],
        naar=S.BUITEN_TERMIJN,
        titel="Mededeling was te laat",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Gemeentewet 273a lid 1",
        guards=[g.g_te_laat],
    )
    def mededeling_te_laat(self) -> None: ...

    @stap(
        rij="10",
        van=list(VOOR_MEDEDELING),
        naar=S.BUITEN_TERMIJN,
        titel="Tien dagen verstreken",
        niveau=N.RECHTSWEGE,
        grondslag="Gemeentewet 273a lid 1",
        recht=alleen_de_klok,
        termijnen=["mededeling_273a"],
        guards=[g.g_te_laat],
    )
    def tien_dagen_verstreken(self) -> None: ...

    @stap(
        rij="11",
        van=[S.GEMELD, S.VATBAAR, S.OVERLEG, S.STILSTAND],
        naar=S.STILSTAND_VOORBIJ,
        titel="Stilstand eindigt",
        niveau=N.RECHTSWEGE,
        grondslag="Gemeentewet 273 en 273a lid 2",
        recht=alleen_de_klok,
        termijnen=["stilstand"],
        guards=[g.g_stilstand_voorbij],
    )
    def stilstand_eindigt(self) -> None: ...

    @stap(
        rij="12",
        van=[S.STILSTAND],
        naar=S.NIET_VERNIETIGD,
        titel="Geen redenen voor schorsing of vernietiging",
        niveau=N.MINISTER,
        grondslag="Gemeentewet 273a lid 2",
        guards=[g.g_geen_redenen],
    )
    def geen_redenen(self) -> None: ...

    @stap(
        rij="13",
        van=KB_KAN,
        naar=S.SCHORSING,
        titel="Geschorst",
        niveau=N.KROON,
        grondslag="Gemeentewet 274; Awb 10:43",
        termijnen=["schorsing"],
        guards=[g.g_kb_schorsing, g.g_vatbaar, sch.g_schorsing_jaar],
    )
    def schors(self) -> None: ...

    @stap(
        rij="14",
        van=[S.SCHORSING],
        naar=S.SCHORSING,
        titel="Schorsing verlengd",
        niveau=N.KROON,
        grondslag="Awb 10:44 lid 2",
        termijnen=["schorsing"],
        guards=[g.g_kb_verlenging, sch.g_niet_eerder_verlengd, sch.g_schorsing_jaar],
    )
    def verleng_schorsing(self) -> None: ...

    @stap(
        rij="15",
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
        rij="16",
        van=KB_KAN,
        naar=S.VERNIETIGD,
        titel="Vernietigd",
        niveau=N.KROON,
        grondslag="Gemeentewet 268; Awb 10:35",
        termijnen=["privaatrecht", "beroep_vernietiging"],
        guards=[g.g_kb_vernietiging, *VERNIETIGBAAR],
    )
    @stap(
        rij="16",
        van=[S.SCHORSING],
        naar=S.VERNIETIGD,
        titel="Vernietigd",
        niveau=N.KROON,
        grondslag="Gemeentewet 268; Awb 10:35 en 10:40",
        termijnen=["privaatrecht", "beroep_vernietiging"],
        guards=[g.g_kb_vernietiging, *VERNIETIGBAAR, sch.g_niet_vervallen],
    )
    def vernietig(self) -> None: ...

    @stap(
        rij="17",
        van=[S.STILSTAND_VOORBIJ, S.ALGEMENE_BRIEF, S.SCHORSING],
        naar=S.NIET_VERNIETIGD,
        titel="Geen voordracht tot vernietiging",
        niveau=N.MINISTER,
        grondslag="Gemeentewet 268",
        guards=[g.g_geen_voordracht],
    )
    def geen_voordracht(self) -> None: ...

    @stap(
        rij="18",
        van=[S.SCHORSING_VERVALLEN],
        naar=S.NIET_VERNIETIGD,
        titel="Bekendgemaakt dat niet is vernietigd",
        niveau=N.ORGANISATIE,
        grondslag="Gemeentewet 273a-279; Awb 10:40",
        guards=[g_feit("bekendmaking", "Bekendmaking door de organisatie", "Gemeentewet 273a-279")],
    )
    def maakt_bekend(self) -> None: ...

    @stap(
        rij="27",
        van=[S.VATBAAR, S.OVERLEG, S.OVERWEGEN],
        naar=S.AFGEZIEN,
        titel="Afzien van mededeling",
        niveau=N.GS_OF_GEMACHTIGDE,
        grondslag="Gemeentewet 273a; Awb 3:4",
        documenten=["notitie"],
        guards=[g_motivering, g_documenten("notitie"), GS_OF_GEMACHTIGDE],
    )
    def zie_af_van_mededeling(self) -> None: ...

    @stap(
        rij="28",
        van=[S.BUITEN_TERMIJN],
        naar=S.ALGEMENE_BRIEF,
        titel="Algemene brief sturen, buiten termijn",
        niveau=N.GS,
        grondslag="Gemeentewet 268; ladder.md 9 (SC11)",
        documenten=["VN-L1"],
        guards=[g_motivering, g_documenten("VN-L1"), g_jurist, GS],
    )
    def stuur_algemene_brief(self) -> None: ...

    @stap(
        rij="29",
        van=[S.BUITEN_TERMIJN, S.ALGEMENE_BRIEF, S.STILSTAND_VOORBIJ],
        naar=S.AFGEROND,
        titel="Sluiten zonder vernietiging",
        niveau=N.TEAMLEIDER,
        grondslag="Awb 3:4; ladder.md 2.7",
        documenten=["notitie"],
        guards=[g_motivering, g_documenten("notitie"), TEAMLEIDER],
    )
    def sluit_zonder_vernietiging(self) -> None: ...
