"""A ladder that somebody forgot to import is silent; here it is not."""

import ast
import subprocess
import sys
from pathlib import Path

from interventieladder import ladders as proxies
from interventieladder.guards.voorstelvelden import OOK_VAN, gevraagde_velden
from interventieladder.models.dossier import klasse_van
from interventieladder.services import ladders as gevolgen
from interventieladder.standen import PLANNEN

GELADEN = "import django, sys; django.setup(); print(*sys.modules)"
"""What a fresh program has imported once it started."""


def schrijft_zich_in(pad):
    """Whether a module does something when it is imported: a proxy of a ladder, or a call that registers."""
    for deel in ast.parse(pad.read_text(encoding="utf-8")).body:
        if isinstance(deel, ast.For) or (isinstance(deel, ast.Expr) and isinstance(deel.value, ast.Call)):
            return True
        if isinstance(deel, ast.ClassDef) and any(
            "dossierklasse" in ast.unparse(versiering) for versiering in deel.decorator_list
        ):
            return True
    return False


def modules_van(pakket):
    """The modules of a package that register themselves, by their full name."""
    alle = sorted(Path(pakket.__path__[0]).glob("[!_]*.py"))
    return {f"{pakket.__name__}.{pad.stem}" for pad in alle if schrijft_zich_in(pad)}


def test_every_module_of_a_ladder_is_imported_when_the_program_starts():
    uit = subprocess.run([sys.executable, "-c", GELADEN], capture_output=True, text=True, check=True)
    geladen = set(uit.stdout.split())
    for pakket in (proxies, gevolgen):
        modules = modules_van(pakket)
        assert f"{pakket.__name__}.artikel8" in modules
        vergeten = sorted(modules - geladen)
        assert not vergeten, f"import {', '.join(vergeten)} in {pakket.__name__}/__init__.py"


def test_every_plan_has_its_class():
    assert {klasse_van(code).machineplan.code for code in PLANNEN} == set(PLANNEN)


def test_a_field_that_a_guard_looks_at_is_asked_by_its_step():
    """Else no proposal can fill it: the service refuses what a step does not ask."""
    zonder = {
        (regels.stap, g.code)
        for regels in proxies.alle_overgangen()
        for g in regels.guards
        if not set(OOK_VAN.get(g.code, ())) <= gevraagde_velden(regels)
    }
    assert zonder == set()
