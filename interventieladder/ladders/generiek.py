"""The general ladder: every transition of ladder.md 1.5 as a declaration without a body."""

from interventieladder.models import Dossier
from interventieladder.models.afschaal_treden import AfschaalTreden
from interventieladder.models.dossier import dossierklasse
from interventieladder.models.lichte_treden import LichteTreden, niveaus_van
from interventieladder.models.overdracht_treden import OverdrachtTreden
from interventieladder.models.zware_treden import ZwareTreden
from interventieladder.standen import generiek

__all__ = ["GeneriekDossier", "niveaus_van"]


@dossierklasse(generiek.PLAN.code)
class GeneriekDossier(LichteTreden, ZwareTreden, AfschaalTreden, OverdrachtTreden, Dossier):
    """A dossier on the general ladder of intervention."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"
