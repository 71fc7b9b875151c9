"""Typed readers of environment variables that fail loudly."""

import os

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """The variable's text; without a default it must be there and not empty. `NAME_FILE` names a file with it."""
    value = os.environ.get(name, default)
    if path := os.environ.get(f"{name}_FILE"):
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 - settings load before anything else
            value = file.read().strip()
    if value is None or (default is None and not value.strip()):
        msg = f"Stel de omgevingsvariabele {name} in."
        raise ImproperlyConfigured(msg)
    return value


def flag(name: str, *, default: bool) -> bool:
    """A yes or no: 1/true/ja against 0/false/nee."""
    raw = os.environ.get(name, "").lower()
    if raw in {"1", "true", "ja"}:
        return True
    if raw in {"0", "false", "nee"}:
        return False
    if raw:
        msg = f"{name} moet ja of nee zijn, niet {raw!r}."
        raise ImproperlyConfigured(msg)
    return default


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]
