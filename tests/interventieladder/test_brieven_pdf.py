"""The letters as PDF: drawn, accessible, the same bytes, and with nothing that sending has to fill in."""

import io
import re

import page
import pytest
from pypdf import PdfReader

from interventieladder import brieven
from interventieladder.services import brieven as diensten
from interventieladder.treden import DOCUMENTEN
from tests.factories import GedeputeerdeFactory, OverheidFactory, TeamleiderFactory
from tests.interventieladder.brievenwereld import (
    BRIEFDATUM,
    STAPPEN,
    besluit,
    concept,
    definitief,
    maak_brief,
    maak_dossier,
    maak_regeling,
    maak_voorstel,
    maak_waterschap,
)
from toezicht.core.fouten import Weigering

pytestmark = pytest.mark.django_db

INVUL = "wordt ingevuld bij verzending"


def tekst_van(pdf):
    """All text, with runs of white space as one space."""
    return " ".join(" ".join(blad.extract_text() for blad in PdfReader(io.BytesIO(pdf)).pages).split())


def eis_ua(pdf):
    verslag = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert verslag.is_compliant, verslag.failures


@pytest.fixture
def dossier():
    return maak_dossier()


def test_every_kind_with_a_template_has_fields_and_the_other_way_round():
    assert set(brieven.VELDEN) == {d.code for d in DOCUMENTEN.values() if d.sjabloon}


@pytest.mark.parametrize("soort", STAPPEN)
def test_final_letter_is_accessible_and_complete(dossier, soort):
    brief = maak_brief(soort, dossier)
    pdf = definitief(brief)
    eis_ua(pdf)
    lezer = PdfReader(io.BytesIO(pdf))
    assert lezer.trailer["/Root"]["/Lang"] == "nl"
    assert lezer.metadata.title == f"{DOCUMENTEN[soort].naam}: {brief.onderwerp}"
    tekst = tekst_van(pdf)
    for woord in ("Provincie Voorbeeldland", "12 oktober 2026", "IBT-2026-0012", dossier.nummer):
        assert woord in tekst
    assert f"pagina 1 van {len(lezer.pages)}" in tekst
    assert "Sanne Dijkstra" in tekst
    assert "088 000 99 00" in tekst.replace("\u00a0", " ")
    assert "ingevuld" not in tekst
    assert "concept" not in tekst.lower()
    for volgende in lezer.pages[1:]:
        assert "Ons kenmerk IBT-2026-0012" in volgende.extract_text()


@pytest.mark.parametrize("soort", STAPPEN)
def test_concept_is_accessible_marked_and_without_date_or_kenmerk(dossier, soort):
    brief = maak_brief(soort, dossier)
    pdf = concept(brief)
    eis_ua(pdf)
    tekst = tekst_van(pdf)
    assert "Concept, nog niet verzonden" in tekst
    assert tekst.count(INVUL) >= 2
    assert all("CONCEPT" in blad.extract_text() for blad in PdfReader(io.BytesIO(pdf)).pages)
    assert "12 oktober 2026" not in tekst
    assert "IBT-2026-0012" not in tekst
    assert PdfReader(io.BytesIO(pdf)).metadata.title.startswith("Concept")


@pytest.mark.parametrize("soort", STAPPEN)
def test_same_letter_gives_the_same_bytes(dossier, soort):
    brief = maak_brief(soort, dossier)
    assert definitief(brief) == definitief(brief)
    assert concept(brief) == concept(brief)
    assert brieven.sha256(definitief(brief)) != brieven.sha256(concept(brief))


@pytest.mark.parametrize(
    ("soort", "zinnen"),
    [
        ("L2", ["uiterlijk maandag 9 november 2026", "artikel 118 van de Gemeentewet", "Hoe geeft uw gemeente"]),
        ("L5", ["maandag 12 april 2027", "trede T3a Ambtelijk overleg en afspraken", "15 januari 2027"]),
        ("L5b", ["maandag 12 april 2027", "trede T3b Bestuurlijk overleg en afspraken", "Collegebesluit en plan"]),
        ("L6", ["De nieuwe einddatum is maandag 12 april 2027", "de eerste verlenging"]),
        (
            "L7",
            [
                "uiterlijk maandag 28 december 2026",
                "tot en met maandag 9 november 2026",
                "artikel 124, eerste lid, van de Gemeentewet",
                "ten laste van de gemeente Duinrand",
                "niet naar behoren is bereikt",
                "provinciaal blad",
                "2 november 2026",
                "op de einddatum",
            ],
        ),
        ("L9", ["Gemeente Duinrand", "Voornemen tot indeplaatsstelling", "Stukken lezen"]),
        ("L10", ["Wij zien af van het besluit", "Nazorg", "5 oktober 2026"]),
    ],
)  # fmt: skip
def test_mandatory_blocks_are_printed(dossier, soort, zinnen):
    tekst = tekst_van(definitief(maak_brief(soort, dossier)))
    for zin in zinnen:
        assert zin in tekst


def test_voornemen_has_no_remedy_clause(dossier):
    tekst = tekst_van(definitief(maak_brief("L7", dossier))).lower()
    for woord in (
        "zes weken",
        "raad van state",
        "voorlopige voorziening",
        "bezwaarschrift",
        "beroep instellen",
    ):
        assert woord not in tekst
    assert "nog geen besluit" in tekst


def test_dates_of_sending_are_marked_with_the_length_of_the_term(dossier):
    tekst = tekst_van(concept(maak_brief("L7", dossier)))
    assert f"[datum {INVUL}: 11 weken na verzending]" in tekst
    assert f"[datum {INVUL}: 4 weken na verzending]" in tekst


@pytest.mark.parametrize("soort", ["L2", "L5", "L5b", "L6", "L7"])
def test_a_final_letter_never_lacks_its_end_date(dossier, soort):
    brief = maak_brief(soort, dossier)
    besluit(brief.voorstel, TeamleiderFactory())
    with pytest.raises(Weigering, match="einddatum"):
        brieven.teken(brief, briefdatum=BRIEFDATUM, termijnen={})


def test_a_final_letter_never_lacks_its_kenmerk(dossier):
    brief = maak_brief("L10", dossier)
    brief.kenmerk = ""
    with pytest.raises(Weigering, match="kenmerk"):
        definitief(brief)


def test_a_final_letter_never_goes_before_the_decision(dossier):
    brief = maak_brief("L10", dossier)
    with pytest.raises(Weigering, match="nog niet besloten"):
        brieven.teken(brief, briefdatum=BRIEFDATUM, termijnen={})


def test_an_uploaded_kind_is_not_drawn(dossier):
    brief = maak_brief("L7", dossier)
    brief.soort = "FIN-B"
    with pytest.raises(Weigering, match="sjabloon"):
        definitief(brief)


# -- who signs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("soort", "fabriek", "functie"),
    [("L2", TeamleiderFactory, "teamleider"), ("L5b", GedeputeerdeFactory, "gedeputeerde")],
)
def test_mandate_letter_names_who_decided(dossier, soort, fabriek, functie):
    voorstel = maak_voorstel(dossier, *STAPPEN[soort])
    besluit(voorstel, fabriek(first_name="Noor", last_name="Verhoef"), STAPPEN[soort][2])
    tekst = tekst_van(definitief(maak_brief(soort, dossier, voorstel)))
    assert f"namens dezen, Noor Verhoef {functie} interbestuurlijk toezicht" in tekst


@pytest.mark.parametrize("soort", ["L7", "L9", "L10"])
def test_letters_of_gs_are_signed_by_commissaris_and_secretaris(dossier, soort):
    tekst = tekst_van(definitief(maak_brief(soort, dossier)))
    assert "namens dezen" not in tekst
    assert re.search(r"van der Wielen voorzitter.*Oosterbeek secretaris", tekst)


def test_closing_at_t3a_is_signed_by_mandate(dossier):
    voorstel = maak_voorstel(dossier, "sluit_hersteld", "t3a", "teamleider")
    tekst = tekst_van(definitief(maak_brief("L10", dossier, voorstel)))
    assert "namens dezen" in tekst
    assert "sluiten het dossier" in tekst


def test_notice_carries_the_day_of_the_decision(dossier):
    voorstel = maak_voorstel(dossier, *STAPPEN["L9"])
    assert "Vastgesteld op wordt ingevuld na het besluit" in tekst_van(
        concept(maak_brief("L9", dossier, voorstel))
    )
    besluit(voorstel, GedeputeerdeFactory(), "gedeputeerde")
    assert "Vastgesteld op 9 oktober 2026" in tekst_van(definitief(maak_brief("L9", dossier, voorstel)))


# -- odd but real ------------------------------------------------------------------------------------


def test_long_names_and_missing_optional_parts(dossier):
    naam = "Sint-Jansteenwijkerhout-Binnenwaterseveen en Nieuw-Overkant"
    lang = maak_dossier(OverheidFactory(naam=naam), door=dossier.behandelaar)
    brief = maak_brief("L7", lang, deelresultaten=[], bijlagen=[], uw_kenmerk="K" * 60)
    pdf = definitief(brief)
    eis_ua(pdf)
    tekst = tekst_van(pdf)
    assert "Tussenresultaat" not in tekst
    assert "Bijlagen" not in tekst
    assert tekst.replace(" ", "").count(naam.replace(" ", "")) >= 2


def test_text_of_a_user_is_never_markup(dossier):
    brief = maak_brief("L2", dossier, gevolg="<script>alert(1)</script> & <b>vet</b>", vragen=["<i>1</i>?"])
    pdf = definitief(brief)
    eis_ua(pdf)
    assert "<script>alert(1)</script> & <b>vet</b>" in tekst_van(pdf)


def test_waterschap_is_addressed_under_its_own_law(dossier):
    waterschap = maak_dossier(maak_waterschap(), taak="archiefzorg_waterschap", door=dossier.behandelaar)
    tekst = tekst_van(definitief(maak_brief("L7", waterschap)))
    assert "Dagelijks bestuur van Waterschap Kreken en Kades" in tekst
    assert "artikel 38 van de Archiefwet 1995 in samenhang met artikel 124" in tekst
    assert "Geacht bestuur," in tekst
    assert "gemeente" not in tekst.lower().replace("gemeentewet", "").replace("gemeentearchivaris", "")
    assert "artikel 58 van de Waterschapswet" in tekst_van(
        definitief(maak_brief("L2", waterschap, waterschap.voorstellen.get()))
    )


def test_regeling_letter_lists_all_raden_on_the_distribution_list(dossier):
    regeling = maak_dossier(maak_regeling(14), taak="archiefzorg_gr", door=dossier.behandelaar)
    pdf = definitief(maak_brief("L7", regeling))
    eis_ua(pdf)
    tekst = tekst_van(pdf)
    assert "14 geadresseerden, zie de verzendlijst" in tekst
    assert all(f"Gemeenteraad van Deelgemeente {nummer:02d}" in tekst for nummer in range(14))
    assert "artikel 32b van de Wet gemeenschappelijke regelingen" in tekst


def test_the_longest_letter_that_is_accepted_can_be_drawn(dossier):
    vol = {
        veld.code: "Een zin van gewone lengte staat hier. " * 150
        for veld in brieven.VELDEN["L7"]
        if veld.soort == "alinea"
    }
    pdf = definitief(maak_brief("L7", dossier, **vol))
    eis_ua(pdf)
    assert len(PdfReader(io.BytesIO(pdf)).pages) > 10


def test_services_make_the_letter_and_show_its_concept(dossier):
    door = dossier.behandelaar
    voorstel = maak_voorstel(dossier, *STAPPEN["L2"])
    brief = diensten.maak_brief(
        voorstel_id=voorstel.pk,
        soort="L2",
        onderwerp=brieven.standaard_onderwerp("L2", dossier, voorstel),
        velden=brieven.standaard_velden("L2", dossier, voorstel),
        door=door,
    )
    assert [g["rol"] for g in brief.geadresseerden] == ["orgaan"]
    pdf = diensten.concept_pdf(brief_id=brief.pk, door=door)
    eis_ua(pdf)
    assert "Verzoek om informatie" in tekst_van(pdf)
