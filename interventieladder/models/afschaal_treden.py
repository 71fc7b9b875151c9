"""Going down from T4 and T5: row 21 of ladder.md 1.5, to every lower rung."""

from functools import partial

from django.db import models

from interventieladder.guards.aanhouding import g_afschaling
from interventieladder.guards.besluitvorming import (
    g_akkoord,
    g_motivering,
    g_onpartijdig,
    g_termijn,
    g_zienswijze_termijn,
)
from interventieladder.guards.mededelingen import g_afschrift, g_documenten, g_publicatie_bij
from interventieladder.guards.spoed import g_afbouw, g_schrift
from interventieladder.guards.uitkomst import g_124d
from interventieladder.treden import Niveau, Stand
from toezicht.core import rollen
from toezicht.core.transitions import overgang

S, N = Stand, Niveau
GS = (g_onpartijdig, g_akkoord(N.GS))
GS_OF_GEMACHTIGDE = (g_onpartijdig, g_akkoord(N.GS_OF_GEMACHTIGDE))

stap = partial(overgang, "stand", recht=rollen.BEHANDEL_DOSSIER)


class AfschaalTreden(models.Model):
    """Row 21."""

    class Meta:
        abstract = True

    @stap(
        rij="21",
        van=[S.T4],
        naar=S.T1,
        titel="Afschalen naar T1",
        niveau=N.GS_OF_GEMACHTIGDE,
        grondslag="Awb 3:4 lid 2",
        documenten=["L10"],
        guards=[
            g_afschaling,
            g_afbouw(S.T1),
            g_motivering,
            g_documenten("L10"),
            g_afschrift,
            *GS_OF_GEMACHTIGDE,
        ],
    )
    @stap(
        rij="21",
        van=[S.T5],
        naar=S.T1,
        titel="Afschalen naar T1",
        niveau=N.GS,
        grondslag="Awb 3:4 lid 2; Gemeentewet 124d",
        documenten=["L10", "L9"],
        guards=[
            g_schrift,
            g_124d,
            g_afbouw(S.T1),
            g_motivering,
            g_documenten("L10", "L9"),
            g_afschrift,
            g_publicatie_bij("L10"),
            *GS,
        ],
    )
    def schaal_af_naar_t1(self) -> None: ...

    @stap(
        rij="21",
        van=[S.T4],
        naar=S.T2,
        titel="Afschalen naar T2",
        niveau=N.GS_OF_GEMACHTIGDE,
        grondslag="Awb 3:4 lid 2",
        documenten=["L10"],
        guards=[
            g_afschaling,
            g_afbouw(S.T2),
            g_motivering,
            g_documenten("L10"),
            g_afschrift,
            *GS_OF_GEMACHTIGDE,
        ],
    )
    @stap(
        rij="21",
        van=[S.T5],
        naar=S.T2,
        titel="Afschalen naar T2",
        niveau=N.GS,
        grondslag="Awb 3:4 lid 2; Gemeentewet 124d",
        documenten=["L10", "L9"],
        guards=[
            g_schrift,
            g_124d,
            g_afbouw(S.T2),
            g_motivering,
            g_documenten("L10", "L9"),
            g_afschrift,
            g_publicatie_bij("L10"),
            *GS,
        ],
    )
    def schaal_af_naar_t2(self) -> None: ...

    @stap(
        rij="21",
        van=[S.T4],
        naar=S.T3A,
        titel="Afschalen naar T3a",
        niveau=N.GS_OF_GEMACHTIGDE,
        grondslag="Awb 3:4 lid 2",
        documenten=["L10"],
        termijnen=["afspraken"],
        guards=[
            g_afschaling,
            g_afbouw(S.T3A),
            g_motivering,
            g_termijn,
            g_documenten("L10"),
            g_afschrift,
            *GS_OF_GEMACHTIGDE,
        ],
    )
    @stap(
        rij="21",
        van=[S.T5],
        naar=S.T3A,
        titel="Afschalen naar T3a",
        niveau=N.GS,
        grondslag="Awb 3:4 lid 2; Gemeentewet 124d",
        documenten=["L10", "L9"],
        termijnen=["afspraken"],
        guards=[
            g_schrift,
            g_124d,
            g_afbouw(S.T3A),
            g_motivering,
            g_termijn,
            g_documenten("L10", "L9"),
            g_afschrift,
            g_publicatie_bij("L10"),
            *GS,
        ],
    )
    def schaal_af_naar_t3a(self) -> None: ...

    @stap(
        rij="21",
        van=[S.T4],
        naar=S.T3B,
        titel="Afschalen naar T3b",
        niveau=N.GS_OF_GEMACHTIGDE,
        grondslag="Awb 3:4 lid 2",
        documenten=["L10"],
        termijnen=["afspraken"],
        guards=[
            g_afschaling,
            g_afbouw(S.T3B),
            g_motivering,
            g_termijn,
            g_documenten("L10"),
            g_afschrift,
            *GS_OF_GEMACHTIGDE,
        ],
    )
    @stap(
        rij="21",
        van=[S.T5],
        naar=S.T3B,
        titel="Afschalen naar T3b",
        niveau=N.GS,
        grondslag="Awb 3:4 lid 2; Gemeentewet 124d",
        documenten=["L10", "L9"],
        termijnen=["afspraken"],
        guards=[
            g_schrift,
            g_124d,
            g_afbouw(S.T3B),
            g_motivering,
            g_termijn,
            g_documenten("L10", "L9"),
            g_afschrift,
            g_publicatie_bij("L10"),
            *GS,
        ],
    )
    def schaal_af_naar_t3b(self) -> None: ...

    @stap(
        rij="21",
        van=[S.T5],
        naar=S.T4,
        titel="Afschalen naar T4",
        niveau=N.GS,
        grondslag="Awb 3:4 lid 2; Gemeentewet 124d",
        documenten=["L10", "L9"],
        termijnen=["zienswijze", "resultaat"],
        guards=[
            g_schrift,
            g_124d,
            g_afbouw(S.T4),
            g_motivering,
            g_termijn,
            g_zienswijze_termijn,
            g_documenten("L10", "L9"),
            g_afschrift,
            g_publicatie_bij("L10"),
            *GS,
        ],
    )
    def schaal_af_naar_t4(self) -> None: ...
