"""What each ladder adds to steps and facts. A new ladder adds its import here; importing registers."""

from interventieladder.services.ladders import artikel8, bestuurskracht, vernietiging

__all__ = ["artikel8", "bestuurskracht", "registreer", "vernietiging"]


def registreer() -> None:
    """Nothing but a reason to import this package (from `AppConfig.ready`): its modules register themselves."""
