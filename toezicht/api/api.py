"""The public face over HTTP: `/api/v1/` (NL API Design Rules, Dutch resource names).

A key of an account opens it, or the session of who is logged in (a writing call then carries the CSRF token). The
same services and selectors as the pages, never rules of its own.
"""

from toezicht.api import (
    afspraken,
    besluiten,
    dossiers,
    inzet,
    mandaten,
    overheden,
    rolkeuzes,
    signalen,
    stappen,
    termijnen,
    voorstellen,
)
from toezicht.api.beschrijving import Api
from toezicht.api.fouten import registreer_fouten
from toezicht.api.toegang import Sessie, Sleutel
from toezicht.api.tussenlaag import VERSIE

_UITLEG = (
    "Overheden, signalen, dossiers, voorstellen, besluiten, termijnen en inzet van het interbestuurlijk toezicht "
    "van een provincie. Elke aanmaak vraagt een Idempotency-Key, elke wijziging een If-Match met de ETag van wat u "
    "las. Een weigering is een application/problem+json die zegt wat er mis is en wat u kunt doen."
)

api = Api(
    title="Interbestuurlijk toezicht",
    version=VERSIE,
    description=_UITLEG,
    urls_namespace="api",
    docs_url=None,
    auth=[Sleutel(), Sessie()],
)
registreer_fouten(api)
api.add_router("/overheden", overheden.router, tags=["overheden"])
api.add_router("/signalen", signalen.router, tags=["signalen"])
api.add_router("/dossiers", dossiers.router, tags=["dossiers"])
api.add_router("/dossiers", stappen.router, tags=["stappen"])
api.add_router("/dossiers", afspraken.van_dossier, tags=["afspraken"])
api.add_router("/afspraken", afspraken.router, tags=["afspraken"])
api.add_router("/termijnen", termijnen.router, tags=["termijnen"])
api.add_router("/rolkeuzes", rolkeuzes.router, tags=["rolkeuzes"])
api.add_router("/voorstellen", voorstellen.router, tags=["voorstellen"])
api.add_router("/voorstellen", besluiten.router, tags=["besluiten"])
api.add_router("/gs-leden", besluiten.leden, tags=["besluiten"])
api.add_router("/mandaten", mandaten.router, tags=["mandaten"])
api.add_router("/vervangingen", mandaten.vervangingen, tags=["mandaten"])
api.add_router("/inzet", inzet.router, tags=["inzet"])
