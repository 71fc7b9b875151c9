"""Reading CSV: every fault with its line number, never an exception."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toezicht.organisaties.csvrijen import MAX_BYTES, lees
from toezicht.organisaties.rijen import Bestandsoort

OVERHEDEN = "code;naam;provincie;inwoners_2026;geldig_van;geldig_tot;email;soort;kolom\n"
HERINDELINGEN = (
    "datum;soort;oude_code;oude_naam;nieuwe_code;nieuwe_naam;provincie_oud;provincie_nieuw;gesplitst\n"
)
NIEUW = "samenvoeging (nieuwe gemeente)"


def redenen(tekst):
    """{line: reason} of all faults."""
    inhoud = lees(tekst if isinstance(tekst, bytes) else tekst.encode())
    return {fout.regel: fout.reden for fout in inhoud.fouten}


@pytest.mark.parametrize(
    ("rij", "reden"),
    [
        ("GM9901;;PV99;1;;;;;", "naam is leeg"),
        ("9901;Aarlo;PV99;1;;;;;", "geen code"),
        ("GM9901;Aarlo;Voorbeeldland;1;;;;;", "geen code"),
        ("GM9901;Aarlo;PV99;-1;;;;;", "inwoners_2026 is negatief (-1)"),
        ("GM9901;Aarlo;PV99;12.345;;;;;", "geen heel getal"),
        ("GM9901;Aarlo;PV99;１２;;;;;", "geen heel getal"),
        ("GM9901;Aarlo;PV99;99999999999;;;;;", "geen heel getal"),
        ("GM9901;Aarlo;PV99;999999999;;;;;", "groter dan"),
        ("GM9901;Aarlo;PV99;1;01-01-2020;;;;", "is geen datum; schrijf jjjj-mm-dd"),
        ("GM9901;Aarlo;PV99;1;2023-02-29;;;;", "is geen datum"),
        ("GM9901;Aarlo;PV99;1;0001-01-01;;;;", "is geen datum"),
        ("GM9901;Aarlo;PV99;1;2020-01-01;2020-01-01;;;", "ligt niet na het begin"),
        ("GM9901;Aarlo;PV99;1;;;aarlo.example;;", "is geen e-mailadres"),
        ("GM9901;Aarlo;PV99;1;;;;gemeenschap;", "bestaat niet; kies uit gemeente"),
        ("GM9901;Aarlo;PV99;1;;;;waterschap;", "past niet bij code GM9901"),
        ("GR9901;Dienst;PV99;1;;;;gemeente;", "past niet bij code GR9901"),
        ("GR9901;Dienst;PV99;1;;;;;", "soort ontbreekt"),
        ("GM9901;Aarlo;PV99;1;;;;;100", "kolom is groter dan 99"),
        ("GM9901;Aarlo;PV99", "deze regel heeft 3 velden, de kop 9"),
        ('GM9901;"Aarlo;PV99;1;;;;;', "aanhalingstekens"),
        (f"GM9901;{'a' * 201};PV99;1;;;;;", "langer dan 200"),
        (f"GM9901;{'a' * 140_000};PV99;1;;;;;", "lengte van een veld"),
    ],
)
def test_fault_in_a_row_of_overheden(rij, reden):
    fouten = redenen(OVERHEDEN + "GM9944;Zuiderkaag;PV99;1;;;;;\n" + rij + "\n")
    assert list(fouten) == [3]
    assert reden in fouten[3]


def test_all_faults_of_a_row_are_told_at_once():
    fout = redenen(OVERHEDEN + "GM9901;;PV99;-1;ooit;;;;\n")[2]
    assert fout.count(";") >= 2


def test_doubled_code_names_the_first_line():
    assert (
        "staat dubbel; de eerste keer op regel 2"
        in redenen(OVERHEDEN + "GM9901;Aarlo;PV99;1;;;;;\n\nGM9901;Aarlo;PV99;1;;;;;\n")[4]
    )


@pytest.mark.parametrize(
    ("inhoud", "regel", "reden"),
    [
        (b"", 1, "leeg"),
        (b"\n \n", 1, "leeg"),
        (b"code;naam;provincie\n", 1, "geen regels"),
        (b"kode;naam\nGM9901;Aarlo\n", 1, "geen bekend bestand"),
        (b"code;provincie\nGM9901;PV99\n", 1, "verplichte kolom ontbreekt: naam"),
        (b"code;naam;burgemeester\nGM9901;Aarlo;X\n", 1, "onbekende kolom: burgemeester"),
        (b"code;naam;naam\nGM9901;Aarlo;X\n", 1, "dubbele kolom: naam"),
        (b"code;naam;\nGM9901;Aarlo;\n", 1, "onbekende kolom: (zonder naam)"),
        (b"code;naam\nGM9901;Aarlo\nGM9902;\xe9\n", 3, "geen UTF-8"),
        (b"code;naam\nGM9901;Aa\x00rlo\n", 2, "stuurteken"),
        (b"regeling;deelnemer\nGR9901;GM9901\n", 1, "verplichte kolom ontbreekt: van"),
        (b"code;naam\n" + b"x" * MAX_BYTES, 1, "groter dan 20 MB"),
    ],
)
def test_fault_in_a_file(inhoud, regel, reden):
    fouten = redenen(inhoud)
    assert reden in fouten[regel]


@pytest.mark.parametrize(
    ("rij", "reden"),
    [
        ("2027-01-01;fusie;GM9901;A;GM9902;B;PV99;PV99;nee", "is onbekend; kies uit"),
        (f"2027;{NIEUW};GM9901;A;GM9902;B;PV99;PV99;nee", "is geen datum"),
        (f";{NIEUW};GM9901;A;GM9902;B;PV99;PV99;nee", "datum is leeg"),
        (f"2027-01-01;{NIEUW};GM9901;A;GM9901;A;PV99;PV99;nee", "zijn gelijk"),
        (f"2027-01-01;{NIEUW};WS9901;A;GM9901;A;PV99;PV99;nee", "gaat over gemeenten"),
        (f"2027-01-01;{NIEUW};GM9901;A;GM9902;B;PV99;PV99;deels", "moet ja of nee zijn"),
    ],
)
def test_fault_in_a_row_of_herindelingen(rij, reden):
    assert reden in redenen(HERINDELINGEN + rij + "\n")[2]


def test_comma_bom_capitals_and_area_are_understood():
    inhoud = lees(
        '﻿Code,Naam,provincies_naar_oppervlak\r\nws9901,"Duin, zee en kade",PV98:60% PV99:40%\r\n'.encode()
    )
    assert inhoud.fouten == []
    rij = inhoud.overheden[0]
    assert (inhoud.soort, rij.code, rij.naam, rij.soort, rij.provincie) == (
        Bestandsoort.OVERHEDEN, "WS9901", "Duin, zee en kade", "waterschap", "PV98",
    )  # fmt: skip


def test_area_of_the_wrong_form():
    assert "niet de vorm" in redenen("code;naam;provincies_naar_oppervlak\nWS9901;A;60% PV99\n")[2]


def test_line_numbers_count_a_cell_of_two_lines():
    fouten = redenen('code;naam;adres\nGM9901;Aarlo;"Postbus 1\nAarlo"\nGM9902;;\n')
    assert list(fouten) == [4]


cel = st.text(max_size=12) | st.sampled_from(
    ["GM9901", "PV99", "GR9901", "2020-01-01", "-4", "ja", NIEUW, '"', ""]
)
kop = st.sampled_from(
    [
        OVERHEDEN.strip(),
        HERINDELINGEN.strip(),
        "regeling,deelnemer,van,tot",
        "code,naam",
        "soort",
        '"code"',
        "code;naam;rij",
    ]
)


@settings(max_examples=300, deadline=None)
@given(kop=kop, rijen=st.lists(st.lists(cel, max_size=10), max_size=6), scheiding=st.sampled_from(";,"))
def test_rows_of_anything_give_rows_or_faults(kop, rijen, scheiding):
    tekst = "\n".join([kop, *(scheiding.join(rij) for rij in rijen)])
    inhoud = lees(tekst.encode("utf-8", "surrogatepass"))
    assert inhoud.fouten or inhoud.overheden or inhoud.herindelingen or inhoud.deelnemers
    assert all(fout.regel >= 1 and fout.reden for fout in inhoud.fouten)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_bytes_of_anything_never_raise(inhoud):
    assert lees(inhoud).fouten
