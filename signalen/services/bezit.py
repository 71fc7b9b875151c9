"""Signals that somebody checks, and handing them over when the account closes (design 4.5)."""

from signalen.models import Signaal
from signalen.services.slot import log
from toezicht.core import rollen
from toezicht.core.bezit import Bezitsoort, registreer_bezit
from toezicht.core.models import User


def _open(user: User) -> list[Signaal]:
    return list(Signaal.objects.lopend().filter(behandelaar=user).order_by("pk"))


def _geef(van: User, naar: User, door: User, reden: str) -> None:
    for signaal in Signaal.objects.select_for_update(of=("self",)).filter(pk__in=[s.pk for s in _open(van)]):
        signaal.behandelaar = naar
        signaal.save(update_fields=["behandelaar"])
        log(
            signaal,
            "signaal_overgedragen",
            door=door,
            reden=reden,
            gegevens={"nu_van": naar.naam, "eerst_van": van.naam},
        )


def registreer() -> None:
    """Make the signals on a name known (from `AppConfig.ready`)."""
    registreer_bezit(
        Bezitsoort(
            "signalen",
            "signaal in behandeling",
            "signalen in behandeling",
            rollen.WEEG_SIGNAAL,
            lambda user: [s.nummer for s in _open(user)],
            _geef,
        )
    )
