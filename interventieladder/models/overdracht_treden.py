"""Handing a dossier over to another body, and how it ends or comes back: rows 19, 24 and 25 of ladder.md 1.5."""

from functools import partial

from django.db import models

from interventieladder.guards.besluitvorming import g_akkoord, g_jurist, g_motivering, g_onpartijdig
from interventieladder.guards.mededelingen import g_documenten
from interventieladder.guards.overdracht import g_ontvangst, g_overdracht, g_teruggave
from interventieladder.guards.spoed import g_schrift
from interventieladder.treden import TREDEN, Niveau, Stand
from toezicht.core import rollen
from toezicht.core.transitions import GET_STATE, overgang

S, N = Stand, Niveau
TEAMLEIDER = (g_jurist, g_onpartijdig, g_akkoord(N.TEAMLEIDER))
"""Jurist and teamleider decide on handing over (ladder.md 1.5)."""

stap = partial(overgang, "stand", recht=rollen.BEHANDEL_DOSSIER)


class OverdrachtTreden(models.Model):
    """Rows 19, 24 and 25."""

    class Meta:
        abstract = True

    @stap(
        rij="19",
        van=[*TREDEN, S.AANGEHOUDEN],
        naar=S.OVERGEDRAGEN,
        titel="Overdragen",
        niveau=N.TEAMLEIDER,
        grondslag="Gemeentewet 124a en 124b; Wet arhi 44; ladder.md 1.5",
        documenten=["overdracht"],
        guards=[g_overdracht, g_schrift, g_motivering, g_documenten("overdracht"), *TEAMLEIDER],
    )
    def draag_over(self) -> None: ...

    @stap(
        rij="24",
        van=[S.OVERGEDRAGEN],
        naar=S.AFGESLOTEN,
        titel="Sluiten na overdracht",
        niveau=N.TEAMLEIDER,
        grondslag="Gemeentewet 124a; Wet arhi 44; ladder.md 1.5",
        documenten=["overdracht"],
        guards=[g_ontvangst, g_motivering, g_documenten("overdracht"), *TEAMLEIDER],
    )
    def sluit_overgedragen(self) -> None: ...

    @stap(
        rij="25",
        van=[S.OVERGEDRAGEN],
        naar=GET_STATE(lambda d: d.trede, list(TREDEN)),
        titel="Terugnemen",
        niveau=N.TEAMLEIDER,
        grondslag="Awb 3:4; ladder.md 1.5",
        documenten=["notitie"],
        guards=[g_teruggave, g_motivering, g_documenten("notitie"), *TEAMLEIDER],
    )
    def neem_terug(self) -> None: ...
