"""Addresses of the shared ground."""

from django.urls import path

from toezicht.core.views import gezondheid

urlpatterns = [
    path("levend/", gezondheid.levend, name="levend"),
]
