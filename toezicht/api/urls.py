"""Addresses of the API; included under `/api/v1/`."""

from django.urls import URLPattern, URLResolver, path

from toezicht.api.api import api

urlpatterns: list[URLPattern | URLResolver] = [path("", api.urls)]
