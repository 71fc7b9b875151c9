"""The public face over HTTP: `/api/v1/` (NL API Design Rules, Dutch resource names).

The session of the logged-in user opens it; a writing call must carry the CSRF token. The same services and
selectors as the pages, never rules of its own.
"""

from ninja import NinjaAPI
from ninja.security import SessionAuth

from toezicht.api.fouten import registreer_fouten
from toezicht.api.signalen import router as signalen

VERSIE = "1.0.0"

api = NinjaAPI(
    title="Interbestuurlijk toezicht",
    version=VERSIE,
    description="Signalen, dossiers en rapporten van het interbestuurlijk toezicht van een provincie.",
    urls_namespace="api",
    docs_url=None,
    auth=SessionAuth(),
)
registreer_fouten(api)
api.add_router("/signalen", signalen, tags=["signalen"])
