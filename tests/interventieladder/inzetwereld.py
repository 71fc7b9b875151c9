"""People and municipalities for the tests of inzet, and one inzet with everything a test may change."""

import datetime as dt
from dataclasses import dataclass

from interventieladder.services.inzet import Inzetgegevens, registreer_inzet
from tests.factories import (
    BeheerderFactory,
    GedeputeerdeFactory,
    OverheidFactory,
    SecretariaatFactory,
    TeamleiderFactory,
    ToezichthouderFactory,
    UserFactory,
)
from toezicht.core import clock
from toezicht.core.models import User
from toezicht.organisaties.models import Overheid

PEIL = dt.date(2026, 11, 23)


def dag(aantal):
    """So many days from 23 November 2026."""
    return PEIL + dt.timedelta(days=aantal)


@dataclass
class Wereld:
    """Who there is."""

    noor: User
    joost: User
    tess: User
    marijke: User
    sofie: User
    bas: User
    buiten: User
    duinrand: Overheid
    waterlo: Overheid

    def gegevens(self, **anders):
        """An advice to Duinrand that begins today."""
        velden = {
            "soort": "advies",
            "onderwerp": "Advies over de ambtelijke fusie",
            "overheid_ids": [self.duinrand.pk],
            "van": clock.vandaag(),
            "eigenaar_id": self.noor.pk,
        }
        return Inzetgegevens(**{**velden, **anders})

    def inzet(self, door=None, resultaat="", afspraken=(), **anders):
        """Register one."""
        return registreer_inzet(
            gegevens=self.gegevens(**anders),
            resultaat=resultaat,
            afspraken=afspraken,
            door=door or self.noor,
        )


def bouw():
    """The cast and two municipalities."""
    return Wereld(
        noor=ToezichthouderFactory(username="noor", first_name="Noor", last_name="Ambtsma"),
        joost=ToezichthouderFactory(username="joost", first_name="Joost", last_name="van Dam"),
        tess=TeamleiderFactory(username="tess", first_name="Tess", last_name="Bergsma"),
        marijke=GedeputeerdeFactory(username="marijke", first_name="Marijke", last_name="Haring"),
        sofie=SecretariaatFactory(username="sofie", first_name="Sofie", last_name="de Graaf"),
        bas=BeheerderFactory(username="bas", first_name="Bas", last_name="Kuiper"),
        buiten=UserFactory(username="buiten"),
        duinrand=OverheidFactory(code="GM9907", naam="Duinrand"),
        waterlo=OverheidFactory(code="GM9937", naam="Waterlo"),
    )
