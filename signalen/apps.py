"""App configuration."""

from django.apps import AppConfig


class SignalenConfig(AppConfig):
    """See the package's docstring."""

    name = "signalen"

    def ready(self) -> None:
        """Make the machines known to the ladder check."""
        from signalen.models import Herweging, Signaal
        from signalen.services import bezit
        from toezicht.core.machines import registreer_ladder

        bezit.registreer()
        registreer_ladder(
            "signaal", "Signaal", Signaal, eind=["ongegrond", "samengevoegd", "verlopen", "afgehandeld"]
        )
        registreer_ladder(
            "herweging", "Herweging licht ↔ zwaar", Herweging, eind=["aangenomen", "afgewezen", "vervallen"]
        )
