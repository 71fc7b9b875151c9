"""Is the program alive, and is it well?"""

from django.http import HttpRequest, HttpResponse


def levend(request: HttpRequest) -> HttpResponse:
    """For the container's health check: this process answers. Touches neither database nor broker."""
    return HttpResponse("ok", content_type="text/plain")
