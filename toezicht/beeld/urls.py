"""Addresses of this app."""

from django.urls import URLPattern, URLResolver, path

from toezicht.beeld.views import begin, besluiten, mandaten, overheden, overheid, zoeken

urlpatterns: list[URLPattern | URLResolver] = [
    path("", begin.begin, name="begin"),
    path("werkvoorraad/", begin.werkvoorraad, name="werkvoorraad"),
    path("besluiten/", besluiten.besluiten_lijst, name="besluiten"),
    path("besluiten/<str:nummer>/", besluiten.besluit, name="besluit"),
    path("besluiten/<str:nummer>/gs/", besluiten.gs_registratie, name="gs_registratie"),
    path("besluiten/<str:nummer>/cdk/", besluiten.cdk_registratie, name="cdk_registratie"),
    path("mandaten/", mandaten.register, name="mandaten"),
    path("mandaten/nieuw/", mandaten.mandaat_nieuw, name="mandaat_nieuw"),
    path("mandaten/<int:pk>/", mandaten.mandaat, name="mandaat"),
    path("mandaten/vervanging/nieuw/", mandaten.vervanging_nieuw, name="vervanging_nieuw"),
    path("mandaten/vervanging/<int:pk>/", mandaten.vervangregel, name="vervangregel"),
    path("mandaten/afwezigheid/nieuw/", mandaten.afwezigheid_nieuw, name="afwezigheid_nieuw"),
    path("mandaten/afwezigheid/<int:pk>/", mandaten.afwezigheid, name="afwezigheid"),
    path("mandaten/belang/nieuw/", mandaten.belang_nieuw, name="belang_nieuw"),
    path("mandaten/belang/<int:pk>/", mandaten.belang, name="belang"),
    path("overheden/", overheden.overheden_lijst, name="overheden"),
    path("overheden/<str:code>/", overheid.overheid, name="overheid"),
    path("zoeken/", zoeken.zoeken, name="zoeken"),
    path("toegankelijkheid/", begin.toegankelijkheid, name="toegankelijkheid"),
]
