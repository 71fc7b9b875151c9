"""Production refuses to start half configured, each time with one clear line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMPLETE = {
    "SECRET_KEY": "een-lange-geheime-sleutel-die-nergens-anders-staat",
    "DATABASE_URL": "postgresql://toezicht@elders.example/toezicht",
    "REDIS_URL": "redis://elders.example:6379/0",
    "ALLOWED_HOSTS": "toezicht.example",
}
LOAD = "from django.conf import settings; print(settings.DEBUG, settings.SESSION_COOKIE_SECURE)"


def _start(tmp_path, command=("-c", LOAD), **changes):
    """Start Python with production settings; a change of None leaves the variable out."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in {*COMPLETE, "DEBUG", "TOEZICHT_KLOK", "DJANGO_SETTINGS_MODULE"}
    }
    wanted = {
        **inherited,
        **COMPLETE,
        "TOEZICHT_VAR": str(tmp_path / "var"),
        "DJANGO_SETTINGS_MODULE": "toezicht.settings.production",
        **changes,
    }
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={name: value for name, value in wanted.items() if value is not None},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_starts_when_complete_and_starts_no_server_of_its_own(tmp_path):
    done = _start(tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["False", "True"]
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize("value", [None, "", " "], ids=["absent", "empty", "blank"])
@pytest.mark.parametrize("name", ["SECRET_KEY", "DATABASE_URL", "REDIS_URL"])
def test_refuses_without(tmp_path, name, value):
    done = _start(tmp_path, **{name: value})
    assert done.returncode != 0
    assert name in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "value"), [("DEBUG", "ja"), ("DEBUG", "1"), ("TOEZICHT_KLOK", "2026-01-01T09:00:00+01:00|0")]
)
def test_refuses_with(tmp_path, name, value):
    done = _start(tmp_path, **{name: value})
    assert done.returncode != 0
    assert name in done.stderr.splitlines()[-1]


def test_a_command_refuses_in_one_line_and_starts_nothing(tmp_path):
    done = _start(tmp_path, command=("manage.py", "migrate"), DATABASE_URL=None)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines() == ["Stel de omgevingsvariabele DATABASE_URL in."]
    assert not (tmp_path / "var").exists()


def test_a_secret_may_come_from_a_file(tmp_path):
    (tmp_path / "sleutel").write_text("uit-een-bestand\n")
    done = _start(
        tmp_path,
        command=("-c", "from django.conf import settings; print(settings.SECRET_KEY)"),
        SECRET_KEY=None,
        SECRET_KEY_FILE=str(tmp_path / "sleutel"),
    )
    assert done.stdout.strip() == "uit-een-bestand", done.stderr
