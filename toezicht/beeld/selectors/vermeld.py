"""What the time line of one organisation tells, and the words of signals in it. Plain data."""

VERMELD = (
    "dossier_geopend",
    "besluit_goedgekeurd",
    "besluit_afgewezen",
    "voorstel_retour",
    "termijn_gestart",
    "termijn_heropend",
    "termijn_hervat",
    "afspraak_nagekomen",
    "afspraak_niet_nagekomen",
    "afspraak_geweigerd",
    "signaal_geregistreerd",
    "signaal_gewogen",
    "signaal_verlopen",
    "herweging_aangenomen",
    "rapport_gemaakt",
    "contactmoment_vastgelegd",
    "inzet_geregistreerd",
    "inzet_gestart",
    "inzet_afgerond",
    "inzet_afgezegd",
    "inzetafspraak_afgerond",
)

SIGNAALWOORDEN = {
    "signaal_geregistreerd": "Signaal gemeld",
    "signaal_gewogen": "Signaal gewogen",
    "signaal_verlopen": "Signaal telt niet meer mee",
    "herweging_aangenomen": "Signaal anders gewogen",
}
