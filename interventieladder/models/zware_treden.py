"""The heavy rungs T4-T6: transitions of ladder.md 1.5, each a declaration without a body."""

from functools import partial

from django.db import models

from interventieladder.guards.aanhouding import g_ongedaan, g_uitspraak, g_vooruitgang
from interventieladder.guards.besluitvorming import (
    g_akkoord,
    g_beleidsruimte,
    g_jurist,
    g_langere_termijn,
    g_motivering,
    g_nazorg,
    g_onpartijdig,
    g_prop,
    g_reces,
    g_termijn,
    g_zienswijze_termijn,
)
from interventieladder.guards.bevoegdheid import g_bev, g_minister
from interventieladder.guards.herindeling import g_herzonden, g_overgegaan
from interventieladder.guards.huisvesting import g_omvang
from interventieladder.guards.mededelingen import g_afschrift, g_documenten, g_publicatie_bij
from interventieladder.guards.spoed import (
    g_begunstiging_of_spoed,
    g_embargo,
    g_mondeling,
    g_schrift,
    g_spoed,
)
from interventieladder.guards.uitkomst import (
    g_124d,
    g_actueel,
    g_begunstiging_voorbij,
    g_binnen_termijn,
    g_kosten,
    g_max_verlenging,
    g_resultaat_verstreken,
    g_uitgevoerd,
    g_uitvoering,
    g_uitvoering_globaal,
    g_verzonden,
    g_voldaan,
)
from interventieladder.guards.zaak import (
    g_bewijs,
    g_grondslag,
    g_org,
    g_overleg,
    g_rechtsgang,
    g_spoed_of_recidive,
    g_vorige,
)
from interventieladder.guards.zienswijze import (
    g_antwoorden_in_besluit,
    g_zienswijze,
    g_zienswijze_bij_spoed,
)
from interventieladder.treden import Niveau, Stand
from toezicht.core import rollen
from toezicht.core.transitions import overgang

S, N = Stand, Niveau
TEAMLEIDER = (g_onpartijdig, g_akkoord(N.TEAMLEIDER))
GS = (g_onpartijdig, g_akkoord(N.GS))
GS_OF_GEMACHTIGDE = (g_onpartijdig, g_akkoord(N.GS_OF_GEMACHTIGDE))

stap = partial(overgang, "stand", recht=rollen.BEHANDEL_DOSSIER)
"""Every step of the ladder is set by those who work on dossiers; who decides stands in `niveau`."""

BRIEF_L7 = (
    g_rechtsgang,
    g_motivering,
    g_prop,
    g_beleidsruimte,
    g_termijn,
    g_zienswijze_termijn,
    g_reces,
    g_documenten("L7", "L9"),
    g_afschrift,
    g_publicatie_bij("L7"),
    g_embargo,
    g_jurist,
)
"""What the text of a voornemen and its letter ask, whenever it is sent (ladder.md 1.4, T4)."""

VOORNEMEN = (
    g_org,
    g_bev,
    g_minister,
    g_grondslag,
    g_bewijs,
    g_vorige,
    g_overleg,
    g_uitvoering_globaal,
    *BRIEF_L7,
)
"""What every way to T4 asks (ladder.md 1.4), apart from who decides."""


class ZwareTreden(models.Model):
    """Rows 9-18 and 28-31."""

    class Meta:
        abstract = True

    @stap(
        rij="9",
        van=[S.T3B],
        naar=S.T4,
        titel="Voornemen tot indeplaatsstelling",
        niveau=N.GS_OF_GEMACHTIGDE,
        grondslag="Gemeentewet 124 lid 4",
        documenten=["L7", "L9"],
        termijnen=["zienswijze", "resultaat"],
        guards=[g_verzonden, *VOORNEMEN, *GS_OF_GEMACHTIGDE],
    )
    def kondig_voornemen_aan(self) -> None: ...

    @stap(
        rij="18",
        van=[S.T1, S.T2, S.T3A],
        naar=S.T4,
        titel="Treden overslaan: voornemen",
        niveau=N.GS,
        grondslag="Gemeentewet 124 lid 2 en 4",
        documenten=["L7", "L9"],
        termijnen=["zienswijze", "resultaat"],
        guards=[g_spoed_of_recidive, *VOORNEMEN, *GS],
    )
    def sla_over_naar_voornemen(self) -> None: ...

    @stap(
        rij="10",
        van=[S.T4],
        naar=S.T4,
        titel="Voornemen verlengen (coulance)",
        niveau=N.GS_OF_GEMACHTIGDE,
        grondslag="Awb 4:84",
        documenten=["L6b"],
        termijnen=["resultaat"],
        guards=[
            g_verzonden,
            g_max_verlenging,
            g_vooruitgang,
            g_motivering,
            g_langere_termijn("resultaat"),
            g_reces,
            g_documenten("L6b"),
            g_afschrift,
            *GS_OF_GEMACHTIGDE,
        ],
    )
    def verleng_voornemen(self) -> None: ...

    @stap(
        rij="31",
        van=[S.T4],
        naar=S.T4,
        titel="Voornemen opnieuw zenden na herindeling",
        niveau=N.GS_OF_GEMACHTIGDE,
        grondslag="Wet arhi 44; Gemeentewet 124 lid 4",
        documenten=["L7", "L9"],
        termijnen=["zienswijze", "resultaat"],
        guards=[
            g_overgegaan,
            g_org,
            g_bev,
            g_minister,
            g_grondslag,
            g_bewijs,
            *BRIEF_L7,
            *GS_OF_GEMACHTIGDE,
        ],
    )
    def zend_voornemen_opnieuw(self) -> None: ...

    @stap(
        rij="11",
        van=[S.T4],
        naar=S.AFGESLOTEN,
        titel="Afzien van het besluit",
        niveau=N.GS_OF_GEMACHTIGDE,
        grondslag="Gemeentewet 124",
        documenten=["L10", "L9"],
        guards=[
            g_voldaan,
            g_motivering,
            g_nazorg,
            g_documenten("L10", "L9"),
            g_afschrift,
            g_publicatie_bij("L10"),
            *GS_OF_GEMACHTIGDE,
        ],
    )
    def zie_af(self) -> None: ...

    @stap(
        rij="28",
        van=[S.T4],
        naar=S.AFGESLOTEN,
        titel="Voornemen intrekken",
        niveau=N.GS_OF_GEMACHTIGDE,
        grondslag="Gemeentewet 124; Awb 3:4",
        documenten=["L10", "L9"],
        guards=[
            g_motivering,
            g_documenten("L10", "L9"),
            g_afschrift,
            g_publicatie_bij("L10"),
            *GS_OF_GEMACHTIGDE,
        ],
    )
    def trek_voornemen_in(self) -> None: ...

    @stap(
        rij="12",
        van=[S.T4],
        naar=S.T5,
        titel="Besluit tot indeplaatsstelling",
        niveau=N.GS,
        grondslag="Gemeentewet 124 lid 1 en 2",
        documenten=["L8", "L9", "L16"],
        termijnen=["begunstiging", "beroep", "op_schrift"],
        guards=[
            g_verzonden,
            g_org,
            g_bev,
            g_herzonden,
            g_minister,
            g_zienswijze,
            g_resultaat_verstreken,
            g_actueel,
            g_omvang,
            g_uitvoering,
            g_motivering,
            g_prop,
            g_beleidsruimte,
            g_begunstiging_of_spoed,
            g_reces,
            g_mondeling,
            g_documenten("L8", "L9", "L16", mondeling=True),
            g_antwoorden_in_besluit,
            g_afschrift,
            g_publicatie_bij("L8"),
            g_embargo,
            g_jurist,
            *GS,
        ],
    )
    def besluit_indeplaatsstelling(self) -> None: ...

    @stap(
        rij="17",
        van=[S.T1, S.T2, S.T3A, S.T3B, S.T4],
        naar=S.T5,
        titel="Direct besluiten bij spoed",
        niveau=N.GS,
        grondslag="Gemeentewet 124 lid 2; Awb 4:11",
        documenten=["L8", "L9", "L16"],
        termijnen=["begunstiging", "beroep", "op_schrift"],
        guards=[
            g_spoed,
            g_zienswijze_bij_spoed,
            g_org,
            g_bev,
            g_minister,
            g_grondslag,
            g_bewijs,
            g_uitvoering_globaal,
            g_rechtsgang,
            g_motivering,
            g_prop,
            g_beleidsruimte,
            g_begunstiging_of_spoed,
            g_omvang,
            g_mondeling,
            g_documenten("L8", "L9", "L16", mondeling=True),
            g_antwoorden_in_besluit,
            g_afschrift,
            g_publicatie_bij("L8"),
            g_embargo,
            g_jurist,
            *GS,
        ],
    )
    def besluit_met_spoed(self) -> None: ...

    @stap(
        rij="13",
        van=[S.T5],
        naar=S.AFGESLOTEN,
        titel="Sluiten: voldaan binnen de termijn",
        niveau=N.GS_OF_GEMACHTIGDE,
        grondslag="Gemeentewet 124 lid 2",
        documenten=["L10"],
        guards=[
            g_schrift,
            g_voldaan,
            g_binnen_termijn,
            g_motivering,
            g_nazorg,
            g_documenten("L10"),
            g_afschrift,
            *GS_OF_GEMACHTIGDE,
        ],
    )
    def sluit_voldaan(self) -> None: ...

    @stap(
        rij="14",
        van=[S.T5],
        naar=S.AFGESLOTEN,
        titel="Besluit intrekken",
        niveau=N.GS,
        grondslag="Gemeentewet 124d",
        documenten=["L10", "L9"],
        guards=[
            g_schrift,
            g_124d,
            g_motivering,
            g_documenten("L10", "L9"),
            g_afschrift,
            g_publicatie_bij("L10"),
            *GS,
        ],
    )
    @stap(
        rij="29",
        van=[S.T6],
        naar=S.AFGESLOTEN,
        titel="Uitvoering staken en besluit intrekken",
        niveau=N.GS,
        grondslag="Gemeentewet 124d",
        documenten=["L10", "L9"],
        guards=[
            g_schrift,
            g_124d,
            g_motivering,
            g_documenten("L10", "L9"),
            g_afschrift,
            g_publicatie_bij("L10"),
            *GS,
        ],
    )
    def trek_besluit_in(self) -> None: ...

    @stap(
        rij="15",
        van=[S.T5],
        naar=S.T6,
        titel="Uitvoering starten",
        niveau=N.GS,
        grondslag="Gemeentewet 124 lid 2 en 124g",
        documenten=["L11"],
        guards=[g_verzonden, g_schrift, g_begunstiging_voorbij, g_motivering, g_documenten("L11"), *GS],
    )
    def start_uitvoering(self) -> None: ...

    @stap(
        rij="16",
        van=[S.T6],
        naar=S.AFGESLOTEN,
        titel="Uitvoering afronden",
        niveau=N.GS,
        grondslag="Gemeentewet 124 lid 1",
        documenten=["L12", "evaluatie"],
        guards=[g_uitgevoerd, g_kosten, g_motivering, g_documenten("L12"), *GS],
    )
    def rond_uitvoering_af(self) -> None: ...

    @stap(
        rij="30",
        van=[S.T5, S.T6],
        naar=S.AFGESLOTEN,
        titel="Sluiten: vernietigd door de rechter",
        niveau=N.TEAMLEIDER,
        grondslag="Awb 8:72",
        documenten=["notitie"],
        guards=[
            g_schrift,
            g_uitspraak,
            g_ongedaan,
            g_motivering,
            g_documenten("notitie"),
            g_jurist,
            *TEAMLEIDER,
        ],
    )
    def sluit_vernietigd(self) -> None: ...
