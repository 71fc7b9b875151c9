"""App configuration."""

from django.apps import AppConfig


class InterventieladderConfig(AppConfig):
    """Dossiers, the ladder, proposals and decisions, terms and letters."""

    name = "interventieladder"

    def ready(self) -> None:
        """Make the machines known to the ladder check."""
        from interventieladder.models import Dossier, Voorstel
        from interventieladder.models.lichte_treden import niveaus_van
        from toezicht.core.machines import registreer_ladder

        registreer_ladder(
            "generiek", "Generieke interventieladder", Dossier, eind=["afgesloten"], niveaus=niveaus_van
        )
        registreer_ladder(
            "voorstel",
            "Voorstel en besluit",
            Voorstel,
            eind=["uitgevoerd", "afgewezen", "ingetrokken", "vervallen"],
        )
