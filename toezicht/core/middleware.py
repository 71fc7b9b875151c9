"""What every request carries: a correlation id, a strict content policy, and refusals turned into pages."""

import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from toezicht.core.fouten import Weigering
from toezicht.core.logboek import met_correlatie
from toezicht.core.views.fouten import niet_gevonden


class AdresMiddleware:
    """PostgreSQL knows no NUL in text, so nothing with one in its address can exist."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return niet_gevonden(request) if "\x00" in request.path_info else self.get_response(request)


class RequestContextMiddleware:
    """One request is one act in the logboek; no page may be framed, cached or run foreign script."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with met_correlatie(str(uuid.uuid4())):
            response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", settings.CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal that no view caught becomes a page that says what to do."""
        if isinstance(exception, Weigering):
            return render(request, "weigering.html", {"weigering": exception}, status=exception.status)
        return None
