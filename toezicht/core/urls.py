"""Addresses of the shared ground."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from toezicht.core.views import accounts, gezondheid, inloggen, logboek, sleutels, termijnen

urlpatterns = [
    path("levend/", gezondheid.levend, name="levend"),
    path("inloggen/", inloggen.Inloggen.as_view(), name="inloggen"),
    path("uitloggen/", LogoutView.as_view(), name="uitloggen"),
    path("wachtwoord/", inloggen.WachtwoordWijzigen.as_view(), name="wachtwoord_wijzigen"),
    path("wachtwoord/vergeten/", inloggen.WachtwoordVergeten.as_view(), name="wachtwoord_vergeten"),
    path(
        "wachtwoord/vergeten/verzonden/",
        inloggen.WachtwoordVergetenVerzonden.as_view(),
        name="wachtwoord_vergeten_verzonden",
    ),
    path(
        "wachtwoord/instellen/<uidb64>/<token>/",
        inloggen.WachtwoordInstellen.as_view(),
        name="wachtwoord_instellen",
    ),
    path("wachtwoord/ingesteld/", inloggen.WachtwoordIngesteld.as_view(), name="wachtwoord_ingesteld"),
    path("sleutels/", sleutels.sleutels, name="sleutels"),
    path("sleutels/<int:sleutel_id>/intrekken/", sleutels.sleutel_intrekken, name="sleutel_intrekken"),
    path("logboek/", logboek.logboek, name="logboek"),
    path("termijnen/rekenhulp/", termijnen.termijnrekenhulp, name="termijnrekenhulp"),
    path("beheer/sleutels/", sleutels.sleutelbeheer, name="sleutelbeheer"),
    path(
        "beheer/sleutels/<int:sleutel_id>/intrekken/",
        sleutels.sleutelbeheer_intrekken,
        name="sleutelbeheer_intrekken",
    ),
    path("beheer/accounts/", accounts.accounts, name="accounts"),
    path("beheer/accounts/nieuw/", accounts.account_nieuw, name="account_nieuw"),
    path("beheer/accounts/<int:account_id>/", accounts.account, name="account"),
    path("beheer/accounts/<int:account_id>/sluiten/", accounts.account_sluiten, name="account_sluiten"),
    path("beheer/accounts/<int:account_id>/heropenen/", accounts.account_heropenen, name="account_heropenen"),
    path(
        "beheer/accounts/<int:account_id>/uitnodigen/", accounts.account_uitnodigen, name="account_uitnodigen"
    ),
    path("beheer/gezondheid/", gezondheid.gezondheid, name="gezondheid"),
    path("beheer/berichten/<int:bericht_id>/opnieuw/", gezondheid.bericht_opnieuw, name="bericht_opnieuw"),
]
