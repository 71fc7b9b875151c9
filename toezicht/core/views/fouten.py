"""The pages for what went wrong: plain words, and what to do now."""

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def onjuist_verzoek(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request itself is broken."""
    if isinstance(exception, DisallowedHost):  # then not even the address of this request can be built
        return HttpResponse(render_to_string("400.html"), status=400)
    return render(request, "400.html", status=400)


def geen_toegang(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the account lacks the right. A reason given with `PermissionDenied("…")` is shown."""
    return render(request, "403.html", {"reden": str(exception) if exception else ""}, status=403)


def csrf_fout(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was too old, or came from elsewhere (`CSRF_FAILURE_VIEW`)."""
    return render(request, "403_csrf.html", status=403)


def niet_gevonden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: it does not exist, or this account may not know that it does. The API makes a problem of it."""
    return render(request, "404.html", status=404)


def storing(request: HttpRequest) -> HttpResponse:
    """500: our fault. Drawn without the request: the database may be what is broken."""
    return HttpResponse(render_to_string("500.html"), status=500)
