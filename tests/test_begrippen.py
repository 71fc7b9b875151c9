"""The glossary is complete: a Dutch word in code has its explanation in docs/begrippen.md (style.md d)."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from interventieladder.catalogus import SOORTEN, InzetStatus, Provincierol
from interventieladder.models import (
    beleidskader,
    besluit,
    feiten,
    ladderstap,
    overname,
    stukken,
    termijn,
    vergadering,
)
from interventieladder.models.voorstel import VoorstelStatus
from interventieladder.standen import PLANNEN
from interventieladder.treden import (
    DOCUMENTEN,
    Conclusie,
    Gebrek,
    Gevorderd,
    Niveau,
    Orgaan,
    Sluitreden,
    Stand,
)
from reports.models import Rapportsoort, Rapportstatus, Rondestatus
from signalen.cijfers.kengetallen import NAMEN
from signalen.keuzes import Betrouwbaarheid, Bron, Ernst, HerwegingStatus, Status, Vertrouwelijkheid
from toezicht.core import rollen
from toezicht.organisaties.models import OverheidSoort

GLOSSARY = Path(settings.BASE_DIR) / "docs" / "begrippen.md"
LISTS = (
    *(Stand, Conclusie, Sluitreden, Gebrek, Gevorderd, Orgaan, Niveau, VoorstelStatus),
    *(beleidskader.BeleidStatus, beleidskader.Herkomst),
    *(besluit.BesluitUitkomst, feiten.BeoordelingSoort, feiten.BeoordelingUitkomst),
    *(feiten.AfspraakStatus, feiten.SpoedReden),
    *(ladderstap.StapUitkomst, termijn.TermijnSoort, termijn.TermijnStatus, termijn.GebeurtenisSoort),
    *(stukken.StukSoort, stukken.BriefStatus, stukken.Ontvangerrol, stukken.Kanaal),
    *(vergadering.VergaderSoort, vergadering.VergaderStatus, vergadering.Puntuitkomst, vergadering.Antwoord),
    *(Status, Ernst, Betrouwbaarheid, Bron, Vertrouwelijkheid, HerwegingStatus),
    *(InzetStatus, Provincierol),
    *(overname.Bronsoort, overname.OvernameStatus, overname.Termijnkeuze),
    *(Rapportsoort, Rapportstatus, Rondestatus, OverheidSoort),
)


@pytest.fixture(scope="module")
def rows():
    """The rows of all tables: (first cell, gloss, source)."""
    lines = GLOSSARY.read_text(encoding="utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return [row for row in cells if row[0] != "term"]


def _own_models():
    own = {
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).is_relative_to(settings.BASE_DIR)
    }
    own -= {config.label for config in apps.get_app_configs() if "site-packages" in config.path}
    return [m for m in apps.get_models() if m._meta.app_label in own and not m._meta.proxy]


def test_every_row_has_a_gloss_and_a_source(rows):
    assert [row for row in rows if len(row) != 3 or not all(row)] == []


def test_every_model_of_our_own_is_explained(rows):
    terms = {word for row in rows for word in re.findall(r"\w+", row[0])}
    missing = sorted(model.__name__ for model in _own_models() if model.__name__ not in terms)
    assert not missing, f"add to docs/begrippen.md, with gloss and source: {', '.join(missing)}"


def test_the_walk_over_models_finds_every_app_that_has_some():
    labels = {model._meta.app_label for model in _own_models()}
    assert labels >= {"core", "organisaties", "mandaten", "signalen", "interventieladder", "reports"}
    assert not labels & {"auth", "sessions", "contenttypes", "axes"}


def test_every_stored_word_is_explained(rows):
    explained = {code for row in rows for cell in row for code in re.findall(r"`([^`]+)`", cell)}
    words = {str(code) for choices in LISTS for code in choices.values}
    words |= set(SOORTEN) | {str(code) for plan in PLANNEN.values() for code in plan.standen.values}
    words |= set(DOCUMENTEN) | set(NAMEN) | {rol.code for rol in rollen.ROLLEN}
    missing = sorted(words - explained)
    assert not missing, f"add to docs/begrippen.md as `code`: {', '.join(missing)}"
