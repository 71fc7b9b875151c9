"""The rules of the house that a reviewer would forget (style.md b11)."""

import ast
from pathlib import Path

import pytest

from toezicht.core.machines import controleer, ladders
from toezicht.core.transitions import Guard

WORTEL = Path(__file__).resolve().parents[1]
PAKKETTEN = ("toezicht", "signalen", "interventieladder", "reports")
MAX_REGELS, MAX_KERN = 400, 45


def bronnen(naam="*.py"):
    for pakket in PAKKETTEN:
        for pad in sorted((WORTEL / pakket).rglob(naam)):
            if "migrations" not in pad.parts:
                yield pad.relative_to(WORTEL), ast.parse(pad.read_text(encoding="utf-8"))


def functies(boom):
    return [k for k in ast.walk(boom) if isinstance(k, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_there_are_machines_to_check():
    assert {ladder.naam for ladder in ladders()} >= {"generiek", "voorstel", "signaal", "herweging"}


@pytest.mark.parametrize("ladder", ladders(), ids=lambda ladder: ladder.naam)
def test_every_machine_is_sound(ladder):
    bevinding = controleer(ladder)
    assert bevinding.in_orde, bevinding


@pytest.mark.parametrize("ladder", ladders(), ids=lambda ladder: ladder.naam)
def test_guards_say_what_and_on_which_ground(ladder):
    for overgang in ladder.machine().overgangen:
        for guard in overgang.guards:
            assert isinstance(guard, Guard)
            assert guard.titel
            assert guard.grondslag
            assert guard.functie.__doc__ or guard.code == "G-AKKOORD" or guard.code == "G-DOCUMENT"


def test_nobody_calls_a_transition_directly():
    namen = {o.stap for ladder in ladders() for o in ladder.machine().overgangen}
    overtreders = [
        f"{pad}:{knoop.lineno} .{knoop.func.attr}()"
        for pad, boom in bronnen()
        for knoop in ast.walk(boom)
        if isinstance(knoop, ast.Call)
        and isinstance(knoop.func, ast.Attribute)
        and knoop.func.attr in namen
        and not _is_module(knoop.func.value, pad, boom)
    ]
    assert not overtreders


def _is_module(waarde, pad, boom):
    """Whether the call is to a function of an imported module (`voorstellen.parafeer(...)`)."""
    if not isinstance(waarde, ast.Name):
        return False
    ingevoerd = {
        (alias.asname or alias.name).split(".")[0]
        for knoop in ast.walk(boom)
        if isinstance(knoop, ast.Import | ast.ImportFrom)
        for alias in knoop.names
    }
    return waarde.id in ingevoerd


def test_transitions_have_no_body():
    for pad, boom in bronnen():
        for functie in functies(boom):
            versierd = any(
                isinstance(d, ast.Call) and getattr(d.func, "id", "") in {"overgang", "stap"}
                for d in functie.decorator_list
            )
            if versierd:
                kern = functie.body[1:] if ast.get_docstring(functie) else functie.body
                leeg = all(isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant) for s in kern)
                assert leeg, f"{pad}:{functie.lineno} {functie.name} does something itself"


def test_tasks_are_thin():
    for pad, boom in bronnen("tasks.py"):
        for functie in (k for k in boom.body if isinstance(k, ast.FunctionDef)):
            kern = functie.body[1:] if ast.get_docstring(functie) else functie.body
            assert len(kern) <= 1, f"{pad}:{functie.lineno} {functie.name} does more than call one service"


def test_files_and_functions_stay_short():
    te_lang = []
    for pad, boom in bronnen():
        if "demo" in pad.parts:
            continue  # a story: one act after the other, with its sentences
        regels = len((WORTEL / pad).read_text(encoding="utf-8").splitlines())
        if regels > MAX_REGELS:
            te_lang.append(f"{pad}: {regels} lines")
        te_lang += [
            f"{pad}:{f.lineno} {f.name}: {_kern(f)} lines" for f in functies(boom) if _kern(f) > MAX_KERN
        ]
    assert not te_lang


def _kern(functie):
    """Lines of the body without its docstring: a long list of named arguments is no fault."""
    kern = functie.body[1:] if ast.get_docstring(functie) else functie.body
    return kern[-1].end_lineno - kern[0].lineno + 1 if kern else 0


def test_there_is_no_drawer_for_everything():
    assert not [str(pad) for pad, _ in bronnen() if pad.stem in {"utils", "helpers", "misc", "common"}]


def test_public_functions_of_services_say_what_they_do():
    zonder = [
        f"{pad}:{functie.lineno} {functie.name}"
        for pad, boom in bronnen()
        if "services" in pad.parts or pad.stem == "services"
        for functie in boom.body
        if isinstance(functie, ast.FunctionDef)
        and not functie.name.startswith("_")
        and not ast.get_docstring(functie)
    ]
    assert not zonder


def test_one_clock():
    """No other module asks the machine what time it is (design 4.9)."""
    verboden = {("datetime", "now"), ("date", "today"), ("timezone", "now"), ("datetime", "utcnow")}
    overtreders = [
        f"{pad}:{knoop.lineno}"
        for pad, boom in bronnen()
        if pad.name != "clock.py"
        for knoop in ast.walk(boom)
        if isinstance(knoop, ast.Call)
        and isinstance(knoop.func, ast.Attribute)
        and (getattr(knoop.func.value, "id", getattr(knoop.func.value, "attr", "")), knoop.func.attr)
        in verboden
    ]
    assert not overtreders
