"""A signal in any status, and the people around it."""

import datetime as dt
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from signalen.keuzes import LOPEND, Status
from signalen.models import Signaal
from signalen.services.signalen import registreer_signaal
from tests.factories import (
    CoordinatorFactory,
    OverheidFactory,
    ToezichthouderFactory,
    UserFactory,
)
from toezicht.core.clock import klok_op

PEIL = dt.date(2026, 6, 15)
PDF = b"%PDF-1.7\n" + b"1 0 obj\n" * 20


@pytest.fixture(autouse=True)
def klok():
    """Every test here plays on one day."""
    with klok_op(PEIL):
        yield


@pytest.fixture
def noor(db):
    return ToezichthouderFactory(username="noor", first_name="Noor", last_name="Ambtsma")


@pytest.fixture
def pieter(db):
    return ToezichthouderFactory(username="pieter", first_name="Pieter", last_name="Terpstra")


@pytest.fixture
def coordinator(db):
    return CoordinatorFactory(username="coordinator")


@pytest.fixture
def buitenstaander(db):
    return UserFactory(username="buiten")


@pytest.fixture
def gemeente(db):
    return OverheidFactory(code="GM9907", naam="Duinrand")


def velden(overheid, **anders):
    """Arguments for `registreer_signaal`."""
    return {
        "overheid_id": overheid.pk,
        "soort": "IBT-OVERIG",
        "domein": "informatie_archief",
        "ernst": "licht",
        "titel": "Archiefbewaarplaats al jaren niet geïnspecteerd",
        "toelichting": "De archivaris meldt achterstallige zorg.",
        "bron": "regiomanager",
        "datum_feit": dt.date(2026, 6, 1),
        "kennisname_op": dt.date(2026, 6, 10),
        "betrouwbaarheid": "B",
        **anders,
    }


@pytest.fixture
def registreer(gemeente, noor):
    """Register a signal; keywords replace the usual facts."""

    def doe(door=noor, overheid=gemeente, **anders):
        return registreer_signaal(**velden(overheid, **anders), door=door)

    return doe


@pytest.fixture
def signaal_in(registreer):
    """A signal put in a status as the database could hold it."""

    def doe(status, **anders):
        signaal = registreer(**anders)
        if status == Status.NIEUW:
            return signaal
        extra = {} if status in LOPEND else {"afgerond_op": PEIL}
        if status == Status.SAMENGEVOEGD:
            extra["samengevoegd_in"] = registreer()
        Signaal.objects.filter(pk=signaal.pk).update(status=status, **extra)
        return Signaal.objects.get(pk=signaal.pk)

    return doe


def bestand(naam="bewijs.pdf", inhoud=PDF, soort="application/octet-stream"):
    return SimpleUploadedFile(naam, inhoud, soort)


def office(kern="word/document.xml", extra=()):
    """A zip with what makes an Office document."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archief:
        for naam in ("[Content_Types].xml", kern, *extra):
            archief.writestr(naam, "<x/>")
    return buffer.getvalue()


def actie(client, signaal, naam, **gegevens):
    """POST one act as its form does."""
    return client.post(
        f"/signalen/{signaal.nummer}/{naam}/", {f"{naam}-{veld}": waarde for veld, waarde in gegevens.items()}
    )
