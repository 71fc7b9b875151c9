"""`manage.py ladder_controle`: what it prints, and that a broken machine or an old drawing makes it fail."""

import json
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from interventieladder.ladders.generiek import GeneriekDossier
from tests.interventieladder.test_ladder_tabel import LADDER
from toezicht.core import machines
from toezicht.core.transitions import machine_van


def draai(*args):
    uit = StringIO()
    try:
        call_command("ladder_controle", *args, stdout=uit)
    except CommandError as fout:
        return uit.getvalue(), str(fout)
    return uit.getvalue(), ""


def test_all_machines_are_sound_and_the_shape_is_kept():
    tekst, fout = draai("--json")
    assert fout == ""
    ladders = {ladder["naam"]: ladder for ladder in json.loads(tekst.splitlines()[-1])["ladders"]}
    assert {"generiek", "voorstel"} <= set(ladders)
    for ladder in ladders.values():
        assert ladder["doodlopend"] == ladder["onbereikbaar"] == ladder["zonder_grondslag"] == []
        for overgang in ladder["overgangen"]:
            assert {"van", "naar", "niveau", "grondslag", "document"} <= set(overgang)
            assert {overgang["van"], overgang["naar"]} <= set(ladder["toestanden"])
            assert overgang["niveau"]
            assert overgang["grondslag"]
    gevonden = {(o["van"], o["naar"], o["stap"]) for o in ladders["generiek"]["overgangen"]}
    assert gevonden == {(van, doel, stap) for _, van, stap, naar, *_ in LADDER for doel in naar.split()}


def test_the_drawings_are_current():
    assert draai("--controleer-tekening")[1] == ""


@pytest.fixture
def kapot(monkeypatch):
    """Register a machine of which one transition was changed or left out."""

    def maak(wijzig):
        heel = machine_van(GeneriekDossier)
        anders = replace(heel, overgangen=tuple(o for o in map(wijzig, heel.overgangen) if o))
        ladder = machines.Ladder(
            "kapot", "Kapotte ladder", lambda: anders, ("afgesloten",), lambda o: ["teamleider"]
        )
        monkeypatch.setattr(machines, "_ladders", {"kapot": ladder})

    return maak


@pytest.mark.parametrize(
    ("wijzig", "lijst", "verwacht"),
    [
        (lambda o: None if o.stap in ("start_uitvoering", "neem_terug") else o, "onbereikbaar", ["t6"]),
        (lambda o: None if o.van == "t6" else o, "doodlopend", ["t6"]),
        (
            lambda o: replace(o, grondslag=" ") if o.stap == "zie_af" else o,
            "zonder_grondslag",
            ["t4 → zie_af"],
        ),
    ],
)
def test_a_broken_machine_fails_the_command(kapot, wijzig, lijst, verwacht):
    kapot(wijzig)
    tekst, fout = draai("--json")
    assert "fout in een ladder" in fout
    ladder = json.loads(tekst.splitlines()[-1])["ladders"][0]
    assert ladder[lijst] == verwacht
    tekst, fout = draai()
    assert "FOUT" in tekst
    assert lijst.replace("_", " ") in tekst


def test_an_old_drawing_fails_the_command(kapot):
    kapot(lambda o: o)
    assert "Oude tekening: kapot.md" in draai("--controleer-tekening")[1]
