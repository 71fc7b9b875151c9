"""Addresses of this app."""

from django.urls import URLPattern, URLResolver, path

from signalen import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("signalen/", views.signalen, name="signalen"),
    path("signalen/nieuw/", views.signaal_nieuw, name="signaal_nieuw"),
    path("signalen/<str:nummer>/", views.signaal, name="signaal"),
    path("signalen/<str:nummer>/bewijs/<int:pk>/", views.bewijsstuk, name="bewijsstuk"),
    path("signalen/<str:nummer>/<slug:actie>/", views.signaal_actie, name="signaal_actie"),
]
