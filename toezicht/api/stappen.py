"""`/dossiers/{nummer}/stappen`: what can be done now and what not, with the reasons; taking a step."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router, Schema

from interventieladder.ladders import machine_op
from interventieladder.selectors.dossierpagina import lopend_voorstel
from interventieladder.selectors.watkannu import Stapkaart, stapkaarten
from interventieladder.services.stapzetting import zet_stap
from toezicht.api.antwoorden import antwoord
from toezicht.api.beschrijving import lezend, lezer, veld, wijzigend
from toezicht.api.dossiers import pk_en_ladder, vind
from toezicht.api.invoer import Code, Invoer
from toezicht.api.versies import IF_MATCH, verwacht
from toezicht.api.versies import nummer as versienummer
from toezicht.core import rollen
from toezicht.core.fouten import Weigering
from toezicht.core.toegang import gebruiker

router = Router()


class Voorwaarde(Schema):
    """One guard of a step, met or not."""

    code: str = veld("code van de voorwaarde", "G-WEGING")
    titel: str = veld("de voorwaarde in woorden", "Signaal gewogen")
    grondslag: str = veld("het artikel waarop zij rust", "Awb 3:2")
    gehaald: bool = veld("of zij is gehaald", False)
    zacht: bool = veld("een motivering in het voorstel kan haar opzijzetten", False)
    bewijs: str = veld("het feit waarop zij rust, als zij is gehaald", "")
    melding: str = veld("wat er ontbreekt, als zij niet is gehaald", "Weeg het signaal.")


class Stap(Schema):
    """One step from where the dossier stands."""

    stap: str = veld("naam van de stap", "vraag_informatie")
    titel: str = veld("de stap in woorden", "Informatie opvragen")
    naar: str = veld("waar het dossier dan staat", "t2")
    beslist: str = veld("wie beslist", "teamleider")
    grondslag: str = veld("de wet", "Gemeentewet 118")
    documenten: list[str] = veld("brieven en notities die erbij horen", ["L2 verzoek om informatie"])
    kan: bool = veld("geen harde voorwaarde uit het dossier staat in de weg", True)
    recht: bool = veld("u mag hem zetten of voorstellen", True)
    zonder_voorstel: bool = veld("u zet hem zonder voorstel en besluit", False)
    vanzelf: bool = veld("de wet zet hem: er is niets te doen", False)
    voorstel: str | None = veld("nummer van het voorstel voor deze stap dat loopt", None)
    waarom_niet: str = veld("de eerste harde voorwaarde die niet is gehaald", "")
    voorwaarden: list[Voorwaarde]
    later_in_voorstel: list[str] = veld("waaraan het voorstel moet voldoen", ["motivering"])
    later_bij_besluit: list[str] = veld("waaraan het besluit moet voldoen", ["akkoord van de teamleider"])


class Stappenlijst(Schema):
    """Every step from where the dossier stands, the most likely one first; none in a closed dossier."""

    dossier: str = veld("dossiernummer", "2026-0042")
    versie: str = veld("versie van het dossier; geef haar als If-Match terug", "3")
    stand: str = veld("waar het dossier staat", "t1")
    resultaten: list[Stap]


class Stapinvoer(Invoer):
    """Which step."""

    stap: Code = veld("naam van de stap", "vraag_informatie")


class Gezet(Schema):
    """Where the dossier stands after the step."""

    dossier: str = veld("dossiernummer", "2026-0042")
    dossier_url: str = veld("adres van het dossier", "/api/v1/dossiers/2026-0042")
    versie: str = veld("nieuwe versie van het dossier", "4")
    stap: str = veld("de stap die is gezet", "vraag_informatie")
    stand: str = veld("waar het dossier nu staat", "t2")
    stand_naam: str = veld("de stand in woorden", "T2 Informatie opvragen en valideren")
    trede: str = veld("laatste trede", "t2")
    trede_sinds: dt.date | None = veld("staat daar sinds", "2026-10-05")
    gesloten_op: dt.date | None = veld("gesloten op", None)


@router.get(
    "/{nummer}/stappen", response=lezend(Stappenlijst), url_name="lijst_stappen", summary="Wat kan nu"
)
def lijst_stappen(request: HttpRequest, nummer: str) -> HttpResponse:
    """Elke stap vanaf hier, met per voorwaarde of zij is gehaald, waarop dat rust of wat er ontbreekt."""
    user = lezer(gebruiker(request), rollen.BEKIJK_DOSSIERS, "dossiers")
    dossier = vind(user, nummer)
    voorstel = lopend_voorstel(dossier)
    kaarten = stapkaarten(dossier, user, lopend=voorstel)
    versie = str(dossier.versie)
    inhoud = {
        "dossier": dossier.nummer,
        "versie": versie,
        "stand": dossier.stand,
        "resultaten": [_beeld(kaart, voorstel) for kaart in kaarten if not kaart.vervalt],
    }
    return antwoord(Stappenlijst, inhoud, versie=versie)


def _beeld(kaart: Stapkaart, voorstel: Any) -> dict[str, Any]:
    zelfde = ("stap", "titel", "naar", "beslist", "grondslag", "documenten", "kan", "recht", "vanzelf")
    velden = ("code", "titel", "grondslag", "gehaald", "zacht", "bewijs", "melding")
    return {naam: getattr(kaart, naam) for naam in zelfde} | {
        "zonder_voorstel": kaart.direct,
        "voorstel": voorstel.nummer if voorstel and voorstel.stap == kaart.stap else None,
        "waarom_niet": kaart.waarom_niet,
        "voorwaarden": [{naam: getattr(v, naam) for naam in velden} for v in kaart.voorwaarden],
        "later_in_voorstel": kaart.later_voorstel,
        "later_bij_besluit": kaart.later_besluit,
    }


@router.post(
    "/{nummer}/stappen", response=wijzigend(Gezet, status=201), url_name="zet_stap", summary="Zet een stap"
)
def zet_een_stap(
    request: HttpRequest, nummer: str, gegevens: Stapinvoer, if_match: str = IF_MATCH
) -> HttpResponse:
    """Zet een stap met het besluit dat hem toestaat. Geweigerd (422) met elke voorwaarde die niet is gehaald."""
    user = lezer(gebruiker(request), rollen.BEKIJK_DOSSIERS, "dossiers")
    gelezen = verwacht(if_match)
    pk, ladder = pk_en_ladder(user, nummer)
    stap = gegevens.stap
    if stap not in {regels.stap for regels in machine_op(ladder).overgangen}:
        raise Weigering("Deze stap bestaat niet op deze ladder. Kies er een uit de lijst.", veld="stap")
    gezet = zet_stap(dossier_id=pk, stap=stap, door=user, versie=versienummer(gelezen))
    adres, versie = reverse("api:lees_dossier", args=[gezet.nummer]), str(gezet.versie)
    zelfde = ("stand", "trede", "trede_sinds", "gesloten_op")
    inhoud = {naam: getattr(gezet, naam) for naam in zelfde} | {
        "dossier": gezet.nummer,
        "dossier_url": adres,
        "versie": versie,
        "stap": stap,
        "stand_naam": gezet.get_stand_display(),
    }
    return antwoord(Gezet, inhoud, status=201, versie=versie, plek=adres)
