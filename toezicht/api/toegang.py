"""Who calls: a key of an account, or the session of who is logged in. A key narrows what the account may."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer, SessionAuth

from toezicht.core.fouten import GeenRecht
from toezicht.core.models import Toegangssleutel, User
from toezicht.core.sleutels import sleutel_van

BEGIN = "/api/v1/"
LEZEND = frozenset({"GET", "HEAD", "OPTIONS"})
HOORT_BIJ = {
    "termijnen": "dossiers",
    "rolkeuzes": "dossiers",
    "afspraken": "dossiers",
    "gs-leden": "voorstellen",
    "vervangingen": "mandaten",
}
"""Resources that fall under another part of the API (`toezicht.core.sleutels.DELEN`)."""


class BuitenBereik(GeenRecht):
    """The key does not reach that far, whatever the account may."""


class Sleutel(HttpBearer):
    """`Authorization: Bearer ibt_…`. A key that does not work is refused; there is no falling back on a session."""

    def authenticate(self, request: HttpRequest, token: str) -> User:
        """The account of the key. `AuthenticationError` (401), `BuitenBereik` (403)."""
        sleutel = sleutel_van(token)
        if sleutel is None:
            raise AuthenticationError(
                message="De toegangssleutel bestaat niet, is verlopen of is ingetrokken."
            )
        _eis_bereik(sleutel, request)
        request.user = sleutel.account
        return sleutel.account


class Sessie(SessionAuth):
    """The session of the pages; a writing call carries the CSRF token."""

    def __call__(self, request: HttpRequest) -> Any:
        """Without a session there is nobody, so nothing to check either."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        _ = request.body  # kept before the CSRF check reads a form from it: what it is, the operation judges
        return super().__call__(request)


def deel_van(pad: str) -> str:
    """The part of the API that an address belongs to."""
    eerste = pad.removeprefix(BEGIN).split("/", 1)[0]
    return HOORT_BIJ.get(eerste, eerste)


def _eis_bereik(sleutel: Toegangssleutel, request: HttpRequest) -> None:
    if request.method not in LEZEND and not sleutel.schrijven:
        raise BuitenBereik(
            "Met deze toegangssleutel kunt u alleen lezen. Maak een sleutel die ook mag wijzigen."
        )
    deel = deel_van(request.path)
    if sleutel.delen and deel not in sleutel.delen:
        raise BuitenBereik(
            f"Deze toegangssleutel geldt niet voor {deel}, wel voor {', '.join(sleutel.delen)}. "
            "Maak een sleutel met het juiste bereik."
        )
