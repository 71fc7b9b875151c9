"""A readable Dutch sentence for every kind of line in the logboek. Plain data and one function.

In a sentence stand `{door}` (who), `{van}` and `{naar}` (states in words) and any fact of the line's
`gegevens`. A kind without a sentence, or a line that lacks a fact, falls back to a general one.
"""

import re
from decimal import Decimal
from typing import Any

from toezicht.core.logboek import BESLOTEN
from toezicht.core.machines import staptitels, toestandsnamen
from toezicht.core.models import Logboekregel
from toezicht.core.woorden import klein, nederlands

_DATUM = re.compile(r"\d{4}-\d{2}-\d{2}")
_BEDRAG = re.compile(r"-?\d{1,15}(\.\d{1,2})?")
_TREDE = re.compile(r"t[0-6][ab]?")
_LID = re.compile(r"_lid(\d)")

ONDERWERPEN: dict[str, str] = {
    "overheid": "Overheid",
    "signaal": "Signaal",
    "bestedingsruimte": "Bestedingsruimte",
    "cijfers": "Cijfers",
    "beleidskader": "Beleidskader",
    "huisvesting": "Huisvestingscijfers, levering",
    "verschoonbaarheid": "Verschoonbaarheid",
    "dossier": "Dossier",
    "beoordeling": "Beoordeling",
    "termijn": "Termijn",
    "afspraak": "Afspraak",
    "voorstel": "Voorstel",
    "besluit": "Besluit",
    "vergadering": "Vergadering van GS",
    "stuk": "Stuk",
    "zienswijze": "Zienswijze",
    "brief": "Brief",
    "verzending": "Verzending",
    "inzet": "Inzet",
    "rapport": "Rapport",
    "schema": "Rapportschema",
    "account": "Account",
    "bericht": "Bericht",
    "begrotingsjaar": "Begrotingsjaar",
    "kalenderwijziging": "Feestdagen",
    "herberekening": "Herberekening",
    "mandaat": "Mandaat",
    "vervangregel": "Vervanging",
    "afwezigheid": "Afwezigheid",
    "belang": "Belang",
    "herindeling": "Herindelingsplan",
}

EVENT_TEKST: dict[str, str] = {
    # accounts and messages
    "account_gemaakt": "{door} maakte het account {gebruikersnaam}.",
    "account_gewijzigd": "{door} wijzigde het account.",
    "account_gesloten": "{door} sloot het account.",
    "account_heropend": "{door} heropende het account.",
    "account_uitgenodigd": "{door} verstuurde een nieuwe uitnodiging.",
    "sleutel_gemaakt": "{door} maakte de toegangssleutel “{sleutel}”, geldig tot en met {geldig_tot}.",
    "sleutel_ingetrokken": "{door} trok de toegangssleutel “{sleutel}” in.",
    "bericht_opnieuw": "{door} liet het bericht “{onderwerp}” opnieuw versturen.",
    # holidays
    "kalender_voorgesteld": "{door} stelde voor een gelijkgestelde dag te wijzigen: {dag}, {datum}.",
    "kalender_bevestigd": "{door} bevestigde de wijziging van een gelijkgestelde dag: {dag}, {datum}.",
    "kalender_vervallen": "{door} liet de wijziging van een gelijkgestelde dag vervallen: {dag}, {datum}.",
    "herberekend": "{door} liet de lopende termijnen opnieuw berekenen: {verplaatst} verplaatst.",
    # the register of mandates
    "mandaat_opgesteld": "{door} stelde een mandaat op.",
    "mandaat_vastgesteld": "{door} stelde het mandaat vast.",
    "mandaat_beeindigd": "{door} beëindigde het mandaat.",
    "vervanging_opgesteld": "{door} stelde een vervanging op: {vervanger} voor {voor}.",
    "vervanging_vastgesteld": "{door} stelde de vervanging vast: {vervanger} voor {voor}.",
    "vervanging_beeindigd": "{door} beëindigde de vervanging van {voor} door {vervanger}.",
    "afwezigheid_gemeld": "{door} legde vast dat {wie} afwezig is vanaf {vanaf}.",
    "afwezigheid_ingekort": "{door} legde vast dat {wie} er weer is vanaf {tot}.",
    "afwezigheid_geschrapt": "{door} schrapte de afwezigheid van {wie} vanaf {vanaf}.",
    "belang_opgegeven": "{door} legde een belang van {wie} bij {overheid} vast.",
    "belang_beeindigd": "{door} legde vast dat {wie} geen belang bij {overheid} meer heeft.",
    "voorstel_overgenomen": "{door} zette het voorstel van {eerst_van} op naam van {nu_van}.",
    "inzet_overgedragen": "{door} zette de inzet op naam van {nu_van}.",
    "signaal_overgedragen": "{door} zette het signaal van {eerst_van} op naam van {nu_van}.",
    "voorstel_omgeleid": "Het voorstel lag bij {eerst_bij} en ligt nu bij {nu_bij}.",
    # signals and figures
    "signaal_geregistreerd": "{door} registreerde het signaal.",
    "signaal_in_behandeling": "{door} nam het signaal in behandeling.",
    "signaal_gewogen": "{door} woog het signaal: {naar}.",
    "signaal_gekoppeld": "{door} koppelde het signaal aan een dossier.",
    "signaal_afgehandeld": "{door} handelde het signaal af.",
    "signaal_samengevoegd": "{door} voegde het signaal samen met een ander.",
    "signaal_neemt_op": "{door} nam een ander signaal in dit signaal op.",
    "signaal_verlopen": "Het signaal verliep: de geldigheid is voorbij.",
    "herweging_voorgesteld": "{door} stelde voor het signaal van {van} naar {naar} te wegen.",
    "herweging_aangenomen": "{door} nam de andere weging over: het signaal is nu {ernst}.",
    "herweging_afgewezen": "{door} wees de andere weging af; het signaal blijft {naar}.",
    "bewijsstuk_toegevoegd": "{door} voegde een bewijsstuk toe.",
    "bewijsstuk_gelezen": "{door} opende een bewijsstuk.",
    "toegang_verleend": "{door} gaf {naar} toegang tot het signaal.",
    "cijfers_geladen": "{door} laadde cijfers over {boekjaar}, periode {periode}.",
    # financial supervision
    "regime_vastgesteld": "Het regime voor begrotingsjaar {jaar} staat vast: {naar}.",
    "regime_ingetrokken": "Het preventief toezicht op begrotingsjaar {jaar} is ingetrokken.",
    "intensiteit_gewijzigd": "{door} wijzigde de intensiteit van het toezicht van {van} naar {naar}.",
    "aanbieding_gecorrigeerd": "{door} verbeterde de dag waarop de organisatie verzond: van {van} naar {naar}.",
    "beslisdag_gecorrigeerd": "De dag van het besluit volgt de verbeterde verzenddatum: {naar}, eerder {van}.",
    "goedkeuring_van_rechtswege": "Van rechtswege goedgekeurd; in werking op {in_werking_op}.",
    "bestedingsruimte_gebruikt": "{door} stelde vast dat {bedrag} euro binnen de bestedingsruimte past.",
    "uitgave_vrij": "{door} stelde vast dat voor de uitgave van {bedrag} euro geen toestemming nodig is.",
    "bestedingsruimte_vastgelegd": "{door} legde versie {versie} van de bestedingsruimte vast, vanaf {geldig_van}.",
    "stemmen_vastgelegd": "{door} legde de hoofdelijke stemming vast.",
    "wijziging_gekoppeld": "{door} koppelde de {wijziging}.",
    "coulance_toegezegd": "{door} zegde coulance toe tot en met {naar}.",
    "cijfers_na_besluit": "{door} legde cijfers vast die afwijken van het besluit over begrotingsjaar {jaar}.",
    # the policy
    "beleid_opgesteld": "{door} stelde beleidskader {versie} op.",
    "beleid_ingediend": "{door} bood beleidskader {versie} ter vaststelling aan.",
    "beleid_teruggegeven": "{door} gaf beleidskader {versie} terug.",
    "beleid_vastgesteld": "{door} legde vast dat GS beleidskader {versie} vaststelden (besluit {besluit_kenmerk}).",
    "beleid_vervangen": "Beleidskader {versie} is vervangen vanaf {geldig_tot}.",
    "beleid_ingetrokken": "{door} trok beleidskader {versie} in.",
    "beleid_herleefd": "Beleidskader {versie} geldt weer zonder einddatum.",
    "beleid_overgezet": "{door} zette het dossier over op beleidskader {beleid}.",
    "huisvesting_geladen": "{door} laadde huisvestingscijfers over {halfjaren}.",
    "huisvesting_vastgesteld": "{door} stelde de huisvestingscijfers vast: zij tellen nu mee.",
    "huisvesting_afgewezen": "{door} wees de huisvestingscijfers af.",
    "verschoonbaar_gevraagd": "{door} stelde voor de achterstand verschoonbaar te noemen.",
    "verschoonbaar_toegekend": "{door} oordeelde: voldoet niet, doch verschoonbaar.",
    "verschoonbaar_afgewezen": "{door} oordeelde dat de achterstand niet verschoonbaar is.",
    # the ladder
    "dossier_geopend": "{door} opende het dossier.",
    "feit_vastgelegd": "{door} legde het feit “{naam}” vast.",
    "feit_gecorrigeerd": "{door} verbeterde het feit “{naam}”.",
    "feit_geverifieerd": "{door} controleerde het feit “{naam}”.",
    "toegewezen": "{door} wees het dossier toe aan {behandelaar}.",
    "grondslag_vastgelegd": "{door} legde vast op welke wet het toezicht rust.",
    "onderzoek_signaal": "{door} begon het onderzoek: het dossier staat nu op {naar}.",
    "vraag_informatie": "{door} vroeg informatie op: het dossier staat nu op {naar}.",
    "maak_ambtelijke_afspraken": "{door} legde ambtelijke afspraken vast: het dossier staat nu op {naar}.",
    "start_bestuurlijk_overleg": "{door} begon het bestuurlijk overleg: het dossier staat nu op {naar}.",
    "ga_direct_naar_bestuurlijk_overleg": (
        "{door} ging direct naar bestuurlijk overleg: het dossier staat nu op {naar}."
    ),
    "verleng_afspraken": "{door} verlengde de afspraken.",
    "kondig_voornemen_aan": "{door} kondigde het voornemen aan: het dossier staat nu op {naar}.",
    "sla_over_naar_voornemen": "{door} ging direct naar het voornemen: het dossier staat nu op {naar}.",
    "verleng_voornemen": "{door} verlengde de termijn van het voornemen.",
    "zend_voornemen_opnieuw": "{door} zond het voornemen opnieuw, aan het bestuur van na de herindeling.",
    "zie_af": "{door} zag af van de maatregel: het dossier staat nu op {naar}.",
    "trek_voornemen_in": "{door} trok het voornemen in: het dossier staat nu op {naar}.",
    "besluit_indeplaatsstelling": "{door} voerde het besluit tot indeplaatsstelling door: stand {naar}.",
    "start_uitvoering": "{door} begon met de uitvoering in de plaats van het bestuur: stand {naar}.",
    "rond_uitvoering_af": "{door} rondde de uitvoering af: het dossier staat nu op {naar}.",
    "trek_besluit_in": "{door} trok het besluit in: het dossier staat nu op {naar}.",
    "besluit_met_spoed": "{door} voerde het besluit met spoed door: het dossier staat nu op {naar}.",
    "draag_over": "{door} droeg het dossier over aan een ander bestuur.",
    "neem_terug": "{door} nam het dossier terug: het staat nu op {naar}.",
    "sluit_overgedragen": "{door} sloot het dossier na de overdracht.",
    "bouw_af_naar_t2": "{door} ging een trede omlaag: het dossier staat nu op {naar}.",
    "bouw_af_naar_t3a": "{door} ging een trede omlaag: het dossier staat nu op {naar}.",
    "schaal_af_naar_t1": "{door} schaalde af: het dossier staat nu op {naar}.",
    "schaal_af_naar_t4": "{door} schaalde af: het dossier staat nu op {naar}.",
    "besluit_op_schrift": "{door} stelde mondeling besluit {besluit_nummer} op schrift.",
    "kosten_vastgelegd": "{door} legde kosten vast: {omschrijving}, € {bedrag}.",
    "kosten_gecorrigeerd": "{door} verbeterde een kostenregel: {omschrijving}, € {bedrag}.",
    "schaal_af_naar_t2": "{door} schaalde af: het dossier staat nu op {naar}.",
    "schaal_af_naar_t3a": "{door} schaalde af: het dossier staat nu op {naar}.",
    "schaal_af_naar_t3b": "{door} schaalde af: het dossier staat nu op {naar}.",
    "houd_aan": "{door} hield het dossier aan.",
    "hervat": "{door} hervatte het dossier: het staat nu op {naar}.",
    "ga_terug_naar_signaleren": "{door} ging terug naar signaleren.",
    "sluit_ongegrond": "{door} sloot het dossier: het signaal was ongegrond.",
    "sluit_geen_verwaarlozing": "{door} sloot het dossier: er is geen taakverwaarlozing.",
    "sluit_hersteld": "{door} sloot het dossier: de taak wordt weer uitgevoerd.",
    "sluit_voldaan": "{door} sloot het dossier: aan het gevraagde is voldaan.",
    "sluit_na_aanhouding": "{door} sloot het aangehouden dossier.",
    "sluit_vernietigd": "{door} sloot het dossier: het besluit is vernietigd.",
    "vernietigingszaak_vastgelegd": "{door} legde vast om welk besluit het gaat: {besluit}.",
    "schets_geschreven": "{door} schreef versie {versie} van de situatieschets.",
    "schets_vastgesteld": "{door} stelde versie {versie} van de situatieschets vast.",
    "rol_gekozen": "De provincie koos de rol {naar}, tot en met {geldig_tot}.",
    "herevaluatie_gevraagd": "Er is reden om opnieuw naar de rol te kijken: {reden}",
    "spoed_vastgesteld": "{door} stelde vast dat spoed nodig is.",
    "verzonden": "{door} verzond een stuk.",
    "stuk_toegevoegd": "{door} voegde het stuk “{titel}” toe.",
    "stuk_geverifieerd": "{door} controleerde het stuk.",
    "beoordeling_geverifieerd": "{door} bevestigde de beoordeling als tweede lezer.",
    "brief_opgesteld": "{door} stelde een brief op.",
    "losse_brief_opgesteld": "{door} stelde een brief zonder voorstel op.",
    "losse_brief_gewijzigd": "{door} wijzigde een brief die nog niet weg was.",
    "brief_geupload": "{door} voegde een eigen brief toe.",
    "brief_vervallen": "{door} liet de brief vervallen.",
    "brief_verzonden": "{door} verzond de brief.",
    "zienswijze_beantwoord": "{door} beantwoordde een punt van de zienswijze.",
    "zienswijze_ontvangen": "{door} registreerde de zienswijze.",
    "zienswijze_te_laat": "{door} legde vast of de te late zienswijze meeweegt.",
    "zienswijze_punten": "{door} legde punten uit de zienswijze vast.",
    "zienswijze_geen": "{door} legde vast dat er geen zienswijze kwam.",
    "brief_namen_overgenomen": "{door} nam nieuwe namen over in de brief: {reden}.",
    "voorstel_opgesteld": "{door} stelde een voorstel op.",
    "voorstel_ingediend": "{door} legde het voorstel voor.",
    "voorstel_retour": "{door} gaf het voorstel terug.",
    "voorstel_teruggehaald": "{door} haalde het voorstel terug.",
    "voorstel_ingetrokken": "{door} trok het voorstel in.",
    "voorstel_vervallen": "{door} liet het vastgestelde voorstel vervallen.",
    "voorstel_uitgevoerd": "De stap van het voorstel is gezet.",
    "akkoord_lezer": "{door} las het voorstel als tweede lezer en was akkoord.",
    "akkoord_jurist": "{door} toetste het voorstel juridisch en was akkoord.",
    "akkoord_portefeuillehouder": "{door} was akkoord met behandeling in GS.",
    "besluit_goedgekeurd": "{besloten_door} keurde het voorstel goed (besluit {besluit_nummer}).",
    "voorstel_geagendeerd": "{door} zette het voorstel op de agenda van GS van {vergadering}, punt {agendapunt}.",
    "agendapunt_aangehouden": "GS hielden het voorstel aan (agendapunt {agendapunt} van {vergadering}): {reden}",
    "agendapunt_afgevoerd": "Het voorstel ging van de agenda van {vergadering}: {reden}",
    "schriftelijk_antwoord": "{lid} antwoordde schriftelijk: {antwoord}. Vastgelegd door {door}.",
    "vergadering_gepland": "{door} plande de vergadering van GS van {datum}.",
    "vergadering_gehouden": "{door} legde vast wie in de vergadering van {datum} aanwezig was.",
    "vergadering_aanwezigheid_verbeterd": "{door} verbeterde wie in de vergadering van {datum} aanwezig was.",
    "vergadering_geen_quorum": "In de vergadering van {datum} waren te weinig leden: er komt een tweede.",
    "vergadering_verzet": "{door} verzette de vergadering naar {datum}.",
    "vergadering_vervallen": "{door} liet de vergadering van {datum} vervallen: {reden}",
    "afspraak_gemaakt": "{door} legde de afspraak “{actie}” vast.",
    "afspraak_nagekomen": "{door} legde vast dat de afspraak “{actie}” is nagekomen.",
    "afspraak_niet_nagekomen": "{door} legde vast dat de afspraak “{actie}” niet is nagekomen.",
    "afspraak_geweigerd": "{door} legde vast dat de afspraak “{actie}” is geweigerd.",
    "beoordeling_vastgelegd": "{door} legde een beoordeling vast: {naar}.",
    "termijn_gestart": "Een termijn ging lopen, tot en met {effectief_einde}.",
    "termijn_gestopt": "De termijn stopte: {reden}.",
    "termijn_opgeschort": "De termijn is opgeschort: {reden}.",
    "termijn_langer": "{door} verlengde de termijn, tot en met {effectief_einde}: {reden}.",
    "termijn_herzien": "De termijn is herzien, tot en met {effectief_einde}: {reden}.",
    "termijn_gecorrigeerd": "{door} verbeterde de begindatum. Nu tot en met {effectief_einde}: {reden}.",
    "termijn_herrekend": "De termijn is opnieuw berekend, tot en met {effectief_einde}: {reden}.",
    "termijn_gehouden": "{door} hield de datum van de brief aan: {effectief_einde}.",
    "verzending_gecorrigeerd": "{door} verbeterde de verzenddatum: {verzonden_op}.",
    "verzending_bewijs": "{door} legde het bewijs van verzending vast: {reden}.",
    "verzending_bezorgd": "{door} legde vast dat de brief is bezorgd: {reden}.",
    "verzending_terug": "{door} legde vast dat de brief terugkwam: {reden}.",
    "verzending_opnieuw": "{door} registreerde dat de brief opnieuw is verzonden: {reden}.",
    "termijn_vervangen": "De eerdere berekening verviel: {reden}.",
    "termijn_verlengd": "De termijn is vervangen: {reden}.",
    "termijn_heropend": "De termijn loopt toch nog, tot en met {effectief_einde}: {reden}.",
    "termijn_hervat": "De termijn loopt weer, tot en met {effectief_einde}.",
    # taking over from another system
    "dossier_overgenomen": "Het dossier begon in de bron op {naar}; {door} nam het over.",
    "overname_vastgelegd": "{door} nam het dossier over uit {bron} (zaak {zaaknummer}).",
    "overname_bevestigd": "{door} bevestigde de overname.",
    "overname_ingetrokken": "{door} trok de overname in.",
    "besluit_overgenomen": "{besloten_door} besloot volgens de bron (besluit {besluit_nummer}).",
    "brief_overgenomen": "Volgens de bron ging brief {brief} naar {geadresseerde}.",
    "termijneinde_gekozen": "{door} koos welke einddatum van een overgenomen termijn geldt.",
    # herindeling
    "herindelingsplan_opgesteld": "{door} stelde het plan voor de herindeling op.",
    "herindelingsplan_aangevuld": "Het plan is aangevuld met dossiers die erbij kwamen; bevestig het opnieuw.",
    "herindelingsplan_bevestigd": "{door} bevestigde het plan als tweede persoon.",
    "herindelingsplan_uitgevoerd": "Het plan is uitgevoerd.",
    "herindelingsregel_gekozen": "{door} koos wat er met een dossier gebeurt.",
    "herindelingsregel_uitgevoerd": "Een regel van het plan is uitgevoerd.",
    "herindelingsregel_mislukt": "Een regel van het plan kon niet worden uitgevoerd.",
    "dossier_overgegaan": "Het dossier ging door herindeling over.",
    "dossier_ontvangen": "Het dossier ging door herindeling over en loopt hier verder.",
    "dossier_neemt_op": "Een dossier van voor de herindeling ging hierin op.",
    "dossier_gesloten_herindeling": "Het dossier is gesloten: de organisatie ging over.",
    "voorstel_herindeling": "Het voorstel noemde het oude bestuur en is daarom teruggegeven of vervallen.",
    "brief_vervallen_herindeling": "De brief was nog niet weg en verviel: hij stond op het oude bestuur.",
    "termijn_overgegaan": "De termijn ging mee naar de opvolger, tot en met {effectief_einde}.",
    "huisvesting_verdeeld": "{door} verdeelde het saldo van een gesplitste gemeente over haar opvolgers.",
    # what the province does outside the ladder
    "contactmoment_vastgelegd": "{door} legde een contactmoment vast: {onderwerp}.",
    "inzet_geregistreerd": "{door} registreerde de inzet “{onderwerp}”.",
    "inzet_gewijzigd": "{door} wijzigde de inzet.",
    "inzet_gestart": "{door} legde vast dat de inzet is begonnen.",
    "inzet_afgerond": "{door} rondde de inzet af.",
    "inzet_afgezegd": "{door} zegde de inzet af.",
    "inzetafspraak_gemaakt": "{door} maakte de afspraak “{wat}” met {naar}, uiterlijk {uiterlijk}.",
    "inzetafspraak_overgegeven": "{door} gaf de afspraak “{wat}” aan {naar}; eerder {van}.",
    "inzetafspraak_afgerond": "{door} rondde de afspraak “{wat}” af.",
    # organisations
    "vastgelegd": "{door} legde de overheid vast.",
    "inwonertal": "{door} legde een inwonertal vast.",
    "hernoemd": "De overheid heet voortaan {naar}; eerder {van}.",
    "deelnemer toegetreden": "Een overheid ging aan de regeling deelnemen.",
    "deelnemer uitgetreden": "Een overheid nam niet langer deel aan de regeling.",
    "besluit_afgewezen": "{besloten_door} wees het voorstel af.",
    # reports
    "rapport_gevraagd": "{door} vroeg een rapport.",
    "rapport_gemaakt": "Het rapport is gemaakt.",
    "rapport_mislukt": "Het rapport kon niet worden gemaakt.",
    "rapport_opnieuw_geprobeerd": "{door} liet het rapport opnieuw maken.",
    "rapport_gelezen": "{door} opende het rapport.",
    "schema_vastgelegd": "{door} legde een schema voor rapporten vast.",
    "schema_aangezet": "{door} zette het schema aan.",
    "schema_uitgezet": "{door} zette het schema uit.",
}


def woorden(code: str) -> str:
    """A stored value as words: `dossier_geopend` is *dossier geopend*, the rung `t3a` T3a.

    `preventief_lid1` is *preventief, lid 1*.
    """
    if _TREDE.fullmatch(code):
        return code.capitalize()
    return _LID.sub(r", lid \1", code).replace("_", " ").strip()


def _machine(regel: Logboekregel) -> str:
    """The name of the state machine that a line may be about."""
    soort = regel.onderwerp_soort.removesuffix(BESLOTEN)
    return str(regel.gegevens.get("ladder", "generiek")) if soort == "dossier" else soort


def toestand(regel: Logboekregel, code: str) -> str:
    """The state before or after a line by the name that pages show; what is no state of its machine, as words."""
    return toestandsnamen(_machine(regel)).get(code) or woorden(code)


def _in_zin(regel: Logboekregel, code: str) -> str:
    """The same within a sentence: a state begins small, a name keeps its capital."""
    naam = toestandsnamen(_machine(regel)).get(code)
    return klein(naam) if naam else woorden(code)


def zin(regel: Logboekregel) -> str:
    """What happened, as one sentence."""
    sjabloon = EVENT_TEKST.get(regel.handeling)
    if sjabloon is not None:
        try:
            tekst = sjabloon.format_map(_feiten(regel))
            return f"{tekst[:1].upper()}{tekst[1:]}"
        except KeyError:
            pass  # this line lacks a fact that its kind usually has
    return _algemeen(regel)


def _feiten(regel: Logboekregel) -> dict[str, Any]:
    """What a sentence may use; a fact that is empty is left out, so that the general sentence is taken."""
    feiten = {**regel.gegevens, "van": _in_zin(regel, regel.van), "naar": _in_zin(regel, regel.naar)}
    feiten |= {"door": _door(regel), "reden": regel.reden}
    if "bedrag" in feiten:
        feiten["bedrag"] = bedrag_tekst(feiten["bedrag"])
    for naam, waarde in feiten.items():
        if isinstance(waarde, str) and _DATUM.fullmatch(waarde):
            feiten[naam] = f"{waarde[8:].lstrip('0')}-{waarde[5:7].lstrip('0')}-{waarde[:4]}"
    return {naam: waarde for naam, waarde in feiten.items() if waarde not in (None, "")}


def bedrag_tekst(waarde: object) -> str:
    """An amount of a line (`31460.00`) as people write it: *31.460,00*; what is no amount stays as it is."""
    tekst = str(waarde)
    return nederlands(Decimal(tekst), 2) if _BEDRAG.fullmatch(tekst) else tekst


def _door(regel: Logboekregel) -> str:
    naam = f"{regel.door_naam[:1].upper()}{regel.door_naam[1:]}"
    return f"{naam} (namens {regel.namens})" if regel.namens else naam


def _algemeen(regel: Logboekregel) -> str:
    if titel := staptitels(_machine(regel)).get(regel.handeling):
        return f"{_door(regel)} zette de stap “{titel}”."
    return f"{_door(regel)}: {woorden(regel.handeling)}."


def onderwerp_in_woorden(regel: Logboekregel, naam: str = "") -> str:
    """What the line is about: kind, and its number or name when known."""
    code = regel.onderwerp_soort.removesuffix(BESLOTEN)
    soort = ONDERWERPEN.get(code, woorden(code).capitalize())
    return f"{soort} {naam or regel.onderwerp_id}"
