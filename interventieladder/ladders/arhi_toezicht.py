"""Wet arhi 21 as a machine (finance.md 1.5, overlay B)."""

from functools import partial

from interventieladder.guards import arhi_toezicht as g
from interventieladder.guards.besluitvorming import g_akkoord, g_jurist, g_motivering
from interventieladder.guards.feiten import alleen_de_klok
from interventieladder.guards.mededelingen import g_documenten
from interventieladder.models import Dossier
from interventieladder.models.dossier import dossierklasse
from interventieladder.standen.arhi_toezicht import LOPEND, PLAN, S
from interventieladder.treden import Niveau
from toezicht.core import rollen
from toezicht.core.transitions import overgang

N = Niveau
stap = partial(overgang, "stand", recht=rollen.BEHANDEL_DOSSIER)


@dossierklasse(PLAN.code)
class ArhiToezichtDossier(Dossier):
    """Approval of designated decisions until a gemeente is abolished, beside the regime of its budget year."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"

    @overgang(
        "stand",
        rij="1",
        van=list(LOPEND),
        naar=S.AANGEWEZEN,
        titel="Besluiten aanwijzen voor goedkeuring",
        niveau=N.GS,
        grondslag="Wet arhi 21",
        recht=rollen.VERZEND,
        documenten=["FIN-ARHI"],
        guards=[
            g.g_opheffing,
            g.g_categorieen,
            g_motivering,
            g_documenten("FIN-ARHI"),
            g_jurist,
            g_akkoord(N.GS),
            g.g_niet_heringedeeld,
        ],
    )
    def wijs_besluiten_aan(self) -> None: ...

    @overgang(
        "stand",
        rij="2",
        van=list(LOPEND),
        naar=S.HERINGEDEELD,
        titel="Herindeling ingegaan",
        niveau=N.RECHTSWEGE,
        grondslag="Wet arhi 21",
        recht=alleen_de_klok,
        guards=[g.g_herindeling],
    )
    def eindig_door_herindeling(self) -> None: ...

    @stap(
        rij="3",
        van=[S.AANGEWEZEN],
        naar=S.DOOR_MINISTER,
        titel="Minister beëindigt de goedkeuring",
        niveau=N.MINISTER,
        grondslag="Wet arhi 21",
        guards=[g.g_minister],
    )
    def eindig_door_minister(self) -> None: ...

    @stap(
        rij="4",
        van=list(LOPEND),
        naar=S.VERVALLEN,
        titel="Opheffing gaat niet door",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Wet arhi 21",
        guards=[g.g_vervallen],
    )
    def vervalt(self) -> None: ...
