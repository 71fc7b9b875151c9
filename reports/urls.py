"""Addresses of reports."""

from django.urls import path

from reports import views

urlpatterns = [
    path("rapportages/", views.rapportages, name="rapportages"),
    path("rapportages/schemas/<int:pk>/", views.schema, name="schema"),
    path("rapportages/<int:pk>/", views.rapport, name="rapport"),
    path("rapportages/<int:pk>/bestand/", views.bestand, name="rapport_bestand"),
]
