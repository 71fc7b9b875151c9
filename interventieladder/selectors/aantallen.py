"""Counts over the whole province."""

from interventieladder.models import Besluit, Dossier


def er_zijn_dossiers() -> bool:
    """Whether any dossier was ever opened."""
    return Dossier.objects.exists()


def aantal_dossiers() -> int:
    """All dossiers, open and closed."""
    return Dossier.objects.count()


def aantal_besluiten() -> int:
    """All decisions, approvals and refusals."""
    return Besluit.objects.count()
