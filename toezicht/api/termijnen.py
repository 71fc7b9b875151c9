"""`/termijnen`: what ends when, with how it was computed."""

import datetime as dt
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router, Schema

from interventieladder.selectors import lijsten
from interventieladder.selectors.termijnkeuze import einden_te_kiezen
from toezicht.api.antwoorden import lijstantwoord
from toezicht.api.beschrijving import lezend, lezer, veld
from toezicht.api.invoer import Code, Datum, EenVan
from toezicht.api.paginering import Bladeren, plaats
from toezicht.core import rollen
from toezicht.core.toegang import gebruiker

router = Router()


class Termijn(Schema):
    """One term with its calculation."""

    id: str = veld("kenmerk", "18")
    soort: str = veld("soort termijn", "antwoord")
    naam: str = veld("soort in woorden", "Antwoord op het informatieverzoek")
    start: dt.date = veld("begint op", "2026-10-05")
    ruw_einde: dt.date = veld("einde zonder verschuiving", "2026-11-01")
    einde: dt.date = veld("laatste dag; staat pas vast als keuze leeg is", "2026-11-02")
    keuze: list[dt.date] = veld(
        "einddatums waaruit bij een overgenomen dossier nog moet worden gekozen; leeg als het einde vaststaat",
        [],
    )
    status: str = veld("loopt, opgeschort, verlengd, vervangen of gestopt", "loopt")
    gestopt_op: dt.date | None = veld("gestopt op", None)
    uitleg: list[str] = veld("hoe de datum is berekend, stap voor stap", ["Verzonden op 5 oktober 2026."])


class TermijnVanDossier(Termijn):
    """A term with the dossier it belongs to."""

    dossier: str = veld("dossiernummer", "2026-0042")
    dossier_url: str = veld("adres van het dossier", "/api/v1/dossiers/2026-0042")
    overheid: str = veld("code van de overheid", "GM9907")
    overheid_naam: str = veld("naam van de overheid", "Duinrand")


class Termijnenlijst(Schema):
    """One page."""

    volgende: str | None = veld("adres van de volgende pagina", None)
    vorige: str | None = veld("adres van de vorige pagina", None)
    resultaten: list[TermijnVanDossier]


class Termijnenvraag(Bladeren):
    """How to filter."""

    status: Annotated[str, EenVan(*lijsten.TERMIJNSTATUSSEN)] = veld(
        "loopt, opgeschort, verlengd, vervangen of gestopt", "loopt", ""
    )
    soort: Annotated[str, EenVan(*lijsten.TERMIJNSOORTEN)] = veld("soort termijn", "antwoord", "")
    dossier: Code = veld("dossiernummer", "2026-0042", "")
    overheid: Code = veld("code van de overheid", "GM9907", "")
    tot: Datum | None = veld("eindigt uiterlijk op deze dag", "2026-12-31", None)


def beeld(termijn: Any) -> dict[str, Any]:
    """A term as the API shows it."""
    return {
        "id": str(termijn.pk),
        "soort": termijn.soort,
        "naam": termijn.get_soort_display(),
        "start": termijn.start,
        "ruw_einde": termijn.ruw_einde,
        "einde": termijn.effectief_einde,
        "keuze": einden_te_kiezen(termijn) or (),
        "status": termijn.status,
        "gestopt_op": termijn.gestopt_op,
        "uitleg": [str(zin) for zin in termijn.uitleg],
    }


def van_dossier(dossier: Any) -> dict[str, Any]:
    """What every row says about the dossier it belongs to."""
    return {
        "dossier": dossier.nummer,
        "dossier_url": reverse("api:lees_dossier", args=[dossier.nummer]),
        "overheid": dossier.overheid.code,
        "overheid_naam": dossier.overheid.naam,
    }


@router.get("", response=lezend(Termijnenlijst), url_name="lijst_termijnen", summary="Termijnen")
def lijst_termijnen(request: HttpRequest, vraag: Query[Termijnenvraag]) -> HttpResponse:
    """Termijnen van dossiers die u mag zien; wat het eerst eindigt staat vooraan."""
    user = lezer(gebruiker(request), rollen.BEKIJK_DOSSIERS, "dossiers")
    filters = vraag.filters()
    plek = lijsten.Plek(**vraag.plek(), aantal=vraag.aantal)
    blad = lijsten.termijnen(user, lijsten.Termijnfilter(**filters), plek)
    rijen = [beeld(t) | van_dossier(t.dossier) for t in blad.rijen]
    return lijstantwoord(request, Termijnenlijst, rijen, plaats(blad.volgende, blad.vorige), vraag.hier())
