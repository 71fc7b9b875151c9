"""`/mandaten` and `/vervangingen`: the register, to read. Writing takes two people and a page of what moves."""

import datetime as dt
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from interventieladder.treden import MANDAAT
from toezicht.api.antwoorden import lijstantwoord
from toezicht.api.beschrijving import lezend, lezer, veld
from toezicht.api.invoer import Datum, EenVan
from toezicht.api.paginering import Bladeren, plaats
from toezicht.core import clock, rollen
from toezicht.core.bladeren import blader
from toezicht.core.toegang import gebruiker
from toezicht.mandaten.handelingen import naam_van
from toezicht.mandaten.models import Mandaat as Mandaatregel
from toezicht.mandaten.models import Vervangregel
from toezicht.mandaten.selectors import geldende_mandaten, geldende_vervanging

router = Router()
vervangingen = Router()


class Mandaat(Schema):
    """One line: who decides what. Empty means all."""

    id: str = veld("kenmerk", "4")
    niveau: str = veld("niveau van beslissen", "teamleider")
    handeling: str = veld("code van de handeling; leeg is elke handeling op dit niveau", "vraag_informatie")
    handeling_naam: str = veld("de handeling in woorden", "Informatie opvragen")
    ladder: str = veld("ladder; leeg is elke ladder", "generiek")
    functie: str = veld("functie die het mandaat heeft; leeg bij een persoon", "teamleider")
    persoon: str = veld("naam van de persoon die het mandaat heeft; leeg bij een functie", "")
    domein: str = veld("domein; leeg is elk domein", "")
    overheidssoort: str = veld("soort overheid; leeg is elke soort", "")
    overheid: str = veld("code van de overheid; leeg is elke overheid", "")
    bedrag_tot: str | None = veld("tot en met dit bedrag in euro; null is zonder grens", "25000.00")
    geldig_van: dt.date = veld("geldt vanaf", "2026-01-13")
    geldig_tot: dt.date | None = veld("geldt niet meer vanaf; null is tot nader order", None)
    grondslag: str = veld("besluit waarop het mandaat rust", "Mandaatbesluit 2026")
    onder: str | None = veld("kenmerk van het mandaat waar dit onder valt", None)


class Mandatenlijst(Schema):
    """One page."""

    volgende: str | None = veld("adres van de volgende pagina", None)
    vorige: str | None = veld("adres van de vorige pagina", None)
    resultaten: list[Mandaat]


class Mandatenvraag(Bladeren):
    """How to filter."""

    peildatum: Datum | None = veld("regels die op deze dag gelden; leeg is vandaag", "2026-11-24", None)
    niveau: Annotated[str, EenVan(*MANDAAT)] = veld("niveau van beslissen", "teamleider", "")


class Vervanging(Schema):
    """One line of replacement."""

    id: str = veld("kenmerk", "2")
    voor: str = veld("wie wordt vervangen", "Marijke Haring")
    door: str = veld("wie vervangt", "Leila Yildiz")
    volgorde: int = veld("plek in de volgorde", 1)
    domein: str = veld("domein; leeg is elk domein", "")
    geldig_van: dt.date = veld("geldt vanaf", "2026-01-13")
    geldig_tot: dt.date | None = veld("geldt niet meer vanaf; null is tot nader order", None)
    grondslag: str = veld("besluit waarop de vervanging rust", "Vervangingsregeling GS 2026")


class Vervangingenlijst(Schema):
    """One page."""

    volgende: str | None = veld("adres van de volgende pagina", None)
    vorige: str | None = veld("adres van de vorige pagina", None)
    resultaten: list[Vervanging]


class Vervangingenvraag(Bladeren):
    """How to filter."""

    peildatum: Datum | None = veld("regels die op deze dag gelden; leeg is vandaag", "2026-11-24", None)


def _mandaat(m: Mandaatregel) -> dict[str, Any]:
    gelijk = ("niveau", "handeling", "ladder", "functie", "domein", "overheidssoort", "grondslag")
    return {naam: getattr(m, naam) for naam in gelijk} | {
        "id": str(m.pk),
        "handeling_naam": naam_van(m.handeling, m.ladder),
        "persoon": m.gebruiker.naam if m.gebruiker else "",
        "overheid": m.overheid.code if m.overheid else "",
        "bedrag_tot": None if m.bedrag_tot is None else str(m.bedrag_tot),
        "geldig_van": m.van,
        "geldig_tot": m.tot,
        "onder": None if m.boven_id is None else str(m.boven_id),
    }


def _vervanging(r: Vervangregel) -> dict[str, Any]:
    return {
        "id": str(r.pk),
        "voor": r.voor.naam,
        "door": r.door.naam,
        "volgorde": r.volgorde,
        "domein": r.domein,
        "geldig_van": r.van,
        "geldig_tot": r.tot,
        "grondslag": r.grondslag,
    }


@router.get("", response=lezend(Mandatenlijst), url_name="lijst_mandaten", summary="Mandaten")
def lijst_mandaten(request: HttpRequest, vraag: Query[Mandatenvraag]) -> HttpResponse:
    """Vastgestelde mandaten die op de peildatum gelden. Opstellen en vaststellen doet u op de pagina Mandaten."""
    lezer(gebruiker(request), rollen.BEKIJK_MANDATEN, "mandaten")
    rijen = geldende_mandaten(vraag.peildatum or clock.vandaag()).select_related("gebruiker", "overheid")
    if vraag.niveau:
        rijen = rijen.filter(niveau=vraag.niveau)
    plek = vraag.plek()
    blad = blader(rijen, na=plek["na"], voor=plek["voor"], aantal=vraag.aantal)
    beeld = [_mandaat(m) for m in blad.rijen]
    return lijstantwoord(request, Mandatenlijst, beeld, plaats(blad.volgende, blad.vorige), vraag.hier())


@vervangingen.get(
    "", response=lezend(Vervangingenlijst), url_name="lijst_vervangingen", summary="Vervangingen"
)
def lijst_vervangingen(request: HttpRequest, vraag: Query[Vervangingenvraag]) -> HttpResponse:
    """Wie wie vervangt op de peildatum, en in welke volgorde."""
    lezer(gebruiker(request), rollen.BEKIJK_MANDATEN, "mandaten")
    rijen = geldende_vervanging(vraag.peildatum or clock.vandaag()).select_related("voor", "door")
    plek = vraag.plek()
    blad = blader(rijen, na=plek["na"], voor=plek["voor"], aantal=vraag.aantal)
    beeld = [_vervanging(r) for r in blad.rijen]
    return lijstantwoord(request, Vervangingenlijst, beeld, plaats(blad.volgende, blad.vorige), vraag.hier())
