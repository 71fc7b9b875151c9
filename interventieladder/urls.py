"""Addresses of this app."""

from django.urls import URLPattern, URLResolver, path

from interventieladder.views import (
    bestuurskracht,
    brieven,
    dossiers,
    feiten,
    losse_feiten,
    stukken,
    vernietiging,
    voorstellen,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("dossiers/", dossiers.dossiers, name="dossiers"),
    path("dossiers/nieuw/", dossiers.dossier_nieuw, name="dossier_nieuw"),
    path("bestuurskracht/", bestuurskracht.bestuurskracht, name="bestuurskracht"),
    path("dossiers/nieuw/vernietiging/", vernietiging.vernietiging_nieuw, name="vernietiging_nieuw"),
    path("dossiers/nieuw/<slug:ladder>/", losse_feiten.ladderdossier_nieuw, name="ladderdossier_nieuw"),
    path("dossiers/<str:nummer>/", dossiers.dossier, name="dossier"),
    path("dossiers/<str:nummer>/tijdlijn/", dossiers.dossier_tijdlijn, name="dossier_tijdlijn"),
    path("dossiers/<str:nummer>/stap/<slug:stap>/", dossiers.dossier_stap, name="dossier_stap"),
    path("dossiers/<str:nummer>/grondslag/", feiten.dossier_grondslag, name="dossier_grondslag"),
    path("dossiers/<str:nummer>/toewijzen/", feiten.dossier_toewijzen, name="dossier_toewijzen"),
    path("dossiers/<str:nummer>/beoordeling/", feiten.dossier_beoordeling, name="dossier_beoordeling"),
    path(
        "dossiers/<str:nummer>/beoordeling/<int:pk>/verifieren/",
        feiten.beoordeling_verifieren,
        name="beoordeling_verifieren",
    ),
    path("dossiers/<str:nummer>/afspraak/", feiten.afspraak_nieuw, name="afspraak_nieuw"),
    path("dossiers/<str:nummer>/afspraak/<int:pk>/", feiten.afspraak_status, name="afspraak_status"),
    path("dossiers/<str:nummer>/feit/", losse_feiten.dossier_feit, name="dossier_feit"),
    path(
        "dossiers/<str:nummer>/feit/<int:pk>/verifieren/",
        losse_feiten.feit_verifieren,
        name="feit_verifieren",
    ),
    path("dossiers/<str:nummer>/situatieschets/", bestuurskracht.schets_schrijven, name="schets_schrijven"),
    path("dossiers/<str:nummer>/situatieschets/<int:versie>/", bestuurskracht.schets, name="schets"),
    path(
        "dossiers/<str:nummer>/situatieschets/<int:versie>/vaststellen/",
        bestuurskracht.schets_vaststellen,
        name="schets_vaststellen",
    ),
    path("dossiers/<str:nummer>/spoed/", feiten.dossier_spoed, name="dossier_spoed"),
    path("dossiers/<str:nummer>/signaal/", feiten.dossier_signaal, name="dossier_signaal"),
    path("dossiers/<str:nummer>/stuk/", stukken.stuk_nieuw, name="stuk_nieuw"),
    path("dossiers/<str:nummer>/stuk/<int:pk>/", stukken.stuk_bestand, name="stuk_bestand"),
    path("dossiers/<str:nummer>/stuk/<int:pk>/verifieren/", stukken.stuk_verifieren, name="stuk_verifieren"),
    path("dossiers/<str:nummer>/stuk/<int:pk>/reactie/", stukken.stuk_reactie, name="stuk_reactie"),
    path("dossiers/<str:nummer>/voorstel/<slug:stap>/", voorstellen.voorstel_nieuw, name="voorstel_nieuw"),
    path("voorstellen/<str:nummer>/", voorstellen.voorstel, name="voorstel"),
    path("voorstellen/<str:nummer>/brief/", brieven.voorstel_brief_kies, name="voorstel_brief_kies"),
    path("voorstellen/<str:nummer>/brief/<slug:soort>/", brieven.voorstel_brief, name="voorstel_brief"),
    path(
        "voorstellen/<str:nummer>/brief/<slug:soort>/verwijderen/",
        brieven.voorstel_brief_verwijderen,
        name="voorstel_brief_verwijderen",
    ),
    path("voorstellen/<str:nummer>/stuk/<int:pk>/", brieven.brief_bestand, name="brief_bestand"),
    path(
        "voorstellen/<str:nummer>/stuk/<int:pk>/verzenden/", brieven.brief_verzenden, name="brief_verzenden"
    ),
    path("voorstellen/<str:nummer>/actie/<slug:actie>/", voorstellen.voorstel_actie, name="voorstel_actie"),
]
