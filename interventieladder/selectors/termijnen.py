"""Reading terms: which have passed, what is due in a month, and what a run asks about."""

import datetime as dt
from typing import TYPE_CHECKING

from interventieladder.models import Termijn
from interventieladder.models.termijn import TermijnStatus
from interventieladder.termijnsoorten import Gevolg, alle_soorten

if TYPE_CHECKING:
    from django.db.models import QuerySet


def verstreken_termijnen(op: dt.date, *, gevolg: Gevolg | None = None) -> "QuerySet[Termijn]":
    """Terms whose last day lies before `op` and that nothing stopped, earliest first; with `gevolg` those.

    What is suspended does not pass. For services that act on the effect: no rights are applied.
    """
    termijnen = Termijn.objects.filter(status=TermijnStatus.LOOPT, effectief_einde__lt=op)
    if gevolg is not None:
        termijnen = termijnen.filter(soort__in=[s.code for s in alle_soorten() if s.gevolg is gevolg])
    return termijnen.select_related("dossier__overheid", "stap").order_by("effectief_einde", "pk")
