"""What follows on annulment by the Crown: a new decision, appeal, the end (ladder.md 2.7, rows 19-26)."""

from functools import partial

from django.db import models

from interventieladder.guards import vernietiging as g
from interventieladder.guards.besluitvorming import g_akkoord, g_motivering
from interventieladder.guards.feiten import g_feit
from interventieladder.guards.mededelingen import g_documenten
from interventieladder.standen.vernietiging import S
from interventieladder.treden import Niveau
from toezicht.core import rollen
from toezicht.core.transitions import overgang

N = Niveau
TEAMLEIDER = g_akkoord(N.TEAMLEIDER)
stap = partial(overgang, "stand", recht=rollen.BEHANDEL_DOSSIER)


class NaVernietiging(models.Model):
    """Rows 19 to 26."""

    class Meta:
        abstract = True

    @stap(
        rij="19",
        van=[S.VERNIETIGD],
        naar=S.NIEUW_BESLUIT,
        titel="Nieuw besluit gevraagd",
        niveau=N.KROON,
        grondslag="Gemeentewet 278",
        termijnen=["nieuw_besluit"],
        guards=[g.g_vervolg_nieuw],
    )
    def vraag_nieuw_besluit(self) -> None: ...

    @stap(
        rij="20",
        van=[S.VERNIETIGD],
        naar=S.IN_DE_PLAATS,
        titel="Koninklijk besluit voorziet zelf",
        niveau=N.KROON,
        grondslag="Gemeentewet 278a",
        guards=[g.g_vervolg_plaats],
    )
    def voorzie_in_de_plaats(self) -> None: ...

    @stap(
        rij="21",
        van=[S.VERNIETIGD],
        naar=S.GEEN_NIEUW_BESLUIT,
        titel="Geen nieuw besluit nodig",
        niveau=N.KROON,
        grondslag="Gemeentewet 278",
        guards=[g.g_vervolg_geen],
    )
    def geen_nieuw_besluit(self) -> None: ...

    @stap(
        rij="22",
        van=[S.NIEUW_BESLUIT],
        naar=S.AFGEROND,
        titel="Nieuw besluit genomen",
        niveau=N.ORGANISATIE,
        grondslag="Gemeentewet 278",
        guards=[g_feit("nieuw_besluit", "Nieuw besluit van de organisatie", "Gemeentewet 278")],
    )
    def neemt_nieuw_besluit(self) -> None: ...

    @stap(
        rij="23",
        van=[S.NIEUW_BESLUIT],
        naar=S.AFGEROND,
        titel="Termijn gemist: verder op de interventieladder",
        niveau=N.TEAMLEIDER,
        grondslag="Gemeentewet 124 en 278",
        documenten=["notitie"],
        termijnen=["nieuw_besluit"],
        guards=[g.g_nieuw_gemist, g.g_vervolgdossier, g_motivering, g_documenten("notitie"), TEAMLEIDER],
    )
    def verder_op_ladder(self) -> None: ...

    @stap(
        rij="24",
        van=[S.NIEUW_BESLUIT, S.IN_DE_PLAATS, S.GEEN_NIEUW_BESLUIT],
        naar=S.BEROEP,
        titel="Beroep ingesteld",
        niveau=N.ORGANISATIE,
        grondslag="Awb 8:5 en bijlage 2",
        guards=[g_feit("beroep", "Beroep ingesteld", "Awb 6:7 en 8:5")],
    )
    def stelt_beroep_in(self) -> None: ...

    @stap(
        rij="25",
        van=[S.BEROEP],
        naar=S.AFGEROND,
        titel="Uitspraak verwerkt",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Awb 8:66",
        guards=[g_feit("uitspraak", "Uitspraak van de Afdeling", "Awb 8:66")],
    )
    def verwerk_uitspraak(self) -> None: ...

    @stap(
        rij="26",
        van=[S.IN_DE_PLAATS, S.GEEN_NIEUW_BESLUIT],
        naar=S.AFGEROND,
        titel="Afronden na de beroepstermijn",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Awb 6:7",
        termijnen=["beroep_vernietiging"],
        guards=[g.g_beroep_voorbij],
    )
    def sluit_na_beroepstermijn(self) -> None: ...
