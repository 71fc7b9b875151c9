"""Addresses of the API (under `/api/v1/`) and of the page that explains it."""

from django.urls import URLPattern, URLResolver, path

from toezicht.api.api import api
from toezicht.api.documentatie import documentatie

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/documentatie/", documentatie, name="api_documentatie"),
    path("api/v1/", api.urls),
]
