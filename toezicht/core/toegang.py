"""Who may open a page: decorators for function views.

A view without one of these is open to the world; `tests/core/test_toegang.py` walks all addresses and
fails on a page that answers an outsider.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django_htmx.http import HttpResponseClientRedirect

from toezicht.core.models import User

_P = ParamSpec("_P")
View = Callable[Concatenate[HttpRequest, _P], HttpResponseBase]


def gebruiker(request: HttpRequest) -> User:
    """The account behind a request, typed. `PermissionDenied` for an anonymous visitor."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def recht(eerste: str, *meer: str) -> Callable[[View[_P]], View[_P]]:
    """Only accounts that hold **all** these rights (`toezicht.core.rollen`) may open the view.

    An anonymous visitor goes to the log-in page and comes back afterwards; an account without the
    right gets 403. The right opens the page only: which rows it shows is decided in the query.
    """
    rechten = (eerste, *meer)
    return _poort(lambda user: user.has_perms(rechten), (rechten, False))


def recht_een_van(eerste: str, *meer: str) -> Callable[[View[_P]], View[_P]]:
    """As `recht`, but **one** of these rights is enough."""
    rechten = (eerste, *meer)
    return _poort(lambda user: any(user.has_perm(naam) for naam in rechten), (rechten, True))


def _poort(
    mag: Callable[[User], bool], rechten: tuple[tuple[str, ...], bool]
) -> Callable[[View[_P]], View[_P]]:
    """`rechten` (which, and whether one is enough) stays on the view, for the table of roles and pages."""

    def decorator(view: View[_P]) -> View[_P]:
        @wraps(view)
        def wrapped(request: HttpRequest, /, *args: _P.args, **kwargs: _P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _naar_inloggen(request)
            if not mag(gebruiker(request)):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        wrapped.rechten = rechten  # type: ignore[attr-defined]  # a note on the function, read by `rollentabel`
        return wrapped

    return decorator


def _naar_inloggen(request: HttpRequest) -> HttpResponse:
    """To the log-in page; a fragment asked for by htmx moves the whole page there, not only the fragment."""
    terug = request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
    antwoord = redirect_to_login(terug)
    if request.headers.get("HX-Request") == "true":
        return HttpResponseClientRedirect(antwoord.url)
    return antwoord
