"""`/rolkeuzes`: which role the province chose for an organisation (bestuurskracht). Chosen by a decision."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema

from interventieladder.selectors import lijsten
from toezicht.api.antwoorden import lijstantwoord
from toezicht.api.beschrijving import lezend, lezer, veld
from toezicht.api.invoer import Code
from toezicht.api.paginering import Bladeren, plaats
from toezicht.api.termijnen import van_dossier
from toezicht.core import rollen
from toezicht.core.toegang import gebruiker

router = Router()


class Rolkeuze(Schema):
    """One role with its reasons and its end."""

    id: str = veld("kenmerk", "3")
    rol: str = veld("de gekozen rol", "gesprek")
    rol_naam: str = veld("de rol in woorden", "In gesprek")
    motivering: str = veld("waarom deze rol", "De signalen wijzen op te weinig ambtelijke capaciteit.")
    besluit: str = veld("nummer van het besluit", "B-2026-0007")
    besluit_niveau: str = veld("wie besloot", "teamleider")
    geldig_van: dt.date = veld("geldig van", "2026-10-05")
    geldig_tot: dt.date = veld("geldig tot en met", "2027-10-04")
    evaluatiedatum: dt.date = veld("dan wordt de rol geëvalueerd", "2027-04-01")
    beeindigd_op: dt.date | None = veld("eerder beëindigd op", None)
    dossier: str = veld("dossiernummer", "2026-0042")
    dossier_url: str = veld("adres van het dossier", "/api/v1/dossiers/2026-0042")
    overheid: str = veld("code van de overheid", "GM9907")
    overheid_naam: str = veld("naam van de overheid", "Duinrand")


class Rolkeuzelijst(Schema):
    """One page."""

    volgende: str | None = veld("adres van de volgende pagina", None)
    vorige: str | None = veld("adres van de vorige pagina", None)
    resultaten: list[Rolkeuze]


class Rolkeuzevraag(Bladeren):
    """How to filter."""

    overheid: Code = veld("code van de overheid", "GM9907", "")
    geldig: bool = veld("alleen rollen die niet zijn beëindigd", True, False)


def _beeld(keuze: Any) -> dict[str, Any]:
    velden = (
        "rol",
        "motivering",
        "besluit_niveau",
        "geldig_van",
        "geldig_tot",
        "evaluatiedatum",
        "beeindigd_op",
    )
    uit = {naam: getattr(keuze, naam) for naam in velden}
    uit |= {"id": str(keuze.pk), "rol_naam": keuze.get_rol_display(), "besluit": keuze.besluit.nummer}
    return uit | van_dossier(keuze.dossier)


@router.get("", response=lezend(Rolkeuzelijst), url_name="lijst_rolkeuzes", summary="Rolkeuzes")
def lijst_rolkeuzes(request: HttpRequest, vraag: Query[Rolkeuzevraag]) -> HttpResponse:
    """Gekozen rollen, de nieuwste eerst. Een rol kiest u met een voorstel en een besluit in het dossier."""
    user = lezer(gebruiker(request), rollen.BEKIJK_DOSSIERS, "dossiers")
    plek = lijsten.Plek(**vraag.plek(), aantal=vraag.aantal)
    blad = lijsten.rolkeuzes(user, plek, overheid=vraag.overheid, geldig=vraag.geldig)
    rijen = [_beeld(keuze) for keuze in blad.rijen]
    return lijstantwoord(request, Rolkeuzelijst, rijen, plaats(blad.volgende, blad.vorige), vraag.hier())
