"""`manage.py ladder_controle`: what it prints, and that a broken machine or an old drawing makes it fail."""

import json
from dataclasses import replace
from functools import partial
from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db.models import TextChoices

from interventieladder.guards.besluitvorming import g_akkoord
from interventieladder.guards.feiten import g_feit
from interventieladder.ladders.controle import fouten_in
from interventieladder.ladders.generiek import GeneriekDossier
from interventieladder.models import Dossier
from interventieladder.models.dossier import klasse_van
from interventieladder.standen.plan import Feitsoort, Ladderplan
from interventieladder.treden import Niveau
from tests.interventieladder.test_ladder_tabel import LADDER
from toezicht.core import machines
from toezicht.core.transitions import Machine, Overgang, machine_van


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
        assert ladder["fouten"] == []
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


# -- the words of a ladder ---------------------------------------------------------------------------


class Stand(TextChoices):
    """A small made-up ladder."""

    BEGIN = "begonnen", "Begonnen"
    KLAAR = "klaar", "Klaar"


SLUIT = Overgang(
    stap="sluit",
    van="begonnen",
    naar=("klaar",),
    titel="Sluiten",
    niveau=Niveau.TEAMLEIDER,
    grondslag="Beleid",
    documenten=("notitie",),
    guards=(g_feit("bevinding", "Bevinding vastgelegd", "Beleid"), g_akkoord(Niveau.TEAMLEIDER)),
    termijnen=("antwoord",),
)
PLAN = Ladderplan(
    code="proef",
    titel="Proef",
    standen=Stand,
    begin="begonnen",
    hoofdlijn=("begonnen", "klaar"),
    eind=("klaar",),
    domein="bestuurskracht",
    feitsoorten=(Feitsoort("bevinding", "Bevinding"),),
    stap_bij_verzending=("sluit",),
)


def proefladder(monkeypatch, *, eind="klaar", plan=PLAN, **anders):
    """Register the small ladder, with something in its one step or its end changed; its faults."""
    overgang = replace(SLUIT, naar=(eind,), **anders)
    machine = Machine(Dossier, (("begonnen", "Begonnen"), (eind, "Klaar")), (overgang,), "begonnen")
    ladder = machines.Ladder(
        "proef",
        "Proef",
        lambda: machine,
        (eind,),
        lambda o: [str(o.niveau)],
        controle=partial(fouten_in, plan),
    )
    monkeypatch.setattr(machines, "_ladders", {"proef": ladder})
    return list(machines.controleer(ladder).fouten)


def test_a_sound_small_ladder_has_no_faults(monkeypatch):
    assert proefladder(monkeypatch) == []
    assert draai()[1] == ""


@pytest.mark.parametrize("niveau", [Niveau.TOEZICHTHOUDER, Niveau.MINISTER, Niveau.RECHTSWEGE])
def test_a_step_without_a_proposal_asks_no_decision(monkeypatch, niveau):
    assert proefladder(monkeypatch, niveau=niveau, guards=()) == []


@pytest.mark.parametrize(
    ("anders", "fout"),
    [
        ({"eind": "afgesloten"}, "stand “afgesloten” hoort bij de algemene ladder: kies een eigen woord"),
        (
            {"eind": "afgehandeld_door_het_team"},
            "stand “afgehandeld_door_het_team” is langer dan 24 tekens: kort de code in",
        ),
        (
            {"documenten": ("KL-L1",)},
            "begonnen → sluit: document “KL-L1” bestaat niet: voeg het toe aan DOCUMENTEN in treden.py",
        ),
        (
            {"termijnen": ("kl_reactie",)},
            "begonnen → sluit: termijn “kl_reactie” bestaat niet: registreer haar met "
            "termijnsoorten.registreer in het plan",
        ),
        (
            {"guards": ()},
            "begonnen → sluit: teamleider beslist op een voorstel: voeg g_akkoord(…) toe aan de guards",
        ),
        (
            {"guards": (g_feit("bevindnig", "Bevinding", "Beleid"), g_akkoord(Niveau.TEAMLEIDER))},
            "begonnen → sluit: guard G-BEVINDNIG verwijst naar feit “bevindnig”: "
            "voeg die Feitsoort toe aan het plan",
        ),
        (
            {"plan": replace(PLAN, domein="")},
            "domein “” bestaat niet: kies er een uit toezicht/core/domeinen.py",
        ),
        (
            {"plan": replace(PLAN, stap_bij_verzending=("sluti",))},
            "stap_bij_verzending noemt “sluti”: die stap is er niet, verbeter de naam in het plan",
        ),
    ],
)
def test_a_word_that_does_not_exist_is_named_with_what_to_do(monkeypatch, anders, fout):
    assert proefladder(monkeypatch, **anders) == [fout]
    tekst, afloop = draai()
    assert f"  fout: {fout}" in tekst
    assert "fout in een ladder" in afloop


def test_a_plan_without_a_class_says_where_it_belongs():
    with pytest.raises(ImproperlyConfigured, match=r"ladder proef .*ladders/__init__\.py"):
        klasse_van("proef")
