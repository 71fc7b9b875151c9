"""A ladder that somebody forgot to import is silent; here it is not."""

import pkgutil
import subprocess
import sys

from interventieladder import ladders as proxies
from interventieladder.models.dossier import klasse_van
from interventieladder.services import ladders as gevolgen
from interventieladder.standen import PLANNEN

GELADEN = "import django, sys; django.setup(); print(*sys.modules)"
"""What a fresh program has imported once it started."""


def test_every_module_of_a_ladder_is_imported_when_the_program_starts():
    uit = subprocess.run([sys.executable, "-c", GELADEN], capture_output=True, text=True, check=True)
    geladen = set(uit.stdout.split())
    for pakket in (proxies, gevolgen):
        modules = {f"{pakket.__name__}.{m.name}" for m in pkgutil.iter_modules(pakket.__path__)}
        vergeten = sorted(modules - geladen)
        assert not vergeten, f"import {', '.join(vergeten)} in {pakket.__name__}/__init__.py"


def test_every_plan_has_its_class():
    assert {klasse_van(code).machineplan.code for code in PLANNEN} == set(PLANNEN)
