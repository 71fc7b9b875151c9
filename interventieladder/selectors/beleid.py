"""Which policy is in force, and what a version says: the door for forms, services, reports and pages."""

from interventieladder.models.beleidskader import (
    beleid_of_niets,
    beleid_van,
    geldend,
    geldende_taken,
    in_werking,
    versies,
)
from toezicht.core import clock
from toezicht.core.fouten import Weigering
from toezicht.core.termijnbeleid import Termijnbeleid

beleid = beleid_van

__all__ = [
    "beleid",
    "beleid_of_niets",
    "geldend",
    "geldende_taken",
    "in_werking",
    "termijnbeleid_nu",
    "versies",
]


def termijnbeleid_nu() -> Termijnbeleid:
    """Whether own terms follow the Termijnenwet under the general version of today; not before there is one."""
    try:
        kader = geldend(clock.vandaag())
    except Weigering:
        return Termijnbeleid(overeenkomstig=False, bron="Nog geen beleidskader")
    return Termijnbeleid(overeenkomstig=kader.atw_overeenkomstig, bron=f"Beleidskader {kader.versie}")
