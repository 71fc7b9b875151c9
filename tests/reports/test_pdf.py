"""The one door to PDF: accessible, closed to the outside, the same bytes every time."""

import gc
import hashlib
import json
import logging
import os
import subprocess
import sys

import page
import pytest
from pypdf import PdfReader

from reports import tekenen
from reports.models import Rapportsoort
from reports.perioden import Ritme, periode_tot
from reports.snapshot import Blik, maak_feiten
from tests.reports.wereld import KENNIS, PEILDATUM
from toezicht.core import clock, pdf

RITME = {"toezichtbeeld": Ritme.JAAR, "kwartaaldashboard": Ritme.KWARTAAL}


def snapshot_van(soort, overheid_code=""):
    blik = Blik(
        periode=periode_tot(RITME[soort], PEILDATUM),
        kennisdatum=clock.moment(KENNIS),
        provincie_code="PV99",
        provincie_naam="Voorbeeldland",
        overheid_code=overheid_code,
    )
    kop = {"kenmerk": "IBT-2026-R0001", "versie": 1, "kennisdatum": "2026-10-10"}
    return {"kop": kop, "feiten": maak_feiten(soort, blik)}


def code_voor(soort, code="GM9901"):
    return code if soort == Rapportsoort.TOEZICHTBEELD else ""


@pytest.fixture(params=Rapportsoort.values)
def snapshot(request, wereld):
    return snapshot_van(request.param, code_voor(request.param))


def test_pdf_passes_pdf_ua_with_language_and_title(snapshot, tmp_path):
    inhoud = tekenen.teken(snapshot)
    verslag = page.validate_pdf_bytes(inhoud, profile=page.ValidationProfile.PDF_UA_1)
    assert verslag.is_compliant, verslag.failures
    assert verslag.checks.failed == 0
    plek = tmp_path / "rapport.pdf"
    plek.write_bytes(inhoud)
    lezer = PdfReader(plek)
    assert lezer.trailer["/Root"]["/Lang"] == "nl"
    assert lezer.metadata.title.endswith("30 september 2026")
    assert lezer.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.aantal_paginas(inhoud) == len(lezer.pages) > 2
    assert "Voorbeeldland" in lezer.pages[0].extract_text()


def test_an_empty_organisation_has_a_valid_report_too(wereld):
    inhoud = tekenen.teken(snapshot_van("toezichtbeeld", "GM9907"))
    assert page.is_pdf_compliant_bytes(inhoud, profile=page.ValidationProfile.PDF_UA_1)


def test_same_snapshot_gives_same_bytes_now_and_next_year(snapshot):
    eerste = tekenen.teken(snapshot)
    with clock.klok_op(clock.moment(PEILDATUM.replace(year=2031))):
        assert tekenen.teken(json.loads(json.dumps(snapshot))) == eerste


def test_same_bytes_in_another_process_with_another_hash_seed(snapshot, tmp_path):
    plek = tmp_path / "snapshot.json"
    plek.write_text(json.dumps(snapshot))
    opdracht = (
        "import django, hashlib, json, pathlib, sys; django.setup(); from reports import tekenen; "
        "print(hashlib.sha256(tekenen.teken(json.loads(pathlib.Path(sys.argv[1]).read_text()))).hexdigest())"
    )
    sommen = {
        subprocess.run(
            [sys.executable, "-c", opdracht, str(plek)],
            env=os.environ | {"PYTHONHASHSEED": zaad, "TZ": zone, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout.strip()
        for zaad, zone in (("1", "Pacific/Auckland"), ("2", "UTC"))
    }
    assert sommen == {hashlib.sha256(tekenen.teken(snapshot)).hexdigest()}


def test_drawing_logs_nothing_at_all(snapshot, caplog):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        tekenen.teken(snapshot)
    assert not [regel.getMessage() for regel in caplog.records if regel.name.startswith("weasyprint")]


@pytest.mark.parametrize(
    "inhoud",
    [
        '<img src="http://voorbeeld.example/x.png">',
        '<img src="//voorbeeld.example/x.png">',
        '<img src="file:///etc/hostname">',
        '<img src="los.png">',
        '<link rel="stylesheet" href="http://voorbeeld.example/x.css">',
        '<link rel="stylesheet" href="los.css">',
        '<style>@import "http://voorbeeld.example/x.css"</style>',
        "<style>@font-face{font-family:x;src:url(file:///etc/hostname)} *{font-family:x}</style>tekst",
        "<style>body{background:url(http://voorbeeld.example/x.png)}</style>",
        '<svg width="9" height="9"><image href="http://voorbeeld.example/x.png" width="9" height="9"/></svg>',
        '<object data="file:///etc/hostname"></object>',
    ],
)
def test_nothing_is_fetched_and_asking_for_it_fails(inhoud):
    with pytest.raises(pdf.PdfMislukt):
        pdf.render_html(f'<html lang="nl"><head><title>t</title></head><body>{inhoud}</body></html>')


def test_refusal_is_an_exception_that_a_task_records():
    assert issubclass(pdf.PdfMislukt, Exception)


def test_embedded_data_is_allowed():
    beeld = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E"
    assert pdf.render_html(f'<html lang="nl"><title>t</title><img alt="x" src="{beeld}"></html>')


@pytest.mark.parametrize("aan", [True, False])
def test_garbage_collection_comes_back_as_it_was(aan):
    was = gc.isenabled()
    try:
        (gc.enable if aan else gc.disable)()
        with pytest.raises(pdf.PdfMislukt):
            pdf.render_html('<img src="los.png">')
        assert gc.isenabled() is aan
    finally:
        (gc.enable if was else gc.disable)()


def test_title_is_escaped():
    html = pdf.render_to_string("pdf/basis.html", {"titel": "<b>a & b</b>", "kop_links": '"><script>'})
    assert "<title>&lt;b&gt;a &amp; b&lt;/b&gt;</title>" in html
    assert "<script>" not in html
