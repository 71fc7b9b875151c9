"""`/voorstellen`: drafting, changing, submitting, checking, sending back, taking back, withdrawing."""

from collections.abc import Callable
from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from interventieladder.selectors import lijsten
from interventieladder.services import voorstellen as service
from interventieladder.services.versies import eis_voorstel
from interventieladder.services.voorstellen import Voorsteltekst
from toezicht.api import voorstelbeeld as beeld
from toezicht.api.antwoorden import lijstantwoord
from toezicht.api.beschrijving import lezend, lezer, makend, veld, wijzigend
from toezicht.api.dossiers import vind as vind_dossier
from toezicht.api.herhaling import IDEMPOTENCY_KEY, eenmaal
from toezicht.api.invoer import Code, Datum, EenVan, Id, Invoer, JaNee, Kort, Moment, Tekst, Weken
from toezicht.api.paginering import Bladeren, plaats
from toezicht.api.versies import IF_MATCH, verwacht
from toezicht.api.voorstelbeeld import Voorstel, Voorstelrij
from toezicht.core import rollen
from toezicht.core.models import User
from toezicht.core.toegang import gebruiker

router = Router()


class Voorstellenlijst(Schema):
    """One page."""

    volgende: str | None = veld("adres van de volgende pagina", None)
    vorige: str | None = veld("adres van de vorige pagina", None)
    resultaten: list[Voorstelrij]


class Voorstellenvraag(Bladeren):
    """How to filter."""

    status: Annotated[str, EenVan(*lijsten.VOORSTELSTATUSSEN)] = veld(
        "waar het voorstel staat", "ter_besluit", ""
    )
    dossier: Code = veld("dossiernummer", "2026-0042", "")
    overheid: Code = veld("code van de overheid", "GM9907", "")
    wacht_op_mij: bool = veld("wat u nu kunt toetsen, beslissen of registreren", True, False)


class Tekstinvoer(Invoer):
    """The words and numbers of a proposal; a draft may be incomplete."""

    gevraagd: Tekst = veld("wat wordt gevraagd, in één zin", "Goedkeuren dat wij om informatie vragen.", "")
    waarom_nu: Tekst = veld("de feiten, met datum en bron", "Het verslag ontbreekt na twee rappels.", "")
    lichter_middel: Tekst = veld("waarom een lichter middel niet volstaat", "", "")
    beleidsruimte: Tekst = veld("waarom dit geen beleidskeuze van de organisatie is", "", "")
    noodzaak_uitvraag: Tekst = veld("waarom deze gegevens nodig zijn", "Zij staan in geen levering.", "")
    gevolg_ja: Tekst = veld("gevolg bij ja", "De brief gaat uit.", "")
    gevolg_nee: Tekst = veld("gevolg bij nee of later", "Wij oordelen op wat wij hebben.", "")
    zachte_motivering: Tekst = veld("waarom de aandachtspunten geen bezwaar zijn", "", "")
    termijn_weken: Weken | None = veld("termijn in hele weken", 4, None)
    zienswijze_weken: Weken | None = veld("termijn voor de zienswijze in hele weken", None, None)
    herbeoordeling_op: Datum | None = veld("datum van herbeoordeling", None, None)
    nazorg_op: Datum | None = veld("datum van de nazorgcontrole", None, None)
    sluitreden: Code = veld("sluitreden, bij sluiten uit aanhouding", "", "")
    mondeling: JaNee = veld("te spoedig om eerst op te schrijven", False, False)
    embargo_tot: Moment | None = veld("embargo tot, met tijdzone", None, None)
    bewijsstukken: list[Id] | None = veld(
        "kenmerken van stukken uit het dossier; null neemt alle stukken", None, None, max_length=500
    )

    def tekst(self) -> Voorsteltekst:
        """As the service wants it."""
        return Voorsteltekst(**self.dict(include=set(service.VELDEN)))

    def stuk_ids(self) -> list[int] | None:
        """The papers that were chosen, or None for all."""
        return None if self.bewijsstukken is None else [int(pk) for pk in self.bewijsstukken]


class Voorstelinvoer(Tekstinvoer):
    """A new proposal."""

    dossier: Code = veld("dossiernummer", "2026-0042")
    stap: Code = veld("de stap die u voorstelt", "vraag_informatie")


class Parafeerinvoer(Invoer):
    """Agreeing as the check whose turn it is."""

    zegel: Kort = veld("het zegel van de versie die u las", "5e88489", min_length=1)
    opmerking: Tekst = veld("opmerking", "", "")


class Vraaginvoer(Invoer):
    """Sending back."""

    vraag: Tekst = veld("wat u nog wilt weten of anders wilt zien", "Welke rappels zijn er verstuurd?")


class Redeninvoer(Invoer):
    """Ending it."""

    reden: Tekst = veld("de reden", "De organisatie heeft het verslag alsnog gestuurd.")


@router.get("", response=lezend(Voorstellenlijst), url_name="lijst_voorstellen", summary="Voorstellen")
def lijst_voorstellen(request: HttpRequest, vraag: Query[Voorstellenvraag]) -> HttpResponse:
    """Voorstellen uit dossiers die u mag zien, het nieuwste eerst."""
    user = lezer(gebruiker(request), rollen.BEKIJK_DOSSIERS, "dossiers")
    filters = vraag.filters()
    plek = lijsten.Plek(**vraag.plek(), aantal=vraag.aantal)
    blad = lijsten.voorstellen(user, lijsten.Voorstelfilter(**filters), plek)
    rijen = [beeld.rij(voorstel) for voorstel in blad.rijen]
    return lijstantwoord(request, Voorstellenlijst, rijen, plaats(blad.volgende, blad.vorige), vraag.hier())


@router.post("", response=makend(Voorstel), url_name="nieuw_voorstel", summary="Stel een voorstel op")
def stel_voorstel_op(
    request: HttpRequest, gegevens: Voorstelinvoer, idempotency_key: str = IDEMPOTENCY_KEY
) -> HttpResponse:
    """Stelt een concept op voor één stap. Geweigerd (422) met elke voorwaarde uit het dossier die ontbreekt."""
    user = lezer(gebruiker(request), rollen.BEKIJK_DOSSIERS, "dossiers")

    def maak() -> str:
        dossier = vind_dossier(user, gegevens.dossier)
        gemaakt = service.stel_op(
            dossier_id=dossier.pk,
            stap=gegevens.stap,
            tekst=gegevens.tekst(),
            stuk_ids=gegevens.stuk_ids(),
            door=user,
        )
        return str(gemaakt.nummer)

    def toon(kenmerk: str) -> HttpResponse:
        return beeld.volledig(user, beeld.vind(user, kenmerk), status=201)

    return eenmaal(request, idempotency_key, maak=maak, toon=toon)


@router.get("/{nummer}", response=lezend(Voorstel), url_name="lees_voorstel", summary="Eén voorstel")
def lees_voorstel(request: HttpRequest, nummer: str) -> HttpResponse:
    """Eén voorstel met tekst, stukken, brieven en toetsen. De ETag is de versie voor een wijziging."""
    user = lezer(gebruiker(request), rollen.BEKIJK_DOSSIERS, "dossiers")
    return beeld.volledig(user, beeld.vind(user, nummer))


def _doe(
    request: HttpRequest, nummer: str, if_match: str, daad: Callable[..., Any], **wat: Any
) -> HttpResponse:
    """One act of the service on the version that was read, all in one transaction; gives the proposal after it."""
    user = lezer(gebruiker(request), rollen.BEKIJK_DOSSIERS, "dossiers")
    gelezen = verwacht(if_match)
    return doe_op_versie(user, beeld.vind(user, nummer), gelezen, daad, **wat)


def doe_op_versie(
    user: User, voorstel: Any, gelezen: frozenset[str], daad: Callable[..., Any], **wat: Any
) -> HttpResponse:
    """Lock, see that it is the version that was read, act; `Verouderd` (412) when it is not."""
    with transaction.atomic():
        eis_voorstel(voorstel.pk, user, gelezen)
        daad(voorstel_id=voorstel.pk, door=user, **wat)
    return beeld.volledig(user, beeld.vind(user, voorstel.nummer))


@router.put(
    "/{nummer}", response=wijzigend(Voorstel), url_name="wijzig_voorstel", summary="Wijzig een concept"
)
def wijzig_voorstel(
    request: HttpRequest, nummer: str, gegevens: Tekstinvoer, if_match: str = IF_MATCH
) -> HttpResponse:
    """Vervangt de tekst van een concept; alleen de opsteller."""
    return _doe(
        request, nummer, if_match, service.wijzig, tekst=gegevens.tekst(), stuk_ids=gegevens.stuk_ids()
    )


@router.post(
    "/{nummer}/indiening", response=wijzigend(Voorstel), url_name="dien_voorstel_in", summary="Dien in"
)
def dien_voorstel_in(request: HttpRequest, nummer: str, if_match: str = IF_MATCH) -> HttpResponse:
    """Verzegelt het voorstel en stuurt het langs zijn route. Geweigerd (422) met elke voorwaarde die ontbreekt."""
    return _doe(request, nummer, if_match, service.dien_in)


@router.post(
    "/{nummer}/parafen",
    response=wijzigend(Voorstel),
    url_name="parafeer_voorstel",
    summary="Ga akkoord als toetser",
)
def parafeer_voorstel(
    request: HttpRequest, nummer: str, gegevens: Parafeerinvoer, if_match: str = IF_MATCH
) -> HttpResponse:
    """Akkoord van wie aan zet is (tweede lezer, jurist, portefeuillehouder), op de versie met dit zegel."""
    return _doe(
        request, nummer, if_match, service.parafeer, opmerking=gegevens.opmerking, zegel=gegevens.zegel
    )


@router.post(
    "/{nummer}/retour",
    response=wijzigend(Voorstel),
    url_name="geef_voorstel_retour",
    summary="Geef terug met een vraag",
)
def geef_voorstel_retour(
    request: HttpRequest, nummer: str, gegevens: Vraaginvoer, if_match: str = IF_MATCH
) -> HttpResponse:
    """Terug naar de opsteller met een vraag; er is niets besloten."""
    return _doe(request, nummer, if_match, service.geef_retour, vraag=gegevens.vraag)


@router.post(
    "/{nummer}/terughaling",
    response=wijzigend(Voorstel),
    url_name="haal_voorstel_terug",
    summary="Haal terug",
)
def haal_voorstel_terug(request: HttpRequest, nummer: str, if_match: str = IF_MATCH) -> HttpResponse:
    """Maakt er weer een concept van; eerdere akkoorden gelden niet voor de nieuwe versie."""
    return _doe(request, nummer, if_match, service.haal_terug)


@router.post(
    "/{nummer}/intrekking", response=wijzigend(Voorstel), url_name="trek_voorstel_in", summary="Trek in"
)
def trek_voorstel_in(
    request: HttpRequest, nummer: str, gegevens: Redeninvoer, if_match: str = IF_MATCH
) -> HttpResponse:
    """Trekt een voorstel in waarover niet is besloten; alleen de opsteller."""
    return _doe(request, nummer, if_match, service.trek_in, reden=gegevens.reden)


@router.post(
    "/{nummer}/verval",
    response=wijzigend(Voorstel),
    url_name="laat_voorstel_vervallen",
    summary="Laat vervallen",
)
def laat_voorstel_vervallen(
    request: HttpRequest, nummer: str, gegevens: Redeninvoer, if_match: str = IF_MATCH
) -> HttpResponse:
    """Laat een goedgekeurd voorstel vervallen dat niet is gebruikt."""
    return _doe(request, nummer, if_match, service.laat_vervallen, reden=gegevens.reden)
