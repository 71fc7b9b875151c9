"""All addresses. Each app lists its own; the order is the order of the house."""

from django.urls import include, path

urlpatterns = [
    path("", include("toezicht.core.urls")),
    path("", include("toezicht.beeld.urls")),
    path("", include("signalen.urls")),
    path("", include("interventieladder.urls")),
    path("", include("reports.urls")),
    path("", include("toezicht.api.urls")),
]

handler400 = "toezicht.core.views.fouten.onjuist_verzoek"
handler403 = "toezicht.core.views.fouten.geen_toegang"
handler404 = "toezicht.core.views.fouten.niet_gevonden"
handler500 = "toezicht.core.views.fouten.storing"
