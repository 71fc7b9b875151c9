"""`/overheden`: the organisations under supervision."""

import datetime as dt
from collections.abc import Sequence
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router, Schema

from toezicht.api.antwoorden import antwoord, lijstantwoord
from toezicht.api.beschrijving import lezend, lezer, veld
from toezicht.api.invoer import Code, Datum, EenVan, Kort, schoon
from toezicht.api.paginering import Bladeren, plaats
from toezicht.core import rollen
from toezicht.core.fouten import Weigering
from toezicht.core.toegang import gebruiker
from toezicht.organisaties import selectors as lezen

router = Router()


class Overheid(Schema):
    """One organisation, as it is on the day that was asked."""

    url: str = veld("adres in deze API", "/api/v1/overheden/GM9907")
    code: str = veld("code van de overheid", "GM9907")
    naam: str = veld("naam", "Duinrand")
    soort: str = veld("soort overheid", "gemeente")
    soort_naam: str = veld("soort in woorden", "Gemeente")
    provincie: str = veld("code van de provincie; leeg bij een provincie zelf", "PV99")
    geldig_van: dt.date = veld("bestaat sinds", "2000-01-01")
    geldig_tot: dt.date | None = veld("bestaat niet meer sinds; null als zij bestaat", None)
    inwoners: int | None = veld("inwoners op 1 januari van inwoners_jaar", 41250)
    inwoners_jaar: int | None = veld("jaar van het inwonertal", 2026)


class Overhedenlijst(Schema):
    """One page."""

    volgende: str | None = veld("adres van de volgende pagina", None)
    vorige: str | None = veld("adres van de vorige pagina", None)
    resultaten: list[Overheid]


class Overhedenvraag(Bladeren):
    """How to filter."""

    zoek: Kort = veld("deel van de naam of begin van de code", "duin", "")
    soort: Annotated[str, EenVan(*lezen.SOORTFILTERS)] = veld(
        "soort overheid, of gr voor elke gemeenschappelijke regeling", "gemeente", ""
    )
    provincie: Code = veld("code van de provincie die toezicht houdt", "PV99", "")
    peildatum: Datum | None = veld("stand op deze dag; leeg is vandaag", "2026-11-24", None)


def _beeld(overheid: lezen.OverheidGegevens) -> dict[str, Any]:
    velden = (
        "code",
        "naam",
        "soort",
        "soort_naam",
        "geldig_van",
        "geldig_tot",
        "inwoners",
        "inwoners_jaar",
    )
    uit = {naam: getattr(overheid, naam) for naam in velden}
    return uit | {
        "url": reverse("api:lees_overheid", args=[overheid.code]),
        "provincie": overheid.provincie_code,
    }


@router.get("", response=lezend(Overhedenlijst), url_name="lijst_overheden", summary="Overheden")
def lijst_overheden(request: HttpRequest, vraag: Query[Overhedenvraag]) -> HttpResponse:
    """Overheden in volgorde van het alfabet, zoals zij op de peildatum bestaan."""
    lezer(gebruiker(request), rollen.BEKIJK_OVERHEDEN, "overheden")
    filters = vraag.filters()
    plek = vraag.plek()
    blad = lezen.overhedenblad(**filters, na=plek["na"], voor=plek["voor"], aantal=vraag.aantal)
    rijen = [_beeld(overheid) for overheid in blad.rijen]
    return lijstantwoord(request, Overhedenlijst, rijen, plaats(blad.volgende, blad.vorige), vraag.hier())


@router.get("/{code}", response=lezend(Overheid), url_name="lees_overheid", summary="Eén overheid")
def lees_overheid(request: HttpRequest, code: str) -> HttpResponse:
    """De overheid met deze code, zoals zij vandaag is of het laatst was."""
    lezer(gebruiker(request), rollen.BEKIJK_OVERHEDEN, "overheden")
    overheid = lezen.overheid_op_code(schoon(code)[:12])
    if overheid is None:
        raise Http404
    return antwoord(Overheid, _beeld(overheid))


def overheid_ids(codes: Sequence[str], datum: dt.date, *, veldnaam: str) -> list[int]:
    """Keys of the organisations that had these codes on that day, else the latest. `Weigering` for one unknown."""
    gevonden = lezen.overheden_op_codes(codes, peildatum=datum)
    if onbekend := next((code for code in codes if code not in gevonden), None):
        raise Weigering(
            f"De overheid “{onbekend[:12]}” bestaat niet. Kies een code uit /api/v1/overheden.", veld=veldnaam
        )
    return [gevonden[code].id for code in codes]


def overheid_id(code: str, datum: dt.date) -> int:
    """As `overheid_ids`, of one."""
    return overheid_ids([code], datum, veldnaam="overheid")[0]
