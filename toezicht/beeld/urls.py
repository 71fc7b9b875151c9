"""Addresses of this app."""

from django.urls import URLPattern, URLResolver, path

from toezicht.beeld.views import begin, besluiten, overheden, overheid, zoeken

urlpatterns: list[URLPattern | URLResolver] = [
    path("", begin.begin, name="begin"),
    path("werkvoorraad/", begin.werkvoorraad, name="werkvoorraad"),
    path("besluiten/", besluiten.besluiten_lijst, name="besluiten"),
    path("besluiten/<str:nummer>/", besluiten.besluit, name="besluit"),
    path("besluiten/<str:nummer>/gs/", besluiten.gs_registratie, name="gs_registratie"),
    path("besluiten/<str:nummer>/cdk/", besluiten.cdk_registratie, name="cdk_registratie"),
    path("overheden/", overheden.overheden_lijst, name="overheden"),
    path("overheden/<str:code>/", overheid.overheid, name="overheid"),
    path("zoeken/", zoeken.zoeken, name="zoeken"),
    path("toegankelijkheid/", begin.toegankelijkheid, name="toegankelijkheid"),
]
