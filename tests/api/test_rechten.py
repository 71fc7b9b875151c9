"""Who may do what over the API: role × operation, from the description and `rollen.ROLLEN`.

An operation without an expectation fails: a new one must be thought about.
"""

from functools import cache

import pytest
from django.test import Client

from signalen.services.signalen import neem_in_behandeling
from tests.api.wereld import STAP, Beller, bouw_wereld, registreer_nog_een, ter_besluit
from tests.factories import UserFactory
from tests.interventieladder.bouw import maak_dossier
from toezicht.api.api import api
from toezicht.api.beschrijving import operaties
from toezicht.api.documentatie import voorbeeld
from toezicht.core import clock, rollen

pytestmark = pytest.mark.django_db

ROLLEN = {rol.code: frozenset(rol.rechten) for rol in rollen.ROLLEN}


def met(*rechten):
    """Roles that hold all these rights."""
    return {code for code, eigen in ROLLEN.items() if set(rechten) <= eigen}


LEES = met(rollen.BEKIJK_DOSSIERS)
BEHANDEL = met(rollen.BEHANDEL_DOSSIER)
INZET = met(rollen.REGISTREER_INZET)
MANDATEN = met(rollen.BEKIJK_MANDATEN)
MAG = {
    "lijst_overheden": met(rollen.BEKIJK_OVERHEDEN),
    "lees_overheid": met(rollen.BEKIJK_OVERHEDEN),
    "lijst_signalen": met(rollen.BEKIJK_SIGNALEN),
    "lees_signaal": met(rollen.BEKIJK_SIGNALEN),
    "registreer_signaal": met(rollen.REGISTREER_SIGNAAL),
    "neem_signaal_in_behandeling": met(rollen.WEEG_SIGNAAL, rollen.BEKIJK_SIGNALEN),
    "weeg_signaal": met(rollen.WEEG_SIGNAAL, rollen.BEKIJK_SIGNALEN),
    "lijst_dossiers": LEES,
    "open_een_dossier": BEHANDEL,
    "lees_dossier": LEES,
    "lees_tijdlijn": LEES,
    "lijst_stappen": LEES,
    "zet_een_stap": BEHANDEL,
    "lijst_afspraken": LEES,
    "lijst_afspraken_van_dossier": LEES,
    "maak_afspraak": BEHANDEL,
    "lees_afspraak": LEES,
    "zet_afspraakstatus": BEHANDEL,
    "lijst_termijnen": LEES,
    "lijst_rolkeuzes": LEES,
    "lijst_mandaten": MANDATEN,
    "lijst_vervangingen": MANDATEN,
    "lijst_voorstellen": LEES,
    "stel_voorstel_op": BEHANDEL,
    "lees_voorstel": LEES,
    "wijzig_voorstel": set(),  # the drafter alone
    "dien_voorstel_in": set(),
    "haal_voorstel_terug": set(),
    "trek_voorstel_in": set(),
    "parafeer_voorstel": set(),  # it waits for the decision: nobody checks
    "geef_voorstel_retour": met(rollen.BESLIS_TEAMLEIDER),  # who may decide
    "laat_voorstel_vervallen": set(),  # it was not approved
    "lees_besluit": LEES,
    "beslis": met(rollen.BESLIS_TEAMLEIDER),
    "lijst_gs_leden": LEES,
    "lijst_inzet": met(rollen.BEKIJK_INZET),
    "registreer_inzet": INZET,
    "lees_inzet": met(rollen.BEKIJK_INZET),
    "wijzig_inzet": INZET,
    "start_inzet": INZET,
    "rond_inzet_af": INZET,
    "zeg_inzet_af": INZET,
    "maak_inzetafspraak": INZET,
    "lees_inzetafspraak": met(rollen.BEKIJK_INZET),
    "rond_inzetafspraak_af": INZET,
}
"""Roles that may do it, on a proposal of a teamleider that waits for the decision."""

ANDERS_GEWEIGERD = {
    "parafeer_voorstel": 409,
    "laat_voorstel_vervallen": 409,
    "dien_voorstel_in": 409,
    "lees_besluit": 404,
}
"""Operations whose answer for who may read is no 403: the state does not allow it, or there is nothing yet."""


@cache
def _schema():
    return api.get_openapi_schema(path_prefix="/api/v1/")


OPERATIES = {operatie["operationId"]: (pad, methode) for pad, methode, operatie in operaties(_schema())}


def test_every_operation_has_an_expectation():
    assert set(OPERATIES) == set(MAG)


class Ground:
    """A world in which each operation can be tried, with the addresses of what exists."""

    def __init__(self):
        self.wereld = bouw_wereld()
        self.voorstel = ter_besluit(self.wereld)
        self.nieuw = registreer_nog_een(self.wereld)
        neem_in_behandeling(signaal_id=self.wereld.signaal.pk, door=self.wereld.mensen.opsteller)
        self.noor = Beller(self.wereld.mensen.opsteller)
        self.dossier = self.wereld.dossier.nummer
        afspraak = {"actie": "a", "eigenaar": "b", "gereed_op": "2026-12-01", "bewijs": "c"}
        self.afspraak = self.noor.maak(f"/dossiers/{self.dossier}/afspraken", afspraak).json()
        inzet = {
            "soort": "jaargesprek",
            "onderwerp": "o",
            "overheden": ["GM9907"],
            "van": clock.vandaag().isoformat(),
            "afspraken": [{"wat": "w", "uiterlijk": "2026-12-01"}],
        }
        self.inzet = self.noor.maak("/inzet", inzet).json()
        self.laatste = ""
        self.vrij = maak_dossier("t2", mensen=self.wereld.mensen).dossier

    def adres(self, operatie):
        """The address with what exists filled in."""
        pad = OPERATIES[operatie][0]
        nummers = {"dossiers": self.dossier, "voorstellen": self.voorstel.nummer}
        nummers |= {"inzet": self.inzet["nummer"], "signalen": self.wereld.signaal.nummer}
        if operatie == "neem_signaal_in_behandeling":
            nummers["signalen"] = self.nieuw.nummer
        deel = pad.split("/")[3]
        afspraak = self.inzet["afspraken"][0]["id"] if deel == "inzet" else self.afspraak["id"]
        delen = {"nummer": nummers.get(deel, "x"), "code": "GM9907", "afspraak": afspraak}
        return pad.format(**delen)

    def versie(self, operatie):
        """The version of what the operation changes."""
        pad = self.adres(operatie).removeprefix("/api/v1")
        pad = "/".join(pad.split("/")[: 5 if "/afspraken/" in pad else 3])
        return self.noor.get(pad).headers.get("ETag", '"geen"').strip('"')

    def inhoud(self, operatie):
        """A body that is good in form: the examples of the description, with what exists filled in."""
        schema = _schema()
        pad, methode = OPERATIES[operatie]
        body = schema["paths"][pad][methode].get("requestBody")
        if body is None:
            return {}
        uit = voorbeeld(next(iter(body["content"].values()))["schema"], schema)
        eigen = {
            "zet_een_stap": {"stap": STAP},
            "stel_voorstel_op": {"dossier": self.vrij.nummer, "stap": "sluit_geen_verwaarlozing"},
            "beslis": {"zegel": self.voorstel.zegel, "vergadering": None, "cdk": None},
            "parafeer_voorstel": {"zegel": self.voorstel.zegel},
            "zet_afspraakstatus": {"op": None},
            "rond_inzet_af": {"op": None},
            "rond_inzetafspraak_af": {"op": None},
        }
        uit |= eigen.get(operatie, {})
        return {
            naam: "" if naam == "eigenaar" and "inzet" in operatie else waarde for naam, waarde in uit.items()
        }

    def probeer(self, beller, operatie):
        """The status of trying."""
        _, methode = OPERATIES[operatie]
        pad = self.adres(operatie)
        if methode == "get":
            return beller.get(pad).status_code
        koppen = {"if_match": f'"{self.versie(operatie)}"', "idempotency_key": f"recht-{operatie}"}
        uit = beller.stuur(methode.upper(), pad, self.inhoud(operatie), **koppen)
        self.laatste = uit.content.decode()
        return uit.status_code


@pytest.mark.parametrize("rol", list(ROLLEN))
def test_each_role_may_exactly_this(rol):
    from django.db import transaction

    ground = Ground()
    beller = Beller(UserFactory(rollen=[rol]))
    fout = {}
    for operatie, wie in MAG.items():
        sid = transaction.savepoint()
        status = ground.probeer(beller, operatie)
        transaction.savepoint_rollback(sid)
        if rol in wie and operatie not in ANDERS_GEWEIGERD:
            goed = status not in {401, 403, 404, 412, 428, 500}
        elif rol in LEES and operatie in ANDERS_GEWEIGERD:
            goed = status == ANDERS_GEWEIGERD[operatie]
        else:
            goed = status == 403
        if not goed:
            fout[operatie] = (status, ground.laatste)
    assert fout == {}


def test_without_a_role_nothing():
    ground = Ground()
    beller = Beller(UserFactory())
    assert {
        operatie: s for operatie in MAG if (s := ground.probeer(beller, operatie)) not in {403, 404}
    } == {}


def test_without_a_key_nothing():
    for operatie, (pad, methode) in OPERATIES.items():
        adres = pad.replace("{", "").replace("}", "")
        uit = Client().generic(methode.upper(), adres, b"{}", content_type="application/json")
        assert uit.status_code == 401, operatie


@pytest.mark.parametrize("operatie", [o for o, (_, methode) in OPERATIES.items() if methode != "get"])
def test_a_key_for_reading_writes_nothing(operatie):
    wereld = bouw_wereld()
    beller = Beller(wereld.mensen.opsteller, schrijven=False)
    pad, methode = OPERATIES[operatie]
    adres = pad.replace("{", "").replace("}", "")
    assert beller.stuur(methode.upper(), adres, {}).status_code == 403
