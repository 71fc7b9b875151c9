"""App configuration."""

from django.apps import AppConfig


class InterventieladderConfig(AppConfig):
    """Dossiers, the ladder, proposals and decisions, terms and letters."""

    name = "interventieladder"

    def ready(self) -> None:
        """Make the machines known to the ladder check, and let the health check ask after open work."""
        from interventieladder import ladders
        from interventieladder.models import Beleidskader, Voorstel
        from interventieladder.services import bewaking
        from interventieladder.services import ladders as laddergevolgen
        from toezicht.core.gezondheid import registreer_controle
        from toezicht.core.machines import registreer_ladder

        registreer_controle("voorstellen", bewaking.controle_voorstellen)
        registreer_controle("termijnen", bewaking.controle_termijnen)

        laddergevolgen.registreer()
        ladders.registreer()
        registreer_ladder(
            "beleidskader", "Beleidskader vaststellen", Beleidskader, eind=["vastgesteld", "ingetrokken"]
        )
        registreer_ladder(
            "voorstel",
            "Voorstel en besluit",
            Voorstel,
            eind=["uitgevoerd", "afgewezen", "ingetrokken", "vervallen"],
        )
