"""Addresses of this app."""

from django.urls import URLPattern, URLResolver, path

from interventieladder.views import (
    brieven,
    dossiers,
    feiten,
    financieel,
    goedkeuring,
    losse_feiten,
    stukken,
    voorstellen,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("financieel/", financieel.financieel, name="financieel"),
    path("financieel/openen/", financieel.jaar_openen, name="begrotingsjaar_openen"),
    path("dossiers/", dossiers.dossiers, name="dossiers"),
    path("dossiers/nieuw/", dossiers.dossier_nieuw, name="dossier_nieuw"),
    path("dossiers/nieuw/goedkeuring/", goedkeuring.goedkeuring_nieuw, name="goedkeuring_nieuw"),
    path("dossiers/nieuw/toestemming/", goedkeuring.toestemming_nieuw, name="toestemming_nieuw"),
    path("dossiers/nieuw/spoeduitgave/", goedkeuring.spoeduitgave_nieuw, name="spoeduitgave_nieuw"),
    path("dossiers/nieuw/artikel12/", goedkeuring.artikel12_nieuw, name="artikel12_nieuw"),
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
    path("dossiers/<str:nummer>/stemmen/", goedkeuring.dossier_stemmen, name="dossier_stemmen"),
    path("dossiers/<str:nummer>/wijziging/", goedkeuring.dossier_wijziging, name="dossier_wijziging"),
    path("dossiers/<str:nummer>/verzending/", goedkeuring.dossier_verzending, name="dossier_verzending"),
    path("bestedingsruimte/<str:code>/<int:jaar>/", goedkeuring.bestedingsruimte, name="bestedingsruimte"),
    path(
        "bestedingsruimte/<str:code>/<int:jaar>/nieuw/",
        goedkeuring.bestedingsruimte_nieuw,
        name="bestedingsruimte_nieuw",
    ),
    path("dossiers/<str:nummer>/intensiteit/", financieel.intensiteit, name="dossier_intensiteit"),
    path("dossiers/<str:nummer>/coulance/", financieel.coulance, name="dossier_coulance"),
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
