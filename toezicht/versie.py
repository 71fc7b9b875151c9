"""The version of this program; the same as in pyproject.toml (a test holds them together)."""

from typing import Final

VERSIE: Final = "0.1.0"
