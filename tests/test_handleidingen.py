"""The documents stay true: labels in the handbook stand on a screen, and links lead somewhere."""

import re
from functools import cache
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from toezicht.versie import VERSIE

ROOT = Path(settings.BASE_DIR)
HANDBOOK = sorted((ROOT / "docs" / "handboek").glob("*.md"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
SCREENS = ("templates", "toezicht", "signalen", "interventieladder", "reports")


def _squeezed(text):
    return re.sub(r"\s+", " ", text).lower()


@cache
def _screens():
    """Every word a user can see: templates without their tags, and the strings in our code."""
    files = [path for top in SCREENS for kind in ("*.html", "*.py") for path in (ROOT / top).rglob(kind)]
    return "\n".join(_squeezed(re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8"))) for path in files)


@pytest.mark.parametrize("path", HANDBOOK, ids=lambda path: path.stem)
def test_labels_in_the_handbook_stand_on_a_screen(path):
    labels = re.findall(r"\*\*(.+?)\*\*", path.read_text(encoding="utf-8"), re.DOTALL)
    wrong = [label for label in labels if _squeezed(label).rstrip(".") not in _screens()]
    assert not wrong, f"{path.name} names what no screen shows: {wrong}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(path):
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    local = [link for link in links if not re.match(r"[a-z]+:", link)]
    broken = [link for link in local if not (path.parent / link).exists()]
    assert not broken, f"{path.name} links to {broken}"


def test_publiccode_says_what_the_standard_asks():
    told = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    asked = {"publiccodeYmlVersion", "name", "url", "releaseDate", "platforms", "developmentStatus"}
    asked |= {"softwareType", "description", "legal", "maintenance", "localisation"}
    assert asked <= told.keys()
    assert told["softwareVersion"] == VERSIE
    text = told["description"]["nl"]
    assert len(text["shortDescription"]) <= 150 <= len(text["longDescription"])
    assert text["features"]
