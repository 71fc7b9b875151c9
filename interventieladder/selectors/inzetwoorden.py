"""Rows of the werkvoorraad about what the province does outside the ladder, in words."""

from collections.abc import Iterable
from typing import Any

from interventieladder.catalogus import InzetStatus
from interventieladder.models import Inzet, InzetAfspraak
from interventieladder.selectors.werkrij import VERSTUREN, Werk
from toezicht.core.models import User


def _overheden_van(inzet: Inzet) -> str:
    namen = sorted(overheid.naam for overheid in inzet.overheden.all())
    return " en ".join(namen) if len(namen) <= 2 else f"{namen[0]} en {len(namen) - 1} andere"


def _inzetrij(inzet: Inzet, **wat: Any) -> Werk:
    """A row about what the province does outside the ladder."""
    return Werk(
        groep=VERSTUREN,
        overheid=_overheden_van(inzet),
        domein="",
        trede=inzet.catalogus.naam,
        plek=None,
        pagina="inzet",
        sleutel=inzet.nummer,
        **wat,
    )


def _inzetten(inzetten: Iterable[Inzet], user: User) -> list[Werk]:
    return [_inzet(inzet, user) for inzet in inzetten]


def _inzet(i: Inzet, user: User) -> Werk:
    bij = "" if i.eigenaar_id == user.pk else f" Eigenaar: {i.eigenaar.naam}."
    if i.status == InzetStatus.GEPLAND:
        onderwerp, waarom, datum = (
            "inzet vastleggen",
            "De geplande datum is er: leg vast wat eruit kwam.",
            i.van,
        )
    elif i.tot:
        onderwerp, datum = "inzet loopt af", i.tot
        waarom = "Rond af met het resultaat, of verleng de einddatum met een reden."
    else:
        onderwerp, datum = "loopt de inzet nog?", i.herinner_op
        waarom = "Er is geen einddatum: rond af, of kies een nieuwe herinnering."
    return _inzetrij(
        i, onderwerp=f"{onderwerp}: {i.onderwerp}", waarom=f"{waarom}{bij}", daad="Rond af", datum=datum
    )


def _inzetafspraken(afspraken: Iterable[InzetAfspraak], user: User) -> list[Werk]:
    return [
        _inzetrij(
            a.inzet,
            onderwerp=f"afspraak: {a.wat}",
            waarom=f"Afgesproken bij “{a.inzet.onderwerp}”."
            + ("" if a.eigenaar_id == user.pk else f" Eigenaar: {a.eigenaar.naam}."),
            daad="Leg resultaat vast",
            anker="afspraken",
            datum=a.uiterlijk,
        )
        for a in afspraken
    ]


INZET_IN_WOORDEN: dict[str, Any] = {"inzetten": _inzetten, "inzetafspraken": _inzetafspraken}
