"""A small world for the tests of the API, and who calls it."""

import itertools
import json
from dataclasses import dataclass, field

from django.test import Client

from signalen.services.signalen import registreer_signaal
from tests.factories import KabinetFactory
from tests.interventieladder import dienst
from tests.interventieladder.bouw import VANDAAG, dagen, leg_dossierfeiten, maak_dossier, maak_gemeente
from toezicht.core import clock
from toezicht.core.sleutels import maak_sleutel

__all__ = ["VANDAAG", "Beller", "Wereld", "bouw_wereld", "probleem"]
BASIS = "/api/v1"
sleutels = itertools.count(1)


class Beller:
    """Calls the API on behalf of an account, with a key of its own."""

    def __init__(self, account, *, schrijven=True, delen=()):
        self.account = account
        self.sleutel, self.tekst = maak_sleutel(
            account=account, naam="test", geldig_tot=clock.vandaag(), schrijven=schrijven, delen=delen
        )
        self.client = Client(headers={"authorization": f"Bearer {self.tekst}"})

    def get(self, pad, **koppen):
        return self.client.get(_adres(pad), headers=koppen)

    def stuur(self, methode, pad, gegevens=None, **koppen):
        inhoud = gegevens if isinstance(gegevens, str | bytes) else json.dumps(gegevens or {})
        namen = {naam.replace("_", "-"): waarde for naam, waarde in koppen.items() if waarde is not None}
        return self.client.generic(
            methode, _adres(pad), inhoud, content_type="application/json", headers=namen
        )

    def maak(self, pad, gegevens=None, *, sleutel=None):
        """Create, with a fresh key unless one is given."""
        return self.stuur("POST", pad, gegevens, idempotency_key=sleutel or f"test-{next(sleutels)}")

    def doe(self, methode, pad, gegevens=None, *, versie):
        """Change, on this version (without quotes)."""
        return self.stuur(methode, pad, gegevens, if_match=f'"{versie}"')

    def lees(self, pad):
        """The body of what must be there."""
        uit = self.get(pad)
        assert uit.status_code == 200, uit.content
        return uit.json()


def _adres(pad):
    return pad if pad.startswith("/api/") else BASIS + pad


def probleem(antwoord, status, code=None):
    """The problem, after checking its form."""
    assert antwoord.status_code == status, (antwoord.status_code, antwoord.content)
    assert antwoord.headers["Content-Type"] == "application/problem+json; charset=utf-8"
    assert antwoord.headers["API-Version"] == "1.0.0"
    inhoud = antwoord.json()
    assert (inhoud["type"], inhoud["status"]) == ("about:blank", status)
    assert inhoud["title"]
    assert inhoud["detail"][-1] in ".?)"
    if code:
        assert inhoud["code"] == code
    return inhoud


@dataclass
class Wereld:
    """A dossier on T1 with its facts, a proposal of each state, a signal, an agreement and an inzet."""

    bouw: object
    kabinet: object
    signaal: object
    extra: dict = field(default_factory=dict)

    @property
    def mensen(self):
        return self.bouw.mensen

    @property
    def dossier(self):
        return self.bouw.vers()

    @property
    def gemeente(self):
        return self.bouw.dossier.overheid


def bouw_wereld():
    """Duinrand with a dossier on T1 that may go to T2."""
    bouw = maak_dossier("t1", overheid=maak_gemeente(code="GM9907", naam="Duinrand"))
    return Wereld(bouw, KabinetFactory(), _signaal(bouw))


def _signaal(bouw):
    return registreer_signaal(
        overheid_id=bouw.dossier.overheid_id,
        soort="IBT-OVERIG",
        domein="informatie_archief",
        ernst="licht",
        titel="Dozen in de kelder",
        toelichting="",
        bron="regiomanager",
        datum_feit=dagen(-20),
        kennisname_op=dagen(-10),
        betrouwbaarheid="B",
        door=bouw.mensen.opsteller,
    )


def registreer_nog_een(wereld):
    """A second signal, that nobody looked at yet."""
    return _signaal(wereld.bouw)


STAP = "vraag_informatie"


def klaar_voor(wereld, stap=STAP):
    """The facts of the case file that a step asks."""
    leg_dossierfeiten(wereld.bouw, stap)
    return wereld


def ter_besluit(wereld, stap=STAP):
    """A proposal that waits for the decision, by the services."""
    return dienst.ter_besluit(klaar_voor(wereld, stap).bouw, stap)


def vastgesteld(wereld, stap=STAP):
    """A proposal that was approved."""
    voorstel = ter_besluit(wereld, stap)
    dienst.besluit(wereld.bouw, voorstel)
    voorstel.refresh_from_db(fields=["zegel"])
    return voorstel
