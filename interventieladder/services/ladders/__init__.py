"""What each ladder adds to steps and facts. A new ladder adds its import here; importing registers."""

from interventieladder.services.ladders import (
    arhi_toezicht,
    artikel8,
    artikel12,
    begrotingsregime,
    beslisdag,
    bestuurskracht,
    fido,
    generiek,
    goedkeuring,
    overname_begrotingsregime,
    overname_goedkeuring,
    overname_spoeduitgave,
    overname_toestemming,
    overname_vernietiging,
    overname_vernietiging_waterschap,
    spoeduitgave,
    toestemming,
    vernietiging,
    vernietiging_waterschap,
)

__all__ = [
    "arhi_toezicht",
    "artikel8",
    "artikel12",
    "begrotingsregime",
    "beslisdag",
    "bestuurskracht",
    "fido",
    "generiek",
    "goedkeuring",
    "overname_begrotingsregime",
    "overname_goedkeuring",
    "overname_spoeduitgave",
    "overname_toestemming",
    "overname_vernietiging",
    "overname_vernietiging_waterschap",
    "registreer",
    "spoeduitgave",
    "toestemming",
    "vernietiging",
    "vernietiging_waterschap",
]


def registreer() -> None:
    """Nothing but a reason to import this package (from `AppConfig.ready`): its modules register themselves."""
