"""Approval of a budget or an amendment as a machine (finance.md 1.6, C0-C9)."""

from decimal import Decimal
from functools import partial

from interventieladder.guards import goedkeuring as g
from interventieladder.guards.besluitvorming import g_akkoord, g_jurist, g_motivering
from interventieladder.guards.feiten import alleen_de_klok
from interventieladder.guards.mededelingen import g_documenten
from interventieladder.models import Dossier
from interventieladder.models.dossier import dossierklasse
from interventieladder.standen.goedkeuring import PLAN, TERMIJN, TERMIJN_MEDEDELING, S
from interventieladder.treden import Niveau
from toezicht.core import rollen
from toezicht.core.transitions import overgang

N = Niveau
stap = partial(overgang, "stand", recht=rollen.BEHANDEL_DOSSIER)
bij_verzending = partial(overgang, "stand", recht=rollen.VERZEND, termijnen=[TERMIJN])
"""Steps that sending the letter takes; after the law decided only for a sending that was in time."""
klok = partial(overgang, "stand", niveau=N.RECHTSWEGE, recht=alleen_de_klok)
BEOORDELEN = [S.TER_GOEDKEURING, S.VERDAAGD, S.OVERLEG]
"""States in which we can decide."""


@dossierklasse(PLAN.code)
class Goedkeuringsdossier(Dossier):
    """One budget or amendment offered for approval."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"

    @property
    def bedrag(self) -> Decimal | None:
        """The amount in euro that is decided on."""
        return self.goedkeuring.bedrag

    @klok(
        rij="1",
        van=[S.TER_GOEDKEURING],
        naar=S.WACHT,
        titel="Wachten op de goedkeuring van de begroting",
        grondslag="Gemeentewet 207, eerste lid",
        guards=[g.g_wijziging, g.g_begroting_open],
    )
    def wacht_op_begroting(self) -> None: ...

    @klok(
        rij="2",
        van=[S.WACHT],
        naar=S.TER_GOEDKEURING,
        titel="Termijn begint: begroting goedgekeurd",
        termijnen=[TERMIJN],
        grondslag="Gemeentewet 207, eerste lid",
        guards=[g.g_begroting_goed],
    )
    def begin_na_begroting(self) -> None: ...

    @overgang(
        "stand",
        rij="3",
        van=[S.WACHT],
        naar=S.VERVALLEN,
        titel="Sluiten: begroting onthouden",
        niveau=N.TOEZICHTHOUDER,
        recht=rollen.TOETS_JURIDISCH,
        grondslag="Gemeentewet 207, eerste lid",
        guards=[g.g_begroting_onthouden, g.g_opnieuw],
    )
    def sluit_na_onthouding(self) -> None: ...

    @bij_verzending(
        rij="4",
        van=[S.TER_GOEDKEURING, S.OVERLEG, S.VAN_RECHTSWEGE],
        naar=S.VERDAAGD,
        titel="Beslissing verdagen",
        niveau=N.GS_OF_GEMACHTIGDE,
        grondslag="Awb 10:31, tweede lid",
        documenten=["FIN-L7"],
        guards=[
            g.g_termijn_loopt,
            g.g_niet_verdaagd,
            g.g_verdaging,
            g_motivering,
            g_documenten("FIN-L7"),
            g_akkoord(N.GS_OF_GEMACHTIGDE),
        ],
    )
    def verdaag(self) -> None: ...

    @stap(
        rij="5",
        van=[S.TER_GOEDKEURING, S.VERDAAGD],
        naar=S.OVERLEG,
        titel="Overleg aanbieden",
        termijnen=[TERMIJN],
        niveau=N.TOEZICHTHOUDER,
        grondslag="Awb 10:30, eerste lid",
        documenten=["FIN-L8"],
        guards=[g.g_termijn_loopt, g.g_overleg],
    )
    def bied_overleg_aan(self) -> None: ...

    @bij_verzending(
        rij="6",
        van=[*BEOORDELEN, S.VAN_RECHTSWEGE],
        naar=S.GOEDGEKEURD,
        titel="Goedkeuren",
        niveau=N.GS_OF_GEMACHTIGDE,
        grondslag="Awb 10:25 en 10:29; Gemeentewet 203",
        documenten=["FIN-L9"],
        guards=[g.g_termijn_loopt, g_motivering, g_documenten("FIN-L9"), g_akkoord(N.GS_OF_GEMACHTIGDE)],
    )
    def besluit_goedkeuren(self) -> None: ...

    @bij_verzending(
        rij="7",
        van=[S.OVERLEG, S.VAN_RECHTSWEGE],
        naar=S.GEDEELTELIJK,
        titel="Gedeeltelijk goedkeuren",
        niveau=N.GS,
        grondslag="Awb 10:29, eerste lid, en 10:3, tweede lid, onder c",
        documenten=["FIN-L9"],
        guards=[
            g.g_termijn_loopt,
            g.g_overleg,
            g.g_deelbaar,
            g.g_grond,
            g_motivering,
            g.g_overleg_genoemd,
            g_documenten("FIN-L9"),
            g_jurist,
            g_akkoord(N.GS),
        ],
    )
    def besluit_gedeeltelijk(self) -> None: ...

    @bij_verzending(
        rij="8",
        van=[S.OVERLEG, S.VAN_RECHTSWEGE],
        naar=S.ONTHOUDEN,
        titel="Goedkeuring onthouden",
        niveau=N.GS,
        grondslag="Gemeentewet 206; Awb 10:30 en 10:3, tweede lid, onder c",
        documenten=["FIN-L10"],
        guards=[
            g.g_termijn_loopt,
            g.g_overleg,
            g.g_grond,
            g_motivering,
            g.g_overleg_genoemd,
            g_documenten("FIN-L10"),
            g_jurist,
            g_akkoord(N.GS),
        ],
    )
    def besluit_onthouden(self) -> None: ...

    @klok(
        rij="9",
        van=BEOORDELEN,
        naar=S.VAN_RECHTSWEGE,
        titel="Van rechtswege goedgekeurd",
        termijnen=[TERMIJN, TERMIJN_MEDEDELING],
        grondslag="Awb 10:31, vierde lid, en 4:20b",
        guards=[g.g_termijn_voorbij],
    )
    def keur_goed_van_rechtswege(self) -> None: ...

    @stap(
        rij="10",
        van=[S.VAN_RECHTSWEGE],
        naar=S.BEKENDGEMAAKT,
        titel="Goedkeuring van rechtswege bekendmaken",
        termijnen=[TERMIJN_MEDEDELING],
        niveau=N.TOEZICHTHOUDER,
        grondslag="Awb 4:20c",
        documenten=["FIN-L11"],
        guards=[g.g_mededeling],
    )
    def maak_van_rechtswege_bekend(self) -> None: ...

    @stap(
        rij="11",
        van=[S.TER_GOEDKEURING, S.WACHT],
        naar=S.VRIJGESTELD,
        titel="Vrijgesteld van goedkeuring",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Gemeentewet 207, tweede lid",
        guards=[g.g_wijziging, g.g_vrijstelling],
    )
    def stel_vrij(self) -> None: ...

    @stap(
        rij="12",
        van=[*BEOORDELEN, S.WACHT],
        naar=S.INGETROKKEN,
        titel="Ingetrokken door de organisatie",
        niveau=N.ORGANISATIE,
        grondslag="Gemeentewet 192",
        guards=[g.g_intrekking],
    )
    def trek_in(self) -> None: ...
