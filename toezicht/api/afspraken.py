"""`/afspraken` and those of one dossier: who does what, by when, and whether it was done."""

import datetime as dt
from typing import Annotated, Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Query, Router, Schema

from interventieladder.selectors import lijsten
from interventieladder.services import feiten, versies
from toezicht.api.antwoorden import antwoord, lijstantwoord
from toezicht.api.beschrijving import lezend, lezer, makend, veld, wijzigend
from toezicht.api.dossiers import vind
from toezicht.api.herhaling import IDEMPOTENCY_KEY, eenmaal
from toezicht.api.invoer import Code, Datum, EenVan, Invoer, Kort, Tekst, pk_van
from toezicht.api.paginering import Bladeren, plaats
from toezicht.api.versies import IF_MATCH, verwacht
from toezicht.core import rollen
from toezicht.core.models import User
from toezicht.core.toegang import gebruiker

router = Router()
van_dossier = Router()


class Afspraak(Schema):
    """One agreement."""

    url: str = veld("adres in deze API", "/api/v1/dossiers/2026-0042/afspraken/5")
    id: str = veld("kenmerk", "5")
    versie: str = veld("versie; geef haar als If-Match terug", "4a1f")
    dossier: str = veld("dossiernummer", "2026-0042")
    overheid: str = veld("code van de overheid", "GM9907")
    trede: str = veld("trede waarop de afspraak is gemaakt", "t3a")
    actie: str = veld("wat er gebeurt", "De achterstand over 2025 is weggewerkt.")
    eigenaar: str = veld("wie het doet", "gemeentesecretaris")
    gereed_op: dt.date = veld("klaar op", "2026-12-15")
    bewijs: str = veld("gevraagd bewijs", "Voortgangsverslag")
    status: str = veld("open, nagekomen, niet_nagekomen of geweigerd", "open")
    status_op: dt.date | None = veld("op welke dag", None)
    status_toelichting: str = veld("toelichting", "")


class Afsprakenlijst(Schema):
    """One page."""

    volgende: str | None = veld("adres van de volgende pagina", None)
    vorige: str | None = veld("adres van de vorige pagina", None)
    resultaten: list[Afspraak]


class Afsprakenvraag(Bladeren):
    """How to filter."""

    status: Annotated[str, EenVan(*lijsten.AFSPRAAKSTATUSSEN)] = veld(
        "open, nagekomen, niet_nagekomen of geweigerd", "open", ""
    )


class Afspraakinvoer(Invoer):
    """A new agreement."""

    actie: Kort = veld("wat er gebeurt", "De achterstand over 2025 is weggewerkt.")
    eigenaar: Code = veld("wie het doet", "gemeentesecretaris")
    gereed_op: Datum = veld("klaar op; een dag in de toekomst", "2026-12-15")
    bewijs: Kort = veld("gevraagd bewijs", "Voortgangsverslag")


class Afspraakstatus(Invoer):
    """What came of it."""

    status: Code = veld("nagekomen, niet_nagekomen of geweigerd", "nagekomen")
    toelichting: Tekst = veld("toelichting", "Het verslag is ontvangen en gecontroleerd.")
    op: Datum | None = veld("op welke dag; leeg is vandaag", "2026-12-10", None)


def _beeld(afspraak: Any) -> dict[str, Any]:
    nummer = afspraak.dossier.nummer
    zelfde = (
        "trede",
        "actie",
        "eigenaar",
        "gereed_op",
        "bewijs",
        "status",
        "status_op",
        "status_toelichting",
    )
    return {naam: getattr(afspraak, naam) for naam in zelfde} | {
        "url": _adres(nummer, afspraak.pk),
        "id": str(afspraak.pk),
        "versie": versies.versie_van_afspraak(afspraak),
        "dossier": nummer,
        "overheid": afspraak.dossier.overheid.code,
    }


def _adres(nummer: str, pk: int) -> str:
    return reverse("api:lees_afspraak", args=[nummer, str(pk)])


def _een(user: User, dossier: Any, pk: int, *, status: int = 200) -> HttpResponse:
    afspraak = lijsten.afspraak(user, dossier.pk, pk)
    if afspraak is None:
        raise Http404
    inhoud = _beeld(afspraak)
    plek = inhoud["url"] if status == 201 else ""
    return antwoord(Afspraak, inhoud, status=status, versie=inhoud["versie"], plek=plek)


def _lijst(request: HttpRequest, vraag: Afsprakenvraag, dossier: str = "") -> HttpResponse:
    plek = lijsten.Plek(**vraag.plek(), aantal=vraag.aantal)
    blad = lijsten.afspraken(gebruiker(request), plek, status=vraag.status, dossier=dossier)
    rijen = [_beeld(afspraak) for afspraak in blad.rijen]
    return lijstantwoord(request, Afsprakenlijst, rijen, plaats(blad.volgende, blad.vorige), vraag.hier())


@router.get("", response=lezend(Afsprakenlijst), url_name="lijst_afspraken", summary="Afspraken")
def lijst_afspraken(request: HttpRequest, vraag: Query[Afsprakenvraag]) -> HttpResponse:
    """Afspraken uit dossiers die u mag zien; wat het eerst klaar moet zijn staat vooraan."""
    lezer(gebruiker(request), rollen.BEKIJK_DOSSIERS, "dossiers")
    return _lijst(request, vraag)


@van_dossier.get(
    "/{nummer}/afspraken",
    response=lezend(Afsprakenlijst),
    url_name="lijst_afspraken_van_dossier",
    summary="Afspraken in een dossier",
)
def lijst_afspraken_van_dossier(
    request: HttpRequest, nummer: str, vraag: Query[Afsprakenvraag]
) -> HttpResponse:
    """Afspraken in één dossier; wat het eerst klaar moet zijn staat vooraan."""
    user = lezer(gebruiker(request), rollen.BEKIJK_DOSSIERS, "dossiers")
    return _lijst(request, vraag, vind(user, nummer).nummer)


@van_dossier.post(
    "/{nummer}/afspraken",
    response=makend(Afspraak),
    url_name="nieuwe_afspraak",
    summary="Leg een afspraak vast",
)
def maak_afspraak(
    request: HttpRequest, nummer: str, gegevens: Afspraakinvoer, idempotency_key: str = IDEMPOTENCY_KEY
) -> HttpResponse:
    """Legt een afspraak met de organisatie vast: wie doet wat, wanneer, en met welk bewijs."""
    user = lezer(gebruiker(request), rollen.BEKIJK_DOSSIERS, "dossiers")

    def maak() -> str:
        dossier = vind(user, nummer)
        return str(feiten.maak_afspraak(dossier_id=dossier.pk, door=user, **gegevens.dict()).pk)

    def toon(kenmerk: str) -> HttpResponse:
        return _een(user, vind(user, nummer), pk_van(kenmerk), status=201)

    return eenmaal(request, idempotency_key, maak=maak, toon=toon)


@van_dossier.get(
    "/{nummer}/afspraken/{afspraak}",
    response=lezend(Afspraak),
    url_name="lees_afspraak",
    summary="Eén afspraak",
)
def lees_afspraak(request: HttpRequest, nummer: str, afspraak: str) -> HttpResponse:
    """Eén afspraak in een dossier."""
    user = lezer(gebruiker(request), rollen.BEKIJK_DOSSIERS, "dossiers")
    return _een(user, vind(user, nummer), pk_van(afspraak))


@van_dossier.put(
    "/{nummer}/afspraken/{afspraak}/status",
    response=wijzigend(Afspraak),
    url_name="zet_afspraakstatus",
    summary="Leg de uitkomst van een afspraak vast",
)
def zet_afspraakstatus(
    request: HttpRequest, nummer: str, afspraak: str, gegevens: Afspraakstatus, if_match: str = IF_MATCH
) -> HttpResponse:
    """Legt vast dat een afspraak is nagekomen, niet is nagekomen of is geweigerd."""
    user = lezer(gebruiker(request), rollen.BEKIJK_DOSSIERS, "dossiers")
    gelezen, dossier, pk = verwacht(if_match), vind(user, nummer), pk_van(afspraak)
    with transaction.atomic():
        versies.eis_afspraak(dossier.pk, pk, user, gelezen)
        feiten.zet_afspraakstatus(afspraak_id=pk, door=user, **gegevens.dict())
    return _een(user, dossier, pk)
