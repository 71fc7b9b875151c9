"""Many dossiers from one file: preview, faults by row and column, all or nothing, twice is harmless."""

import json

import pytest
from django.core.management import CommandError, call_command

from interventieladder.models import Dossier, Overname
from interventieladder.services.overname import trek_overname_in
from interventieladder.services.overname_csv import neem_bestand_over
from interventieladder.services.overname_lezen import KOLOMMEN, RIJSOORTEN, lees
from tests.interventieladder.overnamewereld import BRON, KOP, PEIL, bestand, bouw, rij
from toezicht.core.clock import klok_op
from toezicht.core.fouten import GeenRecht
from toezicht.core.models import Logboekregel

TAKEN = ("archiefzorg", "archiefbewaarplaats", "uitvoeringsprogramma_vth")


@pytest.fixture
def w(db):
    with klok_op(PEIL):
        yield bouw()


def fouten(inhoud, w):
    verslag = neem_bestand_over(inhoud=inhoud, door=w.noor)
    assert not verslag.gelukt
    assert not Dossier.objects.exists()
    return {(f.rij, f.kolom): f.tekst for f in verslag.fouten}


def test_every_row_becomes_what_it_says(w):
    verslag = neem_bestand_over(inhoud=bestand(w.duinrand.code, ("Z-1", "Z-2", "Z-3"), TAKEN), door=w.noor)
    assert verslag.gelukt
    assert [(r.rij, r.zaaknummer, r.bestond) for r in verslag.resultaten] == [
        (2, "Z-1", False),
        (10, "Z-2", False),
        (18, "Z-3", False),
    ]
    dossier = Dossier.objects.get(zaaknummer="Z-1")
    assert (dossier.stand, dossier.overname.bron) == ("t2", BRON)
    assert dossier.termijnen.get().weken == 4
    assert dossier.beoordelingen.get().uitkomst == "onderzoeken"
    assert dossier.stukken.get().documentnummer == "D-61"
    assert dossier.afspraken.get().status == "open"
    assert verslag.resultaten[0].telling == (
        "2 treden, 1 brief, 1 termijn, 1 stuk, 1 beoordeling, 1 afspraak"
    )


def test_a_preview_saves_nothing_at_all(w):
    regels = Logboekregel.objects.count()
    verslag = neem_bestand_over(inhoud=bestand(w.duinrand.code), door=w.noor, proef=True)
    assert verslag.gelukt
    assert [(r.stand, r.nummer) for r in verslag.resultaten] == [("T2 Informatie opvragen en valideren", "")]
    assert not Dossier.objects.exists()
    assert Logboekregel.objects.count() == regels
    neem_bestand_over(inhoud=bestand(w.duinrand.code), door=w.noor)
    assert Dossier.objects.get().nummer == "2026-0001"


def test_one_fault_and_nothing_of_the_file_is_saved(w):
    inhoud = bestand(w.duinrand.code, ("Z-1", "Z-2"), ("archiefzorg", "koffie"))
    gevonden = fouten(inhoud, w)
    assert "koffie" in gevonden[10, "taak"]


def test_the_same_file_twice_changes_nothing(w):
    inhoud = bestand(w.duinrand.code, ("Z-1", "Z-2"), TAKEN[:2])
    neem_bestand_over(inhoud=inhoud, door=w.noor)
    regels = Logboekregel.objects.count()
    verslag = neem_bestand_over(inhoud=inhoud, door=w.joost)
    assert verslag.gelukt
    assert verslag.nieuw == []
    assert {r.nummer for r in verslag.resultaten} == {"2026-0001", "2026-0002"}
    assert (Dossier.objects.count(), Logboekregel.objects.count()) == (2, regels)


def test_a_withdrawn_case_comes_in_again(w):
    neem_bestand_over(inhoud=bestand(w.duinrand.code), door=w.noor)
    trek_overname_in(dossier_id=Dossier.objects.get().pk, reden="Verkeerd.", door=w.noor)
    assert neem_bestand_over(inhoud=bestand(w.duinrand.code), door=w.noor).nieuw
    assert Overname.objects.count() == 2


def test_two_rows_on_the_same_duty_contradict_each_other(w):
    gevonden = fouten(bestand(w.duinrand.code, ("Z-1", "Z-2"), ("archiefzorg", "archiefzorg")), w)
    assert "loopt al dossier" in gevonden[10, "taak"]


@pytest.mark.parametrize(
    ("regel", "plek", "woorden"),
    [
        (rij(rij="koek", zaaknummer="Z-1"), (10, "rij"), "geen soort rij"),
        (
            rij(rij="brief", zaaknummer="Z-9", soort="L2", titel="x", geadresseerde="y", datum="2026-03-17"),
            (10, "zaaknummer"),
            "geen (leesbare) rij",
        ),
        (
            rij(rij="brief", zaaknummer="Z-1", soort="L2", titel="x", datum="2026-03-17"),
            (10, "geadresseerde"),
            "Vul bij een rij “brief”",
        ),
        (
            rij(rij="brief", zaaknummer="Z-1", soort="L2", titel="x", geadresseerde="y", datum="17/3/26"),
            (10, "datum"),
            "geen datum",
        ),
        (
            rij(rij="brief", zaaknummer="Z-1", soort="L2", titel="x", geadresseerde="y", datum="2026-02-30"),
            (10, "datum"),
            "geen datum",
        ),
        (
            rij(
                rij="brief",
                zaaknummer="Z-1",
                soort="L2",
                titel="x",
                geadresseerde="y",
                datum="2026-03-17",
                weken="4",
            ),
            (10, "weken"),
            "hoort niet bij",
        ),
        (
            rij(rij="termijn", zaaknummer="Z-1", soort="resultaat", datum="2026-03-17", weken="vier"),
            (10, "weken"),
            "hele weken",
        ),
        (
            rij(rij="stap", zaaknummer="Z-1", trede="t3a", van="2026-05-01", nummer="X"),
            (10, "niveau"),
            "niveau",
        ),
        (rij(rij="stap", zaaknummer="Z-1", trede="t3a", van="2026-05-01"), (4, "tot"), "Alleen de laatste"),
        (
            rij(
                rij="beoordeling",
                zaaknummer="Z-1",
                soort="weging",
                uitkomst="voldaan",
                datum="2026-03-18",
                toelichting="x",
            ),
            (10, "uitkomst"),
            "past niet",
        ),
        (
            rij(
                rij="dossier",
                zaaknummer="Z-1",
                bron=BRON,
                overheid="GM9907",
                titel="x",
                omschrijving="y",
                datum="2026-02-20",
            ),
            (10, "zaaknummer"),
            "twee keer",
        ),
        (";" * 60, (10, ""), "meer cellen"),
        ('"open', (10, ""), "geen geldige CSV"),
    ],
)
def test_a_fault_names_its_row_and_column(w, regel, plek, woorden):
    inhoud = bestand(w.duinrand.code) + b"\r\n" + (regel if regel.strip(";") else f"x{regel}").encode()
    assert woorden in fouten(inhoud, w).get(plek, ""), fouten(inhoud, w)


@pytest.mark.parametrize(
    ("inhoud", "woorden"),
    [
        (b"", "eerste regel"),
        (b"\xff\xfe\x00r", "UTF-8"),
        (b"rij,zaaknummer\n", "eerste regel"),
        (b"rij;zaaknummer;kleur\n", "niet bekend"),
        (b"rij;zaaknummer;titel;titel\n", "twee keer"),
        (b"x" * (1024 * 1024 + 1), "1 MB"),
    ],
)
def test_a_file_that_is_none_is_refused(inhoud, woorden):
    gevonden = []
    assert lees(inhoud, gevonden) == []
    assert woorden in gevonden[0].tekst


def test_hostile_cells_do_no_harm(w):
    regel = rij(
        rij="dossier",
        zaaknummer="' OR 1=1",
        bron="=cmd()",
        overheid="\x00GM",
        titel="<b>",
        omschrijving="\x1b",
        datum="2026-02-20",
    )
    gevonden = fouten(f"{KOP}\r\n{regel}".encode(), w)
    assert "Vul bij een rij" in gevonden[2, "omschrijving"]


def test_the_documentation_names_every_kind_of_row_and_every_column(settings):
    tekst = (settings.BASE_DIR / "docs" / "overname.md").read_text(encoding="utf-8")
    assert [woord for woord in (*RIJSOORTEN, *KOLOMMEN) if f"`{woord}`" not in tekst] == []


def test_who_may_not_take_over_gets_nothing(w):
    for wie in (w.buiten, w.marijke):
        with pytest.raises(GeenRecht):
            neem_bestand_over(inhoud=bestand(w.duinrand.code), door=wie)


def test_the_command_previews_reports_and_takes_over(w, tmp_path, capsys):
    pad = tmp_path / "zaken.csv"
    pad.write_bytes(bestand(w.duinrand.code))
    call_command("dossiers_overnemen", str(pad), "--door", "noor", "--proef", "--json")
    assert json.loads(capsys.readouterr().out)["dossiers"][0]["stand"].startswith("T2")
    assert not Dossier.objects.exists()
    call_command("dossiers_overnemen", str(pad), "--door", "noor")
    assert "2026-0001" in capsys.readouterr().out
    pad.write_bytes(bestand("GM0000", ("Z-7",)))
    with pytest.raises(CommandError, match="niets overgenomen"):
        call_command("dossiers_overnemen", str(pad), "--door", "noor")
    assert "regel 2, kolom overheid" in capsys.readouterr().out
    for fout in (["--door", "niemand"], ["--door", "marijke"]):
        with pytest.raises(CommandError):
            call_command("dossiers_overnemen", str(pad), *fout)
    with pytest.raises(CommandError, match="niet te lezen"):
        call_command("dossiers_overnemen", str(tmp_path / "weg.csv"), "--door", "noor")
