"""Addresses of this app."""

from django.urls import URLPattern, URLResolver, path

from toezicht.beeld.views import overheden

urlpatterns: list[URLPattern | URLResolver] = [
    path("overheden/", overheden.overheden_lijst, name="overheden"),
]
