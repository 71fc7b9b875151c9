"""A supplement from the municipal fund as a machine (finance.md 1.8, F0-F5). Each year has its own dossier."""

from functools import partial

from interventieladder.guards import artikel12 as g
from interventieladder.guards.besluitvorming import g_akkoord, g_motivering
from interventieladder.guards.feiten import alleen_de_klok
from interventieladder.guards.mededelingen import g_documenten
from interventieladder.models import Dossier
from interventieladder.models.dossier import dossierklasse
from interventieladder.standen.artikel12 import PLAN, TERMIJN_AANVRAAG, TERMIJN_BESLUIT, TERMIJN_VERSLAG, S
from interventieladder.treden import Niveau
from toezicht.core import rollen
from toezicht.core.transitions import overgang

N = Niveau
stap = partial(overgang, "stand", recht=rollen.BEHANDEL_DOSSIER)


@dossierklasse(PLAN.code)
class Artikel12Dossier(Dossier):
    """One year of artikel 12 of one municipality."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"

    @stap(
        rij="1",
        van=[S.VERWACHT, S.NIET_OP_TIJD],
        naar=S.AANGEVRAAGD,
        titel="Aanvraag van de raad",
        termijnen=[TERMIJN_AANVRAAG, TERMIJN_VERSLAG],
        niveau=N.ORGANISATIE,
        grondslag="Besluit financiële verhouding 2001 19",
        guards=[g.g_aanvraag],
    )
    def ontvang_aanvraag(self) -> None: ...

    @overgang(
        "stand",
        rij="2",
        van=[S.VERWACHT],
        naar=S.NIET_OP_TIJD,
        titel="Niet op tijd aangevraagd",
        termijnen=[TERMIJN_AANVRAAG],
        niveau=N.RECHTSWEGE,
        recht=alleen_de_klok,
        grondslag="Besluit financiële verhouding 2001 19",
        guards=[g.g_niet_aangevraagd],
    )
    def laat_aanvraag_vervallen(self) -> None: ...

    @overgang(
        "stand",
        recht=rollen.VERZEND,
        rij="3",
        van=[S.AANGEVRAAGD],
        naar=S.VERSLAG,
        titel="Verslag uitbrengen aan de ministers",
        termijnen=[TERMIJN_VERSLAG, TERMIJN_BESLUIT],
        niveau=N.GS,
        grondslag="Besluit financiële verhouding 2001 20",
        documenten=["FIN-L17"],
        guards=[
            g.g_tekort,
            g.g_aanmerkelijk,
            g.g_peil,
            g_motivering,
            g_documenten("FIN-L17"),
            g_akkoord(N.GS),
        ],
    )
    def breng_verslag_uit(self) -> None: ...

    @stap(
        rij="4",
        van=[S.VERSLAG],
        naar=S.INSPECTIE,
        titel="Inspectie begonnen",
        niveau=N.MINISTER,
        grondslag="Financiële-verhoudingswet 12",
        guards=[g.g_inspectie],
    )
    def begin_inspectie(self) -> None: ...

    @stap(
        rij="5",
        van=[S.VERSLAG, S.INSPECTIE],
        naar=S.TOEGEKEND,
        titel="Toegekend door de ministers",
        termijnen=[TERMIJN_BESLUIT],
        niveau=N.MINISTER,
        grondslag="Besluit financiële verhouding 2001 22",
        guards=[g.g_toegekend],
    )
    def ken_toe(self) -> None: ...

    @stap(
        rij="6",
        van=[S.VERSLAG, S.INSPECTIE],
        naar=S.AFGEWEZEN,
        titel="Afgewezen door de ministers",
        termijnen=[TERMIJN_BESLUIT],
        niveau=N.MINISTER,
        grondslag="Besluit financiële verhouding 2001 22",
        guards=[g.g_afgewezen],
    )
    def wijs_aanvraag_af(self) -> None: ...

    @stap(
        rij="7",
        van=[S.AANGEVRAAGD, S.VERSLAG, S.INSPECTIE],
        naar=S.INGETROKKEN,
        titel="Ingetrokken door de raad",
        niveau=N.ORGANISATIE,
        grondslag="Besluit financiële verhouding 2001 19",
        guards=[g.g_intrekking],
    )
    def trek_in(self) -> None: ...

    @stap(
        rij="8",
        van=[S.NIET_OP_TIJD],
        naar=S.NIET_AANGEVRAAGD,
        titel="Sluiten: niet aangevraagd",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Besluit financiële verhouding 2001 19",
        guards=[g.g_geen_aanvraag],
    )
    def sluit_zonder_aanvraag(self) -> None: ...
