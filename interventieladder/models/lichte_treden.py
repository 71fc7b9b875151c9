"""The light rungs T1-T3b and the hold: transitions of ladder.md 1.5, each a declaration without a body."""

from functools import partial
from typing import Any

from django.db import models

from interventieladder.guards.aanhouding import g_afschaling, g_eindgrond, g_hervatten
from interventieladder.guards.besluitvorming import (
    g_akkoord,
    g_herbeoordeling,
    g_langere_termijn,
    g_motivering,
    g_nazorg,
    g_onpartijdig,
    g_prop,
    g_reces,
    g_sluitreden,
    g_termijn,
    g_uitvraag,
)
from interventieladder.guards.bevoegdheid import g_bev
from interventieladder.guards.mededelingen import g_afschrift, g_documenten, g_rapportage
from interventieladder.guards.spoed import g_afbouw, g_schrift
from interventieladder.guards.uitkomst import g_hersteld, g_max_verlenging, g_verzonden
from interventieladder.guards.zaak import (
    g_afspraken,
    g_afspraken_mislukt,
    g_geen_verwaarlozing,
    g_gesprek,
    g_minstens_risico,
    g_ongegrond,
    g_org,
    g_t3b_direct,
    g_weging,
)
from interventieladder.treden import Niveau, Stand
from toezicht.core import rollen
from toezicht.core.transitions import GET_STATE, Overgang, overgang

S, N = Stand, Niveau
COORDINATOR = (g_onpartijdig, g_akkoord(N.COORDINATOR))
TEAMLEIDER = (g_onpartijdig, g_akkoord(N.TEAMLEIDER))
GEDEPUTEERDE = (g_onpartijdig, g_akkoord(N.GEDEPUTEERDE))
GS = (g_onpartijdig, g_akkoord(N.GS))

stap = partial(overgang, "stand", recht=rollen.BEHANDEL_DOSSIER)
"""Every step of the ladder is set by those who work on dossiers; who decides stands in `niveau`."""


def niveau_van_aanhouding(dossier: Any) -> str:
    """The level that put the dossier on hold decides how it goes on (rows 22, 23)."""
    return str(dossier.aangehouden_niveau or N.TEAMLEIDER)


def niveaus_van(regels: Overgang) -> list[str]:
    """The levels a transition can ask: one, those its function names, or those that can put a dossier on hold."""
    if callable(regels.niveau):
        if eigen := getattr(regels.niveau, "niveaus", None):
            return list(eigen)
        return [N.TEAMLEIDER.value, N.GEDEPUTEERDE.value, N.GS.value]
    return [str(regels.niveau)]


class LichteTreden(models.Model):
    """Rows 1-8, 20, 22, 23, 26 and 27."""

    class Meta:
        abstract = True

    @stap(
        rij="1",
        van=[S.SIGNAAL],
        naar=S.T1,
        titel="Signaal onderzoeken",
        niveau=N.TOEZICHTHOUDER,
        grondslag="Gemeentewet 124 lid 1; ladder.md 1.4",
        guards=[g_org],
    )
    def onderzoek_signaal(self) -> None: ...

    @stap(
        rij="2",
        van=[S.T1],
        naar=S.AFGESLOTEN,
        titel="Sluiten: ongegrond",
        niveau=N.COORDINATOR,
        grondslag="Awb 3:2",
        documenten=["notitie"],
        guards=[g_ongegrond, g_motivering, g_documenten("notitie"), *COORDINATOR],
    )
    def sluit_ongegrond(self) -> None: ...

    @stap(
        rij="3",
        van=[S.T1],
        naar=S.T2,
        titel="Informatie opvragen",
        niveau=N.TEAMLEIDER,
        grondslag="Gemeentewet 118",
        documenten=["L2"],
        termijnen=["antwoord"],
        guards=[g_weging, g_org, g_bev, g_motivering, g_uitvraag, g_termijn, g_documenten("L2"), *TEAMLEIDER],
    )
    def vraag_informatie(self) -> None: ...

    @stap(
        rij="4",
        van=[S.T2],
        naar=S.AFGESLOTEN,
        titel="Sluiten: geen verwaarlozing",
        niveau=N.COORDINATOR,
        grondslag="Gemeentewet 124 lid 1",
        documenten=["L6"],
        guards=[g_verzonden, g_geen_verwaarlozing, g_motivering, g_nazorg, g_documenten("L6"), *COORDINATOR],
    )
    def sluit_geen_verwaarlozing(self) -> None: ...

    @stap(
        rij="5",
        van=[S.T2],
        naar=S.T3A,
        titel="Ambtelijke afspraken maken",
        niveau=N.TEAMLEIDER,
        grondslag="Awb 3:4; ladder.md 1.4",
        documenten=["L4", "L5"],
        termijnen=["afspraken"],
        guards=[
            g_verzonden,
            g_org,
            g_minstens_risico,
            g_gesprek,
            g_afspraken,
            g_motivering,
            g_prop,
            g_termijn,
            g_reces,
            g_documenten("L4", "L5"),
            g_rapportage,
            *TEAMLEIDER,
        ],
    )
    def maak_ambtelijke_afspraken(self) -> None: ...

    @stap(
        rij="6",
        van=[S.T3A],
        naar=S.T3B,
        titel="Naar bestuurlijk overleg",
        niveau=N.GEDEPUTEERDE,
        grondslag="Awb 3:4; ladder.md 1.4",
        documenten=["L4b", "L5b"],
        termijnen=["afspraken"],
        guards=[
            g_verzonden,
            g_org,
            g_afspraken_mislukt,
            g_motivering,
            g_prop,
            g_termijn,
            g_reces,
            g_documenten("L4b", "L5b"),
            g_rapportage,
            g_afschrift,
            *GEDEPUTEERDE,
        ],
    )
    def start_bestuurlijk_overleg(self) -> None: ...

    @stap(
        rij="7",
        van=[S.T3A],
        naar=S.AFGESLOTEN,
        titel="Sluiten: hersteld",
        niveau=N.TEAMLEIDER,
        grondslag="Awb 3:4; ladder.md 1.8",
        documenten=["L10"],
        guards=[
            g_hersteld,
            g_afbouw(),
            g_motivering,
            g_nazorg,
            g_documenten("L10"),
            g_afschrift,
            *TEAMLEIDER,
        ],
    )
    @stap(
        rij="7",
        van=[S.T3B],
        naar=S.AFGESLOTEN,
        titel="Sluiten: hersteld",
        niveau=N.GEDEPUTEERDE,
        grondslag="Awb 3:4; ladder.md 1.8",
        documenten=["L10"],
        guards=[
            g_hersteld,
            g_afbouw(),
            g_motivering,
            g_nazorg,
            g_documenten("L10"),
            g_afschrift,
            *GEDEPUTEERDE,
        ],
    )
    def sluit_hersteld(self) -> None: ...

    @stap(
        rij="7",
        van=[S.T3A],
        naar=S.T2,
        titel="Een trede omlaag: naar T2",
        niveau=N.TEAMLEIDER,
        grondslag="Awb 3:4 lid 2; ladder.md 1.8 (P_afbouw)",
        documenten=["L10"],
        guards=[
            g_afschaling,
            g_afbouw(S.T2),
            g_motivering,
            g_documenten("L10"),
            g_afschrift,
            *TEAMLEIDER,
        ],
    )
    def bouw_af_naar_t2(self) -> None: ...

    @stap(
        rij="7",
        van=[S.T3B],
        naar=S.T3A,
        titel="Een trede omlaag: naar T3a",
        niveau=N.GEDEPUTEERDE,
        grondslag="Awb 3:4 lid 2; ladder.md 1.8 (P_afbouw)",
        documenten=["L10"],
        termijnen=["afspraken"],
        guards=[
            g_afschaling,
            g_afbouw(S.T3A),
            g_motivering,
            g_termijn,
            g_documenten("L10"),
            g_afschrift,
            *GEDEPUTEERDE,
        ],
    )
    def bouw_af_naar_t3a(self) -> None: ...

    @stap(
        rij="8",
        van=[S.T3A],
        naar=S.T3A,
        titel="Afspraken verlengen",
        niveau=N.TEAMLEIDER,
        grondslag="Awb 4:84; ladder.md 1.8",
        documenten=["L6"],
        termijnen=["afspraken"],
        guards=[
            g_verzonden,
            g_max_verlenging,
            g_motivering,
            g_langere_termijn("afspraken"),
            g_reces,
            g_documenten("L6"),
            *TEAMLEIDER,
        ],
    )
    @stap(
        rij="8",
        van=[S.T3B],
        naar=S.T3B,
        titel="Afspraken verlengen",
        niveau=N.GEDEPUTEERDE,
        grondslag="Awb 4:84; ladder.md 1.8",
        documenten=["L6"],
        termijnen=["afspraken"],
        guards=[
            g_verzonden,
            g_max_verlenging,
            g_motivering,
            g_langere_termijn("afspraken"),
            g_reces,
            g_documenten("L6"),
            *GEDEPUTEERDE,
        ],
    )
    def verleng_afspraken(self) -> None: ...

    @stap(
        rij="20",
        van=[S.T1, S.T2, S.T3A, S.T3B],
        naar=S.AANGEHOUDEN,
        titel="Aanhouden",
        niveau=N.TEAMLEIDER,
        grondslag="Awb 3:4; ladder.md 1.5",
        documenten=["notitie"],
        guards=[g_motivering, g_herbeoordeling, g_documenten("notitie"), *TEAMLEIDER],
    )
    @stap(
        rij="20",
        van=[S.T4],
        naar=S.AANGEHOUDEN,
        titel="Aanhouden",
        niveau=N.GEDEPUTEERDE,
        grondslag="Awb 3:4; ladder.md 1.5",
        documenten=["notitie"],
        guards=[g_motivering, g_herbeoordeling, g_documenten("notitie"), *GEDEPUTEERDE],
    )
    @stap(
        rij="20",
        van=[S.T5],
        naar=S.AANGEHOUDEN,
        titel="Aanhouden",
        niveau=N.GS,
        grondslag="Awb 3:4; ladder.md 1.5",
        documenten=["notitie"],
        guards=[g_schrift, g_motivering, g_herbeoordeling, g_documenten("notitie"), *GS],
    )
    def houd_aan(self) -> None: ...

    @stap(
        rij="22",
        van=[S.AANGEHOUDEN],
        naar=GET_STATE(lambda d: d.trede, [S.T1, S.T2, S.T3A, S.T3B, S.T4, S.T5]),
        titel="Hervatten",
        niveau=niveau_van_aanhouding,
        grondslag="Awb 3:4; ladder.md 1.5",
        documenten=["notitie"],
        guards=[
            g_hervatten,
            g_motivering,
            g_documenten("notitie"),
            g_onpartijdig,
            g_akkoord(niveau_van_aanhouding),
        ],
    )
    def hervat(self) -> None: ...

    @stap(
        rij="23",
        van=[S.AANGEHOUDEN],
        naar=S.AFGESLOTEN,
        titel="Sluiten na aanhouding",
        niveau=niveau_van_aanhouding,
        grondslag="Awb 3:4; ladder.md 1.5",
        documenten=["L10"],
        guards=[
            g_eindgrond,
            g_sluitreden,
            g_motivering,
            g_documenten("L10", alleen_na_brief=True),
            g_afschrift,
            g_onpartijdig,
            g_akkoord(niveau_van_aanhouding),
        ],
    )
    def sluit_na_aanhouding(self) -> None: ...

    @stap(
        rij="26",
        van=[S.T2],
        naar=S.T1,
        titel="Terug naar signaleren",
        niveau=N.COORDINATOR,
        grondslag="Awb 3:4 lid 2",
        documenten=["notitie"],
        guards=[g_motivering, g_documenten("notitie"), *COORDINATOR],
    )
    def ga_terug_naar_signaleren(self) -> None: ...

    @stap(
        rij="27",
        van=[S.T1, S.T2],
        naar=S.T3B,
        titel="Direct naar bestuurlijk overleg",
        niveau=N.GEDEPUTEERDE,
        grondslag="Awb 3:4; ladder.md 1.5",
        documenten=["L4b", "L5b"],
        termijnen=["afspraken"],
        guards=[
            g_org,
            g_bev,
            g_t3b_direct,
            g_motivering,
            g_prop,
            g_termijn,
            g_reces,
            g_documenten("L4b", "L5b"),
            g_rapportage,
            g_afschrift,
            *GEDEPUTEERDE,
        ],
    )
    def ga_direct_naar_bestuurlijk_overleg(self) -> None: ...
