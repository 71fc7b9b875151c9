"""Every kind of letter of every ladder: its template, mandatory blocks, remedy, addressees and accessible PDF."""

import io
from pathlib import Path

import page
import pytest
from pypdf import PdfReader

from interventieladder import brieven
from interventieladder.briefsjablonen import SJABLONEN, Briefsjabloon, Rechtsmiddel
from interventieladder.briefsjablonen.context import VELDEN as CONTEXTVELDEN
from interventieladder.briefsjablonen.controle import (
    bezwaar_tegen_keuze,
    bezwaren_tegen,
    controleer_sjablonen,
)
from interventieladder.briefsjablonen.overzicht import als_markdown
from interventieladder.briefsjablonen.soorten import alinea, blok, tabel
from interventieladder.brieven.feiten import feiten_van
from interventieladder.brieven.waarden import MAKERS, Context
from interventieladder.guards.spoed import BESLUITEN_T5
from interventieladder.ladders import machine_op
from interventieladder.models import Spoedvaststelling
from interventieladder.services.briefverzending import termijnen_van
from interventieladder.standen import PLANNEN
from interventieladder.treden import DOCUMENTEN
from tests.factories import OverheidFactory, ToezichthouderFactory
from tests.interventieladder.brievenwereld import (
    concept,
    definitief,
    dossier_voor,
    maak_brief,
    maak_dossier,
    maak_regeling,
    maak_voorstel,
    maak_waterschap,
    voorstel_voor,
)
from tests.interventieladder.test_brieven_velden import geldig
from toezicht.core.fouten import Weigering

GEEN_BRIEF = {"A8-L1", "FIN-B", "FIN-GS", "notitie", "evaluatie", "overdracht"}
"""Documents that no template makes: a herindelingsontwerp, a form, and papers that stay inside."""
VERPLICHT = {
    "L1": {"kenmerk", "vervolg", "geen_toezegging", "privacy", "grens"},
    "L2": {"aanleiding", "grondslag", "vragen", "wijze", "gevolg"},
    "L3": {"verwijzing", "nieuwe_datum", "gevolg"},
    "L4": {"agenda", "bevindingen", "deelnemers", "data"},
    "L4b": {"agenda", "bevindingen", "deelnemers", "data"},
    "L5": {"bevindingen", "afspraken", "trede", "vervolg"},
    "L5b": {"bevindingen", "afspraken", "trede", "vervolg"},
    "L6": {"voortgang", "motivering", "besluit"},
    "L6b": {"voortgang", "motivering", "besluit", "laatste_keer"},
    "L7": {
        *("voornemen", "wettelijke_taak", "feiten", "peildatum", "eerdere_stappen", "beoordeling"),
        *(
            "lichter_middel",
            "beleidsvrijheid",
            "verwachting",
            "zienswijze",
            "vervolg",
            "kosten",
            "publicatie",
        ),
    },
    "L8": {
        *("besluit", "wettelijke_taak", "feiten", "peildatum", "eerdere_stappen", "beoordeling"),
        *("lichter_middel", "beleidsvrijheid", "zienswijze", "termijn", "uitvoering", "aanwijzing", "kosten"),
        "inwerkingtreding",
    },
    "L9": {"soort", "organisatie", "taak", "inhoud", "inzage"},
    "L10": {"vastgesteld_op", "feiten", "besluit", "nazorg"},
    "L11": {"grondslag", "medewerking", "aanwijzing"},
    "L12": {"grondslag", "kosten", "totalen", "totaal", "betaling"},
    "L13": {"oordelen", "goed", "beter", "verwachting", "wederhoor"},
    "L14": {"besluit", "bekend_op", "grond", "advies", "kennisgeving"},
    "L15": {"besluit", "overweging", "stuiting"},
    "L16": {"wat", "waarom", "stand", "vervolg", "vertrouwelijkheid"},
    "L17": {"gevraagd", "argumenten", "kanttekeningen", "kosten"},
    "L18": {"aanwezig", "onderwerpen", "akkoord"},
    "FIN-L1": {"procedure", "data", "toetsing", "aandacht"},
    "FIN-L2": {"conclusie", "ontvangst", "oordeel", "bevindingen", "gevolg"},
    "FIN-L3": {"bevinding", "anders", "uiterlijk"},
    "FIN-L4": {
        *(
            "besluit",
            "evenwicht_t",
            "herstel",
            "gevolgen",
            "ruimte",
            "herstelplan",
            "herstelplan_op",
            "rapportage",
        ),
        *("termijn", "bekendmaking"),
    },
    "FIN-L5": {"document", "waarom", "einde"},
    "FIN-L6": {"ontvangst", "einde"},
    "FIN-L7": {"einde", "eenmaal"},
    "FIN-L8": {"voornemen", "overleg"},
    "FIN-L9": {"raadsbesluit", "besluit", "vrijgesteld", "blijft", "verwachtingen"},
    "FIN-L10": {"grond", "overleg", "gevolg"},
    "FIN-L11": {"mededeling", "op"},
    "FIN-L12": {"aanvraag", "besluit", "toets", "voorschriften"},
    "FIN-L13": {"besluit", "nieuwe_ruimte"},
    "FIN-L14": {"besluit", "waarom", "gevolg"},
    "FIN-L15": {"mededeling", "grond"},
    "FIN-L16": {"lid1", "lid2", "arhi", "repressief"},
    "FIN-L17": {"aanvraag", "positie", "oordeel", "advies"},
    "FIN-L18": {"besluit", "waarom", "verwachting"},
    "FIN-L19": {"conclusie", "oordeel", "gevolg"},
    "FIN-L20": {"conclusie", "oordeel", "gevolg"},
    "FIN-L210": {"uitgave", "besluit", "grond"},
    "FIN-47": {"besluit", "aanleiding", "uitgaven", "waarom", "einde"},
    "FIN-ARHI": {"besluit", "soorten"},
    "FIN-O": {"ontvangst", "vervolg"},
    "FIN-A": {"ontbreekt", "uiterlijk", "gevolg"},
    "VN-L1": {"besluit", "bekend_op", "grond", "advies", "buiten_termijn"},
    "VW-L1": {"besluit", "grond", "zienswijze", "gevolg", "bekendmaking"},
}
"""What ladder.md 1.10 and finance.md 5 ask of each letter, beside its head."""
OPEN = {
    "L8": Rechtsmiddel.REGIME,
    **dict.fromkeys(
        ("L12", "VW-L1", "FIN-L4", "FIN-L5", "FIN-L9", "FIN-L10", "FIN-L12", "FIN-L13", "FIN-L14", "FIN-L18"),
        Rechtsmiddel.JURIST_BEPAALT,
    ),
    **dict.fromkeys(("FIN-L210", "FIN-47", "FIN-ARHI"), Rechtsmiddel.JURIST_BEPAALT),
}
"""Where a remedy belongs; against every other letter nothing stands open."""
LANG = "Sint-Jansteenwijkerhout-Binnenwaterseveen en Nieuw-Overkant"


def tekst_van(pdf):
    """All text, with runs of white space as one space."""
    return " ".join(" ".join(blad.extract_text() for blad in PdfReader(io.BytesIO(pdf)).pages).split())


def eis_ua(pdf):
    verslag = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert verslag.is_compliant, verslag.failures


def test_every_letter_of_every_ladder_has_a_template():
    gevraagd = {soort for plan in PLANNEN for r in machine_op(plan).overgangen for soort in r.documenten}
    assert gevraagd - GEEN_BRIEF <= set(SJABLONEN)
    assert set(SJABLONEN) == set(DOCUMENTEN) - GEEN_BRIEF == set(VERPLICHT)


@pytest.mark.parametrize("soort", SJABLONEN)
def test_the_blocks_the_specification_asks_are_mandatory(soort):
    verplicht = {veld.code for veld in SJABLONEN[soort].velden if veld.verplicht}
    assert VERPLICHT[soort] <= verplicht
    assert SJABLONEN[soort].rechtsmiddel == OPEN.get(soort, Rechtsmiddel.GEEN)
    assert ("rechtsmiddel" in verplicht) is (OPEN.get(soort) == Rechtsmiddel.JURIST_BEPAALT)


@pytest.mark.parametrize("soort", SJABLONEN)
def test_a_letter_without_a_mandatory_block_is_refused_with_its_name(soort):
    vol = geldig(soort)
    assert brieven.controleer_velden(soort, vol)
    for veld in SJABLONEN[soort].velden:
        if not veld.verplicht:
            continue
        with pytest.raises(Weigering) as fout:
            brieven.controleer_velden(soort, {k: v for k, v in vol.items() if k != veld.code})
        assert fout.value.veld == veld.code
        assert veld.label in fout.value.melding


def test_the_page_of_all_letters_is_current():
    assert Path("docs/brieven.md").read_text() == als_markdown()


def test_all_templates_pass_the_one_checker():
    assert controleer_sjablonen() == []


@pytest.mark.parametrize(
    ("anders", "zegt"),
    [
        ({"blokken": (blok("a", "A", "x"), blok("a", "A", "x"))}, "“a” staat er tweemaal in"),
        ({"blokken": (blok("a", "A", "{niets}"),)}, "X, a: onbekend veld {niets}"),
        ({"blokken": (blok("a", "A", "{taak"),)}, "onbekend veld {"),
        ({"blokken": (blok("a", "A", " "),)}, "verplicht blok zonder standaardtekst en zonder vraag"),
        ({"blokken": (tabel("a", "A", ""),)}, "een tabel zonder kolommen"),
        (
            {"blokken": (alinea("a", "A", verplicht=False),), "rechtsmiddel": "cassatie"},
            "onbekend rechtsmiddel",
        ),
        ({"blokken": (blok("a", "A", "x"),), "onderwerp": "{vandaag}"}, "onderwerp: onbekend veld {vandaag}"),
    ],
)
def test_the_checker_names_what_is_wrong(anders, zegt):
    assert any(zegt in bezwaar for bezwaar in bezwaren_tegen(Briefsjabloon("X", **anders)))


def test_every_field_of_a_text_can_be_filled_in():
    assert set(MAKERS) == set(CONTEXTVELDEN)


@pytest.mark.django_db
@pytest.mark.parametrize("soort", ["", "begrotingsregime", "vernietiging_waterschap"])
def test_every_field_has_a_value_on_every_kind_of_ladder(soort):
    brief = f"FIN-{soort}" if soort == "begrotingsregime" else "VW-L1" if soort else "L2"
    dossier = dossier_voor(brief, OverheidFactory(naam="Duinrand"), ToezichthouderFactory())
    context = Context(dossier, voorstel_voor("L8", dossier))
    leeg = {veld for veld in CONTEXTVELDEN if not context.get(veld)}
    assert leeg <= {"onderdeel", "zienswijzen", "spoed"}  # while nothing is on record


@pytest.mark.django_db
@pytest.mark.parametrize("soort", SJABLONEN)
def test_every_letter_is_drawn_accessible_for_both_kinds_of_recipient(soort):
    door = ToezichthouderFactory(first_name="Sanne", last_name="Dijkstra")
    gemeente = dossier_voor(soort, OverheidFactory(naam=LANG, adres="Postbus 7\n0007 XX Duinrand"), door)
    weg = {} if soort in ("L9", "FIN-L16") else {"bijlagen": []}
    brief = maak_brief(soort, gemeente, voorstel_voor(soort, gemeente), **weg)
    pdf = definitief(brief)
    eis_ua(pdf)
    tekst = tekst_van(pdf)
    assert LANG.replace(" ", "") in tekst.replace(" ", "") or soort in ("L1", "FIN-L15", "FIN-L16", "L17")
    assert "{" not in tekst
    assert "ingevuld" not in tekst
    if soort == "L7":
        assert "Bezwaar of beroep is daarom nu niet mogelijk" in tekst
    elif OPEN.get(soort):
        assert "binnen zes weken na de dag van bekendmaking" in tekst
        assert "voorlopige voorziening" in tekst
    else:
        assert "zes weken na de dag van bekendmaking" not in tekst
        assert "voorlopige voorziening" not in tekst

    regeling = dossier_voor(soort, maak_regeling(9), door)
    opzet = concept(maak_brief(soort, regeling, voorstel_voor(soort, regeling)))
    eis_ua(opzet)
    assert all("CONCEPT" in blad.extract_text() for blad in PdfReader(io.BytesIO(opzet)).pages)


@pytest.mark.django_db
@pytest.mark.parametrize("soort", ["L7", "L8", "L13", "L14", "FIN-L2", "FIN-L4", "FIN-L10", "FIN-L19"])
def test_the_raden_of_all_that_take_part_get_a_copy(soort):
    regeling = dossier_voor(soort, maak_regeling(3), ToezichthouderFactory())
    namen = [g["naam"] for g in brieven.standaard_geadresseerden(soort, regeling)]
    assert [n for n in namen if n.startswith("Gemeenteraad")] == [
        f"Gemeenteraad van Deelgemeente {nummer:02d}" for nummer in range(3)
    ]


@pytest.mark.django_db
def test_a_budget_letter_goes_to_the_raad_with_a_copy_to_the_college():
    dossier = dossier_voor("FIN-L4", OverheidFactory(naam="Duinrand"), ToezichthouderFactory())
    assert [(g["rol"], g["naam"]) for g in brieven.standaard_geadresseerden("FIN-L4", dossier)] == [
        ("orgaan", "Gemeenteraad van Duinrand"),
        ("afschrift", "College van burgemeester en wethouders van Duinrand"),
    ]


@pytest.mark.django_db
def test_a_letter_about_rungs_is_refused_beside_the_general_ladder():
    dossier = dossier_voor("FIN-L4", OverheidFactory(naam="Duinrand"), ToezichthouderFactory())
    with pytest.raises(Weigering, match="hoort bij de interventieladder"):
        brieven.standaard_velden("L8", dossier)


@pytest.mark.django_db
def test_the_remedy_that_the_policy_laid_down_is_filled_in_and_printed():
    dossier = dossier_voor("FIN-L10", OverheidFactory(naam="Duinrand"), ToezichthouderFactory())
    voorstel = voorstel_voor("FIN-L10", dossier)
    assert brieven.standaard_velden("FIN-L10", dossier, voorstel)["rechtsmiddel"] == "beroep_abrvs"
    geen = tekst_van(definitief(maak_brief("FIN-L10", dossier, voorstel, rechtsmiddel="geen")))
    assert "Rechtsmiddel" not in geen
    with pytest.raises(Weigering, match="Kies bij “Rechtsmiddel” uit de lijst") as fout:
        maak_brief("FIN-L10", dossier, voorstel, rechtsmiddel="hoger_beroep")
    assert fout.value.veld == "rechtsmiddel"


@pytest.mark.django_db
def test_stepping_in_at_a_waterschap_has_the_remedy_its_own_law_gives():
    """An archive duty goes straight to the Afdeling; Waterschapswet 60 is in no annex, so the jurist says (2.5)."""
    waterschap = maak_waterschap()
    archief = maak_dossier(waterschap, taak="archiefzorg_waterschap")
    recht = tekst_van(definitief(maak_brief("L8", archief, voorstel_voor("L8", archief))))
    assert "Het algemeen bestuur of het dagelijks bestuur kan binnen zes weken" in recht
    assert "voorzieningenrechter van de Afdeling" in recht
    ander = maak_dossier(waterschap, taak="bericht_en_raad_waterschap", door=archief.behandelaar)
    voorstel = voorstel_voor("L8", ander)
    with pytest.raises(Weigering, match="“Rechtsmiddel”"):
        maak_brief("L8", ander, voorstel)
    bezwaar = tekst_van(definitief(maak_brief("L8", ander, voorstel, rechtsmiddel="bezwaar_gs")))
    assert "bezwaarschrift naar Gedeputeerde Staten" in bezwaar
    assert "Afdeling bestuursrechtspraak" not in bezwaar
    rechtbank = tekst_van(concept(maak_brief("L8", ander, voorstel, rechtsmiddel="rechtbank")))
    assert "Een belanghebbende kan binnen zes weken" in rechtbank


@pytest.mark.django_db
def test_against_an_approval_no_objection_can_be_chosen_and_anybody_concerned_can_appeal():
    """Awb 7:1 lid 1 c; who may appeal is closed for stepping in alone."""
    dossier = dossier_voor("FIN-L10", OverheidFactory(naam="Duinrand"), ToezichthouderFactory())
    voorstel = voorstel_voor("FIN-L10", dossier)
    with pytest.raises(Weigering, match="Kies bij “Rechtsmiddel” uit de lijst"):
        maak_brief("FIN-L10", dossier, voorstel, rechtsmiddel="bezwaar_gs")
    assert bezwaar_tegen_keuze("FIN-L9", "bezwaar_gs").startswith("kies uit geen, rechtbank, beroep_abrvs")
    tekst = tekst_van(definitief(maak_brief("FIN-L10", dossier, voorstel)))
    assert "Een belanghebbende kan binnen zes weken" in tekst


@pytest.mark.django_db
def test_an_urgent_decision_prints_no_term():
    dossier = maak_dossier()
    voorstel = voorstel_voor("L8", dossier)
    met = tekst_van(definitief(maak_brief("L8", dossier, voorstel)))
    assert "U kunt tot en met maandag 28 december 2026 zelf in de taak voorzien." in met
    voorstel.termijn_weken = None
    zonder = tekst_van(definitief(maak_brief("L8", dossier, voorstel, termijn="Er is gevaar.")))
    assert "zelf in de taak voorzien" not in zonder
    assert "De raad, het college of de burgemeester kan binnen zes weken" in zonder


@pytest.mark.django_db
@pytest.mark.parametrize("stap", BESLUITEN_T5)
def test_the_notice_of_a_decision_is_one_of_a_decision_urgent_or_not(stap):
    """Gw 124 lid 4: the provinciaal blad says that it was decided, and of urgency that no term runs."""
    dossier = maak_dossier()
    voorstel = maak_voorstel(dossier, stap, "t4", "gs")
    met = brieven.standaard_velden("L9", dossier, voorstel)
    assert met["soort"] == "Besluit tot indeplaatsstelling"
    assert "niet binnen de gestelde termijn zelf doet" in met["inhoud"]
    voorstel.termijn_weken = None
    zonder = brieven.standaard_velden("L9", dossier, voorstel)["inhoud"]
    assert "Gedeputeerde Staten hebben besloten" in zonder
    assert "Vanwege de spoed geldt daarvoor geen termijn." in zonder
    assert "gestelde termijn" not in zonder


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stap", "soort", "zin"),
    [
        ("kondig_voornemen_aan", "Voornemen tot", "zijn voornemens om"),
        ("sla_over_naar_voornemen", "Voornemen tot", "zijn voornemens om"),
        ("zend_voornemen_opnieuw", "Voornemen tot", "zijn voornemens om"),
        ("zie_af", "Afzien van", "zien af van het besluit om"),
        ("trek_voornemen_in", "Intrekking van het voornemen", "trekken het voornemen in"),
        ("trek_besluit_in", "Intrekking van het besluit", "trekken het besluit in"),
        ("schaal_af_naar_t2", "Intrekking van het besluit", "trekken het besluit in"),
        ("besluit_met_spoed", "Besluit tot", "hebben besloten om"),
    ],
)
def test_the_notice_says_what_was_done(stap, soort, zin):
    dossier = maak_dossier()
    velden = brieven.standaard_velden("L9", dossier, maak_voorstel(dossier, stap, "t4", "gs"))
    assert velden["soort"].startswith(soort)
    assert f"Gedeputeerde Staten {zin}" in velden["inhoud"]


@pytest.mark.django_db
def test_every_step_that_asks_a_notice_has_a_text_of_its_own():
    stappen = {o.stap for o in machine_op("generiek").overgangen if "L9" in o.documenten}
    assert stappen <= {
        *("kondig_voornemen_aan", "sla_over_naar_voornemen", "zend_voornemen_opnieuw", "zie_af"),
        *("trek_voornemen_in", "trek_besluit_in", *BESLUITEN_T5),
        *(stap for stap in stappen if stap.startswith("schaal_af")),
    }


@pytest.mark.django_db
def test_where_no_notice_is_asked_no_letter_promises_one():
    """Waterschapswet 60: neither law nor policy orders a notice in the provinciaal blad (ladder.md 2.5)."""
    gemeente, schap = maak_dossier(), maak_dossier(maak_waterschap(), taak="bericht_en_raad_waterschap")
    for dossier, belooft in ((gemeente, True), (schap, False)):
        voorstel = maak_voorstel(dossier, "stap", "t4", "gs")
        for soort, blok_ in (("L7", "publicatie"), ("L8", "inwerkingtreding")):
            tekst = brieven.standaard_velden(soort, dossier, voorstel)[blok_]
            assert ("provinciaal blad" in tekst) is belooft
            assert "afschrift" in tekst.lower()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("middel", "termijnen"),
    [("geen", []), ("bezwaar_gs", []), ("rechtbank", ["beroep"]), ("beroep_abrvs", ["beroep"])],
)
def test_a_term_for_appeal_runs_only_where_the_letter_says_so(middel, termijnen):
    schap = maak_dossier(maak_waterschap(), taak="bericht_en_raad_waterschap")
    voorstel = voorstel_voor("L8", schap)
    brief = maak_brief("L8", schap, voorstel, rechtsmiddel=middel)
    gestart = [str(soort) for soort, _, _ in termijnen_van(brief, voorstel)]
    assert [soort for soort in gestart if soort != "begunstiging"] == termijnen


@pytest.mark.django_db
def test_an_urgent_decision_says_why_it_waits_for_nobody():
    """Gw 124 lid 2: without a term the text is another one, also where the province wrote its own with a term."""
    dossier = maak_dossier()
    voorstel = maak_voorstel(dossier, "besluit_met_spoed", "t3b", "gs", termijn_weken=None)
    Spoedvaststelling.objects.create(
        dossier=dossier,
        reden="gevaar",
        toelichting="De dijk is instabiel.",
        gebeld="De secretaris, 9.00 uur",
        vastgesteld_door=dossier.behandelaar,
        vastgesteld_op=dossier.geopend_op,
    )
    dossier.__dict__.pop("feiten", None)
    velden = brieven.standaard_velden("L8", dossier, voorstel)
    assert velden["termijn"].endswith("Gevaar voor veiligheid of milieu. De dijk is instabiel.")
    assert "gelegenheid" not in velden["termijn"]
    assert velden["uitvoering"].startswith("Wij voorzien direct in uw plaats.")
    assert feiten_van("L8", dossier, voorstel)["spoed"] in velden["termijn"]
    voorstel.termijn_weken = 6
    assert "gelegenheid hebt gehad" in brieven.standaard_velden("L8", dossier, voorstel)["termijn"]
    assert "spoed" not in feiten_van("L8", dossier, voorstel)


@pytest.mark.django_db
@pytest.mark.parametrize("soort", SJABLONEN)
def test_no_day_of_the_law_is_guessed(soort):
    """A date comes from the facts or stays empty; two weeks to answer only where somebody is asked to."""
    dossier = dossier_voor(soort, OverheidFactory(naam="Duinrand"), ToezichthouderFactory())
    velden = brieven.standaard_velden(soort, dossier, voorstel_voor(soort, dossier))
    gevuld = {v.code for v in SJABLONEN[soort].blokken if v.soort == "datum" and velden[v.code]}
    verwacht = {
        "L3": "nieuwe_datum",
        "FIN-A": "uiterlijk",
        "L10": "vastgesteld_op",
        **dict.fromkeys(("L5", "L5b", "L6", "L6b", "L7", "L8"), "peildatum"),
        **dict.fromkeys(("L14", "VN-L1"), "bekend_op"),
    }
    assert gevuld == ({verwacht[soort]} if soort in verwacht else set())


@pytest.mark.django_db
def test_each_organisation_reads_its_own_law():
    """Cooperation, annulment, the day a budget is due, and the regime differ per kind of organisation."""
    door = ToezichthouderFactory()
    gemeente, regeling, waterschap = OverheidFactory(naam="Duinrand"), maak_regeling(1), maak_waterschap()

    dossiers = {}

    def alles(soort, overheid, **taak):
        plek = (overheid.pk, soort[:4])  # one open dossier per ladder and budget year
        if plek not in dossiers:
            eigen = maak_dossier(overheid, door=door, **taak) if taak else dossier_voor(soort, overheid, door)
            dossiers[plek] = eigen, voorstel_voor(soort, eigen)
        dossier, voorstel = dossiers[plek]
        velden = brieven.standaard_velden(soort, dossier, voorstel)
        return f"{brieven.standaard_onderwerp(soort, dossier, voorstel)} {velden}"

    assert "(artikel 124g van de Gemeentewet)" in alles("L11", gemeente)
    assert "32j van de Wet gemeenschappelijke regelingen" in alles("L11", regeling)
    assert "Gemeentewet" not in alles("L11", waterschap, taak="bericht_en_raad_waterschap")
    assert "artikel 273a van de Gemeentewet" in alles("L14", gemeente)
    assert "artikel 37 van de Wet gemeenschappelijke regelingen" in alles("L14", regeling)
    assert "vóór 15 november 2026" in alles("FIN-L1", gemeente)
    assert "vóór 15 september 2026" in alles("FIN-L1", regeling)
    assert "vóór 1 december 2026" in alles("FIN-L1", waterschap)
    brief = alles("FIN-L20", waterschap)
    assert "repressief" not in brief
    assert "behoeven onze goedkeuring niet" in brief
    assert not any("203" in veld.grondslag for veld in SJABLONEN["FIN-L20"].velden)
    assert "onherroepelijk" in alles("FIN-L210", gemeente)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("soort", "code"),
    [
        ("L13", "goed"),
        ("L13", "verwachting"),
        ("L13", "wederhoor"),
        ("L17", "kosten"),
        ("FIN-A", "ontbreekt"),
    ],
)
def test_what_only_the_drafter_knows_is_asked_and_not_made_up(soort, code):
    dossier = dossier_voor(soort, OverheidFactory(naam="Duinrand"), ToezichthouderFactory())
    velden = brieven.standaard_velden(soort, dossier, voorstel_voor(soort, dossier))
    assert not velden[code]
    veld = next(v for v in SJABLONEN[soort].blokken if v.code == code)
    assert veld.hint
    with pytest.raises(Weigering) as fout:
        brieven.controleer_velden(soort, geldig(soort) | {code: velden[code]})
    assert fout.value.veld == code
