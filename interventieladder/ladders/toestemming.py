"""Consent to enter into an obligation as a machine (finance.md 1.7, D0-D4)."""

from decimal import Decimal
from functools import partial

from interventieladder.guards import toestemming as g
from interventieladder.guards.besluitvorming import g_akkoord, g_jurist, g_motivering
from interventieladder.guards.feiten import alleen_de_klok
from interventieladder.guards.mededelingen import g_documenten
from interventieladder.models import Dossier
from interventieladder.models.dossier import dossierklasse
from interventieladder.standen.toestemming import PLAN, TERMIJN, TERMIJN_BEVESTIGING, S
from interventieladder.treden import Niveau
from toezicht.core import rollen
from toezicht.core.transitions import overgang

N = Niveau
stap = partial(overgang, "stand", recht=rollen.BEHANDEL_DOSSIER)
bij_verzending = partial(overgang, "stand", recht=rollen.VERZEND, termijnen=[TERMIJN])
"""Steps that sending the letter takes; after the law decided only for a sending that was in time."""


@dossierklasse(PLAN.code)
class Toestemmingsdossier(Dossier):
    """One request to enter into an obligation."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"

    @property
    def bedrag(self) -> Decimal | None:
        """The amount in euro that is decided on."""
        return self.toestemming.bedrag

    @stap(
        rij="1",
        van=[S.AANGEVRAAGD],
        naar=S.NIET_NODIG,
        titel="Toestemming niet nodig",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Gemeentewet 208, vijfde lid; werkwijze (193)",
        guards=[g.g_vrij],
    )
    def niet_nodig(self) -> None: ...

    @bij_verzending(
        rij="2",
        van=[S.AANGEVRAAGD, S.VAN_RECHTSWEGE],
        naar=S.VERLEEND,
        titel="Toestemming verlenen",
        niveau=N.GS_OF_GEMACHTIGDE,
        grondslag="Gemeentewet 208, eerste en vierde lid",
        documenten=["FIN-L12"],
        guards=[
            g.g_termijn_loopt,
            g.g_noodzaak,
            g_motivering,
            g_documenten("FIN-L12"),
            g_akkoord(N.GS_OF_GEMACHTIGDE),
        ],
    )
    def besluit_verlenen(self) -> None: ...

    @bij_verzending(
        rij="3",
        van=[S.AANGEVRAAGD, S.VAN_RECHTSWEGE],
        naar=S.GEWEIGERD,
        titel="Toestemming weigeren",
        niveau=N.GS,
        grondslag="Gemeentewet 208, tweede lid",
        documenten=["FIN-L12"],
        guards=[
            g.g_termijn_loopt,
            g.g_noodzaak,
            g.g_grond,
            g.g_geen_voorschriften,
            g_motivering,
            g_documenten("FIN-L12"),
            g_jurist,
            g_akkoord(N.GS),
        ],
    )
    def besluit_weigeren(self) -> None: ...

    @overgang(
        "stand",
        rij="4",
        van=[S.AANGEVRAAGD],
        naar=S.VAN_RECHTSWEGE,
        titel="Toestemming geacht te zijn verleend",
        termijnen=[TERMIJN, TERMIJN_BEVESTIGING],
        niveau=N.RECHTSWEGE,
        recht=alleen_de_klok,
        grondslag="Gemeentewet 208, derde lid",
        guards=[g.g_termijn_voorbij],
    )
    def verleen_van_rechtswege(self) -> None: ...

    @stap(
        rij="5",
        van=[S.VAN_RECHTSWEGE],
        naar=S.BEVESTIGD,
        titel="Bevestigen aan de organisatie",
        termijnen=[TERMIJN_BEVESTIGING],
        niveau=N.TOEZICHTHOUDER,
        grondslag="Gemeentewet 208, derde lid",
        documenten=["FIN-L12"],
        guards=[g.g_bevestiging],
    )
    def bevestig(self) -> None: ...

    @stap(
        rij="6",
        van=[S.AANGEVRAAGD],
        naar=S.INGETROKKEN,
        titel="Ingetrokken door de organisatie",
        niveau=N.ORGANISATIE,
        grondslag="Gemeentewet 208",
        guards=[g.g_intrekking],
    )
    def trek_in(self) -> None: ...
