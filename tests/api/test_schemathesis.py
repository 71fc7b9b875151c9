"""Random requests after the description: no 500, and no answer outside it (Schemathesis over the whole API)."""

import json
from functools import cache

import pytest
import requests
import schemathesis
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.test_rechten import OPERATIES, Ground
from toezicht.api.api import api
from toezicht.core import rollen

pytestmark = [pytest.mark.django_db, pytest.mark.eenmaal]
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture
def ground(db):
    ground = Ground()
    ground.noor.account.groups.clear()
    from tests.factories import groep

    ground.noor.account.groups.add(*[groep(rol.code) for rol in rollen.ROLLEN])
    return ground


@cache
def _schema():
    """As a client reads it: through JSON."""
    beschrijving = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), default=str))
    return schemathesis.openapi.from_dict(beschrijving)


def stuur(case):
    """Send by the client of the tests, within its transaction; a fault of ours becomes a 500."""
    verzoek = requests.Request(**case.as_transport_kwargs(base_url="http://testserver")).prepare()
    koppen = {naam: waarde for naam, waarde in verzoek.headers.items() if naam.lower() != "content-length"}
    uit = Client(raise_request_exception=False).generic(
        verzoek.method,
        verzoek.path_url,
        verzoek.body or b"",
        content_type=koppen.pop("Content-Type", "application/json"),
        headers=koppen,
    )
    return Response(
        status_code=uit.status_code,
        headers={naam: [waarde] for naam, waarde in uit.headers.items()},
        content=uit.content,
        request=verzoek,
        elapsed=0.1,
        verify=False,
    )


@pytest.mark.parametrize("operatie", list(OPERATIES))
def test_no_answer_outside_the_description(operatie, ground, pytestconfig):
    pad, methode = OPERATIES[operatie]
    strategie = _schema()[pad][methode.upper()].as_strategy()
    adres = ground.adres(operatie)
    beurt = iter(range(10**6))

    @settings(
        max_examples=100 if pytestconfig.getoption("--lang") else 6,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
        deadline=None,
    )
    @given(case=strategie)
    def probeer(case):
        nummer = next(beurt)
        case.headers["Authorization"] = f"Bearer {ground.noor.tekst}"
        if nummer % 2:  # every other request is about something that exists, on the version it has
            delen = dict(zip(_delen(pad), _waarden(pad, adres), strict=True))
            case.path_parameters = delen
            if methode != "get" and "If-Match" in case.headers:
                case.headers["If-Match"] = f'"{ground.versie(operatie)}"'
        if "Idempotency-Key" in case.headers:
            case.headers["Idempotency-Key"] = f"s-{nummer}"
        sid = transaction.savepoint()
        try:
            case.validate_response(stuur(case), checks=CHECKS)
        finally:
            transaction.savepoint_rollback(sid)

    probeer()


def _delen(pad):
    return [deel[1:-1] for deel in pad.split("/") if deel.startswith("{")]


def _waarden(pad, adres):
    paren = zip(pad.split("/"), adres.split("/"), strict=True)
    return [waarde for deel, waarde in paren if deel.startswith("{")]
