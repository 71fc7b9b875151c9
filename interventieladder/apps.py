"""App configuration."""

from django.apps import AppConfig


class InterventieladderConfig(AppConfig):
    """Dossiers, the ladder, proposals and decisions, terms and letters."""

    name = "interventieladder"

    def ready(self) -> None:
        """Make the machines known to the ladder check, and let the health check ask after open work."""
        from interventieladder.models import Dossier, Voorstel
        from interventieladder.models.lichte_treden import niveaus_van
        from interventieladder.services import bewaking
        from toezicht.core.gezondheid import registreer_controle
        from toezicht.core.machines import registreer_ladder

        registreer_controle("voorstellen", bewaking.controle_voorstellen)
        registreer_controle("termijnen", bewaking.controle_termijnen)

        registreer_ladder(
            "generiek", "Generieke interventieladder", Dossier, eind=["afgesloten"], niveaus=niveaus_van
        )
        registreer_ladder(
            "voorstel",
            "Voorstel en besluit",
            Voorstel,
            eind=["uitgevoerd", "afgewezen", "ingetrokken", "vervallen"],
        )
