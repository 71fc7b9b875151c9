"""Wet arhi artikel 8 as a machine (ladder.md 2.8)."""

from functools import partial

from interventieladder.guards import artikel8 as g
from interventieladder.guards.besluitvorming import g_akkoord, g_motivering
from interventieladder.guards.mededelingen import g_documenten
from interventieladder.models import Dossier
from interventieladder.models.dossier import dossierklasse
from interventieladder.standen.artikel8 import PLAN, S
from interventieladder.treden import Niveau
from toezicht.core import rollen
from toezicht.core.transitions import overgang

N = Niveau
GS = g_akkoord(N.GS)
stap = partial(overgang, "stand", recht=rollen.BEHANDEL_DOSSIER)


@dossierklasse(PLAN.code)
class Artikel8Dossier(Dossier):
    """A merger prepared by the province."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"

    @stap(
        rij="1",
        van=[S.OVERLEG],
        naar=S.ONTWERP,
        titel="Overleg afronden",
        niveau=N.GS,
        grondslag="Wet arhi 8",
        documenten=["notitie"],
        termijnen=["a8_overleg", "a8_ontwerp"],
        guards=[
            g.g_overleg_geopend,
            g.g_overleg_afgesloten,
            g.g_overleg_op_tijd,
            g.g_geen_overname,
            g_motivering,
            g_documenten("notitie"),
            GS,
        ],
    )
    def rond_overleg_af(self) -> None: ...

    @stap(
        rij="2",
        van=[S.ONTWERP],
        naar=S.ZIENSWIJZEN,
        titel="Herindelingsontwerp vaststellen en toezenden",
        niveau=N.GS,
        grondslag="Wet arhi 8",
        documenten=["A8-L1"],
        termijnen=["a8_zienswijze"],
        guards=[g.g_ontwerp_op_tijd, g.g_geen_overname, g_motivering, g_documenten("A8-L1"), GS],
    )
    def stel_ontwerp_vast(self) -> None: ...

    @stap(
        rij="3",
        van=[S.ZIENSWIJZEN],
        naar=S.ADVIES,
        titel="Zienswijzen verwerken",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Wet arhi 8",
        termijnen=["a8_advies"],
        guards=[g.g_terinzage, g.g_zienswijzen, g.g_geen_overname],
    )
    def verwerk_zienswijzen(self) -> None: ...

    @stap(
        rij="4",
        van=[S.ADVIES],
        naar=S.BIJ_MINISTER,
        titel="Advies vastgesteld door Provinciale Staten",
        niveau=N.PS,
        grondslag="Wet arhi 8",
        termijnen=["a8_minister"],
        guards=[g.g_ps_vastgesteld, g.g_geen_overname],
    )
    def zend_advies(self) -> None: ...

    @stap(
        rij="5",
        van=[S.BIJ_MINISTER],
        naar=S.WETSVOORSTEL,
        titel="Voorstel naar de ministerraad",
        niveau=N.MINISTER,
        grondslag="Wet arhi 11",
        guards=[g.g_ministerraad],
    )
    def naar_ministerraad(self) -> None: ...

    @stap(
        rij="6",
        van=[S.WETSVOORSTEL],
        naar=S.HERINGEDEELD,
        titel="Herindeling ingegaan",
        niveau=N.WETGEVER,
        grondslag="Wet arhi 1",
        guards=[g.g_wet],
    )
    def herindeling_ingegaan(self) -> None: ...

    @stap(
        rij="7",
        van=[S.OVERLEG, S.ONTWERP, S.ZIENSWIJZEN],
        naar=S.GESTAAKT,
        titel="Procedure staken",
        niveau=N.GS,
        grondslag="Wet arhi 8",
        documenten=["notitie"],
        guards=[g_motivering, g_documenten("notitie"), GS],
    )
    def staak(self) -> None: ...

    @stap(
        rij="8",
        van=[S.ADVIES],
        naar=S.GESTAAKT,
        titel="Advies niet vastgesteld door Provinciale Staten",
        niveau=N.PS,
        grondslag="Wet arhi 8",
        guards=[g.g_ps_niet],
    )
    def advies_niet_vastgesteld(self) -> None: ...

    @stap(
        rij="9",
        van=[S.BIJ_MINISTER, S.WETSVOORSTEL],
        naar=S.GESTAAKT,
        titel="Advies niet overgenomen door de minister",
        niveau=N.MINISTER,
        grondslag="Wet arhi 11",
        guards=[g.g_niet_overgenomen],
    )
    def niet_overgenomen(self) -> None: ...

    @stap(
        rij="10",
        van=[S.OVERLEG, S.ONTWERP, S.ZIENSWIJZEN, S.ADVIES],
        naar=S.OVERGENOMEN,
        titel="Overgenomen door de minister",
        niveau=N.MINISTER,
        grondslag="Wet arhi 10 en 12",
        guards=[g.g_overname],
    )
    def overgenomen_door_minister(self) -> None: ...
