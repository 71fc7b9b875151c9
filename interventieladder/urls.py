"""Addresses of this app."""

from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import StringConverter

from interventieladder.views import (
    beleid,
    bestuurskracht,
    brieven,
    dossiers,
    feiten,
    financieel,
    goedkeuring,
    gsagenda,
    herindeling,
    huisvesting,
    huisvestingcijfers,
    inzet,
    losse_brieven,
    losse_feiten,
    overname,
    stukken,
    termijnen,
    uitvoering,
    vernietiging,
    verzendregister,
    voorstellen,
    zienswijzen,
)


class Dossiernummer(StringConverter):
    """A number of a dossier and not of a proposal: one name leads to the letter of either."""

    regex = r"(?:CDK-)?\d{4}-\d+"


register_converter(Dossiernummer, "dossiernummer")

urlpatterns: list[URLPattern | URLResolver] = [
    path("beleidskader/", beleid.beleidskaders, name="beleidskaders"),
    path("beleidskader/inlezen/", beleid.beleid_inlezen, name="beleid_inlezen"),
    path("beleidskader/vergelijken/", beleid.beleid_vergelijken, name="beleid_vergelijken"),
    path("beleidskader/<str:versie>/", beleid.beleidskader, name="beleidskader"),
    path("beleidskader/<str:versie>/bestand/", beleid.beleid_bestand, name="beleid_bestand"),
    path("beleidskader/<str:versie>/dossiers/", beleid.beleid_dossiers, name="beleid_dossiers"),
    path("beleidskader/<str:versie>/actie/<slug:actie>/", beleid.beleid_actie, name="beleid_actie"),
    path("agenda/", gsagenda.gs_agenda, name="gs_agenda"),
    path("agenda/nieuw/", gsagenda.gs_vergadering_nieuw, name="gs_vergadering_nieuw"),
    path("agenda/<int:pk>/", gsagenda.gs_vergadering, name="gs_vergadering"),
    path("agenda/<int:pk>/pdf/", gsagenda.gs_vergadering_pdf, name="gs_vergadering_pdf"),
    path("agenda/<int:pk>/volgorde/", gsagenda.gs_volgorde, name="gs_volgorde"),
    path("agenda/<int:pk>/<slug:daad>/", gsagenda.gs_vergadering_daad, name="gs_vergadering_daad"),
    path("agenda/punt/<int:pk>/<slug:daad>/", gsagenda.gs_punt, name="gs_punt"),
    path("financieel/", financieel.financieel, name="financieel"),
    path("financieel/openen/", financieel.jaar_openen, name="begrotingsjaar_openen"),
    path("dossiers/", dossiers.dossiers, name="dossiers"),
    path("dossiers/nieuw/", dossiers.dossier_nieuw, name="dossier_nieuw"),
    path("dossiers/nieuw/goedkeuring/", goedkeuring.goedkeuring_nieuw, name="goedkeuring_nieuw"),
    path("dossiers/nieuw/toestemming/", goedkeuring.toestemming_nieuw, name="toestemming_nieuw"),
    path("dossiers/nieuw/spoeduitgave/", goedkeuring.spoeduitgave_nieuw, name="spoeduitgave_nieuw"),
    path("dossiers/nieuw/artikel12/", goedkeuring.artikel12_nieuw, name="artikel12_nieuw"),
    path("bestuurskracht/", bestuurskracht.bestuurskracht, name="bestuurskracht"),
    path("dossiers/nieuw/vernietiging/", vernietiging.vernietiging_nieuw, name="vernietiging_nieuw"),
    path("dossiers/nieuw/<slug:ladder>/", losse_feiten.ladderdossier_nieuw, name="ladderdossier_nieuw"),
    path("dossiers/overnemen/", overname.overnemen, name="overnemen"),
    path("dossiers/overnemen/bestand/", overname.overnemen_bestand, name="overnemen_bestand"),
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
    path("dossiers/<str:nummer>/situatieschets/", bestuurskracht.schets_schrijven, name="schets_schrijven"),
    path("dossiers/<str:nummer>/situatieschets/<int:versie>/", bestuurskracht.schets, name="schets"),
    path(
        "dossiers/<str:nummer>/situatieschets/<int:versie>/vaststellen/",
        bestuurskracht.schets_vaststellen,
        name="schets_vaststellen",
    ),
    path("dossiers/<str:nummer>/spoed/", feiten.dossier_spoed, name="dossier_spoed"),
    path("dossiers/<str:nummer>/kosten/", uitvoering.dossier_kosten, name="dossier_kosten"),
    path("dossiers/<str:nummer>/schrift/", uitvoering.dossier_schrift, name="dossier_schrift"),
    path("dossiers/<str:nummer>/signaal/", feiten.dossier_signaal, name="dossier_signaal"),
    path("dossiers/<str:nummer>/stuk/", stukken.stuk_nieuw, name="stuk_nieuw"),
    path("dossiers/<str:nummer>/stuk/<int:pk>/", stukken.stuk_bestand, name="stuk_bestand"),
    path("dossiers/<str:nummer>/stuk/<int:pk>/verifieren/", stukken.stuk_verifieren, name="stuk_verifieren"),
    path("dossiers/<str:nummer>/zienswijze/", zienswijzen.zienswijze_nieuw, name="zienswijze_nieuw"),
    path("dossiers/<str:nummer>/zienswijze/geen/", zienswijzen.zienswijze_geen, name="zienswijze_geen"),
    path("dossiers/<str:nummer>/zienswijze/<int:pk>/", zienswijzen.zienswijze, name="zienswijze"),
    path(
        "dossiers/<str:nummer>/zienswijze/<int:pk>/punten/",
        zienswijzen.zienswijze_punten,
        name="zienswijze_punten",
    ),
    path(
        "dossiers/<str:nummer>/zienswijze/<int:pk>/laat/", zienswijzen.zienswijze_laat, name="zienswijze_laat"
    ),
    path(
        "dossiers/<str:nummer>/zienswijze/<int:pk>/punten/<int:punt>/",
        zienswijzen.zienswijze_antwoord,
        name="zienswijze_antwoord",
    ),
    path(
        "dossiers/<str:nummer>/zienswijze/<int:pk>/punten/<int:punt>/tekst/",
        zienswijzen.zienswijze_punt,
        name="zienswijze_punt",
    ),
    path("dossiers/<str:nummer>/voorstel/<slug:stap>/", voorstellen.voorstel_nieuw, name="voorstel_nieuw"),
    path("voorstellen/<str:nummer>/", voorstellen.voorstel, name="voorstel"),
    path("voorstellen/<str:nummer>/brief/", brieven.voorstel_brief_kies, name="voorstel_brief_kies"),
    path("voorstellen/<str:nummer>/brief/<slug:soort>/", brieven.voorstel_brief, name="voorstel_brief"),
    path(
        "voorstellen/<str:nummer>/brief/<slug:soort>/voorbeeld/",
        brieven.voorstel_brief_voorbeeld,
        name="voorstel_brief_voorbeeld",
    ),
    path(
        "voorstellen/<str:nummer>/brief/<slug:soort>/verwijderen/",
        brieven.voorstel_brief_verwijderen,
        name="voorstel_brief_verwijderen",
    ),
    path("voorstellen/<str:nummer>/stuk/<int:pk>/", brieven.brief_bestand, name="brief_bestand"),
    path(
        "voorstellen/<str:nummer>/stuk/<int:pk>/verzenden/", brieven.brief_verzenden, name="brief_verzenden"
    ),
    path("voorstellen/<str:nummer>/stuk/<int:pk>/namen/", verzendregister.brief_namen, name="brief_namen"),
    path(
        "voorstellen/<str:nummer>/stuk/<int:pk>/provinciaal-blad/",
        verzendregister.brief_publicatietekst,
        name="brief_publicatietekst",
    ),
    path(
        "voorstellen/<str:nummer>/verzending/<int:pk>/bericht/",
        verzendregister.verzending_bericht,
        name="verzending_bericht",
    ),
    path("dossiers/<str:nummer>/brief/", losse_brieven.losse_brief_kies, name="losse_brief_kies"),
    path(
        "dossiers/<str:nummer>/brief/<slug:soort>/opstellen/",
        losse_brieven.losse_brief_nieuw,
        name="losse_brief_nieuw",
    ),
    path(
        "dossiers/<str:nummer>/brief/<slug:soort>/voorbeeld/",
        losse_brieven.losse_brief_voorbeeld,
        name="losse_brief_voorbeeld",
    ),
    path("dossiers/<str:nummer>/brief/<int:pk>/wijzigen/", losse_brieven.losse_brief, name="losse_brief"),
    path(
        "dossiers/<str:nummer>/brief/<int:pk>/verwijderen/",
        losse_brieven.losse_brief_verwijderen,
        name="losse_brief_verwijderen",
    ),
    path("dossiers/<dossiernummer:nummer>/brief/<int:pk>/", brieven.brief_bestand, name="brief_bestand"),
    path(
        "dossiers/<dossiernummer:nummer>/brief/<int:pk>/verzenden/",
        brieven.brief_verzenden,
        name="brief_verzenden",
    ),
    path(
        "dossiers/<dossiernummer:nummer>/verzending/<int:pk>/bericht/",
        verzendregister.verzending_bericht,
        name="verzending_bericht",
    ),
    path("dossiers/<str:nummer>/verzendregister/", verzendregister.verzendregister, name="verzendregister"),
    path(
        "dossiers/<str:nummer>/overname/bevestigen/", overname.overname_bevestigen, name="overname_bevestigen"
    ),
    path("dossiers/<str:nummer>/overname/intrekken/", overname.overname_intrekken, name="overname_intrekken"),
    path("dossiers/<str:nummer>/overname/aanvullen/", overname.overname_aanvullen, name="overname_aanvullen"),
    path(
        "dossiers/<str:nummer>/overname/termijn/<int:pk>/", overname.overname_termijn, name="overname_termijn"
    ),
    path("herindelingen/", herindeling.herindelingen, name="herindelingen"),
    path("herindelingen/provincie/", herindeling.provincieplan_nieuw, name="provincieplan_nieuw"),
    path("herindelingen/regel/<int:pk>/", herindeling.herindelingsregel, name="herindelingsregel"),
    path("herindelingen/nieuw/<str:sleutel>/", herindeling.herindeling_nieuw, name="herindeling_nieuw"),
    path("herindelingen/<str:sleutel>/", herindeling.herindeling, name="herindeling"),
    path(
        "herindelingen/<str:sleutel>/huisvesting/",
        herindeling.herindeling_huisvesting,
        name="herindeling_huisvesting",
    ),
    path(
        "herindelingen/<str:sleutel>/actie/<slug:actie>/",
        herindeling.herindeling_actie,
        name="herindeling_actie",
    ),
    path("inzet/", inzet.inzetlijst, name="inzetlijst"),
    path("inzet/nieuw/", inzet.inzet_nieuw, name="inzet_nieuw"),
    path("inzet/<str:nummer>/", inzet.inzet, name="inzet"),
    path("inzet/<str:nummer>/wijzigen/", inzet.inzet_wijzigen, name="inzet_wijzigen"),
    path("inzet/<str:nummer>/actie/<slug:actie>/", inzet.inzet_actie, name="inzet_actie"),
    path("inzet/<str:nummer>/afspraak/<int:pk>/<slug:actie>/", inzet.inzet_afspraak, name="inzet_afspraak"),
    path("voorstellen/<str:nummer>/actie/<slug:actie>/", voorstellen.voorstel_actie, name="voorstel_actie"),
    path(
        "voorstellen/<str:nummer>/verzending/<int:pk>/verbeteren/",
        termijnen.verzending_corrigeren,
        name="verzending_corrigeren",
    ),
    path(
        "dossiers/<dossiernummer:nummer>/verzending/<int:pk>/verbeteren/",
        termijnen.verzending_corrigeren,
        name="verzending_corrigeren",
    ),
    path("kalender/", termijnen.kalender, name="kalender"),
    path("termijnen/kalender/", termijnen.termijnkalender, name="termijnkalender"),
    path("termijnen/kalender/<int:pk>/", termijnen.kalenderwijziging, name="kalenderwijziging"),
    path("termijnen/verschuiving/<int:pk>/", termijnen.verschuiving, name="verschuiving"),
    path("huisvesting/", huisvesting.huisvesting, name="huisvesting"),
    path("huisvesting/laden/", huisvestingcijfers.huisvesting_laden, name="huisvesting_laden"),
    path(
        "huisvesting/laden/bevestigen/",
        huisvestingcijfers.huisvesting_bevestigen,
        name="huisvesting_bevestigen",
    ),
    path(
        "huisvesting/leveringen/<int:pk>/",
        huisvestingcijfers.huisvesting_levering,
        name="huisvesting_levering",
    ),
    path(
        "huisvesting/leveringen/<int:pk>/<slug:oordeel>/",
        huisvestingcijfers.huisvesting_oordeel,
        name="huisvesting_oordeel",
    ),
    path("huisvesting/<str:code>/", huisvesting.huisvesting_overheid, name="huisvesting_overheid"),
    path("huisvesting/<str:code>/dossier/", huisvesting.huisvesting_dossier, name="huisvesting_dossier"),
    path(
        "huisvesting/<str:code>/verschoning/",
        huisvesting.huisvesting_verschoning,
        name="huisvesting_verschoning",
    ),
    path(
        "huisvesting/<str:code>/verschoning/<int:pk>/",
        huisvesting.huisvesting_besluit,
        name="huisvesting_besluit",
    ),
]
