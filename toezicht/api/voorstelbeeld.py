"""A proposal as the API shows it."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from ninja import Schema

from interventieladder.selectors import besluiten as besluitlezen
from interventieladder.selectors import dossiers as lezen
from interventieladder.selectors.dossierpagina import aan_zet
from interventieladder.selectors.werkwoorden import staptitel
from interventieladder.services.brieven import brieven_van
from interventieladder.services.versies import versie_van_voorstel
from toezicht.api.antwoorden import antwoord
from toezicht.api.beschrijving import veld
from toezicht.api.invoer import schoon
from toezicht.core.models import User


class Voorstelrij(Schema):
    """One proposal on a line."""

    url: str = veld("adres in deze API", "/api/v1/voorstellen/V-2026-0107")
    nummer: str = veld("nummer", "V-2026-0107")
    dossier: str = veld("dossiernummer", "2026-0042")
    dossier_url: str = veld("adres van het dossier", "/api/v1/dossiers/2026-0042")
    overheid: str = veld("code van de overheid", "GM9907")
    overheid_naam: str = veld("naam van de overheid", "Duinrand")
    stap: str = veld("de stap die wordt voorgesteld", "vraag_informatie")
    stap_naam: str = veld("de stap in woorden", "Informatie opvragen")
    van: str = veld("waar het dossier stond bij het opstellen", "t1")
    niveau: str = veld("wie beslist", "teamleider")
    status: str = veld("concept, ter_toetsing, ter_besluit, retour, vastgesteld, …", "ter_besluit")
    aan_zet: str = veld("wie nu aan zet is, in woorden", "Teamleider")
    gevraagd: str = veld("wat wordt gevraagd", "Goedkeuren dat wij het college om informatie vragen.")
    opgesteld_door: str = veld("naam van de opsteller", "Noor Visser")
    opgesteld_op: dt.datetime = veld("opgesteld op", "2026-10-05T10:00:00+02:00")
    ingediend_op: dt.datetime | None = veld("ingediend op", None)


class Stuk(Schema):
    """A paper that goes with a proposal."""

    id: str = veld("kenmerk", "12")
    soort: str = veld("soort stuk", "bewijs")
    titel: str = veld("titel", "Inspectierapport")
    datum: dt.date = veld("datum van het stuk", "2026-09-14")
    sha256: str = veld("hash van het bestand", "9f86d081884c7d65")


class Brief(Schema):
    """A letter of a proposal."""

    id: str = veld("kenmerk", "31")
    soort: str = veld("soort brief of document", "L2")
    onderwerp: str = veld("onderwerp", "Verzoek om informatie")
    status: str = veld("concept, klaar of verzonden", "concept")
    geadresseerden: list[str] = veld("namen van de geadresseerden", ["College van Duinrand"])


class Gelezen(Schema):
    """A check: who agreed with this version, or sent an earlier one back."""

    naam: str = veld("wie", "Joost Bakker")
    als: str = veld("in welke rol", "tweede lezer")
    op: dt.date = veld("op welke dag", "2026-10-06")
    opmerking: str = veld("opmerking of vraag", "")


class Voorstel(Voorstelrij):
    """One proposal with its words, papers, letters and checks."""

    versie: str = veld("versie; geef haar als If-Match terug", "b3d2c1")
    ronde: int = veld("hoeveelste keer het is opgesteld", 1)
    waarom_nu: str = veld("waarom nu", "Het verslag ontbreekt na twee rappels.")
    lichter_middel: str = veld("waarom een lichter middel niet volstaat", "")
    beleidsruimte: str = veld("waarom dit geen beleidskeuze van de organisatie is", "")
    noodzaak_uitvraag: str = veld("waarom deze gegevens nodig zijn", "")
    gevolg_ja: str = veld("gevolg bij ja", "De brief gaat uit.")
    gevolg_nee: str = veld("gevolg bij nee of later", "Wij oordelen op wat wij hebben.")
    zachte_motivering: str = veld("waarom de aandachtspunten geen bezwaar zijn", "")
    termijn_weken: int | None = veld("termijn in weken", 4)
    zienswijze_weken: int | None = veld("termijn voor de zienswijze in weken", None)
    herbeoordeling_op: dt.date | None = veld("datum van herbeoordeling", None)
    nazorg_op: dt.date | None = veld("datum van de nazorgcontrole", None)
    sluitreden: str = veld("sluitreden, bij sluiten uit aanhouding", "")
    mondeling: bool = veld("te spoedig om eerst op te schrijven", False)
    embargo_tot: dt.datetime | None = veld("embargo tot", None)
    bedrag: Decimal | None = veld("bedrag waarover wordt beslist, in euro", "25000.00")
    zegel: str = veld("hash van wat is verzegeld; geef hem terug bij een paraaf of besluit", "5e88489")
    wijzigingen: list[str] = veld("gewijzigd sinds de vorige ronde", [])
    retour_reden: str = veld("vraag waarmee het terugkwam", "")
    u_kunt: str = veld("toetsen, beslissen, registreren of lezen", "lezen")
    bewijsstukken: list[Stuk] = veld("stukken bij het voorstel", [])
    brieven: list[Brief] = veld("brieven en andere documenten", [])
    akkoord: list[Gelezen] = veld("wie akkoord is met deze versie", [])
    vragen: list[Gelezen] = veld("vragen waarmee het eerder terugkwam", [])
    besluit_url: str | None = veld("adres van het besluit, als dat er is", None)


def vind(user: User, nummer: str) -> Any:
    """The visible proposal with this number; 404 for any other. Typed loosely: its class stays in its app."""
    gevonden = lezen.vind_voorstel(user, schoon(nummer))
    if gevonden is None:
        raise Http404
    return gevonden


def vind_pk(user: User, nummer: str) -> int:
    """As `vind`, only its key: for an act, whose service reads the proposal under its lock."""
    pk = lezen.voorstel_pk(user, schoon(nummer))
    if pk is None:
        raise Http404
    return pk


def adres(nummer: str) -> str:
    """The address of a proposal."""
    return reverse("api:lees_voorstel", args=[nummer])


def rij(voorstel: Any) -> dict[str, Any]:
    """A proposal on a line."""
    dossier = voorstel.dossier
    zelfde = ("nummer", "stap", "van", "niveau", "status", "gevraagd", "opgesteld_op", "ingediend_op")
    return {naam: getattr(voorstel, naam) for naam in zelfde} | {
        "url": adres(voorstel.nummer),
        "dossier": dossier.nummer,
        "dossier_url": reverse("api:lees_dossier", args=[dossier.nummer]),
        "overheid": dossier.overheid.code,
        "overheid_naam": dossier.overheid.naam,
        "stap_naam": staptitel(voorstel),
        "aan_zet": aan_zet(voorstel),
        "opgesteld_door": voorstel.opgesteld_door.naam,
    }


_TEKSTEN = (
    *("waarom_nu", "lichter_middel", "beleidsruimte", "noodzaak_uitvraag", "gevolg_ja", "gevolg_nee"),
    *("zachte_motivering", "termijn_weken", "zienswijze_weken", "herbeoordeling_op", "nazorg_op"),
    *("sluitreden", "mondeling", "embargo_tot", "bedrag", "zegel", "wijzigingen", "retour_reden"),
)


def volledig(user: User, voorstel: Any, *, status: int = 200) -> HttpResponse:
    """A proposal with all that belongs to it, and its version in the ETag."""
    versie = versie_van_voorstel(voorstel)
    heeft_besluit = voorstel.status in ("vastgesteld", "afgewezen", "uitgevoerd", "vervallen")
    besluit = reverse("api:lees_besluit", args=[voorstel.nummer]) if heeft_besluit else None
    inhoud = rij(voorstel) | {naam: getattr(voorstel, naam) for naam in _TEKSTEN}
    inhoud |= {
        "versie": versie,
        "ronde": voorstel.versie,
        "u_kunt": besluitlezen.rol_bij(voorstel, user).kan,
        "bewijsstukken": [_stuk(stuk) for stuk in besluitlezen.bewijs_bij(voorstel)],
        "brieven": [_brief(brief) for brief in brieven_van(voorstel.pk)],
        "akkoord": [_gelezen(g) for g in besluitlezen.gelezen_door(voorstel)],
        "vragen": [_gelezen(g) for g in besluitlezen.eerdere_vragen(voorstel)],
        "besluit_url": besluit,
    }
    plek = adres(voorstel.nummer) if status == 201 else ""
    return antwoord(Voorstel, inhoud, status=status, versie=versie, plek=plek)


def _stuk(stuk: Any) -> dict[str, Any]:
    return {"id": str(stuk.pk)} | {
        naam: getattr(stuk, naam) for naam in ("soort", "titel", "datum", "sha256")
    }


def _brief(brief: Any) -> dict[str, Any]:
    return {
        "id": str(brief.pk),
        "soort": brief.soort,
        "onderwerp": brief.onderwerp,
        "status": brief.status,
        "geadresseerden": [str(g["naam"]) for g in brief.geadresseerden],
    }


def _gelezen(gelezen: besluitlezen.Gelezen) -> dict[str, Any]:
    return {naam: getattr(gelezen, naam) for naam in ("naam", "als", "op", "opmerking")}
